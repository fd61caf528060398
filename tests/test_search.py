"""The search in a real browser: the site lies under a sub-path of a plain file server."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from browser import Browser, Site, Tab, needs_browser, serving
from tiny_edition import CONFIGURATION, DAYS, entry, path_of, tiny_edition, whole, written

from tei_toolkit.publish.collect import collect
from tei_toolkit.publish.search.pagefind import can_search
from tei_toolkit.publish.site import make_site

SAMPLE = Path(__file__).parent.parent / "editions" / "sarnovo-diary"
pytestmark = pytest.mark.skipif(not can_search(), reason="Pagefind is not installed")
Results = list[dict[str, Any]]
Search = Callable[..., Results]


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return make_site(collect(SAMPLE)).files


@pytest.fixture(scope="module")
def site(files: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with serving(files, tmp_path_factory.mktemp("server")) as served:
        yield served


@pytest.fixture(scope="module")
def address(site: Site) -> str:
    return site.address


def settled(tab: Tab) -> Results:
    """What is found once the page says so."""
    tab.until("document.querySelector('.results').ariaBusy === 'false'")
    found = tab.run(
        "[...document.querySelectorAll('.results li')].map(li => ({ href: li.querySelector('a').href,"
        "title: li.querySelector('a').textContent, where: li.querySelector('.where')?.textContent,"
        "text: li.querySelector('p').textContent, marks: [...li.querySelectorAll('mark')].map(m => m.textContent) }))"
    )
    assert isinstance(found, list)
    return found


def searched(tab: Tab, address: str, **wanted: str) -> Results:
    """Open the search as it was kept in an address."""
    tab.open(f"{address}search.html?{urlencode(wanted)}")
    return settled(tab)


def count(tab: Tab) -> int:
    said = str(tab.run("document.querySelector('.found').textContent"))
    return int(said.rpartition(" ")[2]) if said.startswith("Found") else 0


def days(results: Results) -> list[str]:
    return [urlsplit(str(one["href"])).path.rpartition("/")[2].removesuffix(".html") for one in results]


# ---- As a reader uses it ----


@needs_browser
def test_words_are_typed_and_what_is_found_is_marked_on_the_page(address: str, tab: Tab) -> None:
    tab.open(f"{address}search.html")
    tab.until("document.querySelector('form.search:not([inert])') && document.querySelector('#year')")
    tab.click("#q")
    tab.type("harbours")
    results = settled(tab)
    assert len(results) > 3
    assert all(any("harbour" in mark.lower() for mark in one["marks"]) for one in results)
    tab.click(".results a")
    tab.until("location.pathname.includes('/entries/')")
    marked = tab.until("[...CSS.highlights.get('searched')].map(range => range.toString())")
    assert {word.lower() for word in marked} == {"harbour"}
    seen = "(() => { const box = [...CSS.highlights.get('searched')].map(range => range.getBoundingClientRect());"
    assert tab.until(seen + "return box.some(one => one.top >= 0 && one.bottom <= innerHeight) })()")


@needs_browser
def test_a_word_that_lies_in_several_elements_is_marked_whole(address: str, tab: Tab) -> None:
    (result, *_) = searched(tab, address, q="quillfeather", version="translation", part="diary")
    tab.open(result["href"])
    marked = tab.until("[...CSS.highlights.get('searched')].map(range => range.toString())")
    assert set(marked) == {"Quillfeather"}


@needs_browser
def test_a_person_is_chosen_by_typing_the_name(address: str, tab: Tab) -> None:
    tab.open(f"{address}search.html")
    tab.until("document.querySelector('form.search:not([inert])')")
    tab.click("#person")
    offered = tab.until("[...document.querySelectorAll('#person-names option')].map(one => one.value)")
    assert "Quillfeather, Lord Augustine (1876–1951)" in offered
    tab.type("Quillfeather, Lord Augustine (1876–1951)")
    results = settled(tab)
    assert results
    assert parse_qs(urlsplit(str(tab.run("location.href"))).query)["person"] == ["quillfeather"]
    tab.open(results[0]["href"])
    assert tab.run("!!document.querySelector('a.name[href*=\"quillfeather\"]')")


@needs_browser
def test_more_is_shown_on_request(address: str, tab: Tab) -> None:
    assert len(searched(tab, address, year="1939")) == 10
    everything = count(tab)
    while tab.run("!document.querySelector('button.more').hidden"):
        before = tab.run("document.querySelectorAll('.results li').length")
        tab.click("button.more")
        tab.until(f"document.querySelectorAll('.results li').length > {before}")
    links = tab.run("[...document.querySelectorAll('.results a')].map(link => link.href)")
    assert len(links) == everything == len(set(links)) > 10


# ---- What narrows ----


@needs_browser
def test_a_range_of_days_narrows_to_the_day_and_dates_sort(address: str, tab: Tab) -> None:
    every = sorted(entry.date for text in collect(SAMPLE).texts[:1] for entry in text.entries if entry.date)
    for start, end in [
        ("1939-02-03", "1939-03-15"),
        ("1939-02-09", "1939-02-20"),
        ("1938-12-31", "1939-01-02"),
        ("1938-10-01", "1938-11-30"),
        ("1938-12-25", "1940-01-16"),
    ]:
        searched(tab, address, **{"from": start, "to": end, "sort": "desc"})
        wanted = [day for day in every if start <= day <= end]
        assert count(tab) == len(wanted), (start, end)
        shown = days(settled(tab))
        assert [day[:10] for day in shown] == list(reversed(wanted))[: len(shown)]
    assert searched(tab, address, **{"from": "1940-01-01", "to": "1939-01-01"}) == []


@needs_browser
def test_year_month_text_and_notes_narrow(address: str, tab: Tab) -> None:
    searched(tab, address, year="1939")
    everything = count(tab)
    searched(tab, address, year="1939", version="transcription")
    assert 0 < count(tab) < everything
    assert {day[:7] for day in days(searched(tab, address, year="1939", month="02"))} == {"1939-02"}
    assert {day[5:7] for day in days(searched(tab, address, month="09"))} == {"09"}
    assert {day[:4] for day in days(searched(tab, address, month="09"))} == {"1938", "1939"}
    diary = searched(tab, address, q="committee timber", part="diary")
    notes = searched(tab, address, q="committee timber", part="notes")
    assert not diary
    assert [(one["title"], one["where"]) for one in notes] == [("Thursday, 9 February 1939", "Translation · the notes")]


@needs_browser
def test_without_words_each_entry_is_there_once(address: str, tab: Tab) -> None:
    searched(tab, address, person="vane")
    assert len(set(tab.texts(".results a"))) == min(count(tab), 10)
    assert not tab.texts(".results .where")


# ---- Languages ----


@needs_browser
def test_russian_words_are_found_in_an_english_edition(address: str, tab: Tab) -> None:
    found = searched(tab, address, q="спросил")
    assert found
    assert {one["where"] for one in found} == {"Transcription"}
    assert searched(tab, address, q="zzzqqq") == []
    assert tab.texts(".found") == ["Nothing was found."]


@pytest.fixture
def in_language(browser: Browser, tmp_path: Path) -> Search:
    """Search an edition in another language, each of whose entries has one of the sentences."""

    def find(language: str, sentences: list[str], words: str) -> Results:
        edition = tiny_edition()
        for path in map(path_of, DAYS):
            del edition[path]
        edition["edition.toml"] = CONFIGURATION.replace('language = "en"', f'language = "{language}"').replace(
            "[edition]", f'[edition]\nlanguage = "{language}"'
        )
        for day, sentence in zip(DAYS, sentences, strict=False):
            edition[path_of(day)] = whole(entry(day, f"<p>{sentence}</p>"), language=language)
        made = make_site(collect(written(edition, tmp_path / "edition"))).files
        with serving(made, tmp_path / "www") as site, browser.tab() as tab:
            return searched(tab, site.address, q=words)

    return find


@needs_browser
@pytest.mark.parametrize(
    ("language", "typed", "found"),
    [
        ("de", "Hausern", ["Er sah die Häuser.", "Das Haus steht."]),
        ("de", "häuser", ["Er sah die Häuser."]),
        ("fr", "francaise", ["La langue française.", "Les langues françaises."]),
        ("ru", "письмами", ["Я получил письмо.", "Нет письма."]),
        ("ru", "елка", ["Стояла ёлка."]),
    ],
)
def test_stems_and_marks_on_letters_are_those_of_the_language(
    language: str, typed: str, found: list[str], in_language: Search
) -> None:
    results = in_language(language, [*found, "Nihil hic est.", "Zz."], typed)
    texts = " ".join(str(one["text"]) for one in results)
    assert [sentence for sentence in found if sentence not in texts] == []
    assert "Nihil" not in texts


# ---- What it costs, and what it may do ----


def test_only_the_search_page_may_run_webassembly(files: dict[str, bytes]) -> None:
    allowed = {name for name, data in files.items() if name.endswith(".html") and b"wasm-unsafe-eval" in data}
    assert allowed == {"search.html"}


@needs_browser
def test_a_search_loads_little(site: Site, tab: Tab, files: dict[str, bytes]) -> None:
    site.asked.clear()
    searched(tab, site.address, q="harbour")
    assert any(name.startswith("pagefind/index/") for name in site.asked)
    assert not any(name.startswith(("pagefind/filter/", "search/")) for name in site.asked)
    loaded = [files[name] for name in site.asked if name.startswith(("pagefind/", "search", "assets/search"))]
    assert sum(len(gzip.compress(data)) for data in loaded) < 400_000


def test_the_same_edition_has_the_same_index(files: dict[str, bytes]) -> None:
    again = make_site(collect(SAMPLE)).files
    changed = [name for name in files if again.get(name) != files[name]]
    assert json.dumps(changed) == "[]"
    assert again.keys() == files.keys()


def test_what_is_not_on_the_page_is_not_found(tmp_path: Path) -> None:
    edition = tiny_edition()
    edition["xslt/html/entry.xsl"] = (
        '<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"'
        ' xpath-default-namespace="http://www.tei-c.org/ns/1.0">'
        '<xsl:import href="tei-toolkit:xslt/html/entry.xsl"/>'
        '<xsl:template match="p[contains(., \'Rain\')]" mode="html:text" priority="9"'
        ' xmlns:html="urn:tei-toolkit:html"/></xsl:stylesheet>'
    )
    made = make_site(collect(written(edition, tmp_path))).files
    fragments = b"".join(gzip.decompress(data) for name, data in made.items() if name.endswith(".pf_fragment"))
    assert b"Thunder" in fragments
    assert b"Rain" not in fragments
