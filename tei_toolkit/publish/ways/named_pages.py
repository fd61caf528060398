"""The page of each person, place, subject, event and work, with every mention in its context."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from typing import Any
from urllib.parse import quote

from tei_toolkit.publish.facts import Facts
from tei_toolkit.publish.named import RegisterItem
from tei_toolkit.publish.press import Press
from tei_toolkit.publish.target import Needs, Page, reads
from tei_toolkit.publish.ways.beside import beside
from tei_toolkit.publish.ways.passages import Passage, Passages
from tei_toolkit.publish.ways.subjects import Around

_SIDES = ("broader", "narrower")
MENTIONS_SIZE = 200
"""One who is named in more sentences has a page for each year."""


@dataclass(frozen=True, slots=True)
class Year:
    """A year in which someone is named, as the page leads to it: what xslt/html/named.xsl says."""

    year: str
    href: str
    count: int


@dataclass(frozen=True, slots=True)
class Counts:
    """How often someone is named."""

    count: int
    """In how many sentences."""
    entries: int


@dataclass(frozen=True, slots=True)
class NamedPage(Page):
    """What the register says of someone or something, and where the diary names them."""

    stylesheets = ("html/named",)

    item: RegisterItem = reads("the page’s name")
    register: str = reads("the register’s entry")
    counts: Counts = reads("how often it is named")
    years: tuple[Year, ...] = reads("the years in which it is named")
    """Where these have pages of their own."""
    around: Around = reads("those to whom its page leads")
    passages: Passages = reads("the entries that name it")

    @property
    def address(self) -> str:
        """``persons/quillfeather``."""
        return self.item.page.removesuffix(".html")

    @property
    def needs(self) -> Needs:
        """What the register says."""
        return Needs(names=[self.item.id])

    def fetch(self, facts: Facts) -> None:
        """The sentences."""
        self.passages.fetch(facts)

    def make(self, press: Press) -> dict[str, bytes]:
        """The page alone."""
        years = [asdict(year) for year in self.years] or _years(self.passages, press)
        around: dict[str, Any] = {side: [one._asdict() for one in getattr(self.around, side)] for side in _SIDES}
        around["related"] = {id_: one._asdict() for id_, one in self.around.related}
        return self.printed(press, {**_told(self.item, self.counts), **around, "years": years}, [self.item.id])


@dataclass(frozen=True, slots=True)
class NamedInYear(Page):
    """Where the diary names someone in one year."""

    stylesheets = ("html/named",)

    item: RegisterItem = reads("the page’s name")
    register: str = reads("the register’s entry")
    counts: Counts = reads("how often it is named in the year")
    year: str = reads("the year")
    beside: dict[str, str] = reads("the year beside it:")
    """``previous`` and ``next``, as their pages are called."""
    passages: Passages = reads("the entries that name it")

    @property
    def address(self) -> str:
        """``persons/quillfeather/1939``."""
        return f"{self.item.page.removesuffix('.html')}/{_called(self.year)}"

    @property
    def needs(self) -> Needs:
        """What the register says."""
        return Needs(names=[self.item.id])

    def fetch(self, facts: Facts) -> None:
        """The sentences."""
        self.passages.fetch(facts)

    def make(self, press: Press) -> dict[str, bytes]:
        """The page alone."""
        page = {**_told(self.item, self.counts), "year": self.year, "years": _years(self.passages, press)}
        return self.printed(press, page | self.beside, [self.item.id])


def named_pages(
    item: RegisterItem,
    passages: Sequence[Passage],
    digest: str,
    around: Around,
) -> Iterator[Page]:
    """``persons/quillfeather.html``, and perhaps ``persons/quillfeather/1939.html`` …

    ``digest`` is that of what the register says; ``around`` are those to whom its page leads.
    """
    counts = _counts(passages)
    if counts.count <= MENTIONS_SIZE:
        yield NamedPage(item, digest, counts, (), around, Passages(item.id, passages))
        return
    by_year = {year: list(found) for year, found in groupby(passages, lambda passage: passage.year)}
    folder = quote(item.page.removesuffix(".html").rpartition("/")[2])
    years = tuple(Year(year, f"{folder}/{_called(year)}.html", _counts(found).count) for year, found in by_year.items())
    yield NamedPage(item, digest, counts, years, around, Passages(item.id, ()))
    names = [_called(year) for year in by_year]
    for at, (year, found) in enumerate(by_year.items()):
        yield NamedInYear(item, digest, _counts(found), year, beside(names, at), Passages(item.id, found))


def _counts(passages: Sequence[Passage]) -> Counts:
    return Counts(sum(passage.times for passage in passages), len(passages))


def _called(year: str) -> str:
    """The page of a year, without its ending."""
    return year or "undated"


def _told(item: RegisterItem, counts: Counts) -> dict[str, Any]:
    return {"kind": item.kind, "id": item.id, "href": item.address, **asdict(counts)}


def _years(passages: Passages, press: Press) -> list[dict[str, Any]]:
    by_year = groupby(passages.told(press.shared.texts), lambda one: one.pop("year"))
    return [{"year": year, "mentions": list(mentions)} for year, mentions in by_year]
