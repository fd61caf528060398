"""Why something would be built anew: what it is made of, held against what it was made of."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from tei_toolkit.errors import WrongUsage
from tei_toolkit.publish.entry_page import EntryPage
from tei_toolkit.publish.graph.run import Planned, known_failures, planned, planned_of_outputs
from tei_toolkit.publish.graph.staging import Staging
from tei_toolkit.publish.graph.store import Store
from tei_toolkit.publish.plan import Plan


def explain(wanted: str, plan: Plan, staging: Staging, store: Store) -> str:
    """One sentence on a file of the site (``entries/1939-02-03.html``), a page (``1939-02-03``) or a TEI file.

    Raises :class:`WrongUsage` if the edition has nothing of that name.
    """
    targets = planned(plan)
    without: set[str] = set()
    if failed := known_failures(targets, store):
        without = {finding.value for finding in failed.values()}
        targets |= planned(plan, without)
    targets |= planned_of_outputs(plan, store, without)
    name = _named(wanted, targets, store)
    if name not in targets:
        return f"{name} would be deleted: nothing in the edition asks for it any more."
    one = targets[name]
    found = next(store.rows("SELECT key, reads FROM made WHERE name = ?", name), None)
    if found is None:
        return f"{name} would be built: it has not been built yet."
    if found[0] == one.key:
        if name in staging.audit()[0]:
            return f"{name} would be built anew: its files are not as they were built."
        return f"{name} is up to date: all that it is made of is as it was when it was built."
    return f"{name} would be built anew: {_difference(json.loads(found[1]), plan.reads(one.target))}."


def _difference(before: Mapping[str, str], now: Mapping[str, str]) -> str:
    """What changed, what is new, what is gone."""
    kinds: dict[str, Callable[[str], bool]] = {
        "changed": lambda called: called in before and called in now and before[called] != now[called],
        "new": lambda called: called not in before,
        "gone": lambda called: called not in now,
    }
    every = sorted(before.keys() | now.keys())
    said = {how: [called for called in every if is_so(called)] for how, is_so in kinds.items()}
    parts = [f"{how}: {', '.join(found)}" for how, found in said.items() if found]
    return "; ".join(parts) or "the order of what it is made of changed"


def _named(wanted: str, targets: Mapping[str, Planned], store: Store) -> str:
    """The target that is meant."""
    path = wanted.removeprefix("./").removeprefix("build/")
    for guess in (path, f"site/{path}", f"site/entries/{path}"):
        for name in (guess, guess.removesuffix(".html")):
            if name in targets or next(store.rows("SELECT 1 FROM made WHERE name = ?", name), None):
                return name
        if found := next(store.rows("SELECT name FROM outputs WHERE path = ?", guess), None):
            return str(found[0])
    for name, one in targets.items():
        if isinstance(one.target, EntryPage):
            entry = one.target.entry
            if path == entry.id or path in {version.path for version in entry.versions.values()}:
                return name
    raise WrongUsage(f"{wanted}: the edition has no such page or file; name one as it stands in build/site.")
