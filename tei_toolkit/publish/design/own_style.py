"""The style sheet of an edition, made ready to be appended to ours: what it fetches comes along."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from urllib.parse import unquote, urlsplit

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_IMPORT = re.compile(r"@import\b|@charset\b|@namespace\b", re.IGNORECASE)
_ADDRESS = re.compile(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^\s"'()]*))\s*\)""", re.IGNORECASE)

Fetch = Callable[[str], str]
"""Takes the path of a file in the edition and gives the address of its copy, as the site's style sheet calls it."""


def own_style(text: str, path: str, fetch: Fetch, complaints: list[str]) -> str:
    """The style sheet with the addresses of the copies.

    ``path`` is its own in the edition's folder, by which it names other files. What cannot be on the site is added to
    ``complaints``, in one sentence each, with its line.
    """
    # What is in comments is neither fetched nor complained of; lines stay where they are.
    spoken = _COMMENT.sub(lambda comment: re.sub(r"[^\n]", " ", comment[0]), text)
    for rule in _IMPORT.finditer(spoken):
        where = f"{path}:{_line(spoken, rule)}"
        complaints.append(f"{where}: {rule[0]} has no effect in a sheet that is appended; copy it in")
    pieces, at = [], 0
    for found in _ADDRESS.finditer(spoken):
        address = next((group for group in found.groups() if group is not None), "")
        pieces += [text[at : found.start()], f'url("{_copied(address, path, found, spoken, fetch, complaints)}")']
        at = found.end()
    return "".join([*pieces, text[at:]])


def _copied(address: str, path: str, found: re.Match[str], text: str, fetch: Fetch, complaints: list[str]) -> str:
    parts = urlsplit(address)
    if not parts.path:
        return address
    if parts.scheme or parts.netloc:
        where = f"{path}:{_line(text, found)}"
        complaints.append(f"{where}: {address[:60]} is not fetched, since the site asks no other; name a file")
        return ""
    wanted = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path)))
    return fetch(wanted) + (f"#{parts.fragment}" if parts.fragment else "")


def _line(text: str, found: re.Match[str]) -> int:
    return text.count("\n", 0, found.start()) + 1
