"""The pages that speak of the edition as a whole: contents, register, prose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from tei_toolkit.edition import Edition
from tei_toolkit.parsing import XML_ID
from tei_toolkit.publish.collect import Collected
from tei_toolkit.publish.entries import PagedEntry
from tei_toolkit.publish.facts import digest_of
from tei_toolkit.publish.harvest.panel import ARCHIVE, FORMATS, WHOLE, citing, references
from tei_toolkit.publish.harvest.record import edition_record
from tei_toolkit.publish.markdown import render_markdown
from tei_toolkit.publish.press import Press, register_kind
from tei_toolkit.publish.target import Target, reads


class Line(NamedTuple):
    """An entry in a list: what xslt/html/contents.xsl says."""

    date: str
    place: str
    label: str
    incipit: str
    href: str
    language: str


class Mention(NamedTuple):
    """An entry that names someone."""

    href: str
    label: str
    date: str


@dataclass(frozen=True, slots=True)
class Contents(Target):
    """The first page: title matter, and every entry by year and month."""

    stylesheet = "contents"

    lines: tuple[Line, ...] = reads("the list of entries")

    @property
    def name(self) -> str:
        """The path of the page without its ending."""
        return "site/index"

    def make(self, press: Press) -> dict[str, bytes]:
        """The page alone."""
        people: dict[str, list[str]] = {}
        for person in press.edition.people:
            people.setdefault(person.role, []).append(person.name)
        page = {
            "people": [{"role": role, "names": names} for role, names in people.items()],
            "entries": [line._asdict() for line in self.lines],
        }
        return {"site/index.html": press.render("contents", None, page | _whole(press))}


@dataclass(frozen=True, slots=True)
class RegisterPage(Target):
    """The persons or the places, with every entry that names them."""

    stylesheet = "register"

    kind: str = reads("the kind of page")
    register: str = reads("the register")
    """The digest of all that stands on the page."""
    mentions: dict[str, tuple[Mention, ...]] = reads("the entries that name")

    @property
    def name(self) -> str:
        """The path of the page without its ending."""
        return f"site/{self.kind}"

    def make(self, press: Press) -> dict[str, bytes]:
        """The page alone."""
        mentions = {id_: [mention._asdict() for mention in found] for id_, found in self.mentions.items()}
        page = {"kind": self.kind, "mentions": mentions}
        return {f"{self.name}.html": press.render("register", press.register, page)}


@dataclass(frozen=True, slots=True)
class Prose(Target):
    """A page of prose that the editors wrote in Markdown."""

    stylesheet = "prose"

    kind: str = reads("the kind of page")
    file: str = reads("its file")
    digest_of_file: str = reads("what stands in its file")

    @property
    def name(self) -> str:
        """The path of the page without its ending."""
        return f"site/{self.kind}"

    def make(self, press: Press) -> dict[str, bytes]:
        """The page alone."""
        text = press.read(self.file, self.digest_of_file).decode("utf-8", "replace")
        return {f"{self.name}.html": press.render("prose", render_markdown(text, self.file), {"kind": self.kind})}


def contents(collected: Collected, entries: Iterable[PagedEntry]) -> Contents:
    """The page of contents."""
    languages = {text.text.id: text.text.language for text in collected.texts}
    return Contents(tuple(
        Line(entry.first.date, str(entry.first.order[0]), "" if entry.first.is_only_a_date else entry.label,
             entry.first.incipit, entry.href, languages[next(iter(entry.versions))])
        for entry in entries
    ))  # fmt: skip


def register_pages(
    collected: Collected, entries: Iterable[PagedEntry], digests: Mapping[str, str]
) -> list[RegisterPage]:
    """The pages of the register, of which ``digests`` has each person’s and place’s."""
    if collected.register is None:
        return []
    kinds = {item.get(XML_ID, ""): register_kind(item) for item in collected.register.getroot()}
    mentions: dict[str, dict[str, list[Mention]]] = {kind: {} for kind in sorted(set(kinds.values()))}
    for entry in entries:
        mention = Mention(entry.href, entry.label, entry.first.date)
        for id_ in entry.names:
            if id_ in kinds:
                mentions[kinds[id_]].setdefault(id_, []).append(mention)
    return [
        RegisterPage(
            kind,
            digest_of(repr([(id_, digest) for id_, digest in digests.items() if kinds[id_] == kind]).encode()),
            {id_: tuple(named) for id_, named in found.items()},
        )
        for kind, found in mentions.items()
    ]


def register_kinds(collected: Collected) -> set[str]:
    """The pages that the register has."""
    return set() if collected.register is None else {register_kind(item) for item in collected.register.getroot()}


def prose(edition: Edition) -> dict[str, str]:
    """The pages of prose that an edition has: their names, and the files of which they are made."""
    found = {"about": edition.about, "principles": edition.principles}
    return {kind: file for kind, file in found.items() if file}


def _whole(press: Press) -> dict[str, Any]:
    """How the first page lets the edition be cited and taken away."""
    record = edition_record(press.edition, press.shared.author)
    files = [(f"{press.words['references']}: {form}", f"entries{ending}") for form, ending, _ in FORMATS]
    taken = [*files, (press.words["whole-tei"], ARCHIVE)]
    cite = citing(record, WHOLE, press.words, references(record))
    return {"cite": cite, "whole": [{"name": name, "href": href} for name, href in taken]}
