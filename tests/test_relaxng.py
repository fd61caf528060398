"""The RELAX NG engine: one small grammar for each rule, and jing's verdicts on damaged documents."""

from __future__ import annotations

import copy
import random
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import ROOT, shared
from lxml import etree

from tei_toolkit.errors import UnreadableInput
from tei_toolkit.resources import resource
from tei_toolkit.validate.relaxng.grammar import read_grammar
from tei_toolkit.validate.relaxng.match import Matcher

RNG = 'xmlns="http://relaxng.org/ns/structure/1.0" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"'


def matcher(grammar: str) -> Matcher:
    return Matcher(read_grammar(f"<grammar {RNG}>{grammar}</grammar>".encode(), "t.rng"))


def element(content: str) -> Matcher:
    """A grammar whose documents are one element ``a`` with some content."""
    return matcher(f'<start><element name="a">{content}</element></start>')


def whats(with_: Matcher, document: str) -> list[tuple[str, str]]:
    return [(fault.what, fault.name) for fault in with_.faults(etree.fromstring(document))]


def accepts(with_: Matcher, document: str) -> bool:
    return whats(with_, document) == []


B = '<element name="b"><empty/></element>'
C = '<element name="c"><text/></element>'


@pytest.mark.parametrize(
    ("content", "good", "bad"),
    [
        ("<empty/>", ["<a/>", "<a> </a>", "<a><!-- c --></a>"], ["<a>x</a>", "<a b=''/>", "<a><b/></a>"]),
        ("<text/>", ["<a/>", "<a>x</a>", "<a>x<?p i?>y</a>"], ["<a><b/></a>"]),
        ("<notAllowed/>", [], ["<a/>", "<a>x</a>"]),
        (B + C, ["<a><b/><c/></a>", "<a> <b/> <c>x</c> </a>"], ["<a><c/><b/></a>", "<a><b/></a>", "<a><b/>x<c/></a>"]),
        (f"<choice>{B}{C}</choice>", ["<a><b/></a>", "<a><c/></a>"], ["<a/>", "<a><b/><c/></a>"]),
        (f"<optional>{B}</optional>", ["<a/>", "<a><b/></a>"], ["<a><b/><b/></a>"]),
        (f"<zeroOrMore>{B}</zeroOrMore>", ["<a/>", "<a><b/><b/><b/></a>"], ["<a><b/><c/></a>"]),
        (f"<oneOrMore>{B}</oneOrMore>", ["<a><b/></a>", "<a><b/><b/></a>"], ["<a/>"]),
        (f"<interleave>{B}{C}</interleave>",
         ["<a><b/><c/></a>", "<a><c/><b/></a>"], ["<a><b/></a>", "<a><b/><c/><b/></a>"]),
        (
            f"<interleave><group>{B}{C}</group><element name='d'><empty/></element></interleave>",
            ["<a><b/><d/><c/></a>", "<a><d/><b/><c/></a>"],
            ["<a><c/><d/><b/></a>"],
        ),
        (f"<mixed>{B}</mixed>", ["<a>x<b/>y</a>", "<a><b/></a>"], ["<a>x</a>"]),
        ('<attribute name="n"/>', ["<a n='x'/>"], ["<a/>", "<a n='x' m='y'/>"]),
        ('<attribute name="n"><value>x y</value></attribute>', ["<a n='x y'/>", "<a n=' x  y '/>"], ["<a n='z'/>"]),
        ('<attribute name="n"><value type="string">x</value></attribute>', ["<a n='x'/>"], ["<a n=' x'/>"]),
        ('<attribute name="n"><list><data type="integer"/><data type="integer"/></list></attribute>',
         ["<a n='1 2'/>"], ["<a n='1'/>", "<a n='1 2 3'/>", "<a n='1 b'/>"]),
        ('<data type="date"/>', ["<a>1939-02-03</a>"], ["<a>1939-02-30</a>", "<a>3.2.1939</a>", "<a/>"]),
        ('<data type="integer"><except><value>3</value></except></data>', ["<a>2</a>"], ["<a>3</a>"]),
        ('<data type="string"><param name="pattern">[a-c]+</param></data>', ["<a>abc</a>"], ["<a>abd</a>", "<a/>"]),
        ('<data type="integer"><param name="minInclusive">3</param></data>', ["<a>3</a>", "<a>10</a>"], ["<a>2</a>"]),
        ('<data type="token"><param name="maxLength">2</param></data>', ["<a>ab</a>"], ["<a>abc</a>"]),
        ("<oneOrMore><attribute><anyName><except><name>x</name></except></anyName></attribute></oneOrMore>",
         ["<a y=''/>", "<a y='' z=''/>"], ["<a x=''/>", "<a/>"]),
        ('<element><nsName ns="urn:x"/><empty/></element>', ["<a><q xmlns='urn:x'/></a>"], ["<a><q/></a>"]),
        ('<element><choice><name>b</name><name>c</name></choice><empty/></element>', ["<a><c/></a>"], ["<a><d/></a>"]),
        (f'<grammar><start><ref name="x"/></start><define name="x">{B}</define></grammar>', ["<a><b/></a>"], ["<a/>"]),
    ],
)  # fmt: skip
def test_a_pattern(content: str, good: list[str], bad: list[str]) -> None:
    grammar = element(content)
    assert [document for document in good if not accepts(grammar, document)] == []
    assert [document for document in bad if accepts(grammar, document)] == []


