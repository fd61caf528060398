"""Those who may be meant by one way of naming, with their weights, and what is decided of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tei_toolkit.model import Candidate
from tei_toolkit.register.forms import Kind


class Decision(NamedTuple):
    """What was decided of a match: the bearer's id and kind of element; no id where it stays untagged."""

    id: str | None
    kind: str
    sure: bool
    evidence: str
    share: float = 0.0
    """The probability of the one who was chosen."""
    candidates: tuple[Candidate, ...] = ()
    """For an untagged match those who may be meant; none if it is rather no name at all."""


class Contest(NamedTuple):
    """One way of naming: those who may be meant, with the weights that hold for the whole source."""

    bearers: tuple[int, ...]
    kinds: tuple[Kind, ...]
    named: tuple[float, ...]
    """By how often each is named."""
    habit: tuple[float, ...]
    """The same, where the one named most takes nearly all."""
    nobody: float
    firm: bool
    """Whether a decision can be sure."""
    timed: bool
    """Whether it is known of any of them when they lived or held an office."""
    settled: Decision | None
    """The decision, where the place can't change it."""

    def shares(self, factors: Sequence[float]) -> tuple[int, float, float, float]:
        """Who is meant most likely, if the place speaks for each by these factors; with what probability by the
        diarist's habit, and by mere frequency; and the probability that it is anybody of the register."""
        weights = [weight * factor for weight, factor in zip(self.named, factors, strict=True)]
        by_habit = [weight * factor for weight, factor in zip(self.habit, factors, strict=True)]
        top = max(range(len(by_habit)), key=by_habit.__getitem__)
        anybody, all_by_habit = sum(weights), sum(by_habit)
        total = anybody + self.nobody
        if not anybody:
            return top, 0.0, 0.0, 0.0
        somebody = anybody / total
        return top, somebody * by_habit[top] / all_by_habit, weights[top] / total, somebody

    def closest(self, factors: Sequence[float], most: int) -> list[int]:
        """Those who are nearest to being meant, at most so many."""
        weights = [weight * factor for weight, factor in zip(self.habit, factors, strict=True)]
        return sorted(range(len(weights)), key=lambda spot: -weights[spot])[:most]
