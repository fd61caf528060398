"""The footnotes of a book: the writer's have letters, the editors' numbers, each series by itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any


def number_notes(divisions: Sequence[dict[str, Any]], restart: str) -> None:
    """Write into each footnote what marks it.

    A footnote (a ``note``, or a ``reading`` that says what is written) gets its ``series``, and its ``mark``, which
    begins anew in each ``year`` or goes on through the ``book``; a version on facing pages counts its own. Notes that
    begin anew on each ``page`` have no mark: only the typesetter knows their pages. A name in a footnote is ``noted``,
    for an index says so.
    """
    counted: Counter[tuple[str, bool]] = Counter()
    year = None
    for division in divisions:
        if division["year"] != year and restart == "year":
            counted.clear()
        year = division["year"]
        for entry in division["entries"]:
            for version in versions(entry):
                for note in _footnotes([version[part] for part in ("before", "head", "of")]):
                    series = note.setdefault("series", "editor")
                    counted[series, version is entry] += 1
                    number = counted[series, version is entry]
                    for name in _names(note["written"] if note["t"] == "reading" else note["of"]):
                        name["noted"] = True
                    if restart != "page":
                        note["mark"] = _letters(number) if series == "author" else str(number)


def versions(entry: dict[str, Any]) -> list[dict[str, Any]]:
    """An entry's tree and, before it, that of the version which stands opposite."""
    return [entry["facing"], entry] if "facing" in entry else [entry]


def _footnotes(node: Any) -> Iterator[dict[str, Any]]:
    """The footnotes in the order in which they are called; one may stand in no other."""
    if isinstance(node, list):
        for one in node:
            yield from _footnotes(one)
    elif isinstance(node, dict):
        if node["t"] == "note":
            yield node
        else:
            yield from _footnotes(node.get("of", []))
            if node["t"] == "reading" and node["note"]:
                yield node


def _names(node: Any) -> Iterator[dict[str, Any]]:
    """The names in some content of a note."""
    if isinstance(node, list):
        for one in node:
            yield from _names(one)
    elif isinstance(node, dict):
        if node["t"] == "name":
            yield node
        yield from _names(node.get("of", []))


def _letters(number: int) -> str:
    """a … z, aa, ab …"""
    letters = ""
    while number:
        number, letter = divmod(number - 1, 26)
        letters = chr(ord("a") + letter) + letters
    return letters
