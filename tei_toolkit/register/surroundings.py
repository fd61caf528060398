"""Where everyone is named beyond doubt, and what that says of a shared name near by."""

from __future__ import annotations

import bisect
import math
from collections import defaultdict
from collections.abc import Sequence
from typing import Protocol

from tei_toolkit.register.forms import Kind
from tei_toolkit.register.frequency import Frequency
from tei_toolkit.register.matching import Match
from tei_toolkit.register.weighing import Weighed
from tei_toolkit.register.weights import Weights

_BEYOND_DOUBT = 0.9
_LOOK = 8
_MOST = 1.5
_FEW = 8
"""So many others of an entry are asked how often they are named together with somebody."""


class _Entry(Protocol):
    @property
    def matches(self) -> Sequence[Match]: ...


class Surroundings:
    """The anchors: names that the form alone decides."""

    def __init__(
        self, entries: Sequence[_Entry], weighed: Sequence[Sequence[Weighed]], named: Frequency, weights: Weights
    ) -> None:
        self._weights = weights
        self._size = max(len(entries), 1)
        self._certain = certain = _certain(weighed, named)
        where: dict[int, list[tuple[int, str]]] = defaultdict(list)
        self._present: list[tuple[int, ...]] = []
        for number, row in enumerate(weighed):
            present: dict[int, None] = {}
            for match, one in zip(entries[number].matches, row, strict=True):
                bearer = certain.get(id(one))
                if bearer is not None:
                    where[bearer].append((number, match.form))
                    present[bearer] = None
            self._present.append(tuple(present))
        self._where = dict(where)
        self._entries_of = {bearer: frozenset(number for number, _ in spots) for bearer, spots in where.items()}
        self._together: dict[tuple[int, int], int] = {}
        self._decay = [1.0 + weights.near * math.exp(-distance / weights.reach) for distance in range(100)]

    def certain(self, one: Weighed) -> int | None:
        """The bearer whom a way of naming means beyond doubt, wherever it stands."""
        return self._certain.get(id(one))

    def distance(self, number: int, bearer: int, form: str) -> int | None:
        """How many entries lie between this and the nearest in which the bearer is named beyond doubt, by
        another form: the same one proves nothing about itself."""
        where = self._where.get(bearer)
        if not where:
            return None
        at = bisect.bisect_left(where, (number, ""))
        nearest: int | None = None
        for spot in range(at, min(at + _LOOK, len(where))):
            if where[spot][1] != form:
                nearest = where[spot][0] - number
                break
        for spot in range(at - 1, max(at - _LOOK, 0) - 1, -1):
            if where[spot][1] != form:
                before = number - where[spot][0]
                nearest = before if nearest is None or before < nearest else nearest
                break
        return nearest

    def near(self, number: int, bearer: int, form: str) -> float:
        """More than 1 for one who is named in this entry or in those near by."""
        distance = self.distance(number, bearer, form)
        return 1.0 if distance is None or distance >= len(self._decay) else self._decay[distance]

    def company(self, number: int, bearer: int) -> float:
        """More than 1 for one who is named together with the others of this entry more often than by chance."""
        own = self._entries_of.get(bearer)
        if not own:
            return 1.0
        here = number in own
        score = 0.0
        for other in self._present[number][:_FEW]:
            if other != bearer:
                expected = len(own) * len(self._entries_of[other]) / self._size
                score += math.log((self._times_together(bearer, other) - here + 1) / (expected + 1))
        return math.exp(min(max(self._weights.company * score, -_MOST), _MOST))

    def _times_together(self, bearer: int, other: int) -> int:
        pair = (bearer, other) if bearer < other else (other, bearer)
        times = self._together.get(pair)
        if times is None:
            times = self._together[pair] = len(self._entries_of[bearer] & self._entries_of[other])
        return times


def _certain(weighed: Sequence[Sequence[Weighed]], named: Frequency) -> dict[int, int]:
    """The ways of naming (by identity) that mean one bearer beyond doubt, wherever they stand."""
    certain: dict[int, int] = {}
    for one in {id(one): one for row in weighed for one in row}.values():
        weights = [weight * named.of(bearer, one.form) for weight, bearer in zip(one.weights, one.bearers, strict=True)]
        top = max(range(len(weights)), key=weights.__getitem__)
        strong = one.kinds[top] < Kind.FORENAME_INITIAL
        if strong and weights[top] > _BEYOND_DOUBT * (sum(weights) + one.nobody):
            certain[id(one)] = one.bearers[top]
    return certain
