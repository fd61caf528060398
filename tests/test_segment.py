"""Where entries begin, and on which day each was written."""

from __future__ import annotations

import datetime

import pytest
from conftest import conversion

from tei_toolkit.model import SourceText
from tei_toolkit.segment import Segmented, guess_language, segment

TEXT = "A line of text that is long enough to be a paragraph below a heading, and goes on for a while."


def cut(text: str, language: str = "en", start: str | None = "1939", calendar: str = "gregorian") -> Segmented:
    day = datetime.date(int(start), 1, 1) if start else None
    return segment(SourceText("diary.txt", text), language, day, calendar)


def diary(*headings: str, between: str = "\n\n") -> str:
    return between.join(f"{heading}\n{TEXT}" for heading in headings) + "\n"


def days(segmented: Segmented) -> list[str | None]:
    return [str(entry.dating.start) if entry.dating else None for entry in segmented.entries]


def codes(segmented: Segmented) -> list[str]:
    return [finding.code for finding in segmented.findings]


@pytest.mark.parametrize(
    ("language", "heading", "day"),
    [
        ("en", "3 February", "1939-02-03"),
        ("en", "Friday, 3 Feb. 1939", "1939-02-03"),
        ("en", "February 3d. Friday.", "1939-02-03"),
        ("en", "3rd of February", "1939-02-03"),
        ("en", "3/2", "1939-02-03"),
        ("en", "London. Hotel Cavendish. Feb. 3, 1939.", "1939-02-03"),
        ("de", "3. Februar", "1939-02-03"),
        ("de", "3. Feber", "1939-02-03"),
        ("de", "Bamberg den 3. Februarii", "1939-02-03"),
        ("de", "Freitag, den 3. Februar 1939", "1939-02-03"),
        ("ru", "3 февраля", "1939-02-03"),
        ("ru", "Пятница, 3 февр. 1939 г.", "1939-02-03"),
        ("ru", "3-го Февраля.", "1939-02-03"),
        ("fr", "Vendredi 3 février", "1939-02-03"),
        ("it", "3 febbraio", "1939-02-03"),
        ("sv", "3 februari 1939", "1939-02-03"),
        ("cs", "3. února", "1939-02-03"),
    ],
)
def test_a_heading_is_read(language: str, heading: str, day: str) -> None:
    segmented = cut(
        diary("1 " + {"ru": "января"}.get(language, "January") if language in ("en", "ru") else heading, heading),
        language,
    )
    assert days(segmented)[-1] == day
    assert codes(segmented) == []


def test_a_line_that_merely_begins_with_a_date_is_no_heading() -> None:
    text = diary("2 February", "4 February") + "\n\n3 February was the day on which all of it began.\nMore.\n"
    assert days(cut(text)) == ["1939-02-02", "1939-02-04"]


def test_dates_run_in_with_the_text_are_headings_where_that_is_the_habit() -> None:
    segmented = cut("6 марта. Приехал скульптор.\n\n7 марта. Опять писала Сашу.\n\n10 марта. Гуляла.\n", "ru", "1905")
    assert days(segmented) == ["1905-03-06", "1905-03-07", "1905-03-10"]
    assert all(entry.heading and entry.heading.run_in for entry in segmented.entries)


def test_a_new_year_is_inferred_from_the_sequence() -> None:
    segmented = cut(diary("30 December", "31 December", "2 January", "5 January"), start="1938")
    assert days(segmented) == ["1938-12-30", "1938-12-31", "1939-01-02", "1939-01-05"]
    assert codes(segmented) == []


def test_a_step_back_that_the_sequence_does_not_bear_out_is_reported() -> None:
    segmented = cut(diary("1 September", "4 September", "2 September", "7 September"))
    assert days(segmented) == ["1939-09-01", "1939-09-04", "1939-09-02", "1939-09-07"]
    assert codes(segmented) == ["DATE-01"]


def test_a_full_date_later_on_fixes_the_years_before_it() -> None:
    segmented = cut(diary("30 December", "2 January", "3 January 1940"), start=None)
    assert days(segmented) == ["1939-12-30", "1940-01-02", "1940-01-03"]


def test_days_under_a_month_line() -> None:
    text = f"January 1819\n\nSaturday 2\n{TEXT}\n\nSunday 3\n{TEXT}\n\nFebruary 1819\n\nMonday 1\n{TEXT}\n"
    assert days(cut(text, start="1819")) == ["1819-01-02", "1819-01-03", "1819-02-01"]


