"""TEI documents from marked entries: one for each entry, or one for a whole source."""

from __future__ import annotations

from collections.abc import Sequence

from tei_toolkit.encode.content import write_content
from tei_toolkit.encode.element import Element, quoted
from tei_toolkit.encode.header import Circumstances, Headers
from tei_toolkit.model import Division, Entry, Mark, SourceText, Span
from tei_toolkit.parsing import TEI

_BEGINNING = """\
<?xml version="1.0" encoding="UTF-8"?>
<?xml-model href="{schema}" type="application/xml" schematypens="http://relaxng.org/ns/structure/1.0"?>\
<TEI xmlns="{namespace}" xml:lang="{language}">
"""
_YEAR = (("type", "year"),)


class Documents:
    """Makes the documents of one source; ``schema`` is the address that ``<?xml-model?>`` gives."""

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
        begin = _begin(entry)
        before = [mark for mark in marks if mark.end <= begin]
        write_content(body, self._source.text, Span(entry.span.start, begin), before)
        _write_entry(body, self._source.text, entry, marks)
        return self._document(entry_title(self._source, entry), [entry], marks, body)

    def of_source(self, nested: Sequence[tuple[Entry, Sequence[Mark]]]) -> bytes:
        """The document of the whole source: entries in divisions by year and month, as its lines open them."""
        body = Element("body")
        places = [body]
        for entry, marks in nested:
            places = _write_outside(places, self._source.text, entry, marks)
            _write_entry(places[-1], self._source.text, entry, marks)
        title = self._source.details.get("title", self._source.name.rsplit(".", 1)[0])
        entries = [entry for entry, _ in nested]
        return self._document(title, entries, [mark for _, marks in nested for mark in marks], body)

    def _document(self, title: str, entries: Sequence[Entry], marks: Sequence[Mark], body: Element) -> bytes:
        if not any(isinstance(child, Element) and child.name == "div" for child in body.children):
            # TEI wants something in a body; a source that ends with a year line has nothing but that.
            body.open("div", (("type", "entry"),)).open("p")
        header = self._headers.header(title, entries, marks)
        text = f"  <text>\n    {body.in_block(2)}\n  </text>\n"
        return f"{self._beginning}  {header}\n{text}</TEI>\n".encode()


def entry_title(source: SourceText, entry: Entry) -> str:
    """An entry's heading as one line; the date where the heading is only that of running text."""
    if entry.heading is not None and not entry.heading.run_in:
        return " ".join(source.text[entry.heading.span.start : entry.heading.span.end].split())
    return str(entry.dating.start) if entry.dating else entry.id


def _write_outside(places: list[Element], text: str, entry: Entry, marks: Sequence[Mark]) -> list[Element]:
    """What stands before the entry's own heading: page breaks, and the lines that open a year or month, each
    of which opens a div. ``places`` are the body and the divs that are open in it; returns those in which
    the entry belongs."""
    at = entry.span.start
    if not entry.divisions and not text[at : _begin(entry)].strip():
        return places

    def write(end: int) -> None:
        inside = [mark for mark in marks if at <= mark.start and mark.end <= end]
        write_content(places[-1], text, Span(at, end), inside)

    for division in entry.divisions:
        write(division.span.start)
        at, places = division.span.start, _opened(places, division)
        write(division.span.end)
        at = division.span.end
    write(_begin(entry))
    return places


def _opened(places: list[Element], division: Division) -> list[Element]:
    """With a new div for a year or month, months within their year."""
    in_year = division.kind == "month" and [place for place in places[1:2] if place.attributes == _YEAR]
    round_it = [places[0], *(in_year or ())]
    return [*round_it, round_it[-1].open("div", (("type", division.kind),))]


def _write_entry(place: Element, text: str, entry: Entry, marks: Sequence[Mark]) -> None:
    begin = _begin(entry)
    own = [mark for mark in marks if mark.end > begin]
    if own or text[begin : entry.span.end].strip():
        kind = "entry" if entry.heading else "preamble"
        div = place.open("div", (("type", kind), ("xml:id", entry.id)))
        write_content(div, text, Span(begin, entry.span.end), own)


def _begin(entry: Entry) -> int:
    """Where the entry's div begins: at its heading."""
    if entry.heading is not None:
        return entry.heading.span.start
    return entry.divisions[-1].span.end if entry.divisions else entry.span.start
