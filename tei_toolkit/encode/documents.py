"""TEI documents from marked entries: one for each entry, or one for a whole source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tei_toolkit.encode.content import write_content
from tei_toolkit.encode.element import Element, quoted
from tei_toolkit.encode.header import Circumstances, Headers
from tei_toolkit.model import Division, Entry, Mark, SourceText, Span, Surface, Zone
from tei_toolkit.parsing import TEI

_BEGINNING = """\
<?xml version="1.0" encoding="UTF-8"?>
<?xml-model href="{schema}.rng" type="application/xml" schematypens="http://relaxng.org/ns/structure/1.0"?>
<?xml-model href="{schema}.sch" type="application/xml" schematypens="http://purl.oclc.org/dsdl/schematron"?>
<TEI xmlns="{namespace}" xml:lang="{language}">
"""
_WRAPPER = f'<TEI xmlns="{TEI}"><text>%s</text></TEI>'.encode()
_READABLE = 1_000_000
_OUTSIDE = frozenset(("pb", "lb", "cb", "milestone", "anchor", "fw", "note", "gap"))
_YEAR = (("type", "year"),)


class Documents:
    """Makes the documents of one source; ``schema`` is the address that ``<?xml-model?>`` gives, without the ending by
    which grammar (``.rng``) and rules (``.sch``) are told apart."""

    def __init__(self, circumstances: Circumstances, schema: str) -> None:
        self._source = circumstances.source
        self._headers = Headers(circumstances)
        self._beginning = _BEGINNING.format(
            schema=quoted(schema), namespace=TEI, language=quoted(circumstances.language)
        )

    def of_entry(self, entry: Entry, marks: Sequence[Mark]) -> bytes:
        """The document of one entry.

        ``marks`` nest (see :func:`~tei_toolkit.encode.nesting.resolve_crossings`). Lines that open a year or
        month stand as headings of the body, page breaks before the heading stand before the entry's div.
        """
        body = Element("body")
        begin = entry.begin
        opens = min([begin, *(one.span.start for one in entry.divisions)])
        loose = [mark for mark in marks if mark.end <= opens]
        at, place = entry.span.start, body
        if any(mark.consumed and not _stands_outside(mark, entry) for mark in loose):
            # An empty paragraph, a picture: it stands for something in the source, and not by itself in a body.
            div = body.open("div", (("type", "preamble"), ("xml:id", f"{entry.id}-before")))
            write_content(div, self._source.text, Span(at, opens), loose)
            at = opens
            if entry.divisions:
                place = body.open("div", (("type", "preamble"), ("xml:id", f"{entry.id}-opening")))
        before = [mark for mark in marks if at <= mark.start and mark.end <= begin and _stands_outside(mark, entry)]
        write_content(place, self._source.text, Span(at, begin), before)
        division = self.division(entry, marks)
        if division is not None:
            body.add(division)
        return b"".join(self._document(entry_title(self._source, entry), [entry], marks, body))

    def division(self, entry: Entry, marks: Sequence[Mark]) -> Element | None:
        """The div of one entry, which begins at its heading; None if there is nothing in it."""
        text, begin = self._source.text, entry.begin
        own = [mark for mark in marks if mark.end > begin]
        if not own and not text[begin : entry.span.end].strip():
            return None
        kind = "entry" if entry.heading or entry.dating else "preamble"
        div = Element("div", (("type", kind), ("xml:id", entry.id), *entry.attributes))
        write_content(div, text, Span(begin, entry.span.end), own)
        return div

    def of_source(self, parts: Sequence[tuple[Entry, Sequence[Mark], Element | None]]) -> list[bytes]:
        """The document of the whole source: entries in divisions by year and month, as its lines open them.

        ``parts`` are all entries with their marks and their own divisions (:meth:`division`). The document
        comes in pieces: all that stands before the body's content, what it consists of, all that follows.
        """
        body = Element("body")
        places = [body]
        for entry, marks, division in parts:
            places = _write_outside(places, self._source.text, entry, marks)
            if division is not None:
                places[-1].add(division)
        title = self._source.details.get("title", self._source.name.rsplit(".", 1)[0])
        entries = [entry for entry, _, _ in parts]
        return self._document(title, entries, [mark for _, marks, _ in parts for mark in marks], body)

    def _document(self, title: str, entries: Sequence[Entry], marks: Sequence[Mark], body: Element) -> list[bytes]:
        if not any(isinstance(child, Element) and child.name == "div" for child in body.children):
            # TEI wants something in a body; a source that ends with a year line has nothing but that.
            body.open("div", (("type", "entry"), ("xml:id", entries[-1].id))).open("p")
        header = self._headers.header(title, entries, marks)
        beginning, end = f"{self._beginning}  {header}{self._facsimile(marks)}\n  <text>\n    ", "\n  </text>\n</TEI>\n"
        content = list(body.pieces(2))
        if len(content) > 1:
            beginning, end = beginning + content.pop(0), content.pop() + end
        return [piece.encode() for piece in (beginning, *content, end)]

    def _facsimile(self, marks: Sequence[Mark]) -> str:
        """The page images to which the marks point, with their zones; TEI Guidelines, section 12.1."""
        if not self._source.surfaces:
            return ""
        named = {value.removeprefix("#") for mark in marks for key, value in mark.attributes if key == "facs"}
        facsimile = Element("facsimile")
        for surface in self._source.surfaces:
            zones = [zone for zone in surface.zones if zone.id in named]
            if surface.id in named or zones:
                _write_surface(facsimile, surface, zones)
        return "\n  " + facsimile.in_block(1) if facsimile.children else ""


def _write_surface(facsimile: Element, surface: Surface, zones: Sequence[Zone]) -> None:
    size = (("ulx", "0"), ("uly", "0"), ("lrx", str(surface.width)), ("lry", str(surface.height)))
    element = facsimile.open("surface", (("xml:id", surface.id), *(size if surface.width and surface.height else ())))
    if surface.image:
        pixels = (("width", f"{surface.width}px"), ("height", f"{surface.height}px")) if surface.width else ()
        element.add(Element("graphic", (("url", surface.image), *pixels)))
    for zone in zones:
        element.add(Element("zone", (("xml:id", zone.id), ("rendition", zone.kind), ("points", zone.points))))


def readable(pieces: Sequence[bytes]) -> Iterator[bytes]:
    """The pieces of a document (:meth:`Documents.of_source`) as small documents, which need less memory to be
    read one after the other: first what stands round the content, then the content, some at a time."""
    yield pieces[0] + pieces[-1]
    some: list[bytes] = []
    size = 0
    for piece in pieces[1:-1]:
        some.append(piece)
        size += len(piece)
        if size > _READABLE:
            yield _WRAPPER % b"".join(some)
            some, size = [], 0
    yield _WRAPPER % b"".join(some)


def entry_title(source: SourceText, entry: Entry) -> str:
    """An entry's heading as one line; the date where the heading is only that of running text."""
    if entry.heading is not None and not entry.heading.run_in:
        return " ".join(source.shown()[entry.heading.span.start : entry.heading.span.end].split())
    return str(entry.dating.start) if entry.dating else entry.id


