"""The restrictions on a schema in simple form (the specification's section 7): what may stand inside what (7.1),
no text beside data (7.2), no attribute twice and none of endless names but repeated (7.3), and nothing that two
sides of an interleave could both take (7.4).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

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
        check.occurrences(content)


class Occurrences:
    """What occurs in a pattern, not counting what is inside elements, attributes and lists: the classes of names
    of its attributes or of its elements, each with the pattern itself."""

    def __init__(self) -> None:
        self._named: dict[tuple[str, str], Node] = {}
        self._others: list[Node] = []

    def common(self, other: Occurrences) -> Node | None:
        """A pattern of ``other`` that takes a name which one of these takes too."""
        if len(other._named) > len(self._named):
            small, large = self._named, other._named
        else:
            small, large = other._named, self._named
        for name in small:
            if name in large:
                return other._named[name]
        return self._common_with_others(other)

    def _common_with_others(self, other: Occurrences) -> Node | None:
        for mine in self._others:
            for theirs in other:
                if overlap(_names(mine), _names(theirs)):
                    return theirs
        for theirs in other._others:
            for node in self._named.values():
                if overlap(_names(node), _names(theirs)):
                    return theirs
        return None

    def add(self, nodes: Iterable[Node]) -> None:
        """Note further patterns."""
        for node in nodes:
            names = node.names
            if isinstance(names, Name):
                self._named.setdefault((names.namespace, names.local), node)
            elif node not in self._others:
                self._others.append(node)

    def __iter__(self) -> Iterator[Node]:
        yield from self._named.values()
        yield from self._others


class _Check:
    """The checks, each made once for each pattern: definitions that many elements refer to are shared."""

    def __init__(self) -> None:
        self._walked: set[tuple[Node, frozenset[str]]] = set()
        self._types: dict[Node, int] = {}
        self._occurring: dict[Node, tuple[Occurrences, Occurrences, Node | None]] = {}

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

    def occurrences(self, node: Node) -> tuple[Occurrences, Occurrences, Node | None]:
        """7.3 and 7.4: the attributes, the elements and a text in a pattern, which its parts may not share."""
        if node not in self._occurring:
            self._occurring[node] = self._occurrences(node)
        return self._occurring[node]

    def _occurrences(self, node: Node) -> tuple[Occurrences, Occurrences, Node | None]:
        attributes, elements = Occurrences(), Occurrences()
        text = node if node.kind == "text" else None
        if node.kind == "attribute":
            attributes.add((node,))
            self.occurrences(node.parts[0])
        elif node.kind == "element":
            elements.add((node,))
        elif node.kind in ("choice", "group", "interleave", "oneOrMore"):
            for part in node.parts:
                of_part = self.occurrences(part)
                if node.kind in ("group", "interleave"):
                    _refuse(attributes.common(of_part[0]), "this attribute stands twice in the same element")
                if node.kind == "interleave":
                    _refuse(elements.common(of_part[1]), "this element stands on two sides of an interleave")
                    _refuse(of_part[2] if text else None, "text stands on two sides of an interleave")
                attributes.add(of_part[0])
                elements.add(of_part[1])
                text = text or of_part[2]
        return attributes, elements, text


def _refuse(node: Node | None, sentence: str) -> None:
    if node is not None:
        names = node.names
        name = f" (‘{names.local}’)" if isinstance(names, Name) else ""
        raise wrong(node.place, f"{sentence}{name}.")


def _names(node: Node) -> NameClass:
    assert node.names is not None
    return node.names
