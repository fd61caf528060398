"""Each entry as a PDF: made where the edition wants it, led to from its page, and of the words of its entry."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from test_build import change, day_of, put
from tiny_edition import tiny_edition

from tei_toolkit.errors import UnreadableInput
from tei_toolkit.publish.build import build

SITE = frozenset({"site"})
PAGE = "entries/1939-02-05"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in tiny_edition().items():
        put(tmp_path / name, text)
    change(tmp_path / "edition.toml", "[edition]", "[edition]\nentry_pdfs = true")
    return tmp_path


def words(pdf: Path) -> str:
    done = subprocess.run(["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True, text=True)
    return " ".join(done.stdout.split())


def test_an_entry_is_taken_from_its_page_as_a_pdf(folder: Path) -> None:
    build(folder, SITE)
    site = folder / "build" / "site"
    page: Any = html.document_fromstring((site / f"{PAGE}.html").read_bytes())
    (link,) = page.xpath("//p[@class='downloads']/a[.='PDF']")
    assert (link.get("href"), link.get("download")) == ("1939-02-05.pdf", "download")
    said = words(site / f"{PAGE}.pdf")
    assert "5 February 1939" in said
    assert "Butler said" in said
    # One changed word: that entry's, and no other.
    change(day_of(folder, "1939-02-05"), "</p>", " Anew.</p>")
    made = {name for name, _ in build(folder, SITE).made if name.endswith(".pdf")}
    assert made == {f"site/{PAGE}.pdf"}
    assert "Anew." in words(site / f"{PAGE}.pdf")


def test_an_edition_that_wants_none_has_none(folder: Path) -> None:
    build(folder, SITE)
    change(folder / "edition.toml", "entry_pdfs = true", "entry_pdfs = false")
    build(folder, SITE)
    assert not list((folder / "build" / "site" / "entries").glob("*.pdf"))
    assert b">PDF<" not in (folder / "build" / "site" / f"{PAGE}.html").read_bytes()


def test_what_cannot_be_printed_is_said_and_the_page_is_made(folder: Path) -> None:
    change(day_of(folder, "1939-02-05"), "</p>", " \U00013000</p>")
    findings = build(folder, SITE).findings
    assert [(one.code, Path(one.file).name) for one in findings] == [("FONT-01", "1939-02-05.xml")]
    assert (folder / "build" / "site" / f"{PAGE}.html").exists()
    assert not (folder / "build" / "site" / f"{PAGE}.pdf").exists()


def test_neither_true_nor_false_is_one_sentence(folder: Path) -> None:
    change(folder / "edition.toml", "entry_pdfs = true", 'entry_pdfs = "yes"')
    with pytest.raises(UnreadableInput, match=r"\[edition\] entry_pdfs is true or false"):
        build(folder, SITE)
