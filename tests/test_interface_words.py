"""The words of the interface: ours in four languages, and those that an edition adds or changes."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from tiny_edition import tiny_edition, written

from tei_toolkit.errors import UnreadableInput
from tei_toolkit.publish.collect import collect
from tei_toolkit.publish.interface import interface_of
from tei_toolkit.publish.site import Site, make_site
from tei_toolkit.saxon import Stylesheets
from tei_toolkit.transform.html import LANGUAGES, read_words

ROOT = Path(__file__).parent.parent
ENTRY = "entries/1939-02-03.html"


def site_in(folder: Path, language: str, **tables: str) -> Site:
    """The tiny edition in a language, with tables of words of its own."""
    files = tiny_edition()
    files["edition.toml"] = files["edition.toml"].replace("[edition]", f'[edition]\nlanguage = "{language}"')
    files |= {f"words/{name.replace('_', '-')}.xml": text for name, text in tables.items()}
    return make_site(collect(written(files, folder)))


def table(*words: tuple[str, str]) -> str:
    return "<words>\n" + "\n".join(f'<word key="{key}">{word}</word>' for key, word in words) + "\n</words>"


def test_an_edition_adds_a_language(tmp_path: Path) -> None:
    polish = table(
        ("contents", "Spis treści"), ("month-2", "lutego"), ("weekday-5", "piątek"), ("calendar", "Kalendarz")
    )
    site = site_in(tmp_path, "pl", pl=polish)
    page: Any = html.fromstring(site.files[ENTRY])
    assert page.get("lang") == "pl"
    assert page.xpath("//h1/text()") == ["piątek, 3 lutego 1939"]
    # What the table lacks is English, and said.
    assert page.xpath("//header//nav/a/text()")[:3] == ["Spis treści", "Kalendarz", "Persons"]
    (finding,) = site.findings
    assert (finding.code, finding.severity, finding.file) == ("SITE-03", "warning", str(tmp_path / "words" / "pl.xml"))
    lacking = len(read_words("en")) - 4
    assert finding.message.startswith(
        f"{lacking} words are missing and shown in English: on-this-day, persons, places, "
    )
    assert finding.message.endswith(f" and {lacking - 12} more.")


def test_an_edition_changes_single_words(tmp_path: Path) -> None:
    site = site_in(
        tmp_path, "de-AT", de=table(("month-name-1", "Jänner"), ("contents", "A")), de_AT=table(("contents", "B"))
    )
    assert site.findings == ()
    page: Any = html.fromstring(site.files["index.html"])
    assert page.get("lang") == "de-AT"
    assert page.xpath("string(//header//nav/a)") == "B"
    assert "Jänner" in site.files["calendar.html"].decode()
    assert "Personen" in site.files["index.html"].decode()


FILLED = "filled in there is [weekday], [day], [month], [year]."
WRONG: dict[tuple[tuple[str, str], ...], tuple[int, str, str]] = {
    (("page", "I"), ("contens", "I")): (3, "No page shows a word with the key 'contens'.", "did you mean contents?"),
    (("qqq", "I"),): (2, "No page shows a word with the key 'qqq'.", "docs/words.md has all keys"),
    (("date-day", "[dag] [day]"),): (2, f"In the word 'date-day' nothing is put for [dag]; {FILLED}", ""),
    (("contents", "[day]"),): (2, "In the word 'contents' nothing is put for [day]; filled in there is nothing.", ""),
}


@pytest.mark.parametrize(("words", "said"), WRONG.items())
def test_what_is_wrong_in_a_table_is_said_with_its_line(
    words: tuple[tuple[str, str], ...], said: tuple[int, str, str], tmp_path: Path
) -> None:
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "en.xml").write_text(table(*words), encoding="utf-8")
    (finding,) = interface_of(tmp_path, "en").findings
    assert (finding.code, finding.line, finding.message, finding.hint) == ("SITE-03", *said)


def test_a_form_that_only_one_language_has_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "words").mkdir()
    text = table(
        ("unit-page-two", "amudayim"), ("day-1", "1st"), ("reason-burnt", "burnt"), ("named-often-few", "[count] x")
    )
    (tmp_path / "words" / "en.xml").write_text(text, encoding="utf-8")
    interface = interface_of(tmp_path, "en")
    assert interface.findings == ()
    assert interface.words["reason-burnt"] == "burnt"


@pytest.mark.parametrize("text", ["<words><word></words>", "<w/>", "not XML", '<!DOCTYPE a [<!ENTITY b "c">]><words/>'])
def test_a_table_that_is_none_is_one_sentence(text: str, tmp_path: Path) -> None:
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "pl.xml").write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableInput, match=r"pl\.xml") as stopped:
        interface_of(tmp_path, "pl")
    assert "\n" not in str(stopped.value)


def test_a_language_without_words_is_said(tmp_path: Path) -> None:
    interface = interface_of(tmp_path, "eo")
    assert (interface.language, interface.words) == ("en", read_words("en"))
    assert interface.findings[0].message == "The interface has no words in the language 'eo', so it speaks English."
    assert interface_of(tmp_path, "de-CH").findings == ()
    assert interface_of(tmp_path, "../../x").language == "en"


# ---- Ours ----

FORMS = {
    "en": {1: "one", 0: "many", 2: "many", 21: "many"},
    "fr": {0: "one", 1: "one", 2: "many"},
    "ru": {
        1: "one",
        2: "few",
        4: "few",
        5: "many",
        11: "many",
        12: "many",
        21: "one",
        22: "few",
        111: "many",
        104: "few",
    },
    "pl": {1: "one", 2: "few", 5: "many", 12: "many", 21: "many", 22: "few", 112: "many"},
    "cs": {1: "one", 3: "few", 5: "many", 22: "many"},
    "lt": {1: "one", 2: "few", 10: "many", 11: "many", 21: "one", 112: "many"},
    "lv": {0: "zero", 1: "one", 10: "zero", 15: "zero", 21: "one", 2: "many"},
    "ro": {1: "one", 0: "few", 2: "few", 19: "few", 20: "many", 101: "few", 120: "many"},
    "sl": {1: "one", 2: "two", 3: "few", 5: "many", 101: "one", 102: "two", 11: "many"},
    "he": {1: "one", 2: "two", 3: "many", 12: "many"},
    "ar": {0: "zero", 1: "one", 2: "two", 3: "few", 10: "few", 11: "many", 103: "few", 110: "few", 111: "many"},
    "ja": {1: "many"},
    "de-AT": {1: "one"},
}


def test_numbers_ask_for_the_forms_that_unicode_says() -> None:
    """Held against CLDR itself where Babel is here; the table above is read by people."""
    sheet = """<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
      xmlns:p="urn:tei-toolkit:plurals">
      <xsl:import href="tei-toolkit:xslt/html/modules/plurals.xsl"/><xsl:output method="text"/><xsl:param name="asked"/>
      <xsl:template name="xsl:initial-template">
        <xsl:value-of select="tokenize($asked) ! p:form(substring-after(., ':'), substring-before(., ':'))"/>
      </xsl:template></xsl:stylesheet>"""
    asked = [(language, number) for language, forms in FORMS.items() for number in forms]
    wide = [(language, number) for language in FORMS if language != "de-AT" for number in range(130)]
    said = (
        Stylesheets({"p": sheet})
        .transform("p", None, {"asked": " ".join(f"{a}:{n}" for a, n in [*asked, *wide])})
        .split()
    )
    assert said[: len(asked)] == [FORMS[language][number] for language, number in asked]
    if importlib.util.find_spec("babel"):
        from babel import Locale

        for (language, number), form in zip(wide, said[len(asked) :], strict=True):
            cldr = Locale(language).plural_form(number)
            assert form == ("many" if cldr == "other" else cldr), (language, number)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_is_written_as_its_typographers_ask(language: str) -> None:
    for key, word in read_words(language).items():
        assert "'" not in word, key
        assert '"' not in word, key
        assert "..." not in word, key
        assert "  " not in word, key
        if language == "fr":
            assert not re.search(r"(?<![\u00a0\u202f])[:;!?»]|«(?!\u00a0)", word), key
        if language == "ru":
            # Where nothing but Russian is expected, no Latin letter looks like one.
            assert not re.search(r"[а-яё][a-z]|[a-z][а-яё]", word, re.IGNORECASE), key
            assert not word.endswith(" г."), key


def test_the_page_of_words_is_that_of_the_tables() -> None:
    spec = importlib.util.spec_from_file_location("document_words", ROOT / "scripts" / "document_words.py")
    assert spec
    assert spec.loader
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    assert (ROOT / "docs" / "words.md").read_text(encoding="utf-8") == script.words_page()


@pytest.mark.parametrize(
    ("language", "first"), [("fr", "mercredi, 1er février 1939"), ("en", "Wednesday, 1 February 1939")]
)
def test_the_first_of_a_month_has_its_name(language: str, first: str, tmp_path: Path) -> None:
    files = tiny_edition()
    files["edition.toml"] = files["edition.toml"].replace("[edition]", f'[edition]\nlanguage = "{language}"')
    files = {path: text.replace("1939-02-03", "1939-02-01") for path, text in files.items()}
    site = make_site(collect(written(files, tmp_path)))
    page: Any = html.fromstring(site.files["entries/1939-02-01.html"])
    assert page.xpath("string(//h1)") == first
    assert first.partition(", ")[2] in site.files["entries/1939-02-04.html"].decode()
