"""Years and months along a sequence of headings.

Most headings give a day and a month, some only a day. The sequence supplies the rest: among all ways to
complete the dates, the one in which time runs forward with the fewest steps back and the shortest gaps. A
step back stays a step back (and is reported) unless the headings after it say that a new year has begun. A
written weekday counts as evidence.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

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
    """A clue completed: its parts in the calendar of the source, the Gregorian day they name (None if there
    is no such day), and whether it does not fit the sequence: it lies before a date that precedes it, or so
    far ahead that those after it do not follow."""

    parts: Parts
    day: datetime.date | None
    misplaced: bool = False


@dataclass(frozen=True, slots=True)
class _Path:
    cost: float
    latest: datetime.date
    latest_parts: Parts
    last: Parts
    placed: tuple[Placed, _Path | None] | None = None


def place(clues: Sequence[Clue], start: datetime.date | None, style: str = "gregorian") -> list[Placed] | None:
    """Complete all clues, in order; None if no year is known, neither from ``start`` nor from a clue.

    ``start`` and the clues are in the calendar ``style``.
    """
    paths = [_Path(0.0, day_in(parts, style) or datetime.date.min, parts, parts) for parts in _beginnings(clues, start)]
    if not paths:
        return None
    for number, clue in enumerate(clues):
        paths = _prune([step for path in paths for step in _steps(path, clue, number == 0, style)])
    return _unwind(min(paths, key=lambda path: path.cost))


def _beginnings(clues: Sequence[Clue], start: datetime.date | None) -> list[Parts]:
    if start is not None:
        return [Parts(start.day, start.month, start.year)]
    year = next((clue.parts.year for clue in clues if clue.parts.year), None)
    return [Parts(1, 1, year - back) for back in range(_YEARS_BEFORE + 1)] if year else []


def _steps(path: _Path, clue: Clue, first: bool, style: str) -> Iterator[_Path]:
    for parts in _completions(path, clue, style):
        day = day_in(parts, style)
        if day is None:
            yield replace(path, placed=(Placed(parts, None), path))
            continue
        back = day < path.latest
        distance = min(abs((day - path.latest).days) * _GAP, _LONGEST_GAP)
        wrong = clue.weekday is not None and day.weekday() != clue.weekday
        cost = path.cost + (_WRONG_WEEKDAY if wrong else 0.0)
        if back:
            yield replace(path, cost=cost + distance + _BACK, last=parts, placed=(Placed(parts, day, True), path))
            continue
        yield _Path(cost + (0.0 if first else distance), day, parts, parts, (Placed(parts, day), path))
        if distance >= _APART and not (first or clue.opens):
            yield replace(path, cost=cost + _APART, placed=(Placed(parts, day, True), path))


def _completions(path: _Path, clue: Clue, style: str) -> list[Parts]:
    parts, last, year = clue.parts, path.last, path.latest_parts.year or 0
    month_before, year_before = last.month or 1, last.year or year
    if clue.opens:
        return [Parts(1, parts.month or 1, parts.year)]
    if parts.month is None:
        if clue.same_month:
            return [Parts(parts.day, month_before, parts.year or year_before)]
        after = month_before % 12 + 1
        found = [Parts(parts.day, month_before, year_before), Parts(parts.day, after, year_before + (after == 1))]
        return _possible([replace(option, year=parts.year or option.year) for option in found], style)
    if parts.year is not None:
        return [parts]
    return _possible([replace(parts, year=year + step) for step in (0, 1, -1)], style)


def _possible(options: list[Parts], style: str) -> list[Parts]:
    """The options that are days of the calendar; if none is, the first."""
    return [option for option in options if day_in(option, style)] or options[:1]


def _prune(paths: list[_Path]) -> list[_Path]:
    best: dict[tuple[datetime.date, Parts], _Path] = {}
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
