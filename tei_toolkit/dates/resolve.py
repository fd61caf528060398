"""From a date phrase to the value that TEI's dating attributes hold.

TEI Guidelines, chapter 3.6.4 and 13.4.6: ``@when`` and its kin are in the proleptic Gregorian calendar and
may be partial; what is written in another calendar goes into ``@when-custom`` with ``@datingMethod``.
"""

from __future__ import annotations

import calendar
import datetime
from dataclasses import dataclass, replace

from convertdate import julian

from tei_toolkit.dates.phrases import DatePhrase, Parts

_SURE_WITHIN = 150
"""Days: an inferred year is certain when the date then lies this near to the entry's own."""
_PART_DAYS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}


@dataclass(frozen=True, slots=True)
class Reading:
    """What a phrase means: TEI's attributes, or why there are none (a finding's code and sentence)."""

    attributes: tuple[tuple[str, str], ...] = ()
    problem: tuple[str, str] | None = None


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


def resolve(phrase: DatePhrase, near: datetime.date | None, style: str = "gregorian") -> Reading:
    """Read a phrase that stands in an entry of the day ``near``.

    A missing year is the one that brings the date nearest to the entry (a written weekday decides between
    neighbouring years); what can't be known is left partial. ``style`` is the calendar of the text.
    """
    if phrase.relation:
        phrase = _related(phrase, near)
    if phrase.first.day is None:
        return _partial(phrase)
    if phrase.new_style:
        return _dual(phrase, near)
    if phrase.last:
        return _range(phrase, near, style)
    return _single(phrase, near, style)


def _single(phrase: DatePhrase, near: datetime.date | None, style: str) -> Reading:
    parts, sure = _with_year(phrase.first, near, style, phrase.weekday)
    if parts.year is None or parts.month is None:
        return Reading()
    day = day_in(parts, style)
    if day is None:
        return _no_such_day(parts)
    attributes = [("when", day.isoformat()), *_custom(parts, style)]
    if not sure:
        attributes.append(("cert", "medium"))
    problem = None
    if phrase.weekday is not None and day.weekday() != phrase.weekday:
        written, real = (calendar.day_name[number] for number in (phrase.weekday, day.weekday()))
        problem = ("DATE-02", f"The text says {written}, but {day.isoformat()} was a {real}.")
    return Reading(tuple(attributes), problem)


def _dual(phrase: DatePhrase, near: datetime.date | None) -> Reading:
    assert phrase.new_style is not None
    parts, sure = _with_year(phrase.new_style, near, "gregorian", phrase.weekday)
    day = day_in(parts)
    if day is None:
        return _no_such_day(parts) if parts.year else Reading()
    attributes = [("when", day.isoformat()), *_custom(old_style(phrase.first, parts), "julian")]
    return Reading(tuple(attributes if sure else [*attributes, ("cert", "medium")]))


def old_style(first: Parts, new_style: Parts) -> Parts:
    """The Julian day of a dual date, in its own year: that before the Gregorian one's, at the turn of the year."""
    year = new_style.year or 0
    return replace(first, year=year - 1 if (first.month or 0) > (new_style.month or 0) else year)


def _range(phrase: DatePhrase, near: datetime.date | None, style: str) -> Reading:
    assert phrase.last is not None
    last, sure = _with_year(phrase.last, near, style, None)
    year = last.year
    if year and phrase.first.month and last.month and phrase.first.month > last.month:
        year -= 1
    first = replace(phrase.first, year=phrase.first.year if phrase.first.year != phrase.last.year else year)
    start, end = day_in(replace(first, year=first.year or year), style), day_in(last, style)
    if start is None or end is None:
        return _no_such_day(last if end is None else first) if year else Reading()
    attributes = [("from", start.isoformat()), ("to", end.isoformat())]
    return Reading(tuple(attributes if sure else [*attributes, ("cert", "medium")]))


def _partial(phrase: DatePhrase) -> Reading:
    year, month = phrase.first.year, phrase.first.month
    if year is None:
        return Reading()
    value = f"{year:04d}" if month is None else f"{year:04d}-{month:02d}"
    if phrase.part and month:
        first, last = _PART_DAYS[phrase.part]
        last = min(last, calendar.monthrange(year, month)[1])
        return Reading((("notBefore", f"{value}-{first:02d}"), ("notAfter", f"{value}-{last:02d}")))
    return Reading((("when", value), ("cert", "medium")) if phrase.about else (("when", value),))


def _related(phrase: DatePhrase, near: datetime.date | None) -> DatePhrase:
    """``the 4th inst.`` is in the entry's own month, ``ult.`` in the one before, ``prox.`` in the next."""
    if near is None:
        return phrase
    months = near.year * 12 + near.month - 1 + {"same": 0, "previous": -1, "next": 1}[phrase.relation or "same"]
    return replace(phrase, first=Parts(phrase.first.day, months % 12 + 1, months // 12))


def _with_year(parts: Parts, near: datetime.date | None, style: str, weekday: int | None) -> tuple[Parts, bool]:
    """The parts with a year, and whether it is certain."""
    if parts.year is not None or near is None:
        return parts, True
    candidates = [replace(parts, year=near.year + step) for step in (0, -1, 1)]
    if day_in(candidates[0], style) is None:
        return candidates[0], True
    days = [(abs((day - near).days), candidate, day) for candidate in candidates if (day := day_in(candidate, style))]
    if weekday is not None:
        days = [item for item in days if item[2].weekday() == weekday] or days
    distance, best, _ = min(days, key=lambda item: item[0])
    return best, distance <= _SURE_WITHIN


def _custom(parts: Parts, style: str) -> list[tuple[str, str]]:
    if style == "gregorian" or parts.year is None:
        return []
    return [("when-custom", written(parts)), ("datingMethod", f"#{style}")]


def written(parts: Parts) -> str:
    """Complete parts as an ISO date in whatever calendar they are in."""
    return f"{parts.year or 0:04d}-{parts.month or 0:02d}-{parts.day or 0:02d}"


def _no_such_day(parts: Parts) -> Reading:
    return Reading(problem=("DATE-03", f"There is no day {parts.day} in month {parts.month} of {parts.year}."))
