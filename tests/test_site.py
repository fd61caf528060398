"""The reading edition: what a reader meets, checked in its files and in a real browser."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from lxml import etree, html

from tei_toolkit.errors import ToolkitError, UnreadableInput
from tei_toolkit.parsing import NAMESPACES, local_name
from tei_toolkit.publish.build import build
from tei_toolkit.publish.collect import collect, read_entry
from tei_toolkit.publish.markdown import render_markdown
from tei_toolkit.publish.site import Site, make_site

FIXTURE = (Path(__file__).parent / "fixtures" / "entry.xml").read_text(encoding="utf-8")
BODY = re.compile(r"<body>.*</body>", re.DOTALL)
Page = Any
"""A parsed page; the stubs of lxml do not know what an XPath gives."""
SITE_ONLY = frozenset({"site"})
BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
needs_browser = pytest.mark.skipif(BROWSER is None, reason="no Chromium here to open the pages in")

CONFIGURATION = """
[edition]
title = "The Sarnovo Diary </script><b>"
author = "Pavel Lvovich Arsenin-Toll"
publisher = "Lantern Quay Press"
place = "Geneva"
date = "2026"
language = "en"
licence = "https://creativecommons.org/licenses/by/4.0/"
about = "about.md"
[[people]]
id = "editor"
name = "Ottoline Brackenthwaite"
role = "Editor"
[[texts]]
id = "translation"
title = "Translation"
language = "en"
sources = []
images = "images/notebook-{n}.png"
[[texts]]
id = "transcription"
title = "Transcription"
language = "ru"
sources = []
[register]
files = ["register/persons.xml"]
"""
PERSONS = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff>
  <listPerson>
    <person xml:id="vane"><persName>Vane, Sir Orlando</persName>
      <idno type="URI">javascript:alert(1)</idno></person>
    <person xml:id="quillfeather">
      <persName><forename>Ambrose</forename> <surname>Quillfeather</surname></persName>
      <birth when="1880"/><death when="1951-04-02"/><note>Secretary of the &lt;b&gt;Bureau.</note></person>
    <person xml:id="aermel"><persName><forename>Ute</forename> <surname>Ärmel</surname></persName></person>
  </listPerson>
  <listPlace><place xml:id="geneva"><placeName>Geneva</placeName></place></listPlace>
</standOff></TEI>"""


def entry(day: str, body: str, id_: str | None = None, language: str = "en") -> str:
    """A document like the fixture with another body."""
    div = f'<div type="entry" xml:id="{id_ or "e" + day}">{body}</div>'
    text = BODY.sub(lambda _: f'<body><pb n="130"/>{div}</body>', FIXTURE)
    header = text.replace('<date when="1939-02-03">1939-02-03</date>', f'<date when="{day}">{day}</date>', 1)
    return header.replace('xml:lang="en"', f'xml:lang="{language}"', 1)


