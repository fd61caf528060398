"""The entries of an edition as its readers meet them: one page for all versions, with its neighbours."""

from __future__ import annotations

import copy
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote

from lxml import etree

from tei_toolkit.parsing import tei
from tei_toolkit.publish.collect import Collected
from tei_toolkit.publish.collected_entry import CollectedEntry

_PLAIN = re.compile(r"[\w.~-]*", re.ASCII)
"""What an address may hold as it is."""


@dataclass(frozen=True)
class PagedEntry:
    """An entry with the name of its page; ``versions`` holds each text's entry by the text's id."""

    # Without slots, so that what is asked for again and again is made once.
    id: str
    page: str
    versions: dict[str, CollectedEntry]

    @cached_property
    def first(self) -> CollectedEntry:
        """The version that readers see first."""
        return next(iter(self.versions.values()))

    @cached_property
    def href(self) -> str:
        """The page's address from the top of the site."""
        return f"entries/{self.page if _PLAIN.fullmatch(self.page) else quote(self.page)}.html"

    @property
    def label(self) -> str:
        """What a link to it says."""
        return self.first.heading or self.id

    @cached_property
    def digest(self) -> str:
        """The digest of all that is known of it: of its files, which of their entries they are, and its page."""
        return repr((self.page, [(text, e.path, e.number, e.digest) for text, e in self.versions.items()]))

    @property
    def names(self) -> list[str]:
        """The register ids that it names in any of its versions, and those of its subjects, each once."""
        return list(dict.fromkeys(id_ for one in self.versions.values() for id_ in (*one.names, *one.subjects)))

    @property
    def subjects(self) -> tuple[str, ...]:
        """The ids of what it is about as a whole, in any of its versions, each once."""
        return tuple(dict.fromkeys(id_ for version in self.versions.values() for id_ in version.subjects))


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


def together(versions: Sequence[etree._ElementTree]) -> etree._ElementTree:
    """A ``teiCorpus`` with the versions of an entry in their order."""
    corpus = etree.Element(tei("teiCorpus"))
    corpus.extend(copy.deepcopy(version.getroot()) for version in versions)
    return corpus.getroottree()


def cross_references(targets: Iterable[str], pages: Mapping[str, PagedEntry]) -> dict[str, str]:
    """Where references lead to other entries of the edition: their target → the address beside this page.

    ``#e1939-02-03``, ``1939-02-03.xml`` and ``1939-02-03.xml#e1939-02-03`` all mean that entry.
    """
    found = {}
    for target in targets:
        file, _, id_ = target.partition("#")
        stem = file.rsplit("/", 1)[-1].removesuffix(".xml")
        goal = pages.get(id_) or pages.get(stem) or pages.get(f"e{stem}")
        if goal is not None:
            found[target] = f"{quote(goal.page)}.html"
    return found
