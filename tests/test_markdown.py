"""Markdown: what its signs mean is in the TEI, and every character of the file is accounted for."""

from __future__ import annotations

import datetime
import re
from collections import Counter

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from tei_toolkit.errors import UnreadableInput
from tei_toolkit.model import LINE_BREAK, NOTE_BEGINS, NOTE_ENDS, OBJECT, PARAGRAPH
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
