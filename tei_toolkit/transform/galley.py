"""In which lines a book's notes are called: known from galleys, before its pages are made up.

A page must have room for a line, for the lines that are to stay with it, and for the beginning of every note that is
called in them. The typesetter sees to the line and to its first note alone, and may then leave a note behind on the
page that its line has left (https://github.com/typst/typst/issues/5314). So content with notes is set twice. First as a
galley, on a page without end, where spots between the words tell on which line they are. Then in the book, where a node
``room`` stands in the first line of those that stay together, and says how much there must be below that line.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Any

from tei_toolkit.transform.book import Tree

PARTS = ("before", "head", "of")
BLOCKS = {"p", "subhead", "aside", "quote", "verse", "line", "lines", "list", "item", "table", "cell", "rule"}
_LINES = {"p", "subhead", "line", "item", "cell", "break"}
_LINE, _SHORT = 60, 1500
"""Bytes in a line, and in what certainly has room on a page."""
_WORDS = re.compile(r"(.{24}[^ ]*)")
"""Words that are no longer than a line."""


def parted(tree: Tree) -> Iterator[Tree]:
    """The entries whose pages the typesetter makes up; those on facing pages are measured by the template."""
    for division in tree["divisions"]:
        yield from (entry for entry in division["entries"] if "facing" not in entry)


def is_call(node: Any) -> bool:
    """Whether a node is a footnote, or words that one belongs to."""
    return isinstance(node, dict) and (node["t"] == "note" or (node["t"] == "reading" and node["note"]))


def has_calls(node: Any) -> bool:
    """Whether notes are called in some content."""
    if isinstance(node, list):
        return any(map(has_calls, node))
    return isinstance(node, dict) and (is_call(node) or has_calls(node.get("of", [])))


def is_short(node: Any) -> bool:
    """Whether a list's item or a table certainly has room on a page, so that no page break need part it; its notes may
    go on on the next."""
    return _extent(node) < _SHORT


def _extent(node: Any) -> int:
    if isinstance(node, str):
        return len(node.encode())
    if isinstance(node, list):
        return sum(map(_extent, node))
    if node["t"] == "note":
        return 0
    return _extent(node.get("of", [])) + (_LINE if node["t"] in _LINES else 0)


class Spots:
    """The walk over entries that meets every place where room may be wanted; here it marks each by a ``spot``.

    A spot (id: they count from 0 in the order of the book) stands in a run of words that calls notes: before each call,
    between words at least once in each line, and at the end; and at both ends of each note.
    """

    def __init__(self) -> None:
        self.count = 0

    def spot(self) -> list[Any]:
        """What stands at the next spot."""
        self.count += 1
        return [{"t": "spot", "id": self.count - 1}]

    def end(self) -> list[Any]:
        """What stands at the end of a run: a spot, and a word joiner for it to be a part of the last line."""
        return [*self.spot(), "\u2060"]

    def note(self, node: Tree) -> Tree:
        """A note, or words that one belongs to."""
        return node | {"of": [*self.spot(), *node["of"], *self.end()]} if node["t"] == "note" else node

    def entry(self, entry: Tree) -> Tree:
        """An entry with what stands at its spots."""
        return entry | {part: self._content(entry[part]) for part in PARTS}

    def _content(self, content: list[Any]) -> list[Any]:
        return [node for part in parts_of(content) for node in (self._part(part) if has_calls(part) else part)]

    def _part(self, part: list[Any]) -> list[Any]:
        return [self._block(part[0])] if is_block(part[0]) else [*self._words(part), *self.end()]

    def _block(self, node: Tree) -> Tree:
        whole = {"whole": is_short(node)} if node["t"] in ("item", "table") else {}
        return node | {"of": self._content(node["of"])} | whole

    def _words(self, node: Any) -> list[Any]:
        if isinstance(node, list):
            return [part for one in node for part in self._words(one)]
        if isinstance(node, str):
            return [part for words in _WORDS.split(node) for part in (words, *(self.spot() if len(words) > 23 else ()))]
        if is_call(node):
            return [*self.spot(), self.note(node)]
        return [node | {"of": self._words(node["of"])} if "of" in node else node]


def parts_of(content: list[Any]) -> Iterator[list[Any]]:
    """Content as runs of what stands in lines, and each block between them by itself."""
    for are_blocks, nodes in itertools.groupby(content, is_block):
        run = list(nodes)
        yield from ([node] for node in run) if are_blocks else [run]


def is_block(node: Any) -> bool:
    """Whether a node is a block, or parts lines because it holds one."""
    if isinstance(node, str) or is_call(node):
        return False
    return node["t"] in BLOCKS or any(map(is_block, node.get("of", [])))


def galley_of(tree: Tree) -> list[Tree]:
    """The entries of a book that are set as galleys, with spots in what calls notes."""
    spots = Spots()
    return [spots.entry(entry) for entry in parted(tree) if any(has_calls(entry[part]) for part in PARTS)]


def calling(entry: Tree) -> Tree:
    """What of an entry of the galley must be set: its language, and the blocks in which spots stand."""
    parts = {part: [node for node in entry[part] if has_calls(node) or is_run(entry[part])] for part in PARTS}
    return {"language": entry["language"], **parts}


def is_run(content: list[Any]) -> bool:
    """Whether in content of the galley words with spots stand, and not only blocks."""
    return any(isinstance(node, dict) and node["t"] == "spot" for node in content)
