"""The entries of registers, and the numbers that authority files have for them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from tei_toolkit.parsing import XML_ID, local_name, tei
from tei_toolkit.validate.edition.model import Authority, Item
from tei_toolkit.validate.edition.walk import Walk, all_text

KINDS = ("person", "org", "place", "personGrp")
_AUTHORITIES = {
    "gnd": r"d-nb\.info/gnd/([\dX-]+)",
    "viaf": r"viaf\.org/viaf/(\d+)",
    "wikidata": r"wikidata\.org/(?:wiki|entity)/(Q\d+)",
    "geonames": r"geonames\.org/(\d+)",
    "isni": r"isni\.org/(?:isni/)?([\dX]{16})",
    "lccn": r"id\.loc\.gov/authorities/(?:names/)?(n\w+)",
    "orcid": r"orcid\.org/([\dX-]{19})",
    "ulan": r"vocab\.getty\.edu/(?:page/)?ulan/(\d+)",
    "tgn": r"vocab\.getty\.edu/(?:page/)?tgn/(\d+)",
    "bnf": r"data\.bnf\.fr/(?:ark:/\d+/)?(cb\w+)",
}
_ADDRESSES = {authority: re.compile(pattern, re.IGNORECASE) for authority, pattern in _AUTHORITIES.items()}
_OTHER_NAMES = {"pnd": "gnd", "loc": "lccn", "wd": "wikidata", "wikidata-id": "wikidata"}


def items_of(walk: Walk) -> tuple[Item, ...]:
    """The persons, organisations and places of a document that have an id."""
    return tuple(
        Item(at, local_name(element), element.get(XML_ID, ""), tuple(_authorities(element, walk)))
        for kind in KINDS
        for at, element in walk.of(kind)
        if element.get(XML_ID)
    )


def _authorities(item: etree._Element, walk: Walk) -> Iterator[Authority]:
    for idno in item.iterchildren(tei("idno")):
        written = all_text(idno).strip()
        named = (idno.get("subtype", ""), idno.get("type", ""))
        for authority, number in _numbers(written, named):
            yield Authority(walk.number[idno], authority, number)
    for address in f"{item.get('sameAs', '')} {item.get('ref', '')}".split():
        for authority, number in _numbers(address, ()):
            yield Authority(walk.number[item], authority, number)


def _numbers(written: str, named: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """The number of an authority's address, or the bare number where the type names the authority."""
    for authority, address in _ADDRESSES.items():
        if found := address.search(written):
            yield authority, found[1]
            return
    for name in named:
        authority = _OTHER_NAMES.get(name.lower(), name.lower())
        if authority in _ADDRESSES and written:
            yield authority, written.rsplit("/", 1)[-1]
            return
