"""References as RIS: two letters, two spaces, a hyphen, a space, a value; every line ends with CR and LF."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tei_toolkit.publish.harvest.names import Name
from tei_toolkit.publish.harvest.record import Record


def ris(records: Iterable[Record]) -> str:
    """One reference for each record: ``CHAP`` for a diary entry, ``BOOK`` for the edition."""
    return "".join(f"{tag}  - {value}\r\n" for record in records for tag, value in _lines(record))


def _lines(record: Record) -> Iterator[tuple[str, str]]:
    yield "TY", "CHAP" if record.kind == "entry" else "BOOK"
    several = [
        *(("AU", _name(name)) for name in record.authors),
        ("TI", record.title),
        ("T2", record.container),
        *(("A2" if record.kind == "entry" else "ED", _name(name)) for name in record.editors),
        *(("A4", _name(name)) for name in record.translators),
        ("PY", record.year),
        ("OP", record.written),
        ("CY", record.place),
        ("PB", record.publisher),
        ("SP", record.pages[0] if record.pages else ""),
        ("EP", record.pages[-1] if record.pages else ""),
        ("LA", record.language),
        ("UR", record.address),
        ("ID", record.key),
    ]
    yield from ((tag, folded) for tag, value in several if (folded := " ".join(value.split())))
    yield "ER", ""


def _name(name: Name) -> str:
    """A comma divides family and given name, so a body's own commas go; RIS has no sign to keep them."""
    return name.whole.replace(",", "") if name.whole else name.inverted.replace("*", "")
