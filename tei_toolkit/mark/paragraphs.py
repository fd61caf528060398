"""Paragraphs, in the entry and inside long notes; and the source lines that stand below them there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

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
_DENSE = 0.17
"""Commas, semicolons and numbers for each word, above which a line reads as a reference."""
_LONGEST_FIRST_STEP = 7


@dataclass(frozen=True, slots=True)
class _Piece:
    """A line of text and what separates it from the one before: a line end, a blank line, or a page label."""

    span: Span
    blank_before: bool
    page_before: bool


def paragraph_marks(text: str, region: Span, marks: Sequence[Mark], habits: Habits) -> list[Mark]:
    """The ``<p>`` marks of a region (an entry below its heading).

    ``marks`` are the page breaks and brackets found in it. Notes of several paragraphs get paragraphs of
    their own; a note that is a paragraph by itself stands between paragraphs, any other within one.
    """
    notes = [mark for mark in marks if mark.element == "note"]
    pages = [mark for mark in marks if mark.element == "pb"]
    outer = [note for note in notes if "\n" in text[note.start : note.end]]
    outer = [note for note in outer if not any(_within(note, other) for other in outer)]
    found: list[Mark] = []
    for start, end in _joined(text, region, outer, pages, habits):
        whole = next((note for note in notes if Span(note.start, note.end) == Span(start, end)), None)
        if whole is None:
            found.append(_p(start, end))
        else:
            found += _note_paragraphs(text, whole, pages, habits, always=True)
    for note in outer:
        if not any(note.start <= mark.start < mark.end <= note.end for mark in found):
            found += _note_paragraphs(text, note, pages, habits, always=False)
    return found


def _p(start: int, end: int) -> Mark:
    return Mark(start, end, "p", (), (), "a paragraph of the source")


def _within(mark: Mark, other: Mark) -> bool:
    return mark is not other and other.start <= mark.start and mark.end <= other.end


def _note_paragraphs(text: str, note: Mark, pages: Sequence[Mark], habits: Habits, always: bool) -> list[Mark]:
    """The paragraphs inside a note, source lines going with the paragraph that they follow."""
    inside = Span(note.start + 1, note.end - 1)
    spans = _joined(text, inside, (), pages, habits)
    if len(spans) < 2 and not always:
        return []
    found: list[Mark] = []
    for start, end in spans:
        if found and _is_source_line(text[start:end]):
            paragraph = next(index for index in range(len(found) - 1, -1, -1) if found[index].element == "p")
            found[paragraph] = _p(found[paragraph].start, end)
            source = (("type", "source"), EDITOR)
            found.append(Mark(start, end, "note", source, (), "a line of references below a paragraph of a note"))
            found.append(Mark(start, end, "bibl", (), (), "a line of references"))
        else:
            found.append(_p(start, end))
    return found


def _is_source_line(line: str) -> bool:
    """A line that reads as a reference: locators, and more commas and numbers than prose has."""
    words = line.split()
    if not line[:1].isupper() or not _LOCATOR.search(line):
        return False
    first_comma = next((n for n, word in enumerate(words) if word.endswith((",", ";"))), len(words))
    return first_comma < _LONGEST_FIRST_STEP and len(_TOKEN.findall(line)) / len(words) >= _DENSE


def _joined(
    text: str, region: Span, atoms: Sequence[Mark], pages: Sequence[Mark], habits: Habits
) -> list[tuple[int, int]]:
    """The paragraphs of a region, those that go on over a page break joined."""
    found: list[tuple[int, int]] = []
    for piece in _pieces(text, region, atoms, pages):
        start, end = piece.span
        if found and _goes_on(text[found[-1][0] : found[-1][1]], text[start:end], piece, habits):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _goes_on(before: str, after: str, piece: _Piece, habits: Habits) -> bool:
    """Whether a paragraph goes on in the next line.

    Over a page break: in the middle of a sentence, surely; at a sentence's end, if in this source more
    sentences than not end within a paragraph. Else only where lines are wrapped.
    """
    if not piece.page_before:
        return habits.wrapped and not piece.blank_before
    ending = before.rstrip(_CLOSERS)[-1:]
    if after[:1].islower() or ending not in _SENTENCE_END:
        return True
    return habits.paragraph_ends < 0.5


def _pieces(text: str, region: Span, atoms: Sequence[Mark], pages: Sequence[Mark]) -> Iterator[_Piece]:
    """The lines of a region: a line end inside an atom (a note of several paragraphs) ends no line."""
    blank = page = False
    start = region.start
    while start < region.end:
        end = _line_end(text, start, region.end, atoms)
        left = start + len(text[start:end]) - len(text[start:end].lstrip())
        right = start + len(text[start:end].rstrip())
        labels = [mark for mark in pages if left <= mark.start and mark.end <= right]
        if left >= right:
            blank = True
        elif len(labels) == 1 and (labels[0].start, labels[0].end) == (left, right):
            page = True
        else:
            yield _Piece(Span(left, right), blank, page)
            blank = page = False
        start = end + 1


def _line_end(text: str, start: int, end: int, atoms: Sequence[Mark]) -> int:
    at = start
    while True:
        stop = text.find("\n", at, end)
        if stop < 0:
            return end
        atom = next((atom for atom in atoms if atom.start < stop < atom.end), None)
        if atom is None:
            return stop
        at = atom.end
