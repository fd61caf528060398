"""All words of a language that dates are made of, in tables that the grammar asks.

They come from ``calendar_words.json`` and ``historical_words.toml`` (months, weekdays), ``date_words.toml`` (the
words round them) and ``feast_days.toml``.
"""

from __future__ import annotations

import functools
import importlib.resources
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import ahocorasick_rs

from tei_toolkit.dates.feasts import feast_names, licences
from tei_toolkit.dates.tokens import Table, folded
from tei_toolkit.dates.words import calendar_words

_SHORTEST_ANCHOR = 3
"""A shorter word is not worth looking for by itself: it stands in too many others, and a date that begins with
it has a number."""
_LOOK_BACK = 24
_LOOK_AHEAD = 24
_DIGIT = re.compile(r"\d")
_LONGEST_NUMBER, _LONGEST_DAY = 4, 2
_SIGNS_WITHIN = "/-–—―(:'’"
_NEXT_WORD = re.compile(r"\s*(\./|[^\w\s]?)(?:[^\w\s]|\s)*([^\W\d_]+|\d*)")
_MORE_FIGURES = re.compile(r"\.? ?(?:7|8|9|10)b|\. ?\d\d?[./]|\.[-–]")
"""``7ber``, ``8bre`` (September, October, by their Latin numbers); ``31. 1. 18``; ``3.–16. Mai``."""
_LAST_WORD = re.compile(r"([^\W\d_]+)[^\w]*$")
_MONTH_FIRST = frozenset(("en", "hu", "lt", "lv", "eu"))
_WEEK_FROM_SUNDAY = frozenset(("en", "he", "pt", "yi"))
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
SUFFIXES = frozenset(
    ("st", "nd", "rd", "th", "d", "ten", "er", "re", "º", "го", "е", "ое", "го́", "ого", "ᵉ", "o", "°", "e", "ste")
)
"""What makes a number an ordinal."""


