"""The quotation marks of a document: how many there are of each, and of which kind those are that stand outermost."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from tei_toolkit.parsing import local_name
from tei_toolkit.validate.edition.model import Count
from tei_toolkit.validate.edition.walk import Walk, all_text

SIGNS = "\"'“”„‟‘’‚‛«»‹›"
"""The quotation marks and apostrophes that are counted."""
_DOUBLE = re.compile("[“”„«»]")
_CLOSES = {"„": "“”", "“": "”", "«": "»", "»": "«"}
_BLOCKS = ("p", "ab", "l", "lg", "head", "item", "note")


def signs_of(walk: Walk) -> Iterator[Count]:
    """How often each sign stands in the texts."""
    for whole in walk.texts:
        written = all_text(whole)
        for sign in SIGNS:
            if count := written.count(sign):
                yield Count(sign, count, walk.number[whole])


def openers_of(walk: Walk) -> Iterator[Count]:
    """How often each sign opens a quotation that is in no other, paragraph by paragraph, with the first such."""
    counts: Counter[str] = Counter()
    first: dict[str, int] = {}
    for whole in walk.texts:
        if not _DOUBLE.search(all_text(whole)):
            continue
        for block in whole.iter(*(f"{{*}}{name}" for name in _BLOCKS)):
            for sign in _outermost("".join(_own_text(block))):
                counts[sign] += 1
                first.setdefault(sign, walk.number[block])
    for sign, count in counts.items():
        yield Count(sign, count, first[sign])


def _own_text(block: etree._Element) -> Iterator[str]:
    """The text of a block without that of blocks within it."""
    yield block.text or ""
    for child in block:
        if isinstance(child.tag, str) and local_name(child) not in _BLOCKS:
            yield from _own_text(child)
        yield child.tail or ""


def _outermost(text: str) -> Iterator[str]:
    """The opening signs of the quotations that begin and end in a text, those within others left out. One that goes
    over several paragraphs is not counted: at the end of it “ would look as if it opened."""
    opened: list[str] = []
    for sign in _DOUBLE.findall(text):
        if opened and sign in _CLOSES[opened[-1]]:
            first = opened.pop()
            if not opened:
                yield first
        elif sign != "”":
            opened.append(sign)
