"""The laws of the conversion, for texts that nobody would write: DESIGN's laws 1, 2 and 5."""

from __future__ import annotations

import datetime
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tei_toolkit.encode.conservation import WHITE_SPACE, prove
from tei_toolkit.encode.content import write_content
from tei_toolkit.encode.element import Element
from tei_toolkit.encode.nesting import RANKS, SPLIT, resolve_crossings
from tei_toolkit.errors import NotConserved, UnreadableInput
from tei_toolkit.model import Mark, Span
from tei_toolkit.parsing import tei
from tei_toolkit.pipeline import Converted, convert
from tei_toolkit.register import Register, parse_register

# What makes trouble: combining marks, astral characters, right-to-left text, odd spaces, XML's own characters.
AWKWARD = [
    "é", "ﬁ", "e\u0301", "𝔄", "\u200f", "שלום", "\u00a0", "\u2028", "\u202f", "&", "<", ">", "]]>", "'", '"', "\ufeff",
    "\x85", "\x0c", "\t",
]  # fmt: skip
PIECES = [
    *AWKWARD, "[", "]", "[…]", "[?]", "[sic]", "[2 words illegible]", "A[nglo]-S[oviet]", "B[utler]", "[Ch]urchill",
    "[a note.]", "[with them]", "[]", "[p. 12]", "|13|", "[14]", "Page 451", "f. 12v", "3 February", "1/1", "1939",
    "January 1819", "Thursday, 9 Feb. 1939", "30 February", "31 December", "the 4th inst.", "3–5 May",
    "17 (30) August 1914", "Halifax", "Lord Halifax", "a", "word", "corres-", "pondence", "The end.",
    "pp. 149–51, no. 3;", " ", "  ", ". ", ", ", "\n", "\n", "\n\n", "\n\n", "\n \n",
]  # fmt: skip
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4)), min_size=1, max_size=60).map("".join)
# Brackets and page lines so close together that they nest, cross and get lost.
DENSE = st.lists(
    st.sampled_from([
        "[", "]", "[", "]", "[a]", "[?]", "\n", "\n\n", " ", "word", "W", "corres-", "\nPage 7\n", "\n[12]\n", "[13]",
        "|14|", "[p. 15]", "\n4 February\n", "27 January", "Lord Halifax", "A note.", "pp. 1, 2; 3, no. 4.",
    ]),
    min_size=1, max_size=80,
).map("".join)  # fmt: skip
REGISTER = parse_register(
    b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff><listPerson><person xml:id="halifax"><persName>'
    b"<roleName>Lord</roleName> <surname>Halifax</surname></persName></person></listPerson></standOff></TEI>",
    "register.xml",
)


def converted(text: str, whole: bool = False, register: Register = REGISTER) -> Converted | None:
    """None where the text is refused, which must be because it holds nothing or what XML cannot hold."""
    data = text.encode("utf-8", "surrogatepass")
    try:
        return convert(data, "t.txt", start=datetime.date(1939, 1, 1), register=register, whole=whole)
    except UnreadableInput:
        blank = not text.removeprefix("\ufeff").strip()
        magic = text.startswith(("%PDF-", "PK\x03\x04", "{\\rtf"))
        assert blank or magic or re.search("[\x00-\x08\x0e-\x1f\ufffe\uffff\ud800-\udfff]", text)
        return None


def letters(document: bytes) -> str:
    body = etree.fromstring(document).find(f".//{tei('body')}")
    assert body is not None
    return "".join("".join(str(piece) for piece in body.itertext()).split())


@settings(max_examples=250, deadline=None)
@given(st.one_of(TEXTS, DENSE), st.booleans())
def test_every_character_is_in_the_tei_or_in_a_mark(text: str, whole: bool) -> None:
    done = converted(text, whole)
    if done is None:
        return
    consumed = [part for mark in done.marks for part in mark.consumed]
    kept = "".join(
        character
        for at, character in enumerate(done.source.text)
        if not character.isspace() and not any(part.start <= at < part.end for part in consumed)
    )
    assert "".join(letters(document) for document in done.documents.values()) == kept
    for mark in done.marks:
        for part in mark.consumed:
            taken = done.source.text[part.start : part.end]
            assert taken in "[]" or mark.element in ("pb", "gap"), f"{mark.element} may not swallow {taken!r}"


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_page_numbers_survive_as_numbers(text: str) -> None:
    done = converted(text)
    if done is not None:
        for mark in done.marks:
            if mark.element == "pb":
                label = "".join(done.source.text[mark.start : mark.end].split())
                assert dict(mark.attributes)["n"].rstrip(".") in label


