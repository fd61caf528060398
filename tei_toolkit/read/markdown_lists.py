"""Which lines of Markdown are a list. Diaries begin lines with figures (``1939. It was cold.``, ``1. Feb.``) and with
hyphens (``- a word with him``), so a list is only what can be nothing else: two items or more, one below the other.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from typing import NamedTuple

from tei_toolkit.dates.words import calendar_words, known_languages

_BULLET = re.compile(r"[ \t]*[-*+][ \t]+(?=\S)")
_NUMBER = re.compile(r"[ \t]*(?P<number>\d{1,3})[.)][ \t]+(?=\S)")
_RULE = re.compile(r"[ \t]*([-*_])(?:[ \t]*\1){2,}[ \t]*$")
_CODE = 4
"""Blanks before a line that make it a code, and no item."""
_DEEPER = 2


class Item(NamedTuple):
    """An item: its sign as it is typed (``-``, ``1.``), its text, and the lines below that belong to it."""

    sign: str
    text: str
    below: list[str]

    @property
    def numbered(self) -> bool:
        """Whether its sign is a number."""
        return self.sign[0].isdecimal()


def list_items(lines: Sequence[str], number: int) -> tuple[list[Item], int]:
    """The items of a list that begins at a line, and where it ends: lines with bullets, or with numbers that count up
    from 1 and are no days of a month, and the lines that are indented below them. None, if no item is there."""
    items: list[Item] = []
    edge = _indent(lines[number])
    while number < len(lines) and lines[number].strip():
        line = lines[number]
        item = _item(line, len(items) + 1) if edge <= _CODE - 1 and _indent(line) < edge + _DEEPER else None
        if item and (not items or item.numbered == items[0].numbered):
            items.append(item)
        elif items and _indent(line) >= edge + _DEEPER:
            items[-1].below.append(line)
        else:
            break
        number += 1
    return items, number


def unindented(lines: Sequence[str]) -> list[str]:
    """The lines below an item, as far to the left as the first of them goes."""
    first = _indent(lines[0]) if lines else 0
    return [line.expandtabs(4)[min(first, _indent(line)) :] for line in lines]


def _indent(line: str) -> int:
    wide = line[:80].expandtabs(4)
    return len(wide) - len(wide.lstrip(" "))


def _item(line: str, expected: int) -> Item | None:
    counted = _NUMBER.match(line)
    if counted and (int(counted["number"]) != expected or _month().match(line, counted.end())):
        return None
    sign = counted or (None if _RULE.match(line) else _BULLET.match(line))
    return Item(sign.group().strip(), line[sign.end() :].strip(), []) if sign else None


@functools.cache
def _month() -> re.Pattern[str]:
    names = "|".join(calendar_words(language).month_pattern() for language in known_languages())
    return re.compile(rf"\W*(?:{names})(?!\w)", re.IGNORECASE)
