"""What a reader is: the one interface between files of any format and :class:`~tei_toolkit.model.SourceText`.

Another package adds a reader by an entry point of the group ``tei_toolkit.readers`` that names a :class:`Reader`;
see ``docs/intake.md``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from tei_toolkit.model import SourceText

_LOOK_AT = 65_536
_BEFORE_ROOT = re.compile(rb"\s*(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>)", re.DOTALL)
_ROOT = re.compile(rb"\s*<(?:([\w.-]+):)?([A-Za-z_][\w.-]*)([^>]*)")

_QUOTATIONS = dict.fromkeys(("Quote", "Intense Quote", "Quotations", "Block Text"), "quote")
"""Paragraph styles that word processors bring for quotations; the file has these names whatever the program's
language."""


@dataclass(frozen=True, slots=True)
class Received:
    """A source as it was received: a file, or a folder of files (then ``data`` is empty)."""

    name: str
    """What messages call it: the file's name."""
    data: bytes
    files: Mapping[str, bytes] = field(default_factory=dict)
    """Of a folder, or of a file that points to others: their paths within it, with ``/``, and their bytes."""
    passed_over: tuple[str, ...] = ()
    """Of a folder: the paths of files in it that can be no pages. Pictures, which stand beside pages, are not named."""

    @property
    def suffix(self) -> str:
        """The name's ending in small letters, such as ``.docx``."""
        return "." + self.name.rsplit(".", 1)[1].lower() if "." in self.name else ""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What an editor asks of readers."""

    encoding: str | None = None
    """That of text, where it is not UTF-8."""
    track_changes: bool = False
    """Keep insertions and deletions of a word processor as ``<add>`` and ``<del>``; else the text as if all of them
    had been accepted."""
    styles: Mapping[str, str] = field(default_factory=dict)
    """Named styles of a word processor, and the TEI elements that they mean: ``Person`` → ``persName``."""
    profile: str = ""
    """The name or the TOML text of a profile for HTML captures."""

    def paragraph_element(self, *styles: str) -> str:
        """The TEI element that a paragraph of these named styles (its own first, then those that it is based on) is to
        be; empty where nobody said."""
        return next((table[name] for table in (self.styles, _QUOTATIONS) for name in styles if name in table), "")


NO_WISHES = Wishes()


class Reader(NamedTuple):
    """A format: whether a source is of it, and how it is read.

    ``recognises`` looks at the content and never raises. ``read`` raises
    :class:`~tei_toolkit.errors.UnreadableInput` with one sentence if it can't.
    """

    title: str
    """As ``tei convert --list-formats`` has it: ``Word document (.docx)``."""
    recognises: Callable[[Received], bool]
    read: Callable[[Received, Wishes], SourceText]


def xml_root(data: bytes) -> tuple[str, str]:
    """The namespace and local name of an XML document's root element; empty where it has none, or is no XML."""
    head = data[:_LOOK_AT].removeprefix(b"\xef\xbb\xbf")
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "replace").encode()
    at = 0
    while match := _BEFORE_ROOT.match(head, at):
        at = match.end()
    root = _ROOT.match(head, at)
    if root is None:
        return "", ""
    prefix, name, attributes = root.groups()
    declaration = rb"xmlns:" + re.escape(prefix) if prefix else rb"xmlns"
    namespace = re.search(rb"(?<![\w:])" + declaration + rb"\s*=\s*[\"']([^\"']*)", attributes)
    return namespace.group(1).decode("utf-8", "replace") if namespace else "", name.decode("utf-8", "replace")
