"""The files that a command's arguments mean."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from tei_toolkit.errors import UnreadableInput, WrongUsage


def xml_files(paths: Iterable[Path]) -> list[Path]:
    """The files that are meant, each once, in the order given: of a folder all ``*.xml`` below it, sorted, but
    nothing that was built.

    Raises :class:`WrongUsage` for a folder without any, :class:`UnreadableInput` for one that cannot be read.
    """
    return list(dict.fromkeys(file for path in paths for file in _below(path)))


def _below(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    found: list[str] = []
    for folder, folders, names in os.walk(path, onerror=_refuse):
        folders[:] = [name for name in folders if name != "build"]
        found += [os.path.join(folder, name) for name in names if name.endswith(".xml")]  # noqa: PTH118 - there are many
    files = [name for name in found if os.path.isfile(name)]  # noqa: PTH113 - likewise
    if not files:
        raise WrongUsage(f"{path}: there is no .xml file in this folder.")
    yield from sorted(map(Path, files), key=lambda file: file.parts)


def _refuse(error: OSError) -> None:
    raise UnreadableInput(f"{error.filename}: the folder cannot be read: {error.strerror}.")
