"""A book as a Word document for proof-readers: named styles, footnotes of Word's own."""

from __future__ import annotations

import json
from pathlib import Path

from tei_toolkit.resources import resource
from tei_toolkit.saxon import Stylesheets, read_part
from tei_toolkit.transform.book import Tree, made_at
from tei_toolkit.transform.book_xml import book_xml
from tei_toolkit.transform.packages import parts_of, zipped

_FIXED = {
    "[Content_Types].xml": "content-types.xml",
    "_rels/.rels": "package-rels.xml",
    "word/_rels/document.xml.rels": "document-rels.xml",
    "word/styles.xml": "styles.xml",
}
"""The parts that are the same in every document, by the files beside the stylesheet."""


def docx(tree: Tree, own: Path | None = None) -> bytes:
    """A tree of a book or of one document as .docx; the same tree gives the same bytes.

    ``own`` is an edition's stylesheet that overrides single rules of ours. Raises :class:`StylesheetError` if a
    stylesheet does not compile or stops.
    """
    sheets = Stylesheets({"docx": own or resource("xslt", "docx", "book.xsl")})
    told = {
        "words": json.loads(read_part("book", "words.json")),
        "modified": made_at(tree["date"]).strftime("%Y-%m-%dT%H:%M:%SZ"),
    }
    parts = parts_of(sheets.transform("docx", book_xml(tree), told), "the Word document")
    parts |= {name: read_part("docx", file) for name, file in _FIXED.items()}
    return zipped(parts, first="[Content_Types].xml")
