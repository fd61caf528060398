"""Persons and places of the register in running text."""

from __future__ import annotations

from collections import Counter

from tei_toolkit.mark.reading import ReadingCopy
from tei_toolkit.mark.running_dates import BY_PROGRAM
from tei_toolkit.model import Mark
from tei_toolkit.register.matching import Matcher


def name_marks(copy: ReadingCopy, matcher: Matcher) -> tuple[list[Mark], Counter[tuple[str, tuple[str, ...]]]]:
    """The name marks of an entry, and the forms that several bear, with how often each stands there.

    A form of one person or place is marked; a shared one is never guessed (DESIGN: the third law).
    """
    marks: list[Mark] = []
    shared: Counter[tuple[str, tuple[str, ...]]] = Counter()
    for match in matcher.find(copy.text):
        if len(match.candidates) > 1:
            shared[match.form, match.candidates] += 1
            continue
        span = copy.source_span(match.start, match.end)
        attributes = (("ref", f"#{match.candidates[0]}"), BY_PROGRAM)
        marks.append(Mark(span.start, span.end, match.kind, attributes, (), f"the register’s form ‘{match.form}’"))
    return marks, shared
