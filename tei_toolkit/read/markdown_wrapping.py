"""Whether the lines of a text were broken at a width, and which of them go on in the next.

Markdown says that all lines as far as the next blank one are a paragraph. Transcripts don't: in most of them a line is
a paragraph, or a heading. What the file does as a whole decides.
"""

from __future__ import annotations

import functools
import itertools
import math
import re
from collections.abc import Sequence

from tei_toolkit.dates.words import calendar_words, known_languages
from tei_toolkit.model import SourceText
from tei_toolkit.pages import page_labels

_NARROW, _WIDE = 40, 110
_FULL = 0.6
"""So much of the width has a line that goes on, and so many of the lines are as long as that."""
_FEWEST = 3
_LONGEST_DAY = 60
_BREAKS = ("  ", "\\")
_NO_PROSE = re.compile(r"\s*(?:\||#{1,6}\s|[-=*_~`]{3,}|\[\^[^\]]*\]:)")
_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,3}[.)])\s")
_SENTENCE_ENDS = re.compile(r"[.!?:…—–][\"'”’»“)\]*_]*\s*$|\]\s*$")
_WORDS = re.compile(r"[^\W\d_]+|\d+")
_NUMERIC = re.compile(r"\W*\d{1,4}(?P<sign>[./-]) ?\d{1,2}(?P=sign) ?\d{1,4}\W*$")
_BESIDE = frozenset("st nd rd th d ten er re го е ое the of le de den der am vom di del anno год года г".split())
"""What stands beside the figures and names of a date."""


class Wrapping:
    """The habit of a text: ``width`` is the width at which its lines were broken, 0 where they are not."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.width = _width(lines)

    def goes_on(self, line: str, following: str) -> bool:
        """Whether a line's paragraph goes on in the next line: it does after a hard break, and after a line that is as
        long as lines of a wrapped text are, but not in a page label or the date of a new entry."""
        if not following.strip():
            return False
        breaks = line.endswith(_BREAKS)
        if not breaks and (not self.width or len(line) < self.width * _FULL):
            return False
        return not stands_alone(line, following)


def stands_alone(line: str, following: str) -> bool:
    """Whether a line is one by itself, whatever stands above: a page label, or a date after the end of a sentence."""
    if len(following) > _LONGEST_DAY:
        return False
    if any(label.alone for label in page_labels(SourceText("", following))):
        return True
    return bool(_SENTENCE_ENDS.search(line[-20:])) and is_date_alone(following)


def is_date_alone(line: str) -> bool:
    """Whether a line has the words and figures of a date, in any language, and nothing else."""
    if _NUMERIC.match(line):
        return True
    words = [word.lower() for word in _WORDS.findall(line)]
    names = sum(word in _names() for word in words)
    figures = sum(word.isdecimal() and len(word) <= len("1939") for word in words)
    return bool(names and figures) and all(word in _names() or word.isdecimal() or word in _BESIDE for word in words)


@functools.cache
def _names() -> frozenset[str]:
    """The words of which the names of months and weekdays are made."""
    tables = [calendar_words(language) for language in known_languages()]
    return frozenset(
        word for table in tables for name in (*table.months, *table.weekdays) for word in _WORDS.findall(name)
    )


def _width(lines: Sequence[str]) -> int:
    """The width at which prose was broken. Rows of tables, items and headings end where they end, and say nothing."""
    lengths = sorted(
        len(line.rstrip())
        for line, after in itertools.pairwise(lines)
        if line.strip() and after.strip() and not line.endswith(_BREAKS)
        and not _NO_PROSE.match(line) and not _NO_PROSE.match(after) and not _ITEM.match(after)
    )  # fmt: skip
    if len(lengths) < _FEWEST:
        return 0
    width = lengths[math.ceil((len(lengths) - 1) * 0.95)]
    near = sum(length >= width * _FULL for length in lengths)
    return width if _NARROW <= width <= _WIDE and near / len(lengths) >= _FULL else 0
