"""Headings that the format itself calls so: a word processor's styles, the ``#`` of Markdown."""

from __future__ import annotations

import bisect
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tei_toolkit.dates.numeric import proven_order
from tei_toolkit.dates.phrases import DatePhrase, Parts
from tei_toolkit.dates.words import calendar_words
from tei_toolkit.model import FormatHeading, Heading, Span
from tei_toolkit.segment.choose import NO_DATE, HeadingLine, heading_line
from tei_toolkit.segment.headings import Candidate, Shape, candidate
from tei_toolkit.segment.lines import Line

_OPENS = (Shape.YEAR, Shape.MONTH)


class _Styled(NamedTuple):
    line: Line
    level: int
    found: Candidate | None


def with_styled(
    chosen: Sequence[HeadingLine],
    lines: Sequence[Line],
    headings: Sequence[FormatHeading],
    language: str,
) -> list[HeadingLine]:
    """The headings that were chosen by how they read, and what the format says.

    Where headings of the format have dates they are all headings, and of the other lines only dates that stand alone.
    A heading without a date that is as high as those with one opens an entry of its own; what is lower stays in its
    entry, and what stands before the first date in front of it.
    """
    if not headings:
        return list(chosen)
    order = proven_order("\n".join(line.text for line in lines))
    styled = list(_styled(lines, headings, language, order))
    dated = [one for one in styled if one.found and one.found.phrase.first.day is not None]
    if not dated:
        return list(chosen)
    level = Counter(one.level for one in dated).most_common(1)[0][0]
    kept = {one.line.start: one for one in chosen if _stands_alone(one)}
    for line, own_level, found in styled:
        if found and (found.phrase.first.day is not None or found.shape in _OPENS):
            kept[line.start] = heading_line(line, found)
        elif own_level <= level and line.start > dated[0].line.start:
            kept[line.start] = HeadingLine(line, Shape.TITLED, NO_DATE, Heading(Span(line.start, line.end), None))
    return sorted(kept.values(), key=lambda one: one.line.start)


def _stands_alone(heading: HeadingLine) -> bool:
    """Whether a line that the format calls no heading is a month with its day, or opens a year or month."""
    if heading.shape in _OPENS:
        return True
    return heading.phrase_is_date and heading.shape is Shape.ALONE and heading.phrase.first.month is not None


def _styled(
    lines: Sequence[Line], headings: Sequence[FormatHeading], language: str, month_before_day: bool | None
) -> Iterator[_Styled]:
    starts = [line.start for line in lines]
    for span, level in headings:
        number = bisect.bisect_right(starts, span.start) - 1
        if number < 0 or span.start > lines[number].end:
            continue
        line = lines[number]
        found = candidate(line.text, language, month_before_day=month_before_day)
        if found and found.shape is Shape.RUN_IN:
            found = Candidate(Shape.TITLED, found.phrase)
        yield _Styled(line, level, found or _month_alone(line.text, language))


def _month_alone(text: str, language: str) -> Candidate | None:
    """A month without a year, which only a heading by style can open: a line like that may be a word of the text."""
    found = re.fullmatch(calendar_words(language).month_pattern(), text.strip(" \t\u00a0.:*_"), re.IGNORECASE)
    month = calendar_words(language).months.get(found[0].casefold().rstrip(".")) if found else None
    if month is None:
        return None
    return Candidate(Shape.MONTH, DatePhrase(0, len(text), Parts(month=month)))
