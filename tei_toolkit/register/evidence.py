"""Which Butler? Deciding whom a name means, by evidence, over all entries of a source.

Each bearer of a form has a weight by the form itself (see ``weighing``). Here it is multiplied by what the
diary says: how often the person is named otherwise, how near by, whether the person lived and held the
title then, who else is named in the entry, and what editors have decided. The weights, with that of
“somebody whom the register does not have”, make probabilities.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tei_toolkit.model import Candidate
from tei_toolkit.register import Named
from tei_toolkit.register.contest import Contest, Decision
from tei_toolkit.register.decisions import NO_DECISIONS, Decisions, Ruling
from tei_toolkit.register.experience import NO_EXPERIENCE, Experience
from tei_toolkit.register.forms import Kind
from tei_toolkit.register.frequency import Frequency
from tei_toolkit.register.matching import Match, Matcher
from tei_toolkit.register.reasons import Place, chosen, reasons
from tei_toolkit.register.surroundings import Surroundings
from tei_toolkit.register.titles import title_of
from tei_toolkit.register.weighing import Weighed, Weighing
from tei_toolkit.register.weights import WEIGHTS, Weights

_MOST_BEARERS = 5
_OUT_OF_THE_QUESTION = 0.003
"""A bearer with so small a part of the best one's weight is left out before the place is looked at."""
_DOUBT = 0.1
"""How often what editors never decided is taken to have been decided."""
_CLEAR = 0.8
"""From this share on it is not asked who else is named in the entry."""
_ASKED = 3
"""So many bearers are asked how often they are named in the company of this entry."""


class NamesOfEntry(NamedTuple):
    """The matches of one entry, with its day."""

    entry: str
    date: datetime.date | None
    matches: Sequence[Match]


def decide(
    entries: Sequence[NamesOfEntry],
    matcher: Matcher,
    experience: Experience = NO_EXPERIENCE,
    decisions: Decisions = NO_DECISIONS,
    weights: Weights = WEIGHTS,
) -> list[list[Decision]]:
    """Decide every match of every entry; the entries are in the order of the text.

    ``experience`` is what editors tagged in this edition's TEI, ``decisions`` what they ruled in a review.
    """
    evidence = Evidence(entries, matcher, experience, decisions, weights)
    return [evidence.decide_entry(number) for number in range(len(entries))]


