"""Reading: what was received becomes a :class:`~tei_toolkit.model.SourceText`.

The readers are a plain table; each is asked whether a source is its own, and the first to say yes reads it. They go by
content; a name's ending decides only where content can't. Readers of other packages are asked first.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from importlib.metadata import entry_points

from tei_toolkit.errors import UnreadableInput
from tei_toolkit.model import SourceText
from tei_toolkit.read import (
    alto,
    archive_page,
    docx,
    hocr,
    html,
    markdown_text,
    odt,
    page_folder,
    page_xml,
    plain_text,
    tei,
)
from tei_toolkit.read.archive import OLD_OFFICE
from tei_toolkit.read.decode import decode
from tei_toolkit.read.readers import NO_WISHES, Reader, Received, Wishes
from tei_toolkit.read.unreadable import what_else

_LONGEST_LINE = 2_000_000
ENTRY_POINTS = "tei_toolkit.readers"


def _of_text(module_looks_like: Callable[[str], bool]) -> Callable[[Received], bool]:
    """Whether text is of a format; that it is text at all is found out when it is read."""

    def recognises(received: Received) -> bool:
        return module_looks_like(received.data.decode("utf-8", "ignore").replace("\r\n", "\n"))

    return recognises


def _text_reader(read: Callable[[str, str], SourceText]) -> Callable[[Received, Wishes], SourceText]:
    return lambda received, wishes: read(decode(received.data, received.name, wishes.encoding), received.name)


READERS: tuple[Reader, ...] = (
    Reader("Word document (.docx)", docx.looks_like, docx.read),
    Reader("OpenDocument text (.odt, .fodt)", odt.looks_like, odt.read),
    Reader("pages: a folder or METS of PAGE, ALTO or hOCR files", page_folder.looks_like, page_folder.read),
    Reader("PAGE XML (.xml)", page_xml.looks_like, page_xml.read),
    Reader("ALTO (.xml)", alto.looks_like, alto.read),
    Reader("hOCR (.hocr, .html)", hocr.looks_like, hocr.read),
    Reader("HTML page (.html), by profiles", html.looks_like, html.read),
    Reader("TEI (.xml)", tei.looks_like, tei.read),
    Reader("Markdown (.md)", markdown_text.looks_like, markdown_text.read),
    Reader("captured archive page (text)", _of_text(archive_page.looks_like), _text_reader(archive_page.read)),
    Reader("plain text", lambda received: bool(received.data), _text_reader(plain_text.read)),
)
_OF_ANY_TEXT = READERS[-3:]
"""Those that take any text, and what is none."""


@functools.cache
def readers() -> tuple[Reader, ...]:
    """All readers, in the order in which they are asked: those of other packages, then our own.

    Raises :class:`UnreadableInput` if another package's entry point names no reader.
    """
    others = []
    for point in sorted(entry_points(group=ENTRY_POINTS), key=lambda point: point.name):
        try:
            reader = point.load()
        except (ImportError, AttributeError) as error:
            raise UnreadableInput(f"the reader {point.name!r} of another package cannot be loaded: {error}.") from None
        if not isinstance(reader, Reader):
            raise UnreadableInput(f"the reader {point.name!r} of another package is no tei_toolkit.read.Reader.")
        others.append(reader)
    return (*others, *READERS)


def read_source(received: Received, wishes: Wishes = NO_WISHES) -> SourceText:
    """Read a source in whatever format it is.

    Raises :class:`~tei_toolkit.errors.UnreadableInput` with one sentence if nothing can read it.
    """
    if not received.data and not received.files:
        raise UnreadableInput(f"{received.name}: the file is empty.")
    if received.data.startswith(OLD_OFFICE):
        raise UnreadableInput(
            f"{received.name}: this is a document of an old version of Word, or one that is protected by a password;"
            " save it as .docx without a password."
        )
    reader = next((reader for reader in readers() if reader.recognises(received)), None)
    if reader is None:
        raise UnreadableInput(
            f"{received.name}: no reader knows what is in this folder; see tei convert --list-formats."
        )
    if reader in _OF_ANY_TEXT and received.suffix not in markdown_text.SUFFIXES and (what := what_else(received)):
        raise UnreadableInput(f"{received.name}: {what}.")
    source = reader.read(received, wishes)
    shown = source.shown()
    if not any(shown[span.start : span.end].strip() for span in source.document()):
        raise UnreadableInput(f"{received.name}: there is no text in this document.")
    _refuse_long_lines(source)
    return source


def _refuse_long_lines(source: SourceText) -> None:
    """What no XML parser would take as the text of one paragraph (libxml2's limit is ten million bytes)."""
    start = 0
    while (end := source.text.find("\n", start)) >= 0 or start < len(source.text):
        end = len(source.text) if end < 0 else end
        if end - start > _LONGEST_LINE:
            line, _ = source.place(start)
            raise UnreadableInput(
                f"{source.name}:{line}: this line has {(end - start) // 1_000_000} million characters, which no"
                " paragraph has; break it into lines."
            )
        start = end + 1
