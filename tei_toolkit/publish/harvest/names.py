"""The names of authors, editors and translators, in the parts by which bibliographies sort them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from tei_toolkit.parsing import NAMESPACES, XML_ID, XML_LANG

DROPPED = frozenset({"von", "zu", "vom", "zum", "und", "de", "d’", "d'"})
"""Particles that stand behind, as in ‘Goethe, Johann Wolfgang von’; others stay in front: ‘van Gogh, Vincent’."""


@dataclass(frozen=True, slots=True)
class Name:
    """One person, or with ``whole`` alone a body that has no parts."""

    family: str = ""
    given: str = ""
    particle: str = ""
    """``van`` in Vincent van Gogh."""
    whole: str = ""

    @property
    def is_dropped(self) -> bool:
        """Whether the particle stands behind the given name when the family name leads."""
        return bool(self.particle) and all(word.lower() in DROPPED for word in self.particle.split())

    @property
    def direct(self) -> str:
        """``Pavel Lvovich Arsenin-Toll``."""
        return self.whole or " ".join(part for part in (self.given, self.particle, self.family) if part)

    @property
    def inverted(self) -> str:
        """``Arsenin-Toll, Pavel Lvovich``, ``van Gogh, Vincent``, ``Goethe, Johann Wolfgang von``."""
        if self.whole:
            return self.whole
        family, given = self.family, self.given
        if self.is_dropped:
            given = f"{given} {self.particle}".strip()
        elif self.particle:
            family = f"{self.particle} {family}"
        return f"{family}, {given}" if given else family


def read_name(written: str) -> Name:
    """The parts of a name as it is written: ``Family, Given``, or else the last word with the particles before it."""
    written = " ".join(written.split())
    family, comma, given = written.partition(", ")
    if comma:
        return _with_particle(family.split(), given.split())
    words = written.split()
    if len(words) < 2:
        return Name(whole=written)
    start = len(words) - 1
    while start > 1 and _is_particle(words[start - 1]):
        start -= 1
    return _with_particle(words[start:], words[:start])


def _with_particle(family: list[str], given: list[str]) -> Name:
    before = next((n for n, word in enumerate(family[:-1]) if not _is_particle(word)), max(len(family) - 1, 0))
    behind = len(given)
    while behind > 1 and _is_particle(given[behind - 1]):
        behind -= 1
    particle = " ".join([*given[behind:], *family[:before]])
    return Name(" ".join(family[before:]), " ".join(given[:behind]), particle)


def _is_particle(word: str) -> bool:
    return bool(re.match(r"[^\W\d_]", word)) and word[0].islower()


def name_in_register(register: etree._ElementTree | None, ref: str) -> Name | None:
    """The parts that a register's person has, by ``#id``; None if it is not there or its name has no surname."""
    if register is None or not ref.startswith("#"):
        return None
    for person in register.getroot():
        if person.get(XML_ID) == ref[1:]:
            names = person.findall("tei:persName", NAMESPACES)
            chief = [name for name in names if name.get("type") == "main"] or [n for n in names if not n.get(XML_LANG)]
            for name in [*chief, *names]:
                if surname := _part(name, "surname"):
                    return Name(surname, _part(name, "forename"), _part(name, "nameLink"))
    return None


def _part(name: etree._Element, part: str) -> str:
    found = name.iterfind(f"tei:{part}", NAMESPACES)
    return " ".join(" ".join("".join(str(piece) for piece in each.itertext()).split()) for each in found)
