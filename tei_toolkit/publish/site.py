"""The reading edition: the table of everything that its site is made of."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from lxml import etree

from tei_toolkit.errors import StylesheetError
from tei_toolkit.files import read_bytes
from tei_toolkit.findings import Finding
from tei_toolkit.parsing import XML_ID
from tei_toolkit.publish.collect import Collected, in_folder
from tei_toolkit.publish.copies import assets, copies, schemas
from tei_toolkit.publish.design.looks import looks_of
from tei_toolkit.publish.entries import PagedEntry, cross_references, paged_entries
from tei_toolkit.publish.entry_page import EntryPage, Named, Neighbour
from tei_toolkit.publish.entry_pdf import entry_pdfs
from tei_toolkit.publish.facts import digest_of
from tei_toolkit.publish.harvest.files import Images, harvest_targets
from tei_toolkit.publish.interface import interface_of
from tei_toolkit.publish.named import KINDS, SUBJECTS, RegisterItem, register_items
from tei_toolkit.publish.press import Press, Shared, shared_by
from tei_toolkit.publish.prose import prose, prose_files, prose_pages
from tei_toolkit.publish.relations import pointed_to
from tei_toolkit.publish.search.page import Search
from tei_toolkit.publish.search.pagefind import can_search
from tei_toolkit.publish.search.records import prose_file, records_file
from tei_toolkit.publish.target import Page, Target, finding_of
from tei_toolkit.publish.volumes import own_fonts
from tei_toolkit.publish.ways.contents import contents_pages, lines_of
from tei_toolkit.publish.ways.days import day_pages, is_day
from tei_toolkit.publish.ways.named_pages import named_pages
from tei_toolkit.publish.ways.passages import passages_by_id
from tei_toolkit.publish.ways.places_map import map_page, places_with_coordinates
from tei_toolkit.publish.ways.registers import register_lists
from tei_toolkit.publish.ways.subjects import Around, ItemLink, links_around, subjects_below, subjects_page
from tei_toolkit.resources import resource


@dataclass(frozen=True, slots=True)
class Site:
    """The files of a site, and what was noticed while making them."""

    files: dict[str, bytes]
    findings: tuple[Finding, ...]


def make_site(collected: Collected) -> Site:
    """Every file of the reading edition at once: what a build has on disk when it is done.

    An entry on which the stylesheet stops is left out and reported. Raises :class:`StylesheetError` if a
    stylesheet does not compile or stops on another page, :class:`UnreadableInput` if a file is missing.
    """
    files: dict[str, bytes] = {}
    press = Press(collected.folder, site_shared(collected), collected.register, lambda path: files[path])
    findings: dict[str, Finding] = {}
    stopped = -1
    while stopped < len(findings):
        stopped = len(findings)
        files.clear()
        for target in site_targets(collected, press.shared, findings):
            target.fetch(collected.facts)
            try:
                files |= target.make(press)
            except StylesheetError as error:
                finding = finding_of(target, error)
                findings[finding.value] = finding
    digests = {path: digest_of(data) for path, data in files.items()}
    for target in site_targets_of_outputs(collected, press.shared, digests, findings):
        files |= target.make(press)
    named = {path.removeprefix("site/"): data for path, data in files.items() if path.startswith("site/")}
    noticed = [*findings.values(), *site_findings(collected)]
    return Site(named, tuple(in_folder(collected.folder, noticed)))


def site_findings(collected: Collected) -> Iterator[Finding]:
    """What is wrong with the edition's own looks and words, and what its site lacks for want of what is not installed.

    Files are named from the edition's folder.
    """
    looks = looks_of(collected.folder, collected.edition.design)
    for finding in (*looks.findings, *interface_of(collected.folder, collected.edition.language).findings):
        yield replace(finding, file=Path(finding.file).relative_to(collected.folder).as_posix())
    if collected.edition.search and not can_search():
        message = "Pagefind is not installed, so the site has no search."
        yield Finding("SITE-01", message, "edition.toml", hint="pip install pagefind-bin")


def site_shared(collected: Collected) -> Shared:
    """What all pages share; also, in their order, the pages to which every page leads."""
    kinds = {item.kind for item in register_items(collected.register)}
    dated = any(is_day(entry.date) for text in collected.texts for entry in text.entries)
    leads = {
        "index": True,
        "calendar": dated,
        **{kind: kind in kinds for kind in KINDS},
        "map": bool(places_with_coordinates(collected.register)),
        **dict.fromkeys(prose(collected.edition), True),
        "search": collected.edition.search and can_search(),
    }
    return shared_by(collected, [name for name, is_there in leads.items() if is_there])


def site_targets(collected: Collected, shared: Shared, without: Collection[str] = ()) -> Iterator[Target]:
    """Everything that the site is made of but what is made of its pages, if the entries with these ids have none."""
    entries = paged_entries(collected, without)
    digests = _register_digests(collected.register)
    items = register_items(collected.register)
    images = {
        entry.id: {text: collected.images(text, version) for text, version in entry.versions.items()}
        for entry in entries
    }
    ways = [*_ways(collected, entries, items, digests), *prose_pages(collected, entries, items, digests)]
    yield from ways
    yield from _entry_pages(entries, images, items, digests)
    if collected.edition.entry_pdfs:
        yield from entry_pdfs(entries, collected.edition.print, own_fonts(collected.folder))
    yield assets(looks_of(collected.folder, collected.edition.design))
    yield schemas()
    yield from copies(entries, images)
    pages = [*(page.address for page in ways), *(["search"] if "search" in shared.pages else [])]
    files = {name: digest_of(read_bytes(collected.folder / name)) for name in prose_files(collected.edition).values()}
    yield from harvest_targets(collected, shared, entries, images, _registers(collected), pages, files)


def site_targets_of_outputs(
    collected: Collected, shared: Shared, outputs: Mapping[str, str], without: Collection[str] = ()
) -> Iterator[Target]:
    """What is made of what other targets made, of which ``outputs`` are the digests."""
    if "search" in shared.pages:
        files = [records_file(entry) for entry in paged_entries(collected, without)]
        files += [prose_file(address) for address in prose_files(collected.edition)]
        labels = [(item.id, item.kind, item.label) for item in register_items(collected.register)]
        yield Search(
            {file: outputs[file] for file in files if file in outputs},
            digest_of(repr(labels).encode("utf-8", "surrogatepass")),
            digest_of(resource("xslt", "html", "assets", "search.js").read_bytes()),
        )


def _ways(
    collected: Collected, entries: list[PagedEntry], items: Iterable[RegisterItem], digests: Mapping[str, str]
) -> Iterator[Page]:
    lines = lines_of(collected, entries)
    yield from contents_pages(lines)
    yield from day_pages(lines)
    passages = passages_by_id(entries)
    counts = {id_: len(found) for id_, found in passages.items()}
    subjects = subjects_below(items, list(digests), passages)
    yield from subjects_page(subjects, digests)
    for kind in (kind for kind in KINDS if kind != SUBJECTS):
        yield from register_lists(kind, [item for item in items if item.kind == kind], counts, digests)
    yield from map_page(items, places_with_coordinates(collected.register), counts)
    around = links_around(subjects)
    links = {item.id: ItemLink(item.address, item.label) for item in items}
    elements = [] if collected.register is None else collected.register.getroot()
    related = {str(one.get(XML_ID)): tuple((i, links[i]) for i in pointed_to(one) if i in links) for one in elements}
    for item in items:
        leads = around.get(item.id, Around())._replace(related=related[item.id])
        yield from named_pages(item, passages.get(item.id, []), digests[item.id], leads)


def _entry_pages(
    entries: list[PagedEntry], images: Images, items: Iterable[RegisterItem], digests: Mapping[str, str]
) -> Iterator[EntryPage]:
    by_id = {entry.id: entry for entry in entries}
    counts = Counter(id_ for entry in entries for id_ in entry.names)
    named = {item.id: Named(item.address, item.kind, counts[item.id]) for item in items}
    neighbours = [Neighbour(e.href.removeprefix("entries/"), e.label, e.first.date) for e in entries]
    around = zip([None, *neighbours[:-1]], [*neighbours[1:], None], strict=True) if entries else ()
    for entry, (previous, following) in zip(entries, around, strict=True):
        targets = dict.fromkeys(target for version in entry.versions.values() for target in version.targets)
        links = cross_references(targets, by_id)
        known = [id_ for id_ in entry.names if id_ in named]
        register = {id_: digests[id_] for id_ in known}
        here = {id_: named[id_] for id_ in known}
        yield EntryPage(entry, dict(images[entry.id]), previous, following, links, register, here)


def _register_digests(register: etree._ElementTree | None) -> dict[str, str]:
    """A digest of each item by its id, in the order of the registers."""
    if register is None:
        return {}
    return {
        item.get(XML_ID, ""): hashlib.blake2b(etree.tostring(item, method="c14n"), digest_size=8).hexdigest()
        for item in register.getroot()
    }


def _registers(collected: Collected) -> dict[str, str]:
    """The digests of the files of the registers."""
    found = (name for name in collected.edition.registers if (collected.folder / name).is_file())
    return {name: digest_of(read_bytes(collected.folder / name)) for name in found}
