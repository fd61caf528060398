"""What ``edition.toml`` says of further pages of prose: the tables ``[[pages]]``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

ENDINGS = (".md", ".xml")
TAKEN = (
    "index", "calendar", "on-this-day", "persons", "places", "subjects", "events", "works", "map", "about",
    "principles", "search",
)  # fmt: skip
"""The pages that a site has by itself."""


@dataclass(frozen=True, slots=True)
class FrontPage:
    """A page of prose beside those about the edition and its principles: a guide, a note on transliteration."""

    file: str
    """A Markdown or TEI file, from the edition's folder."""
    title: str
    address: str
    """The name of its page, without ending."""


def parse_pages(tables: Iterable[Mapping[str, Any]], complaints: list[str]) -> tuple[FrontPage, ...]:
    """The pages in their order; what is wrong with them is added to the complaints."""
    found = [_page(table, f"[[pages]] {number}", complaints) for number, table in enumerate(tables, 1)]
    addresses = [page.address.casefold() for page in found]
    for number, page in enumerate(found, 1):
        if page.address.casefold() in addresses[: number - 1]:
            complaints.append(f"[[pages]] {number}: another page has the address {page.address!r}; give one its own")
    return tuple(found)


def _page(table: Mapping[str, Any], where: str, complaints: list[str]) -> FrontPage:
    complaints += [f"{where} has an unknown key {key!r}" for key in table if key not in ("file", "title", "address")]
    values = {key: table.get(key, "") for key in ("file", "title", "address")}
    complaints += [f"{where} {key} must be text in quotes" for key in values if not isinstance(values[key], str)]
    complaints += [f"{where} needs {key!r}" for key in ("file", "title") if not values[key]]
    file, title, address = (str(value) for value in values.values())
    path = PurePosixPath(file)
    if file and (path.suffix not in ENDINGS or path.is_absolute() or ".." in path.parts):
        complaints.append(f"{where}: file is a Markdown or TEI file of the edition, {_either(ENDINGS)}, not {file!r}")
    address = address or path.stem
    if file and (not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]*", address) or address.casefold() in TAKEN):
        complaints.append(
            f"{where}: address is the name of the page, of letters, digits and hyphens, and none that the site has"
            f" by itself, not {address!r}"
        )
    return FrontPage(file, title, address)


def _either(words: Sequence[str]) -> str:
    return " or ".join(words)
