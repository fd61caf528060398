"""Section 7 of the RELAX NG specification: what a schema in simple form may not be; and ids by datatype."""

from __future__ import annotations

import pytest
from relaxng import XSD, check, read, refused, rng

from tei_toolkit.findings import Finding
from tei_toolkit.validate import load_schema, validate


def element(content: str) -> str:
    return rng(f'<element name="a">{content}</element>')


B = '<element name="b"><empty/></element>'
P = '<attribute name="p"/>'
Q = '<attribute name="q"/>'
ONE = "<value>1</value>"
DATA = '<data type="token"/>'
ANY = "<attribute><anyName/></attribute>"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (f'<attribute name="p">{B}</attribute>', "<element> may not stand inside <attribute>"),
        (f'<attribute name="p">{Q}</attribute>', "<attribute> may not stand inside <attribute>"),
        (f"<oneOrMore><group>{P}{Q}</group></oneOrMore>", "inside a group or interleave that is repeated"),
        (f"<zeroOrMore><choice><interleave>{P}{B}</interleave>{Q}</choice></zeroOrMore>", "that is repeated"),
        (f"<oneOrMore>{P}{Q}</oneOrMore>", "that is repeated"),
        ("<list><list><value>1</value></list></list>", "<list> may not stand inside <list>"),
        (f"<list>{B}</list>", "<element> may not stand inside <list>"),
        (f"<list>{P}</list>", "<attribute> may not stand inside <list>"),
        ("<list><optional><text/></optional></list>", "<text> may not stand inside <list>"),
        (f"<list><interleave>{ONE}{DATA}</interleave></list>", "<interleave> may not stand inside <list>"),
    ],
)
def test_contexts(content: str, sentence: str) -> None:
    """7.1.1 to 7.1.3."""
    refused(element(content), sentence)


@pytest.mark.parametrize(
    "inside",
    [P, B, "<text/>", f"<list>{ONE}</list>", f"<group>{ONE}{DATA}</group>", f"<interleave>{ONE}{DATA}</interleave>",
     f"<oneOrMore>{ONE}</oneOrMore>", "<empty/>", f"<choice>{ONE}<empty/></choice>"],
)  # fmt: skip
def test_exceptions_of_data_are_data(inside: str) -> None:
    """7.1.4."""
    refused(element(f'<data type="token"><except>{inside}</except></data>'), "inside the <except> of <data>")


def test_exceptions_within_exceptions() -> None:
    """7.1.4."""
    inner = '<data type="token"><except><value>1</value></except></data>'
    check(read(element(f'<data type="token"><except>{inner}</except></data>')), "<a>1</a>", "<a>2</a>")


@pytest.mark.parametrize(
    "start",
    [P, DATA, ONE, "<text/>", f"<list>{ONE}</list>", f"<group>{B}{B}</group>", f"<interleave>{B}<text/></interleave>",
     f"<oneOrMore>{B}</oneOrMore>", "<empty/>", f"<optional>{B}</optional>"],
)  # fmt: skip
def test_a_document_is_an_element(start: str) -> None:
    """7.1.5."""
    refused(rng(f"<grammar><start>{start}</start></grammar>"), "inside the start of a schema")
    refused(rng(start.replace("<data", "<data")), "inside the start of a schema")


@pytest.mark.parametrize(
    "content",
    [
        f"<group>{DATA}{B}</group>",
        f"<group>{B}<optional>{DATA}</optional></group>",
        f"<group>{DATA}<text/></group>",
        f"<interleave>{ONE}{DATA}</interleave>",
        f"<mixed>{DATA}</mixed>",
        f"<oneOrMore>{DATA}</oneOrMore>",
        f"<zeroOrMore><choice>{B}{ONE}</choice></zeroOrMore>",
        f"<group><list>{ONE}</list>{B}</group>",
        f'<attribute name="p"><group>{ONE}{ONE}</group></attribute>',
    ],
)
def test_a_value_stands_alone(content: str) -> None:
    """7.2."""
    refused(element(content), "a value can’t stand beside other content")


def test_a_value_may_stand_beside_attributes_and_instead_of_elements() -> None:
    """7.2."""
    check(read(element(f"{P}<choice>{ONE}{B}<text/></choice>")), "<a p=''>1</a>\n<a p=''><b/></a>", "<a>1</a>")
    check(read(element(f"<list>{ONE}<oneOrMore>{DATA}</oneOrMore></list>")), "<a>1 x y</a>", "<a>1</a>\n<a>x 1</a>")


@pytest.mark.parametrize(
    "content",
    [
        f"{P}{P}",
        f"<interleave>{P}<optional>{P}</optional></interleave>",
        f"<group>{P}<oneOrMore>{ANY}</oneOrMore></group>",
        f"<zeroOrMore>{ANY}</zeroOrMore><oneOrMore><attribute><nsName ns='u'/></attribute></oneOrMore>",
        f"<choice>{P}{B}</choice><choice>{Q}{P}</choice>",
    ],
)
def test_no_attribute_stands_twice(content: str) -> None:
    """7.3."""
    refused(element(content), "this attribute stands twice in the same element")


