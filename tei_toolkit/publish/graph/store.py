"""The store of a build: an SQLite file in ``build/.graph`` that can be deleted at any time.

It holds no more than what can be found out again: the facts and digests of files, the keys of targets, and which
files each has made. ``made`` and ``outputs`` tell of the site as it stands; ``staged…`` of what lies ready beside it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tei_toolkit.errors import ToolkitError

_FORMAT = "3"
_TABLES = """
CREATE TABLE said (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE files (path TEXT PRIMARY KEY, stat TEXT NOT NULL, digest TEXT NOT NULL, facts TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE sentences (path TEXT NOT NULL, number INTEGER NOT NULL, id TEXT NOT NULL, said TEXT NOT NULL,
  PRIMARY KEY (path, number, id)) WITHOUT ROWID;
CREATE INDEX sentences_id ON sentences (id);
CREATE TABLE made (name TEXT PRIMARY KEY, key TEXT NOT NULL, reads TEXT NOT NULL, finding TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE outputs (path TEXT PRIMARY KEY, name TEXT NOT NULL, digest TEXT NOT NULL, size INTEGER NOT NULL)
  WITHOUT ROWID;
CREATE TABLE staged AS SELECT * FROM made;
CREATE UNIQUE INDEX staged_name ON staged (name);
CREATE TABLE staged_outputs AS SELECT * FROM outputs;
CREATE UNIQUE INDEX staged_path ON staged_outputs (path);
CREATE TABLE gone (path TEXT PRIMARY KEY) WITHOUT ROWID;
"""


class Store:
    """The tables, each read and written whole or in rows; what is written lasts from the next :meth:`save` on."""

    def __init__(self, path: Path) -> None:
        """Open the store at ``path``, or begin a new one if there is none that can be read.

        Raises :class:`ToolkitError` if it can be neither opened nor made.
        """
        self._path = path
        with self._spoken():
            try:
                self._open()
            except sqlite3.DatabaseError as error:
                if isinstance(error, sqlite3.OperationalError) and not self._is_of_another_format(error):
                    raise
                for name in (path, path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")):
                    name.unlink(missing_ok=True)
                self._open()

    def _open(self) -> None:
        self._database = sqlite3.connect(self._path, isolation_level=None)
        self._database.execute("PRAGMA journal_mode = WAL")
        self._database.execute("PRAGMA synchronous = NORMAL")
        self.is_new = not self._database.execute("SELECT 1 FROM sqlite_master").fetchone()
        if self.is_new:
            self._database.executescript(f"BEGIN; {_TABLES} INSERT INTO said VALUES ('format', '{_FORMAT}'); COMMIT;")
        elif self._database.execute("SELECT value FROM said WHERE name = 'format'").fetchone() != (_FORMAT,):
            self._database.close()
            raise sqlite3.DatabaseError("a store of another version")
        self._database.execute("BEGIN")

    @staticmethod
    def _is_of_another_format(error: sqlite3.OperationalError) -> bool:
        return "no such" in str(error)

    def close(self) -> None:
        """Leave the store; what was not saved is forgotten."""
        self._database.close()

    def save(self) -> None:
        """Make everything that was written last, at once."""
        with self._spoken():
            self._database.execute("COMMIT")
            self._database.execute("BEGIN")

    def rows(self, query: str, *values: Any) -> Iterator[tuple[Any, ...]]:
        """What an SQL query gives."""
        with self._spoken():
            yield from self._database.execute(query, values)

    def write(self, statement: str, rows: Iterable[tuple[Any, ...]] = ((),)) -> None:
        """Execute an SQL statement, once for each of the rows."""
        with self._spoken():
            self._database.executemany(statement, rows)

    def recall(self, name: str, default: Any = None) -> Any:
        """What was said under a name, as JSON can say it."""
        found = next(self.rows("SELECT value FROM said WHERE name = ?", name), None)
        return json.loads(found[0]) if found else default

    def say(self, name: str, value: Any) -> None:
        """Remember something under a name."""
        self.write("INSERT OR REPLACE INTO said VALUES (?, ?)", [(name, json.dumps(value))])

    @contextmanager
    def _spoken(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise ToolkitError(f"{self._path}: what was built cannot be remembered there: {error}.") from None
