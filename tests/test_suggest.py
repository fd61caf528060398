"""Names that the register does not have: which words with a capital are taken for names, in three languages."""

from __future__ import annotations

import pytest

from tei_toolkit.errors import WrongUsage
from tei_toolkit.register import Register, parse_register
from tei_toolkit.register.suggest import PERSON, PLACE, UNSURE, Suggester, Suggestion
from tei_toolkit.register.taggers import Tagged, tagger_named, with_tagger
from tei_toolkit.register.vocabulary import Vocabulary


def names(text: str, language: str = "en", register: Register | None = None) -> list[str]:
    suggester = Suggester([text], Vocabulary(text), language, register or Register())
    return [text[one.start : one.end] for one in suggester.suggest(text)]


def kinds(text: str, language: str = "en") -> dict[str, str]:
    suggester = Suggester([text], Vocabulary(text), language, Register())
    return {text[one.start : one.end]: one.kind for one in suggester.suggest(text)}


def test_a_capital_within_a_sentence_is_a_name() -> None:
    assert names("He dined with Quillfeather and with a Baron.") == ["Quillfeather"]


def test_what_the_source_also_writes_small_is_none() -> None:
    text = "The harbour slept. We walked to the Harbour with Polubelov. Harbour and harbour."
    assert names(text) == ["Polubelov"]


def test_a_sentence_begins_with_a_capital_of_its_own() -> None:
    assert (
        names("Dined at eight. Nobody came. Polubelov sang, and then Polubelov slept; I saw Polubelov.")
        == ["Polubelov"] * 3
    )


def test_titles_particles_and_initials_belong_to_the_name() -> None:
    text = "We met Baron Ottokar von Wetterling, the Duke of Zelmin and P. L. Arsenin-Toll."
    assert names(text) == ["Baron Ottokar von Wetterling", "Duke of Zelmin", "P. L. Arsenin-Toll"]


def test_months_and_weekdays_and_adjectives_of_peoples_are_no_names() -> None:
    assert names("On Monday in April came a Danish minister with an English umbrella and Gyldenbæk.") == ["Gyldenbæk"]


def test_kinds() -> None:
    found = kinds("Miss Gantry lives in Zelmin. We saw Lady Vane; in Zelmin it rained, and Sarna Street was wet.")
    assert found["Miss Gantry"] == PERSON
    assert found["Zelmin"] == PLACE
    assert found["Sarna Street"] == PLACE


def test_a_forename_of_the_register_makes_a_person() -> None:
    data = (
        b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><listPerson><person xml:id="v"><persName>'
        b"<forename>Honoria</forename> <surname>Vane</surname></persName></person></listPerson></TEI>"
    )
    text = "Honoria Plum came."
    (one,) = Suggester([text], Vocabulary(text), "en", parse_register(data, "p.xml")).suggest(text)
    assert (text[one.start : one.end], one.kind) == ("Honoria Plum", PERSON)


GERMAN = (
    "Am Abend bei Wetterling. Die Zeitung lag auf dem Tisch; mit Wetterling über die Regierung gesprochen. "
    "Ein Brief von Wetterling, der Brief lag da. Herr Balancier brachte die Uhr. "
    "Den Abend in Genf; nach Genf fährt der Zug, und in Genf regnet es. Der Zug kam."
)


def test_german_nouns_are_no_names() -> None:
    found = names(GERMAN, "de")
    assert set(found) == {"Wetterling", "Herr Balancier", "Genf"}


def test_russian_titles_patronymics_and_cases() -> None:
    text = "Вчера видел Полубелова. Полубелов молчал. Обедал дома. Г-н Балансье и Вера Игнатьевна ушли."
    assert names(text, "ru") == ["Полубелова", "Полубелов", "Г-н Балансье", "Вера Игнатьевна"]


def test_taken_words_are_left_alone() -> None:
    text = "He dined with Quillfeather and with Polubelov."
    suggester = Suggester([text], Vocabulary(text), "en", Register())
    at = text.index("Quillfeather")
    assert [text[one.start : one.end] for one in suggester.suggest(text, [(at, at + 3)])] == ["Polubelov"]


@pytest.mark.parametrize("text", ["", " ", "\x00", "1939", "A", "а", "…“”", "I"])
def test_odd_texts(text: str) -> None:
    for language in ("en", "de", "ru", "und", ""):
        assert names(text, language) == []


@pytest.mark.parametrize("name", ["spacy:no_such_model_anywhere", "other", "natasha:x"])
def test_a_tagger_that_is_not_there_is_one_sentence(name: str) -> None:
    with pytest.raises(WrongUsage, match=r"^--tagger [^\n]+\.$"):
        tagger_named(name)


class _Halves:
    """A tagger that takes the first word for a place and the last for nothing in particular."""

    def suggest(self, text: str) -> list[Tagged]:
        return [Tagged(0, text.index(" "), PLACE, 0.6), Tagged(text.rindex(" ") + 1, len(text), "", 0.6)]


def test_a_tagger_adds_names_and_kinds() -> None:
    text = "sarna Quillfeather Zelmin"
    joined = with_tagger([Suggestion(6, 18, "Quillfeather", UNSURE, 0.9)], _Halves().suggest(text), text)
    assert [(one.name, one.kind) for one in joined] == [("sarna", PLACE), ("Quillfeather", UNSURE), ("Zelmin", UNSURE)]
