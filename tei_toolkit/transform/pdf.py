"""The book as a PDF: a Typst template sets the tree of ``book.py``.

No word of an edition is ever markup: the template walks the tree, and Typst does not parse strings.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path

import typst
from lxml import etree

from tei_toolkit.errors import StylesheetError
from tei_toolkit.resources import resource
from tei_toolkit.saxon import read_part
from tei_toolkit.transform.book import Tree, document_tree, made_at
from tei_toolkit.transform.glyphs import unprintable

STANDARDS: list[typst.PDFStandard] = ["ua-1", "a-2a"]
"""PDF/UA-1 for readers who cannot see the page, PDF/A-2a for archives."""


def document_pdf(document: etree._ElementTree) -> bytes:
    """One document as a PDF without title pages and index. Raises :class:`StylesheetError`."""
    return typeset(document_tree(document))


def typeset(tree: Tree, fonts: Path | None = None) -> bytes:
    """Set a tree as PDF/UA-1 and PDF/A-2a; the same tree gives the same bytes.

    ``fonts`` is a folder with fonts beside the typesetter's own; those of the machine are never used, for elsewhere
    they would be others. The template can read nothing but its own folder and the tree. Raises :class:`Unprintable`
    if a character is in none of the fonts, :class:`StylesheetError` if anything else is in the way.
    """
    template = resource("xslt", "typst", "book.typ")
    folders = [] if fonts is None else [fonts]
    known = typst.Fonts(include_system_fonts=False, font_paths=folders)
    _has_families(tree["print"]["fonts"], known.families())
    compiler = typst.Compiler(
        str(template),
        root=str(template.parent),
        font_paths=known,
        ignore_system_fonts=True,
        sys_inputs={
            "tree": json.dumps(tree, ensure_ascii=False),
            "words": read_part("book", "words.json").decode("utf-8"),
        },
    )
    try:
        made, warnings = compiler.compile_with_warnings(
            format="pdf", pdf_standards=STANDARDS, timestamp=made_at(tree["date"])
        )
    except typst.TypstError as error:
        raise unprintable(error.diagnostic) or StylesheetError(_sentence(error, template.name)) from None
    # A block in a place for words would be dropped with no more than a warning.
    if lost := [str(warning) for warning in warnings if "ignored" in str(warning)]:
        raise StylesheetError(f"{template.name}: {lost[0]}.")
    assert isinstance(made, bytes)
    return made


def _has_families(wanted: Sequence[str], known: Sequence[str]) -> None:
    for name in wanted:
        if name.casefold() not in {family.casefold() for family in known}:
            raise StylesheetError(f"[print] fonts: there is no font {name!r}; there are {', '.join(known)}.")


def _sentence(error: typst.TypstError, template: str) -> str:
    """What went wrong in the template, with its line."""
    place = re.search(r"┌─ (.+?):(\d+):\d+", error.diagnostic)
    where = f"{place[1].rsplit('/', 1)[-1]}:{place[2]}" if place else template
    return f"{where}: {' '.join(error.message.split())}."
