"""Validation: what an editor gets wrong, where the finding points, and what it says."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from conftest import ROOT
from test_cli import tei

from tei_toolkit.errors import UnreadableInput
from tei_toolkit.findings import Finding
from tei_toolkit.validate import load_schema, validate

ENTRY = (ROOT / "tests" / "fixtures" / "entry.xml").read_text(encoding="utf-8")
NAMESPACE = ' xmlns="http://www.tei-c.org/ns/1.0"'


def findings(text: str | bytes) -> list[Finding]:
    return validate([("entry.xml", text.encode() if isinstance(text, str) else text)])


def with_mistake(right: str, wrong: str) -> str:
    """The contract's entry with one thing put wrong."""
    assert right in ENTRY
    return ENTRY.replace(right, wrong, 1)


def place_of(text: str, marked: str) -> tuple[int, int]:
    """Line and column at which something stands in a text."""
    before = text[: text.index(marked)]
    return before.count("\n") + 1, len(before) - before.rfind("\n")


DATE = 'when="1939-01-27"'
NAME = '<persName ref="#quillfeather" resp="#tei-toolkit">Quillfeather</persName>'

MISTAKES = {
    "an element's capitals": (
        NAME, "<persname>Q</persname>", "<persname>",
        "TEI-02: The schema has no element <persname>. (Did you mean <persName>?)",
    ),
    "an element that is none": (
        NAME, "<mark>Q</mark>", "<mark>",
        "TEI-02: The schema has no element <mark>.",
    ),
    "an attribute misspelt": (
        'ref="#quillfeather" resp', 'reff="#quillfeather" resp', "reff=",
        "TEI-03: <persName> may not have the attribute @reff. (Did you mean @ref?)",
    ),
    "an attribute of another element": (
        "<p>Visited", '<p when="1939">Visited', 'when="1939">V',
        "TEI-03: <p> may not have the attribute @when."
        " (It is an attribute of <date>, <persName>, <placeName>, <title>, ….)",
    ),
    "a German date": (
        DATE, 'when="28.2.1923"', 'when="28.2.1923"',
        "TEI-04: @when of <date>: “28.2.1923” is not a date in the form that TEI uses. (Write 1923-02-28.)",
    ),
    "a date without noughts": (
        DATE, 'when="1939-1-7"', 'when="1939-1-7"',
        "TEI-04: @when of <date>: “1939-1-7” is not a date in the form that TEI uses. (Write 1939-01-07.)",
    ),
    "a date that two readers read in two ways": (
        DATE, 'when="3/2/1939"', 'when="3/2',
        "is not a date in the form that TEI uses. (Write 1939-02-03 or 1939-03-02.)",
    ),
    "a date with slashes that is sure": (
        DATE, 'when="27/1/1939"', 'when="27/1', "(Write 1939-01-27.)",
    ),
    "a date in words": (
        DATE, 'when="January 1939"', 'when="January',
        "is not a date in the form that TEI uses. (Write 1939-01.)",
    ),
    "a date that cannot be read": (
        DATE, 'when="a fine day"', 'when="a',
        "is not a date in the form that TEI uses. (Write a day as 1939-02-03, a month as 1939-02, a year as 1939.)",
    ),
    "a day that does not exist": (
        DATE, 'when="1939-02-30"', 'when="1939-02-30"',
        "TEI-04: @when of <date>: “1939-02-30” is no day of the calendar. (Check day and month.)",
    ),
    "month and day exchanged": (
        DATE, 'when="1939-27-01"', 'when="1939-27-01"', "is no day of the calendar. (Did you mean 1939-01-27?)",
    ),
    "a span in when": (
        DATE, 'when="1939-01/1939-03"', 'when="1939-01/',
        'is a span, not a date. (Write from="1939-01" to="1939-03".)',
    ),
    "a value outside its list": (
        'type="editorial"', 'type="editoral"', 'type="editoral"',
        "TEI-04: @type of <note>: “editoral” is not one of the values allowed here."
        " (Did you mean “editorial”? Allowed: authorial, editorial, source.)",
    ),
    "a certainty in words of one's own": (
        'cert="medium"', 'cert="so-so"', 'cert="so-so"', "(Allowed: high, low, medium, unknown, a number.)",
    ),
    "a number in letters": (
        'quantity="2"', 'quantity="two"', 'quantity="two"',
        "TEI-04: @quantity of <gap>: “two” is not a number. (Write it in digits, such as 2 or 2.5.)",
    ),
    "a language as computers write it": (
        ' xml:lang="en"', ' xml:lang="en_GB"', 'xml:lang="en_GB"',
        "TEI-04: @xml:lang of <TEI>: “en_GB” is not a language tag.",
    ),
    "an id that begins with a digit": (
        'xml:id="e1939-02-03"', 'xml:id="1939-02-03"', 'xml:id="1939-02-03"',
        "TEI-04: @xml:id of <div>: “1939-02-03” cannot be an id. (Begin with a letter;",
    ),
    "an element in the wrong place": (
        "<p>Visited", "<titleStmt><title>x</title></titleStmt><p>Visited", "<titleStmt><title>x",
        "TEI-01: <titleStmt> is not allowed at this place inside <div>."
        " (It may stand in <fileDesc>. Here may stand: <head>, <p>, <note>,",
    ),
    "text between paragraphs": (
        "<p>Visited", "stray <p>Visited", "stray <p>",
        "TEI-06: Text may not stand directly in <div>: “stray”. (Put it into a <p>.)",
    ),
    "no title": (
        '<title level="a">3 February 1939</title>\n        <title level="m">The Sarnovo Diary</title>\n', "", "<author",
        "TEI-05: Before <author>, <titleStmt> needs <title>.",
    ),
    "an empty statement": (
        "<langUsage>", "<langUsage/><langUsage>", "<langUsage/>",
        "TEI-05: <langUsage> is not complete: it needs",
    ),
    "an attribute left out": (
        ' version="0.1.0"', "", "<application", "TEI-05: <application> needs @version.",
    ),
    "an id twice": (
        'xml:id="e1939-02-03"', 'xml:id="editor"', 'xml:id="editor">\n        <head',
        "ID-01: The xml:id “editor” is that of <respStmt> in line 10 already.",
    ),
    "a reference to nobody": (
        'resp="#editor"', 'resp="#editr"', 'resp="#editr"',
        "REF-01: @resp points to “#editr”, but no element of this document has that xml:id. (Did you mean “#editor”?)",
    ),
    "a tag left open": (
        "</supplied>", "", "</p>\n        <p>In the", "XML-01: <supplied>, opened in line 42, is closed by </p>.",
    ),
    "a bare ampersand": (
        "<p>Visited", "<p>Vane & Thorne visited", "",
        "XML-01: There is an & that does not begin a character reference. (Write &amp; for the character &.)",
    ),
    "an entity of HTML": (
        "Geneva</placeName>", "Gen&egrave;ve</placeName>", "", "XML-01: The entity &egrave; is not known in XML.",
    ),
    "an attribute without quotes": (
        'break="no"', "break=no", "", "XML-01: An attribute's value stands without quotation marks.",
    ),
    "an external entity": (
        "<TEI ", '<!DOCTYPE TEI [<!ENTITY x SYSTEM "x">]>\n<TEI ', "",
        "XML-02: The document uses or declares the entity ‘x’",
    ),
    "no namespace": (NAMESPACE, "", "<TEI", "XML-03: This is not a TEI document: it begins with <TEI>"),
}  # fmt: skip


