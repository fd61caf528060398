"""The images of an entry's pages, where ``edition.toml`` says how they are found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import quote

from tei_toolkit.edition import Text
from tei_toolkit.publish.facts import Facts, ImageFacts

_PAGE = re.compile(r"[\w-][\w .-]*")


@dataclass(frozen=True, slots=True)
class PageImage:
    """The image of one page: an address elsewhere, or a ``path`` in the edition folder with what is known of it."""

    n: str
    address: str
    path: str = ""
    facts: ImageFacts | None = None


def page_images(text: Text, pages: Iterable[str], facts: Facts) -> Iterator[PageImage]:
    """The images of the pages on which an entry stands, in their order.

    Page numbers come from the data: one that could lead out of the folder has no image, nor has one whose
    file is not there.
    """
    for n in pages if text.images else ():
        if not _PAGE.fullmatch(n):
            continue
        path = PurePosixPath(str(text.images).replace("{n}", n))
        if re.match(r"https?://", str(text.images)):
            yield PageImage(n, str(text.images).replace("{n}", quote(n, safe="")))
        elif not path.is_absolute() and ".." not in path.parts and (found := facts.image(path.as_posix())):
            yield PageImage(n, quote(path.as_posix()), path.as_posix(), found)
