"""Pages of prose that the editors wrote: in Markdown or TEI, listed, linked, found; and what is wrong with them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser import Tab, needs_browser, serving
from lxml import html
from tiny_edition import DAYS, document, tiny_edition, written

from tei_toolkit.edition import parse_edition
from tei_toolkit.errors import UnreadableInput
from tei_toolkit.publish.build import build
from tei_toolkit.publish.collect import collect
from tei_toolkit.publish.search.records import read_records
from tei_toolkit.publish.site import make_site

SITE = frozenset({"site"})
GUIDE = document(
    "<text><body><head>A guide</head><div><head>Names</head><p>Begin with <ref"
    f' target="../tei/{DAYS[0].isoformat()}.xml">Friday</ref>, or with <persName ref="#thorne">Thorne</persName>, whom'
    ' nobody praised.<note>Nor blamed.</note> See <ref target="letters.md#old">letters</ref> and <ref'
    ' target="../about.md">this</ref>.</p></div></body></text>'
)
PAGES = """
[[pages]]
file = "front/guide.xml"
title = "A guide"

[[pages]]
file = "front/letters.md"
title = "Old letters"
address = "letters-of-old"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files = tiny_edition()
    toml = files["edition.toml"].replace(
        "[edition]\n", '[edition]\naddress = "https://tiny.example/"\nabout = "about.md"\n'
    )
    files["edition.toml"] = toml + PAGES
    files["about.md"] = "All about it; see the [guide](front/guide.xml)."
    files["front/guide.xml"] = GUIDE
    files["front/letters.md"] = f"Yat was [a letter](../about.md).\n\n[Then](../tei/{DAYS[1].isoformat()}.xml)."
    return written(files, tmp_path / "tiny")


def page(files: dict[str, bytes], name: str) -> Any:
    return html.document_fromstring(files[name].decode("utf-8"))


def links(found: Any, xpath: str) -> list[tuple[str, str]]:
    return [(" ".join(link.text_content().split()), str(link.get("href"))) for link in found.xpath(xpath)]


def test_pages_are_listed_and_lead_to_one_another(folder: Path) -> None:
    files = make_site(collect(folder)).files
    entry = page(files, f"entries/{DAYS[0].isoformat()}.html")
    assert links(entry, "//header//details//a") == [
        ("A guide", "../guide.html"), ("Old letters", "../letters-of-old.html"),
    ]  # fmt: skip
    guide = page(files, "guide.html")
    assert (guide.xpath("string(//h1)"), guide.xpath("string(//h2)")) == ("A guide", "Names")
    assert links(guide, "//div[@class='prose']//a[not(contains(@class, 'permalink') or starts-with(@href, '#'))]") == [
        ("Friday", f"entries/{DAYS[0].isoformat()}.html"),
        ("Thorne", "persons/thorne.html"),
        ("letters", "letters-of-old.html#old"),
        ("this", "about.html"),
    ]
    assert guide.xpath("//a[@aria-current]/text()") == ["A guide"]
    assert "Nor blamed" in guide.xpath("string(//section[@class='notes'])")
    assert links(page(files, "about.html"), "//main//a") == [("guide", "guide.html")]
    assert links(page(files, "letters-of-old.html"), "//main//a") == [
        ("a letter", "about.html"), ("Then", f"entries/{DAYS[1].isoformat()}.html"),
    ]  # fmt: skip


def test_pages_are_in_the_sitemap_the_zip_and_the_search(folder: Path) -> None:
    files = make_site(collect(folder)).files
    assert "https://tiny.example/letters-of-old.html" in files["sitemap.xml"].decode()
    assert {"front/guide.xml", "front/letters.md", "about.md"} <= set(
        zipfile.ZipFile(io.BytesIO(files["tei.zip"])).namelist()
    )
    build(folder, SITE)
    (record,) = read_records((folder / "build" / "search" / "pages" / "guide.json").read_bytes())
    assert (record.part, record.title) == ("pages", "A guide")
    assert "whom nobody praised" in record.text
    assert "Nor blamed" in record.text
    assert page(files, "search.html").xpath("//select[@name='part']/option/@value") == ["", "diary", "notes", "pages"]


def test_a_change_of_a_page_makes_that_page(folder: Path) -> None:
    build(folder, SITE)
    path = folder / "front" / "letters.md"
    path.write_text("Another letter.", encoding="utf-8")
    made = {name for name, _ in build(folder, SITE).made}
    assert made == {"site/letters-of-old", "site/tei.zip", "site/search"}
    site = folder / "build" / "site"
    tree = {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}
    assert tree == make_site(collect(folder)).files


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ('file = "a.md"', "needs 'title'"),
        ('file = "a.docx"\ntitle = "A"', "Markdown or TEI"),
        ('file = "../a.md"\ntitle = "A"', "Markdown or TEI"),
        ('file = "search.md"\ntitle = "A"', "none that the site has"),
        ('file = "a.md"\ntitle = 3', "title must be text"),
        ('file = "a.md"\ntitle = "A"\nbook = true', "unknown key 'book'"),
        ('file = "a.md"\ntitle = "A"\n[[pages]]\nfile = "b/a.md"\ntitle = "B"', "another page has the address 'a'"),
    ],
)
def test_what_is_wrong_with_a_page_is_said(table: str, said: str) -> None:
    with pytest.raises(UnreadableInput, match=said):
        parse_edition(f'[edition]\ntitle = "T"\n[[pages]]\n{table}\n'.encode())


def test_a_page_that_is_no_xml_is_one_sentence(folder: Path) -> None:
    (folder / "front" / "guide.xml").write_text("<TEI>", encoding="utf-8")
    with pytest.raises(UnreadableInput, match=r"guide\.xml"):
        make_site(collect(folder))


@pytest.fixture
def address(folder: Path, tmp_path: Path) -> Iterator[str]:
    with serving(make_site(collect(folder)).files, tmp_path / "server") as served:
        yield served.address


@needs_browser
def test_the_list_of_pages_opens_on_a_phone(tab: Tab, address: str) -> None:
    for width in (320, 768, 1440):
        tab.resize(width)
        tab.open(f"{address}guide.html")
        tab.click(".more-pages summary")
        assert tab.run("document.documentElement.scrollWidth") <= width
        tab.click(".more-pages a[href='letters-of-old.html']")
        tab.until("location.pathname.endsWith('/letters-of-old.html')")
