"""References as CSL-JSON, which citation processors read (CSL 1.0.2, ``csl-data.json``)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from tei_toolkit.publish.harvest.names import Name
from tei_toolkit.publish.harvest.record import Record

_QUOTED = json.JSONEncoder(ensure_ascii=False).encode


def csl_json(records: Iterable[Record]) -> str:
    """A JSON array with one item for each record."""
    return _written([_item(record) for record in records]) + "\n"


def _written(value: Any, indent: str = "\n") -> str:
    """JSON as ``json.dumps(value, indent=2)`` writes it, which takes four times as long."""
    inner = f"{indent}  "
    if isinstance(value, dict):
        parts = [f"{inner}{_QUOTED(key)}: {_written(each, inner)}" for key, each in value.items()]
        return f"{{{','.join(parts)}{indent}}}" if parts else "{}"
    if isinstance(value, list):
        parts = [f"{inner}{_written(each, inner)}" for each in value]
        return f"[{','.join(parts)}{indent}]" if parts else "[]"
    return _QUOTED(value) if isinstance(value, str) else json.dumps(value)


def _item(record: Record) -> dict[str, Any]:
    item = {
        "id": record.key,
        "type": "chapter" if record.kind == "entry" else "book",
        "title": record.title,
        "author": [_name(name) for name in record.authors],
        "editor": [_name(name) for name in record.editors],
        "translator": [_name(name) for name in record.translators],
        "container-title": record.container,
        "issued": _date(record.year),
        "original-date": _date(record.written),
        "publisher": record.publisher,
        "publisher-place": record.place,
        "page": "-".join(record.pages),
        "language": record.language,
        "URL": record.address,
    }
    return {key: value for key, value in item.items() if value}


def _name(name: Name) -> dict[str, str]:
    if name.whole:
        return {"literal": name.whole}
    particle = "dropping-particle" if name.is_dropped else "non-dropping-particle"
    parts = {"family": name.family, "given": name.given, particle: name.particle}
    return {key: value for key, value in parts.items() if value}


def _date(date: str) -> dict[str, list[list[int]]]:
    return {"date-parts": [[int(part) for part in date.split("-")]]} if date else {}
