"""Dates in running text: a set of phrases in many languages with their readings, and what the marks are."""

from __future__ import annotations

import datetime
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei_toolkit.dates.lexicon import lexicon
from tei_toolkit.dates.numeric import proven_order
from tei_toolkit.dates.phrases import find_dates
from tei_toolkit.dates.resolve import resolve
from tei_toolkit.mark.reading import ReadingCopy
from tei_toolkit.mark.running_dates import date_marks
from tei_toolkit.model import Span

GROUPS: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "fixtures" / "running_dates.toml").read_text(encoding="utf-8")
)["group"]
CASES = [
    pytest.param(group["language"], group["near"], group.get("calendar", "gregorian"), *case, id=case[0])
    for group in GROUPS
    for case in ([*one, "", ""][:3] for one in group["cases"])
]
LANGUAGES = ("en", "en-US", "de", "fr", "ru", "it", "pl", "hu", "he", "und")
WORDS = (
    "3 12 31 39 1905 80 89 1914–18 3/4 22/9 3.II.1939 1939-02-30 May march Mai mars марта de of the on in am im в с bis"
    " to – until ( ) . , ' ² ٣ İ \x00 Tuesday Dienstag last next year week century siècle XVII er Jahren s early Ende"
    " Easter Ostern Пасху gestern yesterday the next day inst. ult. O.S. c. spring 7ber o'clock th -го"
).split(" ")


def read(text: str, language: str, near: datetime.date, style: str) -> list[tuple[str, str]]:
    """The phrases found, each with its attributes as ``name=value``, and the code of its problem."""
    found = []
    for phrase in find_dates(text, language):
        reading = resolve(phrase, near, style, week_begins=lexicon(language).week_begins)
        values = [f"{name}={value}" for name, value in reading.attributes]
        values += [f"problem={reading.problem[0]}"] if reading.problem else []
        if values:
            found.append((text[phrase.start : phrase.end].rstrip(" .,:;"), " ".join(values)))
    return found


@pytest.mark.parametrize(("language", "near", "style", "text", "phrase", "expected"), CASES)
def test_a_phrase_is_read(
    language: str, near: datetime.date, style: str, text: str, phrase: str, expected: str
) -> None:
    assert read(text, language, near, style) == ([(phrase.rstrip("."), expected)] if phrase else [])


def test_the_set_is_large_enough_to_mean_something() -> None:
    plain = [len(case) == 1 for group in GROUPS for case in group["cases"]]
    assert len(plain) >= 300
    assert sum(plain) >= 60
    assert len({group["language"] for group in GROUPS}) >= 8


@given(
    text=st.one_of(
        st.text(), st.lists(st.sampled_from(WORDS)).map(" ".join), st.lists(st.sampled_from(WORDS)).map("".join)
    ),
    language=st.sampled_from(LANGUAGES),
    near=st.none() | st.dates(datetime.date(1, 2, 1), datetime.date(9998, 1, 1)),
    style=st.sampled_from(("gregorian", "julian")),
    heading=st.booleans(),
)
def test_any_text_gives_phrases_in_order_and_values_that_are_dates(
    text: str, language: str, near: datetime.date | None, style: str, heading: bool
) -> None:
    end = 0
    for phrase in find_dates(text, language, heading=heading):
        assert end <= phrase.start < phrase.end <= len(text)
        end = phrase.end
        for name, value in resolve(phrase, near, style, named=near).attributes:
            if name in ("when", "from", "to", "notBefore", "notAfter"):
                assert re.fullmatch(r"-?\d{4}(-\d\d(-\d\d)?)?|--\d\d(-\d\d)?", value)


def test_what_is_taken_is_not_looked_at() -> None:
    text = "3 February. On 3 March we met; on 4 March we parted."
    found = find_dates(text, "en", taken=[(0, 10), (15, 22)])
    assert [text[one.start : one.end] for one in found] == ["4 March"]


def marks(text: str, taken: list[Span], language: str = "en") -> list[tuple[str, dict[str, str]]]:
    copy = ReadingCopy(text, (0,), (0,))
    found, _ = date_marks(copy, language, datetime.date(1939, 2, 3), "gregorian", taken)
    return [(text[one.start : one.end], dict(one.attributes)) for one in found]


def test_the_next_day_is_reckoned_from_the_date_named_before() -> None:
    assert marks("He came on 27 January, and left the next day.", []) == [
        ("27 January", {"when": "1939-01-27", "resp": "#tei-toolkit"}),
        ("the next day", {"when": "1939-01-28", "cert": "medium", "resp": "#tei-toolkit"}),
    ]
    assert marks("He came on 27 January.\x00The next day he left.", [])[1:] == []


def test_the_first_date_of_a_heading_is_its_own() -> None:
    assert marks("Torquato Tasso, 1544. Thursday 11", [Span(22, 33)]) == []
    assert marks("Palm Sunday. March 30th", [Span(13, 23)]) == []


def test_the_order_of_numbers_is_what_the_text_proves() -> None:
    assert proven_order("on 3/4 and 13/4") is False
    assert proven_order("on 3/4 and 4/13") is True
    assert proven_order("on 3/4") is None
    text = "Bills of 1/13/1939 and 2/1/1939."
    assert [dict(a)["when"] for _, a in marks(text, [])] == ["1939-01-13", "1939-02-01"]
    (phrase,) = find_dates("Bill of 2/1/1939", "en", month_before_day=True)
    assert (phrase.first.day, phrase.first.month) == (1, 2)
