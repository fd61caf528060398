"""The files of an edition as they are: by size, time and inode first, and read only where one of these changed."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import astuple, fields
from pathlib import Path
from typing import Any, TypeAlias

from tei_toolkit.batches import as_ready
from tei_toolkit.files import read_bytes
from tei_toolkit.findings import Finding, Severity
from tei_toolkit.publish.collected_entry import CollectedEntry
from tei_toolkit.publish.facts import ImageFacts, TeiFacts, digest_of, image_facts, tei_facts
from tei_toolkit.publish.graph.store import Store
from tei_toolkit.publish.mentions import Sentence

_BUILT = "build"
_TUPLES = [number for number, one in enumerate(fields(CollectedEntry)) if str(one.type).startswith("tuple")]
"""The fields of an entry's facts that JSON keeps as lists."""
_Told: TypeAlias = tuple[str, int, str, str]
"""A row of the table of sentences: file, number of the entry, who is named, and the sentences as JSON."""
_YOUNG = 2_000_000_000
"""Nanoseconds: a file changed twice within the tick of a file system's clock can look the same afterwards, so what
was read so soon after its change is read again the next time (so does git, which calls these files racy)."""


class Stock:
    """What is known of the files below ``folder``, with what the store remembers of them.

    It is the ``Facts`` of :func:`tei_toolkit.publish.collect.collect`.
    """

    def __init__(self, folder: Path, store: Store, stats: dict[str, str]) -> None:
        self._folder = folder
        self._store = store
        self.stats = stats
        """What :func:`stats_below` has just said of the folder."""
        self._seen = time.time_ns()
        self._images: dict[str, ImageFacts | None] = {}
        self._told_last: tuple[str, dict[tuple[str, int], list[Sentence]]] = ("", {})

    def read_changed(self, paths: Iterable[str], jobs: int, watch: Callable[[int], Callable[[], None]]) -> None:
        """Read the facts of those TEI files that are not as they were, in several processes.

        ``watch`` is told how many there are, and gives what is called for each that is read.
        """
        known = {path: stat for path, stat in self._store.rows("SELECT path, stat FROM files WHERE facts != ''")}
        changed = [path for path in paths if known.get(path) != self.stats.get(path, "?")]
        folder = self._folder

        def read(number: int) -> tuple[str, str, list[_Told]]:
            path = changed[number]
            data = read_bytes(folder / path)
            facts = tei_facts(data, path)
            return digest_of(data), _written(facts), list(_told(path, facts))

        done = watch(len(changed))
        for path, (digest, facts, told) in zip(changed, as_ready(read, len(changed), jobs), strict=True):
            self._remember(path, digest, facts)
            self._store.write("DELETE FROM sentences WHERE path = ?", [(path,)])
            self._store.write("INSERT INTO sentences VALUES (?, ?, ?, ?)", told)
            done()
        self._store.save()

    def forget_gone(self) -> None:
        """Forget the files that are no longer there."""
        known = [path for (path,) in self._store.rows("SELECT path FROM files")]
        gone = [(path,) for path in known if path not in self.stats]
        for table in ("files", "sentences"):
            self._store.write(f"DELETE FROM {table} WHERE path = ?", gone)

    def tei(self, path: str) -> TeiFacts:
        """The facts of a TEI file, which :meth:`read_changed` has seen."""
        ((facts,),) = self._store.rows("SELECT facts FROM files WHERE path = ?", path)
        return _read(facts)

    def image(self, path: str) -> ImageFacts | None:
        """The facts of an image; one whose file has not changed is not read again."""
        if path not in self._images:
            self._images[path] = self._image(path)
        return self._images[path]

    def sentences(self, id_: str) -> dict[tuple[str, int], list[Sentence]]:
        """The sentences in which someone is named, as they were when the files were read."""
        # Who is named in a hundred years has a hundred pages, which ask one after the other.
        if self._told_last[0] != id_:
            rows = self._store.rows("SELECT path, number, said FROM sentences WHERE id = ?", id_)
            told = {(path, number): [Sentence(*one) for one in json.loads(said)] for path, number, said in rows}
            self._told_last = id_, told
        return self._told_last[1]

    def _image(self, path: str) -> ImageFacts | None:
        if path not in self.stats:
            return None
        known = next(self._store.rows("SELECT stat, facts FROM files WHERE path = ?", path), ("", ""))
        if known[0] == self.stats[path] and known[1]:
            size, kind, digest = json.loads(known[1])
            return ImageFacts(tuple(size) if size else None, kind, digest)
        place = self._folder / path
        if not place.resolve().is_relative_to(self._folder.resolve()):
            return None
        facts = image_facts(read_bytes(place))
        self._remember(path, facts.digest, json.dumps(astuple(facts)))
        return facts

    def _remember(self, path: str, digest: str, facts: str) -> None:
        stat = self.stats.get(path, "")
        changed = int(stat.split()[1]) if stat else self._seen
        row = (path, stat if changed < self._seen - _YOUNG else "young", digest, facts)
        self._store.write("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)", [row])

    def is_settled(self) -> bool:
        """Whether no file is so young that a change of it could be missed."""
        return all(int(stat.split()[1]) < self._seen - _YOUNG for stat in self.stats.values())


