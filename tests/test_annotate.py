"""Annotation: where tags go, where they do not, and what is left as it was."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import shared
from lxml import etree

from tei_toolkit import annotate, validate
from tei_toolkit.annotate import Annotated
from tei_toolkit.annotate.places import INSIDE_TAGS, PLACES
from tei_toolkit.errors import UnreadableInput
from tei_toolkit.register import Register, parse_register
from tei_toolkit.validate import load_schema

REGISTER = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff><listPerson>
  <person xml:id="butler"><persName><forename>Robert</forename> <surname>Butler</surname></persName></person>
  <person xml:id="lg"><persName><forename>Lloyd</forename> <surname>George</surname></persName></person>
  <person xml:id="mueller"><persName><forename>Max</forename> <surname>Müller</surname></persName></person>
</listPerson><listPlace><place xml:id="riga"><placeName>Riga</placeName></place></listPlace></standOff></TEI>"""
HEADER = """<teiHeader><fileDesc><titleStmt>
    <title>A Diary</title>
  </titleStmt><publicationStmt><p>Unpublished.</p></publicationStmt><sourceDesc><p>None.</p></sourceDesc></fileDesc>
  <profileDesc><creation><date when="1939-02-03"/></creation></profileDesc></teiHeader>"""
DECLARED = (
    '\n    <respStmt xml:id="tei-toolkit"><resp>Automatic markup of dates and names</resp>'
    "<name>TEI Toolkit</name></respStmt>"
)
TEI_ALL = ("oracle", "tei_all.rng")


def register() -> Register:
    return parse_register(REGISTER.encode(), "register.xml")


def document(body: str, header: str = HEADER) -> str:
    return f'<TEI xmlns="http://www.tei-c.org/ns/1.0">\n{header}<text><body>{body}</body></text></TEI>'


def annotated(data: bytes | str) -> Annotated:
    """Annotate one document; a second run must change nothing."""
    data = data.encode() if isinstance(data, str) else data
    (done,) = annotate([("diary.xml", data)], register=register(), language="en")
    (again,) = annotate([("diary.xml", done.data)], register=register(), language="en")
    assert again.data == done.data
    assert again.marks == ()
    return done


def body_of(done: Annotated) -> str:
    """What became of the body, without our own ``resp``, and without how sure a name is."""
    text = done.data.decode()
    return unsure(text[text.index("<body>") + 6 : text.index("</body>")].replace(' resp="#tei-toolkit"', ""))


def unsure(text: str) -> str:
    """A text without ``cert``: how sure a name is, is not decided here."""
    return text.replace(' cert="medium"', "")


