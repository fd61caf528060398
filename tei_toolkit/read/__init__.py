"""Reading: a file's bytes become a :class:`~tei_toolkit.model.SourceText`.

The readers are a plain table, each with the question whether a text is its own; the first to say yes reads it.
"""

from __future__ import annotations

from collections.abc import Callable

from tei_toolkit.model import SourceText
from tei_toolkit.read import archive_page, plain_text
from tei_toolkit.read.decode import decode

READERS: dict[str, tuple[Callable[[str], bool], Callable[[str, str], SourceText]]] = {
    "captured archive page": (archive_page.looks_like, archive_page.read),
    "plain text": (plain_text.looks_like, plain_text.read),
}


def read_source(data: bytes, name: str, encoding: str | None = None) -> SourceText:
    """Read a source from its bytes; ``name`` is what messages call it.

    Raises :class:`~tei_toolkit.errors.UnreadableInput` with one sentence if nothing can read it.
    """
    text = decode(data, name, encoding)
    read = next(read for looks_like, read in READERS.values() if looks_like(text))
    return read(text, name)
