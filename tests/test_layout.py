"""Every kind of page on every width of screen, without scripts, from a file, and on paper."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from browser import Site, Tab, needs_browser
from every_page import ANNOTATED, CONTENTS, ENTRY, NOTED, PAGES, laid_out

OVERLAPS = """(() => {
  const boxes = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!node.data.trim() || !parent.checkVisibility() || parent.closest('.skip, svg')) continue;
    // First words are cut off where their lines end.
    const shown = parent.closest('.entry-line')?.getBoundingClientRect();
    const range = new Range();
    range.selectNodeContents(node);
    const block = parent.closest('p, li, h1, h2, h3, td, th, dt, dd, a, button, label, summary, figcaption, div');
    for (const { left, right, top, bottom } of range.getClientRects()) {
      const spare = (bottom - top) / 4;
      const box = { left: left + 1, right: right - 1, top: top + spare, bottom: bottom - spare };
      if (shown && box.bottom > shown.bottom) continue;
      boxes.push({ ...box, block, text: node.data.trim().slice(0, 30) });
    }
  }
  boxes.sort((one, other) => one.top - other.top);
  const found = [];
  boxes.forEach((one, at) => {
    for (const other of boxes.slice(at + 1)) {
      if (other.top >= one.bottom) break;
      const beside = other.left >= one.right || one.left >= other.right;
      if (other.block !== one.block && !beside) found.push(`${one.text} / ${other.text}`);
    }
  });
  return found.slice(0, 5);
})()"""


@needs_browser
@pytest.mark.parametrize("width", [320, 768, 1440, 3840])
def test_nothing_is_wider_than_the_screen_or_lies_over_another(width: int, every: Site, tab: Tab) -> None:
    tab.resize(width)
    for name in PAGES:
        tab.open(every.address + name)
        assert tab.run("document.documentElement.scrollWidth") <= width, name
        assert tab.run(OVERLAPS) == [], name
    tab.open(every.address + ENTRY)
    tab.run("document.querySelectorAll('.panes [aria-pressed=false]').forEach((one) => one.click())")
    assert tab.run("document.documentElement.scrollWidth") <= width
    assert tab.run(OVERLAPS) == []


@needs_browser
def test_on_a_phone_the_image_of_the_page_stays_beside_the_text(every: Site, tab: Tab) -> None:
    tab.resize(390, 844)
    tab.open(every.address + ENTRY)
    tab.click("[data-pane=image]")
    for place in (0, 900):
        tab.run(f"scrollTo({{ top: {place}, behavior: 'instant' }})")
        stage = tab.run("document.querySelector('.stage').getBoundingClientRect().toJSON()")
        assert stage["top"] >= 0
        assert stage["bottom"] < 844
    assert stage["bottom"] < 844 / 2


@needs_browser
def test_without_scripts_all_is_read_and_nothing_is_shown_that_needs_one(every: Site, tab: Tab) -> None:
    tab.without_scripts()
    for name in PAGES:
        tab.send("Page.navigate", url=every.address + name)
        there = f"location.pathname.endsWith('/b/{name}') && document.querySelector('h1')"
        tab.until(f"document.readyState === 'complete' && {there}")
        assert len(str(tab.run("document.querySelector('main').innerText"))) > 20, name
        dead = "[...document.querySelectorAll('button:not([popovertarget]), input, select, output')]"
        assert tab.run(f"{dead}.filter((one) => one.checkVisibility()).map((one) => one.outerHTML)") == [], name


@needs_browser
def test_a_note_opens_without_scripts(every: Site, tab: Tab) -> None:
    tab.without_scripts()
    tab.send("Page.navigate", url=every.address + NOTED)
    tab.until("document.readyState === 'complete' && document.querySelector('.note-number')")
    tab.click(".note-number")
    assert tab.until("document.querySelector('.popover').matches(':popover-open')")


@needs_browser
def test_pages_work_from_a_file(tab: Tab, tmp_path: Path) -> None:
    folder = laid_out(tmp_path)
    tab.open((folder / ENTRY).as_uri())
    assert tab.run("document.fonts.ready.then(() => [...document.fonts].some((font) => font.status === 'loaded'))")
    tab.click("[data-pane=image]")
    tab.until("document.querySelector('.stage img').naturalWidth > 0")
    tab.press("ArrowRight")
    tab.until("location.pathname.endsWith('1939-02-09.html')")


@needs_browser
@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="no pdftotext here to read what was printed")
@pytest.mark.parametrize(
    ("name", "kept"),
    [
        (CONTENTS, "Back in Geneva by the night train"),
        (ENTRY, "harvest, and had the trout"),
        (ANNOTATED, "Editor’s note"),
        (NOTED, "Easter fell on 9 April 1939"),
        ("persons/quillfeather.html", "A collector of maps that are wrong"),
        ("calendar/1939.html", "February"),
        ("about.html", "Nothing in this edition happened"),
        ("map.html", "Stockholm"),
    ],
)
def test_on_paper_there_is_the_text_and_nothing_to_click(
    name: str, kept: str, every: Site, tab: Tab, tmp_path: Path
) -> None:
    tab.open(every.address + name)
    (tmp_path / "page.pdf").write_bytes(tab.printed())
    command = ["pdftotext", str(tmp_path / "page.pdf"), "-"]
    text = " ".join(subprocess.run(command, capture_output=True, text=True, check=True).stdout.split())
    assert kept in text
    for furniture in ("Editorial principles", "Skip to", "Page by page", "Copy", "BibTeX", "←", "→", "On this day"):
        assert furniture not in text, furniture
