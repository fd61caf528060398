"""Documents made from a RELAX NG grammar by walking it at random: every one of them is valid by it.

The walk reads the grammar's file itself, not our engine's patterns, so that it can bear witness against the
engine. It understands what ``scripts/compile_schema.py`` writes: one flat grammar with named definitions.
"""

from __future__ import annotations

import random

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
        self._measure()

    def document(self) -> bytes:
        """A new document."""
        self._ids = self._elements = 0
        holder = etree.Element("holder")
        start = self._root.find(f"{RNG}start")
        assert start is not None
        self._all(start, holder, 8)
        made = holder[0]
        made.tail = None
        return etree.tostring(made, xml_declaration=True, encoding="UTF-8")

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
        for child in pattern:
            self._walk(child, parent, room)

    def _walk(self, pattern: etree._Element, parent: etree._Element, room: int) -> None:
        kind = etree.QName(pattern).localname
        chance = self._chance
        if kind == "ref":
            self.used.add(str(pattern.get("name")))
            self._all(self._defines[str(pattern.get("name"))], parent, room)
        elif kind == "element":
            self._elements += 1
            below = room - 1 if self._elements < _ENOUGH else 0
            self._all(pattern, etree.SubElement(parent, f"{{{TEI}}}{pattern.get('name')}"), below)
        elif kind == "attribute":
            space = pattern.get("ns")
            name = str(pattern.get("name"))
            if name.startswith("xml:"):
                space, name = "http://www.w3.org/XML/1998/namespace", name.removeprefix("xml:")
            parent.set(f"{{{space}}}{name}" if space else name, self._value(pattern))
        elif kind == "choice":
            possible = [child for child in pattern if self._depth(child) <= max(room, self._depth(pattern))]
            fresh = [child for child in possible if child.get("name") not in self.used and child.get("name")]
            self._walk(chance.choice(fresh if fresh and chance.random() < 0.5 else possible), parent, room)
        elif kind in ("optional", "zeroOrMore", "oneOrMore"):
            self._repeat(kind, pattern, parent, room)
        elif kind == "text":
            self._text(parent, chance.choice(["Rain. ", "дождь ", ""]))
        elif kind in ("data", "value", "list"):
            self._text(parent, self._one_value(pattern))
        else:
            assert kind in ("group", "empty"), kind
            self._all(pattern, parent, room)

    def _repeat(self, kind: str, pattern: etree._Element, parent: etree._Element, room: int) -> None:
        deep = max(self._depth(child) for child in pattern) > room
        attribute = pattern[0].tag == f"{RNG}attribute"
        least = 1 if kind == "oneOrMore" else 0
        most = least if deep or self._elements > _ENOUGH else 1 if kind == "optional" else 2
        times = self._chance.randint(least, most)
        if attribute and self._chance.random() < 0.7:
            times = least
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
            return " ".join(self._value(pattern) for _ in range(self._chance.randint(1, 2)))
        return self._value(pattern) if kind in ("list", "group") else ""

    def _data(self, pattern: etree._Element) -> str:
        kind = str(pattern.get("type"))
        facets = {str(one.get("name")): one.text or "" for one in pattern}
        if kind == "ID":
            self._ids += 1
            return f"x{self._ids}"
        if kind == "token":
            return _TOKENS[facets["pattern"]] if "pattern" in facets else "some words"
        return self._chance.choice(_VALUES[kind])
