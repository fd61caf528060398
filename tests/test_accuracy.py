"""The marks a converter must reach on published, human-encoded diaries; skipped where they are absent."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, shared

sys.path.insert(0, str(ROOT / "scripts"))
import accuracy
import gold

CASES = sorted(path.parent.name for path in (ROOT.parent / "shared" / "gold").glob("cases/*/gold.json")) or ["none"]
PLAIN = {"entry": 0.999, "date": 0.999, "pb": 0.999, "note": 0.98, "p": 0.95}
NATIVE = {"entry": 0.97, "date": 0.97}


@pytest.mark.parametrize("name", CASES)
def test_a_diary_comes_back_as_its_editors_encoded_it(name: str) -> None:
    case: Path = shared("gold", "cases", name)
    result: dict[str, Any] = accuracy.score(case)
    assert (result["missing"], result["added"]) == (0, 0)
    for category, least in (NATIVE if name.endswith("native") else PLAIN).items():
        found = result["categories"].get(category)
        if found and not found.get("unscored"):
            measure = "value" if category in ("entry", "date", "pb") else "overlap"
            assert found[measure][2] >= least, category


NAMES = {
    ("andrews-1", "variants"): (0.84, 0.85), ("andrews-1", "plain"): (0.86, 0.76),
    ("mitford-1", "variants"): (0.90, 0.86), ("mitford-1", "plain"): (0.72, 0.82),
    ("schnitzler-1896", "variants"): (0.83, 0.81), ("schnitzler-1896", "plain"): (0.69, 0.78),
}  # fmt: skip


@pytest.mark.parametrize(("name", "register"), NAMES)
def test_names_are_decided_as_the_editors_did(name: str, register: str) -> None:
    case = gold.load(shared("gold", "cases", name), register)
    for kind, least in zip(gold.KINDS, NAMES[name, register], strict=True):
        result = gold.judge(case, kind)
        assert result.f1 >= least
        assert result.of_those_without_cert()[1] >= 0.93


@pytest.mark.parametrize("name", ["mitford-1", "schnitzler-1896"])
def test_decisions_of_editors_are_learned_from(name: str) -> None:
    folder = shared("gold", "cases", name)
    case = gold.load(folder, "plain")
    experience, rest = gold.half_decided(case)
    taught = gold.load(folder, "plain", experience)
    untaught = gold.judge(case, "persName", only=rest).f1
    assert gold.judge(taught, "persName", experience=experience, only=rest).f1 > untaught + 0.1
