"""The images of an entry's pages, where ``edition.toml`` says how they are found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import quote

from tei_toolkit.edition import Edition, Text
from tei_toolkit.publish.facts import Facts, ImageFacts

_INFO = "/info.json"
_PAGE = re.compile(r"[\w-][\w .-]*")


@dataclass(frozen=True, slots=True)
class PageImage:
    """The image of one page: an address elsewhere, or a ``path`` in the edition folder with what is known of it."""

    n: str
    address: str
    path: str = ""
    facts: ImageFacts | None = None
    service: str = ""
    """The image service (IIIF) that has it."""


def page_images(text: Text, pages: Iterable[str], facts: Facts) -> Iterator[PageImage]:
    """The images of the pages on which an entry stands, in their order.

    Page numbers come from the data: one that could lead out of the folder has no image, nor has one whose
    file is not there.
    """
    for n in pages if text.images else ():
        if _PAGE.fullmatch(n) and (image := _page_image(str(text.images), n, facts)):
            yield image


def image_servers(edition: Edition) -> list[str]:
    """The beginnings of addresses that pages may ask for images: those named as such, and those of image services."""
    patterns = [text.images for text in edition.texts if text.images and text.images.endswith(_INFO)]
    return [*edition.iiif, *(re.sub(r"[^/]*\{n\}.*$", "", pattern) for pattern in patterns if "://" in pattern)]


def _page_image(pattern: str, n: str, facts: Facts) -> PageImage | None:
    if re.match(r"https?://", pattern):
        address = pattern.replace("{n}", quote(n, safe=""))
        service = address.removesuffix(_INFO) if address.endswith(_INFO) else ""
        return PageImage(n, f"{service}/full/max/0/default.jpg" if service else address, service=service)
    path = PurePosixPath(pattern.replace("{n}", n))
    if path.is_absolute() or ".." in path.parts:
        return None
    found = facts.image(path.as_posix())
    return PageImage(n, quote(path.as_posix()), path.as_posix(), found) if found else None
