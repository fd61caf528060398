"""Page breaks: labels alone on a line, and labels between brackets or bars within the text."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from tei_toolkit.mark.habits import Habits
from tei_toolkit.model import Entry, Mark, Span
from tei_toolkit.pages import PageLabel

_NEAR = 80
_HYPHENS = "-\u2010\u00ad¬⸗"
_LAST_WORD = re.compile(r"([^\W\d_]+)([-\u2010\u00ad¬⸗]?)\s*$")
_FIRST_WORD = re.compile(r"\s*([^\W\d_]+)")


def page_breaks(text: str, span: Span, habits: Habits) -> list[Mark]:
    """The ``<pb>`` marks of an entry, in order; ``@break="no"`` where a word goes on over the break."""
    first, last = bisect.bisect_left(habits.pages, (span.start,)), bisect.bisect_left(habits.pages, (span.end,))
    return [_mark(text, span, label, habits) for label in habits.pages[first:last]]


def with_pages(parts: Iterable[tuple[Entry, Sequence[Mark]]]) -> Iterator[Entry]:
    """The entries of a source, in order, each with the page on which it begins; ``parts`` are they with their marks."""
    page = ""
    for entry, marks in parts:
        breaks = [(mark.start, dict(mark.attributes).get("n", "")) for mark in marks if mark.element == "pb"]
        labels = sorted((start, n) for start, n in breaks if n)
        page = next((n for start, n in reversed(labels) if start < entry.begin), page)
        yield replace(entry, page=page)
        page = labels[-1][1] if labels else page


def _mark(text: str, span: Span, label: PageLabel, habits: Habits) -> Mark:
    start, end = label.start, label.end
    before, after = text[max(span.start, start - _NEAR) : start], text[end : min(span.end, end + _NEAR)]
    number = ("n", label.n)
    attributes = (number, ("break", "no")) if _within_word(before, after, habits) else (number,)
    evidence = "a page label alone on its line" if label.alone else "a page label within the text"
    return Mark(start, end, "pb", attributes, (Span(start, end),), evidence)


def _within_word(before: str, after: str, habits: Habits) -> bool:
    """A hyphen right after a letter; or two scraps that are no words of this source but make one together."""
    last, first = _LAST_WORD.search(before), _FIRST_WORD.match(after)
    if last is None or first is None:
        return False
    if last.group(2) or not first.group(1)[0].islower():
        return bool(last.group(2))
    joined = (last.group(1) + first.group(1)).lower()
    known = habits.words.get
    return known(joined, 0) > 0 and known(last.group(1).lower(), 0) <= 1 >= known(first.group(1), 0)


def is_hyphen(character: str) -> bool:
    """Whether a character can break a word at a line's end."""
    return character in _HYPHENS
