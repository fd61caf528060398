"""Feast days: their names (``feast_days.toml``) and the day on which each falls."""

from __future__ import annotations

import datetime
import functools
import importlib.resources
import re
import tomllib
from typing import Any

from convertdate import julian
from dateutil.easter import EASTER_JULIAN, EASTER_WESTERN, easter

from tei_toolkit.dates.parts import Parts

_RULE = re.compile(r"(?P<from>easter|advent)(?P<days>[+-]\d+)|(?P<month>\d\d)-(?P<day>\d\d)")

_GREGORIAN_EAST = 1918


@functools.cache
def _table() -> dict[str, Any]:
    path = importlib.resources.files("tei_toolkit.dates").joinpath("feast_days.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def feast_names(language: str) -> dict[str, tuple[str, bool]]:
    """The names of feast days in a language: each one's rule, and whether it needs a word that says a day."""
    orthodox = "julian " if is_orthodox(language) else ""
    names = _table().get(language, {})
    read = {name: (orthodox + rule.rstrip("?"), rule.endswith("?")) for name, rule in names.items()}
    return read | {name.replace("'", "’"): rule for name, rule in read.items()}


def licences(language: str) -> list[str]:
    """The words after which a name with another meaning is a feast day."""
    return list(_table()["licence"].get(language, ()))


def is_orthodox(language: str) -> bool:
    """Whether feasts that are named in this language follow the Julian calendar."""
    return language in _table()["orthodox"]


def fixed(rule: str) -> Parts | None:
    """The day and month of a feast that does not move, in the calendar of its church."""
    found = _RULE.search(rule)
    return Parts(int(found["day"]), int(found["month"])) if found and found["month"] else None


def feast_in(rule: str, year: int, style: str) -> Parts:
    """The day of a feast in a year, in the calendar of its church.

    That is the Julian one for an Orthodox feast and in a text of the ``style`` ``julian``. Easter is reckoned by
    ``dateutil.easter``, which takes the rules from Butcher and Oudin.
    """
    found = _RULE.search(rule)
    if found is None:
        raise ValueError(f"no rule of a feast day: {rule}")
    if found["month"]:
        return Parts(int(found["day"]), int(found["month"]), year)
    away = datetime.timedelta(days=int(found["days"]))
    if found["from"] == "advent":
        christmas = datetime.date(year, 12, 25)
        day = christmas - datetime.timedelta(days=christmas.isoweekday() + 21) + away
    elif is_julian(rule, style):
        sunday = easter(year, EASTER_JULIAN)
        day = datetime.date(*julian.to_gregorian(sunday.year, sunday.month, sunday.day)) + away
        year, month, number = julian.from_gregorian(day.year, day.month, day.day)
        return Parts(number, month, year)
    else:
        day = easter(year, EASTER_WESTERN) + away
    return Parts(day.day, day.month, day.year)


def feast_as_dated(rule: str, year: int) -> Parts:
    """The day of a feast in the calendar in which people of its church dated their diaries that year: in the
    Orthodox countries the Julian one until February 1918 (a few months more or less outside Russia)."""
    parts = feast_in(rule, year, "gregorian")
    if year < _GREGORIAN_EAST or not rule.startswith("julian"):
        return parts
    return Parts(*reversed(julian.to_gregorian(parts.year, parts.month, parts.day)))


def is_julian(rule: str, style: str) -> bool:
    """Whether the day of a feast is written in the Julian calendar."""
    return style == "julian" or rule.startswith("julian")
