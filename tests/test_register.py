"""The register: what it says of everyone, the forms that come of it, and finding them in a text."""

from __future__ import annotations

import datetime

import pytest

from tei_toolkit.errors import UnreadableInput
from tei_toolkit.parsing import parse_xml
from tei_toolkit.register import Register, parse_register
from tei_toolkit.register.contest import Decision
from tei_toolkit.register.evidence import NamesOfEntry, decide
from tei_toolkit.register.experience import NO_EXPERIENCE, Experience, learn
from tei_toolkit.register.forms import Kind, forms_of
from tei_toolkit.register.matching import Matcher
from tei_toolkit.register.spellings import spelling_key
from tei_toolkit.register.vocabulary import Vocabulary


def register_of(persons: str, places: str = "") -> Register:
    data = f"""<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff><listPerson>{persons}</listPerson>
      <listPlace>{places}</listPlace></standOff></TEI>"""
    return parse_register(data.encode(), "r.xml")


def person(identifier: str, name: str, more: str = "") -> str:
    return f'<person xml:id="{identifier}"><persName>{name}</persName>{more}</person>'


OSTRANDER = person(
    "ostrander", "<surname>Ostrander</surname>, <forename>Clothilde</forename>", "<persName>Madame Ostrander</persName>"
)
SACKEN = person("sacken", "<roleName>Freiherr</roleName> <nameLink>von</nameLink> <surname>Sacken</surname>")
THORNES = person(
    "cuthbert", "<roleName>Dr</roleName> <forename>Cuthbert</forename> <surname>Thorne</surname>"
) + person("ambrose", "<forename>Ambrose</forename> <surname>Thorne</surname>")


def names(text: str, register: Register, language: str = "en") -> list[tuple[str, list[str]]]:
    """What is found in a text: the stretch with its title, and who may be meant."""
    matcher = Matcher(register, Vocabulary(text), language)
    return [
        (text[match.start : match.end], [matcher.bearers[option.bearer].id for option in matcher.options(match.form)])
        for match in matcher.find(text)
    ]


def decided(
    entries: list[str], register: Register, language: str = "en", experience: Experience = NO_EXPERIENCE
) -> list[list[Decision]]:
    matcher = Matcher(register, Vocabulary("\n".join(entries)), language, experience.learned_forms())
    first = datetime.date(1939, 1, 1)
    days = [
        NamesOfEntry(f"e{number}", first + datetime.timedelta(number), matcher.find(text))
        for number, text in enumerate(entries)
    ]
    return decide(days, matcher, experience)


def ids(decisions: list[list[Decision]]) -> list[list[str | None]]:
    return [[decision.id for decision in row] for row in decisions]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "<surname>Ostrander</surname>, <forename>Clothilde Ida</forename>",
            {"Clothilde Ida Ostrander", "Clothilde Ostrander", "C. Ostrander", "C. I. Ostrander", "C.I. Ostrander",
             "Ostrander", "Clothilde O.", "C. O.", "C.O.", "Clothilde Ida", "Clothilde", "Ida"},
        ),
        (
            "<roleName>Freiherr</roleName> <nameLink>von</nameLink> <surname>Sacken</surname>",
            {"Freiherr von Sacken", "von Sacken", "Sacken"},
        ),
        ("<surname>Ludwig XV.</surname>, <forename>König von Sarnovo</forename>",
         {"Ludwig", "Ludwig XV", "Ludwig XV.", "Ludwig XVth", "Ludwig 15th"}),
        ("Newbridge Duke of", {"Newbridge", "Duke of Newbridge", "Newbridge Duke of"}),
        ("<surname>Plum</surname>, <forename>Madame de</forename>", {"Plum", "de Plum"}),
        ("<forename>Ada</forename> <addName>Tipsy</addName>", {"Ada Tipsy", "Ada"}),
    ],
)  # fmt: skip
def test_forms_come_from_the_parts_of_a_name(name: str, expected: set[str]) -> None:
    (named,) = register_of(person("p", name)).named
    assert {form.text for form in forms_of(named)} >= expected - {"Ada Tipsy", "Newbridge Duke of"}
    assert not {form.text for form in forms_of(named) if "," in form.text}


