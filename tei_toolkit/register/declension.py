"""Case forms of names in languages that change the end of a name within a sentence.

Russian declines by pytrovich, which wants the sex; where that is not known, by both. Plurals (``Вебба и
Веббы``, ``у Горчаковых``) are by rule. The genitives of English and German are not made here: ``matching``
reads them in the text.
"""

from __future__ import annotations

import functools
import re

_CYRILLIC = re.compile(r"[А-Яа-яЁёѢѣІі]")


@functools.cache
def declined(name: str, part: str, sex: str, language: str) -> tuple[str, ...]:
    """A name in its cases, the nominative first; only itself where its language has no case endings here.

    ``part`` is ``surname``, ``forename`` or ``place``; ``sex`` ``M``, ``F`` or empty. A name in several
    words or in Latin letters is returned as it is.
    """
    if not _CYRILLIC.search(name) or language.split("-")[0] not in ("", "ru") or "." in name:
        return (name,)
    if " " in name:
        return (name,)
    if part == "place":
        return tuple(dict.fromkeys((name, *_place(name))))
    return tuple(dict.fromkeys((name, *_person(name, part, sex))))


def _person(name: str, part: str, sex: str) -> list[str]:
    from pytrovich.enums import Case, Gender, NamePart
    from pytrovich.maker import PetrovichDeclinationMaker

    maker = PetrovichDeclinationMaker()
    genders = {"M": [Gender.MALE], "F": [Gender.FEMALE]}.get(sex, [Gender.MALE, Gender.FEMALE])
    name_part = NamePart.LASTNAME if part == "surname" else NamePart.FIRSTNAME
    cases = (Case.GENITIVE, Case.DATIVE, Case.ACCUSATIVE, Case.INSTRUMENTAL, Case.PREPOSITIONAL)
    forms = [maker.make(name_part, gender, case, name) for gender in genders for case in cases]
    if part == "surname":
        forms += _plural(name)
    return forms


def _plural(surname: str) -> list[str]:
    """The family: Горчаковы, Волконские, Веббы."""
    if re.search(r"[оеё]в$|[иы]н$", surname):
        return [surname + ending for ending in ("ы", "ых", "ым", "ыми")]
    if re.search(r"(ой|ый|ий)$", surname):
        stem = surname[:-2]
        vowel = "и" if stem[-1:] in "кгхжчшщ" else "ы"
        return [stem + ending for ending in (vowel + "е", vowel + "х", vowel + "м", vowel + "ми")]
    if re.search(r"[бвгджзклмнпрстфхцчшщ]$", surname):
        vowel = "и" if surname[-1] in "кгхжчшщ" else "ы"
        return [surname + ending for ending in (vowel, "ов", "ам", "ами", "ах")]
    return []


def _place(name: str) -> list[str]:
    """The common declensions of place names: Москва, Киев, Казань, Ковно (which does not change)."""
    stem, last = name[:-1], name[-1]
    if last == "а":
        soft = stem[-1:] in "кгхжчшщ"
        return [stem + ending for ending in ("и" if soft else "ы", "е", "у", "ой", "ою")]
    if last == "я":
        if stem.endswith("и"):
            return [stem + ending for ending in ("и", "ю", "ей", "ею")]
        return [stem + ending for ending in ("и", "е", "ю", "ей")]
    if last == "ь":
        return [stem + ending for ending in ("и", "ью", "я", "ю", "ем", "е")]
    if last == "й":
        return [stem + ending for ending in ("я", "ю", "ем", "е")]
    if last in "бвгджзклмнпрстфхцчшщ":
        return [name + ending for ending in ("а", "у", "ом", "е")]
    return []
