"""The fonts of the book: characters that none of them has, and fonts of an edition's own."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from pypdf import PdfReader
from test_book import document
from test_cli import tei
from tiny_edition import CONFIGURATION, DAYS, entry, path_of, tiny_edition, whole, written

from tei_toolkit.findings import Finding
from tei_toolkit.publish.build import build
from tei_toolkit.transform.glyphs import Unprintable
from tei_toolkit.transform.pdf import document_pdf


def edition(folder: Path, text: str, day: int = 2) -> Path:
    """A tiny edition with another text on one of its days."""
    files = tiny_edition()
    files[path_of(DAYS[day])] = whole(entry(DAYS[day], text))
    return written(files, folder)


def font(folder: Path, family: str, characters: str) -> None:
    """A font whose only glyphs are squares, for these characters."""
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    for corner in ((0, 700), (500, 700), (500, 0)):
        pen.lineTo(corner)
    pen.closePath()
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "square"])
    builder.setupCharacterMap({ord(char): "square" for char in characters})
    builder.setupGlyf({".notdef": pen.glyph(), "square": pen.glyph()})
    builder.setupHorizontalMetrics({".notdef": (600, 0), "square": (600, 0)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": family, "styleName": "Regular", "psName": f"{family}-Regular"})
    builder.setupOS2(sTypoAscender=800, usWinAscent=800, usWinDescent=200)
    builder.setupPost()
    folder.mkdir(parents=True, exist_ok=True)
    builder.save(folder / f"{family}.ttf")


def pdf_findings(folder: Path) -> list[Finding]:
    return [finding for finding in build(folder, {"pdf"}).findings if finding.code.startswith("FONT")]


def test_a_missing_glyph_is_a_finding_with_the_character_the_entry_and_the_line(tmp_path: Path) -> None:
    folder = edition(tmp_path, "<p>One line,\n<hi>and</hi> another:\n日記 and ꙋ, then 日.</p>")
    (finding,) = pdf_findings(folder)
    assert finding.code == "FONT-01"
    assert Path(finding.file) == folder / path_of(DAYS[2])
    lines = (folder / path_of(DAYS[2])).read_text(encoding="utf-8").split("\n")
    assert "日記" in lines[finding.line - 1]
    heading = "Sunday, 5 February 1939"
    for called in ("‘日’ (U+65E5 CJK UNIFIED IDEOGRAPH-65E5)", "‘ꙋ’ (U+A64B CYRILLIC SMALL LETTER MONOGRAPH UK)"):
        assert f"{called} in the entry “{heading}”" in finding.message
    assert finding.value == "日記ꙋ"
    assert not (folder / "build" / f"{folder.name}.pdf").exists()


def test_a_character_that_an_archive_cannot_keep_is_a_finding_too(tmp_path: Path) -> None:
    (finding,) = pdf_findings(edition(tmp_path, "<p>a private \ue000 sign</p>"))
    assert finding.code == "FONT-02"
    assert "U+E000" in finding.message


def test_a_character_outside_the_entries_is_said_to_be_there(tmp_path: Path) -> None:
    folder = written(tiny_edition() | {"edition.toml": CONFIGURATION.replace("Tiny", "日 Tiny")}, tmp_path)
    (finding,) = pdf_findings(folder)
    assert Path(finding.file).name == "edition.toml"
    assert "outside its entries" in finding.message


def test_a_font_of_the_edition_is_used_for_what_others_lack(tmp_path: Path) -> None:
    folder = edition(tmp_path, "<p>日記</p>")
    font(folder / "fonts", "Squares", "日")
    (finding,) = pdf_findings(folder)
    assert finding.value == "記"
    font(folder / "fonts", "Squares", "日記")
    assert pdf_findings(folder) == []
    assert b"Squares" in (folder / "build" / f"{folder.name}.pdf").read_bytes()
    assert build(folder, {"pdf"}).made == ()
    font(folder / "fonts", "Squares", "日記x")
    assert [name for name, _ in build(folder, {"pdf"}).made] == ["book.pdf"], "another font is another book"


def test_the_families_of_the_settings_come_first(tmp_path: Path) -> None:
    settings = '\n[print]\nfonts = ["Squares"]\n'
    folder = written(tiny_edition() | {"edition.toml": CONFIGURATION + settings}, tmp_path)
    (finding,) = build(folder, {"pdf"}).findings
    assert "no font 'Squares'" in finding.message
    assert "Libertinus Serif" in finding.message
    font(folder / "fonts", "Squares", "ae")
    assert build(folder, {"pdf"}).findings == ()
    assert b"Squares" in (folder / "build" / f"{folder.name}.pdf").read_bytes()


def test_all_characters_are_named_at_once() -> None:
    with pytest.raises(Unprintable) as raised:
        document_pdf(document("<p>日 x 記 y " + "".join(chr(0x4E00 + n) for n in range(9)) + "</p>"))
    assert len(raised.value.characters) == 11
    assert "6 more" in str(raised.value)


def test_transform_says_the_finding_and_exits_with_1(tmp_path: Path) -> None:
    path = edition(tmp_path, "<p>日記</p>") / path_of(DAYS[2])
    done = tei("transform", path, "--to", "pdf", "-o", tmp_path / "day.pdf")
    assert done.returncode == 1
    assert "FONT-01" in done.stderr
    assert not (tmp_path / "day.pdf").exists()


def test_one_document_of_an_edition_is_printed_as_the_edition_is(tmp_path: Path) -> None:
    folder = edition(tmp_path / "edition", "<p>日記</p>")
    font(folder / "fonts", "Squares", "日記")
    (folder / "edition.toml").write_text(CONFIGURATION + '\n[print]\nwidth = "120mm"\n', encoding="utf-8")
    done = tei("transform", folder / path_of(DAYS[2]), "--to", "pdf", "-o", tmp_path / "day.pdf")
    assert (done.returncode, done.stderr) == (0, "")
    assert b"Squares" in (tmp_path / "day.pdf").read_bytes()
    assert round(float(PdfReader(tmp_path / "day.pdf").pages[0].mediabox.width) / 72 * 25.4) == 120