def test_the_contract_has_no_findings() -> None:
    assert findings(ENTRY) == []


@pytest.mark.parametrize(("right", "wrong", "marked", "said"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake(right: str, wrong: str, marked: str, said: str) -> None:
    text = with_mistake(right, wrong)
    (finding,) = findings(text)
    assert said in str(finding)
    if marked == "</p>\n        <p>In the":
        assert finding.line == place_of(text, marked)[0]
    elif marked:
        assert (finding.line, finding.column) == place_of(text, marked)


def test_all_mistakes_of_a_file_are_found_in_its_order() -> None:
    text = with_mistake(DATE, 'when="27.1.1939"')
    text = text.replace('<gap reason="torn"', '<gap raeson="torn" reason="torn"').replace(
        'resp="#editor">He', 'resp="#nobody">He'
    )
    place = '<placeName ref="#geneva" resp="#tei-toolkit">Geneva</placeName>'
    text = text.replace(place, "<placename>Geneva</placename>")
    assert [finding.code for finding in findings(text)] == ["TEI-04", "REF-01", "TEI-02", "TEI-03"]


def test_documents_come_back_in_their_order() -> None:
    bad = with_mistake(DATE, 'when="x"').encode()
    found = validate([("b.xml", bad), ("good.xml", ENTRY.encode()), ("a.xml", bad)])
    assert [finding.file for finding in found] == ["b.xml", "a.xml"]


@pytest.mark.parametrize(
    ("encoding", "lines"), [("utf-8", "\n"), ("utf-8", "\r\n"), ("utf-8-sig", "\n"), ("utf-16", "\n"), ("koi8-r", "\n")]
)
def test_columns_count_characters(encoding: str, lines: str) -> None:
    declared = encoding.removesuffix("-sig")
    text = f'<?xml version="1.0" encoding="{declared}"?>\n<TEI{NAMESPACE}>\n<teiHeader\n  n="1"\n  foo="ночь > 1"/>\n'
    text += f'<text xml:lang="ru"><body><p>Дождь <b/></p></body></text></TEI>{lines}'
    if encoding.startswith("utf"):
        text = text.replace("Дождь", "Дождь 𝔄")
    found = findings(text.replace("\n", lines).encode(encoding))
    assert [(finding.code, finding.line, finding.column) for finding in found] == [
        ("TEI-05", 3, 1),
        ("TEI-03", 5, 3),
        ("TEI-02", *place_of(text, "<b/>")),
    ]


def test_references_that_may_lead_to_a_register_are_left_alone() -> None:
    text = with_mistake(NAME, '<said who="#vane">Yes.</said><rs ref="#nobody" key="x">He</rs>')
    assert findings(text) == []
    assert "REF-01" in [one.code for one in findings(with_mistake('who="#tei-toolkit"', 'who="#nobody"'))]


def test_references_to_other_files_are_left_alone() -> None:
    text = with_mistake("<p>Visited", '<p corresp="../transcription/1939-02-03.xml#p1 https://example.org/#x">Visited')
    assert findings(text) == []


def test_bad_data_is_never_an_exception() -> None:
    chance = random.Random(4)
    for _ in range(300):
        data = bytearray(ENTRY.encode())
        for _ in range(chance.randint(1, 4)):
            start = chance.randrange(len(data))
            end = start + chance.choice([0, 1, 30])
            data[start:end] = chance.choice([b"<", b">", b'"', b"\xff", b"\x00", b"&", b""])
        validate([("damaged.xml", bytes(data))])


@pytest.mark.parametrize("depth", [100, 240, 254, 300, 100_000])
def test_deep_nesting_is_at_most_a_finding(depth: int) -> None:
    text = with_mistake("<p>Visited", f"<p>{'<hi>' * depth}x{'</hi>' * depth}Visited")
    assert {finding.message for finding in findings(text)} <= {
        "Elements are nested too deeply to be read.",
        "Elements are nested too deeply to be held against a schema.",
    }
    assert depth > 200 or findings(text) == []


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xfe", b"\x00" * 9, b"no XML at all", b"<TEI", b"<?xml version='1.0' encoding='x'?><a/>"]
)
def test_what_is_no_xml_is_one_finding(data: bytes) -> None:
    assert [finding.code for finding in findings(data)] == ["XML-01"]


XSD = f"""<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"{NAMESPACE} elementFormDefault="qualified"
  targetNamespace="http://www.tei-c.org/ns/1.0">
  <xs:element name="TEI"><xs:complexType>
    <xs:sequence><xs:element name="text" type="xs:date"/></xs:sequence>
    <xs:attribute name="n" type="xs:int"/><xs:attribute name="m" use="required"/>
  </xs:complexType></xs:element>
</xs:schema>"""


def including(address: str) -> bytes:
    """The XSD with an include."""
    return XSD.replace("<xs:element", f'<xs:include schemaLocation="{address}"/><xs:element', 1).encode()


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ('<TEI{} m=""><text>1939-02-03</text></TEI>', []),
        ("<TEI{}><text>1939-02-03</text></TEI>", ["d.xml:1:1: error TEI-05: <TEI> needs @m."]),
        ('<TEI{} m="" n="x"><text>1939-02-03</text></TEI>', ["TEI-04: @n of <TEI>: “x” is not a whole number."]),
        ('<TEI{} m="" k=""><text>1939-02-03</text></TEI>', ["TEI-03: <TEI> may not have the attribute @k."]),
        ('<TEI{} m="">x<text>1939-02-03</text></TEI>', ["TEI-06: Text may not stand directly in <TEI>: “x”."]),
        ('<TEI{} m=""><text>1939</text></TEI>', ["TEI-04: In <text>: “1939” is not a day. (Write 1939-02-03.)"]),
        ('<TEI{} m=""><text>1939-02-03</text><p/></TEI>', ["TEI-02: The schema has no element <p>."]),
        ('<TEI{} m=""/>', ["TEI-05: <TEI> is not complete: it needs <text>."]),
    ],
)
def test_xsd(document: str, said: list[str]) -> None:
    schema = load_schema(XSD.encode(), "small.xsd")
    found = [str(finding) for finding in validate([("d.xml", document.format(NAMESPACE).encode())], [schema])]
    assert len(found) == len(said)
    assert all(part in one for part, one in zip(said, found, strict=True))


