"""The tags of a document as they are written, for those who look at nothing else; it must be known to be well-formed.

What is said here of names and values is section 3.3 of XML 1.0 and section 6 of Namespaces in XML.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml import etree

from tei_toolkit.parsing import XML, is_plain

Namespaces = tuple[tuple[str, str], ...]
"""Prefixes and what they stand for, in a fixed order; the prefix of the default namespace is empty."""

_TAGS = re.compile(rb"<([^<>\"'!?]+(?:\"[^\"]*\"[^<>\"']*|'[^']*'[^<>\"']*)*|!--.*?--|\?.*?\?)>([^<]*)", re.DOTALL)
_SPACES = dict.fromkeys(map(ord, "\t\r\n"), " ")
_QUOTED = re.compile(rb"\"[^\"]*\"|'[^']*'")
_NAMES = re.compile(rb"[^\s=/]+|/")
_MANY = 8_000_000
"""From so many bytes on the tags are gone through one by one, rather than all held at once."""


Shape = tuple[bytes, ...]
"""A start tag but for the values of its attributes: what is written before, between and after them, without their
quotation marks."""


def are_looked_at(data: bytes) -> bool:
    """Whether the tags of a document can be found here: it has no document type, no CDATA, no encoding but UTF-8."""
    return is_plain(data) and b"<![CDATA[" not in data


def tags(data: bytes) -> Iterable[tuple[bytes, bytes]]:
    """Each tag, comment and instruction of a document, without its angle brackets, with the text that follows it."""
    if len(data) < _MANY:
        return _TAGS.findall(data)
    return ((bytes(found[1]), bytes(found[2])) for found in _TAGS.finditer(data))


def stretches(data: bytes) -> list[bytes]:
    """A document, cut at each line that ends with a tag; this end (``>`` and the line's end) is left out."""
    return data.rstrip()[:-1].split(b">\n")


def tags_of_stretch(stretch: bytes) -> list[tuple[bytes, bytes]] | None:
    """The same as :func:`tags` of a stretch, and before them, with an empty comment, the text before them; None if a
    tag, a comment or a text goes on beyond the stretch."""
    written = b"\n" + stretch + b">"
    before = written.find(b"<")
    found = _TAGS.findall(written)
    if not found or found[-1][1]:
        return None
    if len(found) != written.count(b"<") and before + sum([len(a) + len(b) + 2 for a, b in found]) != len(written):
        return None  # something was passed over: what has no tag for each < may have comments
    return [(b"!", written[:before]), *found]


def read_tag(written: bytes) -> tuple[Shape, list[bytes]]:
    """The shape of a start tag, and the values of its attributes, as they are written, without quotation marks."""
    pieces = written.split(b'"')
    shape = tuple(pieces[::2])
    if b"'" in written and any(b"'" in piece for piece in shape):
        return tuple(_QUOTED.split(written)), [quoted[1:-1] for quoted in _QUOTED.findall(written)]
    return shape, pieces[1::2]


def names_in(shape: Shape) -> list[bytes]:
    """The name of a tag, those of its attributes, and ``/`` if the element ends with its tag."""
    return _NAMES.findall(b" ".join(shape))


def with_declarations(shape: Shape, values: list[bytes]) -> Shape:
    """A shape with the namespaces that the tag declares, for what its names mean depends on them."""
    names = names_in(shape)[1:]
    return shape + tuple(value for name, value in zip(names, values, strict=False) if is_declaration(name))


def read_value(written: bytes) -> str:
    """The value of an attribute as a parser gives it."""
    if b"&" in written:  # character references are the parser's trade
        quoted = b"'%s'" % written if b'"' in written else b'"%s"' % written
        return etree.fromstring(b"<a v=" + quoted + b"/>").get("v", "")
    value = written.decode()
    return value if value.isprintable() else value.replace("\r\n", " ").translate(_SPACES)


def declared(outer: Namespaces, names: list[bytes], values: list[bytes]) -> Namespaces:
    """The namespaces in an element, of those round it and of its tag, of which ``names`` are those of attributes."""
    scope = dict(outer)
    for name, value in zip(names, values, strict=False):
        if is_declaration(name):
            scope[name[6:].decode()] = read_value(value)
    return tuple(sorted(scope.items()))


def is_declaration(name: bytes) -> bool:
    """Whether an attribute of this name declares a namespace."""
    return name == b"xmlns" or name.startswith(b"xmlns:")


def qualified(namespaces: Namespaces, name: bytes) -> tuple[str, str]:
    """The namespace and the local name of an element whose name is written so."""
    prefix, _, local = name.decode().rpartition(":")
    return XML if prefix == "xml" else dict(namespaces).get(prefix, ""), local


def qualified_attribute(namespaces: Namespaces, name: bytes) -> tuple[str, str]:
    """The same of an attribute: without a prefix it is in no namespace."""
    return qualified(namespaces, name) if b":" in name else ("", name.decode())
