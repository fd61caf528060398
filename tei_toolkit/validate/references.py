"""What a grammar does not see: ids that stand twice, and references within a document that lead nowhere.

An ``xml:id`` is unique in its document (XML id, https://www.w3.org/TR/xml-id/); a TEI pointer ``#x`` is the
element whose ``xml:id`` is ``x`` (TEI Guidelines, chapter 17). Registers are other files, so what may lead
to one (``ref``, ``key``, ``who`` of a speaker) is left to the check of the whole edition.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import count, pairwise

from lxml import etree

from tei_toolkit.findings import Finding, Repair
from tei_toolkit.parsing import XML_ID, local_name
from tei_toolkit.validate.limits import MOST_COMPARED, MOST_FINDINGS
from tei_toolkit.validate.position import Places
from tei_toolkit.validate.spelling import candidates

_POINTERS = ("resp", "corresp", "target", "facs", "hand", "next", "prev")
_NAMES = " or ".join(f"name() = '{one}'" for one in _POINTERS)
_IDS = etree.XPath("descendant-or-self::*/@xml:id", smart_strings=False)
_POINTING = etree.XPath(
    f"descendant-or-self::*/@*[{_NAMES} or (name() = 'who' and local-name(..) = 'change')]",
    smart_strings=False,
)
_WRITTEN_IDS = re.compile(rb"""xml:id\s*=\s*("[^"]*"|'[^']*')""")
_HIDING = re.compile(rb"[\s&]")
"""What makes one id of two that are written differently."""
_WRITTEN_POINTERS = tuple(one.encode() for one in (*_POINTERS, "who"))
_NO_DIGIT = re.compile(r"\D")


def reference_findings(tree: etree._ElementTree, name: str, places: Places) -> list[Finding]:
    """ID-01 for each id that is taken already, REF-01 for each reference to nothing."""
    if _is_sound(tree, places):
        return []
    holders: dict[str, etree._Element] = {}
    repeated: list[tuple[str, etree._Element]] = []
    for element in tree.getroot().iter(etree.Element):
        identifier = " ".join(element.get(XML_ID, "").split())
        if identifier and holders.setdefault(identifier, element) is not element:
            repeated.append((identifier, element))
    free = _Free(holders)
    found = [_twice(one, element, holders[one], free.like(one), name, places) for one, element in repeated]
    return [*found, *_leading_nowhere(tree, holders, name, places)]


def _leading_nowhere(
    tree: etree._ElementTree, holders: Collection[str], name: str, places: Places
) -> Iterator[Finding]:
    """REF-01 for each reference to nothing, up to what is listed of a document."""
    nowhere = 0
    for element in tree.getroot().iter(etree.Element):
        for attribute, pointer in _references(element):
            if not pointer.startswith("#"):
                if pointer in holders:
                    yield _without_sign(attribute, pointer, element, name, places)
            elif pointer[1:] not in holders:
                nowhere += 1
                near = nearest_ids(pointer[1:], holders) if nowhere <= MOST_COMPARED else ()
                yield _nowhere(attribute, pointer, element, near, name, places)
                if nowhere > MOST_FINDINGS:
                    return


def nearest_ids(identifier: str, known: Iterable[str]) -> tuple[str, ...]:
    """The ids that are spelt most like a wrong one; a number that is near means nothing."""
    digits = _NO_DIGIT.sub("", identifier)
    return candidates(identifier, (one for one in known if _NO_DIGIT.sub("", one) == digits))


def in_other_case(identifier: str, near: Collection[str], sign: str = "") -> Repair | None:
    """The repair of a reference, if all that is wrong with it is its case. ``sign`` stands before the id in it."""
    (meant,) = near if len(near) == 1 else ("",)
    if not meant or meant.casefold() != identifier.casefold():
        return None
    return Repair("value", f"{sign}{identifier}", f"{sign}{meant}")


