"""How long conversion takes, as a ratio: to parsing and serialising the TEI that comes of it with lxml.

``python benchmarks/conversion.py`` converts a year of a published diary, or the whole of it with ``--all``
(16,423 entries). The texts are test data beside the project (``../shared/gold``).
"""

from __future__ import annotations

import datetime
import json
import resource
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from lxml import etree

from tei_toolkit.pipeline import convert
from tei_toolkit.register import parse_register

GOLD = Path(__file__).parent.parent.parent / "shared" / "gold" / "cases"
RUNS = 3


def seconds(work: Callable[[], object], runs: int) -> float:
    """The median of a few runs."""
    taken = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def main() -> None:
    """Print one line."""
    everything = "--all" in sys.argv
    case = GOLD / ("schnitzler-all" if everything else "schnitzler-1896")
    if not case.is_dir():
        sys.exit(f"needs the test data {case.name}, which is not part of the project")
    meta = json.loads((case / "meta.json").read_text(encoding="utf-8"))
    data = (case / "source.txt").read_bytes()
    register = parse_register((case / "register.xml").read_bytes(), "register.xml")
    start = datetime.date(int(meta["first_year"]), 1, 1)
    documents: dict[str, bytes] = {}

    def conversion() -> None:
        done = convert(data, "source.txt", language=meta["lang"], start=start, register=register, whole=True)
        documents.update(done.documents)

    converting = seconds(conversion, 1 if everything else RUNS)
    (document,) = documents.values()
    floor = seconds(lambda: etree.tostring(etree.fromstring(document)), RUNS)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{case.name}: converting {converting:.2f} s, lxml's parse and serialise {floor:.3f} s,"
        f" ratio {converting / floor:.0f}; {len(data) / converting / 1e6:.2f} MB/s; peak {memory} MB"
    )


if __name__ == "__main__":
    main()
