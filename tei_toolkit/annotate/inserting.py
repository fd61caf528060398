"""One document and its marks become one document with tags, and the proof that nothing else has changed."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from functools import cached_property

from lxml import etree

from tei_toolkit.annotate.declaration import declaration
from tei_toolkit.annotate.decoding import decode
from tei_toolkit.annotate.entries import Document, Entry
from tei_toolkit.annotate.insert import CROSSES, Place, insertions, is_free, place_of
from tei_toolkit.annotate.names import NamesFound
from tei_toolkit.annotate.reader import read_document
from tei_toolkit.annotate.results import Annotated, Inserted, Open
from tei_toolkit.annotate.texts import Text
from tei_toolkit.errors import NotConserved
from tei_toolkit.findings import Finding
from tei_toolkit.model import Mark
from tei_toolkit.parsing import XML_ID, parse_xml, tei

_CALLED = {"persName": "person’s name", "placeName": "place’s name", "date": "date"}
_LINE_END = re.compile(r"\r\n|\r|\n")
_SHOWN = 40


def insert_marks(document: Document, names: Sequence[NamesFound]) -> Annotated:
    """Insert a document's dates, and its names as they were found for each of its entries.

    Raises :class:`~tei_toolkit.errors.NotConserved` if the text would not be the same afterwards.
    """
    found = zip(document.entries, names, strict=True)
    if not any(entry.dates or entry.problems or of_entry.marks or of_entry.undecided for entry, of_entry in found):
        return Annotated(document.name, document.data, findings=document.findings)
    return _Inserting(document).annotated(names)


class _Inserting:
    def __init__(self, document: Document) -> None:
        self._document = document
        self._root = parse_xml(document.data, document.name, leave_entities=True).getroot()
        self._file = decode(document.data, document.name)
        self._reading = read_document(self._file.text, self._root.nsmap)
        self._placed: list[tuple[Mark, Place]] = []
        self._marks: list[Inserted] = []
        self._open: list[Open] = []
        self._findings = list(document.findings)

    def annotated(self, names: Sequence[NamesFound]) -> Annotated:
        for entry, found in zip(self._document.entries, names, strict=True):
            for mark in sorted((*entry.dates, *found.marks), key=lambda mark: mark.start):
                self._place(entry, mark)
            for at, code, sentence in entry.problems:
                text, base = self._text_of(entry, at)
                self._notice(text, at - base, code, sentence, text.value[at - base : at - base + 20])
            for match, decision in found.undecided:
                text, base = self._text_of(entry, match.start)
                if is_free(text, match.start - base, match.end - base):
                    place = self._offset(text, match.start - base), *self._position(text, match.start - base)
                    form = entry.words.copy.text[match.start : match.end]
                    self._open.append(Open(*place, entry.words.entry, form, decision.candidates, decision.evidence))
        name, data = self._document.name, self._document.data
        if self._placed:
            declared = declaration(self._file.text, self._root)
            data = self._file.insert([*([declared] if declared else []), *insertions(self._placed)])
            _prove(name, self._root, data)
        self._marks.sort(key=lambda mark: (mark.start, -mark.end))
        self._open.sort(key=lambda name: name.start)
        self._findings.sort(key=lambda finding: (finding.line, finding.column))
        return Annotated(name, data, tuple(self._marks), tuple(self._open), tuple(self._findings))

    def _place(self, entry: Entry, mark: Mark) -> None:
        text, base = self._text_of(entry, mark.start)
        start, end = mark.start - base, mark.end - base
        if not is_free(text, start, end):
            return
        words = text.value[start:end]
        place = place_of(text, start, end, self._reading.elements)
        if not isinstance(place, Place):
            reason = "crosses other markup" if place == CROSSES else "stands where TEI allows no tag for it"
            self._notice(
                text, start, place, f"The {_CALLED[mark.element]} ‘{words}’ {reason} and was left unmarked.", words
            )
            return
        attributes = tuple((key, value) for key, value in mark.attributes if key != "datingMethod" or self._has(value))
        self._placed.append((Mark(start, end, mark.element, attributes), place))
        position = self._position(text, start)
        self._marks.append(
            Inserted(
                place.start, place.end, *position, entry.words.entry, mark.element, attributes, words, mark.evidence
            )
        )

    def _text_of(self, entry: Entry, at: int) -> tuple[Text, int]:
        """The text in which an entry's character stands, and where that begins in the entry."""
        number = bisect.bisect_right(entry.starts, at) - 1
        return self._reading.texts[entry.numbers[number]], entry.starts[number]

    def _notice(self, text: Text, at: int, code: str, message: str, value: str) -> None:
        line, column = self._position(text, at)
        self._findings.append(Finding(code, message, self._document.name, line, column, value[:_SHOWN]))

    def _offset(self, text: Text, at: int) -> int:
        """Where in the file a character of a reading stands, or the reference that it is part of."""
        piece = bisect.bisect_right(text.starts, at) - 1
        return text.sources[piece] + (at - text.starts[piece] if text.ends[piece] < 0 else 0)

    def _position(self, text: Text, at: int) -> tuple[int, int]:
        """Line and column, both from 1."""
        offset = self._offset(text, at)
        line = bisect.bisect_right(self._lines, offset)
        return line, offset - self._lines[line - 1] + 1

    @cached_property
    def _lines(self) -> list[int]:
        return [0, *(match.end() for match in _LINE_END.finditer(self._file.text))]

    @cached_property
    def _identifiers(self) -> set[str]:
        return {f"#{element.get(XML_ID)}" for element in self._root.iter(etree.Element) if element.get(XML_ID)}

    def _has(self, pointer: str) -> bool:
        """Whether a pointer leads to something in this document."""
        return pointer in self._identifiers


def _prove(name: str, before: etree._Element, data: bytes) -> None:
    """The first law, for a file that is annotated: it is well-formed, and all but its header says the same."""
    after = parse_xml(data, name, leave_entities=True).getroot()
    if _said(before) != _said(after):
        raise NotConserved(f"{name}: with the tags the text would not be the same; nothing was written.")


def _said(root: etree._Element) -> str:
    """All text of a document but that of its header."""
    pieces = [root.text or ""]
    for child in root:
        if isinstance(child.tag, str) and child.tag != tei("teiHeader"):
            pieces += [str(piece) for piece in child.itertext()]
        pieces.append(child.tail or "")
    return "".join(pieces)
