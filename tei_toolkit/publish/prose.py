"""The pages of prose that the editors wrote, in Markdown or in TEI."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from lxml import etree

from tei_toolkit.edition import Edition
from tei_toolkit.errors import UnreadableInput
from tei_toolkit.files import read_bytes
from tei_toolkit.parsing import UnsafeXml, parse_xml, tei
from tei_toolkit.publish.collect import Collected
from tei_toolkit.publish.entries import PagedEntry, cross_references
from tei_toolkit.publish.entry_page import Named
from tei_toolkit.publish.facts import digest_of
from tei_toolkit.publish.markdown import XHTML, render_markdown
from tei_toolkit.publish.mentions import sentences_of
from tei_toolkit.publish.named import RegisterItem
from tei_toolkit.publish.press import Press
from tei_toolkit.publish.search.records import prose_file, prose_record
from tei_toolkit.publish.single_entries import no_tei
from tei_toolkit.publish.target import Page, reads


@dataclass(frozen=True, slots=True)
class Prose(Page):
    """A page of prose in Markdown."""

    stylesheets = ("html/prose",)

    address: str = reads("the page’s name")
    title: str = reads("its title")
    """Empty where the interface has a word for it."""
    file: str = reads("its file")
    digest_of_file: str = reads("what stands in its file")
    links: dict[str, str] = reads("the page to which it leads by")

    def make(self, press: Press) -> dict[str, bytes]:
        """The page, and what is found of it."""
        text = press.read(self.file, self.digest_of_file).decode("utf-8", "replace")
        document = render_markdown(text, self.file)
        for link in _links(document):
            link.set("href", self.links.get(link.get("href", ""), link.get("href", "")))
        page = {"address": self.address, "kind": _kind(self.title, self.address)}
        return _with_record(self, press, self.printed(press, page | _titled(self.title), document=document))


@dataclass(frozen=True, slots=True)
class TeiProse(Page):
    """A page of prose in TEI."""

    stylesheets = ("html/front",)

    address: str = reads("the page’s name")
    title: str = reads("its title")
    file: str = reads("its file")
    digest_of_file: str = reads("what stands in its file")
    links: dict[str, str] = reads("the page to which it leads by")
    register: dict[str, str] = reads("the register’s entry")
    named: dict[str, Named] = reads("how often the edition names")

    def make(self, press: Press) -> dict[str, bytes]:
        """The page, and what is found of it."""
        document = parse_xml(press.read(self.file, self.digest_of_file), self.file)
        named = {id_: one._asdict() for id_, one in self.named.items()}
        page = {"address": self.address, "kind": _kind(self.title, self.address), "links": self.links, "named": named}
        made = self.printed(press, page | _titled(self.title), self.register, document)
        return _with_record(self, press, made)


def prose(edition: Edition) -> dict[str, str]:
    """The pages of prose for which the interface has a name: their addresses, and the files of which they are made."""
    found = {"about": edition.about, "principles": edition.principles}
    return {kind: file for kind, file in found.items() if file}


def prose_files(edition: Edition) -> dict[str, str]:
    """All pages of prose that an edition has: their addresses, and the files of which they are made."""
    return prose(edition) | {page.address: page.file for page in edition.pages}


def prose_pages(
    collected: Collected, entries: Collection[PagedEntry], items: Iterable[RegisterItem], digests: Mapping[str, str]
) -> Iterator[Page]:
    """The pages in their order. ``digests`` are of what the register says of each id.

    Raises :class:`UnreadableInput` if a file is missing or is no TEI.
    """
    titles = {page.address: page.title for page in collected.edition.pages}
    files = prose_files(collected.edition)
    by_id = {entry.id: entry for entry in entries}
    for address, file in files.items():
        data = read_bytes(collected.folder / file)

        def leads(targets: Iterable[str], file: str = file) -> dict[str, str]:
            to_entries = cross_references(targets, by_id)
            return {target: f"entries/{href}" for target, href in to_entries.items()} | _to_pages(targets, file, files)

        said = (address, titles.get(address, ""), file, digest_of(data))
        if not file.endswith(".xml"):
            document = render_markdown(data.decode("utf-8", "replace"), file)
            yield Prose(*said, leads([link.get("href", "") for link in _links(document)]))
            continue
        tree = _tei(data, str(collected.folder / file))
        targets = [link.get("target", "") for link in tree.getroot().iter(tei("ref"), tei("ptr"))]
        counts = Counter(id_ for entry in entries for id_ in entry.names)
        known = {item.id: item for item in items}
        ids = [id_ for id_ in sentences_of(tree) if id_ in known]
        named = {id_: Named(known[id_].address, known[id_].kind, counts[id_]) for id_ in ids}
        yield TeiProse(*said, leads(targets), {id_: digests[id_] for id_ in ids}, named)


def _tei(data: bytes, name: str) -> etree._ElementTree:
    try:
        tree = parse_xml(data, name)
    except UnsafeXml as error:
        raise UnreadableInput(str(error.finding)) from None
    if found := no_tei(tree, name):
        raise UnreadableInput(str(found))
    return tree


def _to_pages(targets: Iterable[str], file: str, files: Mapping[str, str]) -> dict[str, str]:
    """Where links from one file lead to other files of prose: ``guide.md#names`` → ``guide.html#names``."""
    addresses = {path: address for address, path in files.items()}
    found = {}
    for target in targets:
        path, sharp, place = target.partition("#")
        beside = posixpath.normpath(posixpath.join(posixpath.dirname(file), unquote(path)))
        if path and beside in addresses:
            found[target] = f"{addresses[beside]}.html{sharp}{place}"
    return found


def _links(document: etree._ElementTree) -> Iterator[etree._Element]:
    return document.getroot().iter(f"{{{XHTML}}}a")


def _kind(title: str, address: str) -> str:
    return "front-page" if title else address


def _titled(title: str) -> dict[str, Any]:
    return {"title": title} if title else {}


def _with_record(page: Prose | TeiProse, press: Press, made: dict[str, bytes]) -> dict[str, bytes]:
    if "search" in press.shared.pages:
        made[prose_file(page.address)] = prose_record(page.address, made[f"{page.name}.html"])
    return made
