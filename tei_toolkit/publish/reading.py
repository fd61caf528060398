"""The words of a piece of TEI as a reader reads them: for headings, first lines and comparisons."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from tei_toolkit.parsing import local_name

_SKIPPED = frozenset({"note", "figure", "fw", "graphic"})
_SOURCE_READINGS = frozenset({"sic", "orig", "abbr"})


def reading_text(element: etree._Element) -> str:
    """The words in ``element``, without notes, the editor's reading of each choice, white space folded."""
    return " ".join("".join(_words(element)).split())


def _words(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if local_name(child) == "gap":
            yield "[…]"
        elif _is_read(child):
            yield from _words(child)
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
