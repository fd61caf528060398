"""Stylesheets of an edition that import ours: the example of docs/design.md, and every place left for editions."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from tiny_edition import DAYS, entry, path_of, tiny_edition, whole, written

from tei_toolkit.errors import StylesheetError
from tei_toolkit.publish.collect import collect
from tei_toolkit.publish.site import Site, make_site
from tei_toolkit.resources import resource
from tei_toolkit.transform.html import STYLESHEETS

DOCUMENTED = Path(__file__).parent.parent / "docs" / "design.md"
NAMESPACES = (
    'xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:shell="urn:tei-toolkit:html:shell"'
    ' xmlns="http://www.w3.org/1999/xhtml"'
)


def site_with(folder: Path, **sheets: str) -> Site:
    files = tiny_edition() | {f"xslt/html/{name.replace('_', '-')}.xsl": text for name, text in sheets.items()}
    text = '<p>A <hi rend="underline">big</hi> <hi rend="italic">day</hi>.</p>'
    files[path_of(DAYS[0])] = whole(entry(DAYS[0], text)).replace("Paper.", "Paper, <idno>41</idno>.")
    return make_site(collect(written(files, folder)))


def test_the_documented_stylesheet_does_what_is_said(tmp_path: Path) -> None:
    example = re.search(r"```xml\n(<xsl:stylesheet.*?)```", DOCUMENTED.read_text(encoding="utf-8"), re.DOTALL)
    assert example
    site = site_with(tmp_path, entry=example[1])
    assert site.findings == ()
    page: Any = html.fromstring(site.files["entries/1939-02-03.html"])
    assert page.xpath("string(//article//span[@class='smallcaps'])") == "big"
    assert page.xpath("string(//article//em)") == "day"
    (block,) = page.xpath("//main/aside[@class='editorial']")
    assert block.text_content().strip() == "Set from 41."
    assert block.xpath("preceding-sibling::div[contains(@class, 'versions')]")
    assert block.xpath("following-sibling::section[@class='about-entry']")


def test_one_frame_for_every_kind_of_page(tmp_path: Path) -> None:
    frame = f"""<xsl:stylesheet version="3.0" {NAMESPACES}>
      <xsl:template name="shell:in-head"><xsl:param name="kind"/><meta name="kind" content="{{$kind}}"/></xsl:template>
      <xsl:template name="shell:before-main"><xsl:param name="kind"/><p id="before"/></xsl:template>
      <xsl:template name="shell:after-main"><xsl:param name="kind"/><p id="after"/></xsl:template>
      <xsl:template name="shell:foot"><footer id="foot">Ours alone</footer></xsl:template>
    </xsl:stylesheet>"""
    sheets = {
        name.replace("-", "_"): f'<xsl:stylesheet version="3.0" {NAMESPACES}><xsl:import'
        f' href="tei-toolkit:xslt/html/{name}.xsl"/><xsl:include href="frame.xsl"/></xsl:stylesheet>'
        for name in STYLESHEETS
    }
    site = site_with(tmp_path, frame=frame, **sheets)
    pages = [name for name in site.files if name.endswith(".html")]
    assert len(pages) > len(STYLESHEETS)
    for name in pages:
        page: Any = html.fromstring(site.files[name])
        assert page.xpath("count(//head/meta[@name='kind'][@content=//body/@class])") == 1, name
        assert page.xpath("//main/*")[0].get("id") == "before", name
        assert page.xpath("//main/*")[-1].get("id") == "after", name
        assert page.xpath("string(//footer)") == "Ours alone", name


def test_every_public_name_is_in_our_stylesheets() -> None:
    table = DOCUMENTED.read_text(encoding="utf-8").split("These are public.")[1]
    names = re.findall(r"`((?:html|shell|ui|date):[\w-]+)", table)
    assert len(names) > 8
    sheets = "".join(path.read_text(encoding="utf-8") for path in resource("xslt", "html").rglob("*.xsl"))
    for name in names:
        assert re.search(rf'<xsl:(?:template|function|mode) name="{name}"', sheets), name


IMPORTS_NOTHING = f"""<xsl:stylesheet version="3.0" {NAMESPACES}>
  <xsl:import href="tei-toolkit:xslt/html/none.xsl"/></xsl:stylesheet>"""


@pytest.mark.parametrize("sheet", ["<xsl:nonsense", IMPORTS_NOTHING])
def test_a_stylesheet_that_does_not_compile_is_one_sentence(sheet: str, tmp_path: Path) -> None:
    with pytest.raises(StylesheetError, match=r"entry\.xsl does not compile"):
        site_with(tmp_path, entry=sheet)
