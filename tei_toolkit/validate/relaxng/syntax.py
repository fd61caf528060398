"""The full syntax (the specification's section 3): which elements, attributes and texts a schema is written with.

What is not of RELAX NG's namespace is annotation, and may be anything.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from lxml import etree

from tei_toolkit.parsing import local_name
from tei_toolkit.validate.relaxng.names import SPACE, is_absolute_uri, is_ncname, is_qname, is_uri_reference
from tei_toolkit.validate.relaxng.simple import wrong

RELAXNG = "http://relaxng.org/ns/structure/1.0"

_CONTAINERS = ("group", "interleave", "choice", "optional", "zeroOrMore", "oneOrMore", "list", "mixed")
_PATTERNS = frozenset(
    (
        "element", "attribute", *_CONTAINERS, "ref", "parentRef", "empty", "text", "value", "data", "notAllowed",
        "externalRef", "grammar",
    )
)  # fmt: skip
_NAME_CLASSES = frozenset(("name", "anyName", "nsName", "choice"))
_COMPONENTS = frozenset(("start", "define", "div", "include"))
_OF_INCLUDE = frozenset(("start", "define", "div"))
_EVERYWHERE = ("ns", "datatypeLibrary")


class Shape(NamedTuple):
    """How an element is written: its attributes, how many children, and of which kinds."""

    needs: tuple[str, ...] = ()
    may: tuple[str, ...] = ()
    children: frozenset[str] = frozenset()
    least: int = 0
    most: int = 0
    """0 if there may be any number, where there may be children at all."""
    text: bool = False


_SHAPES = {
    **dict.fromkeys(_CONTAINERS, Shape(children=_PATTERNS, least=1)),
    **dict.fromkeys(("ref", "parentRef"), Shape(needs=("name",))),
    **dict.fromkeys(("empty", "text", "notAllowed"), Shape()),
    "value": Shape(may=("type",), text=True),
    "data": Shape(needs=("type",), children=frozenset(("param", "except"))),
    "param": Shape(needs=("name",), text=True),
    "externalRef": Shape(needs=("href",)),
    "grammar": Shape(children=_COMPONENTS),
    "div": Shape(children=_COMPONENTS),
    "include": Shape(needs=("href",), children=_OF_INCLUDE),
    "start": Shape(may=("combine",), children=_PATTERNS, least=1, most=1),
    "define": Shape(needs=("name",), may=("combine",), children=_PATTERNS, least=1),
    "except": Shape(children=_PATTERNS, least=1),
}
_NAME_SHAPES = {
    "name": Shape(text=True),
    "anyName": Shape(children=frozenset(("except",)), most=1),
    "nsName": Shape(children=frozenset(("except",)), most=1),
    "choice": Shape(children=_NAME_CLASSES, least=1),
    "except": Shape(children=_NAME_CLASSES, least=1),
}
_WRITTEN: dict[str, tuple[Callable[[str], bool], str]] = {
    "name": (is_ncname, "a name without colon"),
    "type": (is_ncname, "a name without colon"),
    "combine": (("choice", "interleave").__contains__, "choice or interleave"),
    "href": (is_uri_reference, "an address"),
    "datatypeLibrary": (lambda text: not text or is_absolute_uri(text), "an absolute address without #"),
}


def check_syntax(root: etree._Element, file: str) -> None:
    """Hold the tree of a schema file against the full syntax.

    Raises :class:`~tei_toolkit.errors.UnreadableInput` at the first thing that is not of it.
    """
    if not isinstance(root.tag, str) or not root.tag.startswith(f"{{{RELAXNG}}}"):
        raise wrong(f"{file}:{root.sourceline}", f"this is not a RELAX NG schema: it begins with <{local_name(root)}>.")
    check = _Check(file)
    check.allowed(root, _PATTERNS, "at the beginning of a schema")
    check.pattern(root)


def schema_children(element: etree._Element) -> list[etree._Element]:
    """The children that are no annotations."""
    return [child for child in element if isinstance(child.tag, str) and child.tag.startswith(_PREFIX)]


def written_text(element: etree._Element) -> str:
    """The text of an element, comments in it left out."""
    if len(element) == 0:
        return element.text or ""
    return "".join(str(piece) for piece in (element.text, *(child.tail for child in element)) if piece)


_PREFIX = f"{{{RELAXNG}}}"


class _Check:
    def __init__(self, file: str) -> None:
        self._file = file

    def _wrong(self, element: etree._Element, sentence: str) -> Exception:
        return wrong(f"{self._file}:{element.sourceline}", sentence)

    def allowed(self, element: etree._Element, kinds: frozenset[str], where: str) -> None:
        kind = local_name(element)
        if kind not in kinds:
            known = kind in _SHAPES or kind in _NAME_SHAPES or kind in ("element", "attribute")
            told = f"<{kind}> may not stand {where}." if known else f"RELAX NG has no element <{kind}>."
            raise self._wrong(element, told)

    def pattern(self, element: etree._Element, in_include: bool = False) -> None:
        """Check an element that is no name class, and all below it."""
        kind = local_name(element)
        if kind in ("element", "attribute"):
            self._named(element, kind)
            return
        shape = _SHAPES[kind]
        self._attributes(element, shape)
        children = self._children(element, shape)
        if kind == "data":
            self._data(element, children)
        in_include = kind == "include" or (kind == "div" and in_include)
        for child in children:
            if in_include:
                self.allowed(child, _OF_INCLUDE, "inside <include>")
            self.pattern(child, in_include)

    def _named(self, element: etree._Element, kind: str) -> None:
        """An element or attribute pattern: named by an attribute, or by a name class that comes first."""
        self._attributes(element, Shape(may=("name",)), is_qname, "a name")
        children = self._children(element, Shape())
        if element.get("name") is None:
            if not children:
                raise self._wrong(element, f"<{kind}> needs a name, or a name class as its first child.")
            self.allowed(children[0], _NAME_CLASSES, f"where the name class of <{kind}> is wanted")
            self._name_class(children[0])
            children = children[1:]
        if kind == "element" and not children:
            raise self._wrong(element, "<element> needs a pattern for its content; write <empty/> if it has none.")
        if kind == "attribute" and len(children) > 1:
            raise self._wrong(children[1], "<attribute> may hold one pattern only.")
        for child in children:
            self.allowed(child, _PATTERNS, f"inside <{kind}>")
            self.pattern(child)

    def _name_class(self, element: etree._Element) -> None:
        kind = local_name(element)
        shape = _NAME_SHAPES[kind]
        self._attributes(element, shape)
        for child in self._children(element, shape):
            self._name_class(child)
        if kind == "name" and not is_qname(written_text(element).strip(SPACE)):
            raise self._wrong(element, f"“{written_text(element).strip(SPACE)}” is not a name.")

    def _data(self, element: etree._Element, children: list[etree._Element]) -> None:
        exceptions = [child for child in children if local_name(child) == "except"]
        if len(exceptions) > 1 or (exceptions and exceptions[0] is not children[-1]):
            raise self._wrong(exceptions[0], "<data> may have one <except>, after its parameters.")

    def _attributes(
        self,
        element: etree._Element,
        shape: Shape,
        is_name: Callable[[str], bool] = is_ncname,
        told: str = "a name without colon",
    ) -> None:
        kind = local_name(element)
        for needed in shape.needs:
            if element.get(needed) is None:
                raise self._wrong(element, f"<{kind}> needs the attribute {needed}.")
        for key, value in element.attrib.items():
            name, written = str(key), str(value)
            if name.startswith("{") and not name.startswith(_PREFIX):
                continue
            if name not in (*shape.needs, *shape.may, *_EVERYWHERE):
                raise self._wrong(element, f"<{kind}> may not have the attribute {name.removeprefix(_PREFIX)}.")
            if name != "ns":
                fits, wanted = (is_name, told) if name == "name" else _WRITTEN[name]
                text = written if name in ("href", "datatypeLibrary") else written.strip(SPACE)
                if not fits(text):
                    raise self._wrong(element, f"{name} of <{kind}> must be {wanted}, and “{written}” is not.")

    def _children(self, element: etree._Element, shape: Shape) -> list[etree._Element]:
        kind = local_name(element)
        if shape.text:
            inner = next((child for child in element if isinstance(child.tag, str)), None)
            if inner is not None:
                raise self._wrong(inner, f"<{kind}> holds text only, so <{local_name(inner)}> may not stand in it.")
            return []
        if written_text(element).strip(SPACE):
            raise self._wrong(element, f"text may not stand in <{kind}>: “{written_text(element).strip(SPACE)}”.")
        children = schema_children(element)
        if kind in ("element", "attribute"):
            return children
        for child in children:
            self.allowed(child, shape.children, f"inside <{kind}>")
        if len(children) < shape.least:
            raise self._wrong(element, f"<{kind}> may not be empty.")
        if shape.most and len(children) > shape.most:
            raise self._wrong(children[shape.most], f"<{kind}> may hold one child only.")
        return children
