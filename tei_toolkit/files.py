"""Reading a file's bytes, with one sentence for each way in which that can fail."""

from __future__ import annotations

from pathlib import Path

from tei_toolkit.errors import UnreadableInput

_USUAL = 2**17
"""So much is asked for first: room for all that may be asked for would have to be made, however short the file is."""


def read_bytes(path: Path, most: int = -1) -> bytes:
    """The bytes of a file, or the first ``most`` of them; raises :class:`UnreadableInput` if there is none to be
    read."""
    try:
        with path.open("rb") as file:
            data = file.read(_USUAL if most < 0 else min(most, _USUAL))
            return data if len(data) < _USUAL else data + file.read(most - _USUAL if most >= 0 else -1)
    except IsADirectoryError:
        raise UnreadableInput(f"{path}: this is a folder; name the files in it.") from None
    except FileNotFoundError:
        raise UnreadableInput(f"{path}: there is no such file; check the path.") from None
    except OSError as error:
        raise UnreadableInput(f"{path}: the file cannot be read: {error.strerror}.") from None
