"""A text of a document as a reader reads it, white space folded, markup read through; and where in the file each
character stands.
"""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass, field

from tei_toolkit.annotate.tokens import Element
from tei_toolkit.mark.page_breaks import is_hyphen
from tei_toolkit.mark.reading import BOUNDARY

_WORDS = re.compile(r"[^ \t\r\n]+(?: [^ \t\r\n]+)*+")


class Text:
    """One stretch of reading, such as a paragraph or a note."""

    __slots__ = (
        "_blank", "_parts", "division", "ends", "language", "length", "owned", "owners", "settled", "sources", "starts",
        "value", "within",
    )  # fmt: skip

    def __init__(self, division: Division, language: str) -> None:
        self.division = division
        self.language = language
        """As ``xml:lang`` has it; empty if it says nothing."""
        self.value = ""
        """What is read; set when the text ends."""
        self.starts: list[int] = []
        """Where in ``value`` each piece begins,"""
        self.sources: list[int] = []
        """where in the file it begins,"""
        self.ends: list[int] = []
        """where in the file it ends if it is a reference, else -1: it runs along the file character by character,"""
        self.owners: list[Element] = []
        """and the element that it stands in."""
        self.within: list[Element] = []
        """The elements that are part of it."""
        self.settled: list[Element] = []
        """Those that an editor has tagged."""
        self.owned: list[Element] = []
        """Those that the toolkit has tagged."""
        self.length = 0
        self._parts: list[str] = []
        self._blank = True

    def add(self, words: str, source: int, owner: Element) -> None:
        """Read on: characters as they stand in the file from ``source`` on."""
        at = 0
        for match in _WORDS.finditer(words):
            start, end = match.span()
            if start > at and not self._blank:
                self._append(" ", source + at, -1, owner)
            piece = match.group()
            self._blank = False
            if end < len(words):
                piece += " "
                self._blank = True
            self._append(piece, source + start, -1, owner)
            at = end + 1
        if not self._blank and at < len(words):
            self._append(" ", source + at, -1, owner)
            self._blank = True

    def add_reference(self, reading: str, source: int, end: int, owner: Element) -> None:
        """Read on: a reference at ``[source, end)`` of the file."""
        if reading.strip(" \t\r\n"):
            self._append(reading, source, end, owner)
            self._blank = False
        else:
            self.blank(source, owner)

    def blank(self, source: int, owner: Element) -> None:
        """A word ends here."""
        if not self._blank:
            self._append(" ", source, -1, owner)
            self._blank = True

    def stop(self, source: int, owner: Element) -> None:
        """Nothing runs on over this place."""
        self._append(BOUNDARY, source, -1, owner)
        self._blank = True

    def go_on(self) -> None:
        """A word goes on behind this place: the blanks before it, and a hyphen, are not read."""
        if self._parts and self._parts[-1].endswith(" "):
            self._drop()
        if self._parts and is_hyphen(self._parts[-1][-1]) and self.ends[-1] < 0:
            self._drop()
        for element in self.within:
            element.first, element.last = min(element.first, self.length), min(element.last, self.length)
        self._blank = True

    def _drop(self) -> None:
        """Take back the last character."""
        self.length -= 1
        self._parts[-1] = self._parts[-1][:-1]
        if not self._parts[-1]:
            for table in (self._parts, self.starts, self.sources, self.ends, self.owners):
                table.pop()

    def finish(self) -> None:
        """Nothing more is read."""
        self.value = "".join(self._parts)
        self._parts = []

    def _append(self, piece: str, source: int, end: int, owner: Element) -> None:
        self._parts.append(piece)
        self.starts.append(self.length)
        self.sources.append(source)
        self.ends.append(end)
        self.owners.append(owner)
        self.length += len(piece)

    def place_before(self, at: int) -> tuple[int | None, Element]:
        """Where in the file the reading's character ``at`` begins, and in which element it stands; None if it
        is in the middle of a reference."""
        piece = bisect.bisect_right(self.starts, at) - 1
        inside = at - self.starts[piece]
        if self.ends[piece] < 0:
            return self.sources[piece] + inside, self.owners[piece]
        return (None if inside else self.sources[piece]), self.owners[piece]

    def place_after(self, at: int) -> tuple[int | None, Element]:
        """Where in the file the character ``at`` ends, and in which element it stands, likewise."""
        piece = bisect.bisect_right(self.starts, at) - 1
        if self.ends[piece] < 0:
            return self.sources[piece] + at - self.starts[piece] + 1, self.owners[piece]
        stop = self.starts[piece + 1] if piece + 1 < len(self.starts) else len(self.value)
        return (self.ends[piece] if at == stop - 1 else None), self.owners[piece]


@dataclass(slots=True)
class Division:
    """A ``div``, or the whole document (which has no element)."""

    parent: Division | None
    element: Element | None
    heads: list[Text] = field(default_factory=list)
