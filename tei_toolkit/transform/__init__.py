"""Single TEI documents as something to read: a page, a text, a book."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal, get_args

from lxml import etree

from tei_toolkit.errors import UnreadableInput, WrongUsage
from tei_toolkit.parsing import TEI, local_name
from tei_toolkit.print_settings import PrintSettings
from tei_toolkit.resources import resource
from tei_toolkit.saxon import Stylesheets
from tei_toolkit.transform.html import single_page

Target = Literal["html", "text", "typst", "pdf", "epub", "latex", "docx", "icml"]
TARGETS: tuple[Target, ...] = get_args(Target)
"""What a document can be turned into, by the names that ``--to`` takes."""

__all__ = ["TARGETS", "Target", "transform"]


def transform(
    document: etree._ElementTree,
    to: Target,
    *,
    stylesheet: Path | None = None,
    parameters: Mapping[str, str] | None = None,
    paper: PrintSettings | None = None,
    fonts: Path | None = None,
) -> bytes:
    """Turn one parsed TEI document into the bytes of a file.

    ``html`` is one page that stands alone, with its style sheet in it; ``text`` plain reading text in
    UTF-8; ``typst`` the tree from which a book is set, as JSON; the others are that book in a format of
    ``transform/volumes.py``. ``stylesheet`` is an XSLT file that takes the place of ours (it may import ours as
    ``tei-toolkit:xslt/…``); the typesetter of ``pdf`` and ``typst`` has none. ``parameters`` are strings for it,
    and for html and text only. ``paper`` says how books are printed, and ``fonts`` is a folder with fonts for a PDF.
    Raises :class:`StylesheetError` if a stylesheet does not compile or stops on the
    document.
    """
    root = document.getroot()
    if local_name(root) not in ("TEI", "teiCorpus") or not str(root.tag).startswith(f"{{{TEI}}}"):
        raise UnreadableInput(f"this is not a TEI document: it begins with <{local_name(root)}>, not with TEI’s <TEI>.")
    if to == "html":
        return single_page(document, stylesheet, parameters)
    if to == "text":
        sheets = Stylesheets({"text": stylesheet or resource("xslt", "text", "text.xsl")})
        return sheets.transform("text", document, parameters).encode("utf-8")
    if parameters:
        raise WrongUsage(f"A stylesheet’s parameters are for html and text, not for {to}.")
    # Only those who want a book wait for what makes books.
    from tei_toolkit.transform.book import document_tree, document_typst_json
    from tei_toolkit.transform.volumes import volume

    if to == "typst":
        if stylesheet is not None:
            raise WrongUsage("The tree of a book has no stylesheet of its own; give one to html, text, latex or epub.")
        return document_typst_json(document)
    return volume(document_tree(document, paper or PrintSettings()), to, stylesheet, fonts)
