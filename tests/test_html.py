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
        ("nobody", "there are archive-page, generic"),
        ("body = '//['", "body is no XPath"),
        ("bodi = '//p'", "did you mean 'body'"),
    ],
)
def test_wrong_profiles_are_one_sentence(profile: str, sentence: str) -> None:
    with pytest.raises(ToolkitError, match=sentence):
        converted(ARCHIVE, profile=profile)
