"""When an entry was last changed: what its header says, else the edition's own date; never the clock."""

from __future__ import annotations

import re

from tei_toolkit.edition import Edition
from tei_toolkit.publish.entries import PagedEntry

_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


def is_date(date: str) -> bool:
    """Whether this is a year, a month or a day, and no other words."""
    return _DATE.fullmatch(date) is not None


def last_change(entry: PagedEntry, edition: Edition) -> str:
    """``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; empty if neither says one."""
    said = (when[:10] for version in entry.versions.values() for when in version.changes)
    return max((date for date in (*said, edition.date) if is_date(date)), default="")


def as_moment(date: str) -> str:
    """The beginning of a year, month or day as RFC 3339 writes it: ``2026`` → ``2026-01-01T00:00:00Z``."""
    return date + "0000-01-01"[len(date) :] + "T00:00:00Z"
