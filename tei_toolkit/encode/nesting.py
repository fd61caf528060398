"""From stand-off marks to a nested tree: the one place where crossing marks are resolved.

The rule: of two marks that cross, the one that stands later in :data:`RANKS` is dropped and reported; so is
a mark inside an element that can hold none. What a dropped mark spoke of stays as text, brackets and all, so
nothing is lost by dropping.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from lxml import etree

from tei_toolkit.model import Mark, Span
from tei_toolkit.parsing import tei

RANKS = (
    "head", "note", "p", "bibl", "supplied", "date", "persName", "placeName",
    "unclear", "sic", "expan", "ex", "gap", "desc", "pb",
)  # fmt: skip
"""Outermost first: how marks on the same span nest, and which of two crossing marks stays."""
_RANK = {element: rank for rank, element in enumerate(RANKS)}
_HOLDS = {"pb": (), "ex": (), "gap": ("desc",)}
"""Elements that hold text only, or only these elements."""
_BLOCKS = (tei("div"), tei("body"))
_BLANKS = re.compile(r"\s+")


def resolve_crossings(marks: Iterable[Mark]) -> tuple[list[Mark], list[Mark]]:
    """The marks that nest, in the order in which their elements open, and those that were dropped."""
    kept: dict[int, Mark] = {}
    dropped: list[Mark] = []
    opened: list[tuple[int, Mark]] = []
    for number, mark in enumerate(sorted(marks, key=_order)):
        while opened and opened[-1][1].end <= mark.start:
            opened.pop()
        while opened and mark.end > opened[-1][1].end and _RANK[mark.element] < _RANK[opened[-1][1].element]:
            loser, _ = opened.pop()
            dropped.append(kept.pop(loser))
        crosses = bool(opened) and mark.end > opened[-1][1].end
        if crosses or (opened and mark.element not in _HOLDS.get(opened[-1][1].element, RANKS)):
            dropped.append(mark)
        else:
            kept[number] = mark
            opened.append((number, mark))
    return list(kept.values()), dropped


def _order(mark: Mark) -> tuple[int, int, int]:
    return mark.start, -mark.end, _RANK[mark.element]


def build(parent: etree._Element, text: str, span: Span, marks: Sequence[Mark]) -> None:
    """Append the text of ``span`` to ``parent``, with an element for each mark (nested, in opening order).

    White space that holds a line end is folded to one blank, and to none at the edges of blocks and beside
    page breaks that stand alone.
    """
    consumed = [part for mark in marks for part in mark.consumed]
    writer = _Writer(parent, text, consumed)
    at = span.start
    opened: list[Mark] = []
    for mark in marks:
        while opened and opened[-1].end <= mark.start:
            at = writer.close(at, opened.pop().end)
        at = writer.open(at, mark)
        opened.append(mark)
    while opened:
        at = writer.close(at, opened.pop().end)
    writer.write(at, span.end)


def _folded(blanks: re.Match[str]) -> str:
    """White space as it is within a line; one blank for what holds a line end (or what XML can't hold)."""
    return " " if any(character in "\n\x0b\x0c" for character in blanks.group()) else blanks.group()


class _Writer:
    """Appends text and elements; ``_last`` is the last child of each element that is open."""

    def __init__(self, parent: etree._Element, text: str, consumed: Sequence[Span]) -> None:
        self._text = text
        self._at = parent
        self._last: list[etree._Element | None] = [parent[-1] if len(parent) else None]
        self._consumed = sorted(consumed)
        self._next = 0

    def open(self, at: int, mark: Mark) -> int:
        self.write(at, mark.start)
        self._fold_before(mark)
        self._at = self._last[-1] = etree.SubElement(self._at, tei(mark.element), dict(mark.attributes))
        self._last.append(None)
        return mark.start

    def close(self, at: int, end: int) -> int:
        self.write(at, end)
        parent = self._at.getparent()
        assert parent is not None
        self._at = parent
        self._last.pop()
        return end

    def write(self, start: int, end: int) -> None:
        """The text of a stretch, without what marks consumed."""
        while start < end:
            while self._next < len(self._consumed) and self._consumed[self._next].end <= start:
                self._next += 1
            taken = self._consumed[self._next] if self._next < len(self._consumed) else Span(end, end)
            self._append(self._text[start : min(taken.start, end)])
            start = max(start, taken.end) if taken.start < end else end

    def _append(self, piece: str) -> None:
        piece = _BLANKS.sub(_folded, piece)
        last = self._last[-1]
        if self._at.tag in _BLOCKS or (piece == " " and last is not None and last.tag == tei("p")):
            piece = piece.strip()
        if not piece:
            return
        if last is None:
            self._at.text = (self._at.text or "") + piece
        else:
            if last.tag == tei("pb") and not last.tail and piece.startswith(" ") and self._needs_no_blank(last):
                piece = piece.lstrip(" ")
            last.tail = (last.tail or "") + piece

    def _needs_no_blank(self, page: etree._Element) -> bool:
        """Whether a word goes on over a page break, or there is a blank before it already."""
        previous = page.getprevious()
        before = (previous.tail if previous is not None else self._at.text) or ""
        return page.get("break") == "no" or before.endswith(" ") or not before

    def _fold_before(self, mark: Mark) -> None:
        """No blank before a page break in a word, nor before a note of references."""
        source = mark.element == "note" and ("type", "source") in mark.attributes
        if not source and ("break", "no") not in mark.attributes:
            return
        last = self._last[-1]
        if last is None:
            self._at.text = (self._at.text or "").rstrip(" ") or None
        else:
            last.tail = (last.tail or "").rstrip(" ") or None
