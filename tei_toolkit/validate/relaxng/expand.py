"""Simplification, second half (the specification's sections 4.19 to 4.21): references are replaced by what they
refer to, as far as an element; what can never match, and what matches nothing at all, is taken out.
"""

from __future__ import annotations

from tei_toolkit.validate.relaxng.simple import Definition, Node, wrong


def expand(pattern: Node) -> Node:
    """The simple form of a whole schema.

    Definitions that nothing refers to are not looked at, so they may be circular. Raises
    :class:`~tei_toolkit.errors.UnreadableInput` if others are without an element between.
    """
    return _Expansion().whole(pattern)


class _Expansion:
    def __init__(self) -> None:
        self._made: dict[Definition, Node] = {}
        self._making: set[Definition] = set()
        self._elements: dict[Node, None] = {}

    def whole(self, pattern: Node) -> Node:
        start = self._expanded(pattern)
        done = 0
        while done < len(self._elements):
            # An element's content may lead to further elements.
            for element in list(self._elements)[done:]:
                element.parts = (self._expanded(element.parts[0]),)
                done += 1
        return start

    def _expanded(self, node: Node) -> Node:
        if node.kind == "ref":
            assert node.definition is not None
            return self._reference(node, node.definition)
        if node.kind == "element":
            self._elements[node] = None
            return node
        if not node.parts:
            return node
        return _reduced(node, tuple(self._expanded(part) for part in node.parts))

    def _reference(self, node: Node, definition: Definition) -> Node:
        if definition not in self._made:
            if definition in self._making:
                name = f"the definition ‘{definition.name}’" if definition.name else "<start>"
                raise wrong(node.place, f"{name} refers to itself without an element between.")
            self._making.add(definition)
            self._made[definition] = self._expanded(definition.node)
            self._making.discard(definition)
        return self._made[definition]


def _reduced(node: Node, parts: tuple[Node, ...]) -> Node:
    """The pattern of a node with the given parts, without ``notAllowed`` (4.20) and ``empty`` (4.21) in it."""
    if node.kind == "data":
        kept = tuple(part for part in parts if part.kind != "notAllowed")
        return Node("data", node.place, kept, datatype=node.datatype)
    if node.kind == "choice":
        parts = tuple(part for part in parts if part.kind != "notAllowed")
        empties = tuple(part for part in parts if part.kind == "empty")
        parts = empties[:1] + tuple(part for part in parts if part.kind != "empty")
        return _joined(node, parts, Node("notAllowed", node.place))
    forbidden = next((part for part in parts if part.kind == "notAllowed"), None)
    if forbidden is not None:
        return forbidden
    if node.kind in ("group", "interleave"):
        return _joined(node, tuple(part for part in parts if part.kind != "empty"), Node("empty", node.place))
    if node.kind == "oneOrMore" and parts[0].kind == "empty":
        return parts[0]
    return Node(node.kind, node.place, parts, names=node.names)


def _joined(node: Node, parts: tuple[Node, ...], nothing: Node) -> Node:
    if len(parts) > 1:
        return Node(node.kind, node.place, parts)
    return parts[0] if parts else nothing