def _write_outside(places: list[Element], text: str, entry: Entry, marks: Sequence[Mark]) -> list[Element]:
    """What stands before the entry's own heading: page breaks, and the lines that open a year or month, each
    of which opens a div. ``places`` are the body and the divs that are open in it; returns those in which
    the entry belongs."""
    at = entry.span.start
    if not entry.divisions and not text[at : entry.begin].strip():
        return places

    def write(end: int) -> None:
        inside = [mark for mark in marks if at <= mark.start and mark.end <= end]
        write_content(places[-1], text, Span(at, end), inside)

    for division in entry.divisions:
        write(division.span.start)
        at, places = division.span.start, _opened(places, division)
        write(division.span.end)
        at = division.span.end
    write(entry.begin)
    return places


def _opened(places: list[Element], division: Division) -> list[Element]:
    """With a new div for a year or month, months within their year."""
    in_year = division.kind == "month" and [place for place in places[1:2] if place.attributes == _YEAR]
    round_it = [places[0], *(in_year or ())]
    return [*round_it, round_it[-1].open("div", (("type", division.kind),))]


def _stands_outside(mark: Mark, entry: Entry) -> bool:
    """Whether a mark can stand before an entry's div: it is a point or a note, or of a line that opens a year. A list
    that holds nothing but a page break lets go of it."""
    in_line = any(mark.start < one.span.end and one.span.start < mark.end for one in entry.divisions)
    return in_line or mark.element in _OUTSIDE
