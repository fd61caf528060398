"""Markdown: what its signs mean is in the TEI, and every character of the file is accounted for."""

from __future__ import annotations

import datetime
import re
from collections import Counter

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from tei_toolkit.errors import UnreadableInput
from tei_toolkit.model import LINE_BREAK, NOTE_BEGINS, NOTE_ENDS, OBJECT, PARAGRAPH, SourceText
from tei_toolkit.pipeline import Converted, convert
from tei_toolkit.read import read_source
from tei_toolkit.read.readers import Received


def converted(text: str, name: str = "diary.md") -> Converted:
    return convert(text.encode(), name, language="en", start=datetime.date(1939, 1, 1))


def body(text: str) -> str:
    """What stands below the heading of the only entry, in one line."""
    (document,) = converted(f"## 3 February\n\n{text}").documents.values()
    found = re.search(r"</head>(.*)</div>", document.decode(), re.DOTALL)
    assert found
    return re.sub(r"\n\s*", "", found[1])


def read(text: str, name: str = "a.md") -> SourceText:
    return read_source(Received(name, text.encode()))


def reading_text(source: SourceText) -> str:
    """The text without furniture."""
    return "".join(source.text[span.start : span.end] for span in source.document())


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("so *late* it was", '<p>so <hi rend="italic">late</hi> it was</p>'),
        ("**Lady _V_**", '<p><hi rend="bold">Lady <hi rend="italic">V</hi></hi></p>'),
        ("***all***", '<p><hi rend="bold italic">all</hi></p>'),
        ("2 * 3 * 4 and snake_case_name", "<p>2 * 3 * 4 and snake_case_name</p>"),
        ("he ~~never~~ always", "<p>he <del>never</del> always</p>"),
        ("[here](http://x.org/a) <https://y.org>",
         '<p><ref target="http://x.org/a">here</ref> <ref target="https://y.org">https://y.org</ref></p>'),
        ("[bad](javascript:alert)", '<p><supplied resp="#editor">bad</supplied>(javascript:alert)</p>'),
        (r"\*not\*", "<p>*not*</p>"),
        ("one  \ntwo", "<p>one<lb/>two</p>"),
        ("> quoted\n> so", "<quote><p>quoted</p><p>so</p></quote>"),
        ("- milk\n- bread", '<list rend="bulleted"><item>milk</item><item>bread</item></list>'),
        ("1. one\n2. two", '<list rend="numbered"><item n="1.">one</item><item n="2.">two</item></list>'),
        ("1939. It was cold.", "<p>1939. It was cold.</p>"),
        ("- alone", "<p>- alone</p>"),
        ("a | b\n--|--\n1 | 2",
         '<table><row role="label"><cell>a</cell><cell>b</cell></row><row><cell>1</cell><cell>2</cell></row></table>'),
        ("He came.[^1]\n\n[^1]: At *four*.",
         '<p>He came.<note place="bottom">At <hi rend="italic">four</hi>.</note></p>'),
        ("He came.[^1]\n\n[^1]: One.\n\n    Two.",
         '<p>He came.<note place="bottom"><p>One.</p><p>Two.</p></note></p>'),
        ("So ^[a note] it is", '<p>So <note place="bottom">a note</note> it is</p>'),
        ("```\n*raw*\n```", "<p>*raw*</p>"),
        ("### The dinner\n\nFish.", '<p rend="heading">The dinner</p><p>Fish.</p>'),
    ],
)  # fmt: skip
def test_what_signs_mean(written: str, expected: str) -> None:
    assert body(written) == expected


def test_days_with_a_number_before_the_month_are_no_list() -> None:
    done = convert(
        b"1. Februar\nKalt.\n\n2. Februar\nNass.\n", "tagebuch.md", language="de", start=datetime.date(1939, 1, 1)
    )
    assert [entry.id for entry in done.entries] == ["e1939-02-01", "e1939-02-02"]


def test_headings_make_entries() -> None:
    done = converted("# 1939\n\n## 3 February\n\nRain.\n\n4 February\n----------\n\nSnow.\n")
    assert [entry.id for entry in done.entries] == ["e1939-02-03", "e1939-02-04"]


def test_headings_of_months_date_the_bare_days_below_them() -> None:
    done = converted("# 1939\n\n## November\n\n### 3\n\nRain.\n\n### 4\n\nSnow.\n\n## January\n\n### 2\n\nIce.\n")
    assert [entry.id for entry in done.entries] == ["e1939-11-03", "e1939-11-04", "e1940-01-02"]


def test_a_front_matter_is_the_header() -> None:
    (document,) = converted(
        '---\ntitle: "The Diary"\nauthor: A. Toll\n---\n## 3 February\n\nRain.\n'
    ).documents.values()
    assert b"<author>A. Toll</author>" in document
    assert b"---" not in document


