"""A part of an edition's book: the entries of some days as one volume, in any of the book's formats."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from tei_toolkit.errors import WrongUsage
from tei_toolkit.publish.collect import collect
from tei_toolkit.publish.press import Press
from tei_toolkit.publish.site import site_shared
from tei_toolkit.publish.volumes import books
from tei_toolkit.transform.volumes import Format

_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def excerpt(folder: Path, form: Format, first: str = "", last: str = "") -> bytes:
    """The book of the edition in ``folder`` with the entries from one day to another, both included.

    Either may be a month or a year (``1939-02``), or empty for no bound. The title page says the days in place of the
    subtitle; the indexes have the pages of these entries alone. Raises :class:`WrongUsage` if there are no such entries
    or a day is none, and whatever building the book raises.
    """
    for day in (first, last):
        if day and not _DAY.fullmatch(day):
            raise WrongUsage(f"{day!r} is no day: write 1939-02-03, 1939-02 or 1939.")
    collected = collect(folder)
    text = collected.texts[0]
    entries = tuple(one for one in text.entries if one.date and _begins(first, one.date) and _begins(one.date, last))
    if not entries:
        raise WrongUsage(f"{folder}: no entry is of a day from {first or 'the first'} to {last or 'the last'}.")
    edition = replace(collected.edition, subtitle=" – ".join(dict.fromkeys((entries[0].date, entries[-1].date))))
    part = replace(collected, edition=edition, texts=(replace(text, entries=entries), *collected.texts[1:]))
    (book,) = books(part, [form])
    (made,) = book.make(Press(folder, site_shared(collected), collected.register)).values()
    return made


def _begins(one: str, other: str) -> bool:
    """Whether a date, or the month or year that it is, begins no later than another ends."""
    common = min(len(one), len(other))
    return one[:common] <= other[:common]
