"""Dates, times and durations of XML Schema (https://www.w3.org/TR/xmlschema-2/, 3.2.6 to 3.2.14) as values that can
be compared. The order is partial, as the standard has it: a time without zone lies within fourteen hours of what it
would be in UTC, and a month is 28 to 31 days.
"""

from __future__ import annotations

import re
from calendar import isleap, monthrange
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from tei_toolkit.validate.relaxng.names import whole

_ZONE = r"(?P<zone>Z|[+-](?:0\d|1[0-3]):[0-5]\d|[+-]14:00)?"
_YEAR, _MONTH, _DAY = r"(?P<year>-?(?:[1-9]\d{4,}|\d{4}))", r"(?P<month>\d\d)", r"(?P<day>\d\d)"
_TIME = r"(?P<hour>\d\d):(?P<minute>\d\d):(?P<second>\d\d(?:\.\d+)?)"
_FORMS = {
    "dateTime": f"{_YEAR}-{_MONTH}-{_DAY}T{_TIME}",
    "date": f"{_YEAR}-{_MONTH}-{_DAY}",
    "time": _TIME,
    "gYearMonth": f"{_YEAR}-{_MONTH}",
    "gYear": _YEAR,
    "gMonthDay": f"--{_MONTH}-{_DAY}",
    "gMonth": f"--{_MONTH}",
    "gDay": f"---{_DAY}",
}
_DURATION = whole(
    r"(?P<sign>-?)P(?=[\dT])(?:(?P<years>\d+)Y)?(?:(?P<months>\d+)M)?(?:(?P<days>\d+)D)?"
    r"(?:T(?=\d)(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>\d+(?:\.\d+)?)S)?)?",
    re.ASCII,
)
_FOURTEEN_HOURS = 14 * 3600


@dataclass(frozen=True, slots=True)
class Moment:
    """A point of time: ``seconds`` from the beginning of the year 0, in UTC if ``zoned``."""

    seconds: Fraction | int
    zoned: bool

    def __lt__(self, other: Moment) -> bool:
        return self.seconds < other.seconds - _apart(self, other)

    def __le__(self, other: Moment) -> bool:
        return self == other or self < other


def _apart(one: Moment, other: Moment) -> int:
    return 0 if one.zoned == other.zoned else _FOURTEEN_HOURS


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time, in months and seconds, for neither can be counted in the other."""

    months: int
    seconds: Fraction

    def _after(self, year: int, month: int) -> Fraction:
        """The seconds from the beginning of a month to the end of the duration."""
        count = year * 12 + month - 1
        there = count + self.months
        return (_days(there // 12, there % 12 + 1, 1) - _days(year, month, 1)) * 86400 + self.seconds

    def __lt__(self, other: Duration) -> bool:
        return all(self._after(*start) < other._after(*start) for start in _STARTS)

    def __le__(self, other: Duration) -> bool:
        return all(self._after(*start) <= other._after(*start) for start in _STARTS)


_STARTS = ((1696, 9), (1697, 2), (1903, 3), (1903, 7))
"""The four months from which the standard compares durations."""


def duration(text: str) -> Duration:
    """The value of a duration. Raises ValueError if it is none."""
    found = _DURATION(text)
    if found is None:
        raise ValueError(text)
    part = {name: Fraction(value or 0) for name, value in found.groupdict().items() if name != "sign"}
    sign = -1 if found["sign"] else 1
    seconds = ((part["days"] * 24 + part["hours"]) * 60 + part["minutes"]) * 60 + part["seconds"]
    return Duration(sign * int(part["years"] * 12 + part["months"]), sign * seconds)


def _moment(form: str) -> Callable[[str], Moment]:
    matching = whole(form + _ZONE, re.ASCII)

    def value(text: str) -> Moment:
        found = matching(text)
        if found is None:
            raise ValueError(text)
        part = {name: value for name, value in found.groupdict().items() if value is not None}
        year, month, day = int(part.get("year", 2000)), int(part.get("month", 1)), int(part.get("day", 1))
        hour, minute = int(part.get("hour", 0)), int(part.get("minute", 0))
        second = Fraction(part["second"]) if "second" in part else 0
        if not (year and 1 <= month <= 12 and 1 <= day <= _length(year, month)):
            raise ValueError(text)
        midnight = hour == 24 and minute == second == 0
        if not (midnight or hour < 24) or minute > 59 or second >= 60:
            raise ValueError(text)
        if midnight and "year" not in part:
            hour = 0
        seconds = _days(year, month, day) * 86400 + hour * 3600 + minute * 60 + second
        return Moment(seconds - _offset(part.get("zone", "Z")), "zone" in part)

    return value


MOMENTS = {name: _moment(form) for name, form in _FORMS.items()}
"""By the name of the datatype: from its text to its value; they raise ValueError if there is none."""


def _offset(zone: str) -> int:
    if zone == "Z":
        return 0
    seconds = int(zone[1:3]) * 3600 + int(zone[4:6]) * 60
    return -seconds if zone[0] == "-" else seconds


def _length(year: int, month: int) -> int:
    # The calendar of Python begins with the year 1; the Gregorian one repeats itself every 400 years.
    return monthrange(_astronomical(year) % 400 + 400, month)[1]


def _astronomical(year: int) -> int:
    """There is no year 0 in this edition of the standard: the year before 1 is -1."""
    return year + 1 if year < 0 else year


_BEFORE = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)


def _days(year: int, month: int, day: int) -> int:
    """The days since the beginning of the year 0."""
    year = _astronomical(year)
    leaps = (year - 1) // 4 - (year - 1) // 100 + (year - 1) // 400
    return year * 365 + leaps + _BEFORE[month - 1] + (1 if month > 2 and isleap(year) else 0) + day
