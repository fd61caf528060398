"""The register: which forms of a name are sure."""

from __future__ import annotations

import pytest

from tei_toolkit.errors import UnreadableInput
from tei_toolkit.register import parse_register
from tei_toolkit.register.matching import Matcher

DATA = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff><listPerson>
  <person xml:id="p1"><persName type="main"><surname>Ostrander</surname>, <forename>Ilse</forename></persName>
    <persName>Madame Ostrander</persName><persName xml:lang="ru">Острандер</persName></person>
  <person xml:id="p2"><persName>
    <roleName>Freiherr</roleName> <nameLink>von</nameLink> <surname>Sacken</surname>
  </persName></person>
  <person><persName>Nobody without an id</persName></person>
</listPerson><listPlace><place xml:id="riga"><placeName>Riga</placeName><country>Latvia</country></place></listPlace>
</standOff></TEI>"""


def test_forms_come_from_names_and_their_parts() -> None:
    forms = {named.id: named.forms for named in parse_register(DATA.encode(), "r.xml").named}
    assert forms == {
        "p1": ("Ostrander, Ilse", "Ostrander", "Ilse Ostrander", "Madame Ostrander", "Острандер"),
        "p2": ("Freiherr von Sacken", "von Sacken"),
        "riga": ("Riga",),
    }


def test_the_longest_whole_word_wins() -> None:
    matcher = Matcher(parse_register(DATA.encode(), "r.xml"))
    text = "Madame Ostrander and Ostranders; in Riga-Strand; Ilse Ostrander, von Sacken."
    assert [(match.form, match.candidates) for match in matcher.find(text)] == [
        ("Madame Ostrander", ("p1",)),
        ("Riga", ("riga",)),
        ("Ilse Ostrander", ("p1",)),
        ("von Sacken", ("p2",)),
    ]


def test_a_surname_that_is_a_common_word_is_no_name_by_itself() -> None:
    matcher = Matcher(parse_register(DATA.encode(), "r.xml"), lambda word: word == "riga")
    assert matcher.find("Riga") == []


@pytest.mark.parametrize(
    ("data", "sentence"),
    [("no xml", "r.xml:1.*not well-formed"), ("<html/>", "begins with <html> outside TEI’s namespace")],
)
def test_what_is_no_register_is_refused(data: str, sentence: str) -> None:
    with pytest.raises(UnreadableInput, match=sentence):
        parse_register(data.encode(), "r.xml")


def test_a_register_that_lists_nobody_yet_is_a_register() -> None:
    assert parse_register(b'<TEI xmlns="http://www.tei-c.org/ns/1.0"/>', "r.xml").named == ()
