"""Datatypes (the RELAX NG specification's 6.2.8 and 6.2.9; XML Schema part 2 as https://relaxng.org/xsd-20010907.html
has it): what belongs to a type, which values are equal, and which parameters a type takes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from relaxng import XSD, accepts, check, read, refused, rng

from tei_toolkit.validate.relaxng.datatypes import Datatype

COMPATIBILITY = "http://relaxng.org/ns/compatibility/datatypes/1.0"


_MAY_BE_EMPTY = ("anyURI", "hexBinary", "base64Binary")


def xsd(name: str, **facets: str) -> Datatype:
    return Datatype(XSD, name, tuple(facets.items()))


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("boolean", "true false 1 0", "TRUE yes 2 -"),
        ("decimal", "1 -1 +1 01 1.0 1. .5 -0", "1e5 . - INF 1,0 ١"),
        ("integer", "1 -1 +1 007 123456789012345678901234567890", "1.0 1e1 x ١"),
        ("nonNegativeInteger", "0 -0 1", "-1"),
        ("positiveInteger", "1", "0 -1"),
        ("nonPositiveInteger", "0 -1", "1"),
        ("negativeInteger", "-1", "0"),
        ("byte", "127 -128", "128 -129"),
        ("short", "32767", "32768"),
        ("int", "2147483647 -2147483648", "2147483648"),
        ("long", "9223372036854775807", "9223372036854775808"),
        ("unsignedByte", "255 0", "256 -1"),
        ("unsignedShort", "65535", "65536"),
        ("unsignedInt", "4294967295", "4294967296"),
        ("unsignedLong", "18446744073709551615", "18446744073709551616"),
        ("float", "1 1.5E-3 INF -INF NaN 1e400", "+INF inf 1e 1.5E2.5"),
        ("double", "1 1.5e3 INF -INF NaN", "Infinity 1e"),
        ("date", "2001-01-01 2000-02-29 2001-01-01Z 2001-01-01-14:00 12001-01-01 -0001-01-01 -0005-02-29",
         "2001-02-29 1900-02-29 2001-13-01 2001-1-1 01-01-01 0000-01-01 02001-01-01 2001-01-01+14:01 2001-04-31"),
        ("dateTime", "2001-01-01T00:00:00 2001-01-01T24:00:00 2001-01-01T23:59:59.999Z",
         "2001-01-01T24:00:01 2001-01-01T23:59:60 2001-01-01 2001-01-01T10:60:00 2001-01-01T10:00:00. 2001-01-01T1:00"),
        ("time", "10:00:00 24:00:00 10:00:00.5+05:00", "25:00:00 10:00 10:00:60"),
        ("gYear", "2001 -2001 99999 2001Z", "0000 01 02001 +2001"),
        ("gYearMonth", "2001-12 2001-01Z", "2001-13 2001"),
        ("gMonth", "--01 --12Z", "--13 --1 --01--"),
        ("gMonthDay", "--02-29 --12-31+13:30", "--02-30 --04-31"),
        ("gDay", "---31 ---01Z", "---32 ---00"),
        ("duration", "P1Y P1Y2M3DT4H5M6.7S -P1M PT0S P0Y", "P PT P1S +P1Y P1YT P1D1Y P1W PT.5S P-1Y"),
        ("hexBinary", "0F 0f", "0 0G"),
        ("base64Binary", "YQ== YWI= YWJj", "YQ YQ= YR== A ===="),
        ("anyURI", "http://x.y/ # #a %41 //x ? a|b é mailto:a@b http://[::1]/ ./a:b urn:x",
         "% %zz a#b#c :foo foo: 1a:b [x]"),
        ("language", "en en-US x-12345678", "en_US abcdefghi e1 en-"),
        ("Name", "a :a a:b _a é", "1a -a"),
        ("NCName", "a _a a.b a-b é", "a:b 1a -a"),
        ("ID", "a", "a:b"),
        ("IDREF", "a", "a:b"),
        ("NMTOKEN", "1a -a a:b", "a/b"),
        ("ENTITY", "", "a"),
        ("QName", "a p:a xml:a", "q:a :a a: p:a:b"),
        ("NOTATION", "a p:a", "q:a"),
    ],
)  # fmt: skip
def test_what_belongs_to_a_type(name: str, good: str, bad: str) -> None:
    schema = read(rng(f'<element name="a" datatypeLibrary="{XSD}"><data type="{name}"/></element>'))
    document = '<a xmlns:p="urn:p">{}</a>'
    wrong = (*bad.split(), *([] if name in _MAY_BE_EMPTY else ["", "a b"]))
    check(
        schema,
        "\n".join(document.format(escape(f" {one}\t")) for one in good.split()),
        "\n".join(document.format(escape(one)) for one in wrong),
    )


def test_lists_of_names() -> None:
    for name in ("NMTOKENS", "IDREFS"):
        assert xsd(name).allows(" a  b ")
        assert not xsd(name).allows(" ")
        assert xsd(name).equal("a b", " a\tb") is True
        assert xsd(name, length="2").allows("a b")
        assert not xsd(name, maxLength="1").allows("a b")
    assert not xsd("IDREFS").allows("a 1")


def test_white_space_is_that_of_xml() -> None:
    """A no-break space is none."""
    assert xsd("int").allows("\t1\n")
    assert not xsd("int").allows("\u00a01")
    schema = read(rng('<element name="a"><list><value>1</value><value>2</value></list></element>'))
    check(schema, "<a>1&#9;2</a>", "<a>1&#xA0;2</a>\n<a>1&#x2003;2</a>")
    assert not accepts(read(rng('<element name="a"><empty/></element>')), "<a>\u00a0</a>")
    assert Datatype("", "token").equal(" a\n b", "a b")
    assert not Datatype("", "token").equal("a\u00a0b", "a b")
    assert not Datatype("", "string").equal(" a", "a")
    assert xsd("normalizedString").equal("a\tb", "a b")
    assert not xsd("normalizedString").equal("a  b", "a b")
    assert not xsd("string").equal("a ", "a")


@pytest.mark.parametrize(
    ("name", "one", "other", "equal"),
    [
        ("decimal", "1.0", "+01", True), ("decimal", "-0", "0", True), ("decimal", "1.1", "1.10", True),
        ("decimal", "0.1000000000000000000000000000000000000001", "0.1", False),
        ("integer", "007", "7", True), ("boolean", "1", "true", True), ("boolean", "0", "true", False),
        ("double", "1e0", "1", True), ("double", "NaN", "NaN", True), ("double", "INF", "-INF", False),
        ("float", "16777217", "16777216", True), ("double", "16777217", "16777216", False),
        ("hexBinary", "0f", "0F", True), ("base64Binary", "YQ= =", "YQ==", True), ("anyURI", "a", "A", False),
        ("dateTime", "2001-01-01T00:00:00Z", "2001-01-01T01:00:00+01:00", True),
        ("dateTime", "2001-01-01T00:00:00Z", "2000-12-31T24:00:00Z", True),
        ("dateTime", "2001-01-01T00:00:00Z", "2001-01-01T00:00:00", False),
        ("time", "10:00:00", "10:00:00.0", True), ("time", "24:00:00Z", "00:00:00Z", True),
        ("duration", "P1Y", "P12M", True), ("duration", "P1D", "PT24H", True), ("duration", "P1M", "P30D", False),
        ("language", "en", "EN", False),
    ],
)  # fmt: skip
def test_which_values_are_equal(name: str, one: str, other: str, equal: bool) -> None:
    assert (xsd(name).equal(one, other), xsd(name).equal(other, one)) == (equal, equal)


def test_qnames_are_compared_by_their_namespaces() -> None:
    schema = read(
        rng(f'<element name="a" datatypeLibrary="{XSD}"><value type="QName" ns="urn:d">p:x</value></element>')
    )
    check(schema, "<a xmlns:q='urn:p'>q:x</a>", "<a xmlns:p='urn:q'>p:x</a>\n<a>x</a>\n<a>p:x</a>")
    value = f'<value type="QName" datatypeLibrary="{XSD}" ns="urn:d">x</value>'
    schema = read(
        rng(f'<element name="a"><attribute name="b"><list><oneOrMore>{value}</oneOrMore></list></attribute></element>')
    )
    check(schema, "<a xmlns:q='urn:d' b='q:x q:x'/>", "<a b='x'/>\n<a xmlns:q='urn:p' b='q:x'/>")


@pytest.mark.parametrize(
    ("name", "facets", "good", "bad"),
    [
        ("string", {"pattern": "[a-c]+"}, "a abc", "d"),
        ("string", {"length": "2"}, "ab", "a abc"),
        ("string", {"minLength": "2", "maxLength": " 3 "}, "ab abc", "a abcd"),
        ("hexBinary", {"length": "2"}, "0F0F", "0F"),
        ("integer", {"minInclusive": "2", "maxExclusive": "5"}, "2 4", "1 5"),
        ("decimal", {"minExclusive": "0.1", "maxInclusive": "10"}, "0.2 10.0 9", "0.1 10.1"),
        ("double", {"maxInclusive": "10"}, "9 1e1 -INF", "11 INF NaN"),
        ("date", {"minInclusive": "2001-01-01"}, "2001-01-01 12001-01-01", "2000-12-31 -2001-01-01"),
        ("date", {"minExclusive": "2001-01-01"}, "2001-01-02", "2001-01-01 2001-01-01Z"),
        ("dateTime", {"maxExclusive": "2001-01-01T00:00:00Z"}, "2000-12-31T09:00:00", "2000-12-31T10:00:00"),
        ("duration", {"minInclusive": "P1M"}, "P1M P31D", "P30D P28D"),
        ("decimal", {"totalDigits": "3"}, "123 1.23 0.12 100 123.000", "1234 0.1234"),
        ("decimal", {"fractionDigits": "1"}, "1.5 1.50 12", "1.25"),
    ],
)  # fmt: skip
def test_parameters(name: str, facets: dict[str, str], good: str, bad: str) -> None:
    assert [one for one in good.split() if not xsd(name, **facets).allows(one)] == []
    assert [one for one in bad.split() if xsd(name, **facets).allows(one)] == []


@pytest.mark.parametrize(
    ("pattern", "good", "bad"),
    [
        (r"\S+", "a\u00a0b \u2003", "a\tb"),
        (r"a\sb", "a\tb", "a\u00a0b"),
        (r"\w", "\u20ac \u0301 \u0434", "_ \u00a7 -"),
        (r"\W", "_ \u00a7", "\u20ac"),
        (r"\d\D", "\u0663a", "aa"),
        (r"[\w-[a]]\d", "b1", "a1"),
        (r"\\s", r"\s", "\\"),
        (r"\[\w\]", "[a]", "[_]"),
    ],
)
def test_sets_of_characters_are_those_of_xml_schema(pattern: str, good: str, bad: str) -> None:
    datatype = Datatype(XSD, "string", (("pattern", pattern),))
    assert [value for value in good.split(" ") if not datatype.allows(value)] == []
    assert [value for value in bad.split(" ") if datatype.allows(value)] == []


def test_all_patterns_must_match() -> None:
    assert Datatype(XSD, "string", (("pattern", "a.*"), ("pattern", ".*b"))).allows("ab")
    assert not Datatype(XSD, "string", (("pattern", "a.*"), ("pattern", ".*b"))).allows("a")
    assert not xsd("string", pattern="^a$").allows("a")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (f'<data type="int" datatypeLibrary="{XSD}"><param name="{name}">{value}</param></data>', sentence)
        for name, value, sentence in (
            ("enumeration", "1", "write a <value> for each value"),
            ("whiteSpace", "collapse", "‘whiteSpace’ is no parameter in RELAX NG"),
            ("length", "1", "the datatype ‘int’ has no parameter ‘length’"),
            ("longest", "1", "no parameter ‘longest’"),
            ("minInclusive", "x", "must be of ‘int’, and ‘x’ is not"),
            ("maxInclusive", "2147483648", "must be of ‘int’"),
            ("totalDigits", "0", "must be a whole number, and ‘0’ is none"),
            ("pattern", "[", "no regular expression of XML Schema"),
            ("pattern", "(?:a)", "no regular expression of XML Schema"),
        )
    ]
    + [
        (f'<data type="integers" datatypeLibrary="{XSD}"/>', "XML Schema has no datatype ‘integers’"),
        (f'<data type="string" datatypeLibrary="{XSD}"><param name="minInclusive">a</param></data>', "no parameter"),
        (f'<data type="string" datatypeLibrary="{XSD}"><param name="length">-1</param></data>', "a whole number"),
        (
            f'<data type="int" datatypeLibrary="{XSD}"><param name="minInclusive">1</param>'
            '<param name="minInclusive">1</param></data>',
            "‘minInclusive’ may be given once only",
        ),
        (f'<value type="int" datatypeLibrary="{XSD}">x</value>', "“x” is no value of the datatype ‘int’"),
        (f'<value type="QName" datatypeLibrary="{XSD}">q:x</value>', "“q:x” is no value of the datatype ‘QName’"),
        ('<data type="int"/>', "RELAX NG itself has no datatype ‘int’"),
        (f'<data type="string" datatypeLibrary="{COMPATIBILITY}"/>', "has ID, IDREF and IDREFS only"),
        ('<data type="x" datatypeLibrary="urn:x"/>', "the datatype library ‘urn:x’ is not known"),
    ],
)
def test_datatypes_refused(data: str, sentence: str) -> None:
    refused(rng(f'<element name="a">{data}</element>'), sentence)


def test_the_library_of_dtd_compatibility() -> None:
    for name, good, bad in (("ID", " a ", "a b"), ("IDREF", "a", "1"), ("IDREFS", " a b", "")):
        datatype = Datatype(COMPATIBILITY, name)
        assert (datatype.allows(good), datatype.allows(bad), datatype.id_type) == (True, False, name)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4), st.integers(0, 3), st.sampled_from(["", "+"]))
def test_a_number_is_equal_to_itself_however_it_is_written(number: Decimal, zeros: int, sign: str) -> None:
    written = f"{number:f}"
    other = (f"{sign}{'0' * zeros}{written}" if not written.startswith("-") else written) + "0" * zeros
    assert xsd("decimal").equal(written, other)
    assert xsd("decimal", minInclusive=written, maxInclusive=written).allows(other)


@given(st.datetimes(datetime(2, 1, 1), datetime(9998, 1, 1)), st.integers(-14 * 60, 14 * 60))
def test_a_moment_is_equal_to_itself_in_every_zone(moment: datetime, minutes: int) -> None:
    there = moment.replace(tzinfo=UTC).astimezone(timezone(timedelta(minutes=minutes)))
    assert xsd("dateTime").equal(f"{moment.isoformat()}Z", there.isoformat())


@pytest.mark.parametrize(("facet", "type_"), [("minLength", "string"), ("totalDigits", "decimal")])
def test_a_count_may_have_thousands_of_digits(facet: str, type_: str) -> None:
    datatype = xsd(type_, **{facet: "1" * 5000})
    assert not datatype.complaint()
    assert datatype.allows("12") is (facet == "totalDigits")
