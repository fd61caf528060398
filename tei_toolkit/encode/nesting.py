"""From stand-off marks to marks that nest: the one place where crossing marks are resolved.

The rule: of two marks that cross, the one that stands later in :data:`RANKS` is dropped and reported; so is
a mark inside an element that can hold none. What a dropped mark spoke of stays as text, brackets and all, so
nothing is lost by dropping.
"""

from __future__ import annotations

from collections.abc import Iterable

from tei_toolkit.model import Mark

RANKS = (
    "head", "note", "p", "bibl", "supplied", "date", "persName", "placeName",
    "unclear", "sic", "abbr", "expan", "ex", "gap", "desc", "pb",
)  # fmt: skip
"""Outermost first: how marks on the same span nest, and which of two crossing marks stays."""
_RANK = {element: rank for rank, element in enumerate(RANKS)}
_HOLDS = {"pb": (), "ex": (), "gap": ("desc",)}
"""Elements that hold text only, or only these elements."""


def resolve_crossings(marks: Iterable[Mark]) -> tuple[list[Mark], list[Mark]]:
    """The marks that nest, in the order in which their elements open, and those that were dropped."""
    kept: dict[int, Mark] = {}
    dropped: list[Mark] = []
    opened: list[tuple[int, Mark]] = []
    for number, mark in enumerate(sorted(marks, key=_order)):
        while opened and opened[-1][1].end <= mark.start:
            opened.pop()
        while opened and mark.end > opened[-1][1].end and _RANK[mark.element] < _RANK[opened[-1][1].element]:
            loser, _ = opened.pop()
            dropped.append(kept.pop(loser))
        crosses = bool(opened) and mark.end > opened[-1][1].end
        if crosses or (opened and mark.element not in _HOLDS.get(opened[-1][1].element, RANKS)):
            dropped.append(mark)
        else:
            kept[number] = mark
            opened.append((number, mark))
    return list(kept.values()), dropped


def _order(mark: Mark) -> tuple[int, int, int]:
    return mark.start, -mark.end, _RANK[mark.element]
