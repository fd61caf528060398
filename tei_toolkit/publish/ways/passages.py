"""The passages in which an edition names one person or place, or that are about a subject."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from tei_toolkit.edition import Text
from tei_toolkit.publish.collected_entry import CollectedEntry
from tei_toolkit.publish.entries import PagedEntry
from tei_toolkit.publish.facts import Facts, digest_of
from tei_toolkit.publish.mentions import Sentence


class Passage(NamedTuple):
    """An entry that names someone or something."""

    entry: PagedEntry
    version: str
    """The first of its versions that does so, by the id of its text."""
    times: int
    """In how many sentences; that it is about this as a whole counts as one."""
    known: str
    """All that a page that quotes this version tells of it: another string for another entry, date or sentence."""

    @property
    def year(self) -> str:
        """Four digits; empty if it is not known."""
        year = str(self.entry.first.order[0])[:4]
        return year if year.isdecimal() and year != "9999" else ""


class Passages:
    """Passages that name one, whose sentences are read only where a page is made of them."""

    def __init__(self, id_: str, passages: Sequence[Passage]) -> None:
        self._id = id_
        self._passages = passages
        self._sentences: dict[tuple[str, int], list[Sentence]] = {}

    @property
    def digest(self) -> str:
        """The digest of the entries' addresses and dates, and of all sentences in which they name anyone."""
        known = [(p.known, self._whole(p.entry.versions[p.version])) for p in self._passages]
        return digest_of(repr(known).encode("utf-8", "surrogatepass"))

    def fetch(self, facts: Facts) -> None:
        """Get the sentences."""
        every = facts.sentences(self._id)
        versions = (passage.entry.versions[passage.version] for passage in self._passages)
        self._sentences = {
            (one.path, one.number): [*self._whole(one), *every.get((one.path, one.number), [])] for one in versions
        }

    def _whole(self, version: CollectedEntry) -> list[Sentence]:
        """The beginning of an entry that is about this as a whole."""
        return [Sentence(version.incipit, "", "")] if self._id in version.subjects else []

    def told(self, texts: Mapping[str, Text]) -> Iterator[dict[str, str]]:
        """Each sentence as xslt/html/named.xsl is told of it, with the year of its entry."""
        for passage in self._passages:
            entry, version = passage.entry, passage.entry.versions[passage.version]
            for sentence in self._sentences[version.path, version.number]:
                yield {
                    "year": passage.year,
                    "href": entry.href,
                    "date": entry.first.date,
                    "label": entry.label,
                    "language": texts[passage.version].language,
                    **sentence._asdict(),
                }


def passages_by_id(entries: Iterable[PagedEntry]) -> dict[str, list[Passage]]:
    """All passages in the order of the entries, by the ids that they refer to."""
    found: dict[str, list[Passage]] = {}
    for entry in entries:
        told: set[str] = set()
        for text, version in entry.versions.items():
            known = repr((text, entry.href, entry.label, entry.first.date, version.sentences))
            counts = Counter(dict(zip(version.names, version.counts, strict=True)))
            counts.update(version.subjects)
            for id_, count in counts.items():
                if id_ not in told:
                    told.add(id_)
                    found.setdefault(id_, []).append(Passage(entry, text, count, known))
    return found
