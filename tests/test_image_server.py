"""Page images on an image server (IIIF): which servers are asked, and how a page is enlarged in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from browser import Tab, needs_browser, serving
from image_server import HIGH, TILE, WIDE, ImageServer, image_server
from lxml import html
from tiny_edition import DAYS, document, entry, path_of, tiny_edition, written

from tei_toolkit.edition import parse_edition
from tei_toolkit.errors import UnreadableInput
from tei_toolkit.publish.collect import collect
from tei_toolkit.publish.site import make_site

PAGE = "entries/1939-02-03.html"
SERVER = "https://images.example/iiif/"
TEXT = '<p><pb n="11" facs="FACS"/>Met him.<lb facs="#l1"/> Went home.<pb n="12" facs="#s2"/> Slept.</p>'
FACSIMILE = """<facsimile><surface xml:id="s1" ulx="0" uly="0" lrx="3000" lry="4200">
<zone xml:id="l1" ulx="300" uly="420" lrx="1500" lry="840"/></surface>
<surface xml:id="s2"><graphic url="FACS2"/></surface></facsimile>"""


def site_in(
    folder: Path, server: str = SERVER, facs: str = f"{SERVER}p11", named: bool = True, images: str = ""
) -> dict[str, bytes]:
    """The tiny edition whose first entry names its images itself."""
    files = tiny_edition()
    files["edition.toml"] = files["edition.toml"].replace('images = "images/page-{n}.jpg"\n', images)
    if named:
        files["edition.toml"] += f'\n[images]\niiif = ["{server}"]\n'
    body = FACSIMILE.replace("FACS2", f"{server}p12/full/max/0/default.jpg") + "<text><body>"
    text = entry(DAYS[0], TEXT.replace("FACS", facs))
    files[path_of(DAYS[0])] = document(f"{body}{text}</body></text>")
    return make_site(collect(written(files, folder))).files


def page_of(files: dict[str, bytes], name: str = PAGE) -> Any:
    return html.fromstring(files[name])


def policy(page: Any) -> str:
    return str(page.xpath("string(//meta[@http-equiv]/@content)"))


# ---- Which servers are asked ----


FORMS = ["p11", "p11/", "p11/info.json", "p11/full/max/0/default.jpg", "p11/pct:0,0,9.5,9/,90/!90/gray.png"]


@pytest.mark.parametrize("form", FORMS)
def test_the_tei_names_an_image_on_a_server_of_the_edition(form: str, tmp_path: Path) -> None:
    files = site_in(tmp_path, facs=SERVER + form)
    page = page_of(files)
    assert page.xpath("//section[@class='images']//a/@data-iiif") == [f"{SERVER}p11", f"{SERVER}p12"]
    small = [f"{SERVER}p{n}/full/240,/0/default.jpg" for n in (11, 12)]
    assert page.xpath("//section[@class='images']//img/@src") == small
    assert page.xpath("//a[@class='pb']/@href") == [f"{SERVER}p{n}/full/max/0/default.jpg" for n in (11, 12)]
    assert "img-src 'self' https://images.example; connect-src https://images.example;" in policy(page)
    # Other pages ask nobody.
    for name, data in files.items():
        if name.endswith(".html") and not name.startswith("entries/"):
            assert "images.example" not in policy(html.fromstring(data)), name


def test_a_pattern_in_the_configuration_names_a_server_too(tmp_path: Path) -> None:
    files = site_in(tmp_path, facs="#none", named=False, images=f'images = "{SERVER}page-{{n}}/info.json"\n')
    page = page_of(files)
    assert page.xpath("//section[@class='images']//a/@data-iiif") == [f"{SERVER}page-{n}" for n in (11, 12)]
    assert "img-src 'self' https://images.example;" in policy(page)
    assert page.xpath("//section[@class='viewer']")


@pytest.mark.parametrize(
    ("named", "facs"),
    [(False, f"{SERVER}p11"), (True, "https://elsewhere.example/p11"), (True, "https://images.example.evil.org/iiif/p11"),
     (True, f"{SERVER}../../p11"), (True, f"{SERVER}p?x=1"), (True, "javascript:alert(1)")],
)  # fmt: skip
def test_no_other_server_is_asked_whatever_the_tei_says(named: bool, facs: str, tmp_path: Path) -> None:
    page = page_of(site_in(tmp_path, facs=facs, named=named))
    wanted = [f"{SERVER}p12"] if named else []
    assert page.xpath("//section[@class='images']//a/@data-iiif") == wanted
    assert [src for src in page.xpath("//img/@src") if "p11" in src] == []
    assert "elsewhere" not in policy(page)
    assert ("connect-src" in policy(page)) == named


@pytest.mark.parametrize(
    "server", ["images.example", "ftp://images.example/", "https://e.org/a b", "https://e.org/?a", "*"]
)
def test_a_server_that_is_no_address_is_one_sentence(server: str) -> None:
    configuration = tiny_edition()["edition.toml"] + f'\n[images]\niiif = ["{server}"]\n'
    with pytest.raises(UnreadableInput, match=r"\[images\] iiif must hold an address such as"):
        parse_edition(configuration.encode())


# ---- In a browser ----


TILES = """[...document.querySelectorAll('.tile')].map(tile => {
  const here = tile.getBoundingClientRect(), all = document.querySelector('.sheet').getBoundingClientRect();
  return { src: tile.src, box: [(here.left - all.left) / all.width, (here.top - all.top) / all.height,
    here.width / all.width, here.height / all.height] };
})"""
FINEST = f"all.some(one => Number(/\\d+,\\d+,(\\d+),/.exec(one.src)?.[1]) <= {TILE})"
ALL_READY = "all.length && all.every(one => one.complete && one.naturalWidth)"
READY = f"(all => {ALL_READY})([...document.querySelectorAll('.tile')])"
POINT = "document.querySelector('%s').closest('.p').dispatchEvent(new PointerEvent('pointerover', {bubbles: true}))"
PRESS = "document.querySelector('[data-act=%s]').click()"


def open_viewer(tab: Tab, site: str) -> None:
    tab.open(site + PAGE)
    tab.run("document.querySelector('a.pb').click()")
    # The sheet has the shape of the page when the server has described it.
    shape = "(sheet => sheet.clientWidth / sheet.clientHeight)(document.querySelector('.sheet'))"
    tab.until(f"Math.abs({shape} - {WIDE / HIGH}) < 0.01 && document.querySelector('.sheet > img').naturalWidth > 200")


@needs_browser
@pytest.mark.parametrize(("version", "level"), [(3, 2), (3, 0), (2, 2), (2, 1), (2, 0)])
def test_the_page_comes_in_tiles_as_it_is_enlarged(version: int, level: int, tab: Tab, tmp_path: Path) -> None:
    with image_server(version, level) as server, _served(tmp_path, server) as site:
        open_viewer(tab, site)
        before = len(server.asked)
        for _ in range(9):
            tab.run(PRESS % "larger")
        tab.until(f"(all => {ALL_READY} && {FINEST})([...document.querySelectorAll('.tile')])")
        found = tab.run(TILES)
        assert found
        for tile in found:
            # Each tile lies where its address says that it belongs.
            left, top, wide, high = region(tile["src"])
            assert tile["box"] == pytest.approx([left / WIDE, top / HIGH, wide / WIDE, high / HIGH], abs=0.002)
        # The middle of the page is there in full: a pixel of the image for each of the screen, not the whole of it.
        assert any(region(tile["src"])[2] <= TILE for tile in found)
        assert len(server.asked) - before < 60
        # Of a server of level 0 the small image is not there; it is asked for once, and one that is there taken.
        small = [path for path in server.refused if "/full/240,/" in path]
        assert server.refused == small
        assert bool(small) == (level == 0)
        tab.until("[...document.querySelectorAll('.images img')].every(one => one.naturalWidth > 0)")


def region(address: str) -> list[int]:
    """Left, top, width and height of what an address asks for."""
    found = re.search(r"/(\d+),(\d+),(\d+),(\d+)/", address)
    assert found
    return [int(number) for number in found.groups()]


@contextmanager
def _served(tmp_path: Path, server: ImageServer) -> Iterator[str]:
    """The address of a site whose images are on a server, while it is served."""
    files = site_in(tmp_path / "edition", server.address, f"{server.address}p11")
    with serving(files, tmp_path / "www") as site:
        yield site.address


@needs_browser
def test_pages_turn_and_nothing_of_the_last_one_stays(tab: Tab, tmp_path: Path) -> None:
    with image_server(3, 2) as server, _served(tmp_path, server) as site:
        open_viewer(tab, site)
        for _ in range(6):
            tab.run(PRESS % "larger")
        tab.until(READY)
        tab.run("document.querySelectorAll('a.pb')[1].click()")
        tab.until("document.querySelector('.sheet > img').src.includes('/p12/')")
        assert tab.run("document.querySelector('.viewer figcaption').textContent") == "Page image 12"
        assert tab.run("[...document.querySelectorAll('.tile')].filter(tile => tile.src.includes('/p11/')).length") == 0


@needs_browser
def test_the_outline_of_a_line_goes_with_the_page(tab: Tab, tmp_path: Path) -> None:
    with image_server(3, 2) as server, _served(tmp_path, server) as site:
        open_viewer(tab, site)
        tab.run(POINT % ".lb")
        share = """(() => { const a = document.querySelector('.zone').getBoundingClientRect();
          const b = document.querySelector('.sheet').getBoundingClientRect();
          return [(a.left - b.left) / b.width, (a.top - b.top) / b.height, a.width / b.width,
            a.height / b.height] })()"""
        assert tab.run(share) == pytest.approx([0.1, 0.1, 0.4, 0.1], abs=0.002)
        for _ in range(6):
            tab.run(PRESS % "larger")
        assert tab.run(share) == pytest.approx([0.1, 0.1, 0.4, 0.1], abs=0.002)
        tab.run(PRESS % "rotate")
        assert tab.run(share) == pytest.approx([0.8, 0.1, 0.1, 0.4], abs=0.002)


@needs_browser
def test_wheel_mouse_and_two_fingers(tab: Tab, tmp_path: Path) -> None:
    with image_server(3, 2) as server, _served(tmp_path, server) as site:
        open_viewer(tab, site)
        tab.run("document.querySelector('.stage').scrollIntoView({block: 'center', behavior: 'instant'})")
        box = tab.run("document.querySelector('.stage').getBoundingClientRect().toJSON()")
        x, y = box["x"] + box["width"] / 4, box["y"] + box["height"] / 4
        spot = f"""(() => {{ const b = document.querySelector('.sheet').getBoundingClientRect();
          return [({x} - b.left) / b.width, ({y} - b.top) / b.height] }})()"""
        before = tab.run(spot)
        tab.run("document.querySelector('.stage').focus()")
        for _ in range(5):
            tab.send("Input.dispatchMouseEvent", type="mouseWheel", x=x, y=y, deltaX=0, deltaY=-100)
        tab.until("document.querySelector('.sheet').style.transform.includes('scale(3.05')")
        # What lay under the pointer still does.
        assert tab.run(spot) == pytest.approx(before, abs=0.01)
        tab.send("Input.dispatchMouseEvent", type="mousePressed", x=x, y=y, button="left", clickCount=1)
        tab.send("Input.dispatchMouseEvent", type="mouseMoved", x=x + 30, y=y + 20, button="left", buttons=1)
        tab.send("Input.dispatchMouseEvent", type="mouseReleased", x=x + 30, y=y + 20, button="left", clickCount=1)
        wide = tab.run("document.querySelector('.sheet').getBoundingClientRect().width")
        assert tab.run(spot)[0] == pytest.approx(before[0] - 30 / wide, abs=0.01)
        tab.run(PRESS % "reset")
        assert (
            tab.run("document.querySelector('.sheet').style.transform") == "translate(0px, 0px) rotate(0deg) scale(1)"
        )
        fingers = [[(x, y), (x + 60, y)], [(x - 30, y), (x + 90, y)]]
        for kind, points in (("touchStart", fingers[0]), ("touchMove", fingers[1])):
            touches = [{"x": a, "y": b, "id": n} for n, (a, b) in enumerate(points)]
            tab.send("Input.dispatchTouchEvent", type=kind, touchPoints=touches)
        tab.send("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])
        tab.until("parseFloat(document.querySelector('.sheet').style.transform.split('scale(')[1]) > 1.5")


@needs_browser
def test_a_server_that_does_not_describe_its_images_still_shows_them(tab: Tab, tmp_path: Path) -> None:
    with image_server(3, 2, describes=False) as server, _served(tmp_path, server) as site:
        tab.open(site + PAGE)
        tab.run("document.querySelector('a.pb').click()")
        tab.until("document.querySelector('.sheet > img').naturalWidth === 3000")
        assert tab.run("document.querySelectorAll('.tile').length") == 0


@needs_browser
def test_a_server_that_is_gone_is_said(tab: Tab, tmp_path: Path) -> None:
    with image_server(3, 2) as server:
        files = site_in(tmp_path / "edition", server.address, f"{server.address}p11")
    with serving(files, tmp_path / "www") as site:
        tab.open(site.address + PAGE)
        tab.run("document.querySelector('a.pb').click()")
        tab.until(
            "document.querySelector('.viewer figcaption').textContent.includes('The image server does not answer.')"
        )
        # The text is there all the same.
        assert "Met him." in tab.run("document.querySelector('.text').innerText")
