"""A grammar as data that JSON can hold, and back: to read that takes a twentieth of the time that its schema takes.

Patterns are rows in the order in which they were made. So what a pattern consists of stands before it; only what
elements hold may stand after them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from tei_toolkit.validate.relaxng.datatypes import XSD, Datatype, InContext
from tei_toolkit.validate.relaxng.patterns import (
    AnyName,
    ElementContent,
    Grammar,
    Name,
    NameChoice,
    NameClass,
    Pattern,
    Patterns,
)
from tei_toolkit.validate.relaxng.xsd_regex import know, translated

Numbers = Mapping[Pattern, int]
"""In which row each pattern stands."""


def write_grammar(grammar: Grammar, derived: Iterable[Pattern]) -> tuple[dict[str, Any], Numbers]:
    """What is to be kept of a grammar, and of patterns ``derived`` from it, and where each pattern is in it."""
    roots = [grammar.start, *(one for named in grammar.elements.values() for one in named), *derived]
    patterns = sorted(_reachable(roots), key=lambda pattern: pattern.number)
    numbers = {pattern: row for row, pattern in enumerate(patterns)}
    kept = {
        "regexes": {regex: translated(regex) for pattern in patterns for regex in _regexes(pattern)},
        "patterns": [[one.kind, [numbers[part] for part in _parts(one)], _value(one, numbers)] for one in patterns],
        "start": numbers[grammar.start],
        "elements": {local: [numbers[one] for one in named] for local, named in grammar.elements.items()},
        "attributes": sorted(grammar.attributes),
        "files": grammar.files,
        "needs_context": grammar.needs_context,
        "ids": [[*names, kind] for names, kind in grammar.ids.items()],
    }
    return kept, numbers


def read_grammar(kept: Mapping[str, Any]) -> tuple[Grammar, Sequence[Pattern]]:
    """The grammar of what was kept, and the pattern of each row."""
    know(kept["regexes"])
    patterns = Patterns()
    made: list[Pattern] = []
    for kind, parts, value in kept["patterns"]:
        made.append(_MAKE[kind](patterns, [made[row] for row in parts], value, made))
    grammar = Grammar(
        made[kept["start"]],
        patterns,
        {local: [made[row] for row in named] for local, named in kept["elements"].items()},
        frozenset(kept["attributes"]),
        tuple(kept["files"]),
        kept["needs_context"],
        {(element, attribute): kind for element, attribute, kind in kept["ids"]},
    )
    return grammar, made


def _reachable(roots: Iterable[Pattern]) -> set[Pattern]:
    """Patterns, and all that they consist of."""
    found: set[Pattern] = set()
    waiting = list(roots)
    while waiting:
        pattern = waiting.pop()
        if pattern not in found:
            found.add(pattern)
            waiting += _parts(pattern)
            if isinstance(pattern.value, ElementContent):
                waiting.append(pattern.value.pattern())
    return found


def _parts(pattern: Pattern) -> Iterable[Pattern]:
    parts = pattern.options if pattern.kind == "choice" else (pattern.left, pattern.right)
    return (part for part in parts if part is not None)


def _regexes(pattern: Pattern) -> list[str]:
    """The regular expressions by which a pattern restricts a datatype of XML Schema."""
    datatype = pattern.value
    if not isinstance(datatype, Datatype) or datatype.library != XSD:
        return []
    return [text for facet, text in datatype.facets if facet == "pattern"]


def _value(pattern: Pattern, numbers: Numbers) -> Any:
    """What a pattern has beside its parts."""
    value = pattern.value
    if isinstance(value, ElementContent):
        return [_write_names(value.names), numbers[value.pattern()]]
    if isinstance(value, NameClass):
        return _write_names(value)
    if isinstance(value, Datatype):
        return _write_datatype(value)
    if pattern.kind == "value" and isinstance(value, tuple):
        datatype, text = value
        namespaces = list(text.namespaces.items()) if isinstance(text, InContext) else None
        return [_write_datatype(datatype), text, namespaces]
    return None


def _write_datatype(datatype: Datatype) -> list[Any]:
    return [datatype.library, datatype.name, datatype.facets]


def _datatype(kept: Sequence[Any]) -> Datatype:
    library, name, facets = kept
    return Datatype(library, name, tuple((facet, text) for facet, text in facets))


def _write_names(names: NameClass) -> list[Any]:
    if isinstance(names, Name):
        return ["name", names.namespace, names.local]
    if isinstance(names, NameChoice):
        return ["choice", *map(_write_names, names.options)]
    assert isinstance(names, AnyName)
    return ["any", names.namespace, names.excepted and _write_names(names.excepted)]


def _names(kept: Sequence[Any]) -> NameClass:
    kind, *parts = kept
    if kind == "name":
        return Name(*parts)
    if kind == "choice":
        return NameChoice(tuple(map(_names, parts)))
    namespace, excepted = parts
    return AnyName(namespace, excepted and _names(excepted))


def _make_element(make: Patterns, value: Sequence[Any], made: Sequence[Pattern]) -> Pattern:
    names, content = value
    return make.element(ElementContent(_names(names), lambda: made[content]))


def _make_value(make: Patterns, value: Sequence[Any]) -> Pattern:
    datatype, text, namespaces = value
    return make.one_value(_datatype(datatype), text if namespaces is None else InContext(text, dict(namespaces)))


_MAKE: Mapping[str, Callable[[Patterns, list[Pattern], Any, list[Pattern]], Pattern]] = {
    "notAllowed": lambda make, parts, value, made: make.not_allowed,
    "empty": lambda make, parts, value, made: make.empty,
    "text": lambda make, parts, value, made: make.text,
    "choice": lambda make, parts, value, made: make.choice(parts),
    "group": lambda make, parts, value, made: make.group(*parts),
    "interleave": lambda make, parts, value, made: make.interleave(*parts),
    "oneOrMore": lambda make, parts, value, made: make.one_or_more(*parts),
    "list": lambda make, parts, value, made: make.list_of(*parts),
    "data": lambda make, parts, value, made: make.data(_datatype(value), parts[0] if parts else None),
    "value": lambda make, parts, value, made: _make_value(make, value),
    "attribute": lambda make, parts, value, made: make.attribute(_names(value), parts[0]),
    "element": lambda make, parts, value, made: _make_element(make, value, made),
}
"""For each kind of pattern how it is made of its parts, of its value, and of all patterns that are made."""
