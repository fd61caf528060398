"""The datatypes of XML Schema (https://www.w3.org/TR/xmlschema-2/, second edition): how each is written, which value
is meant, and which facets it takes.
"""

from __future__ import annotations

import base64
import binascii
import re
import struct
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from math import isnan
from typing import Any

from tei_toolkit.validate.relaxng.names import (
    collapse,
    is_name,
    is_ncname,
    is_nmtoken,
    is_qname,
    is_uri_reference,
    tokens,
)
from tei_toolkit.validate.relaxng.xsd_dates import MOMENTS, duration

Value = Callable[[str], Any]
"""From a text with its white space normalised to its value; raises ValueError if there is none."""


@dataclass(frozen=True, slots=True)
class XsdType:
    """A datatype: what becomes of white space, what a text means, and what facets can restrict."""

    value: Value
    normalise: Callable[[str], str] = collapse
    length: Callable[[Any], int] | None = None
    """What the facets of length measure."""
    ordered: bool = False
    """Whether there are least and greatest values."""
    digits: bool = False
    """Whether digits can be counted."""


def _written(fits: Callable[[str], bool]) -> Value:
    def value(text: str) -> str:
        if not fits(text):
            raise ValueError(text)
        return text

    return value


def _listed(fits: Callable[[str], bool]) -> Value:
    def value(text: str) -> tuple[str, ...]:
        parts = tuple(tokens(text))
        if not parts or not all(map(fits, parts)):
            raise ValueError(text)
        return parts

    return value


def _replaced(text: str) -> str:
    return re.sub("[\t\n\r]", " ", text)


def _unchanged(text: str) -> str:
    return text


def _text(value: Value, normalise: Callable[[str], str] = collapse) -> XsdType:
    return XsdType(value, normalise, length=len)


def _is_language(text: str) -> bool:
    return _LANGUAGE.fullmatch(text) is not None


_BOOLEANS = {"true": True, "1": True, "false": False, "0": False}


def _boolean(text: str) -> bool:
    if text not in _BOOLEANS:
        raise ValueError(text)
    return _BOOLEANS[text]


_LANGUAGE = re.compile("[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")
_DECIMAL = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
_INTEGER = re.compile(r"[+-]?[0-9]+")
_FLOAT = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[Ee][+-]?[0-9]+)?|-?INF|NaN")


def _decimal(text: str) -> Decimal:
    if _DECIMAL.fullmatch(text) is None:
        raise ValueError(text)
    return Decimal(text)


def _integer(least: int | None = None, most: int | None = None) -> XsdType:
    def value(text: str) -> Decimal:
        if _INTEGER.fullmatch(text) is None:
            raise ValueError(text)
        number = Decimal(text)
        if (least is not None and number < least) or (most is not None and number > most):
            raise ValueError(text)
        return number

    return XsdType(value, ordered=True, digits=True)


def _signed(bits: int) -> XsdType:
    return _integer(-(2 ** (bits - 1)), 2 ** (bits - 1) - 1)


def _unsigned(bits: int) -> XsdType:
    return _integer(0, 2**bits - 1)


class _Float(float):
    """A floating-point number; NaN is itself, as it is in XML Schema, and no other number's equal or neighbour."""

    def __eq__(self, other: object) -> bool:
        return float.__eq__(self, other) is True or (isnan(self) and isinstance(other, float) and isnan(other))

    def __ne__(self, other: object) -> bool:
        return float.__ne__(self, other) is True

    __hash__ = float.__hash__


def _double(text: str) -> _Float:
    if _FLOAT.fullmatch(text) is None:
        raise ValueError(text)
    return _Float(text.replace("INF", "inf"))


def _single(text: str) -> _Float:
    number = _double(text)
    try:
        return _Float(struct.unpack("f", struct.pack("f", number))[0])
    except OverflowError:
        return _Float("inf" if number > 0 else "-inf")


def _hexadecimal(text: str) -> bytes:
    if re.fullmatch("(?:[0-9A-Fa-f]{2})*", text) is None:
        raise ValueError(text)
    return bytes.fromhex(text)


def _base64(text: str) -> bytes:
    packed = text.replace(" ", "")
    try:
        made = base64.b64decode(packed, validate=True)
    except binascii.Error:
        raise ValueError(text) from None
    # The bits that padding leaves over are zero, so there is one way only to write a value.
    if base64.b64encode(made).decode() != packed:
        raise ValueError(text)
    return made


def _qualified(text: str) -> tuple[str, str]:
    """A name by its namespace. A text that comes without its place has all prefixes declared, each as itself."""
    if not is_qname(text):
        raise ValueError(text)
    namespaces = getattr(text, "namespaces", None)
    prefix, _, local = str(text).rpartition(":")
    if prefix == "xml":
        return "http://www.w3.org/XML/1998/namespace", local
    if namespaces is None:
        return prefix, local
    if prefix and prefix not in namespaces:
        raise ValueError(text)
    return namespaces.get(prefix or None) or "", local


def _undeclared(text: str) -> str:
    """Unparsed entities are declared in a DTD, and documents that declare any are not read."""
    raise ValueError(text)


TYPES: dict[str, XsdType] = {
    "string": _text(_unchanged, _unchanged),
    "normalizedString": _text(_unchanged, _replaced),
    "token": _text(_unchanged),
    "language": _text(_written(_is_language)),
    "Name": _text(_written(is_name)),
    "NCName": _text(_written(is_ncname)),
    "NMTOKEN": _text(_written(is_nmtoken)),
    "NMTOKENS": _text(_listed(is_nmtoken)),
    "ID": _text(_written(is_ncname)),
    "IDREF": _text(_written(is_ncname)),
    "IDREFS": _text(_listed(is_ncname)),
    "ENTITY": _text(_undeclared),
    "ENTITIES": _text(_undeclared),
    "QName": XsdType(_qualified),
    "NOTATION": XsdType(_qualified),
    "anyURI": _text(_written(is_uri_reference)),
    "boolean": XsdType(_boolean),
    "decimal": XsdType(_decimal, ordered=True, digits=True),
    "integer": _integer(),
    "nonPositiveInteger": _integer(most=0),
    "negativeInteger": _integer(most=-1),
    "nonNegativeInteger": _integer(0),
    "positiveInteger": _integer(1),
    "long": _signed(64),
    "int": _signed(32),
    "short": _signed(16),
    "byte": _signed(8),
    "unsignedLong": _unsigned(64),
    "unsignedInt": _unsigned(32),
    "unsignedShort": _unsigned(16),
    "unsignedByte": _unsigned(8),
    "float": XsdType(_single, ordered=True),
    "double": XsdType(_double, ordered=True),
    "duration": XsdType(duration, ordered=True),
    **{name: XsdType(value, ordered=True) for name, value in MOMENTS.items()},
    "hexBinary": _text(_hexadecimal),
    "base64Binary": _text(_base64),
}
