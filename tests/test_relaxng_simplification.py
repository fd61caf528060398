"""Sections 3 and 4 of the RELAX NG specification: the full syntax, and how it is simplified; each rule has a test."""

from __future__ import annotations

from pathlib import Path

import pytest
from relaxng import XSD, accepts, check, read, read_file, refused, rng, written

from tei_toolkit.errors import UnreadableInput
from tei_toolkit.validate.relaxng.grammar import read_grammar


def element(content: str, attributes: str = "") -> str:
    return rng(f'<element name="a" {attributes}>{content}</element>')


def grammar(content: str, attributes: str = "") -> str:
    return rng(f"<grammar {attributes}>{content}</grammar>")


EMPTY = '<element name="{}"><empty/></element>'
B, C = EMPTY.format("b"), EMPTY.format("c")
A = EMPTY.format("a")
START = "<start><notAllowed/></start>"


@pytest.mark.parametrize(
    ("schema", "sentence"),
    [
        ("<html/>", "not a RELAX NG schema"),
        (rng("<start><empty/></start>"), "<start> may not stand at the beginning of a schema"),
        (element("<foo/>"), "RELAX NG has no element <foo>"),
        (element("<start><empty/></start>"), "<start> may not stand inside <element>"),
        (element("<name>b</name>"), "<name> may not stand inside <element>"),
        (element("<text>x</text>"), "text may not stand in <text>: “x”"),
        (element("x<text/>"), "text may not stand in <element>"),
        (element("<text n='1'/>"), "<text> may not have the attribute n"),
        (element(f"<text r:n='1' xmlns:r='{'http://relaxng.org/ns/structure/1.0'}'/>"), "may not have the attribute n"),
        (element("<text><text/></text>"), "<text> may not stand inside <text>"),
        (element(""), "<element> needs a pattern"),
        (rng("<element><name>a</name></element>"), "<element> needs a pattern"),
        (rng("<element></element>"), "<element> needs a name"),
        (rng("<element><empty/></element>"), "<empty> may not stand where the name class of <element> is wanted"),
        (rng('<element name="1a"><empty/></element>'), "name of <element> must be a name, and “1a” is not"),
        (rng('<element name="p:a:b"><empty/></element>'), "must be a name"),
        (rng("<element><name>a b</name><empty/></element>"), "“a b” is not a name"),
        (element("<attribute/>"), "<attribute> needs a name"),
        (element('<attribute name="b"><text/><text/></attribute>'), "<attribute> may hold one pattern only"),
        *((element(f"<{kind}/>"), f"<{kind}> may not be empty") for kind in
          ("group", "interleave", "choice", "optional", "zeroOrMore", "oneOrMore", "list", "mixed")),
        (element("<ref/>"), "<ref> needs the attribute name"),
        (grammar(f'{START}<define name="p:x"><text/></define>'), "must be a name without colon"),
        (element("<data/>"), "<data> needs the attribute type"),
        (element('<data type="p:x"/>'), "type of <data> must be a name without colon"),
        (element("<value><p:x/></value>"), "<value> holds text only, so <x> may not stand in it"),
        (element('<data type="token"><text/></data>'), "<text> may not stand inside <data>"),
        (element('<data type="token"><except><value/></except><except><value/></except></data>'), "one <except>"),
        (element('<data type="token"><except><value/></except><param name="n">1</param></data>'), "after its param"),
        (element('<data type="token"><except/></data>'), "<except> may not be empty"),
        (element('<data type="token"><param>1</param></data>'), "<param> needs the attribute name"),
        (element("<externalRef/>"), "<externalRef> needs the attribute href"),
        (grammar("<start/>"), "<start> may not be empty"),
        (grammar(f"<start>{A}{B}</start>"), "<start> may hold one child only"),
        (grammar(f"{START}<define><text/></define>"), "<define> needs the attribute name"),
        (grammar(f"{START}<define name='x'/>"), "<define> may not be empty"),
        (grammar(f"{START}{B}"), "<element> may not stand inside <grammar>"),
        (grammar('<start combine="both"><notAllowed/></start>'), "must be choice or interleave"),
        (grammar('<include href="x"><include href="y"/></include>'), "<include> may not stand inside <include>"),
        (grammar('<include href="x"><div><include href="y"/></div></include>'), "may not stand inside <include>"),
        (element("<element><anyName><except/></anyName><empty/></element>"), "<except> may not be empty"),
        (element("<element><choice/><empty/></element>"), "<choice> may not be empty"),
        (element("<element><anyName>x</anyName><empty/></element>"), "text may not stand in <anyName>"),
        ("<element", "not well-formed"),
    ],
)  # fmt: skip
def test_full_syntax(schema: str, sentence: str) -> None:
    refused(schema, sentence)


