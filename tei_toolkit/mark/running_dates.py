"""Dates in running text."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from tei_toolkit.dates.phrases import find_dates
from tei_toolkit.dates.resolve import resolve
from tei_toolkit.mark.reading import ReadingCopy
from tei_toolkit.model import Mark, Span

BY_PROGRAM = ("resp", "#tei-toolkit")


def date_marks(
    copy: ReadingCopy, language: str, near: datetime.date | None, style: str, taken: Sequence[Span]
) -> tuple[list[Mark], list[tuple[int, str, str]]]:
    """The ``<date>`` marks of an entry written on the day ``near``, and what is wrong with some dates.

    ``taken`` are stretches that hold a date already (the heading's). A problem is an offset in the source,
    a finding's code, and a sentence.
    """
    marks: list[Mark] = []
    problems: list[tuple[int, str, str]] = []
    for phrase in find_dates(copy.text, language):
        written = copy.text[phrase.start : phrase.end]
        span = copy.source_span(phrase.start, phrase.start + len(written.rstrip(" ,.:;") or written))
        if any(span.start < other.end and other.start < span.end for other in taken):
            continue
        reading = resolve(phrase, near, style)
        if reading.problem:
            problems.append((span.start, *reading.problem))
        if reading.attributes:
            attributes = (*reading.attributes, BY_PROGRAM)
            marks.append(Mark(span.start, span.end, "date", attributes, (), f"reads as a date: {written}"))
    return marks, problems
