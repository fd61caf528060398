"""The tags of a document as they are written, for those who look at nothing else; it must be known to be well-formed.

What is said here of names and values is section 3.3 of XML 1.0 and section 6 of Namespaces in XML.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from lxml import etree

from tei_toolkit.parsing import XML

Namespaces = tuple[tuple[str, str], ...]
"""Prefixes and what they stand for, in a fixed order; the prefix of the default namespace is empty."""

_TAGS = re.compile(
    rb"<(!--.*?--|\?.*?\?|[^<>\"'!?]*(?:\"[^\"]*\"[^<>\"']*|'[^']*'[^<>\"']*)*)>([^<]*)", re.DOTALL
)
_SPACES = dict.fromkeys(map(ord, "\t\r\n"), " ")
_ATTRIBUTES = re.compile(rb"([^\s=\"'/]+)\s*=\s*(\"[^\"]*\"|'[^']*')")
_NAME = re.compile(rb"[^\s/]+")
_ELSEWHERE = (b"<![CDATA[", b"<!DOCTYPE")
_ENCODED = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"'](?!utf-8[\"']|us-ascii[\"'])", re.IGNORECASE)
_MANY = 8_000_000
"""From so many bytes on the tags are gone through one by one, rather than all held at once."""


class Shape(NamedTuple):
    """A start tag but for the values of its attributes: the names, as they are written."""

    name: str
    attributes: tuple[str, ...]
    closed: bool
    """Whether the element ends with its tag."""


def tags(data: bytes) -> Iterable[tuple[bytes, bytes]] | None:
    """Each tag, comment and instruction of a document, without its angle brackets, with the text that follows it; None
    if the document is written in a way that is not looked at here: a document type, CDATA, an encoding but UTF-8."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff", b"\0")) or _ENCODED.match(data) or any(map(data.__contains__, _ELSEWHERE)):
        return None
    if len(data) < _MANY:
        return _TAGS.findall(data)
    return ((found[1], found[2]) for found in _TAGS.finditer(data))


def read_tag(written: bytes) -> tuple[Shape, tuple[str, ...]]:
    """The shape of a start tag, and the values of its attributes as a parser gives them."""
    found = _NAME.match(written)
    assert found is not None
    attributes = _ATTRIBUTES.findall(written, found.end())
    names = tuple(name.decode() for name, _ in attributes)
    shape = Shape(found.group().decode(), names, written.endswith(b"/"))
    return shape, tuple(_value(quoted) for _, quoted in attributes)


def _value(quoted: bytes) -> str:
    if b"&" in quoted:  # character references are the parser's trade
        return etree.fromstring(b"<a v=" + quoted + b"/>").get("v", "")
    value = quoted[1:-1].decode()
    return value if value.isprintable() else value.replace("\r\n", " ").translate(_SPACES)


def declared(outer: Namespaces, shape: Shape, values: tuple[str, ...]) -> Namespaces:
    """The namespaces in an element, of those round it and of its tag."""
    scope = dict(outer)
    for name, value in zip(shape.attributes, values, strict=True):
        if name.startswith("xmlns"):
            scope[name[6:]] = value
    return tuple(sorted(scope.items()))


def qualified(namespaces: Namespaces, name: str, is_attribute: bool) -> tuple[str, str]:
    """The namespace and the local name that a written name stands for."""
    prefix, _, local = name.rpartition(":")
    if is_attribute and not prefix:
        return "", local
    return XML if prefix == "xml" else dict(namespaces).get(prefix, ""), local
