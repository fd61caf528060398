"""XSD: the verdict is xmlschema's, the words are those that the same fault has by RELAX NG."""

from __future__ import annotations

import pytest
import xmlschema
from generate_documents import Walker
from mutants import mutants
from seeded_mistakes import ENTRY, MISTAKES, Mistake

from tei_toolkit.parsing import parse_xml
from tei_toolkit.resources import resource
from tei_toolkit.validate import Schema, load_schema, validate
from tei_toolkit.validate.relaxng.match import Matcher
from tei_toolkit.validate.xsd_grammar import grammar_of

XSD = resource("schema", "tei_diary.xsd")
RNG = resource("schema", "tei_diary.rng")

DIARY = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="urn:d" targetNamespace="urn:d"
  elementFormDefault="qualified">
  <xs:element name="diary">
    <xs:complexType>
      <xs:sequence>
        <xs:element ref="block" maxOccurs="unbounded"/>
        <xs:element name="line" type="xs:string" minOccurs="2" maxOccurs="4"/>
        <xs:element name="meta" minOccurs="0"><xs:complexType><xs:all>
          <xs:element name="who" type="xs:string"/><xs:element name="when" type="xs:date"/>
        </xs:all></xs:complexType></xs:element>
        <xs:any namespace="##other" processContents="lax" minOccurs="0" maxOccurs="9"/>
      </xs:sequence>
      <xs:attribute name="pages" type="pages"/>
      <xs:attribute name="version" fixed="1"/>
      <xs:anyAttribute namespace="##other" processContents="skip"/>
    </xs:complexType>
    <xs:key name="numbers"><xs:selector xpath="d:note" xmlns:d="urn:d"/><xs:field xpath="@n"/></xs:key>
  </xs:element>
  <xs:element name="block" abstract="true"/>
  <xs:element name="para" type="para" substitutionGroup="block"/>
  <xs:element name="note" substitutionGroup="block"><xs:complexType><xs:simpleContent>
    <xs:extension base="xs:string">
      <xs:attribute name="n" type="xs:NMTOKEN" use="required"/>
      <xs:attribute name="kind" type="kind"/>
      <xs:attribute name="id" type="xs:ID"/>
      <xs:attribute name="to" type="xs:IDREF"/>
    </xs:extension></xs:simpleContent></xs:complexType></xs:element>
  <xs:complexType name="para" mixed="true"><xs:choice minOccurs="0" maxOccurs="unbounded">
    <xs:element name="b" type="para"/><xs:element name="day" type="day" nillable="true"/>
    <xs:element name="code" type="code"/>
  </xs:choice></xs:complexType>
  <xs:complexType name="dated" mixed="true"><xs:complexContent><xs:extension base="para">
    <xs:attribute name="long" type="xs:boolean"/></xs:extension></xs:complexContent></xs:complexType>
  <xs:simpleType name="pages"><xs:list itemType="xs:positiveInteger"/></xs:simpleType>
  <xs:simpleType name="day"><xs:union memberTypes="xs:date xs:gYear"/></xs:simpleType>
  <xs:simpleType name="code"><xs:restriction base="xs:string">
    <xs:whiteSpace value="collapse"/><xs:pattern value="[A-Z]+"/><xs:pattern value="[0-9]+"/><xs:maxLength value="3"/>
  </xs:restriction></xs:simpleType>
  <xs:simpleType name="kind"><xs:restriction base="xs:token">
    <xs:enumeration value="editorial"/><xs:enumeration value="source"/></xs:restriction></xs:simpleType>