def test_wrapped_lines_are_one_paragraph() -> None:
    line = "It rained all day and nobody came to the house by the lake "
    assert body(f"{line}\n{line}\n{line}\nto stay.").count("<p>") == 1


def test_plain_diaries_are_no_markdown() -> None:
    text = "3 February\n* a sign of the diarist * and _another_\n"
    assert read_source(Received("diary.txt", text.encode())).marks == ()


@settings(max_examples=200, deadline=None)
@given(st.text("ab *_~[]()^#>-|1.\\\n!<`:", min_size=1, max_size=120).filter(str.strip))
def test_every_character_is_accounted_for(text: str) -> None:
    try:
        source = read_source(Received("a.md", text.encode()))
    except UnreadableInput:  # nothing but signs
        reject()
    ours = dict.fromkeys(map(ord, (OBJECT, LINE_BREAK, PARAGRAPH, NOTE_BEGINS, NOTE_ENDS)))
    assert Counter("".join(source.text.translate(ours).split())) == Counter("".join(text.split()))
    convert(text.encode(), "a.md")


LONG = "It rained all the day and nobody came to the house by the lake, so it seems."


@pytest.mark.parametrize("above", ["---\n\n", "---\n"])
def test_a_rule_at_the_beginning_is_no_front_matter(above: str) -> None:
    source = read(f"{above}Rain all day. He said: come in.\n\n---\n\nSnow.\n")
    assert "Rain all day." in reading_text(source)
    assert [mark.element for mark in source.marks] == ["milestone", "milestone"]


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("---\ntitle: 'It''s so'\n---", "It's so"),
        ('---\ntitle: "a \\"b\\""\n---', 'a "b"'),
        ("---\ntitle: >\n  over\n  two\n---", "over two"),
        ("---\ntitle: a # said by us\n---", "a"),
        ("---\ntitle:\n  - a\n  - b\n---", "a, b"),
        ("---\ntitle: [a, b]\n...", "a, b"),
        ('+++\ntitle = "a"\n+++', "a"),
        ('+++\ntitle = ["a", "b"]\n+++', "a, b"),
    ],
)
def test_values_of_a_front_matter(front: str, expected: str) -> None:
    assert read(f"{front}\n\nRain.\n").details == {"title": expected}


@pytest.mark.parametrize("front", ["---\ncolour: red\ntitle: A\n---", '+++\ntitle = "A"\n[colour]\nred = 1\n+++'])
def test_keys_that_have_no_place_are_reported(front: str) -> None:
    source = read(f"{front}\nRain.\n")
    assert [(finding.code, finding.value) for finding in source.findings] == [("READ-01", "colour")]
    assert "red" in source.text
    assert reading_text(source).strip() == "Rain."


def test_a_front_matter_that_is_broken_is_reported_and_kept() -> None:
    source = read("+++\ntitle = A B\n+++\nRain.\n")
    assert [finding.code for finding in source.findings] == ["READ-01"]
    assert "A B" in source.text


def test_text_is_markdown_if_it_has_a_front_matter_and_markup() -> None:
    front = "---\ntitle: The Diary\n---\n"
    assert read(f"{front}## 3 February\n\nRain.\n", "diary.txt").details == {"title": "The Diary"}
    assert read(f"{front}3 February\nRain.\n", "diary.txt").details == {}


def test_entities_are_what_they_mean() -> None:
    source = read("Caf&eacute; &amp; &#233;&#x2014; AT&T &bogus; &#0; &#xFFFC; &#10;\n")
    assert reading_text(source).rstrip() == "Café & é— AT&T &bogus; &#0; &#xFFFC; &#10;"


def test_comments_are_no_reading_text() -> None:
    source = read("Rain <!-- check --> fell.\n\n<!-- of\n\n## two parts -->\nSnow. <!-- never closed\n")
    assert reading_text(source).split() == "Rain fell. Snow. <!-- never closed".split()
    assert [finding.code for finding in source.findings] == ["READ-02"]
    assert source.headings == ()
    assert "two parts" in source.text


def test_code_is_kept_as_it_is() -> None:
    source = read("```\n# *raw* <!-- so -->\n  [^1]\n```\n`*so*` ’tis\n")
    assert reading_text(source).split("\n") == ["# *raw* <!-- so -->", "  [^1]", "`*so*` ’tis"]
    assert (source.marks, source.headings) == ((), ())


