"""The command line: what an editor types, what comes back, and what is written."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, shared
from lxml import etree

from tei_toolkit.parsing import NAMESPACES

DIARY = "1939\n\n3 February\nSaw B[utler]. It was\n\nPage 2\n\nspot on.\n\n4 February\nRain, from 27 January on.\n"


def tei(*arguments: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run the command as a person would, in a process of its own."""
    command = [sys.executable, "-m", "tei_toolkit", *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


@pytest.fixture
def diary(tmp_path: Path) -> Path:
    path = tmp_path / "diary.txt"
    path.write_text(DIARY, encoding="utf-8")
    return path


def test_no_arguments_prints_help() -> None:
    done = tei()
    assert (done.returncode, done.stderr) == (0, "")
    assert "convert" in done.stdout


def test_validation_loads_what_it_needs_only(tmp_path: Path) -> None:
    """Half of our modules take longer to load than a file to validate."""
    document = tmp_path / "valid.xml"
    document.write_bytes((ROOT / "schema" / "examples" / "valid.xml").read_bytes())
    assert tei("validate", document).returncode == 0  # from now on, what is in it is known

    def loaded_by(*arguments: str | Path) -> set[str]:
        command = [sys.executable, "-X", "importtime", "-m", "tei_toolkit", "validate", *map(str, arguments)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0
        return {line.rsplit("|", 1)[1].strip() for line in done.stderr.splitlines() if "|" in line}

    loaded = loaded_by(document)
    assert "tei_toolkit.validate" in loaded
    ours = {name.split(".")[1] for name in loaded if name.startswith("tei_toolkit.")}
    assert not ours & {"read", "pipeline", "model", "register", "mark", "segment", "encode", "transform", "dates"}
    assert not loaded & {"typst", "xmlschema", "elementpath", "concurrent.futures.process"}
    assert "saxonche" not in loaded_by("--schema", ROOT / "schema" / "tei_diary.rng", document)
    assert not {name for name in loaded if name.startswith("tei_toolkit.validate.edition")}


def test_convert_writes_an_entry_a_file(diary: Path, tmp_path: Path) -> None:
    done = tei("convert", diary, "-o", tmp_path / "out")
    assert (done.returncode, done.stderr) == (0, "")
    titles, counts, files = done.stdout.splitlines()
    assert dict(zip(titles.split(), counts.split(), strict=True)) == {
        "source": "diary.txt", "entries": "2", "from": "1939-02-03", "to": "1939-02-04", "dates": "3", "persons": "0",
        "probable": "0", "undecided": "0", "places": "0", "notes": "0", "pages": "1",
    }  # fmt: skip
    assert files.endswith(": 2 written, 0 unchanged.")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        ".converted.json", "1939-02-03.xml", "1939-02-04.xml", "tei_diary.rng", "tei_diary.sch",
    ]  # fmt: skip


def test_what_is_written_names_its_schema(diary: Path, tmp_path: Path) -> None:
    """By addresses at which it lies, so that editors' programs find it."""
    tei("convert", diary, "-o", tmp_path / "out")
    for path in [tmp_path / "out" / "1939-02-03.xml", *(ROOT / "schema" / "examples").glob("valid.xml")]:
        models = list(etree.parse(path).getroot().itersiblings(etree.PI, preceding=True))
        assert [model.get("schematypens") for model in reversed(models)] == [
            "http://relaxng.org/ns/structure/1.0",
            "http://purl.oclc.org/dsdl/schematron",
        ]
        for model in models:
            schema = etree.parse(path.parent / str(model.get("href"))).getroot()
            assert etree.QName(schema).namespace == model.get("schematypens")


def test_convert_whole_writes_one_file(diary: Path, tmp_path: Path) -> None:
    assert tei("convert", diary, "-o", tmp_path / "out", "--whole", "-q").returncode == 0
    root = etree.parse(tmp_path / "out" / "diary.xml").getroot()
    assert len(root.findall(".//tei:div[@type='year']/tei:div[@type='entry']", NAMESPACES)) == 2


def test_convert_says_nothing_when_told_so(diary: Path, tmp_path: Path) -> None:
    done = tei("convert", diary, "-o", tmp_path / "out", "--quiet")
    assert (done.stdout, done.stderr) == ("", "")


def test_the_report_has_every_mark_with_its_evidence(diary: Path, tmp_path: Path) -> None:
    tei("convert", diary, "-o", tmp_path / "out", "--report", tmp_path / "report.json")
    (report,) = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert [entry["date"] for entry in report["entries"]] == ["1939-02-03", "1939-02-04"]
    for mark in report["marks"]:
        assert DIARY[mark["start"] : mark["end"]][:80] == mark["text"]
        assert mark["evidence"]


def test_an_edited_file_is_never_overwritten(diary: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    tei("convert", diary, "-o", out)
    edited = out / "1939-02-03.xml"
    edited.write_text(edited.read_text(encoding="utf-8").replace("spot on", "quite on"), encoding="utf-8")
    before = edited.read_bytes()
    diary.write_text(DIARY.replace("Rain", "Snow"), encoding="utf-8")
    done = tei("convert", diary, "-o", out)
    assert "1939-02-03.xml: warning KEPT-01" in done.stderr
    assert edited.read_bytes() == before
    assert "Snow" in (out / "1939-02-04.xml").read_text(encoding="utf-8")


def test_an_edited_entry_whose_source_moved_on_is_an_error(diary: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    diary.write_text("3 February 1939\nOne.\n\n3 February\nTwo.\n", encoding="utf-8")
    tei("convert", diary, "-o", out)
    second = out / "1939-02-03-2.xml"
    second.write_text(second.read_text(encoding="utf-8").replace("Two", "Two, edited"), encoding="utf-8")
    diary.write_text("3 February 1939\nNew.\n\n3 February\nOne.\n\n3 February\nTwo.\n", encoding="utf-8")
    done = tei("convert", diary, "-o", out)
    assert done.returncode == 1
    assert "1939-02-03-2.xml: error KEPT-02" in done.stderr
    assert "Two, edited" in second.read_text(encoding="utf-8")


def test_an_entry_that_left_its_source_leaves_the_folder_unless_it_was_edited(diary: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    tei("convert", diary, "-o", out)
    diary.write_text(DIARY.replace("4 February", "5 February"), encoding="utf-8")
    done = tei("convert", diary, "-o", out)
    assert "1 removed (1939-02-04.xml)" in done.stdout
    assert sorted(path.stem for path in out.glob("*.xml")) == ["1939-02-03", "1939-02-05"]


def test_two_sources_with_the_same_day_keep_both(diary: Path, tmp_path: Path) -> None:
    other = tmp_path / "letters.txt"
    other.write_text("3 February 1939\nA letter.\n", encoding="utf-8")
    tei("convert", diary, other, "-o", tmp_path / "out", "--start", "1939")
    assert {path.stem for path in (tmp_path / "out").glob("*.xml")} == {"1939-02-03", "1939-02-03-2", "1939-02-04"}


def test_sources_converted_one_by_one_keep_their_entries(diary: Path, tmp_path: Path) -> None:
    other = tmp_path / "letters.txt"
    other.write_text("3 February 1939\nA letter.\n", encoding="utf-8")
    for source in (diary, other, diary):
        assert tei("convert", source, "-o", tmp_path / "out").returncode == 0
    texts = {path.stem: path.read_text(encoding="utf-8") for path in (tmp_path / "out").glob("*.xml")}
    assert sorted(texts) == ["1939-02-03", "1939-02-03-2", "1939-02-04"]
    assert "A letter." in texts["1939-02-03-2"]


def test_two_sources_of_one_name_never_become_one_file(diary: Path, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    second = tmp_path / "other" / "diary.txt"
    second.write_text(DIARY)
    done = tei("convert", diary, second, "--whole", "-o", "out", cwd=tmp_path)
    one_bad_sentence(done, "would both become", tmp_path)


def test_a_text_that_would_leave_the_edition_is_refused(tmp_path: Path) -> None:
    (tmp_path / "edition.toml").write_text(
        '[edition]\ntitle = "T"\n[[texts]]\nid = "../../esc"\ntitle = "T"\nlanguage = "en"\nsources = []\n'
    )
    one_bad_sentence(tei("convert", cwd=tmp_path), "id is the name of a folder", tmp_path)


BAD = {
    "missing": ("gone.txt", "there is no such file"),
    "directory": (".", "the folder has no page files"),
    "pdf": ("paper.pdf", "this is a PDF"),
    "empty": ("empty.txt", "the file is empty"),
    "latin-1": ("latin.txt", "this is not UTF-8"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_one_sentence_and_writes_nothing(case: str, tmp_path: Path) -> None:
    (tmp_path / "paper.pdf").write_bytes(b"%PDF-1.7\n\xff\xfe")
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "latin.txt").write_bytes("3. März\nSchöne Grüße".encode("latin-1"))
    name, sentence = BAD[case]
    one_bad_sentence(tei("convert", name, "-o", "out", cwd=tmp_path), sentence, tmp_path)


def one_bad_sentence(done: subprocess.CompletedProcess[str], sentence: str, folder: Path) -> None:
    assert done.returncode == 2
    assert sentence in done.stderr
    assert done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Traceback" not in done.stderr
    assert not (folder / "out").exists()


def test_a_bad_file_among_good_ones_writes_nothing(diary: Path, tmp_path: Path) -> None:
    one_bad_sentence(tei("convert", diary, "gone.txt", "-o", "out", cwd=tmp_path), "no such file", tmp_path)


def test_a_register_that_is_no_xml(diary: Path, tmp_path: Path) -> None:
    (tmp_path / "people.xml").write_text("Butler, R. A.\n")
    done = tei("convert", diary, "--register", "people.xml", "-o", "out", cwd=tmp_path)
    one_bad_sentence(done, "people.xml:1", tmp_path)


@pytest.mark.parametrize("tag", ["!!", "english!", ""])
def test_a_language_that_is_no_tag(diary: Path, tmp_path: Path, tag: str) -> None:
    one_bad_sentence(tei("convert", diary, "--language", tag, "-o", "out", cwd=tmp_path), "--language", tmp_path)


def test_a_report_never_overwrites_its_source(diary: Path, tmp_path: Path) -> None:
    one_bad_sentence(tei("convert", diary, "--report", diary, "-o", "out", cwd=tmp_path), "--report", tmp_path)
    assert diary.read_text(encoding="utf-8") == DIARY


def test_an_unknown_option(diary: Path, tmp_path: Path) -> None:
    done = tei("convert", diary, "--registre", "x", "-o", "out", cwd=tmp_path)
    one_bad_sentence(done, "No such option '--registre'", tmp_path)
    assert "--register" in done.stderr


@pytest.mark.parametrize("start", ["yesterday", "1939-13", "1939-02-30"])
def test_a_start_that_is_no_date(diary: Path, tmp_path: Path, start: str) -> None:
    one_bad_sentence(tei("convert", diary, "--start", start, "-o", "out", cwd=tmp_path), "--start", tmp_path)


def test_an_output_folder_that_cannot_be_written(diary: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    done = tei("convert", diary, "-o", "file", cwd=tmp_path)
    assert (done.returncode, len(done.stderr.strip().splitlines())) == (2, 1)
    assert "cannot be written" in done.stderr
    assert (tmp_path / "file").read_text() == "in the way"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_permission(diary: Path, tmp_path: Path) -> None:
    (tmp_path / "locked").mkdir(mode=0o555)
    done = tei("convert", diary, "-o", "locked/out", cwd=tmp_path)
    assert (done.returncode, "cannot be written" in done.stderr) == (2, True)


def test_nothing_to_convert(tmp_path: Path) -> None:
    one_bad_sentence(tei("convert", cwd=tmp_path), "edition.toml", tmp_path)


def test_a_style_means_an_element_of_tei(tmp_path: Path) -> None:
    (tmp_path / "edition.toml").write_text(
        '[edition]\ntitle = "T"\n[styles]\nFoo = "banana"\nCaption = "figDesc"\nPerson = "persname"\n'
    )
    done = tei("convert", cwd=tmp_path)
    assert done.returncode == 2
    for said in ("'Foo': a style cannot mean 'banana'", "'figDesc'", "did you mean 'persName'?"):
        assert said in done.stderr


def test_a_mistake_in_edition_toml_is_named(tmp_path: Path) -> None:
    (tmp_path / "edition.toml").write_text('[edition]\ntitel = "A Diary"\n[[texts]]\nid = "t"\nlanguage = 7\n')
    done = tei("convert", cwd=tmp_path)
    one_bad_sentence(done, "did you mean 'title'?", tmp_path)
    assert "[edition] needs a title" in done.stderr
    assert "[[texts]] 1 language must be text" in done.stderr


def test_the_captured_page_of_the_seed(tmp_path: Path) -> None:
    """The motivating input, as the first milestone describes its outcome."""
    done = tei("convert", shared("seed", "000_85536c0dd757eb83.txt"), "-o", tmp_path / "out")
    assert done.returncode == 0
    assert "names volume 2" in done.stderr or "name volume 2" in done.stderr
    assert "‘2 September’ follows ‘4 September’" in done.stderr
    (path,) = (tmp_path / "out").glob("*.xml")
    assert path.name == "1939-02-03.xml"
    root = etree.parse(path).getroot()

    def found(query: str) -> list[str]:
        items: Any = root.xpath(query, namespaces=NAMESPACES)
        return ["".join(map(str, item.itertext())) if isinstance(item, etree._Element) else str(item) for item in items]

    assert found("//tei:titleStmt/tei:author") == ["Liakhovetsky, Ivan Mikhailovich (Maisky)"]
    assert "The Complete Maisky Diaries: Volume 2" in found("//tei:titleStmt/tei:title")
    assert found("//tei:biblScope[@unit='volume']") == ["2"]
    assert found("//tei:body//tei:pb/@n") == ["451", "452"]
    assert found("//tei:note[@type='editorial']//tei:pb/@n") == ["452"]
    assert len(found("//tei:note[@type='editorial']")) == 1
    assert len(found("//tei:note[@type='editorial']//tei:note[@type='source']/tei:bibl")) == 6
    assert found("//tei:expan") == ["Anglo-Soviet", "Anglo-Soviet", "Butler", "Anglo-Soviet", "Lloyd George"]
    assert found("//tei:supplied") == ["with the Western powers"]
    assert found("//tei:body//tei:date/@when") == [
        "1939-02-03", "1939-01-27", "1939-01-30", "1939-02-19", "1939-02-19", "1939-02-09", "1939-02-15",
    ]  # fmt: skip
    text = found("//tei:body")[0]
    assert not any(word in text for word in ("Yale", "Login", "Cite", "Document Details", "Table of Contents"))


def test_abbreviations_are_those_of_the_file_or_of_the_edition(tmp_path: Path) -> None:
    (tmp_path / "diary.txt").write_text("3 February 1939\n\nH.E. called.\n", encoding="utf-8")
    (tmp_path / "short.toml").write_text('"H.E." = "His Excellency"\n', encoding="utf-8")
    done = tei("convert", "diary.txt", "--abbreviations", "short.toml", "--jobs", "2", cwd=tmp_path)
    assert done.returncode == 0
    made = (tmp_path / "tei" / "1939-02-03.xml").read_text(encoding="utf-8")
    assert '<choice><abbr>H.E.</abbr><expan resp="#tei-toolkit">His Excellency</expan></choice> called.' in made
    (tmp_path / "short.toml").write_text("H.E. = His Excellency\n", encoding="utf-8")
    again = tei("convert", "diary.txt", "--abbreviations", "short.toml", "-o", "out", cwd=tmp_path)
    one_bad_sentence(again, "short.toml: this is not TOML", tmp_path)
