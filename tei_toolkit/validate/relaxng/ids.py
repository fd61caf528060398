"""Ids and references to them, as schemas declare them by datatypes (RELAX NG DTD Compatibility, section 4,
https://relaxng.org/compatibility-20011203.html): which attributes are such, and whether a document is sound.

The specification of compatibility calls a schema incompatible where one attribute could be an id and something else.
Such a schema is still a correct RELAX NG schema, so it is used; only that attribute is not taken for an id.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from tei_toolkit.validate.relaxng.nameclasses import overlap
from tei_toolkit.validate.relaxng.names import collapse, tokens
from tei_toolkit.validate.relaxng.patterns import IdTypes, Name, NameClass
from tei_toolkit.validate.relaxng.simple import Node, reachable_elements


@dataclass(frozen=True, slots=True)
class Unsound:
    """An id that another element has already, or, if there is none, a reference to nothing."""

    element: etree._Element
    attribute: str
    """As lxml writes it."""
    identifier: str
    first: etree._Element | None
    known: tuple[str, ...] = ()
    """For a reference: all ids of the document."""


def id_types(start: Node) -> IdTypes:
    """The attributes that hold ids or references wherever the schema allows them."""
    kinds: dict[tuple[Name, Name], set[str]] = {}
    endless: dict[tuple[NameClass, NameClass, str], None] = {}
    for element, attribute, kind in _holders(start):
        if isinstance(element, Name) and isinstance(attribute, Name):
            kinds.setdefault((element, attribute), set()).add(kind)
        else:
            endless[element, attribute, kind] = None
    return {
        (_written(element), _written(attribute)): kind
        for (element, attribute), of_both in kinds.items()
        if len(of_both) == 1
        and (kind := next(iter(of_both)))
        and not any(overlap(one, element) and overlap(other, attribute) for one, other, _ in endless)
    }


def unsound(root: etree._Element, types: IdTypes) -> Iterator[Unsound]:
    """What is wrong with the ids of a document, in its order: first with ids, then with references."""
    if not types:
        return
    holders: dict[str, etree._Element] = {}
    references: list[tuple[etree._Element, str, str]] = []
    for element in root.iter(etree.Element):
        for attribute, value in element.attrib.items():
            kind = types.get((str(element.tag), str(attribute)))
            if kind == "ID":
                identifier = collapse(str(value))
                first = holders.setdefault(identifier, element)
                if first is not element and identifier:
                    yield Unsound(element, str(attribute), identifier, first)
            elif kind:
                references += ((element, str(attribute), token) for token in tokens(str(value)))
    for element, name, identifier in references:
        if identifier not in holders:
            yield Unsound(element, name, identifier, None, tuple(holders))


def _holders(start: Node) -> Iterator[tuple[NameClass, NameClass, str]]:
    """The names of each element and of an attribute that it may have, if any attribute of such a name holds ids or
    references, and which of them this one holds, if any."""
    elements = list(reachable_elements(start))
    attributes = _occurring(element.parts[0] for element in elements)
    of_ids = {_names(one) for one in attributes if _kind(one)}
    known = {one: frozenset((one,)) for one in attributes if any(overlap(_names(one), names) for names in of_ids)}
    for element in elements:
        for attribute in _among(known, element.parts[0]):
            yield _names(element), _names(attribute), _kind(attribute)


def _occurring(contents: Iterable[Node]) -> list[Node]:
    """The attributes in the contents of elements, each once."""
    found: dict[Node, None] = {}
    waiting = list(contents)
    while waiting:
        node = waiting.pop()
        if node not in found and node.kind != "element":
            found[node] = None
            waiting += node.parts
    return [node for node in found if node.kind == "attribute"]


def _among(known: dict[Node, frozenset[Node]], node: Node) -> frozenset[Node]:
    """The attributes in a pattern that are known, or in what is known of its parts."""
    if node not in known:
        parts = () if node.kind in ("element", "attribute") else node.parts
        known[node] = frozenset().union(*(_among(known, part) for part in parts))
    return known[node]


def _names(node: Node) -> NameClass:
    assert node.names is not None
    return node.names


def _kind(attribute: Node) -> str:
    datatype = attribute.parts[0].datatype
    return datatype.id_type if datatype is not None else ""


def _written(name: Name) -> str:
    return f"{{{name.namespace}}}{name.local}" if name.namespace else name.local
