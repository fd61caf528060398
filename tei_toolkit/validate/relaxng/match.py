"""Matching a document against a grammar: all its faults, each said once.

After a fault the match goes on: a child that does not fit is matched by itself, wherever the grammar has an
element of its name, and the parent as if it had not been there; a missing child is passed over.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from tei_toolkit.validate.relaxng.datatypes import InContext
from tei_toolkit.validate.relaxng.derive import Derivatives, Pairs
from tei_toolkit.validate.relaxng.inside import datatypes, required_attributes, values
from tei_toolkit.validate.relaxng.names import SPACE
from tei_toolkit.validate.relaxng.patterns import ElementContent, Grammar, Pattern
from tei_toolkit.validate.relaxng.placement import NOWHERE, Placement, Placing, name_of, written_attribute
from tei_toolkit.validate.spelling import candidates

Names = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that a grammar does not accept, as data; ``messages`` puts it into words.

    ``what`` is one of ``element`` (not allowed here), ``missing`` (children), ``text``, ``attribute`` (not
    allowed), ``value`` (of an attribute), ``content`` (the text of an element), ``required`` (attributes),
    ``root``. ``expected`` are the local names (or values) that would have been accepted; ``nearest`` those that are
    spelt most like ``name``.
    """

    what: str
    element: etree._Element
    name: str = ""
    value: str = ""
    expected: Names = ()
    nearest: Names = ()
    elsewhere: bool = False
    """The grammar knows the name, only not here."""
    namespace: str | None = None
    """The name would be right in this namespace."""
    types: Names = ()
    """The names of the datatypes that a value may be of."""
    placement: Placement = NOWHERE
    after: etree._Element | None = None
    """Of a text: the child that it follows."""


