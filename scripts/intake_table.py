"""Write the table of ``docs/intake.md``: what becomes of the features of a Word document, here and elsewhere.

``make intake-table`` makes one document that holds every feature, each with a word of its own, gives it to our reader,
to pandoc, python-docx, mammoth and docx2python, and looks for the words in what comes out. The others are installed by
``pip install pypandoc_binary python-docx mammoth docx2python``.
"""

from __future__ import annotations

import datetime
import importlib
import io
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import docx
from lxml import etree

from tei_toolkit.pipeline import convert

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from word import paragraph, run, word  # noqa: E402

TARGET = ROOT / "docs" / "intake.md"
BEGINS, ENDS = "<!-- made by make intake-table -->", "<!-- end -->"
FEATURES = (
    ("footnote", "alder", "note[@place='bottom']"),
    ("endnote", "birch", "note[@place='end']"),
    ("comment", "cedar", "note[@subtype='comment']"),
    ("tracked insertion", "dogwood", "p"),
    ("tracked deletion", "elder", ""),
    ("italics", "fir", "hi[@rend='italic']"),
    ("small caps", "gorse", "hi[@rend='smallcaps']"),
    ("language of words", "hazel", "foreign"),
    ("hyperlink", "ivy", "ref"),
    ("field result", "juniper", "p"),
    ("text box", "larch", "note[@rend='textbox']"),
    ("content control", "maple", "p"),
    ("list item", "oak", "item[@n]"),
    ("table cell", "pine", "cell"),
    ("right-aligned line", "rowan", "p[@rend='right']"),
    ("after a page break", "spruce", "p[pb]"),
    ("hidden words", "thorn", ""),
    ("running head", "willow", ""),
    ("formula", "yew", "p"),
)


def document() -> bytes:
    """A document with every feature."""
    change = 'w:id="1" w:author="A"'
    field = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    one = (
        run("He") + '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:endnoteReference w:id="3"/></w:r>'
        '<w:commentRangeStart w:id="0"/>' + run("came")
        + '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'
        f"<w:ins {change}>{run('dogwood')}</w:ins><w:del {change}><w:r><w:delText>elder</w:delText></w:r></w:del>"
        + run(" fir", "<w:i/>") + run(" gorse", "<w:smallCaps/>") + run(" hazel", '<w:lang w:val="fr-FR"/>')
        + '<w:hyperlink r:id="link1">' + run("ivy") + "</w:hyperlink>" + field("begin")
        + "<w:r><w:instrText>AUTHOR</w:instrText></w:r>" + field("separate") + run("juniper") + field("end")
        + "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>" + paragraph("larch")
        + "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
        + "<w:sdt><w:sdtContent>" + run("maple") + "</w:sdtContent></w:sdt>"
        + run("thorn", "<w:vanish/>")
        + "<m:oMath><m:r><m:t>yew</m:t></m:r></m:oMath>"
    )  # fmt: skip
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    body = (
        paragraph("3 February 1939") + paragraph(one) + paragraph("oak", numbered)
        + "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc>"
        + paragraph("pine") + "</w:tc></w:tr></w:tbl>"
        + paragraph("rowan", '<w:jc w:val="right"/>')
        + paragraph('<w:r><w:t>Then</w:t><w:br w:type="page"/><w:t>spruce</w:t></w:r>')
        + '<w:sectPr><w:headerReference w:type="default" r:id="r5"/></w:sectPr>'
    )  # fmt: skip
    level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    data = word(
        body, ["https://example.org/"],
        styles='<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault></w:docDefaults>',
        numbering=f'<w:abstractNum w:abstractNumId="0">{level}</w:abstractNum><w:num w:numId="1">'
        '<w:abstractNumId w:val="0"/></w:num>',
        footnotes='<w:footnote w:id="2">' + paragraph("alder") + "</w:footnote>",
        endnotes='<w:endnote w:id="3">' + paragraph("birch") + "</w:endnote>",
        comments='<w:comment w:id="0" w:author="A">' + paragraph("cedar") + "</w:comment>",
        header1=paragraph("willow"),
    )  # fmt: skip
    return data


def ours(data: bytes) -> dict[str, str]:
    """What our reader makes of each feature."""
    done = convert(data, "a.docx", language="en", start=datetime.date(1939, 1, 1))
    root = etree.fromstring(b"".join(done.documents.values()))
    found = {}
    for feature, name, path in FEATURES:
        spaced = path.replace("[pb]", "[t:pb]")
        inside = (
            root.xpath(f"//t:{spaced}[contains(., '{name}')]", namespaces={"t": "http://www.tei-c.org/ns/1.0"})
            if path
            else []
        )
        furniture = any(name in done.source.text[one.span.start : one.span.end] for one in done.source.furniture)
        found[feature] = f"`{path}`" if inside else "listed, not in the text" if furniture else "**lost**"
    return found


def _pandoc(file: Path) -> str:
    return str(importlib.import_module("pypandoc").convert_file(str(file), "html", extra_args=["--track-changes=all"]))


def _python_docx(file: Path) -> str:
    read = docx.Document(str(file))
    cells = [cell.text for table in read.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in read.paragraphs), *cells])


def _mammoth(file: Path) -> str:
    return str(importlib.import_module("mammoth").convert_to_html(io.BytesIO(file.read_bytes())).value)


def _docx2python(file: Path) -> str:
    return str(importlib.import_module("docx2python").docx2python(str(file)).text)


OTHERS: dict[str, Callable[[Path], str]] = {
    "pandoc": _pandoc, "python-docx": _python_docx, "mammoth": _mammoth, "docx2python": _docx2python,
}  # fmt: skip


def main() -> None:
    """Put the table into the page."""
    data = document()
    columns: dict[str, dict[str, str]] = {"TEI Toolkit": ours(data)}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "a.docx"
        file.write_bytes(data)
        for name, read in OTHERS.items():
            try:
                text = read(file)
            except Exception as error:  # whatever another library raises is its answer
                columns[name] = {feature: f"fails ({type(error).__name__})" for feature, _, _ in FEATURES}
                continue
            columns[name] = {feature: "text kept" if word in text else "lost" for feature, word, _ in FEATURES}
    rows = [f"| in the document | {' | '.join(columns)} |", "| --- |" + " --- |" * len(columns)]
    rows += [
        f"| {feature} | {' | '.join(cells[feature] for cells in columns.values())} |" for feature, _, _ in FEATURES
    ]
    page = TARGET.read_text(encoding="utf-8")
    before, _, rest = page.partition(BEGINS)
    _, _, after = rest.partition(ENDS)
    table = "\n".join(rows)
    TARGET.write_text(f"{before}{BEGINS}\n\n{table}\n\n{ENDS}{after}", encoding="utf-8")
    print(table)


if __name__ == "__main__":
    main()
