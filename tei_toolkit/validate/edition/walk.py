"""A document's elements in their order, each with its number, and found by name."""

from __future__ import annotations

import bisect
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from lxml import etree

from tei_toolkit.parsing import XML_LANG, tei

_WITH_ATTRIBUTES = etree.XPath("descendant-or-self::*[@*]")


class Walk:
    """The elements of a document. An element's number is its place in ``elements``."""

    def __init__(self, root: etree._Element) -> None:
        self.root = root
        self.elements = list(root.iter(etree.Element))
        self.number = {element: at for at, element in enumerate(self.elements)}
        found: Any = _WITH_ATTRIBUTES(root)
        self.with_attributes = [(self.number[element], element) for element in found]
        self._named: dict[str, list[int]] = defaultdict(list)
        for at, element in enumerate(self.elements):
            self._named[str(element.tag)].append(at)
        # In a teiCorpus there are several; one text may lie in another (<group>).
        self.texts = [text for _, text in self.of("text") if next(text.iterancestors(tei("text")), None) is None]
        self._header = self.stretches(at for at, _ in self.of("teiHeader"))
        self._text = self.stretches(self.number[text] for text in self.texts)
        self.language = root.get(XML_LANG, "") or next((text.get(XML_LANG, "") for text in self.texts), "")

    def of(self, name: str) -> Iterator[tuple[int, etree._Element]]:
        """The elements of a TEI name, with their numbers."""
        return ((at, self.elements[at]) for at in self._named.get(tei(name), ()))

    def last(self, at: int) -> int:
        """The number of the last element within one."""
        element = self.elements[at]
        while len(element):
            within = [child for child in element.iterchildren(etree.Element, reversed=True)][:1]
            if not within:
                break
            element = within[0]
        return self.number[element]

    def stretches(self, numbers: Iterable[int]) -> Callable[[int], int]:
        """Which of some elements, none within another, an element lies in, counted from 0; -1 if in none."""
        starts = list(numbers)
        ends = [self.last(at) for at in starts]

        def within(at: int) -> int:
            which = bisect.bisect_right(starts, at) - 1
            return which if which >= 0 and at <= ends[which] else -1

        return within

    def in_header(self, at: int) -> bool:
        """Whether an element lies in a teiHeader."""
        return self._header(at) >= 0

    def in_text(self, at: int) -> bool:
        """Whether an element lies in a text."""
        return self._text(at) >= 0


def all_text(element: etree._Element) -> str:
    """Every character of an element's text, notes and all."""
    return "".join(map(str, element.itertext()))
