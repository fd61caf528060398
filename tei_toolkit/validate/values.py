"""Why a value is not right, in an editor's words: a sentence, and a hint that shows one that is.

The datatypes are those that TEI uses (TEI Guidelines, chapter 1.4.2), which are XML Schema's.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from difflib import get_close_matches

from tei_toolkit.validate.relaxng.datatypes import Datatype
from tei_toolkit.validate.relaxng.patterns import Pattern

Explained = tuple[str, str]
"""What the value is not, to stand behind it in a sentence, and a hint."""

DATE_FORMS = "Write a day as 1939-02-03, a month as 1939-02, a year as 1939."
_DATES = {"date", "dateTime", "gYear", "gYearMonth"}
_NUMBERS = {"decimal", "double"}
_NAME = "Begin with a letter; go on with letters, digits, full stops, hyphens or underscores."
_NOT: dict[str, Explained] = {
    "ID": ("cannot be an id", _NAME),
    "IDREF": ("cannot be an id", _NAME),
    "NCName": ("cannot be a name", _NAME),
    "Name": ("cannot be a name", _NAME),
    "language": ("is not a language tag", "Write a tag such as en or de-AT, with hyphens."),
    "decimal": ("is not a number", "Write it in digits, such as 2 or 2.5."),
    "double": ("is not a number", "Write it in digits, such as 2 or 2.5."),
    "nonNegativeInteger": ("is not a whole number", "Write it in digits, such as 2."),
    "positiveInteger": ("is not a whole number above 0", "Write it in digits, such as 2."),
    "integer": ("is not a whole number", "Write it in digits, such as 2."),
    "boolean": ("is neither true nor false", "Write true or false."),
    "time": ("is not a time of day in the form that TEI uses", "Write 14:30:00."),
    "anyURI": (
        "is not an address or a reference",
        "Write #id for something in this document, or an address without blanks (%20 stands for one).",
    ),
}
"""By the name of the datatype; where a value may be of several, the first of them in this order."""
_LISTED = 12


def explain_value(value: str, pattern: Pattern | None, allowed: tuple[str, ...]) -> Explained:
    """Say what is wrong with ``value``.

    ``pattern`` is what it should have matched, ``allowed`` the values that the pattern spells out.
    """
    types = {one.name for one in _datatypes(pattern)}
    if types & _DATES:
        return explain_date(value)
    allowed = tuple(one for one in allowed if one)
    if allowed and types <= _NUMBERS:
        return _of_list(value, allowed, or_number=bool(types))
    if not value.strip():
        return "is empty", "Give it a value, or take the attribute away."
    for name, explained in _NOT.items():
        if name in types:
            return explained
    if len(value.split()) > 1:
        return "is more than one word", "Write it as one word, without blanks."
    return "is not of the form that the schema wants here", ""


def explain_date(value: str) -> Explained:
    """Say why a value is no date, and which was probably meant: both, where it can be read two ways."""
    written = " ".join(value.split())
    if not written:
        return "is empty", f"{DATE_FORMS} A date that is not known needs no attribute."
    if re.fullmatch(r"\d{4}-\d\d-\d\d", written):
        swapped = _day(written[:4], written[8:], written[5:7])
        return "is no day of the calendar", f"Did you mean {swapped}?" if swapped else "Check day and month."
    readings = _readings(written)
    if readings:
        return "is not a date in the form that TEI uses", f"Write {' or '.join(readings)}."
    span = re.fullmatch(r"(\d{4}(?:-\d\d){0,2}) ?(?:/|–|--| - ) ?(\d{4}(?:-\d\d){0,2})", written)
    if span:
        return "is a span, not a date", f'Write from="{span.group(1)}" to="{span.group(2)}".'
    return "is not a date in the form that TEI uses", DATE_FORMS


def _readings(written: str) -> list[str]:
    """The days or months that can be meant, in TEI's form."""
    year_first = re.fullmatch(r"(\d{4})[-/.](\d\d?)[-/.](\d\d?)|(\d{4})(\d\d)(\d\d)", written)
    if year_first:
        year, month, day = (part for part in year_first.groups() if part)
        return _known(_day(year, month, day))
    month_only = re.fullmatch(r"(\d{4})[-/.]([1-9])", written)
    if month_only:
        return [f"{month_only.group(1)}-0{month_only.group(2)}"]
    day_first = re.fullmatch(r"(\d\d?)([-/.]) ?(\d\d?)\2 ?(\d{4})", written)
    if not day_first:
        return []
    first, sign, second, year = day_first.groups()
    if sign == ".":
        return _known(_day(year, second, first))
    # 3/2/1939 is 3 February to one reader and 2 March to another.
    return _known(_day(year, second, first), _day(year, first, second))


def _known(*days: str) -> list[str]:
    return list(dict.fromkeys(day for day in days if day))


def _day(year: str, month: str, day: str) -> str:
    try:
        return datetime.date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""


def _of_list(value: str, allowed: tuple[str, ...], or_number: bool) -> Explained:
    near = get_close_matches(value.strip(), allowed, 1)
    names = [*sorted(allowed)[:_LISTED], "…" if len(allowed) > _LISTED else "", "a number" if or_number else ""]
    meant = f"Did you mean “{near[0]}”? " if near else ""
    return "is not one of the values allowed here", f"{meant}Allowed: {', '.join(filter(None, names))}."


def _datatypes(pattern: Pattern | None) -> Iterator[Datatype]:
    if pattern is None:
        return
    if pattern.kind == "data" and isinstance(pattern.value, Datatype):
        yield pattern.value
    elif pattern.kind == "choice":
        for option in pattern.options:
            yield from _datatypes(option)
    else:
        yield from _datatypes(pattern.left)
        yield from _datatypes(pattern.right)
