"""What only a terminal shows: colours, and how far the work is."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from test_cli import tei
from test_validate import DATE, ENTRY

pty = pytest.importorskip("pty", reason="a system without pseudo-terminals")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Many entries, of which each has the same mistake."""
    for number in range(300):
        (tmp_path / f"{number:03}.xml").write_text(ENTRY.replace(DATE, 'when="28.2.1923"'), encoding="utf-8")
    return tmp_path


def on_terminal(*arguments: str, cwd: Path) -> str:
    """What a terminal receives, from standard output and standard error."""
    outer, inner = pty.openpty()
    command = [sys.executable, "-m", "tei_toolkit", *arguments]
    with subprocess.Popen(command, cwd=cwd, stdin=inner, stdout=inner, stderr=inner):
        os.close(inner)
        received = b""
        while True:
            try:
                piece = os.read(outer, 4096)
            except OSError:
                break
            if not piece:
                break
            received += piece
    os.close(outer)
    return received.decode()


def test_findings_have_colours(folder: Path) -> None:
    shown = on_terminal("validate", "000.xml", cwd=folder)
    assert "\x1b[31m\x1b[1merror\x1b[0m TEI-04" in shown
    assert "\x1b" not in tei("validate", "000.xml", cwd=folder).stdout


def test_progress_is_rubbed_out(folder: Path) -> None:
    shown = on_terminal("validate", "--jobs", "2", ".", cwd=folder)
    counts = re.findall(r"\r([\d,]+) of 300 files", shown)
    assert counts
    assert sorted(counts, key=int) == counts
    assert shown.count("\r\x1b[K") <= len(counts)
    left = shown.rsplit("\x1b[K", 1)[-1]
    assert "290 more\x1b[0m in 290 files" in left
    assert left.endswith("300 files: 300 errors.\r\n")
    assert " of 300 files" not in on_terminal("validate", "-q", ".", cwd=folder)


def test_elsewhere_nothing_is_said_of_progress(folder: Path) -> None:
    done = tei("validate", ".", cwd=folder)
    assert (done.returncode, done.stderr) == (1, "")
    assert "300 files: 300 errors." in done.stdout


def test_who_reads_only_the_beginning_sees_no_traceback(folder: Path) -> None:
    command = f'"{sys.executable}" -m tei_toolkit validate --verbose . | head -1'
    done = subprocess.run(["sh", "-c", command], cwd=folder, capture_output=True, text=True, check=False)
    assert done.stdout.startswith("000.xml:42:301: error TEI-04")
    assert done.stderr == ""