class Lexicon:
    """The words of one language."""

    def __init__(self, code: str, words: Mapping[str, Any]) -> None:
        calendar = calendar_words(code)
        self.code = calendar.language
        self.months_capital = calendar.capitals
        self.weekdays_capital = calendar.weekday_capitals
        self.month_first = code in _MONTH_FIRST
        self.week_begins = 6 if code in _WEEK_FROM_SUNDAY else 0
        self.months = Table(calendar.months)
        self.weekdays = Table({name: number for name, number in calendar.weekdays.items() if len(name) > 1})
        self.roman = {name: number for number, name in enumerate(_ROMAN, 1)}
        self.parts = Table({form: part for part in ("early", "mid", "late") for form in words.get(part, ())})
        relations = (("same", "same"), ("previous", "previous"), ("next_month", "next"))
        self.relations = Table({form: value for key, value in relations for form in words.get(key, ())})
        styles = (("old_style", "julian"), ("new_style", "gregorian"))
        self.styles = Table({form: value for key, value in styles for form in words.get(key, ())})
        self.ordinals = Table({name: number for number, name in enumerate(words.get("ordinals", ()), 1)})
        seasons: Sequence[Sequence[str]] = words.get("seasons", ())
        self.seasons = Table({form: number for number, forms in enumerate(seasons, 1) for form in forms})
        directions = (("last", -1), ("next", 1), ("this", 0))
        self.directions = Table({form: by for key, by in directions for form in words.get(key, ())})
        units = (("weeks", "week"), ("months", "month"), ("years", "year"))
        self.units = Table({form: unit for key, unit in units for form in words.get(key, ())})
        self.days: Table[int] = Table(words.get("days", {}))
        self.next_days: Table[int] = Table(words.get("nextday", {}))
        self.decades: Table[int] = Table(words.get("decades", {}))
        self.feasts = Table(feast_names(self.code))
        self.feast_licences = _set(licences(self.code))
        for name in _SETS:
            setattr(self, name, _set(words.get(name, ())))
        self.openers = self._openers()
        self._beside_days, self._before_days, self._before_years, self._after_numbers = self._neighbours()
        idle: tuple[Table[Any], ...] = (self.months, self.seasons, self.units)
        self._idle_alone = frozenset(word for table in idle for word in table.entries)
        makers: tuple[Table[Any], ...] = (
            self.month, self.parts, self.directions, self.weekdays, self.ordinals, self.the, self.of, self.until,
        )  # fmt: skip
        self._before_words = frozenset(word for table in makers for word in table.endings)
        after: tuple[Table[Any], ...] = (self.directions, self.ordinals, self.until, self.and_, self.the, self.of)
        self._after_words = frozenset(word for table in after for word in table.beginnings if word.isalpha())
        self.automaton = ahocorasick_rs.AhoCorasick(
            sorted(self._anchors()), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest
        )

    until: Table[bool]
    and_: Table[bool]
    about: Table[bool]
    of: Table[bool]
    the: Table[bool]
    day: Table[bool]
    day_word: Table[bool]
    before_number: Table[bool]
    month: Table[bool]
    year: Table[bool]
    year_word: Table[bool]
    certain_year: Table[bool]
    from_: Table[bool]
    between: Table[bool]
    century: Table[bool]
    decade: Table[bool]
    dynasty: Table[bool]
    till: Table[bool]
    since: Table[bool]
    on_the: Table[bool]
    coming: Table[bool]
    not_relative: Table[bool]
    personal: Table[bool]
    plural: Table[bool]
    decade_before: Table[bool]
    follow: Table[bool]
    halt: Table[bool]
    after: Table[bool]
    time: Table[bool]

    def _openers(self) -> dict[str, frozenset[str]]:
        """The first words of phrases that do not begin with a number, and what each may begin."""
        opened: dict[str, set[str]] = {}
        for kinds, tables in _OPENED_BY:
            for table in tables:
                for word in getattr(self, table).beginnings:
                    opened.setdefault(word, set()).update(kinds)
        for word in ("'", "’"):
            opened.setdefault(word, set()).add("decade")
        return {word: frozenset(kinds) for word, kinds in opened.items()}

    def _neighbours(self) -> tuple[frozenset[str], ...]:
        """The words next to numbers in dates: before any day, before a day with an ending or a sign after it,
        before a year, and after a number."""
        always = (self.weekdays, self.months, self.the, self.of, self.until, self.about, self.parts)
        days = (*always, self.day, self.before_number)
        years = (*always, self.year, self.certain_year, self.from_, self.between, self.seasons, self.feasts, self.and_)
        after: tuple[Table[Any], ...] = (
            self.months, self.until, self.and_, self.of, self.relations, self.decade, self.century, self.dynasty,
            self.day_word, self.year_word, self.seasons, self.the,
        )  # fmt: skip
        return (
            frozenset(word for table in (self.weekdays, self.months) for word in table.endings),
            frozenset(word for table in days for word in table.endings),
            frozenset(word for table in years for word in table.endings),
            frozenset(word for table in after for word in table.beginnings) | SUFFIXES | frozenset(self.roman),
        )

    def could_be_date(self, lower: str, start: int, end: int, heading: bool) -> bool:
        """A quick look at a number in a text: whether a word or sign next to it is one that dates have.

        It may say yes too often, and never no to a date.
        """
        before = lower[start - 1] if start else " "
        length = end - start
        if before.isalnum() or length > _LONGEST_NUMBER:
            return False
        following = _NEXT_WORD.match(lower, end)
        assert following
        sign, word = following.groups()
        if _MORE_FIGURES.match(lower, end) or word in self._after_numbers or (sign and sign[-1] in _SIGNS_WITHIN):
            return True
        previous = _LAST_WORD.search(lower, max(start - _LOOK_BACK, 0), start)
        left = previous[1] if previous else ""
        if length > _LONGEST_DAY:
            return before in "(,*†-–—'’" or left in self._before_years or lower[start - 2 : start] in (", ", "* ", "† ")
        if left in self._beside_days or (heading and not left):
            return True
        return left in self._before_days and (sign[:1] == "." or before in "'’")

    def is_idle(self, lower: str, start: int, end: int) -> bool:
        """A quick look at a month, season or unit: whether neither a word before it nor a number or word after it
        makes it a date. It may say no too often, and never yes of a date."""
        if lower[start:end] not in self._idle_alone:
            return False
        previous = _LAST_WORD.search(lower, max(start - _LOOK_BACK, 0), start)
        if (previous[1] if previous else "") in self._before_words:
            return False
        following = _NEXT_WORD.match(lower, end)
        assert following
        return following[2] not in self._after_words and not _DIGIT.search(lower, end, end + _LOOK_AHEAD)

    def _anchors(self) -> set[str]:
        """What is looked for in a text: digits, and words that make a date without a digit."""
        tables: tuple[Table[Any], ...] = (
            self.months, self.weekdays, self.seasons, self.days, self.next_days, self.decades, self.feasts,
            self.century, self.units,
        )  # fmt: skip
        words = {word for table in tables for word in table.entries if len(word) >= _SHORTEST_ANCHOR}
        return words | set("0123456789")


_OPENED_BY = (
    (("setting",), ("about", "parts")),
    (("date", "month", "directed"), ("months",)),
    (("date", "weekday", "directed"), ("weekdays",)),
    (("date", "century"), ("ordinals",)),
    (("season", "directed"), ("seasons",)),
    (("directed",), ("directions", "units")),
    (("day",), ("days", "next_days")),
    (("decade",), ("decades",)),
    (("century",), ("century",)),
    (("feast", "directed"), ("feasts",)),
)
_SETS = (
    "until", "and_", "about", "of", "the", "day", "day_word", "before_number", "month", "year", "year_word",
    "certain_year", "from_", "between", "century", "decade", "dynasty", "till", "since", "on_the", "coming",
    "not_relative", "personal", "plural", "decade_before", "follow", "halt", "after", "time",
)  # fmt: skip


def _set(words: Iterable[str]) -> Table[bool]:
    return Table(dict.fromkeys(words, True))


@functools.cache
def _table() -> dict[str, dict[str, Any]]:
    path = importlib.resources.files("tei_toolkit.dates").joinpath("date_words.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


@functools.cache
def lexicon(language: str) -> Lexicon:
    """The words of a language (a BCP 47 tag, of which the first part counts)."""
    code = language.split("-")[0].lower()
    table = _table()
    merged: dict[str, Any] = {}
    for words in (table["all"], table.get(code, {})):
        for key, value in words.items():
            name = {"and": "and_", "from": "from_"}.get(key, key)
            merged[name] = [*merged.get(name, ()), *value] if isinstance(value, list) else value
    return Lexicon(code, merged)


def find_anchors(text: str, language: str) -> list[tuple[int, int]]:
    """Where in a text a date could be: digits and words of dates, as ``[start, end)``, in order."""
    found = lexicon(language).automaton.find_matches_as_indexes(folded(text))
    return [(start, end) for _, start, end in found]