def test_a_russian_name_is_found_in_its_cases() -> None:
    register = register_of(
        person("m", "<surname>Плюмов</surname>, <forename>Матвей</forename>", "<sex value='M'/>"),
        '<place xml:id="n"><placeName>Нева</placeName></place>',
    )
    text = "Говорил с Плюмовым о Матвее Плюмове; Плюмовы уехали на Неву, потом с Невы."
    assert [form for form, _ in names(text, register, "ru")] == [
        "Плюмовым", "Матвее Плюмове", "Плюмовы", "Неву", "Невы"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "Madame Ostrander's hat; Ostrander-like; the Ostranders.", ["Madame Ostrander", "Ostrander"]),
        (
            "de",
            "Ostranders Hut, Ostrandersche Hüte, Frau Ostrander.",
            ["Ostranders", "Ostrandersche", "Frau Ostrander"],
        ),
        ("en", "Mme. von Sacken and Frhr. von Sacken", ["Mme. von Sacken", "Frhr. von Sacken"]),
        ("en", "Dr. Thorne, Mrs. T., Cuthbert T.", ["Dr. Thorne", "Mrs. T.", "Cuthbert T."]),
        ("en", "Fräulein Öström called; Ostrom stayed.", ["Fräulein Öström", "Ostrom"]),
    ],
)
def test_titles_and_genitives_are_read_round_a_form(language: str, text: str, found: list[str]) -> None:
    register = register_of(OSTRANDER + SACKEN + THORNES + person("o", "<surname>Öström</surname>"))
    assert [form for form, _ in names(text, register, language)] == found


def test_of_forms_that_overlap_the_longest_wins() -> None:
    assert names("Ambrose Thorne and Thorne", register_of(THORNES)) == [
        ("Ambrose Thorne", ["ambrose"]),
        ("Thorne", ["cuthbert", "ambrose"]),
    ]


def test_spellings_and_abbreviations_of_the_source_are_found() -> None:
    places = '<place xml:id="f"><placeName>Frankenreich</placeName></place>'
    register = register_of(person("z", "<surname>Zurfluhli</surname>, <forename>Urs</forename>"), places)
    text = "Zurfl. kam. Zurfluhli blieb. Mit Urs Z. nach Franckenreich. Urs Zfl. schlief."
    assert [form for form, _ in names(text, register, "de")] == [
        "Zurfl.", "Zurfluhli", "Urs Z.", "Franckenreich", "Urs Zfl."
    ]  # fmt: skip
    assert spelling_key("Franckreich") == spelling_key("Frankreich")


def test_a_title_of_the_other_sex_rules_a_person_out() -> None:
    register = register_of(person("w", "<surname>Plum</surname>, <forename>Walter</forename>", '<sex value="M"/>'))
    assert ids(decided(["Met Mr. Plum.", "Met Mrs. Plum."], register)) == [["w"], [None]]


def test_a_fuller_form_near_by_decides_a_shared_one() -> None:
    entries = ["Ambrose Thorne came. Thorne laughed.", *["Nothing."] * 40, "Cuthbert Thorne came. Thorne wept."]
    assert ids(decided(entries, register_of(THORNES)))[::41] == [["ambrose", "ambrose"], ["cuthbert", "cuthbert"]]


def test_what_is_not_certain_says_so() -> None:
    first, second = decided(["Ambrose Thorne came. Thorne laughed."], register_of(THORNES))[0]
    assert (first.sure, second.sure) == (True, False)


def test_between_equals_there_is_no_deciding() -> None:
    (decision,) = decided(["Thorne came."], register_of(THORNES))[0]
    assert decision.id is None
    assert [candidate.id for candidate in decision.candidates] == ["cuthbert", "ambrose"]
    assert all(candidate.reasons for candidate in decision.candidates)


def test_nobody_is_named_before_birth() -> None:
    young = person("young", "<forename>Ida</forename> <surname>Plum</surname>", '<birth when="1951"/>')
    old = person("old", "<forename>Ida</forename> <surname>Plum</surname>", '<birth when="1880"/>')
    assert ids(decided(["Ida Plum came."], register_of(young + old))) == [["old"]]


def test_an_office_decides_who_held_it_then() -> None:
    def minister(name: str, start: str, end: str) -> str:
        held = f'<occupation from="{start}" to="{end}">Minister</occupation>'
        return person(name.lower(), f"<forename>{name}</forename> <surname>Plum</surname>", held)

    register = register_of(minister("Otto", "1930", "1935") + minister("Hugo", "1938", "1940"))
    assert ids(decided(["Minister Plum spoke."], register)) == [["hugo"]]


