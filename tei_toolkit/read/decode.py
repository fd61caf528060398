"""From bytes to text: BOM, strict UTF-8, or the encoding that the editor names. Nothing is guessed."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from tei_toolkit.errors import UnreadableInput, WrongUsage

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BINARY = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip archive without a Word document or OpenDocument text in it"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"II*\x00", "an image"),
)
# What XML 1.0 (section 2.2) cannot hold; form feed and vertical tab are white space, and are folded.
_NOT_XML = re.compile("[\x00-\x08\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_LIKELY = ("cp1252", "cp1251", "koi8_r", "cp1250", "mac_roman", "cp1253", "cp866", "cp1255", "cp850")
"""What European transcripts are in, when they are not in UTF-8; the commonest first."""
_SAMPLE = 60
_MOST_BYTES = 64 * 2**20
_GUESSES = 3


def decode(data: bytes, name: str, encoding: str | None = None) -> str:
    """The text of a file, its line ends as LF, without a byte order mark.

    Raises :class:`UnreadableInput` if the bytes are no text in that encoding (with the likely ones and a
    sample), or hold a character that XML cannot; :class:`WrongUsage` for an encoding nobody knows.
    """
    if not data:
        raise UnreadableInput(f"{name}: the file is empty.")
    if len(data) > _MOST_BYTES:
        raise UnreadableInput(f"{name}: {len(data) // 2**20} MB of text are more than any diary has; split the file.")
    kind = next((kind for magic, kind in _BINARY if data.startswith(magic)), None)
    if kind:
        raise UnreadableInput(
            f"{name}: this is {kind}, which no reader is there for; save the transcript as .docx, .odt or text."
        )
    text = _decoded(data, name, encoding)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    odd = _NOT_XML.search(text)
    if odd:
        line = text.count("\n", 0, odd.start()) + 1
        column = odd.start() - text.rfind("\n", 0, odd.start())
        raise UnreadableInput(
            f"{name}:{line}:{column}: the character U+{ord(odd.group()):04X} cannot stand in XML;"
            " remove it, or give the right --encoding."
        )
    if not text.strip():
        raise UnreadableInput(f"{name}: there is nothing but white space in the file.")
    return text


def _decoded(data: bytes, name: str, encoding: str | None) -> str:
    try:
        named = codecs.lookup(encoding).name if encoding else None
        for mark, codec in _BOMS:
            if data.startswith(mark) and named in (None, codec):
                data, encoding = data[len(mark) :], codec
                break
        return data.decode(encoding or "utf-8")
    except LookupError:
        raise WrongUsage(f"there is no encoding called {encoding!r}; try utf-8, cp1252, cp1251 or koi8-r.") from None
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        where = f"{name}:{line}: this is not {(encoding or 'utf-8').upper()}"
        raise UnreadableInput(f"{where}; {_advice(data, error.start)}") from None


def _advice(data: bytes, at: int) -> str:
    """The two or three likeliest encodings, each with the offending place as it would read."""
    names = [match.encoding for match in from_bytes(data, cp_isolation=list(_LIKELY))]
    names += [name for name in _LIKELY if name not in names]
    start = data.rfind(b"\n", 0, at) + 1
    samples = []
    for guess in names[:_GUESSES]:
        sample = data[max(start, at - 20) : at + 20].decode(guess, "replace").split("\n")[0].strip()
        samples.append(f"--encoding {guess} would read ‘{sample[:_SAMPLE]}’")
    return "; ".join(samples) + "."
