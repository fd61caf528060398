"""How long ``tei validate`` takes, as ratios to jing in the same run, and whether both say the same.

``python benchmarks/validation.py`` validates the 16,423 entries of a published diary, test data beside the project
(``../shared``), every tenth with ``--sample``; ``--write`` puts the table into ``docs/speed.md``. Each measurement is
the shortest of a few, ours and jing's in turn, each in processes and with a cache of its own. It exits with 1 if the
verdict on any document differs from jing's.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
CORPUS = SHARED / "corpora" / "schnitzler-editions.tar.xz"
TEI_ALL = SHARED / "oracle" / "tei_all.rng"
HARD = SHARED / "oracle" / "tei_all-minus-certainty.rng"
OURS = ROOT / "schema" / "tei_diary.rng"
VALID = ROOT / "schema" / "examples" / "valid.xml"
ENTRIES = ROOT / "editions" / "sarnovo-diary" / "tei" / "transcription"
ENTRY = ENTRIES.parent / "translation" / "1939-02-03.xml"
BEGIN, END = "<!-- validation: made by benchmarks/validation.py -->", "<!-- end of validation -->"

sys.path.insert(0, str(ROOT / "tests"))

from verdicts import of_jing, of_ours  # noqa: E402


class Run(NamedTuple):
    """Seconds, and the megabytes of the largest process."""

    seconds: float
    memory: int


def run(command: Sequence[str | Path], cache: Path) -> Run:
    """Run a command once. What it says is of no interest, that it can be run is."""
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache), "PYTHONPATH": str(ROOT)}
    start = time.perf_counter()
    process = subprocess.Popen(list(map(str, command)), stdout=subprocess.DEVNULL, env=environment)
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        sys.exit(f"{' '.join(map(str, command[:4]))} … exited with {process.returncode}")
    return Run(seconds, used.ru_maxrss // 1024)


def ours(*arguments: str | Path) -> list[str | Path]:
    """The command of ours."""
    return [sys.executable, "-m", "tei_toolkit", "validate", "--quiet", *arguments]


def jing(schema: Path, *documents: Path) -> list[str | Path]:
    """The command of jing."""
    return ["jing", schema, *documents]


class Measured(NamedTuple):
    """A line of the table."""

    what: str
    ours: Run
    jing: Run | None = None
    goal: str = ""

    def line(self) -> str:
        """As Markdown."""
        theirs = (f"{self.jing.seconds:.2f}", f"{self.ours.seconds / self.jing.seconds:.2f}") if self.jing else ("", "")
        cells = (self.what, f"{self.ours.seconds:.2f}", *theirs, self.goal, f"{self.ours.memory} MB")
        return f"| {' | '.join(cells)} |"


class Bench:
    """Measurements with caches in a folder of their own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._caches = 0

    def cold(self) -> Path:
        """A new cache, with nothing in it."""
        self._caches += 1
        return self._folder / f"cache{self._caches}"

    def whole(self, what: str, schema: Path, folder: Path, runs: int, goal: str = "") -> Measured:
        """All documents of a folder, in two processes, nothing being known."""
        documents = sorted(folder.glob("*.xml"))
        pairs = [
            (run(ours("--schema", schema, "--jobs", "2", folder), self.cold()), run(jing(schema, *documents), folder))
            for _ in range(runs)
        ]
        return Measured(what, min(one for one, _ in pairs), min(other for _, other in pairs), goal)

    def one(self, what: str, schema: Path, document: Path, known: Path, runs: int, *, again: bool) -> Measured:
        """One document in a new process, ``known`` (a file or a folder) having been validated before; with ``again``
        the document too."""
        warm = self.cold()
        run(ours("--schema", schema, known), warm)
        if again:
            run(ours("--schema", schema, document), warm)
        pairs = []
        for _ in range(runs):
            cache = self.cold()
            shutil.copytree(warm, cache)
            pairs.append((run(ours("--schema", schema, document), cache), run(jing(schema, document), cache)))
        return Measured(what, min(one for one, _ in pairs), min(other for _, other in pairs), "< 0.5")

    def load(self, what: str, schema: Path, runs: int) -> Measured:
        """The least document, nothing being known: the time is that of the schema."""
        document = self._folder / "least.xml"
        document.write_bytes(b'<TEI xmlns="http://www.tei-c.org/ns/1.0"/>')
        pairs = [
            (run(ours("--schema", schema, document), self.cold()), run(jing(schema, document), self._folder))
            for _ in range(runs)
        ]
        return Measured(what, min(one for one, _ in pairs), min(other for _, other in pairs), "< 2 s")