def stats_below(folder: Path, but: str = _BUILT) -> dict[str, str]:
    """Size, time in nanoseconds and inode of each file below a folder, by its path with ``/``, in order.

    What is hidden is left out, and so is the folder ``but`` at the top. Links to folders are followed, each folder
    once.
    """
    found: dict[str, str] = {}
    prefix = len(os.path.join(folder, ""))  # noqa: PTH118 - a Path for each file would take longer than its stat
    folders, seen = [os.fspath(folder)], set()
    while folders:
        at = folders.pop()
        stat = os.stat(at)  # noqa: PTH116
        if (stat.st_dev, stat.st_ino) in seen:
            continue
        seen.add((stat.st_dev, stat.st_ino))
        with os.scandir(at) as entries:
            for entry in entries:
                if entry.name.startswith(".") or entry.name == "__pycache__" or entry.path[prefix:] == but:
                    continue
                if entry.is_dir():
                    folders.append(entry.path)
                elif entry.is_file():
                    found[entry.path[prefix:].replace(os.sep, "/")] = said(entry.stat())
    return dict(sorted(found.items()))


def said(stat: os.stat_result) -> str:
    """What a change of a file changes, without reading it."""
    return f"{stat.st_size} {stat.st_mtime_ns} {stat.st_ino}"


def stat_lines(stats: Mapping[str, str]) -> Iterator[str]:
    """The files and their stats as text, for a digest."""
    return (f"{path}\0{stat}\n" for path, stat in stats.items())


def _told(path: str, facts: TeiFacts) -> Iterator[_Told]:
    for number, told in enumerate(facts.sentences):
        for id_, sentences in told.items():
            yield path, number, id_, json.dumps(sentences, ensure_ascii=False)


def _written(facts: TeiFacts) -> str:
    # Of the fields, since astuple copies what it finds in them.
    entries = [[getattr(entry, one.name) for one in fields(entry)] for entry in facts.entries]
    return json.dumps([entries, [finding_kept(finding) for finding in facts.findings]], ensure_ascii=False)


def _read(written: str) -> TeiFacts:
    entries, findings = json.loads(written)
    for entry in entries:
        for number in _TUPLES:
            entry[number] = tuple(entry[number])
    return TeiFacts(
        tuple(CollectedEntry(*entry) for entry in entries), tuple(finding_again(finding) for finding in findings)
    )


def finding_again(said: dict[str, Any]) -> Finding:
    """A finding of which :func:`finding_kept` has kept what is said."""
    return Finding(**{**said, "severity": Severity(said["severity"])})


def finding_kept(finding: Finding) -> dict[str, Any]:
    """What a finding says, for JSON; how it could be repaired is no business of a build."""
    return {one.name: getattr(finding, one.name) for one in fields(finding) if one.name != "repair"}
