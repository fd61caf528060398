"""Matching a document against a grammar: all its faults, each said once.

After a fault the match goes on: a child that does not fit is matched by itself, wherever the grammar has an
element of its name, and the parent as if it had not been there; a missing child is passed over.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from lxml import etree

from tei_toolkit.validate.relaxng.datatypes import InContext
from tei_toolkit.validate.relaxng.derive import Derivatives, Pairs
from tei_toolkit.validate.relaxng.names import SPACE
from tei_toolkit.validate.relaxng.patterns import ElementContent, Grammar, Pattern

Names = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that a grammar does not accept, as data; ``messages`` puts it into words.

    ``what`` is one of ``element`` (not allowed here), ``missing`` (children), ``text``, ``attribute`` (not
    allowed), ``value`` (of an attribute), ``content`` (the text of an element), ``required`` (attributes),
    ``root``. ``expected`` are the local names (or values) that would have been accepted; ``nearest`` the one
    that is spelt most like ``name``.
    """

    what: str
    element: etree._Element
    name: str = ""
    value: str = ""
    expected: Names = ()
    nearest: str = ""
    elsewhere: bool = False
    """The grammar knows the name, only not here."""
    pattern: Pattern | None = None
    """Of a value: what it should have matched."""


class Matcher:
    """A grammar with everything that was ever derived from it."""

    def __init__(self, grammar: Grammar) -> None:
        self._grammar = grammar
        self._derive = Derivatives(grammar.patterns)
        self._trials: dict[tuple[etree._Element, Pattern], bool] = {}

    def faults(self, root: etree._Element) -> list[Fault]:
        """Everything that is wrong with a document, in its order."""
        self._trials.clear()
        namespace, local = _name(root)
        pairs = self._derive.open(self._grammar.start, namespace, local)
        if not pairs:
            expected = _locals(self._derive.first_elements(self._grammar.start))
            return [Fault("root", root, local, expected=expected, nearest=_nearest(local, expected))]
        found: list[Fault] = []
        self._choose(root, pairs, found)
        return found

    def _choose(self, element: etree._Element, pairs: Pairs, found: list[Fault]) -> Pattern:
        """Match an element against the contents it may have; returns what may follow it."""
        make = self._grammar.patterns
        if len(pairs) > 1:
            fitting = [(content, rest) for content, rest in pairs if self._fits(element, content)]
            pairs = tuple(fitting) or pairs
            if fitting:
                return make.choice(rest for _, rest in fitting)
        found.extend(self._content(element, make.choice(content for content, _ in pairs)))
        return make.choice(rest for _, rest in pairs)

    def _fits(self, element: etree._Element, content: Pattern) -> bool:
        key = (element, content)
        if key not in self._trials:
            self._trials[key] = next(self._content(element, content), None) is None
        return self._trials[key]

    def _content(self, element: etree._Element, pattern: Pattern) -> Iterator[Fault]:
        found: list[Fault] = []
        pattern = self._attributes(element, pattern, found)
        yield from found
        children = [child for child in element if isinstance(child.tag, str)]
        if not children:
            yield from self._text_only(element, pattern)
            return
        pattern = yield from self._text(element, pattern, _head(element))
        for child in children:
            found = []
            pattern = self._child(element, child, pattern, found)
            yield from found
            pattern = yield from self._text(element, pattern, _tail(child))
        if not pattern.nullable:
            missing = _locals(self._derive.required_elements(pattern))
            yield Fault("missing", element, _name(element)[1], expected=missing)

    def _attributes(self, element: etree._Element, pattern: Pattern, found: list[Fault]) -> Pattern:
        derive, make = self._derive, self._grammar.patterns
        for key, value in element.attrib.items():
            name = etree.QName(str(key))
            pairs = derive.attribute(pattern, name.namespace or "", name.localname)
            if not pairs:
                allowed = _locals(derive.attributes(pattern))
                elsewhere = name.localname in self._grammar.attributes
                nearest = _nearest(name.localname, allowed)
                found.append(Fault("attribute", element, name.localname, str(value), allowed, nearest, elsewhere))
                continue
            written = self._in_place(element, str(value))
            fitting = [rest for inside, rest in pairs if derive.matches(inside, written)]
            if not fitting:
                wanted = make.choice(inside for inside, _ in pairs)
                found.append(Fault("value", element, name.localname, str(value), _values(wanted), pattern=wanted))
            pattern = make.choice(fitting or [rest for _, rest in pairs])
        closed = derive.close_attributes(pattern)
        if closed is make.not_allowed and pattern is not make.not_allowed:
            found.append(Fault("required", element, expected=_locals(_required_attributes(pattern))))
            return derive.without_attributes(pattern)
        return closed

    def _text_only(self, element: etree._Element, pattern: Pattern) -> Iterator[Fault]:
        value = "".join(str(piece) for piece in (element.text, *(child.tail for child in element)) if piece)
        value = self._in_place(element, value)
        if self._derive.matches(pattern, value):
            return
        if not value.strip(SPACE) or self._derive.text(pattern, value) is not self._grammar.patterns.not_allowed:
            yield Fault(
                "missing", element, _name(element)[1], expected=_locals(self._derive.required_elements(pattern))
            )
        elif _values(pattern) or pattern.kind in ("data", "list"):
            yield Fault("content", element, _name(element)[1], value.strip(SPACE), _values(pattern), pattern=pattern)
        else:
            yield Fault("text", element, _name(element)[1], value.strip(SPACE))
            if not pattern.nullable:
                expected = _locals(self._derive.required_elements(pattern))
                yield Fault("missing", element, _name(element)[1], expected=expected)

    def _text(self, element: etree._Element, pattern: Pattern, value: str | None) -> Generator[Fault, None, Pattern]:
        if value is None or not value.strip(SPACE):
            return pattern
        after = self._derive.text(pattern, self._in_place(element, value))
        if after is self._grammar.patterns.not_allowed:
            yield Fault("text", element, _name(element)[1], value.strip(SPACE))
            return pattern
        return after

    def _in_place(self, element: etree._Element, value: str) -> str:
        """A value with the namespaces of its place, where the grammar has datatypes that look at them."""
        return InContext(value, element.nsmap) if self._grammar.needs_context else value

    def _child(self, parent: etree._Element, child: etree._Element, pattern: Pattern, found: list[Fault]) -> Pattern:
        namespace, local = _name(child)
        pairs = self._derive.open(pattern, namespace, local)
        if pairs:
            return self._choose(child, pairs, found)
        later = self._derive.open(self._derive.relaxed(pattern), namespace, local)
        if later:
            missing = _locals(self._derive.required_elements(pattern))
            found.append(Fault("missing", child, _name(parent)[1], value=local, expected=missing))
            return self._choose(child, later, found)
        expected = _locals(self._derive.first_elements(pattern))
        known = self._grammar.elements.get(local, [])
        nearest = "" if known else _nearest(local, expected) or _nearest(local, tuple(self._grammar.elements))
        found.append(Fault("element", child, local, _name(parent)[1], expected, nearest, bool(known)))
        meant = self._derive.open(pattern, namespace, nearest) if nearest in expected else ()
        if meant:
            return self._choose(child, meant, found)
        self._by_itself(child, nearest or local, found)
        return pattern

    def _by_itself(self, child: etree._Element, local: str, found: list[Fault]) -> None:
        """Match an element that stands in the wrong place by what the grammar says of its name."""
        contents = [
            one.value.pattern()
            for one in self._grammar.elements.get(local, [])
            if isinstance(one.value, ElementContent)
        ]
        if contents:
            self._choose(
                child, tuple((content, self._grammar.patterns.empty) for content in dict.fromkeys(contents)), found
            )


