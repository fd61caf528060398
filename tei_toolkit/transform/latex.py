"""A book as LaTeX with reledmac, for publishers who set type themselves."""

from __future__ import annotations

import json
from pathlib import Path

from tei_toolkit.resources import resource
from tei_toolkit.saxon import Stylesheets, read_part
from tei_toolkit.transform.book import Tree
from tei_toolkit.transform.book_xml import book_xml


def latex(tree: Tree, own: Path | None = None) -> bytes:
    """A tree of a book or of one document as a LaTeX file in UTF-8, for LuaLaTeX or XeLaTeX.

    The same tree gives the same bytes. ``own`` is an edition's stylesheet that overrides single rules of ours.
    Raises :class:`StylesheetError` if a stylesheet does not compile or stops.
    """
    sheets = Stylesheets({"latex": own or resource("xslt", "latex", "book.xsl")})
    told = {
        "words": json.loads(read_part("book", "words.json")),
        "preamble": read_part("latex", "latex.tex").decode("utf-8"),
    }
    return sheets.transform("latex", book_xml(tree), told).encode("utf-8")
