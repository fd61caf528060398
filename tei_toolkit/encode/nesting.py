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
_FOLDED = re.compile(r"[ \t\u00a0]*[\n\x0b\x0c][\s]*")


def resolve_crossings(marks: Iterable[Mark]) -> tuple[list[Mark], list[Mark]]:
    """The marks that nest, in the order in which their elements open, and those that were dropped."""
    kept = sorted(marks, key=_order)
    dropped: list[Mark] = []
    while True:
        loser = _first_crossing(kept)
        if loser is None:
            return kept, dropped
        kept.remove(loser)
        dropped.append(loser)


def _order(mark: Mark) -> tuple[int, int, int]:
    return mark.start, -mark.end, _RANK[mark.element]


def _first_crossing(marks: Sequence[Mark]) -> Mark | None:
    """The first mark that crosses another and must give way."""
    opened: list[Mark] = []
    for mark in marks:
        while opened and opened[-1].end <= mark.start:
            opened.pop()
        if opened and mark.end > opened[-1].end:
            return max(mark, opened[-1], key=lambda one: _RANK[one.element])
        if opened and mark.element not in _HOLDS.get(opened[-1].element, RANKS):
            return mark
        opened.append(mark)
    return None


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


class _Writer:
    def __init__(self, parent: etree._Element, text: str, consumed: Sequence[Span]) -> None:
        self._text = text
        self._at = parent
        self._consumed = sorted(consumed)
        self._next = 0

    def open(self, at: int, mark: Mark) -> int:
        self.write(at, mark.start)
        self._fold_before(mark)
        self._at = etree.SubElement(self._at, tei(mark.element), dict(mark.attributes))
        return mark.start

    def close(self, at: int, end: int) -> int:
        self.write(at, end)
        parent = self._at.getparent()
        assert parent is not None
        self._at = parent
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
        piece = _FOLDED.sub(" ", piece)
        block = self._at.tag in (tei("div"), tei("body"))
        last = self._at[-1] if len(self._at) else None
        if block or (piece == " " and last is not None and last.tag == tei("p")):
            piece = piece.strip()
        if not piece:
            return
        if last is None:
            self._at.text = (self._at.text or "") + (piece if self._at.text else piece.lstrip("\n"))
        else:
            if last.tag == tei("pb") and not last.tail and piece.startswith(" ") and self._alone(last):
                piece = piece.lstrip(" ")
            last.tail = (last.tail or "") + piece

    @staticmethod
    def _alone(page: etree._Element) -> bool:
        """Whether there is a blank before the page break already, or it is in a word."""
        previous = page.getprevious()
        before = (previous.tail if previous is not None else page.getparent().text) or ""  # type: ignore[union-attr]
        return page.get("break") == "no" or before.endswith(" ") or not before

    def _fold_before(self, mark: Mark) -> None:
        """No blank before a page break in a word, nor before a note of references."""
        source = mark.element == "note" and ("type", "source") in mark.attributes
        if not source and ("break", "no") not in mark.attributes:
            return
        last = self._at[-1] if len(self._at) else None
        if last is None:
            self._at.text = (self._at.text or "").rstrip(" ") or None
        else:
            last.tail = (last.tail or "").rstrip(" ") or None
