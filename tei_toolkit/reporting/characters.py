"""Characters that a report can show: documents and names of files may hold others."""

from __future__ import annotations

import re
import unicodedata

_UNSEEN = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]")


def visible(text: str) -> str:
    """The text with � for what would end the line, steer a terminal, or is no character of XML."""
    return _UNSEEN.sub("\ufffd", text)


def encodable(text: str) -> str:
    """The text with ? for what cannot be written as UTF-8: bytes of a file's name that are none."""
    return text.encode("utf-8", "replace").decode()


def columns(text: str) -> int:
    """How many columns of a terminal a text takes: accents that combine take none, Chinese characters two."""
    return sum(
        0 if unicodedata.category(character) in ("Mn", "Me", "Cf")
        else 2 if unicodedata.east_asian_width(character) in "WF"
        else 1
        for character in text
    )  # fmt: skip
