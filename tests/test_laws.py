"""The laws of the conversion, for texts that nobody would write: DESIGN's laws 1, 2 and 5."""

from __future__ import annotations

import datetime
import re

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tei_toolkit.encode.nesting import RANKS, resolve_crossings
from tei_toolkit.errors import UnreadableInput
from tei_toolkit.model import Mark
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


@settings(max_examples=400, deadline=None)
@given(TEXTS, st.booleans())
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


MARKS = st.builds(
    lambda start, length, element: Mark(start, start + length, element),
    st.integers(0, 30),
    st.integers(1, 12),
    st.sampled_from(RANKS),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(MARKS, max_size=15))
def test_marks_that_are_kept_nest_and_none_vanishes(marks: list[Mark]) -> None:
    kept, dropped = resolve_crossings(marks)
    assert sorted([*kept, *dropped], key=repr) == sorted(marks, key=repr)
    for one in kept:
        for other in kept:
            crosses = one.start < other.start < one.end < other.end
            assert not crosses
