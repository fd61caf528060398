"""The ways into an edition, as readers take them: calendar, days of the year, registers."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser import Site, Tab, needs_browser, serving
from lxml import html
from tiny_edition import entry, path_of, tiny_edition, whole, written

from tei_toolkit.publish.collect import collect
from tei_toolkit.publish.site import make_site

SAMPLE = Path(__file__).parent.parent / "editions" / "sarnovo-diary"
Files = dict[str, bytes]


@pytest.fixture(scope="module")
def files() -> Files:
    return make_site(collect(SAMPLE)).files


@pytest.fixture(scope="module")
def site(files: Files, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with serving(files, tmp_path_factory.mktemp("server")) as served:
        yield served


def page(files: Files, name: str) -> Any:
    return html.document_fromstring(files[name].decode("utf-8"))


def links(found: Any, xpath: str) -> list[tuple[str, str]]:
    return [(" ".join(link.text_content().split()), str(link.get("href"))) for link in found.xpath(xpath)]


# ---- By date ----


def test_the_calendar_counts_the_entries_of_each_month(files: Files) -> None:
    found = page(files, "calendar.html")
    rows = found.xpath("//table[@class='timeline']/tbody/tr")
    assert [row.xpath("string(th)") for row in rows] == ["1938", "1939", "1940"]
    counts = [[cell.text_content().strip() for cell in row.xpath("td")] for row in rows]
    assert [len(row) for row in counts] == [12, 12, 12]
    assert counts[0][:8] == [""] * 8
    days = [entry.date for entry in collect(SAMPLE).texts[0].entries if entry.date]
    assert sum(int(count) for row in counts for count in row if count) == len(days)
    assert counts[1][1] == str(sum(day.startswith("1939-02") for day in days))
    assert links(found, "//tbody/tr[2]/td[2]/a") == [(counts[1][1], "calendar/1939.html#m1939-02")]


def test_bars_show_how_much_was_written_when(tmp_path: Path) -> None:
    days = [datetime.date(1939, 2, 3), datetime.date(1939, 2, 4), datetime.date(1941, 11, 5)]
    edition = {path: text for path, text in tiny_edition().items() if not path.startswith("tei/")}
    edition |= {path_of(day): whole(entry(day, "<p>x</p>")) for day in days}
    page: Any = html.fromstring(make_site(collect(written(edition, tmp_path))).files["calendar.html"])
    bars = {bar.get("href"): bar for bar in page.xpath("//svg//a")}
    assert list(bars) == ["calendar/1939.html#m1939-02", "calendar/1941.html#m1941-11"]
    assert [bar.get("aria-label") for bar in bars.values()] == ["February 1939: 2", "November 1941: 1"]
    high = [float(bar.xpath("rect[@class='bar']/@height")[0]) for bar in bars.values()]
    assert high[1] == high[0] / 2
    left = [float(bar.xpath("rect[@class='room']/@x")[0]) for bar in bars.values()]
    assert left == [1 * 720 / 36, 34 * 720 / 36]
    # A year without entries has its room.
    assert page.xpath("//svg/text/text()") == ["1939", "1940", "1941"]


def test_of_many_years_each_has_one_bar(tmp_path: Path) -> None:
    days = [datetime.date(year, 2, 3) for year in range(1900, 1960)]
    edition = {path: text for path, text in tiny_edition().items() if not path.startswith("tei/")}
    edition |= {path_of(day): whole(entry(day, "<p>x</p>")) for day in days}
    page: Any = html.fromstring(make_site(collect(written(edition, tmp_path))).files["calendar.html"])
    assert page.xpath("//svg//a/@href") == [f"calendar/{year}.html" for year in range(1900, 1960)]
    assert page.xpath("//svg/text/text()") == [str(year) for year in range(1900, 1960, 10)]


def test_a_year_has_its_days_under_their_weekdays(files: Files) -> None:
    found = page(files, "calendar/1939.html")
    february = found.get_element_by_id("m1939-02")
    assert links(february, ".//td[5]/a") == [("3", "../entries/1939-02-03.html")]
    assert links(february, ".//td[2]/a") == [
        ("14", "../entries/1939-02-14.html"),
        ("·", "../entries/1939-02-14-2.html"),
    ]
    cells = [cell.text_content().strip() for cell in february.xpath(".//tbody/tr[1]/td")]
    assert cells == ["", "", "1", "2", "3", "4", "5"]
    assert [th.get("abbr") for th in february.xpath(".//th")][4] == "Friday"
    every = {href for _, href in links(found, "//td/a")}
    assert every == {f"../{name}" for name in files if name.startswith("entries/1939") and name.endswith(".html")} - {
        "../entries/1939-04-10-2.html"  # an undated note
    }
    assert links(found, "//nav[@class='neighbours']/a") == [("1938", "1938.html"), ("1940", "1940.html")]


def test_a_day_of_the_year_has_its_entries_of_all_years(files: Files, tmp_path: Path) -> None:
    edition = tiny_edition()
    for year in (1936, 1940):
        leap = datetime.date(year, 2, 29)
        edition[f"tei/{leap}.xml"] = whole(entry(leap, f"<p>A leap in {year}.</p>"))
    edition["tei/month.xml"] = whole(entry(datetime.date(1939, 2, 1), "<p>M.</p>", "February", "1939-02", "feb"))
    made = make_site(collect(written(edition, tmp_path))).files
    assert links(page(made, "days/02-29.html"), "//ol//a") == [
        ("1936 A leap in 1936.", "../entries/1936-02-29.html"),
        ("1940 A leap in 1940.", "../entries/1940-02-29.html"),
    ]
    assert "days/02-01.html" not in made
    assert page(made, "on-this-day.html").xpath("//a[@href='days/02-29.html']/@title") == ["29 February (2)"]
    assert page(made, "calendar.html").xpath("string(//tbody/tr[2]/td[2])") == "8"


def test_an_edition_without_days_has_no_calendar(tmp_path: Path) -> None:
    edition = {name: text for name, text in tiny_edition().items() if not name.startswith("tei/")}
    edition["tei/talk.xml"] = whole(entry(datetime.date(1939, 2, 1), "<p>Long.</p>", "Talk", "", "talk"))
    made = make_site(collect(written(edition, tmp_path))).files
    assert not [name for name in made if name.startswith(("calendar", "days/", "on-this-day"))]
    assert "calendar" not in made["index.html"].decode("utf-8")


@needs_browser
@pytest.mark.parametrize(
    ("today", "said", "leads"),
    [
        ("2031-02-03T23:30:00", "Today: 3 February (1)", "days/02-03.html"),
        ("2031-02-04T00:30:00", "Next: 8 February (1)", "days/02-08.html"),
        ("2031-12-31T12:00:00", "Today: 31 December (2)", "days/12-31.html"),
        ("2031-01-01T12:00:00", "Next: 2 January (2)", "days/01-02.html"),
    ],
)
def test_today_is_found_by_the_readers_clock(today: str, said: str, leads: str, site: Site, tab: Tab) -> None:
    clock = f"const Clock = Date; Date = class extends Clock {{ constructor() {{ super({json.dumps(today)}) }} }}"
    tab.send("Page.addScriptToEvaluateOnNewDocument", source=clock)
    tab.open(f"{site.address}on-this-day.html")
    assert tab.texts(".today") == [said]
    tab.click(".today a")
    tab.until(f"location.pathname.endsWith({json.dumps(leads)}) && document.querySelector('h1')")


@needs_browser
def test_the_calendar_needs_no_script(site: Site, tab: Tab) -> None:
    tab.without_scripts()
    tab.send("Page.navigate", url=f"{site.address}on-this-day.html")
    tab.until("document.readyState === 'complete' && document.querySelector('h1')")
    assert tab.texts(".today") == [""]
    assert len(tab.texts("a[data-day]")) > 50


def test_very_many_entries_have_their_contents_by_years(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tei_toolkit.publish.ways.contents.SIZE", 10)
    edition = many(1, 10)
    edition["tei/talk.xml"] = whole(entry(datetime.date(1939, 2, 1), "<p>Long.</p>", "Talk", "", "talk"))
    made = make_site(collect(written(edition, tmp_path))).files
    first = links(page(made, "index.html"), "//nav[@class='months']//a")
    assert first[:2] == [("1901", "contents/1901.html"), ("January", "contents/1901.html#m1901-01")]
    assert ("Undated", "contents/undated.html") in first
    assert not page(made, "index.html").xpath("//section[@class='year']")
    found = page(made, "contents/1939.html")
    assert [href for _, href in links(found, "//li/a")] == [f"../entries/1939-02-0{day}.html" for day in range(3, 10)]
    assert links(found, "//nav[@class='months']/p[not(@class)]//a") == [("February", "#m1939-02")]
    assert found.get_element_by_id("m1939-02") is not None
    assert [href for _, href in links(page(made, "contents/undated.html"), "//li/a")] == ["../entries/talk.html"]


# ---- By name ----


def mentions(files: Files, name: str) -> list[tuple[str, str]]:
    """The sentences of a page, what is marked in brackets, with the entries that they lead to."""
    found = []
    for item in page(files, name).xpath("//section[@class='mentions']//li"):
        for mark in item.xpath(".//mark"):
            mark.text = f"[{mark.text}]"
        (quotation,) = item.xpath("q")
        found.append((quotation.text_content(), str(item.xpath("string(a/@href)")).rpartition("/")[2]))
    return found


def test_everyone_has_a_page_with_every_mention_in_its_sentence(tmp_path: Path) -> None:
    day = datetime.date(1939, 2, 4)
    edition = tiny_edition()
    edition["tei/1939-02-04.xml"] = whole(
        entry(
            day,
            "<p>It rained. At noon Dr. Bell and <persName ref='#thorne'>Mr. <hi>Thorne</hi></persName> came, and"
            " <persName ref='#thorne'>he</persName> left! Nothing else.</p>"
            "<p>“Well”, said <persName ref='#thorne'>T<ex>horne</ex></persName>.<note>Old"
            " <persName ref='#thorne'>Thorne</persName> again.</note></p>",
        )
    )
    made = make_site(collect(written(edition, tmp_path))).files
    assert mentions(made, "persons/thorne.html") == [
        ("Met [Thorne].", "1939-02-03.html"),
        ("At noon Dr. Bell and [Mr. Thorne] came, and he left!", "1939-02-04.html"),
        ("“Well”, said [Thorne].", "1939-02-04.html"),
        ("Old [Thorne] again.", "1939-02-04.html"),
        # A short word with a stop may be an abbreviation.
        ("“Thunder”, said [T.]. “It isn’t”, I.", "1939-02-08.html"),
    ]
    thorne = page(made, "persons/thorne.html")
    assert thorne.xpath("//h1/text()") == ["Edmund Thorne"]
    assert thorne.xpath("//p[@class='life']/text()") == ["1880–1951"]
    assert thorne.xpath("//p[@class='counts']/text()") == ["Mentions: 5 · Entries: 3"]
    assert links(thorne, "//p[@class='of-search']/a") == [("Search the entries", "../search.html?person=thorne")]
    assert "Not named" in page(made, "persons/diarist.html").text_content()


def test_of_two_versions_the_first_that_names_someone_is_quoted(files: Files) -> None:
    quotations = page(files, "persons/quillfeather.html").xpath("//section[@class='mentions']//q/@lang")
    assert set(quotations) == {"en"}


def test_a_long_sentence_is_cut_at_words(tmp_path: Path) -> None:
    edition = tiny_edition()
    words = " ".join(f"word{number}" for number in range(100))
    text = f"<p>{words} <persName ref='#thorne'>Thorne</persName> {words}.</p>"
    edition["tei/1939-02-04.xml"] = whole(entry(datetime.date(1939, 2, 4), text))
    made = make_site(collect(written(edition, tmp_path))).files
    ((sentence, _),) = [found for found in mentions(made, "persons/thorne.html") if "word" in found[0]]
    assert sentence.startswith("… word")
    assert sentence.endswith(" …")
    assert "[Thorne]" in sentence
    assert set(sentence.replace("[Thorne]", "").strip("… ").split()) <= set(words.split())
    assert len(sentence) < 350


def many(persons: int, mentions: int) -> dict[str, str]:
    """The tiny edition with that many persons, the first of whom is named that often, from 1901 to 1910."""
    edition = tiny_edition()
    names = "".join(
        f"<person xml:id='p{n}'><persName>{chr(65 + n % 26)}ronson {n}</persName></person>" for n in range(persons)
    )
    edition["register/persons.xml"] = edition["register/persons.xml"].replace("<listPerson>", f"<listPerson>{names}")
    for year in range(1901, 1911):
        sentences = " ".join(
            f"Then number {n} was <persName ref='#p0'>Aronson</persName> again." for n in range(mentions // 10)
        )
        edition[f"tei/{year}.xml"] = whole(entry(datetime.date(year, 1, 1), f"<p>{sentences}</p>"))
    return edition


def test_one_who_is_named_very_often_has_a_page_for_each_year(tmp_path: Path) -> None:
    made = make_site(collect(written(many(3, 2000), tmp_path))).files
    assert links(page(made, "persons/p0.html"), "//ul[@class='of-years']//a") == [
        (str(year), f"p0/{year}.html") for year in range(1901, 1911)
    ]
    assert len(made["persons/p0.html"]) < 8_000
    assert len(mentions(made, "persons/p0/1905.html")) == 200
    year = page(made, "persons/p0/1905.html")
    assert year.xpath("//h1/text()") == ["Aronson 0, 1905"]
    assert links(year, "//nav[@class='neighbours']/a") == [("1904", "1904.html"), ("1906", "1906.html")]
    assert year.xpath("string(//p[@class='counts'])") == "Mentions: 200 · Entries: 1"
    assert page(made, "persons/p0.html").xpath("string(//p[@class='counts'])") == "Mentions: 2000 · Entries: 10"


def test_a_big_register_has_a_page_for_each_letter(tmp_path: Path) -> None:
    made = make_site(collect(written(many(600, 10), tmp_path))).files
    first = page(made, "persons.html")
    assert ("B 24", "persons-by-letter/B.html") in links(first, "//nav[@class='letters']/a")
    assert links(first, "//section//li/a")[0] == ("Aronson 0", "persons/p0.html")
    letter = page(made, "persons-by-letter/B.html")
    assert len(letter.xpath("//li")) == 24
    assert letter.xpath("//nav[@class='letters']/a[@aria-current]/text()") == ["B"]


def test_ids_that_a_disk_confuses_have_different_pages(tmp_path: Path) -> None:
    edition = tiny_edition()
    edition["register/persons.xml"] = edition["register/persons.xml"].replace(
        "<listPerson>",
        "<listPerson><person xml:id='Thorne'><persName>Another</persName></person>"
        "<person xml:id='../../evil'><persName>Evil</persName></person>",
    )
    made = make_site(collect(written(edition, tmp_path))).files
    found = dict(links(page(made, "persons.html"), "//section//li/a"))
    assert found["Another"] == "persons/Thorne.html"
    assert found["Edmund Thorne"] == "persons/thorne-2.html"
    assert found["Evil"] == "persons/______evil.html"
    assert page(made, "persons/thorne-2.html").xpath("//h1/text()") == ["Edmund Thorne"]
    assert not [name for name in made if ".." in name]


@needs_browser
def test_a_register_is_filtered_by_what_is_typed(site: Site, tab: Tab) -> None:
    tab.open(f"{site.address}persons.html")
    tab.click("#filter")
    tab.type("bela")
    shown = (
        "[...document.querySelectorAll('.letter li')].filter(one => one.checkVisibility()).map(one => one.innerText)"
    )
    assert [name.split(",")[0] for name in tab.until(shown)] == ["Harangvölgyi"]


@needs_browser
def test_in_a_big_register_any_name_is_found_from_its_first_page(tab: Tab, tmp_path: Path) -> None:
    made = make_site(collect(written(many(600, 10), tmp_path / "edition"))).files
    assert "connect-src" not in page(made, "persons-by-letter/B.html").xpath("//meta[@http-equiv]/@content")[0]
    with serving(made, tmp_path / "site") as served:
        tab.open(f"{served.address}persons.html")
        assert "persons-by-letter/names.json" not in served.asked
        tab.click("#filter")
        tab.type("KRÖNSON 27")
        # What is found changes with each letter.
        shown = "[...document.querySelectorAll('.letter li')].filter((one) => one.checkVisibility())"
        tab.until(f"{shown}.map((one) => one.innerText).join('|') === 'Kronson 270'")
        tab.click(".letter:not([hidden]) a")
        tab.until("location.pathname.endsWith('/persons/p270.html')")


# ---- By the map ----


def marks(files: Files) -> dict[str, tuple[float, float]]:
    """Where each place is on the map."""
    found = page(files, "map.html").xpath("//a[circle]")
    return {
        link.get("aria-label").partition(" (")[0]: (float(link[1].get("cx")), float(link[1].get("cy")))
        for link in found
    }


def test_the_page_of_a_place_leads_to_its_mark(files: Files) -> None:
    ((_, goal),) = links(page(files, "places/geneva.html"), "//dl//a")
    there, _, mark = goal.partition("#")
    assert there == "../map.html"
    assert page(files, "map.html").xpath(f"//a[@id='{mark}']/@href") == ["places/geneva.html"]


def test_places_are_where_they_lie(files: Files) -> None:
    at = marks(files)
    assert at["Lisbon"][0] < at["London"][0] < at["Paris"][0] < at["Geneva"][0] < at["Vienna"][0]
    assert at["Oslo"][1] < at["London"][1] < at["Paris"][1] < at["Geneva"][1] < at["Rome"][1]
    found = page(files, "map.html")
    width, height = (float(size) for size in found.xpath("string(//svg/@viewbox)").split()[2:])
    assert all(0 < x < width and 0 < y < height for x, y in at.values())
    (geneva,) = found.xpath("//a[@href='places/geneva.html']")
    named = page(files, "places/geneva.html").xpath("string(//p[@class='counts'])").rpartition(" ")[2]
    assert geneva.get("aria-label") == f"Geneva ({named})"
    assert "Sarnovo" not in at


@pytest.mark.parametrize(
    ("geo", "shown"),
    [("46.2 6.1", True), ("46.2, 6.1", True), ("46°12′ N", False), ("6.1", False), ("", False), ("nan 6", False),
     ("460 6", False)],
)  # fmt: skip
def test_only_coordinates_are_shown(geo: str, shown: bool, tmp_path: Path) -> None:
    edition = tiny_edition()
    place = f"<placeName>Sarnovo</placeName><location><geo>{geo}</geo></location>"
    edition["register/places.xml"] = edition["register/places.xml"].replace("<placeName>Sarnovo</placeName>", place)
    made = make_site(collect(written(edition, tmp_path))).files
    assert ("map.html" in made) == shown
    assert (b"map.html" in made["index.html"]) == shown
    if shown:
        assert list(marks(made)) == ["Sarnovo"]


@needs_browser
def test_the_map_comes_nearer_and_leads_to_the_place(site: Site, tab: Tab) -> None:
    tab.open(f"{site.address}map.html")
    wide = "document.querySelector('.map svg').viewBox.baseVal.width"
    size = "document.querySelector('.map a[href*=vienna] circle').getBoundingClientRect().width"
    before = tab.run(size)
    assert tab.run(wide) == 1000
    tab.click("[data-act='zoom-in']")
    assert tab.run(wide) == pytest.approx(625)
    assert tab.run(size) == pytest.approx(before, rel=0.05)
    tab.click("[data-act='zoom-out']")
    tab.click(".map a[href*=vienna] circle")
    tab.until("location.pathname.endsWith('/places/vienna.html')")
