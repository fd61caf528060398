"""A folder of page files, or a METS file that names them, as one source."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from tei_toolkit.errors import UnreadableInput
from tei_toolkit.findings import Finding
from tei_toolkit.model import SourceText
from tei_toolkit.read import alto, hocr, page_xml
from tei_toolkit.read.mets import read_mets
from tei_toolkit.read.readers import Received, Wishes, xml_root
from tei_toolkit.read.scanned import Page, Unsaid, source_of

_FORMATS = {"PAGE": page_xml.looks_like, "ALTO": alto.looks_like, "hOCR": hocr.looks_like}
"""The formats of pages, those that say more first."""
_DIGITS = re.compile(r"(\d+)")


def looks_like(received: Received) -> bool:
    """Whether it is METS, or a folder with at least one page."""
    if received.data:
        return xml_root(received.data)[1] == "mets"
    return any(_is_page(Received(name, data)) for name, data in received.files.items())


def read(received: Received, _wishes: Wishes) -> SourceText:
    """Read all pages: in the order that METS says, or by the numbers in their names.

    Raises :class:`UnreadableInput` if METS names no page that is there.
    """
    numbers: dict[str, str] = {}
    details: dict[str, str] = {}
    lesser: dict[str, None] = {}
    descriptions = _descriptions(received)
    for name, data in descriptions.items():
        described = read_mets(data, name, received.files)
        details = {**described.details, **details}
        for label, groups in described.pages:
            chosen, others = _best(groups, received)
            numbers.update(dict.fromkeys(chosen, label))
            lesser.update(dict.fromkeys(others))
    if received.data and not numbers:
        raise UnreadableInput(f"{received.name}: none of the page files that this METS names is beside it.")
    names = list(numbers)
    if not received.data:
        # Pages of a folder that its METS does not name are pages all the same.
        named = {*numbers, *lesser, *descriptions}
        names += (name for name in sorted(received.files, key=_natural) if name not in named)
    lesser.update(dict.fromkeys(_in_a_lesser_format(names, received)))
    unsaid: list[Unsaid] = []
    pages: list[Page] = []
    passed_over = list(received.passed_over)
    for name in names:
        one = Received(name, received.files[name])
        if name in lesser:
            continue
        if not _is_page(one):
            passed_over.append(name)
        for page in _pages(one, unsaid):
            number = page.number or numbers.get(name, "")
            pages.append(page._replace(number=number, image=page.image or name))
    source = source_of(received.name, pages, unsaid)
    said = (_passed_over(f"{received.name}/{name}") for name in sorted(passed_over, key=_natural))
    again = [_said_twice(received.name, tuple(lesser))] if lesser else []
    return replace(source, details=details, findings=(*source.findings, *said, *again))


def _descriptions(received: Received) -> dict[str, bytes]:
    """The METS files: what was received itself, or those of a folder."""
    if received.data:
        return {posixpath.basename(received.name): received.data}
    there = {name: data for name, data in received.files.items() if xml_root(data)[1] == "mets"}
    return {name: there[name] for name in sorted(there, key=_natural)}


def _best(groups: Sequence[Sequence[str]], received: Received) -> tuple[list[str], list[str]]:
    """Of the groups of files that hold one page, that in the format that says most, the last of several (a later step
    of the work); and the files of the others."""
    of_pages = [[name for name in group if _is_page(Received(name, received.files[name]))] for group in groups]
    ranked = sorted(filter(None, reversed(of_pages)), key=lambda group: _rank(group[0], received))
    return (ranked[0], [name for group in ranked[1:] for name in group]) if ranked else ([], [])


def _rank(name: str, received: Received) -> int:
    return list(_FORMATS).index(_format(Received(name, received.files[name])))


def _passed_over(path: str) -> Finding:
    message = "This file of the folder is no page of PAGE, ALTO or hOCR, and was not read."
    return Finding("READ-04", message, path, hint="If it is a transcript, name it: tei convert FILE.")


def _in_a_lesser_format(names: Iterable[str], received: Received) -> list[str]:
    """Files of pages that are there in a format that says more, too: exports hold both PAGE and ALTO.

    They are of one page if their names differ in folder and suffix only; two of one format are two pages.
    """
    pages: dict[str, dict[str, list[str]]] = {}
    for name in names:
        if form := _format(Received(name, received.files[name])):
            stem = posixpath.basename(name).partition(".")[0]
            pages.setdefault(stem, {}).setdefault(form, []).append(name)
    lesser: list[str] = []
    for formats in pages.values():
        _, *others = sorted(formats, key=list(_FORMATS).index)
        lesser += [name for form in others for name in formats[form]]
    return lesser


def _said_twice(folder: str, names: Sequence[str]) -> Finding:
    message = f"{len(names)} files hold pages that were read from other files, which say more."
    return Finding("READ-05", message, folder, value=names[0])


def _format(received: Received) -> str:
    """The format of a page; empty if it is none."""
    return next((form for form, looks_like in _FORMATS.items() if looks_like(received)), "")


def _is_page(received: Received) -> bool:
    return bool(_format(received))


def _pages(received: Received, unsaid: list[Unsaid]) -> Iterator[Page]:
    if page_xml.looks_like(received):
        yield from page_xml.pages(received.data, received.name, unsaid)
    elif alto.looks_like(received):
        yield from alto.pages(received.data, received.name)
    elif hocr.looks_like(received):
        yield from hocr.pages(received.data, received.name)


def _natural(name: str) -> list[tuple[int, str]]:
    """``page2`` before ``page10``."""
    return [(int(piece), "") if piece.isdecimal() else (-1, piece.lower()) for piece in _DIGITS.split(name) if piece]
