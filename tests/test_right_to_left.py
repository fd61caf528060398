"""Texts that are read from right to left, and among others: in the pages' code, and as a real browser sets them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from browser import Tab, needs_browser, serving
from lxml import html
from tiny_edition import FIRST as DAY
from tiny_edition import entry, register, whole, written

from tei_toolkit.publish.collect import collect
from tei_toolkit.publish.site import make_site
from tei_toolkit.saxon import Stylesheets

CONFIGURATION = """[edition]
title = "יומן קטן"
language = "LANGUAGE"

[[texts]]
id = "translation"
title = "Translation"
language = "en"
sources = []

[[texts]]
id = "transcription"
title = "כתב היד"
language = "he"
sources = []

[register]
files = ["register/persons.xml"]
"""
ENGLISH = """<pb n="11"/><p>Met <persName ref="#moshe">Moshe</persName>, who said
<foreign xml:lang="he">שלום, שלום</foreign> (twice!) and <foreign xml:lang="yi-Latn">sholem</foreign>.<note
place="bottom"><p>So he did.</p></note></p><pb n="12"/><p>Rain.</p>"""
HEBREW = """<pb n="11"/><p>פגשתי את <persName ref="#moshe">משה</persName> ברחוב, והוא אמר:
<foreign xml:lang="en">Good morning, Sir!</foreign>
והלך לדרכו עם כל חבריו אל הנמל הישן.<note place="bottom"><p>כך אמר.</p></note></p><pb n="12"/><p>גשם.</p>
<list><item>אחד</item><item>שתיים</item></list><p xml:lang="ar">السلام عليكم</p>"""
PERSONS = """<listPerson><person xml:id="moshe"><persName xml:lang="he">משה (מוסה) כהן</persName>
<birth when="1880"/></person></listPerson>"""
HEBREW_WORDS = '<words><word key="contents">תוכן העניינים</word><word key="search">חיפוש</word></words>'
PAGE = f"entries/{DAY.isoformat()}.html"


def files_in(folder: Path, language: str) -> dict[str, bytes]:
    files = {
        "edition.toml": CONFIGURATION.replace("LANGUAGE", language),
        "register/persons.xml": register(PERSONS),
        f"tei/translation/{DAY}.xml": whole(entry(DAY, ENGLISH)),
        f"tei/transcription/{DAY}.xml": whole(entry(DAY, HEBREW, "יום שישי, 3 בפברואר 1939"), language="he"),
        "words/he.xml": HEBREW_WORDS,
    }
    return make_site(collect(written(files, folder))).files


def test_what_runs_another_way_says_so(tmp_path: Path) -> None:
    page: Any = html.fromstring(files_in(tmp_path, "en")[PAGE])
    assert page.get("dir") is None
    english, hebrew = page.xpath("//article")
    assert (english.get("lang"), english.get("dir")) == ("en", None)
    assert (hebrew.get("lang"), hebrew.get("dir")) == ("he", "rtl")
    # Within a text only that which turns once more says it.
    said = {one.get("lang"): one.get("dir") for one in page.xpath("//article//i | //article//p[@lang]")}
    assert said == {"he": "rtl", "yi-Latn": None, "en": "ltr", "ar": None}
    # The interface within the Hebrew text goes its own way.
    assert hebrew.xpath("p[@class='version-title']/@dir") == ["ltr"]
    assert hebrew.xpath("section/h2/@dir") == ["ltr"]


def test_an_interface_from_right_to_left(tmp_path: Path) -> None:
    page: Any = html.fromstring(files_in(tmp_path, "he")[PAGE])
    assert (page.get("lang"), page.get("dir")) == ("he", "rtl")
    english, hebrew = page.xpath("//article")
    assert english.get("dir") == "ltr"
    assert hebrew.get("dir") is None


def test_the_direction_of_a_language_is_that_of_its_script() -> None:
    sheet = """<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
        xmlns:ui="urn:tei-toolkit:interface">
      <xsl:import href="tei-toolkit:xslt/html/modules/direction.xsl"/>
      <xsl:output method="text"/>
      <xsl:param name="tags"/>
      <xsl:template name="xsl:initial-template">
        <xsl:value-of select="tokenize($tags) ! ui:direction(.)"/>
      </xsl:template>
    </xsl:stylesheet>"""
    directions = {
        **{"he": "rtl", "HE": "rtl", "yi": "rtl", "yi-Latn": "ltr", "ar-EG": "rtl", "fa": "rtl", "en": "ltr"},
        **{"ru": "ltr", "az-Arab": "rtl", "az-Arab-IR": "rtl", "uz-Cyrl": "ltr", "und": "ltr"},
    }
    said = Stylesheets({"d": sheet}).transform("d", None, {"tags": " ".join(directions)}).split()
    assert dict(zip(directions, said, strict=True)) == directions


# ---- In a browser ----


def box(tab: Tab, selector: str) -> dict[str, float]:
    """Where an element is on the screen."""
    found = tab.run(f"document.querySelector({selector!r}).getBoundingClientRect().toJSON()")
    return {side: float(found[side]) for side in ("left", "right", "top", "width")}


@needs_browser
@pytest.mark.parametrize("language", ["en", "he"])
def test_margins_are_mirrored(language: str, tab: Tab, tmp_path: Path) -> None:
    with serving(files_in(tmp_path / "edition", language), tmp_path / "www") as site:
        tab.open(site.address + PAGE)
        wide = tab.run("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
        assert wide[0] <= wide[1]
        # The numbers of pages stand before the lines, whichever way these run.
        sides = (
            "(a => { const s = getComputedStyle(document.querySelector(a + ' .pb'), '::before');"
            " return [s.position, parseFloat(s.left), parseFloat(s.right)] })"
        )
        english, hebrew = (tab.run(f"{sides}('article:nth-of-type({n})')") for n in (1, 2))
        assert english[0] == hebrew[0] == "absolute"
        assert english[1] < 0 < english[2]
        assert hebrew[2] < 0 < hebrew[1]
        # Lines begin at the right, list signs stand there, and a name in the text keeps its place.
        start = (
            "(a => { const one = document.querySelector(a); const range = document.createRange();"
            " range.selectNodeContents(one); const [first] = range.getClientRects(); "
            "const whole = one.getBoundingClientRect();"
            " return [first.left - whole.left, whole.right - first.right] })"
        )
        from_left, from_right = tab.run(f"{start}('article:nth-of-type(2) .text .p:last-of-type')")
        assert from_right < from_left
        assert (
            tab.run("getComputedStyle(document.querySelector('article:nth-of-type(2) .text ul')).marginRight") != "0px"
        )
        assert (
            tab.run("getComputedStyle(document.querySelector('article:nth-of-type(2) .name')).unicodeBidi") == "isolate"
        )
        # An English exclamation mark in a Hebrew line stays behind its sentence.
        mark = (
            "(one => { const text = one.firstChild; const at = n => { const r = document.createRange();"
            " r.setStart(text, n); r.setEnd(text, n + 1); return r.getBoundingClientRect().left };"
            " return at(text.length - 1) - at(0) })(document.querySelector('article:nth-of-type(2) i[lang=en]'))"
        )
        assert tab.run(mark) > 0
        # The two texts stand side by side, the first of them where reading begins.
        first, second = box(tab, "article:nth-of-type(1) .text h2"), box(tab, "article:nth-of-type(2) .text h2")
        assert (first["left"] < second["left"]) == (language == "en")


@needs_browser
def test_nothing_is_wider_than_a_telephone(tab: Tab, tmp_path: Path) -> None:
    tab.resize(320)
    with serving(files_in(tmp_path / "edition", "he"), tmp_path / "www") as site:
        for name in (PAGE, "index.html", "persons.html", "persons/moshe.html", "calendar.html"):
            tab.open(site.address + name)
            wide, screen = tab.run("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
            assert wide <= screen, name
            assert tab.run("scrollX") == 0


@needs_browser
def test_arrow_keys_go_the_way_one_reads(tab: Tab, tmp_path: Path) -> None:
    folder = tmp_path / "edition"
    files_in(folder, "he")
    later = DAY.replace(day=DAY.day + 1)
    (folder / f"tei/transcription/{later}.xml").write_text(
        whole(entry(later, "<p>עוד.</p>"), language="he"), encoding="utf-8"
    )
    with serving(make_site(collect(folder)).files, tmp_path / "www") as site:
        tab.open(site.address + PAGE)
        tab.press("ArrowLeft")
        tab.until(f"location.pathname.endsWith('{later}.html') && document.readyState === 'complete'")
        tab.press("ArrowRight")
        tab.until(f"location.pathname.endsWith('{DAY}.html')")
