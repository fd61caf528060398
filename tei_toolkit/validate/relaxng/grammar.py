"""Reading a RELAX NG grammar (XML syntax) into patterns: the specification's section 4, as far as grammars
without ``include`` and ``externalRef`` need it. Those two, and the compact syntax, are refused by name.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from tei_toolkit.errors import UnreadableInput
from tei_toolkit.parsing import parse_xml
from tei_toolkit.validate.relaxng.datatypes import Datatype
from tei_toolkit.validate.relaxng.patterns import (
    AnyName,
    ElementContent,
    Name,
    NameChoice,
    NameClass,
    Pattern,
    Patterns,
)

RELAXNG = "http://relaxng.org/ns/structure/1.0"


@dataclass(slots=True)
class Scope:
    """The definitions of a ``grammar`` element, and the one round it."""

    outer: Scope | None = None
    defines: dict[str, list[etree._Element]] = field(default_factory=dict)
    made: dict[str, Pattern] = field(default_factory=dict)
    making: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Grammar:
    """A grammar read: where documents begin, and every element pattern, by local name."""

    start: Pattern
    patterns: Patterns
    elements: dict[str, list[Pattern]]
    attributes: frozenset[str]


def read_grammar(data: bytes, name: str) -> Grammar:
    """Read the bytes of a schema.

    Raises :class:`UnreadableInput` with file, line and one sentence if it is no RELAX NG, or uses what is
    not read here.
    """
    root = parse_xml(data, name).getroot()
    if not str(root.tag).startswith(f"{{{RELAXNG}}}"):
        raise UnreadableInput(f"{name}: this is not a RELAX NG schema: it begins with <{etree.QName(root).localname}>.")
    return _Reader(name).read(root)


class _Reader:
    def __init__(self, name: str) -> None:
        self._name = name
        self._patterns = Patterns()
        self._elements: dict[str, list[Pattern]] = {}
        self._attributes: set[str] = set()
        self._readers: dict[str, Callable[[etree._Element, Scope], Pattern]] = {
            "element": self._element, "attribute": self._attribute, "group": self._group,
            "interleave": self._interleave, "choice": self._choice, "optional": self._optional,
            "zeroOrMore": self._zero_or_more, "oneOrMore": self._one_or_more, "mixed": self._mixed,
            "list": self._list, "text": lambda element, scope: self._patterns.text,
            "empty": lambda element, scope: self._patterns.empty,
            "notAllowed": lambda element, scope: self._patterns.not_allowed,
            "data": self._data, "value": self._value, "ref": self._ref, "parentRef": self._parent_ref,
            "grammar": self._grammar,
        }  # fmt: skip

    def read(self, root: etree._Element) -> Grammar:
        start = self._pattern(root, Scope())
        # Reading an element's content makes the element patterns inside it; go on until all are read.
        seen = 0
        while seen < len(found := [one for named in self._elements.values() for one in named]):
            seen = len(found)
            for pattern in found:
                content = pattern.value
                assert isinstance(content, ElementContent)
                content.pattern()
        return Grammar(start, self._patterns, self._elements, frozenset(self._attributes))

    def _fail(self, element: etree._Element, sentence: str) -> UnreadableInput:
        return UnreadableInput(f"{self._name}:{element.sourceline}: {sentence}")

    def _pattern(self, element: etree._Element, scope: Scope) -> Pattern:
        kind = etree.QName(element).localname
        reader = self._readers.get(kind)
        if reader is None:
            raise self._fail(element, f"the schema uses <{kind}>, which this release does not read.")
        return reader(element, scope)

    @staticmethod
    def _children(element: etree._Element) -> list[etree._Element]:
        return [child for child in element if isinstance(child.tag, str) and child.tag.startswith(f"{{{RELAXNG}}}")]

    def _inner(self, children: list[etree._Element], scope: Scope) -> Pattern:
        """Several patterns where one is meant are a group (4.12)."""
        made = self._patterns.empty
        for child in reversed(children):
            made = self._patterns.group(self._pattern(child, scope), made)
        return made

    def _group(self, element: etree._Element, scope: Scope) -> Pattern:
        return self._inner(self._children(element), scope)

    def _interleave(self, element: etree._Element, scope: Scope) -> Pattern:
        made = self._patterns.empty
        for child in reversed(self._children(element)):
            made = self._patterns.interleave(self._pattern(child, scope), made)
        return made

    def _choice(self, element: etree._Element, scope: Scope) -> Pattern:
        return self._patterns.choice(self._pattern(child, scope) for child in self._children(element))

    def _optional(self, element: etree._Element, scope: Scope) -> Pattern:
        return self._patterns.optional(self._group(element, scope))

    def _one_or_more(self, element: etree._Element, scope: Scope) -> Pattern:
        return self._patterns.one_or_more(self._group(element, scope))

    def _zero_or_more(self, element: etree._Element, scope: Scope) -> Pattern:
        return self._patterns.optional(self._one_or_more(element, scope))

    def _mixed(self, element: etree._Element, scope: Scope) -> Pattern:
        return self._patterns.interleave(self._group(element, scope), self._patterns.text)

    def _list(self, element: etree._Element, scope: Scope) -> Pattern:
        return self._patterns.list_of(self._group(element, scope))

    def _element(self, element: etree._Element, scope: Scope) -> Pattern:
        names, children = self._names(element)
        content = ElementContent(names, lambda: self._inner(children, scope))
        made = self._patterns.element(content)
        for _, local in names.names() or (("", ""),):
            self._elements.setdefault(local, []).append(made)
        return made

    def _attribute(self, element: etree._Element, scope: Scope) -> Pattern:
        names, children = self._names(element)
        self._attributes.update(local for _, local in names.names())
        inner = self._inner(children, scope) if children else self._patterns.text
        return self._patterns.attribute(names, inner)

    def _data(self, element: etree._Element, scope: Scope) -> Pattern:
        facets = [
            (child.get("name", ""), child.text or "")
            for child in self._children(element)
            if etree.QName(child).localname == "param"
        ]
        excepted = None
        for child in self._children(element):
            if etree.QName(child).localname == "except":
                excepted = self._choice(child, scope)
        datatype = Datatype(_inherited(element, "datatypeLibrary"), element.get("type", "").strip(), tuple(facets))
        try:
            datatype.allows("")
        except UnreadableInput as error:
            raise self._fail(element, str(error)) from None
        return self._patterns.data(datatype, excepted)

    def _value(self, element: etree._Element, scope: Scope) -> Pattern:
        kind = element.get("type")
        library = _inherited(element, "datatypeLibrary") if kind else ""
        return self._patterns.one_value(Datatype(library, (kind or "token").strip()), element.text or "")

    def _names(self, element: etree._Element) -> tuple[NameClass, list[etree._Element]]:
        """The name class of an element or attribute pattern, and the children that are its content."""
        children = self._children(element)
        if element.get("name") is not None:
            attribute = etree.QName(element).localname == "attribute"
            return self._qualified(element, element.get("name", ""), attribute), children
        if not children:
            raise self._fail(element, "an element or attribute pattern needs a name.")
        return self._name_class(children[0]), children[1:]

    def _qualified(self, element: etree._Element, written: str, attribute: bool) -> Name:
        written = written.strip()
        if ":" in written:
            prefix, local = written.split(":", 1)
            known = {**element.nsmap, "xml": "http://www.w3.org/XML/1998/namespace"}
            if prefix not in known:
                raise self._fail(element, f"the prefix ‘{prefix}’ of ‘{written}’ is not declared.")
            return Name(known[prefix], local)
        # An attribute's name without prefix is in no namespace, unless it carries ns itself (4.8).
        namespace = element.get("ns") if attribute and element.get("name") is not None else _inherited(element, "ns")
        return Name(namespace or "", written)

    def _name_class(self, element: etree._Element) -> NameClass:
        kind = etree.QName(element).localname
        children = self._children(element)
        if kind == "name":
            return self._qualified(element, element.text or "", attribute=False)
        if kind == "choice":
            return NameChoice(tuple(self._name_class(child) for child in children))
        if kind not in ("anyName", "nsName"):
            raise self._fail(element, f"<{kind}> stands where a name is wanted.")
        excepted = None
        for child in children:
            excepted = NameChoice(tuple(self._name_class(one) for one in self._children(child)))
        return AnyName(_inherited(element, "ns") if kind == "nsName" else None, excepted)

    def _grammar(self, element: etree._Element, scope: Scope) -> Pattern:
        inner = Scope(scope)
        self._collect(element, inner)
        if "" not in inner.defines:
            raise self._fail(element, "the grammar has no <start>.")
        return self._definition(element, "", inner)

    def _collect(self, element: etree._Element, scope: Scope) -> None:
        for child in self._children(element):
            kind = etree.QName(child).localname
            if kind == "div":
                self._collect(child, scope)
            elif kind in ("define", "start"):
                scope.defines.setdefault(child.get("name", "") if kind == "define" else "", []).append(child)
            else:
                raise self._fail(child, f"the schema uses <{kind}>, which this release does not read.")

    def _ref(self, element: etree._Element, scope: Scope) -> Pattern:
        return self._definition(element, element.get("name", ""), scope)

    def _parent_ref(self, element: etree._Element, scope: Scope) -> Pattern:
        if scope.outer is None:
            raise self._fail(element, "a parentRef needs a grammar round its own.")
        return self._definition(element, element.get("name", ""), scope.outer)

    def _definition(self, element: etree._Element, name: str, scope: Scope) -> Pattern:
        if name in scope.made:
            return scope.made[name]
        if name not in scope.defines:
            raise self._fail(element, f"there is no definition called ‘{name}’.")
        if name in scope.making:
            raise self._fail(element, f"the definition ‘{name}’ refers to itself without an element between.")
        scope.making.add(name)
        parts = [self._group(define, scope) for define in scope.defines[name]]
        scope.making.discard(name)
        combine = next((define.get("combine") for define in scope.defines[name] if define.get("combine")), "choice")
        if combine == "interleave":
            made = self._patterns.empty
            for part in parts:
                made = self._patterns.interleave(made, part)
        else:
            made = self._patterns.choice(parts)
        scope.made[name] = made
        return made


def _inherited(element: etree._Element, attribute: str) -> str:
    """The value of an attribute that holds for all elements below it (4.3, 4.8)."""
    one: etree._Element | None = element
    while one is not None:
        found = one.get(attribute)
        if found is not None:
            return found
        one = one.getparent()
    return ""
