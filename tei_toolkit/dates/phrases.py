"""Finding date phrases in text: ``3 February``, ``Thursday, 9 Feb. 1939``, ``17 (30) августа 1914``.

A phrase is what is written, not yet what it means: its parts may lack a year, a month, even a day.
``resolve`` makes values of them. Grammars are regular expressions built from the language's words.
"""

from __future__ import annotations

import bisect
import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tei_toolkit.dates.words import CalendarWords, calendar_words


@dataclass(frozen=True, slots=True)
class Parts:
    """Day, month and year as far as they are written."""

    day: int | None = None
    month: int | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class DatePhrase:
    """A date as it is written at ``[start, end)``.

    ``last`` is the other end of a range; ``new_style`` the second, Gregorian day of a dual date
    (``17 (30) August``); ``relation`` is ``same``, ``previous`` or ``next`` month (inst., ult., prox.);
    ``part`` says ``early``, ``mid`` or ``late``; ``about`` that it is approximate (c.).
    """

    start: int
    end: int
    first: Parts
    last: Parts | None = None
    new_style: Parts | None = None
    weekday: int | None = None
    relation: str | None = None
    part: str | None = None
    about: bool = False


_W = r"[ \t\n\u00a0\u202f]{0,40}"
_SUFFIX = r"(?:[ ]?(?:st|nd|rd|th|d|ten|er|re|º|-?(?:го|е|ое))(?!\w))?"
_YEAR = r"(?P<year>1\d{3}|20\d\d)(?!\d)"
_UNTIL = r"(?:–|—|-|bis(?:[ ](?:den|d\.?))?|to|till|until|по|au)"
_AND = rf"(?:{_UNTIL}|u\.|und|and|&|и|et)"
_PART = r"(?P<part>early|mid|middle[ ]of|late|end[ ]of|Anfang|Mitte|Ende|в[ ]начале|в[ ]середине|в[ ]конце)"
_ABOUT = r"(?P<about>c\.|ca\.?|circa|um|около)"
_RELATION = {"inst": "same", "ejus": "same", "huju": "same", "curr": "same", "ult": "previous", "prox": "next"}
_MONTH_FIRST = ("en", "hu", "lt", "lv", "eu")
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
    " fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()


def _day(name: str) -> str:
    # Up to 39, so that 32 March is seen, and reported as no day of the calendar.
    return rf"(?P<{name}>0?[1-9]|[12]\d|3\d)(?!\d){_SUFFIX}"


@functools.cache
def _grammar(language: str) -> tuple[re.Pattern[str], ...]:
    words = calendar_words(language)
    month = rf"(?:{words.month_pattern()})(?!\w)[.:]?"
    of = rf"(?:{_W}(?:of|de|del|di)(?!\w))?"
    weekday = rf"(?:(?P<weekday>{words.weekday_pattern()})(?!\w)[.:]?{_W}[,–-]?{_W}(?:(?:the|den|d\.|le){_W})?)?"
    year = rf"(?:{_W},?{_W}{_YEAR})?"
    begin = r"(?<![\w/.])"
    dmy = rf"{_day('day')}{of}[.:]?{_W}(?P<month>{month})"
    forms = [
        # 30 Sept. bis d 4. Octobr. 1740
        rf"{begin}{weekday}{dmy}{year.replace('year', 'year1')}"
        rf"{_W}{_UNTIL}{_W}{_day('day2')}[.:]?{_W}(?P<month2>{month}){year}",
        # 3–5 May 1939
        rf"{begin}{_day('day')}[.]?{_W}{_AND}{_W}(?:d\.{_W})?{_day('day2')}[.:]?{_W}(?P<month>{month}){year}",
        # 17 (30) August 1914, 4/17 March 1917
        rf"{begin}{weekday}{_day('day')}{_W}(?:/{_W}{_day('new')}|\({_W}{_day('new2')}{_W}\)){_W}(?P<month>{month}){year}",
        # 20 August (2 September) 1914
        rf"{begin}{weekday}{dmy}{_W}(?:/{_W}{_day('new')}{_W}(?P<newmonth>{month})|\({_W}{_day('new2')}{_W}(?P<newmonth2>{month}){_W}\)){year}",
        rf"{begin}{weekday}{dmy}{year}",
        rf"{begin}(?:{_ABOUT}{_W})?(?:{_PART}{_W}-?{_W})?(?P<month>{month}),?{_W}{_YEAR}",
        rf"{begin}{_ABOUT}{_W}{_YEAR}(?!{_W}[–-]{_W}\d)",
        rf"{begin}(?P<iso>(?:1\d|20)\d\d-\d\d-\d\d)(?![\d-])",
        rf"{begin}(?P<day>0?[1-9]|[12]\d|3\d)[./-](?P<monthnumber>0?[1-9]|1[0-2])[./-]{_YEAR}(?![\d.])",
        rf"{begin}{_day('day')}{_W}(?P<relation>inst|ult|prox|ejusdem|ejusd|ejus|hujus|huj|currentis|curr)(?!\w)\.?",
    ]
    if words.language in _MONTH_FIRST:
        ordinals = "|".join(_ORDINALS)
        forms.append(
            rf"{begin}{weekday}(?P<month>{month}){_W}(?:the{_W})?(?:{_day('day')}(?!{_W}[o:]’?clock)|(?P<ordinal>{ordinals})(?!\w))"
            rf"(?:[.,]?{_W}{_YEAR})?(?!\d|{_W}[ap]\.?m)"
        )
        forms.append(rf"{begin}{_YEAR}[.,]?{_W}(?P<month>{month}){_W}{_day('day')}")
    return tuple(re.compile(form, re.IGNORECASE) for form in forms)


