"""The entries of a document: where each begins, what says its day, its headings and its paragraphs."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from lxml import etree

from tei_toolkit.parsing import XML_ID, XML_LANG, local_name, tei
from tei_toolkit.validate.edition.model import Claim, Entry, Paragraph, Words
from tei_toolkit.validate.edition.walk import Walk

_ENTRY = re.compile(r"(?:^|[^a-z])(?:entry|day|diary)(?:$|[^a-z])", re.IGNORECASE)
_IN_NAME = re.compile(r"(?<!\d)(1\d{3}|20\d\d)([-_]?)(\d\d)\2(\d\d)(?!\d)")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_EARLIEST = ("when", "from", "notBefore", "to", "notAfter")
_HEADING = ("head", "dateline", "opener")
_LONGEST = 160
_UNREAD = frozenset({"note", "figure", "fw"})


def entries_of(walk: Walk, path: str) -> tuple[Entry, ...]:
    """The entries in their order. A text without divs of entries is one entry, as it is on the site."""
    divs = [at for at, div in walk.of("div") if walk.in_text(at) and _ENTRY.search(div.get("type", ""))]
    outer: list[int] = []
    for at in divs:
        if not outer or at > walk.last(outer[-1]):
            outer.append(at)
    whole = not outer
    found = outer or [walk.number[text] for text in walk.texts]
    alone = len(found) == 1
    return tuple(_entry(walk, at, path if alone else "", whole) for at in found)


def words_of(walk: Walk, at: int) -> Words:
    """The words of an element as they are read, without notes, in the nearest language that is given."""
    element = walk.elements[at]
    said = (one.get(XML_LANG) for one in (element, *element.iterancestors()))
    return Words(at, " ".join("".join(_read(element)).split())[:_LONGEST], next(filter(None, said), ""))


def _read(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and local_name(child) not in _UNREAD:
            yield from _read(child)
        yield (" " if local_name(child) in ("lb", "head", "p") else "") + (child.tail or "")


def _entry(walk: Walk, at: int, path: str, whole: bool) -> Entry:
    """``path`` is empty where the file holds other entries too, so that its name and header say nothing of this."""
    element = walk.elements[at]
    holder = next(element.iterchildren(tei("body")), element) if whole else element
    own = _heading_date(holder)
    claims = list(_claims(walk, at, own, path))
    earliest = _earliest(own) if own is not None else ""
    if not earliest and path:
        earliest = next((value for _, date in walk.of("date") if _created(date) and (value := _earliest(date))), "")
    return Entry(
        at,
        element.get(XML_ID, ""),
        tuple(claims),
        earliest or next((claim.day for claim in claims), ""),
        tuple(_headings(walk, holder, bool(path))),
        tuple(
            Paragraph(walk.number[p], p.get(XML_ID, ""), p.get("corresp", "")) for p in holder.iterchildren(tei("p"))
        ),
    )


def _claims(walk: Walk, at: int, own: etree._Element | None, path: str) -> Iterator[Claim]:
    if own is not None and _DAY.fullmatch(own.get("when", "")):
        yield Claim(walk.number[own], "when", "heading", own.get("when", ""))
    if day := _day_in_name(walk.elements[at].get(XML_ID, "")):
        yield Claim(at, "id", "xml:id", day)
    if not path:
        return
    for number, date in walk.of("date"):
        if _created(date) and _DAY.fullmatch(date.get("when", "")):
            yield Claim(number, "when", "header", date.get("when", ""))
    for number, title in walk.of("title"):
        if walk.in_header(number) and _DAY.fullmatch((title.text or "").strip()):
            yield Claim(number, "", "title", (title.text or "").strip())
    if day := _day_in_name(PurePosixPath(path).stem):
        yield Claim(at, "", "file name", day)


def _heading_date(entry: etree._Element) -> etree._Element | None:
    """The date of the heading or dateline; else that with which the entry's first words begin."""
    dates = [
        date
        for name in _HEADING
        for head in entry.iterchildren(tei(name))
        for date in head.iter(tei("date"))
        if _earliest(date)
    ]
    if dates:
        return dates[0]
    for first in entry.iterchildren(etree.Element):
        if local_name(first) in ("pb", "lb", "milestone", "fw", "cb"):
            continue
        for child in first.iterchildren(etree.Element):
            before = (first.text or "").strip() if child.getprevious() is None else "-"
            return child if child.tag == tei("date") and not before and _earliest(child) else None
        return None
    return None


def _headings(walk: Walk, entry: etree._Element, alone: bool) -> Iterator[Words]:
    """The entry's own heading, and the title in the header where that is its own; each once."""
    heads = [walk.number[head] for head in entry.iterchildren(tei("head"), tei("dateline"))][:1]
    titles = [
        at
        for at, title in walk.of("title")
        if alone and walk.in_header(at) and _parent(title) == tei("titleStmt")
        and (title.get("level") == "a" or title.get("type") == "main")
    ][:1]  # fmt: skip
    seen = set()
    for at in (*heads, *titles):
        words = words_of(walk, at)
        if words.text and words.text not in seen:
            seen.add(words.text)
            yield words


def _created(date: etree._Element) -> bool:
    return _parent(date) == tei("creation")


def _parent(element: etree._Element) -> str:
    parent = element.getparent()
    return "" if parent is None else str(parent.tag)


def _earliest(date: etree._Element) -> str:
    return next((value for name in _EARLIEST if (value := date.get(name, ""))), "")


def _day_in_name(name: str) -> str:
    """The day in an id or a file's name: ``e1939-02-03``, ``EBA18891212``."""
    found = _IN_NAME.search(name)
    if not found:
        return ""
    year, _, month, day = found.groups()
    try:
        return datetime.date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""
