"""Building an edition: its site, and its book in several formats. What has not changed is not made again."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from tei_toolkit.collector import collector_at_rest
from tei_toolkit.edition import Edition
from tei_toolkit.findings import Finding
from tei_toolkit.publish.edition_files import paths_of_texts, read_edition_of
from tei_toolkit.publish.graph.lock import locked
from tei_toolkit.publish.graph.seal import seal_of
from tei_toolkit.publish.graph.staging import GRAPH, Staging
from tei_toolkit.publish.graph.stock import Stock, finding_again, finding_kept, stats_below
from tei_toolkit.publish.graph.store import Store

if TYPE_CHECKING:
    from tei_toolkit.publish.graph.run import Outcome

SITE, SEARCH = "site", "search"
FORMATS = ("pdf", "epub", "latex", "docx", "icml")
"""The formats of the book, in the order in which they are named."""
USUAL = frozenset({SITE, "pdf", "epub"})
"""What is built where neither the editor nor the edition says what."""


class Watcher:
    """Is told how a build goes on; this one keeps it to itself."""

    def waits(self) -> None:
        """Another build of this edition is running, which is waited for."""

    def counts(self, what: str, total: int) -> Callable[[], None]:
        """So many things will be done; what is given back is called for each that is."""
        return lambda: None


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What is there when a build is done, and what was done for it."""

    written: tuple[Path, ...]
    """What was asked for and is there, whether or not its bytes are new."""
    findings: tuple[Finding, ...]
    made: tuple[tuple[str, float], ...] = ()
    """What was made anew, pages and others, and the seconds that each took."""
    kept: int = 0
    """How many of these were as they should be."""
    changed: int = 0
    """How many files are new or have other bytes than before."""
    removed: int = 0
    """How many files were deleted."""
    seconds: dict[str, float] = field(default_factory=dict)
    """How long each stage took."""


def build(
    folder: Path,
    only: Collection[str] = frozenset(),
    *,
    jobs: int = 1,
    search: bool = True,
    scheduler: str = "",
    watcher: Watcher | None = None,
) -> BuildResult:
    """Build the outputs ``only`` of the edition in ``folder``: ``build/site``, ``build/NAME.pdf`` …

    Without ``only``, those that ``edition.toml`` names as ``outputs``, or else the usual ones. ``jobs`` processes
    share the work; the bytes are the same for any number. Without ``search``, that of the site is left as it is: of all
    that is made it alone depends on every word. ``scheduler`` is the address of a Dask scheduler whose workers make
    the pages; books and what speaks of the whole edition are made here.

    Raises :class:`ToolkitError` where it cannot go on; what an earlier build made is then still there.
    """
    edition = read_edition_of(folder)
    watcher = watcher or Watcher()
    with _opened(folder / "build", watcher.waits) as (store, staging):
        outputs = frozenset(only or edition.outputs or USUAL) | ({SEARCH} if search else set())
        return _Build(folder, edition, outputs, store, staging).run(jobs, scheduler, watcher)


def why(folder: Path, wanted: str) -> str:
    """One sentence that says why a page or file of the edition would be built anew, or that it would not.

    Raises :class:`WrongUsage` if the edition has nothing of that name.
    """
    from tei_toolkit.publish.graph.explain import explain
    from tei_toolkit.publish.plan import plan_of

    edition = read_edition_of(folder)
    with _opened(folder / "build", lambda: None) as (store, staging):
        stock = Stock(folder, store, stats_below(folder))
        stock.read_changed(paths_of_texts(folder, edition), 1, lambda total: lambda: None)
        plan = plan_of(folder, {SITE, SEARCH, *FORMATS}, stock)
        return explain(wanted, plan, staging, store)


@contextmanager
def _opened(built: Path, waiting: Callable[[], None]) -> Iterator[tuple[Store, Staging]]:
    with locked(built / GRAPH / "lock", waiting):
        store = Store(built / GRAPH / "store.sqlite")
        try:
            staging = Staging(built, store)
            staging.recover()
            yield store, staging
        finally:
            store.close()


