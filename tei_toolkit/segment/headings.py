"""What a line could be: a heading with a date, a line that opens a year or a month, or neither.

One line alone can't tell; ``segment`` decides by what the other lines of the source do.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, replace
from enum import Enum

from tei_toolkit.dates.phrases import DatePhrase, Parts, find_dates, phrase_of
from tei_toolkit.dates.words import CalendarWords, calendar_words
from tei_toolkit.pages import pages_inline

_LOOK_AT = 160
_LONGEST_TITLE = 90
_MOST_WORDS_BESIDE = 12
_EDGES = " \t\u00a0.,:;–—-*'\"„“”«»"
_PARTICLES = re.compile(r"(?:\b(?:the|den|d|am|vom|von|le|XX|года|г|anno|Anno)\b|[.,:;–—\s\u00a0\"'-])+", re.IGNORECASE)
_YEAR_LINE = re.compile(r"^\W*(1\d{3}|20\d\d)\W*(?:г\.?|год)?\W*$")


class Shape(Enum):
    """How a heading stands."""

    ALONE = "a date and nothing else"
    TITLED = "a date with a few words beside it"
    RUN_IN = "a date at the beginning of a paragraph"
    YEAR = "a year alone"
    MONTH = "a month and a year alone"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line that may be a heading. The phrase's offsets count from the line's beginning."""

    shape: Shape
    phrase: DatePhrase
    could_run_in: bool = False
    """A titled heading whose date stands first: where the source has its dates run in, this one is too."""


def candidate(line: str, language: str) -> Candidate | None:
    """Read a line as a heading; None if nothing in it can be one."""
    words = calendar_words(language)
    for page in (label for label in pages_inline(line) if not label.bare):
        line = line[: page.start] + " " * (page.end - page.start) + line[page.end :]
    division = _division(line, words)
    if division:
        return division
    head = line[:_LOOK_AT]
    phrase = _phrase(head, words)
    if phrase is None:
        return None
    phrase, before, after = _weekday_after(head, phrase, words)
    if not before and not after:
        return Candidate(Shape.ALONE, phrase)
    if line.count("[") != line.count("]") and before:
        # The line is the beginning or the end of something in brackets.
        return None
    short = len(line) <= _LONGEST_TITLE and len((before + " " + after).split()) <= _MOST_WORDS_BESIDE
    at_start = not before
    if short and (not after or not after[0].islower()):
        return Candidate(Shape.TITLED, phrase, could_run_in=at_start)
    return Candidate(Shape.RUN_IN, phrase, could_run_in=True) if at_start else None


def _division(line: str, words: CalendarWords) -> Candidate | None:
    year = _YEAR_LINE.match(line) if len(line) <= _LONGEST_TITLE else None
    if year:
        return Candidate(Shape.YEAR, DatePhrase(0, len(line), Parts(year=int(year.group(1)))))
    text = line.strip(_EDGES)
    if len(text) <= _LONGEST_TITLE:
        for phrase in find_dates(text, words.language):
            whole = phrase.start == 0 and phrase.end >= len(text)
            if whole and phrase.first.day is None and phrase.first.month and not (phrase.part or phrase.about):
                return Candidate(Shape.MONTH, replace(phrase, start=0, end=len(line)))
    return None


def _phrase(head: str, words: CalendarWords) -> DatePhrase | None:
    """The date of the line, with a day: what stands first in it, be it in a form that only headings have."""
    found = [phrase for phrase in find_dates(head, words.language) if phrase.first.day is not None]
    own = _heading_phrase(head, words)
    if found and (own is None or found[0].start <= own.start or own.start > 0):
        return found[0]
    return own


def _heading_phrase(head: str, words: CalendarWords) -> DatePhrase | None:
    for pattern in _heading_grammar(words.language):
        match = pattern.search(head)
        if match is None:
            continue
        groups = {name: value for name, value in match.groupdict().items() if value is not None}
        phrase = replace(phrase_of(groups, words), start=match.start("date"), end=match.end("date"))
        month = words.month_like(groups["like"]) if "like" in groups else None
        if "like" in groups and month is None:
            continue
        return replace(phrase, first=replace(phrase.first, month=month)) if month else phrase
    return None


@functools.cache
def _heading_grammar(language: str) -> tuple[re.Pattern[str], ...]:
    """Forms that mean a date only in a heading."""
    words = calendar_words(language)
    day = r"(?P<day>0?[1-9]|[12]\d|3[01])(?!\d)(?:[ ]?(?:st|nd|rd|th|d|ten|er|-?(?:го|е|ое))(?!\w))?"
    year = r"(?P<year>1\d{3}|20\d\d)(?!\d)"
    weekday = rf"(?P<weekday>{words.weekday_pattern()})(?!\w)"
    forms = (
        # Saturday 2; Sat.29th; Thursday the 17th 1820
        rf"(?<!\w)(?P<date>{weekday}[.,]?\s*(?:the\s+|den\s+|d\.\s*)?{day}\.?(?:,?\s+{year})?)",
        # 1/1; 3.2.; 7/3/1939
        rf"^\W*(?P<date>(?P<day>0?[1-9]|[12]\d|3[01])\s?/\s?(?P<monthnumber>0?[1-9]|1[0-2])(?:\s?/\s?{year})?)(?![\d/])",
        rf"^\W*(?P<date>(?P<day>0?[1-9]|[12]\d|3[01])\.\s?(?P<monthnumber>0?[1-9]|1[0-2])\.(?:\s?{year})?)(?!\d)",
        # 27 Nover:
        rf"^(?:\w+\s+)?(?P<date>(?:den\s+|d[.:]\s*)?{day}\.?\s+(?P<like>[^\W\d_]{{4,10}})[.:]?(?:\s+{year})?)\s*$",
        # 20.
        rf"^\W*(?P<date>{day}\.?)\s*$",
    )
    return tuple(re.compile(form, re.IGNORECASE) for form in forms)


def _weekday_after(head: str, phrase: DatePhrase, words: CalendarWords) -> tuple[DatePhrase, str, str]:
    """A weekday may follow (``Dec. 13. Friday.``); what stands beside the date without it and particles."""
    before, after = head[: phrase.start], head[phrase.end :]
    pattern = re.compile(rf"(?<!\w)({words.weekday_pattern()})(?!\w)", re.IGNORECASE)
    if phrase.weekday is None:
        # After the date it must stand alone: in “4 February. Sun at last” it is the sun.
        alone = re.compile(rf"^\W*({words.weekday_pattern()})(?=\W*$|[.,;:)])", re.IGNORECASE)
        for match in (alone.search(after), pattern.search(before)):
            if match and match.group(1)[0].isupper() == words.capitals:
                phrase = replace(phrase, weekday=words.weekdays[match.group(1).lower()])
                break
    return phrase, _beside(pattern.sub("", before)), _beside(pattern.sub("", after))


def _beside(text: str) -> str:
    return "" if _PARTICLES.fullmatch(text) else text.strip(_EDGES)
