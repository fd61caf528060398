"""Exceptions in the text: what a processing instruction allows, and what is said of one that is none."""

from __future__ import annotations

import pytest
from test_validate import DATE, ENTRY, findings, place_of

WRONG = 'when="28.2.1923"'
REASON = '"the printed edition has it so"'
DATE_ELEMENT = f"<date {DATE}"
MISTAKEN = ENTRY.replace(DATE, WRONG)


def allowing(instruction: str, before: str, text: str = MISTAKEN) -> str:
    """The entry with a mistake in a date, and an instruction before something."""
    assert before in text
    return text.replace(before, f"<?tei-toolkit {instruction}?>{before}", 1)


def said(text: str) -> list[str]:
    return [str(finding).split(": ", 1)[1] for finding in findings(text)]


def test_the_entry_is_at_fault_by_itself() -> None:
    assert DATE_ELEMENT in ENTRY
    assert [finding.code for finding in findings(MISTAKEN)] == ["TEI-04"]


@pytest.mark.parametrize("before", [f"<date {WRONG}", "<div ", "<text>", "<TEI"])
@pytest.mark.parametrize(
    "instruction",
    [
        f"allow TEI-04 {REASON}",
        "allow TEI-04 'the printed edition has it so'",
        "allow TEI-04 “so in print”",
        "allow TEI-04 „so gedruckt“",
        f"  allow\n  TEI-04\n  {REASON}\n",
    ],
)
def test_what_is_allowed_is_not_found(before: str, instruction: str) -> None:
    assert said(allowing(instruction, before)) == []


def test_several_codes_at_once() -> None:
    text = MISTAKEN.replace(f"<date {WRONG}", f'<date foo="" {WRONG}')
    assert [finding.code for finding in findings(text)] == ["TEI-03", "TEI-04"]
    assert said(allowing(f"allow TEI-03, TEI-04 {REASON}", "<div ", text)) == []


def test_other_codes_and_other_elements_stay() -> None:
    text = allowing(f"allow TEI-04 {REASON}", f"<date {WRONG}").replace("</TEI>", "<mark/></TEI>")
    assert [finding.code for finding in findings(text)] == ["TEI-02"]
    beside = MISTAKEN.replace("<text>", f"<?tei-toolkit allow TEI-04 {REASON}?><standOff/><text>")
    assert {"TEI-04", "ALLOW-02"} <= {finding.code for finding in findings(beside)}


def test_an_exception_that_is_not_needed_is_said() -> None:
    text = allowing(f"allow TEI-04 {REASON}", "<div ", ENTRY)
    (finding,) = findings(text)
    assert (finding.line, finding.column) == place_of(text, "<?tei-toolkit")
    assert said(text) == [
        "warning ALLOW-02: TEI-04 is allowed here, but the element that follows has no such finding."
        " (Take the instruction away.)"
    ]


def test_an_exception_at_the_end_allows_nothing() -> None:
    text = allowing(f"allow TEI-04 {REASON}", "</TEI>")
    assert [finding.code for finding in findings(text)] == ["TEI-04", "ALLOW-02"]
    assert "no element follows" in said(text)[1]


def test_codes_that_were_not_looked_for_are_not_called_needless() -> None:
    assert said(allowing(f"allow DATE-02 {REASON}", "<div ", ENTRY)) == []


@pytest.mark.parametrize(
    ("instruction", "sentence"),
    [
        ("allow TEI-04", "No reason is given why TEI-04 should be right here."),
        ('allow TEI-04 ""', "No reason is given why TEI-04 should be right here."),
        ('allow TEI-04 "—"', "No reason is given why TEI-04 should be right here."),
        (f"allow {REASON}", "This instruction to the toolkit is not understood."),
        ("", "This instruction to the toolkit is not understood."),
        (f"ignore TEI-04 {REASON}", "This instruction to the toolkit is not understood."),
        (f"allow TEI-4 {REASON}", "There is no finding TEI-4 to allow. (Did you mean TEI-04?)"),
        (f"allow XML-01 {REASON}", "XML-01 cannot be allowed."),
        (f"allow ALLOW-02 {REASON}", "ALLOW-02 cannot be allowed."),
    ],
)
def test_an_exception_that_is_none_allows_nothing(instruction: str, sentence: str) -> None:
    found = said(allowing(instruction, f"<date {WRONG}"))
    assert len(found) == 2
    assert f"error ALLOW-01: {sentence}" in found[0]
    assert "error TEI-04" in found[1]


def test_what_cannot_be_parsed_cannot_be_allowed() -> None:
    text = allowing(f"allow TEI-04 {REASON}", "<TEI").replace("</TEI>", "")
    assert [finding.code for finding in findings(text)] == ["XML-01"]


def test_other_instructions_are_left_alone() -> None:
    assert said(ENTRY.replace("<div ", "<?allow TEI-04?><?oxy_comment x?><div ", 1)) == []
