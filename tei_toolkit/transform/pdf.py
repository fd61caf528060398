"""The book as a PDF: a Typst template sets the tree of ``book.py``.

No word of an edition is ever markup: the template walks the tree, and Typst does not parse strings.
"""

from __future__ import annotations

import json
import re

import typst
from lxml import etree

from tei_toolkit.errors import StylesheetError
from tei_toolkit.resources import resource
from tei_toolkit.saxon import read_part
from tei_toolkit.transform.book import Tree, document_tree, made_at

STANDARDS: list[typst.PDFStandard] = ["ua-1", "a-2a"]
"""PDF/UA-1 for readers who cannot see the page, PDF/A-2a for archives."""


def document_pdf(document: etree._ElementTree) -> bytes:
    """One document as a PDF without title pages and index. Raises :class:`StylesheetError`."""
    return typeset(document_tree(document))


def typeset(tree: Tree) -> bytes:
    """Set a tree as PDF/UA-1 and PDF/A-2a; the same tree gives the same bytes.

    The template can read nothing but its own folder and the tree. Raises :class:`StylesheetError` if
    it cannot be set, above all because a character is in none of the typesetter's fonts.
    """
    template = resource("xslt", "typst", "book.typ")
    compiler = typst.Compiler(
        str(template),
        root=str(template.parent),
        font_paths=typst.Fonts(include_system_fonts=False),
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
        raise StylesheetError(_sentence(error, template.name)) from None
    # A block in a place for words would be dropped with no more than a warning.
    if lost := [str(warning) for warning in warnings if "ignored" in str(warning)]:
        raise StylesheetError(f"{template.name}: {lost[0]}.")
    assert isinstance(made, bytes)
    return made


def _sentence(error: typst.TypstError, template: str) -> str:
    """What went wrong in an editor's words."""
    missing = re.search(r'the text `"(.+?)"` could not be displayed', error.message)
    if missing:
        return f"The book’s fonts have no glyph for {_characters(missing[1])}, so the PDF cannot be set."
    private = re.search(r'contains the (?:disallowed )?codepoint `"(.+?)"`', error.message)
    if private:
        return f"The PDF may not contain {_characters(private[1])}, which has no meaning that all programs share."
    place = re.search(r"┌─ (.+?):(\d+):\d+", error.diagnostic)
    where = f"{place[1].rsplit('/', 1)[-1]}:{place[2]}" if place else template
    return f"{where}: {' '.join(error.message.split())}."


def _characters(quoted: str) -> str:
    """The characters of a message of Typst's, which writes those that cannot be seen as ``\\u{e000}``."""
    text = re.sub(r"\\u\{([0-9a-f]+)\}", lambda match: chr(int(match[1], 16)), quoted)
    return ", ".join(f"‘{char}’ (U+{ord(char):04X})" for char in text)
