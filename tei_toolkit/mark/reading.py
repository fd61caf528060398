"""The reading copy of an entry: what a reader reads, with each character's place in the source.

Dates and names are looked for here, where page labels do not interrupt and ``L[loyd] G[eorge]`` reads
``Lloyd George``. The copy is only looked at; marks are made in the source.
"""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import dataclass

from tei_toolkit.mark.page_breaks import is_hyphen
from tei_toolkit.model import Mark, Span

BOUNDARY = "\x00"
"""Stands where nothing may run on: between paragraphs. No source has this character."""


@dataclass(frozen=True, slots=True)
class ReadingCopy:
    """A text and, for each of its characters, the offset in the source."""

    text: str
    offsets: tuple[int, ...]
    expansions: tuple[Span, ...] = ()

    def source_span(self, start: int, end: int) -> Span:
        """The stretch of the source that ``[start, end)`` of the copy was made of, with the brackets of the
        expansions that it touches."""
        begin, stop = self.offsets[start], self.offsets[end - 1] + 1
        first = bisect.bisect_right(self.expansions, begin, key=lambda span: span.end)
        last = bisect.bisect_left(self.expansions, stop, key=lambda span: span.start)
        touched = self.expansions[first:last]
        return Span(min([begin, *(span.start for span in touched)]), max([stop, *(span.end for span in touched)]))


def reading_copy(text: str, span: Span, marks: Sequence[Mark]) -> ReadingCopy:
    """Make the copy of ``span``; ``marks`` are those of pages, brackets and paragraphs."""
    skipped: set[int] = set()
    boundaries: set[int] = set()
    for mark in marks:
        if mark.element == "pb":
            skipped.update(_page_stretch(text, span, mark))
        elif mark.element == "ex":
            skipped.update(offset for part in mark.consumed for offset in range(part.start, part.end))
        elif mark.element in ("p", "head"):
            boundaries.add(mark.end)
    characters: list[str] = []
    offsets: list[int] = []
    for at in range(span.start, span.end):
        if at in boundaries:
            characters.append(BOUNDARY)
            offsets.append(at)
        if at in skipped:
            continue
        character = text[at]
        characters.append(" " if character in "\n\t\r" else character)
        offsets.append(at)
    expansions = tuple(Span(mark.start, mark.end) for mark in marks if mark.element == "ex")
    return ReadingCopy("".join(characters), tuple(offsets), expansions)


def _page_stretch(text: str, span: Span, mark: Mark) -> range:
    """The label with the white space round it: one blank is left, or none where a word goes on."""
    start, end = mark.start, mark.end
    while start > span.start and text[start - 1].isspace():
        start -= 1
    while end < span.end and text[end].isspace():
        end += 1
    if ("break", "no") in mark.attributes:
        return range(start - 1 if start > span.start and is_hyphen(text[start - 1]) else start, end)
    return range(start + 1, end) if start < mark.start else range(start, end - (1 if end > mark.end else 0))
