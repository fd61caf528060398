"""What relative dates mean: ``yesterday``, ``next week``, ``last Tuesday``, reckoned from the day of the entry."""

from __future__ import annotations

import datetime

from tei_toolkit.dates.parts import DatePhrase, Parts
from tei_toolkit.dates.values import NOTHING, Reading, reading

_WEEK = 7


def reckon(phrase: DatePhrase, near: datetime.date | None, named: datetime.date | None, week_begins: int) -> Reading:
    """A phrase with a ``step``, reckoned from ``near``, or from ``named``, the date that the text named before it.

    ``week_begins`` is the weekday (from Monday, 0) on which weeks begin.
    """
    step = phrase.step
    assert step
    origin = named if step.after_phrase else near
    if origin is None:
        return NOTHING
    if step.unit == "day":
        return reading(not step.after_phrase, ("when", (origin + datetime.timedelta(days=step.by)).isoformat()))
    if step.unit == "weekday":
        return _weekday(phrase.weekday or 0, origin, step.by)
    if step.unit == "week":
        begin = (
            origin
            - datetime.timedelta(days=(origin.weekday() - week_begins) % _WEEK)
            + datetime.timedelta(days=_WEEK * step.by)
        )
        end = begin + datetime.timedelta(days=_WEEK - 1)
        return reading(True, ("from", begin.isoformat()), ("to", end.isoformat()))
    if step.unit == "month":
        months = origin.year * 12 + origin.month - 1 + step.by
        return reading(True, ("when", f"{months // 12:04d}-{months % 12 + 1:02d}"))
    return reading(True, ("when", f"{origin.year + step.by:04d}"))


def _weekday(weekday: int, origin: datetime.date, by: int) -> Reading:
    """The weekday before the entry, after it, or (``by`` 0) the latest up to it. Which next Tuesday is meant, of
    this week or of the next, is not sure."""
    if by > 0:
        away = (weekday - origin.weekday() - 1) % _WEEK + 1
    else:
        away = -((origin.weekday() - weekday - (by < 0)) % _WEEK + (by < 0))
    return reading(by < 0, ("when", (origin + datetime.timedelta(days=away)).isoformat()))


def related(phrase: DatePhrase, near: datetime.date | None) -> DatePhrase:
    """``the 4th inst.`` is in the entry's own month, ``ult.`` in the one before, ``prox.`` in the next."""
    if near is None:
        return phrase
    months = near.year * 12 + near.month - 1 + {"same": 0, "previous": -1, "next": 1}[phrase.relation or "same"]
    return phrase._replace(first=Parts(phrase.first.day, months % 12 + 1, months // 12))