def test_an_error_names_its_line() -> None:
    with pytest.raises(UnreadableInput, match=r"^t\.rng:3: RELAX NG has no element <foo>"):
        read(grammar("\n<start>\n<foo/></start>"))


def test_annotations_are_left_out() -> None:
    """4.1."""
    inside = '<p:note>text <b xmlns=""/><text/></p:note>'
    schema = element(
        f'{inside}<attribute name="n" p:x="1"><p:note/><text/></attribute><empty>{inside}</empty>', "p:y=''"
    )
    check(read(schema), "<a n='1'/>", "<a/>\n<a n='1'>x</a>")


def test_white_space() -> None:
    """4.2."""
    schema = rng('<element> <name> a </name> <data type=" token "/> </element>')
    check(read(schema), "<a>x</a>", "<b/>")
    assert accepts(read(element('<value type="string"> x </value>')), "<a> x </a>")
    assert not accepts(read(element('<value type="string"> x </value>')), "<a>x</a>")
    check(read(rng('<element name=" a "><value>x<!-- c -->y</value></element>')), "<a>xy</a>", "<a>x</a>")


@pytest.mark.parametrize("library", ["x", "urn:x#y", "urn:x#", "urn:", "%", " "])
def test_a_datatype_library_is_an_absolute_address(library: str) -> None:
    """4.3, and section 3."""
    refused(element("<empty/>", f'datatypeLibrary="{library}"'), "must be an absolute address without #")


def test_a_datatype_library_is_inherited() -> None:
    """4.3."""
    check(read(element('<group><data type="int"/></group>', f'datatypeLibrary="{XSD}"')), "<a>1</a>", "<a>x</a>")
    inner = f'<group datatypeLibrary="{XSD}"><group datatypeLibrary=""><data type="int"/></group></group>'
    refused(element(inner), "RELAX NG itself has no datatype ‘int’")
    read(element("<empty/>", 'datatypeLibrary="urn:x y"'))
    refused(element('<data type="int"/>', 'datatypeLibrary="urn:x"'), "the datatype library ‘urn:x’ is not known")


def test_a_value_without_type_is_a_token() -> None:
    """4.4: of RELAX NG's own library, whatever library is said."""
    check(read(element("<value>x  y</value>", 'datatypeLibrary="urn:x"')), "<a> x y</a>", "<a>xy</a>")


@pytest.mark.parametrize(
    ("href", "sentence"),
    [
        ("x#y", "may not point into a file"),
        ("http://localhost:1/x.rng", "nothing is fetched from elsewhere"),
        ("//localhost:1/x.rng", "nothing is fetched from elsewhere"),
        ("nothing.rng", "the file ‘nothing.rng’ can’t be read"),
        ("%", "must be an address"),
        ("t.rng", "is being read already"),
    ],
)
def test_addresses(href: str, sentence: str) -> None:
    """4.5."""
    refused(element(f'<externalRef href="{href}"/>'), sentence)


def test_addresses_are_relative_to_the_file_and_to_xml_base(tmp_path: Path) -> None:
    """4.5."""
    files = {
        "s.rng": element('<externalRef href="d/x.rng"/><group xml:base="d/e/"><externalRef href="y%20z.rng"/></group>'),
        "d/x.rng": rng('<externalRef href="x2.rng"/>'),
        "d/x2.rng": rng(B),
        "d/e/y z.rng": rng(C),
    }
    path = written(tmp_path, files)
    check(read_file(path), "<a><b/><c/></a>", "<a/>\n<a><b/></a>")
    read_files = read_grammar(Path(path).read_bytes(), path).files
    assert [Path(one).relative_to(tmp_path).as_posix() for one in read_files] == list(files)


