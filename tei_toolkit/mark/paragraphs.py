"""Paragraphs, in the entry and inside long notes; and the source lines that stand below them there."""

from __future__ import annotations

import bisect
import operator
import re
from collections.abc import Iterable, Iterator, Sequence, Set
from typing import NamedTuple

from tei_toolkit.mark.brackets import EDITOR
from tei_toolkit.mark.habits import Habits
from tei_toolkit.model import Mark, Span

_CLOSERS = " \t\u00a0»”’\"')]―—–-*"
_SENTENCE_END = ".!?…:"
_LOCATOR = re.compile(
    r"\b(?:pp?\.|nos?\.|vols?\.|docs?\.|fols?\.|ff?\.|box|ch\.|S\.|Bd\.|Nr\.|Bl\.|с\.|т\.|л\.|д\.|оп\.|ф\.|[IVXL]+,|[IVXL]+/)"
    r"|\d+/\d+|\b\d{1,2} [A-Z][a-z]{2,8}\.? \d{4}"
)
_TOKEN = re.compile(r"[,;&]|\d+")
_LINE = re.compile(r"\S(?:[^\n]*\S)?")
_DENSE = 0.17
"""Commas, semicolons and numbers for each word, above which a line reads as a reference."""
_LONGEST_FIRST_STEP = 7
_ENOUGH = 200
"""Characters that show how a paragraph ends."""


class _Piece(NamedTuple):
    """A line of text and what separates it from the one before: a line end, a blank line, or a page label."""

    start: int
    end: int
    blank_before: bool
    page_before: bool


def paragraph_marks(text: str, region: Span, marks: Sequence[Mark], habits: Habits) -> list[Mark]:
    """The ``<p>`` marks of a region (an entry below its heading).

    ``marks`` are the page breaks and brackets found in it. Notes of several paragraphs get paragraphs of
    their own; a note that is a paragraph by itself stands between paragraphs, any other within one.
    """
    if not marks and not habits.wrapped:
        return [_p(line) for line in _lines(text, region, ())]
    notes = {Span(mark.start, mark.end) for mark in marks if mark.element == "note"}
    labels = {Span(mark.start, mark.end) for mark in marks if mark.element == "pb"}
    long_notes = _outermost(span for span in notes if "\n" in text[span.start : span.end])
    found: list[Mark] = []
    blocks: set[Span] = set()
    for span in _joined(text, region, long_notes, labels, habits):
        if span in notes:
            blocks.add(span)
            found += _note_paragraphs(text, span, labels, habits, always=True)
        else:
            found.append(_p(span))
    for span in long_notes:
        if span not in blocks:
            found += _note_paragraphs(text, span, labels, habits, always=False)
    return found


def _outermost(spans: Iterable[Span]) -> list[Span]:
    """Of spans that nest, those within no other, in order."""
    outer: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if not outer or span.start >= outer[-1].end:
            outer.append(span)
    return outer


def _p(span: Span) -> Mark:
    return Mark(span.start, span.end, "p", (), (), "a paragraph of the source")


def _note_paragraphs(text: str, note: Span, labels: Set[Span], habits: Habits, always: bool) -> list[Mark]:
    """The paragraphs inside a note, source lines going with the paragraph that they follow."""
    spans = _joined(text, Span(note.start + 1, note.end - 1), (), labels, habits)
    if len(spans) < 2 and not always:
        return []
    paragraphs: list[Span] = []
    sources: list[Mark] = []
    for span in spans:
        if paragraphs and _is_source_line(text[span.start : span.end]):
            paragraphs[-1] = Span(paragraphs[-1].start, span.end)
            kind = (("type", "source"), EDITOR)
            sources.append(Mark(*span, "note", kind, (), "a line of references below a paragraph of a note"))
            sources.append(Mark(*span, "bibl", (), (), "a line of references"))
        else:
            paragraphs.append(span)
    return [*map(_p, paragraphs), *sources]


def _is_source_line(line: str) -> bool:
    """A line that reads as a reference: locators, and more commas and numbers than prose has."""
    words = line.split()
    if not line[:1].isupper() or not _LOCATOR.search(line):
        return False
    first_comma = next((n for n, word in enumerate(words) if word.endswith((",", ";"))), len(words))
    return first_comma < _LONGEST_FIRST_STEP and len(_TOKEN.findall(line)) / len(words) >= _DENSE


def _joined(text: str, region: Span, atoms: Sequence[Span], labels: Set[Span], habits: Habits) -> list[Span]:
    """The paragraphs of a region, those that go on over a page break joined."""
    if not labels and not habits.wrapped:
        return _lines(text, region, atoms)
    found: list[Span] = []
    for piece in _pieces(text, region, atoms, labels):
        if found and _goes_on(text, found[-1], piece, habits):
            found[-1] = Span(found[-1].start, piece.end)
        else:
            found.append(Span(piece.start, piece.end))
    return found


def _goes_on(text: str, before: Span, piece: _Piece, habits: Habits) -> bool:
    """Whether the paragraph ``before`` goes on in the next line.

    Over a page break: in the middle of a sentence, surely; at a sentence's end, if in this source more
    sentences than not end within a paragraph. Else only where lines are wrapped.
    """
    if not piece.page_before:
        return habits.wrapped and not piece.blank_before
    ending = text[max(before.start, before.end - _ENOUGH) : before.end].rstrip(_CLOSERS)[-1:]
    if text[piece.start].islower() or ending not in _SENTENCE_END:
        return True
    return habits.paragraph_ends < 0.5


def _pieces(text: str, region: Span, atoms: Sequence[Span], labels: Set[Span]) -> Iterator[_Piece]:
    """The lines of a region that hold more than a page label."""
    blank = page = False
    previous = region.start
    for line in _lines(text, region, atoms):
        blank = blank or text.count("\n", previous, line.start) > 1
        previous = line.end
        if line in labels:
            page = True
        else:
            yield _Piece(line.start, line.end, blank, page)
            blank = page = False


def _lines(text: str, region: Span, atoms: Sequence[Span]) -> list[Span]:
    """The lines of a region that are not blank, without the blanks at their ends: a line end inside an atom
    (a note of several paragraphs) ends no line."""
    if not atoms:
        return [Span(*match.span()) for match in _LINE.finditer(text, *region)]
    lines: list[Span] = []
    for match in _LINE.finditer(text, *region):
        start, end = match.span()
        if lines and _within(atoms, start - 1):
            start = lines.pop().start
        lines.append(Span(start, end))
    return lines


def _within(atoms: Sequence[Span], at: int) -> bool:
    before = bisect.bisect_left(atoms, at, key=_start) - 1
    return before >= 0 and atoms[before].end > at


_start = operator.attrgetter("start")