def test_several_schemas_are_held_against_it_together() -> None:
    xsd = load_schema(XSD.encode(), "small.xsd")
    grammar = '<element name="TEI" ns="http://www.tei-c.org/ns/1.0" xmlns="http://relaxng.org/ns/structure/1.0">'
    rng = load_schema(f"{grammar}<empty/></element>".encode(), "small.rng")
    found = validate([("d.xml", f"<TEI{NAMESPACE} k=''/>".encode())], [xsd, rng])
    assert [finding.code for finding in found] == ["TEI-05", "TEI-05", "TEI-03"]


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("a.rnc", b"start = text", "a.rnc:1: <text> may not stand inside the start of a schema"),
        ("a.sch", b"<schema/>", "this is no Schematron schema"),
        ("a.odd", b'<TEI xmlns="http://www.tei-c.org/ns/1.0"/>', "there is no Schematron in this schema"),
        ("a.txt", b"", "ends in .rng or .rnc or .xsd"),
        ("a.rng", b"<grammar", "not well-formed"),
        ("a.xsd", b"<a/>", "a.xsd:1: this cannot be used as an XSD"),
        ("a.xsd", XSD.replace("xs:int", "xs:itn").encode(), "a.xsd:5: this cannot be used as an XSD: global component"),
        ("a.xsd", including("nowhere.xsd"), "a.xsd:3: “nowhere.xsd” cannot be read: there is no such file"),
        ("a.xsd", including("http://127.0.0.1:9/x"), "cannot be used as an XSD"),
        ("a.xsd", including("/etc/hosts"), "cannot be used as an XSD"),
    ],
)  # fmt: skip
def test_a_schema_that_cannot_be_used_is_one_sentence(name: str, data: bytes, sentence: str) -> None:
    with pytest.raises(UnreadableInput, match=sentence) as caught:
        load_schema(data, name)
    assert str(caught.value).startswith(name)
    assert "\n" not in str(caught.value)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two entries, one with a mistake, and one in a folder that was built."""
    for name, text in (
        ("tei/1939-02-03.xml", with_mistake(DATE, 'when="28.2.1923"')),
        ("tei/1939-02-04.xml", ENTRY),
        ("build/site/x.xml", "<x/>"),
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_the_command_points_to_the_place(folder: Path) -> None:
    done = tei("validate", ".", cwd=folder)
    assert (done.returncode, done.stderr) == (1, "")
    first, source, caret, count = done.stdout.splitlines()
    assert first.startswith("tei/1939-02-03.xml:42:301: error TEI-04: @when of <date>: “28.2.1923” is not a date")
    assert source[caret.index("^") :].startswith('when="28.2.1923"')
    assert len(source) < 120
    assert count == "2 files: 1 error."


def test_the_command_finds_nothing(folder: Path) -> None:
    done = tei("validate", folder / "tei" / "1939-02-04.xml")
    assert (done.returncode, done.stdout, done.stderr) == (0, "1 file: nothing wrong.\n", "")
    assert tei("validate", "-q", folder / "tei" / "1939-02-04.xml").stdout == ""


def test_the_command_speaks_json(folder: Path) -> None:
    done = tei("validate", "--format", "json", "tei", "tei/1939-02-03.xml", cwd=folder)
    assert done.returncode == 1
    data = json.loads(done.stdout)
    assert data["files"] == 2
    (finding,) = data["findings"]
    assert finding.pop("fingerprint")
    assert finding == {
        "code": "TEI-04",
        "severity": "error",
        "file": "tei/1939-02-03.xml",
        "line": 42,
        "column": 301,
        "message": "@when of <date>: “28.2.1923” is not a date in the form that TEI uses.",
        "value": "28.2.1923",
        "hint": "Write 1923-02-28.",
    }


def test_the_command_takes_schemas(folder: Path) -> None:
    (folder / "small.xsd").write_text(XSD, encoding="utf-8")
    done = tei("validate", "tei/1939-02-04.xml", "--schema", "small.xsd", cwd=folder)
    assert done.returncode == 1
    assert "<TEI> needs @m." in done.stdout


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nowhere.xml"], "nowhere.xml: there is no such file"),
        (["empty"], "empty: there is no .xml file in this folder."),
        (["tei", "--schema", "a.sch"], "a.sch: there is no such file"),
        (["tei", "--schema", "notes.txt"], "notes.txt: a schema's name ends in .rng or .rnc or .xsd"),
        ([], "Missing argument"),
    ],
)
def test_wrong_usage_is_one_sentence(folder: Path, arguments: list[str], sentence: str) -> None:
    (folder / "empty").mkdir()
    (folder / "notes.txt").write_text("notes", encoding="utf-8")
    done = tei("validate", *arguments, cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr
