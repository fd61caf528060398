"""Single documents: a page that stands alone, plain text, an edition's own rules, the command."""

from __future__ import annotations

import base64
import hashlib
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from lxml import etree, html

from tei_toolkit.errors import StylesheetError
from tei_toolkit.parsing import TEI, parse_xml
from tei_toolkit.resources import resource
from tei_toolkit.transform import transform
from tei_toolkit.transform.html import LANGUAGES, read_words

ROOT = Path(__file__).parent.parent
FIXTURE = Path(__file__).parent / "fixtures" / "entry.xml"
Page = Any
"""A parsed page; the stubs of lxml do not know what an XPath gives."""
HEADER = (
    "<teiHeader><fileDesc><titleStmt><title>T</title></titleStmt><publicationStmt><p/></publicationStmt>"
    "<sourceDesc><p/></sourceDesc></fileDesc></teiHeader>"
)


def _document(body: str, language: str = "en") -> etree._ElementTree:
    text = (
        f'<TEI xmlns="{TEI}" xml:lang="{language}">{HEADER}<text><body><div type="entry" xml:id="e1">{body}'
        "</div></body></text></TEI>"
    )
    return parse_xml(text.encode(), "test.xml")


def _page(body: str, language: str = "en") -> Page:
    return _parsed(transform(_document(body, language), "html"))


def _parsed(page: bytes) -> Page:
    return html.document_fromstring(page.decode())


def _text_of(body: str) -> str:
    return transform(_document(body), "text").decode()


def test_a_page_stands_alone() -> None:
    page = transform(parse_xml(FIXTURE.read_bytes(), "entry.xml"), "html").decode()
    assert page.startswith("<!DOCTYPE HTML>")
    root = _parsed(page.encode())
    assert not root.xpath("//script | //link[@rel='stylesheet'] | //img | //iframe")
    (style,) = root.xpath("//style")
    digest = base64.b64encode(hashlib.sha256(style.text.encode()).digest()).decode()
    (policy,) = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert f"style-src 'sha256-{digest}'" in policy
    assert "url(" not in style.text
    assert root.xpath("string(//h1)") == "Friday, 3 February 1939"


def test_the_readings_of_the_fixture() -> None:
    root = _parsed(transform(parse_xml(FIXTURE.read_bytes(), "entry.xml"), "html"))

    def texts(name: str) -> list[str]:
        return [e.text_content() for e in root.xpath(f"//*[contains(@class,'text')]//*[@class='{name}']")]

    assert texts("ex") == ["nglo", "candinavian", "uillfeather"]
    assert root.xpath("string((//*[@class='expan'])[1]/@title)") == "Written: A-S"
    assert texts("supplied") == ["with the Bureau"]
    assert texts("gap") == ["[2\u00a0words illegible]", "[torn]", "[…]"]
    assert texts("unclear") == ["late"]
    assert texts("sic") == ["definately"]
    assert root.xpath("//*[@class='pb']/@data-n") == ["127", "128", "129"]
    assert "correspondence" in root.xpath("string(//*[@id='p1'])")
    dates = root.xpath("//p//*[@class='date']/@title")
    assert dates[0] == "Friday, 27 January 1939 · marked by program"
    assert dates[1] == "between August 1914 and September 1914 · uncertain · marked by program"
    assert dates[2] == "Wednesday, 3 May 1939 – Friday, 5 May 1939 · marked by program"


def test_notes_pop_up_and_stand_below() -> None:
    root = _parsed(transform(parse_xml(FIXTURE.read_bytes(), "entry.xml"), "html"))
    buttons = root.xpath("//*[@class='text']//button")
    assert [button.text_content() for button in buttons] == ["1", "2", "3"]
    for button in buttons:
        (popover,) = root.xpath(f"//*[@id='{button.get('popovertarget')}']")
        assert popover.get("popover") == "auto"
    assert root.xpath("//section[@class='notes']//li/@value") == ["1"]
    assert root.xpath("//aside//ol[@class='sources']/li/@value") == ["2", "3"]
    assert root.xpath("string(//section[@class='notes']//li)") == "He did not."
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert all(target[1:] in ids for target in root.xpath("//a[starts-with(@href, '#')]/@href"))


def test_what_later_editors_add_is_all_there() -> None:
    body = """<opener><dateline>Geneva, <date when="1939-01-01">today</date></dateline></opener>
      <p>A <rs>he</rs>, <orgName>Bureau of <placeName>X</placeName></orgName>, <abbr>etc</abbr>,
      <choice><sic>teh</sic><corr>the</corr></choice>, <hi rend="bold">bold</hi>, <add>in</add>,
      <del>out</del>,
      <foreign xml:lang="fr">mot</foreign>, <title>Title</title>, one<lb/>two, un<lb break="no"/>cut:
      <list><item>first</item><pb n="9"/><item>second</item></list> and <quote><p>block</p></quote>.</p>
      <lg><l>verse one</l><l>verse two</l></lg><figure><graphic url="x"/><figDesc>a drawing</figDesc></figure>
      <note place="margin">marginal</note><closer><signed>Me</signed></closer>"""
    text = " ".join(_page(body).xpath("string(//*[@class='text'])").split())
    said = "Geneva, today|he, Bureau of X, etc|the, bold, in, out|mot, Title, one two, uncut|first|second|block"
    for words in [*said.split("|"), "verse one", "verse two", "a drawing", "marginal", "Me"]:
        assert words in text, words
    assert "teh" not in text