class Matcher:
    """A grammar with everything that was ever derived from it."""

    def __init__(self, grammar: Grammar) -> None:
        self._grammar = grammar
        self._derive = Derivatives(grammar.patterns)
        self._placing = Placing(grammar, self._derive)
        self._trials: dict[tuple[etree._Element, Pattern], bool] = {}
        self._spelt: dict[tuple[str, Names], Names] = {}
        self._foreign: set[etree._Element] = set()
        """Elements that were taken for those of the same name in the namespace that the grammar wants."""

    def faults(self, root: etree._Element) -> list[Fault]:
        """Everything that is wrong with a document, in its order."""
        self._trials.clear()
        self._spelt.clear()
        self._placing.forget()
        self._foreign.clear()
        namespace, local = name_of(root)
        pairs = self._derive.open(self._grammar.start, namespace, local)
        if not pairs:
            names = self._derive.first_elements(self._grammar.start)
            wanted = next((one for one, other in sorted(names) if other == local), None)
            expected = _locals(names)
            nearest = candidates(local, expected)
            return [Fault("root", root, local, expected=expected, nearest=nearest, namespace=wanted)]
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
        begin = pattern = yield from self._text(element, pattern, _head(element))
        for child in children:
            found = []
            pattern = self._child(child, begin, pattern, found)
            yield from found
            pattern = yield from self._text(element, pattern, _tail(child), child)
        if not pattern.nullable:
            missing = _locals(self._derive.required_elements(pattern))
            yield Fault("missing", element, name_of(element)[1], expected=missing)

    def _attributes(self, element: etree._Element, pattern: Pattern, found: list[Fault]) -> Pattern:
        derive, make = self._derive, self._grammar.patterns
        there: frozenset[tuple[str, str]] = frozenset()
        for key, value in element.attrib.items():
            full = _full_name(key)
            pairs = derive.attribute(pattern, *full)
            if not pairs:
                there = there or frozenset(map(_full_name, element.attrib))
                found.append(self._unknown_attribute(element, full, str(value), derive.attributes(pattern) - there))
                continue
            written = self._in_place(element, str(value))
            fitting = [rest for inside, rest in pairs if derive.matches(inside, written)]
            if not fitting:
                wanted = make.choice(inside for inside, _ in pairs)
                allowed, types = values(wanted), datatypes(wanted)
                found.append(Fault("value", element, written_attribute(full), str(value), allowed, types=types))
            pattern = make.choice(fitting or [rest for _, rest in pairs])
        closed = derive.close_attributes(pattern)
        if closed is make.not_allowed and pattern is not make.not_allowed:
            found.append(self._lacking_attribute(element, pattern))
            return derive.without_attributes(pattern)
        return closed

    def _unknown_attribute(
        self, element: etree._Element, name: tuple[str, str], value: str, possible: Iterable[tuple[str, str]]
    ) -> Fault:
        allowed = {written_attribute(one): one[1] for one in sorted(possible)}
        near = candidates(name[1], allowed.values())
        nearest = tuple(written for written, local in allowed.items() if local in near)
        holders = self._placing.with_attribute(*name)
        written = written_attribute(name)
        placement = Placement(holders=holders)
        return Fault("attribute", element, written, value, tuple(allowed), nearest, bool(holders), placement=placement)

    def _lacking_attribute(self, element: etree._Element, pattern: Pattern) -> Fault:
        names = sorted(required_attributes(pattern))
        pairs = self._derive.attribute(pattern, *names[0]) if names else ()
        inside = self._grammar.patterns.choice(one for one, _ in pairs)
        types, allowed = datatypes(inside), values(inside)
        written = tuple(written_attribute(one) for one in names)
        return Fault("required", element, expected=written, types=types, nearest=allowed)

    def _text_only(self, element: etree._Element, pattern: Pattern) -> Iterator[Fault]:
        value = "".join(str(piece) for piece in (element.text, *(child.tail for child in element)) if piece)
        value = self._in_place(element, value)
        if self._derive.matches(pattern, value):
            return
        if not value.strip(SPACE) or self._derive.text(pattern, value) is not self._grammar.patterns.not_allowed:
            yield Fault(
                "missing", element, name_of(element)[1], expected=_locals(self._derive.required_elements(pattern))
            )
        elif values(pattern) or datatypes(pattern) or pattern.kind == "list":
            said, allowed, types = value.strip(SPACE), values(pattern), datatypes(pattern)
            yield Fault("content", element, name_of(element)[1], said, allowed, types=types)
        else:
            yield Fault("text", element, name_of(element)[1], value.strip(SPACE))
            if not pattern.nullable:
                expected = _locals(self._derive.required_elements(pattern))
                yield Fault("missing", element, name_of(element)[1], expected=expected)

    def _text(
        self, element: etree._Element, pattern: Pattern, value: str, after: etree._Element | None = None
    ) -> Generator[Fault, None, Pattern]:
        if not value.strip(SPACE):
            return pattern
        rest = self._derive.text(pattern, self._in_place(element, value))
        if rest is self._grammar.patterns.not_allowed:
            yield Fault("text", element, name_of(element)[1], value.strip(SPACE), after=after)
            return pattern
        return rest

    def _in_place(self, element: etree._Element, value: str) -> str:
        """A value with the namespaces of its place, where the grammar has datatypes that look at them."""
        return InContext(value, element.nsmap) if self._grammar.needs_context else value

    def _child(self, child: etree._Element, begin: Pattern, pattern: Pattern, found: list[Fault]) -> Pattern:
        """Match a child where its parent's content, which is ``begin``, has come as far as ``pattern``."""
        namespace, local = name_of(child)
        pairs = self._derive.open(pattern, namespace, local)
        if pairs:
            return self._choose(child, pairs, found)
        parent = child.getparent()
        assert parent is not None
        outer = name_of(parent)[1]
        later = self._derive.open(self._derive.relaxed(pattern), namespace, local)
        if later:
            missing = _locals(self._derive.required_elements(pattern))
            found.append(Fault("missing", child, outer, value=local, expected=missing))
            return self._choose(child, later, found)
        names = self._derive.first_elements(pattern)
        expected = _locals(names)
        wanted = next((one for one, other in sorted(names) if other == local), None)
        if wanted is not None:
            self._foreign.add(child)
            if parent not in self._foreign:
                found.append(Fault("element", child, local, outer, expected, namespace=wanted))
            return self._choose(child, self._derive.open(pattern, wanted, local), found)
        known = bool(self._grammar.elements.get(local))
        nearest = () if known else self._meant(local, expected)
        placement = self._placing.of(child, begin, pattern)
        found.append(Fault("element", child, local, outer, expected, nearest, known, placement=placement))
        meant = self._derive.open(pattern, namespace, nearest[0]) if nearest and nearest[0] in expected else ()
        if meant:
            return self._choose(child, meant, found)
        self._by_itself(child, nearest[0] if nearest else local, found)
        return pattern

    def _meant(self, local: str, expected: Names) -> Names:
        """The names that are spelt like one which the grammar does not have: those expected here, else any."""
        key = (local, expected)
        if key not in self._spelt:
            self._spelt[key] = candidates(local, expected) or candidates(local, self._grammar.elements)
        return self._spelt[key]

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


@lru_cache(4096)
def _full_name(key: str | bytes) -> tuple[str, str]:
    """An attribute's namespace (empty if it is in none) and local name."""
    name = etree.QName(key)
    return name.namespace or "", name.localname


def _head(element: etree._Element) -> str:
    """The text before the first child, that after comments and instructions included."""
    pieces = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str):
            break
        pieces.append(child.tail or "")
    return "".join(pieces)


def _tail(child: etree._Element) -> str:
    """The text after a child, that after comments and instructions behind it included."""
    pieces = [child.tail or ""]
    following = child.getnext()
    while following is not None and not isinstance(following.tag, str):
        pieces.append(following.tail or "")
        following = following.getnext()
    return "".join(pieces)


def _locals(names: Iterable[tuple[str, str]]) -> Names:
    return tuple(sorted({local for _, local in names}))