def unpack(folder: Path, step: int) -> list[Path]:
    """Every so many files of the corpus."""
    folder.mkdir()
    with tarfile.open(CORPUS) as archive:
        for number, member in enumerate(member for member in archive if member.name.endswith(".xml")):
            content = archive.extractfile(member) if number % step == 0 else None
            if content is not None:
                (folder / Path(member.name).name).write_bytes(content.read())
    return sorted(folder.iterdir())


def measure(folder: Path, step: int) -> list[Measured]:
    """All measurements."""
    bench = Bench(folder)
    corpus = folder / "corpus"
    documents = unpack(corpus, step)
    part = folder / "part"
    part.mkdir()
    for document in documents[::16]:
        (part / document.name).hardlink_to(document)
    count = f"{len(documents):,} files"
    all_of_tei, diary = "`tei_all.rng`", "our schema"
    seen, unseen = "one file again", "one file that is new, others being known"
    new = documents[1]
    return [
        bench.whole(f"{count}, {all_of_tei}, two processes, nothing known", TEI_ALL, corpus, 2, "≤ 0.8"),
        bench.whole(f"{len(documents[::16]):,} files, the same", TEI_ALL, part, 2),
        bench.one(f"{seen}, {all_of_tei}", TEI_ALL, new, part, 5, again=True),
        bench.one(f"{unseen}, {all_of_tei}", TEI_ALL, new, part, 5, again=False),
        bench.one(f"{seen}, {diary}", OURS, VALID, VALID, 5, again=True),
        bench.one(f"{unseen}, {diary}", OURS, ENTRY, ENTRIES, 5, again=False),
        bench.load(f"loading {all_of_tei}, nothing known", TEI_ALL, 3),
        bench.load("loading a schema that libxml2 never finishes", HARD, 3),
        bench.load(f"loading {diary}, nothing known", OURS, 3),
    ]


def table(lines: Sequence[Measured], verdict: str) -> str:
    """The table in Markdown, with what was compared below it."""
    head = "| | seconds | jing | ratio | goal | most memory |\n| --- | --- | --- | --- | --- | --- |\n"
    return head + "\n".join(line.line() for line in lines) + f"\n\n{verdict}\n"


def compare(folder: Path) -> tuple[str, bool]:
    """The verdicts on all documents beside jing's, in words, and whether they are the same."""
    documents = sorted((folder / "corpus").iterdir())
    theirs, own = of_jing(TEI_ALL, documents), of_ours(TEI_ALL, documents)
    said = f"Of {len(documents):,} documents jing finds {len(theirs)} wrong, `tei validate` {len(own)}"
    differing = ", ".join(path.name for path in sorted(theirs ^ own)[:5])
    return (f"{said}; they differ on {differing}." if differing else f"{said}: the same."), not differing


def main() -> int:
    """Print the table, or write it; returns the exit code."""
    for needed in (CORPUS, TEI_ALL, HARD):
        if not needed.exists():
            sys.exit(f"needs the test data {needed.name}, which is not part of the project")
    if shutil.which("jing") is None:
        sys.exit("needs jing, to compare with")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lines = measure(folder, 10 if "--sample" in sys.argv else 1)
        verdict, same = compare(folder)
    made = table(lines, verdict)
    print(made)
    if "--write" in sys.argv:
        page = ROOT / "docs" / "speed.md"
        text = page.read_text(encoding="utf-8")
        text = re.sub(f"{BEGIN}.*{END}", f"{BEGIN}\n\n{made}\n{END}", text, flags=re.DOTALL)
        page.write_text(text, encoding="utf-8")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
