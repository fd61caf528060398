"""The pages that a document's header names: ``<biblScope unit="page" from="127" to="129">127–129</biblScope>``."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml import etree

UNITS = ("page", "pages", "pp")
"""What ``@unit`` calls pages: TEI suggests the first; older editions have the others."""

_NUMBERED = re.compile(r"\d+(?:[a-erv]\b)?")
_ROMAN = re.compile(r"\b[ivxlc]+\b", re.IGNORECASE)


def page_scope(scopes: Iterable[etree._Element]) -> tuple[str, str]:
    """The first page and the last of the first scope that names any; the last is empty if only the first is known.

    ``scopes`` are a header's ``biblScope`` elements. Attributes go before the words: ``300``, ``S. 300–302``,
    ``xii–xiv``, ``12r``. Both are empty if no scope names a page. TEI P5, 3.12.2.5 (Scopes and Ranges in
    Bibliographic Citations).
    """
    for scope in scopes:
        if scope.get("unit") not in UNITS:
            continue
        words = "".join(map(str, scope.itertext()))
        numbers = _NUMBERED.findall(words) or _ROMAN.findall(words)
        first, last = scope.get("from", "").strip(), scope.get("to", "").strip()
        if first or numbers:
            return first or numbers[0], last or ("" if first else numbers[-1])
    return "", ""
