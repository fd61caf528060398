"""TEI of others: entries from its divisions, its markup kept, nothing lost."""

from __future__ import annotations

import re
import tarfile

import pytest
from conftest import shared
from lxml import etree

from tei_toolkit.errors import UnreadableInput
from tei_toolkit.findings import Severity
from tei_toolkit.parsing import TEI
from tei_toolkit.pipeline import Converted, convert
from tei_toolkit.validate import validate

VOLUME = f"""<TEI xmlns="{TEI}" xml:lang="en"><teiHeader><fileDesc><titleStmt><title>Diary</title>
<author>A. Toll</author></titleStmt></fileDesc></teiHeader><text><front><p>By his widow.</p></front><body>
<div type="year" n="1939"><head>1939</head><div type="entry" xml:id="a1" n="1">
<head><date when="1939-02-03">Friday</date></head><p rend="first">He <del rend="strike">came
 <gap reason="torn"/></del> with <persName key="p7">Miss <hi rend="italic">Pell</hi></persName>.<note place="foot">
<p>One.</p><p>Two.</p></note> [sic]</p><lg><l>A line,</l><l>another.</l></lg></div><pb n="2"/>
<div type="entry" xml:id="a2"><head>5 February</head>
<p>So <choice><abbr>Dr</abbr><expan>Doctor</expan></choice> said on 4 February.</p></div></div></body></text></TEI>"""


def converted(text: str) -> Converted:
    return convert(text.encode(), "volume.xml")


def body(document: bytes) -> str:
    found = re.search(r"<body>(.*)</body>", document.decode(), re.DOTALL)
    assert found
    return re.sub(r">\s*\n\s*<", "><", found[1].strip())


def test_a_volume_becomes_entries_with_their_own_markup() -> None:
    done = converted(VOLUME)
    assert [entry.id for entry in done.entries] == ["preamble", "e1939-02-03", "e1939-02-05"]
    assert done.language == "en"
    text = body(done.documents["1939-02-03.xml"])
    assert '<div type="entry" xml:id="e1939-02-03" n="1" corresp="volume.xml#a1">' in text
    assert '<head><date when="1939-02-03">Friday</date></head>' in text
    assert '<del rend="strike">came <gap reason="torn"/></del>' in text
    assert '<persName key="p7">Miss <hi rend="italic">Pell</hi></persName>' in text
    assert '<note place="foot"><p>One.</p><p>Two.</p></note> [sic]</p>' in text
    assert "<lg><l>A line,</l><l>another.</l></lg>" in text


def test_dates_are_found_in_it_and_its_abbreviations_stay() -> None:
    text = body(converted(VOLUME).documents["1939-02-05.xml"])
    assert "<choice><abbr>Dr</abbr><expan>Doctor</expan></choice>" in text
    assert '<date when="1939-02-04" resp="#tei-toolkit">4 February</date>' in text


def test_what_is_no_entry_is_said_or_kept() -> None:
    done = converted(VOLUME.replace("<head>5 Feb", "<!-- why? --><head>5 Feb"))
    assert "By his widow." in done.documents["preamble.xml"].decode()
    assert [finding.code for finding in done.findings] == ["READ-02"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (f'<TEI xmlns="{TEI}"><teiHeader/></TEI>', "has no <text>"),
        (f'<TEI xmlns="{TEI}"><text>', "not well-formed"),
        (f'<!DOCTYPE TEI [<!ENTITY a "b">]><TEI xmlns="{TEI}"><text><body><p>&a;</p></body></text></TEI>', "entit"),
        (f'<TEI xmlns="{TEI}"><text>' + "<p>" * 10_000, "not well-formed"),
    ],
)
def test_bad_tei_is_one_sentence(text: str, sentence: str) -> None:
    with pytest.raises(UnreadableInput, match=sentence) as caught:
        converted(text)
    assert "\n" not in str(caught.value)


