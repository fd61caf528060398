"""Books: what a reader of the PDF sees, found by pdftotext, against what stands in the TEI."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from tei_toolkit.cli import tei
from tei_toolkit.edition import Edition, Person, parse_edition
from tei_toolkit.errors import StylesheetError, UnreadableInput
from tei_toolkit.parsing import local_name, parse_xml
from tei_toolkit.publish.collect import collect, read_entry
from tei_toolkit.transform.book import book_tree, document_typst_json
from tei_toolkit.transform.pdf import document_pdf, typeset

ROOT = Path(__file__).parent.parent
FIXTURE = (ROOT / "tests" / "fixtures" / "entry.xml").read_text(encoding="utf-8")
EDITION = Edition(
    title="The Sarnovo Diary", author="P. Arsenin-Toll", publisher="Lantern Quay", place="Geneva", date="2026-05-04",
    language="en", licence="https://example.org/by/", people=(Person("editor", "O. Brackenthwaite", "Editor"),),
)  # fmt: skip
REGISTER = """<standOff xmlns="http://www.tei-c.org/ns/1.0">
<person xml:id="quillfeather"><persName type="main"><roleName>Lord</roleName> <surname>Quillfeather</surname></persName>
  <birth when="1876-05-21"/><death when="1951"/></person>
<person xml:id="absent"><persName>Nobody</persName></person>
<place xml:id="geneva"><placeName>Geneva</placeName></place></standOff>"""


def document(body: str, day: str = "1939-02-03", head: str = "A day") -> etree._ElementTree:
    """The fixture's document with another text in its entry."""
    start, end = FIXTURE.index("<pb n="), FIXTURE.index("</body>")
    div = f'<div type="entry" xml:id="e{day}"><head><date when="{day}">{head}</date></head>{body}</div>'
    return parse_xml((FIXTURE[:start] + div + FIXTURE[end:]).encode(), "entry.xml")


def fixture() -> etree._ElementTree:
    return parse_xml(FIXTURE.encode(), "entry.xml")


def book(*entries: etree._ElementTree) -> bytes:
    return typeset(book_tree(entries, EDITION, [parse_xml(REGISTER.encode(), "register.xml")]))


def pages(pdf: bytes, folder: Path, *options: str) -> list[str]:
    """The text of each page."""
    if shutil.which("pdftotext") is None:
        pytest.skip("needs pdftotext, of Debian's package poppler-utils")
    (folder / "book.pdf").write_bytes(pdf)
    command = ["pdftotext", "-enc", "UTF-8", *options, str(folder / "book.pdf"), "-"]
    return subprocess.run(command, check=True, capture_output=True).stdout.decode().split("\f")[:-1]


def type_areas(pdf: bytes, folder: Path) -> list[str]:
    """The text of each page without its margins: inner margin 57 pt, outer 68 pt, on alternate sides."""
    size = ("-y", "60", "-W", "329", "-H", "535")
    left, right = (pages(pdf, folder, "-x", x, *size) for x in ("62", "50"))
    return [(left, right)[(number + 1) % 2][number] for number in range(len(left))]


def squeeze(text: str) -> str:
    """Text without what setting it may change: spaces, hyphens at line ends, ligatures, marks of direction.

    Nor has it letters that run from right to left: pdftotext may give them in either order.
    """
    letters = unicodedata.normalize("NFKC", text)
    return "".join(
        c
        for c in letters
        if not c.isspace()
        and c not in "-\u2010"
        and unicodedata.category(c) != "Cf"
        and unicodedata.bidirectional(c) not in ("R", "AL")
    )


class Pages:
    """The squeezed text of pages, in which a text may run on from the end of one page's text to the next page."""

    def __init__(self, texts: list[str]) -> None:
        squeezed = [squeeze(text) for text in texts]
        self.text = "".join(squeezed)
        self.next_page: list[int] = []
        end = 0
        for page in squeezed:
            end += len(page)
            self.next_page += [end] * len(page)

    def find(self, wanted: str, start: int = 0) -> int:
        """Where ``wanted`` ends that begins at ``start`` or later; -1 if it is nowhere."""
        wanted = squeeze(wanted)
        states = {at for at in range(start, len(self.text)) if self.text[at] == wanted[0]}
        states = {at + 1 for at in states}
        for char in wanted[1:]:
            reachable = states | {self.next_page[at - 1] for at in states}
            states = {at + 1 for at in reachable if at < len(self.text) and self.text[at] == char}
        return min(states, default=-1)


