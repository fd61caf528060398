"""The sample edition is what the toolkit makes of its sources, valid, and shows every phenomenon."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, shared
from lxml import etree

from tei_toolkit.parsing import NAMESPACES
from tei_toolkit.validate import load_schema, validate

SAMPLE = ROOT / "editions" / "sarnovo-diary"
TEI_FILES = sorted(SAMPLE.glob("tei/*/*.xml"))


def xpath(path: Path, query: str) -> list[Any]:
    found: Any = etree.parse(path).xpath(query, namespaces=NAMESPACES)
    return list(found)


def test_converting_its_sources_gives_its_tei(tmp_path: Path) -> None:
    copy = tmp_path / "edition"
    shutil.copytree(SAMPLE, copy, ignore=shutil.ignore_patterns("tei", "build", "images"))
    done = subprocess.run([sys.executable, "-m", "tei_toolkit", "convert"], cwd=copy, capture_output=True, check=False)
    assert done.returncode == 0
    made = {path.relative_to(copy): path.read_bytes() for path in copy.glob("tei/*/*.xml")}
    committed = {path.relative_to(SAMPLE): path.read_bytes() for path in TEI_FILES}
    assert sorted(made) == sorted(committed)
    assert [str(name) for name in sorted(made) if made[name] != committed[name]] == []


def test_it_is_valid() -> None:
    files = [*TEI_FILES, *SAMPLE.glob("register/*.xml")]
    findings = validate((str(path.relative_to(ROOT)), path.read_bytes()) for path in files)
    assert [str(finding) for finding in findings] == []


def test_it_is_valid_tei_all() -> None:
    path = shared("oracle", "tei_all.rng")
    schema = load_schema(path.read_bytes(), path.name)
    files = [*TEI_FILES, *SAMPLE.glob("register/*.xml")]
    assert [str(finding) for finding in validate(((path.name, path.read_bytes()) for path in files), [schema])] == []


PHENOMENA = {
    "two entries on a day": "//tei:div[@xml:id='e1939-02-14-2']",
    "a heading that holds a date": "//tei:head[starts-with(., 'Conversation')]/tei:date[@when='1940-03-18']",
    "a heading without a date": "//tei:head[not(tei:date)]",
    "a year inferred": "//tei:head/tei:date[@when='1940-01-02'][. = '2 January']",
    "a page break in a sentence": "//tei:p/tei:pb[not(@break)]",
    "a page break in a word": "//tei:pb[@break='no']",
    "a page break in a note": "//tei:note[@type='editorial']//tei:pb",
    "a page break before an entry": "//tei:body/tei:pb",
    "an expansion within a name": "//tei:persName/tei:expan/tei:ex",
    "supplied words": "//tei:supplied[@resp='#editor']",
    "a gap of dots": "//tei:gap[@reason='ellipsis']",
    "a gap that says how much": "//tei:gap[@quantity='2'][@unit='word']/tei:desc",
    "torn": "//tei:gap[@reason='torn']",
    "doubt": "//tei:unclear",
    "an oddity": "//tei:sic",
    "a short note": "//tei:p/tei:note[@type='editorial'][not(@subtype)]",
    "a note of paragraphs": "//tei:note[@type='editorial'][tei:p[2]]",
    "a source note": "//tei:note[@type='editorial']/tei:p/tei:note[@type='source']/tei:bibl",
    "a date without a year": "//tei:p//tei:date[@when='1939-01-27'][. = '27 January']",
    "a range": "//tei:date[@from][@to]",
    "part of a month": "//tei:date[@notBefore][@notAfter]",
    "about a year": "//tei:date[@when='1910']",
    "a Julian date": "//tei:date[@when-custom='1914-08-17'][@when='1914-08-30']",
    "a place": "//tei:placeName[@ref='#geneva']",
    "a year line": "//tei:body/tei:head[. = '1939']",
    "Russian": "//tei:TEI[@xml:lang='ru']//tei:persName[@ref='#quillfeather']",
}


@pytest.mark.parametrize("phenomenon", PHENOMENA)
def test_it_shows(phenomenon: str) -> None:
    assert any(xpath(path, PHENOMENA[phenomenon]) for path in TEI_FILES)


def test_versions_of_an_entry_have_the_same_id() -> None:
    ids = {folder: {one for path in SAMPLE.glob(f"tei/{folder}/*.xml") for one in xpath(path, "//tei:div/@xml:id")}
           for folder in ("translation", "transcription")}  # fmt: skip
    assert len(ids["transcription"]) == 14
    assert ids["transcription"] <= ids["translation"]


def test_every_reference_is_in_the_register() -> None:
    known = {
        one
        for path in SAMPLE.glob("register/*.xml")
        for one in xpath(path, "//tei:person/@xml:id | //tei:place/@xml:id")
    }
    used = {ref[1:] for path in TEI_FILES for ref in xpath(path, "//tei:text//@ref")}
    assert used
    assert used <= known
