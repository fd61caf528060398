"""The images of the pages: each there, each used, none too many."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from itertools import pairwise
from urllib.parse import unquote

from tei_toolkit.edition import Text
from tei_toolkit.validate.edition.model import Noticed, Survey
from tei_toolkit.validate.edition.view import EditionView

_WEB = re.compile(r"(?:[a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)
_LAST_NUMBER = re.compile(r"(.*?)(\d+)(\D*)")
_RARE = 0.05
"""The share of entries above which images that overlap are how the edition does it."""
_LISTED = 8
CONFIGURATION = "edition.toml"


def images_that_are_missing(view: EditionView) -> Iterator[Noticed]:
    """IMAGE-01 for a page whose image, by ``images`` of ``edition.toml``, is not there; and for a file that a
    ``graphic`` or a page break names and that is not there."""
    for text, documents in view.texts:
        if text.images and not _WEB.match(text.images):
            yield from _missing_of_text(text, text.images, documents, view)
    for document in view.documents:
        for image in document.images:
            if (
                not _WEB.match(image.address)
                and not _WEB.match(document.base)
                and not _is_there(image.address, document, view)
            ):
                yield Noticed(
                    "IMAGE-01",
                    document.path,
                    image.at,
                    f"There is no image {image.address} in the edition.",
                    image.address,
                    "Correct the path, which is relative to this file, or add the image.",
                    image.attribute,
                )


def _missing_of_text(text: Text, pattern: str, documents: tuple[Survey, ...], view: EditionView) -> Iterator[Noticed]:
    asked: dict[str, tuple[Survey, int, str]] = {}
    for document in documents:
        if document.begins and document.entries:
            asked.setdefault(document.begins, (document, document.entries[0].at, ""))
        for page in document.pages:
            if page.n:
                asked.setdefault(page.n, (document, page.at, "n"))
    missing = {
        n: place for n, place in asked.items() if posixpath.normpath(pattern.replace("{n}", n)) not in view.files
    }
    if missing and len(missing) == len(asked):
        yield Noticed(
            "IMAGE-01",
            CONFIGURATION,
            -1,
            f"None of the {len(missing)} pages of {text.title} has an image {pattern}.",
            pattern,
            "Correct images under [[texts]], or add the images.",
        )
        return
    for n, (document, at, attribute) in missing.items():
        image = pattern.replace("{n}", n)
        yield Noticed(
            "IMAGE-01",
            document.path,
            at,
            f"Page {n} has no image: {image} is not there.",
            image,
            "Add the image, or correct the number of the page.",
            attribute,
        )


def _is_there(address: str, document: Survey, view: EditionView) -> bool:
    beside = posixpath.normpath(posixpath.join(posixpath.dirname(document.path), unquote(address)))
    return beside.startswith("..") or beside in view.files or posixpath.normpath(unquote(address)) in view.files


def images_nobody_sees(view: EditionView) -> Iterator[Noticed]:
    """IMAGE-02 for the images of a text that no page of it has."""
    named = {posixpath.basename(image.address) for document in view.documents for image in document.images}
    for text, documents in view.texts:
        if not text.images or _WEB.match(text.images) or "{n}" not in text.images:
            continue
        before, _, after = text.images.partition("{n}")
        pages = {n for document in documents for n in (document.begins, *(page.n for page in document.pages))}
        unused = sorted(
            path
            for path in view.files
            if path.startswith(before) and path.endswith(after) and len(path) > len(before) + len(after)
            and "/" not in (n := path[len(before) : len(path) - len(after)]) and n not in pages
            and posixpath.basename(path) not in named
        )  # fmt: skip
        if unused:
            shown = ", ".join(unused[:_LISTED]) + (
                f" and {len(unused) - _LISTED} more" if len(unused) > _LISTED else ""
            )
            many = f"{len(unused)} images are" if len(unused) > 1 else "One image is"
            yield Noticed(
                "IMAGE-02",
                CONFIGURATION,
                -1,
                f"{many} of no page of {text.title}: {shown}.",
                unused[0],
                "Check whether a page break is missing, or the number in the file’s name is wrong.",
            )


def images_too_many(view: EditionView) -> Iterator[Noticed]:
    """IMAGE-03 for an entry that has the same image twice, or images beyond that on which the next one begins."""
    for _, documents in view.texts:
        ordered = [placed.document for placed in view.in_time(documents) if len(placed.document.entries) == 1]
        beyond = [(one, after) for one, after in pairwise(ordered) if _reaches_beyond(one, after)]
        rare = len(beyond) <= max(1, _RARE * len(ordered))
        for document, after in beyond if rare else ():
            last = document.images[-1]
            yield Noticed(
                "IMAGE-03",
                document.path,
                last.at,
                f"The last image is {_name(last.address)}, but the next entry, {after.path}, begins on"
                f" {_name(after.images[0].address)} already.",
                last.address,
                "Remove the image if the entry does not reach it, or correct where the next one begins.",
                last.attribute,
            )
        for document in documents:
            seen = set()
            for image in document.images:
                if (image.attribute, image.address) in seen:
                    message = f"The image {_name(image.address)} stands here for the second time."
                    hint = "Remove it, or put the image in that belongs here."
                    yield Noticed("IMAGE-03", document.path, image.at, message, image.address, hint, image.attribute)
                seen.add((image.attribute, image.address))


def _reaches_beyond(one: Survey, after: Survey) -> bool:
    """Whether the last image of a document comes after the first of the next, in one series of numbered images."""
    if not one.images or not after.images:
        return False
    last, first = (_LAST_NUMBER.fullmatch(image.address) for image in (one.images[-1], after.images[0]))
    own = _LAST_NUMBER.fullmatch(one.images[0].address)
    if not last or not first or not own or not last[1] == first[1] == own[1]:
        return False
    return int(own[2]) <= int(first[2]) < int(last[2])


def _name(address: str) -> str:
    return posixpath.basename(address)
