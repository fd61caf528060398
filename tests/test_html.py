"""HTML captures: the document from the page, by profiles."""

from __future__ import annotations

import datetime
import re

import pytest

from tei_toolkit.errors import ToolkitError, UnreadableInput
from tei_toolkit.pipeline import Converted, convert
from tei_toolkit.read.readers import Wishes

GENERIC = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>T</title></head><body><nav>Menu</nav><main>
<h2>3 February</h2><p>{}</p></main><footer>Imprint</footer><script>var x = "no text";</script></body></html>"""
ARCHIVE = """<!DOCTYPE html><html><body><nav><ul><li>Search</li></ul></nav><h1>3 February 1939</h1>
<div class="panel translation"><ul class="menu"><li>Cite</li></ul><div><p>3 February</p><p>Rain fell on the quay.</p>
<span class="page-break" data-page="114"></span><p>Nobody came.</p></div></div><div class="panel transcription"></div>
<h3>Document Details</h3><table><tr><th>Document Title</th><td>3 February 1939</td></tr><tr><th>Author</th>
<td>Toll, Pavel</td></tr><tr><th>Date</th><td>1939 Feb 3</td></tr></table></body></html>"""


def converted(page: str, **wishes: str) -> Converted:
    start = datetime.date(1939, 1, 1)
    return convert(page.encode(), "page.html", language="en", start=start, wishes=Wishes(**wishes))  # type: ignore[arg-type]


def body(inside: str) -> str:
    (document,) = converted(GENERIC.replace("{}", inside)).documents.values()
    found = re.search(r"</head>(.*)</div>", document.decode().split("<body>")[1], re.DOTALL)
    assert found
    return re.sub(r"\n\s*", "", found[1])


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("so <em>late</em> <b>it</b> was", '<p>so <hi rend="italic">late</hi> <hi rend="bold">it</hi> was</p>'),
        ("one<br>two", "<p>one<lb/>two</p>"),
        ('<span lang="fr">pain</span> bread', '<p><foreign xml:lang="fr">pain</foreign> bread</p>'),
        ('<a href="http://x.org/">good</a> <a href="javascript:x">bad</a>',
         '<p><ref target="http://x.org/">good</ref> bad</p>'),
        ("<del>old</del><ins>new</ins>", "<p><del>old</del><add>new</add></p>"),
        ("seen<span hidden>hidden</span><span style='display: none'>too</span>", "<p>seen</p>"),
        ("a</p><blockquote><p>b</p></blockquote><p>c", "<p>a</p><quote><p>b</p></quote><p>c</p>"),
        ('a</p><ol start="3"><li>b</li></ol><p>c',
         '<p>a</p><list rend="numbered"><item n="3.">b</item></list><p>c</p>'),
        ('He came<a href="#fn1">1</a>.</p><ol><li id="fn1">Late.<a href="#r1">↩</a></li></ol><p>So',
         '<p>He came<note place="bottom">Late.</note>.</p><p>So</p>'),
        ('a <span role="doc-pagebreak" aria-label="Page 12"></span>b', '<p>a <pb n="12"/>b</p>'),
        ('a</p><p style="text-align: right">Geneva', '<p>a</p><p rend="right">Geneva</p>'),
        ('a</p><p align="right">Geneva', '<p>a</p><p rend="right">Geneva</p>'),
        ('a</p><ol type="a" start="3"><li>b</li><li value="7">c</li><li>d</li></ol><p>e',
         '<p>a</p><list rend="numbered"><item n="c.">b</item><item n="g.">c</item><item n="h.">d</item></list>'
         "<p>e</p>"),
        ('a</p><ol type="I" reversed><li>b</li><li>c</li></ol><p>e',
         '<p>a</p><list rend="numbered"><item n="II.">b</item><item n="I.">c</item></list><p>e</p>'),
        ("he said <q>so</q>", "<p>he said <q>so</q></p>"),
        ('the <abbr title="Foreign Office">F.O.</abbr>',
         '<p>the <choice><abbr>F.O.</abbr><expan>Foreign Office</expan></choice></p>'),
        ('a</p><pre>\none\n  two</pre><p>b', "<p>a</p><p>one<lb/>  two</p><p>b</p>"),
        ('<span style="text-decoration: line-through">one</span> two', '<p><hi rend="strike">one</hi> two</p>'),
        ('one<br style="page-break-before: always">two', '<p>one<pb rend="hard"/>two</p>'),
        ('one</p><p style="page-break-before: always">two', '<p>one</p><p><pb rend="hard"/>two</p>'),
        ('He came<sup id="r1"><a href="#n1">1</a></sup>.</p><p>So.</p><p><a id="n1" href="#r1">1</a> Late.',
         '<p>He came<note place="bottom">Late.</note>.</p><p>So.</p>'),
        ('see <a href="#b">2</a></p><p id="b">So', "<p>see 2</p><p>So</p>"),
    ],
)  # fmt: skip
def test_what_elements_mean(inside: str, expected: str) -> None:
    assert body(inside) == expected


def test_what_stands_round_the_document_is_furniture() -> None:
    source = converted(GENERIC.replace("{}", "Rain.")).source
    around = "".join(source.text[piece.span.start : piece.span.end] for piece in source.furniture)
    assert around.split() == ["Menu", "Imprint"]


def test_a_page_of_the_archive() -> None:
    done = converted(ARCHIVE)
    assert [entry.id for entry in done.entries] == ["e1939-02-03"]
    (document,) = done.documents.values()
    assert b"<author>Toll, Pavel</author>" in document
    assert b'<pb n="114"/>' in document
    assert b"Search" not in document
    assert b"Cite" not in document


def test_an_editors_own_profile_and_one_that_finds_nothing() -> None:
    page = GENERIC.replace("{}", '</p><div id="own"><p>4 February</p><p>Only this.</p></div><p>not this')
    own = converted(page, profile="name = 'own'\nbody = \"//div[@id='own']\"")
    assert [entry.id for entry in own.entries] == ["e1939-02-04"]
    assert "not this" not in b"".join(own.documents.values()).decode()
    with pytest.raises(UnreadableInput, match=r"profile own .* finds nothing in this page"):
        converted(page, profile="name = 'own'\nbody = '//table'")


@pytest.mark.parametrize(
    ("profile", "sentence"),
    [
        ("nobody", "there are archive-page, libreoffice, word, generic"),
        ("body = '//['", "body is no XPath"),
        ("bodi = '//p'", "did you mean 'body'"),
    ],
)
def test_wrong_profiles_are_one_sentence(profile: str, sentence: str) -> None:
    with pytest.raises(ToolkitError, match=sentence):
        converted(ARCHIVE, profile=profile)


WORD = """<html><head><meta charset="utf-8"><meta name=Generator content="Microsoft Word 15">
<title>A Clerk</title></head>
<body lang=EN-GB><div class=WordSection1><h1>3 February 1939<o:p></o:p></h1><p class=MsoNormal>It rained<a
style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1" title=""><span class=MsoFootnoteReference><span
style='mso-special-character:footnote'><![if !supportFootnotes]><span class=MsoFootnoteReference>[1]</span><![endif]>
</span></span></a> all day.</p><p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>1.<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]>Tea</p>
<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>a)</span>Sugar</p>
<p class=MsoNormal>He came<span class=MsoCommentReference><a class=msocomanchor id="_anchor_1" href="#_msocom_1"
name="_msoanchor_1">[AT1]</a><span style='mso-special-character:comment'>&nbsp;</span></span> late.</p>
<span><br clear=all style='mso-special-character:line-break;page-break-before:always'></span>
<h1><br clear=all style='page-break-before:always'>4 February 1939</h1><p class=MsoNormal align=right>Geneva</p></div>
<div style='mso-element:footnote-list'><br clear=all><hr align=left size=1 width="33%">
<div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a style='mso-footnote-id:ftn1' href="#_ftnref1"
name="_ftn1" title=""><span class=MsoFootnoteReference>[1]</span></a> In the <i>harbour</i>.</p></div></div>
<div style='mso-element:comment-list'><hr class=msocomoff><div style='mso-element:comment'><div id="_com_1"
class=msocomtxt><span style='mso-comment-author:"A. Toll"'><a name="_msocom_1"></a></span><p class=MsoCommentText><span
class=MsoCommentReference><a href="#_msoanchor_1" class=msocomoff>[AT1]</a></span>Who?</p></div></div></div>
</body></html>"""


def test_what_word_saves_as_a_web_page() -> None:
    done = converted(WORD)
    first, second = (re.sub(r"\n\s*", "", one.decode()) for one in done.documents.values())
    assert '<p>It rained<note place="bottom">In the <hi rend="italic">harbour</hi>.</note> all day.</p>' in first
    assert '<item n="1.">Tea <list rend="numbered"><item n="a)">Sugar</item></list></item>' in first
    assert '<note type="editorial" subtype="comment" resp="#w-a.-toll">Who?</note> late.</p>' in first
    assert "A. Toll" in first
    assert '<pb rend="hard"/><div type="entry"' in second
    assert '4 February 1939</date></head><p rend="right">Geneva</p>' in second
    assert "milestone" not in second
    assert done.source.details["title"] == "A Clerk"


def test_what_libreoffice_exports() -> None:
    page = """<html><head><meta name="generator" content="LibreOffice 7.4"/>
<meta name="author" content="P. Toll"/></head>
<body><div title="header"><p>Diary</p></div><p>3 February 1939</p><p>It rained<a class="sdfootnoteanc"
name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a>.</p><p style="page-break-before: always">So.</p>
<div id="sdfootnote1"><p><a class="sdfootnotesym" name="sdfootnote1sym" href="#sdfootnote1anc">1</a>
All day.</p></div><div title="footer"><p>7</p></div></body></html>"""
    done = converted(page)
    (document,) = done.documents.values()
    text = re.sub(r"\n\s*", "", document.decode())
    assert '<p>It rained<note place="bottom">All day.</note>.</p><p><pb rend="hard"/>So.</p></div>' in text
    assert "<author>P. Toll</author>" in text
