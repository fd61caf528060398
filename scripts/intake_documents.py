"""The documents behind the table of ``docs/intake.md``: one a format, each feature with a tree's name as its word."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from test_odt import flat
from word import paragraph, run, word

FEATURES: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("heading within an entry", "acacia", {"p[@rend='heading']": "p[@rend='heading']"}),
    ("footnote", "alder", {"note[@place='bottom']": "note[@place='bottom']"}),
    ("endnote", "birch", {"note[@place='end']": "note[@place='end']"}),
    ("comment", "cedar", {"note[@subtype='comment']": "note[@subtype='comment']"}),
    ("tracked insertion", "dogwood", {"add": "add", "p": "p"}),
    ("tracked deletion", "elder", {}),
    ("italics", "fir", {"hi[@rend='italic']": "hi[@rend='italic']"}),
    ("bold", "bamboo", {"hi[@rend='bold']": "hi[@rend='bold']"}),
    ("underline", "upas", {"hi[@rend='underline']": "hi[@rend='underline']"}),
    ("superscript", "sumac", {"hi[@rend='sup']": "hi[@rend='sup']"}),
    ("small caps", "gorse", {"hi[@rend='smallcaps']": "hi[@rend='smallcaps']"}),
    ("struck out", "teak", {"hi[@rend='strike']": "hi[@rend='strike']", "del": "del"}),
    ("language of words", "hazel", {"foreign": "foreign"}),
    ("hyperlink", "ivy", {"ref": "ref"}),
    ("field result", "juniper", {"p": "p"}),
    ("text box", "larch", {"note[@rend='textbox']": "note[@rend='textbox']"}),
    ("content control", "maple", {"p": "p"}),
    ("new and old form of one thing", "nutmeg", {"p": "p"}),
    ("list item with its number", "oak", {"item[@n]": "item[@n]"}),
    ("item in an item", "olive", {"item/list/item": "item/t:list/t:item"}),
    ("table cell", "pine", {"cell": "cell"}),
    ("cell over two columns", "poplar", {"cell[@cols='2']": "cell[@cols='2']"}),
    ("right-aligned line", "rowan", {"p[@rend='right']": "p[@rend='right']"}),
    ("after a page break", "spruce", {"pb": "p[.//t:pb or preceding-sibling::*[1][self::t:pb]]"}),
    ("after a line break", "linden", {"lb": "p[.//t:lb]"}),
    ("quotation", "quince", {"quote": "quote"}),
    ("symbol", "α", {"p": "p"}),
    ("hidden words", "thorn", {}),
    ("running head", "willow", {}),
    ("formula", "yew", {"p": "p"}),
)
"""What the feature is called, its word, and what it may be in TEI, as the table says it and as a path. What may be
nothing is no text of the diary."""


def docx() -> bytes:
    """A Word document."""
    change = 'w:id="1" w:author="A"'
    field = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    looks = {
        "fir": "<w:i/>", "bamboo": "<w:b/>", "upas": '<w:u w:val="single"/>', "teak": "<w:strike/>",
        "sumac": '<w:vertAlign w:val="superscript"/>', "gorse": "<w:smallCaps/>", "hazel": '<w:lang w:val="fr-FR"/>',
    }  # fmt: skip
    one = (
        run("He") + '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:endnoteReference w:id="3"/></w:r>'
        '<w:commentRangeStart w:id="0"/>' + run("came")
        + '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'
        f"<w:ins {change}>{run('dogwood')}</w:ins><w:del {change}><w:r><w:delText>elder</w:delText></w:r></w:del>"
        + "".join(run(" ") + run(tree, look) for tree, look in looks.items())
        + '<w:hyperlink r:id="link1">' + run("ivy") + "</w:hyperlink>" + field("begin")
        + "<w:r><w:instrText>AUTHOR</w:instrText></w:r>" + field("separate") + run("juniper") + field("end")
        + "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>" + paragraph("larch")
        + "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
        + "<w:sdt><w:sdtContent>" + run("maple") + "</w:sdtContent></w:sdt>"
        + "<mc:AlternateContent><mc:Choice>" + run("nutmeg") + "</mc:Choice><mc:Fallback>" + run("old")
        + "</mc:Fallback></mc:AlternateContent>"
        + run("thorn", "<w:vanish/>") + '<w:r><w:sym w:font="Symbol" w:char="F061"/></w:r>'
        + "<m:oMath><m:r><m:t>yew</m:t></m:r></m:oMath>"
    )  # fmt: skip
    numbered = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="1"/></w:numPr>'.format
    cell = "<w:tc>{}</w:tc>".format
    body = (
        paragraph("3 February 1939", '<w:pStyle w:val="H1"/>') + paragraph("acacia", '<w:pStyle w:val="H2"/>')
        + paragraph(one) + paragraph("oak", numbered(0)) + paragraph("olive", numbered(1))
        + "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid><w:tr>" + cell(paragraph("pine"))
        + cell(paragraph("b")) + "</w:tr><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr>" + paragraph("poplar")
        + "</w:tc></w:tr></w:tbl>" + paragraph("rowan", '<w:jc w:val="right"/>')
        + paragraph('<w:r><w:t>Then</w:t><w:br w:type="page"/><w:t>spruce</w:t></w:r>')
        + paragraph("<w:r><w:t>So</w:t><w:br/><w:t>linden</w:t></w:r>")
        + paragraph("quince", '<w:pStyle w:val="Quote"/>')
        + '<w:sectPr><w:headerReference w:type="default" r:id="r5"/></w:sectPr>'
    )  # fmt: skip
    levels = (
        '<w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl>'
    )
    style = '<w:style w:type="paragraph" w:styleId="{}"><w:name w:val="{}"/></w:style>'.format
    return word(
        body, ["https://example.org/"],
        styles='<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault></w:docDefaults>'
        + style("H1", "heading 1") + style("H2", "heading 2") + style("Quote", "Quote"),
        numbering=f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum><w:num w:numId="1">'
        '<w:abstractNumId w:val="0"/></w:num>',
        footnotes='<w:footnote w:id="2">' + paragraph("alder") + "</w:footnote>",
        endnotes='<w:endnote w:id="3">' + paragraph("birch") + "</w:endnote>",
        comments='<w:comment w:id="0" w:author="A">' + paragraph("cedar") + "</w:comment>",
        header1=paragraph("willow"),
    )  # fmt: skip


def odt() -> bytes:
    """An OpenDocument text in one file."""
    span = '<text:span text:style-name="{}">{}</text:span>'.format
    note = (
        '<text:note text:note-class="{}"><text:note-citation>1</text:note-citation><text:note-body><text:p>{}</text:p>'
        "</text:note-body></text:note>"
    ).format
    info = "<office:change-info><dc:creator>A</dc:creator><dc:date>2024-01-02</dc:date></office:change-info>"
    looks = {"fir": "I", "bamboo": "B", "upas": "U", "sumac": "Sup", "gorse": "Sc", "teak": "St", "hazel": "Fr"}
    styles = (
        '<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
        '<style:style style:name="U" style:family="text"><style:text-properties style:text-underline-style="solid"/>'
        '</style:style><style:style style:name="Sc" style:family="text"><style:text-properties'
        ' fo:font-variant="small-caps"/></style:style><style:style style:name="St" style:family="text">'
        '<style:text-properties style:text-line-through-style="solid"/></style:style>'
        '<style:style style:name="Quotations" style:family="paragraph"/>'
    )
    content = (
        f'<text:tracked-changes><text:changed-region text:id="c1"><text:insertion>{info}</text:insertion>'
        f'</text:changed-region><text:changed-region text:id="c2"><text:deletion>{info}<text:p>elder</text:p>'
        "</text:deletion></text:changed-region></text:tracked-changes>"
        '<text:h text:outline-level="1">3 February 1939</text:h><text:h text:outline-level="2">acacia</text:h>'
        "<text:p>He"
        + note("footnote", "alder") + note("endnote", "birch")
        + '<office:annotation office:name="a"><dc:creator>A</dc:creator><text:p>cedar</text:p></office:annotation>came'
        '<office:annotation-end office:name="a"/>'
        '<text:change-start text:change-id="c1"/>dogwood<text:change-end text:change-id="c1"/>'
        '<text:change text:change-id="c2"/>'
        + "".join(" " + span(look, tree) for tree, look in looks.items())
        + '<text:a xlink:href="https://example.org/">ivy</text:a><text:author-name>juniper</text:author-name>'
        "<draw:frame><draw:text-box><text:p>larch</text:p></draw:text-box></draw:frame>"
        + span("Hid", "thorn") + '</text:p><text:list text:style-name="L"><text:list-item><text:p>oak</text:p>'
        "<text:list><text:list-item><text:p>olive</text:p></text:list-item></text:list></text:list-item></text:list>"
        "<table:table><table:table-row><table:table-cell><text:p>pine</text:p></table:table-cell><table:table-cell>"
        '<text:p>b</text:p></table:table-cell></table:table-row><table:table-row><table:table-cell'
        ' table:number-columns-spanned="2"><text:p>poplar</text:p></table:table-cell></table:table-row></table:table>'
        '<text:p text:style-name="R">rowan</text:p><text:p text:style-name="New">spruce</text:p>'
        '<text:p>So<text:line-break/>linden</text:p><text:p text:style-name="Quotations">quince</text:p>'
    )  # fmt: skip
    master = (
        '<office:master-styles><style:master-page style:name="S"><style:header><text:p>willow</text:p></style:header>'
        "</style:master-page></office:master-styles>"
    )
    whole = flat(content).decode().replace("</office:styles>", f"{styles}</office:styles>")
    return whole.replace("<office:body>", f"{master}<office:body>").encode()


def markdown() -> bytes:
    """A Markdown file."""
    return (
        b"## 3 February 1939\n\n### acacia\n\nHe came[^1] *fir* **bamboo** ~~teak~~ [ivy](https://example.org/)"
        b"\n\n1. oak\n   - olive\n2. b\n\n"
        b"| a | b |\n|---|---|\n| pine | c |\n\nSo\\\nlinden\n\n> quince\n\n[^1]: alder\n"
    )


def html() -> bytes:
    """A page of the web."""
    looks = "<em>fir</em> <b>bamboo</b> <u>upas</u> <sup>sumac</sup> <s>teak</s>"
    return (
        "<!DOCTYPE html><html><head><title>T</title></head><body><header>willow</header><main><h2>3 February 1939</h2>"
        f'<h3>acacia</h3><p>He<a href="#fn1">1</a> came {looks} <span style="font-variant: small-caps">gorse</span> '
        '<span lang="fr">hazel</span> <a href="https://example.org/">ivy</a> <ins>dogwood</ins>'
        '<span hidden>thorn</span></p><ol start="3"><li>oak<ol><li>olive</li></ol></li></ol>'
        '<table><tr><td>pine</td><td>b</td></tr><tr><td colspan="2">poplar</td></tr></table>'
        '<p style="text-align: right">rowan</p><p>Then <span role="doc-pagebreak" aria-label="7"></span>spruce</p>'
        '<p>So<br>linden</p><blockquote><p>quince</p></blockquote><ol><li id="fn1">alder</li></ol></main></body></html>'
    ).encode()


DOCUMENTS = {"a.docx": docx, "a.fodt": odt, "a.md": markdown, "a.html": html}
