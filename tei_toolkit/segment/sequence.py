"""Years and months along a sequence of headings.

Most headings give a day and a month, some only a day. The sequence supplies the rest: among all ways to
complete the dates, the one in which time runs forward with the fewest steps back and the shortest gaps. A
step back stays a step back (and is reported) unless the headings after it say that a new year has begun. A
written weekday counts as evidence.
"""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tei_toolkit.dates.phrases import Parts
from tei_toolkit.dates.resolve import day_in

_GAP = 0.5 / 30
"""What a day of gap, or of stepping back, costs."""
_BACK = 2.5
"""What being before the latest date so far costs, beside the distance."""
_WRONG_WEEKDAY = 1.5
_BEAM = 8
_YEARS_BEFORE = 3
"""How many years before the first written year the sequence may begin."""


@dataclass(frozen=True, slots=True)
class Clue:
    """What one heading says: parts of a date, a weekday, whether its month is that of the one before."""

    parts: Parts
    weekday: int | None = None
    same_month: bool = False
    opens: bool = False
    """A line that opens a year or month: nothing before its first day comes after it."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A clue completed: its parts, the day they name (None if there is no such day), and whether it lies
    before a date that precedes it in the sequence."""

    parts: Parts
    day: datetime.date | None
    backwards: bool = False


@dataclass(frozen=True, slots=True)
class _Path:
    cost: float
    latest: datetime.date
    last: datetime.date
    placed: tuple[Placed, _Path | None] | None = None


def place(clues: Sequence[Clue], start: datetime.date | None) -> list[Placed] | None:
    """Complete all clues, in order; None if no year is known, neither from ``start`` nor from a clue."""
    begin = _beginnings(clues, start)
    if not begin:
        return None
    paths = [_Path(0.0, day, day) for day in begin]
    for number, clue in enumerate(clues):
        paths = _prune([step for path in paths for step in _steps(path, clue, number == 0)])
    return _unwind(min(paths, key=lambda path: path.cost))


def _beginnings(clues: Sequence[Clue], start: datetime.date | None) -> list[datetime.date]:
    if start is not None:
        return [start]
    year = next((clue.parts.year for clue in clues if clue.parts.year), None)
    return [datetime.date(year - back, 1, 1) for back in range(_YEARS_BEFORE + 1)] if year else []


def _steps(path: _Path, clue: Clue, first: bool) -> Iterator[_Path]:
    for parts in _completions(path, clue):
        day = day_in(parts)
        if day is None:
            yield replace(path, placed=(Placed(parts, None), path))
            continue
        back = day < path.latest
        distance = abs((day - path.latest).days)
        cost = path.cost + (0.0 if first and not back else distance * _GAP) + (_BACK if back else 0.0)
        if clue.weekday is not None and day.weekday() != clue.weekday:
            cost += _WRONG_WEEKDAY
        yield _Path(cost, max(day, path.latest), day, (Placed(parts, day, back), path))


def _completions(path: _Path, clue: Clue) -> list[Parts]:
    parts = clue.parts
    if clue.opens:
        return [Parts(1, parts.month or 1, parts.year)]
    if parts.month is None:
        if clue.same_month:
            return [Parts(parts.day, path.last.month, parts.year or path.last.year)]
        after = path.last.month % 12 + 1
        following = Parts(parts.day, after, path.last.year + (after == 1))
        found = [Parts(parts.day, path.last.month, path.last.year), following]
        return _possible([replace(option, year=parts.year or option.year) for option in found])
    if parts.year is not None:
        return [parts]
    return _possible([replace(parts, year=path.latest.year), replace(parts, year=path.latest.year + 1)])


def _possible(options: list[Parts]) -> list[Parts]:
    """The options that are days of the calendar; if none is, the first."""
    return [option for option in options if _exists(option)] or options[:1]


def _exists(parts: Parts) -> bool:
    if parts.year is None or parts.month is None or parts.day is None:
        return False
    return 1 <= parts.month <= 12 and parts.day <= calendar.monthrange(parts.year, parts.month)[1]


def _prune(paths: list[_Path]) -> list[_Path]:
    best: dict[tuple[datetime.date, datetime.date], _Path] = {}
    for path in paths:
        key = (path.latest, path.last)
        if key not in best or path.cost < best[key].cost:
            best[key] = path
    return sorted(best.values(), key=lambda path: (path.cost, path.latest))[:_BEAM]


def _unwind(path: _Path) -> list[Placed]:
    placed = []
    step: _Path | None = path
    while step is not None and step.placed is not None:
        placed.append(step.placed[0])
        step = step.placed[1]
    return placed[::-1]
