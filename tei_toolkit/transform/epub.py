"""A book as EPUB 3.3: pages of the original, notes that pop up, navigation by date."""

from __future__ import annotations

import json
import uuid
from pathlib import Path

from tei_toolkit.resources import resource
from tei_toolkit.saxon import Stylesheets, read_part
from tei_toolkit.transform.book import Tree, made_at
from tei_toolkit.transform.book_xml import book_xml
from tei_toolkit.transform.packages import parts_of, zipped

_CONTAINER = b"""<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""


def epub(tree: Tree, own: Path | None = None) -> bytes:
    """A tree of a book or of one document as an EPUB; the same tree gives the same bytes.

    ``own`` is an edition's stylesheet that overrides single rules of ours. Raises :class:`StylesheetError` if a
    stylesheet does not compile or stops.
    """
    sheets = Stylesheets({"epub": own or resource("xslt", "epub", "book.xsl")})
    told = {
        "words": json.loads(read_part("book", "words.json")),
        "identifier": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, _called(tree))}",
        "modified": made_at(tree["date"]).strftime("%Y-%m-%dT%H:%M:%SZ"),
    }
    parts = parts_of(sheets.transform("epub", book_xml(tree), told), "the EPUB")
    parts["mimetype"] = b"application/epub+zip"
    parts["META-INF/container.xml"] = _CONTAINER
    parts["EPUB/book.css"] = read_part("epub", "book.css")
    return zipped(parts, first="mimetype")


def _called(tree: Tree) -> str:
    """What tells this publication from others, however its text changes: who wrote what, and who published it."""
    return "|".join(str(tree.get(key, "")) for key in ("author", "title", "subtitle", "publisher"))
