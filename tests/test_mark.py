"""What is marked in an entry, as the markup that comes of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from conftest import conversion, markup
from lxml import etree

from tei_toolkit.errors import UnreadableInput
from tei_toolkit.mark.abbreviations import Abbreviations, parse_abbreviations
from tei_toolkit.parsing import NAMESPACES
from tei_toolkit.register import parse_register
from tei_toolkit.validate import validate

Convert = Callable[[str], etree._Element]

REGISTER = parse_register(
    b"""<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff>
    <listPerson>
      <person xml:id="lloyd-george"><persName><forename>Lloyd</forename> <surname>George</surname></persName></person>
      <person xml:id="quill"><persName><roleName>Lord</roleName> <surname>Quillfeather</surname></persName></person>
      <person xml:id="thorne-a"><persName><forename>Ada</forename> <surname>Thorne</surname></persName></person>
      <person xml:id="thorne-b"><persName><forename>Basil</forename> <surname>Thorne</surname></persName></person>
      <person xml:id="will"><persName><forename>Ann</forename> <surname>Will</surname></persName></person>
    </listPerson>
    <listPlace><place xml:id="geneva"><placeName>Geneva</placeName></place></listPlace>
    </standOff></TEI>""",
    "register.xml",
)


def paragraphs(to_tei: Convert, text: str) -> list[str]:
    """The markup of what stands below the heading."""
    return [markup(child) for child in below_heading(to_tei, text)]


def below_heading(to_tei: Convert, text: str) -> list[etree._Element]:
    """The elements below the heading."""
    (division,) = to_tei(f"3 February\n{text}\n").iterchildren()
    return list(division)[1:]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Saw B[utler] there.", "<p>Saw <expan>B<ex>utler</ex></expan> there.</p>"),
        ("A[nglo]-S[oviet] talks", "<p><expan>A<ex>nglo</ex>-S<ex>oviet</ex></expan> talks</p>"),
        ("as L[loyd] G[eorge] says", "<p>as <expan>L<ex>loyd</ex> G<ex>eorge</ex></expan> says</p>"),
        ("[Ch]urchill came, [un]well", "<p><supplied>Ch</supplied>urchill came, <supplied>un</supplied>well</p>"),
        (
            "He read [Editor: one.\nTwo.] aloud.",
            '<p>He read <note type="editorial"><p>Editor: one.</p><p>Two.</p></note> aloud.</p>',
        ),
        (
            "to break [with the Western powers] altogether",
            "<p>to break <supplied>with the Western powers</supplied> altogether</p>",
        ),
        ("He left […] soon", '<p>He left <gap reason="ellipsis"/> soon</p>'),
        ("He left [...] soon", '<p>He left <gap reason="ellipsis"/> soon</p>'),
        (
            "It was [2 words illegible] then",
            '<p>It was <gap reason="illegible" unit="word" quantity="2"><desc>2 words illegible</desc></gap> then</p>',
        ),
        ("and [torn]", '<p>and <gap reason="torn"><desc>torn</desc></gap></p>'),
        ("и [нрзб.] там", '<p>и <gap reason="illegible"><desc>нрзб.</desc></gap> там</p>'),
        (
            "he was late [?] again",
            '<p>he was <unclear>late</unclear> <note type="editorial" subtype="sign">?</note> again</p>',
        ),
        (
            "definately [sic] so",
            '<p><sic>definately</sic> <note type="editorial" subtype="sign">sic</note> so</p>',
        ),
        ("He left. [He did not.] Then", '<p>He left. <note type="editorial">He did not.</note> Then</p>'),
        (
            "all of it [see 3 May 1938]",
            '<p>all of it <note type="editorial">see <date when="1938-05-03">3 May 1938</date></note></p>',
        ),
    ],
)  # fmt: skip
def test_brackets(to_tei: Convert, text: str, expected: str) -> None:
    assert paragraphs(to_tei, text) == [expected]


def test_a_bracket_without_a_partner_stays_text_and_is_reported() -> None:
    done = conversion("3 February\nHe left [and never came back.\n\n4 February\nIt rained] all day.\n")
    assert [finding.code for finding in done.findings] == ["MARK-01", "MARK-01"]
    assert [(finding.line, finding.column) for finding in done.findings] == [(2, 9), (5, 10)]


def test_a_lost_bracket_does_not_swallow_the_paragraphs_after_it(to_tei: Convert) -> None:
    found = paragraphs(to_tei, "He left [and went.\nA second paragraph.\nA third [with a note.] here.")
    assert found[0] == "<p>He left [and went.</p>"
    assert len(found) == 3


@pytest.mark.parametrize("label", ["Page 451", "[p. 451]", "p. 451", "|451|", "S. 451", "Л. 451", "f. 451v"])
def test_a_page_label_alone_on_its_line(to_tei: Convert, label: str) -> None:
    number = "451v" if "v" in label else "451"
    assert paragraphs(to_tei, f"It was\n\n{label}\n\nspot on.") == [f'<p>It was <pb n="{number}"/>spot on.</p>']


def test_a_page_label_within_a_line(to_tei: Convert) -> None:
    found = paragraphs(to_tei, "It was [p. 12] spot |13| on.")
    assert found == ['<p>It was <pb n="12"/>spot <pb n="13"/>on.</p>']


def test_numbers_in_brackets_are_pages_only_where_they_run_on(to_tei: Convert) -> None:
    assert '<pb n="12"/>' in "".join(paragraphs(to_tei, "One [11] two [12] three [13] four."))
    assert "<pb" not in "".join(paragraphs(to_tei, "As Vane says [7] and others [93] too."))


def test_a_word_goes_on_over_a_page_break(to_tei: Convert) -> None:
    assert paragraphs(to_tei, "The corres-\n\nPage 2\n\npondence ended.") == [
        '<p>The corres-<pb n="2" break="no"/>pondence ended.</p>'
    ]


def test_footnote_anchors_are_no_pages(to_tei: Convert) -> None:
    found = "".join(paragraphs(to_tei, "Foo[1] bar[2].\n\nPage 2\n\nmore baz[3]."))
    assert found.count("<pb") == 1


def test_a_hyphenated_name_goes_on_over_a_page_break(to_tei: Convert) -> None:
    assert paragraphs(to_tei, "Anglo-\n\nPage 4\n\nGerman talks.") == [
        '<p>Anglo-<pb n="4" break="no"/>German talks.</p>'
    ]


def test_a_word_broken_without_a_hyphen_is_known_from_the_rest_of_the_text(to_tei: Convert) -> None:
    found = paragraphs(to_tei, "The corres\n\nPage 2\n\npondence ended, for no correspondence lasts.")
    assert found == ['<p>The corres<pb n="2" break="no"/>pondence ended, for no correspondence lasts.</p>']


def test_a_paragraph_that_ends_at_the_page_break_ends(to_tei: Convert) -> None:
    # One sentence a paragraph is this text's habit.
    found = paragraphs(to_tei, "It rained.\nIt snowed.\n\nPage 2\n\nIt thawed.\nIt froze.")
    assert found == ["<p>It rained.</p>", "<p>It snowed.</p>", '<pb n="2"/>', "<p>It thawed.</p>", "<p>It froze.</p>"]


LONG_NOTE = """Before it.
[The ill winds blew from the north, and nobody spoke.
Vane, Letters, II, no. 7, p. 212.
His own scepticism was

Page 452

spot on, and he said so to his sister.
Archive, box 7, 19 Feb. 1939; see also Thorne, ‘The winter’, pp. 40–44.
]
After it."""


def test_a_note_runs_over_paragraphs_and_pages(to_tei: Convert) -> None:
    before, note, after = below_heading(to_tei, LONG_NOTE)
    assert (markup(before), markup(after)) == ("<p>Before it.</p>", "<p>After it.</p>")
    first, second = note.findall("tei:p", NAMESPACES)
    assert markup(first) == (
        "<p>The ill winds blew from the north, and nobody spoke."
        '<note type="source"><bibl>Vane, Letters, II, no. 7, p. 212.</bibl></note></p>'
    )
    assert (
        '<p>His own scepticism was <pb n="452"/>spot on, and he said so to his sister.<note type="source">'
        in markup(second)
    )
    assert '<date when="1939-02-19">19 Feb. 1939</date>' in markup(second)


def test_wrapped_lines_make_one_paragraph() -> None:
    line = "This line is about as long as the others, since a typewriter made it"
    block = "\n".join([line] * 5 + ["and it ends."])
    done = conversion(f"3 February\n\n{block}\n\n{block}\n\n4 February\n\n{block}\n\n{block}\n")
    assert sum(mark.element == "p" for mark in done.marks) == 4


def names(text: str) -> list[tuple[str, str]]:
    done = conversion(f"3 February\n{text}\n", register=REGISTER)
    return [
        (done.source.text[mark.start : mark.end], dict(mark.attributes)["ref"])
        for mark in done.marks
        if mark.element in ("persName", "placeName")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lord Quillfeather came to Geneva.", [("Lord Quillfeather", "#quill"), ("Geneva", "#geneva")]),
        ("Quillfeather’s hat", [("Quillfeather", "#quill")]),
        ("as L[loyd] G[eorge] says", [("L[loyd] G[eorge]", "#lloyd-george")]),
        ("Ada Thorne, not Basil Thorne", [("Ada Thorne", "#thorne-a"), ("Basil Thorne", "#thorne-b")]),
        ("the Quillfeathers and Genevan ways", []),
        ("Quill-\n\nPage 2\n\nfeather left", [("Quill-\n\nPage 2\n\nfeather", "#quill")]),
        ("Will he? I will not.", []),
    ],
)
def test_names(text: str, expected: list[tuple[str, str]]) -> None:
    assert names(text) == expected


def test_a_shared_name_is_reported_and_never_guessed() -> None:
    done = conversion("3 February\nThorne called. Then Thorne again.\n", register=REGISTER)
    assert [mark for mark in done.marks if mark.element == "persName"] == []
    (finding,) = done.findings
    assert finding.code == "NAME-01"
    assert "‘Thorne’ (2×)" in finding.message
    assert [(one.form, [candidate.id for candidate in one.candidates]) for one in done.undecided] == [
        ("Thorne", ["thorne-a", "thorne-b"])
    ] * 2
    assert [one.context[one.at : one.at + len(one.form)] for one in done.undecided] == ["Thorne", "Thorne"]


def test_abbreviations_of_the_list_are_offered_their_expansions() -> None:
    listed = Abbreviations({"H.E.": "His Excellency", "H.": "Herr", "wd": "would"})
    done = conversion("3 February\nH.E. said he wd call; an owd friend, H. Plum.\n", abbreviations=listed)
    text = next(iter(done.documents.values())).decode()
    expan = '<expan resp="#tei-toolkit">'
    assert f"<choice><abbr>H.E.</abbr>{expan}His Excellency</expan></choice> said he" in text
    assert f"<choice><abbr>wd</abbr>{expan}would</expan></choice> call; an owd friend," in text
    assert f"<choice><abbr>H.</abbr>{expan}Herr</expan></choice> Plum" in text
    assert validate([("a.xml", text.encode())]) == []


@pytest.mark.parametrize("data", [b"Hr. = Herr", b'"Hr." = 3', b'"Hr." = ""', b"\xff"])
def test_what_is_no_list_of_abbreviations_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableInput, match=r"a\.toml: "):
        parse_abbreviations(data, "a.toml")


@pytest.mark.parametrize("text", ["definately[sic] so", "late[?] again", "rem[torn]", "wor[illegible]"])
def test_a_sign_that_touches_its_word_is_no_expansion(to_tei: Convert, text: str) -> None:
    (found,) = paragraphs(to_tei, text)
    assert "<expan>" not in found
    assert "<sic>" in found or "<unclear>" in found or "<gap" in found


@pytest.mark.parametrize("text", ["he is [ill] again", "so he [did] it", "|d| is a letter"])
def test_words_of_roman_letters_are_no_pages(to_tei: Convert, text: str) -> None:
    assert "<pb" not in "".join(paragraphs(to_tei, text))


def test_roman_pages_need_their_label(to_tei: Convert) -> None:
    assert paragraphs(to_tei, "It was\n\nPage XII\n\nspot on.") == ['<p>It was <pb n="XII"/>spot on.</p>']


def test_brackets_in_brackets_have_a_limit(to_tei: Convert) -> None:
    assert paragraphs(to_tei, "[" * 300 + "a" + "]" * 300)[0].count("<note") <= 8


def test_a_bracket_that_opens_before_the_heading_costs_nothing() -> None:
    done = conversion("1939\n\n[Editor: what follows is a copy.\n\n3 February\n\nText.]\n")
    assert {finding.code for finding in done.findings} == {"MARK-01"}
