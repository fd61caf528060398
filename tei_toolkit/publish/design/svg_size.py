"""The width and height of an SVG: what its outermost element says, or the sides of its view box (SVG 2, chapter 8)."""

from __future__ import annotations

import re

from lxml import etree

from tei_toolkit.parsing import UnsafeXml, parse_xml

_PIXELS = re.compile(r"\s*(\d+(?:\.\d+)?)(?:px)?\s*")


def svg_size(data: bytes) -> tuple[int, int] | None:
    """Width and height in pixels, at least 1; None if this is no SVG or does not say."""
    try:
        root = parse_xml(data, "the image").getroot()
    except UnsafeXml:
        return None
    if etree.QName(root).localname != "svg":
        return None
    sides = [_PIXELS.fullmatch(root.get(side, "")) for side in ("width", "height")]
    box = [_PIXELS.fullmatch(number) for number in re.split(r"[\s,]+", root.get("viewBox", "").strip())[2:4]]
    for found in (sides, box):
        numbers = [float(one[1]) for one in found if one]
        if len(numbers) == 2 and all(numbers):
            return max(1, round(numbers[0])), max(1, round(numbers[1]))
    return None