def test_definitions_combine() -> None:
    define = '<start><element name="a"><ref name="x"/></element></start>'
    choice = matcher(f'{define}<define name="x" combine="choice">{B}</define><define name="x">{C}</define>')
    assert accepts(choice, "<a><c/></a>")
    both = matcher(f'{define}<define name="x" combine="interleave">{B}</define><define name="x">{C}</define>')
    assert accepts(both, "<a><c/><b/></a>")
    assert not accepts(both, "<a><b/></a>")


def test_two_elements_of_one_name_are_told_apart_by_their_content() -> None:
    first = f"<group><element name='x'>{B}</element>{B}</group>"
    second = f"<group><element name='x'>{C}</element>{C}</group>"
    grammar = element(f"<choice>{first}{second}</choice>")
    assert accepts(grammar, "<a><x><b/></x><b/></a>")
    assert accepts(grammar, "<a><x><c/></x><c/></a>")
    assert not accepts(grammar, "<a><x><b/></x><c/></a>")


def test_recursive_grammars_are_read() -> None:
    inner = '<define name="d"><element name="d"><zeroOrMore><ref name="d"/></zeroOrMore></element></define>'
    grammar = matcher(f'<start><ref name="d"/></start>{inner}')
    assert accepts(grammar, "<d><d><d/></d><d/></d>")


def test_all_faults_are_found_each_once() -> None:
    tei = Matcher(read_grammar(resource("schema", "tei_diary.rng").read_bytes(), "tei_diary.rng"))
    tree = etree.parse(ROOT / "tests" / "fixtures" / "entry.xml")
    text = (
        etree.tostring(tree, encoding="unicode")
        .replace("<persName ", "<persname ", 1)
        .replace("</persName>", "</persname>", 1)
    )
    text = text.replace('when="1939-01-27"', 'when="27.1.1939"').replace('<gap reason="torn"', '<gap raeson="torn"')
    found = [(fault.what, fault.name, fault.nearest) for fault in tei.faults(etree.fromstring(text.encode()))]
    assert found == [
        ("element", "persname", ("persName",)),
        ("value", "when", ()),
        ("attribute", "raeson", ("reason",)),
    ]


def test_a_missing_element_does_not_cascade() -> None:
    tei = Matcher(read_grammar(resource("schema", "tei_diary.rng").read_bytes(), "tei_diary.rng"))
    root = etree.parse(ROOT / "tests" / "fixtures" / "entry.xml").getroot()
    description = root.find(".//{*}fileDesc")
    assert description is not None
    description.remove(description[0])
    (fault,) = tei.faults(root)
    assert (fault.what, fault.expected) == ("missing", ("titleStmt",))


