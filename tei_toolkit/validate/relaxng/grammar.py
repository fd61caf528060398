"""A grammar, read: from the files of a schema to the patterns that documents are matched against.

The way of a schema: :mod:`sources` reads its files (those in compact syntax by :mod:`compact`) and has :mod:`syntax`
check them, :mod:`simplify` and :mod:`expand` bring them into simple form, :mod:`restrictions` says whether that is a
correct schema.
"""

from __future__ import annotations

from collections.abc import Callable

from tei_toolkit.errors import UnreadableInput
from tei_toolkit.validate.relaxng.expand import expand
from tei_toolkit.validate.relaxng.ids import id_types
from tei_toolkit.validate.relaxng.patterns import ElementContent, Grammar, Pattern, Patterns
from tei_toolkit.validate.relaxng.restrictions import check_restrictions
from tei_toolkit.validate.relaxng.simple import Node, reachable_elements
from tei_toolkit.validate.relaxng.simplify import simplify
from tei_toolkit.validate.relaxng.sources import Sources


def read_grammar(data: bytes, name: str) -> Grammar:
    """Read a schema, of which ``data`` are the bytes and ``name`` is the path; if that ends in ``.rnc``, it is in
    compact syntax. What it refers to is read from the disk.

    Raises :class:`UnreadableInput` with file, line and one sentence if it is not a correct schema.
    """
    try:
        sources = Sources(data, name)
        start = expand(simplify(sources, name))
        check_restrictions(start)
        return _Compiler().grammar(start, sources.files)
    except RecursionError:
        raise UnreadableInput(f"{name}: the schema’s definitions are nested too deeply to be read.") from None


class _Compiler:
    """Makes patterns of a schema in simple form, one for each node however often it is referred to."""

    def __init__(self) -> None:
        self._patterns = Patterns()
        self._made: dict[Node, Pattern] = {}
        self._needs_context = False
        self._attributes: set[str] = set()

    def grammar(self, start: Node, files: tuple[str, ...]) -> Grammar:
        elements: dict[str, list[Pattern]] = {}
        first = self._pattern(start)
        for node in reachable_elements(start):
            made = self._pattern(node)
            assert isinstance(made.value, ElementContent)
            made.value.pattern()
            for local in dict.fromkeys(local for _, local in made.value.names.names() or (("", ""),)):
                elements.setdefault(local, []).append(made)
        return Grammar(
            first, self._patterns, elements, frozenset(self._attributes), files, self._needs_context, id_types(start)
        )

    def _pattern(self, node: Node) -> Pattern:
        if node not in self._made:
            self._made[node] = self._compiled(node)
        return self._made[node]

    def _compiled(self, node: Node) -> Pattern:
        make = self._patterns
        if node.kind == "element":
            assert node.names is not None
            return make.element(ElementContent(node.names, lambda: self._pattern(node.parts[0])))
        if node.kind in ("data", "value"):
            return self._data(node)
        parts = [self._pattern(part) for part in node.parts]
        if node.kind == "attribute":
            assert node.names is not None
            self._attributes.update(local for _, local in node.names.names())
            return make.attribute(node.names, parts[0])
        if node.kind in _JOINED:
            return _JOINED[node.kind](make, parts)
        return {"empty": make.empty, "text": make.text, "notAllowed": make.not_allowed}[node.kind]

    def _data(self, node: Node) -> Pattern:
        assert node.datatype is not None
        self._needs_context |= node.datatype.needs_context
        if node.kind == "value":
            return self._patterns.one_value(node.datatype, node.value)
        return self._patterns.data(node.datatype, self._pattern(node.parts[0]) if node.parts else None)


def _in_turn(join: Callable[[Patterns, Pattern, Pattern], Pattern]) -> Callable[[Patterns, list[Pattern]], Pattern]:
    """Make one pattern of many by a pattern of two."""

    def joined(make: Patterns, parts: list[Pattern]) -> Pattern:
        made = make.empty
        for part in reversed(parts):
            made = join(make, part, made)
        return made

    return joined


_JOINED: dict[str, Callable[[Patterns, list[Pattern]], Pattern]] = {
    "choice": Patterns.choice,
    "group": _in_turn(Patterns.group),
    "interleave": _in_turn(Patterns.interleave),
    "oneOrMore": lambda make, parts: make.one_or_more(parts[0]),
    "list": lambda make, parts: make.list_of(parts[0]),
}