class Printed:
    """The text of an entry as print shows it, its footnotes apart."""

    def __init__(self, first_note: int = 1) -> None:
        self.number = first_note
        self.notes: list[str] = []

    def of(self, element: etree._Element) -> str:
        parts = [element.text or ""]
        for child in element:
            if isinstance(child.tag, str):
                parts.append(self.child(child))
            parts.append(child.tail or "")
        return "".join(parts)

    def child(self, element: etree._Element) -> str:
        name = local_name(element)
        parent = local_name(element.getparent())  # type: ignore[arg-type]
        if name == "pb":
            return "|" if parent != "div" else ""
        if name == "gap":
            said = "".join(str(text) for text in element.itertext())
            unit = f"{element.get('quantity')} {element.get('unit')}s " if element.get("quantity") else ""
            reason = element.get("reason", "")
            return f"[{said or ('…' if reason == 'ellipsis' else unit + reason)}]"
        if name == "note" and element.get("subtype") != "sign" and parent != "div":
            number, self.number = self.number, self.number + 1
            self.notes.append(f"{number}{self.of(element)}")
            return str(number)
        inner = self.of(element)
        signed = has_sign(element)
        match name:
            case "supplied":
                return f"[{inner}]"
            case "note" if element.get("subtype") == "sign":
                return f"[{inner}]"
            case "unclear" if not signed:
                return f"{inner}[?]"
            case "sic" if not signed:
                return f"{inner}[sic]"
        return inner


def has_sign(reading: etree._Element) -> bool:
    """Whether a [?] or [sic] of the transcript's own follows a reading, or the name that ends with it."""
    if (reading.tail or "").strip():
        return False
    after, parent = reading.getnext(), reading.getparent()
    if after is not None:
        return after.get("subtype") == "sign"
    return parent is not None and local_name(parent) != "p" and has_sign(parent)


def entry_div(tree: etree._ElementTree) -> etree._Element:
    return next(div for div in tree.getroot().iter("{*}div") if div.get("type") == "entry")


def test_every_word_and_note_of_an_entry_is_printed_in_order(tmp_path: Path) -> None:
    found = Pages(type_areas(document_pdf(fixture()), tmp_path))
    printed = Printed()
    assert found.find(printed.of(entry_div(fixture()))) > 0, found.text
    assert len(printed.notes) == 3
    for note in printed.notes:
        assert found.find(note) > 0, note


def test_the_comparison_sees_a_missing_word(tmp_path: Path) -> None:
    found = Pages(type_areas(document_pdf(fixture()), tmp_path))
    text = Printed().of(entry_div(fixture()))
    assert found.find(text.replace("agenda", "agenda again")) == -1
    assert found.find(text.replace("recalled our talk", "recalled talk")) == -1


def test_every_word_and_note_of_the_sample_edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sample = ROOT / "editions" / "sarnovo-diary"
    if not sample.exists():
        pytest.skip("needs the sample edition, which is not in this installation")
    folder = tmp_path / "sample"
    shutil.copytree(sample, folder, ignore=shutil.ignore_patterns("build"))
    if not (folder / "tei").exists():
        monkeypatch.chdir(folder)
        tei.main(["convert", "--quiet"], standalone_mode=False)
    collected = collect(folder)
    assert collected.register is not None
    trees = [read_entry(folder, entry) for entry in collected.texts[0].entries]
    found = Pages(type_areas(typeset(book_tree(trees, collected.edition, [collected.register])), tmp_path))
    at, year, printed = 0, "", Printed()
    for entry, tree in zip(collected.texts[0].entries, trees, strict=True):
        if entry.date and entry.date[:4] != year:
            year, printed = entry.date[:4], Printed()
        at = found.find(printed.of(entry_div(tree)), at)
        assert at > 0, entry.path
        for note in printed.notes:
            assert found.find(note) > 0, note
        printed = Printed(printed.number)


def test_running_heads_name_the_first_entry_of_a_left_page_and_the_last_of_a_right_one(tmp_path: Path) -> None:
    entries = [document("<p>word</p>" * 12, f"1939-03-{day:02}", f"Day {day}") for day in range(1, 13)]
    texts = [text for text in pages(book(*entries), tmp_path, "-layout") if "Day " in text]
    assert len(texts) > 2
    for number, text in enumerate(texts, 1):
        days = re.findall(r"Day (\d+)", text)
        running = re.findall(r"(\d+) March 1939", text)
        if number == 1:
            assert running == [], "the page on which the year begins has none"
        else:
            assert running == [days[-1] if number % 2 else days[0]]


