"""What ``edition.toml`` says of the printed book: the table ``[print]``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

RESTARTS = ("page", "year", "book")
_POINTS = {"mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0, "pt": 1.0}
_LENGTH = re.compile(r"(\d+(?:\.\d+)?) ?(mm|cm|in|pt)")


@dataclass(frozen=True, slots=True)
class PrintSettings:
    """The page and its type. Lengths are in points; each field is a key of ``[print]``."""

    width: float = 156 * _POINTS["mm"]
    """Of the trimmed page."""
    height: float = 234 * _POINTS["mm"]
    inside: float = 20 * _POINTS["mm"]
    """The margin at the spine."""
    outside: float = 24 * _POINTS["mm"]
    """The margin that holds the original's page numbers."""
    top: float = 23 * _POINTS["mm"]
    bottom: float = 25 * _POINTS["mm"]
    size: float = 10.5
    """Of the letters of the text."""
    fonts: tuple[str, ...] = ()
    """Families that are tried before the typesetter's own, of the edition's folder ``fonts/`` or of its own."""
    notes: str = "year"
    """Where notes begin to count anew, of ``RESTARTS``."""
    line_numbers: int = 0
    """Every how many lines a line has its number; 0 for none."""
    facing: str = ""
    """The id of the text that stands on left pages, opposite the first text; empty for none."""
    crop_marks: bool = False
    """Whether the sheet is larger than the page, with marks where it is to be trimmed."""


def parse_print(table: Mapping[str, Any], complaints: list[str]) -> PrintSettings:
    """Read the table ``[print]``; what is wrong with it is added to ``complaints``, in one sentence each."""
    values: dict[str, Any] = {}
    for field in fields(PrintSettings):
        if field.name in table:
            values[field.name] = _value(field.name, table[field.name], field.default, complaints)
    return PrintSettings(**values)


def _value(key: str, value: Any, usual: Any, complaints: list[str]) -> Any:
    """A value of the kind that the usual one is of; that one itself if it is of another."""
    match usual:
        case bool():
            good, wanted = isinstance(value, bool), "true or false"
        case tuple():
            good = isinstance(value, list) and all(isinstance(one, str) for one in value)
            wanted = 'a list of families in quotes, such as ["EB Garamond"]'
            value = tuple(value) if good else value
        case int():
            good = isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 100
            wanted = "a number of lines, such as 5"
        case float():
            found = _LENGTH.fullmatch(value) if isinstance(value, str) else None
            good, wanted = found is not None, 'a length in quotes, such as "156mm" or "10.5pt"'
            value = float(found[1]) * _POINTS[found[2]] if found else value
        case _ if key == "notes":
            good, wanted = value in RESTARTS, f"one of {', '.join(RESTARTS)}"
        case _:
            good, wanted = isinstance(value, str), "text in quotes"
    if not good:
        complaints.append(f"[print] {key} must be {wanted}, not {value!r}")
    return value if good else usual
