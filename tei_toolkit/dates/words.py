"""The names of months and weekdays in the languages of a text.

The table of 50 languages comes from CLDR (``scripts/make_calendar_words.py``), historical spellings from
``historical_words.toml``.
"""

from __future__ import annotations

import functools
import importlib.resources
import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

_LIKE_A_MONTH = 0.78
"""How near a misspelt month in a heading must be to a known one (difflib's ratio): Octobtr, Nover."""


@dataclass(frozen=True, slots=True)
class CalendarWords:
    """Month and weekday names in lower case: months numbered from 1, weekdays from 0 (Monday)."""

    language: str
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    capitals: bool
    """Whether the language writes months with a capital: then ``may`` and ``march`` are no months."""
    weekday_capitals: bool
    """The same for weekdays: then ``sun`` and ``so`` are none."""

    def month_pattern(self) -> str:
        """A regular expression that matches any month name, longest first."""
        return _alternation(self.months)

    def weekday_pattern(self) -> str:
        """The same for weekday names."""
        return _alternation(self.weekdays)

    def month_like(self, word: str) -> int | None:
        """The month that a misspelt word must mean, if it is near to one only."""
        near = get_close_matches(word.lower(), [name for name in self.months if len(name) > 3], 3, _LIKE_A_MONTH)
        found = {self.months[name] for name in near}
        return found.pop() if len(found) == 1 else None


def _alternation(names: Mapping[str, int]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))


@functools.cache
def _tables() -> tuple[dict[str, dict[str, Any]], dict[str, dict[str, dict[str, list[str]]]]]:
    folder = importlib.resources.files("tei_toolkit.dates")
    cldr = json.loads(folder.joinpath("calendar_words.json").read_text(encoding="utf-8"))
    historical = tomllib.loads(folder.joinpath("historical_words.toml").read_text(encoding="utf-8"))
    return cldr, historical


def known_languages() -> tuple[str, ...]:
    """The languages of the table, as two-letter codes."""
    return tuple(_tables()[0])


def language_name(language: str) -> str:
    """A language's English name (``German`` for ``de-AT``); the tag itself if the table lacks it."""
    entry = _tables()[0].get(language.split("-")[0].lower())
    return str(entry["name"]) if entry else language


@functools.cache
def calendar_words(language: str) -> CalendarWords:
    """The words of a language (a BCP 47 tag, of which the first part counts).

    An unknown language (``und``) has the names that mean the same month or weekday in all languages that know
    them, abbreviations left out.
    """
    cldr, historical = _tables()
    code = language.split("-")[0].lower()
    if code not in cldr:
        return _common_words()
    old = historical.get(code, {})
    months = _numbered(cldr[code]["months"], old.get("months", {}), 1)
    weekdays = _numbered(cldr[code]["weekdays"], old.get("weekdays", {}), 0)
    return CalendarWords(
        code, months, weekdays, _all_capital(cldr[code]["months"]), _all_capital(cldr[code]["weekdays"])
    )


def _all_capital(names: list[list[str]]) -> bool:
    return all(forms[0][0].isupper() for forms in names if forms)


def _common_words() -> CalendarWords:
    meanings: dict[str, dict[str, set[int]]] = {"months": {}, "weekdays": {}}
    for code in known_languages():
        words = calendar_words(code)
        for kind, names in (("months", words.months), ("weekdays", words.weekdays)):
            for name, number in names.items():
                meanings[kind].setdefault(name, set()).add(number)
    months, weekdays = (
        {name: min(numbers) for name, numbers in meanings[kind].items() if len(numbers) == 1 and len(name) > least}
        for kind, least in (("months", 3), ("weekdays", 4))
    )
    return CalendarWords("und", months, weekdays, capitals=False, weekday_capitals=False)


def _numbered(names: list[list[str]], historical: Mapping[str, list[str]], first: int) -> dict[str, int]:
    """Name → number, counted from ``first``; the historical table counts from 1."""
    numbers = {form.lower(): number for number, forms in enumerate(names, first) for form in forms}
    for number, forms in historical.items():
        for form in forms:
            numbers.setdefault(form.lower(), int(number) - 1 + first)
    return numbers
