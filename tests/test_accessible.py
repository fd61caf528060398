"""Nobody is shut out: axe-core on every kind of page and in every state, and all of it by the keyboard alone."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest
from browser import Site, Tab, needs_browser
from every_page import ANNOTATED, CONTENTS, ENTRY, NOTED, PAGES

_AXE = importlib.util.find_spec("axe_core_python")
needs_axe = pytest.mark.skipif(_AXE is None, reason="no axe-core here (package axe-core-python)")
COLOURS: tuple[dict[str, str], ...] = (
    {"prefers-color-scheme": "dark"},
    {"prefers-color-scheme": "light", "prefers-contrast": "more"},
    {"prefers-color-scheme": "dark", "prefers-contrast": "more"},
    {"forced-colors": "active"},
)
RICH = (ENTRY, ANNOTATED, "calendar.html", "map.html", "search.html")
"""The pages that have all colours there are."""
PHONE, DESK = 390, 1440
OPENED = """
for (const pane of document.querySelectorAll(".panes [data-pane][aria-pressed=false]")) pane.click();
for (const details of document.querySelectorAll("details")) details.open = true;
document.querySelector("[popover=manual]")?.showPopover();
document.querySelector(".popover")?.showPopover();
"""
"""All that can be open at once is open: panes, details, a card, a note."""
PAGED = "document.querySelector('[data-way=paged]').click()"
WRITTEN = "document.querySelector('[data-way=diplomatic]').click()"


def violations(tab: Tab, rules: str = "") -> list[str]:
    """What axe-core has against the page as it is now; only of some rules, if any are named."""
    assert _AXE is not None
    assert _AXE.origin is not None
    if not tab.run("Boolean(window.axe)"):
        tab.run(f"{(Path(_AXE.origin).parent / 'axe.min.js').read_text(encoding='utf-8')}; 0")
    only = f"runOnly: {json.dumps(rules.split())}, " if rules else ""
    found = tab.run(
        f"axe.run(document, {{ {only} resultTypes: ['violations'] }}).then(({{ violations }}) => violations.flatMap("
        "({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 120)} ${node.failureSummary}`)))"
    )
    return [str(one) for one in found]


def opened(tab: Tab, every: Site, name: str, width: int) -> None:
    """A page into which a test may put a script of its own."""
    tab.send("Page.setBypassCSP", enabled=True)
    tab.resize(width)
    tab.open(every.address + name)


@needs_browser
@needs_axe
@pytest.mark.parametrize("name", PAGES)
def test_no_page_shuts_anyone_out(name: str, every: Site, tab: Tab) -> None:
    opened(tab, every, name, PHONE)
    tab.run(OPENED)
    assert violations(tab) == []
    tab.resize(DESK)
    assert violations(tab) == []
    for colours in COLOURS if name in RICH else COLOURS[:1]:
        tab.prefer(colours)
        assert violations(tab, "color-contrast") == [], colours


@needs_browser
@needs_axe
@pytest.mark.parametrize(("name", "script"), [(ENTRY, PAGED), (ANNOTATED, WRITTEN), (ANNOTATED, PAGED), (NOTED, "0")])
@pytest.mark.parametrize("width", [PHONE, DESK])
def test_no_way_of_reading_shuts_anyone_out(name: str, script: str, width: int, every: Site, tab: Tab) -> None:
    opened(tab, every, name, width)
    tab.run(script)
    assert violations(tab) == []


@needs_browser
@needs_axe
def test_what_was_found_shuts_no_one_out(every: Site, tab: Tab) -> None:
    opened(tab, every, "search.html?q=harbour", PHONE)
    tab.until("document.querySelectorAll('.results li').length > 3")
    assert violations(tab) == []
    tab.scheme("dark")
    assert violations(tab, "color-contrast") == []


# ---- By the keyboard ----

HERE = """(() => {
  const one = document.activeElement, box = one.getBoundingClientRect(), style = getComputedStyle(one);
  if (one === document.body) return null;
  const path = [...document.querySelectorAll('*')].indexOf(one);
  return { path, card: Boolean(one.closest('.card')), html: one.outerHTML.slice(0, 100),
    outline: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
    seen: box.width > 0 && box.height > 0 && box.right > 0 && box.bottom > 0
      && box.left < innerWidth && box.top < innerHeight };
})()"""
REACHABLE = """[...document.querySelectorAll(
  'a[href], button:not(:disabled), input, select, summary, [tabindex="0"]')].filter((one) => one.checkVisibility()
  && !one.closest('[inert]')).length"""


def walked(tab: Tab) -> list[dict[str, Any]]:
    """Every place at which the Tab key stops, from the first until the page is left."""
    stops: list[dict[str, Any]] = []
    for _ in range(600):
        tab.press("Tab")
        here = tab.run(HERE)
        if here is None or (stops and here["path"] == stops[0]["path"]):
            return stops
        stops.append(here)
    raise AssertionError("the Tab key never leaves the page")


@needs_browser
@pytest.mark.parametrize(
    "name", [CONTENTS, ENTRY, ANNOTATED, "map.html", "calendar.html", "persons.html", "persons/quillfeather.html"]
)
def test_every_control_is_reached_in_the_order_of_the_page(name: str, every: Site, tab: Tab) -> None:
    tab.resize(DESK)
    tab.prefer({"prefers-reduced-motion": "reduce"})
    tab.open(every.address + name)
    stops = walked(tab)
    assert [stop["html"] for stop in stops if not stop["outline"]] == []
    assert [stop["html"] for stop in stops if not stop["seen"]] == []
    places = [stop["path"] for stop in stops]
    assert places == sorted(places)
    # The card at a name comes and goes with the focus; its link is that of the name.
    assert len([stop for stop in stops if not stop["card"]]) == tab.run(REACHABLE)


@needs_browser
def test_the_first_stop_skips_to_the_text(every: Site, tab: Tab) -> None:
    tab.open(every.address + ENTRY)
    tab.press("Tab")
    assert tab.texts(":focus") == ["Skip to the text"]
    assert tab.run(HERE)["seen"]
    tab.press("Enter")
    assert tab.run("location.hash") == "#main"
    tab.press("Tab")
    assert tab.run("document.activeElement.closest('main') !== null")


def focused(tab: Tab, selector: str) -> None:
    """The focus as the Tab key gives it: the place before is focused, then the key is pressed."""
    tab.run(
        "(() => { const all = [...document.querySelectorAll('a[href], button, input, summary, [tabindex=\"0\"]')]"
        ".filter((one) => one.checkVisibility());"
        f" const at = all.indexOf(document.querySelector({json.dumps(selector)})); all[at - 1].focus(); }})()"
    )
    tab.press("Tab")
    assert tab.run(f"document.activeElement.matches({json.dumps(selector)})")


@needs_browser
@pytest.mark.parametrize("key", ["Enter", " "])
def test_a_note_opens_and_closes_where_the_focus_is(key: str, every: Site, tab: Tab) -> None:
    tab.open(every.address + NOTED)
    focused(tab, ".note-number")
    tab.press(key)
    assert tab.until("document.querySelector('.popover').matches(':popover-open')")
    tab.press("Escape")
    assert tab.until("!document.querySelector('.popover').matches(':popover-open')")
    assert tab.run("document.activeElement.matches('.note-number')")


@needs_browser
def test_a_card_shows_at_a_name_and_goes_with_escape(every: Site, tab: Tab) -> None:
    tab.open(every.address + NOTED)
    focused(tab, ".text a.name")
    assert tab.until("document.querySelector('.card:popover-open')") is not None
    tab.press("Escape")
    assert tab.until("!document.querySelector('.card:popover-open')")
    assert tab.run("document.activeElement.matches('a.name')")


@needs_browser
def test_panes_pages_and_the_image_are_worked_by_keys(every: Site, tab: Tab) -> None:
    tab.resize(DESK)
    tab.open(every.address + ENTRY)
    focused(tab, "[data-pane=image]")
    tab.press(" ")
    tab.until("document.querySelector('.viewer').checkVisibility()")
    focused(tab, "[data-way=paged]")
    tab.press("Enter")
    first = tab.until("document.querySelector('.leaf-turns output').innerText")
    tab.press("ArrowRight")
    assert tab.run("document.querySelector('.leaf-turns output').innerText") != first
    focused(tab, "[data-act=larger]")
    tab.press("Enter")
    focused(tab, ".stage")
    for key in ("ArrowUp", "ArrowLeft"):
        tab.press(key)
    assert "translate(60px, 60px)" in tab.run("document.querySelector('.stage .sheet').style.transform")
    assert tab.run("location.pathname").endswith(ENTRY)


@needs_browser
def test_the_arrows_lead_to_the_neighbours(every: Site, tab: Tab) -> None:
    tab.open(every.address + NOTED)
    for key, side in (("ArrowRight", "next"), ("ArrowLeft", "prev")):
        goal = tab.run(f"document.querySelector('nav a[rel={side}]').pathname")
        tab.press(key)
        tab.until(f"location.pathname === {json.dumps(goal)} && document.readyState === 'complete'")


@needs_browser
def test_the_theme_is_switched_by_keys_and_kept(every: Site, tab: Tab) -> None:
    tab.scheme("light")
    tab.open(every.address + NOTED)
    focused(tab, ".theme")
    tab.press("Enter")
    assert tab.run("getComputedStyle(document.documentElement).backgroundColor") == "rgb(25, 23, 20)"
    tab.open(every.address + CONTENTS)
    assert tab.run("getComputedStyle(document.documentElement).backgroundColor") == "rgb(25, 23, 20)"
