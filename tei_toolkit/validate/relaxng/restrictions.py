"""The restrictions on a schema in simple form (the specification's section 7): what may stand inside what (7.1),
no text beside data (7.2), no attribute twice and none of endless names but repeated (7.3), and nothing that two
sides of an interleave could both take (7.4).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tei_toolkit.validate.relaxng.nameclasses import is_infinite, overlap
from tei_toolkit.validate.relaxng.patterns import Name, NameClass
from tei_toolkit.validate.relaxng.simple import Node, reachable_elements, wrong

_PROHIBITED = {
    "attribute": frozenset(("element", "attribute")),
    "list": frozenset(("list", "element", "attribute", "text", "interleave")),
    "except": frozenset(("attribute", "element", "text", "list", "group", "interleave", "oneOrMore", "empty")),
    "start": frozenset(("attribute", "data", "value", "text", "list", "group", "interleave", "oneOrMore", "empty")),
    "oneOrMore of several": frozenset(("attribute",)),
}
"""What may stand nowhere inside (7.1)."""
_SAID = {
    "except": "the <except> of <data>",
    "start": "the start of a schema, which must be an element",
    "oneOrMore of several": "a group or interleave that is repeated",
}

_EMPTY, _COMPLEX, _SIMPLE = range(3)
"""The types of content, in the order of 7.2."""


def check_restrictions(start: Node) -> None:
    """Check a schema in simple form.

    Raises :class:`~tei_toolkit.errors.UnreadableInput` with the place of the first pattern that may not be.
    """
    check = _Check()
    check.contexts(start, frozenset(("start",)))
    for element in reachable_elements(start):
        content = element.parts[0]
        check.contexts(content, frozenset())
        check.content_type(content)
        check.occurring(content)


class Occurrences:
    """The attribute patterns, or the element patterns, that occur in a pattern (7.3): not those inside others."""

    def __init__(self, nodes: Iterable[Node] = ()) -> None:
        self._named: dict[tuple[str, str], Node] = {}
        self._others: dict[Node, None] = {}
        self.add(nodes)

    def add(self, nodes: Iterable[Node]) -> None:
        """Note further patterns."""
        for node in nodes:
            names = node.names
            if isinstance(names, Name):
                self._named.setdefault((names.namespace, names.local), node)
            else:
                self._others[node] = None

    def common(self, other: Occurrences) -> Node | None:
        """A pattern of ``other`` that takes a name which one of these takes too."""
        shared = self._named.keys() & other._named.keys()
        if shared:
            return other._named[min(shared)]
        pairs = [(mine, theirs) for mine in self._others for theirs in other]
        pairs += [(mine, theirs) for theirs in other._others for mine in self._named.values()]
        return next((theirs for mine, theirs in pairs if overlap(_names(mine), _names(theirs))), None)

    def __iter__(self) -> Iterator[Node]:
        yield from self._named.values()
        yield from self._others

    def __bool__(self) -> bool:
        return bool(self._named or self._others)


class Occurring(NamedTuple):
    """What occurs in a pattern."""

    attributes: Occurrences
    elements: Occurrences
    text: Node | None


class _Check:
    """The checks, each made once for each pattern: definitions that many elements refer to are shared."""

    def __init__(self) -> None:
        self._walked: set[tuple[Node, frozenset[str]]] = set()
        self._types: dict[Node, int] = {}
        self._occurring: dict[Node, Occurring] = {}

    def contexts(self, node: Node, inside: frozenset[str]) -> None:
        """7.1, and of 7.3 that attributes of endless names are repeated."""
        if (node, inside) in self._walked:
            return
        self._walked.add((node, inside))
        for around in sorted(inside & _PROHIBITED.keys()):
            if node.kind in _PROHIBITED[around]:
                raise wrong(node.place, f"<{node.kind}> may not stand inside {_SAID.get(around, f'<{around}>')}.")
        if node.kind == "element":
            return
        if node.kind == "attribute" and is_infinite(_names(node)) and "oneOrMore" not in inside:
            sentence = "an attribute that may have any name must be repeated: put it into <oneOrMore> or <zeroOrMore>."
            raise wrong(node.place, sentence)
        if node.kind in ("group", "interleave") and "oneOrMore" in inside:
            inside |= {"oneOrMore of several"}
        elif node.kind in ("attribute", "list", "oneOrMore"):
            inside |= {node.kind}
        elif node.kind == "data":
            inside |= {"except"}
        for part in node.parts:
            self.contexts(part, inside)

    def content_type(self, node: Node) -> int:
        """7.2: whether the content is empty, of elements and text, or one value."""
        if node not in self._types:
            self._types[node] = self._content_type(node)
        return self._types[node]

    def _content_type(self, node: Node) -> int:
        kind = node.kind
        if kind in ("data", "value", "list"):
            return _SIMPLE
        if kind in ("text", "element"):
            return _COMPLEX
        if kind == "attribute":
            self.content_type(node.parts[0])
            return _EMPTY
        types = [self.content_type(part) for part in node.parts]
        if kind == "oneOrMore":
            types *= 2
        if kind != "choice" and _SIMPLE in types and sum(one != _EMPTY for one in types) > 1:
            index = types.index(_SIMPLE)
            place = node.parts[min(index, len(node.parts) - 1)].place
            raise wrong(place, "a value can’t stand beside other content: it must be all that an element holds.")
        return max(types, default=_EMPTY)

    def occurring(self, node: Node) -> Occurring:
        """7.3 and 7.4: the attributes, the elements and a text in a pattern, which its parts may not share."""
        if node not in self._occurring:
            self._occurring[node] = self._occurs(node)
        return self._occurring[node]

    def _occurs(self, node: Node) -> Occurring:
        kind = node.kind
        if kind == "attribute":
            self.occurring(node.parts[0])
            return Occurring(Occurrences((node,)), _NOTHING, None)
        if kind == "element":
            return Occurring(_NOTHING, Occurrences((node,)), None)
        if kind not in ("choice", "group", "interleave", "oneOrMore"):
            return Occurring(_NOTHING, _NOTHING, node if kind == "text" else None)
        parts = [self.occurring(part) for part in node.parts]
        attributes = _together([part.attributes for part in parts], _TWICE if kind in ("group", "interleave") else "")
        elements = _together([part.elements for part in parts], _TWO_SIDES if kind == "interleave" else "")
        texts = [part.text for part in parts if part.text is not None]
        if kind == "interleave" and len(texts) > 1:
            raise wrong(texts[1].place, "text stands on two sides of an interleave.")
        return Occurring(attributes, elements, texts[0] if texts else None)


_NOTHING = Occurrences()
_TWICE = "this attribute stands twice in the same element"
_TWO_SIDES = "this element stands on two sides of an interleave"


def _together(parts: list[Occurrences], complaint: str) -> Occurrences:
    """What occurs in any of several parts; if they may have no name in common, ``complaint`` says so."""
    filled = [part for part in parts if part]
    if len(filled) < 2:
        return filled[0] if filled else _NOTHING
    made = Occurrences()
    for part in filled:
        common = made.common(part) if complaint else None
        if common is not None:
            name = f" (‘{common.names.local}’)" if isinstance(common.names, Name) else ""
            raise wrong(common.place, f"{complaint}{name}.")
        made.add(part)
    return made


def _names(node: Node) -> NameClass:
    assert node.names is not None
    return node.names
