"""Writing to disk: a file or a folder is written whole or not at all (DESIGN: the sixth law)."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath

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


def replace_folder(target: Path, files: Mapping[str, bytes]) -> None:
    """Make ``target`` a folder that holds exactly ``files``: relative path with ``/`` → bytes.

    The new folder is written beside the old one and takes its place by renaming, so that a build that
    dies leaves the last good one. Raises :class:`ToolkitError` if a path would lead out of the folder,
    or if the folder cannot be written; the old one is then still there.
    """
    for name in files:
        _refuse_escape(name)
    staged: Path | None = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        staged = Path(tempfile.mkdtemp(prefix=f".{target.name}.", suffix=".new", dir=target.parent))
        staged.chmod(0o777 & ~_umask())
        for name, data in files.items():
            place = staged.joinpath(*PurePosixPath(name).parts)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
        _swap(staged, target)
    except OSError as error:
        raise ToolkitError(f"{target}: the folder cannot be written: {error.strerror or error}.") from None
    finally:
        if staged is not None:
            shutil.rmtree(staged, ignore_errors=True)


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


def _swap(staged: Path, target: Path) -> None:
    """A folder cannot be renamed over a full one: the old one steps aside first, and back on failure."""
    if not target.exists():
        staged.rename(target)
        return
    aside = staged.with_suffix(".old")
    target.rename(aside)
    try:
        staged.rename(target)
    except OSError:
        aside.rename(target)
        raise
    if aside.is_dir() and not aside.is_symlink():
        shutil.rmtree(aside, ignore_errors=True)
    else:
        aside.unlink()


def _refuse_escape(name: str) -> None:
    parts = PurePosixPath(name).parts
    if not parts or name.startswith("/") or ".." in parts or any(bad in name for bad in ("\\", "\0", ":")):
        raise ToolkitError(f"{name!r}: this path leads out of the folder that is being written.")


def _umask() -> int:
    """The process's mask for new files, which can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
