"""The ways into an edition, as readers take them: calendar, days of the year, registers."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser import Browser, Site, Tab, chromium, needs_browser, serving
from lxml import html
from tiny_edition import entry, tiny_edition, whole, written

from tei_toolkit.publish.collect import collect
from tei_toolkit.publish.site import make_site

SAMPLE = Path(__file__).parent.parent / "editions" / "sarnovo-diary"
Files = dict[str, bytes]


@pytest.fixture(scope="module")
def files() -> Files:
    return make_site(collect(SAMPLE)).files


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with chromium(tmp_path_factory.mktemp("chromium")) as started:
        yield started


@pytest.fixture(scope="module")
def site(files: Files, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with serving(files, tmp_path_factory.mktemp("server")) as served:
        yield served


@pytest.fixture
def tab(browser: Browser) -> Iterator[Tab]:
    with browser.tab() as opened:
        yield opened


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
    assert tab.texts(".today:not([hidden])") == [said]
    tab.click(".today a")
    tab.until(f"location.pathname.endsWith({json.dumps(leads)}) && document.querySelector('h1')")


@needs_browser
def test_the_calendar_needs_no_script(site: Site, tab: Tab) -> None:
    tab.without_scripts()
    tab.send("Page.navigate", url=f"{site.address}on-this-day.html")
    tab.until("document.readyState === 'complete' && document.querySelector('h1')")
    assert tab.texts(".today") == [""]
    assert len(tab.texts("a[data-day]")) > 50


# ---- How it looks ----

PAGES = ("calendar.html", "calendar/1939.html", "on-this-day.html", "days/02-14.html", "search.html")


@needs_browser
@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_wider_than_the_screen(name: str, site: Site, tab: Tab) -> None:
    for width in (320, 768, 1440):
        tab.resize(width)
        tab.open(site.address + name)
        assert tab.run("document.documentElement.scrollWidth") <= width
