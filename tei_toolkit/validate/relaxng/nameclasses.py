"""Name classes: reading them (the specification's sections 4.8 to 4.10 and 4.16), and whether two have a name in
common (7.3, 7.4)."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from tei_toolkit.parsing import XML, local_name
from tei_toolkit.validate.relaxng.names import SPACE
from tei_toolkit.validate.relaxng.patterns import AnyName, Name, NameChoice, NameClass
from tei_toolkit.validate.relaxng.simple import wrong
from tei_toolkit.validate.relaxng.syntax import schema_children, written_text

_XMLNS = "http://www.w3.org/2000/xmlns"


def read_names(element: etree._Element, ns: str, file: str) -> tuple[NameClass, list[etree._Element]]:
    """The name class of an element or attribute pattern, and the children that are its content.

    ``ns`` is the namespace that holds for the element (4.9).
    """
    children = schema_children(element)
    reader = _Reader(file, local_name(element) == "attribute")
    written = element.get("name")
    if written is None:
        return reader.name_class(children[0], ns, ""), children[1:]
    if reader.of_attribute:
        # An attribute's name without prefix is in no namespace, unless it carries ns itself (4.8).
        ns = element.get("ns", "")
    return reader.name(element, written, ns), children


class _Reader:
    def __init__(self, file: str, of_attribute: bool) -> None:
        self._file = file
        self.of_attribute = of_attribute

    def name(self, element: etree._Element, written: str, ns: str) -> NameClass:
        prefix, colon, local = written.strip(SPACE).rpartition(":")
        if colon:
            found = XML if prefix == "xml" else element.nsmap.get(prefix)
            if found is None:
                raise self._wrong(element, f"the prefix ‘{prefix}’ of ‘{written}’ is not declared.")
            ns = found
        if self.of_attribute and (ns == _XMLNS or (not ns and local == "xmlns")):
            raise self._wrong(element, "xmlns declares namespaces: it is no attribute, and no pattern may name it.")
        return Name(ns, local)

    def name_class(self, element: etree._Element, ns: str, excepted_from: str) -> NameClass:
        """Read a name class; ``excepted_from`` is the kind of the innermost class that it is an exception of."""
        kind = local_name(element)
        ns = element.get("ns", ns)
        if kind == "name":
            return self.name(element, written_text(element), ns)
        if kind == "choice":
            options = (self.name_class(child, ns, excepted_from) for child in schema_children(element))
            return NameChoice(tuple(options))
        if excepted_from == "nsName" or (excepted_from == kind == "anyName"):
            raise self._wrong(element, f"<{kind}> may not stand in the <except> of <{excepted_from}>.")
        if self.of_attribute and kind == "nsName" and ns == _XMLNS:
            raise self._wrong(element, "xmlns declares namespaces: no pattern for attributes may name them.")
        return AnyName(ns if kind == "nsName" else None, self._exception(element, ns, kind))

    def _exception(self, element: etree._Element, ns: str, kind: str) -> NameClass | None:
        for exception in schema_children(element):
            ns = exception.get("ns", ns)
            return NameChoice(tuple(self.name_class(one, ns, kind) for one in schema_children(exception)))
        return None

    def _wrong(self, element: etree._Element, sentence: str) -> Exception:
        return wrong(f"{self._file}:{element.sourceline}", sentence)


def overlap(one: NameClass, other: NameClass) -> bool:
    """Whether there is a name that belongs to both classes.

    Enough to try the names that the classes speak of, and for each namespace they speak of, and for none of
    these, one name that nothing speaks of.
    """
    if isinstance(one, Name):
        return other.contains(one.namespace, one.local)
    if isinstance(other, Name):
        return one.contains(other.namespace, other.local)
    names = {*_representatives(one), *_representatives(other)}
    return any(one.contains(*name) and other.contains(*name) for name in names)


def is_infinite(names: NameClass) -> bool:
    """Whether a class has names that it does not spell out."""
    if isinstance(names, NameChoice):
        return any(is_infinite(option) for option in names.options)
    return isinstance(names, AnyName)


_UNSPOKEN = "\0"


def _representatives(names: NameClass) -> Iterator[tuple[str, str]]:
    if isinstance(names, Name):
        yield names.namespace, names.local
    elif isinstance(names, NameChoice):
        for option in names.options:
            yield from _representatives(option)
    elif isinstance(names, AnyName):
        yield (_UNSPOKEN if names.namespace is None else names.namespace), _UNSPOKEN
        if names.excepted is not None:
            yield from _representatives(names.excepted)
