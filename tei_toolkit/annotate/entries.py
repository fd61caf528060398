"""A document as entries to be marked: what each says in one language, and the dates in it."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import PurePath
from typing import NamedTuple

from lxml import etree

from tei_toolkit.annotate.days import date_divisions
from tei_toolkit.annotate.decoding import decode
from tei_toolkit.annotate.names import EntryTexts
from tei_toolkit.annotate.reader import BY_PROGRAM, OWN, read_document
from tei_toolkit.annotate.texts import Text
from tei_toolkit.findings import Finding
from tei_toolkit.mark.reading import BOUNDARY, ReadingCopy
from tei_toolkit.mark.running_dates import date_marks
from tei_toolkit.model import Mark, Span
from tei_toolkit.parsing import TEI, local_name, parse_xml, tei

_OWN_TAG = "own"


class Entry(NamedTuple):
    """An entry as far as it is in one language. Offsets are those of the copy that ``words`` holds."""

    words: EntryTexts
    numbers: tuple[int, ...]
    """Which of the document's texts it is made of,"""
    starts: tuple[int, ...]
    """and where each begins in the copy."""
    dates: tuple[Mark, ...]
    problems: tuple[tuple[int, str, str], ...]
    """What is wrong with some dates: offset, finding code, sentence."""


class Document(NamedTuple):
    """A document with its entries.

    The reading that they were made from is not kept: making it again is quick, and the readings of thousands of
    documents would fill the memory.
    """

    name: str
    data: bytes
    entries: tuple[Entry, ...]
    has_names: bool = False
    """Whether editors have tagged names in it."""
    findings: tuple[Finding, ...] = ()


def prepare(name: str, data: bytes, language: str | None, calendar: str) -> Document:
    """Read a document and find its dates; for the arguments and errors see :func:`tei_toolkit.annotate`."""
    root = parse_xml(data, name, leave_entities=True).getroot()
    if not str(root.tag).startswith(f"{{{TEI}}}"):
        message = f"This is not a TEI document: it begins with <{local_name(root)}>, outside TEI’s namespace."
        return Document(name, data, (), findings=(Finding("XML-03", message, name, 1),))
    reading = read_document(decode(data, name).text, root.nsmap)
    usual = _header_language(root) or language or "und"
    dated = date_divisions(reading, root, usual, calendar)
    groups: dict[tuple[int, str], list[int]] = {}
    for number, text in enumerate(reading.texts):
        if text.value.strip(f" {BOUNDARY}"):
            entry = dated[id(text.division)].entry
            groups.setdefault((id(entry), text.language or usual), []).append(number)
    entries = []
    for (_, spoken), numbers in groups.items():
        day, division = dated[id(reading.texts[numbers[0]].division)]
        identifier = division.element.attributes().get("xml:id", "") if division.element else ""
        entries.append(_entry(identifier or PurePath(name).stem, day, spoken, numbers, reading.texts, calendar))
    has_names = any(element.name != "date" for text in reading.texts for element in text.settled)
    return Document(name, data, tuple(entries), has_names)


def without_own_tags(document: Document) -> etree._ElementTree:
    """The document's tree as if the toolkit had never tagged anything in it: what editors decided is to be
    learned from, and the same must be learned in every run."""
    tree = parse_xml(document.data, document.name, leave_entities=True)
    for name in OWN:
        for element in tree.getroot().iter(tei(name)):
            if BY_PROGRAM in element.get("resp", "").split():
                element.tag = _OWN_TAG
    etree.strip_tags(tree, _OWN_TAG)
    return tree


def _entry(
    identifier: str,
    day: datetime.date | None,
    language: str,
    numbers: Sequence[int],
    texts: Sequence[Text],
    calendar: str,
) -> Entry:
    starts, settled, length = [], [], 0
    for number in numbers:
        starts.append(length)
        settled += [Span(length + element.first, length + element.last) for element in texts[number].settled]
        length += len(texts[number].value) + 1
    copy = ReadingCopy(BOUNDARY.join(texts[number].value for number in numbers), (0,), (0,))
    dates, problems = date_marks(copy, language, day, calendar, settled)
    taken = tuple(Span(mark.start, mark.end) for mark in dates)
    words = EntryTexts(identifier, day, language, copy, taken)
    return Entry(words, tuple(numbers), tuple(starts), tuple(dates), tuple(problems))


def _header_language(root: etree._Element) -> str:
    """The language of the text, if the header names one and no other."""
    found = {element.get("ident", "") for element in root.iterfind(f".//{tei('langUsage')}/{tei('language')}")}
    return found.pop() if len(found) == 1 else ""
