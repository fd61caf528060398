"""Derivatives of patterns, remembered: what a pattern becomes when an element, an attribute, a text or the
end has been seen (Brzozowski's idea, as James Clark applied it to RELAX NG).

Elements are taken in two steps. ``open`` says what an element of some name may hold and what may follow it;
its content is then matched by itself, and the outer pattern goes on with what may follow.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from tei_toolkit.validate.relaxng.datatypes import Datatype, InContext
from tei_toolkit.validate.relaxng.names import SPACE, tokens
from tei_toolkit.validate.relaxng.patterns import ElementContent, Name, NameChoice, NameClass, Pattern, Patterns

_LONG, _MOST = 200, 200_000
"""Longer texts are not remembered, nor more of them, so that memory is bounded."""
Key = TypeVar("Key")
Pairs = tuple[tuple[Pattern, Pattern], ...]
"""What is inside, and what may follow."""


class Derivatives:
    """All derivatives that were ever asked for, for one grammar."""

    def __init__(self, patterns: Patterns) -> None:
        self.patterns = patterns
        self._opened: dict[tuple[Pattern, str, str], Pairs] = {}
        self._attributes: dict[tuple[Pattern, str, str], Pairs] = {}
        self._names: dict[Pattern, frozenset[str]] = {}
        self._closed: dict[Pattern, Pattern] = {}
        self._relaxed: dict[Pattern, Pattern] = {}
        self._texts: dict[tuple[Pattern, str], Pattern] = {}
        self._valued: dict[Pattern, bool] = {}
        self._first: dict[Pattern, frozenset[tuple[str, str]]] = {}
        self._required: dict[Pattern, frozenset[tuple[str, str]]] = {}

    def open(self, pattern: Pattern, namespace: str, local: str) -> Pairs:
        """For an element of this name: pairs of its content and of what may follow it."""
        key = (pattern, namespace, local)
        if key not in self._opened:
            self._opened[key] = self._steps(pattern, lambda one: self._element(one, namespace, local))
        return self._opened[key]

    def attribute(self, pattern: Pattern, namespace: str, local: str) -> Pairs:
        """For an attribute of this name: pairs of its value's pattern and of what remains."""
        key = (pattern, namespace, local)
        if key not in self._attributes:
            found = self._steps(pattern, lambda one: self._attribute(one, namespace, local), True, local)
            self._attributes[key] = found
        return self._attributes[key]

    def _element(self, pattern: Pattern, namespace: str, local: str) -> Pattern | None:
        if pattern.kind != "element":
            return None
        content = pattern.value
        assert isinstance(content, ElementContent)
        return content.pattern() if content.names.contains(namespace, local) else None

    @staticmethod
    def _attribute(pattern: Pattern, namespace: str, local: str) -> Pattern | None:
        names = pattern.value
        if pattern.kind != "attribute" or not isinstance(names, NameClass):
            return None
        return pattern.left if names.contains(namespace, local) else None

    def _steps(
        self,
        pattern: Pattern,
        leaf: Callable[[Pattern], Pattern | None],
        unordered: bool = False,
        attribute: str = "",
    ) -> Pairs:
        """The ways in which ``leaf`` finds something at the beginning of a pattern (anywhere, if unordered); what has
        no attribute of this local name is not looked into, if one is given."""
        made: dict[Pattern, list[Pattern]] = {}
        for inside, rest in self._walk(pattern, leaf, unordered, attribute):
            made.setdefault(inside, []).append(rest)
        return tuple((inside, self.patterns.choice(rests)) for inside, rests in made.items())

    def _walk(
        self, pattern: Pattern, leaf: Callable[[Pattern], Pattern | None], unordered: bool, attribute: str = ""
    ) -> list[tuple[Pattern, Pattern]]:
        make, kind = self.patterns, pattern.kind
        if attribute and not self._may_have(pattern, attribute):
            return []

        def walk(part: Pattern) -> list[tuple[Pattern, Pattern]]:
            return self._walk(part, leaf, unordered, attribute)

        if kind == "choice":
            return [pair for option in pattern.options for pair in walk(option)]
        if kind == "oneOrMore":
            again = make.optional(pattern)
            return [(inside, make.group(rest, again)) for inside, rest in walk(_left(pattern))]
        if kind == "interleave" or (kind == "group" and unordered):
            join = make.interleave if kind == "interleave" else make.group
            left, right = _left(pattern), _right(pattern)
            found = [(inside, join(rest, right)) for inside, rest in walk(left)]
            return found + [(inside, join(left, rest)) for inside, rest in walk(right)]
        if kind == "group":
            left, right = _left(pattern), _right(pattern)
            found = [(inside, make.group(rest, right)) for inside, rest in walk(left)]
            return found + (walk(right) if left.nullable else [])
        inside_leaf = leaf(pattern)
        return [] if inside_leaf is None else [(inside_leaf, make.empty)]

    def _may_have(self, pattern: Pattern, attribute: str) -> bool:
        """Whether a pattern has an attribute of this local name, or one of any name."""
        names = self._named(pattern)
        return attribute in names or "" in names

    def _named(self, pattern: Pattern) -> frozenset[str]:
        """The local names of a pattern's attributes; the empty one stands for names that are not spelt out."""
        if pattern not in self._names:
            parts = pattern.options if pattern.kind == "choice" else (pattern.left, pattern.right)
            if isinstance(pattern.value, NameClass):
                options = pattern.value.options if isinstance(pattern.value, NameChoice) else (pattern.value,)
                self._names[pattern] = frozenset(one.local if isinstance(one, Name) else "" for one in options)
            elif pattern.kind in ("choice", "group", "interleave", "oneOrMore"):
                self._names[pattern] = frozenset().union(*(self._named(part) for part in parts if part is not None))
            else:
                self._names[pattern] = frozenset()
        return self._names[pattern]

    def close_attributes(self, pattern: Pattern) -> Pattern:
        """After a start tag: attributes that are still wanted can't come any more."""
        if pattern not in self._closed:
            self._closed[pattern] = self._map(
                pattern,
                self.close_attributes,
                lambda one: self.patterns.not_allowed if one.kind == "attribute" else one,
            )
        return self._closed[pattern]

    def without_attributes(self, pattern: Pattern) -> Pattern:
        """After a start tag that lacked attributes: go on as if they had been there."""
        return self._map(
            pattern, self.without_attributes, lambda one: self.patterns.empty if one.kind == "attribute" else one
        )

    def relaxed(self, pattern: Pattern) -> Pattern:
        """The pattern with everything optional, to go on after a missing element."""
        if pattern not in self._relaxed:
            make = self.patterns
            loose = self._map(pattern, self.relaxed, lambda one: one)
            self._relaxed[pattern] = make.optional(loose)
        return self._relaxed[pattern]

    def _map(
        self, pattern: Pattern, inner: Callable[[Pattern], Pattern], leaf: Callable[[Pattern], Pattern]
    ) -> Pattern:
        make, kind = self.patterns, pattern.kind
        if kind == "choice":
            return make.choice(inner(option) for option in pattern.options)
        if kind == "group":
            return make.group(inner(_left(pattern)), inner(_right(pattern)))
        if kind == "interleave":
            return make.interleave(inner(_left(pattern)), inner(_right(pattern)))
        if kind == "oneOrMore":
            return make.one_or_more(inner(_left(pattern)))
        return leaf(pattern)

    def text(self, pattern: Pattern, value: str) -> Pattern:
        """After a text. Where no value matters, all texts are one."""
        key = (pattern, value if self.looks_at_values(pattern) else "")
        after = self._texts.get(key)
        if after is None:
            after = self._text(pattern, value)
            if len(value) <= _LONG:
                if len(self._texts) > _MOST:
                    self._texts.clear()
                self._texts[key] = after
        return after

    def looks_at_values(self, pattern: Pattern) -> bool:
        """Whether a text's value can matter to a pattern."""
        known = self._valued.get(pattern)
        if known is None:
            if pattern.kind in ("choice", "group", "interleave", "oneOrMore"):
                parts = pattern.options if pattern.kind == "choice" else (pattern.left, pattern.right)
                known = any(self.looks_at_values(part) for part in parts if part is not None)
            else:
                known = pattern.kind in ("value", "data", "list")
            self._valued[pattern] = known
        return known

    def _text(self, pattern: Pattern, value: str) -> Pattern:
        make, kind = self.patterns, pattern.kind
        if kind == "choice":
            return make.choice(self._text(option, value) for option in pattern.options)
        if kind == "text":
            return pattern
        if kind == "oneOrMore":
            return make.group(self._text(_left(pattern), value), make.optional(pattern))
        if kind == "interleave":
            left, right = _left(pattern), _right(pattern)
            options = (make.interleave(self._text(left, value), right), make.interleave(left, self._text(right, value)))
            return make.choice(options)
        if kind == "group":
            left, right = _left(pattern), _right(pattern)
            first = make.group(self._text(left, value), right)
            return make.choice((first, self._text(right, value))) if left.nullable else first
        return make.empty if self._is_value(pattern, value) else make.not_allowed

    def _is_value(self, pattern: Pattern, value: str) -> bool:
        if pattern.kind == "value":
            assert isinstance(pattern.value, tuple)
            datatype, wanted = pattern.value
            return bool(datatype.equal(value, wanted))
        if pattern.kind == "data":
            assert isinstance(pattern.value, Datatype)
            excepted = pattern.left is not None and self.matches(pattern.left, value)
            return pattern.value.allows(value) and not excepted
        if pattern.kind == "list":
            rest = _left(pattern)
            for token in tokens(value):
                rest = self.text(rest, value.with_text(token) if isinstance(value, InContext) else token)
            return rest.nullable
        return False

    def matches(self, pattern: Pattern, value: str) -> bool:
        """Whether a whole value (of an attribute, of an element without children) fits a pattern."""
        return (pattern.nullable and not value.strip(SPACE)) or self.text(pattern, value).nullable

    def first_elements(self, pattern: Pattern) -> frozenset[tuple[str, str]]:
        """The names of the elements that may come next."""
        if pattern not in self._first:
            found: set[tuple[str, str]] = set()

            def note(one: Pattern) -> None:
                if one.kind == "element" and isinstance(one.value, ElementContent):
                    found.update(one.value.names.names())

            self._walk(pattern, note, False)
            self._first[pattern] = frozenset(found)
        return self._first[pattern]

    def attributes(self, pattern: Pattern) -> frozenset[tuple[str, str]]:
        """The names of the attributes that may come."""
        found: set[tuple[str, str]] = set()

        def note(one: Pattern) -> None:
            if one.kind == "attribute" and isinstance(one.value, NameClass):
                found.update(one.value.names())

        self._walk(pattern, note, True)
        return frozenset(found)

    def required_elements(self, pattern: Pattern) -> frozenset[tuple[str, str]]:
        """The names of which one at least must come before anything else can be complete."""
        if pattern not in self._required:
            if pattern.kind == "group":
                left = _left(pattern)
                names = self.required_elements(_right(pattern) if left.nullable else left)
            elif pattern.kind == "interleave":
                sides = [side for side in (_left(pattern), _right(pattern)) if not side.nullable]
                names = self.required_elements(sides[0]) if sides else frozenset()
            else:
                names = frozenset() if pattern.nullable else self.first_elements(pattern)
            self._required[pattern] = names
        return self._required[pattern]


def _left(pattern: Pattern) -> Pattern:
    assert pattern.left is not None
    return pattern.left


def _right(pattern: Pattern) -> Pattern:
    assert pattern.right is not None
    return pattern.right
