"""The year of a date that is written without one: that which brings it nearest to the day of the entry."""

from __future__ import annotations

import datetime
from dataclasses import replace

from tei_toolkit.dates.parts import Parts
from tei_toolkit.dates.values import day_in

_SURE_WITHIN = 150
"""Days: an inferred year is certain when the date then lies this near to the entry's own."""
_MIDDLE_OF_MONTH = 15
_AHEAD = 5
"""Years: a year of two digits lies at most so far after the entry."""


def with_year(
    parts: Parts, near: datetime.date | None, style: str, weekday: int | None = None, by: int = 0
) -> tuple[Parts, bool]:
    """The parts with a year, and whether it is certain.

    A written weekday decides between neighbouring years; ``by`` -1 or 1 asks for the date before or after the
    entry instead of the nearest.
    """
    if parts.year is not None or near is None:
        return parts, True
    asked = parts if parts.day else replace(parts, day=_MIDDLE_OF_MONTH)
    if by == 0 and weekday is None:
        own = day_in(Parts(asked.day, asked.month, near.year), style)
        if own and abs((own - near).days) <= _SURE_WITHIN:
            return Parts(parts.day, parts.month, near.year), True
    days = []
    for year in (near.year, near.year - 1, near.year + 1):
        day = day_in(replace(asked, year=year), style)
        if day and (by == 0 or (day - near).days * by > 0):
            days.append((abs((day - near).days), replace(parts, year=year), day))
    if day_in(replace(asked, year=near.year), style) is None or not days:
        return replace(parts, year=near.year), True
    if weekday is not None:
        days = [item for item in days if item[2].weekday() == weekday] or days
    distance, best, _ = min(days, key=lambda item: item[0])
    return best, by != 0 or distance <= _SURE_WITHIN


def with_month(parts: Parts, near: datetime.date, style: str, weekday: int | None) -> Parts | None:
    """A day of the month alone (``on the 5th``) with the month that brings it nearest to the entry; a written
    weekday must fit. None if no month near has it."""
    days = []
    own = near if style == "gregorian" else near - datetime.timedelta(days=12)
    for step in (0, -1, 1, -2):
        months = own.year * 12 + own.month - 1 + step
        asked = Parts(parts.day, months % 12 + 1, months // 12)
        day = day_in(asked, style)
        if day and (weekday is None or day.weekday() == weekday):
            days.append((abs((day - near).days), asked))
    return min(days, key=lambda item: item[0])[1] if days else None


def full_year(short: int, near: datetime.date | None) -> int | None:
    """A year of two digits in the century that brings it before or near to the entry; None without an entry."""
    if near is None:
        return None
    latest = near.year + _AHEAD
    return latest - (latest - short) % 100
