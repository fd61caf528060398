"""EDTF in and out: the Extended Date/Time Format (ISO 8601-2:2019; https://www.loc.gov/standards/datetime/)
and TEI's dating attributes.

Read is what TEI can say in ``when``, ``notBefore``/``notAfter``, ``from``/``to``, ``cert`` and ``precision``:

===========================  =======================================  ========
EDTF                         TEI                                      level
===========================  =======================================  ========
``1939-02-03`` ``1939``      ``when``                                 0
``1939-02/1940``             ``from`` ``to``                          0
``1939?`` ``~`` ``%``        ``cert`` ``precision`` both, ``medium``  1
``1939/`` ``../1939``        ``from`` or ``to`` alone                 1
``193X`` ``1939-02-XX``      ``notBefore`` ``notAfter``               1
``1939-21`` to ``1939-24``   ``notBefore`` ``notAfter``               1
``Y17000``                   ``when="17000"``                         1
``[1939..1941]`` ``[1939..]``  ``notBefore`` ``notAfter``             2
``XXXX-12-25``               ``when="--12-25"``                       2
===========================  =======================================  ========

A season comes back as the months it covers (``[1939-03..1939-05]``), and an open end (``1939/..``) as an unknown
one (``1939/``), for TEI does not tell them apart.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NoReturn

Attributes = tuple[tuple[str, str], ...]

_QUALIFIERS = {"": (), "?": ("cert",), "~": ("precision",), "%": ("cert", "precision")}
_DATE = r"-?\d{4}(?:-\d\d(?:-\d\d)?)?"
_TIME = r"T\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)?"
_EXACT = re.compile(rf"{_DATE}|\d{{4}}-\d\d-\d\d{_TIME}", re.ASCII)
_PLAIN = re.compile(_DATE, re.ASCII)
_LONG_YEAR = re.compile(r"Y(-?[1-9]\d{4,})", re.ASCII)
_SEASON = re.compile(r"(\d{4})-2([1-4])", re.ASCII)
_UNKNOWN_DIGITS = re.compile(r"(\d{1,3})(X{1,3})|(\d{4})-(\d\d|XX)(-XX)?", re.ASCII)
_NO_YEAR = re.compile(r"XXXX(-\d\d(?:-\d\d)?|-XX-\d\d)", re.ASCII)
_CHOICE = re.compile(r"\[([^,\[\]]*)\.\.([^,\[\]]*)\]", re.ASCII)
_TEI = re.compile(rf"(?P<date>{_DATE})(?:{_TIME})?|(?P<long>-?[1-9]\d{{4,}})|(?P<no_year>---?\d\d(?:-\d\d)?)", re.ASCII)
_SEASON_MONTHS = {1: (3, 5), 2: (6, 8), 3: (9, 11), 4: (12, 2)}
"""Winter is that which begins in the year, as in ``dates.spans``."""


class EdtfError(ValueError):
    """An expression that is no EDTF, or that the other side cannot say; its text is a sentence."""


@dataclass(frozen=True, slots=True)
class _Term:
    """One date, from its first value to its last, in TEI's notation; they are the same where it is one value."""

    first: str
    last: str
    qualifier: str = ""


def to_tei(edtf: str) -> Attributes:
    """TEI's dating attributes for an EDTF expression, as pairs of name and value.

    Raises ``EdtfError`` if it is no EDTF, or one that TEI's attributes cannot hold (several alternatives, a
    qualifier of the day alone).
    """
    choice = _CHOICE.fullmatch(edtf)
    if choice:
        return _choice(edtf, choice.group(1), choice.group(2))
    if "/" in edtf:
        return _interval(edtf)
    term = _term(edtf)
    if term.first == term.last:
        return (("when", term.first), *_qualified(term.qualifier))
    return (("notBefore", term.first), ("notAfter", term.last), *_qualified(term.qualifier))