LG = '<persName ref="#lg">'
INSERTED = {
    "words": ("<p>Saw Lloyd George.</p>", f"<p>Saw {LG}Lloyd George</persName>.</p>"),
    "a place": ("<p>To Riga, wet.</p>", '<p>To <placeName ref="#riga">Riga</placeName>, wet.</p>'),
    "a date": ("<p>On 27 January it rained.</p>", '<p>On <date when="1939-01-27">27 January</date> it rained.</p>'),
    "white space": ("<p>Lloyd\r\n\t  George, ill</p>", f"<p>{LG}Lloyd\r\n\t  George</persName>, ill</p>"),
    "within an element": ("<p><hi>see Lloyd George</hi></p>", f"<p><hi>see {LG}Lloyd George</persName></hi></p>"),
    "half of it in an element": ("<p>Lloyd <hi>George</hi></p>", f"<p>{LG}Lloyd <hi>George</hi></persName></p>"),
    "several elements": (
        "<p><hi>Lloyd</hi> <emph><hi>George</hi></emph></p>",
        f"<p>{LG}<hi>Lloyd</hi> <emph><hi>George</hi></emph></persName></p>",
    ),
    "an expansion": (
        "<p><expan>L<ex>loyd</ex> G<ex>eorge</ex></expan></p>",
        f"<p>{LG}<expan>L<ex>loyd</ex> G<ex>eorge</ex></expan></persName></p>",
    ),
    "expansions": (
        "<p>L<ex>loyd</ex> G<ex>eorge</ex>, ill</p>",
        f"<p>{LG}L<ex>loyd</ex> G<ex>eorge</ex></persName>, ill</p>",
    ),
    "a choice": (
        "<p><choice>\n<abbr>L. G.</abbr>\n<expan>Lloyd George</expan></choice></p>",
        f"<p>{LG}<choice>\n<abbr>L. G.</abbr>\n<expan>Lloyd George</expan></choice></persName></p>",
    ),
    "a name in a longer reading of a choice": (
        "<p><choice><orig>saw Ll. George</orig><reg>saw Lloyd George</reg></choice></p>",
        f"<p><choice><orig>saw Ll. George</orig><reg>saw {LG}Lloyd George</persName></reg></choice></p>",
    ),
    "an apparatus": (
        "<p>Lloyd <app><lem>George</lem><rdg>Butler</rdg></app></p>",
        f"<p>{LG}Lloyd <app><lem>George</lem><rdg>Butler</rdg></app></persName></p>",
    ),
    "a deletion": ("<p>Lloyd <del>Butler</del>George</p>", f"<p>{LG}Lloyd <del>Butler</del>George</persName></p>"),
    "a correction": (
        "<p>Lloyd <subst><del>Butler</del> <add>George</add></subst></p>",
        f"<p>{LG}Lloyd <subst><del>Butler</del> <add>George</add></subst></persName></p>",
    ),
    "a line": ("<p>Lloyd<lb/>George, ill</p>", f"<p>{LG}Lloyd<lb/>George</persName>, ill</p>"),
    "a page": ("<p>Lloyd\n<pb n='2'/>\nGeorge, ill</p>", f"<p>{LG}Lloyd\n<pb n='2'/>\nGeorge</persName>, ill</p>"),
    "a broken word": (
        '<p>Lloyd Geor-\n<lb break="no"/>ge, ill</p>',
        f'<p>{LG}Lloyd Geor-\n<lb break="no"/>ge</persName>, ill</p>',
    ),
    "a note": (
        "<p>Lloyd<note>of Riga</note> George, ill</p>",
        f'<p>{LG}Lloyd<note>of <placeName ref="#riga">Riga</placeName></note> George</persName>, ill</p>',
    ),
    "a running title": (
        "<p>Lloyd <fw>p. 2</fw>George, ill</p>",
        f"<p>{LG}Lloyd <fw>p. 2</fw>George</persName>, ill</p>",
    ),
    "a character by number": (
        "<p>Max M&#252;ller, ill</p>",
        '<p><persName ref="#mueller">Max M&#252;ller</persName>, ill</p>',
    ),
    "a comment": ("<p>Lloyd <!-- sic -->George, ill</p>", f"<p>{LG}Lloyd <!-- sic -->George</persName>, ill</p>"),
    "CDATA": ("<p><![CDATA[Lloyd George]]></p>", f"<p>{LG}<![CDATA[Lloyd George]]></persName></p>"),
    "items and cells": (
        "<list><item>Riga</item></list><table><row><cell>Riga</cell></row></table>",
        '<list><item><placeName ref="#riga">Riga</placeName></item></list>'
        '<table><row><cell><placeName ref="#riga">Riga</placeName></cell></row></table>',
    ),
    "a prefix": (
        '<t:p xmlns:t="http://www.tei-c.org/ns/1.0">in <t:hi>Riga</t:hi></t:p>',
        '<t:p xmlns:t="http://www.tei-c.org/ns/1.0">in <t:hi><t:placeName ref="#riga">Riga</t:placeName></t:hi></t:p>',
    ),
}


@pytest.mark.parametrize("case", INSERTED)
def test_where_tags_go(case: str) -> None:
    before, after = INSERTED[case]
    done = annotated(document(before))
    assert body_of(done) == after
    assert done.data.decode().partition("<body>")[0].replace(DECLARED, "") == document("").partition("<body>")[0]


