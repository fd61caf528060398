"""What the edition as a whole has to know of each entry and each page image, read off its file once.

Lists, neighbours and registers are made of these facts alone, so that no more than one document at a time need be
in memory, and what was read in an earlier build need not be read again.
"""

from __future__ import annotations

import copy
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from lxml import etree

from tei_toolkit.files import read_bytes
from tei_toolkit.findings import Finding
from tei_toolkit.parsing import NAMESPACES, TEI, XML_ID, UnsafeXml, parse_xml, tei
from tei_toolkit.publish.image_size import image_size, media_type
from tei_toolkit.publish.reading import reading_text

_ID = re.compile(r"[^\W\d][\w.-]*")
_DATES = ("tei:text//tei:div[@type='entry']/tei:head//tei:date", "tei:teiHeader//tei:creation/tei:date")
_NAMING = tuple(tei(name) for name in ("persName", "placeName", "orgName", "name", "rs"))
_UNDATED = "9999"
_INCIPIT = 150


@dataclass(frozen=True, slots=True)
class CollectedEntry:
    """One entry of one text: all that is known of it without its file."""

    id: str
    """Its ``xml:id``, by which the versions of an entry find each other; else the file's name."""
    date: str
    """The day or month on which it was written, from the heading, else the header; empty if none is known."""
    order: tuple[str | int, ...]
    """What it is sorted by: its date, or the earliest it can have; then its file, ``-2`` before ``-10``."""
    heading: str
    """The heading's words, else the header's title."""
    path: str
    """The file, relative to the edition folder, with ``/``."""
    number: int
    """Which of the file's entries it is, from 0."""
    alone: bool
    """Whether the file holds no other."""
    incipit: str
    """The first words of its text, cut at a word."""
    is_only_a_date: bool
    """Whether the heading says the day and nothing else, which a list by days need not repeat."""
    names: tuple[str, ...]
    """The register ids that it names, each once."""
    targets: tuple[str, ...]
    """What its references point to."""
    pages: tuple[str, ...]
    """The page on which it begins, as the header says, then each that its text turns to."""
    authors: tuple[str, ...]
    """Who wrote it, as its header says."""
    changes: tuple[str, ...]
    """The dates of the changes that its header lists."""
    digest: str
    """The hash of the file's bytes, of which all these are read."""


