"""An edition folder as one value: its configuration, every entry of every text in order, its register."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from tei_toolkit.edition import Edition, Text
from tei_toolkit.errors import UnreadableInput
from tei_toolkit.files import read_bytes
from tei_toolkit.findings import Finding
from tei_toolkit.parsing import NAMESPACES, TEI, XML_ID, UnsafeXml, parse_xml, tei
from tei_toolkit.publish.edition_files import files_of_texts, read_edition_of
from tei_toolkit.publish.reading import reading_text

_ID = re.compile(r"[^\W\d][\w.-]*")
_DATES = ("tei:text//tei:div[@type='entry']/tei:head//tei:date", "tei:teiHeader//tei:creation/tei:date")
_UNDATED = "9999"


@dataclass(frozen=True, slots=True)
class CollectedEntry:
    """One entry of one text."""

    id: str
    """Its ``xml:id``, by which the versions of an entry find each other; else the file's name."""
    date: str
    """The day or month on which it was written, from the heading, else the header; empty if none is known."""
    order: tuple[str | int, ...]
    """What it is sorted by: its date, or the earliest it can have; then its file, ``-2`` before ``-10``."""
    heading: str
    """The heading's words, else the header's title."""
    path: str
    """The file, relative to the edition folder, with ``/``."""
    tree: etree._ElementTree
    """A document that holds this entry and no other."""


@dataclass(frozen=True, slots=True)
class CollectedText:
    """One version of the diary with its entries in the order of their dates."""

    text: Text
    entries: tuple[CollectedEntry, ...]


@dataclass(frozen=True, slots=True)
class Collected:
    """Everything that an edition publishes, parsed; what could not be read is among the findings."""

    folder: Path
    edition: Edition
    texts: tuple[CollectedText, ...]
    register: etree._ElementTree | None
    """A ``standOff`` with the persons, organisations and places of every register; None if there are none."""
    findings: tuple[Finding, ...]


def collect(folder: Path) -> Collected:
    """Read an edition folder.

    Raises :class:`UnreadableInput` if it has no ``edition.toml``, a wrong one, or no TEI at all. A single
    file that cannot be read, or repeats an entry's id, is a finding, and the rest is collected.
    """
    edition = read_edition_of(folder)
    findings: list[Finding] = []
    texts = tuple(
        CollectedText(text, tuple(_unique(_entries(folder, paths, findings), folder, findings)))
        for text, paths in files_of_texts(folder, edition)
    )
    if not any(text.entries for text in texts) and not findings:
        raise UnreadableInput(
            f"{folder / 'tei'}: no TEI files are here yet; run tei convert in the edition's folder first."
        )
    register = _register(folder, edition.registers, findings)
    return Collected(folder, edition, texts, register, tuple(findings))


def _entries(folder: Path, paths: Iterable[Path], findings: list[Finding]) -> list[CollectedEntry]:
    entries: list[CollectedEntry] = []
    for path in paths:
        tree = _parse(path, findings)
        if tree is not None:
            name = path.relative_to(folder).as_posix()
            entries.extend(_entry(single, name) for single in _single_entries(tree))
    return sorted(entries, key=lambda entry: entry.order)


def _parse(path: Path, findings: list[Finding]) -> etree._ElementTree | None:
    """The parsed file, or None and a finding."""
    try:
        tree = parse_xml(read_bytes(path), str(path))
    except UnsafeXml as error:
        findings.append(error.finding)
        return None
    root = etree.QName(tree.getroot())
    if root.namespace != TEI:
        message = f"The outermost element is {root.localname}, which is not one of TEI’s."
        findings.append(Finding("XML-03", message, str(path), 1, value=root.localname))
        return None
    return tree


def _single_entries(tree: etree._ElementTree) -> Iterator[etree._ElementTree]:
    """One document for each entry: a file may hold a whole source. A file without entry divs is one entry."""
    count = len(_entry_divs(tree))
    if count < 2:
        yield tree
        return
    for number in range(count):
        single = copy.deepcopy(tree)
        divs = _entry_divs(single)
        for other in divs[:number] + divs[number + 1 :]:
            _remove_with_page_breaks(other)
        yield single


def _entry_divs(tree: etree._ElementTree) -> list[etree._Element]:
    return [div for div in tree.getroot().iter(tei("div")) if div.get("type") == "entry"]


def _remove_with_page_breaks(div: etree._Element) -> None:
    """Remove an entry together with the page breaks before it, which are its own."""
    parent = div.getparent()
    assert parent is not None
    before = div.getprevious()
    while before is not None and before.tag == tei("pb"):
        earlier = before.getprevious()
        parent.remove(before)
        before = earlier
    parent.remove(div)


def _entry(tree: etree._ElementTree, path: str) -> CollectedEntry:
    divs = _entry_divs(tree)
    id_ = divs[0].get(XML_ID, "") if divs else ""
    if not _ID.fullmatch(id_):
        id_ = re.sub(r"[^\w.-]", "_", Path(path).stem).lstrip(".") or "entry"
    date = _date(tree, "when")
    earliest = date or _date(tree, "from", "notBefore")
    # What is only known to be older than a day, a preamble, stands before that day's entry.
    latest = "" if earliest else _date(tree, "to", "notAfter")
    numbered = re.split(r"(\d+)", Path(path).stem)
    order = (
        earliest or latest or _UNDATED,
        0 if latest else 1,
        *(int(part) if part.isdecimal() else part for part in numbered),
    )
    return CollectedEntry(id_, date, order, _heading(tree), path, tree)


def _date(tree: etree._ElementTree, *attributes: str) -> str:
    for place in _DATES:
        for date in tree.getroot().iterfind(place, NAMESPACES):
            for attribute in attributes:
                if value := date.get(attribute):
                    return value
    return ""


def _heading(tree: etree._ElementTree) -> str:
    for place in ("tei:text//tei:div/tei:head", "tei:teiHeader//tei:titleStmt/tei:title"):
        found = tree.getroot().find(place, NAMESPACES)
        if found is not None and (words := reading_text(found)):
            return words
    return ""


def _unique(entries: Iterable[CollectedEntry], folder: Path, findings: list[Finding]) -> Iterator[CollectedEntry]:
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
        findings.append(Finding(code, message, str(folder / entry.path), value=entry.id, hint=hint))


def _register(folder: Path, names: Iterable[str], findings: list[Finding]) -> etree._ElementTree | None:
    """All registers as one document; an id that stands in two keeps its first person or place."""
    together = etree.Element(tei("standOff"))
    seen: set[str] = set()
    for name in names:
        tree = _parse(folder / name, findings)
        if tree is None:
            continue
        for item in tree.getroot().iter(tei("person"), tei("org"), tei("place")):
            if (id_ := item.get(XML_ID, "")) and id_ not in seen:
                seen.add(id_)
                together.append(copy.deepcopy(item))
    return together.getroottree() if len(together) else None