</xs:schema>"""
LINES = "<line/><line/>"
_SPACES = ("\u00a0".encode(), "\u2003".encode(), b"&#160;", b"&#8195;")
"""xmlschema takes these for white space, XML does not."""


@pytest.fixture(scope="module")
def ours() -> Schema:
    return load_schema(XSD.read_bytes(), str(XSD))


@pytest.fixture(scope="module")
def diary() -> Schema:
    return load_schema(DIARY.encode(), "diary.xsd")


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES)
def test_the_same_is_said_as_by_relax_ng(mistake: Mistake, ours: Schema) -> None:
    by_xsd = validate([("e.xml", mistake.document())], [ours])
    assert mistake.fix in f"{by_xsd[0].message} {by_xsd[0].hint}"
    assert by_xsd == validate([("e.xml", mistake.document())], [load_schema(RNG.read_bytes(), str(RNG))])


def said(body: str, attributes: str, schema: Schema) -> list[str]:
    instances = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    document = f'<diary xmlns="urn:d" {instances} {attributes}>\n{body}</diary>'
    return [str(finding).removeprefix("d.xml:") for finding in validate([("d.xml", document.encode())], [schema])]


@pytest.mark.parametrize(
    ("body", "attributes"),
    [
        (f"<para>x <b>y</b> <day>1939</day></para>{LINES}", 'xsi:schemaLocation="urn:d diary.xsd" pages="1 2"'),
        (f'<note n="1" kind="source">x</note><note n="2"/>{LINES}', 'version="1" xml:lang="en"'),
        (f"<para/>{LINES}<meta><when>1939-02-03</when><who/></meta>", ""),
        (f'<para/>{LINES}<x xmlns="urn:x" y="z"><y/>z</x>', ""),
        (f'<para xsi:type="dated" long="true"><day xsi:nil="true"/></para>{LINES}', ""),
        (f"<para><code> AB </code><code>123</code></para>{LINES}{LINES}", ""),
        (f'<note n="1" id="a" to="b"/><note n="2" id="b"/>{LINES}', ""),
    ],
)
def test_what_the_schema_allows(body: str, attributes: str, diary: Schema) -> None:
    assert said(body, attributes, diary) == []


@pytest.mark.parametrize(
    ("body", "sentences"),
    [
        (f"<parra/>{LINES}", ["2:1: error TEI-02: The schema has no element <parra>. (Did you mean <para>?)"]),
        (f"<para/>{LINES}<zz/>", ["(Here may stand: <line>, <meta>.)"]),
        (f"<para/>{LINES}{LINES}<line/>", ["(<diary> has 4 <line> already, and may have no more.)"]),
        ("<para/><line/>", ["1:1: error TEI-05: <diary> is not complete: it needs <line>."]),
        (f"<para/>{LINES}<meta><who/></meta>", ["<meta> is not complete: it needs <when>."]),
        (f"<para><day>27.1.1939</day></para>{LINES}", ["is not a date in the form that TEI uses. (Write 1939-01-27.)"]),
        (f"<para><code>AbC</code></para>{LINES}", ["TEI-04: In <code>: “AbC” is not of the form"]),
        (f"<para><code>ABCD</code></para>{LINES}", ["TEI-04: In <code>: “ABCD” is not of the form"]),
        (f'<note n="1" kind="Source"/>{LINES}', ["2:13: error TEI-04: @kind of <note>: “Source” is not one of"]),
        (f'<note n="1">x<b/></note>{LINES}', ["<b> is not allowed at this place inside <note>."]),
        (f"<note/>{LINES}", ['<note> needs @n. (Write <note n="']),
        (f'<note n="1"/><note n="1"/>{LINES}', ["<note> repeats “1”, which may stand once only (the schema’s rule"]),
        (f'<note n="1" id="a"/><note n="2" id="a"/>{LINES}', ["2:33: error ID-01: The id “a” is that of <note>"]),
        (
            f'<note n="1" id="a" to="A"/>{LINES}',
            ["REF-01: @to names the id “A”, but no element of this document has it"],
        ),
        (f'<para xsi:type="dated" long="maybe"/>{LINES}', ["2:24: error TEI-04: @long of <para> may not be “maybe”."]),
        (f"words{LINES}", ["TEI-06: Text may not stand directly in <diary>: “words”.", "needs <note> or <para>"]),
    ],
)
def test_what_it_does_not_allow(body: str, sentences: list[str], diary: Schema) -> None:
    found = said(body, "", diary)
    assert len(found) == len(sentences), found
    assert all(sentence in one for sentence, one in zip(sentences, found, strict=True)), found


@pytest.mark.parametrize(
    ("attributes", "sentence"),
    [
        ('version="2"', "1:76: error TEI-04: @version of <diary> can only be “1”."),
        ('pages="1 x"', "1:76: error TEI-04: @pages of <diary>: “1 x” is not a whole number above 0."),
    ],
)
def test_values_of_the_root(attributes: str, sentence: str, diary: Schema) -> None:
    (found,) = said(f"<para/>{LINES}", attributes, diary)
    assert found.startswith(sentence)


def test_no_fault_is_found_in_what_is_valid_and_some_in_what_is_not(ours: Schema) -> None:
    schema = xmlschema.XMLSchema(str(XSD))
    matcher = Matcher(grammar_of(schema, XSD.name))
    walker = Walker(RNG.read_bytes(), seed=11)
    documents = [walker.document() for _ in range(10)]
    documents += mutants([ENTRY.encode(), *documents[:5]], 40, seed=12)
    verdicts = []
    for document in documents:
        if any(space in document for space in _SPACES):
            continue
        root = parse_xml(document, "d.xml").getroot()
        verdicts.append(schema.is_valid(root))
        faults = matcher.faults(root)
        assert not (verdicts[-1] and faults), (faults, document)
        found = validate([("d.xml", document)], [ours])
        assert verdicts[-1] or found
    assert 15 <= sum(verdicts) < len(verdicts)