def test_the_index_names_the_pages_on_which_a_name_stands(tmp_path: Path) -> None:
    named = '<p><persName ref="#quillfeather">Quillfeather</persName> <persName ref="#unknown">X</persName></p>'
    plain = "<p>word</p>" * 60
    # Pages 1 and 2 and, after at least one page without the name, a later one.
    entries = [
        document(named + plain + named, "1939-03-01"),
        document(plain * 2, "1939-03-02"),
        document(named, "1939-03-03"),
    ]
    texts = pages(book(*entries), tmp_path, "-layout")
    first = next(n for n, text in enumerate(texts) if "Quillfeather" in text)
    index = next(n for n, text in enumerate(texts) if "(1876–1951)" in text)
    having = [n - first + 1 for n, text in enumerate(texts[:index]) if "Quillfeather" in text]
    listed = re.search(r"Quillfeather, Lord \(1876–1951\), ([\d–, ]+)", texts[index])
    assert listed is not None
    numbers: list[int] = []
    for run in listed[1].split(","):
        ends = [int(number) for number in run.strip().split("–")]
        numbers += range(ends[0], ends[-1] + 1)
    assert numbers == having
    assert max(having) - min(having) >= len(having), "the test wants a page without the name"
    assert "Nobody" not in "".join(texts)
    assert "unknown" not in "".join(texts)


def test_the_same_book_twice_is_the_same_bytes() -> None:
    assert book(fixture()) == book(fixture())


def test_title_language_and_standards_are_in_the_metadata(tmp_path: Path) -> None:
    pdf = book(fixture())
    assert re.search(rb"/Lang ?\(en\)", pdf)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf
    assert b"<pdfaid:part>2</pdfaid:part>" in pdf
    if shutil.which("pdfinfo") is None:
        pytest.skip("needs pdfinfo, of Debian's package poppler-utils")
    (tmp_path / "book.pdf").write_bytes(pdf)
    command = ["pdfinfo", "-isodates", str(tmp_path / "book.pdf")]
    told = subprocess.run(command, check=True, capture_output=True).stdout.decode()
    assert re.search(r"Title: +The Sarnovo Diary\n", told)
    assert re.search(r"Author: +P\. Arsenin-Toll\n", told)
    assert re.search(r"CreationDate: +2026-05-04", told)


def test_a_character_that_no_font_has_is_named() -> None:
    with pytest.raises(StylesheetError, match=r"no glyph for ‘ꙋ’ \(U\+A64B\)"):
        document_pdf(document("<p>a ꙋ b</p>"))


@pytest.mark.parametrize(
    "text",
    [
        "# $ * _ \\ ` &lt; &gt; @ = - + / ~ [ ] \" '",
        "5. Act",
        "- item",
        "= heading",
        '#panic("no") #read("book.typ") $x^2$ /* gone */ // gone',
        "\\u{41} #sys.inputs https://example.org/ @name &lt;name&gt;",
        "&lt;script>alert(1)&lt;/script> javascript:alert(1)",
    ],
)
def test_what_looks_like_markup_is_printed_as_it_is_written(text: str, tmp_path: Path) -> None:
    entry = document(f"<p>{text}</p><p>Then <hi>{text}</hi><note>{text}</note></p>", head=text)
    paragraph = entry.getroot().find(".//{*}body//{*}p")
    assert paragraph is not None
    # pdftotext is not sure of spaces between signs.
    written = "".join((paragraph.text or "").split())
    shown = "".join("".join(pages(document_pdf(entry), tmp_path)).split())
    assert shown.count(written) == 4, shown


def test_only_addresses_of_the_web_become_links() -> None:
    links = '<p><ref target="javascript:alert(1)">a</ref> <ref target="file:///x">b</ref></p>'
    assert b"/URI" not in document_pdf(document(links))
    assert b"/URI" in document_pdf(document('<p><ref target="https://example.org/">a</ref></p>'))


def test_an_element_without_a_rule_stops_the_book() -> None:
    with pytest.raises(StylesheetError, match="castList"):
        document_typst_json(document("<p><castList/></p>"))


def test_everything_that_editors_may_add_is_set(tmp_path: Path) -> None:
    body = """<opener><dateline>Geneva</dateline><salute>Dear diary</salute></opener><head>Later</head>
      <p>He <del>went</del> <add>came</add>, <choice><sic>teh</sic><corr>the</corr></choice>
      <choice><abbr>Dr</abbr><expan>Doctor</expan></choice>, <foreign xml:lang="de">Feierabend</foreign>
      <hi rend="bold">bold</hi> <quote>quoted</quote> <title>Emma</title> <abbr>No.</abbr> <rs>he</rs>
      <orgName>Bureau</orgName>
      <note place="margin">beside</note> <unclear>dim</unclear><note type="editorial" subtype="sign">?</note></p>
      <lg><l>One line</l><l>two lines</l></lg>
      <list><item>first</item><pb n="7"/><item>second</item></list>
      <p>before<list><item>inside</item></list>after <quote><p>block quote</p></quote></p>
      <table><row><cell>r1</cell><cell>r2</cell></row><row><cell>r3</cell></row></table>
      <figure><graphic url="x.jpg"/><figDesc>A sketch</figDesc></figure>
      <note><p>Aside<note>nested</note></p></note>
      <closer><salute>Yours</salute><signed>P.</signed></closer>"""
    text = " ".join(" ".join(pages(document_pdf(document(body)), tmp_path)).split())
    for expected in (
        "Geneva", "Dear diary", "Later", "⟨came⟩", "the1 Doctor", "Written: teh", "Feierabend", "In the margin: beside",
        "dim[?]", "One line", "two lines", "first", "second", "r1", "r3", "[A sketch]", "before", "inside",
        "after", "block quote", "Aside2", "nested", "Yours",
    ):  # fmt: skip
        assert expected in text, expected
    assert "dim [?][?]" not in text


