"""What is written of a day, and the value it was given: the two must agree.

Words are read by :mod:`tei_toolkit.dates`. A day may be written in the Julian calendar while its value is in the
Gregorian, so either fits; on which calendar the weekdays of a text are, most of its headings say.
"""

from __future__ import annotations

import calendar
import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from convertdate import julian

from tei_toolkit.dates.parts import DatePhrase, Parts
from tei_toolkit.dates.phrases import find_dates
from tei_toolkit.dates.values import day_in
from tei_toolkit.edition import Text
from tei_toolkit.validate.edition.model import Entry, Noticed, Survey, Words
from tei_toolkit.validate.edition.view import EditionView, PlacedEntry

_LEAP = 2000
_LONGEST_RELATION = 10


def entries_of_two_days(view: EditionView) -> Iterator[Noticed]:
    """DATE-06 for an entry whose heading, header, id and file name do not say the same day."""
    for _, documents in view.texts:
        for document, _, entry in view.entries(documents):
            first = entry.claims[0] if entry.claims else None
            for claim in entry.claims[1:]:
                if first and claim.day != first.day and not _is_julian(claim.day, first.day):
                    yield Noticed(
                        "DATE-06",
                        document.path,
                        claim.at,
                        f"The {claim.source} says {claim.day}, but the {first.source} {first.day}.",
                        claim.day,
                        "Correct the one that is wrong.",
                        claim.attribute,
                    )
                    break


def headings_of_another_day(view: EditionView) -> Iterator[Noticed]:
    """DATE-02, DATE-03 and DATE-06 for headings and titles: the weekday, a day that is none, another day."""
    for text, documents in view.texts:
        entries = view.entries(documents)
        fits = _calendar_of_weekdays(entries, text)
        for document, _, entry in entries:
            for words in entry.headings:
                yield from _of_heading(words, entry, document, text, fits)


def dates_of_another_day(view: EditionView) -> Iterator[Noticed]:
    """DATE-06 for a ``date`` in which another day is written than its value says; those of headings aside, which are
    judged with all their words."""
    for text, documents in view.texts:
        for document in documents:
            judged = " | ".join(heading.text for entry in document.entries for heading in entry.headings)
            for words, value in document.dates:
                day = _iso(value)
                phrases = _phrases(words, document, text) if day and words.text not in judged else []
                if day and len(phrases) == 1 and not _fits(phrases[0], day) and _can_be(phrases[0], value[:4]):
                    yield _another_day(words, document, value, "when")


def _of_heading(
    words: Words, entry: Entry, document: Survey, text: Text, calendar_of_weekdays: str
) -> Iterator[Noticed]:
    phrases = _phrases(words, document, text)
    if entry.claims and not entry.day:
        return
    day = _iso(entry.day)
    if day is None:
        yield from (_no_day(phrase, words, document) for phrase in phrases if not _can_be(phrase, entry.earliest[:4]))
        return
    if not phrases:
        return
    if not any(_fits(phrase, day) for phrase in phrases):
        if all(_can_be(phrase, entry.earliest[:4]) for phrase in phrases):
            yield _another_day(words, document, day.isoformat(), "")
        return
    weekdays = {phrase.weekday for phrase in phrases if phrase.weekday is not None}
    real = _weekday(day, calendar_of_weekdays)
    if weekdays and real not in weekdays:
        said = calendar.day_name[min(weekdays)]
        yield Noticed(
            "DATE-02",
            document.path,
            words.at,
            f"“{words.text}” says {said}, but {day.isoformat()} was a {calendar.day_name[real]}.",
            words.text,
            "Check day, month and year; the weekday is often the one that is right.",
        )


def _phrases(words: Words, document: Survey, text: Text) -> list[DatePhrase]:
    """The days that are written, those left out that are reckoned from another, or are the ends of a span."""
    return [
        phrase
        for phrase in _found(words.text, words.language or document.language or text.language)
        if phrase.first.day is not None and not (phrase.step or phrase.last or phrase.relation or phrase.feast)
    ]


@lru_cache(maxsize=4096)
def _found(words: str, language: str) -> tuple[DatePhrase, ...]:
    return tuple(find_dates(words, language, heading=True))


def _fits(phrase: DatePhrase, day: datetime.date) -> bool:
    """Whether what is written can be the day, in either calendar and, where it is all in numbers, in either order."""
    written = [phrase.first, *([phrase.new_style] if phrase.new_style else [])]
    written += [
        replace(parts, day=parts.month, month=parts.day) for parts in written if parts.month and _numeric(phrase)
    ]
    old = Parts(*reversed(julian.from_gregorian(day.year, day.month, day.day)))
    return any(
        _agrees(parts, phrase.short_year, real)
        for parts in written
        for real in (Parts(day.day, day.month, day.year), old)
    )


def _numeric(phrase: DatePhrase) -> bool:
    return phrase.end - phrase.start <= _LONGEST_RELATION


def _agrees(parts: Parts, short_year: int | None, real: Parts) -> bool:
    if short_year is not None and real.year is not None and real.year % 100 != short_year % 100:
        return False
    return all(said is None or said == is_ for said, is_ in
               ((parts.day, real.day), (parts.month, real.month), (parts.year, real.year)))  # fmt: skip


def _can_be(phrase: DatePhrase, said: str) -> bool:
    """Whether there is such a day at all, in the year that is written or ``said``: 31 April is none."""
    day, month = phrase.first.day, phrase.first.month
    if day is None or month is None:
        return True
    year = phrase.first.year or (int(said) if said.isdecimal() else _LEAP)
    return any(day_in(Parts(day, month, year), style) for style in ("gregorian", "julian"))


def _no_day(phrase: DatePhrase, words: Words, document: Survey) -> Noticed:
    return Noticed(
        "DATE-03",
        document.path,
        words.at,
        f"“{words.text}” names day {phrase.first.day} of month {phrase.first.month}, which there is not.",
        words.text,
        "Check the reading.",
    )


def _another_day(words: Words, document: Survey, day: str, attribute: str) -> Noticed:
    return Noticed(
        "DATE-06",
        document.path,
        words.at,
        f"“{words.text}” is written, but the value is {day}.",
        words.text,
        "Correct the one that is wrong.",
        attribute,
    )


def _calendar_of_weekdays(entries: Sequence[PlacedEntry], text: Text) -> str:
    """The calendar in which most weekdays of the headings are right, if @when is taken to be of it."""
    right: Counter[str] = Counter(gregorian=0, julian=0)
    for document, _, entry in entries:
        day = _iso(entry.claims[0].day) if entry.claims else None
        for phrase in _weekdays(entry.headings, document, text) if day else ():
            for style in right:
                right[style] += day is not None and phrase.weekday == _weekday(day, style)
    return right.most_common(1)[0][0]


def _weekdays(headings: Iterable[Words], document: Survey, text: Text) -> Iterator[DatePhrase]:
    for words in headings:
        yield from (phrase for phrase in _phrases(words, document, text) if phrase.weekday is not None)


def _weekday(day: datetime.date, style: str) -> int:
    if style == "julian":
        return (day_in(Parts(day.day, day.month, day.year), "julian") or day).weekday()
    return day.weekday()


def _is_julian(one: str, other: str) -> bool:
    """Whether two days are one, written in the two calendars."""
    days = [_iso(one), _iso(other)]
    if None in days:
        return False
    first, second = (day for day in days if day)
    return second in (day_in(Parts(first.day, first.month, first.year), "julian"),) or first == day_in(
        Parts(second.day, second.month, second.year), "julian"
    )


def _iso(day: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(day)
    except ValueError:
        return None