def _outputs_of(name: str) -> tuple[str, ...]:
    """What has to be asked for so that a target of this name is planned."""
    if name == f"{SITE}/{SEARCH}":
        return SITE, SEARCH
    return (SITE,) if name.startswith(f"{SITE}/") else (name.removeprefix("book."),)


class _Build:
    """One build of some outputs of an edition."""

    def __init__(self, folder: Path, edition: Edition, only: frozenset[str], store: Store, staging: Staging) -> None:
        self._folder, self._edition, self._only = folder, edition, only
        self._store, self._staging = store, staging
        self._sealed = f"seal {','.join(sorted(only))}"
        self._seconds: dict[str, float] = {}

    def run(self, jobs: int, scheduler: str, watcher: Watcher) -> BuildResult:
        with self._timed("looking"):
            stats = stats_below(self._folder)
            known = self._store.recall(self._sealed)
            folders = self._staging.folders(self._store.recall("folders", {}))
            if known and known["seal"] == self._seal(stats, folders):
                return self._result([finding_again(finding) for finding in known["findings"]], kept=known["targets"])
        stock = Stock(self._folder, self._store, stats)
        with self._timed("reading"):
            self._read(stock, jobs, watcher)
        findings, outcome = self._make(stock, jobs, scheduler, watcher)
        self._remember(stock, findings, len(outcome.made) + outcome.kept)
        return self._result(findings, tuple(outcome.made), outcome.kept, outcome.changed, outcome.removed)

    def _read(self, stock: Stock, jobs: int, watcher: Watcher) -> None:
        paths = paths_of_texts(self._folder, self._edition)
        stock.read_changed(paths, jobs, lambda total: watcher.counts("files read", total))

    def _make(self, stock: Stock, jobs: int, scheduler: str, watcher: Watcher) -> tuple[list[Finding], Outcome]:
        # All that makes pages is loaded where something may have changed.
        from tei_toolkit.publish.graph.elsewhere import cluster
        from tei_toolkit.publish.graph.run import Run
        from tei_toolkit.publish.plan import plan_of

        with self._timed("planning"), collector_at_rest():
            plan = plan_of(self._folder, self._only, stock)
        with self._timed("making"), cluster(scheduler) if scheduler else nullcontext() as executor:
            counted = lambda total: watcher.counts("pages and lists made", total)  # noqa: E731
            run = Run(plan, self._staging, self._store, jobs, counted, executor)
            outcome = run.make(lambda name: self._only.issuperset(_outputs_of(name)))
        return [*plan.findings, *dict.fromkeys(outcome.findings)], outcome

    def _remember(self, stock: Stock, findings: Iterable[Finding], targets: int) -> None:
        stock.forget_gone()
        folders = self._staging.folders()
        self._store.say("folders", folders)
        if stock.is_settled():
            seal = self._seal(stock.stats, folders)
            said = {"seal": seal, "targets": targets, "findings": [finding_kept(finding) for finding in findings]}
            self._store.say(self._sealed, said)
        self._store.save()

    def _seal(self, stats: dict[str, str], folders: dict[str, str]) -> str:
        edition = self._edition
        pages = (page.file for page in edition.pages)
        named = (*edition.registers, edition.about, edition.principles, edition.abbreviations, *pages)
        elsewhere = [self._folder / name for name in named if name and name not in stats]
        return seal_of(stats, elsewhere, folders)

    def _result(
        self,
        findings: list[Finding],
        made: tuple[tuple[str, float], ...] = (),
        kept: int = 0,
        changed: int = 0,
        removed: int = 0,
    ) -> BuildResult:
        from tei_toolkit.publish.collect import in_folder

        built = self._folder / "build"
        forms = self._store.rows("SELECT name, path FROM outputs WHERE name LIKE 'book.%'")
        written = {SITE: SITE, **{name[5:]: path for name, path in forms}}
        paths = tuple(built / written[name] for name in (SITE, *FORMATS) if name in self._only & written.keys())
        found = tuple(in_folder(self._folder, findings))
        return BuildResult(paths, found, made, kept, changed, removed, self._seconds)

    @contextmanager
    def _timed(self, stage: str) -> Iterator[None]:
        begun = time.perf_counter()
        try:
            yield
        finally:
            self._seconds[stage] = time.perf_counter() - begun
