"""The quick way through valid documents: it judges as the careful one does, in this process and in the next."""

from __future__ import annotations

import copy
import random
from importlib import import_module
from pathlib import Path

import pytest
from conftest import shared
from lxml import etree

from tei_toolkit.parsing import parse_xml
from tei_toolkit.resources import resource
from tei_toolkit.validate import load_schema, validate
from tei_toolkit.validate.relaxng.automaton import Automaton
from tei_toolkit.validate.relaxng.grammar import read_grammar
from tei_toolkit.validate.relaxng.match import Matcher
from tei_toolkit.validate.relaxng.patterns import Grammar

SCHEMA = """<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="urn:x"
 datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"><start><element name="d"><zeroOrMore><choice>
<element name="p"><optional><attribute name="when"><data type="date"/></attribute></optional><text/></element>
<element name="n"><data type="integer"/></element><element name="e"><empty/></element>
<element name="o"><attribute name="xml:lang"/><element><anyName/><text/></element></element>
</choice></zeroOrMore></element></start></grammar>"""


def automaton(grammar: Grammar) -> Automaton:
    return Automaton(lambda: grammar)


@pytest.mark.parametrize(
    ("inside", "accepted"),
    [
        ("", True),
        ("<p>so</p> <p when='1939-02-03'/>", True),
        ("<p when='1939-02-30'/>", False),
        ("<p when='1939-02-0&#51;'/>", True),
        ('<p when = "1939-02-03"\n>a > b</p >', True),
        ("<p x='>'/>", False),
        ("so", False),
        ("<n>12</n><n> 7 </n>", True),
        ("<n>x</n>", False),
        ("<n/>", False),
        ("<e/><e></e><e> </e>", True),
        ("<e>x</e>", False),
        ("<e>\u00a0</e>", False),
        ("<!-- <p> --><?p <q?><e/>", True),
        ("<e xmlns=''/>", False),
        ("<y:e xmlns:y='urn:x'/>", True),
        ("<y:e xmlns:y='urn:z'/>", False),
        ("<o xml:lang='en'><z xmlns='urn:z'>so</z></o><p/>", True),
        ("<o><z/></o>", False),
        ("<o xml:lang='en'/>", False),
        ("<é/>", False),
    ],
)
def test_what_is_accepted_is_valid(inside: str, accepted: bool) -> None:
    document = f'<?xml version="1.0"?>\n<d xmlns="urn:x">{inside}</d>\n'.encode()
    grammar = read_grammar(SCHEMA.encode(), "x.rng")
    quick = automaton(grammar)
    assert [quick.accepts(document) for _ in range(2)] == [accepted] * 2
    assert (not Matcher(grammar).faults(parse_xml(document, "x.xml").getroot())) is accepted


@pytest.mark.parametrize(
    "document",
    [b'<d xmlns="urn:x"><p><![CDATA[<e>]]></p></d>', b'<!DOCTYPE d><d xmlns="urn:x"/>',
     '<?xml version="1.0" encoding="ISO-8859-1"?><d xmlns="urn:x"><p>é</p></d>'.encode("latin-1"),
     '<d xmlns="urn:x"/>'.encode("utf-16")],
)  # fmt: skip
def test_what_is_written_in_other_ways_is_left_to_the_matcher(document: bytes) -> None:
    grammar = read_grammar(SCHEMA.encode(), "x.rng")
    assert not automaton(grammar).accepts(document)
    assert not Matcher(grammar).faults(parse_xml(document, "x.xml").getroot())


def test_namespaces_are_those_that_each_tag_declares() -> None:
    quick = automaton(read_grammar(SCHEMA.encode(), "x.rng"))
    documents = {
        b'<d xmlns="urn:x"><y:e xmlns:y="urn:x"/></d>': True,
        b'<d xmlns="urn:x"><y:e xmlns:y="urn:z"/></d>': False,
        b'<d xmlns="urn:z"><e/></d>': False,
        b'<z:d xmlns:z="urn:x"><z:e/></z:d>': True,
        b'<z:d xmlns:z="urn:z"><z:e/></z:d>': False,
    }
    for _ in range(2):
        assert {document: quick.accepts(document) for document in documents} == documents


