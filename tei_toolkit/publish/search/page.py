"""The search of a site: its page, the script that only this page needs, the index, and the names to choose from."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from tei_toolkit.publish.collect import Collected
from tei_toolkit.publish.entries import PagedEntry
from tei_toolkit.publish.named import PERSONS, RegisterItem, register_items
from tei_toolkit.publish.search.pagefind import search_index
from tei_toolkit.publish.search.records import SearchRecord, search_records
from tei_toolkit.resources import resource
from tei_toolkit.transform.html import SitePages


def search_files(
    collected: Collected, entries: Sequence[PagedEntry], pages: SitePages, files: Mapping[str, bytes]
) -> dict[str, bytes]:
    """Everything that the search needs, by paths in the site whose other files are ``files``.

    Raises :class:`ToolkitError` if Pagefind cannot be run or stops.
    """
    items = register_items(collected.register)
    kinds = {item.id: "person" if item.kind == PERSONS else "place" for item in items}
    records = list(search_records(entries, files, kinds))
    index = search_index(records, collected.texts[0].text.language)
    made = {f"pagefind/{path}": data for path, data in index.items()}
    made["search.html"] = pages.render("search", None, _choices(collected, records))
    made["assets/search.js"] = resource("xslt", "html", "assets", "search.js").read_bytes()
    for facet in ("person", "place"):
        if named := _values(records, facet):
            made[f"search/{facet}.json"] = _names([i for i in items if i.id in named and kinds[i.id] == facet])
    return made


def _choices(collected: Collected, records: Sequence[SearchRecord]) -> dict[str, Any]:
    """What the page offers: values that no record has are not offered."""
    titles = {text.text.id: text.text.title for text in collected.texts}
    days = sorted(record.date for record in records if record.date)
    return {
        "versions": [{"id": id_, "title": titles[id_]} for id_ in titles if id_ in _values(records, "version")],
        "parts": sorted(_values(records, "part")),
        "years": sorted(_values(records, "year")),
        "months": sorted(_values(records, "month")),
        "names": [facet for facet in ("person", "place") if _values(records, facet)],
        **({"first": days[0], "last": days[-1]} if days else {}),
    }


def _values(records: Sequence[SearchRecord], facet: str) -> set[str]:
    return {value for record in records for value in record.facets[facet]}


def _names(items: Sequence[RegisterItem]) -> bytes:
    """Id and label of each; two with one label get their ids behind it, so that each can be chosen."""
    labels = [item.label for item in items]
    pairs = [(i.id, i.label if labels.count(i.label) == 1 else f"{i.label} [{i.id}]") for i in items]
    return json.dumps(pairs, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
