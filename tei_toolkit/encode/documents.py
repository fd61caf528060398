"""TEI documents from marked entries: one for each entry, or one for a whole source."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from tei_toolkit.encode.header import Circumstances, element, header
from tei_toolkit.encode.nesting import build
from tei_toolkit.model import Division, Entry, Mark, Span
from tei_toolkit.parsing import TEI, XML_ID, XML_LANG, tei

_INDENTED = ("TEI", "teiHeader", "text", "body", "div", "note", "fileDesc", "titleStmt", "publicationStmt",
             "sourceDesc", "encodingDesc", "appInfo", "editorialDecl", "correction", "interpretation",
             "profileDesc", "calendarDesc", "calendar", "revisionDesc", "availability", "langUsage",
             "respStmt", "application", "creation")  # fmt: skip


def entry_document(entry: Entry, marks: Sequence[Mark], circumstances: Circumstances, schema: str) -> bytes:
    """The document of one entry; ``schema`` is the address that ``<?xml-model?>`` gives.

    ``marks`` nest (see :func:`~tei_toolkit.encode.nesting.resolve_crossings`). Lines that open a year or
    month stand as headings of the body, page breaks before the heading stand before the entry's div.
    """
    body = element("body")
    before = [mark for mark in marks if mark.end <= _begin(entry)]
    build(body, circumstances.source.text, Span(entry.span.start, _begin(entry)), before)
    _entry(body, entry, marks, circumstances)
    return _document(entry_title(entry, circumstances), [entry], marks, body, circumstances, schema)


def whole_document(nested: Sequence[tuple[Entry, Sequence[Mark]]], circumstances: Circumstances, schema: str) -> bytes:
    """The document of a whole source: entries in divisions by year and month, as its lines open them."""
    body = element("body")
    place = body
    for entry, marks in nested:
        place = _outside(body, place, entry, marks, circumstances)
        _entry(place, entry, marks, circumstances)
    title = circumstances.source.details.get("title", circumstances.source.name.rsplit(".", 1)[0])
    entries = [entry for entry, _ in nested]
    marks = [mark for _, own in nested for mark in own]
    return _document(title, entries, marks, body, circumstances, schema)


def entry_title(entry: Entry, circumstances: Circumstances) -> str:
    """An entry's heading as one line; the date where the heading is only that of running text."""
    text = circumstances.source.text
    if entry.heading is not None and not entry.heading.run_in:
        return " ".join(text[entry.heading.span.start : entry.heading.span.end].split())
    return str(entry.dating.start) if entry.dating else entry.id


def _division_place(body: etree._Element, place: etree._Element, division: Division) -> etree._Element:
    """A new div for a year or month, months within their year."""
    parent = body
    if division.kind == "month":
        parent = next(
            (one for one in (place, place.getparent()) if one is not None and one.get("type") == "year"), body
        )
    return etree.SubElement(parent, tei("div"), {"type": division.kind})


def _outside(
    body: etree._Element,
    place: etree._Element,
    entry: Entry,
    marks: Sequence[Mark],
    circumstances: Circumstances,
) -> etree._Element:
    """What stands before the entry's own heading: page breaks, and the lines that open a year or month, each
    of which opens a div. Returns where the entry belongs."""
    at = entry.span.start

    def write(end: int) -> None:
        inside = [mark for mark in marks if at <= mark.start and mark.end <= end]
        build(place, circumstances.source.text, Span(at, end), inside)

    for division in entry.divisions:
        write(division.span.start)
        at, place = division.span.start, _division_place(body, place, division)
        write(division.span.end)
        at = division.span.end
    write(_begin(entry))
    return place


def _entry(place: etree._Element, entry: Entry, marks: Sequence[Mark], circumstances: Circumstances) -> None:
    own = [mark for mark in marks if mark.end > _begin(entry)]
    if not own and not circumstances.source.text[_begin(entry) : entry.span.end].strip():
        return
    kind = "entry" if entry.heading else "preamble"
    div = etree.SubElement(place, tei("div"), {"type": kind, XML_ID: entry.id})
    build(div, circumstances.source.text, Span(_begin(entry), entry.span.end), own)


def _begin(entry: Entry) -> int:
    """Where the entry's div begins: at its heading."""
    if entry.heading is not None:
        return entry.heading.span.start
    return entry.divisions[-1].span.end if entry.divisions else entry.span.start


def _document(
    title: str,
    entries: Sequence[Entry],
    marks: Sequence[Mark],
    body: etree._Element,
    circumstances: Circumstances,
    schema: str,
) -> bytes:
    root = etree.Element(tei("TEI"), {XML_LANG: circumstances.language}, nsmap={None: TEI})  # type: ignore[dict-item]
    root.append(header(title, circumstances, entries, marks))
    root.append(element("text", body))
    if not any(child.tag == tei("div") for child in body):
        # TEI wants something in a body; a source that ends with a year line has nothing but that.
        body.append(element("div", element("p"), type="entry"))
    _indent(root, 0)
    tree = root.getroottree()
    etree.cleanup_namespaces(tree)
    model = etree.ProcessingInstruction(
        "xml-model",
        f'href="{schema}" type="application/xml" schematypens="http://relaxng.org/ns/structure/1.0"',
    )
    root.addprevious(model)
    return etree.tostring(tree, encoding="UTF-8", xml_declaration=True).replace(b"'", b'"', 4) + b"\n"


def _indent(parent: etree._Element, level: int) -> None:
    """Line ends and indents, only where an element holds nothing but elements."""
    children = list(parent)
    name = parent.tag.rsplit("}", 1)[-1] if isinstance(parent.tag, str) else ""
    has_text = bool((parent.text or "").strip()) or any((child.tail or "").strip() for child in children)
    if not children or has_text or name not in _INDENTED:
        return
    if name == "note" and children[0].tag != tei("p"):
        return
    inner = "\n" + "  " * (level + 1)
    parent.text = inner
    for child in children:
        _indent(child, level + 1)
        child.tail = inner
    children[-1].tail = "\n" + "  " * level
