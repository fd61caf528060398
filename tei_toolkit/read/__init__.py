"""Reading: a file's bytes become a :class:`~tei_toolkit.model.SourceText`.

The readers are a plain table; the first that recognises the text takes it.
"""

from __future__ import annotations

from tei_toolkit.model import SourceText
from tei_toolkit.read import archive_page, plain_text
from tei_toolkit.read.decode import decode

READERS = {
    "captured archive page": archive_page,
    "plain text": plain_text,
}


def read_source(data: bytes, name: str, encoding: str | None = None) -> SourceText:
    """Read a source from its bytes; ``name`` is what messages call it.

    Raises :class:`~tei_toolkit.errors.UnreadableInput` with one sentence if nothing can read it.
    """
    text = decode(data, name, encoding)
    reader = next(reader for reader in READERS.values() if reader.looks_like(text))
    return reader.read(text, name)