class Evidence:
    """One source: its entries, and what is known about how often and where everyone is named."""

    def __init__(
        self,
        entries: Sequence[NamesOfEntry],
        matcher: Matcher,
        experience: Experience,
        decisions: Decisions,
        weights: Weights = WEIGHTS,
    ) -> None:
        self._entries = entries
        self._bearers = matcher.bearers
        self._experience = experience
        self._passed_over = experience.passed_over(matcher)
        self._rulings = decisions
        self._weights = weights
        weighing = Weighing(matcher, [match for entry in entries for match in entry.matches], weights)
        self._weighed = [[weighing.weigh(match) for match in entry.matches] for entry in entries]
        self._named = Frequency(self._weighed, matcher.bearers, experience, weights, 1.0)
        self._habit = Frequency(self._weighed, matcher.bearers, experience, weights, weights.habit)
        self._surroundings = Surroundings(entries, self._weighed, self._named, weights)
        self._contests: dict[int, Contest] = {}

    def decide_entry(self, number: int) -> list[Decision]:
        """Decide all matches of an entry."""
        entry = self._entries[number]
        decided = []
        before: dict[int, int] = {}
        for spot, (match, one) in enumerate(zip(entry.matches, self._weighed[number], strict=True)):
            contest = self._contests.get(id(one)) or self._contest(match, one)
            ruling = self._rulings.ruling(match.form, entry.entry)
            if ruling:
                decided.append(self._ruled(number, match, contest, ruling, before))
            else:
                decided.append(contest.settled or self._decide(number, match, contest, before))
            certain = self._surroundings.certain(one)
            if certain is not None:
                before[certain] = spot
        return decided

    def _contest(self, match: Match, one: Weighed) -> Contest:
        """Leave out those who are out of the question, and see whether the place matters at all."""
        weights = list(one.weights)
        nobody = one.nobody
        learned, passed = self._experience.tagged(match.form), self._passed_over[match.form]
        total = sum(learned.values()) + passed
        if total:
            for spot, bearer in enumerate(one.bearers):
                weights[spot] *= self._taught(learned[self._bearers[bearer].id], total)
            nobody *= self._taught(passed, total)
        named = [weight * self._named.of(bearer, one.form) for weight, bearer in zip(weights, one.bearers, strict=True)]
        least = max(named) * _OUT_OF_THE_QUESTION
        spots = sorted((spot for spot, weight in enumerate(named) if weight >= least), key=lambda s: (-named[s], s))
        spots = spots[:_MOST_BEARERS]
        raised = [weights[spot] * self._habit.of(one.bearers[spot], one.form) for spot in spots]
        contest = Contest(
            tuple(one.bearers[spot] for spot in spots), tuple(one.kinds[spot] for spot in spots),
            tuple(named[spot] for spot in spots), tuple(raised), nobody,
            one.firm and one.kinds[spots[0]] < Kind.RESPELT,
            any(self._depends_on_time(self._bearers[one.bearers[spot]], match) for spot in spots), None,
        )  # fmt: skip
        contest = contest._replace(settled=self._settled(match, contest))
        self._contests[id(one)] = contest
        return contest

    def _taught(self, times: int, total: int) -> float:
        return float(((times + _DOUBT) / (total + 1)) ** self._weights.learned)

    def _settled(self, match: Match, contest: Contest) -> Decision | None:
        """The decision where nothing about the place could give it to another."""
        weights = self._weights
        if contest.timed:
            return None
        top, share, plain, somebody = contest.shares((1.0,) * len(contest.bearers))
        named = self._bearers[contest.bearers[top]]
        if share < _CLEAR * somebody:
            return None
        if share >= weights.probable:
            sure = contest.firm and plain >= weights.sure
            return Decision(named.id, named.kind, sure, chosen(match, contest, top, 1.0), share)
        nearest = contest.named[top] * (1 + weights.near)
        if nearest / (nearest + contest.nobody) < weights.probable:
            return Decision(None, named.kind, False, "rather no name of the register")
        return None

    @staticmethod
    def _depends_on_time(named: Named, match: Match) -> bool:
        return bool(named.born or named.died or (named.roles and match.ranks))

    def _ruled(
        self, number: int, match: Match, contest: Contest, ruling: Ruling, before: Mapping[int, int]
    ) -> Decision:
        if ruling.never:
            return Decision(None, "", True, "ruled to be no name")
        if ruling.id:
            kind = next((named.kind for named in self._bearers if named.id == ruling.id), None)
            # An id that the register doesn't have decides nothing; tei register check says so.
            if kind:
                return Decision(ruling.id, kind, True, "ruled by an editor")
        return self._decide(number, match, contest, before, ruling.excluded)

    def _decide(
        self,
        number: int,
        match: Match,
        contest: Contest,
        before: Mapping[int, int],
        excluded: frozenset[str] = frozenset(),
    ) -> Decision:
        """Decide by the place; ``before`` are those who are named beyond doubt earlier in the entry."""
        date = self._entries[number].date
        around = self._surroundings
        near = [around.near(number, bearer, match.form) for bearer in contest.bearers]
        fits = self._fit(match, date, contest, excluded)
        factors = [one * other for one, other in zip(near, fits, strict=True)] if fits else near
        latest = max((spot for spot in contest.bearers if spot in before), key=before.__getitem__, default=None)
        if latest is not None:
            factors[contest.bearers.index(latest)] *= self._weights.latest
        top, share, plain, somebody = contest.shares(factors)
        company: dict[int, float] = {}
        if len(factors) > 1 and share < _CLEAR * somebody:
            company = {spot: around.company(number, contest.bearers[spot]) for spot in contest.closest(factors, _ASKED)}
            factors = [factor * company.get(spot, 1.0) for spot, factor in enumerate(factors)]
            top, share, plain, somebody = contest.shares(factors)
        named = self._bearers[contest.bearers[top]]
        if share >= self._weights.probable:
            sure = contest.firm and plain >= self._weights.sure
            return Decision(named.id, named.kind, sure, chosen(match, contest, top, factors[top]), share)
        if somebody < self._weights.probable:
            return Decision(None, named.kind, False, "rather no name of the register")
        places = [
            Place(near[spot], fits[spot] if fits else 1.0, company.get(spot, 1.0)) for spot in range(len(factors))
        ]
        return Decision(None, named.kind, False, "shared", share, self._candidates(match, contest, factors, places))

    def _fit(self, match: Match, date: datetime.date | None, contest: Contest, excluded: frozenset[str]) -> list[float]:
        """Which of the bearers can be meant at that time, as factors; empty where nothing speaks for or against."""
        if not (contest.timed or excluded):
            return []
        bearers = [self._bearers[bearer] for bearer in contest.bearers]
        return [0.0 if named.id in excluded else self._at_the_time(match, date, named) for named in bearers]

    def _at_the_time(self, match: Match, date: datetime.date | None, named: Named) -> float:
        """Whether the person lived then; and a title that was borne only for a time speaks for the person
        then, and against at other times."""
        if date is None:
            return 1.0
        day = date.isoformat()
        if named.born and day[: len(named.born)] < named.born:
            return 0.0
        factor = self._weights.dead if named.died and day[: len(named.died)] > named.died else 1.0
        held = [
            not ((role.start and day[: len(role.start)] < role.start) or (role.end and day[: len(role.end)] > role.end))
            for role in named.roles
            if match.ranks
            and any(title.rank in match.ranks for word in role.words.split() if (title := title_of(word)))
        ]
        if held:
            factor *= self._weights.office if any(held) else 1 / self._weights.office
        return factor

    def _candidates(
        self, match: Match, contest: Contest, factors: Sequence[float], places: Sequence[Place]
    ) -> tuple[Candidate, ...]:
        """What to ask an editor: those who may be meant, the likeliest first."""
        weights = [weight * factor for weight, factor in zip(contest.named, factors, strict=True)]
        total = sum(weights) + contest.nobody
        order = sorted(range(len(weights)), key=weights.__getitem__, reverse=True)
        tagged = self._experience.tagged(match.form)
        candidates = []
        for spot in order:
            identifier = self._bearers[contest.bearers[spot]].id
            why = reasons(match, contest.kinds[spot], tagged[identifier], places[spot])
            candidates.append(Candidate(identifier, round(weights[spot] / total, 2), why))
        return tuple(candidates)