def find_dates(text: str, language: str) -> list[DatePhrase]:
    """All date phrases of a text, in order, not overlapping; of two that overlap the longer one counts."""
    words = calendar_words(language)
    found: list[DatePhrase] = []
    for pattern in _grammar(words.language):
        found.extend(_phrases(pattern, text, words))
    found.sort(key=lambda phrase: (phrase.start - phrase.end, phrase.start))
    kept: list[DatePhrase] = []
    for phrase in found:
        at = bisect.bisect(kept, phrase.start, key=lambda other: other.start)
        after_one = at == 0 or kept[at - 1].end <= phrase.start
        if after_one and (at == len(kept) or phrase.end <= kept[at].start):
            kept.insert(at, phrase)
    return kept


def _phrases(pattern: re.Pattern[str], text: str, words: CalendarWords) -> Iterator[DatePhrase]:
    for match in pattern.finditer(text):
        groups = {name: value for name, value in match.groupdict().items() if value is not None}
        months = [groups[name] for name in ("month", "month2", "newmonth", "newmonth2") if name in groups]
        if words.capitals and any(not (name[0].isupper() or name[0].isdigit()) for name in months):
            continue
        yield replace(phrase_of(groups, words), start=match.start(), end=match.end())


def phrase_of(groups: dict[str, str], words: CalendarWords) -> DatePhrase:
    """The phrase that a grammar's named groups say; its offsets are still 0."""

    def number(*names: str) -> int | None:
        return next((int(groups[name]) for name in names if name in groups), None)

    def month(name: str) -> int | None:
        return words.months.get(groups[name].rstrip(".:").lower()) if name in groups else None

    if "iso" in groups:
        year, month_number, day = (int(part) for part in groups["iso"].split("-"))
        return DatePhrase(0, 0, Parts(day, month_number, year))
    year_ = number("year")
    day_ = number("day")
    if "ordinal" in groups:
        day_ = _ORDINALS.index(groups["ordinal"].lower()) + 1
    first = Parts(day_, month("month") or number("monthnumber"), number("year1") or year_)
    last = new = None
    if "day2" in groups:
        first, last = _later(first, Parts(number("day2"), month("month2") or first.month, year_))
    if "new" in groups or "new2" in groups:
        other_month = month("newmonth") or month("newmonth2") or first.month
        first, new = _later(first, Parts(number("new", "new2"), other_month, year_))
        if not _is_dual(first, new):
            last, new = new, None
    return DatePhrase(
        0,
        0,
        first,
        last,
        new,
        weekday=words.weekdays.get(groups.get("weekday", "").lower().rstrip(".:")),
        relation=_RELATION.get(groups.get("relation", "")[:4].lower()),
        part=_part(groups.get("part", "")),
        about="about" in groups,
    )


def _later(first: Parts, other: Parts) -> tuple[Parts, Parts]:
    """Two days of which the second comes after the first: ``26 (8) August`` ends in September, and of
    ``31 December (13 January) 1917`` only the second is in that year."""
    if first.day and other.day and first.month and first.month == other.month and other.day < first.day:
        month = first.month % 12 + 1
        other = replace(other, month=month, year=other.year + (month == 1) if other.year else None)
    elif first.month and other.month and other.month < first.month and first.year and first.year == other.year:
        first = replace(first, year=first.year - 1)
    return first, other


def _is_dual(first: Parts, other: Parts) -> bool:
    """Whether two days are one in two calendars: they are 10 to 13 days apart."""
    apart = (other.day or 0) - (first.day or 0)
    return any(10 <= apart + length <= 13 for length in (0, 28, 29, 30, 31))


def _part(written: str) -> str | None:
    if not written:
        return None
    written = written.lower()
    for name, beginnings in (
        ("early", ("early", "anfang", "в начале")),
        ("mid", ("mid", "mitte", "в середине")),
        ("late", ("late", "end", "ende", "в конце")),
    ):
        if written.startswith(beginnings):
            return name
    return None
