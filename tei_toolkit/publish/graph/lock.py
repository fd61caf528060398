"""One build at a time: whoever comes second waits.

The lock is the system's, so that it ends with the processes that hold it, however they end. Processes forked while
it is held hold it too: what a killed build leaves running is waited for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from tei_toolkit.errors import ToolkitError


@contextmanager
def locked(path: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold the lock at ``path``; ``waiting`` is called once if another process holds it.

    Raises :class:`ToolkitError` if the file cannot be made.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("ab")
    except OSError as error:
        raise ToolkitError(f"{path.parent}: the folder cannot be written: {error.strerror or error}.") from None
    with file:
        if not _take(file, wait=False):
            waiting()
            _take(file, wait=True)
        yield


try:
    import fcntl

    def _take(file: IO[bytes], wait: bool) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            return False
        return True

except ImportError:  # Windows
    import msvcrt
    import time

    def _take(file: IO[bytes], wait: bool) -> bool:
        while True:
            try:
                file.seek(0)
                msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined, unused-ignore]
            except OSError:
                if not wait:
                    return False
                time.sleep(0.2)
            else:
                return True
