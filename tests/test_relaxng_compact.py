"""RELAX NG's compact syntax (https://relaxng.org/compact-20021121.html): each construct beside its XML form, the
same verdicts for both; and the errors, with line and column."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from relaxng import XSD, accepts, check, read, read_file, refused, rng, written

from tei_toolkit.errors import UnreadableInput

DOCUMENTS = """
<a/> | <a>x</a> | <a>1</a> | <a>2</a> | <a>1 2</a> | <a>x "y"</a> | <a n='1'/> | <a n=''/> | <b/> | <c/>
<a><b/></a> | <a><c/></a> | <a><b/><c/></a> | <a><c/><b/></a> | <a><b/><b/></a> | <a>x<b/></a> | <a><a/></a>
<a xmlns:p='urn:p' p:n='1'/>
<start/> | <a xmlns='urn:p'/> | <a xmlns='urn:q'/> | <a xmlns='urn:p'><b/></a> | <a><b xmlns='urn:p'/></a>
"""


def documents() -> list[str]:
    return [one.strip() for one in re.split(r"[|\n]", DOCUMENTS.strip())]


B, C = '<element name="b"><empty/></element>', '<element name="c"><empty/></element>'
"""The same in both syntaxes."""
HEAD = "b = element b { empty }\nc = element c { empty }\n"
DEFINED = f'<define name="b">{B}</define><define name="c">{C}</define>'


def within(content: str) -> str:
    return f'<grammar><start><element name="a">{content}</element></start>{DEFINED}</grammar>'


@pytest.mark.parametrize(
    ("compact", "xml"),
    [
        ("start = element a { empty }" , within("<empty/>")),
        ("start = element a { text }", within("<text/>")),
        ("start = notAllowed", "<notAllowed/>"),
        ("start = element a { b, c }", within(f"{B}{C}")),
        ("start = element a { b & c }", within(f"<interleave>{B}{C}</interleave>")),
        ("start = element a { b | c | text }", within(f"<choice>{B}{C}<text/></choice>")),
        ("start = element a { b? }", within(f"<optional>{B}</optional>")),
        ("start = element a { b+ }", within(f"<oneOrMore>{B}</oneOrMore>")),
        ("start = element a { (b | c)* }", within(f"<zeroOrMore><choice>{B}{C}</choice></zeroOrMore>")),
        ("start = element a { mixed { b } }", within(f"<mixed>{B}</mixed>")),
        ("start = element a { list { xsd:int+ } }",
         within(f'<list><oneOrMore><data type="int" datatypeLibrary="{XSD}"/></oneOrMore></list>')),
        ("start = element a { attribute n { text } }", within('<attribute name="n"/>')),
        ('start = element a { "1" | token "2" | string "x" }',
         within('<choice><value>1</value><value>2</value><value type="string">x</value></choice>')),
        ('start = element a { xsd:int { minInclusive = "2" } }',
         within(f'<data type="int" datatypeLibrary="{XSD}"><param name="minInclusive">2</param></data>')),
        ('start = element a { token - ("1" | "x") }',
         within('<data type="token"><except><value>1</value><value>x</value></except></data>')),
        ('start = element a { (string { } - "1") | b }',
         within(f'<choice><data type="string"><except><value>1</value></except></data>{B}</choice>')),
        ('start = element a { "x " ~ \'"y"\' ~ \'\'\'\'\'\' }', within("<value>x \"y\"</value>")),
        ('start = element a { """x "y""" ~ \'\\x{22}\' }', within("<value>x \"y\"</value>")),
        ("start = element \\x{61} { \\xx{62} }", within(B)),
        ("start = element a { \\b }", within(B)),
        ("start = element start { \\start } \\start = empty", '<element name="start"><empty/></element>'),
        ("start = element a|c { empty }",
         "<element><choice><name>a</name><name>c</name></choice><empty/></element>"),
        ("start = element * - (b | c) { empty }",
         "<element><anyName><except><name>b</name><name>c</name></except></anyName><empty/></element>"),
        ('namespace p = "urn:p" start = element p:* - p:b { empty }',
         "<element><nsName ns='urn:p'><except><name ns='urn:p'>b</name></except></nsName><empty/></element>"),
        ('namespace l = "" start = element l:* { text }', "<element><nsName ns=''/><text/></element>"),
        ('default namespace = "urn:p" start = element a { attribute n { text }?, element b { empty }? }',
         f'<element name="a" ns="urn:p"><optional><attribute name="n"/></optional><optional>{B}</optional></element>'),
        ('default namespace q = "urn:p" start = element q:a { element a { empty }? }',
         '<element name="a" ns="urn:p"><optional><element name="a"><empty/></element></optional></element>'),
        ('namespace p = "urn:p" start = element a { attribute p:n { text } }',
         within('<attribute name="n" ns="urn:p"/>')),
        ('namespace p = "urn:p" start = element a { attribute * - p:* { text }* }',
         within("<zeroOrMore><attribute><anyName><except><nsName ns='urn:p'/></except></anyName></attribute>"
                "</zeroOrMore>")),
        (f'datatypes d = "{XSD}" start = element a {{ d:int }}', within(f'<data type="int" datatypeLibrary="{XSD}"/>')),
        ("start |= b start |= c", f"<choice>{B}{C}</choice>"),
        ("start = element a { x } x &= b x &= c", within(f"<interleave>{B}{C}</interleave>")),
        ("div { start = element a { x } div { x = b } }", within(B)),
        ("start = element a { grammar { start = parent b, own own = parent c } }", within(f"{B}{C}")),
        ("# a comment\nstart = # another\n  element a { empty } # a last one", within("<empty/>")),
    ],
)  # fmt: skip
def test_a_construct_and_its_xml_form(compact: str, xml: str) -> None:
    declared = re.match(r"(?:default )?(?:namespace|datatypes) .*?(?= start)", compact)
    head = declared.group() if declared else ""
    ours, theirs = read(f"{head} {HEAD} {compact.removeprefix(head)}", "t.rnc"), read(rng(xml))
    verdicts = {document: accepts(ours, document) for document in documents()}
    assert verdicts == {document: accepts(theirs, document) for document in documents()}
    assert any(verdicts.values()) or "notAllowed" in compact


