"""What a font file says of itself in its first bytes: its format, and whether its weight varies.

Sources: OpenType 1.9, "Font file"; WOFF 1.0 and WOFF 2.0 of the W3C, the table directory.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

_SFNT = {b"\x00\x01\x00\x00": "truetype", b"true": "truetype", b"OTTO": "opentype"}
_FVAR_IN_WOFF2 = 47
"""The number of the table ``fvar`` among those that WOFF 2.0 names by numbers."""


@dataclass(frozen=True, slots=True)
class FontFile:
    """The format as CSS calls it, and whether the font has axes along which it varies."""

    format: str
    variable: bool


def font_file(data: bytes) -> FontFile | None:
    """What the file is; None if it is no font, or cut off."""
    sign = data[:4]
    try:
        if sign in _SFNT:
            return FontFile(_SFNT[sign], b"fvar" in _tags(data, 12, 16))
        if sign == b"wOFF":
            return FontFile("woff", b"fvar" in _tags(data, 44, 20))
        if sign == b"wOF2":
            return FontFile("woff2", _varies_in_woff2(data))
    except (struct.error, IndexError):
        return None
    return None


def _tags(data: bytes, start: int, size: int) -> set[bytes]:
    (count,) = struct.unpack_from(">H", data, 12 if start == 44 else 4)
    return {data[at : at + 4] for at in range(start, start + count * size, size)}


def _varies_in_woff2(data: bytes) -> bool:
    (count,) = struct.unpack_from(">H", data, 12)
    at = 48
    for _ in range(count):
        flags = data[at]
        number, version = flags & 0x3F, flags >> 6
        at += 1
        named = data[at : at + 4] if number == 0x3F else b""
        at += len(named)
        if number == _FVAR_IN_WOFF2 or named == b"fvar":
            return True
        at = _after_length(data, at)
        # Of glyf and loca the version 3 is the one that is not transformed; of all others, 0.
        if (version != 3) if number in (10, 11) else (version != 0):
            at = _after_length(data, at)
    return False


def _after_length(data: bytes, at: int) -> int:
    """Where a number of seven bits a byte ends."""
    while data[at] & 0x80:
        at += 1
    return at + 1
