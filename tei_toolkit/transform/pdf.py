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
from tei_toolkit.transform.galley import calling, galley_of
from tei_toolkit.transform.glyphs import unprintable
from tei_toolkit.transform.make_up import Galley, made_up

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
    folders = [] if fonts is None else [fonts]
    known = typst.Fonts(include_system_fonts=False, font_paths=folders)
    _has_families(tree["print"]["fonts"], known.families())
    try:
        compiler = _compiler(_with_room(tree, known), known)
        made, warnings = compiler.compile_with_warnings(
            format="pdf", pdf_standards=STANDARDS, timestamp=made_at(tree["date"])
        )
    except typst.TypstError as error:
        raise unprintable(error.diagnostic) or StylesheetError(_sentence(error)) from None
    # A block in a place for words would be dropped with no more than a warning.
    if lost := [str(warning) for warning in warnings if "ignored" in str(warning)]:
        raise StylesheetError(f"book.typ: {lost[0]}.")
    assert isinstance(made, bytes)
    return made


def _compiler(tree: Tree, fonts: typst.Fonts) -> typst.Compiler:
    template = resource("xslt", "typst", "book.typ")
    return typst.Compiler(
        str(template),
        root=str(template.parent),
        font_paths=fonts,
        ignore_system_fonts=True,
        sys_inputs={
            "tree": json.dumps(tree, ensure_ascii=False),
            "words": read_part("book", "words.json").decode("utf-8"),
        },
    )


def _with_room(tree: Tree, fonts: typst.Fonts) -> Tree:
    """The tree whose lines stay with their notes; its galley is set for that."""
    entries = galley_of(tree)
    if not entries:
        return tree
    said = {key: tree[key] for key in ("language", "title", "author", "print")}
    compiler = _compiler({"kind": "galley", "entries": [calling(entry) for entry in entries], **said}, fonts)
    return made_up(tree, entries, Galley(**json.loads(compiler.query("<galley>", field="value", one=True))))


def _has_families(wanted: Sequence[str], known: Sequence[str]) -> None:
    for name in wanted:
        if name.casefold() not in {family.casefold() for family in known}:
            raise StylesheetError(f"[print] fonts: there is no font {name!r}; there are {', '.join(known)}.")


def _sentence(error: typst.TypstError) -> str:
    """What went wrong in the template, with its line."""
    place = re.search(r"┌─ (.+?):(\d+):\d+", error.diagnostic)
    where = f"{place[1].rsplit('/', 1)[-1]}:{place[2]}" if place else "book.typ"
    return f"{where}: {' '.join(error.message.split())}."
