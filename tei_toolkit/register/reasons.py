"""What speaks for whom an undecided or decided name may mean, in words for editors."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from tei_toolkit.register.contest import Contest
from tei_toolkit.register.forms import Kind
from tei_toolkit.register.matching import Match

_NEAR_BY = 1.2
_OFTEN = 2.0
_KIND_WORDS = {
    Kind.MAIN: "the register’s name", Kind.FULL: "the full name", Kind.LISTED: "a name that the register lists",
    Kind.INITIAL_SURNAME: "initial and surname", Kind.SURNAME: "the surname", Kind.PLACE_SHORT: "the name cut short",
    Kind.RESPELT: "another spelling", Kind.FORENAME_INITIAL: "forename and initial",
    Kind.ABBREVIATED: "an abbreviation", Kind.INITIALS: "the initials", Kind.FORENAME: "the forename",
    Kind.INITIAL: "an initial",
}  # fmt: skip


class Place(NamedTuple):
    """What the place of a name says of one bearer: factors, more than 1 for and less against."""

    near: float
    fits: float
    """Whether the person lived, and held the title, then."""
    company: float


def reasons(match: Match, kind: Kind, tagged: int, place: Place) -> tuple[str, ...]:
    """What speaks for and against one who may be meant; ``tagged`` is how often editors took the form for this one."""
    return _reasons(_how_named(match, kind), tagged, place.near > _NEAR_BY, place.fits, place.company > _OFTEN)


def chosen(match: Match, contest: Contest, top: int, factor: float) -> str:
    """What decided between several."""
    if len(contest.bearers) == 1:
        return _how_named(match, contest.kinds[top])
    where = "named near by" if factor > _NEAR_BY else "named most"
    return f"{_how_named(match, contest.kinds[top])}; of {len(contest.bearers)} the one {where}"


def _how_named(match: Match, kind: Kind) -> str:
    return f"{_KIND_WORDS[kind]} with a title" if match.ranks else _KIND_WORDS[kind]


@lru_cache(4096)
def _reasons(how: str, tagged: int, near: bool, fits: float, often: bool) -> tuple[str, ...]:
    found = [how]
    if tagged:
        found.append(f"so tagged by editors {tagged}×")
    if near:
        found.append("named near by")
    if fits != 1.0:
        found.append("not born yet" if fits == 0.0 else "in office then" if fits > 1.0 else "not at that time")
    if often:
        found.append("often in this company")
    return tuple(found)
