"""The lines of a document, each with what the segmenter wants to know of its surroundings."""

from __future__ import annotations

import bisect
from collections.abc import Callable, Sequence
from typing import NamedTuple

from tei_toolkit.model import BLOCKS, OWN_MARKUP, Mark, SourceText
from tei_toolkit.pages import page_labels

_STRUCTURES = ("list", "table", "quote")


class Line(NamedTuple):
    """A line with text: no blank line, no page label."""

    start: int
    end: int
    text: str
    opens_block: bool
    """Nothing, a blank line or a page label stands before it."""
    closes_block: bool
    """The same after it."""
    after_page: bool
    """A page label stands between it and the line before."""
    gap_start: int
    """Where the blank lines and page labels before it begin: the end of the line with text, or of the note, before."""


def document_lines(source: SourceText) -> list[Line]:
    """All lines with text of a source's document, in order."""
    found: list[tuple[int, str, bool, bool, int]] = []
    shown = source.shown()
    # In the source's own markup no signs of transcripts are read.
    marked = _within([one for one in source.marks if one.evidence == OWN_MARKUP and one.element in BLOCKS])
    in_structure = _within([one for one in source.marks if one.element in _STRUCTURES])
    labels = {
        shown.rfind("\n", 0, label.start) + 1
        for label in page_labels(source)
        if label.alone and not marked(label.start)
    }
    pages = {shown.rfind("\n", 0, mark.start) + 1 for mark in source.marks if mark.element == "pb"}
    notes = {shown.rfind("\n", 0, mark.start) + 1 for mark in source.marks if mark.element == "note"}
    breaks = after_page = True
    previous_end = 0
    for span in source.document():
        previous_end = max(previous_end, span.start)
        start = span.start
        for text in shown[span.start : span.end].split("\n"):
            if not text or text.isspace():
                breaks = True
                after_page = after_page or start in pages
                if start in notes:
                    # A note that stands alone belongs to the text above it.
                    previous_end = start + len(text)
            elif start in labels:
                breaks = after_page = True
                if in_structure(start):
                    # A page that begins in a list or table stays in it.
                    previous_end = start + len(text)
            else:
                found.append((start, text, breaks, after_page, previous_end))
                breaks = after_page = False
                previous_end = start + len(text)
            start += len(text) + 1
        breaks = True
    closes = [*(line[2] for line in found[1:]), True]
    return [
        Line(start, start + len(text), text, opens, closed, paged, gap)
        for (start, text, opens, paged, gap), closed in zip(found, closes, strict=False)
    ]


def _within(marks: Sequence[Mark]) -> Callable[[int], bool]:
    """Whether an offset is in one of the marks, which stand in order, the outer before the inner."""
    starts: list[int] = []
    ends: list[int] = []
    for mark in marks:
        if not ends or mark.end > ends[-1]:
            starts.append(mark.start)
            ends.append(mark.end)
    return lambda at: (found := bisect.bisect_right(starts, at)) > 0 and at < ends[found - 1]
