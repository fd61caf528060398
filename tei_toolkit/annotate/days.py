"""On which day each division was written: what a date without a year in it is reckoned from."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from typing import NamedTuple

from lxml import etree

from tei_toolkit.annotate.reader import Reading
from tei_toolkit.annotate.texts import Division, Text
from tei_toolkit.mark.reading import ReadingCopy
from tei_toolkit.mark.running_dates import date_marks
from tei_toolkit.model import Span
from tei_toolkit.parsing import local_name, tei

_DAY = re.compile(r"(?<!\d)(\d{4})-(\d\d)-(\d\d)(?!\d)")
_HEADER_DATES = (
    ("profileDesc", "creation"),
    ("profileDesc", "correspDesc", "correspAction"),
    ("fileDesc", "titleStmt", "title"),
)
_DATING = ("when", "when-iso", "from", "from-iso", "notBefore", "notBefore-iso")


class Dated(NamedTuple):
    """When a division was written, and the entry that it belongs to: the division that says the day."""

    day: datetime.date | None
    entry: Division


def date_divisions(reading: Reading, root: etree._Element, language: str, calendar: str) -> dict[int, Dated]:
    """The day and the entry of each division, by its ``id()``.

    The day is said by a division's own dating attributes, else by an ISO date in its ``xml:id``, else by the
    first date of its heading, tagged or not, else by the division round it, and at last by the header. A
    heading's date counts alike whether it is tagged already or will be, so that a second run knows no more
    than the first.
    """
    found: dict[int, Dated] = {}
    for division in reading.divisions:
        outer = found[id(division.parent)] if division.parent else Dated(header_day(root), division)
        own = _own_day(division)
        if own is None:
            days = (_head_day(text, language, calendar, outer.day) for text in division.heads)
            own = next((day for day in days if day), None)
        found[id(division)] = Dated(own, division) if own else outer
    return found


def copy_of(text: Text) -> ReadingCopy:
    """A text as the marking reads it; offsets are those of its reading."""
    return ReadingCopy(text.value, (0,), (0,))


def header_day(root: etree._Element) -> datetime.date | None:
    """The day that a header gives: of creation, of the letter, of the source, or in the title."""
    header = root.find(f".//{tei('teiHeader')}")
    if header is None:
        return None
    for path in (
        ("profileDesc", "creation"),
        ("profileDesc", "correspDesc", "correspAction"),
        ("fileDesc", "titleStmt", "title"),
    ):
        for holder in header.findall("/".join(tei(name) for name in path)):
            for element in holder.iter(etree.Element):
                if local_name(element) in ("date", "origDate", "title", "creation"):
                    day = _first_day(element.get(name, "") for name in _DATING)
                    if day:
                        return day
    titles = header.findall("/".join(tei(name) for name in ("fileDesc", "titleStmt", "title")))
    return _first_day("".join(str(piece) for piece in title.itertext()) for title in titles)


def _own_day(division: Division) -> datetime.date | None:
    if division.element is None:
        return None
    attributes = division.element.attributes()
    return _first_day([*(attributes.get(name, "") for name in _DATING), attributes.get("xml:id", "")])


def _head_day(text: Text, language: str, calendar: str, near: datetime.date | None) -> datetime.date | None:
    dates = [element for element in (*text.settled, *text.owned) if element.name == "date"]
    tagged = [(element.first, 0, element.attributes()) for element in dates]
    taken = [Span(element.first, element.last) for element in text.settled]
    marks, _ = date_marks(copy_of(text), text.language or language, near, calendar, taken)
    read = [(mark.start, 1, dict(mark.attributes)) for mark in marks]
    ordered = sorted(tagged + read, key=lambda item: item[:2])
    return _first_day(attributes.get(name, "") for _, _, attributes in ordered for name in _DATING)


def _first_day(values: Iterable[str]) -> datetime.date | None:
    """The first whole day among values; a month or a year says too little."""
    for value in values:
        match = _DAY.search(value)
        if match:
            try:
                return datetime.date(*map(int, match.groups()))
            except ValueError:
                continue
    return None