def test_an_external_pattern_takes_the_place_of_its_reference(tmp_path: Path) -> None:
    """4.6, 4.9: it inherits ns, and its references are those of the grammar round it; datatypeLibrary it does not."""
    outer = '<externalRef href="x.rng" {}/>'
    for attribute, name in (('ns="urn:v"', "urn:v"), ("", "urn:u")):
        path = written(tmp_path, {"s.rng": element(outer.format(attribute), 'ns="urn:u"'), "x.rng": rng(B)})
        check(read_file(path), f"<a xmlns='urn:u'><b xmlns='{name}'/></a>", "<a xmlns='urn:u'><b xmlns=''/></a>")
    own = rng('<element name="b" ns=""><empty/></element>')
    path = written(tmp_path, {"s.rng": element(outer.format('ns="urn:v"')), "x.rng": own})
    check(read_file(path), "<a><b/></a>", "<a><b xmlns='urn:v'/></a>")
    start = f"<start><element name='a'>{outer.format('')}</element></start><define name='x'>{B}</define>"
    path = written(tmp_path, {"s.rng": grammar(start), "x.rng": rng('<ref name="x"/>')})
    check(read_file(path), "<a><b/></a>", "<a/>")
    path = written(
        tmp_path, {"s.rng": element(outer.format(""), f'datatypeLibrary="{XSD}"'), "x.rng": rng('<data type="int"/>')}
    )
    with pytest.raises(UnreadableInput, match=r"x\.rng:1: RELAX NG itself has no datatype"):
        read_file(path)


def test_files_that_refer_to_each_other(tmp_path: Path) -> None:
    """4.6, 4.7."""
    circle = element('<optional><externalRef href="s.rng"/></optional>')
    path = written(tmp_path, {"s.rng": element('<externalRef href="x.rng"/>'), "x.rng": circle})
    with pytest.raises(UnreadableInput, match=r"x\.rng:1: ‘s\.rng’ is being read already"):
        read_file(path)
    path = written(tmp_path, {"s.rng": grammar('<include href="x.rng"/>'), "x.rng": grammar('<include href="s.rng"/>')})
    with pytest.raises(UnreadableInput, match="is being read already"):
        read_file(path)
    twice = element('<group><externalRef href="x.rng"/><externalRef href="x.rng"/></group>')
    check(read_file(written(tmp_path, {"s.rng": twice, "x.rng": rng(B)})), "<a><b/><b/></a>", "<a><b/></a>")


INCLUDED = f'<start><element name="a"><ref name="x"/></element></start><div><define name="x">{B}</define></div>'


@pytest.mark.parametrize(
    ("schema", "good", "bad"),
    [
        ('<include href="i.rng"/>', "<a><b/></a>", "<a><c/></a>"),
        (f'<include href="i.rng"><define name="x">{C}</define></include>', "<a><c/></a>", "<a><b/></a>"),
        (f'<include href="i.rng"><div><define name="x">{C}</define></div></include>', "<a><c/></a>", "<a><b/></a>"),
        ('<include href="i.rng"><start><ref name="x"/></start></include>', "<b/>", "<a/>\n<a><b/></a>"),
        (f'<include href="i.rng"/><define name="x" combine="choice">{C}</define>', "<a><c/></a>\n<a><b/></a>", "<a/>"),
        ('<include href="i.rng" ns="urn:u"/>', "<a xmlns='urn:u'><b/></a>", "<a><b/></a>"),
        (f'<div ns="urn:u"><include href="i.rng"><define name="x">{C}</define></include></div>',
         "<a xmlns='urn:u'><c/></a>", "<a xmlns='urn:u'><c xmlns=''/></a>"),
        (f'<include href="i.rng" datatypeLibrary="{XSD}"><define name="x"><data type="int"/></define></include>',
         "<a>1</a>", "<a>x</a>"),
    ],
)  # fmt: skip
def test_include(tmp_path: Path, schema: str, good: str, bad: str) -> None:
    """4.7."""
    check(read_file(written(tmp_path, {"s.rng": grammar(schema), "i.rng": grammar(INCLUDED)})), good, bad)


