"""Making what is stale: targets are compared with what was made of them before, and those that differ are made.

Workers write the files of a target beside the site, whole, and only say what they wrote; so nothing but the plan is
ever in memory, however many pages there are.
"""

from __future__ import annotations

import json
import time
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, field
from typing import TypeAlias

from tei_toolkit.batches import as_done, stretches_of
from tei_toolkit.collector import collector_at_rest
from tei_toolkit.errors import StylesheetError
from tei_toolkit.findings import Finding
from tei_toolkit.publish.graph.elsewhere import made_elsewhere
from tei_toolkit.publish.graph.staging import Staging, write_staged
from tei_toolkit.publish.graph.stock import finding_again, finding_kept
from tei_toolkit.publish.graph.store import Store
from tei_toolkit.publish.plan import Plan
from tei_toolkit.publish.target import Target, finding_of, key
from tei_toolkit.saxon import is_in_use

Watch: TypeAlias = Callable[[int], Callable[[], None]]
"""Is told how many targets will be made, and gives what is called for each that is made."""
_TOGETHER, _TURNS = 64, 4
"""How many pages a worker makes at most before it says so, and how often it is asked at least, if there are many: some
take longer than others."""
_SAVED = 1.0
"""Seconds between two savings: so much may be lost when a build is killed."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A target with its key, by which it is known whether it is still the same."""

    target: Target
    key: str


@dataclass(slots=True)
class Outcome:
    """What became of the targets."""

    made: list[tuple[str, float]] = field(default_factory=list)
    """The names of those that were made, with the seconds that each took."""
    kept: int = 0
    """How many were as they should be."""
    changed: int = 0
    """How many files have other bytes than before, or are new."""
    removed: int = 0
    """How many files were deleted."""
    findings: list[Finding] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Made:
    """What a worker says of a target: its outputs, or why there are none."""

    outputs: list[tuple[str, str, int]]
    reads: str
    finding: Finding | None
    seconds: float


@collector_at_rest()
def planned(plan: Plan, without: Collection[str] = ()) -> dict[str, Planned]:
    """The targets of a plan by their names, but those that are made of what others made."""
    return _with_keys(plan, plan.targets(without))


def planned_of_outputs(plan: Plan, store: Store, without: Collection[str] = ()) -> dict[str, Planned]:
    """The targets that are made of what others made, by their names."""

    def outputs() -> dict[str, str]:
        return dict(store.rows("SELECT path, digest FROM outputs")) | dict(
            store.rows("SELECT path, digest FROM staged_outputs")
        )

    return _with_keys(plan, plan.of_outputs(outputs, without))


def _with_keys(plan: Plan, targets: Iterable[Target]) -> dict[str, Planned]:
    return {target.name: Planned(target, key(target, plan.digest(type(target)))) for target in targets}


def known_failures(targets: Mapping[str, Planned], store: Store) -> dict[str, Finding]:
    """The targets on which a stylesheet stopped in an earlier build, and would stop again."""
    rows = store.rows("SELECT name, key, finding FROM made WHERE finding != ''")
    failed = {name: finding_again(json.loads(said)) for name, own, said in rows if _has(targets, name, own)}
    return failed


def _has(targets: Mapping[str, Planned], name: str, own: str) -> bool:
    return name in targets and targets[name].key == own