def test_ejusdem_and_bare_days_take_the_month_before_them() -> None:
    text = diary("Zeuern den 15. Sept: 1740", "Bamberg den 16 ejusd.", "Den 17 ejusd.", "Den 2 Octobr.", "Den 3 ejusd.")
    assert days(cut(text, "de", "1740")) == ["1740-09-15", "1740-09-16", "1740-09-17", "1740-10-02", "1740-10-03"]
    assert days(cut(diary("8-го Марта.", "20.", "29."), "ru", "1851")) == ["1851-03-08", "1851-03-20", "1851-03-29"]


def test_a_range_has_both_ends() -> None:
    (entry,) = cut(diary("Strasburg vom 30 Sept. bis d 4. Octobr. 1740"), "de", "1740").entries
    assert entry.dating
    assert (str(entry.dating.start), str(entry.dating.end)) == ("1740-09-30", "1740-10-04")


def test_two_entries_on_one_day_are_both_kept() -> None:
    assert [entry.id for entry in cut(diary("3 February", "3 February")).entries] == ["e1939-02-03", "e1939-02-03-2"]


def test_a_heading_that_holds_a_date_is_an_entry_in_its_place() -> None:
    text = diary("13 March", "16 March", "Conversation with Butler on 18 March 1939", "19 March", "20 March")
    segmented = cut(text)
    assert days(segmented) == ["1939-03-13", "1939-03-16", "1939-03-18", "1939-03-19", "1939-03-20"]


def test_a_heading_without_a_date_is_an_entry_between_its_neighbours() -> None:
    segmented = cut(diary("13 March", "A note on the cipher clerk", "19 March"))
    entry = segmented.entries[1]
    assert (entry.id, entry.dating) == ("e1939-03-13-2", None)
    assert [str(day) for day in entry.between] == ["1939-03-13", "1939-03-19"]


def test_a_wrong_weekday_is_reported() -> None:
    assert codes(cut(diary("Monday, 2 January", "Wednesday, 9 February 1939"))) == ["DATE-02"]


def test_the_sun_is_no_sunday() -> None:
    segmented = cut("3 February. Rain again, all day.\n\n4 February. Sun at last.\n\n5 February. Rain.\n")
    assert codes(segmented) == []


def test_a_source_without_headings_is_reported() -> None:
    assert codes(cut(TEXT)) == ["HEAD-01"]


def test_no_year_anywhere_is_reported_and_nothing_is_invented() -> None:
    segmented = cut(diary("3 February", "4 February"), start=None)
    assert days(segmented) == [None, None]
    assert codes(segmented) == ["DATE-04"]


def test_an_impossible_day_is_reported_and_keeps_its_entry() -> None:
    segmented = cut(diary("28 February", "30 February", "1 March"))
    assert days(segmented) == ["1939-02-28", None, "1939-03-01"]
    assert codes(segmented) == ["DATE-03"]


def test_julian_headings_are_dated_in_the_gregorian_calendar() -> None:
    (entry,) = cut(diary("6 марта"), "ru", "1905", "julian").entries
    assert entry.dating
    assert (str(entry.dating.start), entry.dating.written) == ("1905-03-19", "1905-03-06")


def test_text_before_the_first_heading_is_kept_apart() -> None:
    segmented = cut("A title page, with a motto.\n\n" + diary("3 February"))
    assert [entry.id for entry in segmented.entries] == ["preamble", "e1939-02-03"]


@pytest.mark.parametrize(
    ("language", "month"), [("en", "March"), ("de", "März"), ("ru", "марта"), ("fr", "février"), ("fi", "tammikuuta")]
)
def test_the_language_is_guessed_from_the_headings(language: str, month: str) -> None:
    text = diary(*(f"{day}. {month}" if language == "de" else f"{day} {month}" for day in range(1, 9)))
    assert guess_language(SourceText("diary.txt", text)) == language


def captured(title: str, date: str, text: str) -> Segmented:
    source = SourceText("page.txt", text, details={"title": title, "date": date})
    return segment(source, "en", datetime.date(1938, 9, 1))


def test_a_captured_page_is_dated_by_its_details() -> None:
    assert days(captured("17 November", "1939 Nov 17", diary("17 November"))) == ["1939-11-17"]


