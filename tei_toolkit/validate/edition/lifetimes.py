"""Persons and the days on which they are named: none is named before being born."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from tei_toolkit.register import Named
from tei_toolkit.validate.edition.model import Noticed, Pointer, Survey
from tei_toolkit.validate.edition.view import EditionView

_OFTEN = 5
"""Entries: so often only the living are named, or the famous."""
_LATELY = 15
"""Years: the famous dead are longer dead than this, as a rule; a namesake is not."""
_NAMING = ("ref", "corresp", "who")


class _Naming(NamedTuple):
    document: Survey
    pointer: Pointer
    day: str


def deaths_before_births(view: EditionView) -> Iterator[Noticed]:
    """REG-05 for a person who died before being born."""
    for named in view.people.values():
        if named.id in view.items and _is_before(named.died, named.born):
            document, item = view.items[named.id]
            message = f"{named.label} [{named.id}] died in {named.died} but was born in {named.born}."
            yield Noticed("REG-05", document.path, item.at, message, named.id, "Correct the date that is wrong.")


def named_before_birth(view: EditionView) -> Iterator[Noticed]:
    """REG-09 for each entry that names somebody who is not born yet."""
    for named, namings in _namings(view):
        for naming in namings:
            if _is_before(naming.day, named.born):
                yield Noticed(
                    "REG-09",
                    naming.document.path,
                    naming.pointer.at,
                    f"The entry of {naming.day} names {named.label} [{named.id}], who was born in {named.born}.",
                    naming.pointer.target,
                    "Somebody of the same name is meant, or the birth in the register is wrong.",
                    naming.pointer.attribute,
                )


def named_only_after_death(view: EditionView) -> Iterator[Noticed]:
    """REG-10 for a person who is named often, but never alive, and died not long before: perhaps a namesake is meant.

    To name the dead is nothing to be noticed.
    """
    for named, namings in _namings(view):
        after = [naming for naming in namings if _is_before(named.died, naming.day)]
        entries = {(naming.document.path, naming.pointer.entry) for naming in after}
        if len(after) < len(namings) or len(entries) < _OFTEN:
            continue
        first = min(after, key=lambda naming: naming.day)
        if int(first.day[:4]) - int(named.died[:4]) <= _LATELY:
            yield Noticed(
                "REG-10",
                first.document.path,
                first.pointer.at,
                f"{named.label} [{named.id}] is named in {len(entries)} entries, from {first.day} on, but died in"
                f" {named.died} before the first of them.",
                first.pointer.target,
                "Check whether a namesake is meant.",
                first.pointer.attribute,
            )


def _namings(view: EditionView) -> Iterator[tuple[Named, list[_Naming]]]:
    """The persons of whom a date is known, with the dated entries that name them."""
    found: dict[str, list[_Naming]] = defaultdict(list)
    for document in view.documents:
        for pointer in document.pointers:
            day = document.entries[pointer.entry].day if pointer.entry >= 0 else ""
            named = view.people.get(pointer.identifier) if day and pointer.attribute in _NAMING else None
            if named and (named.born or named.died):
                found[named.id].append(_Naming(document, pointer, day))
    for identifier, namings in found.items():
        yield view.people[identifier], namings


def _is_before(date: str, other: str) -> bool:
    """Whether a date lies wholly before another; neither need be a whole day."""
    length = min(len(date), len(other))
    return length >= len("1939") and date[:length] < other[:length]