@pytest.mark.parametrize("sign", ["~~~~~~", "```"])
def test_a_fence_without_an_end_is_an_ornament(sign: str) -> None:
    source = read(f"Rain.\n\n{sign}\n\n## 4 February\n\nSnow.\n")
    assert [source.text[slice(*heading.span)] for heading in source.headings] == ["4 February"]
    assert sign in reading_text(source)


@pytest.mark.parametrize(
    ("written", "code", "kept"),
    [
        ("H<sup>2</sup>O <sup>x</sup>", "READ-01", "H<sup>2</sup>O <sup>x</sup>"),
        ("So[^9] it was", "READ-01", "So[^9] it was"),
        ("A ![of *a* house](a.png) stood", "READ-03", "A of a house stood"),
        ("He came.\n\n[^1]: At four.", "READ-02", "He came."),
    ],
)
def test_what_has_no_place_is_reported(written: str, code: str, kept: str) -> None:
    source = read(written)
    assert [finding.code for finding in source.findings] == [code]
    assert reading_text(source).strip() == kept


def test_a_note_stands_where_it_is_first_referred_to() -> None:
    source = read("One[^1] and two[^1].\n\n[^1]: So.\n")
    assert [source.text[mark.start + 1 : mark.end - 1] for mark in source.marks] == ["So."]
    assert [finding.code for finding in source.findings] == ["READ-01"]


def test_notes_within_notes_without_end() -> None:
    notes = "\n".join(f"[^{number}]: note {number}[^{number + 1}]" for number in range(2000))
    source = read(f"Text[^0]\n\n{notes}\n")
    assert "note 1999" in source.text


def test_editors_brackets_within_a_note() -> None:
    source = read("So ^[a [sic] note] it is\n")
    assert [source.text[mark.start + 1 : mark.end - 1] for mark in source.marks] == ["a [sic] note"]


@pytest.mark.parametrize("address", ["javascript:alert", "file:///etc/passwd", "data:text/html", "a.md", "#below"])
def test_only_links_into_the_web_are_links(address: str) -> None:
    source = read(f"[here]({address}) <{address}>\n")
    assert source.marks == ()
    assert source.text.strip() == f"[here]({address}) <{address}>"


@pytest.mark.parametrize(
    "alone", ["4 February", "Tuesday, 4th Febr. 1939", "3. März", "4.2.1939", "Page 451", "[p. 452]"]
)
def test_headings_and_page_labels_in_wrapped_text(alone: str) -> None:
    source = read(f"{LONG}\n" * 3 + f"{alone}\n" + f"{LONG}\n" * 3)
    assert reading_text(source).split("\n") == [" ".join([LONG] * 3), alone, " ".join([LONG] * 3)]


def test_a_date_that_ends_a_sentence_is_no_heading() -> None:
    begun = "It rained all the day and nobody came to the house by the lake until the"
    assert reading_text(read(f"{begun}\n" * 3 + "4 February 1939.\n")).count("\n") == 0


@pytest.mark.parametrize("block", ["- milk\n- bread", "a | b\n--|--\n1 | 2", "> so", "## 4 February", "* * *"])
def test_blocks_end_wrapped_paragraphs(block: str) -> None:
    assert reading_text(read(f"{LONG}\n" * 4 + block)).split("\n")[0] == " ".join([LONG] * 4)


def test_notes_in_wrapped_text_go_on_without_indentation() -> None:
    source = read(f"{LONG}\n{LONG}\n{LONG}\nSo.[^1]\n\n[^1]: {LONG}\nas they say.\n\nSnow.\n")
    (note,) = source.marks
    assert source.text[note.start + 1 : note.end - 1] == f"{LONG} as they say."
    assert reading_text(source).endswith("\nSnow.")


def test_lines_that_are_not_wrapped_stay() -> None:
    lines = [
        "Rain.",
        "Dined with Lord Quillfeather, who had much to say of the lake and of all its islands. " * 3,
        "Snow.",
    ]
    assert reading_text(read("\n".join(lines))).split("\n") == [line.strip() for line in lines]


def test_a_rule_below_a_paragraph_is_no_heading() -> None:
    source = read(f"{LONG * 3}\n---\nSnow.\n")
    assert source.headings == ()
    assert [mark.element for mark in source.marks] == ["milestone"]


def test_lists_within_lists() -> None:
    assert body("- milk\n    1. of cows\n    2. of goats\n      in hills\n- bread") == (
        '<list rend="bulleted"><item>milk <list rend="numbered"><item n="1.">of cows</item>'
        '<item n="2.">of goats in hills</item></list></item><item>bread</item></list>'
    )


