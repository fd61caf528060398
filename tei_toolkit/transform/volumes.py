"""The formats that a book can have, each made of the same tree."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, get_args

from tei_toolkit.errors import WrongUsage
from tei_toolkit.transform.book import Tree

Format = Literal["pdf", "epub", "latex", "docx", "icml"]
FORMATS: tuple[Format, ...] = get_args(Format)

SUFFIXES: dict[Format, str] = {"pdf": ".pdf", "epub": ".epub", "latex": ".tex", "docx": ".docx", "icml": ".icml"}


def volume(tree: Tree, form: Format, own: Path | None = None, fonts: Path | None = None) -> bytes:
    """A tree of a book or of one document as a file of the format; the same tree gives the same bytes.

    ``own`` is an XSLT file in place of ours, which it may import as ``tei-toolkit:xslt/FORMAT/book.xsl``; ``fonts`` a
    folder with fonts for the PDF. Raises
    :class:`StylesheetError` if the book cannot be made, :class:`WrongUsage` for a stylesheet for ``pdf``, which
    is set by a template of Typst.
    """
    # Each is loaded by those who want it: the typesetter alone takes longer than the other formats to make.
    match form:
        case "pdf":
            if own is not None:
                raise WrongUsage(
                    "A PDF is set by a template, not by a stylesheet; give one to html, text, latex or epub."
                )
            from tei_toolkit.transform.pdf import typeset

            return typeset(tree, fonts)
        case "epub":
            from tei_toolkit.transform.epub import epub

            return epub(tree, own)
        case "latex":
            from tei_toolkit.transform.latex import latex

            return latex(tree, own)
        case "docx":
            from tei_toolkit.transform.docx import docx

            return docx(tree, own)
        case "icml":
            from tei_toolkit.transform.icml import icml

            return icml(tree, own)
