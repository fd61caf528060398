"""Everything beside the pages that other programs take from the site: references, lists, manifests, the TEI as one."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from tei_toolkit.files import read_bytes
from tei_toolkit.publish.collect import Collected
from tei_toolkit.publish.entries import PagedEntry, incipit, named_ids
from tei_toolkit.publish.harvest.archive import zip_of
from tei_toolkit.publish.harvest.beacon import beacons
from tei_toolkit.publish.harvest.changes import last_change
from tei_toolkit.publish.harvest.dts import Resource, dts_files
from tei_toolkit.publish.harvest.feed import Item, atom_feed
from tei_toolkit.publish.harvest.iiif import Canvas, collection, manifest
from tei_toolkit.publish.harvest.image_size import image_size, media_type
from tei_toolkit.publish.harvest.panel import FORMATS, references
from tei_toolkit.publish.harvest.record import Record
from tei_toolkit.publish.harvest.sitemap import sitemaps
from tei_toolkit.publish.page_images import page_images

WHOLE = "edition"
"""The name of the files that speak of the edition as a whole."""
ARCHIVE = "tei.zip"
FEED = "feed.atom"


def harvest_files(
    collected: Collected,
    entries: list[PagedEntry],
    records: Mapping[str, Record],
    edition: Record,
    site: Mapping[str, bytes],
) -> dict[str, bytes]:
    """The files, by their paths from the top of the site.

    ``records`` holds the record of each entry by its id, ``edition`` that of the whole, ``site`` the files that are
    there already. What has to name absolute addresses is made only where the edition says its own.
    """
    files = references(edition, WHOLE)
    for entry in entries:
        files |= references(records[entry.id], f"entries/{entry.page}")
    listed = [records[entry.id] for entry in entries]
    files |= {f"entries{ending}": write(listed).encode() for _, ending, write in FORMATS}
    files[ARCHIVE] = zip_of(_tei(collected, site))
    if collected.edition.address:
        files |= _lists(collected, entries, records, edition, site)
        files |= _manifests(collected, entries, records, edition, site)
        files |= dts_files(edition, _resources(collected, entries, records))
    return files


def _tei(collected: Collected, site: Mapping[str, bytes]) -> dict[str, bytes]:
    """The texts as the site has them, and the registers."""
    texts = {path: data for path, data in site.items() if path.startswith("tei/")}
    found = (name for name in collected.edition.registers if (collected.folder / name).is_file())
    return texts | {name: read_bytes(collected.folder / name) for name in found}


def _lists(
    collected: Collected,
    entries: list[PagedEntry],
    records: Mapping[str, Record],
    edition: Record,
    site: Mapping[str, bytes],
) -> dict[str, bytes]:
    """Sitemap, feed and BEACON."""
    changed = {entry.id: last_change(entry, collected.edition) for entry in entries}
    pages = {quote(path): "" for path in sorted(site) if path.endswith(".html") and not path.startswith("entries/")}
    files = sitemaps(edition.address, pages | {entry.href: changed[entry.id] for entry in entries})
    items = [Item(records[entry.id], changed[entry.id], incipit(entry.first)) for entry in entries]
    if feed := atom_feed(edition, items, edition.address + FEED):
        files[FEED] = feed
    mentions = Counter(id_ for entry in entries for id_ in named_ids(entry))
    found = beacons(collected.edition, collected.register, mentions)
    return files | {name: text.encode() for name, text in found.items()}


def _manifests(
    collected: Collected,
    entries: Iterable[PagedEntry],
    records: Mapping[str, Record],
    edition: Record,
    site: Mapping[str, bytes],
) -> dict[str, bytes]:
    made: dict[str, dict[str, Any]] = {}
    for entry in entries:
        if canvases := _canvases(collected, entry, site):
            path = f"iiif/{entry.page}/manifest.json"
            made[path] = manifest(records[entry.id], canvases, edition.address + quote(path))
    if made:
        path = "iiif/collection.json"
        made[path] = collection(edition, list(made.values()), edition.address + path)
    return {path: (json.dumps(each, ensure_ascii=False, indent=1) + "\n").encode() for path, each in made.items()}


def _canvases(collected: Collected, entry: PagedEntry, site: Mapping[str, bytes]) -> list[Canvas]:
    """The pages of an entry in all its versions: of an image elsewhere only the edition can say the size."""
    found: dict[str, Canvas] = {}
    for text in collected.texts:
        version = entry.versions.get(text.text.id)
        for image in page_images(collected.folder, text.text, version.tree) if version else ():
            data = site.get(image.path, b"")
            size = image_size(data) if image.path else text.text.image_size
            if size:
                address = collected.edition.address + image.address if image.path else image.address
                kind = media_type(data) if image.path else "image/jpeg"
                found.setdefault(address, Canvas(image.n, address, *size, kind))
    return list(found.values())


def _resources(
    collected: Collected, entries: Iterable[PagedEntry], records: Mapping[str, Record]
) -> dict[tuple[str, str], list[Resource]]:
    """The TEI files of each text in order; one that holds several entries is one resource, named after its first."""
    resources: dict[tuple[str, str], dict[str, Resource]] = {
        (text.text.id, text.text.title): {} for text in collected.texts
    }
    languages = {text.text.id: text.text for text in collected.texts}
    for entry in entries:
        for text_id, version in entry.versions.items():
            text = languages[text_id]
            record = records[entry.id]
            one = Resource(version.path, version.heading or record.title, text.language, record.written)
            resources[text_id, text.title].setdefault(version.path, one)
    return {text: list(found.values()) for text, found in resources.items()}