def from_tei(attributes: Mapping[str, str]) -> str:
    """The EDTF expression for the dating attributes of a TEI element; other attributes are passed over.

    ``cert`` other than ``high`` becomes ``?``, ``precision`` other than ``high`` becomes ``~``. Raises
    ``EdtfError`` for values that are no dates and for combinations that EDTF has no word for.
    """
    edtf = _expression(attributes, {"when", "from", "to", "notBefore", "notAfter"} & attributes.keys())
    to_tei(edtf)  # Not everything that can be put together may be: a time has no qualifier.
    return edtf


def _expression(attributes: Mapping[str, str], names: set[str]) -> str:
    qualifier = _qualifier(attributes)
    if names == {"when"}:
        return _edtf(attributes["when"]) + qualifier
    if names and names <= {"from", "to"}:
        start, end = (attributes.get(name, "") for name in ("from", "to"))
        return "/".join(_edtf(value) + qualifier if value else "" for value in (start, end))
    if names and names <= {"notBefore", "notAfter"}:
        return _from_bounds(attributes.get("notBefore", ""), attributes.get("notAfter", ""), qualifier)
    said = ", ".join(sorted(names)) or "no dating attribute"
    raise EdtfError(f"EDTF has no expression for {said} together.")


def _term(text: str, in_interval: bool = False) -> _Term:
    qualifier = text[-1] if text[-1:] in ("?", "~", "%") else ""
    body = text.removesuffix(qualifier)
    season = _SEASON.fullmatch(body)
    if season and not qualifier:
        return _season(int(season.group(1)), int(season.group(2)))
    if _EXACT.fullmatch(body) and not (in_interval and "T" in body):
        return _Term(body, body, qualifier) if _is_date(body) and not (qualifier and "T" in body) else _refuse(text)
    if in_interval:
        _refuse(text)
    year = _LONG_YEAR.fullmatch(body)
    if year and not qualifier:
        return _Term(year.group(1), year.group(1))
    bare = _NO_YEAR.fullmatch(body)
    if bare and not qualifier:
        value = ("-" + bare.group(1)).replace("-XX", "-")
        return _Term(value, value) if _is_date("2000" + bare.group(1).replace("XX", "01")) else _refuse(text)
    return _unknown_digits(text, body, qualifier)


def _season(year: int, number: int) -> _Term:
    first, last = _SEASON_MONTHS[number]
    return _Term(f"{year:04d}-{first:02d}", f"{year + (last < first):04d}-{last:02d}")


def _unknown_digits(text: str, body: str, qualifier: str) -> _Term:
    """``193X``, ``1939-XX``, ``1939-02-XX``: from the first value it can have to the last."""
    found = _UNKNOWN_DIGITS.fullmatch(body)
    if found is None:
        _refuse(text)
    century, unknown, year, month, day = found.groups()
    if unknown:
        if len(century + unknown) != 4:
            _refuse(text)
        return _Term(century + "0" * len(unknown), century + "9" * len(unknown), qualifier)
    if month == "XX":
        return (
            _Term(f"{year}-01-01", f"{year}-12-31", qualifier) if day else _Term(f"{year}-01", f"{year}-12", qualifier)
        )
    if not day or not _is_date(f"{year}-{month}"):
        _refuse(text)
    return _Term(f"{year}-{month}-01", f"{year}-{month}-{_last_day(int(year), int(month)):02d}", qualifier)


def _interval(edtf: str) -> Attributes:
    ends = edtf.split("/")
    if len(ends) != 2 or not any(end not in ("", "..") for end in ends):
        _refuse(edtf)
    terms = [_term(end, in_interval=True) if end not in ("", "..") else None for end in ends]
    qualifiers = {term.qualifier for term in terms if term}
    if len(qualifiers) > 1:
        raise EdtfError(f"TEI has one cert and one precision for both ends: {edtf}.")
    start, end = terms
    _in_order(start.first if start else "", end.last if end else "")
    pairs = (("from", start.first if start else ""), ("to", end.last if end else ""))
    return (*(pair for pair in pairs if pair[1]), *_qualified(qualifiers.pop()))


def _choice(edtf: str, first: str, last: str) -> Attributes:
    """``[a..b]``, ``[..b]``, ``[a..]``: one day, month or year of these, which is not known."""
    if not (first or last) or not all(_PLAIN.fullmatch(end) and _is_date(end) for end in (first, last) if end):
        _refuse(edtf)
    _in_order(first, last)
    return tuple((name, value) for name, value in (("notBefore", first), ("notAfter", last)) if value)


