"""Everything beside the pages that other programs take from the site: references, lists, manifests, the TEI as one.

What has to name absolute addresses is made only where the edition says its own.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from tei_toolkit.publish.collect import Collected
from tei_toolkit.publish.copies import SCHEMAS
from tei_toolkit.publish.entries import PagedEntry
from tei_toolkit.publish.facts import digest_of
from tei_toolkit.publish.harvest.archive import zip_of
from tei_toolkit.publish.harvest.beacon import beacons
from tei_toolkit.publish.harvest.changes import last_change
from tei_toolkit.publish.harvest.cited import Cited
from tei_toolkit.publish.harvest.dts import Resource, dts_files
from tei_toolkit.publish.harvest.feed import Item, atom_feed, latest
from tei_toolkit.publish.harvest.iiif import Canvas, collection, manifest
from tei_toolkit.publish.harvest.panel import ARCHIVE, FORMATS, WHOLE, references
from tei_toolkit.publish.harvest.record import edition_record, entry_record
from tei_toolkit.publish.harvest.sitemap import robots, sitemaps
from tei_toolkit.publish.page_images import PageImage
from tei_toolkit.publish.press import FEED, Press, Shared
from tei_toolkit.publish.target import Target, reads
from tei_toolkit.resources import resource

Images = Mapping[str, Mapping[str, tuple[PageImage, ...]]]
"""The page images of each entry, by its id and then the text's."""


@dataclass(frozen=True, slots=True)
class References(Target):
    """References to the edition as a whole, and those to all entries in one file each."""

    cited: Cited = reads("what is cited of the entries")
    name = "site/entries.bib"

    def make(self, press: Press) -> dict[str, bytes]:
        """A file in each format, for both."""
        records = self.cited.records(press)
        every = {f"site/entries{ending}": write(records).encode() for _, ending, write in FORMATS}
        whole = references(edition_record(press.edition, press.shared.author))
        return every | {f"site/{WHOLE}{ending}": text.encode() for ending, text in whole.items()}


@dataclass(frozen=True, slots=True)
class Archive(Target):
    """The texts as the site has them, their schema, the registers, and the pages of prose, in one zip."""

    files: dict[str, str] = reads("the file")
    schemas: dict[str, str] = reads("the schema")
    name = f"site/{ARCHIVE}"

    def make(self, press: Press) -> dict[str, bytes]:
        """The zip alone."""
        schemas = {f"tei/{name}": digest for name, digest in self.schemas.items()}
        every = sorted((self.files | schemas).items())
        return {self.name: zip_of(((path, digest, self._reader(press, path)) for path, digest in every),
                                  press.folder / "build" / self.name)}  # fmt: skip

    def _reader(self, press: Press, path: str) -> Callable[[], bytes]:
        if path in self.files:
            return lambda: press.read(path, self.files[path])
        return lambda: resource("schema", path.removeprefix("tei/")).read_bytes()


@dataclass(frozen=True, slots=True)
class Sitemap(Target):
    """The addresses of all pages with the days of their last changes."""

    pages: dict[str, str] = reads("the page")
    name = "site/sitemap.xml"

    def make(self, press: Press) -> dict[str, bytes]:
        """One file, or several with a list of them; and the file that tells search engines of it."""
        address = press.edition.address
        return {f"site/{path}": data for path, data in (sitemaps(address, self.pages) | robots(address)).items()}


@dataclass(frozen=True, slots=True)
class Feed(Target):
    """The entries that changed last."""

    entries: tuple[PagedEntry, ...] = reads("the entries that changed last")
    name = f"site/{FEED}"

    def make(self, press: Press) -> dict[str, bytes]:
        """The feed, if anything has a date."""
        edition, author = press.edition, press.shared.author
        items = [
            Item(entry_record(edition, author, entry, press.words), last_change(entry, edition), entry.first.incipit)
            for entry in self.entries
        ]
        feed = atom_feed(edition_record(edition, author), items, edition.address + FEED)
        return {self.name: feed} if feed else {}


@dataclass(frozen=True, slots=True)
class Beacons(Target):
    """The persons and places that the edition speaks of, by the numbers of authorities."""

    register: str = reads("the register")
    mentions: dict[str, int] = reads("how often the entries name")
    name = "site/beacon.txt"

    def make(self, press: Press) -> dict[str, bytes]:
        """A file for each authority."""
        found = beacons(press.edition, press.register, self.mentions)
        return {f"site/{name}": text.encode() for name, text in found.items()}


