"""How reports name files for machines: relative to the folder in which the command is run."""

from __future__ import annotations

import os
from pathlib import Path, PurePath
from urllib.parse import quote


def path_of(file: str) -> str:
    """A file's path with ``/``, relative to the working folder if it is in it."""
    path = PurePath(os.path.normpath(file))
    return (path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path).as_posix()


def address_of(file: str) -> str:
    """The same as a URI reference (RFC 3986): percent-encoded, relative, or with ``file:`` outside the folder."""
    path = path_of(file)
    quoted = quote(os.fsencode(path))
    if PurePath(path).is_absolute():
        return f"file://{quoted if quoted.startswith('/') else '/' + quoted}"
    # A colon in the first step would make it the name of a scheme; quote() has encoded it.
    return quoted
