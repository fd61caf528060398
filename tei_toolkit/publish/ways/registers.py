"""The ways by name: lists of persons and of places."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from typing import Any
from urllib.parse import quote

from tei_toolkit.publish.facts import digest_of
from tei_toolkit.publish.named import RegisterItem
from tei_toolkit.publish.press import Press
from tei_toolkit.publish.target import Page, reads

LIST_SIZE = 500
"""A register with more items has a page for each letter."""
_MOST_NAMED = 30


@dataclass(frozen=True, slots=True)
class Item:
    """A person or place in a list: what xslt/html/register.xsl says."""

    id: str
    href: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter of the alphabet, as lists lead to it."""

    letter: str
    href: str
    count: int


@dataclass(frozen=True, slots=True)
class Register(Page):
    """All persons or all places on one page."""

    stylesheets = ("html/register",)

    kind: str = reads("the kind of page")
    items: dict[str, tuple[Item, ...]] = reads("the names that begin with")
    register: str = reads("the register")
    """The digest of all that stands on the page."""

    @property
    def address(self) -> str:
        """``persons``, ``places``."""
        return self.kind

    def make(self, press: Press) -> dict[str, bytes]:
        """The page alone."""
        letters = [{"letter": letter, "href": f"#letter-{letter}"} for letter in self.items]
        items = {letter: _told(of_letter) for letter, of_letter in self.items.items()}
        page = {"kind": self.kind, "letters": letters, "items": items}
        return self.printed(press, page, _ids(item for found in self.items.values() for item in found))


@dataclass(frozen=True, slots=True)
class RegisterOfLetters(Page):
    """The way to the pages of the letters, those who are named most, and a list of all in which names are looked up."""

    stylesheets = ("html/register",)

    kind: str = reads("the kind of page")
    letters: tuple[Letter, ...] = reads("the letters")
    most: tuple[Item, ...] = reads("those who are named most")
    labels: tuple[tuple[str, str, int], ...] = reads("the names to choose from")
    """Name with years, address and count of everyone: what is asked for when someone types a name."""
    register: str = reads("the register")

    @property
    def address(self) -> str:
        """``persons``, ``places``."""
        return self.kind

    def make(self, press: Press) -> dict[str, bytes]:
        """The page, and the list that it asks for."""
        letters, names = [asdict(letter) for letter in self.letters], f"{_folder(self.kind)}/names.json"
        page = {"kind": self.kind, "letters": letters, "most": _told(self.most), "names": names}
        listed = json.dumps(self.labels, ensure_ascii=False, separators=(",", ":")).encode()
        return {**self.printed(press, page, _ids(self.most)), f"site/{names}": listed}


@dataclass(frozen=True, slots=True)
class RegisterOfLetter(Page):
    """The persons or places that begin with one letter."""

    stylesheets = ("html/register",)

    kind: str = reads("the kind of page")
    letter: str = reads("the letter")
    letters: tuple[str, ...] = reads("the letters")
    items: tuple[Item, ...] = reads("the names")
    register: str = reads("the register")

    @property
    def address(self) -> str:
        """``persons-by-letter/Q``."""
        return _address(self.kind, self.letter)

    def make(self, press: Press) -> dict[str, bytes]:
        """The page alone."""
        letters = [
            {"letter": one, "href": f"../{quote(_address(self.kind, one))}.html", "here": one == self.letter}
            for one in self.letters
        ]
        page = {"kind": self.kind, "letters": letters, "items": {self.letter: _told(self.items)}}
        return self.printed(press, page, _ids(self.items))


def register_lists(
    kind: str, items: Sequence[RegisterItem], counts: Mapping[str, int], digests: Mapping[str, str]
) -> Iterator[Page]:
    """``persons.html``, and perhaps ``persons-by-letter/A.html`` …; nothing without items.

    ``counts`` says in how many entries each id is named, ``digests`` what the register says of it.
    """
    by_letter = {
        letter: tuple(Item(one.id, one.address, one.name, counts.get(one.id, 0)) for one in of_letter)
        for letter, of_letter in groupby(sorted(items, key=_order), lambda item: item.letter)
    }

    def said(some: Sequence[Item]) -> str:
        return digest_of(repr([digests[item.id] for item in some]).encode())

    every = [item for of_letter in by_letter.values() for item in of_letter]
    if 0 < len(every) <= LIST_SIZE:
        yield Register(kind, by_letter, said(every))
    elif every:
        names = {item.id: number for number, item in enumerate(items)}
        most = sorted((item for item in every if item.count), key=lambda item: (-item.count, names[item.id]))
        letters = tuple(Letter(x, f"{quote(_address(kind, x))}.html", len(found)) for x, found in by_letter.items())
        leading = tuple(most[:_MOST_NAMED])
        labels = tuple((item.label, item.address, counts.get(item.id, 0)) for item in sorted(items, key=_order))
        yield RegisterOfLetters(kind, letters, leading, labels, said(leading))
        for letter, found in by_letter.items():
            yield RegisterOfLetter(kind, letter, tuple(by_letter), found, said(found))


def _order(item: RegisterItem) -> tuple[str, tuple[str, str]]:
    return item.letter, item.sorting


def _folder(kind: str) -> str:
    return f"{kind}-by-letter"


def _address(kind: str, letter: str) -> str:
    return f"{_folder(kind)}/{letter if letter != '#' else 'other'}"


def _told(items: Sequence[Item]) -> list[dict[str, Any]]:
    return [asdict(item) for item in items]


def _ids(items: Iterable[Item]) -> list[str]:
    return [item.id for item in items]
