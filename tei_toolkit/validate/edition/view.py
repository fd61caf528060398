"""An edition as its rules see it: the surveys of all its documents, its registers, its files' names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from tei_toolkit.edition import Edition, Text
from tei_toolkit.register import Named, Register
from tei_toolkit.validate.edition.model import Entry, Item, Survey


class PlacedEntry(NamedTuple):
    """An entry with the document that holds it."""

    document: Survey
    number: int
    """Which of the document's entries it is."""
    entry: Entry


class PlacedItem(NamedTuple):
    """A register's entry with the document that holds it."""

    document: Survey
    item: Item


@dataclass(frozen=True)
class EditionView:
    """All that the rules look at. Two views of the same files are the same, whatever order they were given in."""

    edition: Edition
    texts: tuple[tuple[Text, tuple[Survey, ...]], ...]
    """Each version of the text with its documents, in the order of their names."""
    registers: tuple[Survey, ...]
    others: tuple[Survey, ...] = ()
    """Documents that are neither: notes, an introduction."""
    named: Register = field(default_factory=Register)
    """The persons and places of the registers."""
    files: frozenset[str] = frozenset()
    """Every file of the edition folder but what is built, relative to it, with ``/``."""

    def __post_init__(self) -> None:
        texts = tuple((text, _in_order(documents)) for text, documents in self.texts)
        object.__setattr__(self, "texts", texts)
        object.__setattr__(self, "registers", _in_order(self.registers))
        object.__setattr__(self, "others", _in_order(self.others))

    @cached_property
    def documents(self) -> tuple[Survey, ...]:
        """Every document, in the order of their paths."""
        found = [*(one for _, several in self.texts for one in several), *self.registers, *self.others]
        return _in_order(found)

    @cached_property
    def by_path(self) -> Mapping[str, Survey]:
        """The documents by their paths."""
        return {document.path: document for document in self.documents}

    @cached_property
    def items(self) -> Mapping[str, PlacedItem]:
        """What the registers list, by its id; of two with one id the first. A list in any other document counts
        after those of the registers."""
        found: dict[str, PlacedItem] = {}
        rest = [document for document in self.documents if document not in self.registers]
        for document in (*self.registers, *rest):
            for item in document.items:
                found.setdefault(item.id, PlacedItem(document, item))
        return found

    @cached_property
    def register_ids(self) -> frozenset[str]:
        """Every id of the registers, whatever has it."""
        return frozenset(identifier for document in self.registers for identifier in every_id(document))

    @cached_property
    def people(self) -> Mapping[str, Named]:
        """What is known of the persons and places, by id."""
        found: dict[str, Named] = {}
        for named in self.named.named:
            found.setdefault(named.id, named)
        return found

    def entries(self, documents: Iterable[Survey]) -> list[PlacedEntry]:
        """The entries of some documents, as they lie in them."""
        return [
            PlacedEntry(document, number, entry)
            for document in documents
            for number, entry in enumerate(document.entries)
        ]

    def in_time(self, documents: Iterable[Survey]) -> list[PlacedEntry]:
        """The entries of some documents in the order in which they are read: by their days, those of a day as they
        lie. Those of which no day is known are left out."""
        dated = [placed for placed in self.entries(documents) if placed.entry.earliest]
        return sorted(dated, key=lambda placed: placed.entry.earliest)


def every_id(document: Survey) -> Iterator[str]:
    """Every id of a document."""
    yield from document.header_ids
    for identifier, _ in document.ids:
        yield identifier


def _in_order(documents: Iterable[Survey]) -> tuple[Survey, ...]:
    return tuple(sorted(documents, key=lambda document: _natural(document.path)))


def _natural(path: str) -> tuple[tuple[str | int, ...], str]:
    """What paths are sorted by: ``entry-2`` before ``entry-10``, ``1939-02-03`` before ``1939-02-03-2``."""
    parts = re.split(r"(\d+)", path.rpartition(".")[0])
    return tuple(int(part) if number % 2 else part for number, part in enumerate(parts)), path
