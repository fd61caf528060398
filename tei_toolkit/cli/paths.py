"""The files that a command's arguments mean."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from tei_toolkit.errors import UnreadableInput, WrongUsage

_HERE = f".{os.sep}"
"""What a path does not begin with, so that each file has one name."""


def xml_files(paths: Iterable[Path]) -> list[Path]:
    """The files that are meant, each once, in the order given: of a folder all ``*.xml`` below it, sorted, but
    nothing that was built.

    Raises :class:`WrongUsage` for a folder without any, :class:`UnreadableInput` for one that cannot be read.
    """
    return [Path(name) for name in dict.fromkeys(name for path in paths for name in _below(path))]


def _below(path: Path) -> Iterator[str]:
    if not path.is_dir():
        yield str(path)
        return
    found: list[str] = []
    for folder, folders, names in os.walk(path, onerror=_refuse):
        folders[:] = [name for name in folders if name != "build"]
        within = os.path.join(folder, "").removeprefix(_HERE)  # noqa: PTH118 - there are many files
        found += [within + name for name in names if name.endswith(".xml")]
    files = [name for name in found if os.path.isfile(name)]  # noqa: PTH113 - likewise
    if not files:
        raise WrongUsage(f"{path}: there is no .xml file in this folder.")
    yield from sorted(files, key=lambda name: name.split(os.sep))  # noqa: PTH206 - likewise


def _refuse(error: OSError) -> None:
    raise UnreadableInput(f"{error.filename}: the folder cannot be read: {error.strerror}.")
