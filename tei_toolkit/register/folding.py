"""The folded text in which names are looked for: one character for each of the text's, so offsets hold.

Diacritics, kinds of apostrophes, blanks and hyphens (a hyphen counts as a blank: Burne-Jones), and letters
of the old Russian orthography are made alike. Nothing but the search sees it.
"""

from __future__ import annotations

import unicodedata

_ALIKE = {
    "’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'",
    "\u00a0": " ", "\u202f": " ", "\u2009": " ",
    "-": " ", "‐": " ", "‑": " ",
    "ѣ": "е", "Ѣ": "Е", "ё": "е", "Ё": "Е", "і": "и", "І": "И", "ѳ": "ф", "Ѳ": "Ф", "ѵ": "и", "Ѵ": "И",
    "й": "й", "Й": "Й", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i",
}  # fmt: skip


class _Folding(dict[int, str]):
    """A table for ``str.translate`` that works out each character when it first meets it."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        folded = _ALIKE.get(character)
        if folded is None:
            first = unicodedata.normalize("NFD", character)[:1]
            folded = first if first.isalpha() else character
        self[code] = folded
        return folded


_FOLDING = _Folding()
_PLAIN = {ord(character): like for character, like in _ALIKE.items() if not character.isalpha()}


def fold(text: str) -> str:
    """The folded text, of the same length."""
    return text.replace("-", " ") if text.isascii() else text.translate(_FOLDING)


def plain(text: str) -> str:
    """The text with one kind of apostrophe, blank and hyphen: spellings that are alike in this are the same."""
    return text if text.isascii() and "-" not in text else text.translate(_PLAIN)
