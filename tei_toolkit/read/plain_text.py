"""Plain text: the file is the document."""

from __future__ import annotations

from tei_toolkit.model import SourceText


def looks_like(text: str) -> bool:
    """Any text can be read as plain text."""
    return bool(text)


def read(text: str, name: str) -> SourceText:
    """A transcript without furniture."""
    return SourceText(name, text)
