"""Which files make up an edition: its texts, its registers, the folder that a file belongs to."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from tei_toolkit.errors import UnreadableInput
from tei_toolkit.files import read_bytes

if TYPE_CHECKING:  # most files that are validated belong to no edition
    from tei_toolkit.edition import Edition, Text

CONFIGURATION = "edition.toml"
_BUILT = "build"


def read_edition_of(folder: Path) -> Edition:
    """The configuration of an edition folder.

    Raises :class:`UnreadableInput` if it has no ``edition.toml``, or a wrong one.
    """
    from tei_toolkit.edition import parse_edition

    if not (folder / CONFIGURATION).is_file():
        raise UnreadableInput(f"{folder}: this folder has no edition.toml, so it is not an edition.")
    return parse_edition(read_bytes(folder / CONFIGURATION), str(folder / CONFIGURATION))


def edition_folder_of(path: Path) -> Path | None:
    """The nearest folder above a file that has an ``edition.toml``; None if there is none."""
    return next((folder for folder in path.resolve().parents if (folder / CONFIGURATION).is_file()), None)


def in_editions(paths: Iterable[Path]) -> bool:
    """Whether any of these files belongs to an edition; of many in one folder, one is followed up."""
    folders = {(path.resolve() if path.is_symlink() else path).parent for path in paths}
    return any(edition_folder_of(folder / CONFIGURATION) is not None for folder in folders)


def texts_of(edition: Edition) -> tuple[Text, ...]:
    """The texts of an edition, which is one text where it names none."""
    from tei_toolkit.edition import Text

    return edition.texts or (Text("text", edition.title, edition.language, ()),)


def files_of_texts(folder: Path, edition: Edition) -> Iterator[tuple[Text, list[Path]]]:
    """The files of each text: those of its own folder; the first text may lie in ``tei/`` itself."""
    for number, text in enumerate(texts_of(edition)):
        own = folder / "tei" / text.id
        if own.is_dir():
            yield text, _documents(own)
        else:
            yield text, _documents(folder / "tei") if number == 0 else []


def _documents(folder: Path) -> list[Path]:
    # By their names alone: to compare whole paths takes longer than to find them.
    return sorted(folder.glob("*.xml"), key=lambda path: path.name)


def paths_of_texts(folder: Path, edition: Edition) -> list[str]:
    """The files of all texts, by their paths from the edition's folder, with ``/``."""
    texts = (paths for _, paths in files_of_texts(folder, edition) if paths)
    return [
        f"{below}/{path.name}"
        for paths in texts
        for below in [paths[0].parent.relative_to(folder).as_posix()]
        for path in paths
    ]


def every_file(folder: Path) -> frozenset[str]:
    """The paths of an edition's files, relative to it, with ``/``: all but what was built and what is hidden."""
    found: set[str] = set()
    for top, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if name != _BUILT and not name.startswith(".")]
        found.update((Path(top) / name).relative_to(folder).as_posix() for name in files if not name.startswith("."))
    return frozenset(found)
