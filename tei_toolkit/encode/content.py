"""A stretch of the source with its marks becomes the content of an element."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tei_toolkit.encode.element import Element, escaped, tag
from tei_toolkit.model import BLOCKS, LINE_BREAK, PARAGRAPH, Mark, Span

_BREAKS = f"\n\x0b\x0c{LINE_BREAK}{PARAGRAPH}"
_BLANKS = re.compile(rf"\s{{2,}}|[{_BREAKS}]")
_LEAVES = frozenset(("date", "persName", "placeName"))


def write_content(block: Element, text: str, span: Span, marks: Sequence[Mark]) -> None:
    """Append the text of ``span`` to a body or div, with an element for each mark.

    ``marks`` nest and are in opening order. White space that holds a line end is folded to one blank, and to
    none at the edges of blocks and beside page breaks that stand alone.
    """
    at = span.start
    number = 0
    while number < len(marks):
        mark = marks[number]
        first = number = number + 1
        while number < len(marks) and marks[number].start < mark.end:
            number += 1
        inside = marks[first:number]
        block.texts[-1] += _fold(text[at : mark.start].strip())
        simple = _simple(text, mark, inside)
        if simple:
            block.add(simple)
        else:
            _write_nested(block, text, mark, inside)
        at = mark.end
    block.texts[-1] += _fold(text[at : span.end].strip())


def _simple(text: str, mark: Mark, inside: Sequence[Mark]) -> str | None:
    """A line's paragraph or heading, as most are: with names and dates in it, and nothing else."""
    line = text[mark.start : mark.end]
    if mark.element not in ("p", "head") or mark.consumed or _has_breaks(line):
        return None
    write = escaped if "&" in line or "<" in line or ">" in line else str
    pieces = [f"<{tag(mark.element, mark.attributes)}>"]
    at = mark.start
    for one in inside:
        if one.start < at or one.consumed or one.element not in _LEAVES:
            return None
        pieces.append(write(text[at : one.start]))
        pieces.append(f"<{tag(one.element, one.attributes)}>{write(text[one.start : one.end])}</{one.element}>")
        at = one.end
    pieces.append(f"{write(text[at : mark.end])}</{mark.element}>")
    return "".join(pieces)


def _write_nested(block: Element, text: str, mark: Mark, inside: Sequence[Mark]) -> None:
    """Any mark with those inside it."""
    writer = _Writer(block, text, [part for one in (mark, *inside) for part in one.consumed])
    at = writer.open(mark.start, mark)
    opened = [mark]
    for one in inside:
        while opened[-1].end <= one.start:
            at = writer.close(at, opened.pop())
        at = writer.open(at, one)
        opened.append(one)
    while opened:
        at = writer.close(at, opened.pop())


def _fold(text: str) -> str:
    return _BLANKS.sub(_folded, text) if _has_breaks(text) else text


def _folded(blanks: re.Match[str]) -> str:
    """White space as it is within a line; one blank for what holds a line end (or what XML can't hold)."""
    return " " if _has_breaks(blanks.group()) else blanks.group()


def _has_breaks(text: str) -> bool:
    return "\n" in text or "\x0b" in text or "\x0c" in text or LINE_BREAK in text or PARAGRAPH in text


class _Writer:
    """Writes text and elements; ``_around`` are the elements that are open round the one written into,
    ``_opened`` is the mark that was opened last."""

    def __init__(self, parent: Element, text: str, consumed: Sequence[Span]) -> None:
        self._text = text
        self._at = parent
        self._around: list[Element] = []
        self._opened: Mark | None = None
        self._consumed = sorted(consumed)
        self._next = 0

    def open(self, at: int, mark: Mark) -> int:
        self.write(at, mark.start)
        self._fold_before(mark)
        if mark.expansion:
            self._around.append(self._at)
            self._at = self._at.open("choice")
        self._around.append(self._at)
        self._at = self._at.open(mark.element, mark.attributes)
        self._opened = mark
        return mark.start

    def close(self, at: int, mark: Mark) -> int:
        self.write(at, mark.end)
        self._at = self._around.pop()
        self._at.close()
        if mark.expansion:
            responsible = (("resp", mark.expanded_by),) if mark.expanded_by else ()
            self._at.open("expan", responsible).texts[0] = mark.expansion
            self._at.close()
            self._at = self._around.pop()
            self._at.close()
        return mark.end

    def write(self, start: int, end: int) -> None:
        """The text of a stretch, without what marks consumed."""
        if not self._consumed:
            if start < end:
                self._append(self._text[start:end])
            return
        while start < end:
            while self._next < len(self._consumed) and self._consumed[self._next].end <= start:
                self._next += 1
            taken = self._consumed[self._next] if self._next < len(self._consumed) else Span(end, end)
            self._append(self._text[start : min(taken.start, end)])
            start = max(start, taken.end) if taken.start < end else end

    def _append(self, piece: str) -> None:
        at, piece = self._at, _fold(piece)
        if piece == " " and at.last in BLOCKS:
            return
        if at.last == "pb" and not at.texts[-1] and self._needs_no_blank():
            piece = piece.lstrip(" ")
        at.texts[-1] += piece

    def _needs_no_blank(self) -> bool:
        """Whether a word goes on over a page break, or there is a blank before it already."""
        page, before = self._opened, self._at.texts[-2]
        return not before or before.endswith(" ") or (page is not None and ("break", "no") in page.attributes)

    def _fold_before(self, mark: Mark) -> None:
        """No blank before a page break in a word, nor before a note of references."""
        joins = (mark.element == "pb" and ("break", "no") in mark.attributes) or (
            mark.element == "note" and ("type", "source") in mark.attributes
        )
        if joins:
            self._at.texts[-1] = self._at.texts[-1].rstrip(" ")
