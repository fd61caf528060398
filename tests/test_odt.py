"""OpenDocument texts: every letter and every feature of them is in the TEI."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections import Counter

import odfdo
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from test_docx import shown

from tei_toolkit.errors import UnreadableInput
from tei_toolkit.parsing import NAMESPACES
from tei_toolkit.pipeline import Converted, convert
from tei_toolkit.read.readers import Wishes

SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (("office", "office"), ("text", "text"), ("style", "style"), ("table", "table"),
                         ("draw", "drawing"), ("fo", "xsl-fo-compatible"), ("svg", "svg-compatible"))
)  # fmt: skip
STYLES = """
<style:style style:name="I" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>
<style:style style:name="BI" style:family="text" style:parent-style-name="I">
<style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="Fr" style:family="text"><style:text-properties fo:language="fr" fo:country="FR"/></style:style>
<style:style style:name="Hid" style:family="text"><style:text-properties text:display="none"/></style:style>
<style:style style:name="Sup" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>
<style:style style:name="Wing" style:family="text"><style:text-properties style:font-name="Wingdings1"/></style:style>
<style:style style:name="Sym" style:family="text"><style:text-properties fo:font-family="Symbol"/></style:style>
<style:style style:name="Person" style:family="text"/>
<style:style style:name="R" style:family="paragraph"><style:paragraph-properties fo:text-align="end"/></style:style>
<style:style style:name="New" style:family="paragraph">
<style:paragraph-properties fo:break-before="page"/></style:style>
<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-suffix="." style:num-format="1"
 text:start-value="3"/><text:list-level-style-number text:level="2" style:num-suffix=")" style:num-format="a"/>
</text:list-style><text:list-style style:name="D"><text:list-level-style-number text:level="1" style:num-format="1"/>
<text:list-level-style-number text:level="2" style:num-format="A" style:num-suffix=")" text:display-levels="2"/>
<text:list-level-style-number text:level="3" style:num-list-format="%1%.%2%.%3%." style:num-format="1"/>
</text:list-style>
"""
FACES = '<style:font-face style:name="Wingdings1" svg:font-family="Wingdings"/>'
DAY = '<text:h text:outline-level="1">3 February</text:h>'


def flat(content: str) -> bytes:
    """A flat document with this content."""
    return (
        f'<office:document {SPACES} xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"'
        ' office:mimetype="application/vnd.oasis.opendocument.text"><office:styles><style:default-style'
        ' style:family="paragraph"><style:text-properties fo:language="en"/></style:default-style></office:styles>'
        f"<office:font-face-decls>{FACES}"
        f"</office:font-face-decls><office:automatic-styles>{STYLES}</office:automatic-styles><office:body><office:text>{content}</office:text>"
        "</office:body></office:document>"
    ).encode()


def converted(data: bytes, **wishes: object) -> Converted:
    return convert(data, "diary.odt", language="en", start=datetime.date(1939, 1, 1), wishes=Wishes(**wishes))  # type: ignore[arg-type]


def body(data: bytes, **wishes: object) -> etree._Element:
    (document,) = converted(data, **wishes).documents.values()
    found = etree.fromstring(document).find(".//tei:body", NAMESPACES)
    assert found is not None
    return found


def only(content: str, path: str = "tei:div/tei:p", **wishes: object) -> str:
    (found,) = body(flat(DAY + content), **wishes).iterfind(path, NAMESPACES)
    return shown(found)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ('so <text:span text:style-name="BI">late</text:span>!', '<p>so <hi rend="italic bold">late</hi>!</p>'),
        ('<text:span text:style-name="Sup">a</text:span>b', '<p><hi rend="sup">a</hi>b</p>'),
        ('<text:span text:style-name="Fr">pain</text:span> bread',
         '<p><foreign xml:lang="fr-FR">pain</foreign> bread</p>'),
        ('a<text:s text:c="2"/>b<text:tab/>c<text:line-break/>d', "<p>a  b\tc<lb/>d</p>"),
        ("a<text:soft-page-break/>b", '<p>a<pb rend="rendered"/>b</p>'),
        ('<text:a xlink:href="https://x.org/">here</text:a>', '<p><ref target="https://x.org/">here</ref></p>'),
        ('He<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>'
         "<text:p>At four.</text:p></text:note-body></text:note> came",
         '<p>He<note place="bottom">At four.</note> came</p>'),
        ('He<text:note text:note-class="endnote"><text:note-citation>i</text:note-citation><text:note-body>'
         "<text:p>One.</text:p><text:p>Two.</text:p></text:note-body></text:note>",
         '<p>He<note place="end"><p>One.</p><p>Two.</p></note></p>'),
        ("<office:annotation><dc:creator>Ida Pell</dc:creator><dc:date>2024-01-02T10:00:00</dc:date>"
         "<text:p>Which?</text:p></office:annotation>Vane",
         '<p><note type="editorial" subtype="comment" resp="#w-ida-pell"><date when="2024-01-02T10:00:00"/>'
         "Which?</note>Vane</p>"),
        ("<office:annotation><text:p>Which?</text:p></office:annotation>Vane",
         '<p><note type="editorial" subtype="comment" resp="#editor">Which?</note>Vane</p>'),
        ("<office:annotation><dc:date>2024-02-31T10:00:00</dc:date><text:p>Which?</text:p></office:annotation>Vane",
         '<p><note type="editorial" subtype="comment" resp="#editor">Which?</note>Vane</p>'),
        ("on <text:date>today</text:date>", "<p>on today</p>"),
        ('<draw:frame><draw:text-box><text:p>boxed</text:p></draw:text-box></draw:frame>text',
         '<p><note place="margin" rend="textbox">boxed</note>text</p>'),
        ('seen<text:span text:style-name="Hid">hidden</text:span>', "<p>seen</p>"),
    ],
)  # fmt: skip
def test_what_stands_in_a_paragraph(content: str, expected: str) -> None:
    assert only(f"<text:p>{content}</text:p>") == expected


def test_tracked_changes_are_accepted_or_kept() -> None:
    info = "<office:change-info><dc:creator>Ida Pell</dc:creator><dc:date>2024-01-02</dc:date></office:change-info>"
    content = (
        f'<text:tracked-changes><text:changed-region text:id="c1"><text:insertion>{info}</text:insertion>'
        f'</text:changed-region><text:changed-region text:id="c2"><text:deletion>{info}<text:p>old</text:p>'
        "</text:deletion></text:changed-region></text:tracked-changes><text:p>a "
        '<text:change-start text:change-id="c1"/>new'
        '<text:change-end text:change-id="c1"/><text:change text:change-id="c2"/></text:p>'
    )
    assert only(content) == "<p>a new</p>"
    assert "old" in converted(flat(DAY + content)).source.text
    assert only(content, track_changes=True) == (
        '<p>a <add resp="#w-ida-pell">new</add><del resp="#w-ida-pell">old</del></p>'
    )


INFO = "<office:change-info><dc:creator>Ida Pell</dc:creator><dc:date>2024-01-02</dc:date></office:change-info>"


def inline_deletion(words: str) -> str:
    """A deletion as LibreOffice's flat files have it."""
    return f'<text:change-start text:change-id="d"/>{words}<text:change-end text:change-id="d"/>'


