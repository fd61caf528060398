"""The schema: compiled from its ODD, a restriction of TEI All, and judged alike by other engines."""

from __future__ import annotations

import copy
import importlib.util
import os
import random
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, shared
from generate_documents import Walker
from lxml import etree
from test_relaxng import damage

from tei_toolkit.resources import resource
from tei_toolkit.validate import load_schema, validate

ODD = ROOT / "schema" / "tei_diary.odd"
RNG = resource("schema", "tei_diary.rng")
EXAMPLES = "{http://www.tei-c.org/ns/Examples}"
TEI = "{http://www.tei-c.org/ns/1.0}"
JING = shutil.which("jing")
needs_jing = pytest.mark.skipif(JING is None, reason="needs jing, the oracle of this test")


@pytest.fixture(scope="module")
def documents() -> list[tuple[str, bytes]]:
    """Documents that the schema allows, made from it at random; most of its elements stand in them."""
    walker = Walker(RNG.read_bytes(), seed=1)
    made = [(f"{number:03}.xml", walker.document()) for number in range(60)]
    used = {element.tag for _, data in made for element in etree.fromstring(data).iter()}
    assert len(used) > 180
    return made


def grammar_faults(documents: list[tuple[str, bytes]], schema: Path = RNG) -> list[str]:
    """What a schema has against documents, random references left aside."""
    found = validate(documents, [load_schema(schema.read_bytes(), schema.name)])
    return [str(finding) for finding in found if finding.code not in ("REF-01", "ID-01")]


def refused_by_jing(schema: Path, folder: Path) -> set[str]:
    said = subprocess.run(
        [str(JING), "-i", schema, *sorted(folder.glob("*.xml"))], capture_output=True, text=True, check=False
    ).stdout
    return set(re.findall(r"([^/\s]+\.xml):\d+:\d+: (?:error|fatal)", said))


def test_it_is_what_the_odd_compiles_to() -> None:
    stylesheets = os.environ.get("TEI_STYLESHEETS")
    if not stylesheets:
        pytest.skip("needs TEI's Stylesheets, which are not part of the project: set TEI_STYLESHEETS to their folder")
    given = os.environ.get("TEI_P5SUBSET")
    p5subset = Path(given) if given else shared("oracle", "p5subset.xml")
    spec = importlib.util.spec_from_file_location("compile_schema", ROOT / "scripts" / "compile_schema.py")
    assert spec
    assert spec.loader
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    assert RNG.read_bytes() == script.compile_schema(ODD, Path(stylesheets), p5subset), "run scripts/compile_schema.py"


def test_the_odd_is_tei() -> None:
    assert grammar_faults([(ODD.name, ODD.read_bytes())], shared("oracle", "tei_all.rng")) == []


def test_the_odd_s_examples_are_valid() -> None:
    """Each stands in a div of the contract's entry."""
    entry = etree.parse(ROOT / "tests" / "fixtures" / "entry.xml")
    examples = list(etree.parse(ODD).iter(f"{EXAMPLES}egXML"))
    assert len(examples) >= 5
    for example in examples:
        tree = copy.deepcopy(entry)
        div = next(tree.iter(f"{TEI}div"))
        div[:] = copy.deepcopy(list(example))
        for element in div.iter(etree.Element):
            element.tag = str(element.tag).replace(EXAMPLES, TEI)
        assert grammar_faults([(f"example, line {example.sourceline}", etree.tostring(tree))]) == []


def test_it_holds_nothing_but_relax_ng() -> None:
    tree = etree.parse(RNG)
    assert {etree.QName(element).namespace for element in tree.iter(etree.Element)} == {
        "http://relaxng.org/ns/structure/1.0"
    }
    text = RNG.read_text(encoding="utf-8")
    assert "notAllowed" not in text
    assert "file:" not in text
    assert not re.search(r"20\d\d-\d\d-\d\d", text)
    defined = {define.get("name") for define in tree.iter("{*}define")}
    assert {ref.get("name") for ref in tree.iter("{*}ref")} == defined


def test_what_it_allows_tei_allows(documents: list[tuple[str, bytes]]) -> None:
    assert grammar_faults(documents) == []
    assert grammar_faults(documents, shared("oracle", "tei_all.rng")) == []


def test_the_examples_are_tei_too() -> None:
    valid = ROOT / "schema" / "examples" / "valid.xml"
    assert grammar_faults([(valid.name, valid.read_bytes())], shared("oracle", "tei_all.rng")) == []


@needs_jing
def test_jing_allows_the_same(documents: list[tuple[str, bytes]], tmp_path: Path) -> None:
    for name, data in documents:
        (tmp_path / name).write_bytes(data)
    assert refused_by_jing(RNG, tmp_path) == set()
    assert refused_by_jing(shared("oracle", "tei_all.rng"), tmp_path) == set()


@needs_jing
def test_jing_refuses_the_same(documents: list[tuple[str, bytes]], tmp_path: Path) -> None:
    chance = random.Random(7)
    sources = [etree.fromstring(data).getroottree() for _, data in documents]
    sources += [etree.parse(ROOT / "schema" / "examples" / "valid.xml")] * 60
    damaged = []
    for number in range(200):
        damage(chance.choice(sources), chance).write(tmp_path / f"{number:03}.xml", encoding="utf-8")
        damaged.append((f"{number:03}.xml", (tmp_path / f"{number:03}.xml").read_bytes()))
    ours = {fault.split(":")[0] for fault in grammar_faults(damaged)}
    theirs = refused_by_jing(RNG, tmp_path)
    assert 50 < len(theirs) < 195
    assert ours == theirs


def test_libxml2_can_use_it() -> None:
    """Editors' programs do; there are schemas from which it does not return, so it is given a minute."""
    code = "import sys; from lxml import etree; s = etree.RelaxNG(etree.parse(sys.argv[1])); "
    code += "sys.exit(not all(s.validate(etree.parse(name)) for name in sys.argv[2:]))"
    files = [ROOT / "tests" / "fixtures" / "entry.xml", *(ROOT / "editions").glob("*/register/*.xml")]
    done = subprocess.run([sys.executable, "-c", code, RNG, *files], timeout=60, check=False)
    assert done.returncode == 0