@dataclass(frozen=True, slots=True)
class TeiFacts:
    """What is known of a TEI file: its entries, or why there are none. Findings name the file as entries do."""

    entries: tuple[CollectedEntry, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class ImageFacts:
    """What is known of the file of a page image."""

    size: tuple[int, int] | None
    """Width and height in pixels, where its first bytes say them."""
    type: str
    """The media type."""
    digest: str


class Facts(Protocol):
    """Where the facts of files come from: the disk, or what an earlier build has kept of it."""

    def tei(self, path: str) -> TeiFacts:
        """Those of the TEI file at ``path`` below the edition's folder."""

    def image(self, path: str) -> ImageFacts | None:
        """Those of an image; None if there is no such file in the edition's folder."""


class FactsFromDisk:
    """The facts of an edition's files, each read when it is asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def tei(self, path: str) -> TeiFacts:
        """Raises :class:`UnreadableInput` if the file cannot be opened."""
        return tei_facts(read_bytes(self._folder / path), path)

    def image(self, path: str) -> ImageFacts | None:
        """None also for a link that leads out of the folder."""
        place = self._folder / path
        if not place.is_file() or not place.resolve().is_relative_to(self._folder.resolve()):
            return None
        return image_facts(read_bytes(place))


def digest_of(data: bytes) -> str:
    """The hash by which contents are told apart: 128 bits of BLAKE2b, in hexadecimal."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def image_facts(data: bytes) -> ImageFacts:
    """The facts of an image from the bytes of its file."""
    return ImageFacts(image_size(data), media_type(data), digest_of(data))


def tei_facts(data: bytes, path: str) -> TeiFacts:
    """The facts of a TEI file, which is ``path`` in messages; one that cannot be read has a finding instead."""
    try:
        tree = parse_xml(data, path)
    except UnsafeXml as error:
        return TeiFacts(findings=(error.finding,))
    if found := no_tei(tree, path):
        return TeiFacts(findings=(found,))
    digest = digest_of(data)
    count = len(_entry_divs(tree))
    if count < 2:
        return TeiFacts((_entry(tree, path, 0, True, digest),))
    return TeiFacts(tuple(_entry(single_entry(tree, n), path, n, False, digest) for n in range(count)))


def no_tei(tree: etree._ElementTree, path: str) -> Finding | None:
    """The finding if a document is not one of TEI's."""
    root = etree.QName(tree.getroot())
    if root.namespace == TEI:
        return None
    message = f"The outermost element is {root.localname}, which is not one of TEI’s."
    return Finding("XML-03", message, path, 1, value=root.localname)


def single_entry(tree: etree._ElementTree, number: int) -> etree._ElementTree:
    """A document with the entry ``number`` and no other: a file may hold a whole source.

    A file without entry divs is one entry; a document with one is given as it is.
    """
    if len(_entry_divs(tree)) < 2:
        return tree
    single = copy.deepcopy(tree)
    divs = _entry_divs(single)
    for other in divs[:number] + divs[number + 1 :]:
        _remove_with_page_breaks(other)
    return single


def _entry_divs(tree: etree._ElementTree) -> list[etree._Element]:
    return [div for div in tree.getroot().iter(tei("div")) if div.get("type") == "entry"]


def _remove_with_page_breaks(div: etree._Element) -> None:
    """Remove an entry together with the page breaks before it, which are its own."""
    parent = div.getparent()
    assert parent is not None
    before = div.getprevious()
    while before is not None and before.tag == tei("pb"):
        earlier = before.getprevious()
        parent.remove(before)
        before = earlier
    parent.remove(div)


def _entry(tree: etree._ElementTree, path: str, number: int, alone: bool, digest: str) -> CollectedEntry:
    divs = _entry_divs(tree)
    id_ = divs[0].get(XML_ID, "") if divs else ""
    if not _ID.fullmatch(id_):
        id_ = re.sub(r"[^\w.-]", "_", Path(path).stem).lstrip(".") or "entry"
    date = _date(tree, "when")
    earliest = date or _date(tree, "from", "notBefore")
    # What is only known to be older than a day, a preamble, stands before that day's entry.
    latest = "" if earliest else _date(tree, "to", "notAfter")
    numbered = re.split(r"(\d+)", Path(path).stem)
    order = (
        earliest or latest or _UNDATED,
        0 if latest else 1,
        *(int(part) if part.isdecimal() else part for part in numbered),
    )
    heading = _heading(tree)
    return CollectedEntry(
        id_, date, order, heading, path, number, alone,
        incipit=_incipit(tree),
        is_only_a_date=_is_only_a_date(tree, date, heading),
        names=tuple(_names(tree)),
        targets=_each_once(link.get("target", "") for link in tree.getroot().iter(tei("ref"), tei("ptr"))),
        pages=_pages(tree),
        authors=_authors(tree),
        changes=tuple(
            change.get("when", "")
            for revisions in tree.getroot().iter(tei("revisionDesc"))
            for change in revisions.iter(tei("change"))
        ),
        digest=digest,
    )  # fmt: skip


def _date(tree: etree._ElementTree, *attributes: str) -> str:
    for place in _DATES:
        for date in tree.getroot().iterfind(place, NAMESPACES):
            for attribute in attributes:
                if value := date.get(attribute):
                    return value
    return ""


def _heading(tree: etree._ElementTree) -> str:
    for place in ("tei:text//tei:div/tei:head", "tei:teiHeader//tei:titleStmt/tei:title"):
        found = tree.getroot().find(place, NAMESPACES)
        if found is not None and (words := reading_text(found)):
            return words
    return ""


def _incipit(tree: etree._ElementTree) -> str:
    words = ""
    for block in tree.getroot().iterfind("tei:text//tei:p", NAMESPACES):
        if next(block.iterancestors(tei("note")), None) is None:
            words = f"{words} {reading_text(block)}".strip()
        if len(words) > _INCIPIT:
            return words[:_INCIPIT].rsplit(" ", 1)[0].rstrip(",;:– ") + " …"
    return words


def _is_only_a_date(tree: etree._ElementTree, day: str, heading: str) -> bool:
    date = tree.getroot().find("tei:text//tei:div/tei:head//tei:date", NAMESPACES)
    said = reading_text(date) if date is not None and len(day) == len("1939-02-03") else ""
    return bool(said) and heading.strip(" .:,") == said.strip(" .:,")


def _names(tree: etree._ElementTree) -> Iterator[str]:
    seen: dict[str, None] = {}
    for text in tree.getroot().iterfind("tei:text", NAMESPACES):
        for name in text.iter(*_NAMING):
            for ref in name.get("ref", "").split():
                seen.setdefault(ref.partition("#")[2])
    yield from (id_ for id_ in seen if id_)


def _pages(tree: etree._ElementTree) -> tuple[str, ...]:
    header, breaks = tree.getroot().iter(tei("biblScope")), tree.getroot().iter(tei("pb"))
    begins = (scope.get("from", "") for scope in header if scope.get("unit") == "page")
    return _each_once([*begins, *(pb.get("n", "") for pb in breaks)])


def _authors(tree: etree._ElementTree) -> tuple[str, ...]:
    titles = tree.getroot().iter(tei("titleStmt"))
    found = (author for title in titles for author in title.iterchildren(tei("author")))
    said = (" ".join("".join(str(piece) for piece in author.itertext()).split()) for author in found)
    return tuple(name for name in said if name)


def _each_once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
