"""The edition as a whole: each rule with an edition that has the fault, and with one that only seems to have it."""

from __future__ import annotations

import datetime
import pickle
import random
import shutil
import tarfile
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import ROOT, shared
from edition_changes import FRIDAY, PERSONS_XML, SATURDAY, Change, both, changed, more_days
from edition_faults import FAULTS, SEEMING
from test_cli import tei
from tiny_edition import (
    CONFIGURATION,
    DAYS,
    TEXTS,
    Files,
    entry,
    path_of,
    place_in,
    tiny_edition,
    whole,
    written,
)

from tei_toolkit.edition_kinds import EDITION_KINDS
from tei_toolkit.errors import UnreadableInput
from tei_toolkit.findings import Severity
from tei_toolkit.publish.edition_check import edition_findings, view_of, with_edition_findings
from tei_toolkit.validate import validate
from tei_toolkit.validate.edition import findings_of_edition

SAMPLE = ROOT / "editions" / "sarnovo-diary"


def made(change: Change, folder: Path) -> Files:
    files = tiny_edition()
    change(files)
    if "tei/copy/1939-02-03.xml" in files:
        # Where there are two versions the first lies beside the second, in the folder itself.
        files["edition.toml"] = files["edition.toml"].replace("images/page", "https://example.org/page")
    written(files, folder)
    return files


def test_the_tiny_edition_has_no_fault(tmp_path: Path) -> None:
    assert [str(finding) for finding in edition_findings(written(tiny_edition(), tmp_path))] == []


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_found_where_it_is(name: str, tmp_path: Path) -> None:
    code, change, path, marked, said = FAULTS[name]
    files = made(change, tmp_path)
    (finding,) = edition_findings(tmp_path)
    assert (finding.code, finding.file) == (code, path), str(finding)
    assert said in f"{finding.message} {finding.hint}", str(finding)
    place = place_in(files[path], marked) if marked else (0, 0)
    assert (finding.line, finding.column) == place, str(finding)


@pytest.mark.parametrize("name", SEEMING)
def test_what_only_seems_a_fault_is_none(name: str, tmp_path: Path) -> None:
    made(SEEMING[name], tmp_path)
    assert [str(finding) for finding in edition_findings(tmp_path)] == []


def test_each_code_has_its_fault() -> None:
    codes = {code for code, *_ in EDITION_KINDS} | {"DATE-01", "DATE-02", "DATE-03", "REG-01", "REG-03", "REG-05"}
    assert {code for code, *_ in FAULTS.values()} == codes


def test_headings_in_other_languages(tmp_path: Path) -> None:
    written_days = {
        "de": "Donnerstag, 3. Februar 1939",
        "ru": "Четверг, 3 февраля 1939 г.",
        "fr": "Jeudi 3 février 1939",
    }
    for language, heading in written_days.items():
        files = tiny_edition() | {FRIDAY: whole(entry(DAYS[0], TEXTS[0], heading), language=language)}
        (finding,) = edition_findings(written(files, tmp_path))
        assert (finding.code, finding.value) == ("DATE-02", heading)


def test_weekdays_of_a_diary_in_the_old_style_are_on_its_own_calendar(tmp_path: Path) -> None:
    """Some editions leave @when in the Julian calendar; then so are the weekdays of all headings."""
    days = [datetime.date(1905, 3, day) for day in range(6, 12)]
    files = {"edition.toml": CONFIGURATION.replace('images = "images/page-{n}.jpg"', "").split("[register]")[0]}
    for number, day in enumerate(days):
        weekday = (day + datetime.timedelta(days=13)).strftime("%A") if number != 2 else "Friday"
        files[path_of(day)] = whole(entry(day, "<p>Rain.</p>", f"{weekday}, {day.day} March"))
    (finding,) = edition_findings(written(files, tmp_path))
    assert (finding.code, finding.file) == ("DATE-02", path_of(days[2]))


def test_a_register_of_works_that_is_missing_is_said_once(tmp_path: Path) -> None:
    works = "".join(f'<rs type="work" ref="#w{n}">Work</rs>' for n in range(30))
    made(changed(FRIDAY, "Met ", works), tmp_path)
    (finding,) = edition_findings(tmp_path)
    assert finding.code == "REF-03"
    assert finding.message.startswith('<rs type="work"> points to 30 ids (30 references), and no register has them')


