"""Annotation's laws: without the tags the file is what it was, a second run changes nothing, the text is the same.

Held for documents made at random (prefixes, CDATA, comments, instructions, references, odd white space, line ends,
encodings), and for files of a published diary.
"""

from __future__ import annotations

import re
import tarfile

import pytest
from conftest import shared
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from test_annotate import ENTITIES, HEADER, register

from tei_toolkit import annotate
from tei_toolkit.parsing import parse_xml, tei
from tei_toolkit.register import Register, parse_register

_TAG = re.compile(
    r"<!--.*?-->|<\?.*?\?>|<!\[CDATA\[.*?\]\]>"
    r'|(?P<declared>\s*<(?:\w+:)?respStmt xml:id="tei-toolkit">.*?</(?:\w+:)?respStmt>)'
    r"|<(?P<end>/)?(?:\w+:)?(?:persName|placeName|date)(?=[\s/>])(?P<rest>[^>]*)>",
    re.DOTALL,
)


def stripped(text: str) -> str:
    """A file without the toolkit's tags, found by a pattern and a stack and nothing of the toolkit's own."""
    out: list[str] = []
    open_tags: list[bool] = []
    at = 0
    for match in _TAG.finditer(text):
        ours = match["declared"] is not None
        if match["end"]:
            ours = open_tags.pop()
        elif match["rest"] is not None:
            ours = 'resp="#tei-toolkit"' in match["rest"]
            if not match["rest"].endswith("/"):
                open_tags.append(ours)
        if ours:
            out.append(text[at : match.start()])
            at = match.end()
    return "".join([*out, text[at:]])


def words(data: bytes) -> str:
    """The text of a document but for its header."""
    root = parse_xml(data, "x", leave_entities=True).getroot()
    for header in root.findall(tei("teiHeader")):
        root.remove(header)
    return "".join(str(piece) for piece in root.itertext())


def lawful(data: bytes, codec: str, known: Register, language: str) -> int:
    """Annotate a document and hold it against the laws; how many tags were inserted."""
    (done,) = annotate([("diary.xml", data)], register=known, language=language)
    (again,) = annotate([("diary.xml", done.data)], register=known, language=language)
    assert stripped(done.data.decode(codec)).encode(codec) == data
    assert again.data == done.data
    assert words(done.data) == words(data)
    assert (done.data == data) == (not done.marks)
    return len(done.marks)


WORDS = st.sampled_from(
    ["Lloyd", "George", "Lloyd George", "Robert Butler", "Butler", "Riga", "Max", "M&#252;ller", "M&uuml;ller", "3",
     "27", "January", "3 May 1939", "of", "the", "saw", "-", ".", "é", "&amp;", "&lg;", "&file;", "&nothing;", "&#x20;"]
)  # fmt: skip
BLANKS = st.sampled_from(["", " ", "\n", "\n\t  ", "  ", "&#160;"])
TEXT = st.lists(st.tuples(WORDS, BLANKS), max_size=4).map(lambda pairs: "".join(map("".join, pairs)))
OTHER = st.sampled_from(
    ["<!-- Riga -->", "<?go Riga?>", "<![CDATA[Riga <p> ]]>", "<![CDATA[George]]>", "<@lb/>", "<@lb break='no'/>",
     '<@pb n=">"/>', "<@gap/>", "<@persName/>", "<x xmlns='urn:x'>Riga</x>", '<y:x xmlns:y="urn:y" a=\'">\'/>',
     "<@del>Lloyd</@del>", "<@persName ref = 'x' >Butler</@persName >", "<@date when='1939'>3</@date>"]
)  # fmt: skip
INLINE = st.sampled_from(["hi", "emph", "ex", "expan", "seg", "w", "ref", "q", "note", "add", "title", "fw", "quote"])


