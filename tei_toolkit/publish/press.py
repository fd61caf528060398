"""The press: what every worker that makes targets has at hand. Stylesheets are compiled once, when first needed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from lxml import etree

from tei_toolkit.design_settings import DesignSettings
from tei_toolkit.edition import Edition, Text
from tei_toolkit.errors import ToolkitError
from tei_toolkit.files import read_bytes
from tei_toolkit.parsing import TEI, XML_ID, parse_xml
from tei_toolkit.print_settings import PrintSettings
from tei_toolkit.publish.collect import Collected
from tei_toolkit.publish.collected_entry import CollectedEntry
from tei_toolkit.publish.design.looks import Logo, looks_of
from tei_toolkit.publish.edition_files import texts_of
from tei_toolkit.publish.facts import digest_of
from tei_toolkit.publish.harvest.changes import is_date
from tei_toolkit.publish.harvest.names import Name, name_in_register
from tei_toolkit.publish.interface import interface_of
from tei_toolkit.publish.named import RegisterItem, register_items
from tei_toolkit.publish.page_images import image_servers
from tei_toolkit.publish.single_entries import single_entry
from tei_toolkit.saxon import CheckedXml, Document
from tei_toolkit.transform.html import STYLESHEETS, SitePages

FEED = "feed.atom"
_PLAIN = re.compile(
    rb'(?:<\?xml version="1\.0"(?: encoding="(?i:utf-8)")?\s*\?>)?(?:\s|<\?(?!xml\s).*?\?>|<!--.*?-->)*<(?![?!])',
    re.DOTALL,
)
"""The beginning of a file that is certainly XML 1.0 in UTF-8 without a document type."""
_Made = TypeVar("_Made")


@dataclass(frozen=True, slots=True)
class Shared:
    """What all targets of a site are made with. Where any of this changes, everything is made anew."""

    edition: Edition
    """The configuration, without what is said of the book and of findings."""
    author: Name | None
    """The diarist as the register has the name."""
    pages: tuple[str, ...]
    """The pages that every page leads to, by their names, in order."""
    language: str
    """That of the interface."""
    words: dict[str, str]
    """Those of the interface."""
    logo: Logo | None
    fonts: tuple[str, ...]
    """Those that every page needs at once, as addresses from the top of the site."""

    @property
    def texts(self) -> dict[str, Text]:
        """The texts by their ids."""
        return {text.id: text for text in texts_of(self.edition)}


def shared_by(collected: Collected, pages: Iterable[str]) -> Shared:
    """What the targets of an edition share, if its site has these pages.

    Raises :class:`UnreadableInput` if the edition's own looks or words cannot be used.
    """
    edition = replace(collected.edition, print=PrintSettings(), design=DesignSettings(), grades={}, outputs=())
    author = name_in_register(collected.register, edition.author_ref)
    interface = interface_of(collected.folder, edition.language)
    looks = looks_of(collected.folder, collected.edition.design)
    return Shared(
        edition, author, tuple(pages), interface.language, interface.words, looks.logo, looks.first_fonts
    )  # fmt: skip


class Press:
    """The edition's folder, what is shared, the register, and the stylesheets of the pages."""

    def __init__(
        self,
        folder: Path,
        shared: Shared,
        register: etree._ElementTree | None,
        made: Callable[[str], bytes] | None = None,
    ) -> None:
        self.folder = folder
        self.made = made or (lambda path: read_bytes(folder / "build" / path))
        """The bytes of what other targets made, by its path below ``build``."""
        self.shared = shared
        self.register = register
        self._sheets: dict[str, SitePages] = {}
        self._shelf: dict[str, Any] = {}
        self._last: tuple[str, etree._ElementTree] = ("", etree.ElementTree(etree.Element("none")))

    def speaking_of(self, register: etree._ElementTree | None) -> Press:
        """A press with the same stylesheets and another register."""
        other = Press(self.folder, self.shared, register, self.made)
        other._sheets = self._sheets
        return other

    @property
    def edition(self) -> Edition:
        """The configuration."""
        return self.shared.edition

    @property
    def words(self) -> dict[str, str]:
        """The words of the interface."""
        return self.shared.words

    def render(
        self,
        kind: str,
        document: Document | None,
        page: Mapping[str, Any],
        root: str = "",
        register: Document | None = None,
    ) -> bytes:
        """One page; ``kind`` is the stylesheet that makes it, ``register`` what it may know of the register.

        Raises :class:`StylesheetError` if the stylesheet does not compile or stops.
        """
        return self.pages(kind).render(document, page, root, register)

    def pages(self, kind: str) -> SitePages:
        """The stylesheet that makes a kind of page."""
        if kind not in self._sheets:
            self._sheets[kind] = SitePages(self.told, kind, own_stylesheets(self.folder).get(kind), self.words)
        return self._sheets[kind]

    def read(self, path: str, digest: str) -> bytes:
        """The bytes of a file of the edition, which have to be those that the plan was made for."""
        data = read_bytes(self.folder / path)
        if digest_of(data) != digest:
            raise ToolkitError(
                f"{self.folder / path}: this file changed while the edition was being built; build again."
            )
        return data

    def entry(self, entry: CollectedEntry) -> etree._ElementTree:
        """The document that holds an entry alone."""
        data = self.read(entry.path, entry.digest)
        if self._last[0] != entry.digest:
            self._last = entry.digest, parse_xml(data, str(self.folder / entry.path))
        return single_entry(self._last[1], entry.number)

    def document(self, entry: CollectedEntry, data: bytes) -> Document:
        """The document that holds an entry alone, of which ``data`` are the file’s bytes.

        The hardened parser has read these bytes when the facts were taken of them, so where they are plain XML in
        UTF-8 they need not be parsed here again.
        """
        return CheckedXml(data.decode()) if entry.alone and _PLAIN.match(data) else self.entry(entry)

    @property
    def items(self) -> tuple[RegisterItem, ...]:
        """The persons and places of the register, sorted by name."""
        return register_items(self.register)

    def once(self, name: str, make: Callable[[], _Made]) -> _Made:
        """Something that several targets need, made when it is first asked for."""
        if name not in self._shelf:
            self._shelf[name] = make()
        made: _Made = self._shelf[name]
        return made

    def in_register(self, ids: Iterable[str]) -> CheckedXml | None:
        """A register of these persons and places alone; None if there are none."""
        some = "".join(self._items[id_] for id_ in ids)
        return CheckedXml(f'<standOff xmlns="{TEI}">{some}</standOff>') if some else None

    @cached_property
    def _items(self) -> dict[str, str]:
        if self.register is None:
            return {}
        items = self.register.getroot()
        return {item.get(XML_ID, ""): etree.tostring(item, encoding="unicode", with_tail=False) for item in items}

    @cached_property
    def told(self) -> dict[str, Any]:
        """What every page is told of the edition; an empty value is left out, so that the page leaves it out."""
        edition = self.edition
        told = {
            "title": edition.title,
            "subtitle": edition.subtitle,
            "author": edition.author,
            "publisher": edition.publisher,
            "place": edition.place,
            "date": edition.date,
            "licence": edition.licence,
            "language": self.shared.language,
            "feed": FEED if edition.address and is_date(edition.date) else "",
            "fonts": list(self.shared.fonts),
            "iiif": image_servers(edition),
            "logo": asdict(self.shared.logo) if self.shared.logo else {},
        }
        more = [{"address": page.address, "title": page.title} for page in edition.pages]
        return {**{key: value for key, value in told.items() if value}, "pages": list(self.shared.pages), "more": more}


def own_stylesheets(folder: Path) -> dict[str, Path]:
    """The edition's stylesheets that override single rules of ours: each imports the one of its name."""
    own = {name: folder / "xslt" / "html" / f"{name}.xsl" for name in STYLESHEETS}
    return {name: path for name, path in own.items() if path.is_file()}
