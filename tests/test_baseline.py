"""Baselines: a project with old mistakes fails only on new ones. And: editions grade what the command finds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from test_cli import tei
from test_validate import DATE, ENTRY

from tei_toolkit.findings import CATALOGUE, UNREADABLE

WRONG = ENTRY.replace(DATE, 'when="28.2.1923"')


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with a correct entry and one with an old mistake, and the baseline that knows it."""
    (tmp_path / "tei").mkdir()
    (tmp_path / "tei" / "old.xml").write_text(WRONG, encoding="utf-8")
    (tmp_path / "tei" / "fine.xml").write_text(ENTRY, encoding="utf-8")
    done = tei("validate", "tei", "--write-baseline", "known.json", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "1 finding written to known.json.\n", "")
    return tmp_path


def test_a_baseline_can_be_read_by_a_person(project: Path) -> None:
    assert [line for line in (project / "known.json").read_text(encoding="utf-8").splitlines() if "TEI-04" in line] == [
        '  {"file": "tei/old.xml", "code": "TEI-04", "fingerprint": "'
        + json.loads((project / "known.json").read_bytes())["findings"][0]["fingerprint"]
        + '", "count": 1, "message": "@when of <date>: “28.2.1923” is not a date in the form that TEI uses."}'
    ]


def test_what_is_known_is_not_said(project: Path) -> None:
    done = tei("validate", "tei", "--baseline", "known.json", cwd=project)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "2 files: nothing wrong. 1 finding known from known.json.\n"


def test_it_is_known_from_any_folder_and_on_any_line(project: Path) -> None:
    (project / "tei" / "old.xml").write_text(WRONG.replace("<text>", "\n\n<!-- new -->\n<text>"), encoding="utf-8")
    assert tei("validate", "old.xml", "--baseline", "../known.json", cwd=project / "tei").returncode == 0
    assert tei("validate", project / "tei", "--baseline", project / "known.json").returncode == 0


def test_new_findings_are_said(project: Path) -> None:
    text = WRONG.replace("</body>", '<div type="entry" xml:id="e2"><p><date when="28.2.1924"/></p></div></body>')
    (project / "tei" / "old.xml").write_text(text, encoding="utf-8")
    done = tei("validate", "tei", "--baseline", "known.json", "--format", "json", cwd=project)
    assert done.returncode == 1
    assert [finding["value"] for finding in json.loads(done.stdout)["findings"]] == ["28.2.1924"]


def test_a_repeated_mistake_is_known_as_often_as_it_was(project: Path) -> None:
    line = '\n<p><date when="28.2.1925"/></p>'
    for count, code in ((2, 0), (3, 1)):
        text = ENTRY.replace("</body>", f'<div type="entry">{line * count}\n</div></body>')
        (project / "tei" / "old.xml").write_text(text, encoding="utf-8")
        if count == 2:
            tei("validate", "tei", "--write-baseline", "known.json", cwd=project)
        assert tei("validate", "tei", "--baseline", "known.json", cwd=project).returncode == code


def test_what_is_gone_is_said(project: Path) -> None:
    (project / "tei" / "old.xml").write_text(ENTRY, encoding="utf-8")
    done = tei("validate", "tei", "--baseline", "known.json", cwd=project)
    assert done.returncode == 0
    assert done.stdout.startswith(
        "known.json: info BASE-01: Of what this baseline lists, 1 finding can no longer be found: TEI-04 in tei/old.xml"
    )
    (project / "tei" / "old.xml").unlink()
    assert "BASE-01" in tei("validate", "tei", "--baseline", "known.json", cwd=project).stdout


def test_of_files_that_were_not_looked_at_nothing_is_said(project: Path) -> None:
    done = tei("validate", "tei/fine.xml", "--baseline", "known.json", cwd=project)
    assert (done.returncode, "BASE-01" in done.stdout) == (0, False)


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", "{" * 100000, '{"version": 2, "findings": []}', '{"version": 1, "findings": {}}',
     '{"version": 1, "findings": [1]}', '{"version": 1, "findings": [{"file": "a"}]}', "\ufffe"],
)  # fmt: skip
def test_a_file_that_is_no_baseline_is_one_sentence(project: Path, text: str) -> None:
    (project / "known.json").write_text(text, encoding="utf-8")
    done = tei("validate", "tei", "--baseline", "known.json", cwd=project)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("tei: known.json: ")
    assert done.stderr.count("\n") == 1


def test_a_baseline_cannot_be_read_and_written_at_once(project: Path) -> None:
    done = tei("validate", "tei", "--baseline", "known.json", "--write-baseline", "known.json", cwd=project)
    assert (done.returncode, done.stdout) == (2, "")
    assert "leave --baseline out" in done.stderr
    assert tei("validate", "tei", "--baseline", "nowhere.json", cwd=project).returncode == 2


# edition.toml


def edition_that_says(folder: Path, grade: str) -> None:
    """An edition in this folder, with its opinion of TEI-04."""
    text = f'[edition]\ntitle = "T"\n[findings]\nTEI-04 = "{grade}"\n'
    (folder / "edition.toml").write_text(text, encoding="utf-8")


def severities(*paths: str | Path, cwd: Path | None) -> list[str]:
    """The severities of TEI-04 in the order of the files."""
    found = json.loads(tei("validate", "--format", "json", *paths, cwd=cwd).stdout)["findings"]
    return [finding["severity"] for finding in found if finding["code"] == "TEI-04"]


@pytest.mark.parametrize("grade", ["error", "warning", "info", "off"])
def test_an_edition_grades_what_is_found_in_it(project: Path, grade: str) -> None:
    edition_that_says(project, grade)
    for paths, cwd in ((["tei"], project), (["old.xml", "fine.xml"], project / "tei"), ([project / "tei"], None)):
        assert severities(*paths, cwd=cwd) == ([] if grade == "off" else [grade])


def test_only_errors_fail(project: Path) -> None:
    grades = "".join(f'{code} = "info"\n' for code in CATALOGUE if code not in UNREADABLE)
    (project / "edition.toml").write_text(f'[edition]\ntitle = "T"\n[findings]\n{grades}', encoding="utf-8")
    done = tei("validate", "tei", cwd=project)
    assert (done.returncode, "info TEI-04" in done.stdout) == (0, True)


def test_only_the_files_of_an_edition_are_graded_by_it(project: Path) -> None:
    for name, grade in (("a", "off"), ("b", "info")):
        (project / name / "tei").mkdir(parents=True)
        edition_that_says(project / name, grade)
        (project / name / "tei" / "x.xml").write_text(WRONG, encoding="utf-8")
    assert severities("--jobs", "2", ".", cwd=project) == ["info", "error"]


def test_a_wrong_edition_is_one_sentence(project: Path) -> None:
    (project / "edition.toml").write_text('[edition]\ntitle = "T"\n[findings]\nTEI-4 = "off"\n', encoding="utf-8")
    done = tei("validate", "tei", cwd=project)
    assert (done.returncode, done.stdout) == (2, "")
    assert "unknown key 'TEI-4', did you mean 'TEI-04'?" in done.stderr
