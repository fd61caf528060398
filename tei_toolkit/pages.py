"""How page breaks are written in transcripts: ``Page 451``, ``[p. 451]``, ``[451]``, ``|451|``, ``f. 12v``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

_LABEL = (
    r"(?:Page|page|PAGE|Seite|S\.|p\.|pag\.|pp\.|Pag\.|Blatt|Bl\.|Bl|fol\.|Fol\.|folio|ff?\.|Folio|Страница|стр\.|Стр\.|с\.|С\."
    r"|Лист|лист|Л\.|л\.|страница|página|pagina|Pagina|sida|Sida|side|Side|strana|str\.)"
)
_ARABIC = r"\d{1,5}[a-z]?|\d{1,4}\s?(?:r|v|об\.?|recto|verso)"
_ROMAN = r"(?=[ivxlc])c{0,3}(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})(?!\w)"
_LABELLED = rf"{_LABEL}\s*({_ARABIC}|{_ROMAN}|(?i:{_ROMAN}))"
_ALONE = re.compile(
    rf"^[ \t\u00a0]*(?:(?:[-–—]\s*)?{_LABELLED}(?:\s*[-–—])?"
    rf"|\[\s*{_LABELLED}\s*\]|\|\s*(?:{_LABELLED}|({_ARABIC}))\s*\||\[(?P<bare>\d{{1,5}})\])[ \t\u00a0]*$"
)
_INLINE = re.compile(rf"\[\s*{_LABELLED}\s*\]|\|\s*(?:{_LABELLED}|({_ARABIC}))\s*\||(?<!\w)\[(?P<bare>\d{{1,5}})\]")


@dataclass(frozen=True, slots=True)
class PageLabel:
    """A page number as it is written at ``[start, end)`` of some text."""

    start: int
    end: int
    n: str
    bare: bool = False
    """Only digits in brackets, ``[451]``: a page number where it fits the sequence of pages."""


def page_alone(line: str, bare_pages: bool) -> str | None:
    """The page number, if the line is nothing but a page label; else None.

    ``bare_pages`` says whether numbers in brackets are pages in this source (:func:`bare_numbers_run_on`).
    """
    match = _ALONE.match(line)
    if match is None or (match.group("bare") and not bare_pages):
        return None
    return _number(next(value for value in match.groups() if value))


def pages_inline(text: str) -> Iterator[PageLabel]:
    """Page labels within running text, which are always between brackets or bars."""
    for match in _INLINE.finditer(text):
        number = next(value for value in match.groups() if value)
        yield PageLabel(match.start(), match.end(), _number(number), match.group("bare") is not None)


def bare_numbers_run_on(text: str) -> bool:
    """Whether numbers alone in brackets follow each other like pages: ``[451]`` … ``[452]``.

    They do not where other labels name the pages: then they are likely the anchors of notes.
    """
    if any(page_alone(line, bare_pages=False) for line in text.split("\n")):
        return False
    numbers = [int(page.n) for page in pages_inline(text) if page.bare]
    steps = [after - before for before, after in pairwise(numbers)]
    return bool(steps) and sum(step == 1 for step in steps) / len(steps) > 0.5


def _number(written: str) -> str:
    return "".join(written.split()).rstrip(".")