def wrapped(content: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Content within an element, or as one of two readings, between other content."""
    inline = st.builds(lambda name, inner: f"<@{name} a='1'\n>{inner}</@{name}>", INLINE, content)
    choice = st.builds(lambda one, two: f"<@choice><@sic>{one}</@sic> <@corr>{two}</@corr></@choice>", content, content)
    return st.lists(st.one_of(inline, choice, TEXT, OTHER), max_size=4).map("".join)


CONTENT = st.recursive(st.one_of(TEXT, OTHER), wrapped, max_leaves=12)
BLOCK = st.builds(lambda name, inner: f"<@{name}>{inner}</@{name}>", st.sampled_from(["p", "ab", "head"]), CONTENT)
DIVISION = st.lists(st.one_of(BLOCK, st.sampled_from(["\n  ", "<!-- -->"])), max_size=4).map("".join)
ENCODINGS = st.sampled_from([("utf-8", "UTF-8"), ("utf-8-sig", ""), ("utf-16", "UTF-16"), ("iso-8859-1", "ISO-8859-1")])


@st.composite
def documents(draw: st.DrawFn) -> tuple[bytes, str]:
    """A well-formed TEI document, and the codec that it is in."""
    codec, declared = draw(ENCODINGS)
    prefix = draw(st.sampled_from(["", "tei:"]))
    space = "xmlns:tei" if prefix else "xmlns"
    header = re.sub(r"<(/?)(?=\w)", r"<\1@", HEADER) if draw(st.booleans()) else ""
    body = f"<@body><@div>{draw(DIVISION)}</@div><@div when='1912-05-01'>{draw(DIVISION)}</@div></@body>"
    text = f"{ENTITIES}<@TEI {space}='http://www.tei-c.org/ns/1.0'>{header}<@text>{body}</@text></@TEI>\n<!-- end -->"
    if draw(st.booleans()):
        text = text.replace("\n", "\r\n")
    declaration = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    return (declaration + text.replace("@", prefix)).encode(codec), codec


@settings(max_examples=200, deadline=None)
@given(documents())
def test_nothing_is_changed_but_that_tags_are_put_in(made: tuple[bytes, str]) -> None:
    data, codec = made
    lawful(data, codec, register(), "en")


@settings(max_examples=100, deadline=None)
@given(st.lists(documents(), min_size=2, max_size=4))
def test_documents_that_are_annotated_together_stay_as_they_are_too(made: list[tuple[bytes, str]]) -> None:
    named = [(f"{number}.xml", data) for number, (data, _) in enumerate(made)]
    done = annotate(named, register=register(), language="en")
    again = annotate([(one.name, one.data) for one in done], register=register(), language="en")
    assert [one.data for one in again] == [one.data for one in done]


@pytest.mark.parametrize("untagged", [False, True], ids=["as it is", "without the editors’ tags"])
def test_the_laws_hold_for_a_published_diary(untagged: bool) -> None:
    """Every two-hundredth of 16,423 files; ``benchmarks/annotation.py`` takes all."""
    names = shared("gold", "cases", "schnitzler-1896", "register.xml")
    known = parse_register(names.read_bytes(), names.name)
    files = []
    with tarfile.open(shared("corpora", "schnitzler-editions.tar.xz")) as archive:
        for number, member in enumerate(archive):
            if number % 200 == 1 and (content := archive.extractfile(member)):
                files.append((member.name, content.read()))
    if untagged:
        files = [(name, _without_tags(data)) for name, data in files]
    done = annotate(files, register=known, language="de")
    again = annotate([(one.name, one.data) for one in done], register=known, language="de")
    for (_, data), one, two in zip(files, done, again, strict=True):
        assert stripped(one.data.decode()).encode() == data
        assert two.data == one.data
        assert words(one.data) == words(data)
    assert sum(len(one.marks) for one in done) > len(files) / 4


def _without_tags(data: bytes) -> bytes:
    tree = etree.fromstring(data)
    body = tree.find(f".//{tei('body')}")
    assert body is not None
    etree.strip_tags(body, *(tei(name) for name in ("rs", "date", "persName", "placeName")))
    return etree.tostring(tree, encoding="utf-8", xml_declaration=True)
