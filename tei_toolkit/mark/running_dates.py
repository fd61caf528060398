"""Dates in running text."""

from __future__ import annotations

import bisect
import datetime
from collections.abc import Sequence

from tei_toolkit.dates.lexicon import lexicon
from tei_toolkit.dates.phrases import DatePhrase, find_dates
from tei_toolkit.dates.resolve import Reading, resolve
from tei_toolkit.mark.reading import BOUNDARY, ReadingCopy
from tei_toolkit.model import Mark, Span

BY_PROGRAM = ("resp", "#tei-toolkit")
_NAMED_WITHIN = 300
"""Characters: ``the next day`` is reckoned from a date that stands so near before it, in its paragraph."""


def date_marks(
    copy: ReadingCopy,
    language: str,
    near: datetime.date | None,
    style: str,
    taken: Sequence[Span],
    *,
    month_before_day: bool | None = None,
) -> tuple[list[Mark], list[tuple[int, str, str]]]:
    """The ``<date>`` marks of an entry written on the day ``near``, and what is wrong with some dates.

    ``taken`` are stretches that hold a date already (the heading's). ``month_before_day`` is the order of dates
    in numbers (see ``find_dates``). A problem is an offset in the source, a finding's code (DATE-02, DATE-03),
    and a sentence.
    """
    marks: list[Mark] = []
    problems: list[tuple[int, str, str]] = []
    stretches = _in_copy(copy, taken)
    phrases = find_dates(copy.text, language, month_before_day=month_before_day, taken=stretches)
    week_begins = lexicon(language).week_begins if phrases else 0
    named: tuple[int, datetime.date] | None = None
    for phrase in phrases:
        written = copy.text[phrase.start : phrase.end]
        span = copy.source_span(phrase.start, phrase.start + len(written.rstrip(" ,.:;") or written))
        if any(span.start < other.end and other.start < span.end for other in taken):
            continue
        if (phrase.bare or phrase.feast) and any(_leads_to(copy.text, phrase.end, start) for start, _ in stretches):
            continue
        origin = named[1] if named and _is_near(copy.text, named[0], phrase) else None
        reading = resolve(phrase, near, style, named=origin, week_begins=week_begins)
        if reading.problem:
            problems.append((span.start, *reading.problem))
        if reading.attributes:
            attributes = (*reading.attributes, BY_PROGRAM)
            marks.append(Mark(span.start, span.end, "date", attributes, (), f"reads as a date: {written}"))
        day = _day(reading)
        named = (phrase.end, day) if day else named
    return marks, problems


def _in_copy(copy: ReadingCopy, taken: Sequence[Span]) -> list[tuple[int, int]]:
    """Stretches of the source as those of the copy, as far as each lies in one piece of it."""
    found = []
    for span in sorted(taken):
        piece = bisect.bisect_right(copy.sources, span.start) - 1
        if piece >= 0:
            start = copy.starts[piece] + span.start - copy.sources[piece]
            limit = copy.starts[piece + 1] if piece + 1 < len(copy.starts) else len(copy.text)
            found.append((start, min(start + span.end - span.start, limit)))
    return found


def _leads_to(text: str, end: int, start: int) -> bool:
    """Whether nothing but signs stands between a year or feast and a date that is known: ``Tasso, 1544. Thursday 11``,
    ``Palm Sunday. March 30th``. The first date of a heading must be its own."""
    return end <= start and not text[end:start].strip(" .,;:–—-")


def _is_near(text: str, end: int, phrase: DatePhrase) -> bool:
    between = text[end : phrase.start]
    return len(between) <= _NAMED_WITHIN and BOUNDARY not in between


def _day(reading: Reading) -> datetime.date | None:
    """The whole day that a reading gives, if it gives one."""
    for name, value in reading.attributes:
        if name == "when" and len(value) == len("1939-02-03"):
            return datetime.date.fromisoformat(value)
    return None