def test_a_paragraph_with_a_list_stays_one_paragraph() -> None:
    root = _page("<p>Buy: <list><item>ink</item></list> today.</p>")
    (block,) = root.xpath("//*[@id='p1']")
    assert " ".join(block.text_content().split()) == "Buy: ink today."


def test_an_element_without_a_rule_stops_with_its_name() -> None:
    with pytest.raises(StylesheetError, match="castList"):
        transform(_document("<p><castList/></p>"), "html")


@pytest.mark.parametrize(
    "body",
    [
        '<p><persName ref="javascript:alert(1)">N</persName></p>',
        '<p><ref target="javascript:alert(1)">N</ref></p>',
        '<p><ref target=" javascript:alert(1)">N</ref></p>',
        '<p><ptr target="data:text/html,x"/>N</p>',
        '<p><graphic url="javascript:alert(1)"/>N</p>',
        "<head>&lt;/script>&lt;b>N&lt;img src=x onerror=alert(1)></head>",
        '<pb n="&quot;>&lt;b>"/><p>N</p>',
        '<p xml:lang="&quot; onclick=&quot;x">N</p>',
        '<p><date when="&quot;>&lt;b>">N</date></p>',
    ],
)
def test_hostile_content_is_harmless(body: str) -> None:
    root = _page(body)
    assert not root.xpath("//b | //img | //script | //@*[starts-with(name(), 'on')]")
    for address in root.xpath("//@href | //@src"):
        assert address.startswith(("#", "https://")), address
    assert "N" in root.xpath("string(//main)")


def test_only_safe_addresses_lead_out() -> None:
    root = _page('<p><ref target="https://example.org/a?b=1">out</ref></p>')
    assert root.xpath("//*[@class='text']//a[@class='ref']/@href") == ["https://example.org/a?b=1"]


@pytest.mark.parametrize(
    ("language", "title", "gap"),
    [
        ("en", "Friday, 3 February 1939", "[2\u00a0words illegible]"),
        ("ru", "пятница, 3 февраля 1939\u00a0г.", "[2\u00a0слова неразборчиво]"),
        ("de", "Freitag, 3. Februar 1939", "[2\u00a0Wörter unleserlich]"),
        ("it", "Friday, 3 February 1939", "[2\u00a0words illegible]"),
    ],
)
def test_the_interface_speaks_the_documents_language(language: str, title: str, gap: str) -> None:
    head = '<head><date when="1939-02-03">3/2</date></head>'
    root = _page(head + '<p><gap reason="illegible" quantity="2" unit="word"/></p>', language)
    assert root.xpath("string(//h1)") == title
    assert root.xpath("string(//*[@class='gap'])") == gap


@pytest.mark.parametrize(("number", "form"), [("1", "слово"), ("3", "слова"), ("5", "слов"), ("11", "слов"),
                                              ("12", "слов"), ("21", "слово"), ("112", "слов")])  # fmt: skip
def test_russian_numbers(number: str, form: str) -> None:
    root = _page(f'<p><gap quantity="{number}" unit="words"/></p>', "ru")
    assert root.xpath("string(//*[@class='gap'])") == f"[{number}\u00a0{form}]"


def test_the_tables_of_words_have_the_same_keys() -> None:
    # Forms of numbers and names of days are as many as a language has.
    form = re.compile(r"-(one|two|few|many)$|^day-\d")
    keys = {language: {key for key in read_words(language) if not form.search(key)} for language in LANGUAGES}
    assert keys["ru"] == keys["en"] == keys["de"] == keys["fr"]
    for language in LANGUAGES:
        assert all(word.strip() for word in read_words(language).values()), language


def test_every_word_that_a_stylesheet_asks_for_is_in_the_tables() -> None:
    asked = {
        key
        for path in resource("xslt", "html").rglob("*.xsl")
        for key in re.findall(r"ui:word\('([a-z-]+)'\)", path.read_text(encoding="utf-8"))
    }
    assert asked
    assert asked <= set(read_words("en"))


def test_plain_text() -> None:
    made = transform(parse_xml(FIXTURE.read_bytes(), "entry.xml"), "text").decode()
    blocks = made.rstrip("\n").split("\n\n")
    assert blocks[0] == "3 February"
    assert blocks[1].startswith("Visited Quillfeather. Anglo-Scandinavian relations are on the agenda;")
    assert "break [with the Bureau] altogether[1], as he said in Geneva. The correspondence […] was" in blocks[1]
    assert blocks[-3:] == [
        "[1] He did not.",
        "[2] Vane, Letters, p. 212.",
        "[3] Thorne, ‘The Geneva winter’, pp. 40–44.",
    ]