@pytest.mark.parametrize(
    ("schema", "sentence"),
    [
        ("<html/>", "not a RELAX NG schema"),
        (f"<grammar {RNG}/>", "no <start>"),
        (f"<grammar {RNG}><start><ref name='x'/></start></grammar>", "no definition called ‘x’"),
        (f"<grammar {RNG}><include href='x.rng'/></grammar>", "can’t be read"),
        (f"<element {RNG} name='a'><data type='dat'/></element>", "datatype ‘dat’"),
        (
            f"<grammar {RNG}><start><ref name='x'/></start><define name='x'><ref name='x'/></define></grammar>",
            "refers to itself",
        ),
        ("<grammar", "not well-formed"),
    ],
)
def test_a_faulty_schema_is_one_sentence_with_its_place(schema: str, sentence: str) -> None:
    with pytest.raises(UnreadableInput, match=rf"^t\.rng.*{sentence}"):
        read_grammar(schema.encode(), "t.rng")


def test_tei_all_without_certainty_loads() -> None:
    path = shared("oracle", "tei_all-minus-certainty.rng")
    grammar = Matcher(read_grammar(path.read_bytes(), path.name))
    assert grammar.faults(etree.parse(ROOT / "tests" / "fixtures" / "entry.xml").getroot()) == []


NAMES = "p div date persName surnam titleStmt note pb head foo list item l lg gap choice bibl ex expan supplied".split()
ATTRIBUTES = [
    ("when", "28.2.1923"), ("when", "1939-02-30"), ("when", "1939"), ("typ", "x"), ("ref", "#a #b"), ("cert", "sure"),
    ("n", ""), ("quantity", "two"), ("{http://www.w3.org/XML/1998/namespace}lang", "en_x_"), ("target", ""),
    ("break", "maybe"), ("from", "1939-02"), ("unit", ""),
]  # fmt: skip


def damage(tree: etree._ElementTree, chance: random.Random) -> etree._ElementTree:
    """One to three random faults (or changes that are none)."""
    damaged = copy.deepcopy(tree)
    root = damaged.getroot()
    for _ in range(chance.choice([1, 1, 2, 3])):
        inner = [one for one in root.iter() if isinstance(one.tag, str) and one is not root]
        one, other = chance.choice(inner), chance.choice(inner)
        name = "{http://www.tei-c.org/ns/1.0}" + chance.choice(NAMES)
        match chance.randrange(6):
            case 0:
                one.tag = name
            case 1 if (parent := one.getparent()) is not None:
                parent.remove(one)
            case 2 if one is not other and one not in other.iterancestors():
                other.append(one)
            case 3:
                one.append(etree.Element(name))
            case 4:
                one.set(*chance.choice(ATTRIBUTES))
            case _:
                one.text = (one.text or "") + " stray "
    return damaged


@pytest.mark.skipif(shutil.which("jing") is None, reason="needs jing, the oracle of this test")
def test_verdicts_are_those_of_jing(tmp_path: Path) -> None:
    schema = resource("schema", "tei_diary.rng")
    tree = etree.parse(ROOT / "tests" / "fixtures" / "entry.xml")
    chance = random.Random(20)
    for number in range(300):
        damage(tree, chance).write(tmp_path / f"{number:03}.xml", encoding="utf-8")
    files = sorted(tmp_path.glob("*.xml"))
    said = subprocess.run(["jing", "-i", schema, *files], capture_output=True, text=True, check=False).stdout
    theirs = set(re.findall(r"(\d{3})\.xml:\d+:\d+: error", said))
    grammar = Matcher(read_grammar(schema.read_bytes(), schema.name))
    ours = {file.stem for file in files if grammar.faults(etree.parse(file).getroot())}
    assert 50 < len(theirs) < 290
    assert ours == theirs
