"""The contents: the first page with every entry, or where there are very many a page for each year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any, NamedTuple

from tei_toolkit.publish.collect import Collected
from tei_toolkit.publish.entries import PagedEntry
from tei_toolkit.publish.harvest.panel import ARCHIVE, FORMATS, WHOLE, citing, references
from tei_toolkit.publish.harvest.record import edition_record
from tei_toolkit.publish.press import Press
from tei_toolkit.publish.target import Page, reads

SIZE = 800
"""An edition with more entries has its contents by years."""


class Line(NamedTuple):
    """An entry in a list: what xslt/html/contents.xsl says."""

    date: str
    place: str
    label: str
    incipit: str
    href: str
    language: str


@dataclass(frozen=True, slots=True)
class Contents(Page):
    """The first page: title matter, and every entry by year and month."""

    stylesheets = ("html/contents",)
    address = "index"

    lines: tuple[Line, ...] = reads("the list of entries")
    """Where there are pages for the years, one of each month, with its date alone."""
    split: bool = reads("whether the years have pages of their own")

    def make(self, press: Press) -> dict[str, bytes]:
        """The page alone."""
        people: dict[str, list[str]] = {}
        for person in press.edition.people:
            people.setdefault(person.role, []).append(person.name)
        page: dict[str, Any] = {
            "people": [{"role": role, "names": names} for role, names in people.items()],
            "entries": [line._asdict() for line in self.lines],
            **({"split": True} if self.split else {}),
        }
        return self.printed(press, page | _whole(press))


@dataclass(frozen=True, slots=True)
class ContentsOfYear(Page):
    """The entries of one year."""

    stylesheets = ("html/contents",)

    year: str = reads("the year")
    lines: tuple[Line, ...] = reads("the list of entries")

    @property
    def address(self) -> str:
        """``contents/1939``, ``contents/undated``."""
        return f"contents/{self.year}"

    def make(self, press: Press) -> dict[str, bytes]:
        """The page alone."""
        return self.printed(press, {"year": self.year, "entries": [line._asdict() for line in self.lines]})


def lines_of(collected: Collected, entries: Iterable[PagedEntry]) -> list[Line]:
    """The entries as lists have them."""
    languages = {text.text.id: text.text.language for text in collected.texts}
    return [
        Line(entry.first.date, str(entry.first.order[0]), "" if entry.first.is_only_a_date else entry.label,
             entry.first.incipit, entry.href, languages[next(iter(entry.versions))])
        for entry in entries
    ]  # fmt: skip


def contents_pages(lines: list[Line]) -> Iterator[Page]:
    """``index.html``, and perhaps ``contents/1939.html`` …"""
    if len(lines) <= SIZE:
        yield Contents(tuple(lines), split=False)
        return
    months = (next(group).place for _, group in groupby(lines, lambda line: line.place[:7]))
    yield Contents(tuple(Line("", place, "", "", "", "") for place in months), split=True)
    for year, of_year in groupby(lines, lambda line: _year(line.place)):
        yield ContentsOfYear(year, tuple(of_year))


def _year(place: str) -> str:
    """As ``html:year`` in xslt/html/contents.xsl has it."""
    year = place[:4]
    return year if len(year) == len("1939") and year.isdecimal() and year != "9999" else "undated"


def _whole(press: Press) -> dict[str, Any]:
    """How the first page lets the edition be cited and taken away."""
    record = edition_record(press.edition, press.shared.author)
    files = [(f"{press.words['references']}: {form}", f"entries{ending}") for form, ending, _ in FORMATS]
    taken = [*files, (press.words["whole-tei"], ARCHIVE)]
    cite = citing(record, WHOLE, press.words, references(record))
    return {"cite": cite, "whole": [{"name": name, "href": href} for name, href in taken]}