@dataclass(frozen=True, slots=True)
class Manifests(Target):
    """IIIF: a manifest for each entry that has images, and the collection of them."""

    cited: Cited = reads("what is cited of the entries")
    images: dict[str, dict[str, tuple[PageImage, ...]]] = reads("the page images of")
    name = "site/iiif"

    def make(self, press: Press) -> dict[str, bytes]:
        """All manifests; none where no image has a known size."""
        made: dict[str, dict[str, Any]] = {}
        address = press.edition.address
        for entry, record in zip(self.cited.entries, self.cited.records(press), strict=True):
            if canvases := _canvases(press.shared, self.images.get(entry.id, {})):
                path = f"iiif/{entry.page}/manifest.json"
                made[path] = manifest(record, canvases, address + quote(path))
        if made:
            whole = edition_record(press.edition, press.shared.author)
            path = "iiif/collection.json"
            made[path] = collection(whole, list(made.values()), address + path)
        return {f"site/{path}": (json.dumps(each, ensure_ascii=False, indent=1) + "\n").encode()
                for path, each in made.items()}  # fmt: skip


@dataclass(frozen=True, slots=True)
class TextServices(Target):
    """The answers of Distributed Text Services."""

    cited: Cited = reads("what is cited of the entries")
    name = "site/dts"

    def make(self, press: Press) -> dict[str, bytes]:
        """A file for each answer."""
        whole = edition_record(press.edition, press.shared.author)
        return {f"site/{path}": data for path, data in dts_files(whole, _resources(press, self.cited)).items()}


def harvest_targets(
    collected: Collected,
    shared: Shared,
    entries: list[PagedEntry],
    images: Images,
    registers: Mapping[str, str],
    pages: Iterable[str],
    prose: Mapping[str, str],
) -> Iterator[Target]:
    """The lists and services of an edition; ``registers`` are the digests of the files of its registers, ``pages`` the
    addresses of all pages but the entries', without ending, ``prose`` the digests of the files of pages of prose."""
    cited = Cited(entries)
    schemas = {name: digest_of(resource("schema", name).read_bytes()) for name in SCHEMAS}
    texts = {version.path: version.digest for entry in entries for version in entry.versions.values()}
    yield References(cited)
    yield Archive(texts | dict(registers) | dict(prose), schemas)
    if not shared.edition.address:
        return
    changes = {entry.id: last_change(entry, shared.edition) for entry in entries}
    others = {f"{quote(name)}.html": "" for name in sorted(pages)}
    yield Sitemap(others | {entry.href: changes[entry.id] for entry in entries})
    by_id = {entry.id: entry for entry in entries}
    yield Feed(tuple(by_id[id_] for id_ in latest(changes)))
    if collected.register is not None:
        yield Beacons(
            digest_of(repr(registers).encode()), dict(Counter(id_ for entry in entries for id_ in entry.names))
        )
    shown = {id_: {text: found for text, found in each.items() if found} for id_, each in images.items()}
    yield Manifests(cited, {id_: each for id_, each in shown.items() if each})
    yield TextServices(cited)


def _canvases(shared: Shared, images: Mapping[str, Iterable[PageImage]]) -> list[Canvas]:
    """The pages of an entry in all its versions: of an image elsewhere only the edition can say the size."""
    found: dict[str, Canvas] = {}
    for text_id, text in shared.texts.items():
        for image in images.get(text_id, ()):
            size = image.facts.size if image.facts else text.image_size
            if size:
                address = shared.edition.address + image.address if image.path else image.address
                kind = image.facts.type if image.facts else "image/jpeg"
                found.setdefault(address, Canvas(image.n, address, *size, kind, image.service))
    return list(found.values())


def _resources(press: Press, cited: Cited) -> dict[tuple[str, str], list[Resource]]:
    """The TEI files of each text in order; one that holds several entries is one resource, named after its first."""
    texts = press.shared.texts
    resources: dict[tuple[str, str], dict[str, Resource]] = {(id_, text.title): {} for id_, text in texts.items()}
    for entry, record in zip(cited.entries, cited.records(press), strict=True):
        for text_id, version in entry.versions.items():
            text = texts[text_id]
            one = Resource(version.path, version.heading or record.title, text.language, record.written)
            resources[text_id, text.title].setdefault(version.path, one)
    return {text: list(found.values()) for text, found in resources.items()}
