"""Word documents: every letter and every feature of them is in the TEI."""

from __future__ import annotations

import datetime
import io
from collections import Counter

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from word import paragraph, run, word

from tei_toolkit.edition import STYLE_ELEMENTS
from tei_toolkit.errors import UnreadableInput
from tei_toolkit.findings import has_errors
from tei_toolkit.parsing import NAMESPACES
from tei_toolkit.pipeline import Converted, convert
from tei_toolkit.read.readers import Wishes
from tei_toolkit.validate import validate

STYLES = """
<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="character" w:styleId="P"><w:name w:val="Person"/></w:style>
<w:style w:type="paragraph" w:styleId="N"><w:name w:val="Remark"/></w:style>
"""
NUMBERING = """
<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/></w:lvl>
</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
"""
FIRST = '<w:pStyle w:val="H1"/>'
DAY = paragraph("3 February", FIRST)


def field(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def converted(data: bytes, **wishes: object) -> Converted:
    return convert(data, "diary.docx", language="en", start=datetime.date(1939, 1, 1), wishes=Wishes(**wishes))  # type: ignore[arg-type]


def body(data: bytes, **wishes: object) -> etree._Element:
    """The body of the only entry."""
    (document,) = converted(data, **wishes).documents.values()
    found = etree.fromstring(document).find(".//tei:body", NAMESPACES)
    assert found is not None
    return found


def shown(element: etree._Element) -> str:
    text = etree.tostring(element, encoding="unicode", with_tail=False)
    return text.replace(' xmlns="http://www.tei-c.org/ns/1.0"', "")


def one(data: bytes, path: str, **wishes: object) -> str:
    """The only element that this path finds, as it is written."""
    (found,) = body(data, **wishes).iterfind(path, NAMESPACES)
    return shown(found)


def in_paragraph(content: str, **parts: str) -> bytes:
    return word(DAY + paragraph(content), ["https://example.org/a"], styles=STYLES, numbering=NUMBERING, **parts)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (run("so ") + run("late", "<w:b/><w:i/>") + run("!"), '<p>so <hi rend="bold italic">late</hi>!</p>'),
        (run("a", '<w:vertAlign w:val="superscript"/>') + run("b"), '<p><hi rend="sup">a</hi>b</p>'),
        (run("x", '<w:b w:val="0"/>'), "<p>x</p>"),
        (run("one ") + run("two", "<w:i/>") + run(" three", "<w:i/>"), '<p>one <hi rend="italic">two three</hi></p>'),
        (run("pain", '<w:lang w:val="fr-FR"/>') + run(" bread"),
         '<p><foreign xml:lang="fr-FR">pain</foreign> bread</p>'),
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r>", "<p>a\tb<lb/>c</p>"),
        ('<w:r><w:t>a</w:t><w:br w:type="page"/><w:t>b</w:t></w:r>', '<p>a<pb rend="hard"/>b</p>'),
        ("<w:r><w:lastRenderedPageBreak/><w:t>b</w:t></w:r>", '<p><pb rend="rendered"/>b</p>'),
        ('<w:hyperlink r:id="link1">' + run("a link") + "</w:hyperlink>",
         '<p><ref target="https://example.org/a">a link</ref></p>'),
        (field("begin") + '<w:r><w:instrText>HYPERLINK "http://x.org/"</w:instrText></w:r>' + field("separate")
         + run("text") + field("end"),
         '<p><ref target="http://x.org/">text</ref></p>'),
        ('<w:fldSimple w:instr="PAGE">' + run("7") + "</w:fldSimple>", "<p>7</p>"),
        (run("a") + '<w:r><w:sym w:font="Symbol" w:char="F061"/></w:r>', "<p>aα</p>"),
        (run("a") + '<w:r><w:sym w:font="Wingdings" w:char="F04A"/></w:r>', "<p>a☺</p>"),
        (run("a") + "<w:r><w:noBreakHyphen/></w:r>" + run("b"), "<p>a\u2011b</p>"),
        ("<mc:AlternateContent><mc:Choice>" + run("new") + "</mc:Choice><mc:Fallback>" + run("old") + "</mc:Fallback>"
         "</mc:AlternateContent>", "<p>new</p>"),
        ("<m:oMath><m:r><m:t>x=y</m:t></m:r></m:oMath>", "<p>x=y</p>"),
        ("<w:sdt><w:sdtContent>" + run("inside") + "</w:sdtContent></w:sdt>", "<p>inside</p>"),
    ],
)  # fmt: skip
def test_what_stands_in_a_paragraph(content: str, expected: str) -> None:
    assert one(in_paragraph(content), ".//tei:p") == expected


