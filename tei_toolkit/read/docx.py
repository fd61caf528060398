"""Word documents (.docx; ECMA-376, Office Open XML): paragraphs, lists, tables, and what stands in them.

Everything that bears text is written, or listed as furniture (deleted and hidden words, running heads); the reader
counts the letters of all parts against what was written.
"""

from __future__ import annotations

import zipfile
from collections import Counter
from io import BytesIO

from lxml import etree

from tei_toolkit.errors import NotConserved
from tei_toolkit.model import LINE_BREAK, NOTE_BEGINS, NOTE_ENDS, OBJECT, PARAGRAPH, SourceText
from tei_toolkit.parsing import local_name
from tei_toolkit.read.builder import Attributes, Builder
from tei_toolkit.read.docx_package import Package
from tei_toolkit.read.docx_styles import Numbering, ParagraphStyle, Styles
from tei_toolkit.read.docx_words import Words
from tei_toolkit.read.lists import Lists, depth_by_style
from tei_toolkit.read.readers import Received, Wishes

_ZIP = b"PK\x03\x04"
_SIGNS = (OBJECT, LINE_BREAK, PARAGRAPH, NOTE_BEGINS, NOTE_ENDS)
_ALIGNED = {"right": "right", "center": "center"}
_TITLES = ("title",)
_CONTAINERS = ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")


def looks_like(received: Received) -> bool:
    """Whether it is a zip archive with the parts of a Word document."""
    if not received.data.startswith(_ZIP):
        return False
    try:
        names = zipfile.ZipFile(BytesIO(received.data)).namelist()
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError, EOFError):
        return received.suffix in (".docx", ".docm", ".dotx")
    if any(name.startswith("word/") for name in names):
        return True
    return received.suffix == ".docx" and "content.xml" not in names


def read(received: Received, wishes: Wishes) -> SourceText:
    """Read a Word document.

    Raises :class:`~tei_toolkit.errors.UnreadableInput` if it is damaged, protected or none, and
    :class:`NotConserved` if not every letter of it was read.
    """
    package = Package(received.data, received.name)
    walk = _Walk(received.name, package, wishes)
    body = next((one for one in package.main if local_name(one) == "body"), package.main)
    walk.blocks(body)
    for words, what in walk.words.notes.unanchored():
        walk.words.leave_out(words, what)
    running = [(head, "running heads and feet") for kind in ("header", "footer") for head in package.parts(kind)]
    for part, what in running:
        for alternative in list(part.iter("{*}Fallback")):
            alternative.clear()
        walk.words.leave_out(" ".join(_texts(part)), what)
    if walk.words.left_out:
        message = f"Deleted or hidden words, running heads and the like ({walk.words.left_out}) were left out."
        walk.builder.notice("READ-02", message, hint="--track-changes keeps insertions and deletions.")
    source = walk.builder.finish(package.details(), walk.words.notes.people)
    parts = [package.main, *(part for part, _ in running)]
    parts += [part for kind in ("footnotes", "endnotes", "comments") for part in package.parts(kind)]
    _prove(received.name, parts, source, walk.words.symbols)
    return source


def _texts(element: etree._Element) -> list[str]:
    return [one.text or "" for one in element.iter("{*}t", "{*}delText")]


def _prove(name: str, parts: list[etree._Element], source: SourceText, symbols: str) -> None:
    """Every letter of the parts is in the source text, and no other."""
    there = Counter(symbols)
    for part in parts:
        for alternative in part.iter("{*}Fallback"):
            if (before := alternative.getprevious()) is not None and local_name(before) == "Choice":
                alternative.clear()
        there.update("".join(_texts(part)))
    here = Counter(source.text)
    for count in (there, here):
        for character in [one for one in count if one.isspace() or one in _SIGNS]:
            del count[character]
    if there != here:
        letters = "".join(sorted((there - here) + (here - there)))[:40]
        raise NotConserved(
            f"{name}: not every letter of this document could be read (‘{letters}’); nothing was written. Please report"
            " this."
        )


