"""TEI of somebody else's: its text, with its own markup as marks, and its divisions as entries.

Which divisions are entries, the document itself says: those of a type such as ``entry`` or ``day``; else those whose
heading or beginning is a date. Elements keep their attributes; what is round the text (the header, lists of persons,
facsimiles) is the edition's to keep, and is named in a finding.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from tei_toolkit.dates.phrases import find_dates
from tei_toolkit.errors import NotConserved, UnreadableInput
from tei_toolkit.model import BLOCKS, OWN_MARKUP, Dating, GivenEntry, SourceText, Span
from tei_toolkit.parsing import TEI, XML_ID, XML_LANG, local_name, parse_xml, tei
from tei_toolkit.read.builder import Attributes, Builder
from tei_toolkit.read.readers import Received, Wishes, xml_root
from tei_toolkit.read.tei_header import header_details
from tei_toolkit.read.tei_references import References

_ENTRY_TYPE = re.compile(r"entry|day\b|diary|diaryentry|eintrag|tagebucheintrag|запись", re.IGNORECASE)
_MILESTONES = ("pb", "lb", "cb", "gb", "milestone")
_HEADER_DATES = ("when", "from", "notBefore")
_NO_TEXT = ("teiHeader", "standOff", "facsimile", "sourceDoc")
_HOLD_BLOCKS = BLOCKS - {"p", "ab", "l", "head", "fw", "label"} | {"text", "note"}
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_LISTS = frozenset(("listPerson", "listPlace", "listOrg", "listBibl", "listEvent"))
_NO_HEADS = ("figure", "list", "table", "lg")
"""What has a heading that is none of the text's."""
_LEFT_ROUND = ("standOff", "facsimile", "sourceDoc", "front", "back")


@dataclass(frozen=True, slots=True)
class _Division:
    """An element that is an entry: it and its day, if it says one."""

    element: etree._Element
    day: Dating | None


def looks_like(received: Received) -> bool:
    """Whether the root element is ``TEI`` or ``teiCorpus`` in TEI's namespace."""
    return xml_root(received.data) in ((TEI, "TEI"), (TEI, "teiCorpus"))


def read(received: Received, _wishes: Wishes) -> SourceText:
    """Read the texts of a TEI file. White space between blocks becomes line ends, within them it stays.

    Raises :class:`UnreadableInput` if it is not well-formed, uses entities or has no text.
    """
    root = parse_xml(received.data, received.name).getroot()
    texts = [text for text in root.iter(tei("text")) if next(text.iterancestors(tei("text")), None) is None]
    if not texts:
        raise UnreadableInput(f"{received.name}: this TEI has no <text>, so there is nothing to convert.")
    language = _language(root, texts[0])
    walk = _Walk(received.name, root, _entries(texts, language.get("language", "en")))
    for text in texts:
        walk.children(text)
        walk.builder.end_line()
    comments = sum(1 for text in texts for _ in text.iter(etree.Comment, etree.ProcessingInstruction))
    if comments:
        message = f"Comments and processing instructions ({comments}) are not kept; the text and its markup are."
        walk.builder.notice("READ-02", message, hint="The file itself stays as it is.")
    left = Counter(local_name(item) for item in root.iter(*map(tei, _LEFT_ROUND[:3])))
    for name, times in left.items():
        walk.builder.notice("READ-02", f"The <{name}> ({times}) stays in the source: copy it where it is wanted.")
    source = walk.builder.finish(header_details(root) | language)
    _prove(received.name, texts, source)
    return source


def _prove(name: str, texts: list[etree._Element], source: SourceText) -> None:
    there = "".join("".join(str(piece) for piece in text.itertext(etree.Element)) for text in texts)
    consumed = {at for mark in source.marks for span in mark.consumed for at in range(*span)}
    here = "".join(character for at, character in enumerate(source.text) if at not in consumed)
    if "".join(there.split()) != "".join(here.split()):
        raise NotConserved(f"{name}: the text of this TEI could not be read whole; nothing was written. Please report.")


class _Walk:
    """Goes through elements and writes them."""

    def __init__(self, name: str, root: etree._Element, entries: dict[etree._Element, _Division]) -> None:
        self.builder = Builder(name, OWN_MARKUP)
        self._entries = entries
        self._round_entries = {ancestor for element in entries for ancestor in element.iterancestors()}
        self._references = References(_address(name), root, entries)

    def children(self, element: etree._Element) -> None:
        """An element's content; of elements that hold blocks only, white space is layout."""
        structural = not (element.text or "").strip() and any(_is_block(child) for child in element)
        self._text(element.text, structural)
        for child in element:
            if isinstance(child.tag, str):
                self._element(child)
            self._text(child.tail, structural)

    def _text(self, text: str | None, structural: bool) -> None:
        if text and not (structural and not text.strip()):
            self.builder.write(re.sub(r"\s*\n\s*", " ", text))

    def _element(self, element: etree._Element) -> None:
        name, entry = local_name(element), self._entries.get(element)
        attributes = self._references.resolved(element, _attributes(element))
        builder = self.builder
        if etree.QName(element).namespace != TEI:
            builder.notice("READ-01", f"<{name}> is no element of TEI’s; its text is kept, without it.", value=name)
            self.children(element)
        elif name in ("body", "front", "back", "group", "text") or element in self._round_entries:
            builder.end_line()
            self.children(element)
            builder.end_line()
        elif entry is not None:
            self._entry(element, entry, attributes)
        elif not len(element) and not (element.text or "").strip():
            self._empty(element, name, attributes)
        elif name == "note":
            with builder.note(attributes, OWN_MARKUP):
                self.children(element)
        elif name in BLOCKS and _stands_alone(element):
            start = self._at_line()
            with builder.block(name, attributes):
                self.children(element)
                if name == "head" and next(element.iterancestors(*map(tei, _NO_HEADS)), None) is None:
                    builder.heading(start, 1)
        elif name in _LISTS and _stands_alone(element):
            builder.end_line()
            self._inline(element, name, attributes)
            builder.end_line()
        else:
            self._inline(element, name, attributes)

    def _inline(self, element: etree._Element, name: str, attributes: Attributes) -> None:
        with self.builder.element(name, attributes):
            self.children(element)

    def _empty(self, element: etree._Element, name: str, attributes: Attributes) -> None:
        """An element without content; a block has a line of its own, so that its neighbours have theirs."""
        alone = name in BLOCKS and _stands_alone(element)
        if alone:
            self.builder.end_line()
        self.builder.empty(name, attributes)
        if alone:
            self.builder.end_line()

    def _at_line(self) -> int:
        self.builder.end_line()
        return self.builder.here

    def _entry(self, element: etree._Element, entry: _Division, attributes: Attributes) -> None:
        builder = self.builder
        start = self._at_line()
        head = element.find(tei("head"))
        heading = None
        own = {"type", "xml:id"}
        attributes = tuple(pair for pair in attributes if pair[0] not in own)
        identifier = element.get(XML_ID)
        if identifier:
            attributes = (*attributes, ("corresp", f"{_address(builder.name)}#{identifier}"))
        self._text(element.text, True)
        for child in element:
            if isinstance(child.tag, str):
                begins = self._at_line() if child is head else 0
                self._element(child)
                if child is head and builder.end > begins:
                    heading = Span(begins, builder.end)
            self._text(child.tail, True)
        builder.end_line()
        if builder.end > start:
            builder.given(GivenEntry(Span(start, builder.end), heading, entry.day, attributes))


