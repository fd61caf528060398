"""Take the pictures of the sample edition's site that README.md and docs/ show: ``make site-images``.

Each is what a reader sees on a screen of that size after a few clicks, in as many colours as such a page needs.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Literal

from browser import Tab, chromium, serving
from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
SITE = ROOT / "editions" / "sarnovo-diary" / "build" / "site"
TARGET = ROOT / "docs" / "images"
COLOURS = 128

NAME_WITH_CARD = "#p1 a[data-card=card-vane]"
RESULTS = ".results li mark"


@dataclass(frozen=True, slots=True)
class Scene:
    """A page, the screen on which it is seen, and what was done there."""

    picture: str
    page: str
    width: int = 1280
    height: int = 800
    scheme: Literal["light", "dark"] = "light"
    clicks: Sequence[str] = ()
    focus: str = ""
    """What has the keyboard's focus at last."""
    awaited: str = "h1"
    """What must be there before the picture is taken."""


SCENES = (
    Scene("entry-desktop", "entries/1939-02-03.html", 1440, 900, clicks=["[data-pane=image]"], awaited=".stage img"),
    Scene("entry-dark", "entries/1939-02-09.html", scheme="dark", focus=NAME_WITH_CARD, awaited=".card:popover-open"),
    Scene("entry-phone", "entries/1939-02-09.html", 390, 800, clicks=["[data-pane=image]"], awaited=".stage img"),
    Scene("contents", "index.html"),
    Scene("calendar", "calendar/1939.html"),
    Scene("timeline-phone", "calendar.html", 390, 800, scheme="dark"),
    Scene("person", "persons/thorne-banker.html"),
    Scene("map", "map.html"),
    Scene("search", "search.html?q=harbour&year=1939", awaited=RESULTS),
)


def main() -> None:
    """Take them all, or those that are named."""
    if not SITE.is_dir():
        sys.exit(f"{SITE.relative_to(ROOT)}: there is no site yet; run make demo first.")
    files = {path.relative_to(SITE).as_posix(): path.read_bytes() for path in SITE.rglob("*") if path.is_file()}
    wanted = [scene for scene in SCENES if scene.picture in sys.argv[1:] or len(sys.argv) == 1]
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place,
        serving(files, Path(place, "site")) as site,
        chromium(Path(place, "profile")) as browser,
    ):
        for scene in wanted:
            with browser.tab() as tab:
                show(tab, site.address, scene)
                tab.picture(Path(place, "picture.png"))
            picture = TARGET / f"{scene.picture}.png"
            picture.write_bytes(in_few_colours(Path(place, "picture.png").read_bytes()))
            print(f"{picture.relative_to(ROOT)}: {picture.stat().st_size // 1000} kB")


def show(tab: Tab, address: str, scene: Scene) -> None:
    """Bring the page to where the picture is taken of it."""
    tab.resize(scene.width, scene.height)
    tab.scheme(scene.scheme)
    tab.send("Emulation.setScrollbarsHidden", hidden=True)
    # The first page brings the fonts, the second has them from its first line on.
    for _ in range(2):
        tab.open(address + scene.page)
        tab.run("document.fonts.ready.then(() => true)")
    for selector in scene.clicks:
        tab.click(selector)
    if scene.focus:
        tab.press("Tab")
        tab.run(
            f"document.querySelector({json.dumps(scene.focus)}).focus({{ focusVisible: true, preventScroll: true }})"
        )
    tab.until(f"document.querySelector({json.dumps(scene.awaited)})")
    tab.run("scrollTo({ top: 0, behavior: 'instant' })")
    seen = (
        "[...document.images].filter((one) => one.checkVisibility() && one.getBoundingClientRect().top < innerHeight)"
    )
    tab.until(f"{seen}.every((one) => one.complete && one.naturalWidth)")
    tab.run("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))")


def in_few_colours(picture: bytes) -> bytes:
    """The same PNG with a palette, which is a third as large."""
    packed = BytesIO()
    seen = Image.open(BytesIO(picture)).convert("RGB")
    colours = seen.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    colours.save(packed, "PNG", optimize=True)
    return packed.getvalue()


if __name__ == "__main__":
    main()