def _name(element: etree._Element) -> tuple[str, str]:
    name = etree.QName(element)
    return name.namespace or "", name.localname


def _head(element: etree._Element) -> str:
    """The text before the first child, that after comments and instructions included."""
    pieces = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str):
            break
        pieces.append(child.tail or "")
    return "".join(pieces)


def _tail(child: etree._Element) -> str | None:
    """The text after a child, that after comments and instructions behind it included."""
    pieces = [child.tail or ""]
    following = child.getnext()
    while following is not None and not isinstance(following.tag, str):
        pieces.append(following.tail or "")
        following = following.getnext()
    return "".join(pieces)


def _locals(names: frozenset[tuple[str, str]]) -> Names:
    return tuple(sorted({local for _, local in names}))


def _nearest(written: str, names: Names) -> str:
    """The name spelt most like a written one; a difference of case alone counts as none."""
    folded = {name.lower(): name for name in names}
    if written.lower() in folded:
        return folded[written.lower()]
    near = get_close_matches(written.lower(), list(folded), 1, 0.75)
    return folded[near[0]] if near else ""


def _values(pattern: Pattern) -> Names:
    """The values that a pattern spells out."""
    if pattern.kind == "value":
        return (pattern.value[1],)  # type: ignore[index]
    parts = pattern.options if pattern.kind == "choice" else (pattern.left, pattern.right)
    if pattern.kind == "data":
        return ()
    return tuple(dict.fromkeys(value for part in parts if part is not None for value in _values(part)))


def _required_attributes(pattern: Pattern) -> frozenset[tuple[str, str]]:
    if pattern.kind == "attribute":
        return frozenset(pattern.value.names())  # type: ignore[attr-defined]
    if pattern.kind in ("group", "interleave", "oneOrMore"):
        sides = [_required_attributes(side) for side in (pattern.left, pattern.right) if side is not None]
        return frozenset().union(*sides)
    if pattern.kind == "choice" and not any(option.nullable for option in pattern.options):
        options = [_required_attributes(option) for option in pattern.options]
        return frozenset().union(*options) if all(options) else frozenset()
    return frozenset()