def test_a_schema_may_be_one_pattern() -> None:
    check(read("element a { empty }", "t.rnc"), "<a/>", "<b/>")
    check(read("(element a { empty } | element b { empty })", "t.rnc"), "<a/>\n<b/>", "<c/>")
    check(read("grammar { start = element a { empty } }", "t.rnc"), "<a/>", "<b/>")
    refused("", "the grammar has no <start>", "t.rnc")


def test_annotations_say_nothing_about_documents() -> None:
    schema = """
    namespace x = "urn:x"
    ## Documentation
    ## of two lines
    [ x:a = "1" x:b [ c = "2" "text" ~ "more" d [ ] x:e [ f = "" ] ] plain [ ] ]
    start = ## of a pattern
      [ x:a = "1" ] element [ x:a = "1" ] a >> x:b [ ] { [ x:a = "1" ] b* >> x:b [ ] >> x:c [ "x" ] }
    x:entity [ name = "picture" ]
    \\div [ ]
    [ x:a = "1" ] div { x:note [ ] b = element b { xsd:int { [ x:a = "1" ] minInclusive = "1" } | empty } }
    """
    check(read(schema, "t.rnc"), "<a/>\n<a><b>1</b></a>\n<a><b/></a>", "<b/>\n<a><b>0</b></a>")


def test_namespaces_are_inherited(tmp_path: Path) -> None:
    """Sections 4 and appendix A: inherit, and what an included schema inherits."""
    b = "element b { empty }"
    for head, reference, good, bad in (
        ('default namespace = "urn:p"', 'external "x.rnc"', "urn:p", ""),
        ('namespace p = "urn:p"', 'external "x.rnc" inherit = p', "urn:p", ""),
        ('default namespace = "urn:q" namespace p = "urn:p"', 'external "x.rnc" inherit = p', "urn:p", "urn:q"),
        ("", 'external "x.rnc"', "", "urn:p"),
    ):
        for outer in (b, f"default namespace = inherit {b}", f"namespace i = inherit {b.replace('b {', 'i:b {')}"):
            path = written(tmp_path, {"s.rnc": f"{head} element * {{ {reference} }}", "x.rnc": outer})
            check(read_file(path), f"<a><b xmlns='{good}'/></a>", f"<a><b xmlns='{bad}'/></a>")
    path = written(tmp_path, {"s.rnc": 'element a { external "x.rnc" }', "x.rnc": f'default namespace = "urn:p" {b}'})
    check(read_file(path), "<a><b xmlns='urn:p'/></a>", "<a><b/></a>")


def test_include(tmp_path: Path) -> None:
    included = "start = element a { x } x = element b { empty } y = empty"
    for schema, good, bad in (
        ('include "x.rnc"', "<a><b/></a>", "<a><c/></a>"),
        ('include "x.rnc" { x = element c { empty } }', "<a><c/></a>", "<a><b/></a>"),
        ('include "x.rnc" { div { start = x } ## note\n x = element c { y } }', "<c/>", "<a/>"),
        ('include "x.rnc" x |= element c { empty }', "<a><b/></a>\n<a><c/></a>", "<a/>"),
    ):
        check(read_file(written(tmp_path, {"s.rnc": schema, "x.rnc": included})), good, bad)
    path = written(tmp_path, {"s.rnc": 'include "d/x.rnc"', "d/x.rnc": 'start = external "y.rng"', "d/y.rng": rng(B)})
    check(read_file(path), "<b/>", "<a/>")
    path = written(tmp_path, {"s.rnc": 'include "x.rnc" { include "x.rnc" }', "x.rnc": included})
    with pytest.raises(UnreadableInput, match=r"s\.rnc:1:19: ‘include’ stands where a definition is wanted"):
        read_file(path)


