"""The entries of an edition as its readers meet them: one page for all versions, with its neighbours."""

from __future__ import annotations

import copy
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from urllib.parse import quote

from lxml import etree

from tei_toolkit.parsing import NAMESPACES, tei
from tei_toolkit.publish.collect import Collected, CollectedEntry
from tei_toolkit.publish.reading import reading_text

NAMING = ("persName", "placeName", "orgName", "name", "rs")
"""The elements that name someone or something by reference to a register."""


@dataclass(frozen=True, slots=True)
class PagedEntry:
    """An entry with the name of its page; ``versions`` holds each text's entry by the text's id."""

    id: str
    page: str
    versions: dict[str, CollectedEntry]

    @property
    def first(self) -> CollectedEntry:
        """The version that readers see first."""
        return next(iter(self.versions.values()))

    @property
    def href(self) -> str:
        """The page's address from the top of the site."""
        return f"entries/{quote(self.page)}.html"


def paged_entries(collected: Collected, without: Collection[str] = ()) -> list[PagedEntry]:
    """All entries in order, versions brought together by id; ``without`` leaves some ids out."""
    versions: dict[str, dict[str, CollectedEntry]] = {}
    for text in collected.texts:
        for entry in text.entries:
            if entry.id not in without:
                versions.setdefault(entry.id, {})[text.text.id] = entry
    paged = [PagedEntry(id_, _page_name(id_, versions), found) for id_, found in versions.items()]
    return sorted(paged, key=lambda entry: entry.first.order)


def _page_name(id_: str, ids: Collection[str]) -> str:
    """``e1939-02-03`` → ``1939-02-03``: the e is there only because an xml:id cannot begin with a digit."""
    short = re.sub(r"^e(?=\d)", "", id_)
    return id_ if short in ids else short


def together(entry: PagedEntry) -> etree._ElementTree:
    """The document of the page: the TEI itself, or a ``teiCorpus`` with the versions in their order."""
    if len(entry.versions) == 1:
        return entry.first.tree
    corpus = etree.Element(tei("teiCorpus"))
    corpus.extend(copy.deepcopy(version.tree.getroot()) for version in entry.versions.values())
    return corpus.getroottree()


def incipit(entry: CollectedEntry, length: int = 150) -> str:
    """The first words of an entry's text, cut at a word, for a list of contents."""
    words = ""
    for block in entry.tree.getroot().iterfind("tei:text//tei:p", NAMESPACES):
        if next(block.iterancestors(tei("note")), None) is None:
            words = f"{words} {reading_text(block)}".strip()
        if len(words) > length:
            return words[:length].rsplit(" ", 1)[0].rstrip(",;:– ") + " …"
    return words


def is_only_a_date(entry: CollectedEntry) -> bool:
    """Whether the heading says the day and nothing else, which a list by days need not repeat."""
    date = entry.tree.getroot().find("tei:text//tei:div/tei:head//tei:date", NAMESPACES)
    said = reading_text(date) if date is not None and len(entry.date) == len("1939-02-03") else ""
    return bool(said) and entry.heading.strip(" .:,") == said.strip(" .:,")


def named_ids(entry: PagedEntry) -> Iterator[str]:
    """The register ids that an entry names in any of its versions, each once."""
    seen: dict[str, None] = {}
    for version in entry.versions.values():
        for text in version.tree.getroot().iterfind("tei:text", NAMESPACES):
            for name in text.iter(*(tei(kind) for kind in NAMING)):
                for ref in name.get("ref", "").split():
                    seen.setdefault(ref.partition("#")[2])
    yield from (id_ for id_ in seen if id_)


def cross_references(entry: PagedEntry, pages: dict[str, PagedEntry]) -> dict[str, str]:
    """Where a ``ref`` leads to another entry of the edition: its target → the address beside this page.

    ``#e1939-02-03``, ``1939-02-03.xml`` and ``1939-02-03.xml#e1939-02-03`` all mean that entry.
    """
    found = {}
    for version in entry.versions.values():
        for link in version.tree.getroot().iter(tei("ref"), tei("ptr")):
            target = link.get("target", "")
            file, _, id_ = target.partition("#")
            stem = file.rsplit("/", 1)[-1].removesuffix(".xml")
            goal = pages.get(id_) or pages.get(stem) or pages.get(f"e{stem}")
            if goal is not None:
                found[target] = f"{quote(goal.page)}.html"
    return found
