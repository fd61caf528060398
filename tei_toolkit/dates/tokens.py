"""A stretch of text as words, numbers and signs, and tables of words that are looked up in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Generic, TypeVar

T = TypeVar("T")
_TOKEN = re.compile(r"\d+|[^\W\d_]+|[^\w\s]|_")


def folded(text: str) -> str:
    """The text in lower case, every character in its place."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(low if len(low := character.lower()) == 1 else character for character in text)


class Tokens:
    """The tokens of ``text[begin:end]``; offsets count from the beginning of the text."""

    __slots__ = ("count", "ends", "lower", "starts", "text", "words")

    def __init__(self, text: str, lower: str, begin: int, end: int) -> None:
        self.text = text
        self.lower = lower
        spans = [match.span() for match in _TOKEN.finditer(lower, begin, end)]
        self.starts = [start for start, _ in spans]
        self.ends = [stop for _, stop in spans]
        self.words = [lower[start:stop] for start, stop in spans]
        self.count = len(self.words)

    def word(self, at: int) -> str:
        """The token in lower case; an empty one outside the stretch."""
        return self.words[at] if 0 <= at < self.count else ""

    def between(self, first: int, last: int) -> str:
        """The text of the tokens from ``first`` to ``last``, in lower case, its white space folded."""
        piece = self.lower[self.starts[first] : self.ends[last]]
        return piece if first == last else " ".join(piece.split())

    def is_capital(self, at: int) -> bool:
        """Whether the token begins with a capital letter."""
        return 0 <= at < self.count and self.text[self.starts[at]].isupper()

    def is_word(self, at: int) -> bool:
        """Whether the token is a word."""
        return 0 <= at < self.count and self.words[at][0].isalpha()

    def touches(self, at: int) -> bool:
        """Whether the token stands close to the one before it, without a space."""
        return 0 < at < self.count and self.starts[at] == self.ends[at - 1]


class Table(Generic[T]):
    """Words, or several words in a row, and what they stand for."""

    def __init__(self, entries: Mapping[str, T]) -> None:
        self.entries = dict(entries)
        self._first: dict[str, int] = {}
        self._last: dict[str, int] = {}
        for entry in entries:
            words = _TOKEN.findall(entry)
            if words:
                self._first[words[0]] = max(self._first.get(words[0], 0), len(words))
                self._last[words[-1]] = max(self._last.get(words[-1], 0), len(words))

    @property
    def beginnings(self) -> Iterable[str]:
        """The first words of all entries."""
        return self._first

    @property
    def endings(self) -> Iterable[str]:
        """The last words of all entries, and their last signs: of ``im J.`` both."""
        for entry in self.entries:
            tokens = _TOKEN.findall(entry)
            yield tokens[-1]
            yield next((token for token in reversed(tokens) if token[0].isalpha()), tokens[-1])

    def at(self, tokens: Tokens, start: int) -> tuple[T, int] | None:
        """The value of the longest entry that begins at a token, and the token after it."""
        if start >= tokens.count:
            return None
        most = self._first.get(tokens.words[start])
        if most is None:
            return None
        for last in range(min(start + most, tokens.count) - 1, start - 1, -1):
            found = self.entries.get(tokens.between(start, last))
            if found is not None:
                return found, last + 1
        return None

    def before(self, tokens: Tokens, end: int) -> tuple[T, int] | None:
        """The value of the longest entry that ends just before a token, and the token it begins with."""
        if not 0 < end <= tokens.count:
            return None
        most = self._last.get(tokens.words[end - 1])
        if most is None:
            return None
        for first in range(max(end - most, 0), end):
            found = self.entries.get(tokens.between(first, end - 1))
            if found is not None:
                return found, first
        return None
