"""Reading a document: each block and each note becomes a text of its own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from tei_toolkit.annotate.places import HEADS, Role
from tei_toolkit.annotate.references import References
from tei_toolkit.annotate.texts import Division, Text
from tei_toolkit.annotate.tokens import CDATA, Element, declared_entities, events

BY_PROGRAM = "#tei-toolkit"
OWN = ("persName", "placeName", "date")
"""What the toolkit tags, with ``@resp``."""
_REFERENCE = re.compile(r"&([^;]+);")


@dataclass(frozen=True, slots=True)
class Reading:
    """A document as it is read: its texts in the order in which they begin, its divisions likewise."""

    texts: tuple[Text, ...]
    divisions: tuple[Division, ...]
    elements: tuple[Element, ...]
    """All elements in the order of their start tags, but none within headers, registers and the like."""


def read_document(text: str, namespaces: Mapping[str | None, str]) -> Reading:
    """Read a well-formed TEI document; ``namespaces`` are those of its root, prefix → name."""
    reader = _Reader(text)
    reader.read(namespaces)
    return Reading(tuple(reader.texts), tuple(reader.divisions), tuple(reader.elements))


class _Reader:
    def __init__(self, source: str) -> None:
        self._source = source
        self._references = References(declared_entities(source))
        self._division = Division(None, None)
        self._language = ""
        self._now: Text | None = None
        self._outer: list[tuple[Text | None, str, Division]] = []
        self._settled: Element | None = None
        self._left_out: Element | None = None
        self.texts: list[Text] = []
        self.divisions = [self._division]
        self.elements: list[Element] = []

    def read(self, namespaces: Mapping[str | None, str]) -> None:
        for kind, element, start, end in events(self._source, namespaces):
            if kind == "<":
                self.elements.append(element)
            if self._left_out is not None:
                if element is self._left_out and kind == ">":
                    self._left_out = None
                continue
            if not kind:
                if self._now is not None:
                    self._words(element, start, end)
            elif kind == "<":
                self._open(element)
            else:
                self._close(element)

    def _words(self, element: Element, start: int, end: int) -> None:
        assert self._now is not None
        if element.role is Role.CHOICE or element.name == "subst":
            return
        words = self._source[start:end]
        if "&" not in words or element.tag == CDATA:
            self._now.add(words, start, element)
            return
        at = 0
        for match in _REFERENCE.finditer(words):
            self._now.add(words[at : match.start()], start + at, element)
            reading = self._references.text_of(match[1])
            self._now.add_reference(reading, start + match.start(), start + match.end(), element)
            at = match.end()
        self._now.add(words[at:], start + at, element)

    def _open(self, element: Element) -> None:
        role, now = element.role, self._now
        if role is Role.OPAQUE:
            if now is not None:
                now.stop(element.start, element.parent or element)
        elif role is Role.HIDDEN:
            pass
        elif role is Role.BREAK:
            self._left_out = element
            if now is not None:
                self._break(element, now)
        elif _unread(element) or (role is Role.ASIDE and self._settled is not None):
            self._left_out = element
        elif role in (Role.INLINE, Role.CHOICE, Role.SETTLED) and now is not None:
            self._enter(element, now)
        else:
            self._open_text(element)

    def _break(self, element: Element, now: Text) -> None:
        if element.attributes().get("break") == "no":
            now.go_on()
        else:
            assert element.parent is not None
            now.blank(element.start, element.parent)

    def _enter(self, element: Element, now: Text) -> None:
        element.first = element.last = now.length
        now.within.append(element)
        if element.role is Role.SETTLED:
            if (
                element.name in OWN
                and "resp" in element.rest
                and BY_PROGRAM in element.attributes().get("resp", "").split()
            ):
                now.owned.append(element)
            elif self._settled is None:
                self._settled = element
                now.settled.append(element)

    def _open_text(self, element: Element) -> None:
        self._outer.append((self._now, self._language, self._division))
        if "lang" in element.rest:
            self._language = element.attributes().get("xml:lang", self._language)
        if element.role is Role.FRAME:
            self._now = None
            if element.name.startswith("div"):
                self._division = Division(self._division, element)
                self.divisions.append(self._division)
            return
        self._now = Text(self._division, self._language)
        self.texts.append(self._now)
        if element.name in HEADS:
            self._division.heads.append(self._now)
        self._enter(element, self._now)

    def _close(self, element: Element) -> None:
        now = self._now
        if now is not None and element.first >= 0 and now.within[0] is not element:
            element.last = now.length
            if self._settled is element:
                self._settled = None
            return
        if now is not None and element.first >= 0:
            element.last = now.length
            now.finish()
            if self._settled is element:
                self._settled = None
        self._now, self._language, self._division = self._outer.pop()
        if self._now is not None and element.role is not Role.ASIDE:
            assert element.parent is not None
            self._now.stop(element.start, element.parent)


def _is_own(element: Element) -> bool:
    """Whether the toolkit has tagged this, and nobody has confirmed it since."""
    return element.name in OWN and "resp" in element.rest and BY_PROGRAM in element.attributes().get("resp", "").split()


def _unread(element: Element) -> bool:
    """Whether this is a reading of a choice other than the one that is read."""
    parent = element.parent
    return parent is not None and parent.role is Role.CHOICE and parent.chosen() is not element
