"""Building an edition whenever one of its files has changed.

Each build is a process of its own, ``tei build --json``: what it has in memory goes with it, it can use all
processors, and a fault of the engine ends it and not the preview.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from tei_toolkit.preview.state import State

if TYPE_CHECKING:
    from watchfiles import Change

_QUIET = 50
"""Milliseconds without another change, after which a build begins: an editor may save several files at once."""

_REST = 1.0
"""Seconds without a change, after which the search is made too, which takes longest and is looked at least."""


def build_once(folder: Path, state: State, *options: str) -> None:
    """Build the site and tell how it ended; ``options`` are some of ``tei build``."""
    state.begins()
    command = [sys.executable, "-m", "tei_toolkit", "build", str(folder), "--only", "site", "--quiet", "--json"]
    done = subprocess.run([*command, *options], capture_output=True, text=True, encoding="utf-8", check=False)
    try:
        said = json.loads(done.stdout)
    except ValueError:
        state.ended((), done.stderr.strip().removeprefix("tei: ") or "The build ended without a word.", ())
        return
    findings = tuple(f"{one['file']}:{one['line']}: {one['message']}" for one in said["findings"])
    state.ended(tuple(name.removeprefix("site/") for name in said["made"]), "", findings)


def build_on_change(folder: Path, state: State, end: threading.Event, said: Callable[[State], None]) -> None:
    """Build now and after each change until ``end``; ``said`` is called after each build."""
    watching, changed = threading.Event(), threading.Event()
    # Whoever saves a file while a build goes on is heard too.
    threading.Thread(target=_watch, args=(folder, end, watching, changed), daemon=True).start()
    watching.wait()
    while not end.is_set():
        changed.clear()
        build_once(folder, state, "--no-search")
        said(state)
        if not changed.wait(_REST) and not end.is_set():
            build_once(folder, state)
            changed.wait()


def _watch(folder: Path, end: threading.Event, watching: threading.Event, changed: threading.Event) -> None:
    from watchfiles import DefaultFilter, watch

    built = str((folder / "build").resolve())

    class Sources(DefaultFilter):
        """Everything but what is built."""

        def __call__(self, change: Change, path: str) -> bool:
            return not path.startswith(built) and super().__call__(change, path)

    for changes in watch(
        folder.resolve(), watch_filter=Sources(), debounce=4 * _QUIET, step=_QUIET, stop_event=end,
        rust_timeout=2 * _QUIET, yield_on_timeout=True,
    ):  # fmt: skip
        watching.set()
        if changes:
            changed.set()
