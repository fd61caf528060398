"""How findings are written: each format by what its readers demand, with awkward names, values and numbers."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes

import jsonschema
import pytest
from conftest import ROOT, shared
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from test_cli import tei

from tei_toolkit.findings import CATALOGUE, Finding, Severity
from tei_toolkit.reporting import FORMATS
from tei_toolkit.reporting.addresses import address_of
from tei_toolkit.reporting.checked import Checked, checked
from tei_toolkit.reporting.text import in_full

SOURCE = "<TEI>\n  <p>Als er <date when='28.2.1923'>kam</date></p>\n</TEI>\n"
WRONG = Finding("TEI-04", "“28.2.1923” is no date.", "tei/a b.xml", 2, 18, "28.2.1923", "Write 1923-02-28.")
VAGUE = Finding("NAME-01", "Which Thorne?", "tei/a b.xml", 2, 6)
BROKEN = Finding("XML-01", "The file ends: 100 % of it,\nor so.", "tei/ü:,%.xml", 3)
FILES = [
    checked("tei/a b.xml", [VAGUE, WRONG], SOURCE.encode()),
    checked("tei/fine.xml", [], b"<TEI/>"),
    checked("tei/ü:,%.xml", [BROKEN], b"<TEI>\n\n\n"),
]
EXAMPLES = ROOT / "schema" / "examples" / "invalid"
ANY_FINDINGS = st.lists(
    st.builds(
        Finding,
        st.sampled_from(sorted(CATALOGUE)),
        st.text(min_size=1),
        st.just("any.xml"),
        st.integers(0, 4),
        st.integers(0, 60),
        st.text(),
        st.text(),
    ),
    max_size=5,
)


def written(form: str, files: Sequence[Checked] = FILES) -> str:
    return "".join(FORMATS[form](files))


def results_of(files: Sequence[Checked]) -> list[dict[str, Any]]:
    (run,) = json.loads(written("sarif", files))["runs"]
    found: list[dict[str, Any]] = run["results"]
    return found


# Text


def test_text_is_grouped_by_file_with_a_caret_below_each_place() -> None:
    assert written("text") == (
        "tei/a b.xml:2:6: info NAME-01: Which Thorne?\n"
        "    <p>Als er <date when='28.2.1923'>kam</date></p>\n"
        "       ^\n"
        "tei/a b.xml:2:18: error TEI-04: “28.2.1923” is no date. (Write 1923-02-28.)\n"
        "    <p>Als er <date when='28.2.1923'>kam</date></p>\n"
        "                   ^\n"
        "\n"
        "tei/ü:,%.xml:3: error XML-01: The file ends: 100 % of it,�or so.\n"
    )


@pytest.fixture(autouse=True)
def no_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    """What click would take away where there is no terminal."""
    monkeypatch.setattr("click.style", lambda text, **_: text)


@pytest.mark.parametrize(
    ("line", "column", "shown", "caret"),
    [
        ("  <p>x", 3, "<p>x", 0),
        ("<p>\tx<b/>", 6, "<p> x<b/>", 5),
        ("<p>е\u0301хал<b/>", 9, "<p>е\u0301хал<b/>", 7),
        ("<p>日記<b/>", 6, "<p>日記<b/>", 7),
        ("<p>\x1b[31m<b/>", 9, "<p>�[31m<b/>", 8),
        ("x" * 200 + "<b/>", 201, "…" + "x" * 50 + "<b/>", 51),
        ("<b/>" + "x" * 200, 1, "<b/>" + "x" * 96 + "…", 0),
    ],
)
def test_the_caret_stands_below_the_place(line: str, column: int, shown: str, caret: int) -> None:
    file = checked("a.xml", [Finding("TEI-01", "No.", "a.xml", 1, column)], line.encode())
    _, source, pointer = "".join(in_full([file])).splitlines()
    assert (source, pointer) == (f"    {shown}", f"    {' ' * caret}^")


def many(count: int, files: int = 1) -> list[Checked]:
    return [
        checked(f"{n}.xml", [Finding("TEI-03", "No @rend.", f"{n}.xml", line) for line in range(1, count + 1)], b"")
        for n in range(files)
    ]


def test_findings_that_say_the_same_are_counted_after_the_tenth() -> None:
    assert written("text", many(10)).count("No @rend.") == 10
    assert written("text", many(1000)).splitlines()[9:] == [
        "0.xml:10: error TEI-03: No @rend.",
        "",
        "990 more in 1 file: error TEI-03: No @rend.",
        "    0.xml:11, 0.xml:12, 0.xml:13, …",
    ]
    assert written("text", many(4, 5)).splitlines()[-2:] == [
        "10 more in 3 files: error TEI-03: No @rend.",
        "    2.xml:3, 2.xml:4, 3.xml:1, …",
    ]
    assert "".join(in_full(many(1000))).count("No @rend.") == 1000


# JSON


def test_json_is_as_its_schema_says() -> None:
    schema = json.loads((ROOT / "schema" / "findings.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    for files in (FILES, [], FILES[1:2]):
        data = json.loads(written("json", files))
        jsonschema.validate(data, schema)
        assert data["files"] == len(files)
        assert len(data["findings"]) == data["errors"] + data["warnings"] + data["info"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**data, "findings": [{"code": "TEI-04"}]}, schema)
    assert json.loads(written("json"))["findings"][1]["value"] == "28.2.1923"


# SARIF


def test_sarif_says_what_and_where() -> None:
    log = json.loads(written("sarif"))
    assert (log["version"], len(log["runs"])) == ("2.1.0", 1)
    assert log["runs"][0]["columnKind"] == "unicodeCodePoints"
    vague, wrong, broken = results_of(FILES)
    assert wrong["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "tei/a%20b.xml"},
                "region": {"startLine": 2, "startColumn": 18},
            }
        }
    ]
    assert (wrong["level"], vague["level"]) == ("error", "note")
    assert wrong["message"]["text"] == "“28.2.1923” is no date. Write 1923-02-28."
    (place,) = broken["locations"]
    assert place["physicalLocation"] == {
        "artifactLocation": {"uri": "tei/%C3%BC%3A%2C%25.xml"},
        "region": {"startLine": 3},
    }


def test_the_rules_of_sarif_are_the_catalogue() -> None:
    rules = json.loads(written("sarif"))["runs"][0]["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted(CATALOGUE)
    for rule in rules:
        assert CATALOGUE[rule["id"]].cure in rule["help"]["text"]
    for result in results_of(FILES):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]


def test_sarif_is_valid() -> None:
    schema = json.loads(shared("oracle", "sarif-schema-2.1.0.json").read_text(encoding="utf-8"))
    for files in (FILES, []):
        jsonschema.validate(json.loads(written("sarif", files)), schema)


def test_fingerprints_survive_lines_put_in_and_tell_repetitions_apart() -> None:
    before = checked("a.xml", [Finding("TEI-04", "No.", "a.xml", 2, 18, "28.2.1923")], SOURCE.encode())
    shifted = "<TEI>\n" + "\n<!-- new -->\n\n\t" + SOURCE[6:].replace("  <p>Als er", "<p>Als  er")
    after = checked("a.xml", [Finding("TEI-04", "Not.", "a.xml", 5, 18, "28.2.1923")], shifted.encode())
    other = checked("a.xml", [Finding("TEI-04", "No.", "a.xml", 2, 18, "1923")], SOURCE.encode())
    fingerprints = [one.noticed[0].fingerprint for one in (before, after, other)]
    assert fingerprints[0] == fingerprints[1] != fingerprints[2]
    twice = Checked("a.xml", before.noticed * 2)
    first, second = (result["partialFingerprints"] for result in results_of([twice]))
    assert first != second
    assert all(str(*one.values()).startswith(fingerprints[0]) for one in (first, second))


@pytest.mark.parametrize(
    ("file", "address"),
    [
        ("tei/ä.xml", "tei/%C3%A4.xml"),
        ("./tei//a.xml", "tei/a.xml"),
        ("a:b.xml", "a%3Ab.xml"),
        (os.fsdecode(b"\xff.xml"), "%FF.xml"),
        (str(Path.cwd() / "tei" / "a.xml"), "tei/a.xml"),
        ("/elsewhere/a b.xml", "file:///elsewhere/a%20b.xml"),
        ("../a.xml", "../a.xml"),
    ],
)
def test_addresses_are_relative_and_encoded(file: str, address: str) -> None:
    assert address_of(file) == address


@given(st.binary(min_size=1, max_size=20).filter(lambda name: not set(name) & {0, 47} and name not in (b".", b"..")))
def test_an_address_leads_back_to_its_file(name: bytes) -> None:
    address = address_of(os.fsdecode(name))
    assert address.isascii()
    assert unquote_to_bytes(address) == name


# JUnit


def suites(files: Sequence[Checked]) -> etree._Element:
    return etree.fromstring(written("junit", files).encode())


def test_junit_has_a_suite_for_each_file_and_a_test_for_each_error() -> None:
    root = suites(FILES)
    assert [suite.get("name") for suite in root] == ["tei/a b.xml", "tei/fine.xml", "tei/ü:,%.xml"]
    first, fine, _ = root
    (case,) = first.findall("testcase")
    assert (case.get("classname"), case.get("name")) == ("tei.a b", "TEI-04: “28.2.1923” is no date.")
    (failure,) = case
    assert (failure.get("type"), failure.get("message")) == ("TEI-04", "2:18: “28.2.1923” is no date.")
    assert (failure.text or "").splitlines()[0] == str(WRONG)
    assert "NAME-01" in (first.findtext("system-out") or "")
    assert [(case.get("name"), len(case)) for case in fine] == [("tei/fine.xml", 0)]


def test_junit_counts_as_its_readers_demand() -> None:
    for suite in suites([*FILES, *many(3)]):
        cases = suite.findall("testcase")
        assert int(suite.get("tests", "")) == len(cases) > 0
        assert int(suite.get("failures", "")) == len(suite.findall("testcase/failure"))
        assert len({case.get("name") for case in cases}) == len(cases)
        assert {suite.get("errors"), suite.get("skipped")} == {"0"}


def test_junit_is_what_jenkins_accepts() -> None:
    schema = etree.XMLSchema(etree.parse(shared("oracle", "junit-10.xsd")))
    for files in (FILES, [], many(3)):
        schema.assertValid(suites(files).getroottree())


# GitHub


def test_annotations_have_file_line_and_column() -> None:
    assert written("github").splitlines() == [
        "::notice file=tei/a b.xml,line=2,col=6,title=NAME-01::Which Thorne?",
        "::error file=tei/a b.xml,line=2,col=18,title=TEI-04::“28.2.1923” is no date. Write 1923-02-28.",
        "::error file=tei/ü%3A%2C%25.xml,line=3,title=XML-01::The file ends: 100 %25 of it,%0Aor so.",
    ]


# All of them


@given(ANY_FINDINGS, st.text())
def test_no_finding_breaks_a_format(found: list[Finding], source: str) -> None:
    files = [checked("any.xml", found, source.encode("utf-8", "replace"))]
    errors = sum(finding.severity is Severity.ERROR for finding in found)
    assert json.loads(written("json", files))["errors"] == errors
    assert len(results_of(files)) == len(found)
    assert len(suites(files).findall(".//failure")) == errors
    assert len(written("github", files).splitlines()) <= sum(len(str(finding).splitlines()) for finding in found)
    assert "\x1b" not in "".join(in_full(files))
    for form in FORMATS:
        written(form, files).encode("utf-8")


@pytest.mark.parametrize("form", FORMATS)
def test_the_command_writes_each_format(form: str) -> None:
    done = tei("validate", "--format", form, ".", cwd=EXAMPLES)
    assert (done.returncode, done.stderr) == (1, "")
    names = [path.name for path in EXAMPLES.iterdir()]
    assert all(name in done.stdout for name in names)
    assert tei("validate", "--format", form, "--jobs", "2", ".", cwd=EXAMPLES).stdout == done.stdout
