"""The forms in which a text may name a person or place, derived from what the register says.

Forms are derived, not texts lemmatised: from ``Halifax, Edward`` come ``Edward Halifax``, ``E. Halifax``,
``Halifax``, ``Edward H.``, ``E. H.`` and ``Edward``, each of a kind that says how much it tells. Titles and
genitives are not among them: they are read in the text, round the form (see ``matching``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import IntEnum
from typing import NamedTuple

from tei_toolkit.register import Named
from tei_toolkit.register.declension import declined
from tei_toolkit.register.parts import Name
from tei_toolkit.register.titles import is_particle, title_of

_BRACKETS = re.compile(r"\s*\([^)]*\)|\?")
_PLACE_CUT = re.compile(
    r",| (?:an|am|bei|in|im|ob|auf|at|on|upon|near|sur|sous|en|на|при)(?: der| dem| den| the| la| le)? (?=[^\W\d_])"
    r"|[ /]a\. ?|/"
)
_KIND_AFTER = {"river", "city", "lake", "mountains", "mountain", "county", "island", "islands", "see", "fluss", "fluß"}
_KIND_BEFORE = {"river", "mount", "hotel", "hôtel", "café", "cafe", "restaurant", "schloss", "schloß", "island"}
_SAINT = ("Saint", "Sankt", "St.", "St", "S.", "Santa", "San")
_NUMERALS = {"I": "1", "II": "2", "III": "3", "IV": "4", "V": "5", "VI": "6", "VII": "7", "VIII": "8", "IX": "9",
             "X": "10", "XI": "11", "XII": "12", "XIII": "13", "XIV": "14", "XV": "15", "XVI": "16"}  # fmt: skip


class Kind(IntEnum):
    """How a form names: the higher, the less it tells."""

    MAIN = 0
    """As the register has it, first of all."""
    FULL = 1
    """Forename and surname, or a ruler's name with the numeral."""
    LISTED = 2
    """As the register has it, among others."""
    INITIAL_SURNAME = 3
    """``E. Halifax``."""
    SURNAME = 4
    PLACE_SHORT = 5
    """``Reading`` of ``Reading, Berkshire``."""
    RESPELT = 6
    """``Franckreich`` of ``Frankreich``; see ``vocabulary``."""
    FORENAME_INITIAL = 7
    """``Dora F.``."""
    ABBREVIATED = 8
    """``Hirschf.`` of ``Hirschfeld``; see ``vocabulary``."""
    INITIALS = 9
    """``M. S.``."""
    FORENAME = 10
    INITIAL = 11
    """A single letter, listed or not."""


class Form(NamedTuple):
    """A form and its kind."""

    text: str
    kind: Kind


def forms_of(named: Named) -> Iterator[Form]:
    """The forms of a person or place; one text may come with several kinds."""
    known = any(name.structured and not name.guessed for name in named.names)
    for number, name in enumerate(named.names):
        best = Kind.LISTED if number else Kind.MAIN
        if named.kind == "placeName":
            yield from _place(name, best)
        else:
            yield from _person(name, named, best, parts=not (known and name.guessed))


def shape(text: str, best: Kind = Kind.LISTED) -> Kind:
    """The kind of a listed form, by its look: initials tell little even where a register lists them."""
    tokens = text.replace(".", ". ").split()
    if all(len(token.rstrip(".")) == 1 for token in tokens):
        return Kind.INITIAL if len(tokens) == 1 else Kind.INITIALS
    return best


def _person(name: Name, named: Named, best: Kind, parts: bool) -> Iterator[Form]:
    for listed in (name.text if name.readable else "", *name.added):
        if listed:
            yield from _listed(listed, name, named, best)
    if not name.structured or not parts:
        return
    yield from _by_surname(name, named)
    if name.forenames:
        yield from _in_full(name, named)
        yield from _by_initials(name)
        yield from _by_forename(name, named)


def _by_surname(name: Name, named: Named) -> Iterator[Form]:
    if title_of(name.surname):
        # Captain Judge: without the title it is none.
        yield from (Form(f"{title} {name.surname}", Kind.FULL) for title in name.titles)
    if name.link:
        yield Form(_with_particle(name), Kind.SURNAME)
    for surname in declined(name.surname, "surname", named.sex, name.language):
        yield Form(surname, Kind.SURNAME)
        if name.numeral:
            yield from (Form(f"{surname} {numeral}", Kind.FULL) for numeral in _numerals(name.numeral))


def _with_particle(name: Name) -> str:
    return f"{name.link}{name.surname}" if name.link.endswith(("'", "’")) else f"{name.link} {name.surname}"