@pytest.mark.parametrize(
    ("schema", "included", "sentence"),
    [
        ('<include href="i.rng"/>', A, "only a grammar can be included"),
        (f'<include href="i.rng"><define name="y">{C}</define></include>', "", "the definition ‘y’ replaces nothing"),
        (
            f'<include href="i.rng"><start>{A}</start></include>',
            "<grammar><div/></grammar>",
            "<start> replaces nothing",
        ),
        (f'<include href="i.rng"/><define name="x">{C}</define>', "", "‘x’ is there already"),
        ('<include href="i.rng"/><include href="i.rng"/>', "", "<start> is there already"),
    ],
)
def test_include_refused(tmp_path: Path, schema: str, included: str, sentence: str) -> None:
    """4.7."""
    files = {"s.rng": grammar(schema), "i.rng": rng(included) if included else grammar(INCLUDED)}
    with pytest.raises(UnreadableInput, match=sentence):
        read_file(written(tmp_path, files))


def test_names_and_their_namespaces() -> None:
    """4.8 to 4.10: an attribute named by its name attribute does not inherit ns; a prefix goes before ns."""
    schema = read(element('<attribute name="b"/><attribute><name>c</name></attribute>', 'ns="urn:p"'))
    check(schema, "<a xmlns='urn:p' xmlns:p='urn:p' b='' p:c=''/>", "<a xmlns='urn:p' xmlns:p='urn:p' p:b='' p:c=''/>")
    schema = read(rng('<element name="p:a" ns="urn:x"><attribute name="b" ns="urn:y"/></element>'))
    check(schema, "<a xmlns='urn:p' xmlns:y='urn:y' y:b=''/>", "<a xmlns='urn:x' xmlns:y='urn:y' y:b=''/>")
    check(read(element('<attribute name="xml:id"/>')), "<a xml:id='x'/>", "<a id='x'/>")
    refused(rng('<element name="q:a"><empty/></element>'), "the prefix ‘q’ of ‘q:a’ is not declared")
    nested = '<element ns="urn:x"><choice ns="urn:y"><name>b</name><nsName ns="urn:z"/></choice><empty/></element>'
    check(read(element(nested)), "<a><b xmlns='urn:y'/></a>\n<a><q xmlns='urn:z'/></a>", "<a><b xmlns='urn:x'/></a>")


def test_number_of_children() -> None:
    """4.12: several patterns are a group, several exceptions a choice; an attribute without pattern is any text."""
    for kind, good in (("optional", "<a/>"), ("oneOrMore", "<a><b/><c/><b/><c/></a>"), ("zeroOrMore", "<a/>")):
        check(read(element(f"<{kind}>{B}{C}</{kind}>")), f"{good}\n<a><b/><c/></a>", "<a><c/><b/></a>\n<a><b/></a>")
    check(read(element(f"<mixed>{B}{C}</mixed>")), "<a>x<b/>y<c/>z</a>", "<a><c/><b/></a>")
    check(read(element(f"<interleave>{B}{C}{A}</interleave>")), "<a><a/><c/><b/></a>", "<a><b/><c/></a>")
    check(read(element("<list><value>1</value><value>2</value></list>")), "<a>1 2</a>", "<a>1</a>\n<a>2 1</a>")
    excepted = '<data type="token"><except><value>1</value><value>2</value></except></data>'
    check(read(element(excepted)), "<a>3</a>", "<a>1</a>\n<a>2</a>")
    names = "<element><anyName><except><name>b</name><name>c</name></except></anyName><empty/></element>"
    check(read(element(names)), "<a><d/></a>", "<a><b/></a>\n<a><c/></a>")
    check(read(element('<attribute name="b"/>')), "<a b=''/>\n<a b='x y'/>", "<a/>")
    check(read(grammar(f'<start><ref name="x"/></start><define name="x">{A}<empty/></define>')), "<a/>", "<b/>")