def test_notes_stand_where_they_are_anchored() -> None:
    data = in_paragraph(
        run("He came") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + run(" late")
        + '<w:r><w:endnoteReference w:id="3"/></w:r>' + run("."),
        footnotes='<w:footnote w:id="2">' + paragraph("At four.") + "</w:footnote>",
        endnotes='<w:endnote w:id="3">' + paragraph("One.") + paragraph("Two.") + "</w:endnote>",
    )  # fmt: skip
    assert one(data, ".//tei:div/tei:p") == (
        '<p>He came<note place="bottom">At four.</note> late<note place="end"><p>One.</p><p>Two.</p></note>.</p>'
    )


def test_a_note_may_be_all_of_a_cells_paragraph() -> None:
    cell = '<w:p/><w:p><w:r><w:endnoteReference w:id="3"/></w:r></w:p>'
    data = word(
        DAY + paragraph("Rain.") + f"<w:tbl><w:tr><w:tc>{cell}</w:tc></w:tr></w:tbl>",
        endnotes='<w:endnote w:id="3"><w:p/>' + paragraph("One.") + "</w:endnote>",
    )
    done = converted(data)
    assert not has_errors(validate(done.documents.items()))
    assert "One." in "".join(map(str, body(data).itertext()))


def test_comments_have_their_range_author_and_date() -> None:
    data = in_paragraph(
        '<w:commentRangeStart w:id="0"/>' + run("Vane") + '<w:commentRangeEnd w:id="0"/>'
        '<w:r><w:commentReference w:id="0"/></w:r>',
        comments='<w:comment w:id="0" w:author="Ida Pell" w:date="2024-01-02T10:00:00Z">' + paragraph("Which?")
        + "</w:comment>",
    )  # fmt: skip
    assert one(data, ".//tei:p") == (
        '<p><anchor xml:id="comment-0"/>Vane<note type="editorial" subtype="comment" resp="#w-ida-pell"'
        ' target="#comment-0"><date when="2024-01-02T10:00:00Z"/>Which?</note></p>'
    )
    (document,) = converted(data).documents.values()
    assert b'<respStmt xml:id="w-ida-pell">' in document


def test_a_comment_without_author_is_the_editor_s() -> None:
    data = in_paragraph(
        run("Vane") + '<w:r><w:commentReference w:id="0"/></w:r>',
        comments='<w:comment w:id="0">' + paragraph("Which?") + "</w:comment>",
    )
    assert one(data, ".//tei:p") == ('<p>Vane<note type="editorial" subtype="comment" resp="#editor">Which?</note></p>')


def test_tracked_changes_are_accepted_or_kept() -> None:
    change = 'w:id="1" w:author="Ida Pell"'
    data = in_paragraph(
        run("a ") + f"<w:ins {change}>{run('new')}</w:ins><w:del {change}><w:r><w:delText>old</w:delText></w:r></w:del>"
    )
    assert one(data, ".//tei:p") == "<p>a new</p>"
    accepted = converted(data)
    assert "old" in accepted.source.text
    assert "READ-02" in [finding.code for finding in accepted.findings]
    assert one(data, ".//tei:p", track_changes=True) == (
        '<p>a <add resp="#w-ida-pell">new</add><del resp="#w-ida-pell">old</del></p>'
    )


