"""Years and months along a sequence of headings.

Most headings give a day and a month, some only a day. The sequence supplies the rest: among all ways to
complete the dates, the one in which time runs forward with the fewest steps back and the shortest gaps. A
step back stays a step back (and is reported) unless the headings after it say that a new year has begun. A
written weekday counts as evidence.
"""

from __future__ import annotations

import datetime
import operator
from collections.abc import Sequence
from typing import NamedTuple

from tei_toolkit.dates.phrases import Parts
from tei_toolkit.dates.resolve import day_in

_GAP = 0.5 / 30
"""What a day of gap, or of stepping back, costs."""
_BACK = 2.5
"""What being before the latest date so far costs, beside the distance."""
_LONGEST_GAP = 6.0
"""The most that a gap costs: a year or ten, the diary was laid aside."""
_APART = 5.0
"""What it costs to leave a date out of the sequence, as a slip of the pen."""
_WRONG_WEEKDAY = 1.5
_BEAM = 8
_YEARS_BEFORE = 3
"""How many years before the first written year the sequence may begin."""


class Clue(NamedTuple):
    """What one heading says: parts of a date, a weekday, whether its month is that of the one before."""

    parts: Parts
    weekday: int | None = None
    same_month: bool = False
    opens: bool = False
    """A line that opens a year or month: nothing before its first day comes after it."""


class Placed(NamedTuple):
    """A clue completed: its parts in the calendar of the source, the Gregorian day they name (None if there
    is no such day), and whether it does not fit the sequence: it lies before a date that precedes it, or so
    far ahead that those after it do not follow."""

    parts: Parts
    day: datetime.date | None
    misplaced: bool = False


class _Day:
    """One way to complete a clue. There is one object for each day, so that paths are compared by identity."""

    __slots__ = ("day", "month", "ordinal", "parts", "year")

    def __init__(self, parts: Parts, day: datetime.date | None) -> None:
        self.parts = parts
        self.month = parts.month or 1
        self.year = parts.year or 0
        self.day = day
        self.ordinal = day.toordinal() if day else 0


class _Days(dict[tuple[int | None, int, int | None], _Day]):
    """Days by day, month and year in the calendar ``style``."""

    def __init__(self, style: str) -> None:
        self._style = style

    def __missing__(self, written: tuple[int | None, int, int | None]) -> _Day:
        parts = Parts(*written)
        made = self[written] = _Day(parts, day_in(parts, self._style))
        return made


class _Path(NamedTuple):
    """One way to complete all clues so far."""

    cost: float
    ordinal: int
    latest: _Day
    """The latest day so far, which ``ordinal`` counts."""
    last: _Day
    """The day placed last, be it misplaced."""
    placed: _Day
    misplaced: bool = False
    before: _Path | None = None


_by_cost = operator.itemgetter(0, 1)


def place(clues: Sequence[Clue], start: datetime.date | None, style: str = "gregorian") -> list[Placed] | None:
    """Complete all clues, in order; None if no year is known, neither from ``start`` nor from a clue.

    ``start`` and the clues are in the calendar ``style``.
    """
    days = _Days(style)
    paths = [_Path(0.0, begin.ordinal, begin, begin, begin) for begin in _beginnings(clues, start, days)]
    if not paths:
        return None
    for number, clue in enumerate(clues):
        paths = _extended(paths, clue, days, number == 0)
    return _unwind(min(paths, key=operator.attrgetter("cost")))


def _beginnings(clues: Sequence[Clue], start: datetime.date | None, days: _Days) -> list[_Day]:
    if start is not None:
        return [days[start.day, start.month, start.year]]
    year = next((clue.parts.year for clue in clues if clue.parts.year), None)
    return [days[1, 1, year - back] for back in range(_YEARS_BEFORE + 1)] if year else []


def _extended(paths: Sequence[_Path], clue: Clue, days: _Days, first: bool) -> list[_Path]:
    """The cheapest paths with one more clue; of those that could go on in the same ways, only the cheapest."""
    best: dict[tuple[_Day, _Day], _Path] = {}
    known: dict[tuple[int, int, int], list[_Day]] = {}
    for path in paths:
        # Where a month is written only the year is open.
        asked = (path.latest.year, 0, 0) if clue.parts.month else (path.latest.year, path.last.year, path.last.month)
        if asked not in known:
            known[asked] = _completions(clue, path, days)
        for day in known[asked]:
            for cost, latest, last, misplaced in _steps(path, day, clue, first):
                rival = best.get((latest, last))
                if rival is None or cost < rival.cost:
                    best[latest, last] = _Path(cost, latest.ordinal, latest, last, day, misplaced, path)
    return sorted(best.values(), key=_by_cost)[:_BEAM]


def _steps(path: _Path, day: _Day, clue: Clue, first: bool) -> tuple[tuple[float, _Day, _Day, bool], ...]:
    """What the path costs with one more clue completed so; the latest and the last day then; whether the
    clue is misplaced."""
    cost, ordinal, latest, last, _, _, _ = path
    if day.day is None:
        return ((cost, latest, last, False),)
    gap = day.ordinal - ordinal
    distance = min(abs(gap) * _GAP, _LONGEST_GAP)
    if clue.weekday is not None and day.day.weekday() != clue.weekday:
        cost += _WRONG_WEEKDAY
    if gap < 0:
        return ((cost + distance + _BACK, latest, day, True),)
    forward = (cost if first else cost + distance, day, day, False)
    if distance >= _APART and not (first or clue.opens):
        return (forward, (cost + _APART, latest, last, True))
    return (forward,)


def _completions(clue: Clue, path: _Path, days: _Days) -> list[_Day]:
    """The days that a clue can mean after a path; one that is none if there is no other."""
    day, month, year = clue.parts.day, clue.parts.month, clue.parts.year
    if clue.opens:
        # A month without its year is of the year that has come so far, or opens the next.
        years = [year] if year is not None else [path.latest.year, path.latest.year + 1]
        return [days[1, month or 1, one] for one in years]
    if month is not None:
        if year is not None:
            return [days[day, month, year]]
        near = path.latest.year
        found = [days[day, month, near], days[day, month, near + 1], days[day, month, near - 1]]
    else:
        before, same = path.last.month, year or path.last.year
        if clue.same_month:
            return [days[day, before, same]]
        after = before % 12 + 1
        found = [days[day, before, same], days[day, after, year or path.last.year + (after == 1)]]
    return [one for one in found if one.day] or found[:1]


def _unwind(path: _Path) -> list[Placed]:
    """What was placed, in the order of the clues; the path begins with a day that is no clue's."""
    placed = []
    while path.before is not None:
        placed.append(Placed(path.placed.parts, path.placed.day, path.misplaced))
        path = path.before
    return placed[::-1]