class _Walk:
    """Goes through the blocks of a document and writes them."""

    def __init__(self, name: str, package: Package, wishes: Wishes) -> None:
        self.builder = Builder(name, "so in the document")
        self._package = package
        self._w = f"{{{package.space}}}"
        self._styles = Styles(package.part("styles"), package.space)
        self._numbering = Numbering(package.part("numbering"), package.space)
        self._wishes = wishes
        self._lists = Lists(self.builder)
        self.words = Words(self.builder, package, self._styles, wishes, self.blocks)

    def blocks(self, container: etree._Element) -> None:
        """The paragraphs and tables of a container, each in lines of its own; several in a note or cell are ``<p>``."""
        within = local_name(container) not in ("body", "document")
        several = within and sum(local_name(one) in ("p", "tbl") for one in container) > 1
        with self._lists.within():
            self._blocks(container, several)

    def _blocks(self, container: etree._Element, several: bool) -> None:
        for child in container:
            name = local_name(child)
            if name == "p":
                self._paragraph(child, several)
            elif name == "tbl":
                self._lists.close()
                self._table(child)
            elif name in _CONTAINERS:
                self._blocks(child, several)
            elif name in ("del", "moveFrom"):
                self.words.leave_out(" ".join(_texts(child)), "deleted words")
            elif name == "altChunk":
                self.builder.notice("READ-01", "A document that is embedded here was not read.")
            elif name == "AlternateContent":
                self._blocks(child[0], several)
            elif name and name != "sectPr" and any(True for _ in child.iter("{*}t")):
                self.words.content(child)

    # Paragraphs --------------------------------------------------------------------------------------------------

    def _paragraph(self, paragraph: etree._Element, several: bool) -> None:
        properties = paragraph.find(f"{self._w}pPr")
        own = properties.find(f"{self._w}pStyle") if properties is not None else None
        identifier = own.get(f"{self._w}val", "") if own is not None else self._styles.default
        style = self._styles.with_properties(self._styles.paragraph(identifier), properties)
        element = self._wishes.paragraph_element(style.name)
        if properties is not None and properties.find(f"{self._w}pageBreakBefore") is not None:
            self.builder.end_line()
            self.builder.empty("pb", (("rend", "hard"),))
            self.builder.end_line()
        in_list = bool(style.number) and style.number != "0" and not style.level and not element
        if in_list:
            self._item(style)
        else:
            self._lists.close()
        if element == "note":
            self.builder.end_line()
            with self.builder.note((("type", "editorial"), ("resp", "#editor"))):
                self._content(paragraph)
            self.builder.end_line()
        elif element or (several and not in_list) or style.align in _ALIGNED:
            rend: Attributes = (("rend", _ALIGNED[style.align]),) if style.align in _ALIGNED else ()
            with self.builder.paragraph(element or "p", rend):
                self._heading(paragraph, style)
        else:
            start = self.builder.end
            self._heading(paragraph, style)
            if self.builder.end == start and self.builder.begins_line:
                self.builder.blank_line()
            elif not self._merged(properties):
                self.builder.end_line()

    def _heading(self, paragraph: etree._Element, style: ParagraphStyle) -> None:
        start = self.builder.here
        self._content(paragraph)
        level = 1 if style.name.lower() in _TITLES else style.level
        if level:
            self.builder.heading(start, level)

    def _content(self, paragraph: etree._Element) -> None:
        self.words.content(paragraph)
        self.words.end()

    def _merged(self, properties: etree._Element | None) -> bool:
        """Whether the end of the paragraph was deleted while changes were tracked."""
        if properties is None or self._wishes.track_changes:
            return False
        return properties.find(f"{self._w}rPr/{self._w}del") is not None

    # Lists -------------------------------------------------------------------------------------------------------

    def _item(self, style: ParagraphStyle) -> None:
        label, numbered = self._numbering.next(style.number, style.depth)
        self._lists.item(style.number, max(style.depth, depth_by_style(style.name)), label, numbered=numbered)

    # Tables ------------------------------------------------------------------------------------------------------

    def _table(self, table: etree._Element) -> None:
        rows = list(table.iterchildren(f"{self._w}tr", f"{self._w}sdt"))
        with self.builder.block("table"):
            for row in rows:
                head = row.find(f"{self._w}trPr/{self._w}tblHeader") is not None
                with self.builder.block("row", (("role", "label"),) if head else ()):
                    for cell in row.iter(f"{self._w}tc"):
                        if next(cell.iterancestors(f"{self._w}tr"), None) is row:
                            self._cell(cell)

    def _cell(self, cell: etree._Element) -> None:
        properties = cell.find(f"{self._w}tcPr")
        span = properties.find(f"{self._w}gridSpan") if properties is not None else None
        columns = span.get(f"{self._w}val", "1") if span is not None else "1"
        with self.builder.block("cell", (("cols", columns),) if columns not in ("", "0", "1") else ()):
            self.blocks(cell)
