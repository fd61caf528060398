"""What a line could be: a heading with a date, a line that opens a year or a month, or neither.

One line alone can't tell; ``segment`` decides by what the other lines of the source do.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from enum import Enum

from tei_toolkit.dates.feasts import feast_as_dated
from tei_toolkit.dates.phrases import DatePhrase, Parts, find_dates
from tei_toolkit.dates.words import CalendarWords, calendar_words
from tei_toolkit.pages import pages_inline

_LOOK_AT = 80
"""Characters of a line that is too long for a title: its date must stand at its beginning."""
_LONGEST_TITLE = 90
_RECURRING = 40
"""Characters: so short are the headings that come back every year."""
_MOST_WORDS_BESIDE = 12
_EDGES = " \t\u00a0.,:;–—-*'\"„“”«»"
_PARTICLES = re.compile(r"(?:\b(?:the|den|d|am|vom|von|le|XX|года|г|anno|Anno)\b|[.,:;–—\s\u00a0\"'-])+", re.IGNORECASE)
_NUMBER_LINE = re.compile(
    r"^(?:[^\W\d]+[ ]+|\W*)(?P<date>(?:den\s+|d[.:]\s*)?(?P<day>0?[1-9]|[12]\d|3[01])"
    r"(?!\d)(?:[ ]?(?:st|nd|rd|th|d|ten|er|re|-?(?:го|е|ое))(?!\w))?\.?"
    r"(?:\s+(?P<like>[^\W\d_]{4,10})[.:]?(?:\s+(?P<year>1\d{3}|20\d\d))?)?)\s*$",
    re.IGNORECASE,
)
"""A number, be it with a word after it, that is all of a line, but for a place before it."""
_LAST_DAY = 31
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


def candidate(line: str, language: str, *, month_before_day: bool | None = None) -> Candidate | None:
    """Read a line as a heading; None if nothing in it can be one.

    ``month_before_day`` is the order of dates in numbers; None: that of the line itself or the language's region.
    """
    read = _read_again if len(line) <= _RECURRING else _read
    return read(line, language, month_before_day)


def _read(line: str, language: str, month_before_day: bool | None) -> Candidate | None:
    words = calendar_words(language)
    if "[" in line or "|" in line:
        for page in (label for label in pages_inline(line) if not label.bare):
            line = line[: page.start] + " " * (page.end - page.start) + line[page.end :]
    could_be_title = len(line) <= _LONGEST_TITLE
    year = _YEAR_LINE.match(line) if could_be_title else None
    if year:
        return Candidate(Shape.YEAR, DatePhrase(0, len(line), Parts(year=int(year.group(1)))))
    head = line if could_be_title else line[:_LOOK_AT]
    found = find_dates(head, language, month_before_day=month_before_day, heading=True)
    if not found and not could_be_title:
        return None
    if found and _opens_month(line, found[0]):
        return Candidate(Shape.MONTH, found[0]._replace(start=0, end=len(line)))
    # Of “1st Sunday after Epiphany. January 12th.” the second is the date.
    dated = map(_with_day, sorted(found, key=_is_feast))
    phrase = next((one for one in dated if one.first.day is not None), None)
    if could_be_title and (phrase is None or phrase.start > 0):
        phrase = _number_alone(head, words) or phrase
    return _as_heading(line, head, phrase, words) if phrase else None


_read_again = functools.lru_cache(maxsize=4096)(_read)


def _as_heading(line: str, head: str, phrase: DatePhrase, words: CalendarWords) -> Candidate | None:
    """The line as a heading with this date, by what stands beside it; only the ``head`` of the line was looked at."""
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


def _is_feast(phrase: DatePhrase) -> bool:
    return phrase.feast is not None


def _with_day(phrase: DatePhrase) -> DatePhrase:
    """A feast that moves, with its day in the year that is written: ``Whit Sunday 1939``."""
    year = phrase.first.year
    if phrase.feast is None or phrase.first.day is not None or year is None:
        return phrase
    return phrase._replace(first=feast_as_dated(phrase.feast, year))


def _opens_month(line: str, phrase: DatePhrase) -> bool:
    """Whether a line is a month and a year, and nothing else."""
    if phrase.first.day is not None or not phrase.first.month or phrase.last or phrase.part or phrase.about:
        return False
    return not line[: phrase.start].strip(_EDGES) and not line[phrase.end :].strip(_EDGES)


def _number_alone(head: str, words: CalendarWords) -> DatePhrase | None:
    """What is a date only where it stands alone: ``20.``, and ``27 Nover:`` with a month that is misspelt."""
    match = _NUMBER_LINE.match(head)
    if match is None or int(match["day"]) > _LAST_DAY:
        return None
    month = words.month_like(match["like"]) if match["like"] else None
    if match["like"] and month is None:
        return None
    year = int(match["year"]) if match["year"] else None
    return DatePhrase(match.start("date"), match.end("date"), Parts(int(match["day"]), month, year))


def _weekday_after(head: str, phrase: DatePhrase, words: CalendarWords) -> tuple[DatePhrase, str, str]:
    """A weekday may follow (``Dec. 13. Friday.``); what stands beside the date without it and particles."""
    before, after = head[: phrase.start], head[phrase.end :]
    if not before.strip(_EDGES) and not after.strip(_EDGES):
        return phrase, "", ""
    anywhere, alone = _weekdays(words.language)
    if phrase.weekday is None:
        for match in (alone.search(after), anywhere.search(before)):
            if match and match.group(1)[0].isupper() == words.weekday_capitals:
                phrase = phrase._replace(weekday=words.weekdays[match.group(1).lower()])
                break
    return phrase, _beside(anywhere.sub("", before)), _beside(anywhere.sub("", after))


@functools.cache
def _weekdays(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A weekday anywhere; and one that stands alone after a date: in “4 February. Sun at last” it is the sun."""
    names = calendar_words(language).weekday_pattern()
    return (
        re.compile(rf"(?<!\w)({names})(?!\w)", re.IGNORECASE),
        re.compile(rf"^\W*({names})(?=\W*$|[.,;:)])", re.IGNORECASE),
    )


def _beside(text: str) -> str:
    return "" if _PARTICLES.fullmatch(text) else text.strip(_EDGES)
