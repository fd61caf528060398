"""What a grammar does not see: ids that stand twice, and references within a document that lead nowhere.

An ``xml:id`` is unique in its document (XML id, https://www.w3.org/TR/xml-id/); a TEI pointer ``#x`` is the
element whose ``xml:id`` is ``x`` (TEI Guidelines, chapter 17). Registers are other files, so what may lead
to one (``ref``, ``key``, ``who`` of a speaker) is left to the check of the whole edition.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from lxml import etree

from tei_toolkit.findings import Finding
from tei_toolkit.parsing import XML_ID, local_name
from tei_toolkit.validate.limits import MOST_COMPARED, MOST_FINDINGS
from tei_toolkit.validate.position import Places

_POINTERS = ("resp", "corresp", "target", "facs", "hand", "next", "prev")
_NAMES = " or ".join(f"name() = '{one}'" for one in _POINTERS)
_IDS = etree.XPath("descendant-or-self::*/@xml:id", smart_strings=False)
_POINTING = etree.XPath(
    f"descendant-or-self::*/@*[contains(., '#')][{_NAMES} or (name() = 'who' and local-name(..) = 'change')]",
    smart_strings=False,
)
_WRITTEN_IDS = re.compile(rb"""xml:id\s*=\s*("[^"]*"|'[^']*')""")
_HIDING = re.compile(rb"[\s&]")
"""What makes one id of two that are written differently."""
_POINTER = re.compile(rb"\s(?:%s|who)\s*=" % "|".join(_POINTERS).encode())


def reference_findings(tree: etree._ElementTree, name: str, places: Places) -> list[Finding]:
    """ID-01 for each id that is taken already, REF-01 for each reference to nothing."""
    if _is_sound(tree, places):
        return []
    holders: dict[str, etree._Element] = {}
    found: list[Finding] = []
    nowhere = 0
    for element in tree.getroot().iter(etree.Element):
        identifier = " ".join(element.get(XML_ID, "").split())
        if not identifier:
            continue
        first = holders.setdefault(identifier, element)
        if first is not element:
            found.append(_twice(identifier, element, first, name, places))
    for element in tree.getroot().iter(etree.Element):
        for attribute, target in _references(element):
            if target not in holders:
                nowhere += 1
                near = get_close_matches(target, holders, 1) if nowhere <= MOST_COMPARED else []
                found.append(_nowhere(attribute, target, element, near, name, places))
                if len(found) > MOST_FINDINGS:
                    return found
    return found


def _is_sound(tree: etree._ElementTree, places: Places) -> bool:
    """Whether no id stands twice and no pointer leads nowhere, found out as fast as can be."""
    if places.are_plain and _are_ids_apart(places.data) and not _may_point(places.data):
        return True
    ids = [" ".join(str(one).split()) for one in _found(_IDS, tree)]
    pointers = {one for value in _found(_POINTING, tree) for one in str(value).split() if one.startswith("#")}
    return len(set(ids)) == len(ids) and pointers <= {f"#{one}" for one in ids}


def _are_ids_apart(data: bytes) -> bool:
    """Whether it can be seen in the source that no id stands twice; what looks like an id may be text."""
    ids = [quoted[1:-1] for quoted in _WRITTEN_IDS.findall(data)]
    return len(set(ids)) == len(ids) and not any(_HIDING.search(one) for one in ids)


def _may_point(data: bytes) -> bool:
    """Whether it cannot be seen in the source that nothing points to an id: there is a # in or after a tag that has
    such an attribute."""
    at = data.find(b"#")
    while at >= 0:
        begin, end = data.rfind(b"<", 0, at), data.find(b"<", at)
        if end < 0 or _POINTER.search(data, begin, end):
            return True
        at = data.find(b"#", end)
    return False


def _found(path: etree.XPath, tree: etree._ElementTree) -> list[object]:
    values = path(tree)
    assert isinstance(values, list)
    return list(values)


def _references(element: etree._Element) -> Iterator[tuple[str, str]]:
    """The attributes that point within the document, with the ids that they point to."""
    attributes = (*_POINTERS, "who") if local_name(element) == "change" else _POINTERS
    for attribute in attributes:
        for pointer in element.get(attribute, "").split():
            if pointer.startswith("#"):
                yield attribute, pointer[1:]


def _twice(identifier: str, element: etree._Element, first: etree._Element, name: str, places: Places) -> Finding:
    line, column = places.of(element, "id")
    taken = places.of(first, "id")[0]
    return Finding(
        "ID-01",
        f"The xml:id “{identifier}” is that of <{local_name(first)}> in line {taken} already.",
        name,
        line,
        column,
        identifier,
        "Give one of the two an id of its own.",
    )


def _nowhere(
    attribute: str,
    target: str,
    element: etree._Element,
    near: list[str],
    name: str,
    places: Places,
) -> Finding:
    line, column = places.of(element, attribute)
    return Finding(
        "REF-01",
        f"@{attribute} points to “#{target}”, but no element of this document has that xml:id.",
        name,
        line,
        column,
        f"#{target}",
        f"Did you mean “#{near[0]}”?" if near else "Correct it, or give the element that is meant an xml:id.",
    )
