"""The schema: compiled from its ODD, a restriction of TEI All, and judged alike by other engines."""

from __future__ import annotations

import copy
import hashlib
import os
import random
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from compile_schema import compile_grammar, compile_rules, compile_xsd
from conftest import ROOT, shared
from generate_documents import Walker
from lxml import etree
from test_relaxng import damage
from witness_of_rules import said

from tei_toolkit.resources import resource
from tei_toolkit.validate import load_schema, validate

ODD = ROOT / "schema" / "tei_diary.odd"
RNG = resource("schema", "tei_diary.rng")
SCH = resource("schema", "tei_diary.sch")
XSD = resource("schema", "tei_diary.xsd")
PATTERN = "{http://relaxng.org/ns/structure/1.0}"
EXAMPLES = "{http://www.tei-c.org/ns/Examples}"
TEI = "{http://www.tei-c.org/ns/1.0}"
JING = shutil.which("jing")
needs_jing = pytest.mark.skipif(JING is None, reason="needs jing, the oracle of this test")


@pytest.fixture(scope="module")
def documents() -> list[tuple[str, bytes]]:
    """Documents that the schema allows, made from it at random; each of its elements stands in one of them with all the
    attributes that it may have."""
    walker = Walker(RNG.read_bytes(), seed=1)
    made = [walker.document() for _ in range(40)] + list(walker.covering())
    return [(f"{number:03}.xml", data) for number, data in enumerate(made)]


def grammar_faults(documents: list[tuple[str, bytes]], schema: Path = RNG) -> list[str]:
    """What a schema has against documents, random references left aside."""
    found = validate(documents, [load_schema(schema.read_bytes(), schema.name)])
    return [str(finding) for finding in found if finding.code not in ("REF-01", "ID-01")]


def refused_by_jing(schema: Path, folder: Path) -> set[str]:
    said = subprocess.run(
        [str(JING), "-i", schema, *sorted(folder.glob("*.xml"))], capture_output=True, text=True, check=False
    ).stdout
    return set(re.findall(r"([^/\s]+\.xml):\d+:\d+: (?:error|fatal)", said))


@pytest.mark.parametrize("path", [RNG, SCH, XSD], ids=lambda path: path.suffix)
def test_it_names_the_odd_that_it_was_made_of(path: Path) -> None:
    assert hashlib.sha256(ODD.read_bytes()).hexdigest() in path.read_text(encoding="utf-8"), (
        "run scripts/compile_schema.py"
    )


def what_compiles() -> tuple[Path, Path]:
    """TEI's Stylesheets and its definitions, if they are there."""
    stylesheets = os.environ.get("TEI_STYLESHEETS")
    if not stylesheets:
        pytest.skip("needs TEI's Stylesheets, which are not part of the project: set TEI_STYLESHEETS to their folder")
    given = os.environ.get("TEI_P5SUBSET")
    return Path(stylesheets), Path(given) if given else shared("oracle", "p5subset.xml")


def test_the_grammar_is_what_the_odd_compiles_to() -> None:
    assert RNG.read_bytes() == compile_grammar(ODD, *what_compiles()), "run scripts/compile_schema.py"


def test_the_rules_are_those_of_the_odd() -> None:
    assert SCH.read_bytes() == compile_rules(ODD), "run scripts/compile_schema.py"


@pytest.mark.skipif(shutil.which("trang") is None, reason="needs trang, which makes the XML Schema")
def test_the_xml_schema_is_made_of_the_grammar() -> None:
    made = compile_xsd(RNG)
    assert made == {name: XSD.with_name(name).read_bytes() for name in made}, "run scripts/compile_schema.py"


def test_the_grammar_has_the_elements_of_the_odd() -> None:
    odd, grammar = etree.parse(ODD), etree.parse(RNG)
    included = [name for module in odd.iter(f"{TEI}moduleRef") for name in str(module.get("include", "")).split()]
    assert len(included) == len(set(included))
    assert {str(element.get("name")) for element in grammar.iter(f"{PATTERN}element")} == set(included)


def test_the_grammar_has_the_values_of_the_odd() -> None:
    """Those of closed lists and no others; those of open lists as suggestions beside any other word."""
    grammar = etree.parse(RNG)
    lists = list(etree.parse(ODD).iter(f"{TEI}valList"))
    assert {str(values.get("type")) for values in lists} == {"closed", "semi"}
    for values in lists:
        named = {str(item.get("ident")) for item in values.iter(f"{TEI}valItem")}
        attribute = next(values.iterancestors(f"{TEI}attDef")).get("ident")
        owner = next(values.iterancestors(f"{TEI}elementSpec", f"{TEI}classSpec"))
        holders = [
            one for one in grammar.iter(f"{PATTERN}define") if str(one.get("name")).split("-")[-1] == owner.get("ident")
        ]
        if owner.tag == f"{TEI}classSpec":
            holders = [
                one
                for one in grammar.iter(f"{PATTERN}define")
                if one.get("name") == f"{owner.get('ident')}.attribute.{attribute}"
            ]
        (pattern,) = [
            one for holder in holders for one in holder.iter(f"{PATTERN}attribute") if one.get("name") == attribute
        ]
        assert {value.text for value in pattern.iter(f"{PATTERN}value")} == named
        assert (pattern.find(f".//{PATTERN}data") is None) == (values.get("type") == "closed")