def dated(day: str, words: str) -> str:
    return f'<head><date when="{day}">{words}</date></head>'


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small edition in two versions, with what can go wrong in it but no faults."""
    folder = tmp_path_factory.mktemp("editions") / "sarnovo"
    hostile = (
        "<p>Hostile <persName ref='javascript:alert(1)'>name</persName>,"
        " <ref target='javascript:alert(2)'>link</ref>, &lt;/script&gt;&lt;b&gt;bold,"
        " <ref target='#e1939-02-03'>the third</ref>.</p>"
        "<pb n='../../secret'/>"
    )
    russian = "<p>Был у <persName ref='#quillfeather'>К<ex>вильфезера</ex></persName>.<note><p>Так.</p></note></p>"
    talk = "<head>Talk with Butler</head><p>Long talk.</p>"
    files = {
        "edition.toml": CONFIGURATION,
        "about.md": "# About\n\nSome *words*. <script>alert(1)</script> [x](javascript:alert(1))\n",
        "register/persons.xml": PERSONS,
        "images/notebook-127.png": "not really a picture",
        "images/notebook-128.png": "nor this",
        "tei/translation/1939-02-03.xml": FIXTURE,
        "tei/translation/1939-02-09.xml": entry("1939-02-09", dated("1939-02-09", "9 February") + hostile),
        "tei/translation/1938-11-09.xml": entry("1938-11-09", dated("1938-11-09", "9 Nov.") + "<p>Snow.</p>"),
        "tei/translation/talk.xml": entry("1939-02-05", talk, "talk-with-butler"),
        "tei/transcription/1939-02-03.xml": entry(
            "1939-02-03", dated("1939-02-03", "3 февраля") + russian, language="ru"
        ),
    }
    for name, text in files.items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    (folder.parent / "secret.png").write_text("secret", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def site(edition: Path) -> Path:
    result = build(edition, SITE_ONLY)
    assert result.findings == ()
    assert result.written == (edition / "build" / "site",)
    return result.written[0]


@pytest.fixture
def draft(edition: Path, tmp_path: Path) -> Path:
    """A copy of the edition that a test may spoil."""
    return Path(shutil.copytree(edition, tmp_path / "draft", ignore=shutil.ignore_patterns("build")))


def page(site: Path, name: str) -> Page:
    return parsed(site / name)


def parsed(path: Path) -> Page:
    return html.document_fromstring(path.read_text(encoding="utf-8"))


def made(site: Site, name: str) -> Page:
    return html.document_fromstring(site.files[name].decode())


def pages(site: Path) -> Iterator[Path]:
    yield from sorted(site.rglob("*.html"))


def has_class(name: str) -> str:
    return f"contains(concat(' ', @class, ' '), ' {name} ')"


# ---- Every page ----


def test_the_site_has_its_pages(site: Path) -> None:
    names = {path.relative_to(site).as_posix() for path in pages(site)}
    assert names == {
        "index.html", "persons.html", "places.html", "about.html", "entries/1938-11-09.html",
        "entries/1939-02-03.html", "entries/1939-02-09.html", "entries/talk-with-butler.html", "search.html",
        "calendar.html", "calendar/1938.html", "calendar/1939.html", "on-this-day.html", "days/02-03.html",
        "days/02-05.html", "days/02-09.html", "days/11-09.html", "persons/vane.html", "persons/aermel.html",
        "persons/quillfeather.html", "places/geneva.html",
    }  # fmt: skip


def test_every_link_leads_somewhere_within_the_site(site: Path) -> None:
    ids = {path: set(parsed(path).xpath("//@id")) for path in pages(site)}
    count = 0
    for path in pages(site):
        for address in parsed(path).xpath("//@href | //@src"):
            parts = urlsplit(address)
            if parts.scheme:
                assert address.startswith("https://creativecommons.org/"), address
                continue
            assert not parts.netloc
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            assert target.is_file(), f"{path.name} → {address}"
            assert target.is_relative_to(site.resolve())
            if parts.fragment:
                assert unquote(parts.fragment) in ids[target], f"{path.name} → {address}"
            count += 1
    assert count > 50


def test_nothing_is_fetched_from_elsewhere(site: Path) -> None:
    for path in pages(site):
        root = parsed(path)
        fetched = root.xpath("//script/@src | //link[@rel='stylesheet']/@href | //img/@src | //@srcset | //@poster")
        assert fetched
        assert not any(urlsplit(address).scheme or address.startswith("//") for address in fetched)
        assert not root.xpath("//iframe | //object | //embed | //form[@action] | //base")
    for sheet in (site / "assets").rglob("*.css"):
        for address in re.findall(r'url\("?([^)"]+)', sheet.read_text(encoding="utf-8")):
            assert (sheet.parent / address).is_file(), address
    assert "http" not in (site / "assets" / "site.js").read_text(encoding="utf-8")


def test_every_page_has_a_policy_and_keeps_it(site: Path) -> None:
    for path in pages(site):
        root = parsed(path)
        (policy,) = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert "default-src 'none'" in policy
        # The search runs its index as WebAssembly, and nothing else.
        assert "unsafe" not in (policy.replace("'wasm-unsafe-eval'", "") if path.name == "search.html" else policy)
        # A block of data is no script to the browser, which never runs it.
        data = "@type = 'application/ld+json'"
        assert not root.xpath(f"//style | //script[not(@src or {data})] | //@style | //@*[starts-with(name(), 'on')]")


def test_every_page_says_its_language_and_has_one_heading(site: Path) -> None:
    for path in pages(site):
        root = parsed(path)
        assert root.get("lang") == "en"
        assert len(root.xpath("//h1")) == 1
        assert root.xpath("string(//title)").strip()
        ids = root.xpath("//@id")
        assert len(ids) == len(set(ids)), path.name


def test_the_fonts_are_small_and_bring_their_licence(site: Path) -> None:
    fonts = list((site / "assets" / "fonts").glob("*.woff2"))
    assert sum(font.stat().st_size for font in fonts) < 350_000
    assert "SIL Open Font License" in (site / "assets" / "fonts" / "OFL.txt").read_text(encoding="utf-8")


def test_hostile_content_is_harmless(site: Path) -> None:
    for path in pages(site):
        root = parsed(path)
        assert not root.xpath("//b[not(ancestor::nav)]")
        assert not any(a.strip().lower().startswith(("javascript:", "data:")) for a in root.xpath("//@href | //@src"))
    assert "</script><b>bold" in page(site, "entries/1939-02-09.html").xpath("string(//article)")
    assert not list(site.rglob("*secret*"))
    assert "alert(1)" in page(site, "about.html").xpath("string(//main)")


def test_two_builds_have_the_same_bytes(edition: Path) -> None:
    first, second = make_site(collect(edition)), make_site(collect(edition))
    assert first.files == second.files
    made = b"".join(data for name, data in first.files.items() if name.endswith((".html", ".css", ".js")))
    assert str(edition).encode() not in made


# ---- Entries ----


def letters(text: str) -> str:
    return "".join(text.split())


def tei_text(element: etree._Element, root: bool = True) -> str:
    """The letters of a TEI element as they stand, without notes in the line and what shows as a gap."""
    name, parent = local_name(element), element.getparent()
    numbered = name == "note" and parent is not None and local_name(parent) not in {"div", "body"}
    if not name or (numbered and not root):
        return ""
    return (element.text or "") + "".join(tei_text(child, False) + (child.tail or "") for child in element)


def tei_notes(body: etree._Element) -> list[str]:
    return [
        letters(tei_text(note))
        for note in body.iterfind(".//tei:note", NAMESPACES)
        if local_name(next(note.iterancestors())) not in {"div", "body"}
    ]


def without(root: Page, *classes: str) -> Page:
    copy: Page = html.fromstring(html.tostring(root, encoding="unicode"))
    for name in classes:
        for element in copy.xpath(f".//*[{has_class(name)}]"):
            element.drop_tree()
    return copy


def test_each_entrys_text_is_complete_in_its_page(edition: Path, site: Path) -> None:
    compared = 0
    for text in collect(edition).texts:
        for collected in text.entries:
            name = collected.id.removeprefix("e") if collected.id[1:2].isdigit() else collected.id
            versions = page(site, f"entries/{name}.html").xpath("//article")
            article = next(a for a in versions if a.get("lang") == text.text.language)
            (shown,) = article.xpath(f".//*[{has_class('text')}]")
            body = read_entry(edition, collected).getroot().find("tei:text/tei:body", NAMESPACES)
            assert body is not None
            read = without(shown, "note-number", "gap", "aside-title", "sources")
            assert letters(read.text_content()) == letters(tei_text(body)), collected.path
            notes = article.xpath(f".//*[{has_class('sources')} or {has_class('notes')}]//li")
            listed = [
                without(note, "note-number").text_content() for note in sorted(notes, key=lambda n: int(n.get("value")))
            ]
            assert [letters(note) for note in listed] == tei_notes(body), collected.path
            compared += 1
    assert compared == 5


def test_an_entry_and_its_neighbours(site: Path) -> None:
    root = page(site, "entries/1939-02-03.html")
    assert root.xpath("string(//h1)") == "Friday, 3 February 1939"
    assert root.xpath("//nav//a[@rel='prev']/@href")[0] == "1938-11-09.html"
    assert root.xpath("//nav//a[@rel='next']/@href")[0] == "talk-with-butler.html"
    first, last = page(site, "entries/1938-11-09.html"), page(site, "entries/1939-02-09.html")
    assert not first.xpath("//a[@rel='prev']")
    assert not last.xpath("//a[@rel='next']")
    assert last.xpath("//article//a[@class='ref']/@href") == ["1939-02-03.html"]


def test_the_versions_stand_side_by_side_in_their_languages(site: Path) -> None:
    root = page(site, "entries/1939-02-03.html")
    assert root.xpath("//article/@lang") == ["en", "ru"]
    assert root.xpath(f"//*[{has_class('version-title')}]/text()") == ["Translation", "Transcription"]
    assert root.xpath("//p[@class='downloads']/a[@download]/@href") == [
        "../tei/translation/1939-02-03.xml",
        "1939-02-03.txt",
        "../tei/transcription/1939-02-03.xml",
        "1939-02-03.transcription.txt",
    ]


def test_the_tei_and_the_images_are_copied_as_they_are(edition: Path, site: Path) -> None:
    for name in ("tei/translation/1939-02-03.xml", "images/notebook-127.png", "images/notebook-128.png"):
        assert (site / name).read_bytes() == (edition / name).read_bytes()
    root = page(site, "entries/1939-02-03.html")
    breaks = root.xpath(f"//article[1]//*[{has_class('pb')}]")
    assert [(b.get("data-n"), b.get("href")) for b in breaks] == [
        ("127", "../images/notebook-127.png"),
        ("128", "../images/notebook-128.png"),
        ("129", None),
    ]
    assert root.xpath("//article[1]//img/@src") == [
        "../images/notebook-127.png",
        "../images/notebook-128.png",
    ]


def test_names_lead_to_the_register_and_back(site: Path) -> None:
    root = page(site, "entries/1939-02-03.html")
    names = root.xpath(f"//article[1]//a[{has_class('name')}]")
    assert [(n.text_content(), n.get("href")) for n in names] == [
        ("Quillfeather", "../persons/quillfeather.html"),
        ("Quillfeather", "../persons/quillfeather.html"),
        ("Geneva", "../places/geneva.html"),
    ]
    assert names[0].get("title") == "Quillfeather, Ambrose · marked by program"
    persons = page(site, "persons.html")
    assert persons.xpath("//li/a/text()") == ["Ärmel, Ute", "Quillfeather, Ambrose", "Vane, Sir Orlando"]
    assert persons.xpath("//section/h2/text()") == ["A", "Q", "V"]
    assert "1880–1951" in persons.get_element_by_id("quillfeather").text_content()
    quillfeather = page(site, "persons/quillfeather.html")
    assert quillfeather.xpath("//section//li/a/@href") == ["../entries/1939-02-03.html"] * 2
    assert "1880–1951" in quillfeather.text_content()
    assert "Secretary of the <b>Bureau." in quillfeather.text_content()


def test_the_contents_go_by_year_and_month(site: Path) -> None:
    root = page(site, "index.html")
    assert root.xpath("//section[@class='year']/h2/text()") == ["1938", "1939"]
    assert root.xpath("//section/h3/text()") == ["November 1938", "February 1939"]
    assert root.xpath("//main//li/a/@href") == [
        "entries/1938-11-09.html",
        "entries/1939-02-03.html",
        "entries/talk-with-butler.html",
        "entries/1939-02-09.html",
    ]
    lines = [" ".join(line.text_content().split()) for line in root.xpath("//main//li/a")]
    assert lines[0] == "9 Wednesday Snow."
    assert lines[1].startswith("3 Friday Visited Quillfeather. Anglo-Scandinavian relations")
    assert lines[2] == "5 Sunday Talk with Butler Long talk."
    assert "Ottoline Brackenthwaite" in root.xpath("string(//header[@class='title-matter'])")


def test_an_entry_without_a_day_is_in_its_place_and_claims_none(draft: Path) -> None:
    leaf = entry("1939-02-04", "<head>A leaf</head><p>Undated.</p>", "leaf")
    leaf = leaf.replace('<date when="1939-02-04">1939-02-04</date>', '<date notBefore="1939-02-04"/>')
    (draft / "tei" / "translation" / "leaf.xml").write_text(leaf, encoding="utf-8")
    site = make_site(collect(draft))
    assert made(site, "entries/leaf.html").xpath("string(//h1)") == "A leaf"
    assert made(site, "entries/1939-02-03.html").xpath("//nav//a[@rel='next']/text()")[0].strip() == "A leaf"
    lines = [" ".join(a.text_content().split()) for a in made(site, "index.html").xpath("//main//li/a")]
    assert lines[2] == "A leaf Undated."


def test_entries_of_one_day_keep_their_order(draft: Path) -> None:
    ids = ["1940-05-01", "1940-05-01-2", "1940-05-01-10"]
    for name in ids:
        text = entry("1940-05-01", dated("1940-05-01", "1 May") + f"<p>{name}</p>", f"e{name}")
        (draft / "tei" / "translation" / f"{name}.xml").write_text(text, encoding="utf-8")
    links = made(make_site(collect(draft)), "index.html").xpath("//main//li/a/@href")
    assert links[-3:] == [f"entries/{name}.html" for name in ids]


def test_citation_and_details(site: Path) -> None:
    root = page(site, "entries/1939-02-03.html")
    assert root.xpath("string(//*[@class='citation'])") == (
        "Arsenin-Toll, Pavel Lvovich. “3 February 1939.” In The Sarnovo Diary </script><b>, edited by Ottoline"
        " Brackenthwaite, 127–129. Geneva: Lantern Quay Press, 2026."
    )
    details = dict(zip(root.xpath("//details/dl[1]/dt/text()"), root.xpath("//details/dl[1]/dd"), strict=True))
    assert (
        details["Source"].text_content() == "The Sarnovo Diary, vol.\N{NO-BREAK SPACE}2, pp.\N{NO-BREAK SPACE}127–129"
    )
    assert details["Encoding"].text_content() == "TEI Toolkit 0.1.0"
    assert details["Licence"].xpath("a/@rel") == ["license"]


# ---- Folders as they come ----


def test_a_single_text_lies_in_tei_itself(draft: Path) -> None:
    shutil.rmtree(draft / "tei" / "transcription")
    for path in (draft / "tei" / "translation").iterdir():
        path.rename(draft / "tei" / path.name)
    (draft / "tei" / "translation").rmdir()
    first, second = collect(draft).texts
    assert [entry.id for entry in first.entries] == [
        "e1938-11-09",
        "e1939-02-03",
        "talk-with-butler",
        "e1939-02-09",
    ]
    assert second.entries == ()


def test_a_file_may_hold_several_entries(draft: Path) -> None:
    two = "".join(
        f'<pb n="{n}"/><div type="entry" xml:id="e{day}">{dated(day, day)}<p>Text {n}.</p></div>'
        for n, day in ((200, "1940-01-01"), (201, "1940-01-02"))
    )
    whole = BODY.sub(lambda _: f"<body>{two}</body>", FIXTURE)
    (draft / "tei" / "translation" / "whole.xml").write_text(whole, encoding="utf-8")
    site = make_site(collect(draft))
    assert site.findings == ()
    for n, day in ((200, "1940-01-01"), (201, "1940-01-02")):
        root = made(site, f"entries/{day}.html")
        assert root.xpath("//article//@data-n") == [str(n)]
        assert f"Text {n}." in root.xpath("string(//article)")
        assert "Text" not in root.xpath("string(//article)").replace(f"Text {n}.", "")


def test_an_id_that_stands_twice_is_a_finding(draft: Path) -> None:
    (draft / "tei" / "translation" / "copy.xml").write_text(FIXTURE, encoding="utf-8")
    collected = collect(draft)
    (finding,) = collected.findings
    assert finding.code == "ID-02"
    assert finding.file.endswith("copy.xml")
    assert "e1939-02-03" in finding.message
    assert [entry.path for entry in collected.texts[0].entries].count("tei/translation/1939-02-03.xml") == 1


@pytest.mark.parametrize(
    ("text", "code"),
    [("<TEI>", "XML-01"), ("<html/>", "XML-03"), ('<!DOCTYPE x [<!ENTITY e "x">]><x>&e;</x>', "XML-02")],
)
def test_a_file_that_cannot_be_read_is_a_finding_and_the_rest_is_built(draft: Path, text: str, code: str) -> None:
    (draft / "tei" / "translation" / "broken.xml").write_text(text, encoding="utf-8")
    result = build(draft, SITE_ONLY)
    assert [finding.code for finding in result.findings] == [code]
    assert (draft / "build" / "site" / "entries" / "1939-02-03.html").is_file()


def test_an_entry_on_which_the_stylesheet_stops_is_a_finding_and_the_rest_is_built(draft: Path) -> None:
    path = draft / "tei" / "translation" / "1939-02-09.xml"
    path.write_text(path.read_text(encoding="utf-8").replace("<p>Hostile", "<p><castList/>Hostile"), encoding="utf-8")
    result = build(draft, SITE_ONLY)
    (finding,) = result.findings
    assert (finding.code, finding.severity) == ("XSLT-01", "error")
    assert "castList" in finding.message
    assert "\n" not in str(finding)
    assert finding.file == str(path)
    test_every_link_leads_somewhere_within_the_site(draft / "build" / "site")
    assert not (draft / "build" / "site" / "entries" / "1939-02-09.html").exists()


def test_an_editions_stylesheet_overrides_single_rules(draft: Path) -> None:
    own = draft / "xslt" / "html" / "entry.xsl"
    own.parent.mkdir(parents=True)
    own.write_text(
        """<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
          xmlns:html="urn:tei-toolkit:html" xmlns="http://www.w3.org/1999/xhtml"
          xpath-default-namespace="http://www.tei-c.org/ns/1.0">
          <xsl:import href="tei-toolkit:xslt/html/entry.xsl"/>
          <xsl:template match="supplied" mode="html:text">
            <u><xsl:apply-templates mode="#current"/></u>
          </xsl:template>
        </xsl:stylesheet>""",
        encoding="utf-8",
    )
    root = made(make_site(collect(draft)), "entries/1939-02-03.html")
    assert root.xpath("string(//article//u)") == "with the Bureau"
    assert root.xpath("//a[@rel='next']")


def test_without_registers_names_are_plain(draft: Path) -> None:
    configuration = (draft / "edition.toml").read_text(encoding="utf-8").split("[register]")[0]
    (draft / "edition.toml").write_text(configuration, encoding="utf-8")
    files = make_site(collect(draft)).files
    assert "persons.html" not in files
    root = html.document_fromstring(files["entries/1939-02-03.html"].decode())
    assert not root.xpath(f"//a[{has_class('name')}]")
    assert not root.xpath("//a[contains(@href, 'persons')]")


def test_the_last_good_site_stays_when_a_build_cannot_go_on(draft: Path) -> None:
    build(draft, SITE_ONLY)
    before = (draft / "build" / "site" / "index.html").read_bytes()
    (draft / "edition.toml").write_text("[edition", encoding="utf-8")
    with pytest.raises(ToolkitError, match="not TOML"):
        build(draft, SITE_ONLY)
    assert (draft / "build" / "site" / "index.html").read_bytes() == before


def test_a_folder_that_is_no_edition_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match=r"no edition\.toml"):
        build(tmp_path)
    (tmp_path / "edition.toml").write_text('[edition]\ntitle = "T"\n', encoding="utf-8")
    with pytest.raises(UnreadableInput, match="no TEI files"):
        build(tmp_path)


def test_images_elsewhere_are_linked_and_not_shown(draft: Path) -> None:
    configuration = (draft / "edition.toml").read_text(encoding="utf-8")
    address = "https://images.example.org/{n}/full.jpg"
    (draft / "edition.toml").write_text(configuration.replace("images/notebook-{n}.png", address), encoding="utf-8")
    root = made(make_site(collect(draft)), "entries/1939-02-03.html")
    assert "https://images.example.org/127/full.jpg" in root.xpath("//a/@href")
    assert not root.xpath("//img")


@pytest.mark.parametrize(
    "text",
    [
        "<b onclick=x>",
        "[x](javascript:x)",
        "[x](JaVaScRiPt:x)",
        "![x](https://e.org/x)",
        "<https://e.org>",
        "[x](data:text/html,x)",
        "&lt;script&gt;",
        "<!-- -->",
    ],
)
def test_markdown_is_prose_only(text: str) -> None:
    root = render_markdown(text, "about.md").getroot()
    names = {local_name(element) for element in root.iter()}
    assert names <= {"div", "p", "a"}
    assert all(a.get("href", "").startswith("https://e.org") for a in root.iter("{*}a"))


# ---- The book beside it ----


def test_the_book_is_built_beside_the_site(draft: Path) -> None:
    result = build(draft)
    assert result.findings == ()
    assert result.written == tuple(draft / "build" / name for name in ("site", "draft.pdf", "draft.epub"))
    first = (draft / "build" / "draft.pdf").read_bytes()
    assert first.startswith(b"%PDF-")
    assert build(draft, frozenset({"pdf"})).written == (draft / "build" / "draft.pdf",)
    assert (draft / "build" / "draft.pdf").read_bytes() == first


def test_a_book_that_cannot_be_set_is_a_finding_and_the_site_is_built(draft: Path) -> None:
    path = draft / "tei" / "translation" / "1939-02-09.xml"
    path.write_text(path.read_text(encoding="utf-8").replace("<p>Hostile", "<p><castList/>"), encoding="utf-8")
    result = build(draft)
    assert {finding.code for finding in result.findings} == {"XSLT-01"}
    assert result.written == (draft / "build" / "site",)
    assert not (draft / "build" / "draft.pdf").exists()


# ---- The command ----


def tei_build(*arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [
        sys.executable,
        "-c",
        "from tei_toolkit.cli import main; main()",
        "build",
        *map(str, arguments),
    ]
    environment = {"PYTHONPATH": str(Path(__file__).parent.parent), "PATH": "", "PYTHONUTF8": "1"}
    return subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )


def test_the_command_builds_and_says_what_it_noticed(draft: Path) -> None:
    done = tei_build("--only", "site", cwd=draft)
    assert (done.returncode, done.stderr) == (0, "")
    said, summary = done.stdout.splitlines()
    assert said == f"Built {Path('build') / 'site'}"
    assert re.match(r"\d+ pages and lists made, 0 kept; \d+ files changed, 0 deleted; ", summary)
    (draft / "tei" / "translation" / "copy.xml").write_text(FIXTURE, encoding="utf-8")
    done = tei_build(draft, "--only", "site", "--quiet", cwd=draft.parent)
    assert (done.returncode, done.stdout) == (1, "")
    assert len(done.stderr.splitlines()) == 1
    assert ": error ID-02: " in done.stderr


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [(["nowhere"], "no edition.toml"), ([".", "--only", "sites"], "one or more of")],
)
def test_wrong_usage_is_one_sentence(draft: Path, arguments: list[str], sentence: str) -> None:
    done = tei_build(*arguments, cwd=draft)
    assert (done.returncode, done.stdout) == (2, "")
    assert re.fullmatch(r"tei: [^\n]+\n", done.stderr), done.stderr
    assert sentence in done.stderr


# ---- In a browser ----


def browse(tmp_path: Path, address: str, *flags: str) -> Page:
    """The document as a real browser has it once scripts have run."""
    assert BROWSER is not None
    command = [
        BROWSER, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
        "--virtual-time-budget=3000",
        f"--user-data-dir={tmp_path / 'browser'}", *flags, "--dump-dom", address,
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=120, check=True)
    return html.document_fromstring(done.stdout)


@pytest.fixture
def scripted(site: Path, tmp_path: Path) -> Callable[[str, str], dict[str, object]]:
    """Open a page of a copy of the site and run a script in it, which fills an object ``seen``."""
    copy = Path(shutil.copytree(site, tmp_path / "site"))

    def run(name: str, script: str) -> dict[str, object]:
        place = copy / name
        text = place.read_text(encoding="utf-8")
        # The test's own script is let in beside the page's policy, which stays as it is otherwise.
        text = text.replace("script-src 'self'", "script-src 'self' 'unsafe-inline'")
        probe = (
            "<script>addEventListener('load', async () => { const seen = {}; const problems = [];"
            "addEventListener('securitypolicyviolation', e => problems.push(e.violatedDirective));"
            f"{script}; seen.problems = problems;"
            "document.body.dataset.seen = JSON.stringify(seen); })</script>"
        )
        place.write_text(text.replace("</body>", probe + "</body>"), encoding="utf-8")
        found = json.loads(str(browse(tmp_path, place.as_uri()).body.get("data-seen", "{}")))
        assert isinstance(found, dict)
        return found

    return run


@needs_browser
def test_the_page_works_in_a_browser(scripted: Callable[[str, str], dict[str, object]]) -> None:
    seen = scripted(
        "entries/1939-02-03.html",
        """
        await document.fonts.ready;
        seen.family = getComputedStyle(document.body).fontFamily;
        seen.fonts = [...document.fonts].filter(f => f.status === 'loaded').length;
        seen.fetched = performance.getEntriesByType('resource').map(r => r.name);
        const button = document.querySelector('.note-number');
        const pop = document.getElementById(button.getAttribute('popovertarget'));
        seen.before = getComputedStyle(pop).display;
        button.click();
        seen.open = pop.matches(':popover-open');
        seen.words = pop.innerText.replace(/\\s+/g, ' ');
        document.querySelector('button.theme').click();
        seen.theme = document.documentElement.dataset.theme;
        seen.paper = getComputedStyle(document.documentElement).backgroundColor;
        """,
    )
    assert str(seen["family"]).startswith("Alegreya")
    assert int(str(seen["fonts"])) >= 3
    fetched = seen["fetched"]
    assert isinstance(fetched, list)
    assert all(str(address).startswith("file:") for address in fetched)
    assert (seen["before"], seen["open"]) == ("none", True)
    assert seen["words"] == "1 He did not."
    assert (seen["theme"], seen["paper"]) == ("dark", "rgb(25, 23, 20)")
    assert seen["problems"] == []


class Quiet(SimpleHTTPRequestHandler):
    """A server that says nothing."""

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def served(site: Path, tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A copy of the site below some path of a server on this machine: its folder and its address."""
    copy = Path(shutil.copytree(site, tmp_path / "www" / "some" / "where"))
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path / "www"))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield copy, f"http://127.0.0.1:{server.server_port}/some/where"
        server.shutdown()
        thread.join()


@needs_browser
def test_the_arrow_keys_turn_the_pages(served: tuple[Path, str], tmp_path: Path) -> None:
    copy, address = served
    (copy / "frames.html").write_text(
        """<!DOCTYPE html><body><iframe src="entries/1939-02-03.html"></iframe><script>
        const frame = document.querySelector('iframe'); const seen = [];
        const keys = ['ArrowRight', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft'];
        frame.onload = () => {
          seen.push(frame.contentWindow.location.pathname.split('/').pop());
          document.body.dataset.seen = JSON.stringify(seen);
          const key = keys.shift();
          const press = new KeyboardEvent('keydown', {key, bubbles: true});
          if (key) frame.contentDocument.body.dispatchEvent(press);
        };</script>""",
        encoding="utf-8",
    )
    seen = json.loads(str(browse(tmp_path, f"{address}/frames.html").body.get("data-seen")))
    assert seen == ["1939-02-03.html", "talk-with-butler.html", "1939-02-03.html", "1938-11-09.html"]
