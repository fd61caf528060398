"""Schematron schemas with what they include, be they a file by themselves, or part of a RELAX NG schema or an ODD."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from lxml import etree

from tei_toolkit.errors import UnreadableInput
from tei_toolkit.parsing import TEI, XML, XML_ID, local_name, parse_xml

SCHEMATRON = "http://purl.oclc.org/dsdl/schematron"
RUN = "urn:tei-toolkit:schematron"
AT = f"{{{RUN}}}at"
"""The attribute that says where an element stands in its file: ``file:line``."""
_OLD = "http://www.ascc.net/xml/schematron"
_RELAXNG = "http://relaxng.org/ns/structure/1.0"
_XSLT = "http://www.w3.org/1999/XSL/Transform"
_PARTS = ("ns", "title", "param", "let", "phase", "pattern", "group", "rules", "diagnostics", "properties")
_BASE = f"{{{XML}}}base"
_DEEPEST = 40
"""So deep may files include each other."""


class SchemaSource(NamedTuple):
    """A schema in one piece, whose elements know their places, and the files that it was read from."""

    root: etree._Element
    files: tuple[Path, ...]


def sch(name: str) -> str:
    """The lxml name of an element of Schematron."""
    return f"{{{SCHEMATRON}}}{name}"


def holds_schematron(data: bytes) -> bool:
    """Whether a file may have Schematron in it, so that it is worth looking for."""
    return SCHEMATRON.encode() in data or b'scheme="schematron"' in data


def read_schema(data: bytes, name: str) -> SchemaSource | None:
    """Read a schema from the bytes of a file called ``name``, with the local files that it includes.

    None if a RELAX NG schema or an ODD has no Schematron in it. Raises :class:`UnreadableInput` with one sentence, with
    file and line, if it is no schema or if what it includes can't be had.
    """
    reader = _Reader()
    root = reader.parse(data, name)
    namespace = etree.QName(root).namespace
    if namespace in (_RELAXNG, TEI):
        found = _embedded(root, name)
        return None if found is None else SchemaSource(found, tuple(reader.files))
    if namespace == _OLD:
        raise UnreadableInput(f"{name}:{root.sourceline}: this is Schematron 1.5; give it the namespace {SCHEMATRON}.")
    if root.tag not in (sch("schema"), sch("library")):
        raise UnreadableInput(f"{name}:{root.sourceline}: this is no Schematron schema: it begins with <{root.tag}>.")
    reader.include(root, Path(name), (Path(name).resolve(),))
    root.tag = sch("schema")
    root.set(_BASE, Path(name).resolve().as_uri())
    return SchemaSource(root, tuple(reader.files))


class _Reader:
    """Reads files and puts those that are included in their places."""

    def __init__(self) -> None:
        self.files: list[Path] = []

    def parse(self, data: bytes, name: str) -> etree._Element:
        root = parse_xml(data, name).getroot()
        self.files.append(Path(name))
        for element in root.iter(etree.Element):
            if not isinstance(element.tag, str):
                continue
            element.set(AT, f"{name}:{element.sourceline}")
        return root

    def include(self, element: etree._Element, path: Path, chain: tuple[Path, ...]) -> None:
        for child in list(element):
            if child.tag == sch("include") or (child.tag == sch("extends") and "href" in child.attrib):
                self._take(child, path, chain)
            elif isinstance(child.tag, str):
                self.include(child, path, chain)

    def _take(self, pointer: etree._Element, path: Path, chain: tuple[Path, ...]) -> None:
        """What a pointer leads to in place of it: the element itself for include, what is in it for extends."""
        found, target = self._pointed_to(pointer, path, chain)
        parent = pointer.getparent()
        assert parent is not None
        holder = etree.Element("holder")
        if pointer.tag == sch("include"):
            holder.append(copy.deepcopy(found))
        else:
            _like(parent, found, pointer)
            holder.extend(copy.deepcopy(one) for one in found)
        if target == path and any(one.get(AT) == pointer.get(AT) for one in holder.iter(pointer.tag)):
            raise _of_itself(pointer)
        self.include(holder, target, (*chain, target.resolve()))
        at, tail = parent.index(pointer), pointer.tail or ""
        parent.remove(pointer)
        for number, one in enumerate(list(holder)):
            parent.insert(at + number, one)
        if tail.strip():
            parent[at + max(0, len(holder) - 1)].tail = tail

    def _pointed_to(self, pointer: etree._Element, path: Path, chain: tuple[Path, ...]) -> tuple[etree._Element, Path]:
        """The element that @href leads to, and its file."""
        place, href = pointer.get(AT, ""), pointer.get("href", "")
        parts = urlsplit(href)
        if not href or parts.scheme not in ("", "file") or parts.netloc:
            raise UnreadableInput(f"{place}: only files beside the schema are included, and “{href}” is none.")
        target = path.parent / unquote(parts.path) if parts.path else path
        if target.resolve() in chain and not parts.fragment:
            raise _of_itself(pointer)
        if len(chain) > _DEEPEST:
            raise UnreadableInput(f"{place}: “{href}” is included through too many files.")
        try:
            root = self.parse(target.read_bytes(), str(target))
        except OSError as error:
            raise UnreadableInput(f"{place}: “{href}” cannot be read: {error.strerror}.") from None
        found = root if not parts.fragment else _by_id(root, parts.fragment)
        if found is None:
            raise UnreadableInput(f"{place}: in “{href}” no element has the id “{parts.fragment}”.")
        return found, target


def _of_itself(pointer: etree._Element) -> UnreadableInput:
    return UnreadableInput(f"{pointer.get(AT, '')}: “{pointer.get('href', '')}” includes itself.")


def _like(parent: etree._Element, found: etree._Element, pointer: etree._Element) -> None:
    """Raises :class:`UnreadableInput` unless what is extended is of the same kind as what extends it."""
    what, wanted = local_name(found), local_name(parent)
    if what not in (wanted, "library"):
        place, href = pointer.get(AT, ""), pointer.get("href", "")
        raise UnreadableInput(f"{place}: a <{wanted}> can extend another <{wanted}>, but “{href}” is a <{what}>.")


def _by_id(root: etree._Element, identifier: str) -> etree._Element | None:
    return next((one for one in root.iter("*") if identifier in (one.get("id"), one.get(XML_ID))), None)


def _embedded(root: etree._Element, name: str) -> etree._Element | None:
    """The schema that is made of the Schematron in a RELAX NG schema or an ODD."""
    schema = etree.Element(sch("schema"), nsmap={"sch": SCHEMATRON})
    schema.set("queryBinding", root.get(sch("queryBinding"), "xslt2"))
    schema.set(AT, root.get(AT, ""))
    schema.set(_BASE, Path(name).resolve().as_uri())
    prefixes: set[str] = set()
    for element in _outermost(root):
        kind = local_name(element)
        if kind == "ns" and element.get("prefix", "") in prefixes:
            continue
        if kind == "ns":
            prefixes.add(element.get("prefix", ""))
        own = copy.deepcopy(element)
        own.tail = None
        schema.append(own if kind in _PARTS or etree.QName(element).namespace == _XSLT else _as_pattern(own, element))
    if schema.find(sch("pattern")) is None:
        return None
    if root.tag.startswith(f"{{{TEI}}}") and "tei" not in prefixes:
        schema.insert(0, etree.Element(sch("ns"), {"prefix": "tei", "uri": TEI, AT: root.get(AT, "")}))
    return schema


def _outermost(element: etree._Element) -> Iterator[etree._Element]:
    """The elements of Schematron, and functions and keys for them, that stand in none of these. Examples are none."""
    for child in element.iterchildren(etree.Element):
        namespace = etree.QName(child).namespace
        if namespace == SCHEMATRON and child.tag == sch("schema"):
            yield from child.iterchildren(f"{{{SCHEMATRON}}}*", f"{{{_XSLT}}}*")
        elif namespace == SCHEMATRON or (namespace == _XSLT and local_name(child) in ("function", "key")):
            yield child
        elif local_name(child) not in ("exemplum", "egXML"):
            yield from _outermost(child)


def _as_pattern(own: etree._Element, element: etree._Element) -> etree._Element:
    """A rule, or an assertion on what the ODD specifies there, as a pattern of its own."""
    pattern = etree.Element(sch("pattern"), {AT: element.get(AT, "")})
    if own.tag == sch("rule"):
        pattern.append(own)
        return pattern
    context = _specified(element)
    if own.tag not in (sch("assert"), sch("report")) or not context:
        place = element.get(AT, "")
        raise UnreadableInput(f"{place}: <{local_name(element)}> stands in no rule, and nothing says what it is about.")
    etree.SubElement(pattern, sch("rule"), {"context": context, AT: element.get(AT, "")}).append(own)
    return pattern


def _specified(element: etree._Element) -> str:
    """The element or attribute that an ODD specifies round a constraint, as a context."""
    attribute = ""
    for one in element.iterancestors():
        if local_name(one) == "attDef" and not attribute:
            attribute = f"/@{one.get('ident')}"
        if local_name(one) == "elementSpec":
            return f"tei:{one.get('ident')}{attribute}"
    return ""
