"""ALTO, versions 2 to 4, as libraries and OCR engines write it (Library of Congress)."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping

from lxml import etree

from tei_toolkit.model import SourceText
from tei_toolkit.parsing import local_name, parse_xml
from tei_toolkit.read.page_xml import LEAST_CONFIDENCE
from tei_toolkit.read.readers import Received, Wishes, xml_root
from tei_toolkit.read.region_types import HEADINGS, NOTES, RUNNING, region_type
from tei_toolkit.read.scanned import Line, Page, Region, Tag, outline, source_of

_SPACES = {"TopMargin": "header", "BottomMargin": "footer", "LeftMargin": "marginalia", "RightMargin": "marginalia",
           "PrintSpace": "paragraph"}  # fmt: skip
_TYPES = frozenset((*RUNNING, *NOTES, *HEADINGS))


def looks_like(received: Received) -> bool:
    """Whether the root element is ``alto``."""
    return xml_root(received.data)[1].lower() == "alto"


def read(received: Received, _wishes: Wishes) -> SourceText:
    """Read a file of pages; raises :class:`~tei_toolkit.errors.UnreadableInput` if it is no well-formed XML."""
    return source_of(received.name, list(pages(received.data, received.name)))


def pages(data: bytes, name: str) -> Iterator[Page]:
    """The pages of a file."""
    root = parse_xml(data, name).getroot()
    image = next((one.text or "" for one in root.iter("{*}fileName")), "").strip()
    labels = {
        tag.get("ID", ""): region_type(tag.get("LABEL", "").strip()) for tags in root.iter("{*}Tags") for tag in tags
    }
    for page in root.iter("{*}Page"):
        regions = [one for kind, block in _blocks(page) for one in _regions(block, kind, labels)]
        numbers = (" ".join(line.text for line in one.lines) for one in regions if one.kind == "page-number")
        number = page.get("PRINTED_IMG_NR", "").strip() or next(filter(str.isalnum, numbers), "")
        yield Page(image, _pixels(page, "WIDTH"), _pixels(page, "HEIGHT"), number, tuple(regions))


def _blocks(page: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    for space in page:
        if isinstance(space.tag, str):
            kind = _SPACES.get(local_name(space), "paragraph")
            blocks = [space] if local_name(space) == "TextBlock" else list(space.iter("{*}TextBlock"))
            yield from ((kind, block) for block in blocks)


def _regions(block: etree._Element, kind: str, labels: Mapping[str, str]) -> Iterator[Region]:
    """A block, by what its tags call it; lines that tags call something else (a heading) are regions of their own."""
    kind = _type(block, labels) or kind
    lines = block.iterchildren("{*}TextLine")
    for own, together in itertools.groupby(lines, lambda line: _type(line, labels) or kind):
        yield Region(own, _points(block), tuple(map(_line, together)))


def _type(element: etree._Element, labels: Mapping[str, str]) -> str:
    """The type that an element's tags name, if it says what is not running text."""
    named = (labels.get(reference, "") for reference in element.get("TAGREFS", "").split())
    return next((name for name in named if name in _TYPES), "")


def _pixels(element: etree._Element, name: str) -> int:
    try:
        return int(float(element.get(name, "") or 0))
    except (ValueError, OverflowError):
        return 0


def _points(element: etree._Element) -> str:
    polygon = element.find("{*}Shape/{*}Polygon")
    if polygon is not None and polygon.get("POINTS"):
        numbers = str(polygon.get("POINTS")).replace(",", " ").split()
        return outline(" ".join(f"{x},{y}" for x, y in zip(numbers[::2], numbers[1::2], strict=False)))
    if element.get("HPOS") is None:
        return ""
    left, top = _pixels(element, "HPOS"), _pixels(element, "VPOS")
    right, bottom = left + _pixels(element, "WIDTH"), top + _pixels(element, "HEIGHT")
    return f"{left},{top} {right},{top} {right},{bottom} {left},{bottom}"


def _line(line: etree._Element) -> Line:
    """A line from its words; a hyphen at its end is a letter of it (``HYP``)."""
    text, tags, hyphenated, blank = "", [], False, False
    for child in line:
        name = local_name(child)
        if name == "SP":
            blank = True
        elif name in ("String", "HYP"):
            content = child.get("CONTENT", "")
            if name == "String" and text and not text.endswith(" ") and (blank or line.find("{*}SP") is None):
                text += " "
            start = len(text)
            text += content
            blank, hyphenated = False, name == "HYP" or child.get("SUBS_TYPE") == "HypPart1"
            if name == "String" and _confidence(child) < LEAST_CONFIDENCE and content:
                tags.append(Tag(start, len(text), "unclear", (("cert", "low"),)))
    return Line(text, _points(line), tuple(tags), hyphenated)


def _confidence(word: etree._Element) -> float:
    try:
        return float(word.get("WC", "1"))
    except ValueError:
        return 1.0
