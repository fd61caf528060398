"""The pages on which an entry stands, of which citations and page images are made."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from tiny_edition import FIRST, entry, path_of, tiny_edition, whole, written

from tei_toolkit.publish.collect import collect
from tei_toolkit.publish.site import make_site

PLAIN = "<p>Met nobody.</p>"
TURNING = '<p>Met nobody <pb n="12"/>and stayed <pb n=""/>in.</p>'


def page_of(data: bytes) -> Any:
    """A parsed page; the stubs of lxml do not know what an XPath gives."""
    return html.fromstring(data)


def edition_of(folder: Path, document: str) -> Path:
    """The tiny edition with one file alone."""
    files = {path: content for path, content in tiny_edition().items() if not path.startswith("tei/")}
    return written(files | {path_of(FIRST): document}, folder)


def printed(scopes: str, *bodies: str) -> str:
    """A document of so many entries, printed where its header says."""
    entries = (entry(FIRST.replace(day=FIRST.day + at), body) for at, body in enumerate(bodies))
    return whole("\n".join(entries)).replace("<bibl>Paper.</bibl>", f"<bibl>Paper. {scopes}</bibl>")


@pytest.mark.parametrize(
    ("scopes", "body", "pages"),
    [
        ('<biblScope unit="page" from="11" to="12">11–12</biblScope>', TURNING, ("11", "12")),
        ('<biblScope unit="page" from="11"/>', TURNING, ("11", "12")),
        ('<biblScope unit="page">11</biblScope>', PLAIN, ("11",)),
        ('<biblScope unit="pages">S. 11–13</biblScope>', PLAIN, ("11", "12", "13")),
        ('<biblScope unit="pp">11f.</biblScope>', PLAIN, ("11",)),
        ('<biblScope unit="page">12r–13v</biblScope>', PLAIN, ("12r", "13v")),
        ('<biblScope unit="page">pp. xii-xiv</biblScope>', PLAIN, ("xii", "xiv")),
        ('<biblScope unit="page" from="9999" to="1"/>', PLAIN, ("9999", "1")),
        ('<biblScope unit="page">unpaginated</biblScope>', PLAIN, ()),
        ('<biblScope unit="page"/><biblScope unit="page">7</biblScope>', PLAIN, ("7",)),
        ('<biblScope unit="volume">2</biblScope>', TURNING, ("12",)),
        ("", '<p><bibl><biblScope unit="page" from="80"/></bibl></p>', ()),
    ],
)
def test_the_header_says_the_pages(tmp_path: Path, scopes: str, body: str, pages: tuple[str, ...]) -> None:
    (text,) = collect(edition_of(tmp_path, printed(scopes, body))).texts
    assert text.entries[0].pages == pages


def test_a_citation_has_the_first_page_and_the_last(tmp_path: Path) -> None:
    scope = '<biblScope unit="page">300–302</biblScope>'
    files = make_site(collect(edition_of(tmp_path, printed(scope, TURNING)))).files
    (record,) = json.loads(files[f"entries/{FIRST}.csl.json"])
    assert record["page"] == "300-302"
    page = page_of(files[f"entries/{FIRST}.html"])
    assert page.xpath("//meta[@name='citation_firstpage']/@content") == ["300"]
    assert page.xpath("//article/@data-page") == ["300"]


def test_a_header_without_numbers_leaves_no_gap_in_the_citation(tmp_path: Path) -> None:
    scope = '<biblScope unit="page">unpaginated</biblScope>'
    files = make_site(collect(edition_of(tmp_path, printed(scope, PLAIN)))).files
    page = page_of(files[f"entries/{FIRST}.html"])
    assert not page.xpath("//meta[starts-with(@name, 'citation_') and contains(@name, 'page')]")
    lines = {line.text_content() for line in page.xpath("//p[@class='citation']")}
    assert lines == {"“3 February 1939.” In The Tiny Diary.", "“3 February 1939,” in The Tiny Diary."}


def test_each_entry_of_a_file_has_pages_of_its_own(tmp_path: Path) -> None:
    scope = '<biblScope unit="page" from="10" to="13">10–13</biblScope>'
    document = printed(scope, PLAIN, '<p>Rain <pb n="11"/>and snow.</p>', PLAIN, '<p>Wind <pb n="13"/>at last.</p>')
    fourth = '<div type="entry" xml:id="e1939-02-06">'
    document = document.replace(fourth, f'<pb n="12"/>{fourth}')
    collected = collect(edition_of(tmp_path, document))
    assert [one.pages for one in collected.texts[0].entries] == [("10",), ("10", "11"), ("11",), ("12", "13")]
    files = make_site(collected).files
    assert json.loads(files["entries/1939-02-04.csl.json"])[0]["page"] == "10-11"


def test_a_scope_of_other_numbers_than_the_page_breaks_is_left(tmp_path: Path) -> None:
    scope = '<biblScope unit="page" from="300" to="340">300–340</biblScope>'
    collected = collect(edition_of(tmp_path, printed(scope, PLAIN, TURNING)))
    assert [one.pages[0] for one in collected.texts[0].entries] == ["300", "300"]
