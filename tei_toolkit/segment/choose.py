"""Which of the lines that look like headings are headings.

A source has a habit: dates alone on a line, dates with a place beside them, or dates run in with the text.
The habit is what most of its candidates do; a line that merely begins with a date is a heading only where
that is the habit.
"""

from __future__ import annotations

import bisect
import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass

from tei_toolkit.dates.numeric import proven_order
from tei_toolkit.dates.phrases import DatePhrase, Parts
from tei_toolkit.model import Heading, Span
from tei_toolkit.segment.headings import Candidate, Shape, candidate
from tei_toolkit.segment.lines import Line
from tei_toolkit.segment.sequence import Clue, place

_SENTENCE_END = tuple(".!?…:;»”’\"')]―—–-")
_DIGIT = re.compile(r"\d")
_NEAR_BEGINNING = 40
_TITLE_WORDS = 9
_TITLE_LENGTH = 60
_LONGER = 2
_NEAR = 200
"""Days: a title with a date stands within this distance of the headings round it."""
NO_DATE = DatePhrase(0, 0, Parts())
"""That of a heading which is no date."""


@dataclass(frozen=True, slots=True)
class HeadingLine:
    """A line that was chosen as a heading, or that opens a year or month."""

    line: Line
    shape: Shape
    phrase: DatePhrase
    heading: Heading | None
    """None for an entry without one, which the source itself delimits."""

    @property
    def phrase_is_date(self) -> bool:
        """False for a heading without a date."""
        return self.phrase is not NO_DATE


def choose(lines: Sequence[Line], language: str, title: str = "") -> list[HeadingLine]:
    """The headings of a source, in order; ``title`` is the document's title, where its details name one."""
    chosen = _by_habit(lines, language)
    if lines and title and lines[0].text.strip() == title and not any(h.line is lines[0] for h in chosen):
        heading = Heading(Span(lines[0].start, lines[0].end), None)
        chosen.insert(0, HeadingLine(lines[0], Shape.TITLED, NO_DATE, heading))
    return chosen


def _by_habit(lines: Sequence[Line], language: str) -> list[HeadingLine]:
    read = _where_headings_stand(lines, language)
    shapes = [found.shape for _, _, found in read]
    alone, titled = shapes.count(Shape.ALONE), shapes.count(Shape.TITLED)
    run_in = sum(1 for _, _, found in read if found.could_run_in)
    if run_in > alone + titled - sum(found.could_run_in and found.shape is Shape.TITLED for _, _, found in read):
        return [heading_line(line, found, run_in=True) for _, line, found in read if _fits_run_in(found)]
    kept: list[HeadingLine] = []
    doubtful: list[tuple[int, Line, Candidate]] = []
    for number, line, found in read:
        if found.shape is Shape.RUN_IN:
            continue
        if found.shape is Shape.TITLED and titled <= alone:
            doubtful.append((number, line, found))
        else:
            kept.append(heading_line(line, found))
    dated = [heading for heading in kept if _is_dated(heading)]
    for number, line, found in doubtful:
        at = bisect.bisect(dated, line.start, key=_start)
        if _fits(lines, number, found, dated[max(at - 1, 0) : at], dated[at : at + 1]):
            kept.append(heading_line(line, found))
            dated[at:at] = filter(_is_dated, kept[-1:])
    kept += _undated(lines, {heading.line.start for heading in kept}, bool(alone or titled))
    return sorted(kept, key=lambda heading: heading.line.start)


def _where_headings_stand(lines: Sequence[Line], language: str) -> list[tuple[int, Line, Candidate]]:
    """The candidates at the head of blocks; or all of them, where most dates that are alone on a line or begin
    one stand within blocks: then blank lines say nothing in this source."""
    order = proven_order("\n".join(line.text for line in lines))
    numbered = [(number, line) for number, line in enumerate(lines) if line.opens_block or _begins_with_date(line)]
    read = [
        (number, line, found)
        for number, line in numbered
        if (found := candidate(line.text, language, month_before_day=order))
    ]
    opening = [item for item in read if item[1].opens_block]
    telling = [line for _, line, found in read if found.shape is Shape.ALONE] or [line for _, line, _ in read]
    if sum(line.opens_block for line in telling) * 2 > len(telling):
        return opening
    return read


def _begins_with_date(line: Line) -> bool:
    """A quick look: a line without a number near its beginning has no date there."""
    return _DIGIT.search(line.text, 0, _NEAR_BEGINNING) is not None


def _is_dated(heading: HeadingLine) -> bool:
    return bool(heading.phrase.first.month and heading.phrase.first.day)


def _fits_run_in(found: Candidate) -> bool:
    return found.could_run_in or found.shape in (Shape.ALONE, Shape.YEAR, Shape.MONTH)


def _fits(
    lines: Sequence[Line],
    number: int,
    found: Candidate,
    before: Sequence[HeadingLine],
    after: Sequence[HeadingLine],
) -> bool:
    """Whether a title that holds a date stands where its date belongs, above a text, after a full stop.

    ``before`` and ``after`` are the dated headings next to it, where there are any.
    """
    line = lines[number]
    runs_on = not line.text.rstrip().endswith((".", ":", ";")) and number + 1 < len(lines)
    if line.closes_block or (runs_on and lines[number + 1].text.lstrip()[:1].islower()):
        return False
    if line.after_page and number and not lines[number - 1].text.rstrip().endswith(_SENTENCE_END):
        return False
    parts = [*(one.phrase.first for one in before), found.phrase.first, *(one.phrase.first for one in after)]
    # Without a year only the order of the days can be asked for; a leap year has them all.
    year = next((part.year for part in parts if part.year), 2000)
    placed = place([Clue(part) for part in parts], datetime.date((parts[0].year or year), 1, 1)) or []
    days = [item.day for item in placed if item.day is not None]
    in_order = len(days) == len(parts) and not any(item.misplaced for item in placed)
    return in_order and (max(days) - min(days)).days <= _NEAR


def _start(heading: HeadingLine) -> int:
    return heading.line.start


def _undated(lines: Sequence[Line], taken: set[int], dated_above: bool) -> list[HeadingLine]:
    """Short lines above a text that end without a full stop: headings that are no date."""
    if not dated_above:
        return []
    found = []
    for number, line in enumerate(lines[:-1]):
        text = line.text.strip()
        following = lines[number + 1]
        is_title = (
            line.opens_block
            and not line.closes_block
            and line.start not in taken
            and following.start not in taken
            and (number == 0 or lines[number - 1].start not in taken)
            and len(text) <= _TITLE_LENGTH
            and len(text.split()) <= _TITLE_WORDS
            and text[0].isupper()
            and not text.endswith((*_SENTENCE_END, ","))
            and len(following.text) >= max(_LONGER * len(text), _TITLE_LENGTH)
            and (number == 0 or not line.after_page or lines[number - 1].text.rstrip().endswith(_SENTENCE_END))
        )
        if is_title:
            found.append(HeadingLine(line, Shape.TITLED, NO_DATE, Heading(Span(line.start, line.end), None)))
    return found


def heading_line(line: Line, found: Candidate, run_in: bool = False) -> HeadingLine:
    """A line as the heading that it was read as; ``run_in``: the text goes on in it."""
    date = Span(line.start + found.phrase.start, line.start + found.phrase.end)
    if run_in and found.shape in (Shape.RUN_IN, Shape.TITLED):
        heading = Heading(Span(line.start, date.end), date, run_in=True)
        return HeadingLine(line, Shape.RUN_IN, found.phrase, heading)
    return HeadingLine(line, found.shape, found.phrase, Heading(Span(line.start, line.end), date))
