"""What readers never see and always feel: nothing moves while a page loads, nothing is fetched in vain, no page is
heavy, nothing is too small to hit."""

from __future__ import annotations

import gzip
import json
import re
import time
from collections import Counter
from typing import Any

import pytest
from browser import Site, Tab, needs_browser
from every_page import ANNOTATED, CONTENTS, ENTRY, NOTED, ORDINARY, PAGES, every_page
from lxml import html

SLOW = {"offline": False, "latency": 40, "downloadThroughput": 1_500_000, "uploadThroughput": 1_500_000}
"""A line that is slow enough for a page to be painted before all of it is there (ms, bytes a second)."""
OBSERVED = """
window.moved = []; window.painted = 0;
const told = (type, act) =>
  new PerformanceObserver((list) => list.getEntries().forEach(act)).observe({ type, buffered: true });
told('layout-shift', ({ value, sources }) =>
  moved.push({ by: value, what: sources.map(({ node }) => `${node?.nodeName}.${node?.className}`) }));
told('largest-contentful-paint', ({ startTime }) => { painted = startTime; });
"""


def parsed(name: str) -> Any:
    return html.document_fromstring(every_page()[name].decode())


@needs_browser
@pytest.mark.parametrize("width", [390, 1440])
def test_nothing_moves_while_a_page_loads(width: int, every: Site, tab: Tab) -> None:
    tab.resize(width)
    tab.send("Network.enable")
    tab.send("Network.setCacheDisabled", cacheDisabled=True)
    tab.send("Network.emulateNetworkConditions", **SLOW)
    tab.send("Page.addScriptToEvaluateOnNewDocument", source=OBSERVED)
    for name in ORDINARY:
        tab.open(every.address + name)
        tab.until("painted > 0")
        time.sleep(0.15)
        moved = tab.run("moved")
        # Fields of dates have parts of their own that the browser lays out anew, by some pixels.
        assert sum(one["by"] for one in moved) < 0.0005, (name, moved)


@needs_browser
def test_no_page_has_anything_to_complain_of(every: Site, tab: Tab) -> None:
    for domain in ("Log", "Audits", "Network"):
        tab.send(f"{domain}.enable")
    for name in PAGES:
        tab.open(every.address + name)
    tab.run("new Promise((done) => setTimeout(done, 200))")
    complaints = [
        one
        for one in tab.told
        if one["method"] in {"Log.entryAdded", "Audits.issueAdded", "Runtime.exceptionThrown", "Network.loadingFailed"}
        or (one["method"] == "Runtime.consoleAPICalled" and one["params"]["type"] in {"error", "warning", "assert"})
    ]
    # What was still under way when the next page was opened is given up; an image that is hidden until it is asked for
    # has no size yet.
    real = [
        one
        for one in complaints
        if one["params"].get("errorText") != "net::ERR_ABORTED"
        and one["params"].get("issue", {}).get("code") != "LazyLoadImageIssue"
    ]
    assert json.dumps(real) == "[]"
    asked = [one["params"]["request"]["url"] for one in tab.told if one["method"] == "Network.requestWillBeSent"]
    assert len(asked) > 5 * len(PAGES)
    # Browsers draw their own signs, such as that of a calendar, from data.
    assert [url for url in asked if not url.startswith((every.address, "about:blank", "data:"))] == []


@needs_browser
@pytest.mark.parametrize("name", [CONTENTS, ENTRY, "persons/quillfeather.html", "map.html"])
def test_a_page_asks_for_one_style_sheet_and_one_script(name: str, every: Site, tab: Tab) -> None:
    every.asked.clear()
    tab.open(every.address + name)
    kinds = Counter(re.sub(r".*\.", "", file) for file in every.asked)
    assert (kinds["html"], kinds["css"], kinds["js"]) == (1, 1, 1)
    # Each alphabet in two styles, each fetched once.
    fonts = [file for file in every.asked if file.endswith(".woff2")]
    assert len(fonts) == len(set(fonts)) <= 4


def test_every_entry_is_light() -> None:
    files = every_page()
    shared = b"".join(files[f"assets/{name}"] for name in ("site.css", "site.js"))
    for name in files:
        if re.fullmatch(r"entries/[^/]+\.html", name):
            weight = len(gzip.compress(files[name])) + len(gzip.compress(shared))
            assert weight < 60_000, name


def test_cards_weigh_little() -> None:
    """They come with every page, so that they are there at once; of what is sent they are a small part."""
    page = parsed(ANNOTATED)
    cards = b"".join(html.tostring(card) for card in page.xpath("//*[@class='card']"))
    without = every_page()[ANNOTATED]
    for card in re.findall(rb'<div popover="manual" class="card".*?</div>', without):
        without = without.replace(card, b"")
    assert cards
    assert len(gzip.compress(every_page()[ANNOTATED])) - len(gzip.compress(without)) < 1_500


def test_every_page_says_what_it_is() -> None:
    names = [name for name in every_page() if name.endswith(".html") and not name.startswith("large/")]
    titles, descriptions = Counter[str](), Counter[str]()
    for name in names:
        page = parsed(name)
        assert page.get("lang") == "en"
        assert page.xpath("//meta[@name='viewport']/@content") == ["width=device-width, initial-scale=1"]
        (description,) = page.xpath("//meta[@name='description']/@content")
        assert 10 < len(description) <= 160, name
        titles[page.xpath("string(//title)")] += 1
        descriptions[description] += 1
        for image in page.xpath("//img[not(ancestor::*[@class='stage'])]"):
            assert int(image.get("width")) > 0, name
            assert int(image.get("height")) > 0, name
        assert all(image.get("alt") for image in page.xpath("//img"))
        assert page.xpath("//link[@rel='icon']/@href")[0].removeprefix("../").removeprefix("../") in every_page()
    assert [words for words, times in descriptions.items() if times > 1] == []
    doubled = [words for words, times in titles.items() if times > 1]
    assert len(doubled) <= len(names) / 20, doubled


SMALL = """[...document.querySelectorAll('a[href], button, input, select, summary, [tabindex="0"]')].filter((one) => {
  if (!one.checkVisibility() || one.matches('.skip, .pb, .permalink, .back, .note-number')) return false;
  // A link within running text is as high as its line.
  const within = one.closest('p, li, dd, q, figcaption, .citation');
  const inline = getComputedStyle(one).display === 'inline';
  if (inline && within && within.innerText.trim() !== one.innerText.trim()) return false;
  if (one.closest('svg')) return false;
  const { width, height } = one.getBoundingClientRect();
  return width < 24 && height < 24 || height < 23.5 && !inline;
}).map((one) => one.outerHTML.slice(0, 90))"""


@needs_browser
@pytest.mark.parametrize("width", [320, 1440])
def test_nothing_is_too_small_to_hit(width: int, every: Site, tab: Tab) -> None:
    tab.resize(width)
    for name in (*ORDINARY, "large/persons.html", NOTED):
        tab.open(every.address + name)
        tab.run("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        assert tab.run(SMALL) == [], name
