"""OpenDocument texts (.odt, .fodt; OASIS ODF 1.3): paragraphs, lists, tables, and what stands in them.

Everything that bears text is written, or listed as furniture (deleted and hidden words, running heads); the reader
counts the letters of the document against what was written.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections import Counter
from contextlib import nullcontext
from io import BytesIO

from lxml import etree

from tei_toolkit.errors import NotConserved, UnreadableInput
from tei_toolkit.model import LINE_BREAK, NOTE_BEGINS, NOTE_ENDS, OBJECT, PARAGRAPH, SourceText
from tei_toolkit.parsing import local_name, parse_xml
from tei_toolkit.read.archive import Archive
from tei_toolkit.read.builder import Builder
from tei_toolkit.read.lists import Lists, depth_by_style
from tei_toolkit.read.odt_changes import gather_deletions
from tei_toolkit.read.odt_lists import Numbering, Series
from tei_toolkit.read.odt_notes import OFFICE
from tei_toolkit.read.odt_styles import STYLE, TEXT, Styles
from tei_toolkit.read.odt_words import DRAW, PASSED, XLINK, Words
from tei_toolkit.read.readers import Received, Wishes, xml_root

_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
_ZIP = b"PK\x03\x04"
_MIME = b"application/vnd.oasis.opendocument.text"
_SIGNS = (OBJECT, LINE_BREAK, PARAGRAPH, NOTE_BEGINS, NOTE_ENDS)
_PARAGRAPHS = ("p", "h")
_CONTAINERS = frozenset((
    "section", "table-of-content", "index-body", "index-title", "alphabetical-index", "bibliography",
    "illustration-index", "numbered-paragraph",
))  # fmt: skip


def looks_like(received: Received) -> bool:
    """Whether it is an archive with the parts of an OpenDocument text, or one in flat XML."""
    if xml_root(received.data) == (OFFICE, "document"):
        return True
    if not received.data.startswith(_ZIP):
        return False
    try:
        names = zipfile.ZipFile(BytesIO(received.data)).namelist()
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError, EOFError):
        return received.suffix in (".odt", ".ott")
    return "content.xml" in names and (_MIME in received.data[:200] or received.suffix in (".odt", ".ott", ".docx"))


def read(received: Received, wishes: Wishes) -> SourceText:
    """Read an OpenDocument text.

    Raises :class:`UnreadableInput` if it is damaged, protected or none, and :class:`NotConserved` if not every letter
    of it was read.
    """
    roots = _parts(received)
    body = next((one for root in roots for one in root.iter(f"{{{OFFICE}}}text")), None)
    if body is None:
        raise UnreadableInput(f"{received.name}: this OpenDocument file is no text; save it as .odt.")
    gather_deletions(body)
    walk = _Walk(received.name, Styles(*reversed(roots)), wishes, body)
    walk.blocks(body)
    walk.close()
    heads = [one for root in roots for master in root.iter(f"{{{STYLE}}}master-page") for one in master]
    for head in heads:
        walk.words.leave_out(" ".join(str(piece) for piece in head.itertext(etree.Element)), "running heads and feet")
    walk.words.changes_left()
    if walk.words.left_out:
        message = f"Deleted or hidden words, running heads and the like ({walk.words.left_out}) were left out."
        walk.builder.notice("READ-02", message, hint="--track-changes keeps insertions and deletions.")
    source = walk.builder.finish(_details(roots), walk.words.notes.people)
    _prove(received.name, [body, *heads], source, walk.words.unsaid, walk.words.said)
    return source


def _parts(received: Received) -> list[etree._Element]:
    """The content, and then styles and details."""
    if not received.data.startswith(_ZIP):
        root = parse_xml(received.data, received.name).getroot()
        # The pictures themselves, as letters and digits.
        etree.strip_elements(root, f"{{{OFFICE}}}binary-data", with_tail=False)
        return [root]
    archive = Archive(received.data, received.name)
    if "META-INF/manifest.xml" in archive and b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise UnreadableInput(f"{received.name}: the document is protected by a password; save it without one.")
    if "content.xml" not in archive:
        raise UnreadableInput(f"{received.name}: this archive has no content.xml; was it saved as .odt?")
    names = [name for name in ("content.xml", "styles.xml", "meta.xml") if name in archive]
    roots = [parse_xml(archive.read(name), f"{received.name} ({name})").getroot() for name in names]
    _bring_formulas(roots[0], archive, received.name)
    return roots


def _bring_formulas(content: etree._Element, archive: Archive, name: str) -> None:
    """Put formulas, which have files of their own, where they stand, as flat files have them."""
    for place in content.iter(f"{{{DRAW}}}object"):
        path = posixpath.normpath(posixpath.join(place.get(f"{{{XLINK}}}href", ""), "content.xml"))
        if path not in archive or len(place):
            continue
        root = parse_xml(archive.read(path), f"{name} ({path})").getroot()
        if local_name(root) == "math":
            place.append(root)


def _details(roots: list[etree._Element]) -> dict[str, str]:
    details = {}
    for key, name in (("title", "title"), ("author", "initial-creator"), ("author", "creator")):
        for root in roots:
            found = root.find(f".//{{{OFFICE}}}meta/{{*}}{name}")
            if found is not None and (found.text or "").strip() and key not in details:
                details[key] = " ".join((found.text or "").split())
    return details


def _prove(
    name: str, parts: list[etree._Element], source: SourceText, unsaid: Counter[str], said: Counter[str]
) -> None:
    """Every letter of the parts is in the source text, but for those ``unsaid``, with those ``said`` otherwise."""
    there = Counter(said)
    for part in parts:
        there.update("".join(map(str, part.itertext(etree.Element))))
    there.subtract(unsaid)
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
    """Goes through a document and writes it."""

    def __init__(self, name: str, styles: Styles, wishes: Wishes, body: etree._Element) -> None:
        self.builder = Builder(name, "so in the document")
        self._styles = styles
        self._wishes = wishes
        self._lists = Lists(self.builder)
        self._numbering = Numbering(styles)
        self.words = Words(self.builder, styles, wishes, body, self.blocks)

    # Blocks ------------------------------------------------------------------------------------------------------

    def blocks(self, container: etree._Element) -> None:
        """The blocks of a container, each in lines of its own; several in a note or cell are ``<p>``."""
        within = local_name(container) not in ("text", *_CONTAINERS)
        several = within and sum(local_name(one) in ("p", "h", "list", "table") for one in container) > 1
        with self._lists.within() if within else nullcontext():
            for child in container:
                self._block(child, several)

    def close(self) -> None:
        """The document ends: so do its lists, and comments whose range had no end."""
        self._lists.close()
        self.words.comments_left()

    def _block(self, element: etree._Element, several: bool) -> None:
        name = local_name(element)
        if name == "list":
            self._list(element, self._numbering.series(element), 1, element.get(f"{{{TEXT}}}style-name", ""))
        elif name in ("change-start", "change-end"):
            self.words.between_paragraphs(element)
        elif name == "soft-page-break":
            self._page_break("rendered")
        elif name and name not in PASSED:
            self._lists.close()
            self._no_list(element, name, several)

    def _no_list(self, element: etree._Element, name: str, several: bool) -> None:
        if name in _PARAGRAPHS:
            self._paragraph(element, several)
        elif name == "table":
            self._table(element)
        elif name in _CONTAINERS:
            self.blocks(element)
        else:
            self._other(element, name)

    def _other(self, element: etree._Element, name: str) -> None:
        if name.endswith("-source"):
            self.words.unsaid.update("".join(map(str, element.itertext(etree.Element))))
            return
        if name in ("creator", "date", "date-string", "creator-initials", "sender-initials", "change"):
            return
        self.builder.end_line()
        if name == "frame":
            self.words.frame(element)
        else:
            self.words.unknown(element)
        self.builder.end_line()

    def _page_break(self, kind: str) -> None:
        self.builder.end_line()
        self.builder.empty("pb", (("rend", kind),))
        self.builder.end_line()

    def _paragraph(self, element: etree._Element, several: bool) -> None:
        style = element.get(f"{{{TEXT}}}style-name", "")
        look = self._styles.look("paragraph", style)
        names = self._styles.names("paragraph", style)
        meant = self._wishes.paragraph_element(*names)
        if look.hidden:
            self.words.leave_out("".join(map(str, element.itertext(etree.Element))), "hidden words")
            return
        if look.break_before:
            self._page_break("hard")
        level = element.get(f"{{{TEXT}}}outline-level", "") if local_name(element) == "h" else ""
        height = int(level) if level.isdecimal() else look.level or (1 if "Title" in names else 0)
        if meant == "note":
            self.builder.end_line()
            with self.builder.note((("type", "editorial"), ("resp", "#editor"))):
                self.words.content(element)
            self.builder.end_line()
        elif meant or several or look.align:
            with self.builder.paragraph(meant or "p", (("rend", look.align),) if look.align else ()):
                self._heading(element, height)
        else:
            start = self.builder.end
            self._heading(element, height)
            if self.builder.end == start and self.builder.begins_line:
                self.builder.blank_line()
            else:
                self.builder.end_line()
        if look.break_after:
            self._page_break("hard")

    def _heading(self, element: etree._Element, level: int) -> None:
        start = self.builder.here
        self.words.content(element)
        if level:
            self.builder.heading(start, level)

    def _list(self, element: etree._Element, series: Series, depth: int, style: str) -> None:
        """The items of a list. One that holds only a list is that list, indented; headings are no items."""
        which = series, style
        for item in element:
            if local_name(item) not in ("list-item", "list-header"):
                continue
            paragraphs = [one for one in item if local_name(one) == "p"]
            for child in item:
                name = local_name(child)
                if name == "list":
                    self._list(child, series, depth + 1, child.get(f"{{{TEXT}}}style-name", "") or style)
                elif name == "p" and child is paragraphs[0]:
                    label = (
                        "" if local_name(item) == "list-header" else self._numbering.next(series, style, depth, item)
                    )
                    numbered = self._numbering.numbered(style, depth)
                    names = self._styles.names("paragraph", child.get(f"{{{TEXT}}}style-name", ""))
                    self._lists.item(which, max(depth - 1, depth_by_style(*names)), label, numbered=numbered)
                    self._paragraph(child, len(paragraphs) > 1)
                elif name == "p":
                    self._lists.close(depth - 1)
                    self._paragraph(child, several=True)
                else:
                    self._block(child, several=False)

    def _table(self, table: etree._Element) -> None:
        rows = [row for row in table.iter(f"{{{_TABLE}}}table-row")
                if next(row.iterancestors(f"{{{_TABLE}}}table"), None) is table]  # fmt: skip
        with self.builder.block("table"):
            for row in rows:
                head = next(row.iterancestors(f"{{{_TABLE}}}table-header-rows"), None) is not None
                with self.builder.block("row", (("role", "label"),) if head else ()):
                    for cell in row.iterchildren(f"{{{_TABLE}}}table-cell"):
                        self._cell(cell)

    def _cell(self, cell: etree._Element) -> None:
        spans = (("cols", "number-columns-spanned"), ("rows", "number-rows-spanned"))
        attributes = tuple(
            (key, str(cell.get(f"{{{_TABLE}}}{name}"))) for key, name in spans
            if cell.get(f"{{{_TABLE}}}{name}", "1") not in ("0", "1")
        )  # fmt: skip
        with self.builder.block("cell", attributes):
            self.blocks(cell)
