"""The width and height of an image, from the first bytes of its file: JPEG, PNG, GIF and WebP."""

from __future__ import annotations

import struct

_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""JPEG's markers of a frame (ITU T.81, table B.1)."""


def image_size(data: bytes) -> tuple[int, int] | None:
    """Width and height in pixels; None if this is none of the four formats, or is cut off."""
    try:
        size = _size(data)
    except (struct.error, IndexError):
        return None
    return size if size and all(size) else None


def media_type(data: bytes) -> str:
    """The type by which a server calls such a file."""
    kinds = ((b"\xff\xd8", "image/jpeg"), (b"\x89PNG", "image/png"), (b"GIF8", "image/gif"), (b"RIFF", "image/webp"))
    return next((kind for sign, kind in kinds if data.startswith(sign)), "application/octet-stream")


def _size(data: bytes) -> tuple[int, int] | None:
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return _pair(data, ">II", 16)
    if data[:6] in (b"GIF87a", b"GIF89a"):
        return _pair(data, "<HH", 6)
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return _webp(data)
    return _jpeg(data) if data.startswith(b"\xff\xd8") else None


def _pair(data: bytes, form: str, start: int) -> tuple[int, int]:
    width, height = struct.unpack_from(form, data, start)
    return int(width), int(height)


def _jpeg(data: bytes) -> tuple[int, int] | None:
    """Segments follow one another, each with its length, until the one that begins a frame."""
    at = 2
    while at < len(data):
        if data[at] != 0xFF:
            return None
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
        elif marker in _FRAMES:
            height, width = struct.unpack_from(">HH", data, at + 5)
            return int(width), int(height)
        else:
            (length,) = struct.unpack_from(">H", data, at + 2)
            at += 2 + length
    return None


def _webp(data: bytes) -> tuple[int, int] | None:
    """The three kinds of WebP (RFC 9649): lossy, lossless, extended."""
    kind = data[12:16]
    if kind == b"VP8 ":
        width, height = _pair(data, "<HH", 26)
        return width & 0x3FFF, height & 0x3FFF
    if kind == b"VP8L":
        (bits,) = struct.unpack_from("<I", data, 21)
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8X":
        width, height = (int.from_bytes(data[at : at + 3], "little") + 1 for at in (24, 27))
        return (width, height) if len(data) >= 30 else None
    return None
