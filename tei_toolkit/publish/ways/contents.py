"""The contents: the first page with every entry, or where there are very many a page for each year."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import Any

from tei_toolkit.transform.html import SitePages

SIZE = 800
"""An edition with more entries has its contents by years."""


def contents_pages(first: Mapping[str, Any], pages: SitePages) -> dict[str, bytes]:
    """``index.html``, and perhaps ``contents/1939.html`` …; ``first`` is what xslt/html/contents.xsl is told."""
    lines = first["entries"]
    if len(lines) <= SIZE:
        return {"index.html": pages.render("contents", None, first)}
    made = {"index.html": pages.render("contents", None, {**first, "split": True})}
    for year, of_year in groupby(lines, lambda line: _year(line["place"])):
        told = {"year": year, "entries": list(of_year)}
        made[f"contents/{year}.html"] = pages.render("contents", None, told, root="../")
    return made


def _year(place: str) -> str:
    """As ``html:year`` in xslt/html/contents.xsl has it."""
    year = place[:4]
    return year if len(year) == len("1939") and year.isdecimal() and year != "9999" else "undated"
