"""PAGE XML, ALTO, hOCR, and folders of them: lines with their places on the image, words joined over them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping

import pytest

from tei_toolkit.errors import UnreadableInput
from tei_toolkit.pipeline import Converted, convert
from tei_toolkit.read.readers import Received

NAMESPACE = "http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"


def line(text: str, custom: str = "", conf: str = "") -> str:
    sure = f' conf="{conf}"' if conf else ""
    return (
        f'<TextLine id="x" custom="{custom}"><Coords points="1,1 9,1 9,9"/><TextEquiv index="1">'
        f'<Unicode>other</Unicode></TextEquiv><TextEquiv index="0"{sure}><Unicode>{text}</Unicode></TextEquiv>'
        "</TextLine>"
    )


def region(identifier: str, *lines: str, kind: str = "paragraph") -> str:
    return f'<TextRegion id="{identifier}" type="{kind}"><Coords points="0,0 9,0 9,9"/>{"".join(lines)}</TextRegion>'


def page(*regions: str, order: tuple[str, ...] = ()) -> bytes:
    references = "".join(f'<RegionRefIndexed index="{n}" regionRef="{one}"/>' for n, one in enumerate(order))
    reading = f'<ReadingOrder><OrderedGroup id="o">{references}</OrderedGroup></ReadingOrder>' if order else ""
    return (
        f'<PcGts xmlns="{NAMESPACE}"><Page imageFilename="a.jpg" imageWidth="100" imageHeight="200">{reading}'
        f"{''.join(regions)}</Page></PcGts>"
    ).encode()


ALTO = """<alto xmlns="http://www.loc.gov/standards/alto/ns-v4#"><Description>
<sourceImageInformation><fileName>b.jpg</fileName>
</sourceImageInformation></Description><Layout><Page WIDTH="100" HEIGHT="200" PRINTED_IMG_NR="7"><TopMargin><TextBlock>
<TextLine><String CONTENT="Diary"/></TextLine></TextBlock></TopMargin><PrintSpace>
<ComposedBlock><TextBlock HPOS="1" VPOS="2"
WIDTH="3" HEIGHT="4"><TextLine HPOS="1" VPOS="1" WIDTH="8" HEIGHT="2"><String CONTENT="3"/><SP/>
<String CONTENT="February"/>
</TextLine><TextLine><String CONTENT="He"/><SP/><String CONTENT="met" WC="0.2"/><SP/><String CONTENT="the"/><SP/>
<String CONTENT="ambassa" SUBS_TYPE="HypPart1" SUBS_CONTENT="ambassador"/><HYP CONTENT="-"/></TextLine><TextLine>
<String CONTENT="dor" SUBS_TYPE="HypPart2" SUBS_CONTENT="ambassador"/><SP/><String CONTENT="at"/><SP/>
<String CONTENT="four."/>
</TextLine></TextBlock></ComposedBlock></PrintSpace></Page></Layout></alto>"""
HOCR = """<!DOCTYPE html><html><body><div class="ocr_page" title='image "c.png"; bbox 0 0 100 200'>
<p class="ocr_par" title="bbox 1 2 3 4"><span class="ocr_line" title="bbox 1 2 30 4">
<span class="ocrx_word" title="x_wconf 93">3</span> 
<span class="ocrx_word" title="x_wconf 90">February</span></span><span class="ocr_line" title="bbox 1 5 30 9">
<span class="ocrx_word" title="x_wconf 20">Rain</span> 
<span class="ocrx_word" title="x_wconf 95">fell on the town all day.</span></span></p></div>"""


def converted(data: bytes, name: str = "page.xml", files: Mapping[str, bytes] | None = None) -> Converted:
    start = datetime.date(1939, 1, 1)
    return convert(Received(name, data, files or {}), name, language="en", start=start)


def body(data: bytes, files: Mapping[str, bytes] | None = None) -> str:
    (document,) = converted(data, files=files).documents.values()
    found = re.search(r"<body>(.*)</body>", document.decode(), re.DOTALL)
    assert found
    return re.sub(r"\n\s*", "", found[1])


def test_lines_point_to_their_place_on_the_image() -> None:
    data = page(region("r1", line("3 February"), line("He met the ambassador at the station today.")))
    (document,) = converted(data).documents.values()
    assert b'<surface xml:id="p1" ulx="0" uly="0" lrx="100" lry="200">' in document
    assert b'<graphic url="a.jpg" width="100px" height="200px"/>' in document
    assert b'<zone xml:id="p1-r1-l2" rendition="line" points="1,1 9,1 9,9"/>' in document
    assert '<pb facs="#p1"/>' in body(data)
    assert '<p><lb facs="#p1-r1-l2"/>He met' in body(data)


def test_words_go_on_over_lines_regions_and_pages() -> None:
    first = page(
        region("r1", line("3 February"), line("He met the ambassa¬"), line("dor and the secre-"), line("tary of the"))
    )
    second = page(region("r1", line("legation, who was Ge¬")), region("r2", line("org. He left.")))
    text = body(b"", {"page10.xml": second, "page2.xml": first})
    assert 'ambassa<lb facs="#p1-r1-l3" break="no"/>dor' in text
    assert 'secre-<lb facs="#p1-r1-l4" break="no"/>tary of the<pb facs="#p2"/>' in text
    assert "legation" in text
    assert text.count("<p>") == 1


def test_the_order_of_reading_and_what_is_no_text() -> None:
    data = page(
        region("r2", line("It rained on the town and on the lake.")), region("n", line("17"), kind="page-number"),
        region("m", line("late"), kind="marginalia"), region("r1", line("3 February"), kind="heading"),
        order=("n", "r1", "r2", "m"),
    )  # fmt: skip
    done = converted(data)
    assert [entry.id for entry in done.entries] == ["e1939-02-03"]
    text = body(data)
    assert '<pb n="17" facs="#p1"/>' in text
    assert '<fw type="pageNum" facs="#p1-r1"><lb facs="#p1-r1-l1"/>17</fw>' in text
    assert '<note place="margin" facs="#p1-r4"><lb facs="#p1-r4-l1"/>late</note>' in text


def test_tags_of_transkribus() -> None:
    custom = (
        "readingOrder {index:0;} person {offset:0; length:9; wikiData:Q42;} textStyle {offset:5; length:4; bold:true;}"
        " abbrev {offset:10; length:3; expansion:Doctor\\u0020of;} date {offset:14; length:8; year:1939; month:2;"
        " day:4;}"
        " place {offset:26; length:6;} mystery {offset:26; length:6;}"
    )
    data = page(
        region("r1", line("3 February"), line("Miss Pell Dr. tomorrow in Geneva, so they all said to me", custom))
    )
    text = body(data)
    assert '<persName ref="https://www.wikidata.org/entity/Q42">Miss <hi rend="bold">Pell</hi></persName>' in text
    assert "<abbr>Dr.</abbr>" in text
    assert "<expan>Doctor of</expan>" in text
    assert '<date when="1939-02-04">tomorrow</date>' in text
    assert "<placeName>Geneva</placeName>" in text
    assert [one.value for one in converted(data).findings if one.code == "READ-01"] == ["mystery"]


def test_a_place_that_goes_on_in_the_next_line_is_one() -> None:
    first = line("He went from the town to New", "place {offset:25; length:3; continued:true;}")
    second = line("York, and stayed there.", "place {offset:0; length:4; continued:true;}")
    text = body(page(region("r1", line("3 February"), first, second)))
    assert '<placeName>New<lb facs="#p1-r1-l3"/>York</placeName>, and' in text


def test_what_tags_say_is_kept_or_reported() -> None:
    custom = (
        "comment {offset:0; length:9; comment:Which\\u003f;} gap {offset:9; length:0; reason:torn;}"
        " unclear {offset:10; length:4; reason:faded;} sic {offset:15; length:3; correction:the;}"
        " person {offset:0; length:9; firstname:Ida; lastname:Pell; dateOfBirth:1901; wikiData:Q42;}"
    )
    data = page(region("r1", line("3 February"), line("Miss Pell left teh town in the rain of the day.", custom)))
    text = body(data)
    assert '<note type="editorial" subtype="comment" resp="#editor">Which?</note>' in text
    assert '<gap reason="torn"/>' in text
    assert '<unclear reason="faded">left</unclear> <sic>teh</sic>' in text
    assert {one.value for one in converted(data).findings if one.code == "READ-01"} == {
        "firstname Ida, lastname Pell, dateOfBirth 1901",
        "correction the",
    }


@pytest.mark.parametrize(("kind", "element"), [("marginalia", "note"), ("page-number", "fw"), ("header", "fw")])
def test_a_word_goes_on_over_a_page_and_what_stands_at_its_head(kind: str, element: str) -> None:
    first = page(region("r1", line("3 February"), line("He met on that day the ambassa-")))
    second = page(region("n", line("late"), kind=kind), region("r1", line("dor and the secretary of state.")))
    text = body(b"", {"1.xml": first, "2.xml": second})
    assert re.search(rf'ambassa-<pb [^>]*break="no"/><{element} [^§]*</{element}><lb [^>]*break="no"/>dor', text)
    assert text.count("<p>") == 1


def test_a_running_foot_after_a_paragraph_that_is_whole_is_not_in_it() -> None:
    first = page(region("r1", line("3 February"), line("He left.")), region("f", line("Diary"), kind="footer"))
    second = page(region("r1", line("It rained on the town.")))
    assert "He left.</p><fw " in body(b"", {"1.xml": first, "2.xml": second})


def test_what_was_recognised_badly_is_unclear() -> None:
    data = page(region("r1", line("3 February"), line("Scrawl over the whole width of the page", conf="0.3")))
    assert '<unclear cert="low">Scrawl' in body(data)


def test_alto() -> None:
    text = body(ALTO.encode())
    assert '<pb n="7" facs="#p1"/>' in text
    assert '<fw type="header">' in text
    assert '<head><lb facs="#p1-r2-l1"/><date when="1939-02-03" resp="#tei-toolkit">3 February</date></head>' in text
    assert '<p><lb/>He <unclear cert="low">met</unclear> the ambassa-<lb break="no"/>dor at four.</p>' in text


def test_tags_of_alto_say_what_blocks_and_lines_are() -> None:
    labels = ("Main", "Margin", "NumberingZone:page#1", "Running title", "HeadingLine")
    tags = "".join(f'<OtherTag ID="T{n}" LABEL="{label}"/>' for n, label in enumerate(labels))

    def lines(*written: str, tag: str = "") -> str:
        return "".join(f'<TextLine TAGREFS="{tag}"><String CONTENT="{one}"/></TextLine>' for one in written)

    blocks = (
        f'<TextBlock TAGREFS="T3">{lines("Diary")}</TextBlock><TextBlock TAGREFS="T2">{lines("17")}</TextBlock>'
        f'<TextBlock TAGREFS="T0">{lines("3 February", tag="T4")}{lines("It rained on the town.")}</TextBlock>'
        f'<TextBlock TAGREFS="T1">{lines("late")}</TextBlock>'
    )
    data = f"""<alto xmlns="http://www.loc.gov/standards/alto/ns-v4#"><Tags>{tags}</Tags><Layout><Page><PrintSpace>{blocks}
    </PrintSpace></Page></Layout></alto>""".encode()
    assert body(data) == (
        '<pb n="17" facs="#p1"/><fw type="header"><lb/>Diary</fw><fw type="pageNum"><lb/>17</fw>'
        '<div type="entry" xml:id="e1939-02-03">'
        '<head><lb/><date when="1939-02-03" resp="#tei-toolkit">3 February</date></head>'
        '<p><lb/>It rained on the town.<note place="margin"><lb/>late</note></p></div>'
    )


@pytest.mark.parametrize("said", ['type="other" custom="structure {type:MarginTextZone;}"', 'type="marginalia"'])
def test_what_a_region_is_says_its_type_or_its_structure(said: str) -> None:
    margin = region("m", line("late")).replace('type="paragraph"', said)
    assert '<note place="margin"' in body(
        page(region("r1", line("3 February"), line("It rained on the town.")), margin)
    )


def test_hocr() -> None:
    text = body(HOCR.encode())
    assert '<p><lb facs="#p1-r1-l2"/><unclear cert="low">Rain</unclear> fell on the town all day.</p>' in text


def test_mets_says_the_order_and_the_labels() -> None:
    mets = b"""<mets xmlns="http://www.loc.gov/METS/" xmlns:xlink="http://www.w3.org/1999/xlink"><fileSec><fileGrp>
    <file ID="f1"><FLocat xlink:href="pages/b.xml"/></file><file ID="f2"><FLocat xlink:href="pages/a.xml"/></file>
    </fileGrp></fileSec>
    <structMap TYPE="PHYSICAL"><div><div ORDER="2" ORDERLABEL="8"><fptr FILEID="f2"/></div>
    <div ORDER="1" ORDERLABEL="7"><fptr FILEID="f1"/></div></div></structMap></mets>"""
    first = page(region("r1", line("3 February"), line("It rained on the town and on the lake.")))
    second = page(region("r1", line("It went on to rain for all of the night.")))
    text = body(mets, {"pages/a.xml": second, "pages/b.xml": first})
    assert text.index('<pb n="7"') < text.index("It rained") < text.index('<pb n="8"') < text.index("It went on")


def test_pages_in_several_formats_are_read_once() -> None:
    first = page(region("r1", line("3 February"), line("It rained on the town and on the lake.")))
    files = {"alto/1.xml": ALTO.encode(), "page/1.xml": first, "page/1.hocr": HOCR.encode(), "2.xml": ALTO.encode()}
    done = converted(b"", "export", files)
    text = "".join(document.decode() for document in done.documents.values())
    assert (text.count("It rained"), text.count("ambassa"), text.count("Rain<")) == (1, 1, 0)
    assert [(one.code, one.value) for one in done.findings if one.code == "READ-05"] == [("READ-05", "alto/1.xml")]


def test_an_export_of_transkribus_is_read_by_its_mets() -> None:
    """Pages are ordered as METS has them, not by name; read once, as PAGE; title and author go to the header."""
    mets = b"""<ns:mets xmlns:ns="http://www.loc.gov/METS/" xmlns:xlink="http://www.w3.org/1999/xlink"><ns:amdSec>
    <ns:sourceMD><ns:mdWrap><ns:xmlData><trpDocMetadata><title>Diary of a Summer</title><author>Ida Pell</author>
    </trpDocMetadata></ns:xmlData></ns:mdWrap></ns:sourceMD></ns:amdSec><ns:fileSec><ns:fileGrp>
    <ns:fileGrp ID="ALTO"><ns:file ID="A1"><ns:FLocat xlink:href="alto/z.xml"/></ns:file></ns:fileGrp>
    <ns:fileGrp ID="PAGEXML"><ns:file ID="P1"><ns:FLocat xlink:href="page/z.xml"/></ns:file>
    <ns:file ID="P2"><ns:FLocat xlink:href="page/a.xml"/></ns:file></ns:fileGrp></ns:fileGrp></ns:fileSec>
    <ns:structMap TYPE="MANUSCRIPT"><ns:div><ns:div ORDER="1"><ns:fptr><ns:area FILEID="A1"/></ns:fptr><ns:fptr>
    <ns:area FILEID="P1"/></ns:fptr></ns:div><ns:div ORDER="2"><ns:fptr><ns:area FILEID="P2"/></ns:fptr></ns:div>
    </ns:div></ns:structMap></ns:mets>"""
    first = page(region("r1", line("3 February"), line("It rained on the town and on the lake.")))
    second = page(region("r1", line("It went on to rain for all of the night.")))
    files = {"x/mets.xml": mets, "x/page/a.xml": second, "x/page/z.xml": first, "x/alto/z.xml": ALTO.encode()}
    done = converted(b"", "export", files)
    (document,) = done.documents.values()
    text = document.decode()
    assert text.index("It rained") < text.index("It went on")
    assert "ambassa" not in text
    assert "<author>Ida Pell</author>" in text
    assert done.source.details == {"title": "Diary of a Summer", "author": "Ida Pell"}
    assert [one.code for one in done.findings if one.code.startswith("READ")] == ["READ-05"]


def test_mods_of_a_mets_says_title_and_author() -> None:
    mods = (
        '<mods xmlns="http://www.loc.gov/mods/v3"><titleInfo><title>Diary</title></titleInfo>'
        '<name><namePart type="family">Pell</namePart><namePart type="given">Ida</namePart></name>'
        "<name><namePart>A. Clerk</namePart><role><roleTerm>scribe</roleTerm></role></name>"
        "<location><physicalLocation>Town Archive</physicalLocation></location>"
        "<relatedItem><titleInfo><title>A Series</title></titleInfo></relatedItem></mods>"
    )
    mets = (
        '<mets xmlns="http://www.loc.gov/METS/" xmlns:xlink="http://www.w3.org/1999/xlink"><dmdSec><mdWrap><xmlData>'
        f"{mods}</xmlData></mdWrap></dmdSec><fileSec><fileGrp>"
        '<file ID="f"><FLocat xlink:href="a.xml"/></file></fileGrp>'
        "</fileSec></mets>"
    ).encode()
    pages = {"a.xml": page(region("r1", line("3 February"), line("It rained on the town and on the lake.")))}
    details = {"title": "Diary", "author": "Ida Pell", "repository": "Town Archive"}
    assert converted(mets, "mets.xml", pages).source.details == details


@pytest.mark.parametrize(
    ("data", "files", "sentence"),
    [
        (b"<PcGts><Page>", {}, "not well-formed"),
        (page(), {}, "no text"),
        (b'<mets xmlns="http://www.loc.gov/METS/"/>', {}, "none of the page files"),
        (b"", {"a.xml": b"<a/>"}, "no reader knows"),
    ],
)
def test_bad_pages_are_one_sentence(data: bytes, files: dict[str, bytes], sentence: str) -> None:
    with pytest.raises(UnreadableInput, match=sentence):
        converted(data, "pages", files)