@pytest.mark.parametrize(
    ("names", "sentence"),
    [
        ("<anyName><except><anyName/></except></anyName>", "<anyName> may not stand in the <except> of <anyName>"),
        ("<anyName><except><choice><anyName/></choice></except></anyName>", "of <anyName>"),
        ("<nsName><except><nsName ns='u'/></except></nsName>", "<nsName> may not stand in the <except> of <nsName>"),
        ("<nsName><except><anyName/></except></nsName>", "<anyName> may not stand in the <except> of <nsName>"),
        ("<anyName><except><nsName><except><nsName/></except></nsName></except></anyName>", "of <nsName>"),
    ],
)
def test_exceptions_of_name_classes(names: str, sentence: str) -> None:
    """4.16."""
    refused(element(f"<element>{names}<empty/></element>"), sentence)
    of_u = "<nsName ns='u'><except><name>x</name></except></nsName>"
    good = f"<element><anyName><except>{of_u}</except></anyName><empty/></element>"
    check(read(element(good)), "<a><y/></a>", "<a><y xmlns='u'/></a>")


@pytest.mark.parametrize(
    "attribute",
    [
        '<attribute name="xmlns"/>',
        "<attribute><choice><name>b</name><name>xmlns</name></choice></attribute>",
        '<attribute name="b" ns="http://www.w3.org/2000/xmlns"/>',
        '<zeroOrMore><attribute><nsName ns="http://www.w3.org/2000/xmlns"/></attribute></zeroOrMore>',
        "<zeroOrMore><attribute><anyName><except><name>xmlns</name></except></anyName></attribute></zeroOrMore>",
    ],
)
def test_xmlns_is_no_attribute(attribute: str) -> None:
    """4.16; also where nothing refers to it."""
    refused(grammar(f'{START}<define name="x">{attribute}</define>'), "xmlns declares namespaces")


def test_xmlns_may_be_a_name_elsewhere() -> None:
    """4.16."""
    check(read(element('<attribute name="xmlns" ns="urn:u"/>')), "<a xmlns:u='urn:u' u:xmlns=''/>", "<a/>")
    check(read(rng('<element name="xmlns"><empty/></element>')), "<xmlns/>", "<a/>")


def test_datatypes_are_checked_where_nothing_refers_to_them() -> None:
    """4.16."""
    refused(grammar(f'{START}<define name="x"><data type="int"/></define>'), "no datatype ‘int’")
    refused(element('<data type="token"><param name="length">1</param></data>'), "‘token’ takes no parameters")


@pytest.mark.parametrize(
    ("first", "second", "sentence"),
    [
        ("", "", "there already: of two, one must say how to combine them"),
        ('combine="choice"', 'combine="interleave"', "combined by choice and by interleave"),
    ],
)
def test_definitions_that_cannot_be_combined(first: str, second: str, sentence: str) -> None:
    """4.17."""
    both = f'<define name="x" {first}><text/></define><define name="x" {second}><empty/></define>'
    refused(grammar(START + both), f"the definition ‘x’ is {sentence}")
    refused(grammar(f"<start {first}>{A}</start><start {second}>{B}</start>"), f"<start> is {sentence}")


def test_definitions_are_combined() -> None:
    """4.17: it is enough if one says how."""
    start = '<start><element name="a"><ref name="x"/></element></start>'
    for method, good, bad in (
        ("choice", "<a><c/></a>", "<a><b/><c/></a>"),
        ("interleave", "<a><c/><b/></a>", "<a><b/></a>"),
    ):
        defines = f'<define name="x" combine=" {method} ">{B}</define><div><define name="x">{C}</define></div>'
        check(read(grammar(start + defines)), good, bad)
    check(read(grammar(f'<start>{A}</start><start combine="choice">{B}</start>')), "<a/>\n<b/>", "<c/>")


