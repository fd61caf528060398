"""HTML pages as a browser saves them, read by profiles (:mod:`tei_toolkit.read.html_profile`).

What is in the document becomes text and marks; everything round it is listed as furniture. Scripts and styles are no
text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree, html

from tei_toolkit.errors import NotConserved, UnreadableInput
from tei_toolkit.model import LINE_BREAK, NOTE_BEGINS, NOTE_ENDS, OBJECT, PARAGRAPH, SourceText
from tei_toolkit.read.addresses import link
from tei_toolkit.read.builder import Attributes, Builder
from tei_toolkit.read.decode import decode
from tei_toolkit.read.html_profile import Profile, profile_named, profiles
from tei_toolkit.read.markdown_text import SUFFIXES
from tei_toolkit.read.readers import Received, Wishes, xml_root

_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:\s|<!--.*?-->|<\?.*?\?>)*<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>])",
    re.IGNORECASE | re.DOTALL,
)
_FRAGMENT = re.compile(
    rb"\s*<(?:p|div|span|h[1-6]|section|article|main|header|nav|table|[uod]l|blockquote|pre|center|font|meta|title|style"
    rb"|link|br|hr|em|strong|[abiu]|img)(?:\s[^<]*)?/?>",
    re.IGNORECASE,
)
"""How a page begins whose beginning was cut off, or that was copied from one."""
_TAG = re.compile(rb"<(?:/?(?:p|div|span|h[1-6]|em|strong|[bi])|br\s*/?)(?:\s[^<>]*)?>", re.IGNORECASE)
_XHTML = "http://www.w3.org/1999/xhtml"
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_DECLARED = re.compile(r"\A\s*<\?xml[^>]*\?>")
_NO_TEXT = frozenset(("script", "style", "template", "noscript", "head", "iframe", "svg", "math", "object"))
_BLOCKS = frozenset((
    "p", "div", "section", "article", "main", "body", "header", "footer", "aside", "nav", "figure", "figcaption",
    "address", "dl", "dt", "dd", "pre", "form", "fieldset", "details", "summary", "center", "caption", "hgroup",
))  # fmt: skip
_ROWS = ("tr", "tbody", "thead", "tfoot")
_LOOKS = {"em": "italic", "i": "italic", "cite": "italic", "b": "bold", "strong": "bold", "u": "underline",
          "s": "strike", "strike": "strike", "sup": "sup", "sub": "sub"}  # fmt: skip
_ELEMENTS = {"del": "del", "ins": "add"}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
_SMALL_CAPS = re.compile(r"font-variant(?:-caps)?\s*:\s*small-caps")
_PAGE_NUMBER = re.compile(r"(\d+[a-z]?|[ivxlc]+)\W*$")
_PAGE_LABEL = re.compile(r"\W*(?:[^\W\d]+\W+)?(\d+[a-z]?|[ivxlc]+)\W*")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_SIGNS = (OBJECT, LINE_BREAK, PARAGRAPH, NOTE_BEGINS, NOTE_ENDS)


def looks_like(received: Received) -> bool:
    """Whether it begins like an HTML page, or a piece of one; or is called so and has tags in it."""
    start = received.data[:65_536].removeprefix(b"\xef\xbb\xbf")
    if _HTML.match(start):
        return True
    if received.suffix in SUFFIXES or xml_root(start)[0] not in ("", _XHTML):
        return False
    return bool(_FRAGMENT.match(start) or (received.suffix in (".html", ".htm") and _TAG.search(start)))


def read(received: Received, wishes: Wishes) -> SourceText:
    """Read a page by the profile that is wished for, else by the first that recognises it.

    Raises :class:`UnreadableInput` if the profile finds no document in it, and :class:`NotConserved` if not every
    letter of the page was read.
    """
    root = _parse(received, wishes.encoding)
    asked = profile_named(wishes.profile) if wishes.profile else None
    profile = asked or next(one for one in profiles() if one.find(root, one.recognise))
    bodies = [one for one in profile.find(root, profile.body) if isinstance(one, etree._Element)]
    bodies = [one for one in bodies if not any(ancestor in bodies for ancestor in one.iterancestors())]
    if not any("".join(map(str, one.itertext())).strip() for one in bodies):
        raise UnreadableInput(
            f"{received.name}: the body of the profile {profile.name} ({profile.body}) finds nothing in this page; give"
            " another --profile."
        )
    walk = _Walk(received.name, root, profile, bodies)
    for body in bodies:
        walk.blocks(body)
        walk.builder.end_line()
    walk.beside(root)
    source = walk.builder.finish(_details(root, profile))
    there = Counter("".join(text for _, _, text in _texts(root)))
    here = Counter(source.text)
    for count in (there, here):
        for character in [one for one in count if one.isspace() or one in _SIGNS]:
            del count[character]
    if there != here:
        raise NotConserved(
            f"{received.name}: not every letter of this page was read; nothing was written. Please report."
        )
    return source


def _parse(received: Received, encoding: str | None) -> etree._Element:
    declared = _CHARSET.search(received.data[:4096])
    text = decode(received.data, received.name, encoding or (declared[1].decode("ascii") if declared else None))
    parser = html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(_DECLARED.sub("", text), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableInput(f"{received.name}: this HTML cannot be read: {error}.") from None
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise UnreadableInput(f"{received.name}: the elements of this HTML are nested too deeply to be read.")
    return root


def _texts(root: etree._Element) -> Iterator[tuple[etree._Element, bool, str]]:
    """All text of an element but that of scripts and the like: each piece with the element in which, or (True) after
    which it stands."""
    outside = 0
    for action, element in etree.iterwalk(root, events=("start", "end")):
        scripted = element.tag in _NO_TEXT
        if action == "start":
            outside += scripted
            if not outside and element.text:
                yield element, False, element.text
        else:
            outside -= scripted
            if not outside and element is not root and element.tail:
                yield element, True, element.tail


def _words(element: etree._Element) -> str:
    return " ".join("".join(text for _, _, text in _texts(element)).split())


def _details(root: etree._Element, profile: Profile) -> dict[str, str]:
    details = {}
    for key, path in {"title": profile.title, **profile.details}.items():
        for found in profile.find(root, path)[:1]:
            words = found if isinstance(found, str) else "".join(map(str, found.itertext()))
            if " ".join(words.split()) not in ("", "N/A"):
                details[key] = " ".join(words.split())
    return details


class _Walk:
    """Goes through the document of a page and writes it."""

    def __init__(self, name: str, root: etree._Element, profile: Profile, bodies: list[etree._Element]) -> None:
        self.builder = Builder(name, "so in the page")
        self._notes = {one.get("id", ""): one for one in profile.find(root, profile.notes) if one.get("id")}
        self._note_elements = set(self._notes.values())
        self._removed = {one for body in bodies for one in profile.find(body, profile.remove)}
        self._breaks = {one for body in bodies for one in profile.find(body, profile.page_breaks)}
        self._written: set[tuple[etree._Element, bool]] = set()
        self._in_quote = False

    def blocks(self, element: etree._Element) -> None:
        """The content of an element."""
        self._text(element, False)
        for child in element:
            if isinstance(child.tag, str):
                self._element(child, child.tag)
            self._text(child, True)

    def _text(self, element: etree._Element, after: bool) -> None:
        self._written.add((element, after))
        if text := element.tail if after else element.text:
            text = re.sub(r"[ \t\r\n\f]+", " ", text)
            self.builder.write(text.lstrip(" ") if self.builder.begins_line else text)

    def _element(self, element: etree._Element, tag: str) -> None:
        if self._is_left_out(element):
            return
        if element in self._breaks:
            self._page_break(element)
        elif tag in _BLOCKS:
            self._block(element)
        elif re.fullmatch("h[1-6]", tag):
            self.builder.end_line()
            start = self.builder.here
            self.blocks(element)
            self.builder.heading(start, int(tag[1]))
            self.builder.end_line()
        elif tag in ("ul", "ol", "table", "blockquote", "hr"):
            self._structure(element, tag)
        else:
            self._inline(element, tag)

    def _is_left_out(self, element: etree._Element) -> bool:
        if element.tag in _NO_TEXT or element in self._note_elements or element in self._removed:
            return True
        return "hidden" in element.attrib or _HIDDEN.search(element.get("style", "")) is not None

    def _block(self, element: etree._Element) -> None:
        self.builder.end_line()
        align = re.search(r"text-align\s*:\s*(right|center)", element.get("style", ""))
        inner = any(one.tag in _BLOCKS or one.tag in ("ul", "ol", "table", "blockquote")
                    for one in element.iterdescendants())  # fmt: skip
        if (align or self._in_quote) and not inner:
            with self.builder.block("p", (("rend", align[1]),) if align else ()):
                self.blocks(element)
        else:
            self.blocks(element)
        self.builder.end_line()

    def _structure(self, element: etree._Element, tag: str) -> None:
        if tag == "hr":
            self.builder.end_line()
            self.builder.empty("milestone", (("unit", "section"), ("rend", "rule")))
            self.builder.end_line()
        elif tag == "blockquote":
            outer, self._in_quote = self._in_quote, True
            with self.builder.block("quote"):
                self.blocks(element)
            self._in_quote = outer
        elif tag == "table":
            self._table(element)
        else:
            self._list(element, numbered=tag == "ol")

    def _list(self, element: etree._Element, numbered: bool) -> None:
        start = element.get("start", "1")
        number = int(start) if re.fullmatch(r"-?\d{1,6}", start) else 1
        with self.builder.block("list", (("rend", "numbered" if numbered else "bulleted"),)):
            self._loose_item(element, False)
            for item in element:
                if item.tag == "li" and not self._is_left_out(item):
                    with self.builder.block("item", (("n", f"{number}."),) if numbered else ()):
                        self.blocks(item)
                    number += 1
                elif item.tag != "li":
                    with self.builder.block("item"):
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
                            self.blocks(cell)

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
        if tag == "br":
            self.builder.line_break()
        elif tag == "img":
            self.builder.notice("READ-03", "A picture stands here; it was left out.", value=element.get("src", "")[:60])
        elif tag == "a":
            self._link(element)
        else:
            elements = self._meanings(element, tag)
            for name, attributes in elements:
                self.builder.open(name, attributes)
            self.blocks(element)
            for _ in elements:
                self.builder.close()

    def _meanings(self, element: etree._Element, tag: str) -> list[tuple[str, Attributes]]:
        found: list[tuple[str, Attributes]] = []
        if tag in _ELEMENTS:
            found.append((_ELEMENTS[tag], ()))
        language = element.get("lang", "") or element.get("{http://www.w3.org/XML/1998/namespace}lang", "")
        if _LANGUAGE.fullmatch(language):
            found.append(("foreign", (("xml:lang", language),)))
        look = _LOOKS.get(tag, "")
        if _SMALL_CAPS.search(element.get("style", "")):
            look = f"{look} smallcaps".strip()
        if look:
            found.append(("hi", (("rend", look),)))
        return found

    def _link(self, element: etree._Element) -> None:
        address = element.get("href", "")
        note = self._notes.pop(address.removeprefix("#"), None) if address.startswith("#") else None
        if note is not None:
            # The number of a note is generated, and stays with the furniture.
            with self.builder.note((("place", "bottom"),)):
                self._note(note)
        elif target := link(address):
            with self.builder.element("ref", (("target", target),)):
                self.blocks(element)
        else:
            self.blocks(element)

    def _note(self, note: etree._Element) -> None:
        """A note's text, without the links back to its anchor."""
        for back in list(note.iter("a")):
            if back.get("href", "").startswith("#") and len("".join(map(str, back.itertext())).strip()) <= 3:
                self._removed.add(back)
        self.blocks(note)

    def _page_break(self, element: etree._Element) -> None:
        """A page break; a number in it is what it stands for, other words are text of the page that begins."""
        said = [element.get(name, "") for name in ("data-page", "data-n", "aria-label", "title")]
        words = _words(element)
        label = _PAGE_LABEL.fullmatch(words)
        number = next((found[1] for one in said if (found := _PAGE_NUMBER.search(one))), label[1] if label else "")
        attributes = (("n", number),) if number else ()
        if label:
            self._written.update((one, after) for one, after, _ in _texts(element))
            self.builder.stand_for(words, "pb", attributes)
        else:
            self.builder.empty("pb", attributes)
            self._breaks.remove(element)
            self._element(element, element.tag)

    def beside(self, root: etree._Element) -> None:
        """Everything that was not written: what stands round the document, hidden words, notes without an anchor."""
        left = [text for element, after, text in _texts(root) if (element, after) not in self._written]
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
