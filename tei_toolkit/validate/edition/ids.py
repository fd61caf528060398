"""Ids that stand in several documents, where an address or a reference must mean one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from tei_toolkit.validate.edition.model import Noticed, Survey
from tei_toolkit.validate.edition.view import EditionView

_FEW = 0.05
"""The share of ids that stand twice, above which ids are meant to be unique only in their own documents."""


def entries_of_one_id(view: EditionView) -> Iterator[Noticed]:
    """ID-02 for an entry whose id an entry in another file of the same text has: two pages cannot have one address."""
    for text, documents in view.texts:
        first: dict[str, Survey] = {}
        for document, _, entry in view.entries(documents):
            if entry.id and first.setdefault(entry.id, document) is not document:
                yield Noticed(
                    "ID-02",
                    document.path,
                    entry.at,
                    f"The entry’s id “{entry.id}” is that of an entry in {first[entry.id].path} already, so that"
                    f" only one of the two gets a page in {text.title}.",
                    entry.id,
                    f"Give one of them an id of its own, such as {entry.id}-2.",
                    "id",
                )


def ids_in_several_files(view: EditionView) -> Iterator[Noticed]:
    """ID-03 for an id that stands in several files, where the ids of the edition are otherwise all different.

    Versions of a text have the same ids on purpose, and documents that number their notes n1, n2 … each for itself
    do too; only the slip in an edition that gives each id once is worth a word.
    """
    for documents in [several for _, several in view.texts]:
        holders: dict[str, list[tuple[Survey, int]]] = defaultdict(list)
        for document in (*view.registers, *documents):
            entries = {entry.at for entry in document.entries}
            for identifier, at in document.ids:
                if at not in entries:
                    holders[identifier].append((document, at))
        several = {identifier: held for identifier, held in holders.items() if len({one.path for one, _ in held}) > 1}
        if len(several) > _FEW * len(holders):
            continue
        shared: dict[tuple[str, str], list[tuple[str, int]]] = defaultdict(list)
        for identifier, held in several.items():
            first = held[0][0]
            for document, at in held[1:]:
                if document is not first and document not in view.registers:
                    shared[first.path, document.path].append((identifier, at))
        yield from (_shared(first, path, ids) for (first, path), ids in shared.items())


def _shared(first: str, path: str, ids: list[tuple[str, int]]) -> Noticed:
    identifier, at = ids[0]
    which = (
        f"The xml:id “{identifier}” stands" if len(ids) == 1 else f"“{identifier}” and {len(ids) - 1} other ids stand"
    )
    return Noticed(
        "ID-03",
        path,
        at,
        f"{which} in {first} too; other ids of the text stand in one file only.",
        identifier,
        "Give them ids of their own, so that a reference can mean only one; or remove one of the files.",
        "id",
    )
