"""The numbers of the pages, along the text: none twice, none left out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from tei_toolkit.validate.edition.model import Noticed, Page, Survey
from tei_toolkit.validate.edition.view import EditionView

_FOLIO = re.compile(r"(?:f(?:ol)?\.?\s*)?(\d+)\s*([rv])", re.IGNORECASE)
_NUMBER = re.compile(r"(?:p(?:age|p)?\.?\s*|s\.?\s*)?(\d+)", re.IGNORECASE)
_ROMAN = re.compile(r"(?=.)(m{0,3})(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})", re.IGNORECASE)
_LETTERS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_RUNS_ON = 0.8
"""The share of pages that follow their predecessor, below which the text is an excerpt and jumps are its nature."""
_FEWEST = 5
_EARLY = 9
"""A number that is no higher may begin a new volume."""


class _Numbered(NamedTuple):
    document: Survey
    page: Page
    kind: str
    number: int


def page_numbers(view: EditionView) -> Iterator[Noticed]:
    """PAGE-01 for a page that begins twice, PAGE-02 for one that does not follow its predecessor.

    Each volume, and each edition to whose pages ``pb/@ed`` refers, has numbers of its own; so have Roman numbers.
    """
    for _, documents in view.texts:
        ordered = sorted(documents, key=lambda document: next((one.earliest for one in document.entries), ""))
        series: dict[tuple[str, str, str], list[_Numbered]] = defaultdict(list)
        for document in ordered:
            for page in document.pages:
                kind, number = _number(page.n)
                if kind:
                    series[document.book, page.edition, kind].append(_Numbered(document, page, kind, number))
        for pages in series.values():
            yield from _of_series(pages)


def _of_series(pages: Sequence[_Numbered]) -> Iterator[Noticed]:
    follow = sum(after.number - before.number == 1 for before, after in pairwise(pages))
    runs_on = len(pages) >= _FEWEST and follow >= _RUNS_ON * (len(pages) - 1)
    last: _Numbered | None = None
    seen: dict[int, _Numbered] = {}
    for at, page in enumerate(pages):
        step = page.number - last.number if last else 1
        if last is None or step == 1:
            pass
        elif step == 0:
            yield _twice(page, last)
        elif runs_on:
            after = pages[at + 1].number if at + 1 < len(pages) else None
            if after is not None and after - last.number in (1, 2) and after != page.number + 1:
                yield _slip(page, last, pages[at + 1])
                if after - last.number == 2:
                    last = last._replace(number=last.number + 1)
                continue
            if step > 1:
                yield _jump(page, last)
            elif page.number > _EARLY:
                yield _twice(page, seen[page.number]) if page.number in seen else _back(page, last)
        if step < 0:
            seen = {}
        last = seen[page.number] = page


def _twice(page: _Numbered, first: _Numbered) -> Noticed:
    where = "in this file" if page.document is first.document else f"in {first.document.path}"
    message = f"Page {page.page.n} begins here, but {where} already."
    return _noticed("PAGE-01", page, message, "Correct the number, or remove one of the two page breaks.")


def _slip(page: _Numbered, last: _Numbered, after: _Numbered) -> Noticed:
    return _noticed(
        "PAGE-02", page, f"Page {page.page.n} stands between {last.page.n} and {after.page.n}.", "Correct the number."
    )


def _jump(page: _Numbered, last: _Numbered) -> Noticed:
    return _noticed(
        "PAGE-02",
        page,
        f"Page {page.page.n} follows page {last.page.n} of {last.document.path}; {_between(last, page)} nowhere.",
        "Check whether a page break was forgotten, a page is missing, or the number is wrong.",
    )


def _between(last: _Numbered, page: _Numbered) -> str:
    if page.kind != "page":
        return "those between begin"
    if page.number - last.number == 2:
        return f"page {last.number + 1} begins"
    return f"pages {last.number + 1} to {page.number - 1} begin"


def _back(page: _Numbered, last: _Numbered) -> Noticed:
    return _noticed(
        "PAGE-02",
        page,
        f"Page {page.page.n} follows page {last.page.n} of {last.document.path}, which is higher.",
        "Check the number, and the date of the entry by which it comes after that page.",
    )


def _noticed(code: str, page: _Numbered, message: str, hint: str) -> Noticed:
    return Noticed(code, page.document.path, page.page.at, message, page.page.n, hint, "n")


def _number(label: str) -> tuple[str, int]:
    """How a page is numbered, and its place in that numbering; of what is no number the kind is empty."""
    label = label.strip(" []()")
    if found := _FOLIO.fullmatch(label):
        return "folio", 2 * int(found[1]) + (found[2].lower() == "v")
    if found := _NUMBER.fullmatch(label):
        return "page", int(found[1])
    if _ROMAN.fullmatch(label):
        values = [_LETTERS[letter] for letter in label.lower()]
        return "roman", sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))
    return "", 0
