"""A book as ICML, the story that InDesign and InCopy place into a publisher's template."""

from __future__ import annotations

import json
from pathlib import Path

from tei_toolkit.resources import resource
from tei_toolkit.saxon import Stylesheets, read_part
from tei_toolkit.transform.book import Tree
from tei_toolkit.transform.book_xml import book_xml


def icml(tree: Tree, own: Path | None = None) -> bytes:
    """A tree of a book or of one document as ICML in UTF-8; the same tree gives the same bytes.

    ``own`` is an edition's stylesheet that overrides single rules of ours. Raises :class:`StylesheetError` if a
    stylesheet does not compile or stops.
    """
    sheets = Stylesheets({"icml": own or resource("xslt", "icml", "book.xsl")})
    words = json.loads(read_part("book", "words.json"))
    return sheets.transform("icml", book_xml(tree), {"words": words}).encode("utf-8")
