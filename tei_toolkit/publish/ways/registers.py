"""The ways by name: lists of persons and of places, and a page for each with every mention in its context."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any
from urllib.parse import quote

from tei_toolkit.publish.collect import Collected
from tei_toolkit.publish.entries import PagedEntry
from tei_toolkit.publish.named import KINDS, RegisterItem, register_items
from tei_toolkit.publish.ways.mentions import Mention, mentions_by_id
from tei_toolkit.publish.ways.places_map import map_page, places_with_coordinates
from tei_toolkit.transform.html import SitePages

LIST_SIZE = 500
"""A register with more items has a page for each letter."""
MENTIONS_SIZE = 200
"""One who is named in more sentences has a page for each year."""


def register_pages(collected: Collected, entries: Sequence[PagedEntry], pages: SitePages) -> dict[str, bytes]:
    """``persons.html``, ``persons/quillfeather.html`` …, the same for places, and their map."""
    mentions = mentions_by_id(entries)
    languages = {text.text.id: text.text.language for text in collected.texts}
    made: dict[str, bytes] = {}
    items = register_items(collected.register)
    for kind in KINDS:
        of_kind = [item for item in items if item.kind == kind]
        made |= _lists(kind, of_kind, mentions, pages) if of_kind else {}
    counts = {id_: len({mention.entry.id for mention in found}) for id_, found in mentions.items()}
    made |= map_page(items, places_with_coordinates(collected.register), counts, pages)
    for item in items:
        made |= _item_pages(item, mentions.get(item.id, []), languages, pages)
    return made


def _lists(
    kind: str, items: Sequence[RegisterItem], mentions: Mapping[str, Sequence[Mention]], pages: SitePages
) -> dict[str, bytes]:
    by_letter = {
        letter: [_line(item, mentions.get(item.id, [])) for item in of_letter]
        for letter, of_letter in groupby(sorted(items, key=lambda i: (i.letter, i.sorting)), lambda i: i.letter)
    }
    if len(items) <= LIST_SIZE:
        letters = [{"letter": letter, "href": f"#letter-{letter}"} for letter in by_letter]
        return {f"{kind}.html": pages.render("register", None, {"kind": kind, "letters": letters, "items": by_letter})}
    files = {letter: f"{kind}-by-letter/{letter if letter != '#' else 'other'}.html" for letter in by_letter}
    named = [_line(item, mentions[item.id]) for item in items if item.id in mentions]
    told = {
        "kind": kind,
        "letters": [{"letter": x, "href": quote(files[x]), "count": len(by_letter[x])} for x in by_letter],
        "most": sorted(named, key=lambda line: -line["count"])[:30],
    }
    made = {f"{kind}.html": pages.render("register", None, told)}
    for letter, lines in by_letter.items():
        others = [{"letter": x, "href": f"../{quote(files[x])}", "here": x == letter} for x in by_letter]
        one = {"kind": kind, "letters": others, "items": {letter: lines}}
        made[files[letter]] = pages.render("register", None, one, root="../")
    return made


def _line(item: RegisterItem, mentions: Sequence[Mention]) -> dict[str, Any]:
    return {"id": item.id, "href": item.address, "name": item.name, "count": len({m.entry.id for m in mentions})}


def _item_pages(
    item: RegisterItem, mentions: Sequence[Mention], languages: Mapping[str, str], pages: SitePages
) -> dict[str, bytes]:
    told = {
        "kind": item.kind,
        "id": item.id,
        "count": len(mentions),
        "entries": len({mention.entry.id for mention in mentions}),
    }
    by_year = {year: list(found) for year, found in groupby(mentions, _year)}
    if len(mentions) <= MENTIONS_SIZE:
        years = [{"year": year, "mentions": [_told(m, languages) for m in by_year[year]]} for year in by_year]
        return {item.page: pages.render("named", None, {**told, "years": years}, root="../")}
    folder = item.page.removesuffix(".html")
    name = folder.rpartition("/")[2]
    split = [
        {"year": year, "href": f"{quote(name)}/{year or 'undated'}.html", "count": len(by_year[year])}
        for year in by_year
    ]
    made = {item.page: pages.render("named", None, {**told, "years": split}, root="../")}
    for year, found in by_year.items():
        one = {**told, "year": year, "years": [{"year": year, "mentions": [_told(m, languages) for m in found]}]}
        made[f"{folder}/{year or 'undated'}.html"] = pages.render("named", None, one, root="../../")
    return made


def _year(mention: Mention) -> str:
    year = str(mention.entry.first.order[0])[:4]
    return year if year.isdecimal() and year != "9999" else ""


def _told(mention: Mention, languages: Mapping[str, str]) -> dict[str, str]:
    first = mention.entry.first
    return {
        "href": mention.entry.href,
        "date": first.date,
        "label": first.heading or mention.entry.id,
        "language": languages[mention.version],
        "before": mention.before,
        "name": mention.name,
        "after": mention.after,
    }
