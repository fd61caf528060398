"""How long conversion takes, as a ratio: to parsing and serialising the TEI that comes of it with lxml.

``python benchmarks/conversion.py`` converts a year of a published diary, or the whole of it with ``--all``
(16,423 entries): into one document and into one for each entry, on one core and on two, each in a process of
its own. The texts are test data beside the project (``../shared/gold``).
"""

from __future__ import annotations

import datetime
import json
import multiprocessing
import resource
import statistics
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from tei_toolkit.pipeline import convert
from tei_toolkit.register import parse_register

GOLD = Path(__file__).parent.parent.parent / "shared" / "gold" / "cases"
RUNS = 3


class Measured(NamedTuple):
    """Seconds of converting, and of lxml; megabytes of TEI; the most memory in megabytes."""

    converting: float
    floor: float
    size: float
    memory: int
    memory_of_children: int
    """That of the largest; it shares most of it with its parent."""


def seconds(work: Callable[[], object], runs: int) -> float:
    """The median of a few runs."""
    taken = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def measure(case: Path, whole: bool, jobs: int, runs: int) -> Measured:
    """Convert a case, and let lxml parse and serialise what comes of it."""
    meta = json.loads((case / "meta.json").read_text(encoding="utf-8"))
    data = (case / "source.txt").read_bytes()
    register = parse_register((case / "register.xml").read_bytes(), "register.xml")
    start = datetime.date(int(meta["first_year"]), 1, 1)
    documents: list[bytes] = []

    def conversion() -> None:
        done = convert(
            data, "source.txt", language=meta["lang"], start=start, register=register, whole=whole, jobs=jobs
        )
        documents[:] = done.documents.values()

    converting = seconds(conversion, runs)
    memory = [resource.getrusage(who).ru_maxrss // 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    floor = seconds(lambda: [etree.tostring(etree.fromstring(document)) for document in documents], RUNS)
    return Measured(converting, floor, sum(map(len, documents)) / 1e6, *memory)


def main() -> None:
    """Print a line for each way of converting, and one for each kind of document that compares the cores."""
    everything = "--all" in sys.argv
    case = GOLD / ("schnitzler-all" if everything else "schnitzler-1896")
    if not case.is_dir():
        sys.exit(f"needs the test data {case.name}, which is not part of the project")
    print(f"{case.name}: {(case / 'source.txt').stat().st_size / 1e6:.1f} MB")
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), max_tasks_per_child=1) as alone:
        for whole, name in ((True, "one document"), (False, "a document for each entry")):
            one, two = (alone.submit(measure, case, whole, jobs, 1 if everything else RUNS).result() for jobs in (1, 2))
            print(f"{name}, {one.size:.1f} MB: lxml’s parse and serialise {one.floor:.3f} s")
            for cores, taken in (("one core ", one), ("two cores", two)):
                print(
                    f"  {cores}  {taken.converting:6.2f} s, ratio {taken.converting / one.floor:5.1f};"
                    f" peak {taken.memory} MB, in other processes {taken.memory_of_children} MB"
                )
            print(f"  two cores are {one.converting / two.converting:.2f} times faster")


if __name__ == "__main__":
    main()