def test_entries_without_date_or_heading_have_a_place_in_the_book(tmp_path: Path) -> None:
    undated = FIXTURE.replace("<head>", "<p>").replace("</head>", "</p>")
    undated = re.sub(r' (when|from|to|notBefore|notAfter)="[^"]*"', "", undated)
    text = "".join(pages(book(fixture(), parse_xml(undated.encode(), "entry.xml")), tmp_path))
    assert "Without date" in text
    assert "3 February 1939" in text


def test_a_page_that_begins_between_two_blocks_is_marked_in_the_second(tmp_path: Path) -> None:
    body = """<p>one</p> <pb n="21"/> <p>two</p> <note><p>three</p> <pb n="22"/> <p>four</p></note>
      <lg><l>five</l><pb n="23"/><l>six</l></lg> <pb n="24"/> <list><item>seven</item></list>"""
    lines = "".join(pages(document_pdf(document(body)), tmp_path, "-layout")).split("\n")
    for word, page in (("two", "21"), ("four", "22"), ("six", "23"), ("seven", "24")):
        assert any(squeeze(line).endswith(f"|{word}{page}") for line in lines), word
    assert not [line for line in lines if squeeze(line).startswith("|") and not re.search(r"[a-z]", line)]


def test_a_page_that_begins_within_a_word_does_not_end_a_line_there(tmp_path: Path) -> None:
    parts = [f'<p>{"a" * (n % 7)} {"in " * n}corres <pb n="1" break="no"/> pondence and more.</p>' for n in range(60)]
    lines = "".join(pages(document_pdf(document("".join(parts))), tmp_path)).split("\n")
    together = [line for line in lines if "corres|pon" in squeeze(line)]
    assert len(together) == 60, [line for line in lines if "corres" in line and line not in together]


def test_an_entry_of_a_year_without_month_does_not_look_like_a_month(tmp_path: Path) -> None:
    entry = document("<p>Where lines begin</p>", "1939", "That year")
    text = next(page for page in pages(book(entry), tmp_path, "-layout") if "That year" in page)
    heading, first = (next(line for line in text.split("\n") if words in line) for words in ("That", "Where"))
    assert heading.index("That") == first.index("Where"), "months are centred, entries begin at the margin"


def test_a_character_that_pdf_forbids_is_named() -> None:
    with pytest.raises(StylesheetError, match=r"^The PDF may not contain .*\(U\+FEFF\)"):
        document_pdf(document("<p>a\ufeffb</p>"))


def test_the_page_is_as_the_edition_wants_it(tmp_path: Path) -> None:
    settings = parse_edition(
        b'[edition]\ntitle = "A"\n[print]\nwidth = "120mm"\nheight = "7in"\nline_numbers = 2\n'
    ).print
    edition = replace(EDITION, print=settings)
    (tmp_path / "book.pdf").write_bytes(typeset(book_tree([document("<p>It rained.</p>" * 9)], edition, [])))
    if shutil.which("pdfinfo") is None:
        pytest.skip("needs pdfinfo, of Debian's package poppler-utils")
    told = subprocess.run(["pdfinfo", str(tmp_path / "book.pdf")], check=True, capture_output=True).stdout.decode()
    assert re.search(r"Page size: +340\.157 x 504 pts", told)
    assert re.search(r"\n *4 ", pages((tmp_path / "book.pdf").read_bytes(), tmp_path, "-layout")[-1])


def test_settings_of_print_that_cannot_be_are_one_sentence() -> None:
    wrong = b'[edition]\ntitle = "A"\n[print]\nwidth = 120\nnotes = "never"\nwidht = "1mm"\n'
    with pytest.raises(UnreadableInput, match=r"a length in quotes.*one of year, book") as raised:
        parse_edition(wrong)
    assert "widht" in str(raised.value)
