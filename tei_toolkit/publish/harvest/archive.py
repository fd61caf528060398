"""Files in one zip that has the same bytes whenever it is made: sorted, and without the time of their making.

Each member's comment is the digest of its contents, so that what has not changed since an earlier zip need be neither
read nor compressed again.
"""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

_BEGINNING = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip can say."""
_HEADER = struct.Struct("<26xHH")
"""What stands before a member: at its end how long name and extra field are (PKWARE, APPNOTE 6.3.10, 4.3.7)."""


def zip_of(files: Iterable[tuple[str, str, Callable[[], bytes]]], former: Path | None = None) -> bytes:
    """The files, each with its path, its digest and what reads it, compressed, in the order in which they are given.

    ``former`` is a zip that an earlier call made, from which members with the same path and digest are taken.
    """
    whole, known = io.BytesIO(), _Former(former)
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, digest, read in files:
            if member := known.find(name, digest):
                _append(archive, *member)
            else:
                archive.writestr(_described(name, digest), read())
    return whole.getvalue()


def _described(name: str, digest: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _BEGINNING)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system = 3
    info.external_attr = 0o644 << 16
    info.comment = digest.encode()
    return info


def _append(archive: zipfile.ZipFile, info: zipfile.ZipInfo, stored: memoryview) -> None:
    """A member as it stands in another zip; zipfile itself can only compress it anew."""
    assert archive.fp is not None
    info.header_offset = archive.fp.tell()
    archive.fp.write(stored)
    archive.filelist.append(info)
    archive.NameToInfo[info.filename] = info
    archive.start_dir = archive.fp.tell()


class _Former:
    """The members of an earlier zip; it has none if it cannot be read."""

    def __init__(self, path: Path | None) -> None:
        self._members: dict[str, zipfile.ZipInfo] = {}
        self._data = b""
        if path is None or not path.is_file():
            return
        try:
            self._data = path.read_bytes()
            with zipfile.ZipFile(io.BytesIO(self._data)) as archive:
                self._members = {info.filename: info for info in archive.infolist()}
        except (OSError, zipfile.BadZipFile):
            return

    def find(self, name: str, digest: str) -> tuple[zipfile.ZipInfo, memoryview] | None:
        """What the zip says of a member, and its bytes with the header before them."""
        info = self._members.get(name)
        if info is None or info.comment != digest.encode():
            return None
        start = info.header_offset
        lengths = _HEADER.unpack_from(self._data, start)
        return info, memoryview(self._data)[start : start + _HEADER.size + sum(lengths) + info.compress_size]
