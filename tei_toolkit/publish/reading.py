"""The words of a piece of TEI as a reader reads them: for headings, first lines and comparisons."""

from __future__ import annotations

from typing import TypeAlias

from lxml import etree

from tei_toolkit.parsing import local_name

_SKIPPED = frozenset({"note", "figure", "fw", "graphic"})
_BLOCKS = frozenset({"p", "ab", "note", "l", "item", "head", "cell", "bibl", "dateline", "salute", "signed", "label"})
_BEGIN, _END = "\ue000", "\ue001"
_SOURCE_READINGS = frozenset({"sic", "orig", "abbr"})
_ENDING = frozenset({"p", "l", "item", "head", "dateline"})
_Places: TypeAlias = dict[etree._Element, tuple[int, int]]


def reading_text(element: etree._Element) -> str:
    """The words in ``element``, without notes, the editor's reading of each choice, white space folded."""
    pieces: list[str] = []
    _read(element, pieces, {})
    return _folded("".join(pieces))


class Around:
    """The words around the elements of a document; each paragraph is read once, however many are asked for in it."""

    def __init__(self) -> None:
        self._read: dict[etree._Element, tuple[list[str], _Places]] = {}

    def __call__(self, name: etree._Element) -> tuple[str, str, str]:
        """What is read before, in, and after an element within its paragraph, note, verse or heading.

        Where the element is not read there, as in a reading that the editor corrected, nothing stands before or after
        it.
        """
        pieces, places = self._block_of(name)
        if name not in places:
            return "", reading_text(name), ""
        begin, end = places[name]
        around = (*pieces[:begin], _BEGIN, *pieces[begin:end], _END, *pieces[end:])
        before, _, rest = _folded("".join(around)).partition(_BEGIN)
        within, _, after = rest.partition(_END)
        return before, within, after

    def _block_of(self, name: etree._Element) -> tuple[list[str], _Places]:
        block = next((one for one in name.iterancestors() if local_name(one) in _BLOCKS), None)
        if block is None:
            return [], {}
        if block not in self._read:
            pieces: list[str] = []
            places: _Places = {}
            _read(block, pieces, places)
            self._read[block] = pieces, places
        return self._read[block]


def _folded(text: str) -> str:
    return " ".join(text.split())


def _read(element: etree._Element, pieces: list[str], places: _Places) -> None:
    """Add the words in an element to ``pieces``, and between which of these each element in it stands."""
    pieces.append(element.text or "")
    skipped = _SKIPPED | _SOURCE_READINGS if len(element) > 1 and local_name(element) == "choice" else _SKIPPED
    for child in element:
        name = local_name(child)
        if name == "gap":
            pieces.append("[…]")
        elif name and name not in skipped:
            begin = len(pieces)
            _read(child, pieces, places)
            places[child] = begin, len(pieces)
        pieces.append(_break_of(child, name) + (child.tail or ""))


def _break_of(child: etree._Element, name: str) -> str:
    """Blocks and lines end a word, although no space may stand between them."""
    if name in _ENDING:
        return " "
    return " " if name == "lb" and child.get("break") != "no" else ""
