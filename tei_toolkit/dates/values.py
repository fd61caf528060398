"""Days, and how TEI's dating attributes hold them.

TEI Guidelines, chapters 3.6.4 and 14.4 (att.datable): ``@when`` and its kin are in the proleptic Gregorian
calendar and may be partial; what is written in another calendar goes into ``@when-custom`` with
``@datingMethod``. Years before Christ are negative, without a year nought: ``-0056`` is 56 BC.
"""

from __future__ import annotations

import calendar
import datetime
from dataclasses import dataclass

from convertdate import julian

from tei_toolkit.dates.parts import Parts


@dataclass(frozen=True, slots=True)
class Reading:
    """What a phrase means: TEI's attributes, or why there are none (a finding's code and sentence)."""

    attributes: tuple[tuple[str, str], ...] = ()
    problem: tuple[str, str] | None = None


NOTHING = Reading()
NOT_SURE = ("cert", "medium")


def day_in(parts: Parts, style: str = "gregorian") -> datetime.date | None:
    """The Gregorian day of complete parts written in the calendar ``style``; None if there is no such day."""
    if parts.year is None or parts.month is None or parts.day is None:
        return None
    try:
        if style == "julian":
            return datetime.date(*julian.to_gregorian(parts.year, parts.month, parts.day))
        return datetime.date(parts.year, parts.month, parts.day)
    except ValueError:
        return None


def written(parts: Parts) -> str:
    """Parts as an ISO date in whatever calendar they are in, as far as they go."""
    value = year_value(parts.year or 0)
    if parts.month is not None:
        value += f"-{parts.month:02d}"
    return value if parts.day is None or parts.month is None else f"{value}-{parts.day:02d}"


def year_value(year: int) -> str:
    """A year of four digits, with a minus before Christ."""
    return f"{year:04d}" if year >= 0 else f"-{-year:04d}"


def month_end(year: int, month: int) -> int:
    """The last day of a month."""
    return calendar.monthrange(year, month)[1]


def no_such_day(parts: Parts) -> Reading:
    """The reading of a day that is none: finding DATE-03."""
    return Reading(problem=("DATE-03", f"There is no day {parts.day} in month {parts.month} of {parts.year}."))


def reading(sure: bool, *attributes: tuple[str, str]) -> Reading:
    """The attributes, with ``@cert`` if they are not certain."""
    return Reading(attributes if sure else (*attributes, NOT_SURE))