@pytest.mark.parametrize(
    ("content", "accepted", "tracked"),
    [
        (f"<text:p>We dined {inline_deletion('early ')}late.</text:p>", ["<p>We dined late.</p>"],
         ['<p>We dined <del resp="#w-ida-pell">early </del>late.</p>']),
        (f"<text:p>One, {inline_deletion('or</text:p><text:p>rather')} two.</text:p>", ["<p>One,  two.</p>"],
         ['<p>One, <del resp="#w-ida-pell">orrather</del> two.</p>']),
        (f"<text:p>{inline_deletion('Gone.</text:p><text:p>')}Here.</text:p>", ["<p>Here.</p>"],
         ['<p><del resp="#w-ida-pell">Gone.</del>Here.</p>']),
        (f"""<text:p>A <text:span text:style-name="I">x{inline_deletion('y</text:span> and<text:note text:note-class='
         '"footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>N</text:p></text:note-body>'
         '</text:note> z')} end</text:p>""",
         ['<p>A <hi rend="italic">x</hi> end</p>'],
         ['<p>A <hi rend="italic">x<del resp="#w-ida-pell">y and<note place="bottom">N</note> z</del></hi> end</p>']),
        (f"<text:p>A</text:p>{inline_deletion('<text:p>B</text:p>')}<text:p>C</text:p>", ["<p>A</p>", "<p>C</p>"],
         ["<p>A</p>", "<p>C</p>"]),
    ],
)  # fmt: skip
def test_deletions_that_stand_in_the_text_are_deletions(content: str, accepted: list[str], tracked: list[str]) -> None:
    data = flat(
        f'{DAY}<text:tracked-changes><text:changed-region text:id="d"><text:deletion>{INFO}</text:deletion>'
        f"</text:changed-region></text:tracked-changes>{content}"
    )
    assert [shown(p) for p in body(data).iterfind("tei:div/tei:p", NAMESPACES)] == accepted
    assert [shown(p) for p in body(data, track_changes=True).iterfind("tei:div/tei:p", NAMESPACES)] == tracked
    assert {"READ-02"} == {finding.code for finding in converted(data).findings}


