"""Documents made from a RELAX NG grammar by walking it at random: every one of them is valid by it.

The walk reads the grammar's file itself, not our engine's patterns, so that it can bear witness against the
engine. It understands what ``scripts/compile_schema.py`` writes: one flat grammar with named definitions.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator

from lxml import etree

RNG = "{http://relaxng.org/ns/structure/1.0}"
TEI = "http://www.tei-c.org/ns/1.0"
_NEVER = 10**6
_ENOUGH = 120
"""After so many elements a document is brought to its end on the shortest way."""

_VALUES = {
    "anyURI": ["#a", "https://example.org/x?y=1", "page%2012.jpg"],
    "ID": [],
    "NCName": ["tei-toolkit"],
    "Name": ["p"],
    "language": ["en", "de-AT", "ru"],
    "boolean": ["true", "false"],
    "nonNegativeInteger": ["0", "3"],
    "decimal": ["1.5", "-2"],
    "double": ["0.5", "1"],
    "string": ["some text", ""],
    "date": ["1939-02-03"],
    "gYear": ["1939"],
    "gYearMonth": ["1939-02"],
    "gMonth": ["--02"],
    "gDay": ["---03"],
    "gMonthDay": ["--02-03"],
    "time": ["07:30:00"],
    "dateTime": ["1939-02-03T07:30:00"],
}
_TOKENS = {
    r"[^\p{C}\p{Z}]+": "word",
    r"(\-?[\d]+/\-?[\d]+)": "1/2",
    r"(-?[0-9]+(\.[0-9]+)?,-?[0-9]+(\.[0-9]+)?)": "1,2.5",
    r"[\-+]?\d+(\.\d+)?(%|cm|mm|in|pt|pc|px|em|ex|ch|rem|vw|vh|vmin|vmax)": "2.5cm",
    r"[\d]+(\.[\d]+){0,2}": "4.9.0",
    r"[\d]+[a-z]*[\d]*(\.[\d]+[a-z]*[\d]*){0,3}": "0.1.0",
    r"[a-z][a-z0-9\+\.\-]*": "https",
}


class Walker:
    """Makes documents; the same seed makes the same documents."""

    def __init__(self, grammar: bytes, seed: int) -> None:
        self._root = etree.fromstring(grammar)
        self._defines = {str(define.get("name")): define for define in self._root.iter(f"{RNG}define")}
        self._chance = random.Random(seed)
        self._depths: dict[str, int] = {}
        self._ids = 0
        self._elements = 0
        self.used: set[str] = set()
        """The definitions that the documents so far have made use of."""
        self._way: dict[etree._Element, int] = {}
        """How far it is from each pattern to where this document has to come; empty once it is there."""
        self._aim: etree._Element | None = None
        self._all_attributes = False
        self._leading_to: dict[etree._Element, list[etree._Element]] = {}
        self._measure()

    def covering(self) -> Iterator[bytes]:
        """Documents that between them have every element of the grammar, with every attribute it may have."""
        for pattern in self._root.iter(f"{RNG}element"):
            yield self.document(pattern)

    def document(self, aim: etree._Element | None = None) -> bytes:
        """A new document; with an ``aim``, one of that pattern's element with all its attributes, and little else."""
        self._ids = 0
        self._elements = 0 if aim is None else _ENOUGH
        self._aim = aim
        self._way = {} if aim is None else self._ways_to(aim)
        holder = etree.Element("holder")
        start = self._root.find(f"{RNG}start")
        assert start is not None
        self._all(start, holder, 8)
        assert not self._way, "no way leads there from the grammar's start"
        made = holder[0]
        made.tail = None
        return etree.tostring(made, xml_declaration=True, encoding="UTF-8")

    def _ways_to(self, aim: etree._Element) -> dict[etree._Element, int]:
        """How many steps it is from each pattern to ``aim``, for those from which a way leads there."""
        if not self._leading_to:
            for pattern in self._root.iter(etree.Element):
                followers = [self._defines[str(pattern.get("name"))]] if pattern.tag == f"{RNG}ref" else list(pattern)
                for follower in followers:
                    self._leading_to.setdefault(follower, []).append(pattern)
        ways, reached = {aim: 0}, [aim]
        for pattern in reached:
            for leading in self._leading_to.get(pattern, ()):
                if leading not in ways:
                    ways[leading] = ways[pattern] + 1
                    reached.append(leading)
        return ways

    def _nearest(self, patterns: list[etree._Element]) -> etree._Element | None:
        """Of several patterns the one by which the way to the aim is shortest, if any leads there."""
        found = min(patterns, key=lambda pattern: self._way.get(pattern, math.inf), default=None)
        return found if found in self._way else None

    def _measure(self) -> None:
        """How deep a document has to become below each definition, so that a walk can come to its end."""
        self._depths = dict.fromkeys(self._defines, _NEVER)
        before: dict[str, int] = {}
        while before != self._depths:
            before = dict(self._depths)
            for name, define in self._defines.items():
                self._depths[name] = max((self._depth(child) for child in define), default=0)

    def _depth(self, pattern: etree._Element) -> int:
        kind = etree.QName(pattern).localname
        if kind == "ref":
            return self._depths[str(pattern.get("name"))]
        if kind in ("optional", "zeroOrMore", "text", "empty", "data", "value", "list", "attribute", "param"):
            return 0
        if kind == "notAllowed":
            return _NEVER
        below = [self._depth(child) for child in pattern]
        if kind == "choice":
            return min(below)
        return max(below, default=0) + (kind == "element")

    def _all(self, pattern: etree._Element, parent: etree._Element, room: int) -> None:
        """All of a pattern's parts; the way to the aim is taken in one of them only."""
        nearest, way = self._nearest(list(pattern)), self._way
        for child in pattern:
            self._way = way if child is nearest else {}
            self._walk(child, parent, room)
            if child is nearest:
                way = self._way
        self._way = way

    def _walk(self, pattern: etree._Element, parent: etree._Element, room: int) -> None:
        kind = etree.QName(pattern).localname
        chance = self._chance
        if kind == "ref":
            self.used.add(str(pattern.get("name")))
            self._all(self._defines[str(pattern.get("name"))], parent, room)
        elif kind == "element":
            self._element(pattern, parent, room)
        elif kind == "attribute":
            space = pattern.get("ns")
            name = str(pattern.get("name"))
            if name.startswith("xml:"):
                space, name = "http://www.w3.org/XML/1998/namespace", name.removeprefix("xml:")
            parent.set(f"{{{space}}}{name}" if space else name, self._value(pattern))
        elif kind == "choice":
            possible = [child for child in pattern if self._depth(child) <= max(room, self._depth(pattern))]
            fresh = [child for child in possible if child.get("name") not in self.used and child.get("name")]
            taken = self._nearest(list(pattern))
            if taken is None:
                taken = chance.choice(fresh if fresh and chance.random() < 0.5 else possible)
            self._walk(taken, parent, room)
        elif kind in ("optional", "zeroOrMore", "oneOrMore"):
            self._repeat(kind, pattern, parent, room)
        elif kind == "text":
            self._text(parent, chance.choice(["Rain. ", "дождь ", ""]))
        elif kind in ("data", "value", "list"):
            self._text(parent, self._one_value(pattern))
        else:
            assert kind in ("group", "empty"), kind
            self._all(pattern, parent, room)

    def _element(self, pattern: etree._Element, parent: etree._Element, room: int) -> None:
        self._elements += 1
        around = self._all_attributes
        self._all_attributes = pattern is self._aim and bool(self._way)
        if self._all_attributes:
            self._way = {}
            self._elements, room = _ENOUGH - 20, 3
        below = room - 1 if self._elements < _ENOUGH else 0
        self._all(pattern, etree.SubElement(parent, f"{{{TEI}}}{pattern.get('name')}"), below)
        self._all_attributes = around

    def _repeat(self, kind: str, pattern: etree._Element, parent: etree._Element, room: int) -> None:
        deep = max(self._depth(child) for child in pattern) > room
        attribute = pattern[0].tag == f"{RNG}attribute"
        least = 1 if kind == "oneOrMore" else 0
        most = least if deep or self._elements > _ENOUGH else 1 if kind == "optional" else 2
        times = self._chance.randint(least, most)
        if attribute and self._all_attributes:
            times = 1
        elif attribute and self._chance.random() < 0.7:
            times = least
        elif pattern in self._way:
            times = max(times, 1)
        for _ in range(times):
            self._all(pattern, parent, room)

    @staticmethod
    def _text(parent: etree._Element, text: str) -> None:
        if len(parent):
            parent[-1].tail = (parent[-1].tail or "") + text
        else:
            parent.text = (parent.text or "") + text

    def _value(self, pattern: etree._Element) -> str:
        return " ".join(self._one_value(child) for child in pattern) if len(pattern) else "any text"

    def _one_value(self, pattern: etree._Element) -> str:
        kind = etree.QName(pattern).localname
        if kind == "value":
            return pattern.text or ""
        if kind == "data":
            return self._data(pattern)
        if kind == "ref":
            return self._value(self._defines[str(pattern.get("name"))])
        if kind == "choice":
            return self._one_value(self._chance.choice(list(pattern)))
        if kind == "oneOrMore":
            return " ".join(self._word(pattern) for _ in range(self._chance.randint(1, 2)))
        return self._value(pattern) if kind in ("list", "group") else ""

    def _word(self, pattern: etree._Element) -> str:
        """A value in a list, where the empty one cannot be written."""
        return next(value for _ in range(100) if (value := self._value(pattern)))

    def _data(self, pattern: etree._Element) -> str:
        kind = str(pattern.get("type"))
        facets = {str(one.get("name")): one.text or "" for one in pattern}
        if kind == "ID":
            self._ids += 1
            return f"x{self._ids}"
        if kind == "token":
            return _TOKENS[facets["pattern"]] if "pattern" in facets else "some words"
        return self._chance.choice(_VALUES[kind])
