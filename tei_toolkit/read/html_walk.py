"""The document of an HTML page, written as text and marks: blocks, lists, tables, and what stands within paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from tei_toolkit.read.addresses import link
from tei_toolkit.read.builder import Attributes, Builder
from tei_toolkit.read.html_lists import labels, word_item
from tei_toolkit.read.html_looks import aligned, begins_page, ends_page, is_hidden, meanings
from tei_toolkit.read.html_notes import Note, Notes
from tei_toolkit.read.html_profile import Profile
from tei_toolkit.read.html_text import NO_TEXT, texts, words
from tei_toolkit.read.lists import Lists

_BLOCKS = frozenset((
    "p", "div", "section", "article", "main", "body", "header", "footer", "aside", "nav", "figure", "figcaption",
    "address", "dl", "dt", "dd", "pre", "form", "fieldset", "details", "summary", "center", "caption", "hgroup",
))  # fmt: skip
_STRUCTURES = ("ul", "ol", "table", "blockquote", "hr")
_ROWS = ("tr", "tbody", "thead", "tfoot")
_PAGE_NUMBER = re.compile(r"(\d+[a-z]?|[ivxlc]+)\W*$")
_PAGE_LABEL = re.compile(r"\W*(?:[^\W\d]+\W+)?(\d+[a-z]?|[ivxlc]+)\W*")
_HARD = (("rend", "hard"),)


class Walk:
    """Goes through the document of a page and writes it."""

    def __init__(self, name: str, root: etree._Element, profile: Profile, bodies: list[etree._Element]) -> None:
        self.builder = Builder(name, "so in the page")
        self._lists = Lists(self.builder)
        self._notes = Notes(root, profile)
        self._removed = {one for body in bodies for one in profile.find(body, profile.remove)}
        self._breaks = {one for body in bodies for one in profile.find(body, profile.page_breaks)}
        self._written: set[tuple[etree._Element, bool]] = set()
        self._in_quote = False
        self._in_pre = False

    @property
    def people(self) -> Mapping[str, str]:
        """Who made comments: id → name."""
        return self._notes.people

    def document(self, body: etree._Element) -> None:
        """All of the document, or a part of it."""
        self._apart(body)
        self.builder.end_line()

    def _apart(self, element: etree._Element) -> None:
        """What has lists of its own: a cell, an item, a note."""
        with self._lists.within():
            self.blocks(element)

    def blocks(self, element: etree._Element) -> None:
        """The content of an element."""
        self._text(element, False)
        for child in element:
            if isinstance(child.tag, str):
                self._element(child, child.tag)
            self._text(child, True)

    def _text(self, element: etree._Element, after: bool) -> None:
        self._written.add((element, after))
        text = element.tail if after else element.text
        if text and self._in_pre:
            for number, line in enumerate(text.replace("\r\n", "\n").split("\n")):
                # Browsers pass over a line end that a pre begins with.
                if number and not (self.builder.begins_line and number == 1):
                    self.builder.line_break()
                self.builder.write(line)
        elif text:
            text = re.sub(r"[ \t\r\n\f]+", " ", text)
            self.builder.write(text.lstrip(" ") if self.builder.begins_line else text)

    def _element(self, element: etree._Element, tag: str) -> None:
        if self._is_left_out(element):
            return
        if element in self._breaks:
            self._page_break(element)
        elif tag in _BLOCKS:
            self._block(element, tag)
        elif re.fullmatch("h[1-6]", tag):
            self._begin_block(element)
            start = self.builder.here
            self.blocks(element)
            self.builder.heading(start, int(tag[1]))
            self._end_block(element)
        elif tag in _STRUCTURES:
            self._begin_block(element)
            self._structure(element, tag)
            self._end_block(element)
        else:
            self._inline(element, tag)

    def _is_left_out(self, element: etree._Element) -> bool:
        if element.tag in NO_TEXT or element in self._notes.elements or element in self._removed:
            return True
        return is_hidden(element)

    def _begin_block(self, element: etree._Element) -> None:
        self._lists.close()
        self.builder.end_line()
        if begins_page(element):
            self.builder.empty("pb", _HARD)

    def _end_block(self, element: etree._Element) -> None:
        self.builder.end_line()
        if ends_page(element):
            self._lists.close()
            self.builder.empty("pb", _HARD)
            self.builder.end_line()

    def _block(self, element: etree._Element, tag: str) -> None:
        item = word_item(element) if tag == "p" else None
        if item is not None:
            self._lists.item(item.which, item.depth, item.label, numbered=bool(item.label))
            self.blocks(element)
            self.builder.end_line()
            return
        self._begin_block(element)
        align = aligned(element)
        inner = any(one.tag in _BLOCKS or one.tag in _STRUCTURES for one in element.iterdescendants())
        outer, self._in_pre = self._in_pre, self._in_pre or tag == "pre"
        if (align or self._in_quote) and not inner:
            with self.builder.block("p", (("rend", align),) if align else ()):
                self.blocks(element)
        else:
            self.blocks(element)
        self._in_pre = outer
        self._end_block(element)

    def _structure(self, element: etree._Element, tag: str) -> None:
        if tag == "hr":
            self.builder.empty("milestone", (("unit", "section"), ("rend", "rule")))
        elif tag == "blockquote":
            outer, self._in_quote = self._in_quote, True
            with self.builder.block("quote"):
                self._apart(element)
            self._in_quote = outer
        elif tag == "table":
            self._table(element)
        else:
            self._list(element, numbered=tag == "ol")

    def _list(self, element: etree._Element, numbered: bool) -> None:
        numbers = labels(element) if numbered else None
        with self.builder.block("list", (("rend", "numbered" if numbered else "bulleted"),)):
            self._loose_item(element, False)
            for item in element:
                number = next(numbers) if numbers and item.tag == "li" else ""
                if item.tag == "li" and not self._is_left_out(item):
                    with self.builder.block("item", (("n", number),) if number else ()):
                        self._apart(item)
                elif item.tag != "li":
                    with self.builder.block("item"), self._lists.within():
                        self._element(item, str(item.tag))
                self._loose_item(item, True)

    def _loose_item(self, element: etree._Element, after: bool) -> None:
        """Text between the items of a list is an item too."""
        if ((element.tail if after else element.text) or "").strip():
            with self.builder.block("item"):
                self._text(element, after)

    def _table(self, table: etree._Element) -> None:
        self._outside_cells(table)
        with self.builder.block("table"):
            for row in _rows(table):
                cells = [one for one in row.iterchildren("td", "th") if not self._is_left_out(one)]
                head = all(one.tag == "th" for one in cells)
                with self.builder.block("row", (("role", "label"),) if head else ()):
                    for cell in cells if not self._is_left_out(row) else ():
                        with self.builder.block("cell", _spans(cell)):
                            self._apart(cell)

    def _outside_cells(self, element: etree._Element) -> None:
        """What stands in a table but in no cell (its caption), which browsers show before it."""
        self._text(element, False)
        for child in element:
            if child.tag in _ROWS:
                self._outside_cells(child)
            elif not (child.tag in ("td", "th") and element.tag == "tr"):
                self._element(child, str(child.tag))
            self._text(child, True)
        self.builder.end_line()

    # Within a paragraph ------------------------------------------------------------------------------------------

    def _inline(self, element: etree._Element, tag: str) -> None:
        if tag == "br" and (begins_page(element) or ends_page(element)):
            self.builder.empty("pb", _HARD)
        elif tag == "br":
            self.builder.line_break()
        elif tag == "img":
            self.builder.notice("READ-03", "A picture stands here; it was left out.", value=element.get("src", "")[:60])
        elif tag == "a":
            self._link(element)
        else:
            found = meanings(element)
            for one in found:
                self.builder.open(one.element, one.attributes, expansion=one.expansion)
            self.blocks(element)
            for _ in found:
                self.builder.close()

    def _link(self, element: etree._Element) -> None:
        address = element.get("href", "")
        note = self._notes.take(address)
        if note is not None:
            # The number of a note is generated, and stays with the furniture.
            self._note(note)
        elif target := link(address):
            with self.builder.element("ref", (("target", target),)):
                self.blocks(element)
        else:
            self.blocks(element)

    def _note(self, note: Note) -> None:
        """A note, without the links back to its anchor."""
        self._removed |= self._notes.links_back(note)
        outer, self._in_pre = self._in_pre, note.element.tag == "pre"
        with self.builder.note(note.attributes):
            self._apart(note.element)
        self._in_pre = outer

    def _page_break(self, element: etree._Element) -> None:
        """A page break; a number in it is what it stands for, other words are text of the page that begins."""
        said = [element.get(name, "") for name in ("data-page", "data-n", "aria-label", "title")]
        said_words = words(element)
        label = _PAGE_LABEL.fullmatch(said_words)
        number = next((found[1] for one in said if (found := _PAGE_NUMBER.search(one))), label[1] if label else "")
        attributes = (("n", number),) if number else ()
        if label:
            self._written.update((one, after) for one, after, _ in texts(element))
            self.builder.stand_for(said_words, "pb", attributes)
        else:
            self.builder.empty("pb", attributes)
            self._breaks.remove(element)
            self._element(element, element.tag)

    def beside(self, root: etree._Element) -> None:
        """Everything that was not written: what stands round the document, hidden words, notes without an anchor."""
        left = [text for element, after, text in texts(root) if (element, after) not in self._written]
        self.builder.aside(" ".join(filter(str.strip, left)), "the page round the document")


def _rows(element: etree._Element) -> Iterator[etree._Element]:
    for child in element:
        if child.tag in _ROWS:
            if child.tag == "tr":
                yield child
            yield from _rows(child)


def _spans(cell: etree._Element) -> Attributes:
    """How many columns and rows a cell fills, where that is more than one."""
    said = (("cols", cell.get("colspan", "")), ("rows", cell.get("rowspan", "")))
    return tuple((key, value) for key, value in said if re.fullmatch(r"[2-9]|[1-9]\d", value))