def test_a_captured_page_whose_title_is_no_date_is_dated_by_its_details() -> None:
    segmented = captured("Conversation with Butler", "1940 Mar 18", diary("Conversation with Butler"))
    assert [(entry.id, str(entry.dating and entry.dating.start)) for entry in segmented.entries] == [
        ("e1940-03-18", "1940-03-18")
    ]


def test_a_late_leaf_of_the_old_year_does_not_shift_the_new_one() -> None:
    segmented = cut(diary("30 December 1939", "2 January", "31 December", "3 January", "4 January"), start=None)
    assert days(segmented) == ["1939-12-30", "1940-01-02", "1939-12-31", "1940-01-03", "1940-01-04"]
    assert codes(segmented) == ["DATE-01"]


def test_a_slip_in_the_year_does_not_carry_the_rest_away() -> None:
    segmented = cut(diary("3 March 1939", "4 March 1993", "5 March", "6 March"), start=None)
    assert days(segmented) == ["1939-03-03", "1993-03-04", "1939-03-05", "1939-03-06"]
    assert codes(segmented) == ["DATE-01"]


def test_julian_weekdays_and_leap_days_are_those_of_the_julian_calendar() -> None:
    segmented = cut(diary("Monday, 6 March 1917", "Tuesday, 7 March"), start=None, calendar="julian")
    assert (days(segmented), codes(segmented)) == (["1917-03-19", "1917-03-20"], [])
    assert days(cut(diary("29 February 1900"), start=None, calendar="julian")) == ["1900-03-13"]


@pytest.mark.parametrize(
    ("heading", "day", "written"),
    [
        ("17 (30) August 1914", "1914-08-30", "1914-08-17"),
        ("26 (8) August 1914", "1914-09-08", "1914-08-26"),
        ("31 December (13 January) 1917", "1917-01-13", "1916-12-31"),
    ],
)
def test_a_dual_date_names_one_day_in_two_calendars(heading: str, day: str, written: str) -> None:
    (entry,) = cut(diary(heading), start=None).entries
    assert entry.dating
    assert (str(entry.dating.start), entry.dating.written) == (day, written)


@pytest.mark.parametrize(
    ("heading", "start", "end"),
    [("28 December – 3 January 1940", "1939-12-28", "1940-01-03"), ("3/4 May 1939", "1939-05-03", "1939-05-04")],
)
def test_a_range_over_the_turn_of_a_month_or_year(heading: str, start: str, end: str) -> None:
    (entry,) = cut(diary(heading), start=None).entries
    assert entry.dating
    assert (str(entry.dating.start), str(entry.dating.end)) == (start, end)


@pytest.mark.parametrize("between", ["\n", "\nPage 2\n"])
def test_headings_are_found_without_blank_lines(between: str) -> None:
    assert len(cut(diary("1 January", "2 January", "3 January", "4 January", between=between)).entries) == 4
    run_in = "".join(f"{day} January. It rained, and nobody came.\n" for day in range(1, 6))
    assert len(cut(run_in).entries) == 5


def test_text_below_a_year_line_is_kept_apart() -> None:
    segmented = cut(f"1939\n\nThe year opened quietly, and we were in London.\n\n3 February\n{TEXT}\n")
    assert [entry.id for entry in segmented.entries] == ["preamble", "e1939-02-03"]
    assert segmented.entries[0].divisions


def test_a_year_in_brackets_is_no_page() -> None:
    assert days(cut("[1939]\n\n" + diary("3 February", "4 February"), start=None)) == ["1939-02-03", "1939-02-04"]


def test_a_wrapped_sentence_that_ends_in_a_date_is_no_heading() -> None:
    text = diary("2 February", "9 February") + "\nButler arrived on 11 February\nand we talked of many things.\n"
    assert len(cut(text).entries) == 2


def test_numbers_that_prove_the_month_first_are_read_so_in_the_whole_source() -> None:
    text = "1/2/1939\n\nRain.\n\n1/14/1939\n\nOn 2/3/1939 there will be snow.\n"
    done = conversion(text)
    assert [str(entry.dating.start) for entry in done.entries if entry.dating] == ["1939-01-02", "1939-01-14"]
    assert b'<date when="1939-02-03"' in next(iter(done.documents.values()))
