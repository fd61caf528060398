"""The reading copy of an entry: what a reader reads, with each character's place in the source.

Dates and names are looked for here, where page labels do not interrupt and ``L[loyd] G[eorge]`` reads
``Lloyd George``. The copy is only looked at; marks are made in the source.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from tei_toolkit.mark.page_breaks import is_hyphen
from tei_toolkit.model import BLOCKS, LINE_BREAK, NOTE_BEGINS, NOTE_ENDS, OBJECT, PARAGRAPH, Mark, Span

BOUNDARY = "\x00"
"""Stands where nothing may run on: between paragraphs. No source has this character."""


_SIGNS = {
    "\n": " ",
    "\t": " ",
    "\r": " ",
    LINE_BREAK: " ",
    **dict.fromkeys((NOTE_BEGINS, NOTE_ENDS, PARAGRAPH), BOUNDARY),
}
_IN_BRACKETS = ("note", "supplied", "gap")
"""What an editor put in brackets is read as it stands."""


@dataclass(frozen=True, slots=True)
class ReadingCopy:
    """A text made of pieces of the source: from ``starts[n]`` in the copy it runs along the source from
    ``sources[n]``, as far as the next piece."""

    text: str
    starts: tuple[int, ...]
    sources: tuple[int, ...]
    expansions: tuple[Span, ...] = ()

    def source_offset(self, at: int) -> int:
        """Where in the source the copy's character ``at`` stands."""
        piece = bisect.bisect_right(self.starts, at) - 1
        return self.sources[piece] + at - self.starts[piece]

    def source_span(self, start: int, end: int) -> Span:
        """The stretch of the source that ``[start, end)`` of the copy was made of, with the brackets of the
        expansions that it touches."""
        begin, stop = self.source_offset(start), self.source_offset(end - 1) + 1
        if not self.expansions:
            return Span(begin, stop)
        first = bisect.bisect_right(self.expansions, begin, key=lambda span: span.end)
        last = bisect.bisect_left(self.expansions, stop, key=lambda span: span.start)
        touched = self.expansions[first:last]
        return Span(min([begin, *(span.start for span in touched)]), max([stop, *(span.end for span in touched)]))


def reading_copy(text: str, span: Span, marks: Sequence[Mark]) -> ReadingCopy:
    """Make the copy of ``span``; ``marks`` are those of pages, brackets and paragraphs, and of the format."""
    skipped: list[Span] = []
    boundaries: list[int] = []
    expansions: list[Span] = []
    for mark in marks:
        if mark.element in BLOCKS:
            if span.start <= mark.end < span.end:
                boundaries.append(mark.end)
        else:
            skipped += _skipped(text, span, mark)
            if mark.element == "ex":
                expansions.append(Span(mark.start, mark.end))
    pieces: list[str] = []
    sources: list[int] = []
    at = span.start
    for start, end in _cuts(skipped, boundaries):
        if at < start:
            pieces.append(text[at:start])
            sources.append(at)
        if start == end:
            pieces.append(BOUNDARY)
            sources.append(start)
        at = max(at, end)
    if at < span.end:
        pieces.append(text[at : span.end])
        sources.append(at)
    starts = tuple(accumulate(map(len, pieces), initial=0))[:-1]
    copied = "".join(pieces)
    for sign, read in _SIGNS.items():
        copied = copied.replace(sign, read)
    return ReadingCopy(copied, starts, tuple(sources), tuple(expansions))


def _skipped(text: str, span: Span, mark: Mark) -> Sequence[Span]:
    """What a reader of the text does not read of an element within a line."""
    if mark.element == "pb":
        return (_page_stretch(text, span, mark),)
    if mark.element == "lb":
        if ("break", "no") not in mark.attributes:
            return mark.consumed if text[mark.start] == OBJECT else ()
        hyphen = mark.start > span.start and is_hyphen(text[mark.start - 1])
        return (Span(mark.start - hyphen, mark.end),)
    in_brackets = mark.element in _IN_BRACKETS and text[mark.start : mark.start + 1] != OBJECT
    return () if in_brackets else mark.consumed


def _cuts(skipped: Iterable[Span], boundaries: Iterable[int]) -> list[tuple[int, int]]:
    """Where the copy leaves the source: what is skipped, and, as empty spans, where nothing runs on."""
    return sorted([*skipped, *((at, at) for at in set(boundaries))])


def _page_stretch(text: str, span: Span, mark: Mark) -> Span:
    """The label with the white space round it: one blank is left, or none where a word goes on."""
    start, end = mark.start, mark.end
    while start > span.start and text[start - 1].isspace():
        start -= 1
    while end < span.end and text[end].isspace():
        end += 1
    if ("break", "no") in mark.attributes:
        return Span(start - 1 if start > span.start and is_hyphen(text[start - 1]) else start, end)
    return Span(start + 1, end) if start < mark.start else Span(start, end - (1 if end > mark.end else 0))
