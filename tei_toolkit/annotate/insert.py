"""Where the tags of a mark go: round the words, and round every element that they fill.

A mark that begins or ends within an element which goes on beyond it cannot be tagged without breaking the
markup; it is left out, and the reason given.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Sequence
from typing import NamedTuple
from xml.sax.saxutils import quoteattr

from tei_toolkit.annotate.places import INSIDE_TAGS, PLACES, WRAPPED_WHOLE
from tei_toolkit.annotate.texts import Text
from tei_toolkit.annotate.tokens import CDATA, Element
from tei_toolkit.model import Mark


class Place(NamedTuple):
    """Where a mark's tags go: offsets into the file's text, and the element that they go into."""

    start: int
    end: int
    parent: Element


CROSSES = "MARK-03"
NOT_ALLOWED = "MARK-04"


def place_of(text: Text, start: int, end: int, elements: Sequence[Element]) -> Place | str:
    """The place of tags round ``[start, end)`` of a text's reading, or the finding code that says why there is
    none; ``elements`` are all of the document, in order."""
    (begin, first), (stop, last) = text.place_before(start), text.place_after(end - 1)
    if begin is None or stop is None:
        return CROSSES
    common = _common(first, last)
    while first is not common:
        if text.value[first.first : start].strip(" "):
            return CROSSES
        begin, first = first.start, _parent(first)
    while last is not common:
        if text.value[end : last.last].strip(" "):
            return CROSSES
        stop, last = last.end, _parent(last)
    block = text.within[0]
    while common is not block and (common.name not in PLACES or common.name in WRAPPED_WHOLE):
        if (text.value[common.first : start] + text.value[end : common.last]).strip(" "):
            break
        begin, stop, common = common.start, common.end, _parent(common)
    if common.name not in PLACES or not _may_hold(common, begin, stop, elements):
        return NOT_ALLOWED
    return Place(begin, stop, common)


def is_free(text: Text, start: int, end: int) -> bool:
    """Whether ``[start, end)`` of a reading touches nothing that is tagged as a name or date already."""
    return not any(
        element.first < end and start < element.last for elements in (text.settled, text.owned) for element in elements
    )


def tags(mark: Mark, parent: Element) -> tuple[str, str]:
    """The start and end tag of a mark, with the prefix that TEI's elements have in that place."""
    name = parent.prefix + mark.element
    attributes = "".join(f" {key}={quoteattr(value)}" for key, value in mark.attributes)
    return f"<{name}{attributes}>", f"</{name}>"


def insertions(placed: Iterable[tuple[Mark, Place]]) -> list[tuple[int, str]]:
    """The tags of many marks, in the order in which they stand: where one ends as another begins, first the end."""
    edges: list[tuple[int, int, int, str]] = []
    for mark, place in placed:
        opening, closing = tags(mark, place.parent)
        edges.append((place.start, 1, -place.end, opening))
        edges.append((place.end, 0, -place.start, closing))
    return [(at, tag) for at, _, _, tag in sorted(edges)]


def _common(one: Element, other: Element) -> Element:
    """The innermost element that both are, or are in."""
    above = set()
    up: Element | None = one
    while up is not None:
        above.add(id(up))
        up = up.parent
    while id(other) not in above:
        other = _parent(other)
    return other


def _parent(element: Element) -> Element:
    assert element.parent is not None
    return element.parent


def _may_hold(parent: Element, start: int, end: int, elements: Sequence[Element]) -> bool:
    """Whether all that would come to stand directly in the tags may stand there."""
    at = bisect.bisect_left(elements, start, key=lambda element: element.start)
    while at < len(elements) and elements[at].start < end:
        element = elements[at]
        if element.parent is parent and element.name not in INSIDE_TAGS and element.tag != CDATA:
            return False
        at += 1
    return True