def _is_block(element: etree._Element) -> bool:
    return local_name(element) in BLOCKS


def _stands_alone(element: etree._Element) -> bool:
    """Whether a block stands among blocks; one within running text (a quotation) stays in its line."""
    parent = element.getparent()
    if parent is None or any(child.tail and child.tail.strip() for child in parent) or (parent.text or "").strip():
        return False
    return local_name(parent) in _HOLD_BLOCKS


def _attributes(element: etree._Element) -> Attributes:
    return tuple((_prefixed(str(key)), str(value)) for key, value in element.attrib.items())


def _prefixed(key: str) -> str:
    if key.startswith("{http://www.w3.org/XML/1998/namespace}"):
        return "xml:" + key.rsplit("}", 1)[1]
    return key.rsplit("}", 1)[-1]


def _address(name: str) -> str:
    return re.sub(r"[^\w.-]", "_", name)


def _entries(texts: list[etree._Element], language: str) -> dict[etree._Element, _Division]:
    """The divisions that are entries; none lies within another."""
    divisions = [div for text in texts for div in text.iter(tei("div"), tei("div1"), tei("div2"), tei("div3"))]
    typed = [div for div in divisions if _ENTRY_TYPE.search(div.get("type", ""))]
    dated = [div for div in divisions if _day(div) is not None and not div.findall(tei("div"))]
    typed = _innermost(typed)
    chosen = dated if len(dated) > 1 >= len(typed) else typed or dated or _headed(divisions, language)
    return {div: _Division(div, _day(div)) for div in chosen}


def _headed(divisions: list[etree._Element], language: str) -> list[etree._Element]:
    """The divisions whose heading names a day in its words."""
    heads = ((div, div.find(tei("head"))) for div in _innermost(divisions))
    words = ((div, " ".join("".join(map(str, head.itertext())).split())) for div, head in heads if head is not None)
    return [div for div, written in words if any(one.first.day for one in find_dates(written, language))]


def _innermost(divisions: list[etree._Element]) -> list[etree._Element]:
    outer = {id(ancestor) for div in divisions for ancestor in div.iterancestors()}
    return [div for div in divisions if id(div) not in outer]


def _day(division: etree._Element) -> Dating | None:
    """The day that a division says: in its own ``@when``, else in the date of its heading or at its beginning."""
    for element in _dated(division):
        first = next((value for key in _HEADER_DATES if (value := _date(element.get(key)))), None)
        if first:
            last = _date(element.get("to")) or _date(element.get("notAfter"))
            return Dating(first, last if last and last > first else None)
    return None


def _dated(division: etree._Element) -> Iterator[etree._Element]:
    yield division
    for child in division:
        if local_name(child) in ("head", "dateline", "opener", "date"):
            yield from child.iter(tei("date"))
        elif isinstance(child.tag, str) and local_name(child) not in _MILESTONES:
            first = next(child.iter(tei("date")), None)
            if first is not None and not _text_before(child, first):
                yield first
            return


def _text_before(element: etree._Element, inner: etree._Element) -> bool:
    """Whether there is text in ``element`` before ``inner``."""
    for item in element.iter():
        if item is inner:
            return False
        if (item.text or "").strip() and isinstance(item.tag, str):
            return True
        if item is not element and (item.tail or "").strip() and inner not in item.iterdescendants():
            return True
    return False


def _date(value: str | None) -> datetime.date | None:
    if value is None or not _ISO.fullmatch(value[:10]):
        return None
    try:
        return datetime.date.fromisoformat(value[:10])
    except ValueError:
        return None


def _language(root: etree._Element, text: etree._Element) -> dict[str, str]:
    """The language of the text: its own, or the only one that the header lists."""
    body = text.find(tei("body"))
    for element in (*([body] if body is not None else []), text, root):
        if element.get(XML_LANG):
            return {"language": str(element.get(XML_LANG))}
    listed = [str(one.get("ident")) for one in root.iter(tei("language")) if one.get("ident")]
    return {"language": listed[0]} if len(listed) == 1 else {}
