"""References: each form is read back by a reader that is not ours."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware, SeparateCoAuthors, SplitNameParts
from citeproc import Citation as Cited
from citeproc import CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from citing import AWKWARD, BARE, EDITION, ENTRY, NAMES, TITLES
from hypothesis import given
from hypothesis import strategies as st

from tei_toolkit.publish.harvest.bibtex import bibtex
from tei_toolkit.publish.harvest.citation import bibliography, note
from tei_toolkit.publish.harvest.csl import csl_json
from tei_toolkit.publish.harvest.days import day_in_words
from tei_toolkit.publish.harvest.names import Name, read_name
from tei_toolkit.publish.harvest.record import Record
from tei_toolkit.publish.harvest.ris import ris
from tei_toolkit.publish.harvest.tags import coins, highwire, json_ld
from tei_toolkit.transform.html import LANGUAGES, read_words

ENGLISH = read_words("en")


def folded(text: str) -> str:
    return " ".join(text.split())


def read_bibtex(text: str) -> list[Any]:
    readers = [LatexDecodingMiddleware(), SeparateCoAuthors(name_fields=("author", "editor", "translator"))]
    library = parse_string(text, append_middleware=readers)
    assert library.failed_blocks == []
    return list(library.entries)


# ---- Names


@pytest.mark.parametrize(
    ("written", "inverted", "direct"),
    [
        ("Isolde Farthingwell", "Farthingwell, Isolde", "Isolde Farthingwell"),
        ("Johann Wolfgang von Goethe", "Goethe, Johann Wolfgang von", "Johann Wolfgang von Goethe"),
        ("Vincent van Gogh", "van Gogh, Vincent", "Vincent van Gogh"),
        ("Goethe, Johann Wolfgang von", "Goethe, Johann Wolfgang von", "Johann Wolfgang von Goethe"),
        ("van der Berg, Jan", "van der Berg, Jan", "Jan van der Berg"),
        ("García Márquez, Gabriel", "García Márquez, Gabriel", "Gabriel García Márquez"),
        ("Лев Николаевич Толстой", "Толстой, Лев Николаевич", "Лев Николаевич Толстой"),
        ("Plato", "Plato", "Plato"),
    ],
)
def test_a_name_is_taken_apart_and_put_together(written: str, inverted: str, direct: str) -> None:
    assert (read_name(written).inverted, read_name(written).direct) == (inverted, direct)


# ---- Lines to read


def test_chicago_in_english() -> None:
    assert bibliography(ENTRY, ENGLISH).plain == (
        "Arsenin-Toll, Pavel Lvovich. “Conversation with ‘Butler’.” 3 February 1839. In The Sarnovo Diary, edited by "
        "Isolde Farthingwell and Anna von Goethe, translated by Matvei van Gogh, 113–114. "
        "Geneva: Lantern & Quay, 2026. https://sarnovo.example/entries/1839-02-03.html."
    )
    assert note(ENTRY, ENGLISH).plain == (
        "Pavel Lvovich Arsenin-Toll, “Conversation with ‘Butler’,” 3 February 1839, in The Sarnovo Diary, edited by "
        "Isolde Farthingwell and Anna von Goethe, translated by Matvei van Gogh "
        "(Geneva: Lantern & Quay, 2026), 113–114, https://sarnovo.example/entries/1839-02-03.html."
    )


def test_the_edition_itself() -> None:
    assert bibliography(EDITION, ENGLISH).plain == (
        "Arsenin-Toll, Pavel Lvovich. The Sarnovo Diary. Edited by Isolde Farthingwell and Anna von Goethe. "
        "Translated by Matvei van Gogh. Geneva: Lantern & Quay, 2026. https://sarnovo.example/."
    )


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("de", "Toll, Pavel. „3. Februar 1839“. In Tagebuch, herausgegeben von Anna Seghers. 2026."),
        (
            "fr",
            "Toll, Pavel. «\xa03 février 1839\xa0». Dans Tagebuch, édité par Anna Seghers. 2026.",
        ),
        ("ru", "Toll, Pavel. «3 февраля 1839\xa0г.». В кн.: Tagebuch, ред. Anna Seghers. 2026."),
    ],
)
def test_the_languages_of_the_page(language: str, line: str) -> None:
    words = read_words(language)
    title = day_in_words("1839-02-03", words)
    record = Record("entry", "k", title, (Name("Toll", "Pavel"),), (Name("Seghers", "Anna"),), container="Tagebuch",
                    written="1839-02-03", is_dated=True, issued="2026")  # fmt: skip
    assert bibliography(record, words).plain == line


@given(TITLES, st.lists(NAMES, max_size=4), st.sampled_from(LANGUAGES))
def test_a_line_never_doubles_its_stops(title: str, names: list[Name], language: str) -> None:
    title = re.sub(r"[.,?!…]", "", folded(title)) or "x"
    record = replace(BARE, title=title, authors=tuple(names), container="Diary")
    for line in (note(record, read_words(language)).plain, bibliography(record, read_words(language)).plain):
        assert line.endswith(".")
        # a title may stand elsewhere as a word: what is put for it must not bring two blanks together
        assert not re.search(r"\.\.|,,|  ", line.replace(title, "T"))


# ---- BibTeX


def test_bibtex_of_an_entry() -> None:
    (entry,) = read_bibtex(bibtex([ENTRY]))
    assert entry.entry_type == "incollection"
    assert entry.key == ENTRY.key
    fields = {field.key: field.value for field in entry.fields}
    assert fields["author"] == ["Arsenin-Toll, Pavel Lvovich"]
    assert fields["editor"] == ["Farthingwell, Isolde", "von Goethe, Anna"]
    assert fields["publisher"] == "Lantern & Quay"
    assert fields["origdate"] == "1839-02-03"
    assert fields["pages"] == "113–114"
    assert fields["url"] == ENTRY.address
    assert "publisher = {Lantern \\& Quay}" in bibtex([ENTRY])


@given(TITLES)
def test_bibtex_keeps_every_title(title: str) -> None:
    text = bibtex([replace(ENTRY, title=title)])
    inside = next(line for line in text.splitlines() if line.startswith("  title = {{"))
    assert inside.count("{") == inside.count("}")
    library = parse_string(text)
    assert library.failed_blocks == []
    value = str(library.entries[0]["title"])
    assert value.startswith("{")
    assert value.endswith("}")
    assert unescaped(value[1:-1]) == folded(title)


def unescaped(value: str) -> str:
    """LaTeX's own reading of the few commands that we write, and of no others: text in which none stands fails."""
    commands = {"textbackslash": "\\", "textbraceleft": "{", "textbraceright": "}", "textasciitilde": "~",
                "textasciicircum": "^"}  # fmt: skip
    assert not re.search(r"(?<!\\)[$&%#_~^]", value)
    read = re.sub(r"\\(?:([a-z]+)\{\}|([$&%#_]))", lambda m: commands[m[1]] if m[1] else str(m[2]), value)
    return read


