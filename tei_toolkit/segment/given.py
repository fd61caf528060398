"""Entries that the source itself delimits: the divisions of somebody else's TEI."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tei_toolkit.dates.phrases import DatePhrase, Parts
from tei_toolkit.model import Dating, Entry, GivenEntry, Heading, SourceText, Span
from tei_toolkit.segment.choose import NO_DATE, HeadingLine
from tei_toolkit.segment.headings import Shape, candidate
from tei_toolkit.segment.lines import Line

_OPENS = (Shape.YEAR, Shape.MONTH)


def given_headings(source: SourceText, lines: Sequence[Line], language: str) -> list[HeadingLine]:
    """Where the entries of a source begin that has divisions of its own: at their headings, or at their first lines.

    Of the text between them, lines that open a year or month do so; the rest begins an entry without a date.
    """
    found: list[HeadingLine] = []
    starts = [line.start for line in lines]
    begins = 0
    for one in source.given:
        first = bisect.bisect_left(starts, one.span.start)
        found += _between(lines[begins:first], language)
        begins = max(begins, bisect.bisect_left(starts, one.span.end))
        if first < len(lines) and lines[first].start < one.span.end:
            line = lines[first]
            # A heading without words is no line, but the entry begins with it, and with the notes below it.
            if line.gap_start > one.span.start:
                line = line._replace(gap_start=one.span.start)
            found.append(_of(source, one, line, language))
    return [*found, *_between(lines[begins:], language)]


def with_attributes(entries: Sequence[Entry], given: Sequence[GivenEntry]) -> tuple[Entry, ...]:
    """The entries with what the source says of them."""
    attributes = {one.span.start: one.attributes for one in given if one.attributes}
    starts = sorted(attributes)
    done = []
    for entry in entries:
        at = bisect.bisect_left(starts, entry.span.start)
        inside = at < len(starts) and starts[at] < entry.span.end
        done.append(replace(entry, attributes=attributes[starts[at]]) if inside else entry)
    return tuple(done)


def _of(source: SourceText, one: GivenEntry, line: Line, language: str) -> HeadingLine:
    phrase, heading = NO_DATE, None
    if one.heading:
        found = candidate(source.shown()[one.heading.start : one.heading.end], language)
        date = None
        if found and found.shape not in _OPENS:
            phrase = found.phrase
            date = Span(one.heading.start + phrase.start, one.heading.start + phrase.end)
        heading = Heading(one.heading, date)
    if one.day:
        phrase = _said(phrase if phrase is not NO_DATE else DatePhrase(0, 0, Parts()), one.day)
    return HeadingLine(line, Shape.TITLED, phrase, heading)


def _said(phrase: DatePhrase, day: Dating) -> DatePhrase:
    """The phrase with the day that the source gives as a value."""
    first, last = day.start, day.end
    return phrase._replace(
        first=Parts(first.day, first.month, first.year),
        last=Parts(last.day, last.month, last.year) if last else None,
        weekday=None, new_style=None,
    )  # fmt: skip


def _between(gap: Sequence[Line], language: str) -> Iterator[HeadingLine]:
    within_text = False
    for line in gap:
        found = candidate(line.text, language)
        if found and found.shape in _OPENS:
            within_text = False
            yield HeadingLine(line, found.shape, found.phrase, Heading(Span(line.start, line.end), None))
        elif not within_text:
            within_text = True
            yield HeadingLine(line, Shape.TITLED, NO_DATE, None)