def test_lists_have_their_generated_numbers() -> None:
    def item(text: str, depth: int) -> str:
        return paragraph(text, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="1"/></w:numPr>')

    data = word(
        DAY + item("one", 0) + item("sub", 1) + item("two", 0) + paragraph("after"), styles=STYLES, numbering=NUMBERING
    )
    found = [(item.get("n"), (item.text or "").strip()) for item in body(data).iter("{*}item")]
    assert found == [("3.", "one"), ("3.a)", "sub"), ("4.", "two")]
    assert one(data, ".//tei:div/tei:p") == "<p>after</p>"


def test_tables_text_boxes_and_alignment() -> None:
    data = word(
        DAY + "<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr>"
        + paragraph("Head") + "</w:tc></w:tr><w:tr><w:tc>" + paragraph("a") + paragraph("b") + "</w:tc><w:tc>"
        + paragraph("c") + "</w:tc></w:tr></w:tbl>" + paragraph("Geneva", '<w:jc w:val="right"/>')
        + paragraph("<w:r><w:pict><v:textbox><w:txbxContent>" + paragraph("boxed") + "</w:txbxContent></v:textbox>"
                    "</w:pict></w:r>" + run("text")),
        styles=STYLES,
    )  # fmt: skip
    cells = [(cell.get("cols"), "".join(map(str, cell.itertext()))) for cell in body(data).iter("{*}cell")]
    assert cells == [("2", "Head"), (None, "ab"), (None, "c")]
    assert [shown(p) for p in body(data).iterfind("tei:div/tei:p", NAMESPACES)] == [
        '<p rend="right">Geneva</p>',
        '<p><note place="margin" rend="textbox">boxed</note>text</p>',
    ]


def test_styles_mean_what_the_edition_says() -> None:
    data = word(
        DAY + paragraph(run("With ") + run("Miss Pell", '<w:rStyle w:val="P"/>'))
        + paragraph("She left.", '<w:pStyle w:val="N"/>'),
        styles=STYLES,
    )  # fmt: skip
    found = body(data, styles={"Person": "persName", "Remark": "note"})
    assert "<persName>Miss Pell</persName>" in shown(found)
    assert '<note type="editorial" resp="#editor">She left.</note>' in shown(found)


@pytest.mark.parametrize("element", sorted(STYLE_ELEMENTS))
def test_what_a_style_may_mean_is_valid(element: str) -> None:
    as_words = paragraph(run("so ") + run("he", '<w:rStyle w:val="P"/>') + run(" said"))
    remark = paragraph("She left.", '<w:pStyle w:val="N"/>')
    positions = [DAY + remark + as_words, DAY + as_words + remark]
    done = [converted(word(one, styles=STYLES), styles={"Remark": element}) for one in positions]
    # that nobody is said to have supplied words, nor of which language foreign ones are, is a warning
    assert not all(has_errors(validate(one.documents.items())) for one in done)
    assert body(word(positions[0], styles=STYLES), styles={"Remark": element}).find(f".//{{*}}{element}") is not None


def test_a_note_at_the_end_of_an_entry_stays_in_it() -> None:
    data = word(
        DAY + paragraph("Rain.") + paragraph("She erred.", '<w:pStyle w:val="N"/>') + paragraph("4 February", FIRST)
        + paragraph("Snow."),
        styles=STYLES,
    )  # fmt: skip
    documents = converted(data, styles={"Remark": "note"}).documents
    assert b"She erred." in documents["1939-02-03.xml"]
    assert b"She erred." not in documents["1939-02-04.xml"]


def test_quotation_styles_of_word_processors_are_quotations() -> None:
    style = '<w:style w:type="paragraph" w:styleId="Zitat"><w:name w:val="Quote"/></w:style>'
    data = word(DAY + paragraph("Nobody knows.", '<w:pStyle w:val="Zitat"/>'), styles=STYLES + style)
    assert one(data, ".//tei:quote") == "<quote>Nobody knows.</quote>"
    assert "quote" not in shown(body(data, styles={"Quote": "p"}))


def test_headings_make_entries_and_a_lower_one_stays_in_its_own() -> None:
    data = word(
        paragraph("1939", FIRST) + DAY + paragraph("Rain.") + paragraph("The dinner", '<w:pStyle w:val="H2"/>')
        + paragraph("4 February was the day he named.") + paragraph("A visit", FIRST) + paragraph("Snow.")
        + paragraph("5 February", FIRST) + paragraph("Sun."),
        styles=STYLES,
    )  # fmt: skip
    done = converted(data)
    assert [entry.id for entry in done.entries] == ["e1939-02-03", "e1939-02-03-2", "e1939-02-05"]
    assert b'<p rend="heading">The dinner</p>' in done.documents["1939-02-03.xml"]


def test_hidden_words_running_heads_and_pictures_are_no_text() -> None:
    data = in_paragraph(run("seen") + run("hidden", "<w:vanish/>") + "<w:r><w:drawing/></w:r>", header1="")
    done = converted(data)
    assert one(data, ".//tei:p") == "<p>seen</p>"
    assert "hidden" in done.source.text
    assert {"READ-02", "READ-03"} <= {finding.code for finding in done.findings}


def test_a_document_of_python_docx() -> None:
    written = docx.Document()
    written.core_properties.title = "Diary"
    written.add_heading("3 February 1939", 1)
    first = written.add_paragraph("He came ")
    first.add_run("late").italic = True
    first.add_run().add_break(WD_BREAK.PAGE)
    written.add_paragraph("Geneva").alignment = WD_ALIGN_PARAGRAPH.RIGHT
    written.add_paragraph("bread", style="List Bullet")
    written.add_paragraph("milk", style="List Bullet")
    table = written.add_table(1, 2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "a", "b"
    data = io.BytesIO()
    written.save(data)
    text = shown(body(data.getvalue()))
    for part in ('<hi rend="italic">late</hi><pb rend="hard"/>', '<p rend="right">Geneva</p>', '<list rend="bulleted">',
                 "<item>milk</item>", "<cell>a</cell>"):  # fmt: skip
        assert part in text


def test_list_styles_of_word_stand_in_each_other() -> None:
    written = docx.Document()
    written.add_heading("3 February 1939", 1)
    for text, style in (("one", "List Number"), ("deep", "List Number 2"), ("two", "List Number")):
        written.add_paragraph(text, style=style)
    data = io.BytesIO()
    written.save(data)
    assert [(item.get("n"), "".join(map(str, item.itertext()))) for item in body(data.getvalue()).iter("{*}item")] == [
        ("1.", "one deep"), ("1.", "deep"), ("2.", "two")
    ]  # fmt: skip


def test_what_programs_say_of_themselves_is_no_description() -> None:
    data = io.BytesIO()
    written = docx.Document()
    written.add_paragraph("Rain.")
    written.save(data)
    assert "description" not in converted(data.getvalue()).source.details


RUNS = st.lists(
    st.tuples(st.text("ab é[]&<漢\u00a0", min_size=1, max_size=6).filter(str.strip),
              st.sampled_from(["", "<w:i/>", "<w:b/>", "<w:vanish/>", '<w:lang w:val="fr"/>'])),
    max_size=6,
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(RUNS, min_size=1, max_size=5))
def test_every_letter_of_a_document_is_in_the_source_text(paragraphs: list[list[tuple[str, str]]]) -> None:
    written = DAY + "".join(
        "<w:p>" + "".join(run(text.replace("&", "&amp;").replace("<", "&lt;"), look) for text, look in runs) + "</w:p>"
        for runs in paragraphs
    )
    done = converted(word(written, styles=STYLES))
    letters = "".join(text for runs in paragraphs for text, _ in runs)
    assert Counter("".join(letters.split())) <= Counter(done.source.text)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"PK\x03\x04 and no more", "damaged"),
        (word("<w:p>"), "not well-formed"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "without a password"),
        (word("<w:p/>").replace(b"word/document.xml", b"word/dokument.xml"), "damaged|no Word document"),
    ],
)
def test_bad_documents_are_one_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(UnreadableInput, match=sentence) as caught:
        converted(data)
    assert "\n" not in str(caught.value)