@pytest.mark.parametrize(
    ("inside", "accepted"),
    [
        ("\n<e/>\n<e/>\n", True),
        ("\n<n>\n7\n</n>\n", True),
        ("\n<n>7 >\n7</n>\n", False),
        ("\n<p>a >\n b</p>\n", True),
        ("\n<p when='1939-02-03'\n>a</p>\n", True),
        ("\n<o xml:lang='a>\n<b'><z>so</z></o>\n".replace("<b", "b"), True),
        ("\n<!-- >\n<x>\n -->\n<e/>\n", True),
        ("\n<!-- -->\n<x/>\n", False),
        ("\n<?p >\n?>\n<e/>\n", True),
        ("\n<e>\n</e>\n<e>\n \n</e>\n", True),
        ("\n<e>\nx\n</e>\n", False),
        ("\nx\n", False),
        ("<e/>\r\n<e/>\r\n", True),
    ],
)
def test_lines_are_read_as_the_document_is(inside: str, accepted: bool) -> None:
    """Each twice: the second time, stretches of lines are remembered."""
    grammar = read_grammar(SCHEMA.encode(), "x.rng")
    quick = automaton(grammar)
    assert quick.accepts(b'<d xmlns="urn:x">\n<e/>\n<n>7</n>\n<p>a</p>\n</d>\n')
    for end in ("", "\n", "\n<!-- so -->\n", "\n<!-- >\n-->"):
        document = f'<?xml version="1.0"?>\n<d xmlns="urn:x">{inside}</d>{end}'.encode()
        assert [quick.accepts(document) for _ in range(2)] == [accepted] * 2
        assert (not Matcher(grammar).faults(parse_xml(document, "x.xml").getroot())) is accepted


def damaged(document: etree._ElementTree, chance: random.Random) -> bytes:
    """The document with one thing changed: a name, an attribute, an element's place, some text."""
    root = copy.deepcopy(document.getroot())
    elements = list(root.iter(etree.Element))
    one, other = chance.choice(elements[1:]), chance.choice(elements)
    change = chance.randrange(5)
    if change == 0:
        one.tag = str(other.tag)
    elif change == 1:
        one.set(chance.choice(("when", "n", "type", "wen")), chance.choice(("1939-02-03", "x y", "")))
    elif change == 2:
        one.text = (one.text or "") + " word "
    elif change == 3 and (parent := one.getparent()) is not None:
        parent.remove(one)
    else:
        other.append(copy.deepcopy(chance.choice(elements)))
    return etree.tostring(root)


@pytest.mark.parametrize("seed", range(20))
def test_it_judges_damaged_documents_as_the_matcher_does(seed: int) -> None:
    grammar = read_grammar(resource("schema", "tei_diary.rng").read_bytes(), "tei_diary.rng")
    quick, careful = automaton(grammar), Matcher(grammar)
    chance = random.Random(seed)
    samples = sorted((Path(__file__).parent.parent / "editions" / "sarnovo-diary").rglob("*.xml"))
    for path in samples:
        document = parse_xml(path.read_bytes(), path.name)
        data = damaged(document, chance)
        assert quick.accepts(data) is (not careful.faults(parse_xml(data, "x.xml").getroot()))


def test_what_was_learnt_is_kept_for_the_next_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    document = [("x.xml", b'<d xmlns="urn:x"><p when="1939-02-03">so</p><e/></d>')]
    assert validate(document, [load_schema(SCHEMA.encode(), "x.rng")]) == []
    (table,) = (tmp_path / "tei_toolkit" / "schemas").iterdir()
    with monkeypatch.context() as nothing_is_read:
        nothing_is_read.setattr(import_module("tei_toolkit.validate.relaxng.grammar"), "read_grammar", None)
        assert validate(document, [load_schema(SCHEMA.encode(), "x.rng")]) == []
        # What is new is found out from where the kept states lead, by the grammar that was kept with them.
        other = [("y.xml", b'<d xmlns="urn:x"><p>so</p><p when="1939-02-04"/><p wen=""/></d>')]
        assert [one.code for one in validate(other, [load_schema(SCHEMA.encode(), "x.rng")])] == ["TEI-03"]
    for damage in (table.read_bytes()[:-1], b"", b"{}", b'{"files":{},"facts":{},"states":[[]]}', b"\xff"):
        table.write_bytes(damage)
        assert validate(document, [load_schema(SCHEMA.encode(), "x.rng")]) == []


def test_a_table_of_changed_files_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    rng = '<{0} xmlns="http://relaxng.org/ns/structure/1.0"{1}'.format
    part = tmp_path / "part.rng"
    part.write_text(rng("element", ' name="a"><empty/></element>'))
    data = rng("grammar", '><start><externalRef href="part.rng"/></start></grammar>').encode()
    path = str(tmp_path / "whole.rng")
    assert validate([("x.xml", b"<a/>")], [load_schema(data, path)]) == []
    part.write_text(rng("element", ' name="b"><empty/></element>'))
    assert validate([("x.xml", b"<a/>")], [load_schema(data, path)]) != []


def test_the_guidelines_of_tei_are_judged_alike() -> None:
    schema = shared("oracle/tei_all.rng")
    grammar = read_grammar(schema.read_bytes(), str(schema))
    document = shared("oracle/p5subset.xml").read_bytes()
    valid = not Matcher(grammar).faults(parse_xml(document, "x.xml").getroot())
    assert automaton(grammar).accepts(document) is valid
