"""What a reference in the text stands for, as far as that can be known without reading anything else."""

from __future__ import annotations

import html.entities
import re

_NUMBER = re.compile(r"#(?:x([0-9A-Fa-f]+)|([0-9]+))")
_PREDEFINED = {"amp": "&", "lt": "<", "gt": ">", "apos": "'", "quot": '"'}
_LONGEST = 80

UNKNOWN = "\U00010000"
"""Stands for a reference of unknown text: a letter of a script that no register is written in, so that neither
a name nor the end of a word is found there."""


class References:
    """The references of one document."""

    def __init__(self, declared: dict[str, str]) -> None:
        """``declared`` are the entities of the document's own DOCTYPE, name → value as it is typed."""
        self._declared = declared
        self._known: dict[str, str] = {}

    def text_of(self, name: str) -> str:
        """What ``&name;`` reads as; ``UNKNOWN`` if it cannot be known.

        Known are characters by number, XML's own five, what the document declares as plain text, and, where it
        declares nothing by that name, the characters of the ISO sets that every TEI DTD draws on (``&eacute;``).
        """
        found = self._known.get(name)
        if found is None:
            found = self._known[name] = self._read(name)
        return found

    def _read(self, name: str) -> str:
        number = _NUMBER.fullmatch(name)
        if number:
            return chr(int(number[1], 16) if number[1] else int(number[2]))
        if name in _PREDEFINED:
            return _PREDEFINED[name]
        if name in self._declared:
            value = re.sub(r"&(#[^;]+);", lambda match: self._read(match[1]), self._declared[name])
            plain = value and len(value) <= _LONGEST and not re.search(r"[&<%]", value)
            return value if plain else UNKNOWN
        return html.entities.html5.get(f"{name};", UNKNOWN)
