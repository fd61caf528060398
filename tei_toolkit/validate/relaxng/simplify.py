"""Simplification, first half (the specification's sections 4.1 to 4.18): from the trees of the schema's files to
patterns of the simple form, in which only references are still to be expanded (:mod:`expand`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from lxml import etree

from tei_toolkit.parsing import local_name
from tei_toolkit.validate.relaxng.datatypes import Datatype, InContext
from tei_toolkit.validate.relaxng.nameclasses import read_names
from tei_toolkit.validate.relaxng.names import SPACE
from tei_toolkit.validate.relaxng.simple import Definition, Node, wrong
from tei_toolkit.validate.relaxng.sources import Sources
from tei_toolkit.validate.relaxng.syntax import schema_children, written_text


@dataclass(slots=True)
class Scope:
    """The definitions of a ``grammar`` element, and the grammar round it."""

    outer: Scope | None = None
    definitions: dict[str, Definition] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Context:
    """What holds at a place of a schema."""

    file: str
    ns: str = ""
    library: str = ""
    scope: Scope | None = None

    def at(self, element: etree._Element) -> Context:
        """The context for what is inside an element (4.3, 4.9)."""
        ns, library = element.get("ns"), element.get("datatypeLibrary")
        if ns is None and library is None:
            return self
        return replace(self, ns=self.ns if ns is None else ns, library=self.library if library is None else library)

    def place(self, element: etree._Element) -> str:
        """Where an element stands."""
        return f"{self.file}:{element.sourceline}"


@dataclass(frozen=True, slots=True)
class Component:
    """A ``start`` or ``define`` of a grammar, its own or an included one; ``name`` is empty for a start."""

    name: str
    element: etree._Element
    context: Context

    @property
    def said(self) -> str:
        """How messages call it."""
        return f"the definition ‘{self.name}’" if self.name else "<start>"


def simplify(sources: Sources, file: str) -> Node:
    """The pattern of a whole schema.

    Raises :class:`~tei_toolkit.errors.UnreadableInput` with the place where a rule of section 4 is broken.
    """
    return _Simplifier(sources).pattern(sources.root, Context(file))


class _Simplifier:
    def __init__(self, sources: Sources) -> None:
        self._sources = sources

    def pattern(self, element: etree._Element, context: Context) -> Node:
        context = context.at(element)
        kind = local_name(element)
        place = context.place(element)
        if kind in ("empty", "text", "notAllowed"):
            return Node(kind, place)
        if kind in ("group", "interleave", "choice"):
            return self._several(kind, schema_children(element), place, context)
        if kind in _REPEATED:
            inside = self._several("group", schema_children(element), place, context)
            return _REPEATED[kind](inside, place)
        if kind in ("element", "attribute"):
            return self._named(kind, element, place, context)
        if kind in ("ref", "parentRef"):
            return self._reference(kind, element, place, context)
        return {
            "data": self._data,
            "value": self._value,
            "externalRef": self._external,
            "grammar": self._grammar,
        }[kind](element, context)

    def _several(self, kind: str, children: list[etree._Element], place: str, context: Context) -> Node:
        """Several patterns where one is meant (4.12)."""
        if len(children) == 1:
            return self.pattern(children[0], context)
        return Node(kind, place, tuple(self.pattern(child, context) for child in children))

    def _named(self, kind: str, element: etree._Element, place: str, context: Context) -> Node:
        names, children = read_names(element, context.ns, context.file)
        content = self._several("group", children, place, context) if children else Node("text", place)
        return Node(kind, place, (content,), names=names)

    def _data(self, element: etree._Element, context: Context) -> Node:
        children = schema_children(element)
        facets = tuple(
            (child.get("name", "").strip(SPACE), written_text(child))
            for child in children
            if local_name(child) == "param"
        )
        exceptions = tuple(
            self._several("choice", schema_children(child), context.place(child), context.at(child))
            for child in children
            if local_name(child) == "except"
        )
        datatype = Datatype(context.library, element.get("type", "").strip(SPACE), facets)
        return Node("data", context.place(element), exceptions, datatype=_checked(datatype, element, context))

    def _value(self, element: etree._Element, context: Context) -> Node:
        kind = element.get("type")
        # A value without type is a token of RELAX NG's own library (4.4).
        datatype = Datatype("", "token") if kind is None else Datatype(context.library, kind.strip(SPACE))
        _checked(datatype, element, context)
        text = written_text(element)
        if datatype.needs_context:
            text = InContext(text, {**element.nsmap, None: context.ns})
        if not datatype.allows(text):
            raise wrong(context.place(element), f"“{text}” is no value of the datatype ‘{datatype.name}’.")
        return Node("value", context.place(element), datatype=datatype, value=text)

    def _external(self, element: etree._Element, context: Context) -> Node:
        with self._sources.referred(element, context.file) as (root, file):
            return self.pattern(root, replace(context, file=file, library=""))

    def _reference(self, kind: str, element: etree._Element, place: str, context: Context) -> Node:
        scope = context.scope
        if kind == "parentRef" and scope is not None:
            scope = scope.outer
        if scope is None:
            needed = "a grammar" if kind == "ref" else "a grammar round its grammar"
            raise wrong(place, f"<{kind}> needs {needed}.")
        name = element.get("name", "").strip(SPACE)
        if name not in scope.definitions:
            raise wrong(place, f"there is no definition called ‘{name}’.")
        return Node("ref", place, definition=scope.definitions[name])

    def _grammar(self, element: etree._Element, context: Context) -> Node:
        scope = Scope(context.scope)
        by_name: dict[str, list[Component]] = {}
        for component in self._components(element, replace(context, scope=scope)):
            by_name.setdefault(component.name, []).append(component)
        if "" not in by_name:
            raise wrong(context.place(element), "the grammar has no <start>.")
        for name, components in by_name.items():
            first = components[0]
            scope.definitions[name] = Definition(name, Node("notAllowed", first.context.place(first.element)))
        for name, components in by_name.items():
            scope.definitions[name].node = self._combined(components)
        return Node("ref", context.place(element), definition=scope.definitions[""])

    def _combined(self, components: list[Component]) -> Node:
        """All definitions of one name as one pattern (4.17)."""
        methods: dict[str, Component] = {}
        for component in components:
            method = component.element.get("combine", "").strip(SPACE)
            place = component.context.place(component.element)
            if not method and "" in methods:
                raise wrong(place, f"{component.said} is there already: of two, one must say how to combine them.")
            methods.setdefault(method, component)
            if "choice" in methods and "interleave" in methods:
                raise wrong(place, f"{component.said} is combined by choice and by interleave; it must be one of them.")
        parts = tuple(
            self._several(
                "group", schema_children(one.element), one.context.place(one.element), one.context.at(one.element)
            )
            for one in components
        )
        place = components[0].context.place(components[0].element)
        return parts[0] if len(parts) == 1 else Node("choice" if "choice" in methods else "interleave", place, parts)

    def _components(self, element: etree._Element, context: Context) -> list[Component]:
        """The definitions inside a grammar, a div or an include (4.7, 4.11)."""
        context = context.at(element)
        found: list[Component] = []
        for child in schema_children(element):
            kind = local_name(child)
            if kind == "div":
                found += self._components(child, context)
            elif kind == "include":
                found += self._included(child, context)
            else:
                name = child.get("name", "").strip(SPACE) if kind == "define" else ""
                found.append(Component(name, child, context))
        return found

    def _included(self, element: etree._Element, context: Context) -> list[Component]:
        """What an include brings: its own definitions, and those of the file that they do not replace (4.7)."""
        replacing = self._components(element, context)
        with self._sources.referred(element, context.file) as (root, file):
            if local_name(root) != "grammar":
                place = context.place(element)
                raise wrong(place, f"only a grammar can be included, and {file} begins with <{local_name(root)}>.")
            theirs = self._components(root, replace(context.at(element), file=file, library=""))
        there = {component.name for component in theirs}
        for component in replacing:
            if component.name not in there:
                place = component.context.place(component.element)
                raise wrong(place, f"{component.said} replaces nothing: {file} has none.")
        replaced = {component.name for component in replacing}
        return [component for component in theirs if component.name not in replaced] + replacing


def _checked(datatype: Datatype, element: etree._Element, context: Context) -> Datatype:
    complaint = datatype.complaint()
    if complaint:
        raise wrong(context.place(element), complaint)
    return datatype


def _optional(inside: Node, place: str) -> Node:
    return Node("choice", place, (inside, Node("empty", place)))


_REPEATED: dict[str, Callable[[Node, str], Node]] = {
    "oneOrMore": lambda inside, place: Node("oneOrMore", place, (inside,)),
    "zeroOrMore": lambda inside, place: _optional(Node("oneOrMore", place, (inside,)), place),
    "optional": _optional,
    "list": lambda inside, place: Node("list", place, (inside,)),
    "mixed": lambda inside, place: Node("interleave", place, (inside, Node("text", place))),
}
"""The elements of which one holds one pattern, as the simple form has them (4.13 to 4.15)."""