def test_headings_of_years_and_months_open_them() -> None:
    levels = {
        "1939": 0,
        "February": 1,
        "3 February": 2,
        "4 February": 2,
        "March": 1,
        "1 March": 2,
        "1940": 0,
        "January": 1,
    }
    levels["2 January"] = 2
    blocks = [paragraph(words, f'<w:outlineLvl w:val="{level}"/>') + paragraph("Rain.") * (level == 2)
              for words, level in levels.items()]  # fmt: skip
    done = convert(word("".join(blocks)), "diary.docx", language="en")
    assert list(done.documents) == ["1939-02-03.xml", "1939-02-04.xml", "1939-03-01.xml", "1940-01-02.xml"]
    heads = {name: etree.fromstring(data).xpath("//*[local-name()='body']/*[local-name()='head']/text()")
             for name, data in done.documents.items()}  # fmt: skip
    assert list(heads.values()) == [["1939", "February"], [], ["March"], ["1940", "January"]]
    assert done.findings == ()


def test_a_comment_on_words_of_two_days_points_to_its_own() -> None:
    comments = '<w:comment w:id="0"><w:p><w:r><w:t>Both.</w:t></w:r></w:p></w:comment>'
    end = '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'
    data = word(
        DAY + paragraph('<w:commentRangeStart w:id="0"/>' + run("It rained.")) + paragraph("4 February", FIRST)
        + paragraph(run("It snowed.") + end), styles=STYLES, comments=comments,
    )  # fmt: skip
    done = converted(data)
    assert len(done.documents) == 2
    assert not [one for one in validate(done.documents.items()) if one.code == "REF-01"]
