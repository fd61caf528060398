"""The order of day and month where a date is written in numbers: ``3/4`` is in April, or in March."""

from __future__ import annotations

import re

_PAIR = re.compile(r"(?<![\w/.])(\d{1,2})/(\d{1,2})(?![\d])")
_MONTH_FIRST = ("us", "ph")
"""Regions that write the month first: CLDR's short dates."""
_LAST_MONTH, _LAST_DAY = 12, 31


def proven_order(text: str) -> bool | None:
    """Whether a text writes the month before the day, as far as its numbers prove it: only a day is above 12.

    None where nothing proves it, or as much speaks for either.
    """
    day_first = month_first = 0
    for match in _PAIR.finditer(text):
        first, second = int(match[1]), int(match[2])
        day_first += _LAST_MONTH < first <= _LAST_DAY and 1 <= second <= _LAST_MONTH
        month_first += _LAST_MONTH < second <= _LAST_DAY and 1 <= first <= _LAST_MONTH
    return None if day_first == month_first else month_first > day_first


def is_month_first(text: str, language: str) -> bool:
    """Whether a text writes the month before the day: what it proves, else the habit of the language's region."""
    proven = proven_order(text) if "/" in text else None
    if proven is not None:
        return proven
    return any(part in _MONTH_FIRST for part in language.lower().split("-")[1:])
