"""The ways by date: years and months at a glance, a calendar of each year, and each day of the year in all years."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from tei_toolkit.transform.html import SitePages

Line = Mapping[str, str]
"""An entry as the contents list it: date, label, incipit, href, language."""


def day_pages(lines: Iterable[Line], pages: SitePages) -> dict[str, bytes]:
    """``calendar.html``, ``calendar/1939.html`` …, ``on-this-day.html``, ``days/02-03.html`` …; nothing without days.

    Entries that are dated by a month count in the calendar's table of months, and stand in no calendar of days.
    """
    dated = [line for line in lines if _is_month(line["date"][:7])]
    days = [line for line in dated if is_day(line["date"])]
    if not days:
        return {}
    return _calendar(dated, days, pages) | _anniversaries(days, pages)


def _calendar(dated: Sequence[Line], days: Sequence[Line], pages: SitePages) -> dict[str, bytes]:
    counts = Counter(line["date"][:7] for line in dated)
    years = sorted({month[:4] for month in counts})
    table = [{"year": year, "months": [counts[f"{year}-{month:02}"] for month in range(1, 13)]} for year in years]
    made = {"calendar.html": pages.render("calendar", None, {"years": table, "most": max(counts.values())})}
    for at, year in enumerate(years):
        told = {"year": year, "days": _by(days, lambda line: line["date"], year), **_beside(years, at)}
        made[f"calendar/{year}.html"] = pages.render("calendar", None, told, root="../")
    return made


def _anniversaries(days: Sequence[Line], pages: SitePages) -> dict[str, bytes]:
    by_day = _by(days, lambda line: line["date"][5:])
    counts = {day: len(lines) for day, lines in by_day.items()}
    made = {"on-this-day.html": pages.render("on-this-day", None, {"counts": counts})}
    names = list(by_day)
    for at, (day, lines) in enumerate(by_day.items()):
        told = {"day": day, "entries": lines, **_beside(names, at)}
        made[f"days/{day}.html"] = pages.render("on-this-day", None, told, root="../")
    return made


def _by(days: Iterable[Line], key: Any, beginning: str = "") -> dict[str, list[dict[str, str]]]:
    """The entries under each value of the key that begins so, in order."""
    chosen = sorted((line for line in days if key(line).startswith(beginning)), key=key)
    return {value: [dict(line) for line in lines] for value, lines in groupby(chosen, key)}


def _beside(names: Sequence[str], at: int) -> dict[str, str]:
    previous = {"previous": names[at - 1]} if at > 0 else {}
    return previous | ({"next": names[at + 1]} if at + 1 < len(names) else {})


def is_day(date: str) -> bool:
    """Whether a date is a day of the calendar, not a month or anything else that TEI may say."""
    try:
        return len(date) == len("1939-02-03") and bool(datetime.date.fromisoformat(date))
    except ValueError:
        return False


def _is_month(month: str) -> bool:
    return len(month) == len("1939-02") and is_day(f"{month}-01")
