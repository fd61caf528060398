"""A RELAX NG schema as validation uses it. Valid documents pass by the automaton; the grammar itself is read, and what
explains it is loaded, only where that does not do.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from lxml import etree

from tei_toolkit.findings import Finding
from tei_toolkit.parsing import TEI, XML_ID
from tei_toolkit.validate.position import Places
from tei_toolkit.validate.relaxng.automaton import Automaton
from tei_toolkit.validate.relaxng.tables import Table

if TYPE_CHECKING:
    from tei_toolkit.validate.examine import Examiner
    from tei_toolkit.validate.relaxng.patterns import Grammar

_ENOUGH = 20_000


class RelaxNg:
    """A schema, with what it has learnt from the documents it has seen, in this process or in those before.

    ``data`` are the bytes of its file and ``name`` is its path.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self._data, self._name = data, name
        self._table = Table(data, name)
        self._automaton = Automaton(lambda: self._grammar, self._table.states)
        self._facts = self._table.facts or self._grammar_facts()
        self._keep_at = 1

    def findings(self, tree: etree._ElementTree, name: str, places: Places) -> list[Finding]:
        """What is wrong with the document called ``name``, in its order."""
        found: list[Finding] = []
        if self._facts["needs_context"] or not self._automaton.accepts(places.data):
            found = self._examiner.faults(tree, name, places)
        self._keep()
        is_tei = str(tree.getroot().tag).startswith(f"{{{TEI}}}")
        if self._facts["has_ids"] if is_tei else self._facts["has_ids"] or self._facts["has_xml_id"]:
            found += self._examiner.of_ids(tree, name, places)
        return found

    @functools.cached_property
    def _grammar(self) -> Grammar:
        if self._table.facts:
            return self._table.grammar()
        from tei_toolkit.validate.relaxng.grammar import read_grammar

        return read_grammar(self._data, self._name)

    @functools.cached_property
    def _examiner(self) -> Examiner:
        from tei_toolkit.validate.examine import Examiner

        return Examiner(self._grammar)

    def _grammar_facts(self) -> dict[str, bool]:
        """What must be known of the grammar even where it is not read."""
        ids = self._grammar.ids.items()
        of_xml = [kind == "ID" and attribute == XML_ID for (_, attribute), kind in ids]
        context = self._grammar.needs_context
        return {"needs_context": context, "has_xml_id": any(of_xml), "has_ids": not all(of_xml)}

    def _keep(self) -> None:
        """Put on disk what was learnt, whenever it is four times as much, until it is enough."""
        if self._keep_at <= self._automaton.learnt <= _ENOUGH:
            self._table.save(self._automaton.states, self._grammar, self._facts)
            self._keep_at = 4 * self._automaton.learnt


def load(data: bytes, name: str) -> RelaxNg:
    """Read a RELAX NG schema, in compact syntax if its path ``name`` ends in ``.rnc``; what it includes is read
    from the disk.

    Raises :class:`~tei_toolkit.errors.UnreadableInput` with the place if it is not a correct schema.
    """
    return RelaxNg(data, name)
