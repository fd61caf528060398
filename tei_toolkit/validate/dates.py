"""Why a value is no date, and which was probably meant: in another notation, in words, as a span."""

from __future__ import annotations

import datetime
import re

_FORMS = "Write a day as 1939-02-03, a month as 1939-02, a year as 1939."
_OTHER_NOTATION = "is not a date in the form that TEI uses"
_UNKNOWN = "und"


def explain_date(value: str, language: str = _UNKNOWN) -> tuple[str, str, str]:
    """What a value is not, a hint, and the date that was meant, if that is beyond doubt.

    A date in words is read in ``language`` (a BCP 47 tag), else in English.
    """
    written = " ".join(value.split())
    if not written:
        return "is empty", f"{_FORMS} A date that is not known needs no attribute.", ""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", written):
        swapped = _day(written[:4], written[8:], written[5:7])
        return "is no day of the calendar", f"Did you mean {swapped}?" if swapped else "Check day and month.", ""
    readings = _in_numbers(written)
    if readings:
        return _OTHER_NOTATION, f"Write {' or '.join(readings)}.", readings[0] if len(readings) == 1 else ""
    span = re.fullmatch(r"(\d{4}(?:-\d\d){0,2}) ?(?:/|–|--| - ) ?(\d{4}(?:-\d\d){0,2})", written)
    if span:
        return "is a span, not a date", f'Write from="{span.group(1)}" to="{span.group(2)}".', ""
    return _in_words(written, language)


def _in_words(written: str, language: str) -> tuple[str, str, str]:
    """The same for what only the reader of running text understands: ``27 January 1939``, ``27.I.1939``."""
    attributes = _read(written, language) or _read(written, "en")
    when = dict(attributes).get("when", "")
    if len(attributes) == 1 and when:
        return _OTHER_NOTATION, f"Write {when}.", when
    if attributes:
        said = " ".join(f'{name}="{value}"' for name, value in attributes)
        return "is more than a TEI date can say in one attribute", f"Write {said}.", ""
    return _OTHER_NOTATION, _FORMS, ""


def _read(written: str, language: str) -> tuple[tuple[str, str], ...]:
    """The dating attributes of a phrase that is all of a text and has a year; none for others."""
    from tei_toolkit.dates.phrases import find_dates  # months in fifty languages, for this rare case
    from tei_toolkit.dates.resolve import resolve

    if not re.search(r"\d{4}", written):
        return ()
    phrases = find_dates(written, language)
    if len(phrases) != 1 or written[phrases[0].end :].strip(" .") or written[: phrases[0].start].strip():
        return ()
    return resolve(phrases[0], None).attributes


def _in_numbers(written: str) -> list[str]:
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