NESTED = f"""<TEI xmlns="{TEI}" xml:lang="en"><teiHeader><fileDesc><titleStmt><title>A Diary</title>
<editor>B. Quill</editor></titleStmt><publicationStmt><publisher>A Press</publisher><availability>
<licence target="http://x.org/by">Free</licence></availability></publicationStmt>
<sourceDesc><msDesc><msIdentifier><repository>An Archive</repository><idno>MS 1</idno>
</msIdentifier></msDesc></sourceDesc></fileDesc></teiHeader>
<text><body><div type="year" xml:id="y1939"><head>1939</head>
<div type="month"><head>February</head><div type="day" xml:id="d1"><head><date when="1939-02-03">Friday</date></head>
<p xml:id="p1">Rain, see <ref target="#d2">next</ref>, <ref target="#p2">there</ref>, <ref target="#p1">here</ref> and
<ref target="#y1939">all</ref>.</p><figure><head>A boat</head></figure></div><div type="day" xml:id="d2">
<head><date when="1939-02-04">Saturday</date></head><p xml:id="p2">So.</p></div></div></div></body><back><div>
<listPerson><person xml:id="joe"><persName>Joe</persName></person></listPerson></div></back></text></TEI>"""


def test_references_to_other_entries_point_to_the_source() -> None:
    done = converted(NESTED)
    text = body(done.documents["1939-02-03.xml"])
    assert re.findall('target="(.*?)"', text) == ["volume.xml#d2", "volume.xml#p2", "#p1", "volume.xml#y1939"]
    assert [str(one) for one in validate(done.documents.items()) if one.severity is Severity.ERROR] == []


def test_names_in_lists_of_persons_are_no_paragraphs() -> None:
    text = "".join(map(body, converted(NESTED).documents.values()))
    assert '<person xml:id="joe"><persName>Joe</persName></person>' in text


def test_the_header_says_what_theirs_said() -> None:
    header = converted(NESTED).documents["1939-02-03.xml"].decode().split("</teiHeader>")[0]
    assert '<title level="m">A Diary</title>' in header
    assert "<editor>B. Quill</editor>" in header
    assert '<licence target="http://x.org/by">Free</licence>' in header
    assert "source: An Archive MS 1" in header


def test_headings_that_are_no_lines_of_text_are_conserved() -> None:
    entry = (
        f'<TEI xmlns="{TEI}"><text><body><div type="entry"><p>So.</p></div><div type="entry">{{}}</div></body></text>'
        "</TEI>"
    )
    for inside in (
        "<head>Page 451</head><note><p>Late.</p></note><p>It rained.</p>",
        "<head><abbr/></head><note><p>Late.</p></note><p>It rained.</p>",
        "<head>3 May</head><ab/><note><p>Late.</p></note><p>It rained.</p>",
    ):
        assert inside in "".join(map(body, converted(entry.format(inside)).documents.values()))


def test_published_entries_keep_their_elements_and_attributes() -> None:
    archive = shared("corpora") / "schnitzler-editions.tar.xz"
    seen = 0
    with tarfile.open(archive) as files:
        for number, member in enumerate(files):
            opened = files.extractfile(member) if member.name.endswith(".xml") and number % 40 == 1 else None
            if opened is None:
                continue
            data = opened.read()
            (document,) = convert(data, "entry.xml", language="de").documents.values()
            before, after = (etree.fromstring(one).find(f".//{{{TEI}}}body") for one in (data, document))
            assert before is not None
            assert after is not None
            own = [one for one in after.iter("{*}*") if one.get("resp") != "#tei-toolkit"]
            divisions = (f"{{{TEI}}}div", f"{{{TEI}}}body")
            assert [(one.tag, dict(one.attrib)) for one in own if one.tag not in divisions] == [
                (one.tag, dict(one.attrib)) for one in before.iter("{*}*") if one.tag not in divisions
            ]
            seen += 1
            if seen == 100:
                break
    assert seen == 100


def test_divisions_without_a_type_are_entries_if_their_headings_name_days() -> None:
    text = VOLUME.replace(' type="entry"', "").replace('<date when="1939-02-03">Friday</date>', "3 February")
    done = converted(text)
    assert [entry.id for entry in done.entries] == ["preamble", "e1939-02-03", "e1939-02-05"]
    assert body(done.documents["1939-02-05.xml"]).count("<div") == 1


@pytest.mark.parametrize("before", ['<figure><graphic url="a.jpg"/></figure>', "<p/>", "<lg><l><abbr/></l></lg>"])
def test_what_has_no_words_stands_before_the_first_entry(before: str) -> None:
    done = converted(re.sub(r"<front>.*</front>", "", VOLUME).replace("<div type", f"{before}<div type", 1))
    first = next(iter(done.documents.values()))
    assert f'<div type="preamble" xml:id="e1939-02-03-before">{before}</div>' in body(first)
    assert '-opening"><head>1939</head></div><div type="entry"' in body(first)
    assert not [one for one in validate([("a.xml", first)]) if one.severity is Severity.ERROR]
