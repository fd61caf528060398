"""Where the schema and the stylesheets lie: inside an installed package, beside it in a checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def resource_folder(name: str) -> Path:
    """The folder ``schema`` or ``xslt``; raises FileNotFoundError if the installation lacks it."""
    for folder in (_PACKAGE / name, _PACKAGE.parent / name):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"the installation has no folder {name!r}; install tei-toolkit again")


def resource(*parts: str) -> Path:
    """A file below those folders: ``resource("schema", "tei_diary.rng")``."""
    return resource_folder(parts[0]).joinpath(*parts[1:])
