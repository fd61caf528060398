"""The way by subjects: all of them, each below the broader one of which it is a part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import NamedTuple

from tei_toolkit.publish.facts import digest_of
from tei_toolkit.publish.named import SUBJECTS, RegisterItem
from tei_toolkit.publish.press import Press
from tei_toolkit.publish.target import Page, reads
from tei_toolkit.publish.ways.passages import Passage


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject in the list: what xslt/html/subjects.xsl says."""

    id: str
    href: str
    name: str
    count: int
    """How many entries are about it or about what is part of it."""
    narrower: tuple[Subject, ...]

    @property
    def every(self) -> Iterator[Subject]:
        """It and all that is part of it."""
        yield self
        for part in self.narrower:
            yield from part.every


class ItemLink(NamedTuple):
    """A subject, or anyone else in the register, as the page of another leads to it."""

    href: str
    name: str


class Around(NamedTuple):
    """To what the page of one leads: what xslt/html/named.xsl says."""

    broader: tuple[ItemLink, ...] = ()
    """The outermost first."""
    narrower: tuple[ItemLink, ...] = ()
    """Its parts, without parts of these."""
    related: tuple[tuple[str, ItemLink], ...] = ()
    """Those to whom the register points from here, by their ids."""


@dataclass(frozen=True, slots=True)
class Subjects(Page):
    """All subjects on one page."""

    stylesheets = ("html/subjects",)
    address = SUBJECTS

    subjects: tuple[Subject, ...] = reads("the subjects")
    register: str = reads("the register")
    """The digest of all that stands on the page."""

    def make(self, press: Press) -> dict[str, bytes]:
        """The page alone."""
        ids = [one.id for subject in self.subjects for one in subject.every]
        return self.printed(press, {"subjects": [asdict(subject) for subject in self.subjects]}, ids)


def subjects_below(
    items: Iterable[RegisterItem], order: Sequence[str], passages: Mapping[str, Sequence[Passage]]
) -> tuple[Subject, ...]:
    """The subjects that are part of no other, with all that is part of them, in the ``order`` of their ids."""
    place = {id_: number for number, id_ in enumerate(order)}
    parts: dict[str, list[RegisterItem]] = {}
    for item in sorted((one for one in items if one.kind == SUBJECTS), key=lambda one: place[one.id]):
        parts.setdefault(item.broader if item.broader in place else "", []).append(item)

    def below(broader: str) -> tuple[tuple[Subject, ...], set[str]]:
        found, every = [], set()
        for item in parts.get(broader, ()):
            narrower, entries = below(item.id)
            entries |= {passage.entry.id for passage in passages.get(item.id, ())}
            found.append(Subject(item.id, item.address, item.name, len(entries), narrower))
            every |= entries
        return tuple(found), every

    return below("")[0]


def subjects_page(subjects: tuple[Subject, ...], digests: Mapping[str, str]) -> Iterator[Subjects]:
    """``subjects.html``; nothing without subjects. ``digests`` are of what the register says of each."""
    said = [digests[one.id] for subject in subjects for one in subject.every]
    if subjects:
        yield Subjects(subjects, digest_of(repr(said).encode()))


def links_around(subjects: Iterable[Subject]) -> dict[str, Around]:
    """Of each subject those that its page leads to."""
    found: dict[str, Around] = {}

    def walk(some: Iterable[Subject], broader: tuple[ItemLink, ...]) -> None:
        for one in some:
            found[one.id] = Around(broader, tuple(ItemLink(part.href, part.name) for part in one.narrower))
            walk(one.narrower, (*broader, ItemLink(one.href, one.name)))

    walk(subjects, ())
    return found
