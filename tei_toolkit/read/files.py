"""Reading a file's bytes, with one sentence for each way in which that can fail."""

from __future__ import annotations

from pathlib import Path

from tei_toolkit.errors import UnreadableInput


def read_bytes(path: Path) -> bytes:
    """The bytes of a file; raises :class:`UnreadableInput` if there is none to be read."""
    if path.is_dir():
        raise UnreadableInput(f"{path}: this is a folder; name the files in it.")
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise UnreadableInput(f"{path}: there is no such file; check the path.") from None
    except OSError as error:
        raise UnreadableInput(f"{path}: the file cannot be read: {error.strerror}.") from None
