"""The entries of an edition as lists of references, manifests and services know them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from tei_toolkit.publish.entries import PagedEntry
from tei_toolkit.publish.facts import digest_of
from tei_toolkit.publish.harvest.record import Record, entry_record
from tei_toolkit.publish.press import Press


class Cited:
    """Entries with their records. What the text of an entry says beyond its heading does not change the digest."""

    def __init__(self, entries: Sequence[PagedEntry]) -> None:
        self.entries = entries
        self._records: list[Record] = []

    @cached_property
    def digest(self) -> str:
        """The digest of what a record is made of."""
        known = [
            (entry.page, *((text, e.id, e.path, e.heading, e.date, e.is_only_a_date, e.pages, e.authors)
                           for text, e in entry.versions.items()))
            for entry in self.entries
        ]  # fmt: skip
        return digest_of(repr(known).encode("utf-8", "surrogatepass"))

    def records(self, press: Press) -> list[Record]:
        """A record for each entry, in their order; made once in each process."""
        if not self._records:
            made = (entry_record(press.edition, press.shared.author, entry, press.words) for entry in self.entries)
            self._records = list(made)
        return self._records
