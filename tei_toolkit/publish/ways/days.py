"""The ways by date: years and months at a glance, a calendar of each year, and each day of the year in all years."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from tei_toolkit.publish.press import Press
from tei_toolkit.publish.target import Needs, Page, reads
from tei_toolkit.publish.ways.beside import beside
from tei_toolkit.publish.ways.contents import Line


@dataclass(frozen=True, slots=True)
class Calendar(Page):
    """How many entries each month of each year has."""

    stylesheets = ("html/calendar",)
    address = "calendar"

    years: dict[str, tuple[int, ...]] = reads("the entries of the year")
    """The number of entries of each of its months."""

    def make(self, press: Press) -> dict[str, bytes]:
        """The page alone."""
        table = [{"year": year, "months": list(counts)} for year, counts in self.years.items()]
        most = max(count for counts in self.years.values() for count in counts)
        return self.printed(press, {"years": table, "most": most})


@dataclass(frozen=True, slots=True)
class CalendarOfYear(Page):
    """The days of a year that have entries."""

    stylesheets = ("html/calendar",)

    year: str = reads("the year")
    days: dict[str, tuple[Line, ...]] = reads("the entries of")
    beside: dict[str, str] = reads("the year beside it:")
    """``previous`` and ``next``."""

    @property
    def address(self) -> str:
        """``calendar/1939``."""
        return f"calendar/{self.year}"

    @property
    def needs(self) -> Needs:
        """Nothing."""
        return Needs()

    def make(self, press: Press) -> dict[str, bytes]:
        """The page alone."""
        days = {day: [line._asdict() for line in lines] for day, lines in self.days.items()}
        return self.printed(press, {"year": self.year, "days": days, **self.beside})


@dataclass(frozen=True, slots=True)
class OnThisDay(Page):
    """The days of the year in all years."""

    stylesheets = ("html/on-this-day",)
    address = "on-this-day"

    counts: dict[str, int] = reads("the entries of")

    def make(self, press: Press) -> dict[str, bytes]:
        """The page alone."""
        return self.printed(press, {"counts": self.counts})


@dataclass(frozen=True, slots=True)
class DayOfYear(Page):
    """One day of the year in all years."""

    stylesheets = ("html/on-this-day",)

    day: str = reads("the day")
    lines: tuple[Line, ...] = reads("the list of entries")
    beside: dict[str, str] = reads("the day beside it:")
    """``previous`` and ``next``."""

    @property
    def address(self) -> str:
        """``days/02-03``."""
        return f"days/{self.day}"

    @property
    def needs(self) -> Needs:
        """Nothing."""
        return Needs()

    def make(self, press: Press) -> dict[str, bytes]:
        """The page alone."""
        entries = [line._asdict() for line in self.lines]
        return self.printed(press, {"day": self.day, "entries": entries, **self.beside})


def day_pages(lines: Iterable[Line]) -> Iterator[Page]:
    """``calendar.html``, ``calendar/1939.html`` …, ``on-this-day.html``, ``days/02-03.html`` …; nothing without days.

    Entries that are dated by a month count in the calendar's table of months, and stand in no calendar of days.
    """
    dated = [line for line in lines if _is_month(line.date[:7])]
    days = [line for line in dated if is_day(line.date)]
    if days:
        yield from _calendar(dated, days)
        yield from _anniversaries(days)


def is_day(date: str) -> bool:
    """Whether a date is a day of the calendar, not a month or anything else that TEI may say."""
    try:
        return len(date) == len("1939-02-03") and bool(datetime.date.fromisoformat(date))
    except ValueError:
        return False


def _calendar(dated: Sequence[Line], days: Sequence[Line]) -> Iterator[Page]:
    counts = Counter(line.date[:7] for line in dated)
    years = sorted({month[:4] for month in counts})
    yield Calendar({year: tuple(counts[f"{year}-{month:02}"] for month in range(1, 13)) for year in years})
    by_year = _by(days, lambda line: line.date[:4])
    for at, year in enumerate(years):
        yield CalendarOfYear(year, _by(by_year.get(year, ()), lambda line: line.date), beside(years, at))


def _anniversaries(days: Sequence[Line]) -> Iterator[Page]:
    by_day = _by(days, lambda line: line.date[5:])
    yield OnThisDay({day: len(lines) for day, lines in by_day.items()})
    names = list(by_day)
    for at, (day, lines) in enumerate(by_day.items()):
        yield DayOfYear(day, lines, beside(names, at))


def _by(days: Iterable[Line], key: Callable[[Line], str]) -> dict[str, tuple[Line, ...]]:
    """The entries under each value of the key, in order."""
    return {value: tuple(lines) for value, lines in groupby(sorted(days, key=key), key)}


def _is_month(month: str) -> bool:
    return len(month) == len("1939-02") and is_day(f"{month}-01")
