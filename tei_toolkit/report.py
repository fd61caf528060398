"""The conversion report: everything that was decided, as data for ``--report`` and as a line to read."""

from __future__ import annotations

from collections import Counter
from typing import Any

from tei_toolkit.findings import Finding
from tei_toolkit.model import Entry
from tei_toolkit.pipeline import Converted

_COUNTED = (
    ("pb", "page break", "page breaks"),
    ("note", "note", "notes"),
    ("expan", "expansion", "expansions"),
    ("date", "date", "dates"),
    ("persName", "person", "persons"),
    ("placeName", "place", "places"),
)


def report(converted: Converted) -> dict[str, Any]:
    """What JSON can say of a conversion. Offsets are code points into the source text, ends exclusive."""
    source = converted.source
    return {
        "source": source.name,
        "language": converted.language,
        "details": dict(source.details),
        "furniture": [
            {"start": piece.span.start, "end": piece.span.end, "what": piece.what} for piece in source.furniture
        ],
        "contents": [
            {"text": item.text, "line": item.line, "date": item.date.isoformat() if item.date else None}
            for item in converted.contents
        ],
        "entries": [_entry(entry) for entry in converted.entries],
        "marks": [
            {
                "element": mark.element,
                "start": mark.start,
                "end": mark.end,
                "text": source.text[mark.start : mark.end][:80],
                "attributes": dict(mark.attributes),
                "evidence": mark.evidence,
            }
            for mark in converted.marks
        ],
        "findings": [finding_data(finding) for finding in converted.findings],
    }


def _entry(entry: Entry) -> dict[str, Any]:
    dating = entry.dating
    return {
        "id": entry.id,
        "start": entry.span.start,
        "end": entry.span.end,
        "date": dating.start.isoformat() if dating else None,
        "until": dating.end.isoformat() if dating and dating.end else None,
    }


def finding_data(finding: Finding) -> dict[str, Any]:
    """A finding as JSON has it."""
    return {
        "code": finding.code,
        "severity": str(finding.severity),
        "file": finding.file,
        "line": finding.line,
        "column": finding.column,
        "message": finding.message,
        "value": finding.value,
        "hint": finding.hint,
    }


def summary(converted: Converted) -> str:
    """One line: how many entries, of which days, and what was marked in them."""
    days = [entry.dating.start for entry in converted.entries if entry.dating]
    span = f" from {min(days)} to {max(days)}" if len(days) > 1 else f" of {days[0]}" if days else ""
    counts = Counter(mark.element for mark in converted.marks)
    marked = [
        f"{counts[element]} {one if counts[element] == 1 else many}"
        for element, one, many in _COUNTED
        if counts[element]
    ]
    number = len(converted.entries)
    entries = "1 entry" if number == 1 else f"{number} entries"
    return f"{converted.source.name}: {entries}{span}" + (f"; {', '.join(marked)}" if marked else "") + "."
