"""How page breaks are written in transcripts: ``Page 451``, ``[p. 451]``, ``[451]``, ``|451|``, ``f. 12v``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_LABEL = (
    r"(?:Page|page|PAGE|Seite|S\.|p\.|pag\.|pp\.|Pag\.|Blatt|Bl\.|Bl|fol\.|Fol\.|folio|ff?\.|Folio|Страница|стр\.|Стр\.|с\.|С\."
    r"|Лист|лист|Л\.|л\.|страница|página|pagina|Pagina|sida|Sida|side|Side|strana|str\.)"
)
_NUMBER = r"(?P<n>\d{1,5}[a-z]?|\d{1,4}\s?(?:r|v|об\.?|recto|verso)|[ivxlcdm]{1,8})"
_ALONE = re.compile(
    rf"^[ \t\u00a0]*(?:(?:[-–—]\s*)?{_LABEL}\s*{_NUMBER}(?:\s*[-–—])?"
    rf"|\[\s*(?:{_LABEL}\s*)?{_NUMBER.replace('?P<n>', '?P<n2>')}\s*\]"
    rf"|\|\s*(?:{_LABEL}\s*)?{_NUMBER.replace('?P<n>', '?P<n3>')}\s*\|)[ \t\u00a0]*$"
)
_INLINE = re.compile(
    rf"\[\s*{_LABEL}\s*{_NUMBER}\s*\]"
    rf"|\|\s*(?:{_LABEL}\s*)?{_NUMBER.replace('?P<n>', '?P<n2>')}\s*\|"
    r"|\[(?P<bare>\d{1,5})\]"
)


@dataclass(frozen=True, slots=True)
class PageLabel:
    """A page number as it is written at ``[start, end)`` of some text."""

    start: int
    end: int
    n: str
    bare: bool = False
    """Only digits in brackets, ``[451]``: a page number where it fits the sequence of pages."""


def page_alone(line: str) -> str | None:
    """The page number, if the line is nothing but a page label; else None."""
    match = _ALONE.match(line)
    if match is None:
        return None
    return _number(next(value for value in match.groupdict().values() if value))


def pages_inline(text: str) -> Iterator[PageLabel]:
    """Page labels within running text, which are always between brackets or bars."""
    for match in _INLINE.finditer(text):
        number = next(value for value in match.groupdict().values() if value)
        yield PageLabel(match.start(), match.end(), _number(number), match.group("bare") is not None)


def _number(written: str) -> str:
    return "".join(written.split()).rstrip(".")
