"""Receiving sources from the disk: files, and folders of files."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

from tei_toolkit.errors import UnreadableInput
from tei_toolkit.files import read_bytes
from tei_toolkit.read.readers import Received, xml_root

_MOST_BYTES = 512 * 2**20
"""A transcript, with pictures in it, is never so large."""
_PAGE_FILES = (".xml", ".hocr", ".html", ".htm", ".alto")
_PICTURES = (".jpg", ".jpeg", ".png", ".tif", ".tiff", ".jp2", ".webp", ".gif")
_HREF = re.compile(rb"""(?<![\w-])(?:xlink:)?href\s*=\s*["']([^"']+)["']""")


def receive(path: Path) -> Received:
    """A source from the disk: a file; a folder of page files; or a METS file with the files that it names.

    Raises :class:`UnreadableInput` if there is nothing to be read, or more than any transcript is.
    """
    if path.is_dir():
        there = sorted(one for one in path.rglob("*") if one.is_file() and not _is_hidden(one.relative_to(path)))
        found = [one for one in there if one.suffix.lower() in _PAGE_FILES]
        if not found:
            raise UnreadableInput(f"{path}: the folder has no page files ({', '.join(_PAGE_FILES)}); name the files.")
        others = [one for one in there if one.suffix.lower() not in (*_PAGE_FILES, *_PICTURES)]
        passed_over = tuple(one.relative_to(path).as_posix() for one in others)
        return Received(path.name, b"", _read_all(path, found), passed_over)
    _check_size(path, [path])
    data = read_bytes(path)
    files: dict[str, bytes] = {}
    if xml_root(data)[1] == "mets":
        named = (path.parent / unquote(href.decode("utf-8", "replace")) for href in _HREF.findall(data))
        inside = path.parent.resolve()
        pages = {one.resolve() for one in named if one.suffix.lower() in _PAGE_FILES and _is_file(one)}
        files = _read_all(inside, sorted(one for one in pages if one.is_relative_to(inside)))
    return Received(path.name, data, files)


def _read_all(folder: Path, paths: list[Path]) -> dict[str, bytes]:
    _check_size(folder, paths)
    return {path.relative_to(folder).as_posix(): read_bytes(path) for path in paths}


def _is_hidden(path: Path) -> bool:
    """Whether it, or a folder that it is in, is what systems and version control keep for themselves."""
    return any(part.startswith(".") for part in path.parts) or path.name.lower() in ("thumbs.db", "desktop.ini")


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _check_size(path: Path, paths: list[Path]) -> None:
    size = sum(one.stat().st_size for one in paths if one.exists())
    if size > _MOST_BYTES:
        raise UnreadableInput(f"{path}: {size // 2**20} MB are more than a transcript can have; split it.")
