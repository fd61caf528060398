"""Each entry as a PDF, for those who want to print it or to keep it as it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tei_toolkit.errors import StylesheetError
from tei_toolkit.findings import Finding
from tei_toolkit.print_settings import PrintSettings
from tei_toolkit.publish.collected_entry import CollectedEntry
from tei_toolkit.publish.entries import PagedEntry
from tei_toolkit.publish.plain_text import text_name
from tei_toolkit.publish.press import Press
from tei_toolkit.publish.target import Target, reads
from tei_toolkit.publish.volumes import FONTS
from tei_toolkit.transform.book import document_tree, stylesheets
from tei_toolkit.transform.glyphs import Unprintable, glyph_finding
from tei_toolkit.transform.volumes import volume


def pdf_name(entry: PagedEntry, version: str) -> str:
    """The file of a version beside its page: ``1939-02-03.pdf``, and ``1939-02-03.ID.pdf`` for all but the first."""
    return f"{text_name(entry, version).removesuffix('.txt')}.pdf"


@dataclass(frozen=True, slots=True)
class EntryPdf(Target):
    """One version of an entry, set as the book of the edition is."""

    file: str = reads("the file’s name")
    entry: CollectedEntry = reads("its TEI")
    paper: PrintSettings = reads("what edition.toml says of print")
    fonts: dict[str, str] = reads("the font")
    """The digests of the edition's own fonts."""

    @property
    def name(self) -> str:
        """The path of the file."""
        return f"site/entries/{self.file}"

    def make(self, press: Press) -> dict[str, bytes]:
        """The file alone. Raises :class:`StylesheetError`."""
        document = press.entry(self.entry)
        sheets = press.once("the stylesheets of the book", stylesheets)
        try:
            tree = document_tree(document, self.paper, sheets)
            made = volume(tree, "pdf", None, press.folder / FONTS if self.fonts else None)
        except Unprintable as error:
            error.finding = glyph_finding(error, [(self.entry.path, self.entry.heading, document)], "edition.toml")
            raise
        return {self.name: made}

    def stopped(self, error: StylesheetError) -> Finding:
        """The page of the entry is made all the same."""
        finding = error.finding if isinstance(error, Unprintable) else None
        return finding or Finding("XSLT-01", f"The entry was not made as a PDF: {error}", self.entry.path)


def entry_pdfs(entries: Iterable[PagedEntry], paper: PrintSettings, fonts: dict[str, str]) -> Iterator[EntryPdf]:
    """A PDF of each version of each entry."""
    for entry in entries:
        for text, version in entry.versions.items():
            yield EntryPdf(pdf_name(entry, text), version, paper, fonts)
