"""What an automaton has learnt, kept on disk, so that the next process need not even read the schema.

A table is JSON in the user's cache folder, under a name made of the schema's bytes and the toolkit's version; it names
the other files of the schema with their hashes. States are kept by the tags that led to them, not by their patterns,
so that a table means the same whatever the engine's insides look like. A table that can't be read, or is of another
schema, is no table; one that can't be written is not kept. Processes may share the folder: files are replaced whole.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path

from tei_toolkit import __version__
from tei_toolkit.validate.relaxng.automaton import Automaton
from tei_toolkit.validate.relaxng.states import VALUE, Move, State

_LAYOUT = 1
_STEPS = 1_000
"""So many steps from a state are kept, the latest."""
_TABLES = 24
"""So many tables are kept, the latest."""


class Table:
    """The place on disk of what is known of a schema, of which ``data`` are the bytes and ``name`` is the path."""

    def __init__(self, data: bytes, name: str) -> None:
        stamp = f"{__version__} {_LAYOUT} {Path(name).absolute()}\n".encode()
        self._path = user_cache_path("tei_toolkit") / "schemas" / f"{hashlib.sha256(stamp + data).hexdigest()}.json"

    def load(self, automaton: Automaton) -> Mapping[str, Any] | None:
        """Give an automaton its states; returns what was kept with them, or None if there is no table."""
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError, IndexError):
            kept = json.loads(self._path.read_bytes())
            if all(_hash(Path(path)) == known for path, known in kept["files"].items()):
                automaton.states[:] = _states(kept["states"])
                return dict(kept["facts"])
        return None

    def save(self, automaton: Automaton, files: tuple[str, ...], facts: Mapping[str, Any]) -> None:
        """Keep an automaton's states, with the other files of its schema and some facts."""
        kept = {
            "files": {path: _hash(Path(path)) for path in files[1:]},
            "facts": dict(facts),
            "states": _written(automaton.states),
        }
        with contextlib.suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            mine = self._path.with_suffix(f".{os.getpid()}.new")
            mine.write_text(json.dumps(kept, separators=(",", ":")), encoding="ascii")
            mine.replace(self._path)
            tables = sorted(self._path.parent.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
            for old in tables[_TABLES:]:
                old.unlink(missing_ok=True)


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _written(states: list[State]) -> list[list[Any]]:
    number = {state: place for place, state in enumerate(states)}

    def move(one: Move) -> list[int | None] | None:
        return None if one is None else [None if one[0] is None else number[one[0]], number[one[1]]]

    written = []
    for state in states:
        latest = islice(state.moves.items(), max(0, len(state.moves) - _STEPS), None)
        before, tag, way = state.origin or (None, b"", "")
        written.append(
            [
                None if before is None else [number[before], tag.decode("latin-1"), way],
                state.complete,
                "" if state.text is VALUE else None if state.text is None else number[state.text],
                {tag.decode("latin-1"): move(one) for tag, one in latest if one is not None},
            ]
        )
    return written


def _states(kept: list[list[Any]]) -> list[State]:
    states = [State(None, None) for _ in kept]
    for state, (origin, complete, text, moves) in zip(states, kept, strict=True):
        if origin is not None:
            state.origin = states[origin[0]], origin[1].encode("latin-1"), origin[2]
        state.complete = bool(complete)
        state.text = VALUE if text == "" else None if text is None else states[text]
        state.moves = {
            tag.encode("latin-1"): (None if inside is None else states[inside], states[after])
            for tag, (inside, after) in moves.items()
        }
    return states
