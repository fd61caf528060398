"""What is known of an entry without its document: read off once, and kept from build to build."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from tei_toolkit.page_scope import page_scope
from tei_toolkit.parsing import NAMESPACES, XML_ID, tei
from tei_toolkit.publish.mentions import Sentence
from tei_toolkit.publish.reading import reading_text
from tei_toolkit.publish.single_entries import entry_divs
from tei_toolkit.publish.subjects import subjects_of

_ID = re.compile(r"[^\W\d][\w.-]*")
_DATES = ("tei:text//tei:div[@type='entry']/tei:head//tei:date", "tei:teiHeader//tei:creation/tei:date")
_UNDATED = "9999"
_INCIPIT = 150
_FEW_PAGES = 50
"""An entry that has no page breaks, and fewer pages than these, stands on all that its header's scope reaches over."""


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
    counts: tuple[int, ...]
    """In how many sentences it names each of them."""
    sentences: str
    """The digest of these sentences."""
    subjects: tuple[str, ...]
    """What it is about as a whole, as :func:`subjects_of` has it; :func:`collect` makes ids of all."""
    targets: tuple[str, ...]
    """What its references point to."""
    pages: tuple[str, ...]
    """The page on which it begins, as the header says, each that its text turns to, and the header's last; those
    between if its text turns to none."""
    authors: tuple[str, ...]
    """Who wrote it, as its header says."""
    changes: tuple[str, ...]
    """The dates of the changes that its header lists."""
    digest: str
    """The hash of the file's bytes, of which all these are read."""


def collected_entry(
    tree: etree._ElementTree, path: str, number: int, alone: bool, digest: str, sentences: Mapping[str, list[Sentence]]
) -> CollectedEntry:
    """What is known of the entry that stands alone in a document; ``sentences`` are those in which it names someone."""
    divs = entry_divs(tree)
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
        names=tuple(sentences),
        counts=tuple(map(len, sentences.values())),
        sentences=hashlib.blake2b(repr(sentences).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest(),
        subjects=subjects_of(tree),
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


def _pages(tree: etree._ElementTree) -> tuple[str, ...]:
    header = tree.getroot().find(tei("teiHeader"))
    first, last = page_scope(header.iter(tei("biblScope")) if header is not None else ())
    turns = [n for pb in tree.getroot().iter(tei("pb")) if (n := pb.get("n", ""))]
    if not turns and first.isdecimal() and last.isdecimal() and int(last) - int(first) < _FEW_PAGES:
        turns = [str(n) for n in range(int(first) + 1, int(last))]
    return _each_once(filter(None, (first, *turns, last)))


def _authors(tree: etree._ElementTree) -> tuple[str, ...]:
    titles = tree.getroot().iter(tei("titleStmt"))
    found = (author for title in titles for author in title.iterchildren(tei("author")))
    said = (" ".join("".join(str(piece) for piece in author.itertext()).split()) for author in found)
    return tuple(name for name in said if name)


def _each_once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
