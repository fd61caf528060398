"""The conversion report: everything that was decided, as data for ``--report`` and as a table to read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from tei_toolkit.model import Entry, Undecided
from tei_toolkit.pipeline import Converted
from tei_toolkit.reporting.json_report import finding_data

_TITLES = (
    "source", "entries", "from", "to", "dates", "persons", "probable", "undecided", "places", "notes", "pages",
)  # fmt: skip


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
        "undecided": [undecided_data(name) for name in converted.undecided],
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


def undecided_data(name: Undecided) -> dict[str, Any]:
    """A name that nobody has decided yet, as JSON has it: where it stands, and who may be meant, and why."""
    return {
        "entry": name.entry,
        "date": name.date.isoformat() if name.date else None,
        "start": name.start,
        "end": name.end,
        "form": name.form,
        "kind": name.kind,
        "candidates": [{"id": one.id, "score": one.score, "reasons": list(one.reasons)} for one in name.candidates],
        "context": name.context,
        "at": name.at,
    }


def table(converted: Sequence[Converted]) -> str:
    """A line for each source: how many entries, of which days, and what was marked in them; a sum, where there
    are several. Persons who are only probable, and names that are left undecided, are counted apart."""
    rows = [_row(one) for one in converted]
    if len(rows) > 1:
        counts = zip(*(row[1:2] + row[4:] for row in rows), strict=True)
        number, *rest = [str(sum(map(int, column))) for column in counts]
        days = [day for row in rows for day in row[2:4] if day]
        rows.append(["all", number, min(days, default=""), max(days, default=""), *rest])
    widths = [max(map(len, column)) for column in zip(_TITLES, *rows, strict=True)]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if number in (0, 2, 3) else cell.rjust(width)
            for number, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in (_TITLES, *rows)
    )


def _row(converted: Converted) -> list[str]:
    days = [day.isoformat() for entry in converted.entries if entry.dating
            for day in (entry.dating.start, entry.dating.end) if day]  # fmt: skip
    counts: Counter[str] = Counter()
    for mark in converted.marks:
        probable = mark.element == "persName" and ("cert", "medium") in mark.attributes
        counts["probable" if probable else mark.element] += 1
    numbers = [counts["date"], counts["persName"], counts["probable"], len(converted.undecided), counts["placeName"],
               counts["note"], counts["pb"]]  # fmt: skip
    return [converted.source.name, str(len(converted.entries)), min(days, default=""), max(days, default=""),
            *map(str, numbers)]  # fmt: skip
