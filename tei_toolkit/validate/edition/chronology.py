"""The order of the entries, and the days on which there is none."""

from __future__ import annotations

import bisect
import datetime
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from tei_toolkit.validate.edition.model import Noticed
from tei_toolkit.validate.edition.view import EditionView, PlacedEntry

_STRAYS = 0.05
"""The share of files out of order above which their names are no order."""
_FEWEST = 8
_AROUND = 15
"""Entries before and after a gap that say whether the diary was kept daily then."""
_DAILY = 0.9
_LISTED = 12


def entries_out_of_order(view: EditionView) -> Iterator[Noticed]:
    """DATE-01 for an entry that stands among later or earlier ones: within a file, and over the files in the order of
    their names where that is plainly the order of the days."""
    for _, documents in view.texts:
        firsts = []
        for document in documents:
            dated = [placed for placed in view.entries([document]) if placed.entry.day]
            firsts += dated[:1]
            yield from (_out_of_order(dated, at) for at in _strays([placed.entry.day for placed in dated]))
        firsts = _named_alike(firsts)
        strays = _strays([placed.entry.day for placed in firsts])
        if len(firsts) >= _FEWEST and len(strays) <= max(1, _STRAYS * len(firsts)):
            yield from (_out_of_order(firsts, at) for at in strays)


def _named_alike(entries: Sequence[PlacedEntry]) -> list[PlacedEntry]:
    """Those in files that are named as most are; an ``introduction.xml`` has no place in their order."""
    shapes = [re.sub(r"\d+", "0", placed.document.path) for placed in entries]
    usual = Counter(shapes).most_common(1)
    return [placed for placed, shape in zip(entries, shapes, strict=True) if shape == usual[0][0]]


def _strays(days: Sequence[str]) -> list[int]:
    """Which of a sequence must be left out, so that as many as possible of the others ascend."""
    ends: list[str] = []
    """The earliest day with which an ascending sequence of each length can end."""
    last: list[int] = []
    before: list[int] = []
    for at, day in enumerate(days):
        length = bisect.bisect_right(ends, day)
        before.append(last[length - 1] if length else -1)
        ends[length : length + 1] = [day]
        last[length : length + 1] = [at]
    kept, at = set(), last[-1] if last else -1
    while at >= 0:
        kept.add(at)
        at = before[at]
    return [at for at in range(len(days)) if at not in kept]


def _out_of_order(entries: Sequence[PlacedEntry], at: int) -> Noticed:
    document, _, entry = entries[at]
    beside = [f"that of {entries[other].entry.day}" for other in (at - 1, at + 1) if 0 <= other < len(entries)]
    where = f"between {beside[0]} and {beside[1]}" if len(beside) == 2 else f"next to {beside[0]}"
    claim = entry.claims[0]
    return Noticed(
        "DATE-01",
        document.path,
        claim.at,
        f"The entry of {entry.day} stands {where}.",
        entry.day,
        "Check the date; if it was written later than it is dated, leave it.",
        claim.attribute,
    )


def days_without_entry(view: EditionView) -> Iterator[Noticed]:
    """DATE-05 for each year of a text: the days without an entry at a time at which there is one nearly every day."""
    for text, documents in view.texts:
        dated = [placed for placed in view.in_time(documents) if placed.entry.day]
        days = [datetime.date.fromisoformat(placed.entry.day) for placed in dated]
        steps = [(after - before).days for before, after in pairwise(days)]
        of_year: dict[int, list[int]] = defaultdict(list)
        for at, step in enumerate(steps):
            if step > 1 and _is_daily(steps, at):
                of_year[(days[at] + datetime.timedelta(days=1)).year].append(at)
        for year, gaps in of_year.items():
            document, _, entry = dated[gaps[0] + 1]
            missing = sum(steps[at] - 1 for at in gaps)
            ranges = [_range(days[at], days[at + 1]) for at in gaps]
            shown = ", ".join(ranges[:_LISTED]) + (f" and {len(ranges) - _LISTED} more" * (len(ranges) > _LISTED))
            which = f" of {text.title}" if len(view.texts) > 1 else ""
            yield Noticed(
                "DATE-05",
                document.path,
                entry.claims[0].at,
                f"In {year} {'1 day' if missing == 1 else f'{missing} days'}{which} {'has' if missing == 1 else 'have'}"
                f" no entry, though those around have: {shown}.",
                ranges[0],
                "Check whether a page or file is missing.",
                entry.claims[0].attribute,
            )


def _is_daily(steps: Sequence[int], at: int) -> bool:
    around = [*steps[max(at - _AROUND, 0) : at], *steps[at + 1 : at + 1 + _AROUND]]
    return len(around) >= _AROUND and sum(step <= 1 for step in around) >= _DAILY * len(around)


def _range(before: datetime.date, after: datetime.date) -> str:
    first, last = before + datetime.timedelta(days=1), after - datetime.timedelta(days=1)
    if first == last:
        return first.isoformat()
    return f"{first.isoformat()} to {last.isoformat()}"
