"""All formats together: the same diary gives the same entries; hostile files are one sentence; readers of others."""

from __future__ import annotations

import datetime
import io
import re
import shutil
import subprocess
import time
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import docx
import odfdo
import pytest
from conftest import shared
from lxml import etree
from test_cli import tei
from word import paragraph, run, word

from tei_toolkit import read as reading
from tei_toolkit.errors import UnreadableInput
from tei_toolkit.model import SourceText
from tei_toolkit.pipeline import Converted, convert
from tei_toolkit.read.readers import Reader, Received, Wishes
from tei_toolkit.validate import validate

DAYS = [
    ("3 February", "It rained on the quay, and nobody of the legation came to see me that day.", "A second paragraph."),
    ("4 February", "Snow. The lake had gone, or had been put away by the town for the winter.", "Late to bed."),
    ("31 December", "The year ends, and nobody has asked it to; I drank a glass by myself then.", "So much for 1939."),
    ("2 January", "Back at the desk, where the same paper lay as in the last year of peace.", "Cold."),
]
EXPECTED = ["e1939-02-03", "e1939-02-04", "e1939-12-31", "e1940-01-02"]


def as_text() -> bytes:
    return "\n\n".join(f"{day}\n" + "\n".join(lines) for day, *lines in DAYS).encode()


def as_word() -> bytes:
    written = docx.Document()
    for day, *lines in DAYS:
        written.add_heading(day, 2)
        for line in lines:
            written.add_paragraph(line)
    data = io.BytesIO()
    written.save(data)
    return data.getvalue()


def as_open_document() -> bytes:
    written = odfdo.Document("text")
    written.body.clear()
    for day, *lines in DAYS:
        written.body.append(odfdo.Header(2, day))
        for line in lines:
            written.body.append(odfdo.Paragraph(line))
    data = io.BytesIO()
    written.save(data)
    return data.getvalue()


def as_markdown() -> bytes:
    return "\n\n".join(f"## {day}\n\n" + "\n\n".join(lines) for day, *lines in DAYS).encode()


def as_html() -> bytes:
    days = "".join(f"<h2>{day}</h2>" + "".join(f"<p>{line}</p>" for line in lines) for day, *lines in DAYS)
    return f"<!DOCTYPE html><html><body><nav>Menu</nav><main>{days}</main></body></html>".encode()


def as_page() -> bytes:
    def region(*lines: str) -> str:
        inside = "".join(f"<TextLine><TextEquiv><Unicode>{line}</Unicode></TextEquiv></TextLine>" for line in lines)
        return f"<TextRegion>{inside}</TextRegion>"

    days = "".join(region(day, lines[0]) + region(*lines[1:]) for day, *lines in DAYS)
    return f'<PcGts xmlns="http://example.org/pagecontent"><Page imageFilename="a.jpg">{days}</Page></PcGts>'.encode()


def as_tei() -> bytes:
    days = "".join(
        f'<div type="entry"><head>{day}</head>' + "".join(f"<p>{line}</p>" for line in lines) + "</div>"
        for day, *lines in DAYS
    )
    return f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>{days}</body></text></TEI>'.encode()


@pytest.mark.parametrize(
    ("write", "name"),
    [(as_text, "a.txt"), (as_word, "a.docx"), (as_open_document, "a.odt"), (as_markdown, "a.md"), (as_html, "a.html"),
     (as_page, "a.xml"), (as_tei, "a.xml")],
)  # fmt: skip
def test_the_same_diary_gives_the_same_entries(write: Callable[[], bytes], name: str) -> None:
    done = convert(write(), name, language="en", start=datetime.date(1939, 1, 1))
    assert [entry.id for entry in done.entries] == EXPECTED
    for document, (day, *lines) in zip(done.documents.values(), DAYS, strict=True):
        division = etree.fromstring(document).find(".//{*}body//{*}div")
        assert division is not None
        head, *paragraphs = ["".join(map(str, one.itertext())).strip() for one in division.iter("{*}head", "{*}p")]
        assert (head, paragraphs) == (day, lines)


