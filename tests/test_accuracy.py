"""The marks a converter must reach on published, human-encoded diaries; skipped where they are absent."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from conftest import ROOT, shared

CASES = sorted(path.parent.name for path in (ROOT.parent / "shared" / "gold").glob("cases/*/gold.json")) or ["none"]
PLAIN = {"entry": 0.999, "date": 0.999, "pb": 0.999, "note": 0.98, "p": 0.95}
NATIVE = {"entry": 0.97, "date": 0.97}


def _accuracy() -> ModuleType:
    spec = importlib.util.spec_from_file_location("accuracy", ROOT / "scripts" / "accuracy.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", CASES)
def test_a_diary_comes_back_as_its_editors_encoded_it(name: str) -> None:
    case: Path = shared("gold", "cases", name)
    result: dict[str, Any] = _accuracy().score(case)
    assert (result["missing"], result["added"]) == (0, 0)
    for category, least in (NATIVE if name.endswith("native") else PLAIN).items():
        found = result["categories"].get(category)
        if found and not found.get("unscored"):
            measure = "value" if category in ("entry", "date", "pb") else "overlap"
            assert found[measure][2] >= least, category
