"""How page breaks are written in transcripts: ``Page 451``, ``[p. 451]``, ``[451]``, ``|451|``, ``f. 12v``."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from tei_toolkit.model import SourceText, Span

_S = r"[^\S\n]*"
_LABEL = (
    r"(?:Page|page|PAGE|Seite|S\.|p\.|pag\.|pp\.|Pag\.|Blatt|Bl\.|Bl|fol\.|Fol\.|folio|ff?\.|Folio|Страница|стр\.|Стр\.|с\.|С\."
    r"|Лист|лист|Л\.|л\.|страница|página|pagina|Pagina|sida|Sida|side|Side|strana|str\.)"
)
_ARABIC = r"\d{1,5}[a-z]?|\d{1,4}[^\S\n]?(?:r|v|об\.?|recto|verso)"
_ROMAN = r"(?=[ivxlc])c{0,3}(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})(?!\w)"
_LABELLED = rf"{_LABEL}{_S}({_ARABIC}|{_ROMAN}|(?i:{_ROMAN}))"
_IN_BARS = rf"\|{_S}(?:{_LABELLED}|({_ARABIC})){_S}\|"
_ALONE = re.compile(
    rf"^[ \t\u00a0]*(?:(?:[-–—]{_S})?{_LABELLED}(?:{_S}[-–—])?"
    rf"|\[{_S}{_LABELLED}{_S}\]|{_IN_BARS}|\[(?P<bare>\d{{1,5}})\])[ \t\u00a0]*$",
    re.MULTILINE,
)
_INLINE = re.compile(rf"\[(?:{_S}{_LABELLED}{_S}|(?<!\w\[)(?P<bare>\d{{1,5}}))\]|{_IN_BARS}")


class PageLabel(NamedTuple):
    """A page number as it is written at ``[start, end)`` of some text."""

    start: int
    end: int
    n: str
    bare: bool = False
    """Only digits in brackets, ``[451]``: a page number where it fits the sequence of pages."""
    alone: bool = False
    """The line has nothing else."""


def page_labels(source: SourceText) -> Sequence[PageLabel]:
    """The page labels of a source, in order: those alone on a line, and those between brackets or bars
    within the text; numbers alone in brackets only where they run on like pages."""
    return _labels(source.shown(), source.document())


def pages_inline(text: str) -> Iterator[PageLabel]:
    """What may be page labels within running text, which are always between brackets or bars."""
    return map(_label, _INLINE.finditer(text))


@functools.lru_cache(maxsize=1)
def _labels(text: str, document: tuple[Span, ...]) -> tuple[PageLabel, ...]:
    alone = [_label(match) for span in document for match in _ALONE.finditer(text, *span)]
    inline = [_label(match) for span in document for match in _INLINE.finditer(text, *span)]
    bare_too = all(label.bare for label in alone) and _run_on([label for label in inline if label.bare])
    alone = [label for label in alone if bare_too or not label.bare]
    own_lines = {label.start for label in alone}
    within = [label for label in inline if (bare_too or not label.bare) and label.start not in own_lines]
    return tuple(sorted([*(label._replace(alone=True) for label in alone), *within]))


def _label(match: re.Match[str]) -> PageLabel:
    written = match.group()
    start = match.start() + len(written) - len(written.lstrip())
    number = "".join(next(value for value in match.groups() if value).split()).rstrip(".")
    return PageLabel(start, start + len(written.strip()), number, match.group("bare") is not None)


def _run_on(bare: Sequence[PageLabel]) -> bool:
    """Whether numbers alone in brackets follow each other like pages: ``[451]`` … ``[452]``.

    Where other labels name the pages they are likely the anchors of notes.
    """
    steps = [int(after.n) - int(before.n) for before, after in pairwise(bare)]
    return bool(steps) and sum(step == 1 for step in steps) / len(steps) > 0.5