class Run:
    """One bringing up to date of an edition's outputs."""

    def __init__(
        self, plan: Plan, staging: Staging, store: Store, jobs: int, watch: Watch, cluster: Executor | None = None
    ) -> None:
        """``cluster`` makes what can be made on other machines; the rest is made here in ``jobs`` processes."""
        self._cluster = cluster
        self._plan, self._staging, self._store, self._jobs, self._watch = plan, staging, store, jobs, watch
        self._outcome = Outcome()
        plan.press.made = staging.read

    def make(self, speaks_of: Callable[[str], bool]) -> Outcome:
        """Make what is stale, and delete what is no longer planned.

        ``speaks_of`` says of a target's name whether the plan would have it at all: others stay as they are. Raises
        :class:`ToolkitError` if it cannot go on; what is built is then as it was.
        """
        lost, strays = self._staging.audit()
        self._store.write("DELETE FROM made WHERE name = ?", [(name,) for name in lost])
        self._store.write("DELETE FROM outputs WHERE name = ?", [(name,) for name in lost])
        self._store.say("building", True)
        self._store.save()
        first = targets = planned(self._plan)
        failed = known_failures(targets, self._store)
        while True:
            if failed:
                targets = planned(self._plan, {finding.value for finding in failed.values()})
            fresh = dict(self._make_all(self._stale(targets.values(), failed)))
            failed |= fresh
            if not fresh:
                break
        of_outputs = planned_of_outputs(self._plan, self._store, {finding.value for finding in failed.values()})
        deque(self._make_all(self._stale(of_outputs.values(), ())), 0)
        targets |= of_outputs
        # Whether one of these would fail again is asked of the plan in which all entries have pages.
        without = ((first[name], finding) for name, finding in failed.items())
        self._stage((one, _Made([], self._reads(one.target), finding, 0)) for one, finding in without)
        self._clear_away({**targets, **{name: first[name] for name in failed}}, strays, speaks_of)
        self._outcome.kept = len(targets.keys() - {name for name, _ in self._outcome.made})
        self._outcome.changed, self._outcome.removed = self._staging.move()
        self._outcome.findings = [failed[name] for name in first if name in failed]
        return self._outcome

    def _stale(self, targets: Iterable[Planned], failed: Collection[str]) -> list[Planned]:
        made: dict[str, str] = dict(self._store.rows("SELECT name, key FROM made"))
        staged: dict[str, str] = dict(self._store.rows("SELECT name, key FROM staged"))
        return [
            one
            for one in targets
            if one.key not in (made.get(one.target.name), staged.get(one.target.name)) and one.target.name not in failed
        ]

    def _make_all(self, stale: list[Planned]) -> Iterator[tuple[str, Finding]]:
        """Make targets, several at once; yields those on which a stylesheet stopped."""
        store = self._store
        store.write("DELETE FROM staged WHERE name = ?", [(one.target.name,) for one in stale])
        store.write("DELETE FROM staged_outputs WHERE name NOT IN (SELECT name FROM staged)")
        done = self._watch(len(stale))
        saved = time.monotonic()
        # What speaks of the whole edition takes longest, so it comes first.
        stale.sort(key=lambda one: one.target.needs is not None)
        for one in stale:
            one.target.fetch(self._plan.facts)
        made_since: list[tuple[Planned, _Made]] = []
        for one, made in self._in_workers(stale):
            self._outcome.made.append((one.target.name, made.seconds))
            if made.finding is not None:
                yield one.target.name, made.finding
            made_since.append((one, made))
            if time.monotonic() - saved > _SAVED:
                self._stage(made_since)
                made_since.clear()
                store.save()
                saved = time.monotonic()
            done()
        self._stage(made_since)

    def _in_workers(self, stale: list[Planned]) -> Iterator[tuple[Planned, _Made]]:
        if self._cluster is None:
            yield from self._here(stale)
            return
        sent = [one for one in stale if one.target.needs is not None]
        answers = made_elsewhere(self._cluster, self._plan.press, [one.target for one in sent])
        kept = [one for one in stale if one.target.needs is None]
        yield from self._here(kept)
        for one, answer in zip(sent, answers, strict=True):
            outputs = write_staged(self._staging.folder, answer.files)
            yield one, _Made(outputs, self._reads(one.target), answer.finding, answer.seconds)

    def _here(self, stale: list[Planned]) -> Iterator[tuple[Planned, _Made]]:
        press, folder = self._plan.press, self._staging.folder

        def make(number: int) -> _Made:
            begun = time.perf_counter()
            target = stale[number].target
            outputs, finding = [], None
            try:
                outputs = write_staged(folder, target.make(press))
            except StylesheetError as error:
                finding = finding_of(target, error)
            return _Made(outputs, self._reads(target), finding, time.perf_counter() - begun)

        jobs = 1 if is_in_use() else self._jobs
        wholes = sum(one.target.needs is None for one in stale)
        some = min(_TOGETHER, (len(stale) - wholes) // (jobs * _TURNS) + 1)
        stretches = [*stretches_of(0, wholes, 1), *stretches_of(wholes, len(stale), some)]
        return ((stale[number], made) for number, made in as_done(make, stretches, jobs))

    def _reads(self, target: Target) -> str:
        return json.dumps(self._plan.reads(target), ensure_ascii=False)

    def _stage(self, some: Iterable[tuple[Planned, _Made]]) -> None:
        """Remember what was made."""
        staged, outputs = [], []
        for one, made in some:
            name = one.target.name
            said = "" if made.finding is None else json.dumps(finding_kept(made.finding))
            staged.append((name, one.key, made.reads, said))
            outputs += [(path, name, digest, size) for path, digest, size in made.outputs]
        self._store.write("INSERT OR REPLACE INTO staged VALUES (?, ?, ?, ?)", staged)
        self._store.write("INSERT OR REPLACE INTO staged_outputs VALUES (?, ?, ?, ?)", outputs)

    def _clear_away(
        self, wanted: Mapping[str, Planned], strays: Collection[str], speaks_of: Callable[[str], bool]
    ) -> None:
        """Drop what is staged for another plan than this, and say which files of the old go."""
        store = self._store
        staged = list(store.rows("SELECT name, key FROM staged"))
        store.write("DELETE FROM staged WHERE name = ?", [(n,) for n, own in staged if not _has(wanted, n, own)])
        store.write("DELETE FROM staged_outputs WHERE name NOT IN (SELECT name FROM staged)")
        self._staging.keep({path for (path,) in store.rows("SELECT path FROM staged_outputs")})
        made = [name for (name,) in store.rows("SELECT name FROM made")]
        unwanted = [(name,) for name in made if speaks_of(name) and name not in wanted]
        store.write("DELETE FROM gone")
        store.write("INSERT OR IGNORE INTO gone SELECT path FROM outputs WHERE name IN (SELECT name FROM staged)")
        store.write("INSERT OR IGNORE INTO gone SELECT path FROM outputs WHERE name = ?", unwanted)
        store.write("INSERT OR IGNORE INTO gone VALUES (?)", [(path,) for path in strays])
        store.write("DELETE FROM gone WHERE path IN (SELECT path FROM staged_outputs)")
        store.write("DELETE FROM made WHERE name = ?", unwanted)
