"""A small image server (IIIF Image API 2.1 and 3.0) that refuses whatever its level does not oblige it to.

An image is red from left to right and green from top to bottom, so that each of its places has a colour of its own.
"""

from __future__ import annotations

import json
import re
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from math import ceil
from typing import Any

from browser import listening

WIDE, HIGH, TILE = 3000, 4200, 512
FACTORS = [1, 2, 4, 8, 16]
_REQUEST = re.compile(r"/iiif/([\w-]+)/(full|\d+,\d+,\d+,\d+)/(max|full|\d+,\d*)/0/default\.jpg")


@dataclass
class ImageServer:
    """Where the server is, what it was asked for, and what it refused."""

    version: int
    level: int
    describes: bool = True
    """Whether it lets other sites read what it says of its images."""
    address: str = ""
    asked: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def info(self, name: str) -> dict[str, Any]:
        """What the server says of an image."""
        address = f"{self.address}{name}"
        tiles = [{"width": TILE, "scaleFactors": FACTORS}]
        size = {"width": WIDE, "height": HIGH, "tiles": tiles, "protocol": "http://iiif.io/api/image"}
        if self.level == 0:
            size["sizes"] = [{"width": ceil(WIDE / factor), "height": ceil(HIGH / factor)} for factor in (16, 8)]
        if self.version == 3:
            context = "http://iiif.io/api/image/3/context.json"
            return {"@context": context, "id": address, "type": "ImageService3", "profile": f"level{self.level}"} | size
        profile = [f"http://iiif.io/api/image/2/level{self.level}.json"]
        return {"@context": "http://iiif.io/api/image/2/context.json", "@id": address, "profile": profile} | size

    def image(self, path: str) -> bytes | None:
        """The image that an address asks for; None if the server need not have it."""
        found = _REQUEST.fullmatch(path)
        if not found:
            return None
        whole = (0, 0, WIDE, HIGH)
        left, top, wide, high = whole if found[2] == "full" else map(int, found[2].split(","))
        if not (0 < wide <= WIDE - left and 0 < high <= HIGH - top):
            return None
        if found[3] in ("max", "full"):
            size = (wide, high) if found[3] == "max" or self.version == 2 else None
        else:
            size = self._size(found[3], wide, high)
        if size is None or (self.level == 0 and not self._is_ready((left, top, wide, high), found[2], size)):
            return None
        return _png(left, top, wide, high, *size)

    def _size(self, asked: str, wide: int, high: int) -> tuple[int, int] | None:
        """Nothing is made larger, and nothing is stretched."""
        width, _, height = asked.partition(",")
        size = int(width), int(height) if height else max(1, round(int(width) * high / wide))
        fits = 0 < size[0] <= wide and 0 < size[1] <= high and abs(size[0] / wide - size[1] / high) * max(size) < 2
        return size if fits else None

    def _is_ready(self, box: tuple[int, int, int, int], region: str, size: tuple[int, int]) -> bool:
        """Whether files made beforehand have it: the whole in two sizes, and every tile in its one true form."""
        if region == "full":
            return size in [(ceil(WIDE / factor), ceil(HIGH / factor)) for factor in (16, 8)]
        left, top, wide, high = box
        return any(
            left % (TILE * factor) == top % (TILE * factor) == 0
            and wide == min(TILE * factor, WIDE - left)
            and high == min(TILE * factor, HIGH - top)
            and size == (ceil(wide / factor), ceil(high / factor))
            for factor in FACTORS
        )


def _png(left: int, top: int, wide: int, high: int, width: int, height: int) -> bytes:
    reds = [int(255 * (left + (x + 0.5) * wide / width) / WIDE) for x in range(width)]
    rows = bytearray()
    for y in range(height):
        green = int(255 * (top + (y + 0.5) * high / height) / HIGH)
        rows += b"\0" + b"".join(bytes((red, green, 128)) for red in reds) if y % 8 == 0 else rows[-(3 * width + 1) :]
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(rows), 1)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )


@contextmanager
def image_server(version: int, level: int, describes: bool = True) -> Iterator[ImageServer]:
    """Run such a server on this machine."""
    served = ImageServer(version, level, describes)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            served.asked.append(self.path)
            if self.path.endswith("/info.json"):
                self._answer("application/json", json.dumps(served.info(self.path.split("/")[2])).encode())
            elif image := served.image(self.path):
                self._answer("image/png", image)
            else:
                served.refused.append(self.path)
                self.send_error(400)

        def _answer(self, kind: str, data: bytes) -> None:
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            if served.describes:
                self.send_header("Access-Control-Allow-Origin", "*")
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:
            pass

    with listening(Handler) as address:
        served.address = f"{address}/iiif/"
        yield served