def test_many_references_without_an_id_are_said_once(tmp_path: Path) -> None:
    made(changed(FRIDAY, "Met ", '<persName ref="#">He</persName> ' * 30), tmp_path)
    (finding,) = edition_findings(tmp_path)
    assert finding.message == "@ref of <persName> is a # without an id, here and in 29 further places."


def test_a_register_for_several_editions_is_said_once(tmp_path: Path) -> None:
    others = "".join(f'<person xml:id="p{n}"><persName>Somebody</persName></person>' for n in range(40))
    made(changed(PERSONS_XML, "</listPerson>", f"{others}</listPerson>"), tmp_path)
    (finding,) = edition_findings(tmp_path)
    assert (finding.code, finding.message[:16]) == ("REG-03", "40 of 43 entries")


def test_the_sample_edition_has_neither_errors_nor_warnings() -> None:
    found = edition_findings(SAMPLE)
    assert [str(finding) for finding in found if finding.severity is not Severity.INFO] == []
    assert Counter(finding.code for finding in found) == {"REG-03": 1, "PAIR-02": 2}


@pytest.mark.parametrize("name", FAULTS)
def test_the_order_of_the_files_does_not_matter(name: str, tmp_path: Path) -> None:
    made(FAULTS[name][1], tmp_path)
    view = view_of(tmp_path)
    chance = random.Random(name)

    def read(path: str) -> bytes:
        return (tmp_path / path).read_bytes()

    expected = findings_of_edition(view, read)
    for _ in range(3):
        texts = tuple((text, tuple(chance.sample(documents, len(documents)))) for text, documents in view.texts)
        registers = tuple(chance.sample(view.registers, len(view.registers)))
        assert findings_of_edition(replace(view, texts=texts, registers=registers), read) == expected


def test_several_processes_find_the_same(tmp_path: Path) -> None:
    made(both(more_days(150, 20), changed(FRIDAY, "#thorne", "#thorn")), tmp_path)
    alone = edition_findings(tmp_path)
    assert {finding.code for finding in alone} == {"DATE-05", "REF-02"}
    assert edition_findings(tmp_path, jobs=2) == alone


def test_a_survey_is_small_and_can_be_sent() -> None:
    for document_ in view_of(SAMPLE).documents:
        sent = pickle.dumps(document_)
        assert pickle.loads(sent) == document_
        assert len(sent) < (SAMPLE / document_.path).stat().st_size


def test_files_that_are_no_tei_are_left_to_the_check_of_documents(tmp_path: Path) -> None:
    broken = {"tei/broken.xml": "<TEI", "tei/other.xml": "<html/>", "register/places.xml": "<listPlace"}
    made(both(changed(SATURDAY, ' ref="#sarnovo"', ""), lambda files: files.update(broken)), tmp_path)
    assert edition_findings(tmp_path) == []


def test_an_edition_supersedes_what_a_single_document_knows(tmp_path: Path) -> None:
    """Somebody who is responsible may stand in the register; a document by itself cannot know."""
    made(both(changed(FRIDAY, "#editor", "#butler"), changed(SATURDAY, "<p>", '<p resp="#nobody">')), tmp_path)
    paths = [tmp_path / FRIDAY, tmp_path / SATURDAY]
    alone = [one for one in validate((str(path), path.read_bytes()) for path in paths) if one.code == "REF-01"]
    assert len(alone) == 2
    (finding,) = with_edition_findings(alone, paths)
    assert (finding.code, finding.file, finding.value) == ("REF-02", str(tmp_path / SATURDAY), "#nobody")


def test_of_one_file_only_its_own_findings_are_told(tmp_path: Path) -> None:
    made(both(changed(FRIDAY, "#thorne", "#thorn"), changed(SATURDAY, "#sarnovo", "#sarnow")), tmp_path)
    (tmp_path / "images" / "page-99.jpg").write_bytes(b"")
    assert [one.value for one in with_edition_findings([], [tmp_path / FRIDAY])] == ["#thorn"]
    every = with_edition_findings([], sorted(tmp_path.rglob("*.xml")))
    assert [one.value for one in every] == ["#thorn", "#sarnow", "images/page-99.jpg"]


