"""Write the table of ``docs/intake.md``: what becomes of the features of documents, here and elsewhere.

``make intake-table`` makes a document a format that holds every feature, each with a word of its own, gives them to our
readers, and the Word document to pandoc, python-docx, mammoth and docx2python, and looks for the words in what comes
out. The others are installed by ``pip install pypandoc_binary python-docx mammoth docx2python``.
"""

from __future__ import annotations

import datetime
import importlib
import io
import tempfile
from collections.abc import Callable
from pathlib import Path

import docx
from intake_documents import DOCUMENTS, FEATURES
from lxml import etree, html

from tei_toolkit.parsing import TEI
from tei_toolkit.pipeline import convert

TARGET = Path(__file__).resolve().parent.parent / "docs" / "intake.md"
BEGINS, ENDS = "<!-- made by make intake-table -->", "<!-- end -->"
_IN_HTML = {
    "heading within an entry": "h2|//h3", "footnote": "li[contains(@id, 'fn') or contains(@id, 'footnote')]",
    "endnote": "li[contains(@id, 'fn') or contains(@id, 'endnote')]",
    "comment": "span[contains(@class, 'comment')]|//dd", "tracked insertion": "span[@class='insertion']|//p",
    "italics": "em", "bold": "strong", "underline": "u", "superscript": "sup",
    "small caps": "span[contains(@class, 'smallcaps')]", "struck out": "del|//s", "hyperlink": "a",
    "language of words": "*[@lang='fr-FR']", "list item with its number": "ol[@start='3']/li", 
    "item in an item": "li//li",
    "table cell": "td|//th", "tracked deletion": "del|//span[@class='deletion']",
    "cell over two columns": "td[@colspan='2']", "right-aligned line": "p[contains(@style, 'right')]",
    "after a page break": "p[contains(@style, 'break')]", "after a line break": "p[br]", "quotation": "blockquote",
}  # fmt: skip
"""How HTML says the same, for those who write HTML; what is not here is text."""


def ours(name: str, data: bytes) -> dict[str, str]:
    """What our reader makes of each feature."""
    done = convert(data, name, language="en", start=datetime.date(1939, 1, 1))
    root = etree.fromstring(b"".join(done.documents.values()))
    held = data.decode("utf-8", "ignore") if not data.startswith(b"PK") else None
    found = {}
    for feature, tree, paths in FEATURES:
        inside = next((f"`{said}`" for said, path in paths.items() if _within(root, f"//t:{path}", tree)), "")
        furniture = any(tree in done.source.text[one.span.start : one.span.end] for one in done.source.furniture)
        kept = "listed, not in the text" if furniture else "text kept" if tree in done.source.text else "**lost**"
        found[feature] = "–" if held is not None and tree not in held else inside or kept
    return found


def _within(root: etree._Element, path: str, tree: str) -> bool:
    """Whether something that the path finds holds the word."""
    found = root.xpath(path, namespaces={"t": TEI})
    assert isinstance(found, list)
    return any(tree in "".join(map(str, one.itertext())) for one in found if isinstance(one, etree._Element))


def _in_html(written: str) -> dict[str, str]:
    root = html.fromstring(f"<div>{written}</div>")
    return {
        feature: "as such" if path and _within(root, f"//{path}", tree) else _in_text(written, tree)
        for feature, tree, path in ((feature, tree, _IN_HTML.get(feature)) for feature, tree, _ in FEATURES)
    }


def _in_text(written: str, tree: str) -> str:
    return "text kept" if tree in written else "lost"


def _pandoc(file: Path) -> dict[str, str]:
    written = importlib.import_module("pypandoc").convert_file(str(file), "html", extra_args=["--track-changes=all"])
    return _in_html(str(written))


def _mammoth(file: Path) -> dict[str, str]:
    return _in_html(str(importlib.import_module("mammoth").convert_to_html(io.BytesIO(file.read_bytes())).value))


def _python_docx(file: Path) -> dict[str, str]:
    read = docx.Document(str(file))
    cells = [cell.text for table in read.tables for row in table.rows for cell in row.cells]
    text = "\n".join([*(one.text for one in read.paragraphs), *cells])
    return {feature: _in_text(text, tree) for feature, tree, _ in FEATURES}


def _docx2python(file: Path) -> dict[str, str]:
    text = str(importlib.import_module("docx2python").docx2python(str(file)).text)
    return {feature: _in_text(text, tree) for feature, tree, _ in FEATURES}


OTHERS: dict[str, Callable[[Path], dict[str, str]]] = {
    "pandoc": _pandoc, "mammoth": _mammoth, "python-docx": _python_docx, "docx2python": _docx2python,
}  # fmt: skip


def main() -> None:
    """Put the table into the page."""
    columns = {f"ours: .{name.split('.')[1]}": ours(name, write()) for name, write in DOCUMENTS.items()}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "a.docx"
        file.write_bytes(DOCUMENTS["a.docx"]())
        for name, read in OTHERS.items():
            try:
                columns[f"{name}: .docx"] = read(file)
            except Exception as error:  # whatever another library raises is its answer
                failed = f"fails ({type(error).__name__})"
                columns[f"{name}: .docx"] = dict.fromkeys((one[0] for one in FEATURES), failed)
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
