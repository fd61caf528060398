"""From a date phrase to the value that TEI's dating attributes hold: ``values`` says how they hold it."""

from __future__ import annotations

import calendar
import datetime
from dataclasses import replace

from tei_toolkit.dates import spans
from tei_toolkit.dates.feasts import feast_in, is_julian
from tei_toolkit.dates.parts import DatePhrase, Parts
from tei_toolkit.dates.reckon import reckon, related
from tei_toolkit.dates.values import NOTHING, Reading, day_in, no_such_day, reading, written
from tei_toolkit.dates.years import full_year, with_month, with_year

__all__ = ["Reading", "day_in", "old_style", "resolve", "written"]

_MONDAY = 0


def resolve(
    phrase: DatePhrase,
    near: datetime.date | None,
    style: str = "gregorian",
    *,
    named: datetime.date | None = None,
    week_begins: int = _MONDAY,
) -> Reading:
    """Read a phrase that stands in an entry of the day ``near``.

    A missing year is the one that brings the date nearest to the entry (a written weekday decides between
    neighbouring years); what can't be known is left partial. ``style`` is the calendar of the text, ``named``
    the day that the text named before this phrase (for ``the next day``), ``week_begins`` the weekday on which
    ``last week`` begins. The reading is empty where nothing certain enough can be said; its problem is DATE-02
    or DATE-03.
    """
    style = phrase.style or style
    if phrase.short_year is not None:
        phrase = _with_full_year(phrase, near)
    if phrase.relation:
        phrase = related(phrase, near)
    if phrase.step and phrase.step.unit != "date":
        return reckon(phrase, near, named, week_begins)
    if phrase.feast:
        return _feast(phrase, near, style)
    if phrase.first.day is None:
        return _without_day(phrase, near, style)
    if phrase.first.month is None:
        return _day_of_month(phrase, near, style)
    if phrase.new_style:
        return _dual(phrase, near)
    return _range(phrase, near, style) if phrase.last else _single(phrase, near, style)


def _without_day(phrase: DatePhrase, near: datetime.date | None, style: str) -> Reading:
    if phrase.season:
        return spans.season(phrase, near)
    return spans.period(phrase, near) if phrase.years else spans.partial(phrase, near, style)


def _with_full_year(phrase: DatePhrase, near: datetime.date | None) -> DatePhrase:
    year = full_year(phrase.short_year or 0, near)
    if phrase.last:
        first_year = year - 1 if year and (phrase.first.month or 0) > (phrase.last.month or 0) else year
        return phrase._replace(first=replace(phrase.first, year=first_year), last=replace(phrase.last, year=year))
    if phrase.new_style:
        return phrase._replace(new_style=replace(phrase.new_style, year=year))
    return phrase._replace(first=replace(phrase.first, year=year))


def _single(phrase: DatePhrase, near: datetime.date | None, style: str) -> Reading:
    parts, sure = with_year(phrase.first, near, style, phrase.weekday)
    if parts.year is None or parts.month is None:
        return _without_year(parts)
    day = day_in(parts, style)
    if day is None:
        return no_such_day(parts)
    approximate = (("precision", "medium"),) if phrase.about else ()
    done = reading(sure, ("when", day.isoformat()), *_custom(parts, style), *approximate)
    return replace(done, problem=_wrong_weekday(phrase.weekday, day))


def _without_year(parts: Parts) -> Reading:
    """A day and a month where no year can be known: ``--02-03``, of any year that has it."""
    if parts.month is None or parts.day is None or day_in(replace(parts, year=2000)) is None:
        return NOTHING
    return reading(True, ("when", f"--{parts.month:02d}-{parts.day:02d}"))


def _wrong_weekday(weekday: int | None, day: datetime.date) -> tuple[str, str] | None:
    if weekday is None or day.weekday() == weekday:
        return None
    said, real = (calendar.day_name[number] for number in (weekday, day.weekday()))
    return "DATE-02", f"The text says {said}, but {day.isoformat()} was a {real}."


def _day_of_month(phrase: DatePhrase, near: datetime.date | None, style: str) -> Reading:
    """``on the 5th``, ``Monday the 15th``."""
    parts = with_month(phrase.first, near, style, phrase.weekday) if near else None
    day = day_in(parts, style) if parts else None
    if parts is None or day is None:
        return NOTHING
    return reading(phrase.weekday is not None, ("when", day.isoformat()), *_custom(parts, style))


def _feast(phrase: DatePhrase, near: datetime.date | None, style: str) -> Reading:
    """A feast in its year; without one that nearest to the entry, or before or after it (``last Christmas``)."""
    assert phrase.feast
    own = "julian" if is_julian(phrase.feast, style) else "gregorian"
    by = phrase.step.by if phrase.step else 0
    years = (
        [phrase.first.year]
        if phrase.first.year
        else [near.year + step for step in (-1, 0, 1) if near.year + step > 0]
        if near
        else []
    )
    days = [(day_in(parts, own), parts) for parts in (feast_in(phrase.feast, year, style) for year in years if year)]
    known = [(day, parts) for day, parts in days if day and (not by or not near or (day - near).days * by > 0)]
    if not known:
        return NOTHING
    day, parts = min(known, key=lambda item: abs((item[0] - near).days)) if near else known[0]
    sure = phrase.first.year is not None or by != 0 or with_year(replace(parts, year=None), near, own)[1]
    done = reading(sure, ("when", day.isoformat()), *_custom(parts, style))
    return replace(done, problem=_wrong_weekday(phrase.weekday, day))


def _dual(phrase: DatePhrase, near: datetime.date | None) -> Reading:
    assert phrase.new_style is not None
    parts, sure = with_year(phrase.new_style, near, "gregorian", phrase.weekday)
    day = day_in(parts)
    if day is None:
        return no_such_day(parts) if parts.year else NOTHING
    return reading(sure, ("when", day.isoformat()), *_custom(old_style(phrase.first, parts), "julian"))


def old_style(first: Parts, new_style: Parts) -> Parts:
    """The Julian day of a dual date, in its own year: that before the Gregorian one's, at the turn of the year."""
    year = new_style.year or 0
    return replace(first, year=year - 1 if (first.month or 0) > (new_style.month or 0) else year)


def _range(phrase: DatePhrase, near: datetime.date | None, style: str) -> Reading:
    assert phrase.last is not None
    last, sure = with_year(phrase.last, near, style)
    year = last.year
    if year and phrase.first.month and last.month and phrase.first.month > last.month:
        year -= 1
    first = replace(phrase.first, year=phrase.first.year if phrase.first.year != phrase.last.year else year)
    first = replace(first, year=first.year or year)
    start, end = day_in(first, style), day_in(last, style)
    if start is None or end is None:
        return no_such_day(last if end is None else first) if year else NOTHING
    if end < start:
        return NOTHING
    custom = (("from-custom", written(first)), ("to-custom", written(last)), ("datingMethod", "#julian"))
    attributes = (("from", start.isoformat()), ("to", end.isoformat()))
    return reading(sure, *attributes, *(custom if style == "julian" else ()))


def _custom(parts: Parts, style: str) -> tuple[tuple[str, str], ...]:
    if style == "gregorian" or parts.year is None:
        return ()
    return (("when-custom", written(parts)), ("datingMethod", f"#{style}"))
