"""The reading edition: the table of everything that its site is made of."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from tei_toolkit.errors import StylesheetError
from tei_toolkit.files import read_bytes
from tei_toolkit.findings import Finding
from tei_toolkit.parsing import XML_ID
from tei_toolkit.publish.collect import Collected, in_folder
from tei_toolkit.publish.copies import assets, copies, schemas
from tei_toolkit.publish.entries import PagedEntry, cross_references, paged_entries
from tei_toolkit.publish.entry_page import EntryPage, Neighbour
from tei_toolkit.publish.facts import digest_of
from tei_toolkit.publish.harvest.files import Images, harvest_targets
from tei_toolkit.publish.press import Press, Shared, shared_by
from tei_toolkit.publish.target import Target, finding_of
from tei_toolkit.publish.whole_pages import Prose, contents, prose, register_kinds, register_pages


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
    press = Press(collected.folder, site_shared(collected), collected.register)
    findings: dict[str, Finding] = {}
    while True:
        files: dict[str, bytes] = {}
        stopped = len(findings)
        for target in site_targets(collected, press.shared, findings):
            try:
                files |= target.make(press)
            except StylesheetError as error:
                finding = finding_of(target, error)
                findings[finding.value] = finding
        if len(findings) == stopped:
            named = {path.removeprefix("site/"): data for path, data in files.items()}
            return Site(named, tuple(in_folder(collected.folder, findings.values())))


def site_shared(collected: Collected) -> Shared:
    """What all pages share; also, in their order, the pages to which every page leads."""
    kinds = register_kinds(collected)
    registers = [name for name in ("persons", "places") if name in kinds]
    return shared_by(collected, ["index", *registers, *prose(collected.edition)])


def site_targets(collected: Collected, shared: Shared, without: Collection[str] = ()) -> Iterator[Target]:
    """Everything that the site is made of, if the entries whose ids are ``without`` have no page."""
    entries = paged_entries(collected, without)
    digests = _register_digests(collected.register)
    images = {
        entry.id: {text: collected.images(text, version) for text, version in entry.versions.items()}
        for entry in entries
    }
    yield from _entry_pages(entries, images, digests)
    yield contents(collected, entries)
    yield from register_pages(collected, entries, digests)
    for kind, file in prose(collected.edition).items():
        yield Prose(kind, file, digest_of(read_bytes(collected.folder / file)))
    yield assets()
    yield schemas()
    yield from copies(entries, images)
    yield from harvest_targets(collected, shared, entries, images, _registers(collected))


def _entry_pages(entries: list[PagedEntry], images: Images, digests: Mapping[str, str]) -> Iterator[EntryPage]:
    by_id = {entry.id: entry for entry in entries}
    neighbours = [Neighbour(e.href.removeprefix("entries/"), e.label, e.first.date) for e in entries]
    around = zip([None, *neighbours[:-1]], [*neighbours[1:], None], strict=True) if entries else ()
    for entry, (previous, following) in zip(entries, around, strict=True):
        targets = dict.fromkeys(target for version in entry.versions.values() for target in version.targets)
        links = cross_references(targets, by_id)
        register = {id_: digests[id_] for id_ in entry.names if id_ in digests}
        yield EntryPage(entry, dict(images[entry.id]), previous, following, links, register)


def _register_digests(register: etree._ElementTree | None) -> dict[str, str]:
    """A digest of each person and place by its id."""
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
