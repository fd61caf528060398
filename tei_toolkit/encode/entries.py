"""Entries on their way into documents: what crosses is left out, and what was made is proved.

Entries are independent of each other, so that some of them can be encoded in one process and some in another.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tei_toolkit.encode.conservation import prove
from tei_toolkit.encode.documents import Documents, readable
from tei_toolkit.encode.element import Element
from tei_toolkit.encode.nesting import resolve_crossings
from tei_toolkit.model import Entry, Mark, SourceText, Span


class Encoded(NamedTuple):
    """What became of one entry: its document, or, where all entries go into one, its division."""

    marks: list[Mark]
    """Those that became elements."""
    dropped: list[Mark]
    """Those that crossed another."""
    document: bytes = b""
    division: Element | None = None


class Encoder:
    """Encodes the entries of a source, each as a document or all as one (``whole``)."""

    def __init__(self, source: SourceText, documents: Documents, whole: bool) -> None:
        self._source = source
        self._documents = documents
        self._whole = whole

    def encode(self, entries: Iterable[tuple[Entry, Iterable[Mark]]], span: Span) -> list[Encoded]:
        """Encode consecutive entries with all that was marked in them; ``span`` is what they must conserve.

        Raises :class:`~tei_toolkit.errors.NotConserved` if their documents don't.
        """
        encoded = []
        for entry, marked in entries:
            marks, dropped = resolve_crossings(marked)
            if self._whole:
                encoded.append(Encoded(marks, dropped, division=self._documents.division(entry, marks)))
            else:
                encoded.append(Encoded(marks, dropped, self._documents.of_entry(entry, marks)))
        if not self._whole:
            self._prove(span, encoded, [one.document for one in encoded])
        return encoded

    def join(self, entries: Sequence[Entry], encoded: Sequence[Encoded]) -> bytes:
        """The one document of all entries.

        Raises :class:`~tei_toolkit.errors.NotConserved` if it is not the whole source.
        """
        parts = [(entry, one.marks, one.division) for entry, one in zip(entries, encoded, strict=True)]
        pieces = self._documents.of_source(parts)
        self._prove(Span(0, len(self._source.text)), encoded, readable(pieces))
        return b"".join(pieces)

    def _prove(self, span: Span, encoded: Sequence[Encoded], documents: Iterable[bytes]) -> None:
        prove(self._source, span, [mark for one in encoded for mark in one.marks], documents)