def test_the_bytes_of_pictures_are_no_text() -> None:
    picture = "<draw:frame><draw:image><office:binary-data>iVBORw0KGgo=</office:binary-data></draw:image></draw:frame>"
    done = converted(flat(f"{DAY}<text:p>Seen{picture}.</text:p>"))
    assert "iVBOR" not in done.source.text
    assert [finding.code for finding in done.findings] == ["READ-03"]


def test_a_line_that_is_drawn_has_no_text() -> None:
    line = "<draw:rect><text:p/></draw:rect>"
    assert only(f"<text:p>Rain.{line}</text:p>") == "<p>Rain.</p>"
    assert [finding.code for finding in converted(flat(f"{DAY}<text:p>Rain.{line}</text:p>")).findings] == ["READ-03"]


def test_what_a_document_is_its_content_says() -> None:
    data = zipped(content_xml=flat(f"{DAY}<text:p>Rain.</text:p>").decode())
    done = convert(data, "diary.docx", language="en", start=datetime.date(1939, 1, 1))
    assert "Rain." in done.source.text


@pytest.mark.parametrize(
    ("content", "expected", "codes"),
    [
        ('<text:span text:style-name="Wing">\uf04a</text:span>!', "<p>☺!</p>", []),
        ('<text:span text:style-name="Sym">\uf061<text:span text:style-name="I">\uf0de</text:span></text:span>',
         '<p>α<hi rend="italic">⇒</hi></p>', []),
        ('<text:span text:style-name="Wing">\uf0bb</text:span>', "<p>\uf0bb</p>", ["READ-01"]),
        ("\uf061", "<p>\uf061</p>", ["READ-01"]),
    ],
)  # fmt: skip
def test_signs_of_fonts_of_symbols_are_characters(content: str, expected: str, codes: list[str]) -> None:
    assert only(f"<text:p>{content}</text:p>") == expected
    assert [finding.code for finding in converted(flat(f"{DAY}<text:p>{content}</text:p>")).findings] == codes


MATH = (
    "<math xmlns='http://www.w3.org/1998/Math/MathML'><semantics><mrow><mi>x</mi><mn>2</mn></mrow>{}</semantics></math>"
)
TYPED = '<annotation encoding="StarMath 5.0">x^2</annotation>'


@pytest.mark.parametrize(("typed", "expected"), [("", "x2"), (TYPED, "x^2")])
def test_of_formulas_the_text_is_kept(typed: str, expected: str) -> None:
    formula = MATH.format(typed)
    content = (
        f'{DAY}<text:p>So <draw:frame><draw:object xlink:href="./Object 1">%s</draw:object></draw:frame>.</text:p>'
    )
    in_parts = zipped(**{"content_xml": flat(content % "").decode(), "Object 1/content_xml": formula})
    for data in (flat(content % formula), in_parts):
        done = converted(data)
        assert f"So {expected}." in done.source.text
        assert [finding.code for finding in done.findings] == ["READ-01"]


def test_lists_tables_breaks_and_alignment() -> None:
    content = (
        '<text:list text:style-name="L"><text:list-item><text:p>one</text:p><text:list><text:list-item>'
        "<text:p>sub</text:p></text:list-item></text:list></text:list-item><text:list-item><text:p>two</text:p></text:list-item></text:list>"
        '<table:table><table:table-header-rows><table:table-row><table:table-cell table:number-columns-spanned="2">'
        "<text:p>Head</text:p></table:table-cell></table:table-row></table:table-header-rows><table:table-row>"
        "<table:table-cell><text:p>a</text:p><text:p>b</text:p></table:table-cell><table:table-cell><text:p>c</text:p>"
        '</table:table-cell></table:table-row></table:table><text:p text:style-name="R">Geneva</text:p>'
        '<text:p text:style-name="New">New page.</text:p>'
    )
    found = body(flat(DAY + content))
    items = [(item.get("n"), (item.text or "").strip()) for item in found.iter("{*}item")]
    assert items == [("3.", "one"), ("a)", "sub"), ("4.", "two")]
    cells = [(cell.get("cols"), "".join(map(str, cell.itertext()))) for cell in found.iter("{*}cell")]
    assert cells == [("2", "Head"), (None, "ab"), (None, "c")]
    assert [row.get("role") for row in found.iter("{*}row")] == ["label", None]
    text = shown(found)
    assert '<p rend="right">Geneva</p>' in text
    assert '<pb rend="hard"/>' in text


def items(content: str) -> str:
    """The lists of this content, with the numbers of their items, each list in brackets."""

    def written(element: etree._Element) -> str:
        name = etree.QName(element).localname
        inside = f"{element.get('n', '')}{(element.text or '').strip()}" + "".join(map(written, element))
        return f"({inside})" if name == "list" else f" {inside}"

    lists = body(flat(f"{DAY}<text:p>Things:</text:p>{content}")).iterfind("tei:div/tei:list", NAMESPACES)
    return "".join(map(written, lists))


