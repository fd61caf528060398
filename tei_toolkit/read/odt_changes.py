"""Deletions that stand in the text, brought to where OpenDocument has them (ODF 1.3, part 3, section 5.5).

A deletion is one point in the text, and what was deleted stands with what is said of the change. LibreOffice's flat
files leave it in the text, between the beginning and the end of the change.
"""

from __future__ import annotations

from itertools import pairwise

from lxml import etree

from tei_toolkit.parsing import local_name
from tei_toolkit.read.odt_styles import TEXT

_PARAGRAPHS = (f"{{{TEXT}}}p", f"{{{TEXT}}}h")
_POINTS = (f"{{{TEXT}}}change-start", f"{{{TEXT}}}change-end", f"{{{TEXT}}}change")
_BLOCKS = ("p", "h", "list", "list-item", "list-header", "table", "section", "soft-page-break")
_ID = f"{{{TEXT}}}change-id"


def gather_deletions(body: etree._Element) -> None:
    """Move each deletion that stands in the text to its changed region, and leave a ``text:change`` in its place.

    Paragraphs whose parting was deleted become one.
    """
    deletions = {
        region.get(f"{{{TEXT}}}id", ""): deletion
        for region in body.iter(f"{{{TEXT}}}changed-region")
        for deletion in region.iterchildren(f"{{{TEXT}}}deletion")
        if next(deletion.iter(*_PARAGRAPHS), None) is None
    }
    if not deletions:
        return
    ends = {end.get(_ID, ""): end for end in body.iter(f"{{{TEXT}}}change-end")}
    for start in list(body.iter(f"{{{TEXT}}}change-start")):
        deletion, end = deletions.pop(start.get(_ID, ""), None), ends.get(start.get(_ID, ""))
        if deletion is not None and end is not None:
            _gather(deletion, start, end)


def _gather(deletion: etree._Element, start: etree._Element, end: etree._Element) -> None:
    above = [start, *start.iterancestors()]
    below = [end, *end.iterancestors()]
    common = next(element for element in above if element in below)
    after, before = above[: above.index(common)], below[: below.index(common)]
    if not after or not before or common.index(after[-1]) > common.index(before[-1]):
        return
    paragraphs = _paragraph(start), _paragraph(end)
    for element in after[:-1]:
        _take(deletion, element, None)
    _take(deletion, after[-1], before[-1])
    for child, parent in reversed(list(pairwise(before))):
        _take_beginning(deletion, parent, child)
    for point in list(deletion.iter(*_POINTS)):
        # Another change that begins or ends among the deleted words does so where they were.
        _detach(point)
        start.addprevious(point)
    start.tag = f"{{{TEXT}}}change"
    _detach(end)
    _join(start, *paragraphs)


def _paragraph(element: etree._Element) -> etree._Element | None:
    return next(element.iterancestors(*_PARAGRAPHS), None)


def _take(deletion: etree._Element, element: etree._Element, stop: etree._Element | None) -> None:
    """Take what follows the element in its parent, as far as ``stop``."""
    inline = etree.Element(f"{{{TEXT}}}p")
    inline.text, element.tail = element.tail, None
    _take_elements(deletion, inline, element.getnext(), stop)


def _take_beginning(deletion: etree._Element, parent: etree._Element, stop: etree._Element) -> None:
    """Take what stands in an element before one of its children."""
    inline = etree.Element(f"{{{TEXT}}}p")
    inline.text, parent.text = parent.text, None
    _take_elements(deletion, inline, parent[0], stop)


def _take_elements(
    deletion: etree._Element, inline: etree._Element, element: etree._Element | None, stop: etree._Element | None
) -> None:
    while element is not None and element is not stop:
        following = element.getnext()
        (deletion if local_name(element) in _BLOCKS else inline).append(element)
        element = following
    if len(inline) or inline.text:
        deletion.append(inline)


def _join(change: etree._Element, first: etree._Element | None, last: etree._Element | None) -> None:
    """Make two paragraphs one; if nothing is left of the first, it is gone with its style."""
    if first is None or last is None or first is last or first.getparent() is not last.getparent():
        return
    if first[0] is change and not first.text and not change.tail:
        change.tail, last.text = last.text, None
        last.insert(0, change)
        _detach(first)
        return
    _append_text(first, last.text)
    for child in list(last):
        first.append(child)
    _detach(last)


def _append_text(element: etree._Element, text: str | None) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + (text or "")
    else:
        element.text = (element.text or "") + (text or "")


def _detach(element: etree._Element) -> None:
    """Take an element out of its parent, which keeps the text after it."""
    parent, previous = element.getparent(), element.getprevious()
    if parent is None:
        return
    if previous is not None:
        previous.tail = (previous.tail or "") + (element.tail or "")
    else:
        parent.text = (parent.text or "") + (element.tail or "")
    element.tail = None
    parent.remove(element)