def test_the_command_checks_the_edition(tmp_path: Path) -> None:
    shutil.copytree(SAMPLE, tmp_path / "edition", ignore=shutil.ignore_patterns("build"))
    page = tmp_path / "edition" / "tei" / "translation" / "1939-02-03.xml"
    text = page.read_text(encoding="utf-8").replace("#gradobitov", "#gradobitow")
    page.write_text(text, encoding="utf-8")
    line, column = place_in(text, 'ref="#gradobitow"')
    (tmp_path / "edition" / "images" / "notebook-99.jpg").write_bytes(b"")
    done = tei("validate", "edition", cwd=tmp_path)
    assert done.returncode == 1
    assert f"{Path('edition/tei/translation/1939-02-03.xml')}:{line}:{column}: error REF-02" in done.stdout
    assert f"{Path('edition/edition.toml')}: info IMAGE-02" in done.stdout
    assert "images/notebook-99.jpg" in done.stdout
    done = tei("validate", page.name, cwd=page.parent)
    assert done.stdout.count("REF-02") == done.stdout.count(" error ") == 1


def test_a_register_that_several_editions_share(tmp_path: Path) -> None:
    files = tiny_edition()
    shared_file = files.pop(PERSONS_XML)
    files["edition.toml"] = files["edition.toml"].replace(PERSONS_XML, "../shared/persons.xml")
    wrong = files[path_of(DAYS[5])].replace("register/persons.xml#thorne", "../../shared/persons.xml#thorn")
    written({"shared/persons.xml": shared_file}, tmp_path)
    folder = written(files | {path_of(DAYS[5]): wrong}, tmp_path / "edition")
    (finding,) = edition_findings(folder)
    assert (finding.code, finding.value) == ("REF-02", "../../shared/persons.xml#thorn")


def test_a_register_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    files = tiny_edition()
    del files[PERSONS_XML]
    with pytest.raises(UnreadableInput, match=r"persons\.xml: edition\.toml names this register, but there is no such"):
        edition_findings(written(files, tmp_path))


def test_a_wrong_edition_toml_is_one_sentence(tmp_path: Path) -> None:
    files = tiny_edition() | {"edition.toml": "[edition]\n"}
    done = tei("validate", written(files, tmp_path) / FRIDAY)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.endswith("edition.toml: [edition] needs a title.\n")


def test_with_a_schema_of_its_own_a_file_is_held_against_that_alone(tmp_path: Path) -> None:
    files = tiny_edition()
    folder = written(files | {FRIDAY: files[FRIDAY].replace("#thorne", "#nobody")}, tmp_path)
    assert "REF-02" in tei("validate", folder / FRIDAY).stdout
    done = tei("validate", "--schema", ROOT / "schema" / "tei_diary.rng", folder / FRIDAY)
    assert "REF-02" not in done.stdout


def test_real_entries_give_no_false_alarms(tmp_path: Path) -> None:
    """Some hundred entries of a published diary: what is found was looked at, and is so."""
    archive = shared("corpora", "schnitzler-editions.tar.xz")
    unpack(archive, tmp_path / "tei", lambda name: "1912-0" in name or "1891-06" in name)
    (tmp_path / "edition.toml").write_text(
        '[edition]\ntitle = "Tagebuch"\n[[texts]]\nid = "text"\ntitle = "Tagebuch"\nlanguage = "de"\nsources = []\n',
        encoding="utf-8",
    )
    found = edition_findings(tmp_path)
    assert len(list((tmp_path / "tei").iterdir())) > 200
    (weekday,) = [finding for finding in found if finding.code == "DATE-02"]
    assert "Dienstag, 17. Juni 1891" in weekday.message
    assert len([finding for finding in found if finding.code not in ("REF-03", "DATE-02")]) <= 6


def unpack(archive: Path, folder: Path, wanted: Callable[[str], bool]) -> None:
    folder.mkdir()
    with tarfile.open(archive) as tar:
        for member in tar:
            content = tar.extractfile(member) if wanted(member.name) else None
            if content:
                (folder / Path(member.name).name).write_bytes(content.read())
