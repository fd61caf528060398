"""How the new takes the place of the old: files are staged beside the site and moved into it when all are made.

A build that dies before that leaves the site as it was, and what it had staged is used by the next. One that dies
while it moves files is carried on by the next, before anything else: the store knows what is to be moved and what is
to go. A file is moved by renaming, so none is ever seen half-written.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from tei_toolkit.errors import ToolkitError
from tei_toolkit.files import read_bytes
from tei_toolkit.publish.disk import refuse_escape
from tei_toolkit.publish.facts import digest_of
from tei_toolkit.publish.graph.stock import said, stats_below
from tei_toolkit.publish.graph.store import Store

GRAPH = ".graph"
"""The folder in ``build`` that is no output."""
_STAGED = "staged"
_SITE = "site"


class Staging:
    """The folder ``build`` of an edition and the store that knows what is in it."""

    def __init__(self, built: Path, store: Store) -> None:
        self._built = built
        self._staged = built / GRAPH / _STAGED
        self._store = store

    @property
    def folder(self) -> Path:
        """Where files are staged, at the same paths as below ``build``."""
        return self._staged

    def read(self, path: str) -> bytes:
        """What is staged at a path below ``build``, else what is built there."""
        staged = self._staged / path
        return read_bytes(staged if staged.exists() else self._built / path)

    def recover(self) -> None:
        """Carry on what a build that died was about, and forget what of its work is not there whole."""
        if self._store.recall("moving", False):
            self._move()
        if not self._store.recall("building", False):
            self.clear()
            return
        kept = set()
        for name, path, digest in list(self._store.rows("SELECT name, path, digest FROM staged_outputs")):
            if _holds(self._staged / path, digest):
                kept.add(path)
            else:
                self._store.write("DELETE FROM staged WHERE name = ?", [(name,)])
        self.keep(kept)
        self._store.save()

    def keep(self, paths: Collection[str]) -> None:
        """Take away all that is staged but ``paths``, and all of targets that are no longer in ``staged``."""
        self._store.write("DELETE FROM staged_outputs WHERE name NOT IN (SELECT name FROM staged)")
        listed = {path for (path,) in self._store.rows("SELECT path FROM staged_outputs")}
        with _spoken(self._staged):
            for path in list(stats_below(self._staged)) if self._staged.exists() else ():
                if path not in paths or path not in listed:
                    (self._staged / path).unlink()

    def clear(self) -> None:
        """Forget what is staged, and take it away."""
        self._store.write("DELETE FROM staged")
        self._store.write("DELETE FROM staged_outputs")
        with _spoken(self._staged):
            if self._staged.exists():
                shutil.rmtree(self._staged)

    def move(self) -> tuple[int, int]:
        """Move what is staged to its places, and delete what is to go; how many files changed and how many went.

        The store's table ``gone`` names the files that go. Raises :class:`ToolkitError` if the folder cannot be
        written; the next build then carries on.
        """
        same = "SELECT path FROM staged_outputs JOIN outputs USING (path) WHERE staged_outputs.digest = outputs.digest"
        unchanged = [path for (path,) in self._store.rows(same)]
        with _spoken(self._built):
            for path in unchanged:
                (self._staged / path).unlink(missing_ok=True)
        ((changed,),) = self._store.rows("SELECT COUNT(*) FROM staged_outputs")
        ((gone,),) = self._store.rows("SELECT COUNT(*) FROM gone")
        self._store.say("moving", True)
        self._store.save()
        self._move()
        return changed - len(unchanged), gone

    def _move(self) -> None:
        with _spoken(self._built):
            site = self._built / _SITE
            if not site.exists() and (self._staged / _SITE).is_dir():
                (self._staged / _SITE).rename(site)
            for (path,) in self._store.rows("SELECT path FROM gone"):
                (self._built / path).unlink(missing_ok=True)
                _remove_empty(self._built / path, self._built)
            folders: set[str] = set()
            for (path,) in self._store.rows("SELECT path FROM staged_outputs"):
                self._place(path.rpartition("/")[0], folders)
                # What is not there any more was moved by the build that died, or is the same as what is in place.
                with suppress(FileNotFoundError):
                    os.replace(f"{self._staged}/{path}", f"{self._built}/{path}")  # noqa: PTH105
        self._store.write("DELETE FROM made WHERE name IN (SELECT name FROM staged)")
        self._store.write("DELETE FROM outputs WHERE path IN (SELECT path FROM gone)")
        self._store.write("INSERT OR REPLACE INTO made SELECT * FROM staged")
        self._store.write("INSERT OR REPLACE INTO outputs SELECT * FROM staged_outputs")
        self._store.write("DELETE FROM outputs WHERE name NOT IN (SELECT name FROM made)")
        self._store.write("DELETE FROM gone")
        self._store.say("moving", False)
        self._store.say("building", False)
        self.clear()
        self._store.save()

    def _place(self, name: str, made: set[str]) -> None:
        """A folder for files; a file that has its name steps aside, being none of ours any more."""
        if name not in made:
            made.add(name)
            folder = self._built / name
            for each in (folder, *folder.parents):
                if each.is_file() and each.is_relative_to(self._built):
                    each.unlink()
            folder.mkdir(parents=True, exist_ok=True)

    def audit(self) -> tuple[set[str], set[str]]:
        """The targets whose files are no longer there as they were made, and the paths of files that are none of ours.

        Folders that are as the last build left them are not looked through: a file that was changed where it lies, by
        hand, is seen only by its size, and when something else in its folder changed too.
        """
        known = self._store.recall("folders", {})
        if known and known == self.folders(known):
            return set(), set()
        sizes = {path: int(stat.split()[0]) for path, stat in stats_below(self._built).items()}
        made = {path: (name, size) for path, name, size in self._store.rows("SELECT path, name, size FROM outputs")}
        lost = {name for path, (name, size) in made.items() if sizes.get(path) != size}
        return lost, {path for path in sizes if path not in made and path.startswith(f"{_SITE}/")}

    def folders(self, paths: Iterable[str] | None = None) -> dict[str, str]:
        """The folders of what is built, or these, with what changes when a file in them comes or goes.

        A file that lies in none of them, such as a book, stands for itself.
        """
        if paths is None:
            outputs = [path for (path,) in self._store.rows("SELECT path FROM outputs")]
            paths = sorted({path.rpartition("/")[0] or path for path in outputs})
        return {path: _stat(self._built / path) for path in paths}


def write_staged(folder: Path, files: Mapping[str, bytes]) -> list[tuple[str, str, int]]:
    """Write the files of one target below ``folder``; the path, digest and size of each.

    Raises :class:`ToolkitError` if a path would lead out of the folder, or if a file cannot be written.
    """
    written = []
    for name, data in files.items():
        refuse_escape(name)
        place = f"{folder}/{name}"
        with _spoken(folder):
            try:
                _write(place, data)
            except FileNotFoundError:
                Path(place).parent.mkdir(parents=True, exist_ok=True)
                _write(place, data)
        written.append((name, digest_of(data), len(data)))
    return written


def _write(place: str, data: bytes) -> None:
    with open(place, "wb", buffering=0) as file:  # noqa: PTH123 - there are many, and a Path takes as long as writing
        rest = memoryview(data)
        while rest:
            rest = rest[file.write(rest) :]


def _holds(path: Path, digest: str) -> bool:
    try:
        return digest_of(path.read_bytes()) == digest
    except OSError:
        return False


def _stat(path: Path) -> str:
    try:
        return said(path.stat())
    except OSError:
        return "gone"


def _remove_empty(path: Path, top: Path) -> None:
    """Remove the folders that have nothing in them since ``path`` is gone."""
    for folder in path.parents:
        if folder == top:
            return
        with suppress(OSError):
            folder.rmdir()


@contextmanager
def _spoken(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        where = error.filename or path
        raise ToolkitError(f"{where}: this cannot be written: {error.strerror or error}.") from None
