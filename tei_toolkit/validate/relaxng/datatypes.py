"""Datatypes of values: RELAX NG's own two, and those of XML Schema by the package elementpath."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from elementpath.datatypes import builtin_atomic_types
from elementpath.regex import translate_pattern

from tei_toolkit.errors import UnreadableInput

XSD = "http://www.w3.org/2001/XMLSchema-datatypes"
_KEEP_SPACE = ("string",)
_NUMERIC = ("integer", "decimal", "double", "float", "Integer", "long", "int", "short", "byte")


@dataclass(frozen=True, slots=True)
class Datatype:
    """A datatype with its facets; ``library`` is empty for RELAX NG's own ``string`` and ``token``."""

    library: str
    name: str
    facets: tuple[tuple[str, str], ...] = ()

    def allows(self, value: str) -> bool:
        """Whether a value, as it is written, belongs to the datatype."""
        return _check(self)(value)

    def equal(self, value: str, other: str) -> bool:
        """Whether two written values are the same value of the datatype."""
        if self.name == "string":
            return value == other
        return value.split() == other.split()


@functools.cache
def _check(datatype: Datatype) -> Callable[[str], bool]:
    if not datatype.library:
        if datatype.name not in ("string", "token"):
            raise UnreadableInput(f"the schema uses the datatype ‘{datatype.name}’, which RELAX NG does not have.")
        return lambda value: True
    facets = [_facet(datatype.name, name, value) for name, value in datatype.facets]
    basic = _basic(datatype.name)
    keep = datatype.name in _KEEP_SPACE

    def check(value: str) -> bool:
        if not keep:
            value = " ".join(value.split())
        return basic(value) and all(facet(value) for facet in facets)

    return check


def _basic(name: str) -> Callable[[str], bool]:
    if name in ("string", "token", "normalizedString"):
        return lambda value: True
    if name == "anyURI":
        return _is_uri
    kind: Any = builtin_atomic_types.get("xs:" + ("NCName" if name in ("ID", "IDREF") else name))
    if kind is None:
        raise UnreadableInput(f"the schema uses the datatype ‘{name}’, which XML Schema does not have.")

    def valid(value: str) -> bool:
        try:
            return bool(kind.is_valid(value)) and _really_exists(name, value)
        except (ValueError, TypeError, OverflowError, ArithmeticError):
            return False

    return valid


def _really_exists(name: str, value: str) -> bool:
    """A value that has the form of a date must be one: 30 February is none."""
    if name in ("date", "dateTime", "gMonthDay", "gYear", "gYearMonth", "time", "gDay", "gMonth"):
        kind: Any = builtin_atomic_types["xs:" + name]
        kind.make(value)
    return True


_ESCAPES = re.compile(r"%(?![0-9A-Fa-f]{2})")


def _is_uri(value: str) -> bool:
    """RFC 3986 with IRIs let through: percent signs must escape, and there is one fragment at most."""
    return not _ESCAPES.search(value) and value.count("#") <= 1 and not value.startswith(":")


def _facet(datatype: str, name: str, value: str) -> Callable[[str], bool]:
    if name == "pattern":
        expression = re.compile(translate_pattern(value, back_references=False, lazy_quantifiers=False, anchors=False))
        return lambda text: expression.match(text) is not None
    if name in ("length", "minLength", "maxLength"):
        bound = int(value)
        compare: Mapping[str, Callable[[int], bool]] = {
            "length": lambda size: size == bound,
            "minLength": lambda size: size >= bound,
            "maxLength": lambda size: size <= bound,
        }
        return lambda text: compare[name](len(text))
    if name in ("minInclusive", "maxInclusive", "minExclusive", "maxExclusive"):
        return functools.partial(_within, name, value, datatype.endswith(_NUMERIC))
    raise UnreadableInput(f"the schema restricts ‘{datatype}’ by the facet ‘{name}’, which is not known here.")


def _within(facet: str, bound: str, numeric: bool, text: str) -> bool:
    if not numeric:
        return (text >= bound) if facet.startswith("min") else (text <= bound)
    try:
        left, right = Decimal(text), Decimal(bound)
    except InvalidOperation:
        return text in ("INF", "-INF") and (text == "INF") == facet.startswith("min")
    checks = {
        "minInclusive": left >= right,
        "maxInclusive": left <= right,
        "minExclusive": left > right,
        "maxExclusive": left < right,
    }
    return checks[facet]
