"""From stand-off marks to marks that nest: the one place where crossing marks are resolved.

The rules, for two marks that cross:

- what only says how words look (:data:`SPLIT`) is cut in two where it crosses;
- else the one that stands later in :data:`RANKS` is dropped and reported, and so is a mark inside an element that can
  hold none. What a dropped mark spoke of stays as text, brackets and all, so nothing is lost by dropping.

What was TEI in the source stays, and stays outside of what was found in it.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterable

from tei_toolkit.model import OWN_MARKUP, Mark

RANKS = (
    "div", "floatingText", "quote", "list", "item", "table", "row", "cell", "lg", "sp", "head", "note", "fw", "p",
    "ab", "l", "label", "bibl", "ref", "add", "del", "foreign", "supplied", "date", "persName", "placeName", "orgName",
    "rs", "seg", "hi", "unclear", "sic", "abbr", "expan", "ex", "gap", "desc", "pb", "cb", "gb", "milestone", "lb",
    "anchor",
)  # fmt: skip
"""Outermost first: how marks on the same span nest, and which of two crossing marks stays."""
SPLIT = frozenset(("hi", "foreign"))
_STRUCTURE = ("quote", "list", "item", "table", "row", "cell", "lg", "sp")
"""What formats nest in one another as they like: on the same span, in the order in which they have it."""
_RANK = {element: rank for rank, element in enumerate(RANKS)} | dict.fromkeys(_STRUCTURE, RANKS.index("quote"))
_INLINE = _RANK["seg"]
"""The rank of elements that are not listed."""
_HOLDS = {"pb": (), "lb": (), "ex": (), "gap": ("desc",), "desc": ("hi", "date", "persName", "placeName")}
"""Elements that hold text only, or only these elements."""


def resolve_crossings(marks: Iterable[Mark]) -> tuple[list[Mark], list[Mark]]:
    """The marks that nest, in the order in which their elements open, and those that were dropped."""
    kept: dict[int, Mark] = {}
    dropped: list[Mark] = []
    opened: list[tuple[int, Mark]] = []
    waiting = sorted(marks, key=_order)
    number = 0
    while number < len(waiting):
        mark = waiting[number]
        while opened and opened[-1][1].end <= mark.start:
            opened.pop()
        if opened and mark.end > opened[-1][1].end and mark.element in SPLIT:
            mark, rest = _cut(mark, opened[-1][1].end)
            bisect.insort(waiting, rest, lo=number + 1, key=_order)
        while opened and mark.end > opened[-1][1].end and opened[-1][1].element in SPLIT:
            other, crossed = opened.pop()
            kept[other], rest = _cut(crossed, mark.start)
            bisect.insort(waiting, rest, lo=number + 1, key=_order)
        while opened and mark.end > opened[-1][1].end and _rank(mark) < _rank(opened[-1][1]):
            loser, _ = opened.pop()
            dropped.append(kept.pop(loser))
        crosses = bool(opened) and mark.end > opened[-1][1].end
        if crosses or (opened and not _holds(opened[-1][1], mark)):
            dropped.append(mark)
        else:
            kept[number] = mark
            opened.append((number, mark))
        number += 1
    return list(kept.values()), dropped


def _holds(outer: Mark, inner: Mark) -> bool:
    if outer.element == inner.element == "p" and inner.evidence != OWN_MARKUP:
        return False  # such as that of a note, and that of which the note is all
    return (
        inner.element in _HOLDS.get(outer.element, RANKS) or inner.evidence == OWN_MARKUP or outer.element not in _HOLDS
    )


def _cut(mark: Mark, at: int) -> tuple[Mark, Mark]:
    """A mark as two that meet at ``at``, each with what it consumed there."""
    before = tuple(span for span in mark.consumed if span.end <= at)
    after = tuple(span for span in mark.consumed if span.start >= at)
    return mark._replace(end=at, consumed=before), mark._replace(start=at, consumed=after)


def _rank(mark: Mark) -> int:
    return -1 if mark.evidence == OWN_MARKUP else _RANK.get(mark.element, _INLINE)


def _order(mark: Mark) -> tuple[int, int, int]:
    return mark.start, -mark.end, _rank(mark)