def test_a_byte_order_mark_and_utf_16(tmp_path: Path) -> None:
    for encoding in ("utf-8-sig", "utf-16"):
        (tmp_path / "s.rnc").write_bytes("element a { 'ä' }\r\n".encode(encoding))
        check(read_file(str(tmp_path / "s.rnc")), "<a>ä</a>", "<a/>")
    (tmp_path / "s.rnc").write_bytes("element a { 'ä' }".encode("latin-1"))
    with pytest.raises(UnreadableInput, match="not written in UTF-8"):
        read_file(str(tmp_path / "s.rnc"))


@pytest.mark.parametrize(
    ("schema", "sentence"),
    [
        ("element a { b, c | d }", "1:18: ‘|’ can’t stand beside ‘,’ without parentheses"),
        ("element a { b+? }", "1:15: ‘?’ stands where ‘}’ is wanted"),
        ("element a { token - '1' | b }", "put a datatype and what - takes away from it in parentheses"),
        ("element a { b | token - '1' }", "in parentheses"),
        ("element a { (token) - '1' }", "‘-’ stands where ‘}’ is wanted"),
        ("element a { b - '1' }", "‘-’ stands where ‘}’ is wanted"),
        ("element * - a | b { empty }", "‘|’ stands where"),
        ("element a | * - b { empty }", "in parentheses beside |"),
        ("element a - b { empty }", "‘-’ stands where ‘{’ is wanted"),
        ("element a {\n  text", "2:7: the schema ends where ‘}’ is wanted"),
        ("element a { text } }", "1:20: ‘}’ stands where the end of the schema is wanted"),
        ("element a { element }", "‘}’ stands where a name is wanted"),
        ("element p:a { text }", "1:9: the prefix ‘p’ is not declared"),
        ("element a { d:int }", "no datatype library is declared with the prefix ‘d’"),
        ("element a { 'x }", "1:13: ‘'’ can’t stand here: the quotation mark is never closed"),
        ("element a { 'x\ny' }", "the quotation mark is never closed"),
        ("element a { \\x{0} }", "1:13: \\x{0} is no character of XML"),
        ("element \\x{61} { \\x{110000} }", "1:18: \\x{110000} is no character of XML"),
        ("element a { '\\x{41' }", "is no character of XML"),
        ("element a { 'x\x01' }", "U+0001 may not stand in a schema"),
        ("start text", "‘text’ stands where ‘=’, ‘|=’ or ‘&=’ is wanted"),
        ("start = text = text", "‘=’ stands where a definition is wanted"),
        ('namespace p = "u" namespace p = "u" start = p', "1:29: the prefix ‘p’ is declared already"),
        ('default namespace = "u" default namespace = "v" start = p', "the default namespace is declared already"),
        ('datatypes d = "urn:x" datatypes d = "urn:x" start = p', "the prefix ‘d’ is declared already"),
        ('namespace xmlns = "u" start = p', "‘xmlns’ can’t be declared as a prefix"),
        ('namespace xml = "u" start = p', "the prefix ‘xml’ and the namespace"),
        ('namespace p = "http://www.w3.org/XML/1998/namespace" start = p', "belong together"),
        ('datatypes xsd = "urn:x" start = p', "‘xsd’ stands for"),
        ('datatypes d = "x" start = p', "is an absolute address without #"),
        ('external "%"', "‘%’ is no address"),
        ("[ a = '1' ] element a { text }", "the annotation ‘a’ needs the prefix of a namespace"),
        ("[ xml:a = '1' xml:a = '2' ] element a { text }", "‘xml:a’ stands twice in this annotation"),
        ('namespace r = "http://relaxng.org/ns/structure/1.0" [ r:a [] ] element a { text }', "RELAX NG’s own"),
        ('namespace i = inherit [ i:a [] ] element a { text }', "can’t have the prefix ‘i’, which is inherited"),
        ("element a { text } >> xml:b []", "an annotation can’t follow the one pattern of a schema"),
        ("element a { text ## late\n}", "‘## late’ stands where ‘}’ is wanted"),
        ("element a { xsd:int { minInclusive } }", "‘}’ stands where ‘=’ is wanted"),
        ("element a { parent }", "‘}’ stands where a definition’s name is wanted"),
        ("element a {\n text,\n list { text } }", "3: <text> may not stand inside <list>"),
    ],
)  # fmt: skip
def test_errors(schema: str, sentence: str) -> None:
    refused(schema, sentence, "t.rnc")


def test_deep_nesting_is_one_sentence() -> None:
    refused("element a { " + "(" * 5000 + "text" + ")" * 5000 + " }", "nested too deeply", "t.rnc")
