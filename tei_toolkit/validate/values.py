"""Why a value is not right, in an editor's words: a sentence, and a hint that shows one that is.

The datatypes are those that TEI uses (TEI Guidelines, chapter 1.4.2), which are XML Schema's.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple
from urllib.parse import quote

from tei_toolkit.validate.dates import explain_date
from tei_toolkit.validate.spelling import candidates

__all__ = ["Explained", "example_of", "explain_value"]


class Explained(NamedTuple):
    """What a value is not, to stand behind it in a sentence; a hint; and, where it is beyond doubt, what was meant."""

    wrong: str
    hint: str = ""
    meant: str = ""


class _Kind(NamedTuple):
    wrong: str
    hint: str
    example: str


_NAME = "Begin with a letter; go on with letters, digits, full stops, hyphens or underscores."
_DIGITS = "Write it in digits, such as 2."
_KINDS = {
    "ID": _Kind("cannot be an id", _NAME, "x1"),
    "IDREF": _Kind("cannot be an id", _NAME, "x1"),
    "NCName": _Kind("cannot be a name", _NAME, "name"),
    "Name": _Kind("cannot be a name", _NAME, "name"),
    "language": _Kind("is not a language tag", "Write a tag such as en or de-AT, with hyphens.", "en"),
    "decimal": _Kind("is not a number", "Write it in digits, such as 2 or 2.5.", "2"),
    "double": _Kind("is not a number", "Write it in digits, such as 2 or 2.5.", "2"),
    "float": _Kind("is not a number", "Write it in digits, such as 2 or 2.5.", "2"),
    "nonNegativeInteger": _Kind("is not a whole number", _DIGITS, "2"),
    "positiveInteger": _Kind("is not a whole number above 0", _DIGITS, "2"),
    "integer": _Kind("is not a whole number", _DIGITS, "2"),
    "int": _Kind("is not a whole number", _DIGITS, "2"),
    "boolean": _Kind("is neither true nor false", "Write true or false.", "true"),
    "duration": _Kind(
        "is not a length of time in the form that TEI uses", "Write three days as P3D, two hours as PT2H.", "P3D"
    ),
    "time": _Kind("is not a time of day in the form that TEI uses", "Write 14:30:00.", "14:30:00"),
    "anyURI": _Kind(
        "is not an address or a reference",
        "Write #id for something in this document, or an address without blanks (%20 stands for one).",
        "#id",
    ),
}
"""By the name of the datatype; where a value may be of several, the first of them in this order."""
_DATES = {"date", "dateTime", "gYear", "gYearMonth"}
_SHORTER = {"gYear", "gYearMonth"}
_NO_DAY = re.compile(r"\d{4}(-\d\d)?")
_NUMBERS = {"decimal", "double"}
_IDS = {"ID", "IDREF", "NCName", "Name"}
_LISTED = 12
_BESIDE_LETTERS = re.compile(r"[^\w.-]+")


def explain_value(value: str, types: Collection[str], allowed: tuple[str, ...], language: str = "und") -> Explained:
    """Say what is wrong with ``value``.

    ``types`` are the names of the datatypes of which it could have been, ``allowed`` the values that the schema spells
    out, ``language`` is that of the text round it, by which dates in words are read.
    """
    if "date" in types and not _SHORTER & set(types) and _NO_DAY.fullmatch(value.strip()):
        return Explained("is not a day", "Write 1939-02-03.")
    if _DATES & set(types):
        return Explained(*explain_date(value, language))
    allowed = tuple(one for one in allowed if one)
    if allowed and set(types) <= _NUMBERS:
        return _of_list(value, allowed, or_number=bool(types))
    if not value.strip():
        return Explained("is empty", "Give it a value, or take the attribute away.")
    for name, kind in _KINDS.items():
        if name in types:
            return Explained(kind.wrong, _hint(name, kind, value))
    if len(value.split()) > 1:
        joined = "-".join(value.split())
        return Explained("is more than one word", f"Write it as one word, without blanks, such as {joined}.")
    return Explained("is not of the form that the schema wants here")


def example_of(types: Collection[str]) -> str:
    """A value of the first of these datatypes that has an example; an ellipsis if none has."""
    if _DATES & set(types):
        return "1939-02-03"
    return next((kind.example for name, kind in _KINDS.items() if name in types), "…")


def _hint(name: str, kind: _Kind, value: str) -> str:
    """What would be right, made of what is written, where that can be done."""
    if name in _IDS:
        made = _BESIDE_LETTERS.sub("-", value.strip()).strip("-.")
        made = made if made[:1].isalpha() or made[:1] == "_" else f"id-{made}"
        return f"{kind.hint} For example: {made}." if made != "id-" else kind.hint
    if name == "language" and re.fullmatch(r"[A-Za-z]{2,3}(_[A-Za-z0-9]{2,8})+", value.strip()):
        return f"Write it with a hyphen: {value.strip().replace('_', '-')}."
    if name == "anyURI" and len(value.split()) > 1:
        return f"An address has no blanks; %20 stands for one: {quote(value.strip(), safe='/:#?&=%+,;@~()')}."
    return kind.hint


def _of_list(value: str, allowed: tuple[str, ...], or_number: bool) -> Explained:
    near = candidates(value.strip(), allowed)
    names = [*sorted(allowed)[:_LISTED], "…" if len(allowed) > _LISTED else "", "a number" if or_number else ""]
    meant = f"Did you mean {' or '.join(f'“{one}”' for one in near)}? " if near else ""
    sure = near[0] if len(near) == 1 and near[0].casefold() == value.strip().casefold() else ""
    hint = f"{meant}Allowed: {', '.join(filter(None, names))}."
    return Explained("is not one of the values allowed here", hint, sure)