def test_what_is_written_is_valid_by_our_schema() -> None:
    for write, name in ((as_word, "a.docx"), (as_page, "a.xml"), (as_html, "a.html")):
        done = convert(write(), name, language="en", start=datetime.date(1939, 1, 1))
        for document in done.documents.values():
            assert [str(one) for one in validate([(name, document)])] == []


# Hostile files -----------------------------------------------------------------------------------------------------


def archive(members: Sequence[tuple[str, bytes]], name: str = "word/document.xml") -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as made:
        for path, content in members:
            made.writestr(path, content)
    return data.getvalue()


def encrypted() -> bytes:
    data = bytearray(word(paragraph("x")))
    for match in re.finditer(b"PK\x01\x02", bytes(data)):
        data[match.start() + 8] |= 1
    for match in re.finditer(b"PK\x03\x04", bytes(data)):
        data[match.start() + 6] |= 1
    return bytes(data)


ENTITIES = b'<!DOCTYPE a [<!ENTITY b "' + b"x" * 99 + b'"><!ENTITY c "&b;&b;&b;&b;">]>'
HOSTILE = {
    "zip bomb": (archive([("word/document.xml", b"<a>" + b" " * 300_000_000)]), "a.docx", "would unpack to"),
    "a path outside": (archive([("../../etc/x", b"x"), ("word/document.xml", b"<a/>")]), "a.docx", "points outside"),
    "password": (encrypted(), "a.docx", "password"),
    "broken zip": (word(paragraph("x"))[:-40], "a.docx", "damaged"),
    "entity bomb": (ENTITIES + b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text>&c;</text></TEI>', "a.xml", "entit"),
    "external entity": (
        b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><TEI xmlns="http://www.tei-c.org/ns/1.0"><text>&b;</text></TEI>',
        "a.xml", "entit",
    ),
    "entities in Word": (
        archive([("word/document.xml", ENTITIES + b"<a>&c;</a>")]), "a.docx", "entit",
    ),
    "deep HTML": (b"<html><body>" + b"<div>" * 10_000 + b"x", "a.html", "nested too deeply"),
    "deep XML": (b"<PcGts>" + b"<a>" * 10_000, "a.xml", "not well-formed"),
    "NUL": (b"3 February\nIt rained.\x00\n", "a.txt", r"U\+0000"),
    "a line without end": (b"3 February\n" + b"a" * 3_000_000, "a.txt", "a.txt:2: this line has 3 million characters"),
    "too much text": (b"a\n" * (33 * 2**20), "a.txt", "66 MB of text"),
    "mixed encodings": ("3 февраля\nдождь\n".encode() + "снег".encode("cp1251"), "a.txt", "not UTF-8"),
}  # fmt: skip


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_files_are_one_sentence(case: str) -> None:
    data, name, sentence = HOSTILE[case]
    with pytest.raises(UnreadableInput, match=sentence) as caught:
        convert(data, name)
    assert "\n" not in str(caught.value)


def test_deep_brackets_and_long_lines_end() -> None:
    start = time.monotonic()
    convert(b"3 February\n" + b"word " * 400_000, "long.txt", language="en")
    convert(b"3 February\n" + b"*a **b _c [" * 20_000, "signs.md", language="en")
    assert time.monotonic() - start < 120, "this is about not being quadratic, not about speed"


# Readers -----------------------------------------------------------------------------------------------------------


def test_the_formats_are_listed() -> None:
    done = tei("convert", "--list-formats")
    assert done.returncode == 0
    for format in ("Word document", "OpenDocument", "Markdown", "PAGE XML", "ALTO", "hOCR", "TEI", "plain text"):
        assert format in done.stdout


def test_another_package_adds_a_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(received: Received, _wishes: Wishes) -> SourceText:
        return SourceText(received.name, received.data.decode()[4:])

    class Point:
        name = "mine"

        def load(self) -> Reader:
            return Reader("mine", lambda received: received.data.startswith(b"MINE"), read)

    monkeypatch.setattr(reading, "entry_points", lambda group: [Point()])
    reading.readers.cache_clear()
    try:
        done: Converted = convert(b"MINE3 February\nRain.\n", "a.mine", language="en", start=datetime.date(1939, 1, 1))
    finally:
        reading.readers.cache_clear()
    assert [entry.id for entry in done.entries] == ["e1939-02-03"]


NO_TRANSCRIPTS = {
    "XML of a catalogue": (
        '<?xml version="1.0"?><ead xmlns="urn:isbn:1-931666-22-9"><p>x</p></ead>',
        "XML with .* <ead>",
    ),
    "XML without a declaration": ("<diary><day>3 February</day></diary>\n", "XML with the root element <diary>"),
    "TEI without a namespace": ("<TEI><text><body><p>It rained.</p></body></text></TEI>", "not in TEI’s namespace"),
    "a piece of TEI": ('<div xmlns="http://www.tei-c.org/ns/1.0"><p>It rained.</p></div>', "root element <div>"),
    "LaTeX": ("% a diary\n\\documentclass{book}\n\\begin{document}3 February\\end{document}", "this is LaTeX"),
    "RTF": ("{\\rtf1\\ansi 3 February\\par It rained.}", "this is RTF"),
    "JSON": ('{"entries": [{"date": "3 February", "text": "It rained."}]}', "this is JSON"),
    "JSON by lines": ('{"date": "3 February"}\n{"date": "4 February"}\n', "this is JSON"),
    "PDF": ("%PDF-1.7\nxref", "this is a PDF"),
}


@pytest.mark.parametrize("case", NO_TRANSCRIPTS)
def test_what_is_no_transcript_is_one_sentence(case: str, tmp_path: Path) -> None:
    text, sentence = NO_TRANSCRIPTS[case]
    (tmp_path / "diary.txt").write_text(text)
    done = tei("convert", str(tmp_path / "diary.txt"), "-o", str(tmp_path / "tei"))
    assert done.returncode == 2
    assert re.search(sentence, done.stderr)
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "text", ["[451]\n3 February\nIt rained.\n", "3 February\n<unclear> it rained {\\it so}.\n", "{3 February}\nIt"]
)
def test_signs_of_a_transcript_are_no_format(text: str) -> None:
    assert convert(text.encode(), "diary.txt", language="en").source.text == text


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("<p>3 February 1939</p><p>It <i>rained</i>.</p>", "diary.txt"),
        ("<h2 class='day'>3 February 1939</h2>\n<div>It <i>rained</i>.</div>", "diary.htm"),
        ("3 February 1939<br>It <i>rained</i>.", "diary.html"),
    ],
)
def test_a_piece_of_html_is_html(text: str, name: str) -> None:
    (document,) = convert(text.encode(), name, language="en").documents.values()
    assert b'<hi rend="italic">rained</hi>' in document
    assert b"&lt;" not in document