def test_the_grammar_has_no_attribute_that_the_odd_takes_away() -> None:
    odd, grammar = etree.parse(ODD), etree.parse(RNG)
    gone = {str(one.get("ident")) for one in odd.iter(f"{TEI}attDef") if one.get("mode") == "delete"}
    kept = {str(one.get("name")) for one in grammar.iter(f"{PATTERN}attribute")}
    assert len(gone) > 5
    assert gone & kept == set()
    classes = {str(one.get("ident")) for one in odd.iter(f"{TEI}classSpec") if one.get("mode") == "delete"}
    defined = {str(one.get("name")) for one in grammar.iter(f"{PATTERN}define")}
    assert {name for name in defined if name.removesuffix(".attributes") in classes} == set()


@pytest.fixture
def edition_odd(tmp_path: Path) -> Path:
    """The schema of an edition that the documentation has as its example."""
    (example,) = re.findall(
        r"```xml\n(<TEI .*?)```", (ROOT / "docs" / "schema.md").read_text(encoding="utf-8"), re.DOTALL
    )
    path = tmp_path / "sarnovo.odd"
    path.write_text(example.replace("../../schema/tei_diary.odd", ODD.as_posix()), encoding="utf-8")
    return path


def test_an_edition_s_rules_are_ours_and_its_own(edition_odd: Path) -> None:
    ours, theirs = (
        [pattern.get("id") for pattern in etree.fromstring(compile_rules(odd)).iter("{*}pattern")]
        for odd in (ODD, edition_odd)
    )
    assert theirs == [*ours, "rs-leads-somewhere"]


def test_an_edition_s_grammar_selects_from_ours(edition_odd: Path) -> None:
    stylesheets, p5subset = what_compiles()
    made = compile_grammar(edition_odd, stylesheets, p5subset)
    ours, theirs = (
        {element.get("name") for element in etree.fromstring(grammar).iter(f"{PATTERN}element")}
        for grammar in (RNG.read_bytes(), made)
    )
    assert theirs < ours
    assert "msDesc" in ours - theirs
    assert {"sp", "speaker", "stage"} < ours - theirs
    text = (ROOT / "tests" / "fixtures" / "entry.xml").read_text(encoding="utf-8")
    schema = load_schema(made, "sarnovo.rng")
    for attributes, codes in (('type="ship"', []), ('type="boat"', ["TEI-04"]), ("", ["TEI-05"])):
        document = text.replace('<gap reason="torn"/>', f"<rs {attributes}>she</rs>").encode()
        assert [finding.code for finding in validate([("entry.xml", document)], [schema])] == codes


def test_the_documentation_counts_right() -> None:
    elements = list(etree.parse(RNG).iter(f"{PATTERN}element"))
    assert f"\n{len(elements)} elements of TEI's" in (ROOT / "docs" / "schema.md").read_text(encoding="utf-8")


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
        document = (f"example, line {example.sourceline}", etree.tostring(tree))
        assert grammar_faults([document]) == []
        assert said(SCH.read_bytes(), [document]) == []


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


def test_the_documents_have_all_that_there_is(documents: list[tuple[str, bytes]]) -> None:
    grammar = etree.parse(RNG)
    roots = [etree.fromstring(data) for _, data in documents]
    elements = {etree.QName(element).localname for root in roots for element in root.iter()}
    assert elements == {str(one.get("name")) for one in grammar.iter(f"{PATTERN}element")}
    attributes = {etree.QName(str(name)).localname for root in roots for one in root.iter() for name in one.attrib}
    assert attributes == {str(one.get("name")).removeprefix("xml:") for one in grammar.iter(f"{PATTERN}attribute")}


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


def test_the_xml_schema_judges_alike(documents: list[tuple[str, bytes]]) -> None:
    """What the grammar allows and what it refuses; XSD could not say all that RELAX NG can, but says all of this."""
    schema = etree.XMLSchema(etree.parse(XSD))
    parser = etree.XMLParser(collect_ids=False)
    trees = [etree.fromstring(data, parser).getroottree() for _, data in documents]
    assert [name for (name, _), tree in zip(documents, trees, strict=True) if not schema.validate(tree)] == []
    chance = random.Random(11)
    trees += [etree.parse(ROOT / "schema" / "examples" / "valid.xml", parser)] * 100
    damaged = [(f"{number:03}.xml", etree.tostring(damage(chance.choice(trees), chance))) for number in range(300)]
    ours = {fault.split(":")[0] for fault in grammar_faults(damaged)}
    theirs = {name for name, data in damaged if not schema.validate(etree.fromstring(data, parser).getroottree())}
    assert 50 < len(theirs) < 295
    assert ours == theirs
