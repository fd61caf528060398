"""The indexes of a book: who and what of the registers its entries name, in the order of an index."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

from lxml import etree

from tei_toolkit.parsing import NAMESPACES, XML_ID, tei

_NAMES = (tei("persName"), tei("orgName"), tei("placeName"))
_OTHER_NAMES = frozenset(("birth", "maiden", "married", "pseudonym", "alias", "former", "alternative", "alt"))
"""The types of names that an index leads from (TEI leaves their list to the project)."""


def references(node: Any) -> Iterator[str]:
    """The ids that the names anywhere in some divisions of a book refer to."""
    if isinstance(node, dict):
        yield from node.get("refs", ())
        node = [node.get(key, ()) for key in ("entries", "facing", "before", "head", "of")]
    if isinstance(node, list | tuple):
        for inner in node:
            yield from references(inner)


def index_of(
    registers: Sequence[etree._ElementTree], kinds: tuple[str, ...], referred: set[str]
) -> list[dict[str, str]]:
    """The items of an index without their pages, which only the typesetter knows.

    An item has ``id``, ``name`` and ``dates``; one that only says under which name another stands has ``see``
    in place of them: whoever is called by other names that begin otherwise has one for each.
    """
    found: dict[str, etree._Element] = {}
    for register in registers:
        for item in register.getroot().iter(*(tei(kind) for kind in kinds)):
            found.setdefault(item.get(XML_ID, ""), item)
    items: list[dict[str, str]] = []
    for id_, item in found.items():
        if id_ in referred:
            name = _main_name(item)
            items.append({"id": id_, "name": name, "dates": _life(item)})
            items += [{"id": "", "name": other, "see": name} for other in _other_names(item, name)]
    return sorted(items, key=lambda item: (_sort_key(item["name"]), item["id"]))


def _other_names(item: etree._Element, main: str) -> list[str]:
    """Names under which a reader would look in vain: not those that begin as the main one does."""
    others = [child for child in item if child.get("type") in _OTHER_NAMES and child.tag in _NAMES]
    names = dict.fromkeys(_called(child) for child in others)
    return [name for name in names if _sort_key(name).split(" ")[0] != _sort_key(main).split(" ")[0]]


def _main_name(item: etree._Element) -> str:
    """The name by which an index knows someone: the surname first where the register tells it apart."""
    names = [child for child in item if child.tag in _NAMES]
    main = next((name for name in names if name.get("type") == "main"), names[0] if names else None)
    return item.get(XML_ID, "") if main is None else _called(main)


def _called(name: etree._Element) -> str:
    """A name with its surname first."""
    surname = name.find("tei:surname", NAMESPACES)
    if surname is None:
        return words_of(name)
    others = " ".join(words_of(part) for part in name if part is not surname and isinstance(part.tag, str))
    return f"{words_of(surname)}, {others}" if others else words_of(surname)


def _life(item: etree._Element) -> str:
    """Life dates as ``1876–1951``, open where one is not known."""
    birth, death = (_year(item.find(f"tei:{event}", NAMESPACES)) for event in ("birth", "death"))
    return f"{birth}–{death}" if birth or death else ""


def _year(event: etree._Element | None) -> str:
    if event is None:
        return ""
    values = (event.get(name) for name in ("when", "notBefore", "notAfter"))
    found = re.match(r"\d{4}", next((value for value in values if value), "") or words_of(event))
    return found[0] if found else ""


def _sort_key(name: str) -> str:
    """Letters without their accents and cases; the same in every locale."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in letters if letter.isalnum() or letter in " ,").replace(",", " ")


def words_of(element: etree._Element) -> str:
    """The words in an element, white space folded."""
    return " ".join("".join(str(text) for text in element.itertext()).split())
