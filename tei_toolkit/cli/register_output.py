"""How ``tei register`` shows names: lines and columns for readers, data for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import click

from tei_toolkit.register import Named
from tei_toolkit.report import undecided_data
from tei_toolkit.survey import Ambiguity, Naming, Unknown, UnknownPlace

_AROUND = 35
KINDS = {"persName": "person", "placeName": "place", "": "?"}
"""What an element of names, or none, is called."""


def aligned(rows: Sequence[Sequence[str]], right: int) -> str:
    """Rows as columns, of which the first ``right`` are numbers."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if number < right else cell.ljust(width)
            for number, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )


def ambiguity_line(one: Ambiguity, labels: dict[str, str]) -> str:
    """A name that may mean several: who they are, and its first place."""
    who = "; ".join(
        f"{labels.get(bearer.id, bearer.id)} [{bearer.id}] {bearer.score:.0%}: {', '.join(bearer.reasons)}"
        for bearer in one.bearers
    )
    place = one.places[0]
    return f"{len(one.places)}× ‘{one.form}’: {who}. {place.date or place.entry}: “…{place.context}…”"


def naming_data(one: Naming) -> dict[str, Any]:
    """Someone of the register, with how often they are named."""
    named: Named = one.named
    return {
        "id": named.id,
        "kind": KINDS[named.kind],
        "name": named.names[0].text if named.names else "",
        "born": named.born,
        "died": named.died,
        "named": one.sure,
        "probably": one.probable,
        "first": one.first.isoformat() if one.first else None,
    }


def ambiguity_data(one: Ambiguity) -> dict[str, Any]:
    """A name that may mean several, with all its places."""
    return {
        "form": one.form,
        "kind": KINDS.get(one.kind, one.kind),
        "count": len(one.places),
        "candidates": [
            {"id": bearer.id, "score": bearer.score, "reasons": list(bearer.reasons)} for bearer in one.bearers
        ],
        "places": [undecided_data(place) for place in one.places],
    }


def unknown_data(one: Unknown) -> dict[str, Any]:
    """A name that the register does not have, with all its places."""
    return {
        "name": one.name,
        "kind": KINDS[one.kind].replace("?", "unknown"),
        "count": len(one.places),
        "first": one.first.isoformat() if one.first else None,
        "places": [{**place._asdict(), "date": place.date.isoformat() if place.date else None} for place in one.places],
    }


def print_json(data: Any) -> None:
    """Print data as JSON."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=1))


def short(place: UnknownPlace) -> str:
    """Some words round the name, in one line."""
    at = max(place.context.find(place.words), 0)
    start = max(0, at - _AROUND)
    return f"…{place.context[start : at + len(place.words) + _AROUND]}…"