LEFT_ALONE = {
    "a name": "<p><persName>Lloyd George</persName>, <rs>Lloyd George</rs>, <name>Riga</name></p>",
    "another kind of name": "<p><orgName>Riga</orgName>, <geogName>Riga</geogName></p>",
    "what is in a name": "<p><rs>the man from <hi>Riga</hi><note>Riga</note></rs></p>",
    "half a name": "<p>Lloyd <persName>George</persName></p>",
    "a date": "<p><date>27 January</date> and 27 <date>January</date> and <time>27 January</time></p>",
    "titles and links": "<p><title>Lloyd George</title> <ref target='#a'>Lloyd George</ref></p>",
    "code": "<p><code>Riga</code> <gi>Riga</gi></p><eg>Riga</eg>",
    "another vocabulary": "<p><svg xmlns='http://www.w3.org/2000/svg'><text>Riga</text></svg></p><x xmlns='y'>Riga</x>",
    "a register": "<listPerson><person><p>Lloyd George</p></person></listPerson>",
    "a deletion": "<p><del>Lloyd George</del></p>",
    "a reading that is not read": "<p><choice><sic>Lloyd George</sic><corr>nobody</corr></choice></p>",
    "two paragraphs": "<p>27</p><p>January</p>",
    "a gap": "<p>27 <gap/> January</p>",
    "text of nothing": "<div>\n  <!-- Riga --><?riga Riga?>\n</div>",
}


@pytest.mark.parametrize("case", LEFT_ALONE)
def test_what_is_left_alone(case: str) -> None:
    done = annotated(document(LEFT_ALONE[case]))
    assert done.data.decode() == document(LEFT_ALONE[case])
    assert done.findings == ()


def test_header_registers_and_facsimiles_are_left_alone() -> None:
    parts = "<standOff><listPlace><place><p>Riga</p></place></listPlace></standOff>"
    parts += "<facsimile><surface><desc>Riga</desc></surface></facsimile>"
    data = document("<p/>", HEADER.replace("A Diary", "Riga, 3 May 1939") + parts)
    assert annotated(data).data == data.encode()


def test_a_mark_that_crosses_an_element_is_reported() -> None:
    done = annotated(document("<p>no <hi>dear Lloyd</hi> George, ill</p>"))
    (finding,) = done.findings
    assert (finding.code, finding.value, finding.file) == ("MARK-03", "Lloyd George", "diary.xml")
    line = document("<p>no <hi>dear Lloyd</hi> George, ill</p>").splitlines()[finding.line - 1]
    assert line[finding.column - 1 :].startswith("Lloyd")
    assert body_of(done) == "<p>no <hi>dear Lloyd</hi> George, ill</p>"


def test_a_mark_where_no_tag_may_stand_is_reported() -> None:
    done = annotated(document("<p><w>in Riga</w></p>"))
    assert [finding.code for finding in done.findings] == ["MARK-04"]
    assert body_of(done) == "<p><w>in Riga</w></p>"


def test_the_toolkit_is_declared_once() -> None:
    done = annotated(document("<p>Riga</p>"))
    assert done.data.decode().count(DECLARED) == 1
    assert [finding for finding in validate([("diary.xml", done.data)]) if finding.code == "REF-01"] == []
    declared = HEADER.replace(
        "</titleStmt>", '<respStmt xml:id="tei-toolkit"><resp>x</resp><name>y</name></respStmt></titleStmt>'
    )
    assert "Automatic markup" not in annotated(document("<p>Riga</p>", declared)).data.decode()


def test_a_fragment_without_a_header_gets_tags_only() -> None:
    done = annotated('<p xmlns="http://www.tei-c.org/ns/1.0">Riga</p>')
    assert unsure(done.data.decode()) == (
        '<p xmlns="http://www.tei-c.org/ns/1.0"><placeName ref="#riga" resp="#tei-toolkit">Riga</placeName></p>'
    )


DAYS = {
    "the division": ('<div when="1912-05-01"><p>On 3 May.</p></div>', "1912-05-03"),
    "the division round it": ('<div when="1912-05-01"><div><p>On 3 May.</p></div></div>', "1912-05-03"),
    "its id": ('<div xml:id="e1912-05-01"><p>On 3 May.</p></div>', "1912-05-03"),
    "its heading": ('<div><head><date when="1912-05-01">May Day</date></head><p>On 3 May.</p></div>', "1912-05-03"),
    "its heading's words": ("<div><head>1 May 1912</head><p>On 3 May.</p></div>", "1912-05-03"),
    "its dateline": ('<div><dateline><date when="1912-05-01"/></dateline><p>On 3 May.</p></div>', "1912-05-03"),
    "the header": ("<div><p>On 3 May.</p></div>", "1939-05-03"),
}


