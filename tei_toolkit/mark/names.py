"""Persons and places of the register in running text: finding is for one entry, deciding for all."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tei_toolkit.mark.reading import ReadingCopy
from tei_toolkit.mark.running_dates import BY_PROGRAM
from tei_toolkit.model import Entry, Mark, SourceText, Span, Undecided
from tei_toolkit.register.contest import Decision
from tei_toolkit.register.evidence import NamesOfEntry
from tei_toolkit.register.matching import Match, Matcher

_CONTEXT = 60


class FoundName(NamedTuple):
    """A name form in an entry: what it may mean, and its stretch of the source."""

    match: Match
    span: Span


def find_names(copy: ReadingCopy, matcher: Matcher, taken: Sequence[Span] = ()) -> list[FoundName]:
    """The name forms of an entry, in order; none within ``taken``, stretches that are dates."""
    found = []
    for match in matcher.find(copy.text):
        span = copy.source_span(match.start, match.end)
        if not taken or not any(span.start < other.end and other.start < span.end for other in taken):
            found.append(FoundName(match, span))
    return found


def names_of(entry: Entry, names: Sequence[FoundName]) -> NamesOfEntry:
    """The names of an entry as the decision wants them; an undated entry has the day of its neighbour."""
    day = entry.dating.start if entry.dating else entry.between[0] or entry.between[1]
    return NamesOfEntry(entry.id, day, [name.match for name in names])


def name_marks(names: Iterable[FoundName], decisions: Iterable[Decision]) -> list[Mark]:
    """The marks of the names that were decided."""
    marks = []
    for name, decision in zip(names, decisions, strict=True):
        if decision.id is None:
            continue
        start, end = name.span
        marks.append(Mark(start, end, decision.kind, _attributes(decision.id, decision.sure), (), decision.evidence))
    return marks


@functools.lru_cache(maxsize=65536)
def _attributes(identifier: str, sure: bool) -> tuple[tuple[str, str], ...]:
    attributes = (("ref", f"#{identifier}"), BY_PROGRAM)
    return attributes if sure else (*attributes, ("cert", "medium"))


def undecided_names(
    source: SourceText, entry: Entry, names: Iterable[FoundName], decisions: Iterable[Decision]
) -> list[Undecided]:
    """The names of an entry between whose bearers there was no deciding."""
    found = []
    for name, decision in zip(names, decisions, strict=True):
        if decision.id is None and decision.candidates:
            context, at = _context(source.text, name.span)
            date = entry.dating.start if entry.dating else None
            form = name.match.form
            found.append(Undecided(entry.id, date, *name.span, form, decision.kind, decision.candidates, context, at))
    return found


def _context(text: str, span: Span) -> tuple[str, int]:
    """Some words on either side, white space folded, and where in them the name stands."""
    before = " ".join(text[max(0, span.start - _CONTEXT) : span.start].split())
    name = " ".join(text[span.start : span.end].split())
    after = " ".join(text[span.end : span.end + _CONTEXT].split())
    joint = " " if before and text[span.start - 1].isspace() else ""
    gap = " " if after and text[span.end].isspace() else ""
    return f"{before}{joint}{name}{gap}{after}", len(before) + len(joint)
