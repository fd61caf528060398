"""The search of a site: its page, the script that only this page needs, the index, and the names to choose from."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tei_toolkit.publish.named import RegisterItem
from tei_toolkit.publish.press import Press
from tei_toolkit.publish.search.pagefind import search_index
from tei_toolkit.publish.search.records import SearchRecord, read_records
from tei_toolkit.publish.target import Target, reads
from tei_toolkit.resources import resource


@dataclass(frozen=True, slots=True)
class Search(Target):
    """Everything that the search needs. It is made when all entries are, of what they say is found in them."""

    stylesheets = ("html/search",)

    records: dict[str, str] = reads("what is found of")
    """The digests of the files of records by their paths below ``build``, in the order of the entries."""
    names: str = reads("the names of the register")
    """Their digest."""
    script: str = reads("the script")
    name = "site/search"

    def make(self, press: Press) -> dict[str, bytes]:
        """Page, script, index and lists. Raises :class:`ToolkitError` if Pagefind cannot be run or stops."""
        records = [record for path in self.records for record in read_records(press.made(path))]
        texts = press.shared.texts
        index = search_index(records, next(iter(texts.values())).language)
        made = {f"pagefind/{path}": data for path, data in index.items()}
        made["search.html"] = press.render("search", None, _choices({id_: texts[id_].title for id_ in texts}, records))
        made["assets/search.js"] = resource("xslt", "html", "assets", "search.js").read_bytes()
        for facet in ("person", "place"):
            if named := _values(records, facet):
                made[f"search/{facet}.json"] = _names([item for item in press.items if item.id in named])
        return {f"site/{path}": data for path, data in made.items()}


def _choices(titles: Mapping[str, str], records: Sequence[SearchRecord]) -> dict[str, Any]:
    """What the page offers: values that no record has are not offered. ``titles`` are those of the texts."""
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
