"""How often everyone is named in a source, as far as can be told before shared names are decided."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from tei_toolkit.register import Named
from tei_toolkit.register.experience import Experience
from tei_toolkit.register.forms import Kind
from tei_toolkit.register.weighing import Weighed
from tei_toolkit.register.weights import Weights

_ROUNDS = 5
_WEAK = frozenset((Kind.INITIAL, Kind.INITIALS, Kind.ABBREVIATED))


def rows_of(weighed: Sequence[Sequence[Weighed]], weights: Weights) -> list[tuple[Weighed, float]]:
    """Each form once, as it stands there most, with what its occurrences count for: a form that occurs often
    says less and less about who else it could be."""
    forms: dict[str, Counter[int]] = {}
    seen: dict[int, Weighed] = {}
    for row in weighed:
        for one in row:
            key = id(one)
            seen[key] = one
            forms.setdefault(one.form, Counter())[key] += 1
    own = weights.own_form
    return [(seen[ways.most_common(1)[0][0]], own * math.log1p(ways.total() / own)) for ways in forms.values()]


class Frequency:
    """How often each bearer is named, in all and by other forms than a certain one.

    Of a shared form each bearer gets a share by how often he is named otherwise, which is found by going
    over all forms a few times. With an exponent above 1 the one named most takes nearly all, since a diarist
    who writes Paula means one.
    """

    def __init__(
        self,
        weighed: Sequence[Sequence[Weighed]],
        bearers: Sequence[Named],
        experience: Experience,
        weights: Weights,
        exponent: float,
    ) -> None:
        self._exponent = exponent
        self._discount = 1.0 - weights.itself
        self._listed = [
            weights.listed_names * len(named.names) ** 2 + experience.times(named.id) + weights.at_least
            for named in bearers
        ]
        self._of_form: dict[tuple[str, int], float] = {}
        self._counts = self._converge(rows_of(weighed, weights))

    def _converge(self, rows: Sequence[tuple[Weighed, float]]) -> list[float]:
        counts = [1.0] * len(self._listed)
        for last in range(_ROUNDS, 0, -1):
            frequency = [count**self._exponent for count in counts] if self._exponent != 1.0 else counts
            counts = list(self._listed)
            for one, often in rows:
                weights = [weight * frequency[bearer] for weight, bearer in zip(one.weights, one.bearers, strict=True)]
                total = sum(weights) + one.nobody
                if not total:
                    continue
                for bearer, weight, kind in zip(one.bearers, weights, one.kinds, strict=True):
                    if kind not in _WEAK:
                        share = weight / total * often
                        counts[bearer] += share
                        if last == 1:
                            key = one.form, bearer
                            self._of_form[key] = self._of_form.get(key, 0.0) + share
        return counts

    def of(self, bearer: int, form: str = "") -> float:
        """How often a bearer is named; by ``form`` itself counts for little, since it proves little of itself."""
        count = self._counts[bearer] - self._discount * self._of_form.get((form, bearer), 0.0)
        return float(count**self._exponent)
