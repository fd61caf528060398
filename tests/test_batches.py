"""Work in several processes gives what one gives, in order, and its errors."""

from __future__ import annotations

import datetime
import itertools
import os
import signal

import pytest

from tei_toolkit.batches import as_ready, beside, in_batches
from tei_toolkit.errors import NotConserved, ToolkitError
from tei_toolkit.pipeline import Converted, convert
from tei_toolkit.register import parse_register

REGISTER = parse_register(
    b"""<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff><listPerson>
    <person xml:id="a"><persName><forename>Ada</forename> <surname>Thorne</surname></persName></person>
    <person xml:id="b"><persName><forename>Basil</forename> <surname>Thorne</surname></persName></person>
    <person xml:id="q"><persName><roleName>Lord</roleName> <surname>Quill</surname></persName></person>
    </listPerson></standOff></TEI>""",
    "register.xml",
)
SENTENCES = (
    "Saw Thorne, who [it is said] had been ill.",
    "Lord Quill came on 27 January.",
    "It was\n\nPage 451\n\nspot on.",
    "Basil Thorne [?] left at nine.",
    "[A note that lost its end.",
)


def diary(days: int) -> bytes:
    first = datetime.date(1938, 1, 1)
    dates = [first + datetime.timedelta(number) for number in range(days)]
    entries = [
        f"{day.day} {day:%B}\nNobody called. {SENTENCES[number % len(SENTENCES)]}\n" for number, day in enumerate(dates)
    ]
    return "\n".join(["1938", "", *entries]).encode()


def converted(whole: bool, jobs: int) -> Converted:
    return convert(diary(500), "diary.txt", language="en", register=REGISTER, whole=whole, jobs=jobs)


@pytest.mark.parametrize("whole", [True, False])
def test_the_number_of_jobs_changes_nothing(whole: bool) -> None:
    one = converted(whole, 1)
    assert len(one.entries) == 500
    assert {mark.element for mark in one.marks} >= {"pb", "persName", "date", "supplied", "note"}
    for jobs in (2, 3):
        assert converted(whole, jobs) == one


@pytest.mark.parametrize("count", [0, 1, 64, 65, 1000])
@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_all_results_in_order(count: int, jobs: int) -> None:
    assert in_batches(lambda some: [number * 2 for number in some], count, jobs) == list(range(0, count * 2, 2))


def test_the_work_is_done_in_other_processes() -> None:
    assert os.getpid() not in in_batches(lambda some: [os.getpid() for _ in some], 1000, 2)
    with beside(os.getpid, 2) as result:
        assert result() != os.getpid()


def test_an_error_arrives_as_it_was_raised() -> None:
    def fails(_: range) -> list[int]:
        raise NotConserved("a sentence")

    with pytest.raises(NotConserved, match="a sentence"):
        in_batches(fails, 1000, 2)


@pytest.mark.parametrize("count", [0, 1, 2, 63, 64, 65, 1000])
@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_results_as_they_are_ready_come_in_order(count: int, jobs: int) -> None:
    assert list(as_ready(lambda number: number * 2, count, jobs)) == list(range(0, count * 2, 2))


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_come_before_all_work_is_done(jobs: int) -> None:
    results = as_ready(lambda number: number, 10**9, jobs)
    assert list(itertools.islice(results, 100)) == list(range(100))
    results.close()  # type: ignore[attr-defined]


def test_a_process_that_dies_is_one_sentence() -> None:
    with pytest.raises(ToolkitError, match="ended from outside"):
        list(as_ready(lambda number: os.kill(os.getpid(), signal.SIGKILL), 100, 2))