def test_attributes_that_exclude_each_other_may_have_one_name() -> None:
    """7.3."""
    names = "<anyName><except><name>p</name><nsName ns='u'/></except></anyName>"
    others = f"<zeroOrMore><attribute>{names}</attribute></zeroOrMore>"
    of_u = "<oneOrMore><attribute><nsName ns='u'/><value>1</value></attribute></oneOrMore>"
    check(
        read(element(f"{P}{others}<optional>{of_u}</optional>")),
        "<a p=''/>\n<a p='' q=''/>\n<a xmlns:u='u' p='' u:p='1' u:q='1'/>",
        "<a/>\n<a q=''/>\n<a xmlns:u='u' p='' u:p='2'/>",
    )
    check(read(element(f"<choice>{P}<group>{P}{Q}</group></choice>")), "<a p=''/>\n<a p='' q=''/>", "<a q=''/>")


@pytest.mark.parametrize("names", ["<anyName/>", "<nsName/>", "<choice><name>p</name><nsName ns='u'/></choice>"])
def test_attributes_of_any_name_are_repeated(names: str) -> None:
    """7.3."""
    refused(element(f"<attribute>{names}</attribute>"), "an attribute that may have any name must be repeated")
    refused(element(f"<optional><attribute>{names}</attribute></optional>"), "must be repeated")
    read(element(f"<oneOrMore><choice>{B}<attribute>{names}</attribute></choice></oneOrMore>"))


@pytest.mark.parametrize(
    "content",
    [
        f"{B}{B}",
        f"{B}<element><anyName/><empty/></element>",
        f"<optional>{B}</optional><zeroOrMore><group><text/>{B}</group></zeroOrMore>",
        "<element><nsName ns='u'/><empty/></element>"
        "<element><anyName><except><name>b</name></except></anyName><empty/></element>",
    ],
)
def test_no_element_stands_on_two_sides_of_an_interleave(content: str) -> None:
    """7.4."""
    refused(element(f"<interleave>{content}</interleave>"), "this element stands on two sides of an interleave")


def test_text_stands_on_one_side_of_an_interleave() -> None:
    """7.4: also inside attributes."""
    told = "text stands on two sides of an interleave"
    refused(element("<interleave><text/><optional><text/></optional></interleave>"), told)
    refused(element(f"<mixed><group>{B}<text/></group></mixed>"), told)
    refused(element('<attribute name="p"><interleave><text/><text/></interleave></attribute>'), told)
    check(read(element(f"<interleave><text/><group>{B}{B}</group></interleave>")), "<a>x<b/>y<b/></a>", "<a><b/></a>")


def test_an_error_names_the_line_of_the_pattern_that_may_not_be() -> None:
    start = "<start><element name='a'><ref name='x'/></element></start>"
    schema = f"<grammar>\n{start}\n<define name='x'><list>\n<text/></list></define></grammar>"
    refused(rng(schema), "t.rng:4: <text> may not stand inside <list>")


# Ids (RELAX NG DTD Compatibility, section 4)

IDS = (
    f'<grammar datatypeLibrary="{XSD}"><start><element name="a"><zeroOrMore><element name="b">'
    '<optional><attribute name="id"><data type="ID"/></attribute></optional>'
    '<optional><attribute name="to"><data type="IDREFS"/></attribute></optional><text/>'
    "</element></zeroOrMore>{}</element>"
    "</start></grammar>"
)


def findings(schema: str, document: str) -> list[Finding]:
    return validate([("d.xml", document.encode())], [load_schema(rng(schema).encode(), "t.rng")])


def test_ids_and_references_to_them_are_sound() -> None:
    assert findings(IDS.format(""), "<a><b to='y x'/><b id=' x'/><b id='y'/></a>") == []
    twice, nowhere = findings(IDS.format(""), "<a><b id='x'/>\n<b id='x' to='x z'/></a>")
    assert (twice.code, twice.line, twice.column, twice.value) == ("ID-01", 2, 4, "x")
    assert twice.message == "The id “x” is that of <b> in line 1 already."
    assert (nowhere.code, nowhere.line, nowhere.value) == ("REF-01", 2, "z")


def test_a_schema_that_is_not_sure_of_its_ids_is_used_all_the_same() -> None:
    """An attribute that may be an id or anything else is none; jing refuses such schemas by default."""
    anything = (
        "<zeroOrMore><element><anyName/><zeroOrMore><attribute><anyName/></attribute></zeroOrMore></element></zeroOrMore>"
    ).replace("</zeroOrMore></element>", "</zeroOrMore><text/></element>")
    assert findings(IDS.format(f"<optional>{anything}</optional>"), "<a><b id='x'/><b id='x'/></a>") == []
    content = f'<element name="a" datatypeLibrary="{XSD}"><data type="ID"/></element>'
    assert findings(content, "<a>x</a>") == []


def test_the_ids_of_tei_are_reported_once() -> None:
    tei = "http://www.tei-c.org/ns/1.0"
    schema = (
        f'<element name="TEI" ns="{tei}" datatypeLibrary="{XSD}"><zeroOrMore><element name="p">'
        '<attribute name="xml:id"><data type="ID"/></attribute><empty/></element></zeroOrMore></element>'
    )
    found = findings(schema, f"<TEI xmlns='{tei}'><p xml:id='x'/><p xml:id='x'/></TEI>")
    assert [finding.code for finding in found] == ["ID-01"]
