"""The book of an edition: one volume with the text that readers see first, in the formats that are asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from lxml import etree

from tei_toolkit.edition import Edition
from tei_toolkit.errors import StylesheetError
from tei_toolkit.files import read_bytes
from tei_toolkit.findings import Finding
from tei_toolkit.publish.collect import Collected
from tei_toolkit.publish.collected_entry import CollectedEntry
from tei_toolkit.publish.facts import digest_of
from tei_toolkit.publish.markdown import render_markdown
from tei_toolkit.publish.press import Press
from tei_toolkit.publish.stylesheets import stylesheet_digest
from tei_toolkit.publish.target import Target, reads
from tei_toolkit.transform.book import Tree, book_tree
from tei_toolkit.transform.glyphs import Unprintable, glyph_finding
from tei_toolkit.transform.volumes import SUFFIXES, Format, volume

FONTS = "fonts"
"""The folder of an edition with the fonts of its book."""
_OF_FONTS = (".otf", ".ttf", ".otc", ".ttc")


@dataclass(frozen=True, slots=True)
class Leaves:
    """The entries of a book, in order."""

    entries: tuple[CollectedEntry, ...]

    @property
    def digest(self) -> str:
        """The digest of what stands in them."""
        return digest_of(repr([(e.path, e.number, e.digest) for e in self.entries]).encode("utf-8", "surrogatepass"))


@dataclass(frozen=True, slots=True)
class Book(Target):
    """The book in one format."""

    form: Format = reads("the format")
    file: str = reads("the name")
    edition: Edition = reads("what edition.toml says")
    leaves: Leaves = reads("the entries")
    others: dict[str, str] = reads("the file")
    """The digests of the registers, of the principles and of the abbreviations."""
    own: str = reads("the edition’s stylesheet for it")
    """Its digest."""
    fonts: dict[str, str] = reads("the font")
    """The digests of the edition's own fonts, for a PDF."""
    facing: Leaves = reads("the entries opposite")
    """Those of another text, for a PDF with two."""

    @property
    def name(self) -> str:
        """``book.pdf``, whatever the edition is called."""
        return f"book.{self.form}"

    def make(self, press: Press) -> dict[str, bytes]:
        """The volume. Raises :class:`StylesheetError`."""
        own, fonts = _own(press.folder, self.form), press.folder / FONTS
        try:
            tree = press.once("book of two" if self.facing.entries else "book", lambda: self._tree(press))
        except StylesheetError as error:
            raise StylesheetError(f"The book was not made: {error}") from None
        try:
            return {self.file: volume(tree, self.form, own, fonts if self.fonts else None)}
        except Unprintable as error:
            entries = ((entry.path, entry.heading, press.entry(entry)) for entry in self.leaves.entries)
            error.finding = glyph_finding(error, entries, "edition.toml")
            raise
        except StylesheetError as error:
            raise StylesheetError(f"The book was not made as {self.form}: {error}") from None

    def stopped(self, error: StylesheetError) -> Finding:
        """The site and the other formats are made all the same."""
        finding = error.finding if isinstance(error, Unprintable) else None
        return finding or Finding("XSLT-01", str(error), "edition.toml")

    def _tree(self, press: Press) -> Tree:
        """The tree of which every format is made."""
        entries = [press.entry(entry) for entry in self.leaves.entries]
        registers = [] if press.register is None else [press.register]
        facing = [press.entry(entry) for entry in self.facing.entries]
        return book_tree(entries, self.edition, registers, self._prose(press), self._abbreviations(press), facing)

    def _prose(self, press: Press) -> list[etree._ElementTree]:
        """The editorial principles."""
        name = self.edition.principles
        if not name:
            return []
        return [render_markdown(press.read(name, self.others[name]).decode("utf-8", "replace"), name)]

    def _abbreviations(self, press: Press) -> Mapping[str, str]:
        from tei_toolkit.mark.abbreviations import parse_abbreviations  # all of marking comes with it

        name = self.edition.abbreviations
        return parse_abbreviations(press.read(name, self.others[name]), name).expansions if name else {}


def books(collected: Collected, forms: Iterable[Format]) -> Iterator[Book]:
    """The book in each of the formats.

    An edition overrides single rules of a format by a stylesheet ``xslt/FORMAT/book.xsl`` that imports ours.
    """
    folder, edition = collected.folder, replace(collected.edition, grades={}, outputs=())
    names = [*edition.registers, edition.principles, edition.abbreviations]
    others = {name: digest_of(read_bytes(folder / name)) for name in names if name}
    for form in forms:
        own = _own(folder, form)
        file = f"{folder.resolve().name}{SUFFIXES[form]}"
        leaves = Leaves(collected.texts[0].entries)
        fonts = own_fonts(folder) if form == "pdf" else {}
        facing = Leaves(_facing(collected) if form == "pdf" else ())
        yield Book(form, file, edition, leaves, others, stylesheet_digest(own) if own else "", fonts, facing)


def _own(folder: Path, form: Format) -> Path | None:
    own = folder / "xslt" / form / "book.xsl"
    return own if own.is_file() and form != "pdf" else None


def _facing(collected: Collected) -> tuple[CollectedEntry, ...]:
    """The entries of the text that stands on left pages."""
    wanted = collected.edition.print.facing
    return next((text.entries for text in collected.texts if text.text.id == wanted), ())


def own_fonts(folder: Path) -> dict[str, str]:
    """The edition's own fonts and their digests."""
    found = sorted(path for path in (folder / FONTS).rglob("*") if path.suffix.lower() in _OF_FONTS)
    return {path.relative_to(folder).as_posix(): digest_of(read_bytes(path)) for path in found}
