"""What editors decided: the file, what it rules, and that adding to it leaves the rest alone."""

from __future__ import annotations

import pickle
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei_toolkit.errors import UnreadableInput
from tei_toolkit.register.decisions import NO_DECISIONS, Decisions, Ruling, parse_decisions

EDITORS = """\
# Decisions of the Sarnovo Diary.

# Ambrose is always “the banker” in volume 2.
[[name]]
form = "Thorne"
is = "thorne-archivist"   # as the letters show

[[name]]
form = "Thorne"
entry = "e1939-02-03"
not = ["thorne-archivist"]

[[name]]
form = "Will"
never = true
"""


def read(text: str) -> Decisions:
    return parse_decisions(text.encode(), "decisions.toml")


def test_a_decision_for_the_entry_goes_before_one_for_everywhere() -> None:
    decisions = read(
        '[[name]]\nform = "Thorne"\nis = "a"\n[[name]]\nform = "Thorne"\nentry = "e1939-02-03"\nis = "b"\n'
    )
    assert decisions.ruling("Thorne", "e1939-02-04") == Ruling("a")
    assert decisions.ruling("Thorne", "e1939-02-03") == Ruling("b")
    assert decisions.ruling("Pettibone", "e1939-02-03") is None


def test_never_and_not() -> None:
    decisions = read(EDITORS)
    assert decisions.ruling("Will", "e1939-02-03") == Ruling(never=True)
    assert decisions.ruling("Thorne", "e1939-02-03") == Ruling(excluded=frozenset({"thorne-archivist"}))


def test_not_here_leaves_the_general_decision_where_it_can() -> None:
    decisions = NO_DECISIONS.with_("Thorne", id="a").with_("Thorne", "e1", excluded=["b"])
    assert decisions.ruling("Thorne", "e1") == Ruling("a", excluded=frozenset("b"))
    both = NO_DECISIONS.with_("Thorne", excluded=["a"]).with_("Thorne", "e1", excluded=["b"])
    assert both.ruling("Thorne", "e1") == Ruling(excluded=frozenset("ab"))


def test_blanks_and_apostrophes_of_a_form_do_not_count() -> None:
    decisions = NO_DECISIONS.with_("O'Hanrahan  Pern", id="p")
    assert decisions.ruling("O’Hanrahan\nPern", "e1") == Ruling("p")
    assert decisions.ruling("o’hanrahan pern", "e1") is None


@pytest.mark.parametrize("text", [EDITORS, EDITORS.split("\n", 2)[2], '[[name]]\nform = "A"\nis = "b"\n'])
def test_what_was_read_is_written_byte_for_byte(text: str) -> None:
    assert read(text).to_toml() == text


def test_a_new_decision_is_put_in_its_place_and_touches_nothing_else() -> None:
    new = read(EDITORS).with_("Vane", id="vane").to_toml()
    assert new == EDITORS.replace(
        '[[name]]\nform = "Will"', '[[name]]\nform = "Vane"\nis = "vane"\n\n[[name]]\nform = "Will"'
    )


def test_a_changed_decision_keeps_its_comment() -> None:
    new = read(EDITORS).with_("Thorne", id="thorne-banker").to_toml()
    comment = "# Ambrose is always “the banker” in volume 2.\n"
    assert f'{comment}[[name]]\nform = "Thorne"\nis = "thorne-banker"\n\n' in new
    assert new.count("[[name]]") == 3


def test_who_is_not_meant_adds_up() -> None:
    new = NO_DECISIONS.with_("Thorne", excluded=["a"]).with_("Thorne", excluded=["b"])
    assert [block.excluded for block in new.blocks] == [("a", "b")]


def test_the_order_of_deciding_does_not_show() -> None:
    one = NO_DECISIONS.with_("b", id="x").with_("A", id="y").with_("a", "e1", never=True)
    other = NO_DECISIONS.with_("a", "e1", never=True).with_("b", id="x").with_("A", id="y")
    assert one.to_toml() == other.to_toml()


def test_a_file_that_writes_its_blocks_otherwise_is_understood_too() -> None:
    decisions = read('name = [{form = "Thorne", is = "a"}]\n').with_("Vane", id="v")
    assert decisions.ruling("Thorne", "e1") == Ruling("a")
    assert read(decisions.to_toml()).blocks == decisions.blocks


def test_decisions_travel_to_other_processes() -> None:
    assert pickle.loads(pickle.dumps(read(EDITORS))).ruling("Will", "e1") == Ruling(never=True)


WRONG = {
    '[[name]]\nform = "A"\niz = "b"\n': "line 1: unknown key 'iz', did you mean 'is'?",
    '\n[[name]]\nform = "A"\n': "line 2: a decision says just one of is, never and not",
    '[[name]]\nis = "a"\n': "needs the form",
    '[[name]]\nform = "A"\nnever = false\n': "never is true, or is left out",
    '[[name]]\nform = "A"\nnot = "b"\n': "not must be a list of ids",
    '[[name]]\nform = "A"\nis = "b"\nnever = true\n': "just one of",
    '[[name]]\nform = 3\nis = "b"\n': "form must be text",
    '[[nam]]\nform = "A"\nis = "b"\n': "unknown key 'nam'",
    'name = "x"\n': "decisions are blocks [[name]]",
    '[[name]]\nform = "A"\nis = "b"\n[[name]]\nform = "A"\nis = "c"\n': "line 4: 'A' has been decided already",
    '[[name]\nform = "A"\n': "this is not TOML",
}


@pytest.mark.parametrize("text", WRONG)
def test_what_is_wrong_is_one_sentence_with_its_line(text: str) -> None:
    with pytest.raises(UnreadableInput) as caught:
        read(text)
    assert WRONG[text] in str(caught.value)
    assert str(caught.value).startswith("decisions.toml: ")
    assert str(caught.value).endswith(".")
    assert "\n" not in str(caught.value)


def test_the_same_decision_twice_is_one() -> None:
    block = '[[name]]\nform = "A"\nis = "b"\n'
    assert read(block + block).ruling("A", "e1") == Ruling("b")


_FORMS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip)
_ONE = st.tuples(
    _FORMS,
    st.sampled_from(["", "e1", "e2"]),
    st.sampled_from([{"id": "a"}, {"never": True}, {"excluded": ("b",)}]),
)


@given(st.lists(_ONE))
def test_whatever_was_decided_is_read_again(made: list[tuple[str, str, dict[str, object]]]) -> None:
    decisions = NO_DECISIONS
    for form, entry, what in made:
        decisions = decisions.with_(form, entry, **what)  # type: ignore[arg-type]
    text = decisions.to_toml()
    again = read(text)
    assert again.blocks == decisions.blocks
    assert again.to_toml() == text
    assert len(tomllib.loads(text).get("name", [])) == len(decisions.blocks)
