"""The way by the map: places where they lie, on an outline of the land that comes with the toolkit.

The outline is Natural Earth's, in the public domain; ``scripts/make_land_outline.py`` made it smaller. Nothing is
fetched.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from lxml import etree

from tei_toolkit.parsing import NAMESPACES, XML_ID
from tei_toolkit.publish.named import RegisterItem
from tei_toolkit.publish.press import Press
from tei_toolkit.publish.target import Page, reads
from tei_toolkit.resources import resource

WIDTH = 1000
"""Of the map, in its own units; its height follows."""
_LEAST = 6.0
"""Degrees that it shows at least, so that a town is not alone on a white sheet."""
_MARGIN = 0.08
_SHAPE = 1.3
"""How much wider than high it is, at least: as wide as a screen."""
_LETTER, _LINE = 9.5, 20
"""Width of a letter and height of a line, about, at the size of the names."""
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class OnMap:
    """A place on the map."""

    name: str
    href: str
    """Its page from the top of the site."""
    point: Point
    """Longitude and latitude."""
    count: int
    """In how many entries it is named."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The part of the earth that is shown, in degrees; a degree of longitude is as long as in its middle."""

    west: float
    south: float
    east: float
    north: float

    @property
    def scale(self) -> float:
        """Units of the map for a degree of longitude."""
        return WIDTH / (self.east - self.west)

    @property
    def stretch(self) -> float:
        """How much longer a degree of latitude is."""
        return 1 / math.cos(math.radians((self.north + self.south) / 2))

    @property
    def height(self) -> float:
        """Of the map in its units."""
        return (self.north - self.south) * self.scale * self.stretch

    def at(self, point: Point) -> Point:
        """Where longitude and latitude are on the map."""
        return (point[0] - self.west) * self.scale, (self.north - point[1]) * self.scale * self.stretch


def places_with_coordinates(register: etree._ElementTree | None) -> dict[str, Point]:
    """Longitude and latitude of the places that have a ``geo`` of TEI, which says latitude first."""
    found = {}
    for item in [] if register is None else register.getroot():
        geo = item.find(".//tei:location/tei:geo", NAMESPACES)
        numbers = [_number(word) for word in (geo.text or "").replace(",", " ").split()] if geo is not None else []
        match numbers:
            case [float(latitude), float(longitude)] if abs(latitude) <= 85 and abs(longitude) <= 180:
                found[item.get(XML_ID, "")] = (longitude, latitude)
    return found


@dataclass(frozen=True, slots=True)
class PlacesMap(Page):
    """The places that have coordinates, where they lie."""

    stylesheets = ("html/map",)
    address = "map"

    places: tuple[OnMap, ...] = reads("the places")

    def make(self, press: Press) -> dict[str, bytes]:
        """The page alone."""
        frame = _frame([place.point for place in self.places])
        marks = [_mark(place, frame.at(place.point)) for place in self.places]
        land = " ".join(_path(ring, frame) for ring in _land(frame))
        page = {"width": WIDTH, "height": round(frame.height), "land": land, "places": _with_names(marks)}
        return self.printed(press, page)


def map_page(
    items: Iterable[RegisterItem], points: Mapping[str, Point], counts: Mapping[str, int]
) -> Iterator[PlacesMap]:
    """``map.html``; nothing if no place has coordinates. ``counts``: in how many entries each id is named."""
    shown = [OnMap(item.name, item.address, points[item.id], counts.get(item.id, 0))
             for item in items if item.id in points]  # fmt: skip
    if shown:
        # Those that are named most come last, on top of the others.
        yield PlacesMap(tuple(sorted(shown, key=lambda place: place.count)))


def _number(word: str) -> float | None:
    try:
        return float(word)
    except ValueError:
        return None


def _frame(points: Sequence[Point]) -> Frame:
    south, north = _wide([y for _, y in points], _LEAST, 88)
    stretch = Frame(0, south, 1, north).stretch
    west, east = _wide([x for x, _ in points], (north - south) * stretch * _SHAPE, 180)
    return Frame(west, south, east, north)


def _wide(values: Sequence[float], least: float, most: float) -> tuple[float, float]:
    middle, span = (min(values) + max(values)) / 2, (max(values) - min(values)) * (1 + 2 * _MARGIN)
    half = max(span, least) / 2
    return max(middle - half, -most), min(middle + half, most)


def _mark(place: OnMap, at: Point) -> dict[str, Any]:
    radius = round(4 + 2.2 * math.log2(1 + place.count), 1)
    return {"x": round(at[0], 1), "y": round(at[1], 1), "r": radius, "href": place.href, "name": place.name,
            "count": place.count}  # fmt: skip


def _with_names(marks: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The places, and of those that are named most the names, where they cover no other name."""
    taken: list[tuple[float, float, float, float]] = []
    for mark in reversed(marks):
        width = len(mark["name"]) * _LETTER
        right = mark["x"] + mark["r"] + 3
        left = right if right + width < WIDTH else mark["x"] - mark["r"] - 3 - width
        box = (left, mark["y"] - _LINE / 2, left + width, mark["y"] + _LINE / 2)
        if not any(box[0] < b[2] and b[0] < box[2] and box[1] < b[3] and b[1] < box[3] for b in taken):
            taken.append(box)
            mark["side"] = "right" if left == right else "left"
    return list(marks)


def _land(frame: Frame) -> Iterator[list[Point]]:
    """The outlines of the land, cut at the frame."""
    for differences in json.loads(resource("xslt", "html", "land.json").read_bytes()):
        x = y = 0
        ring: list[Point] = []
        for dx, dy in zip(differences[::2], differences[1::2], strict=True):
            x, y = x + dx, y + dy
            ring.append((x / 100, y / 100))
        if cut := _cut(ring, frame):
            yield cut


def _cut(ring: list[Point], frame: Frame) -> list[Point]:
    """A ring within a frame, after Sutherland and Hodgman: one side of the frame after another."""
    for axis, limit, sign in ((0, frame.west, 1), (0, frame.east, -1), (1, frame.south, 1), (1, frame.north, -1)):
        inside: list[Point] = []
        for one, other in pairwise([*ring, ring[0]]) if ring else ():
            is_in, is_next_in = (one[axis] - limit) * sign >= 0, (other[axis] - limit) * sign >= 0
            if is_in:
                inside.append(one)
            if is_in != is_next_in:
                part = (limit - one[axis]) / (other[axis] - one[axis])
                inside.append((one[0] + part * (other[0] - one[0]), one[1] + part * (other[1] - one[1])))
        ring = inside
    return ring


def _path(ring: Sequence[Point], frame: Frame) -> str:
    """A ring as an SVG path, in tenths of a unit at most."""
    points = [f"{x:.1f},{y:.1f}" for x, y in map(frame.at, ring)]
    return "M" + "L".join(point for n, point in enumerate(points) if n == 0 or point != points[n - 1]) + "Z"
