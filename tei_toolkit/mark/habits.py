"""What a whole source does, which a single entry can't show: how long its paragraphs are, how its lines
are broken, which words it knows."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tei_toolkit.dates.numeric import proven_order
from tei_toolkit.model import SourceText
from tei_toolkit.pages import PageLabel, page_labels

_SENTENCE_END = re.compile(r"[.!?…―][»”’\"')\]]*(?=\s|$)")
_WRAP_FROM, _WRAP_TO = 40, 100
_WRAPPED_SHARE = 0.6
_FEW_LINES = 12


@dataclass(frozen=True, slots=True)
class Habits:
    """See the fields."""

    paragraph_ends: float
    """Of the sentence ends, how many end a paragraph."""
    wrapped: bool
    """Whether lines are broken at a width, so that only a blank line ends a paragraph."""
    words: Mapping[str, int]
    """The words that it has with a small letter, with how often."""
    pages: Sequence[PageLabel]
    """Its page labels, in order."""
    month_before_day: bool | None
    """The order of dates in numbers, where they prove it."""


def habits_of(source: SourceText, words: Mapping[str, int]) -> Habits:
    """Look at the whole document once; ``words`` are those that it has with a small letter, counted."""
    shown = source.shown()
    text = "\n".join(shown[span.start : span.end] for span in source.document())
    lines = sum(bool(line) and not line.isspace() for line in text.split("\n"))
    pages = page_labels(source)
    paragraphs = lines - sum(label.alone for label in pages)
    sentences = len(_SENTENCE_END.findall(text))
    return Habits(paragraphs / max(sentences, 1), _wrapped(text), words, pages, proven_order(text))


def _wrapped(text: str) -> bool:
    """Lines are wrapped when, within the blocks, nearly all but the last are about equally long."""
    lengths: list[int] = []
    for block in re.split(r"\n[ \t]*\n", text):
        lengths += [len(line.rstrip()) for line in block.strip("\n").split("\n")[:-1]]
    if len(lengths) < _FEW_LINES:
        return False
    width = sorted(lengths)[int(len(lengths) * 0.95)]
    near = sum(1 for length in lengths if width * 0.75 <= length <= width)
    return _WRAP_FROM <= width <= _WRAP_TO and near / len(lengths) >= _WRAPPED_SHARE
