"""A build that is ended from outside, at any moment, leaves whole files, and the next build makes good what is left."""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from test_build import clean, day_of, put, tei, tree
from tiny_edition import tiny_edition

from tei_toolkit.publish.build import build

KILLS = int(os.environ.get("TEI_KILLS", "12"))
"""How many builds are killed; the benchmark of the build kills 200."""
OTHER = ' And more of it.</p>\n<p>See <ref target="#e1939-02-05">there</ref>.</p>'
needs_signals = pytest.mark.skipif(os.name != "posix", reason="a process cannot be killed so here")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "tiny"
    for name, text in tiny_edition().items():
        put(folder / name, text)
    return folder


def versions(folder: Path) -> list[dict[str, str]]:
    """Two editions of which each page is another, and one entry is only in the first: path → text."""
    first = {name: text for name, text in tiny_edition().items() if name.endswith((".xml", ".toml"))}
    second = {
        name: text if "register" in name else text.replace("Tiny Diary", "Other Diary").replace("</p>", OTHER, 1)
        for name, text in first.items()
    }
    gone = day_of(folder, "1939-02-07").relative_to(folder).as_posix()
    del second[gone]
    return [first, second]


def become(folder: Path, files: dict[str, str]) -> None:
    for path in (folder / "tei").rglob("*.xml"):
        if path.relative_to(folder).as_posix() not in files:
            path.unlink()
    for name, text in files.items():
        if not (folder / name).exists() or (folder / name).read_text(encoding="utf-8") != text:
            put(folder / name, text)


@needs_signals
def test_killed_at_any_moment_it_leaves_whole_files_and_a_build_that_goes_on(folder: Path, tmp_path: Path) -> None:
    dice = random.Random(20260)
    states = versions(folder)
    wanted = []
    for state in states:
        become(folder, state)
        wanted.append(clean(folder))
    assert wanted[0]["index.html"] != wanted[1]["index.html"]
    become(folder, states[0])
    begun = time.monotonic()
    assert ended("build", "--only", "site", "--jobs", "2", cwd=folder) == (0, "")
    whole = time.monotonic() - begun
    site = folder / "build" / "site"
    killed = 0
    for number in range(1, KILLS + 1):
        become(folder, states[number % 2])
        process = tei("build", "--only", "site", "--jobs", "2", cwd=folder)
        end = time.monotonic() + dice.random() * whole * 1.1
        while time.monotonic() < end and process.poll() is None:
            for name, data in tree_as_it_moves(site).items():
                assert data in (wanted[0].get(name), wanted[1].get(name)), f"{name} is half-written"
        process.kill()
        process.communicate(timeout=60)
        killed += process.returncode == -signal.SIGKILL
        for name, data in tree_as_it_moves(site).items():
            assert data in (wanted[0].get(name), wanted[1].get(name)), f"{name} is half-written"
        if dice.random() < 0.5:  # else the next kill meets what this one left
            assert build(folder, frozenset({"site"})).findings == ()
            assert tree(site) == wanted[number % 2]
    assert killed > KILLS // 3
    become(folder, states[0])
    build(folder, frozenset({"site"}))
    assert tree(site) == wanted[0]
    assert {path.name for path in (folder / "build" / ".graph").iterdir()} <= {
        "lock", "store.sqlite", "store.sqlite-wal", "store.sqlite-shm",
    }  # fmt: skip


def ended(*arguments: str, cwd: Path) -> tuple[int, str]:
    """How a command ended, and what it said of errors."""
    process = tei(*arguments, cwd=cwd)
    _, error = process.communicate(timeout=120)
    return process.returncode, error


def tree_as_it_moves(site: Path) -> dict[str, bytes]:
    """The files of a site, some of which may go while they are looked at."""
    found = {}
    for top, _, names in os.walk(site):
        for name in names:
            path = Path(top) / name
            try:
                found[path.relative_to(site).as_posix()] = path.read_bytes()
            except FileNotFoundError:
                continue
    return found


@needs_signals
@pytest.mark.parametrize("jobs", [1, 2])
def test_an_interrupted_build_ends_at_once_with_one_sentence(folder: Path, jobs: int) -> None:
    for number in range(300):
        text = day_of(folder, "1939-02-03").read_text(encoding="utf-8")
        name = f"1940-{number:03}"
        put(day_of(folder, name), text.replace("e1939-02-03", f"e{name}"))
    process = tei("build", "--only", "site", "--jobs", str(jobs), cwd=folder)
    staged = folder / "build" / ".graph" / "staged"
    while not staged.exists():
        assert process.poll() is None
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    begun = time.monotonic()
    _, error = process.communicate(timeout=60)
    assert (process.returncode, error.strip()) == (2, "tei: interrupted.")
    assert time.monotonic() - begun < 10  # a second where nothing else is running
    assert not (folder / "build" / "site").exists()
    assert ended("build", "--only", "site", "--quiet", cwd=folder) == (0, "")
    assert tree(folder / "build" / "site") == clean(folder)


@needs_signals
def test_a_worker_that_is_killed_is_one_sentence(folder: Path) -> None:
    text = day_of(folder, "1939-02-03").read_text(encoding="utf-8")
    for number in range(300):
        name = f"1940-{number:03}"
        put(day_of(folder, name), text.replace("e1939-02-03", f"e{name}"))
    process = tei("build", "--only", "site", "--jobs", "2", cwd=folder)
    # Workers that read come first, and may have done all when they are killed; those that make pages have not.
    staged = folder / "build" / ".graph" / "staged"
    while not (staged.exists() and (workers := children(process.pid))):
        assert process.poll() is None
        time.sleep(0.01)
    os.kill(workers[0], signal.SIGKILL)
    _, error = process.communicate(timeout=60)
    assert process.returncode == 2
    assert error.startswith("tei: A process that did part of the work was ended from outside")
    assert error.count("\n") == 1
    assert build(folder, frozenset({"site"})).findings == ()
    assert tree(folder / "build" / "site") == clean(folder)


def children(parent: int) -> list[int]:
    """The processes that a process has begun."""
    listed = Path(f"/proc/{parent}/task/{parent}/children")
    if not listed.exists():
        pytest.skip("this system does not say which processes are whose")
    return [int(number) for number in listed.read_text(encoding="ascii").split()]


@needs_signals
def test_a_full_disk_is_one_sentence_and_the_old_site_stays(folder: Path) -> None:
    build(folder, frozenset({"site"}))
    before = tree(folder / "build" / "site")
    become(folder, versions(folder)[1])
    # A file may not grow beyond this: what a full disk does, to the process alone.
    most = 20_000
    shutil.rmtree(folder / "build" / ".graph")
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    command = [sys.executable, "-c", "from tei_toolkit.cli import main; main()", "build", "--only", "site"]
    environment = {"PYTHONPATH": str(Path(__file__).parent.parent), "PATH": "", "PYTHONUTF8": "1"}
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=120, check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard)),
    )  # fmt: skip
    assert done.returncode == 2, done.stderr
    assert done.stderr.startswith("tei: ")
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr
    assert tree(folder / "build" / "site") == before
    build(folder, frozenset({"site"}))
    assert tree(folder / "build" / "site") == clean(folder)
