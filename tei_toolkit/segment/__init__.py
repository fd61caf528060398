"""Segmenting: where each entry begins and ends, its heading, its date.

The decisions that need the whole source are made here: which of the lines that look like headings are
headings, and in which year each falls.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from tei_toolkit.dates.phrases import DatePhrase, find_dates
from tei_toolkit.dates.resolve import day_in, old_style, written
from tei_toolkit.dates.words import calendar_words, known_languages
from tei_toolkit.findings import Finding
from tei_toolkit.model import ContentsItem, Dating, Division, Entry, SourceText, Span
from tei_toolkit.segment.choose import HeadingLine, choose
from tei_toolkit.segment.given import given_headings, with_attributes
from tei_toolkit.segment.headings import Shape, candidate
from tei_toolkit.segment.lines import Line, document_lines
from tei_toolkit.segment.sequence import Clue, Placed, place
from tei_toolkit.segment.styled import with_styled

_LINES_TO_GUESS_BY = 400
_ONE_IN = 10
"""A language is believed if one in so many of the lines that hold a number names a month."""
_COMMON = ("en", "de", "fr", "ru")
"""Of languages that fit equally well (many share Latin names of months), these are preferred."""


@dataclass(frozen=True, slots=True)
class Segmented:
    """A source cut into entries, its contents list dated, and what was noticed."""

    entries: tuple[Entry, ...]
    contents: tuple[ContentsItem, ...]
    findings: tuple[Finding, ...]


def segment(
    source: SourceText, language: str, start: datetime.date | None = None, style: str = "gregorian"
) -> Segmented:
    """Cut a source into entries.

    ``start`` is a day before which no entry lies; ``style`` the calendar of the dates as written. Every
    character of the document is in exactly one entry; what stands before the first heading is an entry
    without one. Findings: DATE-01 to DATE-04.
    """
    known = _day_of_details(source)
    lines = document_lines(source)
    if source.given:
        headings = given_headings(source, lines, language)
    else:
        headings = choose(lines, language, source.details.get("title", ""))
        headings = with_styled(headings, lines, source.headings, language)
    clues = [_clue(heading.shape, heading.phrase, style) for heading in headings]
    placed = place(clues, known or start, style)
    findings = list(_sequence_findings(source, headings, clues, placed))
    if not any(heading.phrase_is_date for heading in headings):
        findings.append(Finding("HEAD-01", "No heading of an entry was recognised in this source.", source.name))
    entries = _entries(source, lines, headings, placed, style)
    if known and len(entries) == 1 and entries[0].heading and not entries[0].dating:
        entries = (replace(entries[0], id=f"e{known}", dating=Dating(known)),)
    contents, contents_findings = _contents(source, language, known or start)
    entries = with_attributes(entries, source.given)
    return Segmented(entries, contents, (*findings, *contents_findings))


def guess_language(source: SourceText) -> str:
    """The language whose month names stand beside numbers in the most lines that could be headings.

    A BCP 47 tag; ``und`` (undetermined) if there are none.
    """
    lines = [line.text[:60] for line in document_lines(source) if line.opens_block][:_LINES_TO_GUESS_BY]
    lines += [item.text for item in source.contents]
    lines = [line for line in lines if any(character.isdigit() for character in line)]
    text = "\n".join(lines)
    counts = Counter({language: _dates_named(text, language) for language in known_languages()})
    best = max(counts.values())
    if best * _ONE_IN < len(lines):
        return "und"
    leaders = [language for language, count in counts.items() if count == best]
    return next((language for language in _COMMON if language in leaders), leaders[0])


def _dates_named(text: str, language: str) -> int:
    """How many names of months and weekdays stand beside a number."""
    words = calendar_words(language)
    months, weekdays = words.month_pattern(), words.weekday_pattern()
    beside = rf"\d(?:st|nd|rd|th)?[.:]?\s+(?:{months})(?!\w)|(?<!\w)(?:{months}|{weekdays})[.,]?\s+\d"
    return len(re.findall(beside, text, re.IGNORECASE))


def _day_of_details(source: SourceText) -> datetime.date | None:
    dates = find_dates(source.details.get("date", ""), "en")
    return day_in(dates[0].first) if dates else None


def _clue(shape: Shape, phrase: DatePhrase, style: str) -> Clue:
    parts = phrase.first
    if phrase.new_style is not None and style == "gregorian":
        parts = phrase.new_style
    return Clue(parts, phrase.weekday, phrase.relation == "same", shape in (Shape.YEAR, Shape.MONTH))


def _sequence_findings(
    source: SourceText, headings: Sequence[HeadingLine], clues: Sequence[Clue], placed: Sequence[Placed] | None
) -> list[Finding]:
    dated = [heading for heading in headings if heading.phrase_is_date]
    if placed is None:
        if not dated:
            return []
        line, _ = source.place(dated[0].line.start)
        return [Finding("DATE-04", "No heading names a year, so the entries have no dates.", source.name, line,
                        hint="Give the first day with --start 1939-01-01, or only the year.")]  # fmt: skip
    findings = []
    latest: tuple[datetime.date, str] | None = None
    for heading, clue, found in zip(headings, clues, placed, strict=True):
        if not heading.phrase_is_date:
            continue
        value = heading.line.text.strip()[:60]
        problem = _problem(found, clue, latest)
        if problem:
            findings.append(Finding(*problem, source.name, *source.place(heading.line.start), value))
        if found.day and not found.misplaced and not clue.opens:
            latest = found.day, value
    return findings


def _problem(found: Placed, clue: Clue, latest: tuple[datetime.date, str] | None) -> tuple[str, str] | None:
    if clue.opens and found.day is None:
        return None
    if found.day is None:
        return "DATE-03", f"There is no day {found.parts.day} in month {found.parts.month} of {found.parts.year}."
    if found.misplaced and latest and not clue.opens:
        return "DATE-01", f"The entry of {found.day} stands after that of {latest[0]} (‘{latest[1]}’)."
    if clue.weekday is not None and found.day.weekday() != clue.weekday:
        names = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
        real, said = names[found.day.weekday()], names[clue.weekday]
        return "DATE-02", f"The heading says {said}, but {found.day} was a {real}."
    return None


def _entries(
    source: SourceText,
    lines: Sequence[Line],
    headings: Sequence[HeadingLine],
    placed: Sequence[Placed] | None,
    style: str,
) -> tuple[Entry, ...]:
    entries: list[Entry] = []
    divisions: list[Division] = []
    begins = source.document()[0].start
    previous: datetime.date | None = None
    ids: Counter[str] = Counter()
    document = source.document()
    first = headings[0].line if headings else None
    if first is None or lines[0].start != first.start:
        end = first.gap_start if first else document[-1].end
        entries.append(Entry("preamble", Span(begins, end), None, None))
        begins = end
    next_line = {line.start: following.start for line, following in pairwise(lines)}
    for number, heading in enumerate(headings):
        day = placed[number] if placed else None
        if heading.shape in (Shape.YEAR, Shape.MONTH):
            kind = "year" if heading.shape is Shape.YEAR else "month"
            divisions.append(Division(Span(heading.line.start, heading.line.end), kind))
            following = headings[number + 1].line if number + 1 < len(headings) else None
            if following and next_line.get(heading.line.start) != following.start:
                # Text that stands below the line, before any heading.
                span = Span(begins, following.gap_start)
                entries.append(Entry("preamble", span, None, None, tuple(divisions), (previous, None)))
                begins, divisions = following.gap_start, []
            continue
        end = headings[number + 1].line.gap_start if number + 1 < len(headings) else document[-1].end
        dating = _dating(heading, day, style) if heading.phrase_is_date else None
        begins_text = "entry" if heading.heading else "preamble"
        base = f"e{dating.start}" if dating else f"e{previous}" if previous else begins_text
        ids[base] += 1
        identifier = base if ids[base] == 1 else f"{base}-{ids[base]}"
        before = None if dating else previous
        entries.append(Entry(identifier, Span(begins, end), heading.heading, dating, tuple(divisions), (before, None)))
        previous = dating.start if dating else previous
        begins, divisions = end, []
    if divisions:
        # Lines that open a year, and no heading after them.
        entries.append(Entry("end", Span(begins, document[-1].end), None, None, tuple(divisions), (previous, None)))
    return _with_neighbours(entries)


def _with_neighbours(entries: list[Entry]) -> tuple[Entry, ...]:
    """Tell each undated entry the date of the next dated one."""
    following: datetime.date | None = None
    done = []
    for entry in reversed(entries):
        if entry.dating:
            following = entry.dating.start
        else:
            entry = replace(entry, between=(entry.between[0], following))
        done.append(entry)
    return tuple(reversed(done))


def _dating(heading: HeadingLine, placed: Placed | None, style: str) -> Dating | None:
    if placed is None or placed.day is None:
        return None
    phrase, parts = heading.phrase, placed.parts
    end = None
    if phrase.last:
        year = parts.year or 0
        same_year = (phrase.last.month or 0) >= (parts.month or 0)
        end = day_in(replace(phrase.last, year=year if same_year else year + 1), style)
    if phrase.new_style and style == "gregorian":
        return Dating(placed.day, end, written(old_style(phrase.first, parts)))
    return Dating(placed.day, end, written(parts) if style != "gregorian" else "")


def _contents(
    source: SourceText, language: str, known: datetime.date | None
) -> tuple[tuple[ContentsItem, ...], list[Finding]]:
    """Date the contents list; the document itself, found by its title, fixes the year."""
    title = source.details.get("title", "")
    numbers: list[int] = []
    clues: list[Clue] = []
    for number, item in enumerate(source.contents):
        found = candidate(item.text, language)
        if found is None or found.shape is Shape.RUN_IN:
            continue
        clue = _clue(found.shape, found.phrase, "gregorian")
        if known and item.text == title and clue.parts.year is None and not any(c.parts.year for c in clues):
            clue = clue._replace(parts=replace(clue.parts, year=known.year))
        numbers.append(number)
        clues.append(clue)
    placed = place(clues, None) or []
    dated = list(source.contents)
    findings = []
    latest: ContentsItem | None = None
    for number, day in zip(numbers, placed, strict=False):
        item = dated[number] = replace(dated[number], date=day.day)
        if day.misplaced and latest:
            message = f"In the contents list ‘{item.text}’ follows ‘{latest.text}’."
            findings.append(Finding("DATE-01", message, source.name, item.line, value=item.text))
        elif day.day:
            latest = item
    return tuple(dated), findings