def a_list(*content: str, said: str = "") -> str:
    """A list with these items; what begins with an element stands in an item as it is."""
    inside = [one if one.startswith("<") else f"<text:p>{one}</text:p>" for one in content]
    return f"<text:list {said}>{''.join(f'<text:list-item>{one}</text:list-item>' for one in inside)}</text:list>"


IN_L = 'text:style-name="L"'


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (a_list(a_list("deep", "too"), said=IN_L), "( a)deep b)too)"),
        (a_list(a_list("deep"), "flat", said=IN_L), "( a)deep)( 3.flat)"),
        (a_list("flat", a_list("deep"), "on", said=IN_L), "( 3.flat( a)deep) 4.on)"),
        (a_list("a", said=IN_L) + "<text:p>Or:</text:p>" + a_list("b", said=IN_L), "( 3.a)( 3.b)"),
        (a_list("a", said=IN_L) + a_list("b", said=IN_L + ' text:continue-numbering="true"'), "( 3.a 4.b)"),
        (a_list("a", said=IN_L + ' xml:id="x"') + a_list("other", said='text:style-name="D"')
         + a_list("b", said=IN_L + ' text:continue-list="x"'), "( 3.a)( 1other)( 4.b)"),
        (a_list("<text:p>one</text:p>" + a_list("<text:p>A</text:p>" + a_list("x", "y")),
                "<text:p>two</text:p>" + a_list("A"), said='text:style-name="D"'),
         "( 1one( 1.A)A( 1.A.1.x 1.A.2.y)) 2two( 2.A)A))"),
        (a_list("a") + a_list("b"), "( a)( b)"),
    ],
)  # fmt: skip
def test_lists_nest_and_count_as_the_word_processor_shows_them(content: str, expected: str) -> None:
    assert items(content) == expected


def test_a_heading_in_a_list_is_no_item() -> None:
    content = a_list('<text:h text:outline-level="1">4 February</text:h>', said=IN_L)
    assert list(converted(flat(f"{DAY}<text:p>Rain.</text:p>{content}")).documents) == [
        "1939-02-03.xml", "1939-02-04.xml"
    ]  # fmt: skip


def test_styles_mean_what_the_edition_says() -> None:
    content = '<text:p>With <text:span text:style-name="Person">Miss Pell</text:span></text:p>'
    assert only(content, styles={"Person": "persName"}) == "<p>With <persName>Miss Pell</persName></p>"


def test_a_document_of_odfdo() -> None:
    written = odfdo.Document("text")
    written.body.clear()
    written.body.append(odfdo.Header(1, "3 February 1939"))
    first = odfdo.Paragraph("He came late, and went.")
    first.insert_note(after="late", note_id="n1", citation="1", body="At four.")
    written.body.append(first)
    written.body.append(odfdo.List(["bread", "milk"]))
    data = io.BytesIO()
    written.save(data)
    text = shown(body(data.getvalue()))
    assert '<p>He came late<note place="bottom">At four.</note>, and went.</p>' in text
    assert "milk</item>" in text


SPANS = st.lists(
    st.tuples(st.text("ab é[]&<漢\u00a0", min_size=1, max_size=6), st.sampled_from(["I", "BI", "Fr", "Hid", "none"])),
    max_size=6,
)


@settings(max_examples=60, deadline=None)
@given(st.lists(SPANS, min_size=1, max_size=5))
def test_every_letter_of_a_document_is_in_the_source_text(paragraphs: list[list[tuple[str, str]]]) -> None:
    written = DAY + "".join(
        "<text:p>" + "".join(
            f'<text:span text:style-name="{style}">{text.replace("&", "&amp;").replace("<", "&lt;")}</text:span>'
            for text, style in spans
        ) + "</text:p>"
        for spans in paragraphs
    )  # fmt: skip
    letters = "".join(text for spans in paragraphs for text, _ in spans)
    assert Counter("".join(letters.split())) <= Counter(converted(flat(written)).source.text)


def zipped(**members: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        for name, content in members.items():
            archive.writestr(name.replace("_", "/").replace("/xml", ".xml"), content)
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"PK\x03\x04 and no more", "damaged"),
        (zipped(content_xml="<office"), "not well-formed"),
        (zipped(content_xml="<a/>"), "no text"),
        (flat("").replace(b"office:text>", b"office:spreadsheet>"), "is no text"),
    ],
)
def test_bad_documents_are_one_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(UnreadableInput, match=sentence) as caught:
        converted(data)
    assert "\n" not in str(caught.value)
