"""Our verdicts beside jing's: on a published diary, and on documents with something changed in them."""

from __future__ import annotations

import shutil
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT, shared
from generate_documents import Walker
from mutants import mutants
from verdicts import of_jing, of_ours

pytestmark = pytest.mark.skipif(shutil.which("jing") is None, reason="needs jing, the oracle of this test")

_OURS = ROOT / "schema" / "tei_diary.rng"


def tei_all() -> Path:
    return shared("oracle", "tei_all.rng")


def written(documents: Iterator[bytes], folder: Path) -> list[Path]:
    paths = []
    for number, document in enumerate(documents):
        paths.append(folder / f"{number:04}.xml")
        paths[-1].write_bytes(document)
    return paths


def of_the_diary(every: int, start: int = 0) -> Iterator[bytes]:
    """One of so many entries of a published diary."""
    with tarfile.open(shared("corpora", "schnitzler-editions.tar.xz")) as archive:
        for number, member in enumerate(one for one in archive if one.name.endswith(".xml")):
            content = archive.extractfile(member) if number % every == start else None
            if content:
                yield content.read()


def of_our_schema() -> Iterator[bytes]:
    """Documents that have every element of our schema, with every attribute, the shorter ones."""
    return (one for one in Walker(_OURS.read_bytes(), seed=3).covering() if len(one) < 6_000)


def of_the_sample() -> Iterator[bytes]:
    for path in sorted((ROOT / "editions" / "sarnovo-diary").rglob("*.xml"))[::8]:
        if "build" not in path.parts and path.stat().st_size < 30_000:
            yield path.read_bytes()
    yield (ROOT / "schema" / "examples" / "valid.xml").read_bytes()


def test_verdicts_on_a_published_diary(tmp_path: Path) -> None:
    """Every sixteenth entry; ``benchmarks/validation.py`` takes all 16,423."""
    paths = written(of_the_diary(16, 5), tmp_path)
    wrong = of_jing(tei_all(), paths)
    assert 0 < len(wrong) < len(paths) / 100
    assert of_ours(tei_all(), paths) == wrong


@pytest.mark.parametrize("schema", ["tei_all", "tei_diary"])
def test_verdicts_on_changed_documents(schema: str, tmp_path: Path) -> None:
    documents = [*of_the_sample(), *of_our_schema()]
    if schema == "tei_all":
        documents += of_the_diary(1500)
    path = tei_all() if schema == "tei_all" else _OURS
    paths = written(mutants(documents, 600, seed=1923), tmp_path)
    wrong = of_jing(path, paths)
    assert 0.4 < len(wrong) / len(paths) < 0.9
    ours = of_ours(path, paths)
    differing = {one.name: one.read_text(encoding="utf-8") for one in sorted(ours ^ wrong)[:3]}
    assert not differing


def test_verdicts_on_values_of_many_kinds(tmp_path: Path) -> None:
    """Changes to attributes and texts alone, in documents that have every attribute of our schema."""
    documents = list(of_our_schema())
    paths = written(mutants(documents, 350, seed=28, kinds="values"), tmp_path)
    assert of_ours(tei_all(), paths) == of_jing(tei_all(), paths)
