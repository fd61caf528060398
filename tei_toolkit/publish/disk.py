"""Writing to disk: a file is written whole or not at all (DESIGN: the sixth law)."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from tei_toolkit.errors import ToolkitError


def write_file(path: Path, data: bytes) -> bool:
    """Write ``data`` to ``path``, whole or not at all; returns whether anything was written.

    Missing folders are made. A file that already holds these bytes is left untouched (its time too), so
    that what depends on it is not built again. Raises :class:`ToolkitError` with one sentence if the file
    cannot be written; the old file is then still there, and nothing else is.
    """
    try:
        if path.is_file() and path.read_bytes() == data:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        _write_through_temporary(path, data)
    except OSError as error:
        raise ToolkitError(f"{path}: the file cannot be written: {error.strerror or error}.") from None
    return True


def refuse_escape(name: str) -> None:
    """Raise :class:`ToolkitError` for a path that leads out of the folder it is relative to."""
    parts = name.split("/")
    if {"", ".", ".."}.intersection(parts) or any(bad in name for bad in ("\\", "\0", ":")):
        raise ToolkitError(f"{name!r}: this path leads out of the folder that is being written.")


def _write_through_temporary(path: Path, data: bytes) -> None:
    """Temporary file in the same folder (the same disk), forced out, renamed: readers see old or new."""
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".new", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(mode)
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise


def _umask() -> int:
    """The process's mask for new files, which can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
