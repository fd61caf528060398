"""Page breaks: labels alone on a line, and labels between brackets or bars within the text."""

from __future__ import annotations

import re

from tei_toolkit.mark.habits import Habits
from tei_toolkit.model import Mark, Span
from tei_toolkit.pages import page_alone, pages_inline

_NEAR = 80
_HYPHENS = "-\u2010\u00ad¬⸗"
_LAST_WORD = re.compile(r"([^\W\d_]+)([-\u2010\u00ad¬⸗]?)\s*$")
_FIRST_WORD = re.compile(r"\s*([^\W\d_]+)")


def page_breaks(text: str, span: Span, habits: Habits) -> list[Mark]:
    """The ``<pb>`` marks of an entry, in order; ``@break="no"`` where a word goes on over the break."""
    found: list[tuple[int, int, str, str]] = []
    start = span.start
    while start < span.end:
        stop = text.find("\n", start, span.end)
        end = span.end if stop < 0 else stop
        line = text[start:end]
        number = page_alone(line, habits.bare_pages)
        if number is not None:
            left = len(line) - len(line.lstrip())
            found.append((start + left, start + len(line.rstrip()), number, "a page label alone on its line"))
        else:
            found += [
                (start + page.start, start + page.end, page.n, "a page label within the text")
                for page in pages_inline(line)
                if habits.bare_pages or not page.bare
            ]
        start = end + 1
    return [_mark(text, span, item, habits) for item in found]


def _mark(text: str, span: Span, item: tuple[int, int, str, str], habits: Habits) -> Mark:
    start, end, number, evidence = item
    attributes = [("n", number)]
    before, after = text[max(span.start, start - _NEAR) : start], text[end : min(span.end, end + _NEAR)]
    if _within_word(before, after, habits):
        attributes.append(("break", "no"))
    return Mark(start, end, "pb", tuple(attributes), (Span(start, end),), evidence)


def _within_word(before: str, after: str, habits: Habits) -> bool:
    """A hyphen right after a letter; or two scraps that are no words of this source but make one together."""
    last, first = _LAST_WORD.search(before), _FIRST_WORD.match(after)
    if last is None or first is None:
        return False
    if last.group(2) or not first.group(1)[0].islower():
        return bool(last.group(2))
    joined = (last.group(1) + first.group(1)).lower()
    return habits.words[joined] > 0 and habits.words[last.group(1).lower()] <= 1 >= habits.words[first.group(1)]


def is_hyphen(character: str) -> bool:
    """Whether a character can break a word at a line's end."""
    return character in _HYPHENS
