"""The words of a piece of TEI as a reader reads them: for headings, first lines and comparisons."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from tei_toolkit.parsing import local_name

_SKIPPED = frozenset({"note", "figure", "fw", "graphic"})
_BLOCKS = frozenset({"p", "ab", "note", "l", "item", "head", "cell", "bibl", "dateline", "salute", "signed", "label"})
_BEGIN, _END = "\ue000", "\ue001"
_SOURCE_READINGS = frozenset({"sic", "orig", "abbr"})


def reading_text(element: etree._Element) -> str:
    """The words in ``element``, without notes, the editor's reading of each choice, white space folded."""
    return " ".join("".join(_words(element)).split())


def text_around(name: etree._Element) -> tuple[str, str, str]:
    """What is read before, in, and after an element within its paragraph, note, verse or heading.

    Where the element is not read there, as in a reading that the editor corrected, nothing stands before or after it.
    """
    block = next((one for one in name.iterancestors() if local_name(one) in _BLOCKS), None)
    read = "" if block is None else " ".join("".join(_words(block, name)).split())
    if _BEGIN not in read:
        return "", reading_text(name), ""
    before, _, rest = read.partition(_BEGIN)
    within, _, after = rest.partition(_END)
    return before, within, after


def _words(element: etree._Element, marked: etree._Element | None = None) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if local_name(child) == "gap":
            yield "[…]"
        elif _is_read(child):
            yield _BEGIN if child is marked else ""
            yield from _words(child, marked)
            yield _END if child is marked else ""
        yield _break_of(child) + (child.tail or "")


def _is_read(child: etree._Element) -> bool:
    name = local_name(child)
    if not name or name in _SKIPPED:
        return False
    parent = child.getparent()
    in_choice = parent is not None and local_name(parent) == "choice" and len(parent) > 1
    return not (in_choice and name in _SOURCE_READINGS)


def _break_of(child: etree._Element) -> str:
    """Blocks and lines end a word, although no space may stand between them."""
    if local_name(child) in {"p", "l", "item", "head", "dateline"}:
        return " "
    return " " if local_name(child) == "lb" and child.get("break") != "no" else ""
