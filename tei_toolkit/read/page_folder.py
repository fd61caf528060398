"""A folder of page files, or a METS file that names them, as one source."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from urllib.parse import unquote

from lxml import etree

from tei_toolkit.errors import UnreadableInput
from tei_toolkit.findings import Finding
from tei_toolkit.model import SourceText
from tei_toolkit.parsing import parse_xml
from tei_toolkit.read import alto, hocr, page_xml
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
    if received.data:
        numbers = dict(_of_mets(received))
        names = list(numbers)
        if not names:
            raise UnreadableInput(f"{received.name}: none of the page files that this METS names is beside it.")
    else:
        names = sorted(received.files, key=_natural)
    unsaid: list[Unsaid] = []
    pages: list[Page] = []
    passed_over = list(received.passed_over)
    lesser = dict.fromkeys(_in_a_lesser_format(names, received))
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
    return replace(source, findings=(*source.findings, *said, *again))


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
    message = f"{len(names)} files hold pages that are in a format that says more, too, and were not read."
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


def _of_mets(received: Received) -> Iterator[tuple[str, str]]:
    """The page files in the order of the physical structure, with the pages' labels (METS 1.12)."""
    root = parse_xml(received.data, received.name).getroot()
    files = {
        one.get("ID", ""): _there(place, received)
        for one in root.iter("{*}file") for place in one.iterchildren("{*}FLocat")
    }  # fmt: skip
    maps = [one for one in root.iter("{*}structMap") if one.get("TYPE", "").upper() == "PHYSICAL"]
    seen: set[str] = set()
    for structure in maps[:1]:
        divisions = [one for one in structure.iter("{*}div") if one.find("{*}fptr") is not None]
        for division in sorted(divisions, key=_order):
            for pointer in division.iter("{*}fptr"):
                name = files.get(pointer.get("FILEID", ""), "")
                if name and name not in seen and _is_page(Received(name, received.files[name])):
                    seen.add(name)
                    yield name, division.get("ORDERLABEL", "").strip()
    for name in files.values():
        if name and name not in seen and _is_page(Received(name, received.files[name])):
            seen.add(name)
            yield name, ""


def _order(division: etree._Element) -> int:
    order = division.get("ORDER", "")
    return int(order) if order.isdecimal() else 0


def _there(place: etree._Element, received: Received) -> str:
    """The file that an address names, if it was received."""
    address = next((str(value) for key, value in place.attrib.items() if str(key).endswith("href")), "")
    path = posixpath.normpath(unquote(address).removeprefix("file://"))
    return path if path in received.files else ""