@pytest.mark.parametrize(
    "lines",
    ["1. Rain.\n3. Snow.", "1939. It was cold.\n1940. So too.", "1. Feb. cold\n2. Feb. cold", "- a\n\n- b", "1. cold"],
)  # fmt: skip
def test_what_is_not_plainly_a_list_is_none(lines: str) -> None:
    source = read(lines)
    assert source.marks == ()
    assert source.text.split() == lines.split()


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\n"])
def test_line_ends_and_a_byte_order_mark(ending: str) -> None:
    text = f"---{ending}title: A{ending}---{ending}# 1939{ending}{ending}Rain.{ending}"
    source = read_source(Received("a.txt", b"\xef\xbb\xbf" + text.encode()))
    assert (dict(source.details), len(source.headings)) == ({"title": "A"}, 1)


@pytest.mark.parametrize("data", [b"\xff\xfe\xff", b"caf\xe9", b"a\x00b", b"   \n", b"---\ntitle: A\n---\n"])
def test_what_is_no_text_is_one_sentence(data: bytes) -> None:
    with pytest.raises(UnreadableInput, match=r"^a\.md"):
        read_source(Received("a.md", data))


WRITTEN = """
<h2>3 February</h2><p>It rained all the day long, and nobody came to the house by the lake but <em>Lord</em>
<strong>Quillfeather</strong>, who stayed until the evening and left before it grew dark; he had
<a href="http://x.org/a">a letter</a> with him. A *star* &amp; 2 &lt; 3, snake_case, 1939. Cold.</p>
<blockquote><p>Nobody knows, he said, and nobody ever will know, whatever may be written of it in the papers.</p>
</blockquote>
<ol><li>one thing that is very long and goes on for more than a line of the text, so that it is wrapped</li>
<li>two</li></ol>
<ul><li>milk<ul><li>of cows</li><li>of goats</li></ul></li><li>bread</li></ul><hr/>
<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>
<h2>4 February</h2><p>Snow.<br/>Ice. He <del>never</del> always went.</p>
"""


@pytest.mark.parametrize("wrap", ["auto", "none"])
@pytest.mark.parametrize("dialect", ["gfm", "markdown-simple_tables-multiline_tables-grid_tables-smart"])
def test_markdown_that_pandoc_writes(dialect: str, wrap: str) -> None:
    pypandoc = pytest.importorskip("pypandoc", reason="needs pandoc (pip install pypandoc_binary), another writer")
    written = pypandoc.convert_text(WRITTEN, dialect, format="html", extra_args=[f"--wrap={wrap}"])
    done = converted(written)
    documents = [re.sub(r"\n\s*", "", document.decode().split("</head>")[1]) for document in done.documents.values()]
    first, second = documents
    assert [entry.id for entry in done.entries] == ["e1939-02-03", "e1939-02-04"]
    assert first.startswith(
        "<p>It rained all the day long, and nobody came to the house by the lake but "
        '<hi rend="italic">Lord</hi> <hi rend="bold">Quillfeather</hi>, who stayed until the evening and left before '
        'it grew dark; he had <ref target="http://x.org/a">a letter</ref> with him. A *star* &amp; 2 &lt; 3, '
    )
    assert (
        "<quote><p>Nobody knows, he said, and nobody ever will know, whatever may be written of it in the papers.</p>"
        in first
    )
    assert "goes on for more than a line of the text, so that it is wrapped</item>" in first
    assert '<item>milk <list rend="bulleted"><item>of cows</item><item>of goats</item></list></item>' in first
    assert '<milestone unit="section" rend="rule"/><table><row role="label"><cell>a</cell>' in first
    assert second.startswith("<p>Snow.<lb/>Ice. He <del>never</del> always went.</p>")


PIECES = st.sampled_from([
    "*", "**", "_", "~~", "[^1]", "\n[^1]: ", "^[", "]", "(http://x.org)", "[", "<!--", "-->", "\n```\n", "\n\n", "\n",
    "  \n", "\\", "\n> ", "\n- ", "\n  - ", "\n1. ", "\n2. ", "\n# ", "\n---\n", "---\n", "a: b\n", "+++\n",
    "\na|b\n-|-\n", "&amp;", "&#233;", "<sup>", "`", "word ", "1939. ", "\n3 February\n", "\nPage 4\n",
    f"{LONG}\n", "\t", "    ",
])  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=40).map("".join).filter(str.strip))
def test_every_letter_of_random_markdown_is_kept(text: str) -> None:
    try:
        source = read(text)
    except UnreadableInput:  # nothing but signs
        reject()
    kept, given_letters = (Counter(filter(str.isalnum, one)) for one in (source.text, text))
    # An entity stands among the signs, and what it means in the text.
    assert not given_letters - kept
    assert set(kept - given_letters) <= {"é"}
    for mark in source.marks:
        assert 0 <= mark.start < mark.end <= len(source.text)
    convert(text.encode(), "a.md")
