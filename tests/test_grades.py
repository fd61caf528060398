"""An edition grades findings: its table ``[findings]`` gives codes another severity, or turns them off."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tei_toolkit.edition import parse_edition
from tei_toolkit.errors import UnreadableInput
from tei_toolkit.findings import CATALOGUE, Finding, Severity, has_errors, regrade

FOUND = [Finding("DATE-02", "A Thursday."), Finding("NAME-01", "Which Thorne?"), Finding("TEI-04", "No date.")]


def edition(table: str) -> bytes:
    return f'[edition]\ntitle = "T"\n[findings]\n{table}\n'.encode()


def test_an_edition_says_how_bad_a_finding_is() -> None:
    grades = parse_edition(edition('DATE-02 = "error"\nNAME-01 = "off"\nTEI-04 = "info"')).grades
    graded = regrade(FOUND, grades)
    assert [(finding.code, finding.severity) for finding in graded] == [
        ("DATE-02", Severity.ERROR), ("TEI-04", Severity.INFO),
    ]  # fmt: skip
    assert str(graded[0]) == ": error DATE-02: A Thursday."


def test_what_the_edition_does_not_name_stays_as_it_is() -> None:
    assert regrade(FOUND, {}) == FOUND
    assert all(finding.severity is CATALOGUE[finding.code].severity for finding in FOUND)


def test_a_grade_survives_a_change_of_the_finding() -> None:
    (graded,) = regrade(FOUND[2:], {"TEI-04": Severity.INFO})
    assert replace(graded, line=3).severity is Severity.INFO
    assert not has_errors([graded])


@pytest.mark.parametrize(
    ("table", "complaint"),
    [
        ('DATE-2 = "error"', "[findings] has an unknown key 'DATE-2', did you mean 'DATE-02'?"),
        ('DATE-02 = "loud"', "[findings] DATE-02 must be error, warning, info or off, not 'loud'"),
        ("DATE-02 = [1]", "[findings] DATE-02 must be error, warning, info or off, not [1]"),
        ('XML-01 = "off"', "[findings] XML-01 is always an error"),
    ],
)
def test_what_cannot_be_meant_is_said(table: str, complaint: str) -> None:
    with pytest.raises(UnreadableInput) as caught:
        parse_edition(edition(table))
    assert complaint in str(caught.value)
