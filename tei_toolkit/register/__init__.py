"""The register: the persons and places that an edition knows, from TEI ``listPerson`` and ``listPlace``.

TEI Guidelines, chapter 13.3 (persons) and 13.3.4 (places).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from tei_toolkit.errors import UnreadableInput
from tei_toolkit.parsing import TEI, XML_ID, local_name, parse_xml, tei

_PLACE_NAMES = ("placeName", "settlement", "geogName", "region", "country", "district")
_PARTS_BEFORE = ("roleName", "forename", "nameLink", "surname", "genName")


@dataclass(frozen=True, slots=True)
class Named:
    """A person or place with the forms of its name that are sure to mean it, if they mean nobody else."""

    id: str
    kind: str
    """``persName`` or ``placeName``: the element that names it in a text."""
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Register:
    """All persons and places, in the order of their files."""

    named: tuple[Named, ...] = ()


def parse_register(data: bytes, name: str) -> Register:
    """Read a register from the bytes of a TEI file.

    A register that lists nobody yet is a register. Raises :class:`UnreadableInput` if it is no TEI.
    """
    root = parse_xml(data, name).getroot()
    if not str(root.tag).startswith(f"{{{TEI}}}"):
        raise UnreadableInput(
            f"{name}: a register is a TEI file with <listPerson> or <listPlace>, but this one begins with"
            f" <{local_name(root)}> outside TEI’s namespace."
        )
    persons = (_person(element) for element in root.iter(tei("person")))
    places = (_place(element) for element in root.iter(tei("place")))
    return Register(tuple(item for item in (*persons, *places) if item is not None))


def join(registers: Iterable[Register]) -> Register:
    """Several registers as one."""
    return Register(tuple(item for register in registers for item in register.named))


def _person(element: etree._Element) -> Named | None:
    identifier = element.get(XML_ID)
    forms: list[str] = []
    for name in element.findall(tei("persName")):
        forms.append(_text(name))
        forms += _from_parts(name)
    return Named(identifier, "persName", _distinct(forms)) if identifier else None


def _place(element: etree._Element) -> Named | None:
    identifier = element.get(XML_ID)
    names = [child for child in element if local_name(child) in _PLACE_NAMES[:1]]
    names = names or [child for child in element if local_name(child) in _PLACE_NAMES]
    return Named(identifier, "placeName", _distinct(_text(name) for name in names)) if identifier else None


def _from_parts(name: etree._Element) -> list[str]:
    """Forms that the parts of a name give: forenames and surname, title and surname, the surname alone."""
    parts: dict[str, list[str]] = {}
    for child in name.iterdescendants():
        if local_name(child) in _PARTS_BEFORE:
            parts.setdefault(local_name(child), []).append(_text(child))
    surname = " ".join([*parts.get("nameLink", []), *parts.get("surname", [])])
    if not surname:
        return []
    forms = [surname]
    for part in ("forename", "roleName"):
        if part in parts:
            forms.append(" ".join([*parts[part], surname]))
    return forms


def _text(element: etree._Element) -> str:
    return " ".join("".join(str(piece) for piece in element.itertext()).split())


def _distinct(forms: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(form for form in forms if form))