class _Free:
    """Ids that no element has yet."""

    def __init__(self, taken: Collection[str]) -> None:
        self._taken = set(taken)

    def like(self, identifier: str) -> str:
        """The id with the first free number behind it, which is taken from then on."""
        number = next(number for number in count(2) if f"{identifier}-{number}" not in self._taken)
        self._taken.add(f"{identifier}-{number}")
        return f"{identifier}-{number}"


def _is_sound(tree: etree._ElementTree, places: Places) -> bool:
    """Whether no id stands twice and no pointer leads nowhere, found out as fast as can be."""
    if places.are_plain and _is_plainly_sound(places.data):
        return True
    ids = [" ".join(str(one).split()) for one in _found(_IDS, tree)]
    pointers = {one for value in _found(_POINTING, tree) for one in str(value).split()}
    return (
        len(set(ids)) == len(ids)
        and pointers.isdisjoint(ids)
        and {one for one in pointers if one.startswith("#")} <= {f"#{one}" for one in ids}
    )


def _is_plainly_sound(data: bytes) -> bool:
    """Whether that can be seen in the source, where what looks like an id or a pointer may also be text: no two ids,
    and neither an id nor a # among the pointers."""
    ids = [quoted[1:-1] for quoted in _WRITTEN_IDS.findall(data)]
    pointers = _written_pointers(data)
    return (
        pointers is not None
        and len(set(ids)) == len(ids)
        and pointers.isdisjoint(ids)
        and not any(one.startswith(b"#") for one in pointers)
        and not any(_HIDING.search(one) for one in ids)
    )


def _written_pointers(data: bytes) -> set[bytes] | None:
    """The pointers in a source, and perhaps others; None if they cannot be told for sure."""
    found: set[bytes] = set()
    for before, behind in pairwise(data.split(b"=")):
        if before.rstrip().endswith(_WRITTEN_POINTERS):
            value = behind.lstrip()
            quote = value[:1]
            end = value.find(quote, 1)
            if quote not in (b'"', b"'") or end < 0 or b"&" in value[:end]:
                return None
            found.update(value[1:end].split())
    return found


def _found(path: etree.XPath, tree: etree._ElementTree) -> list[object]:
    values = path(tree)
    assert isinstance(values, list)
    return list(values)


def _references(element: etree._Element) -> Iterator[tuple[str, str]]:
    """The attributes that may point within the document, with their pointers."""
    attributes = (*_POINTERS, "who") if local_name(element) == "change" else _POINTERS
    for attribute in attributes:
        for pointer in element.get(attribute, "").split():
            yield attribute, pointer


def _twice(
    identifier: str, element: etree._Element, first: etree._Element, other: str, name: str, places: Places
) -> Finding:
    line, column = places.of(element, "id")
    taken = places.of(first, "id")[0]
    return Finding(
        "ID-01",
        f"The xml:id “{identifier}” is that of <{local_name(first)}> in line {taken} already.",
        name,
        line,
        column,
        identifier,
        f"Give one of the two another, such as {other}.",
    )


def _without_sign(attribute: str, pointer: str, element: etree._Element, name: str, places: Places) -> Finding:
    return Finding(
        "REF-01",
        f"@{attribute} points to a file “{pointer}”: the # is missing before the id.",
        name,
        *places.of(element, attribute),
        pointer,
        f"Write “#{pointer}”.",
        repair=Repair("value", pointer, f"#{pointer}"),
    )


def _nowhere(
    attribute: str, pointer: str, element: etree._Element, near: tuple[str, ...], name: str, places: Places
) -> Finding:
    meant = " or ".join(f"“#{one}”" for one in near)
    return Finding(
        "REF-01",
        f"@{attribute} points to “{pointer}”, but no element of this document has that xml:id.",
        name,
        *places.of(element, attribute),
        pointer,
        f"Did you mean {meant}?" if near else "Correct it, or give the element that is meant an xml:id.",
        repair=in_other_case(pointer[1:], near, "#"),
    )
