"""What dates without a day mean: months, years, decades, centuries, seasons, and parts of them."""

from __future__ import annotations

import datetime
from dataclasses import replace

from tei_toolkit.dates.parts import DatePhrase, Parts
from tei_toolkit.dates.values import NOTHING, Reading, day_in, month_end, reading, written, year_value
from tei_toolkit.dates.years import with_year

_PART_DAYS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}
_PART_MONTHS = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}
_THIRDS = {"early": 0, "mid": 1, "late": 2}
_SEASON_MONTHS = {1: (3, 5), 2: (6, 8), 3: (9, 11), 4: (12, 2)}
"""The meteorological seasons of the north; EDTF's 21 to 24."""
_WINTER = 4
_YEARS_AHEAD = 30
"""Years: a number that is a year only by its place in the sentence does not lie further ahead."""


def partial(phrase: DatePhrase, near: datetime.date | None, style: str) -> Reading:
    """A month or a year: ``@when`` as far as it is written, a part of it as earliest and latest day."""
    first, sure = phrase.first, True
    if first.year is None:
        first, sure = with_year(first, near, style, by=phrase.step.by if phrase.step else 0)
    if first.year is None:
        return reading(True, ("when", f"--{first.month:02d}")) if first.month and not phrase.part else NOTHING
    if near is not None and first.year > near.year + (0 if phrase.bare else _YEARS_AHEAD):
        return NOTHING
    approximate = (("precision", "medium"),) if phrase.about else ()
    if phrase.last is not None:
        return reading(sure, ("from", written(first)), ("to", written(phrase.last)), *approximate)
    if phrase.part:
        return _part(first, phrase.part, style, sure)
    if style == "julian" and first.month:
        begin, end = _julian_month(first)
        own = (("when-custom", written(first)), ("datingMethod", "#julian"))
        return reading(sure, ("notBefore", begin), ("notAfter", end), *own, *approximate)
    return reading(sure, ("when", written(first)), *approximate)


def _julian_month(parts: Parts) -> tuple[str, str]:
    """The first and last day of a Julian month, in the Gregorian calendar."""
    following = Parts(1, (parts.month or 0) % 12 + 1, (parts.year or 0) + (parts.month == 12))
    begin, after = day_in(replace(parts, day=1), "julian"), day_in(following, "julian")
    assert begin
    assert after
    return begin.isoformat(), (after - datetime.timedelta(days=1)).isoformat()


def _part(parts: Parts, part: str, style: str, sure: bool) -> Reading:
    """A third of a month or year: the diarist's early March is its first ten days."""
    if parts.month is None:
        first, last = (f"{written(parts)}-{month:02d}" for month in _PART_MONTHS[part])
        return reading(sure, ("notBefore", first), ("notAfter", last))
    opens, closes = _PART_DAYS[part]
    closes = min(closes, month_end(parts.year or 4, parts.month))
    begin, end = day_in(replace(parts, day=opens), style), day_in(replace(parts, day=closes), style)
    if begin is None or end is None:
        return NOTHING
    return reading(sure, ("notBefore", begin.isoformat()), ("notAfter", end.isoformat()))


def period(phrase: DatePhrase, near: datetime.date | None) -> Reading:
    """A decade, century or dynasty, or a third of one."""
    assert phrase.years
    first, last = phrase.years
    sure = not phrase.about
    if 0 <= first < 100 and last - first == 9:
        if near is None:
            return NOTHING
        # The latest such decade that has begun.
        first = near.year - (near.year - first) % 100
        last, sure = first + 9, False
    if last < 0:
        sure = False
    if phrase.part:
        third = (last - first + 1) // 3
        begin = first + _THIRDS[phrase.part] * third
        first, last = begin, last if phrase.part == "late" else begin + third - 1
    return reading(sure, ("notBefore", year_value(first)), ("notAfter", year_value(last)))


def season(phrase: DatePhrase, near: datetime.date | None) -> Reading:
    """A season: its first and its last month. Of a winter that is named by one year it is not sure which is meant;
    that which begins in it is given."""
    assert phrase.season
    first, last = _SEASON_MONTHS[phrase.season]
    year, sure = phrase.first.year, True
    if year is None:
        if near is None or phrase.step is None:
            return NOTHING
        year = _season_year(first, near, phrase.step.by)
    elif phrase.season == _WINTER and phrase.last is None:
        sure = False
    end = year + 1 if phrase.season == _WINTER else year
    return reading(
        sure and not phrase.about, ("notBefore", f"{year:04d}-{first:02d}"), ("notAfter", f"{end:04d}-{last:02d}")
    )


def _season_year(first: int, near: datetime.date, by: int) -> int:
    """The year in which the last, this or the next such season begins."""
    began = [year for year in (near.year - 2, near.year - 1, near.year) if (year, first) <= (near.year, near.month)]
    latest = began[-1]
    goes_on = (near.year - latest) * 12 + near.month - first < 3
    if by < 0:
        return latest - 1 if goes_on else latest
    if by > 0:
        return latest + 1
    return latest if goes_on else latest + (1 if near.month < first else 0)
