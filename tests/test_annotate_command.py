"""``tei annotate``: what an editor types, what comes back, and what is written."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from conftest import ROOT
from test_annotate import REGISTER, document
from test_cli import one_bad_sentence, tei


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two entries of a diary, and a register."""
    (tmp_path / "register.xml").write_text(REGISTER, encoding="utf-8")
    (tmp_path / "tei").mkdir()
    (tmp_path / "tei" / "1.xml").write_text(document("<p>To Riga on 27 January.</p>"), encoding="utf-8")
    (tmp_path / "tei" / "2.xml").write_text(document("<p>Nothing.</p>"), encoding="utf-8")
    return tmp_path


def test_a_folder_is_annotated_and_what_has_not_changed_is_not_written(folder: Path) -> None:
    times = {path: path.stat().st_mtime_ns for path in (folder / "tei").iterdir()}
    done = tei("annotate", "tei", "--register", "register.xml", "--language", "en", cwd=folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "2 files, 1 changed: 1 date, 1 place.\n"
    first, second = folder / "tei" / "1.xml", folder / "tei" / "2.xml"
    assert "Riga</placeName> on <date" in first.read_text(encoding="utf-8")
    assert (first.stat().st_mtime_ns == times[first], second.stat().st_mtime_ns == times[second]) == (False, True)
    again = tei("annotate", "tei", "--register", "register.xml", cwd=folder)
    assert again.stdout == "2 files, 0 changed: nothing to mark.\n"


def test_a_dry_run_says_what_would_be_inserted_and_writes_nothing(folder: Path) -> None:
    before = (folder / "tei" / "1.xml").read_bytes()
    done = tei("annotate", "tei/1.xml", "--register", "register.xml", "--dry-run", cwd=folder)
    place, date, summary = done.stdout.splitlines()
    assert place.startswith('tei/1.xml:5:106: <placeName ref="#riga" resp="#tei-toolkit"')
    assert date == 'tei/1.xml:5:114: <date when="1939-01-27" resp="#tei-toolkit">27 January</date>'
    assert summary == "1 file, 1 to be changed: 1 date, 1 place."
    assert (folder / "tei" / "1.xml").read_bytes() == before


def test_quiet_says_nothing(folder: Path) -> None:
    done = tei("annotate", "tei", "--register", "register.xml", "-q", cwd=folder)
    assert (done.stdout, done.stderr) == ("", "")


def test_the_report_has_every_mark_with_its_place(folder: Path) -> None:
    before = (folder / "tei" / "1.xml").read_text(encoding="utf-8")
    tei("annotate", "tei", "--register", "register.xml", "--report", "report.json", cwd=folder)
    first, second = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    assert (first["file"], second["file"], second["marks"]) == ("tei/1.xml", "tei/2.xml", [])
    assert [before[mark["start"] : mark["end"]] for mark in first["marks"]] == ["Riga", "27 January"]
    assert all(mark["evidence"] and mark["entry"] == "1" for mark in first["marks"])
    assert first["marks"][1]["attributes"] == {"when": "1939-01-27", "resp": "#tei-toolkit"}


def test_a_report_never_overwrites_what_is_read(folder: Path) -> None:
    done = tei("annotate", "tei", "--report", "tei/1.xml", cwd=folder)
    one_bad_sentence(done, "name another", folder)


def test_a_broken_file_stops_everything_before_anything_is_written(folder: Path) -> None:
    before = (folder / "tei" / "1.xml").read_bytes()
    (folder / "tei" / "3.xml").write_text("<TEI><p></TEI>")
    done = tei("annotate", "tei", "--register", "register.xml", cwd=folder)
    one_bad_sentence(done, "3.xml:1:", folder)
    assert (folder / "tei" / "1.xml").read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["gone.xml"], "there is no such file"),
        (["tei", "--register", "gone.xml"], "there is no such file"),
        (["tei", "--language", "!"], "--language"),
        ([], "name a TEI file"),
        (["empty"], "there is no .xml file in this folder"),
    ],
)
def test_wrong_usage_is_one_sentence(folder: Path, arguments: list[str], sentence: str) -> None:
    (folder / "empty").mkdir()
    one_bad_sentence(tei("annotate", *arguments, cwd=folder), sentence, folder)


def test_a_file_that_is_no_tei_matters_only_if_it_is_named(folder: Path) -> None:
    (folder / "tei" / "page.xml").write_text("<html/>")
    assert tei("annotate", "tei", "--register", "register.xml", cwd=folder).returncode == 0
    done = tei("annotate", "tei/page.xml", cwd=folder)
    assert (done.returncode, "error XML-03" in done.stderr) == (1, True)


def test_an_edition_is_annotated_with_its_registers_and_its_files_count_as_converted(tmp_path: Path) -> None:
    (tmp_path / "edition.toml").write_text(
        '[edition]\ntitle = "T"\n[register]\nfiles = ["register.xml"]\n'
        '[[texts]]\nid = "text"\ntitle = "T"\nlanguage = "en"\nsources = ["diary.txt"]\nstart = "1939-01-01"\n'
    )
    (tmp_path / "diary.txt").write_text("3 February 1939\nTo Riga.\n\n4 February\nRain.\n")
    empty = REGISTER.partition("<standOff>")[0] + "</TEI>"
    (tmp_path / "register.xml").write_text(empty)
    assert tei("convert", cwd=tmp_path).returncode == 0
    (tmp_path / "register.xml").write_text(REGISTER, encoding="utf-8")
    done = tei("annotate", cwd=tmp_path)
    assert (done.stdout, done.stderr) == ("2 files, 1 changed: 1 place.\n", "")
    again = tei("convert", cwd=tmp_path)
    assert (again.returncode, "KEPT" in again.stderr) == (0, False)


def test_the_sample_edition_stays_valid(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "editions" / "sarnovo-diary", tmp_path / "edition", ignore=shutil.ignore_patterns("build"))
    done = tei("annotate", cwd=tmp_path / "edition")
    assert (done.returncode, " MARK-" in done.stderr) == (0, False)
    assert tei("validate", "tei", cwd=tmp_path / "edition").returncode == 0
