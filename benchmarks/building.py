"""How long ``tei build`` takes, as ratios in one run: to bare SaxonC, and of small changes to the whole.

``python benchmarks/building.py [SIZE…]`` makes editions of so many entries (1,000, 4,000 and 16,000) of a published
diary, test data beside the project (``--corpus`` says where else), and builds their sites; ``--write`` puts the table
into ``docs/scale.md``. Ratios are of processor time, of all processes together, which other work on the machine
changes little; only the last two are of the clock. Nothing is deleted while it measures: some file systems are slow
for minutes after. The TEI Stylesheets are measured where ``TEI_STYLESHEETS`` names their folder.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from jvm_saxon import jars
from schnitzler import CORPUS, make_edition

ROOT = Path(__file__).parent.parent
BEGIN, END = "<!-- building: made by benchmarks/building.py -->", "<!-- end of building -->"
JOBS = 2


class Run(NamedTuple):
    """Seconds of processors and of the clock, the most megabytes that all processes had at once, and what was said."""

    processor: float
    clock: float
    memory: int
    said: str


def run(*command: str | Path) -> Run:
    """Run a command that says little to its end."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.perf_counter()
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(list(map(str, command)), stdout=subprocess.PIPE, text=True, env=environment)
    most = 0
    while process.poll() is None:
        most = max(most, sum(map(_kilobytes, _family(process.pid))))
        time.sleep(0.2 if time.perf_counter() - begun > 2 else 0.02)
    clock = time.perf_counter() - begun
    if process.returncode:
        sys.exit(f"{' '.join(map(str, command))} exited with {process.returncode}")
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert process.stdout is not None
    said = process.stdout.read().strip()
    return Run(used.ru_utime + used.ru_stime - before.ru_utime - before.ru_stime, clock, most // 1024, said)


def _family(parent: int) -> list[int]:
    try:
        listed = Path(f"/proc/{parent}/task/{parent}/children").read_text(encoding="ascii")
    except OSError:
        return [parent]
    return [parent, *(process for child in listed.split() for process in _family(int(child)))]


def _kilobytes(process: int) -> int:
    """The memory of a process, what it shares with others divided among them."""
    try:
        said = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0
    found = re.search(r"^Pss:\s+(\d+)", said, re.MULTILINE)
    return int(found[1]) if found else 0


def build(folder: Path, jobs: int = JOBS) -> Run:
    """``tei build`` of the site."""
    return run(sys.executable, "-m", "tei_toolkit", "build", folder, "--only", "site", "--quiet", "--jobs", str(jobs))


def made_pages(folder: Path) -> dict[str, int]:
    """The times of the entries' pages, by which it is seen which were made."""
    return {path.name: path.stat().st_mtime_ns for path in (folder / "build" / "site" / "entries").glob("*.html")}


def measure(folder: Path, count: int, corpus: Path) -> list[str]:
    """One row of the table."""
    make_edition(folder, count, corpus, search=False)
    time.sleep(3)
    bare = min(run(*python("bare_saxon.py"), folder, str(JOBS)) for _ in range(2))
    jvm = run(*python("jvm_saxon.py"), folder) if jars() else None
    theirs = Path(os.environ.get("TEI_STYLESHEETS", "none"), "html", "html.xsl")
    tei = run(*python("jvm_saxon.py"), folder, theirs) if jars() and theirs.exists() else None
    whole = run(*python("saxon_in_build.py"), folder, str(JOBS))
    nothing = build(folder)
    one = _after_a_word(folder)
    name, named = _after_a_name(folder)
    (folder / "build").rename(folder.with_name(f"{folder.name}-built"))
    single = build(folder, 1)
    print(json.dumps({"count": count, **{key: value for key, value in locals().items() if isinstance(value, Run)}}))
    saxon = float(whole.said)
    share = [f"{100 * each.processor / whole.processor:.1f} %" for each in (nothing, one, name)]
    return [
        f"{count:,}", f"{bare.processor:.0f} s", f"{saxon:.0f} s", f"{whole.processor:.0f} s",
        f"{whole.processor / bare.processor:.2f}", f"{whole.processor / saxon:.2f}",
        f"{1000 * whole.processor / count:.1f} ms", *share[:2], f"{share[2]} ({named} pages)", f"{whole.memory:,} MB",
        f"{single.clock / whole.clock:.2f}",
        *(f"{whole.clock / each.clock:.2f}" if each else "not here" for each in (jvm, tei)),
    ]  # fmt: skip


def python(script: str) -> list[str | Path]:
    """The command that runs another of these scripts."""
    return [sys.executable, ROOT / "benchmarks" / script]


def _after_a_word(folder: Path) -> Run:
    """After a word more at the end of the longest entry."""
    path = max((folder / "tei").iterdir(), key=lambda path: path.stat().st_size)
    data = path.read_bytes()
    at = data.rindex(b"</p>")
    path.write_bytes(data[:at] + b" Ende." + data[at:])
    return build(folder)


def _after_a_name(folder: Path) -> tuple[Run, int]:
    """After a person whom few entries name is called otherwise; exits if other pages were made."""
    path = folder / "register" / "names.xml"
    text = path.read_text(encoding="utf-8")
    id_ = re.findall(r'<person xml:id="(\w+)">', text)[7]
    before = made_pages(folder)
    path.write_text(text.replace(f'xml:id="{id_}"><persName>', f'xml:id="{id_}"><persName>Baron '), encoding="utf-8")
    took = build(folder)
    changed = {name for name, when in made_pages(folder).items() if before[name] != when}
    naming = {p.stem + ".html" for p in (folder / "tei").iterdir() if f'"#{id_}"' in p.read_text(encoding="utf-8")}
    if not changed <= naming:
        sys.exit(f"pages that do not name {id_} were made: {sorted(changed - naming)[:5]}")
    return took, len(changed)


HEAD = (
    "| entries | SaxonC, entries alone | SaxonC, all pages | whole build | to SaxonC, entries | to SaxonC, all pages"
    " | an entry | nothing changed | a word of an entry | a person’s name | most memory"
    " | two processes, times as fast as one | to Saxon-HE on a JVM | to the TEI Stylesheets |\n" + "| --- " * 14 + "|"
)


def main() -> None:
    """Measure and print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("sizes", type=int, nargs="*", default=[1_000, 4_000, 16_000])
    options.add_argument("--corpus", type=Path, default=CORPUS)
    options.add_argument("--folder", type=Path, help="where the editions are made, and stay")
    options.add_argument("--write", action="store_true")
    said = options.parse_args()
    top = said.folder or Path(tempfile.mkdtemp(prefix="tei-building-"))
    rows = [measure(top / f"{size}-{os.getpid()}", size, said.corpus) for size in said.sizes]
    table = "\n".join([HEAD, *(f"| {' | '.join(row)} |" for row in rows)])
    print(table)
    if said.write:
        place = ROOT / "docs" / "scale.md"
        text = place.read_text(encoding="utf-8")
        before, after = text[: text.index(BEGIN) + len(BEGIN)], text[text.index(END) :]
        place.write_text(f"{before}\n\n{table}\n\n{after}", encoding="utf-8")
    if not said.folder:
        shutil.rmtree(top)


if __name__ == "__main__":
    main()
