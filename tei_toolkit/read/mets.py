"""METS: which files are the pages of a source, in which order, and whose work it is (METS 1.12, MODS, Dublin Core)."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple
from urllib.parse import unquote

from lxml import etree

from tei_toolkit.parsing import local_name, parse_xml

_AUTHORS = ("aut", "author", "cre", "creator", "verfasser", "diarist")
_PARTS = ("given", "family", "")


class MetsPage(NamedTuple):
    """A page: its label, and the files that hold it, each group of files (a format, a step of the work) for itself, as
    METS orders them."""

    label: str
    groups: tuple[tuple[str, ...], ...]


class Mets(NamedTuple):
    """What a METS file says: the pages in order, and title, author and keeper of the source where it names them."""

    pages: tuple[MetsPage, ...]
    details: Mapping[str, str]


def read_mets(data: bytes, name: str, there: Collection[str]) -> Mets:
    """Read a METS file; of the files that it names only those are kept that are ``there``, by their paths from the
    folder in which ``name`` lies.

    Raises :class:`~tei_toolkit.errors.UnreadableInput` if it is no well-formed XML.
    """
    root = parse_xml(data, name).getroot()
    files: dict[str, tuple[int, str]] = {}
    for number, group in enumerate(root.iter("{*}fileGrp")):
        for file in group.iterchildren("{*}file"):
            for place in file.iterchildren("{*}FLocat"):
                path = _path(place, posixpath.dirname(name))
                if path in there:
                    files[file.get("ID", "")] = number, path
    return Mets(tuple(_pages(root, files)), dict(_details(root)))


def _path(place: etree._Element, folder: str) -> str:
    address = next((str(value) for key, value in place.attrib.items() if str(key).endswith("href")), "")
    return posixpath.normpath(posixpath.join(folder, unquote(address).removeprefix("file://")))


def _pages(root: etree._Element, files: Mapping[str, tuple[int, str]]) -> Iterator[MetsPage]:
    """The pages of the physical structure, or of the only one that points to files; then files that it leaves out."""
    left = dict(files)
    maps = sorted(root.iter("{*}structMap"), key=lambda one: one.get("TYPE", "").upper() != "PHYSICAL")
    pointing = (one for one in maps if any(file in files for file in _pointers(one)))
    for structure in list(pointing)[:1]:
        for division in sorted(structure.iter("{*}div"), key=_order):
            pointers = [file for child in division.iterchildren("{*}fptr") for file in _pointers(child)]
            found = [left.pop(file) for file in pointers if file in left]
            if found:
                yield MetsPage(division.get("ORDERLABEL", "").strip(), _grouped(found))
    for number, path in left.values():
        yield MetsPage("", _grouped([(number, path)]))


def _pointers(element: etree._Element) -> list[str]:
    """The ids of files that it and what is in it point to."""
    return [str(one.get("FILEID")) for one in element.iter("{*}fptr", "{*}area") if one.get("FILEID")]


def _grouped(found: Collection[tuple[int, str]]) -> tuple[tuple[str, ...], ...]:
    groups: dict[int, list[str]] = {}
    for number, path in found:
        groups.setdefault(number, []).append(path)
    return tuple(tuple(groups[number]) for number in sorted(groups))


def _order(division: etree._Element) -> int:
    order = division.get("ORDER", "")
    return int(order) if order.isdecimal() else 0


def _details(root: etree._Element) -> Iterator[tuple[str, str]]:
    """Title, author and keeper: as MODS has them, or Dublin Core, or Transkribus."""
    for record in root.iter("{*}mods"):
        said = dict(_of_mods(record))
        if said:
            yield from said.items()
            return
    for words in root.iter("{*}xmlData"):
        found = {
            local_name(one): _said(one) for one in words.iter("{*}title", "{*}creator", "{*}author", "title", "author")
        }
        author = found.get("creator") or found.get("author", "")
        if found.get("title") or author:
            yield from ((key, said) for key, said in (("title", found.get("title", "")), ("author", author)) if said)
            return


def _of_mods(record: etree._Element) -> Iterator[tuple[str, str]]:
    for title in record.iterchildren("{*}titleInfo"):
        words = [_said(one) for one in title.iterchildren("{*}nonSort", "{*}title")]
        if any(words):
            yield "title", " ".join(filter(None, words))
            break
    authors = [name for one in record.iterchildren("{*}name") if _is_author(one) and (name := _name(one))]
    if authors:
        yield "author", "; ".join(authors)
    for place in record.iterchildren("{*}location"):
        if keeper := _said(place.find("{*}physicalLocation")):
            yield "repository", keeper
            break


def _is_author(name: etree._Element) -> bool:
    roles = [_said(one).lower() for one in name.iter("{*}roleTerm")]
    return not roles or any(role in _AUTHORS for role in roles)


def _name(name: etree._Element) -> str:
    """The name as it is displayed, or its parts: given name, family name."""
    if shown := _said(name.find("{*}displayForm")):
        return shown
    parts = [one for one in name.iterchildren("{*}namePart") if one.get("type", "") in _PARTS]
    return " ".join(filter(None, map(_said, sorted(parts, key=lambda one: _PARTS.index(one.get("type", ""))))))


def _said(element: etree._Element | None) -> str:
    return "" if element is None else " ".join("".join(map(str, element.itertext(etree.Element))).split())
