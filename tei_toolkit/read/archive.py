"""Opening the zip archives that documents of word processors are, without trusting them."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib

from tei_toolkit.errors import UnreadableInput

_MOST_OF_A_MEMBER = 256 * 2**20
_MOST_RATIO = 200
"""No honest XML shrinks more than this."""
_SMALL = 2**20
_ENCRYPTED = 0x1
_MOST_MEMBERS = 10_000
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""So begin files of old word processors; documents of new ones that were encrypted do as well."""


class Archive:
    """The members of an archive; ``name`` is what messages call the file.

    Raises :class:`UnreadableInput` in one sentence if it is broken, encrypted, or would unpack to more than any
    document is.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self._name = name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            members = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError, EOFError) as error:
            raise UnreadableInput(
                f"{name}: the file is damaged (a broken zip archive: {error}); get a whole copy."
            ) from None
        if len(members) > _MOST_MEMBERS:
            raise UnreadableInput(f"{name}: the archive has {len(members)} members, which no document has.")
        self._members = {member.filename: member for member in members}
        for member in members:
            path = posixpath.normpath(member.filename.replace("\\", "/"))
            if path.startswith(("/", "../")) or path == ".." or ":" in path.split("/")[0]:
                raise UnreadableInput(
                    f"{name}: the archive has a member {member.filename!r} that points outside it; it is not read."
                )

    def __contains__(self, member: str) -> bool:
        return member in self._members

    def names(self) -> tuple[str, ...]:
        """The members' paths, in the archive's order."""
        return tuple(self._members)

    def read(self, member: str) -> bytes:
        """The bytes of a member that is there."""
        info = self._members[member]
        if info.flag_bits & _ENCRYPTED:
            raise UnreadableInput(f"{self._name}: the document is protected by a password; save it without one.")
        shrinks = info.file_size > _SMALL and info.file_size > info.compress_size * _MOST_RATIO
        if info.file_size > _MOST_OF_A_MEMBER or shrinks:
            raise UnreadableInput(
                f"{self._name}: {member} would unpack to {info.file_size // 2**20} MB; no document is so large, and it"
                " is not read."
            )
        try:
            with self._zip.open(info) as opened:
                data = opened.read(info.file_size + 1)
        except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, EOFError, OSError) as error:
            raise UnreadableInput(f"{self._name}: {member} is damaged ({error}); get a whole copy.") from None
        if len(data) > info.file_size:
            raise UnreadableInput(f"{self._name}: {member} is larger than the archive says; it is not read.")
        return data
