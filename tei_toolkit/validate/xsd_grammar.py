"""An XSD written as a RELAX NG grammar, by which its faults are explained: what may stand where, what was meant.

The verdict is xmlschema's. The grammar accepts what the schema accepts, and more where RELAX NG has no words for it
(large numbers of occurrences, facets of unions, fixed values, identity constraints), so that it never finds fault
with what is right.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from copy import copy
from typing import Any

from lxml import etree

from tei_toolkit.validate.relaxng.grammar import read_grammar
from tei_toolkit.validate.relaxng.patterns import Grammar

_RNG = "http://relaxng.org/ns/structure/1.0"
_XSD = "http://www.w3.org/2001/XMLSchema"
_DATATYPES = "http://www.w3.org/2001/XMLSchema-datatypes"
_OF_INSTANCES = "http://www.w3.org/2001/XMLSchema-instance"
_JOINED = {"sequence": "group", "choice": "choice", "all": "interleave"}
_COUNTED = 5
"""So many occurrences are spelt out."""
_ANYTHING = ("anyType", "anySimpleType", "anyAtomicType", "QName", "NOTATION", "ENTITY", "ENTITIES", "error")
"""Datatypes of which every value is let pass here: xmlschema says what is wrong with one."""
_FACETS = ("length", "minLength", "maxLength", "minInclusive", "minExclusive", "maxInclusive", "maxExclusive",
           "totalDigits", "fractionDigits")  # fmt: skip
_FOLDED = {"collapse": "token", "replace": "normalizedString"}

Names = Callable[[list[etree._Element]], etree._Element]
"""Makes a class of names, but for some."""


def grammar_of(schema: Any, name: str) -> Grammar:
    """The grammar of a schema that xmlschema has built; ``name`` is what messages would call it.

    Raises :class:`~tei_toolkit.errors.UnreadableInput` where the schema cannot be said in RELAX NG.
    """
    return read_grammar(etree.tostring(_Writer(schema).grammar()), name)


class _Writer:
    """Writes a definition for each element and each named group of a schema."""

    def __init__(self, schema: Any) -> None:
        self._maps = schema.maps
        self._names: dict[Hashable, str] = {}
        self._waiting: list[Callable[[], None]] = []
        self._root = etree.Element(f"{{{_RNG}}}grammar", ns="", datatypeLibrary=_DATATYPES)

    def grammar(self) -> etree._Element:
        self._root.append(_made("start", [_choice([self._element(one) for one in self._processed("strict")])]))
        while self._waiting:
            self._waiting.pop()()
        return self._root

    def _define(self, what: Hashable, write: Callable[[], list[etree._Element]]) -> etree._Element:
        """A reference to the definition of ``what``, which is written once, and later."""
        if what not in self._names:
            self._names[what] = name = f"d{len(self._names)}"
            self._waiting.append(lambda: self._root.append(_made("define", write(), name=name)))
        return _made("ref", name=self._names[what])

    def _element(self, particle: Any) -> etree._Element:
        """An element, or those that may take its place."""
        declared = particle if particle.ref is None else particle.ref
        options = [one for one in self._substitutes(declared, set()) if not one.abstract]
        if options == [declared]:
            return self._declared(declared)
        return self._define((declared, "or another"), lambda: [_choice([self._declared(one) for one in options])])

    def _substitutes(self, head: Any, seen: set[str]) -> Iterator[Any]:
        yield head
        seen.add(head.name)
        if head.parent is None:
            for one in sorted(self._maps.substitution_groups.get(head.name, ()), key=lambda one: str(one.name)):
                if one.name not in seen:
                    yield from self._substitutes(one, seen)

    def _declared(self, element: Any) -> etree._Element:
        return self._define(element, lambda: [_made("element", [_named(element.name), *self._type(element.type)])])

    def _type(self, kind: Any) -> list[etree._Element]:
        """The attributes and the content of an element of this type."""
        if kind.name == f"{{{_XSD}}}anyType":
            return [self._anything("lax")]
        if kind.is_simple():
            return [_of_instances(), self._value(kind)]
        attributes = [self._attribute(name, one) for name, one in kind.attributes.items() if name is not None]
        if None in kind.attributes:
            attributes.append(_any_attribute(kind.attributes[None], [name for name in kind.attributes if name]))
        if kind.has_simple_content():
            return [*attributes, _of_instances(), self._value(kind.content)]
        content = self._particle(kind.content)
        return [*attributes, _of_instances(), _made("mixed", [content]) if kind.mixed else content]

    def _attribute(self, name: str, declared: Any) -> etree._Element:
        if declared.use == "prohibited":
            return _made("empty")
        written = self._define(declared, lambda: [_made("attribute", [_named(name), self._value(declared.type)])])
        return written if declared.use == "required" else _made("optional", [written])

    def _particle(self, particle: Any) -> etree._Element:
        def write() -> etree._Element:
            if hasattr(particle, "process_contents"):
                return self._wildcard(particle)
            return self._group(particle) if hasattr(particle, "model") else self._element(particle)

        return _times(particle.min_occurs, particle.max_occurs, write)

    def _group(self, group: Any) -> etree._Element:
        def write() -> list[etree._Element]:
            parts = [self._particle(one) for one in group]
            if not parts:
                return [_made("notAllowed" if group.model == "choice" and group.min_occurs else "empty")]
            return [_made(_JOINED[group.model], parts)]

        return self._define(group, write) if group.name else write()[0]

    def _wildcard(self, wildcard: Any) -> etree._Element:
        """Elements of some namespaces."""
        process = wildcard.process_contents
        declared = [one for one in self._processed(process) if wildcard.is_matching(one.name)]
        if process == "strict":
            return _choice([self._element(one) for one in declared])
        return self._free(process, wildcard, declared, lambda but: _names(wildcard, but))

    def _free(self, process: str, key: Hashable, declared: list[Any], names: Names) -> etree._Element:
        """One of the elements that are declared, or any other of these names."""

        def write() -> list[etree._Element]:
            other = _made("element", [names([_named(one.name) for one in declared]), self._anything(process)])
            return [_choice([*(self._element(one) for one in declared), other])]

        return self._define(key, write)

    def _anything(self, process: str) -> etree._Element:
        """Whatever is well-formed; what is declared must be right in it, if that is processed."""

        def write() -> list[etree._Element]:
            inside = self._free(process, (process, "elements"), self._processed(process), _any_name)
            content = _made("zeroOrMore", [_choice([_made("text"), inside])])
            return [_zero_or_more_attributes(_any_name([])), content]

        return self._define((process, "content"), write)

    def _processed(self, process: str) -> list[Any]:
        """The elements that are looked at where anything may stand."""
        elements = () if process == "skip" else self._maps.elements.items()
        return [one for name, one in elements if not name.startswith(f"{{{_XSD}}}")]

    def _value(self, kind: Any) -> etree._Element:
        """The values of a simple type."""
        if kind.name and kind.name.startswith(f"{{{_XSD}}}"):
            local = kind.name.rsplit("}", 1)[-1]
            return _made("data", type="string" if local in _ANYTHING else local)
        if hasattr(kind, "member_types"):
            return _choice([self._value(one) for one in kind.member_types])
        if hasattr(kind, "item_type"):
            return _made("list", [_made("zeroOrMore", [self._value(kind.item_type)])])
        base = kind.base_type
        inner = self._value(base.content if base.is_complex() else base)
        return _restricted(inner, {_local(tag): facet for tag, facet in kind.facets.items() if tag})


def _restricted(values: etree._Element, facets: dict[str, Any]) -> etree._Element:
    """The values that facets leave of others."""
    is_data = _local(values.tag) == "data"
    kind = values.get("type", "token") if is_data else "token"
    kind = _FOLDED.get(getattr(facets.get("whiteSpace"), "value", ""), kind) if kind == "string" else kind
    if "enumeration" in facets:
        return _made("choice", [_made("value", text=one.get("value"), type=kind) for one in facets["enumeration"]])
    if not is_data:
        return values
    params = [_made("param", text=facet.elem.get("value"), name=name)
              for name, facet in facets.items() if name in _FACETS]  # fmt: skip
    if "pattern" in facets:
        alternatives = [one.get("value") for one in facets["pattern"]]
        either = alternatives[0] if len(alternatives) == 1 else "|".join(f"({one})" for one in alternatives)
        params.append(_made("param", text=either, name="pattern"))
    return _made("data", [*values, *params], type=kind)


def _times(least: int, most: int | None, write: Callable[[], etree._Element]) -> etree._Element:
    """Something as often as it may occur."""
    if (least, most) == (1, 1):
        return write()
    needed = [write() for _ in range(min(least, _COUNTED))]
    if most is None or most > _COUNTED:
        if needed:
            return _made("group", [*needed[1:], _made("oneOrMore", [write()])])
        return _made("zeroOrMore", [write()])
    further: list[etree._Element] = []
    for _ in range(most - least):
        further = [_made("optional", [write(), *further])]
    return _made("group", [*needed, *further]) if needed or further else _made("empty")


def _choice(options: list[etree._Element]) -> etree._Element:
    return _made("choice", options) if options else _made("notAllowed")


def _named(name: str) -> etree._Element:
    namespace, _, local = name.rpartition("}")
    return _made("name", text=local, ns=namespace.removeprefix("{"))


def _of_instances() -> etree._Element:
    """The attributes that every element may have: ``xsi:schemaLocation`` and its like."""
    return _zero_or_more_attributes(_made("nsName", ns=_OF_INSTANCES))


def _any_attribute(wildcard: Any, but: list[str]) -> etree._Element:
    """The attributes of some namespaces, but for those that are declared."""
    return _zero_or_more_attributes(_names(wildcard, [*map(_named, but), _made("nsName", ns=_OF_INSTANCES)]))


def _zero_or_more_attributes(names: etree._Element) -> etree._Element:
    return _made("zeroOrMore", [_made("attribute", [names])])


def _names(wildcard: Any, but: Sequence[etree._Element] = ()) -> etree._Element:
    """The names that a wildcard stands for."""
    if "##any" in wildcard.namespace or "##other" in wildcard.namespace:
        own = [wildcard.target_namespace, ""] if "##other" in wildcard.namespace else []
        refused = [*but, *(_made("nsName", ns=one) for one in dict.fromkeys(own))]
        return _any_name(refused)
    return _choice([_made("nsName", _excepted(one, but), ns=one) for one in sorted(wildcard.namespace)])


def _any_name(but: Sequence[etree._Element]) -> etree._Element:
    return _made("anyName", [_made("except", but)] if but else [])


def _excepted(namespace: str, but: Sequence[etree._Element]) -> list[etree._Element]:
    """What is refused of a namespace."""
    refused = [copy(one) for one in but if one.get("ns") == namespace]
    return [_made("except", refused)] if refused else []


def _made(kind: str, parts: Sequence[etree._Element] = (), text: str | None = None, **values: str) -> etree._Element:
    made = etree.Element(f"{{{_RNG}}}{kind}", values)
    made.text = text
    made.extend(parts)
    return made


def _local(name: object) -> str:
    return str(name).rsplit("}", 1)[-1]