def test_plain_text_keeps_lines_of_verse_and_lists() -> None:
    assert _text_of("<lg><l>one</l>\n  <l>two</l></lg>") == "one\ntwo\n"
    assert _text_of("<p>Buy:\n <list><item>ink</item> <item>a  pen</item></list></p>") == "Buy:\n– ink\n– a pen\n"


def test_a_stylesheet_of_ones_own_overrides_a_single_rule(tmp_path: Path) -> None:
    own = tmp_path / "own.xsl"
    own.write_text(
        """<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
          xmlns:html="urn:tei-toolkit:html" xmlns="http://www.w3.org/1999/xhtml"
          xpath-default-namespace="http://www.tei-c.org/ns/1.0">
          <xsl:import href="tei-toolkit:xslt/html/entry.xsl"/>
          <xsl:param name="colour" select="'none'"/>
          <xsl:template match="notatedMusic" mode="html:text"><i class="{$colour}">♪</i></xsl:template>
        </xsl:stylesheet>""",
        encoding="utf-8",
    )
    document = _document("<p>Sang <notatedMusic/> and <supplied>sat</supplied>.</p>")
    page = transform(document, "html", stylesheet=own, parameters={"colour": "blue"}).decode()
    root = _parsed(page.encode())
    assert root.xpath("string(//i[@class='blue'])") == "♪"
    assert root.xpath("string(//*[@class='supplied'])") == "sat"


def test_a_stylesheet_that_does_not_compile_is_one_sentence(tmp_path: Path) -> None:
    own = tmp_path / "own.xsl"
    own.write_text("<xsl:stylesheet/>", encoding="utf-8")
    with pytest.raises(StylesheetError, match=r"own\.xsl does not compile"):
        transform(_document("<p/>"), "html", stylesheet=own)


def test_documents_cannot_read_files(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", encoding="utf-8")
    own = tmp_path / "own.xsl"
    own.write_text(
        """<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
          <xsl:output method="text"/>
          <xsl:template match="/"><xsl:value-of select="unparsed-text(//@url)"/></xsl:template>
        </xsl:stylesheet>""",
        encoding="utf-8",
    )
    with pytest.raises(StylesheetError):
        transform(_document(f'<p><graphic url="{secret.as_uri()}"/></p>'), "text", stylesheet=own)


def _tei(*arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from tei_toolkit.cli import main; main()", *map(str, arguments)]
    environment = {"PYTHONPATH": str(ROOT), "PATH": "", "PYTHONUTF8": "1"}
    return subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )


def test_the_command_writes_one_document_to_standard_output(tmp_path: Path) -> None:
    done = _tei("transform", FIXTURE, "--to", "text", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("3 February\n\nVisited Quillfeather.")


def test_the_command_writes_several_to_a_folder(tmp_path: Path) -> None:
    other = tmp_path / "other.xml"
    other.write_bytes(FIXTURE.read_bytes())
    done = _tei("transform", FIXTURE, other, "--to", "html", "-o", "out", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"entry.html", "other.html"}
    assert _tei("transform", FIXTURE, "--to", "text", "-o", "a.txt", "-q", cwd=tmp_path).stdout == ""
    assert (tmp_path / "a.txt").read_text(encoding="utf-8").startswith("3 February")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["missing.xml", "--to", "text"], "there is no such file"),
        (["bad.xml", "--to", "text"], "not well-formed"),
        (["good.xml", "same/good.xml", "--to", "text"], "need a folder"),
        (["good.xml", "same/good.xml", "--to", "text", "-o", "out"], "would become this file"),
        (["good.xml", "--to", "text", "--param", "x"], "NAME=VALUE"),
        (["good.xml", "--to", "html", "--stylesheet", "missing.xsl"], "there is no such file"),
    ],
)
def test_wrong_usage_is_one_sentence(tmp_path: Path, arguments: list[str], sentence: str) -> None:
    (tmp_path / "same").mkdir()
    for name in ("good.xml", "same/good.xml"):
        (tmp_path / name).write_bytes(FIXTURE.read_bytes())
    (tmp_path / "bad.xml").write_text("<TEI>", encoding="utf-8")
    done = _tei("transform", *arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert re.fullmatch(r"tei: [^\n]+\n", done.stderr), done.stderr
    assert sentence in done.stderr
    assert done.stdout == ""


def test_the_signs_of_a_transcript_are_not_notes() -> None:
    body = """<p>in <placeName><unclear>Zelmin</unclear></placeName><note subtype="sign">?</note> the
      <sic>definately</sic> <note subtype="sign">sic</note> <unclear>late</unclear> hour</p>"""
    root = _page(body)
    assert not root.xpath("//button[@popovertarget]")
    assert " ".join(root.xpath("string(//*[@id='p1'])").split()) == "in Zelmin[?] the definately [sic] late hour"
    assert root.xpath("//*[contains(@class, 'unclear')]/@class") == ["unclear with-sign", "unclear"]
    assert _text_of(body) == "in Zelmin[?] the definately [sic] late[?] hour\n"
