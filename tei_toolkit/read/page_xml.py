"""PAGE XML, as Transkribus, eScriptorium and OCR-D write it (all versions of the PAGE content schema)."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from lxml import etree

from tei_toolkit.model import SourceText
from tei_toolkit.parsing import local_name, parse_xml
from tei_toolkit.read.builder import Attributes
from tei_toolkit.read.readers import Received, Wishes, xml_root
from tei_toolkit.read.region_types import region_type
from tei_toolkit.read.scanned import Line, Page, Region, Tag, Unsaid, outline, source_of

_CUSTOM = re.compile(r"([\w-]+)\s*\{([^{}]*)\}")
_PAIR = re.compile(r"([\w-]+)\s*:\s*([^;]*);?")
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
_ELEMENTS = {
    "person": "persName", "place": "placeName", "organization": "orgName", "date": "date", "abbrev": "abbr",
    "unclear": "unclear", "gap": "gap", "sic": "sic", "supplied": "supplied", "work": "title",
}  # fmt: skip
_STYLES = {
    "bold": "bold", "italic": "italic", "underlined": "underline", "superscript": "sup", "subscript": "sub",
    "strikethrough": "strike", "smallCaps": "smallcaps", "letterSpaced": "spaced",
}  # fmt: skip
_COMMENT = (("type", "editorial"), ("subtype", "comment"), ("resp", "#editor"))
_PLACED = frozenset(("offset", "length", "continued"))
_USED = _PLACED | {"year", "month", "day", "expansion"}
_SAYS_NOTHING = ("", "other", "custom")
_STRUCTURE = ("readingOrder", "structure")
LEAST_CONFIDENCE = 0.5
"""Text that was recognised with less confidence is marked as unclear."""


def looks_like(received: Received) -> bool:
    """Whether the root element is ``PcGts``."""
    return xml_root(received.data)[1] == "PcGts"


def read(received: Received, _wishes: Wishes) -> SourceText:
    """Read a page; raises :class:`~tei_toolkit.errors.UnreadableInput` if it is no well-formed XML."""
    unsaid: list[Unsaid] = []
    return source_of(received.name, list(pages(received.data, received.name, unsaid)), unsaid)


def pages(data: bytes, name: str, unsaid: list[Unsaid]) -> Iterator[Page]:
    """The page of a file; what TEI is not given of its tags is added to ``unsaid``."""
    root = parse_xml(data, name).getroot()
    for page in root.iter("{*}Page"):
        regions = [_region(one, unsaid) for one in _in_order(page)]
        number = next((" ".join(line.text for line in one.lines) for one in regions if one.kind == "page-number"), "")
        yield Page(
            page.get("imageFilename", ""), _number(page.get("imageWidth")), _number(page.get("imageHeight")),
            number if number.isalnum() else "", tuple(regions),
        )  # fmt: skip


def _number(value: str | None) -> int:
    return int(value) if value and value.isdecimal() else 0


def _in_order(page: etree._Element) -> list[etree._Element]:
    """The regions with text, in reading order: that of the file, or of ``custom``; else as they stand."""
    regions = [one for one in page.iter("{*}TextRegion", "{*}TableCell")
               if any(local_name(child) in ("TextLine", "TextEquiv") for child in one)]  # fmt: skip
    order: dict[str, int] = {}
    for reading in page.iterchildren("{*}ReadingOrder"):
        for identifier in _references(reading):
            order.setdefault(identifier, len(order))
    if order:
        return sorted(regions, key=lambda one: order.get(_within(one, order), len(order)))
    return sorted(regions, key=lambda one: _index(one, len(regions)))


def _references(group: etree._Element) -> Iterator[str]:
    children = [one for one in group if isinstance(one.tag, str)]
    for child in sorted(children, key=lambda one: _number(one.get("index"))):
        if child.get("regionRef"):
            yield str(child.get("regionRef"))
        yield from _references(child)


def _within(region: etree._Element, order: dict[str, int]) -> str:
    """The region itself, or that round it (a table) which the order names."""
    named = (one.get("id", "") for one in (region, *region.iterancestors()))
    return next((identifier for identifier in named if identifier in order), "")


def _index(region: etree._Element, otherwise: int) -> int:
    for name, values in _custom(region):
        if name == "readingOrder" and values.get("index", "").isdecimal():
            return int(values["index"])
    return otherwise


def _custom(element: etree._Element) -> Iterator[tuple[str, dict[str, str]]]:
    """What ``@custom`` says in the grammar of Transkribus: ``person {offset:0; length:6;}``."""
    for name, inside in _CUSTOM.findall(element.get("custom", "")):
        values = {key: _ESCAPED.sub(lambda code: chr(int(code[1], 16)), value).strip()
                  for key, value in _PAIR.findall(inside)}  # fmt: skip
        yield name, values


def _region(region: etree._Element, unsaid: list[Unsaid]) -> Region:
    said = region.get("type", "")
    kind = (
        said
        if said not in _SAYS_NOTHING
        else next((values.get("type", "") for name, values in _custom(region) if name == "structure"), said)
    )
    lines = [_line(one, unsaid) for one in region.iterchildren("{*}TextLine")]
    if not lines:
        lines = [Line(text) for text in _text(region)[0].split("\n")]
    return Region(region_type(kind), _points(region), tuple(lines))


def _points(element: etree._Element) -> str:
    coords = element.find("{*}Coords")
    if coords is None:
        return ""
    if coords.get("points"):
        return outline(" ".join(str(coords.get("points")).split()))
    return outline(" ".join(f"{point.get('x')},{point.get('y')}" for point in coords.iterchildren("{*}Point")))


def _text(element: etree._Element) -> tuple[str, float]:
    """The text of an element and the confidence in it: the first of several readings; else that of its words."""
    readings = sorted(element.iterchildren("{*}TextEquiv"), key=lambda one: _number(one.get("index")))
    for reading in readings:
        text = reading.findtext("{*}Unicode") or reading.findtext("{*}PlainText") or ""
        if text:
            return text, _confidence(reading.get("conf"))
    words = [_text(one)[0] for one in element.iterchildren("{*}Word")]
    return " ".join(filter(None, words)), 1.0


def _confidence(value: str | None) -> float:
    try:
        return float(value) if value else 1.0
    except ValueError:
        return 1.0


def _line(line: etree._Element, unsaid: list[Unsaid]) -> Line:
    text, confidence = _text(line)
    text = text.replace("\n", " ")
    tags = [tag for name, values in _custom(line) for tag in _tags(name, values, text, unsaid)]
    if confidence < LEAST_CONFIDENCE:
        tags.append(Tag(0, len(text), "unclear", (("cert", "low"),)))
    return Line(text, _points(line), tuple(tags))


def _tags(name: str, values: dict[str, str], text: str, unsaid: list[Unsaid]) -> Iterator[Tag]:
    """What a tag of ``custom`` means, from the outer element to the inner."""
    if name in _STRUCTURE or not values.get("offset", "").isdecimal():
        return
    start = int(values["offset"])
    end = min(start + _number(values.get("length")), len(text))
    if name == "textStyle":
        rend = " ".join(_STYLES[key] for key, value in values.items() if key in _STYLES and value == "true")
        if rend and start < end:
            yield Tag(start, end, "hi", (("rend", rend),))
        return
    if name == "comment":
        if values.get("comment"):
            yield Tag(end, end, "note", _COMMENT, note=values["comment"])
        return
    element = _ELEMENTS.get(name)
    if element is None:
        unsaid.append(Unsaid(f"Tags of the kind ‘{name}’ are not known; their text is kept.", name))
        return
    attributes = _attributes(element, values)
    said = {value for _, value in attributes} | {""}
    used = _USED if element != "date" or attributes else _PLACED
    left = ", ".join(f"{key} {value}" for key, value in values.items() if key not in used and value not in said
                     and not (key == "wikiData" and any(value in one for one in said)))  # fmt: skip
    if left:
        unsaid.append(Unsaid(f"A tag of the kind ‘{name}’ says more than TEI’s <{element}> is given.", left))
    if start >= end and element != "gap":
        return
    expansion = values.get("expansion", "") if element == "abbr" else ""
    yield Tag(start, end, element, attributes, expansion, continued=values.get("continued") == "true")
    if element == "gap" and start < end:
        yield Tag(start, end, "desc")


def _attributes(element: str, values: dict[str, str]) -> Attributes:
    """What of a tag's values are attributes in TEI."""
    if element == "date":
        return _when(values)
    if element in ("persName", "placeName", "orgName"):
        return _reference(values)
    reason = values.get("reason", "") or ("illegible" if element == "gap" else "")
    if element in ("gap", "unclear", "supplied") and re.fullmatch(r"[\w.-]+", reason):
        return (("reason", reason),)
    return ()


def _when(values: dict[str, str]) -> Attributes:
    """A date, if it is one: a year, with its month and its day where they are said."""
    year, month, day = (_number(values.get(key)) for key in ("year", "month", "day"))
    try:
        date = datetime.date(year, month or 1, day or 1).isoformat()
    except (ValueError, OverflowError):
        return ()
    return (("when", date[: len("YYYY-MM-DD" if month and day else "YYYY-MM" if month else "YYYY")]),)


def _reference(values: dict[str, str]) -> Attributes:
    address = values.get("ref", "") or values.get("wikiData", "")
    if re.fullmatch(r"Q\d+", address):
        address = f"https://www.wikidata.org/entity/{address}"
    return (("ref", address),) if address and " " not in address else ()
