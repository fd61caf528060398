"""The versions of a text side by side: an entry in each, and a partner for each paragraph.

Entries are partners by their ids, as on the site. Paragraphs are by ``@corresp`` where the edition says so, else by
their order.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from tei_toolkit.edition import Text
from tei_toolkit.validate.edition.model import Noticed, Paragraph
from tei_toolkit.validate.edition.view import EditionView, PlacedEntry

_WHOLE = 0.8
"""The share of entries above which a version is meant to have all."""
_FEWEST = 5

_Version = tuple[Text, Mapping[str, PlacedEntry]]


def entries_without_partner(view: EditionView) -> Iterator[Noticed]:
    """PAIR-01 for an entry that another version lacks, though it has nearly all between its first and its last."""
    for one, other in _pairs(view):
        for (text, entries), (second, seconds) in ((one, other), (other, one)):
            days = sorted(placed.entry.earliest for placed in seconds.values() if placed.entry.earliest)
            if not days:
                continue
            within = {id_: placed for id_, placed in entries.items() if days[0] <= placed.entry.earliest <= days[-1]}
            lacking = {id_: placed for id_, placed in within.items() if id_ not in seconds}
            if len(within) < _FEWEST or len(lacking) > (1 - _WHOLE) * len(within):
                continue
            for id_, (document, _, entry) in lacking.items():
                yield Noticed(
                    "PAIR-01",
                    document.path,
                    entry.at,
                    f"The entry {id_} of {text.title} has no partner in {second.title}.",
                    id_,
                    "Add it there, or correct the xml:id that should be the same.",
                    "id",
                )


def paragraphs_without_partner(view: EditionView) -> Iterator[Noticed]:
    """PAIR-02 for an entry whose versions have different numbers of paragraphs; PAIR-03 for a paragraph without
    ``@corresp`` in an entry whose paragraphs have it."""
    for (text, entries), (second, seconds) in _pairs(view):
        for id_, placed in entries.items():
            if id_ not in seconds:
                continue
            other = seconds[id_]
            paragraphs, others = placed.entry.paragraphs, other.entry.paragraphs
            if any(paragraph.corresp for paragraph in (*paragraphs, *others)):
                yield from _unpaired(placed, others, second)
                yield from _unpaired(other, paragraphs, text)
            elif len(paragraphs) != len(others) and paragraphs and others:
                yield Noticed(
                    "PAIR-02",
                    other.document.path,
                    other.entry.at,
                    f"The entry {id_} has {_many(others)} in {second.title}, but {len(paragraphs)} in {text.title}.",
                    id_,
                    "Divide both alike, or say by @corresp on each paragraph which one it belongs to.",
                    "id",
                )


def _unpaired(placed: PlacedEntry, others: Sequence[Paragraph], second: Text) -> Iterator[Noticed]:
    pointed = {target.rpartition("#")[2] for paragraph in others for target in paragraph.corresp.split()}
    for paragraph in placed.entry.paragraphs:
        if not paragraph.corresp and (not paragraph.id or paragraph.id not in pointed):
            yield Noticed(
                "PAIR-03",
                placed.document.path,
                paragraph.at,
                f"This paragraph has no partner in {second.title}.",
                paragraph.id,
                "Give it a @corresp; if it has no partner, leave it.",
            )


def _pairs(view: EditionView) -> Iterator[tuple[_Version, _Version]]:
    versions: list[_Version] = [
        (text, {placed.entry.id: placed for placed in view.entries(documents) if placed.entry.id})
        for text, documents in view.texts
    ]
    yield from combinations(versions, 2)


def _many(paragraphs: Sequence[Paragraph]) -> str:
    return f"{len(paragraphs)} paragraph{'' if len(paragraphs) == 1 else 's'}"