@pytest.mark.parametrize(
    ("schema", "sentence"),
    [
        (grammar('<define name="x"><text/></define>'), "the grammar has no <start>"),
        (element("<grammar/>"), "the grammar has no <start>"),
        (element('<ref name="x"/>'), "<ref> needs a grammar"),
        (grammar('<start><element name="a"><parentRef name="x"/></element></start>'), "a grammar round its grammar"),
        (grammar('<start><ref name="x"/></start>'), "there is no definition called ‘x’"),
        (grammar(f'{START}<define name="x"><ref name="y"/></define>'), "there is no definition called ‘y’"),
        (grammar(f'<start><element name="a"><grammar><start><ref name="x"/></start></grammar></element></start>'
                 f'<define name="x">{B}</define>'), "there is no definition called ‘x’"),
    ],
)  # fmt: skip
def test_references_need_definitions(schema: str, sentence: str) -> None:
    """4.18."""
    refused(schema, sentence)


def test_grammars_within_grammars() -> None:
    """4.18: each has its own names; parentRef leads to the outer one's."""
    own = f'<define name="x"><group><parentRef name="x"/>{C}</group></define>'
    inner = f'<grammar><start><ref name="x"/></start>{own}</grammar>'
    schema = grammar(f'<start><element name="a">{inner}</element></start><define name="x">{B}</define>')
    check(read(schema), "<a><b/><c/></a>", "<a><b/></a>")


def test_definitions_may_be_circular_through_elements_only() -> None:
    """4.19; what nothing refers to may be circular."""
    loop = '<define name="x"><choice><empty/><ref name="y"/></choice></define><define name="y"><ref name="x"/></define>'
    schema = '<start><element name="a"><ref name="x"/></element></start>'
    refused(grammar(schema + loop), "refers to itself without an element between")
    check(read(grammar(f"<start>{A}</start>{loop}")), "<a/>", "<b/>")
    through = '<define name="x"><optional><element name="b"><ref name="x"/></element></optional></define>'
    check(read(grammar(schema + through)), "<a/>\n<a><b><b/></b></a>", "<a><b/><b/></a>")
    refused(grammar('<start><ref name="x"/></start><define name="x"><ref name="x"/></define>'), "‘x’ refers to itself")


def test_what_can_never_match_is_taken_out() -> None:
    """4.20: also from what section 7 looks at."""
    impossible = "<group><notAllowed/><list><text/></list></group>"
    check(read(element(f"<choice>{B}{impossible}</choice>")), "<a><b/></a>", "<a/>")
    check(read(element('<optional><attribute name="b"><notAllowed/></attribute></optional>')), "<a/>", "<a b=''/>")
    check(read(element('<data type="token"><except><notAllowed/></except></data>')), "<a>1</a>", "<a><b/></a>")
    check(read(element("<notAllowed/>")), "", "<a/>\n<a>x</a>\n<a><b/></a>")
    check(read(rng("<notAllowed/>")), "", "<a/>")
    check(
        read(element(f'<optional><element name="b"><notAllowed/></element></optional>{C}')),
        "<a><c/></a>",
        "<a><b/><c/></a>",
    )


def test_what_matches_nothing_is_taken_out() -> None:
    """4.21: so an attribute beside empty is no group."""
    check(read(element('<oneOrMore><group><attribute name="b"/><empty/></group></oneOrMore>')), "<a b=''/>", "<a/>")
    check(read(element("<oneOrMore><empty/></oneOrMore>")), "<a/>\n<a> </a>", "<a>x</a>")
    check(read(rng(f"<group>{A}<empty/></group>")), "<a/>", "<b/>")


def test_a_chain_of_definitions_as_long_as_a_book_is_one_sentence() -> None:
    links = "".join(f'<define name="x{n}"><optional><ref name="x{n + 1}"/></optional></define>' for n in range(5000))
    schema = grammar(
        f'<start><element name="a"><ref name="x0"/></element></start>{links}<define name="x5000"><text/></define>'
    )
    with pytest.raises(UnreadableInput, match="nested too deeply"):
        read(schema)
