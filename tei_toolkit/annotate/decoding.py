"""A file's bytes as text, with the way back: insertions into the text become insertions into the bytes.

What is not inserted is copied, never encoded anew, so that even a file in an unusual encoding comes out with
its own bytes. XML 1.0, appendix F, says how an encoding is recognised.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tei_toolkit.errors import UnreadableInput

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BARE = ((b"<\x00?\x00", "utf-16-le"), (b"\x00<\x00?", "utf-16-be"))
_DECLARED = re.compile(rb"""<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z][\w.-]*)["']""")
_SHIFTING = ("iso2022", "hz", "utf_7")


@dataclass(frozen=True, slots=True)
class DecodedFile:
    """A file's text without its byte order mark; offsets are code points of ``text``."""

    data: bytes
    text: str
    codec: str
    mark: int
    """The length of the byte order mark in bytes."""

    def insert(self, insertions: Iterable[tuple[int, str]]) -> bytes:
        """The file with pieces of text put in: pairs of an offset and what goes in front of the character there,
        in the order of their offsets. A character that the encoding lacks becomes a reference (``&#252;``)."""
        pieces = sorted(insertions, key=lambda piece: piece[0])
        out: list[bytes] = []
        at = 0
        for place, (_, inserted) in zip(self._bytes_before([at for at, _ in pieces]), pieces, strict=True):
            out += (self.data[at:place], inserted.encode(self.codec, "xmlcharrefreplace"))
            at = place
        out.append(self.data[at:])
        return b"".join(out)

    def _bytes_before(self, offsets: Sequence[int]) -> list[int]:
        """How many bytes stand before each character; the offsets ascend."""
        if self.text.encode(self.codec) != self.data[self.mark :]:
            return self._bytes_before_slowly(offsets)
        places, at, place = [], 0, self.mark
        for offset in offsets:
            place += len(self.text[at:offset].encode(self.codec))
            at = offset
            places.append(place)
        return places

    def _bytes_before_slowly(self, offsets: Sequence[int]) -> list[int]:
        """The same where a character has several encodings: byte by byte."""
        decoder = codecs.getincrementaldecoder(self.codec)()
        starts, begin = [], self.mark
        for place in range(self.mark, len(self.data)):
            read = decoder.decode(self.data[place : place + 1])
            if read:
                starts += [begin] * len(read)
                begin = place + 1
        starts.append(len(self.data))
        return [starts[offset] for offset in offsets]


def decode(data: bytes, name: str) -> DecodedFile:
    """Decode a file that is known to be well-formed XML; ``name`` is what messages call it.

    Raises :class:`UnreadableInput` for an encoding in which text cannot be inserted.
    """
    mark, codec = _codec(data)
    try:
        codec = codecs.lookup(codec).name
        if codec.replace("-", "_").startswith(_SHIFTING):
            raise LookupError
        text = data[mark:].decode(codec)
    except (LookupError, UnicodeDecodeError):
        sentence = f"{name}:1: nothing can be inserted into a file in the encoding {codec}; save it as UTF-8."
        raise UnreadableInput(sentence) from None
    return DecodedFile(data, text, codec, mark)


def _codec(data: bytes) -> tuple[int, str]:
    for sign, codec in _MARKS:
        if data.startswith(sign):
            return len(sign), codec
    for sign, codec in _BARE:
        if data.startswith(sign):
            return 0, codec
    declared = _DECLARED.match(data)
    return 0, declared.group(1).decode() if declared else "utf-8"
