"""A RELAX NG schema as validation uses it: the faults that :mod:`tei_toolkit.validate.relaxng` finds, said
in words and with their places."""

from __future__ import annotations

from itertools import islice

from lxml import etree

from tei_toolkit.findings import Finding
from tei_toolkit.validate.limits import MOST_FINDINGS
from tei_toolkit.validate.messages import say
from tei_toolkit.validate.position import Places
from tei_toolkit.validate.relaxng.grammar import Grammar, read_grammar
from tei_toolkit.validate.relaxng.match import Matcher


class RelaxNg:
    """A grammar, with what it has learnt from the documents it has seen."""

    def __init__(self, grammar: Grammar) -> None:
        self._matcher = Matcher(grammar)

    def findings(self, tree: etree._ElementTree, name: str, places: Places) -> list[Finding]:
        """What is wrong with the document called ``name``, in its order."""
        try:
            faults = self._matcher.faults(tree.getroot())
        except RecursionError:
            return [Finding("TEI-01", "Elements are nested too deeply to be held against a schema.", name)]
        found: list[Finding] = []
        for fault in islice(faults, MOST_FINDINGS + 1):
            said = say(fault)
            line, column = places.of(fault.element, said.attribute)
            found.append(Finding(said.code, said.message, name, line, column, said.value, said.hint))
        return found


def load(data: bytes, name: str) -> RelaxNg:
    """Read a schema in RELAX NG's XML syntax.

    Raises :class:`~tei_toolkit.errors.UnreadableInput` with the place if it is none, or uses what is not read.
    """
    return RelaxNg(read_grammar(data, name))
