"""References within somebody else's TEI, once each of its entries is a document of its own."""

from __future__ import annotations

from collections.abc import Collection

from lxml import etree

from tei_toolkit.parsing import XML_ID, local_name
from tei_toolkit.read.builder import Attributes

_POINT = frozenset(("target", "corresp", "next", "prev", "sameAs", "copyOf", "synch", "select", "exclude", "spanTo"))
_NOT_KEPT = ("TEI", "teiCorpus", "text", "body", "front", "back", "group")
"""Elements that are not written, and their ids with them."""


class References:
    """What points from one entry into another, or to what no entry holds, points to the source's own file: as
    ``@corresp`` of the entries does."""

    def __init__(self, address: str, root: etree._Element, entries: Collection[etree._Element]) -> None:
        self._address = address
        self._entries = frozenset(entries)
        self._round = frozenset(one for entry in entries for one in entry.iterancestors())
        self._places = {one.get(XML_ID, ""): one for one in root.iter("*") if one.get(XML_ID)} if entries else {}

    def resolved(self, element: etree._Element, attributes: Attributes) -> Attributes:
        """The attributes of an element, with its references as they are to be."""
        if not any(key in _POINT and "#" in value for key, value in attributes):
            return attributes
        return tuple(
            (key, " ".join(self._reference(element, one) for one in value.split())) if key in _POINT else (key, value)
            for key, value in attributes
        )

    def _reference(self, element: etree._Element, reference: str) -> str:
        place = self._places.get(reference[1:]) if reference.startswith("#") else None
        if place is None or (self._is_kept(place) and self._entry_of(place) is self._entry_of(element)):
            return reference
        return f"{self._address}{reference}"

    def _is_kept(self, place: etree._Element) -> bool:
        return place not in self._entries and place not in self._round and local_name(place) not in _NOT_KEPT

    def _entry_of(self, element: etree._Element) -> etree._Element | None:
        return next((one for one in (element, *element.iterancestors()) if one in self._entries), None)
