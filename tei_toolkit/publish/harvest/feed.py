"""An Atom feed (RFC 4287) of the entries that changed last, by the dates that the edition itself gives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from lxml import etree

from tei_toolkit.publish.harvest.changes import as_moment
from tei_toolkit.publish.harvest.names import Name
from tei_toolkit.publish.harvest.record import Record

_ATOM = "http://www.w3.org/2005/Atom"
_LONGEST = 100
_Key = TypeVar("_Key")


@dataclass(frozen=True, slots=True)
class Item:
    """An entry, the date of its last change, and its first words."""

    record: Record
    changed: str
    summary: str


def latest(changes: Mapping[_Key, str]) -> list[_Key]:
    """The hundred that changed last of those that have a date of change; those of one date in the order given."""
    dated = [entry for entry, changed in changes.items() if changed]
    return sorted(dated, key=lambda entry: changes[entry], reverse=True)[:_LONGEST]


def atom_feed(edition: Record, dated: Sequence[Item], address: str) -> bytes:
    """The feed at ``address`` of items that each have a date of change, the last first; empty if there are none."""
    if not dated:
        return b""
    feed = etree.Element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM})  # type: ignore[dict-item]
    _add(feed, "id", edition.address)
    _add(feed, "title", edition.title)
    _add(feed, "updated", as_moment(dated[0].changed))
    etree.SubElement(feed, f"{{{_ATOM}}}link", rel="self", type="application/atom+xml", href=address)
    etree.SubElement(feed, f"{{{_ATOM}}}link", rel="alternate", type="text/html", href=edition.address)
    _authors(feed, edition.authors or (Name(whole=edition.publisher or edition.title),))
    if edition.licence:
        _add(feed, "rights", edition.licence)
    for item in dated:
        _entry(feed, item)
    return etree.tostring(feed, encoding="UTF-8", xml_declaration=True, pretty_print=True)


def _entry(feed: etree._Element, item: Item) -> None:
    entry = etree.SubElement(feed, f"{{{_ATOM}}}entry")
    _add(entry, "id", item.record.address)
    _add(entry, "title", item.record.title)
    _add(entry, "updated", as_moment(item.changed))
    etree.SubElement(entry, f"{{{_ATOM}}}link", rel="alternate", type="text/html", href=item.record.address)
    _authors(entry, item.record.authors)
    if item.summary:
        _add(entry, "summary", item.summary)


def _authors(parent: etree._Element, names: Sequence[Name]) -> None:
    for name in names:
        _add(etree.SubElement(parent, f"{{{_ATOM}}}author"), "name", name.direct)


def _add(parent: etree._Element, name: str, text: str) -> etree._Element:
    child = etree.SubElement(parent, f"{{{_ATOM}}}{name}")
    child.text = text
    return child