def _from_bounds(first: str, last: str, qualifier: str) -> str:
    for value in (first, last):
        if value and not _PLAIN.fullmatch(value):
            raise EdtfError(f"EDTF has no range that begins or ends with {value}.")
        if value:
            _edtf(value)
    _in_order(first, last)
    unknown = _as_unknown_digits(first, last)
    if unknown:
        return unknown + qualifier
    if qualifier:
        raise EdtfError(f"EDTF cannot qualify a choice of dates: [{first}..{last}].")
    return f"[{first}..{last}]"


def _as_unknown_digits(first: str, last: str) -> str | None:
    """``1930`` and ``1939`` as ``193X``, the first and the last day of a month as ``1939-02-XX``."""
    head, tail = first.split("-"), last.split("-")
    if len(head) != len(tail) or not all(head) or (head[0] != tail[0] and len(head) > 1):
        return None
    if len(head) == 1:
        for digits in (1, 2, 3):
            if first[:-digits] == last[:-digits] and first.endswith("0" * digits) and last.endswith("9" * digits):
                return first[:-digits] + "X" * digits
        return None
    if (head[1:], tail[1:]) == (["01"], ["12"]):
        return head[0] + "-XX"
    if (head[1:], tail[1:]) == (["01", "01"], ["12", "31"]):
        return head[0] + "-XX-XX"
    whole_month = len(head) == 3 and head[1] == tail[1] and head[2] == "01"
    if whole_month and int(tail[2]) == _last_day(int(head[0]), int(head[1])):
        return f"{head[0]}-{head[1]}-XX"
    return None


def _edtf(value: str) -> str:
    """One value of TEI's as EDTF writes it."""
    found = _TEI.fullmatch(value)
    if found and found["date"] and _is_date(value):
        return value
    if found and found["long"]:
        return "Y" + value
    if found and found["no_year"]:
        bare = "XXXX-XX-" + value[3:] if value.startswith("---") else "XXXX" + value[1:]
        if _NO_YEAR.fullmatch(bare) and _is_date("2000" + bare[4:].replace("XX", "01")):
            return bare
    raise EdtfError(f"{value} is no date that EDTF can say.")


def _is_date(text: str) -> bool:
    """Whether year, month, day and time exist. Years before Christ count from 0, as XML Schema 1.1 has it."""
    date, _, time = text.partition("T")
    negative = date.startswith("-")
    year, month, day = (*(int(part) for part in date.removeprefix("-").split("-")), 1, 1)[:3]
    if negative and year == 0:
        return False
    if time and not re.match(r"(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:Z|[+-](?:0\d|1[0-3]):[0-5]\d)?$", time):
        return False
    return 1 <= month <= 12 and 1 <= day <= _last_day(-year if negative else year, month)


def _last_day(year: int, month: int) -> int:
    return 29 if month == 2 and calendar.isleap(year) else (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]


def _in_order(first: str, last: str) -> None:
    if first and last and _sortable(first) > _sortable(last, 99):
        raise EdtfError(f"{first} is later than {last}.")


def _sortable(value: str, unknown: int = 0) -> tuple[int, ...]:
    date = value.partition("T")[0]
    sign = -1 if date.startswith("-") else 1
    year, *rest = (int(part) for part in date.removeprefix("-").split("-") if part)
    return (sign * year, *rest, unknown, unknown)[:3]


def _qualified(qualifier: str) -> Iterable[tuple[str, str]]:
    return ((name, "medium") for name in _QUALIFIERS[qualifier])


def _qualifier(attributes: Mapping[str, str]) -> str:
    doubtful = tuple(name for name in ("cert", "precision") if attributes.get(name, "high") not in ("high", "1"))
    return next(sign for sign, names in _QUALIFIERS.items() if names == doubtful)


def _refuse(text: str) -> NoReturn:
    raise EdtfError(f"{text or 'Nothing'} is no EDTF that TEI's attributes can hold.")