@pytest.mark.parametrize("case", DAYS)
def test_the_year_comes_from(case: str) -> None:
    body, value = DAYS[case]
    assert f'<date when="{value}">3 May</date>' in body_of(annotated(document(body)))


def test_the_language_is_what_the_text_says() -> None:
    done = annotated(document('<p>3 mai</p><div xml:lang="fr"><p>3 mai</p><p xml:lang="en">3 mai, 4 May</p></div>'))
    assert [mark.text for mark in done.marks] == ["3 mai", "4 May"]


def test_the_julian_calendar_is_pointed_to_only_where_the_header_has_it() -> None:
    data = document("<p>On 3 May 1900.</p>").encode()
    (done,) = annotate([("diary.xml", data)], language="en", calendar="julian")
    assert dict(done.marks[0].attributes) == {
        "when": "1900-05-16", "when-custom": "1900-05-03", "resp": "#tei-toolkit",
    }  # fmt: skip
    calendar = '<calendarDesc><calendar xml:id="julian"><p>Julian</p></calendar></calendarDesc></profileDesc>'
    data = document("<p>On 3 May 1900.</p>", HEADER.replace("</profileDesc>", calendar)).encode()
    (done,) = annotate([("diary.xml", data)], language="en", calendar="julian")
    assert dict(done.marks[0].attributes)["datingMethod"] == "#julian"


ENCODED = {
    "a byte order mark": ("utf-8-sig", ""),
    "UTF-16": ("utf-16", "UTF-16"),
    "UTF-16, the other way": ("utf-16-be", "UTF-16BE"),
    "Latin-1": ("iso-8859-1", "ISO-8859-1"),
    "Windows": ("windows-1252", "windows-1252"),
    "Japanese": ("shift_jis", "Shift_JIS"),
}


@pytest.mark.parametrize("case", ENCODED)
def test_any_encoding_keeps_its_bytes(case: str) -> None:
    codec, declared = ENCODED[case]
    letters = "年月日" if codec == "shift_jis" else "Müßig – ø".replace("–", "-")
    declaration = f'<?xml version="1.0" encoding="{declared}"?>\r\n' if declared else ""
    text = declaration + document(f"<p>{letters} Riga {letters}</p>").replace("\n", "\r\n")
    done = annotated(text.encode(codec))
    tag = '<placeName ref="#riga" resp="#tei-toolkit">Riga</placeName>'
    expected = text.replace(" Riga ", f" {tag} ").replace("</title>", "</title>" + DECLARED.replace("\n", "\r\n"))
    assert unsure(done.data.decode(codec)).encode(codec) == expected.encode(codec)
    assert (done.marks[0].text, text.lstrip("\ufeff")[done.marks[0].start : done.marks[0].end]) == ("Riga", "Riga")


def test_an_encoding_with_states_is_refused() -> None:
    text = '<?xml version="1.0" encoding="ISO-2022-JP"?>' + document("<p>年 Riga</p>")
    with pytest.raises(UnreadableInput, match="save it as UTF-8"):
        annotated(text.encode("iso2022_jp"))


def test_an_id_that_the_encoding_lacks_is_written_by_number() -> None:
    named = parse_register(REGISTER.replace('"riga"', '"рига"').encode(), "register.xml")
    data = ('<?xml version="1.0" encoding="ISO-8859-1"?>' + document("<p>Riga</p>")).encode("latin-1")
    (done,) = annotate([("diary.xml", data)], register=named, language="en")
    assert etree.fromstring(done.data).find(".//{*}placeName").get("ref") == "#рига"  # type: ignore[union-attr]


