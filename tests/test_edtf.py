"""EDTF and TEI's dating attributes, with the package ``edtf`` as the judge of what is EDTF and what it spans."""

from __future__ import annotations

import contextlib
import datetime
import doctest
from pathlib import Path

import pytest
from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException
from hypothesis import given
from hypothesis import strategies as st

from tei_toolkit.dates.edtf import EdtfError, from_tei, to_tei

BOTH_WAYS = [
    ("1939", {"when": "1939"}),
    ("1939-02", {"when": "1939-02"}),
    ("1939-02-03", {"when": "1939-02-03"}),
    ("1939-02-03T14:30:00Z", {"when": "1939-02-03T14:30:00Z"}),
    ("0079-08-24", {"when": "0079-08-24"}),
    ("-0043-03-15", {"when": "-0043-03-15"}),
    ("1939-02-03/1939-02-05", {"from": "1939-02-03", "to": "1939-02-05"}),
    ("1914/1918-11", {"from": "1914", "to": "1918-11"}),
    ("1939-02-03?", {"when": "1939-02-03", "cert": "medium"}),
    ("1910~", {"when": "1910", "precision": "medium"}),
    ("1910-05%", {"when": "1910-05", "cert": "medium", "precision": "medium"}),
    ("1914?/1918?", {"from": "1914", "to": "1918", "cert": "medium"}),
    ("1914/", {"from": "1914"}),
    ("/1918", {"to": "1918"}),
    ("193X", {"notBefore": "1930", "notAfter": "1939"}),
    ("18XX", {"notBefore": "1800", "notAfter": "1899"}),
    ("193X?", {"notBefore": "1930", "notAfter": "1939", "cert": "medium"}),
    ("1939-XX", {"notBefore": "1939-01", "notAfter": "1939-12"}),
    ("1940-02-XX", {"notBefore": "1940-02-01", "notAfter": "1940-02-29"}),
    ("1939-XX-XX", {"notBefore": "1939-01-01", "notAfter": "1939-12-31"}),
    ("Y17000", {"when": "17000"}),
    ("Y-17000", {"when": "-17000"}),
    ("[1939-02-01..1939-02-10]", {"notBefore": "1939-02-01", "notAfter": "1939-02-10"}),
    ("[1939..]", {"notBefore": "1939"}),
    ("[..1939-02-03]", {"notAfter": "1939-02-03"}),
    ("XXXX-12-25", {"when": "--12-25"}),
    ("XXXX-12", {"when": "--12"}),
    ("XXXX-XX-25", {"when": "---25"}),
]


@pytest.mark.parametrize(("edtf", "tei"), BOTH_WAYS, ids=[edtf for edtf, _ in BOTH_WAYS])
def test_an_expression_and_its_attributes_say_the_same(edtf: str, tei: dict[str, str]) -> None:
    assert dict(to_tei(edtf)) == tei
    assert from_tei(tei) == edtf


@pytest.mark.parametrize(
    ("edtf", "tei", "back"),
    [
        ("1939-21", {"notBefore": "1939-03", "notAfter": "1939-05"}, "[1939-03..1939-05]"),
        ("1939-24", {"notBefore": "1939-12", "notAfter": "1940-02"}, "[1939-12..1940-02]"),
        ("1939/..", {"from": "1939"}, "1939/"),
        ("../1939", {"to": "1939"}, "/1939"),
        ("1939-22/1940-21", {"from": "1939-06", "to": "1940-05"}, "1939-06/1940-05"),
    ],
)
def test_what_tei_says_otherwise_keeps_its_span(edtf: str, tei: dict[str, str], back: str) -> None:
    assert dict(to_tei(edtf)) == tei
    assert from_tei(tei) == back


@pytest.mark.parametrize(
    "text",
    ["", "..", "/", "../..", "spring 1939", "1939-2-3", "1939-02-30", "1939-02-29?", "1939-13", "1939-25", "39",
     "193X5", "2004-06~-11", "1914?/1918~", "{1960..1961}", "[1667,1670]", "[1940..1939]", "1940/1939",
     "1939/1940/1941", "Y1939", "-0000", "1939-02-03T25:00:00", "XXXX-13-01", "1939-02-03\n", "١٩٣٩", "[..]",
     "1939-02-03T14:30:00Z?"],
)  # fmt: skip
def test_what_is_no_edtf_or_more_than_tei_can_say_is_an_error(text: str) -> None:
    with pytest.raises(EdtfError):
        to_tei(text)