@given(st.lists(NAMES, min_size=1, max_size=3))
def test_bibtex_keeps_every_name(names: list[Name]) -> None:
    readers = [SeparateCoAuthors(), SplitNameParts()]
    library = parse_string(bibtex([replace(ENTRY, authors=tuple(names))]), append_middleware=readers)
    read = library.entries[0]["author"]
    assert len(read) == len(names)
    for name, parts in zip(names, read, strict=True):
        said = [unescaped(" ".join(part).replace("{}", "\0").strip("{}").replace("\0", "{}"))
                for part in (parts.first, parts.von, parts.last)]  # fmt: skip
        expected = ["", "", name.whole] if name.whole else [name.given, name.particle, name.family]
        assert said == expected


# ---- RIS


def test_ris_of_an_entry() -> None:
    text = ris([ENTRY, EDITION])
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - .*", line) for line in text.split("\r\n")[:-1])
    entry, edition = rispy.loads(text)
    assert entry["type_of_reference"] == "CHAP"
    assert entry["authors"] == ["Arsenin-Toll, Pavel Lvovich"]
    assert entry["secondary_authors"] == ["Farthingwell, Isolde", "Goethe, Anna von"]
    assert entry["subsidiary_authors"] == ["van Gogh, Matvei"]
    assert (entry["start_page"], entry["end_page"], entry["year"]) == ("113", "114", "2026")
    assert edition["type_of_reference"] == "BOOK"