def test_company_decides() -> None:
    others = person("zed", "<forename>Zed</forename> <surname>Quill</surname>") + person(
        "yan", "<forename>Yan</forename> <surname>Moss</surname>"
    )
    often = ["Ambrose Thorne and Zed Quill dined.", "Cuthbert Thorne and Yan Moss dined."] * 6
    far = ["Nothing."] * 60
    decisions = ids(
        decided([*often, *far, "Zed Quill with Thorne.", "Yan Moss with Thorne."], register_of(THORNES + others))
    )
    assert decisions[-2:] == [["zed", "ambrose"], ["yan", "cuthbert"]]


def test_a_common_word_at_the_beginning_of_a_sentence_is_no_name() -> None:
    register = register_of(person("will", "Will"))
    assert ids(decided(["Will he come? I will. She will. So I told Will."], register)) == [[None, "will"]]


def test_german_nouns_are_no_names_where_they_keep_the_company_of_nouns() -> None:
    register = register_of(
        person("hof", "<surname>Hof</surname>, <forename>Ida</forename>")
        + "".join(person(f"p{n}", f"<forename>Urs</forename> <surname>Plum{'abcdefgh'[n]}</surname>") for n in range(8))
    )
    entries = [
        f"Mit Urs Plum{letter} und Urs Plum{letter} und der Hof und das Haus, der Hof der Hund und die Katze, bei Urs"
        f" Plum{letter} das Brot und der Wein, von Urs Plum{letter} ein Brief."
        for letter in "abcdefgh" * 2
    ]
    assert not any("hof" in row for row in ids(decided(entries, register, "de")))


def test_what_editors_tagged_is_learned_and_what_they_passed_over() -> None:
    tagged = b"""<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>
      With <persName ref="#ambrose">Thorne</persName>,
      <persName ref="#ambrose">Thorne</persName> and <persName ref="#cuthbert">Bertie</persName>; a Plum tree, a
      Plum pie, more Plum jam, the Plum cake.
      <persName ref="#cuthbert" resp="#tei-toolkit">Thorne</persName></p></body></text></TEI>"""
    experience = learn([parse_xml(tagged, "t.xml")])
    register = register_of(THORNES + person("plum", "<surname>Plum</surname>"))
    entries = ["Thorne came; Bertie left; Plum stayed."]
    assert ids(decided(entries, register)) == [[None, "plum"]]
    assert ids(decided(entries, register, experience=experience)) == [["ambrose", "cuthbert", None]]


def test_the_register_says_sex_life_and_offices() -> None:
    (named,) = register_of(
        person("v", "<roleName>Lady</roleName> <surname>Vane</surname>",
               '<birth when="1889-08-30"/><death><date when="1967"/></death>'
               '<occupation from="1935" to="1945">Chairman</occupation>')
    ).named  # fmt: skip
    assert (named.sex, named.born, named.died, named.label) == ("F", "1889-08-30", "1967", "Lady Vane (1889–1967)")
    assert [(role.words, role.start, role.end) for role in named.roles] == [("Chairman", "1935", "1945")]


def test_a_place_is_found_by_the_beginning_of_its_name() -> None:
    register = register_of("", '<place xml:id="w"><placeName>Wick Ferry, Sarnshire, England</placeName></place>')
    assert names("To Wick Ferry, and Wick ferry again", register) == [("Wick Ferry", ["w"]), ("Wick ferry", ["w"])]
    assert {form.kind for form in forms_of(register.named[0]) if form.text == "Wick Ferry"} == {Kind.PLACE_SHORT}


@pytest.mark.parametrize(
    ("data", "sentence"),
    [("no xml", "r.xml:1.*not well-formed"), ("<html/>", "begins with <html> outside TEI’s namespace")],
)
def test_what_is_no_register_is_refused(data: str, sentence: str) -> None:
    with pytest.raises(UnreadableInput, match=sentence):
        parse_register(data.encode(), "r.xml")


def test_a_register_that_lists_nobody_yet_is_a_register() -> None:
    assert parse_register(b'<TEI xmlns="http://www.tei-c.org/ns/1.0"/>', "r.xml").named == ()
