"""An edition folder as one value: its configuration, what is known of every entry in order, its register."""

from __future__ import annotations

import copy
import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from lxml import etree

from tei_toolkit.edition import Edition, Text
from tei_toolkit.errors import UnreadableInput
from tei_toolkit.files import read_bytes
from tei_toolkit.findings import Finding
from tei_toolkit.parsing import XML_ID, UnsafeXml, parse_xml, tei
from tei_toolkit.publish.collected_entry import CollectedEntry
from tei_toolkit.publish.edition_files import files_of_texts, read_edition_of
from tei_toolkit.publish.facts import Facts, FactsFromDisk
from tei_toolkit.publish.page_images import PageImage, page_images
from tei_toolkit.publish.relations import relations, told_of_both
from tei_toolkit.publish.single_entries import no_tei, single_entry
from tei_toolkit.publish.subjects import Keywords, categories, entries_of_subjects

_PERSONS_AND_PLACES = (tei("person"), tei("org"), tei("place"))
_ITEMS = (*_PERSONS_AND_PLACES, tei("event"), tei("bibl"))


@dataclass(frozen=True, slots=True)
class CollectedText:
    """One version of the diary with its entries in the order of their dates."""

    text: Text
    entries: tuple[CollectedEntry, ...]


@dataclass(frozen=True, slots=True)
class Collected:
    """Everything that an edition publishes; what could not be read is among the findings."""

    folder: Path
    edition: Edition
    texts: tuple[CollectedText, ...]
    register: etree._ElementTree | None
    """A ``standOff`` with all that the registers hold, of which nothing holds another; None if that is nothing."""
    findings: tuple[Finding, ...]
    facts: Facts

    def images(self, text_id: str, entry: CollectedEntry) -> tuple[PageImage, ...]:
        """The page images of an entry of one of the texts."""
        text = next(text.text for text in self.texts if text.text.id == text_id)
        return tuple(page_images(text, entry.pages, self.facts))


def collect(folder: Path, facts: Facts | None = None) -> Collected:
    """Read an edition folder; ``facts`` knows its files, if not the disk.

    Raises :class:`UnreadableInput` if it has no ``edition.toml``, a wrong one, or no TEI at all. A single
    file that cannot be read, or repeats an entry's id, is a finding, and the rest is collected.
    """
    edition = read_edition_of(folder)
    facts = facts or FactsFromDisk(folder)
    findings: list[Finding] = []
    texts = tuple(
        CollectedText(text, tuple(_unique(_entries(folder, paths, facts, findings), findings)))
        for text, paths in files_of_texts(folder, edition)
    )
    if not any(text.entries for text in texts) and not findings:
        raise UnreadableInput(
            f"{folder / 'tei'}: no TEI files are here yet; run tei convert in the edition's folder first."
        )
    register, standing = _register(folder, edition.registers, findings)
    texts = tuple(_with_subjects(texts, register, standing))
    together = register.getroottree() if len(register) else None
    return Collected(folder, edition, texts, together, tuple(in_folder(folder, findings)), facts)


def in_folder(folder: Path, findings: Iterable[Finding]) -> Iterator[Finding]:
    """Findings whose files are named from the edition's folder, with the files as who is there calls them."""
    return (replace(finding, file=str(folder / finding.file)) for finding in findings)


def read_entry(folder: Path, entry: CollectedEntry) -> etree._ElementTree:
    """The document of one entry, alone. Raises :class:`UnreadableInput` if its file no longer holds it."""
    path = folder / entry.path
    return single_entry(parse_xml(read_bytes(path), str(path)), entry.number)


def _entries(folder: Path, paths: Iterable[Path], facts: Facts, findings: list[Finding]) -> list[CollectedEntry]:
    entries: list[CollectedEntry] = []
    for path in paths:
        found = facts.tei(f"{_below(folder, path.parent)}{path.name}")
        entries.extend(found.entries)
        findings.extend(found.findings)
    return sorted(entries, key=lambda entry: entry.order)


@functools.lru_cache(1)
def _below(folder: Path, within: Path) -> str:
    """The way from one folder to another below it, with a slash at its end."""
    return f"{within.relative_to(folder).as_posix()}/"


def _unique(entries: Iterable[CollectedEntry], findings: list[Finding]) -> Iterator[CollectedEntry]:
    """The entries without those whose id an earlier one has: two pages cannot have one address."""
    first: dict[str, str] = {}
    for entry in entries:
        if entry.id not in first:
            first[entry.id] = entry.path
            yield entry
            continue
        message = f"The entry’s id {entry.id} stands in {first[entry.id]} already, so this entry is left out."
        hint = f"give it an id of its own, such as {entry.id}-2"
        code = "ID-01" if first[entry.id] == entry.path else "ID-02"
        findings.append(Finding(code, message, entry.path, value=entry.id, hint=hint))


def _register(
    folder: Path, names: Iterable[str], findings: list[Finding]
) -> tuple[etree._Element, dict[str, list[str]]]:
    """All registers as one, where an id that stands in two keeps its first person or place; and the subjects under
    which they put entries, by the ids of these."""
    together = etree.Element(tei("standOff"))
    seen: set[str] = set()
    stated: list[etree._Element] = []
    standing: dict[str, list[str]] = {}
    for name in names:
        tree = _parse(folder, name, findings)
        if tree is None:
            continue
        for item in (*_items(tree), *categories(tree)):
            if (id_ := item.get(XML_ID, "")) and id_ not in seen:
                seen.add(id_)
                together.append(item)
        stated += relations(tree)
        for entry, subject in entries_of_subjects(tree):
            standing.setdefault(entry, []).append(subject)
    told_of_both(together, stated)
    return together, standing


def _items(tree: etree._ElementTree) -> Iterator[etree._Element]:
    """Copies of those whom a register lists; what is told of someone, as a book or an event, is no item by itself."""
    for item in tree.getroot().iter(*_ITEMS):
        within = next(item.iterancestors(tei("teiHeader"), *_ITEMS), None)
        if item.tag in _PERSONS_AND_PLACES or within is None:
            yield copy.deepcopy(item)


def _with_subjects(
    texts: Sequence[CollectedText], register: etree._Element, standing: Mapping[str, Sequence[str]]
) -> Iterator[CollectedText]:
    """The texts, of whose entries the subjects are ids of the register; keywords add subjects to it."""
    of_entries: dict[str, set[str]] = {}
    for entry in chain.from_iterable(text.entries for text in texts):
        of_entries.setdefault(entry.id, set()).update(entry.subjects)
    keywords = Keywords(register, list(of_entries.values()))
    for text in texts:
        entries = list(text.entries)
        for number, entry in enumerate(entries):
            subjects = keywords.ids([*entry.subjects, *standing.get(entry.id, ())])
            if subjects != entry.subjects:
                entries[number] = replace(entry, subjects=subjects)
        yield CollectedText(text.text, tuple(entries))


def _parse(folder: Path, name: str, findings: list[Finding]) -> etree._ElementTree | None:
    """The parsed file, or None and a finding."""
    try:
        tree = parse_xml(read_bytes(folder / name), name)
    except UnsafeXml as error:
        findings.append(error.finding)
        return None
    if found := no_tei(tree, name):
        findings.append(found)
        return None
    return tree
