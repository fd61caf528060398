"""Baselines: the findings that a project had when it began to look, so that only new ones count.

A finding is known by its file, its code and its fingerprint, not by its line. The file is JSON with an entry on each
line, so that a version control shows what came and went; names of files are relative to its own folder.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePath
from typing import Any, NamedTuple

from tei_toolkit.errors import UnreadableInput
from tei_toolkit.reporting.characters import encodable
from tei_toolkit.reporting.checked import Checked

_VERSION = 1
_KEYS: Mapping[str, type] = {"file": str, "code": str, "fingerprint": str, "count": int, "message": str}


class Key(NamedTuple):
    """What makes two findings the same."""

    file: str
    code: str
    fingerprint: str


class Baseline:
    """The findings that are known; it remembers which of them it has met.

    ``counts`` says how often each may occur; files are named from ``folder``, that of the baseline.
    """

    def __init__(self, counts: Mapping[Key, int], folder: Path) -> None:
        self._folder = folder
        self._left = Counter(counts)
        self.met = 0
        self.looked_at: set[str] = set()

    def without_known(self, files: Iterable[Checked]) -> Iterator[Checked]:
        """The files with those of their findings that are not known."""
        for checked in files:
            file = name_from(self._folder, checked.file)
            self.looked_at.add(file)
            new = []
            for noticed in checked.noticed:
                key = Key(file, noticed.finding.code, noticed.fingerprint)
                if self._left[key] > 0:
                    self._left[key] -= 1
                    self.met += 1
                else:
                    new.append(noticed)
            yield Checked(checked.file, tuple(new))

    def unmet(self) -> Mapping[Key, int]:
        """What it lists and has not met."""
        return +self._left


def read_baseline(data: bytes, name: str) -> Mapping[Key, int]:
    """How often each finding is known, from the bytes of a baseline; ``name`` is what messages call it.

    Raises :class:`UnreadableInput` in one sentence if it is none.
    """
    try:
        table = json.loads(data)
    except (ValueError, RecursionError):
        table = None
    if not isinstance(table, dict) or table.get("version") != _VERSION or not isinstance(table.get("findings"), list):
        raise UnreadableInput(f"{name}: this is not a baseline; write one with --write-baseline.")
    for number, entry in enumerate(table["findings"], 1):
        if not isinstance(entry, dict) or any(type(entry.get(key)) is not kind for key, kind in _KEYS.items()):
            raise UnreadableInput(f"{name}: entry {number} is not one of a baseline; write it anew.")
    counts = Counter[Key]()
    for entry in table["findings"]:
        counts[Key(entry["file"], entry["code"], entry["fingerprint"])] += entry["count"]
    return counts


def write_baseline(files: Iterable[Checked], folder: Path) -> tuple[bytes, int]:
    """The bytes of a baseline in ``folder`` that knows all findings of these files, and how many they are."""
    counts = Counter[Key]()
    messages: dict[Key, str] = {}
    for checked in files:
        for noticed in checked.noticed:
            key = Key(name_from(folder, checked.file), noticed.finding.code, noticed.fingerprint)
            counts[key] += 1
            messages.setdefault(key, noticed.finding.message)
    entries = [_entry(key, counts[key], messages[key]) for key in sorted(counts)]
    listed = ",\n  ".join(entries)
    text = f'{{\n "version": {_VERSION},\n "findings": [{f"{chr(10)}  {listed}{chr(10)} " if entries else ""}]\n}}\n'
    return text.encode(), counts.total()


def _entry(key: Key, count: int, message: str) -> str:
    data: dict[str, Any] = {**key._asdict(), "count": count, "message": message}
    return encodable(json.dumps(data, ensure_ascii=False))


def name_from(folder: Path, file: str) -> str:
    """A file's path from a folder, with ``/``."""
    return encodable(PurePath(os.path.relpath(file, folder)).as_posix())
