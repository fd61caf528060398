"""The images of an entry's pages, where ``edition.toml`` says how they are found."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from lxml import etree

from tei_toolkit.edition import Text
from tei_toolkit.parsing import tei

_PAGE = re.compile(r"[\w-][\w .-]*")


@dataclass(frozen=True, slots=True)
class PageImage:
    """The image of one page: an address elsewhere, or a ``path`` in the edition folder."""

    n: str
    address: str
    path: str = ""


def page_images(folder: Path, text: Text, tree: etree._ElementTree) -> list[PageImage]:
    """The images of the pages on which an entry stands, in their order.

    Page numbers come from the data: one that could lead out of the folder has no image, nor has one whose
    file is not there.
    """
    if not text.images:
        return []
    found = (_page_image(folder, text.images, n) for n in pages_of(tree) if _PAGE.fullmatch(n))
    return [image for image in found if image is not None]


def pages_of(tree: etree._ElementTree) -> list[str]:
    """The page on which the entry begins, as the header says, then each that its text turns to."""
    header, breaks = tree.getroot().iter(tei("biblScope")), tree.getroot().iter(tei("pb"))
    begins = (scope.get("from", "") for scope in header if scope.get("unit") == "page")
    return list(dict.fromkeys([*begins, *(pb.get("n", "") for pb in breaks)]))


def _page_image(folder: Path, pattern: str, n: str) -> PageImage | None:
    if re.match(r"https?://", pattern):
        return PageImage(n, pattern.replace("{n}", quote(n, safe="")))
    path = Path(pattern.replace("{n}", n))
    place = (folder / path).resolve()
    if not place.is_relative_to(folder.resolve()) or not place.is_file() or ".." in path.parts:
        return None
    return PageImage(n, quote(path.as_posix()), path.as_posix())
