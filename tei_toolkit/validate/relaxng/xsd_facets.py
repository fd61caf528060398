"""The facets by which a schema restricts a datatype of XML Schema (https://www.w3.org/TR/xmlschema-2/, 4.3)."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from tei_toolkit.errors import UnreadableInput
from tei_toolkit.validate.relaxng.names import collapse
from tei_toolkit.validate.relaxng.xsd_regex import fitting
from tei_toolkit.validate.relaxng.xsd_types import XsdType

Facet = Callable[[str, Any], bool]
"""Whether a text and its value keep to the facet."""

_LENGTHS = {"length": operator.eq, "minLength": operator.ge, "maxLength": operator.le}
_BOUNDS: dict[str, Callable[[Any, Any], bool]] = {
    "minInclusive": lambda value, bound: bound <= value or bound == value,
    "minExclusive": lambda value, bound: bound < value,
    "maxInclusive": lambda value, bound: value <= bound or bound == value,
    "maxExclusive": lambda value, bound: value < bound,
}
_ELSEWHERE = {
    "enumeration": "write a <value> for each value that is allowed.",
    "whiteSpace": "choose string, normalizedString or token instead.",
}


def facet(name_of_type: str, kind: XsdType, name: str, written: str) -> Facet:
    """Make the check of a facet called ``name``, of a datatype ``kind``.

    Raises :class:`UnreadableInput` with a sentence without place if the datatype does not take it, or not so.
    """
    if name == "pattern":
        fits = fitting(written)
        return lambda text, value: fits(text)
    text = collapse(written)
    if name in _LENGTHS and kind.length is not None:
        return _length(kind.length, _LENGTHS[name], _count(name, text))
    if name in _BOUNDS and kind.ordered:
        return _bound(name_of_type, kind, name, text)
    if name == "totalDigits" and kind.digits:
        total = _count(name, text, 1)
        return lambda text, value: _total_digits(value) <= total
    if name == "fractionDigits" and kind.digits:
        most = _count(name, text)
        return lambda text, value: _fraction_digits(value) <= most
    if name in _ELSEWHERE:
        raise UnreadableInput(f"‘{name}’ is no parameter in RELAX NG: {_ELSEWHERE[name]}")
    raise UnreadableInput(f"the datatype ‘{name_of_type}’ has no parameter ‘{name}’.")


def _count(name: str, text: str, least: int = 0) -> Decimal:
    if re.fullmatch(r"\+?[0-9]+", text) is None or Decimal(text) < least:
        raise UnreadableInput(f"the parameter ‘{name}’ must be a whole number, and ‘{text}’ is none.")
    return Decimal(text)  # of as many digits as one likes


def _length(measure: Callable[[Any], int], holds: Callable[[int, Decimal], bool], bound: Decimal) -> Facet:
    return lambda text, value: holds(measure(value), bound)


def _bound(name_of_type: str, kind: XsdType, name: str, text: str) -> Facet:
    holds = _BOUNDS[name]
    try:
        bound = kind.value(text)
    except ValueError:
        raise UnreadableInput(f"the parameter ‘{name}’ must be of ‘{name_of_type}’, and ‘{text}’ is not.") from None
    return lambda text, value: bool(holds(value, bound))


def _total_digits(value: Decimal) -> int:
    whole, fraction = _significant(value)
    return len(whole) + len(fraction)


def _fraction_digits(value: Decimal) -> int:
    return len(_significant(value)[1])


def _significant(value: Decimal) -> tuple[str, str]:
    """The digits before and after the point, without zeros that say nothing."""
    whole, _, fraction = f"{value.copy_abs():f}".partition(".")
    return whole.lstrip("0"), fraction.rstrip("0")
