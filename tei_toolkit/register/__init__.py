"""The register: the persons and places that an edition knows, from TEI ``listPerson`` and ``listPlace``.

TEI Guidelines, chapter 14.3 (persons, ``person``) and 14.3.5 (places, ``place``).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from lxml import etree

from tei_toolkit.errors import UnreadableInput
from tei_toolkit.parsing import TEI, XML_ID, XML_LANG, local_name, parse_xml, tei
from tei_toolkit.register.parts import Name, name_of, plain_text
from tei_toolkit.register.titles import title_of

_PLACE_NAMES = ("placeName", "settlement", "geogName", "region", "country", "district")
_DATED = ("occupation", "state", "residence", "affiliation", "education", "socecStatus")
_SEXES = {"1": "M", "m": "M", "male": "M", "2": "F", "f": "F", "female": "F"}
_ISO = re.compile(r"\d{4}(?:-\d\d){0,2}")


@dataclass(frozen=True, slots=True)
class Role:
    """What a person was from one date to another; ISO dates, perhaps partial, or empty."""

    words: str
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Named:
    """A person or place as the register knows it. Dates are ISO dates, perhaps partial, or empty."""

    id: str
    kind: str
    """``persName`` or ``placeName``: the element that names it in a text."""
    names: tuple[Name, ...]
    sex: str = ""
    """``M``, ``F``, or empty where neither the register nor a title says it."""
    born: str = ""
    died: str = ""
    roles: tuple[Role, ...] = ()

    @property
    def forms(self) -> tuple[str, ...]:
        """The names as they are listed."""
        return tuple(dict.fromkeys(name.text for name in self.names if name.text))

    @property
    def forenames(self) -> tuple[str, ...]:
        """The first forename of each name, as far as they are told apart."""
        return tuple(dict.fromkeys(name.forenames[0] for name in self.names if name.forenames and not name.guessed))

    @property
    def label(self) -> str:
        """What to call it in a message: its first name, and its years."""
        years = f" ({self.born[:4]}–{self.died[:4]})" if self.born or self.died else ""
        return (self.names[0].text if self.names else self.id) + years


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
    persons = [person for element in root.iter(tei("person")) if (person := _person(element))]
    places = [place for element in root.iter(tei("place")) if (place := _place(element))]
    return Register((*_with_sexes(persons), *places))


def join(registers: Iterable[Register]) -> Register:
    """Several registers as one."""
    return Register(tuple(item for register in registers for item in register.named))


def _person(element: etree._Element) -> Named | None:
    identifier = element.get(XML_ID)
    if not identifier:
        return None
    names = tuple(name_of(name) for name in element.findall(tei("persName")))
    return Named(
        identifier,
        "persName",
        names,
        _sex(element, names),
        _date(element, "birth", ("when", "notBefore", "from")),
        _date(element, "death", ("when", "notAfter", "to")),
        tuple(_role(child) for child in element if local_name(child) in _DATED),
    )


def _place(element: etree._Element) -> Named | None:
    identifier = element.get(XML_ID)
    children = [child for child in element if local_name(child) in _PLACE_NAMES[:1]]
    children = children or [child for child in element if local_name(child) in _PLACE_NAMES]
    names = tuple(Name(plain_text(child), language=child.get(XML_LANG, "")) for child in children)
    return Named(identifier, "placeName", names) if identifier else None


def _sex(element: etree._Element, names: Iterable[Name]) -> str:
    """As ``@sex``, ``<sex>`` or ``<gender>`` say, else as the titles do (Mrs., Gräfin)."""
    said = [element.get("sex", "")]
    said += [child.get("value", "") or plain_text(child) for child in element if local_name(child) in ("sex", "gender")]
    for value in said:
        if value.strip().lower() in _SEXES:
            return _SEXES[value.strip().lower()]
    for name in names:
        words = [*name.titles, *name.text.split()]
        sexes = {title.sex for title in map(title_of, words) if title and title.sex}
        if len(sexes) == 1:
            return sexes.pop()
    return ""


def _with_sexes(persons: Sequence[Named]) -> list[Named]:
    """Where nothing says a person's sex, that of the others in the register who have the forename."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for person in persons:
        for forename in person.forenames:
            votes[forename][person.sex] += 1
    known = {
        forename: sex
        for forename, count in votes.items()
        for sex, other in (("M", "F"), ("F", "M"))
        if count[sex] > 3 * count[other]
    }
    return [
        person
        if person.sex
        else replace(person, sex=next((known[one] for one in person.forenames if one in known), ""))
        for person in persons
    ]


def _date(element: etree._Element, event: str, attributes: Iterable[str]) -> str:
    for child in element.findall(tei(event)):
        for holder in (child, *child.findall(tei("date"))):
            for attribute in attributes:
                if _ISO.fullmatch(holder.get(attribute, "")):
                    return holder.get(attribute, "")
    return ""


def _role(element: etree._Element) -> Role:
    when = element.get("when", "")
    start, end = element.get("from", element.get("notBefore", when)), element.get("to", element.get("notAfter", when))
    return Role(plain_text(element), start, end)