@pytest.mark.parametrize(
    "tei",
    [{}, {"cert": "medium"}, {"when": "spring"}, {"when": "1939", "from": "1939"}, {"from": "1939", "notAfter": "1940"},
     {"notBefore": "1939-02-30"}, {"from": "1940", "to": "1939"}, {"when": "17000", "cert": "low"}, {"when": ""},
     {"notBefore": "1939", "notAfter": "1940", "cert": "medium"}, {"when": "---32"}],
)  # fmt: skip
def test_attributes_without_an_expression_are_an_error(tei: dict[str, str]) -> None:
    with pytest.raises(EdtfError):
        from_tei(tei)


def test_high_certainty_and_other_attributes_are_passed_over() -> None:
    assert from_tei({"when": "1939", "cert": "high", "resp": "#tei-toolkit"}) == "1939"


_days = st.dates(datetime.date(1000, 1, 1), datetime.date(2099, 12, 31)).map(datetime.date.isoformat)
_dates = st.builds(lambda day, length: day[:length], _days, st.sampled_from((4, 7, 10)))
_qualifiers = st.sampled_from(("", "?", "~", "%"))
_unknown = st.one_of(
    st.builds(lambda day, digits: day[: 4 - digits] + "X" * digits, _days, st.integers(1, 3)),
    st.builds(lambda day: day[:7] + "-XX", _days),
    st.builds(lambda day: day[:4] + "-XX", _days),
    st.builds(lambda day: day[:4] + "-XX-XX", _days),
)
_bounded = st.one_of(
    st.builds(str.__add__, st.one_of(_dates, _unknown), _qualifiers),
    st.builds(lambda a, b, sign: f"{min(a, b)}{sign}/{max(a, b)}{sign}", _days, _days, _qualifiers),
    st.builds(lambda a, b: f"[{min(a, b)}..{max(a, b)}]", _days, _days),
    st.builds(lambda day, number: f"{day[:4]}-2{number}", _days, st.integers(1, 3)),
)
_open = st.builds(
    lambda form, day: form.format(day), st.sampled_from(("{}/", "/{}", "{}/..", "[{}..]", "[..{}]")), _dates
)


def span(tei: dict[str, str]) -> tuple[str, str]:
    """The first and the last day that attributes allow."""
    values = [tei[name] for name in ("when", "from", "notBefore", "to", "notAfter") if name in tei]
    year, month = (int(part) for part in (values[-1] + "-12")[:7].split("-"))
    end_of_month = (datetime.date(year + month // 12, month % 12 + 1, 1) - datetime.timedelta(1)).isoformat()
    return (values[0] + "-01-01")[:10], (values[-1] + end_of_month[len(values[-1]) :])[:10]


@given(_bounded)
def test_our_span_is_that_of_the_judge(edtf: str) -> None:
    judged = parse_edtf(edtf)
    first, last = (
        "-".join(f"{part:02d}" for part in moment[:3]) for moment in (judged.lower_strict(), judged.upper_strict())
    )
    assert span(dict(to_tei(edtf))) == (first, last)


@given(st.one_of(_bounded, _open))
def test_there_and_back_the_attributes_are_the_same(edtf: str) -> None:
    tei = to_tei(edtf)
    with contextlib.suppress(EdtfError):
        assert to_tei(from_tei(dict(tei))) == tei
        parse_edtf(from_tei(dict(tei)))


def _altered(text: str, at: int, sign: str) -> str:
    at %= len(text) + 1
    return text[:at] + sign + text[at + 1 :]


@given(st.builds(_altered, st.one_of(_bounded, _open), st.integers(0, 30), st.sampled_from("0123456789XY?~%-/.[]")))
def test_what_we_read_the_judge_reads(text: str) -> None:
    try:
        to_tei(text)
    except EdtfError:
        return
    try:
        parse_edtf(text)
    except EDTFParseException as error:
        raise AssertionError(f"{text} is no EDTF") from error


def test_the_examples_of_the_documentation_hold() -> None:
    page = Path(__file__).parent.parent / "docs" / "dates.md"
    assert doctest.testfile(str(page), module_relative=False).failed == 0


@given(st.text(max_size=24))
def test_any_text_is_read_or_is_an_edtf_error(text: str) -> None:
    with contextlib.suppress(EdtfError):
        assert to_tei(text)
    with contextlib.suppress(EdtfError):
        from_tei({"when": text})
