"""The law that nothing is lost, for documents of every format, made at random.

Words are of letters that stand nowhere in markup, so that what becomes of each can be counted here, without the
program's own proofs: it is in the text of the TEI, or in what was declared to be furniture, and nowhere twice. And what
is written is valid by our own schema.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from html import escape

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from word import paragraph, run, word

from tei_toolkit.findings import Severity
from tei_toolkit.parsing import TEI
from tei_toolkit.pipeline import Converted, convert
from tei_toolkit.read.readers import NO_WISHES, Wishes
from tei_toolkit.validate import validate

LETTERS = "αβγδжшé漢𝔞ſ"
FAST = settings(
    max_examples=80,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

words = st.text(f"{LETTERS} ", min_size=1, max_size=9)
awkward = st.one_of(
    words,
    st.sampled_from(
        [
            "3 February 1939",
            "Page 451",
            "[αβ]",
            "[",
            "β]",
            "&<>\"'",
            "α\u0301\u00a0β",
            "\ufffc\u2028γ",
            "",
            " ",
            "δ-",
            "жш¬",
            "\u00ad",
            "α\n β",
            "[…]",
            "\ufffaδ",
            "漢\ufffb",
            "1939",
            "7.",
            "[p. 3]",
        ]
    ),
)


def letters(text: str) -> Counter[str]:
    return Counter(one for one in text if one in LETTERS)


def errors(documents: Iterable[tuple[str, bytes]]) -> list[str]:
    return [str(one) for one in validate(documents) if one.severity is Severity.ERROR]


def conserved(done: Converted, written: str) -> None:
    """Every letter of what was written is in the text, or furniture, or an attribute, once."""
    kept: Counter[str] = Counter()
    said: Counter[str] = Counter()
    for document in done.documents.values():
        root = etree.fromstring(document)
        for text in root.iter(f"{{{TEI}}}text"):
            kept.update(letters("".join(map(str, text.itertext(etree.Element)))))
            for element in text.iter("{*}*"):
                said.update(letters("".join(map(str, element.attrib.values()))))
    source = done.source
    for mark in done.marks:
        if mark.element == "pb":  # words that a page break stands for
            kept.update(letters("".join(source.text[start:end] for start, end in mark.consumed)))
    for piece in source.furniture:
        kept.update(letters(source.text[piece.span.start : piece.span.end]))
    assert not kept - letters(written)
    assert not letters(written) - kept - said


def check(data: bytes, name: str, written: str, wishes: Wishes = NO_WISHES) -> None:
    """That a document with some text is converted, whole, into what our schema allows."""
    done = convert(data, name, language="en", wishes=wishes)
    conserved(done, written)
    assert errors(done.documents.items()) == []


# Pages from images -------------------------------------------------------------------------------------------

TAGS = st.lists(
    st.builds(
        "{} {{offset:{}; length:{};{}}}".format,
        st.sampled_from(
            ["person", "place", "abbrev", "unclear", "gap", "textStyle", "date", "odd-one", "sic", "comment"]
        ),
        st.integers(0, 9),
        st.integers(0, 9),
        st.sampled_from(
            [
                "",
                " expansion:Doctor;",
                " continued:true;",
                " comment:Which?; correction:so;",
                " bold:true; italic:true;",
                " year:1939; month:2; day:31;",
                " year:1939; month:13; day:3;",
                " ref:Q12;",
                " ref:http\\u003a//x.org/a b;",
                " ref:a%20b;",
                " year:99;",
            ]
        ),
    ),
    max_size=4,
).map(" ".join)
POINTS = st.sampled_from(["", '<Coords points="0,0 9,0 9,9"/>', '<Coords points=""/>', '<Coords points="nonsense"/>'])
KINDS = ["paragraph", "heading", "header", "page-number", "marginalia", "footnote", "catch-word", "caption", "x y", ""]


@st.composite
def page_lines(draw: st.DrawFn) -> tuple[str, str]:
    text = draw(awkward)
    equivalent = f"<TextEquiv><Unicode>{escape(text)}</Unicode></TextEquiv>"
    shape = draw(st.sampled_from(["line", "conf", "words", "plain", "second"]))
    if shape == "conf":
        equivalent = equivalent.replace(
            "<TextEquiv>", f'<TextEquiv conf="{draw(st.sampled_from(["0.2", "x", "nan"]))}">'
        )
    elif shape == "words":
        equivalent = "".join(
            f'<Word id="w{n}"><TextEquiv><Unicode>{escape(one)}</Unicode></TextEquiv></Word>'
            for n, one in enumerate(text.split(" "))
        )
    elif shape == "plain":
        equivalent = f"<TextEquiv><PlainText>{escape(text)}</PlainText><Unicode/></TextEquiv>"
    elif shape == "second":
        equivalent = '<TextEquiv index="1"><Unicode>otherwise</Unicode></TextEquiv>' + equivalent.replace(
            "<TextEquiv>", '<TextEquiv index="0">'
        )
    return f'<TextLine id="l" custom="{draw(TAGS)}">{draw(POINTS)}{equivalent}</TextLine>', text


@st.composite
def page_regions(draw: st.DrawFn, depth: int = 2) -> tuple[str, str]:
    kind = draw(st.sampled_from(KINDS))
    custom = draw(
        st.sampled_from(["", "readingOrder {index:2;}", "structure {type:marginalia;}", "readingOrder {index:x;}"])
    )
    identifier = draw(st.sampled_from("abcde"))
    start = f'<TextRegion id="{identifier}" type="{kind}" custom="{custom}">{draw(POINTS)}'
    lines = draw(st.lists(page_lines(), max_size=4))
    xml, text = "".join(one for one, _ in lines), "\n".join(one for _, one in lines)
    if not lines:
        text = draw(awkward)
        xml = f"<TextEquiv><Unicode>{escape(text)}</Unicode></TextEquiv>"
    if depth and draw(st.booleans()):
        inner, more = draw(page_regions(depth=depth - 1))
        xml, text = xml + inner, text + more
    written = f"{start}{xml}</TextRegion>"
    round_it = draw(
        st.sampled_from(
            ["{}", "{}", "<GraphicRegion id='g'>{}</GraphicRegion>", "<TableRegion id='t'>{}</TableRegion>"]
        )
    )
    return round_it.format(written), text


RAIN_REGION = "<TextRegion><TextLine><TextEquiv><Unicode>It rained.</Unicode></TextEquiv></TextLine></TextRegion>"


@FAST
@given(st.lists(page_regions(), max_size=4), st.lists(st.sampled_from("abcdt"), max_size=5))
def test_page_xml(regions: list[tuple[str, str]], order: list[str]) -> None:
    references = "".join(f'<RegionRefIndexed index="{9 - n}" regionRef="{one}"/>' for n, one in enumerate(order))
    reading = f'<ReadingOrder><OrderedGroup id="o">{references}</OrderedGroup></ReadingOrder>' if order else ""
    data = (
        '<PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15">'
        f'<Page imageFilename="a b.jpg" imageWidth="10" imageHeight="20">{reading}{RAIN_REGION}'
        f"{''.join(one for one, _ in regions)}</Page></PcGts>"
    )
    check(data.encode(), "page.xml", "".join(text for _, text in regions))


@st.composite
def alto_lines(draw: st.DrawFn) -> tuple[str, str]:
    pieces, text = [], ""
    for one in draw(st.lists(awkward, max_size=4)):
        quality = draw(st.sampled_from(["", ' WC="0.1"', ' WC="x"', ' SUBS_TYPE="HypPart1" SUBS_CONTENT="whole"']))
        pieces.append(f'<String CONTENT="{escape(one).replace(chr(10), "&#10;")}"{quality} HPOS="1" VPOS="2"/>')
        text += one
        pieces.append(draw(st.sampled_from(["", "<SP/>", '<HYP CONTENT="-"/>', '<HYP CONTENT="¬"/>', "<!-- -->"])))
    place = draw(st.sampled_from(["", ' HPOS="1" VPOS="2" WIDTH="x"', ' HPOS="1.5" VPOS="2" WIDTH="7" HEIGHT="1e999"']))
    return f"<TextLine{place}>{''.join(pieces)}</TextLine>", text


@st.composite
def alto_blocks(draw: st.DrawFn) -> tuple[str, str]:
    lines = draw(st.lists(alto_lines(), max_size=4))
    shape = draw(st.sampled_from(["", '<Shape><Polygon POINTS="1,2 3,4 5"/></Shape>', "<Illustration/>"]))
    xml = f"<TextBlock>{shape}{''.join(one for one, _ in lines)}</TextBlock>"
    round_it = draw(
        st.sampled_from(
            [
                "{}",
                "<ComposedBlock>{}</ComposedBlock>",
                "<ComposedBlock><ComposedBlock>{}</ComposedBlock></ComposedBlock>",
            ]
        )
    )
    return round_it.format(xml), "\n".join(text for _, text in lines)


@FAST
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["PrintSpace", "TopMargin", "LeftMargin", "BottomMargin", ""]),
            st.lists(alto_blocks(), max_size=3),
        ),
        max_size=3,
    )
)
def test_alto(spaces: list[tuple[str, list[tuple[str, str]]]]) -> None:
    inside = '<PrintSpace><TextBlock><TextLine><String CONTENT="It rained."/></TextLine></TextBlock></PrintSpace>'
    for space, blocks in spaces:
        content = "".join(one for one, _ in blocks)
        inside += f"<{space}>{content}</{space}>" if space else content
    namespace = "http://www.loc.gov/standards/alto/ns-v4#"
    data = f'<alto xmlns="{namespace}"><Layout><Page WIDTH="9">{inside}</Page></Layout></alto>'
    check(data.encode(), "page.xml", "".join(text for _, blocks in spaces for _, text in blocks))


HOCR: st.SearchStrategy[list[tuple[str, str]]] = st.deferred(
    lambda: st.lists(
        st.one_of(
            awkward.map(lambda text: (escape(text), text)),
            st.builds(
                lambda kind, title, inner: (
                    f'<{_TAG_OF[kind]} class="{kind}" title="{title}">'
                    f"{''.join(xml for xml, _ in inner)}</{_TAG_OF[kind]}>",
                    "".join(text for _, text in inner),
                ),
                st.sampled_from(sorted(_TAG_OF)),
                st.sampled_from(["", "bbox 1 2 3 4", "bbox 1 2 3 4; x_wconf 20", "x_wconf 93"]),
                HOCR,
            ),
        ),
        max_size=4,
    )
)
_TAG_OF: dict[str, str] = {
    "ocr_carea": "div",
    "ocr_par": "div",
    "ocr_line": "span",
    "ocrx_word": "span",
    "ocr_header": "span",
    "ocrx_block": "div",
    "ocr_footer": "span",
    "x": "em",
    "ocr_page": "div",
}


@FAST
@given(HOCR, words, words)
def test_hocr(inside: list[tuple[str, str]], before: str, after: str) -> None:
    xml, text = "".join(one for one, _ in inside), "".join(one for _, one in inside)
    data = (
        f"<html><head><title>Scan</title></head><body>{before}"
        f"<div class='ocr_page' title='image \"a.png\"; bbox 0 0 9 9'><p class='ocr_par'>"
        f"<span class='ocr_line'>It rained.</span></p>"
        f"{xml}</div>{after}</body></html>"
    )
    check(data.encode(), "page.hocr", before + text + after)


# HTML --------------------------------------------------------------------------------------------------------

HTML_TAGS = [
    "p",
    "div",
    "em",
    "b",
    "span",
    "h2",
    "h3",
    "ul",
    "ol",
    "li",
    "table",
    "tr",
    "td",
    "th",
    "blockquote",
    "a",
    "sup",
    "del",
    "ins",
    "section",
    "dl",
    "dt",
    "dd",
    "pre",
    "figure",
    "caption",
    "tbody",
    "q",
    "u",
    "small",
    "abbr",
]
HTML_ATTRIBUTES = [
    "",
    ' style="text-align: right"',
    ' style="display:none"',
    " hidden",
    ' lang="fr"',
    ' href="#n1"',
    ' id="n1" class="footnote"',
    ' href="http://x.org/a"',
    ' href="javascript:a"',
    ' start="3"',
    ' type="a" reversed',
    " style='mso-list:l0 level1 lfo1'",
    " style='mso-list:Ignore'",
    ' style="page-break-before: always"',
    ' id="b1" href="#b2"',
    ' id="b2" href="#b1"',
    ' align="right"',
    ' colspan="2"',
    ' style="font-variant: small-caps"',
    ' title="Page 7" class="pagebreak"',
    ' lang="not a language"',
]
HTML = st.recursive(
    st.one_of(
        awkward.map(lambda text: (escape(text), text)),
        st.sampled_from(
            [
                ("<br>", ""),
                ("<hr/>", ""),
                ("<img src='a.png' alt='A'>", ""),
                ("&eacute;&#x3b1;", "éα"),
                ("<!-- α -->", ""),
                ("<script>var α</script>", ""),
                ("<style>.β{}</style>", ""),
                ("&bogus;γ", "γ"),
                ("</p>", ""),
                ("<p>", ""),
                ("<td>", ""),
                ("</table>", ""),
                ("<li>", ""),
                ("<?php α ?>", ""),
            ]
        ),
    ),
    lambda inner: st.builds(
        lambda tag, attribute, content: (
            f"<{tag}{attribute}>{''.join(xml for xml, _ in content)}</{tag}>",
            "".join(text for _, text in content),
        ),
        st.sampled_from(HTML_TAGS),
        st.sampled_from(HTML_ATTRIBUTES),
        st.lists(inner, max_size=4),
    ),
    max_leaves=14,
)


@FAST
@given(st.lists(HTML, max_size=5))
def test_html(pieces: list[tuple[str, str]]) -> None:
    xml, text = "".join(one for one, _ in pieces), "".join(one for _, one in pieces)
    head = "<!DOCTYPE html><html><head><title>A diary</title></head>"
    data = f"{head}<body><main><p>It rained.</p>{xml}</main></body></html>"
    check(data.encode(), "page.html", text)


# TEI of others -----------------------------------------------------------------------------------------------

Written = tuple[str, str]
"""Some XML, and the text in it that must be kept."""


def element(name: str, inside: Iterable[Written], attributes: str = "") -> Written:
    pieces = list(inside)
    return f"<{name}{attributes}>{''.join(xml for xml, _ in pieces)}</{name}>", "".join(text for _, text in pieces)


def elements(names: Iterable[str], inside: st.SearchStrategy[list[Written]]) -> st.SearchStrategy[Written]:
    attributes = st.sampled_from(
        ["", "", ' rend="a b"', ' n="1"', ' xml:lang="fr"', ' resp="#tei-toolkit"', ' cert="low"']
    )
    return st.builds(element, st.sampled_from(sorted(names)), inside, attributes)


TEXT = awkward.map(lambda text: (escape(text), text))
EMPTY = st.sampled_from(
    [
        ("<pb n='7'/>", ""),
        ("<lb/>", ""),
        ("<lb break='no'/>", ""),
        ("<gap reason='torn'/>", ""),
        ("<cb/>", ""),
        ("<!-- α -->", ""),
        ("<?editor β?>", ""),
        ("<milestone unit='x'/>", ""),
        ("<hi/>", ""),
        ("<gap><desc>γ</desc></gap>", "γ"),
        ("<choice><abbr>α</abbr><expan resp='#tei-toolkit'>γδ</expan></choice>", "αγδ"),
        ("<choice><sic>δ</sic><corr>β</corr></choice>", "δβ"),
        ("<app><lem>é</lem><rdg>β</rdg></app>", "éβ"),
        ("\n  ", ""),
    ]
)
INLINE = st.recursive(
    st.one_of(TEXT, EMPTY),
    lambda inner: elements(
        [
            "hi",
            "persName",
            "placeName",
            "date",
            "note",
            "add",
            "del",
            "unclear",
            "foreign",
            "ref",
            "supplied",
            "sic",
            "expan",
            "abbr",
            "seg",
            "q",
            "title",
            "rs",
        ],
        st.lists(inner, max_size=4),
    ),
    max_leaves=8,
)
PROSE = st.lists(INLINE, min_size=1, max_size=4)
BLOCK = st.one_of(
    elements(["p", "p", "p", "ab"], PROSE),
    st.builds(lambda lines: element("lg", lines), st.lists(elements(["l"], PROSE), min_size=1, max_size=3)),
    st.builds(lambda items: element("list", items), st.lists(elements(["item"], PROSE), min_size=1, max_size=3)),
    st.builds(
        lambda rows: element("table", [element("row", row) for row in rows]),
        st.lists(st.lists(elements(["cell"], PROSE), min_size=1, max_size=3), min_size=1, max_size=3),
    ),
    st.builds(lambda inside: element("quote", inside), st.lists(elements(["p"], PROSE), min_size=1, max_size=2)),
    st.builds(lambda inside: element("note", inside), st.lists(elements(["p"], PROSE), min_size=1, max_size=2)),
    EMPTY.filter(lambda one: not one[1] and "<hi" not in one[0]),
)
HEAD = st.one_of(
    elements(["head"], PROSE),
    st.just(("<head><date when='1939-02-03'>Friday</date></head>", "")),
    st.just(("<head>4 February 1939</head>", "")),
    st.just(("", "")),
)
DIVISION = st.builds(
    lambda head, blocks, attributes: element("div", [head, *blocks, ("<p>It rained.</p>", "")], attributes),
    HEAD,
    st.lists(BLOCK, max_size=4),
    st.sampled_from(["", ' type="entry"', ' type="entry" xml:id="a1"', ' type="year" n="1939"']),
)
TAME = st.lists(DIVISION, min_size=1, max_size=3)
WILD = st.recursive(
    st.one_of(TEXT, EMPTY, BLOCK),
    lambda inner: elements(
        [
            "div",
            "p",
            "quote",
            "list",
            "item",
            "table",
            "cell",
            "note",
            "head",
            "lg",
            "hi",
            "choice",
            "app",
            "rdg",
            "figure",
            "opener",
            "odd",
            "sp",
            "floatingText",
            "body",
            "gap",
            "pb",
            "front",
        ],
        st.lists(inner, max_size=4),
    ),
    max_leaves=12,
)


def tei(body: Iterable[Written]) -> tuple[bytes, str]:
    inside, text = element("body", body)
    respond = '<respStmt xml:id="tei-toolkit"><resp>Marks</resp><name>TEI Toolkit</name></respStmt>'
    return (
        f'<TEI xmlns="{TEI}"><teiHeader><fileDesc><titleStmt><title>Diary</title>{respond}</titleStmt><publicationStmt>'
        "<p>None.</p></publicationStmt><sourceDesc><p>None.</p></sourceDesc></fileDesc></teiHeader>"
        f"<text>{inside}</text></TEI>"
    ).encode(), text


@FAST
@given(TAME, st.booleans())
def test_tei_of_others_is_as_valid_as_it_was(body: list[Written], whole: bool) -> None:
    data, text = tei(body)
    done = convert(data, "volume.xml", language="en", whole=whole)
    conserved(done, text)
    if not errors([("volume.xml", data)]):
        assert errors(done.documents.items()) == []


@FAST
@given(st.lists(WILD, max_size=4))
def test_tei_of_any_nesting(body: list[Written]) -> None:
    data, text = tei([*body, ("<div><p>It rained.</p></div>", "")])
    conserved(convert(data, "volume.xml", language="en"), text)


# Documents of word processors and Markdown: what is written from them is valid -------------------------------

LOOKS = [
    "",
    "",
    "<w:i/>",
    "<w:b/><w:u w:val='single'/>",
    "<w:vanish/>",
    '<w:lang w:val="fr"/>',
    '<w:rStyle w:val="P"/>',
    '<w:vertAlign w:val="superscript"/>',
    "<w:smallCaps/>",
]
SIGNS = st.sampled_from(
    [
        "<w:r><w:br/></w:r>",
        '<w:r><w:br w:type="page"/></w:r>',
        "<w:r><w:lastRenderedPageBreak/></w:r>",
        "<w:r><w:tab/></w:r>",
        '<w:r><w:footnoteReference w:id="2"/></w:r>',
        '<w:r><w:endnoteReference w:id="3"/></w:r>',
        '<w:commentRangeStart w:id="0"/>',
        '<w:r><w:commentReference w:id="0"/></w:r>',
        "<w:r><w:drawing/></w:r>",
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
        '<w:r><w:instrText>HYPERLINK "http://x.org/a b"</w:instrText></w:r>',
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        '<w:bookmarkStart w:id="1" w:name="n"/>',
        '<w:r><w:sym w:char="F0B7" w:font="Wingdings"/></w:r>',
    ]
)
RUN = st.builds(
    lambda text, look: (run(escape(text), look), text),
    awkward.map(lambda one: one.replace("\n", " ")),
    st.sampled_from(LOOKS),
)
WRAPPERS = [
    'w:ins w:author="A B"',
    'w:del w:author="C"',
    'w:hyperlink w:anchor="n"',
    'w:hyperlink r:id="link1"',
    "w:smartTag",
]
WORD_INLINE = st.recursive(
    st.one_of(RUN, RUN, SIGNS.map(lambda one: (one, ""))),
    lambda inner: st.builds(
        lambda start, pieces: (
            f"<{start}>{''.join(xml for xml, _ in pieces)}</{start.partition(' ')[0]}>",
            "".join(text for _, text in pieces),
        ),
        st.sampled_from(WRAPPERS),
        st.lists(inner, max_size=3),
    ),
    max_leaves=6,
)
PROPERTIES = [
    "",
    "",
    "",
    FIRST_LEVEL := '<w:outlineLvl w:val="0"/>',
    '<w:jc w:val="right"/>',
    "<w:pageBreakBefore/>",
    '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>',
    '<w:pStyle w:val="N"/>',
    '<w:numPr><w:ilvl w:val="2"/><w:numId w:val="1"/></w:numPr>',
    "<w:rPr><w:del/></w:rPr>",
]
WORD_PARAGRAPH = st.builds(
    lambda pieces, properties: (
        paragraph("<w:r/>" + "".join(xml for xml, _ in pieces), properties),
        "".join(text for _, text in pieces),
    ),
    st.lists(WORD_INLINE, max_size=4),
    st.sampled_from(PROPERTIES),
)


def _word_cell(blocks: list[Written], properties: str) -> Written:
    return element("w:tc", [(f"<w:tcPr>{properties}</w:tcPr>", ""), *blocks])


WORD_BLOCKS = st.recursive(
    WORD_PARAGRAPH,
    lambda inner: st.lists(
        st.lists(
            st.builds(
                _word_cell,
                st.lists(inner, max_size=3),
                st.sampled_from(["", '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"]),
            ),
            max_size=3,
        ),
        max_size=3,
    ).map(lambda rows: element("w:tbl", [element("w:tr", row) for row in rows])),
    max_leaves=6,
)


@FAST
@given(st.lists(WORD_BLOCKS, max_size=5), st.booleans(), st.lists(WORD_PARAGRAPH, min_size=1, max_size=2))
def test_word(blocks: list[Written], track_changes: bool, note: list[Written]) -> None:
    inside = "".join(xml for xml, _ in note)
    text = "".join(text for _, text in blocks)
    data = word(
        paragraph("3 February 1939", FIRST_LEVEL) + paragraph("It rained.") + "".join(xml for xml, _ in blocks),
        links=["http://x.org/a#b#c"],
        footnotes=f'<w:footnote w:id="2">{paragraph("a note")}</w:footnote>',
        endnotes=f'<w:endnote w:id="3">{inside}</w:endnote>',
        comments=f'<w:comment w:id="0" w:author="A. B" w:date="2024-02-31T10:00:00">{paragraph("why?")}</w:comment>',
        styles='<w:style w:type="character" w:styleId="P"><w:name w:val="Person"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="N"><w:name w:val="Remark"/></w:style>',
    )
    wishes = Wishes(track_changes=track_changes, styles={"Person": "persName", "Remark": "note"})
    check(data, "diary.docx", text + "".join(text for _, text in note), wishes)
