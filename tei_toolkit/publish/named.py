"""Whom and what an edition names: the items of its registers, as readers find them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from urllib.parse import quote

from lxml import etree

from tei_toolkit.parsing import NAMESPACES, XML_ID, tei
from tei_toolkit.publish.subjects import BROADER, subject_name

PERSONS, PLACES, SUBJECTS, EVENTS, WORKS = "persons", "places", "subjects", "events", "works"
FACETS = {PERSONS: "person", PLACES: "place", SUBJECTS: "subject", EVENTS: "event", WORKS: "work"}
"""What the search calls one of each kind."""
KINDS = tuple(FACETS)
"""The registers that a site can have; organisations stand among the persons."""

_KINDS = {tei("place"): PLACES, tei("category"): SUBJECTS, tei("event"): EVENTS, tei("bibl"): WORKS}
_NAMES = {
    PERSONS: (tei("persName"), tei("placeName"), tei("orgName")),
    PLACES: (tei("persName"), tei("placeName"), tei("orgName")),
    EVENTS: (tei("eventName"), tei("label"), tei("head")),
    WORKS: (tei("title"),),
}
_CHIEF = frozenset({"main", "reg", "preferred"})


@dataclass(frozen=True, slots=True)
class RegisterItem:
    """A person, an organisation, a place, a subject, an event or a work of the register."""

    id: str
    kind: str
    """One of ``KINDS``."""
    name: str
    """As lists have it: ``Quillfeather, Ambrose``. The rule is that of ``html:register-name``."""
    years: str
    """``1880–1951``, ``1880–``, ``–1951``; empty where neither is known."""

    page: str
    """The file of its page: ``persons/quillfeather.html``."""
    broader: str = ""
    """The id of the subject of which this one is a part."""

    @property
    def address(self) -> str:
        """Its page from the top of the site."""
        return quote(self.page)

    @property
    def label(self) -> str:
        """The name so that namesakes can be told apart."""
        return f"{self.name} ({self.years})" if self.years else self.name

    @property
    def sorting(self) -> tuple[str, str]:
        """What the item is sorted by: marks on letters count last, case not at all."""
        folded = unicodedata.normalize("NFD", self.name.casefold())
        return re.sub(r"[\W_]+", " ", "".join(c for c in folded if not unicodedata.combining(c))).strip(), self.id

    @property
    def letter(self) -> str:
        """Under which letter it stands: Ä under A, Ё under Е, Й by itself; ``#`` for what begins with none."""
        first = self.name[:1].upper()
        if first == "Й":
            return first
        plain = unicodedata.normalize("NFD", first)[:1]
        return plain if plain.isalpha() else "#"


@lru_cache(1)
def register_items(register: etree._ElementTree | None) -> tuple[RegisterItem, ...]:
    """All items of a register, sorted by name; the register must not change any more."""
    taken: set[str] = set()
    found = [] if register is None else [_item(element, taken) for element in register.getroot()]
    return tuple(sorted(found, key=lambda item: item.sorting))


def _item(element: etree._Element, taken: set[str]) -> RegisterItem:
    kind = _KINDS.get(str(element.tag), PERSONS)
    years = [_year(element, "birth"), _year(element, "death")] if kind == PERSONS else []
    id_ = element.get(XML_ID, "")
    page = f"{kind}/{_file_name(id_, taken)}.html"
    name = subject_name(element) if kind == SUBJECTS else _name(element, kind)
    return RegisterItem(id_, kind, name, "–".join(years) if any(years) else "", page, element.get(BROADER, ""))


def _file_name(id_: str, taken: set[str]) -> str:
    """The id as a file's name; some disks do not tell ``Butler`` from ``butler``."""
    plain = re.sub(r"[^\w-]", "_", id_)
    name = next(name for n in count(1) if (name := plain if n == 1 else f"{plain}-{n}").casefold() not in taken)
    taken.add(name.casefold())
    return name


def _name(element: etree._Element, kind: str) -> str:
    names = [child for child in element if child.tag in _NAMES[kind]]
    chief = next((name for name in names if name.get("type") in _CHIEF), names[0] if names else None)
    if chief is None:
        return element.get(XML_ID, "")
    surname = " ".join(_parts(chief, "nameLink", "surname"))
    others = " ".join(_parts(chief, "forename", "addName", "genName", "roleName"))
    if surname:
        return ", ".join(part for part in (surname, others) if part)
    return _words(chief) or element.get(XML_ID, "")


def _parts(name: etree._Element, *kinds: str) -> Iterator[str]:
    wanted = {tei(kind) for kind in kinds}
    return (words for child in name if child.tag in wanted and (words := _words(child)))


def _words(element: etree._Element) -> str:
    return " ".join("".join(str(piece) for piece in element.itertext()).split())


def _year(element: etree._Element, event: str) -> str:
    found = element.find(f"tei:{event}", NAMESPACES)
    if found is None:
        return ""
    for place in (found, *found.iterfind("tei:date", NAMESPACES)):
        for attribute in ("when", "notBefore", "notAfter"):
            if value := re.match(r"-?\d{4}", place.get(attribute, "")):
                return value.group()
    return ""
