"""RELAX NG schemas and documents made at random: most schemas break a rule somewhere, most documents do not fit.

The names are few, so that patterns meet. A schema is generated as text in the XML syntax, documents both freely and
by walking a schema.
"""

from __future__ import annotations

import random

from lxml import etree

RNG = "{http://relaxng.org/ns/structure/1.0}"
_NAMES = ("a", "b", "c")
_DEFINED = ("x", "y", "z")
_TEXTS = ("", "1", "2", " 1 ", "1 2", "a b")
_CONTAINERS = ("group", "interleave", "choice", "optional", "zeroOrMore", "oneOrMore", "mixed", "list")
_INNER = ("element", "element", "attribute", "attribute", *_CONTAINERS)
_LEAVES = ("leaf", "leaf", "leaf", "text", "value", "data", "ref", "empty", "notAllowed")


class Schemas:
    """Makes schemas and documents; the same ``seed`` makes the same ones."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)

    def schema(self) -> str:
        """A grammar with three definitions."""
        start = f"<start>{self._element(0)}</start>"
        parts = [start, *(self._define(name) for name in _DEFINED)]
        if self._chance.random() < 0.1:
            parts.append(self._define(self._pick(_DEFINED), ' combine="choice"'))
        return f'<grammar xmlns="{RNG[1:-1]}">{"".join(parts)}</grammar>'

    def _define(self, name: str, combine: str = "") -> str:
        inside = self._element(1) if self._chance.random() < 0.5 else self._pattern(1)
        return f'<define name="{name}"{combine}>{inside}</define>'

    def _pick(self, options: tuple[str, ...]) -> str:
        return self._chance.choice(options)

    def _several(self, depth: int, most: int = 3) -> str:
        return "".join(self._pattern(depth + 1) for _ in range(self._chance.randint(1, most)))

    def _element(self, depth: int) -> str:
        if self._chance.random() < 0.15:
            return f"<element>{self._names()}{self._several(depth)}</element>"
        return f'<element name="{self._pick(_NAMES)}">{self._several(depth)}</element>'

    def _names(self) -> str:
        name = f"<name>{self._pick(_NAMES)}</name>"
        exception = f"<except>{name}</except>" if self._chance.random() < 0.7 else ""
        either = f"<choice>{name}<name>{self._pick(_NAMES)}</name></choice>"
        return self._chance.choice((either, f"<anyName>{exception}</anyName>", f"<nsName ns='u'>{exception}</nsName>"))

    def _pattern(self, depth: int) -> str:
        kind = self._pick(_LEAVES if depth > 4 else (*_INNER, *_LEAVES))
        match kind:
            case "element":
                return self._element(depth)
            case "attribute":
                return self._attribute(depth)
            case "leaf":
                return f'<element name="{self._pick(_NAMES)}">{self._pick(("<empty/>", "<text/>"))}</element>'
            case "value" | "data":
                return self._value()
            case "ref":
                return f'<ref name="{self._pick(_DEFINED)}"/>'
            case "list":
                return f"<list>{''.join(self._value() for _ in range(self._chance.randint(1, 3)))}</list>"
            case "text" | "empty" | "notAllowed":
                return f"<{kind}/>"
        return f"<{kind}>{self._several(depth)}</{kind}>"

    def _attribute(self, depth: int) -> str:
        inside = self._chance.choice(("", self._value(), "<text/>", self._pattern(depth + 3)))
        if self._chance.random() < 0.8:
            return f'<attribute name="{self._pick(_NAMES)}">{inside}</attribute>'
        return f"<oneOrMore><attribute>{self._names()}{inside}</attribute></oneOrMore>"

    def _value(self) -> str:
        kind = self._pick(("string", "token"))
        if self._chance.random() < 0.5:
            return f'<value type="{kind}">{self._pick(_TEXTS)}</value>'
        exception = f"<except>{self._value()}</except>" if self._chance.random() < 0.3 else ""
        return f'<data type="{kind}">{exception}</data>'

    def document(self, depth: int = 0) -> str:
        """A document of the same names, made without looking at a schema."""
        name = self._pick(_NAMES)
        attributes = "".join(
            f' {one}="{self._pick(_TEXTS)}"' for one in self._chance.sample(_NAMES, self._chance.choice((0, 0, 1, 2)))
        )
        inside = "".join(
            self.document(depth + 1) if self._chance.random() < 0.6 else self._pick((*_TEXTS, "<!-- -->"))
            for _ in range(self._chance.randint(0, 3) if depth < 3 else 0)
        )
        return f"<{name}{attributes}>{inside}</{name}>"

    def walk(self, schema: str) -> str:
        """A document that follows a schema, as far as a short walk does."""
        root = etree.fromstring(schema)
        defined = {str(one.get("name")): one for one in root.iter(f"{RNG}define")}
        start = root.find(f"{RNG}start")
        assert start is not None
        return self._walked(start, defined, 0)[1]

    def _walked(
        self, pattern: etree._Element, defined: dict[str, etree._Element], depth: int
    ) -> tuple[dict[str, str], str]:
        """The attributes and the content that a pattern may match."""
        kind = etree.QName(pattern).localname
        inner = list(pattern)
        if depth > 12 or kind in ("empty", "notAllowed", "except"):
            return {}, ""
        if kind in ("text", "data"):
            return {}, self._pick(_TEXTS)
        if kind == "value":
            return {}, pattern.text or ""
        if kind == "ref":
            return self._walked(defined[str(pattern.get("name"))], defined, depth + 1)
        if kind in ("element", "attribute") and pattern.get("name") is None:
            inner = inner[1:]
        if kind == "choice":
            inner = [self._chance.choice(inner)]
        if kind == "interleave":
            self._chance.shuffle(inner)
        often = {"optional": (0, 1), "zeroOrMore": (0, 2), "oneOrMore": (1, 2)}.get(kind, (1, 1))
        made = [self._walked(one, defined, depth + 1) for _ in range(self._chance.randint(*often)) for one in inner]
        attributes = {name: value for of_one, _ in made for name, value in of_one.items()}
        content = (" " if kind == "list" else "").join(text for _, text in made)
        name = pattern.get("name") or next((str(one.text) for one in pattern.iter(f"{RNG}name")), self._pick(_NAMES))
        if kind == "attribute":
            return {name: "" if "<" in content else content}, ""
        if kind == "element":
            written = "".join(f' {key}="{value}"' for key, value in attributes.items())
            return {}, f"<{name}{written}>{content}</{name}>"
        return attributes, content
