"""What is known of a schema, kept on disk, so that the next process need not even read it: its grammar, and what an
automaton has learnt.

A table is a file in the user's cache folder, under a name made of the schema's bytes and the toolkit's version. Its
first line is the hash of the others; the second is JSON of the automaton's states, and of the other files of the
schema with their hashes; the third, which is looked at only if something is new, JSON of the grammar. A table that
can't be read, or is of another schema, is no table; one that can't be written is not kept. Processes may share the
folder: files are replaced whole.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from platformdirs import user_cache_path

from tei_toolkit import __version__
from tei_toolkit.validate.relaxng.states import VALUE, Move, State

if TYPE_CHECKING:
    from tei_toolkit.validate.relaxng.patterns import Grammar
    from tei_toolkit.validate.relaxng.stored import Numbers

_LAYOUT = 2
_STEPS = 1_000
"""So many steps from a state are kept, the latest."""
_TABLES = 24
"""So many tables are kept, the latest."""


class Table:
    """The table of the schema of which ``data`` are the bytes and ``name`` is the path."""

    def __init__(self, data: bytes, name: str) -> None:
        stamp = f"{__version__} {_LAYOUT} {Path(name).absolute()}\n".encode()
        self._path = user_cache_path("tei_toolkit") / "schemas" / f"{hashlib.sha256(stamp + data).hexdigest()}.json"
        self.facts: Mapping[str, bool] = {}
        """What must be known of the grammar even where it is not read; empty if there is no table."""
        self.states: list[State] = []
        """Those that documents have led to; their meanings come with the grammar."""
        self._meanings: list[tuple[int, list[list[str]]]] = []
        self._of_grammar = b""
        self._numbers: Numbers = {}
        with contextlib.suppress(OSError, ValueError):
            self._load()

    def _load(self) -> None:
        known_by, of_both = self._path.read_bytes().split(b"\n", 1)
        if known_by != _hash(of_both):
            return
        of_states, of_grammar = of_both.split(b"\n", 1)
        kept = json.loads(of_states)
        if all(_hash(Path(path).read_bytes()) == known.encode() for path, known in kept["files"].items()):
            self.facts = kept["facts"]
            self.states = _states(kept["states"])
            self._meanings = [(row, namespaces) for row, namespaces, *_ in kept["states"]]
            self._of_grammar = of_grammar

    def grammar(self) -> Grammar:
        """The grammar, if there is a table. From now on the states have their meanings."""
        from tei_toolkit.validate.relaxng.stored import read_grammar

        grammar, patterns = read_grammar(json.loads(self._of_grammar))
        self._numbers = {pattern: row for row, pattern in enumerate(patterns)}
        for state, (row, namespaces) in zip(self.states, self._meanings, strict=True):
            state.meaning = patterns[row], tuple((prefix, namespace) for prefix, namespace in namespaces)
        return grammar

    def save(self, states: Sequence[State], grammar: Grammar, facts: Mapping[str, bool]) -> None:
        """Keep an automaton's states, its grammar, and some facts about that."""
        derived = [state.meaning[0] for state in states if state.meaning is not None]
        if not all(pattern in self._numbers for pattern in derived):
            from tei_toolkit.validate.relaxng.stored import write_grammar

            kept, self._numbers = write_grammar(grammar, derived)
            self._of_grammar = _json(kept)
        with contextlib.suppress(OSError):
            files = {path: _hash(Path(path).read_bytes()).decode() for path in grammar.files[1:]}
            of_states = _json({"files": files, "facts": dict(facts), "states": _written(states, self._numbers)})
            of_both = of_states + b"\n" + self._of_grammar
            self._path.parent.mkdir(parents=True, exist_ok=True)
            mine = self._path.with_suffix(f".{os.getpid()}.new")
            mine.write_bytes(_hash(of_both) + b"\n" + of_both)
            mine.replace(self._path)
            tables = sorted(self._path.parent.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
            for old in tables[_TABLES:]:
                old.unlink(missing_ok=True)


def _json(kept: Mapping[str, Any]) -> bytes:
    return json.dumps(kept, separators=(",", ":")).encode()


def _hash(data: bytes) -> bytes:
    return hashlib.sha256(data).hexdigest().encode()


def _written(states: Sequence[State], numbers: Numbers) -> list[list[Any]]:
    place = {state: number for number, state in enumerate(states)}

    def move(one: Move) -> list[int | None] | None:
        return None if one is None else [None if one[0] is None else place[one[0]], place[one[1]]]

    written = []
    for state in states:
        assert state.meaning is not None
        pattern, namespaces = state.meaning
        latest = islice(state.moves.items(), max(0, len(state.moves) - _STEPS), None)
        written.append(
            [
                numbers[pattern],
                namespaces,
                state.complete,
                "" if state.text is VALUE else None if state.text is None else place[state.text],
                {tag.decode("latin-1"): move(one) for tag, one in latest if one is not None},
            ]
        )
    return written


def _states(kept: Sequence[Sequence[Any]]) -> list[State]:
    states = [State() for _ in kept]
    for state, (_, _, complete, text, moves) in zip(states, kept, strict=True):
        state.complete = complete
        state.text = VALUE if text == "" else None if text is None else states[text]
        state.moves = {
            tag.encode("latin-1"): (None if inside is None else states[inside], states[after])
            for tag, (inside, after) in moves.items()
        }
    return states
