"""What is cited, in one shape that every form of reference is made from: an entry, or the edition as a whole."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from tei_toolkit.edition import Edition
from tei_toolkit.publish.edition_files import texts_of
from tei_toolkit.publish.entries import PagedEntry
from tei_toolkit.publish.harvest.days import day_in_words
from tei_toolkit.publish.harvest.names import Name, read_name

_EDITS = re.compile(r"edit|heraus|редакт|édit", re.IGNORECASE)
_TRANSLATES = re.compile(r"translat|übersetz|перевод|tradu", re.IGNORECASE)
_WRITTEN = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


@dataclass(frozen=True, slots=True)
class Record:
    """One thing to cite; what is not known is empty."""

    kind: Literal["entry", "edition"]
    key: str
    """What a bibliography calls it: ASCII letters, digits and hyphens."""
    title: str
    authors: tuple[Name, ...] = ()
    editors: tuple[Name, ...] = ()
    translators: tuple[Name, ...] = ()
    container: str = ""
    """The title of the edition in which an entry stands."""
    written: str = ""
    """When the entry was written: ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``."""
    is_dated: bool = False
    """Whether the title says that date already."""
    issued: str = ""
    """The edition's own date."""
    place: str = ""
    publisher: str = ""
    pages: tuple[str, ...] = ()
    """The first page and, where there are several, the last."""
    language: str = ""
    """BCP 47."""
    address: str = ""
    licence: str = ""

    @property
    def year(self) -> str:
        """The year of ``issued``: its first four digits."""
        found = re.search(r"\d{4}", self.issued)
        return found.group() if found else ""


def edition_record(edition: Edition, author: Name | None) -> Record:
    """The edition as one book; ``author`` is the diarist as the register has the name."""
    authors = _authors(edition, author)
    return Record(
        "edition",
        _key(authors, edition, "edition"),
        _full_title(edition),
        authors,
        *_responsible(edition),
        issued=edition.date,
        place=edition.place,
        publisher=edition.publisher,
        language=edition.language,
        address=edition.address,
        licence=edition.licence,
    )


def entry_record(edition: Edition, author: Name | None, entry: PagedEntry, words: dict[str, str]) -> Record:
    """An entry as part of its edition; ``words`` are those of the interface, for the words of its date."""
    first = entry.first
    text_id = next(iter(entry.versions))
    written = first.date if _WRITTEN.fullmatch(first.date) else ""
    said = day_in_words(written, words)
    dated = bool(said) and (not first.heading or first.is_only_a_date or said in first.heading)
    title = said if dated and (first.is_only_a_date or not first.heading) else first.heading or entry.id
    authors = _authors(edition, author, entry)
    return Record(
        "entry",
        _key(authors, edition, entry.page),
        title,
        authors,
        *_responsible(edition),
        container=_full_title(edition),
        written=written,
        is_dated=dated,
        issued=edition.date,
        place=edition.place,
        publisher=edition.publisher,
        pages=tuple(dict.fromkeys(first.pages[:1] + first.pages[-1:])),
        language=next(text.language for text in texts_of(edition) if text.id == text_id),
        address=edition.address and edition.address + entry.href,
        licence=edition.licence,
    )


def _full_title(edition: Edition) -> str:
    return f"{edition.title}: {edition.subtitle}" if edition.subtitle else edition.title


def _authors(edition: Edition, author: Name | None, entry: PagedEntry | None = None) -> tuple[Name, ...]:
    """The diarist as the register has the name, else as the edition, else as the entry's header says it."""
    if author is not None:
        return (author,)
    if edition.author:
        return (read_name(edition.author),)
    return tuple(read_name(name) for name in entry.first.authors) if entry else ()


def _responsible(edition: Edition) -> tuple[tuple[Name, ...], tuple[Name, ...]]:
    """Editors and translators, by what the roles of ``[[people]]`` are called in the languages of the interface."""
    editors = (read_name(person.sort or person.name) for person in edition.people if _EDITS.search(person.role))
    translators = (
        read_name(person.sort or person.name) for person in edition.people if _TRANSLATES.search(person.role)
    )
    return tuple(editors), tuple(translators)


def _key(authors: tuple[Name, ...], edition: Edition, name: str) -> str:
    leading = (authors[0].family or authors[0].whole) if authors else edition.title
    return f"{_ascii(leading) or 'diary'}-{_ascii(name, keep=True)}"


def _ascii(text: str, keep: bool = False) -> str:
    """Letters, digits and hyphens; with ``keep`` any other letter becomes its code, so that keys stay different."""
    plain = unicodedata.normalize("NFKD", text) if not keep else text
    letters = (c if c.isascii() and c.isalnum() else f"-u{ord(c):x}" if keep and c not in "-" else "-" for c in plain
               if keep or not unicodedata.combining(c))  # fmt: skip
    return re.sub(r"-+", "-", "".join(letters).lower()).strip("-") if not keep else "".join(letters)
