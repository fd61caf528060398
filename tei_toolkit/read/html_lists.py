"""The numbers of list items, as browsers generate them, and as Word writes them (HTML Living Standard, 4.4.5)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from tei_toolkit.read.html_text import words
from tei_toolkit.read.lists import letters, roman

_INTEGER = re.compile(r"-?\d{1,6}")
_STYLES = {"lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A", "lower-roman": "i",
           "upper-roman": "I"}  # fmt: skip
_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([\w-]+)")
_WORD = re.compile(r"mso-list\s*:\s*(l\d+)\s+level(\d)")


def labels(numbered: etree._Element) -> Iterator[str]:
    """The numbers of an ``ol``, one for each ``li`` that is asked for: ``3.``, ``c.``, ``iii.``"""
    items = list(numbered.iterchildren("li"))
    backwards = "reversed" in numbered.attrib
    number = _integer(numbered.get("start", ""), len(items) if backwards else 1)
    for item in items:
        number = _integer(item.get("value", ""), number)
        yield f"{_written(number, item.get('type') or _kind(numbered))}."
        number += -1 if backwards else 1


def _integer(said: str, otherwise: int) -> int:
    return int(said) if _INTEGER.fullmatch(said.strip()) else otherwise


def _kind(numbered: etree._Element) -> str:
    said = _STYLE.search(numbered.get("style", ""))
    return numbered.get("type") or _STYLES.get(said[1] if said else "", "1")


def _written(number: int, kind: str) -> str:
    written = {"a": letters(number, repeated=False), "i": roman(number)}.get(kind.lower(), str(number))
    return written.upper() if kind.isupper() else written


class WordItem(NamedTuple):
    """A paragraph that Word calls an item of a list, how deep (the outermost 0), and its number if it has one."""

    which: str
    depth: int
    label: str


def word_item(paragraph: etree._Element) -> WordItem | None:
    """What Word's style says of a paragraph; its label is a ``mso-list:Ignore`` within it."""
    said = _WORD.search(paragraph.get("style", ""))
    if said is None:
        return None
    ignored = (one for one in paragraph.iter("span") if re.search(r"mso-list\s*:\s*Ignore", one.get("style", "")))
    label = next((words(one) for one in ignored), "")
    return WordItem(said[1], int(said[2]) - 1, label if label[:1].isalnum() and label != "o" else "")