@settings(max_examples=150, deadline=None)
@given(TEXTS, st.booleans())
def test_the_same_input_gives_the_same_bytes(text: str, whole: bool) -> None:
    first, second = converted(text, whole), converted(text, whole)
    assert (first and first.documents) == (second and second.documents)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_entries_follow_each_other_without_a_gap(text: str) -> None:
    done = converted(text)
    if done is not None:
        spans = [entry.span for entry in done.entries]
        assert [span.start for span in spans[1:]] == [span.end for span in spans[:-1]]
        assert (spans[0].start, spans[-1].end) == (0, len(done.source.text))
        assert len({entry.id for entry in done.entries}) == len(done.entries)


@settings(max_examples=150, deadline=None)
@given(st.one_of(TEXTS, DENSE))
def test_marks_that_became_elements_nest(text: str) -> None:
    done = converted(text)
    if done is not None:
        assert not crossing(done.marks)
        assert [mark.start for mark in done.marks] == sorted(mark.start for mark in done.marks)


def test_the_same_input_gives_the_same_bytes_in_every_process() -> None:
    program = (
        "import hashlib, test_laws as t; done = t.converted(''.join(t.PIECES) * 3);"
        "print(hashlib.sha256(repr((done.documents, done.marks, done.findings)).encode()).hexdigest())"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", program],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(said) == 1


def damaged(done: Converted) -> dict[str, bytes]:
    """A document that lost or gained something, by what happened to it."""
    (document,) = done.documents.values()
    return {
        "a letter lost": document.replace(b"spot", b"spt", 1),
        "a letter added": document.replace(b"spot", b"spoot", 1),
        "two letters swapped": document.replace(b"spot", b"sopt", 1),
        "a page break lost": document.replace(b'<pb n="451"/>', b"", 1),
        "another page number": document.replace(b'<pb n="451"/>', b'<pb n="452"/>', 1),
        "brackets lost": document.replace(b"<supplied", b"<hi", 1).replace(b"</supplied>", b"</hi>", 1),
    }


@pytest.mark.parametrize("damage", [
    "a letter lost", "a letter added", "two letters swapped", "a page break lost", "another page number",
    "brackets lost",
])  # fmt: skip
def test_the_proof_finds_what_is_lost_or_added(damage: str) -> None:
    done = converted("3 February\nIt was [indeed so] here.\n\nPage 451\n\nAll was spot on.\n", whole=True)
    assert done
    everything = Span(0, len(done.source.text))
    prove(done.source, everything, done.marks, done.documents.values())
    document = damaged(done)[damage]
    assert document not in done.documents.values()
    with pytest.raises(NotConserved):
        prove(done.source, everything, done.marks, [document])


def test_all_white_space_is_known() -> None:
    assert "".join(chr(code) for code in range(sys.maxunicode + 1) if chr(code).isspace()) == WHITE_SPACE


def crossing(marks: Sequence[Mark]) -> list[tuple[Mark, Mark]]:
    return [
        (one, other)
        for one, other in combinations(marks, 2)
        if one.start < other.start < one.end < other.end or other.start < one.start < other.end < one.end
    ]


def _spoken_of(marks: Sequence[Mark]) -> Counter[tuple[str, int]]:
    return Counter((mark.element, offset) for mark in marks for offset in range(mark.start, mark.end))


MARKS = st.builds(
    lambda start, length, element: Mark(start, start + length, element),
    st.integers(0, 30),
    st.integers(1, 12),
    st.sampled_from(RANKS),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(MARKS, max_size=15))
def test_marks_that_are_kept_nest_and_none_vanishes(marks: list[Mark]) -> None:
    kept, dropped = resolve_crossings(marks)
    # A mark that only says how words look may be kept in pieces.
    assert _spoken_of([*kept, *dropped]) == _spoken_of(marks)
    whole = [mark for mark in marks if mark.element not in SPLIT]
    assert all(mark in kept or mark in dropped for mark in whole)
    assert not crossing(kept)


@settings(max_examples=200, deadline=None)
@given(st.text("ab &<>\n\u00a0é", min_size=45, max_size=45), st.lists(MARKS, max_size=15))
def test_what_is_written_is_the_text_with_an_element_for_each_mark(text: str, marks: list[Mark]) -> None:
    kept, _ = resolve_crossings(marks)
    block = Element("div")
    write_content(block, text, Span(0, len(text)), kept)
    written = etree.fromstring(block.in_block(0))
    assert "".join("".join(str(piece) for piece in written.itertext()).split()) == "".join(text.split())
    assert [element.tag for element in written.iterdescendants()] == [mark.element for mark in kept]