ENTITIES = """<!DOCTYPE TEI SYSTEM "tei.dtd" [ <!-- ']> --> <!ENTITY uuml "&#252;"> <!ENTITY lg "Lloyd George">
  <!ENTITY file SYSTEM "file:///etc/passwd"> <!ENTITY tagged "<hi>Riga</hi>"> <!ENTITY amper "&#38;#38;"> ]>\n"""


def test_references_are_read_where_they_can_be_and_kept_as_they_are() -> None:
    body = "<p>Max M&uuml;ller &eacute; &lg; &file;Riga &tagged; &unknown; &amper;</p>"
    done = annotated(ENTITIES + document(body))
    assert body_of(done) == (
        '<p><persName ref="#mueller">Max M&uuml;ller</persName> &eacute; <persName ref="#lg">&lg;</persName>'
        " &file;Riga &tagged; &unknown; &amper;</p>"
    )
    assert done.data.decode().startswith(ENTITIES)


def test_a_name_that_is_half_in_a_reference_crosses_it() -> None:
    done = annotated('<!DOCTYPE TEI [<!ENTITY half "dear Lloyd">]>' + document("<p>my &half; George, ill</p>"))
    assert [finding.code for finding in done.findings] == ["MARK-03"]


def test_a_bomb_is_refused() -> None:
    bomb = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    with pytest.raises(UnreadableInput, match="not read for safety"):
        annotated(f'<!DOCTYPE TEI [<!ENTITY a0 "ha">{bomb}]>' + document("<p>&a9;</p>"))


def test_what_is_not_xml_is_refused_and_what_is_not_tei_is_left_alone() -> None:
    with pytest.raises(UnreadableInput, match=r"diary.xml:1:\d+: This is not well-formed XML"):
        annotated("<TEI><p></TEI>")
    done = annotated("<html><p>Riga</p></html>")
    assert ([finding.code for finding in done.findings], done.data) == (["XML-03"], b"<html><p>Riga</p></html>")


def test_a_name_is_decided_by_what_other_documents_say() -> None:
    """A bare surname, where the full name stands in another file of the run."""
    data = [document(f"<p>{words}</p>").encode() for words in ("Met Robert Butler.", "With Butler to Riga.")]
    done = annotate([("1.xml", data[0]), ("2.xml", data[1])], register=register(), language="en")
    assert [mark.text for one in done for mark in one.marks] == ["Robert Butler", "Butler", "Riga"]


def test_the_result_is_valid_by_tei_all() -> None:
    schema = load_schema(shared(*TEI_ALL).read_bytes(), "tei_all.rng")
    for case, (before, _) in INSERTED.items():
        done = annotated(document(before.replace("\r", "")))
        assert (case, validate([("diary.xml", done.data)], [schema])) == (case, [])


def test_tags_go_only_where_tei_all_allows_them() -> None:
    children = _children(shared(*TEI_ALL))
    tags = {"persName", "placeName", "date"}
    assert [name for name in sorted(PLACES) if not tags <= children[name]] == []
    assert [name for name in sorted(INSIDE_TAGS) if not all(name in children[tag] for tag in tags)] == []


def _children(path: Path) -> dict[str, set[str]]:
    """The elements that a grammar allows somewhere directly in each element."""
    root = etree.parse(path).getroot()
    rng = "{http://relaxng.org/ns/structure/1.0}"
    defines: dict[str, list[etree._Element]] = {}
    for define in root.iter(f"{rng}define"):
        defines.setdefault(str(define.get("name")), []).append(define)

    def names(node: etree._Element, seen: set[str]) -> set[str]:
        found: set[str] = set()
        for child in node.iterchildren(f"{rng}*"):
            kind = re.sub(r"\{.*\}", "", str(child.tag))
            if kind == "element":
                found.add(str(child.get("name")))
            elif kind == "ref" and child.get("name") not in seen:
                seen.add(str(child.get("name")))
                for define in defines.get(str(child.get("name")), []):
                    found |= names(define, seen)
            elif kind != "attribute":
                found |= names(child, seen)
        return found

    held: dict[str, set[str]] = {}
    for element in root.iter(f"{rng}element"):
        held.setdefault(str(element.get("name")), set()).update(names(element, set()))
    return held
