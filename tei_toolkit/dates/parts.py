"""What a date phrase says, before anything is made of it: the words of this package."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Parts:
    """Day, month and year as far as they are written."""

    day: int | None = None
    month: int | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """How far from a known day a relative phrase leads: ``yesterday`` is (``day``, -1), ``next week`` (``week``, 1).

    ``unit`` is ``day``, ``week``, ``month``, ``year``, ``weekday``, or ``date``: the last or next occurrence of
    what the phrase's parts, season or feast say (``last May``). ``by`` 0 is this one (``this spring``), or for a
    weekday the latest one up to the day itself (``on the Saturday``). ``after_phrase``: reckoned not from the
    entry but from the date named before (``the next day``).
    """

    unit: str
    by: int
    after_phrase: bool = False


class DatePhrase(NamedTuple):
    """A date as it is written at ``[start, end)``.

    ``last`` is the other end of a range; ``new_style`` the second, Gregorian day of a dual date
    (``17 (30) August``); ``relation`` is ``same``, ``previous`` or ``next`` month (inst., ult., prox.);
    ``part`` says ``early``, ``mid`` or ``late``; ``about`` that it is approximate (c.).
    """

    start: int
    end: int
    first: Parts
    last: Parts | None = None
    new_style: Parts | None = None
    weekday: int | None = None
    relation: str | None = None
    part: str | None = None
    about: bool = False
    step: Step | None = None
    short_year: int | None = None
    """A year of two digits (``3.2.39``); of a range, that of its end."""
    years: tuple[int, int] | None = None
    """The first and the last year of a decade, a century, or another period; below 100 the century is not said."""
    season: int | None = None
    """1 (spring) to 4 (winter)."""
    feast: str | None = None
    """A feast day's rule in ``feast_days.toml``."""
    style: str | None = None
    """The calendar that is written beside it (O.S., N.S.)."""
    bare: bool = False
    """A number that is a date only if it lies near the entry or before it: ``Bacon, 1561.``"""
