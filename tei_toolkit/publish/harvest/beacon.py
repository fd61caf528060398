"""BEACON: for each authority, which of its numbers the edition speaks of, how often, and where."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from lxml import etree

from tei_toolkit.edition import Edition
from tei_toolkit.parsing import NAMESPACES, XML_ID
from tei_toolkit.publish.named import register_items

AUTHORITIES = {
    "gnd": ("https://d-nb.info/gnd/", re.compile(r"(?:https?://d-nb\.info/gnd/)?(\d[\d-]*[\dXx])/?")),
    "viaf": ("https://viaf.org/viaf/", re.compile(r"(?:https?://(?:www\.)?viaf\.org/viaf/)?(\d+)/?")),
    "wikidata": (
        "http://www.wikidata.org/entity/",
        re.compile(r"(?:https?://(?:www\.)?wikidata\.org/(?:entity|wiki)/)?(Q\d+)/?"),
    ),
    "geonames": (
        "https://sws.geonames.org/",
        re.compile(r"(?:https?://(?:www\.|sws\.)?geonames\.org/)?(\d+)(?:/[^/]*)?/?"),
    ),
}
"""For each authority the beginning of its addresses, and how its numbers are written in ``idno``."""


def beacons(edition: Edition, register: etree._ElementTree | None, mentions: Mapping[str, int]) -> dict[str, str]:
    """A file for each authority to which someone or something that is named leads: ``beacon-gnd.txt`` → its text.

    ``mentions`` says in how many entries each id of the register is named.
    """
    if register is None:
        return {}
    pages = {item.id: item.address for item in register_items(register)}
    lines: dict[str, list[str]] = {}
    for item in register.getroot():
        id_ = item.get(XML_ID, "")
        for authority, number in dict.fromkeys(_numbers(item)) if mentions.get(id_) else ():
            goal = f"{edition.address}{pages[id_]}"
            lines.setdefault(authority, []).append(f"{number}|{mentions[id_]}|{goal}")
    return {f"beacon-{name}.txt": _file(edition, name, sorted(found)) for name, found in sorted(lines.items())}


def _numbers(item: etree._Element) -> Iterable[tuple[str, str]]:
    """Authority and number of each ``idno``: by its type, or by the address that it holds."""
    for idno in (*item.iterfind("tei:idno", NAMESPACES), *item.iterfind("tei:catDesc/tei:idno", NAMESPACES)):
        said = (idno.text or "").strip()
        types = {idno.get("type", "").lower(), idno.get("subtype", "").lower()}
        for authority, (_, written) in AUTHORITIES.items():
            found = written.fullmatch(said)
            if found and (authority in types or "://" in said):
                yield authority, found.group(1)


def _file(edition: Edition, authority: str, lines: list[str]) -> str:
    head = [
        ("FORMAT", "BEACON"),
        ("PREFIX", AUTHORITIES[authority][0]),
        ("NAME", edition.title),
        ("INSTITUTION", edition.publisher),
        ("FEED", f"{edition.address}beacon-{authority}.txt"),
    ]
    meta = [f"#{field}: {' '.join(value.split())}" for field, value in head if value]
    return "\n".join([*meta, "", *lines]) + "\n"
