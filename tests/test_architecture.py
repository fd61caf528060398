"""The table of stages in ARCHITECTURE.md, read off the imports: no stage imports a later one."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "tei_toolkit"
WORDS = {
    "model",
    "findings",
    "errors",
    "files",
    "edition",
    "parsing",
    "resources",
    "pages",
    "page_scope",
    "batches",
    "collector",
    "dates",
    "__init__",
    "edition_kinds",
    "front_pages",
    "print_settings",
    "design_settings",
    "toml_lines",
    "toml_values",
    "saxon",
}
MAY_IMPORT = {
    **dict.fromkeys(WORDS, WORDS),
    "read": WORDS,
    "segment": WORDS,
    "register": WORDS,
    "mark": WORDS | {"register"},
    "annotate": WORDS | {"register", "mark"},
    "encode": WORDS,
    "validate": WORDS | {"register"},
    "transform": WORDS,
    "pipeline": WORDS | {"read", "segment", "register", "mark", "encode"},
}
MAY_IMPORT["reporting"] = WORDS | {"validate"}
MAY_IMPORT["report"] = MAY_IMPORT["pipeline"] | {"pipeline", "reporting"}
MAY_IMPORT["survey"] = MAY_IMPORT["report"] | {"mark"}
MAY_IMPORT["publish"] = MAY_IMPORT["report"] | {"report", "validate", "transform"}
MAY_IMPORT["preview"] = WORDS
MAY_IMPORT["cli"] = MAY_IMPORT["publish"] | {"preview", "publish", "annotate", "survey"}
MAY_IMPORT["__main__"] = {"cli"}
# The face of the package names the verbs; it imports them only when they are asked for.
MAY_IMPORT["__init__"] = {"pipeline", "annotate", "validate", "transform", "publish"}
MODULES = sorted(PACKAGE.rglob("*.py"))


def stage_of(module: Path) -> str:
    return module.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(module: Path) -> set[str]:
    """The stages of ours that a module imports."""
    found = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "tei_toolkit":
            parts = (node.module or "").split(".")
            found |= {parts[1]} if len(parts) > 1 else {alias.name for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {alias.name.split(".")[1] for alias in node.names if alias.name.startswith("tei_toolkit.")}
    return found - {"__version__"}


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_stage_imports_a_later_one(module: Path) -> None:
    stage = stage_of(module)
    assert imports(module) <= MAY_IMPORT[stage] | {stage}


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_saxon_imports_saxonche(module: Path) -> None:
    names = {
        name.split(".")[0]
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in ([alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""])
    }
    if module != PACKAGE / "saxon.py":
        assert "saxonche" not in names


def test_every_path_that_architecture_names_is_there() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    named = {word.strip("`") for word in text.split() if word.startswith("`") and word.endswith("/`")}
    assert named
    assert [name for name in sorted(named) if not (ROOT / name).is_dir()] == []
    assert len(text.splitlines()) <= 200
