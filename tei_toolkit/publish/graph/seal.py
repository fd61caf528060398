"""A digest of everything that a build looks at, so that the next can tell at once that nothing has changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from tei_toolkit import __version__
from tei_toolkit.publish.graph.stock import said, stat_lines, stats_below
from tei_toolkit.resources import resource_folder

_ENGINES = ("saxonche", "lxml", "typst", "markdown-it-py", "pagefind-bin")
"""What is installed beside us and has a hand in the bytes of the outputs."""
_PACKAGE = Path(__file__).resolve().parent.parent.parent


def seal_of(stats: Mapping[str, str], elsewhere: Iterable[Path], folders: Mapping[str, str]) -> str:
    """The digest of the edition's files by their stats, of those that lie ``elsewhere``, of the folders of what is
    built, and of the toolkit as it is installed."""
    seal = hashlib.blake2b(digest_size=16)
    for line in stat_lines(stats):
        seal.update(line.encode("utf-8", "surrogatepass"))
    for path in elsewhere:
        seal.update(f"{path}\0{said(path.stat()) if path.exists() else ''}\n".encode("utf-8", "surrogatepass"))
    for part in (folders, {name: _version(name) for name in _ENGINES}):
        seal.update(repr(part).encode("utf-8", "surrogatepass"))
    for folder in (_PACKAGE, resource_folder("xslt"), resource_folder("schema")):
        for line in stat_lines(stats_below(folder)):
            seal.update(line.encode("utf-8", "surrogatepass"))
    return seal.hexdigest()


@cache
def toolkit_digest() -> str:
    """The digest of the toolkit's own code and of the engines that it uses."""
    digest = hashlib.blake2b(__version__.encode(), digest_size=16)
    digest.update(repr([_version(name) for name in _ENGINES]).encode())
    for path in sorted(_PACKAGE.rglob("*.py")):
        digest.update(path.relative_to(_PACKAGE).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
