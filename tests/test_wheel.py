"""An installed wheel, with the source folder out of reach, does what a checkout does."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with nothing of ours but what the wheel brings."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "-q"]
    wheel = [*pip, "wheel", "--no-deps", "--no-build-isolation", "-w", str(folder), str(ROOT)]
    done = subprocess.run(wheel, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (built,) = folder.glob("*.whl")
    subprocess.run([*pip, "install", "--no-deps", "--target", str(folder / "site"), str(built)], check=True)
    return folder / "site"


def test_the_wheel_converts_validates_and_builds(installed: Path, tmp_path: Path) -> None:
    copy = tmp_path / "edition"
    shutil.copytree(ROOT / "editions" / "sarnovo-diary", copy, ignore=shutil.ignore_patterns("tei", "build"))
    environment = {**os.environ, "PYTHONPATH": str(installed)}

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *arguments], cwd=copy, env=environment, capture_output=True, text=True, check=False
        )

    where = run("-c", "import tei_toolkit.resources as r; print(r.__file__, r.resource('schema', 'tei_diary.rng'))")
    assert all(part.startswith(str(installed)) for part in where.stdout.split())
    for command in (["convert"], ["validate", "tei", "register"], ["build"]):
        done = run("-m", "tei_toolkit", *command)
        assert done.returncode == 0, done.stderr
    assert (copy / "build" / "site" / "index.html").is_file()
    assert (copy / "build" / "edition.pdf").read_bytes().startswith(b"%PDF-")
