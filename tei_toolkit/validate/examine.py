"""What a RELAX NG grammar has against a document: the faults that :mod:`tei_toolkit.validate.relaxng` finds, said in
words and with their places."""

from __future__ import annotations

from itertools import islice

from lxml import etree

from tei_toolkit.findings import Finding
from tei_toolkit.parsing import TEI, XML_ID, local_name
from tei_toolkit.validate.limits import MOST_FINDINGS
from tei_toolkit.validate.messages import say
from tei_toolkit.validate.position import Places
from tei_toolkit.validate.references import in_other_case, nearest_ids
from tei_toolkit.validate.relaxng.ids import Unsound, unsound
from tei_toolkit.validate.relaxng.match import Matcher
from tei_toolkit.validate.relaxng.patterns import Grammar


class Examiner:
    """Holds documents against a grammar, element by element."""

    def __init__(self, grammar: Grammar) -> None:
        self._ids = grammar.ids
        self._matcher = Matcher(grammar)

    def faults(self, tree: etree._ElementTree, name: str, places: Places) -> list[Finding]:
        """What is wrong with the elements, attributes and text of the document called ``name``, in its order."""
        return [finding for _, finding in self.located(tree, name, places)]

    def located(self, tree: etree._ElementTree, name: str, places: Places) -> list[tuple[etree._Element, Finding]]:
        """The same, with the elements that the findings are about."""
        try:
            faults = self._matcher.faults(tree.getroot())
        except RecursionError:
            too_deep = Finding("TEI-01", "Elements are nested too deeply to be held against a schema.", name)
            return [(tree.getroot(), too_deep)]
        found: list[tuple[etree._Element, Finding]] = []
        for fault in islice(faults, MOST_FINDINGS + 1):
            said = say(fault)
            of_text = fault.what in ("text", "content") and fault.value
            place = places.of_text(fault.element, fault.after) if of_text else places.of(fault.element, said.attribute)
            finding = Finding(said.code, said.message, name, *place, said.value, said.hint, repair=said.repair)
            found.append((fault.element, finding))
        return found

    def unsound_ids(self, tree: etree._ElementTree) -> set[str]:
        """The ids that stand twice, and those that are named and are not there."""
        return {one.identifier for one in unsound(tree.getroot(), self._ids)}

    def of_ids(self, tree: etree._ElementTree, name: str, places: Places) -> list[Finding]:
        """What is wrong with ids, but for the xml:id of TEI, on which :mod:`references` reports."""
        is_tei = str(tree.getroot().tag).startswith(f"{{{TEI}}}")
        return [
            _unsound(one, name, places)
            for one in unsound(tree.getroot(), self._ids)
            if one.first is None or one.attribute != XML_ID or not is_tei
        ]


def _unsound(one: Unsound, name: str, places: Places) -> Finding:
    local = one.attribute.rsplit("}", 1)[-1]
    line, column = places.of(one.element, local)
    if one.first is None:
        near = nearest_ids(one.identifier, one.known)
        hint = f"Did you mean “{near[0]}”?" if near else "Correct it, or give the element that is meant this id."
        message = f"@{local} names the id “{one.identifier}”, but no element of this document has it."
        repair = in_other_case(one.identifier, near)
        return Finding("REF-01", message, name, line, column, one.identifier, hint, repair=repair)
    message = (
        f"The id “{one.identifier}” is that of <{local_name(one.first)}> in line "
        f"{places.of(one.first, local)[0]} already."
    )
    return Finding("ID-01", message, name, line, column, one.identifier, "Give one of the two an id of its own.")
