"""Lists as word processors have them: paragraphs, each of which says in which list it stands, and how deep."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from tei_toolkit.read.builder import Builder

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_STYLE = re.compile(r"list (?:bullet|number|continue) ([2-5])", re.IGNORECASE)
_LETTERS = 26
_MOST_LETTERS = 100


class _List(NamedTuple):
    """A list that is open: which of the document's lists it is, and how deep it stands."""

    which: Hashable
    depth: int


class Lists:
    """Writes the lists that paragraphs stand in: opens them for an item, and closes them for what is none."""

    def __init__(self, builder: Builder) -> None:
        self._builder = builder
        self._open: list[_List] = []

    def item(self, which: Hashable, depth: int, label: str, *, numbered: bool) -> None:
        """Open an item, and the list that it stands in (``which``, the outermost at a depth of 0).

        It stands in the last item of the open list that is less deep, if there is one.
        """
        self.close(depth)
        self._builder.end_line()
        if self._open and self._open[-1].depth == depth:
            if self._open[-1].which == which:
                self._builder.close_block()
            else:
                self.close(depth - 1)
                self._builder.end_line()
        if not self._open or self._open[-1].depth < depth:
            self._builder.open_block("list", (("rend", "numbered" if numbered else "bulleted"),))
            self._open.append(_List(which, depth))
        self._builder.open_block("item", (("n", label),) if label else ())

    def close(self, depth: int = -1) -> None:
        """Close the lists that stand deeper; all of them, if no depth is given."""
        if not self._open:
            return
        while self._open and self._open[-1].depth > depth:
            self._open.pop()
            self._builder.close_block()
            self._builder.close_block()
        if not self._open:
            self._builder.end_line()

    @contextmanager
    def within(self) -> Iterator[None]:
        """In a note, a cell or a text box, which has lists of its own."""
        outer, self._open = self._open, []
        yield
        self.close()
        self._open = outer


def depth_by_style(*names: str) -> int:
    """How deep the paragraph styles stand that Word brings for lists (``List Number 2``), though each of them is a list
    of its own; the outermost is 0."""
    return max((int(found[1]) - 1 for name in names if (found := _STYLE.fullmatch(name))), default=0)


def letters(number: int, *, repeated: bool = True) -> str:
    """A number as a list of letters has it: a … z, and then aa, bb … (``repeated``) or aa, ab …"""
    if not 0 < number <= _LETTERS * _MOST_LETTERS:
        return str(number)
    if repeated:
        return chr(ord("a") + (number - 1) % _LETTERS) * ((number - 1) // _LETTERS + 1)
    written = ""
    while number > 0:
        number, letter = divmod(number - 1, _LETTERS)
        written = chr(ord("a") + letter) + written
    return written


def roman(number: int) -> str:
    """A number in small Roman numerals; in figures where they have none."""
    if not 0 < number < 4 * _ROMAN[0][0]:
        return str(number)
    written = ""
    for value, sign in _ROMAN:
        written += sign * (number // value)
        number %= value
    return written
