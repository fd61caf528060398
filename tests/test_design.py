"""The looks that an edition gives its site: [design] in edition.toml, in the files and in a real browser."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from browser import Tab, needs_browser, serving
from hypothesis import given
from hypothesis import strategies as some
from lxml import html
from tiny_edition import tiny_edition, written

from tei_toolkit.design_settings import Colours
from tei_toolkit.edition import parse_edition
from tei_toolkit.errors import UnreadableInput
from tei_toolkit.publish.collect import collect
from tei_toolkit.publish.design.palette import LEAST, chosen, contrast, palette
from tei_toolkit.publish.site import Site, make_site
from tei_toolkit.resources import resource

LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40"><path d="M0 20h120"/></svg>'
DESIGN = """
[design]
text_font = "type/Ours.woff2"
interface_font = "alegreya-sans"
logo = "signs/quay.svg"
logo_alt = "The Lantern Quay Press"
stylesheet = "looks/own.css"

[design.light]
paper = "#ffffff"
ink = "#111111"
accent = "#0b5394"

[design.dark]
paper = "#000000"
"""
STYLE = """/* url("not/there.png") */
.entry h1 { letter-spacing: 3px; background: url(../signs/dots.png) }
"""
ENTRY = "entries/1939-02-03.html"
FONT = resource("xslt", "html", "assets", "fonts", "alegreya-latin-400-normal.woff2").read_bytes()
DOTS = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c63f8ffffff7f0009fb03fd"
    "05436e4c0000000049454e44ae426082"
)


def edition(folder: Path, design: str = DESIGN, style: str = STYLE, logo: str = LOGO) -> Path:
    """The tiny edition with a design."""
    files = tiny_edition() | {"looks/own.css": style, "signs/quay.svg": logo}
    files["edition.toml"] += design
    written(files, folder)
    (folder / "type").mkdir()
    (folder / "type" / "Ours.woff2").write_bytes(FONT)
    (folder / "signs" / "dots.png").write_bytes(DOTS)
    return folder


def site_of(folder: Path) -> Site:
    return make_site(collect(folder))


# ---- What the files say ----


def test_everything_that_the_design_names_comes_along(tmp_path: Path) -> None:
    site = site_of(edition(tmp_path))
    assert site.findings == ()
    assert site.files["assets/own/type/Ours.woff2"] == FONT
    assert site.files["assets/own/signs/dots.png"] == DOTS
    assert site.files["assets/own/signs/quay.svg"] == LOGO.encode()
    assert b"Open Font License" in site.files["assets/sans/OFL.txt"]
    css = site.files["assets/site.css"].decode()
    assert 'background: url("own/signs/dots.png")' in css
    assert css.index("letter-spacing: 3px") > css.index("light-dark(#ffffff, #000000)") > css.index(".entry h1")
    for name, depth in (("index.html", ""), (ENTRY, "../")):
        page: Any = html.fromstring(site.files[name])
        (logo,) = page.xpath("//header//img")
        assert dict(logo.attrib) == {
            "class": "logo", "src": f"{depth}assets/own/signs/quay.svg", "alt": "The Lantern Quay Press",
            "width": "120", "height": "40",
        }  # fmt: skip


def test_the_fonts_that_every_page_needs_are_fetched_at_once(tmp_path: Path) -> None:
    for folder, design, wanted in (
        ("ours", "", [f"assets/fonts/alegreya-latin-400-{style}.woff2" for style in ("normal", "italic")]),
        ("own", DESIGN, ["assets/own/type/Ours.woff2"]),
        ("none", '[design]\ntext_font = "serif"', []),
    ):
        site = site_of(edition(tmp_path / folder, design))
        page: Any = html.fromstring(site.files["index.html"])
        assert page.xpath("//link[@rel='preload']/@href") == wanted
        assert all(address in site.files for address in wanted)


def test_without_a_design_nothing_of_it_is_there(tmp_path: Path) -> None:
    site = site_of(written(tiny_edition(), tmp_path))
    assert not [name for name in site.files if name.startswith(("assets/own", "assets/sans"))]
    assert b'<img class="logo"' not in site.files["index.html"]


WRONG_SETTINGS = {
    '[design]\nacent = "#fff"': "[design] has an unknown key 'acent'",
    '[design.light]\npaper = "white"': 'line 16: [design.light] paper must be a colour such as "#8a3324", not',
    '[design.light]\n\nred = "#fff"': "line 17: [design.light] red is no colour of ours; there are paper, ink, accent",
    '[design]\nlight = "#fff"': "line 16: [design] light must be a table [design.light] of colours",
    "[design]\nlogo = 3": "line 16: [design] logo must be text in quotes, not 3",
    '[design]\nlogo = "a.svg"': "line 16: [design] logo needs a logo_alt beside it",
    '[design]\nlogo_alt = "a"': "line 16: [design] logo_alt describes a logo, but none is named",
    '[design]\nlogo = "a.pdf"\nlogo_alt = ""': "line 16: [design] logo must be an image",
    '[design]\ntext_font = "Garamond"': "line 16: [design] text_font must be a font file",
    '[design]\ntext_font_italic = "i.woff2"': "text_font_italic goes with a font file as text_font",
    '[design]\nstylesheet = "own.scss"': "line 16: [design] stylesheet must be a file that ends with .css",
    'design = "dark"': "design must be a table [design]",
}


@pytest.mark.parametrize(("design", "sentence"), WRONG_SETTINGS.items())
def test_a_wrong_setting_is_one_sentence_with_its_line(design: str, sentence: str) -> None:
    text = tiny_edition()["edition.toml"] + "\n"
    configuration = text + design + "\n" if design.startswith("[") else design + "\n" + text
    with pytest.raises(UnreadableInput) as stopped:
        parse_edition(configuration.encode(), "edition.toml")
    assert str(stopped.value).startswith("edition.toml: ")
    assert sentence in str(stopped.value)
    assert "\n" not in str(stopped.value)


NO_FONT, DOTTED = ("type/Ours.woff2", "signs/dots.woff"), "../signs/dots.png"
WRONG_FILES = {
    ("type/Ours.woff2", "type/None.woff2"): "line 16: [design] text_font names type/None.woff2, but there is no such",
    ("type/Ours.woff2", "../Ours.woff2"): "names ../Ours.woff2, which must be a file in the edition's folder",
    NO_FONT: "names signs/dots.woff, which is no font",
    ("signs/quay.svg", "looks/own.svg"): "line 18: [design] logo names looks/own.svg, which is no image",
    (DOTTED, "../signs/none.png"): "line 20: [design] stylesheet names signs/none.png, but there is no such",
    (DOTTED, "../../dots.png"): "stylesheet names ../dots.png, which must be a file in the",
    (DOTTED, "https://e.org/x"): "looks/own.css:2: https://e.org/x is not fetched, since the site asks no other",
    (DOTTED, "data:image/png,x"): "looks/own.css:2: data:image/png,x is not fetched",
    ("/* url", '@import "x.css"; /* url'): "looks/own.css:1: @import has no effect in a sheet that is appended",
}


@pytest.mark.parametrize(("change", "sentence"), WRONG_FILES.items())
def test_a_file_that_cannot_be_used_is_one_sentence(change: tuple[str, str], sentence: str, tmp_path: Path) -> None:
    folder = edition(tmp_path, DESIGN.replace(*change), STYLE.replace(*change))
    (folder / "signs" / "dots.woff").write_bytes(DOTS)
    (folder / "looks" / "own.svg").write_text("<p/>", encoding="utf-8")
    with pytest.raises(UnreadableInput) as stopped:
        site_of(folder)
    assert sentence in str(stopped.value)
    assert "\n" not in str(stopped.value)


def test_a_line_that_moves_is_no_other_design() -> None:
    one, other = (
        parse_edition((tiny_edition()["edition.toml"] + gap + DESIGN).encode()) for gap in ("", "\n# A word\n")
    )
    assert one.design == other.design
    assert repr(one) == repr(other)
    assert one.design.lines != other.design.lines


def test_keys_in_long_strings_are_none(tmp_path: Path) -> None:
    text = 'note = """\n[design.light]\npaper = "x"\n"""\n'
    with pytest.raises(UnreadableInput, match=r"line 21: \[design\.light\] paper must be"):
        parse_edition((text + tiny_edition()["edition.toml"] + '\n\n[design.light]\n"paper" = "no"').encode())


# ---- What can be read ----


def test_what_cannot_be_read_is_a_finding_with_the_ratio(tmp_path: Path) -> None:
    pale = DESIGN.replace('accent = "#0b5394"', 'accent = "#e0b000"').replace('paper = "#000000"', 'ink = "#333333"')
    found = site_of(edition(tmp_path, pale)).findings
    assert [(one.code, one.severity, one.line) for one in found] == [("SITE-02", "error", 25), ("SITE-02", "error", 28)]
    assert found[0].message == (
        "In [design.light] the accent #e0b000 has a contrast of 2.02 to 1 on the paper #ffffff; text needs 4.5 to 1."
    )
    assert "In [design.dark] the ink #333333 has a contrast of 1.41 to 1 on the paper #191714" in found[1].message
    assert found[1].hint == "make the ink lighter"


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == contrast("#ffffff", "#000000") == 21
    assert contrast("#123456", "#123456") == 1
    # The grey that everyone knows to be just enough on white, and its neighbour that is not.
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)
    assert contrast("#777777", "#ffffff") < LEAST


COLOUR = some.integers(0, 0xFFFFFF).map("#{:06x}".format)


@given(COLOUR, COLOUR, COLOUR)
def test_where_the_chosen_colours_can_be_read_all_can(paper: str, ink: str, accent: str) -> None:
    full = chosen({"light": Colours(paper, ink, accent), "dark": Colours()})
    # What is given for light alone is made fit for dark.
    assert contrast(full["dark"].accent, full["dark"].paper) >= LEAST
    if contrast(ink, paper) >= 7:
        made = palette(full["light"])
        for letters in ("ink", "ink-2", "ink-3"):
            assert contrast(made[letters], made["paper"]) >= LEAST, letters
        assert contrast(made["ink-3"], made["paper-2"]) >= LEAST
        assert contrast(made["ink"], made["mark"]) >= LEAST


# ---- In a browser ----


def style(tab: Tab, selector: str, name: str) -> str:
    return str(tab.run(f"getComputedStyle(document.querySelector({selector!r})).getPropertyValue({name!r})"))


@needs_browser
def test_the_page_has_the_looks(tab: Tab, tmp_path: Path) -> None:
    files = site_of(edition(tmp_path / "edition")).files
    with serving(files, tmp_path / "www") as served:
        tab.scheme("light")
        tab.open(served.address + ENTRY)
        tab.run("document.fonts.ready.then(() => 1)")
        assert style(tab, "html", "background-color") == "rgb(255, 255, 255)"
        assert style(tab, "html", "color") == "rgb(17, 17, 17)"
        assert style(tab, "h1", "letter-spacing") == "3px"
        assert style(tab, ".text .p", "font-family").startswith('"Edition Text", Alegreya')
        assert style(tab, "header.site nav a", "font-family").startswith('"Alegreya Sans"')
        loaded = tab.run("[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family)")
        assert {"Edition Text", "Alegreya Sans"} <= {name.strip('"') for name in loaded}
        assert tab.run("(logo => logo.naturalWidth / logo.naturalHeight)(document.querySelector('.logo'))") == 3
        assert style(tab, "a.site-title", "display") == "flex"
        tab.scheme("dark")
        assert style(tab, "html", "background-color") == "rgb(0, 0, 0)"
        # The accent was given for light alone.
        shown = tab.run("(() => { const p = document.createElement('p'); p.style.color = 'var(--accent)';"
                        " document.body.append(p); return getComputedStyle(p).color })()")  # fmt: skip
        colour = "#" + "".join(f"{int(part):02x}" for part in re.findall(r"\d+", shown))
        assert colour != "#0b5394"
        assert contrast(colour, "#000000") >= LEAST
    assert "assets/own/type/Ours.woff2" in served.asked


@needs_browser
def test_who_asks_for_contrast_gets_it(tab: Tab, tmp_path: Path) -> None:
    files = site_of(edition(tmp_path / "edition", DESIGN.replace("#111111", "#555555"))).files
    with serving(files, tmp_path / "www") as served:
        asked = {"prefers-contrast": "more", "prefers-color-scheme": "light"}
        wanted = [{"name": name, "value": value} for name, value in asked.items()]
        tab.send("Emulation.setEmulatedMedia", features=wanted)
        tab.open(served.address + ENTRY)
        assert style(tab, "html", "color") == "rgb(0, 0, 0)"
        tab.send("Emulation.setEmulatedMedia", media="print", features=[])
        assert style(tab, "html", "color") == "rgb(0, 0, 0)"
