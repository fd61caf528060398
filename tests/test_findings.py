"""The catalogue of findings, its page in the documentation, its examples, and ``tei explain``."""

from __future__ import annotations

import importlib.util

import pytest
from conftest import ROOT
from test_cli import tei

from tei_toolkit.edition_kinds import EDITION_KINDS
from tei_toolkit.findings import CATALOGUE, Finding
from tei_toolkit.validate import validate

EXAMPLES = ROOT / "schema" / "examples"
OF_EDITIONS = {code for code, *_ in EDITION_KINDS}
BY_VALIDATION = sorted(
    set(code for code in CATALOGUE if code.split("-")[0] in ("XML", "TEI", "SCH", "ID", "REF", "ALLOW"))
    - OF_EDITIONS
    - {"SCH-04"}
)


def test_the_page_is_that_of_the_catalogue() -> None:
    spec = importlib.util.spec_from_file_location("document_findings", ROOT / "scripts" / "document_findings.py")
    assert spec
    assert spec.loader
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    assert (ROOT / "docs" / "findings.md").read_text(encoding="utf-8") == script.findings_page(), (
        "run python scripts/document_findings.py"
    )


def test_a_finding_outside_the_catalogue_cannot_be_made() -> None:
    with pytest.raises(KeyError):
        Finding("XYZ-99", "Something.")


@pytest.mark.parametrize("kind", CATALOGUE.values(), ids=lambda kind: kind.code)
def test_every_kind_says_what_and_how(kind: object) -> None:
    for field in ("meaning", "cure"):
        text = getattr(kind, field)
        assert text.endswith("."), field
    assert getattr(kind, "example")  # noqa: B009 - a Kind, which pytest hands over as an object


def test_the_valid_example_is_valid() -> None:
    data = (EXAMPLES / "valid.xml").read_bytes()
    assert [str(finding) for finding in validate([("valid.xml", data)])] == []


@pytest.mark.parametrize("code", BY_VALIDATION)
def test_each_code_has_an_example_with_just_that(code: str) -> None:
    path = EXAMPLES / "invalid" / f"{code}.xml"
    (finding,) = validate([(path.name, path.read_bytes())])
    assert finding.code == code
    assert finding.severity is CATALOGUE[code].severity
    assert finding.line > 1
    assert finding.message.endswith(".")


def test_there_is_no_example_too_many() -> None:
    assert sorted(path.stem for path in (EXAMPLES / "invalid").iterdir()) == BY_VALIDATION


def test_explain() -> None:
    done = tei("explain", "tei-04")
    assert done.returncode == 0
    assert CATALOGUE["TEI-04"].example in done.stdout
    assert done.stdout.startswith("TEI-04 (error)\n")


def test_explain_lists_all() -> None:
    done = tei("explain")
    assert done.returncode == 0
    assert [code for code in CATALOGUE if f"{code} " not in done.stdout] == []


def test_explain_knows_the_nearest() -> None:
    done = tei("explain", "TEI04")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "tei: TEI04: there is no finding of this code; did you mean TEI-04?\n"
