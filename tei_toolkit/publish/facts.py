"""What the edition as a whole has to know of each entry and each page image, read off its file once.

Lists, neighbours and registers are made of these facts alone, so that no more than one document at a time need be
in memory, and what was read in an earlier build need not be read again.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from tei_toolkit.files import read_bytes
from tei_toolkit.findings import Finding
from tei_toolkit.parsing import UnsafeXml, parse_xml
from tei_toolkit.publish.collected_entry import CollectedEntry, collected_entry
from tei_toolkit.publish.image_size import image_size, media_type
from tei_toolkit.publish.mentions import Sentence, sentences_of
from tei_toolkit.publish.single_entries import entry_divs, no_tei, single_entry


@dataclass(frozen=True, slots=True)
class TeiFacts:
    """What is known of a TEI file: its entries, or why there are none. Findings name the file as entries do."""

    entries: tuple[CollectedEntry, ...] = ()
    findings: tuple[Finding, ...] = ()
    sentences: tuple[dict[str, list[Sentence]], ...] = ()
    """Of each entry, where it names whom."""


@dataclass(frozen=True, slots=True)
class ImageFacts:
    """What is known of the file of a page image."""

    size: tuple[int, int] | None
    """Width and height in pixels, where its first bytes say them."""
    type: str
    """The media type."""
    digest: str


class Facts(Protocol):
    """Where the facts of files come from: the disk, or what an earlier build has kept of it."""

    def tei(self, path: str) -> TeiFacts:
        """Those of the TEI file at ``path`` below the edition's folder."""

    def image(self, path: str) -> ImageFacts | None:
        """Those of an image; None if there is no such file in the edition's folder."""

    def sentences(self, id_: str) -> dict[tuple[str, int], list[Sentence]]:
        """Where someone is named: a file and the number of an entry in it → the sentences, in order."""


class FactsFromDisk:
    """The facts of an edition's files, each read when it is asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._sentences: dict[str, dict[tuple[str, int], list[Sentence]]] = {}

    def tei(self, path: str) -> TeiFacts:
        """Raises :class:`UnreadableInput` if the file cannot be opened."""
        facts = tei_facts(read_bytes(self._folder / path), path)
        for number, told in enumerate(facts.sentences):
            for id_, sentences in told.items():
                self._sentences.setdefault(id_, {})[path, number] = sentences
        return facts

    def sentences(self, id_: str) -> dict[tuple[str, int], list[Sentence]]:
        """Those of the files that were asked for."""
        return self._sentences.get(id_, {})

    def image(self, path: str) -> ImageFacts | None:
        """None also for a link that leads out of the folder."""
        place = self._folder / path
        if not place.is_file() or not place.resolve().is_relative_to(self._folder.resolve()):
            return None
        return image_facts(read_bytes(place))


def digest_of(data: bytes) -> str:
    """The hash by which contents are told apart: 128 bits of BLAKE2b, in hexadecimal."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def image_facts(data: bytes) -> ImageFacts:
    """The facts of an image from the bytes of its file."""
    return ImageFacts(image_size(data), media_type(data), digest_of(data))


def tei_facts(data: bytes, path: str) -> TeiFacts:
    """The facts of a TEI file, which is ``path`` in messages; one that cannot be read has a finding instead."""
    try:
        tree = parse_xml(data, path)
    except UnsafeXml as error:
        return TeiFacts(findings=(error.finding,))
    if found := no_tei(tree, path):
        return TeiFacts(findings=(found,))
    digest, count = digest_of(data), len(entry_divs(tree))
    entries, told = [], []
    for number in range(max(count, 1)):
        single = single_entry(tree, number)
        sentences = sentences_of(single)
        entries.append(collected_entry(single, path, number, count < 2, digest, sentences))
        told.append(sentences)
    return TeiFacts(tuple(entries), sentences=tuple(told))
