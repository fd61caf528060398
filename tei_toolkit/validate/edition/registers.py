"""What is wrong within the registers: ids, authority numbers, names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from tei_toolkit.register import Named
from tei_toolkit.register.folding import fold
from tei_toolkit.validate.edition.model import Authority, Item, Noticed, Survey
from tei_toolkit.validate.edition.view import EditionView, PlacedItem

_MANY = 25
"""Entries that are named nowhere, above which one finding says it of all."""
_LISTED = 5


def ids_of_two_items(view: EditionView) -> Iterator[Noticed]:
    """REG-01 for an id that two registers have."""
    first: dict[str, PlacedItem] = {}
    for document in view.registers:
        for item in document.items:
            known = first.setdefault(item.id, PlacedItem(document, item))
            if known.document is not document:
                yield Noticed(
                    "REG-01",
                    document.path,
                    item.at,
                    f"The id “{item.id}” is that of a <{known.item.kind}> in {known.document.path} already.",
                    item.id,
                    "Give one of them another id, or make one entry of the two.",
                    "id",
                )


def items_nobody_names(view: EditionView) -> Iterator[Noticed]:
    """REG-03 for a person, organisation or place to which nothing in the edition points; said once for a register of
    which much is named nowhere, as it is where a register serves several editions."""
    named = {pointer.identifier for document in view.documents for pointer in document.pointers}
    named.add(view.edition.author_ref.removeprefix("#"))
    for document in view.registers:
        unnamed = [item for item in document.items if item.id not in named]
        if len(unnamed) == len(document.items):
            # Where nobody is named nothing has been tagged yet.
            continue
        if len(unnamed) > _MANY:
            yield _many_unnamed(document, unnamed, view)
            continue
        for item in unnamed:
            message = f"{_label(item.id, view)} is named nowhere in the edition."
            yield Noticed("REG-03", document.path, item.at, message, item.id, attribute="id")


def _many_unnamed(document: Survey, unnamed: list[Item], view: EditionView) -> Noticed:
    some = ", ".join(_label(item.id, view) for item in unnamed[:_LISTED])
    return Noticed(
        "REG-03",
        document.path,
        unnamed[0].at,
        f"{len(unnamed)} of {len(document.items)} entries of this register are named nowhere in the edition: {some} …",
        unnamed[0].id,
        "If the register is for this edition only, tei register list shows how often each is named.",
        "id",
    )


def items_of_one_number(view: EditionView) -> Iterator[Noticed]:
    """REG-07 for two entries with the same number of an authority file."""
    first: dict[tuple[str, str], PlacedItem] = {}
    for document in view.registers:
        for item in document.items:
            for authority in item.authorities:
                key = (authority.authority, authority.number.upper())
                known = first.setdefault(key, PlacedItem(document, item))
                if known.item.id != item.id:
                    yield _same_number(authority, known, PlacedItem(document, item), view)


def _same_number(authority: Authority, known: PlacedItem, other: PlacedItem, view: EditionView) -> Noticed:
    return Noticed(
        "REG-07",
        other.document.path,
        authority.at,
        f"{_label(other.item.id, view)} has the {authority.authority.upper()} number {authority.number}, which is that"
        f" of {_label(known.item.id, view)} too.",
        authority.number,
        "Correct the number that is wrong; if both are the same, make one entry of the two.",
    )


def persons_of_one_name(view: EditionView) -> Iterator[Noticed]:
    """REG-08 for two persons of one full name, of whom no date says that they are two."""
    bearers: dict[str, list[Named]] = defaultdict(list)
    for named in view.people.values():
        if named.kind == "persName" and named.names and named.id in view.items:
            name = named.names[0]
            if len(fold(name.text).split()) > 1 and not name.text.rstrip().endswith("."):
                bearers[fold(name.text).lower()].append(named)
    for several in bearers.values():
        for first, second in combinations(several, 2):
            if not _told_apart(first, second):
                document, item = view.items[second.id]
                yield Noticed(
                    "REG-08",
                    document.path,
                    item.at,
                    f"{_label(second.id, view)} has the name of {_label(first.id, view)}, and no date"
                    " tells them apart.",
                    second.names[0].text,
                    "If they are two, give each a birth, a death or an occupation; if not, make one entry of them.",
                )
                break


def _told_apart(first: Named, second: Named) -> bool:
    """Whether a year of birth or death, or what they were, is known of both and differs."""
    if any(
        one and other and one[:4] != other[:4] for one, other in ((first.born, second.born), (first.died, second.died))
    ):
        return True
    return bool(first.roles and second.roles and first.roles != second.roles)


def _label(identifier: str, view: EditionView) -> str:
    named = view.people.get(identifier)
    return f"{named.label} [{identifier}]" if named else f"[{identifier}]"
