"""A document surveyed: gone through once, so that the rules of the edition need not see it again."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

from lxml import etree

from tei_toolkit.page_scope import page_scope
from tei_toolkit.parsing import TEI, XML, XML_ID, UnsafeXml, local_name, parse_xml
from tei_toolkit.validate.edition.entries import entries_of, words_of
from tei_toolkit.validate.edition.items import items_of
from tei_toolkit.validate.edition.model import (
    Dated,
    Empty,
    Entry,
    Image,
    LooseNote,
    Page,
    Pointer,
    Scheme,
    Survey,
)
from tei_toolkit.validate.edition.quotations import openers_of, signs_of
from tei_toolkit.validate.edition.walk import Walk, all_text

POINTERS = frozenset(("ref", "target", "corresp", "facs", "who", "resp", "hand", "next", "prev"))
"""The attributes that are followed."""
_WEB = re.compile(r"(?:https?|mailto|urn|doi|ftp|tel|data):", re.IGNORECASE)
_FACS = re.compile("[#:]")
"""What is in a ``@facs`` that points to something; else it is an image, or a number of the library's."""
_IMAGE = re.compile(r"[^#]+\.\w{2,5}")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_HOLDERS = (
    "p", "ab", "head", "l", "lg", "item", "div", "quote", "q", "said", "note", "ref", "hi", "foreign", "title",
    "persName", "placeName", "orgName", "geogName", "name", "rs", "surname", "forename", "supplied", "add", "expan",
    "ex", "abbr", "orig", "reg", "term", "dateline", "opener", "closer", "salute", "signed",
)  # fmt: skip
"""What is at fault if nothing is in it. A gap, an empty cell, a correction by deletion are none of them."""
_NOTED_APART = frozenset({"back", "standOff", "noteGrp"})
_LONGEST_DATE = 80
_NOTES = re.compile(r"\b(?:foot|end)?notes?\b|anmerkungen|apparatus", re.IGNORECASE)


def survey(path: str, data: bytes) -> Survey | None:
    """What the rules need of the document at ``path`` (relative to the edition folder); None if it is not TEI that
    can be parsed, which the check of single documents reports."""
    try:
        tree = parse_xml(data, path)
    except UnsafeXml:
        return None
    root = tree.getroot()
    if not str(root.tag).startswith(f"{{{TEI}}}"):
        return None
    walk = Walk(root)
    entries = entries_of(walk, path)
    items = items_of(walk)
    ids = [(identifier, at) for at, element in walk.with_attributes if (identifier := element.get(XML_ID))]
    pointers, own_targets = _pointers(walk, entries, {identifier for identifier, _ in ids}, {item.id for item in items})
    return Survey(
        path=path,
        language=walk.language,
        base=root.get(f"{{{XML}}}base", ""),
        ids=tuple((identifier, at) for identifier, at in ids if not walk.in_header(at)),
        header_ids=tuple(sys.intern(identifier) for identifier, at in ids if walk.in_header(at)),
        pointers=tuple(pointers),
        schemes=tuple(_schemes(walk)),
        entries=entries,
        dates=tuple(_dates(walk)),
        pages=tuple(_pages(walk)),
        book=_book(walk),
        begins=_begins(walk),
        images=tuple(_images(walk)),
        items=items,
        signs=tuple(signs_of(walk)),
        openers=tuple(openers_of(walk)),
        empty=tuple(_empty(walk)),
        loose_notes=tuple(_loose_notes(walk, own_targets)),
    )


def _pointers(
    walk: Walk, entries: tuple[Entry, ...], own: set[str], items: set[str]
) -> tuple[list[Pointer], frozenset[str]]:
    """What leads out of the document, or to an item in it; and the document's own ids that something points to."""
    pointers, met = [], set()
    entry_at = walk.stretches(entry.at for entry in entries)
    for at, element in walk.with_attributes:
        for attribute, value in element.items():
            if attribute not in POINTERS or (value.startswith("http") and " " not in value):
                continue
            for target in value.split():
                if _WEB.match(target) or (attribute == "facs" and not _FACS.search(target)):
                    continue
                within = target[1:] if target.startswith("#") else ""
                if within in own:
                    met.add(within)
                    if within not in items:
                        continue
                pointers.append(
                    Pointer(at, _kind(element), str(attribute), sys.intern(target), entry_at(at), within in items)
                )
    return pointers, frozenset(met)


def _kind(element: etree._Element) -> str:
    name = local_name(element)
    typed = element.get("type") if name in ("rs", "name") else None
    return sys.intern(f'{name} type="{typed}"' if typed else name)


def _schemes(walk: Walk) -> Iterator[Scheme]:
    for _, element in walk.of("prefixDef"):
        yield Scheme(element.get("ident", ""), element.get("matchPattern", ""), element.get("replacementPattern", ""))


def _dates(walk: Walk) -> Iterator[Dated]:
    for at, element in walk.of("date"):
        day = element.get("when", "")
        if walk.in_text(at) and _DAY.fullmatch(day):
            words = words_of(walk, at)
            if 0 < len(words.text) <= _LONGEST_DATE:
                yield Dated(words, day)


def _pages(walk: Walk) -> Iterator[Page]:
    for at, element in walk.of("pb"):
        if walk.in_text(at):
            yield Page(at, element.get("n", ""), sys.intern(element.get("ed", "") or element.get("edRef", "")))


def _begins(walk: Walk) -> str:
    """The page on which the document begins, as its header says."""
    return page_scope(one for at, one in walk.of("biblScope") if walk.in_header(at))[0]


def _book(walk: Walk) -> str:
    """What tells the volume of a document from others, each of which has page numbers of its own."""
    said = [all_text(one) for at, one in walk.of("biblScope") if walk.in_header(at) and one.get("unit") == "volume"]
    said += [all_text(one) for at, one in walk.of("idno") if walk.in_header(at) and one.get("type") == "filename"]
    return sys.intern(" ".join(" ".join(said).split()))


def _images(walk: Walk) -> Iterator[Image]:
    for at, element in walk.of("graphic"):
        if address := element.get("url", ""):
            yield Image(at, "url", address)
    for at, element in walk.of("pb"):
        for address in element.get("facs", "").split():
            if _IMAGE.fullmatch(address):
                yield Image(at, "facs", address)


def _empty(walk: Walk) -> Iterator[Empty]:
    for name in _HOLDERS:
        for at, element in walk.of(name):
            if _holds_something(element) or walk.in_header(at):
                continue
            if not (element.get("copyOf") or element.get("sameAs")):
                yield Empty(at, name)


def _holds_something(element: etree._Element) -> bool:
    """Whether there is text or another element in one; a comment is nothing."""
    if element.text and not element.text.isspace():
        return True
    return any(isinstance(child.tag, str) or (child.tail and not child.tail.isspace()) for child in element)


def _loose_notes(walk: Walk, pointed: frozenset[str]) -> Iterator[LooseNote]:
    for at, element in walk.of("note"):
        if walk.in_header(at) or element.get("target") or element.get(XML_ID, "") in pointed:
            continue
        for parent in element.iterancestors():
            name = local_name(parent)
            if name in ("p", "ab", "l", "head", "item", "cell", "note", "person", "place", "org", "bibl", "event"):
                break
            if name in _NOTED_APART or (name == "div" and _NOTES.search(parent.get("type", ""))):
                yield LooseNote(at, element.get(XML_ID, ""))
                break