def test_the_content_decides_not_the_name() -> None:
    done = convert(as_word(), "diary.txt", language="en", start=datetime.date(1939, 1, 1))
    assert [entry.id for entry in done.entries] == EXPECTED


def test_gold_text_is_the_same_as_a_word_document() -> None:
    folder = shared("gold", "cases", "mitford-1")
    text = (folder / "source.txt").read_text(encoding="utf-8")
    written = "".join(paragraph(line.replace("&", "&amp;").replace("<", "&lt;")) for line in text.split("\n"))
    start = datetime.date(1819, 1, 1)
    plain = convert(text.encode(), "a.txt", language="en", start=start)
    data = word(written.replace('<w:t xml:space="preserve"></w:t>', ""))
    done = convert(data, "a.docx", language="en", start=start)
    assert [entry.id for entry in done.entries] == [entry.id for entry in plain.entries]


@pytest.mark.parametrize(("format", "name"), [("docx", "a.docx"), ("odt", "a.odt"), ("html5", "a.html")])
def test_documents_of_pandoc(format: str, name: str, tmp_path: Path) -> None:
    pypandoc = pytest.importorskip("pypandoc", reason="needs pandoc (pip install pypandoc_binary), another writer")
    written = (
        "## 3 February\n\nHe came *late*[^1] to the quay.\n\n- milk\n- bread\n\n[^1]: At four.\n\n"
        "## 4 February\n\n| a | b |\n|---|---|\n| c | d |\n\n> A quotation.\n"
    )
    file = tmp_path / name
    pypandoc.convert_text(written, format, "markdown", outputfile=str(file), extra_args=["--standalone"])
    done = convert(file.read_bytes(), name, language="en", start=datetime.date(1939, 1, 1))
    assert [entry.id for entry in done.entries][-2:] == EXPECTED[:2]
    first, second = (re.sub(r"\n\s*", "", done.documents[f"1939-02-0{day}.xml"].decode()) for day in (3, 4))
    assert 'He came <hi rend="italic">late</hi><note place="bottom">At four.' in first
    assert "<item>milk</item>" in first
    assert "<cell>c</cell>" in second
    assert "A quotation." in second


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice, another writer")
@pytest.mark.parametrize("format", ["docx", "odt"])
def test_documents_of_libreoffice(format: str, tmp_path: Path) -> None:
    body = (
        paragraph("3 February 1939")
        + paragraph(run("He came ") + run("late", "<w:i/>") + '<w:r><w:footnoteReference w:id="2"/></w:r>'
                    + run(" on foot."))
        + paragraph('<w:commentRangeStart w:id="0"/>' + run("Vane") + '<w:commentRangeEnd w:id="0"/><w:r>'
                    '<w:commentReference w:id="0"/></w:r>' + run(" had gone."))
        + "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc>"
        + paragraph("pine") + "</w:tc></w:tr></w:tbl>"
        + paragraph("Geneva", '<w:jc w:val="right"/>')
    )  # fmt: skip
    source = tmp_path / "a.docx"
    source.write_bytes(
        word(body, footnotes='<w:footnote w:id="2">' + paragraph("At four.") + "</w:footnote>",
             comments='<w:comment w:id="0" w:author="Ida Pell">' + paragraph("Which?") + "</w:comment>")
    )  # fmt: skip
    command = ["soffice", f"-env:UserInstallation={tmp_path.as_uri()}/profile", "--headless", "--convert-to", format]
    subprocess.run([*command, "--outdir", tmp_path / "out", source], check=True, capture_output=True, timeout=120)
    data = (tmp_path / "out" / f"a.{format}").read_bytes()
    (document,) = convert(data, f"a.{format}", language="en").documents.values()
    text = re.sub(r"\n\s*", "", document.decode())
    assert '<hi rend="italic">late</hi><note place="bottom">At four.</note> on foot.' in text
    assert re.search(r'<anchor xml:id="(comment-[^"]*)"/>Vane<note [^>]*target="#\1">Which\?</note> had gone', text)
    assert "<cell>pine</cell>" in text
    assert '<p rend="right">Geneva</p>' in text


def test_what_is_no_page_in_a_folder_is_said(tmp_path: Path) -> None:
    folder = tmp_path / "scans"
    (folder / ".git").mkdir(parents=True)
    page = (
        '<PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"><Page imageWidth="9"'
        ' imageHeight="9"><TextRegion id="r"><TextLine id="l"><TextEquiv><Unicode>3 February 1939</Unicode>'
        "</TextEquiv></TextLine></TextRegion></Page></PcGts>"
    )
    files = {"0001.xml": page, "notes.xml": "<notes/>", "diary.docx": "x", "0001.jpg": "x", ".git/config": "x"}
    for name, text in files.items():
        (folder / name).write_text(text)
    done = tei("convert", str(folder), "-o", str(tmp_path / "tei"))
    assert done.returncode == 0
    said = [line for line in done.stderr.splitlines() if "READ-04" in line]
    assert [line.split(":")[0] for line in said] == ["scans/diary.docx", "scans/notes.xml"]