@given(TITLES, AWKWARD, st.lists(NAMES, min_size=1, max_size=3))
def test_ris_keeps_every_title_and_name(title: str, publisher: str, names: list[Name]) -> None:
    (entry,) = rispy.loads(ris([replace(ENTRY, title=title, publisher=publisher, authors=tuple(names))]))
    assert entry["title"] == folded(title)
    assert entry.get("publisher", "") == folded(publisher)
    assert entry["authors"] == [name.inverted for name in names]


# ---- CSL-JSON


def test_csl_json_is_rendered() -> None:
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    shelf = CitationStylesBibliography(style, CiteProcJSON(json.loads(csl_json([ENTRY, EDITION]))), formatter.plain)
    shelf.register(Cited([CitationItem(ENTRY.key)]))
    (line,) = [str(line) for line in shelf.bibliography()]
    assert "Arsenin-Toll" in line
    assert "2026" in line
    assert "113" in line
    assert "The Sarnovo Diary" in line
    assert "Geneva" in line


@given(TITLES, st.lists(NAMES, max_size=3))
def test_csl_json_says_what_the_record_says(title: str, names: list[Name]) -> None:
    (item,) = json.loads(csl_json([replace(ENTRY, title=title, authors=tuple(names))]))
    assert item["title"] == title
    assert [tuple(author.values()) for author in item.get("author", [])] == [
        (name.whole,) if name.whole else tuple(part for part in (name.family, name.given, name.particle) if part)
        for name in names
    ]
    assert item["original-date"] == {"date-parts": [[1839, 2, 3]]}


def test_what_is_not_known_is_not_said() -> None:
    assert json.loads(csl_json([BARE])) == [{"id": "diary-undated", "type": "chapter", "title": "Без даты"}]
    assert ris([BARE]) == "TY  - CHAP\r\nTI  - Без даты\r\nID  - diary-undated\r\nER  - \r\n"
    assert bibtex([BARE]) == "@incollection{diary-undated,\n  title = {{Без даты}},\n}\n"


# ---- Tags


def test_highwire_tags_are_what_scholar_and_zotero_read() -> None:
    tags = highwire(ENTRY)
    names = [name for name, _ in tags]
    # Google Scholar: a title, one tag for each author, a date with its year; the container by a tag of its own.
    assert names.count("citation_title") == 1
    assert [value for name, value in tags if name == "citation_author"] == ["Arsenin-Toll, Pavel Lvovich"]
    assert re.fullmatch(r"\d{4}(/\d\d?(/\d\d?)?)?", dict(tags)["citation_publication_date"])
    assert (dict(tags)["citation_firstpage"], dict(tags)["citation_lastpage"]) == ("113", "114")
    # Zotero takes a page for part of a book by this tag, and for an article if it had the other.
    assert dict(tags)["citation_book_title"] == "The Sarnovo Diary"
    assert "citation_journal_title" not in names
    assert dict(tags)["citation_public_url"] == ENTRY.address
    assert "citation_book_title" not in dict(highwire(EDITION))


def test_coins_is_an_openurl_of_a_book() -> None:
    pairs = parse_qs(coins(ENTRY), strict_parsing=True)
    assert pairs["ctx_ver"] == ["Z39.88-2004"]
    assert pairs["rft_val_fmt"] == ["info:ofi/fmt:kev:mtx:book"]
    assert pairs["rft.genre"] == ["bookitem"]
    assert pairs["rft.atitle"] == [ENTRY.title]
    assert pairs["rft.aulast"] == ["Arsenin-Toll"]
    assert pairs["rft_id"] == [ENTRY.address]
    assert parse_qs(coins(EDITION))["rft.btitle"] == ["The Sarnovo Diary"]


@given(TITLES)
def test_json_ld_cannot_leave_its_element(title: str) -> None:
    text = json_ld(replace(ENTRY, title=title))
    assert "<" not in text
    assert json.loads(text)["name"] == title