def _in_full(name: Name, named: Named) -> Iterator[Form]:
    """Forenames and surname, and initials and surname, in each case."""
    together = list(_declined_together(name, named))
    if name.link:
        together.append((_with_particle(name), name.forenames))
    for surname, forenames in together:
        yield Form(" ".join([*forenames, surname]), Kind.FULL)
        yield Form(f"{forenames[0]} {surname}", Kind.FULL)
        initials = [forename[0] + "." for forename in forenames]
        for written in (initials[0], " ".join(initials), "".join(initials)):
            yield Form(f"{written} {surname}", Kind.INITIAL_SURNAME)


def _by_initials(name: Name) -> Iterator[Form]:
    first, last = name.forenames[0], initial_of(name.surname)
    if not first.endswith("."):
        yield Form(f"{first} {last}", Kind.FORENAME_INITIAL)
    yield Form(f"{first[0]}. {last}", Kind.INITIALS)
    yield Form(f"{first[0]}.{last}", Kind.INITIALS)


def _by_forename(name: Name, named: Named) -> Iterator[Form]:
    if len(name.forenames) > 1:
        yield Form(" ".join(name.forenames), Kind.FORENAME)
    for forename in name.forenames:
        if len(forename) > 2 and not title_of(forename):
            yield from (Form(form, Kind.FORENAME) for form in declined(forename, "forename", named.sex, name.language))


def _listed(text: str, name: Name, named: Named, best: Kind) -> Iterator[Form]:
    """A listed name, as far as its shape lets it tell; without the titles before it it is a name too."""
    plain = _BRACKETS.sub("", text).strip() or text
    kind = shape(plain, best)
    if kind <= Kind.LISTED and " " not in plain and plain in name.forenames:
        kind = Kind.FORENAME
    for form in {plain, text}:
        yield Form(form, kind)
    if kind is Kind.INITIALS:
        yield Form(plain.replace(". ", "."), kind)
        yield Form(re.sub(r"\.(?=\w)", ". ", plain), kind)
    if not name.structured and " " not in plain:
        yield from (Form(form, kind) for form in declined(plain, "surname", named.sex, name.language))


def _declined_together(name: Name, named: Named) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Surname and forenames in each case."""
    columns = [declined(name.surname, "surname", named.sex, name.language)]
    columns += [declined(forename, "forename", named.sex, name.language) for forename in name.forenames]
    for number in range(max(len(column) for column in columns)):
        surname, *forenames = (column[number] if number < len(column) else column[0] for column in columns)
        yield surname, tuple(forenames)


def initial_of(surname: str) -> str:
    """``H.`` of Halifax, ``B.-H.`` of Beer-Hofmann."""
    return "-".join(part[0] + "." for part in surname.split("-") if part)


def _numerals(numeral: str) -> Iterator[str]:
    yield numeral
    yield f"{numeral}."
    arabic = _NUMERALS.get(numeral)
    if arabic:
        for suffix in {"1": ("st",), "2": ("d", "nd"), "3": ("d", "rd")}.get(arabic, ("th",)):
            yield f"{numeral}{suffix}"
            yield f"{arabic}{suffix}"


def _place(name: Name, best: Kind) -> Iterator[Form]:
    plain = _BRACKETS.sub("", name.text).strip()
    for form in declined(plain, "place", "", name.language):
        yield Form(form, best)
    head = _PLACE_CUT.split(plain)[0].strip(" .")
    shortened = {head, *_without_generic(head)} - {plain}
    shortened |= {
        " ".join([first, rest.lower()]) for first, _, rest in (one.partition(" ") for one in (plain, head)) if rest
    }
    for form in (*shortened, *_saints(plain), *(saint for short in shortened for saint in _saints(short))):
        if len(form) > 2 and not title_of(form) and not re.fullmatch(r"[IVXLC\d.]+", form):
            yield from (Form(one, Kind.PLACE_SHORT) for one in declined(form, "place", "", name.language))


def _without_generic(text: str) -> Iterator[str]:
    """``Nile`` of ``Nile River``, ``Griensteidl`` of ``Café Griensteidl``."""
    words = text.split()
    if len(words) > 1 and words[-1].lower() in _KIND_AFTER:
        yield " ".join(words[:-1])
    if len(words) > 1 and words[0].lower() in _KIND_BEFORE and not is_particle(words[1]):
        yield " ".join(words[1:])


def _saints(text: str) -> Iterator[str]:
    """``Saint Denis``, ``St. Denis``, ``S. Denis``."""
    first, _, rest = text.partition(" ")
    if rest and first in _SAINT:
        yield from (f"{saint} {rest}" for saint in _SAINT[:5] if saint != first)
