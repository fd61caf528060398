"""The index of the search: Pagefind, run once over the finished pages."""

from __future__ import annotations

import importlib.util
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from tei_toolkit.errors import ToolkitError

_BINARY = "pagefind_bin"
_NEEDED = ("pagefind.js", "pagefind-worker.js", "pagefind-entry.json", "wasm.")
"""Of what Pagefind writes beside the index, only this is used: the search page is our own."""


def can_search() -> bool:
    """Whether Pagefind is installed; without it a site has no search page."""
    return importlib.util.find_spec(_BINARY) is not None


def search_index(pages: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files under ``pagefind/`` for the site whose files are ``pages`` (relative path → bytes).

    Raises :class:`ToolkitError` if Pagefind cannot be run or stops.
    """
    with tempfile.TemporaryDirectory() as name:
        site = Path(name)
        for path, data in pages.items():
            if path.startswith("entries/") and path.endswith(".html"):
                place = site / path
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(data)
        _run(site)
        made = site / "pagefind"
        return {
            f"pagefind/{path.relative_to(made).as_posix()}": path.read_bytes()
            for path in sorted(made.rglob("*"))
            if path.is_file() and (path.parent != made or path.name.startswith(_NEEDED) or path.suffix == ".pf_meta")
        }


def _run(site: Path) -> None:
    spec = importlib.util.find_spec(_BINARY)
    if spec is None or spec.origin is None:
        raise ToolkitError("Pagefind, which makes the search, is not installed: pip install pagefind-bin.")
    programs = [path for path in Path(spec.origin).parent.glob("pagefind*") if path.is_file()]
    if not programs:
        raise ToolkitError("Pagefind is installed without its program: pip install --force-reinstall pagefind-bin.")
    command = [str(programs[0]), "--site", str(site), "--silent"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    except OSError as error:
        raise ToolkitError(f"{programs[0]}: Pagefind cannot be run: {error.strerror or error}.") from None
    if done.returncode != 0:
        said = " ".join((done.stderr or done.stdout).split())
        raise ToolkitError(f"Pagefind stopped while it made the search: {said}")
