"""What a whole source does, which a single entry can't show: how long its paragraphs are, how its lines
are broken, which words it knows."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from tei_toolkit.model import SourceText
from tei_toolkit.pages import bare_numbers_run_on, page_alone

_SENTENCE_END = re.compile(r"[.!?…―][»”’\"')\]]*(?=\s|$)")
_WORD = re.compile(r"[^\W\d_]+")
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
    words: Counter[str]
    """Every word that occurs in lower case, with how often."""
    bare_pages: bool
    """Whether numbers in brackets run like page numbers: ``[451]`` … ``[452]``."""


def habits_of(source: SourceText) -> Habits:
    """Look at the whole document once."""
    text = "\n".join(source.text[span.start : span.end] for span in source.document())
    bare_pages = bare_numbers_run_on(text)
    lines = [line for line in text.split("\n") if line.strip() and page_alone(line, bare_pages) is None]
    sentences = len(_SENTENCE_END.findall(text))
    words = Counter(word for word in _WORD.findall(text) if word.islower())
    return Habits(len(lines) / max(sentences, 1), _wrapped(text), words, bare_pages)


def _wrapped(text: str) -> bool:
    """Lines are wrapped when, within the blocks, nearly all but the last are about equally long."""
    lengths = []
    for block in re.split(r"\n[ \t]*\n", text):
        lines = [line.rstrip() for line in block.strip("\n").split("\n")]
        lengths += [len(line) for line in lines[:-1]]
    if len(lengths) < _FEW_LINES:
        return False
    width = sorted(lengths)[int(len(lengths) * 0.95)]
    near = sum(1 for length in lengths if width * 0.75 <= length <= width)
    return _WRAP_FROM <= width <= _WRAP_TO and near / len(lengths) >= _WRAPPED_SHARE
