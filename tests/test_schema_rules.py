"""The rules of the schema: each by a document that breaks it, and by the same document as its message would have it.

The rules are run by a plain Schematron of the tests' own, the grammar by our engine.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from conftest import ROOT, shared
from generate_documents import Walker
from lxml import etree
from witness_of_rules import Said, said

from tei_toolkit.resources import resource
from tei_toolkit.validate import validate

RULES = resource("schema", "tei_diary.sch").read_bytes()
DOCUMENT = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en">
  <teiHeader>
    <fileDesc>
      <titleStmt>
        <title>4 February 1939</title>
        <respStmt xml:id="editor"><resp>Editor</resp><name>Isolde Farthingwell</name></respStmt>
      </titleStmt>
      <publicationStmt><p>An example.</p></publicationStmt>
      <sourceDesc>{source}</sourceDesc>
    </fileDesc>
    {encoding}
    {revision}
  </teiHeader>
  {facsimile}
  <text><body>{body}</body></text>
  {register}
</TEI>"""
ENTRY = '<div type="entry" xml:id="e1939-02-04"><head><date when="1939-02-04">4 February</date></head>{}</div>'

CASES = tomllib.loads((ROOT / "tests" / "fixtures" / "schema_rules.toml").read_text(encoding="utf-8"))["case"]
TAGS = {"encoding": "encodingDesc", "revision": "revisionDesc", "facsimile": "facsimile", "register": "standOff"}


def document(place: str, content: str) -> bytes:
    """A document with the content at that place."""
    parts = dict.fromkeys(("encoding", "revision", "facsimile", "register"), "")
    parts |= {"source": "<p>Invented.</p>", "body": ENTRY.format("<p>Rain.</p>")}
    if place == "entry":
        parts["body"] = ENTRY.format(content)
    else:
        parts[place] = f"<{TAGS[place]}>{content}</{TAGS[place]}>" if place in TAGS else content
    return DOCUMENT.format(**parts).encode()


def patterns() -> list[str]:
    return [str(pattern.get("id")) for pattern in etree.fromstring(RULES).iter("{*}pattern")]


def test_every_rule_has_a_case() -> None:
    assert set(patterns()) == {case["rule"] for case in CASES}
    assert len(patterns()) == len(set(patterns()))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["rule"])
def test_a_rule(case: dict[str, str]) -> None:
    documents = [(name, document(case["place"], case[name])) for name in ("broken", "mended")]
    others = [one for one in validate(documents) if not one.code.startswith(("SCH-", "REF-01"))]
    assert list(map(str, others)) == []
    found = said(RULES, documents)
    assert {(one.file, one.pattern) for one in found} == {("broken", case["rule"])}
    for one in found:
        assert one.words.endswith(".")
        assert one.role in ("error", "warning", "info")


EXAMPLES = {"SCH-01": ["error"], "SCH-02": ["warning"], "SCH-03": ["info"]}


@pytest.mark.parametrize(
    "path", sorted((ROOT / "schema" / "examples" / "invalid").glob("*.xml")), ids=lambda path: path.stem
)
def test_an_example_of_a_finding_breaks_no_rule_but_its_own(path: Path) -> None:
    data = path.read_bytes()
    if path.stem.startswith("XML-"):
        pytest.skip("has no tree that rules could be about")
    assert [one.role for one in said(RULES, [(path.name, data)])] == EXAMPLES.get(path.stem, [])


def test_what_the_toolkit_writes_breaks_none() -> None:
    files = [*(ROOT / "editions").glob("*/tei/*/*.xml"), *(ROOT / "editions").glob("*/register/*.xml")]
    files += [ROOT / "tests" / "fixtures" / "entry.xml", ROOT / "schema" / "examples" / "valid.xml"]
    assert len(files) > 60
    assert said(RULES, [(path.name, path.read_bytes()) for path in files]) == []


def test_what_breaks_a_rule_of_tei_breaks_ours() -> None:
    """On the same element; so a document without findings of ours breaks none of TEI's."""
    walker = Walker(resource("schema", "tei_diary.rng").read_bytes(), seed=5)
    documents = [("cover", data) for data in walker.covering()] + [("any", walker.document()) for _ in range(40)]
    documents += [("case", document(case["place"], case["broken"])) for case in CASES]
    documents = [(f"{number} {name}", data) for number, (name, data) in enumerate(documents)]

    def places(found: list[Said]) -> set[tuple[str, str]]:
        return {(one.file, one.path) for one in found}

    theirs = said(shared("oracle", "tei_all.sch").read_bytes(), documents)
    assert len({one.pattern for one in theirs}) > 30
    ours = places(said(RULES, documents))
    assert [one for one in theirs if (one.file, one.path) not in ours] == []
