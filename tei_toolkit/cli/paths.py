"""The files that a command's arguments mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from tei_toolkit.errors import WrongUsage


def xml_files(paths: Iterable[Path]) -> list[Path]:
    """The files that are meant, each once, in the order given: of a folder all ``*.xml`` below it, sorted, but
    nothing that was built.

    Raises :class:`WrongUsage` for a folder without any.
    """
    return list(dict.fromkeys(file for path in paths for file in _below(path)))


def _below(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    found = [
        file
        for file in sorted(path.rglob("*.xml"))
        if file.is_file() and "build" not in file.relative_to(path).parts[:-1]
    ]
    if not found:
        raise WrongUsage(f"{path}: there is no .xml file in this folder.")
    yield from found
