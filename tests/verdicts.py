"""What jing and tei validate say of the same documents: which of them are wrong. One process of each for all."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

_WRONG = re.compile(r"^(?P<file>.+?):\d+:\d+: (?P<fatal>fatal|error)", re.MULTILINE)
_BEYOND = ("REF-", "ALLOW-")
"""What we say beyond a grammar: pointers to nothing, exceptions that are not needed."""


def of_jing(schema: Path, documents: Sequence[Path]) -> set[Path]:
    """The documents that jing finds wrong. They must be well-formed: at the first that isn't, jing stops."""
    command = ["jing", str(schema), *map(str, documents)]
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    assert said.returncode in (0, 1), said.stderr
    found = list(_WRONG.finditer(said.stdout))
    assert not any(one["fatal"] == "fatal" for one in found), said.stdout[-500:]
    assert not {one["file"] for one in found} & {str(schema)}, said.stdout[:500]
    return {Path(one["file"]) for one in found}


def of_ours(schema: Path, documents: Sequence[Path], jobs: int = 2) -> set[Path]:
    """The documents that ``tei validate --schema`` finds wrong."""
    options = ["--schema", str(schema), "--jobs", str(jobs), "--format", "json"]
    command = [sys.executable, "-m", "tei_toolkit", "validate", *options, *map(str, documents)]
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    assert said.returncode in (0, 1), said.stderr
    return {Path(one["file"]) for one in json.loads(said.stdout)["findings"] if not one["code"].startswith(_BEYOND)}
