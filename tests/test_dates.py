"""Date phrases and their values. The day of the entry is 3 February 1939 throughout."""

from __future__ import annotations

import datetime

import pytest

from tei_toolkit.dates.phrases import find_dates
from tei_toolkit.dates.resolve import Reading, resolve
from tei_toolkit.dates.words import calendar_words, known_languages
from tei_toolkit.segment.headings import Shape, candidate

NEAR = datetime.date(1939, 2, 3)


def read(text: str, language: str, style: str = "gregorian") -> list[tuple[str, str]]:
    """What was found, and its value: the attributes' values joined by a slash, or the problem's code."""
    return [(text[p.start : p.end].strip(" .:"), value(resolve(p, NEAR, style))) for p in find_dates(text, language)]


def value(reading: Reading) -> str:
    values = [value for key, value in reading.attributes if key not in ("cert", "datingMethod")]
    return reading.problem[0] if reading.problem else "/".join(values)


@pytest.mark.parametrize(
    ("language", "text", "phrase", "expected"),
    [
        ("en", "my talk of 27 January with him", "27 January", "1939-01-27"),
        ("en", "God Krizisa, no. 156, 19 Feb. 1939; see", "19 Feb. 1939", "1939-02-19"),
        ("en", "on Thursday, 9 Feb. 1939, we", "Thursday, 9 Feb. 1939", "1939-02-09"),
        ("en", "since December 1st. 1889 he", "December 1st. 1889", "1889-12-01"),
        ("en", "on the 3rd of May we", "3rd of May", "1939-05-03"),
        ("en", "Saturday April First", "Saturday April First", "1939-04-01"),
        ("en", "from 3–5 May at", "3–5 May", "1939-05-03/1939-05-05"),
        ("en", "30 December – 2 January", "30 December – 2 January", "1938-12-30/1939-01-02"),
        ("en", "in early March 1940 or", "early March 1940", "1940-03-01/1940-03-10"),
        ("en", "in August 1914 the", "August 1914", "1914-08"),
        ("en", "yours of the 4th inst. came", "4th inst", "1939-02-04"),
        ("en", "yours of the 30th ult. came", "30th ult", "1939-01-30"),
        ("en", "on 17 (30) August 1914 the", "17 (30) August 1914", "1914-08-30/1914-08-17"),
        ("en", "of 1939-02-09 and", "1939-02-09", "1939-02-09"),
        ("en", "a late addition of 30 December", "30 December", "1938-12-30"),
        ("de", "am 3. Jänner 1896 kam", "3. Jänner 1896", "1896-01-03"),
        ("de", "vom 30 Sept. bis d 4. Octobr. 1740", "30 Sept. bis d 4. Octobr. 1740", "1740-09-30/1740-10-04"),
        ("ru", "письмо от 6 марта 1905 г.", "6 марта 1905", "1905-03-06"),
        ("ru", "8-го Марта был", "8-го Марта", "1939-03-08"),
        ("fr", "le 1er mai 1890 à", "1er mai 1890", "1890-05-01"),
        ("it", "il 3 febbraio 1939", "3 febbraio 1939", "1939-02-03"),
        ("pl", "dnia 3 lutego 1939", "3 lutego 1939", "1939-02-03"),
        ("hu", "1939. február 9", "1939. február 9", "1939-02-09"),
    ],
)
def test_a_date_is_found_and_read(language: str, text: str, phrase: str, expected: str) -> None:
    assert read(text, language) == [(phrase, expected)]


@pytest.mark.parametrize(
    "text",
    ["We may 4 times", "at 4 o'clock", "pp. 149–51; no. 31", "£200 and 3/4 of it", "march 3 miles", "DVP, 1939, XXII/1",
     "N1342/57/38", "the 5th of them"],
)  # fmt: skip
def test_numbers_that_are_no_dates_stay_text(text: str) -> None:
    assert read(text, "en") == []


def test_a_day_that_does_not_exist_is_a_problem_and_has_no_value() -> None:
    assert read("on 30 February he", "en") == [("30 February", "DATE-03")]


def test_a_leap_day_of_a_common_year_is_none() -> None:
    assert read("on 29 February he", "en") == [("29 February", "DATE-03")]


def test_a_wrong_weekday_is_a_problem_but_keeps_its_value() -> None:
    (phrase,) = find_dates("Wednesday, 9 February 1939", "en")
    reading = resolve(phrase, NEAR)
    assert reading.attributes == (("when", "1939-02-09"),)
    assert reading.problem == ("DATE-02", "The text says Wednesday, but 1939-02-09 was a Thursday.")


def test_a_weekday_decides_the_year() -> None:
    assert read("on Saturday, 1 October", "en") == [("Saturday, 1 October", "1938-10-01")]


def test_julian_dates_have_a_gregorian_value_and_keep_their_own() -> None:
    assert read("6 марта 1905", "ru", "julian") == [("6 марта 1905", "1905-03-19/1905-03-06")]


def test_a_far_inferred_year_is_not_sure() -> None:
    (phrase,) = find_dates("by 1 August we", "en")
    assert ("cert", "medium") in resolve(phrase, NEAR).attributes


def test_the_table_has_fifty_languages_with_twelve_months_each() -> None:
    assert len(known_languages()) == 50
    for language in known_languages():
        assert set(calendar_words(language).months.values()) == set(range(1, 13)), language


def test_every_language_reads_its_own_months() -> None:
    for language in known_languages():
        words = calendar_words(language)
        longest = max(words.months, key=lambda name: (len(name), name))
        name = longest.capitalize() if words.capitals else longest
        found = find_dates(f"3 {name} 1939", language)
        assert [(p.first.day, p.first.month, p.first.year) for p in found] == [(3, words.months[longest], 1939)], (
            language
        )


@pytest.mark.parametrize(
    ("text", "option", "expected"),
    [
        ("filed 3/4/1939 and lost", None, "1939-04-03"),
        ("filed 3/4/1939 and lost", True, "1939-03-04"),
        ("filed 3/14/1939 and lost", None, "1939-03-14"),
        ("filed 3/4/1939, answered 3/14/1939", None, "1939-03-04"),
    ],
)
def test_the_order_of_numbers_is_asked_for_or_proven(text: str, option: bool | None, expected: str) -> None:
    phrase = find_dates(text, "en", month_before_day=option)[0]
    assert value(resolve(phrase, NEAR)) == expected


@pytest.mark.parametrize(
    ("line", "language", "expected"),
    [
        ("Christmas, 1889.", "en", "1889-12-25"),
        ("Whit Sunday, 1939", "en", "1939-05-28"),
        ("Пасха 1939 г.", "ru", "1939-04-09"),
        ("Ostermontag 1939.", "de", "1939-04-10"),
        ("Noël 1938", "fr", "1938-12-25"),
    ],
)
def test_a_feast_day_alone_opens_an_entry(line: str, language: str, expected: str) -> None:
    found = candidate(line, language)
    assert found
    assert found.shape is Shape.ALONE
    assert value(resolve(found.phrase, NEAR)) == expected


@pytest.mark.parametrize(
    "line", ["Christmas is coming and the geese are fat.", "Easter eggs for all", "Spring 1939", "yesterday"]
)
def test_other_words_of_time_open_none(line: str) -> None:
    found = candidate(line, "en")
    assert found is None or found.shape is not Shape.ALONE


def test_a_year_that_began_in_march_is_that_of_january() -> None:
    assert read("on 3 February 1701/2 he", "en") == [("3 February 1701/2", "1702-02-03")]
