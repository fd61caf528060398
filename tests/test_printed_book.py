"""The sample edition's book, read back by programs that are not ours: bookmarks, tags, heads, indexes, standards."""

from __future__ import annotations

import io
import random
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pdfua
import pytest
from lxml import etree
from pdf_rules import complaints, structure
from pypdf import PdfReader, PdfWriter
from pypdf.generic import BooleanObject, NameObject, TextStringObject
from test_book import EDITION, REGISTER, book, document, fixture, pages, squeeze, type_areas

from tei_toolkit.parsing import NAMESPACES, parse_xml
from tei_toolkit.print_settings import PrintSettings
from tei_toolkit.publish.collect import collect, read_entry
from tei_toolkit.transform.book import Tree, book_tree
from tei_toolkit.transform.pdf import document_pdf, typeset

SAMPLE = Path(__file__).parent.parent / "editions" / "sarnovo-diary"


class Sample:
    """The book of the sample edition, and the tree of which it is made."""

    def __init__(self) -> None:
        collected = collect(SAMPLE)
        assert collected.register is not None
        entries = [read_entry(SAMPLE, entry) for entry in collected.texts[0].entries]
        self.tree: Tree = book_tree(entries, collected.edition, [collected.register])
        self.entries = [entry for division in self.tree["divisions"] for entry in division["entries"]]
        self.documents = entries
        self.pdf = typeset(self.tree)
        self.reader = PdfReader(io.BytesIO(self.pdf))
        self.bookmarks = list(flat(self.reader, self.reader.outline))
        years = {str(division["year"]) for division in self.tree["divisions"]}
        self.first = next(page for level, name, page in self.bookmarks if name in years)
        """The page of the file that is page 1 of the diary."""


def flat(reader: PdfReader, outline: Any, level: int = 0) -> Any:
    """Level, words and page of each bookmark, in order."""
    for one in outline:
        if isinstance(one, list):
            yield from flat(reader, one, level + 1)
        else:
            yield level, str(one.title), reader.get_destination_page_number(one)


@pytest.fixture(scope="module")
def sample() -> Sample:
    if not SAMPLE.exists():
        pytest.skip("needs the sample edition, which is not in this installation")
    return Sample()


def date_of(entry: Tree) -> str:
    """An entry's day as the running heads say it in English."""
    year, month, day = (int(part) for part in entry["date"].split("-"))
    names = "January February March April May June July August September October November December".split()
    return f"{day} {names[month - 1]} {year}"


def words_of(content: Any) -> str:
    if isinstance(content, str):
        return content
    if isinstance(content, dict):
        return "" if content["t"] == "note" else words_of(content.get("of", []))
    return "".join(words_of(one) for one in content)


# What a reader finds --------------------------------------------------------------------------------------------------


def test_bookmarks_are_the_years_months_and_entries_in_order(sample: Sample) -> None:
    below = [(level, name) for level, name, _ in sample.bookmarks]
    wanted: list[tuple[int, str]] = []
    months = "January February March April May June July August September October November December".split()
    for division in sample.tree["divisions"]:
        if (0, str(division["year"])) not in wanted:
            wanted.append((0, str(division["year"])))
        wanted.append((1, months[division["month"] - 1]))
        wanted += [(2, " ".join(words_of(entry["head"]).split())) for entry in division["entries"]]
    start = below.index(wanted[0])
    assert below[start : start + len(wanted)] == wanted
    assert [name for _, name in below[start + len(wanted) :]] == ["Persons", "Places"]
    places = [page for _, _, page in sample.bookmarks]
    assert places == sorted(places)


def test_each_running_head_matches_the_entries_of_its_page(sample: Sample, tmp_path: Path) -> None:
    texts = pages(sample.pdf, tmp_path, "-layout")
    begin = [page for level, _, page in sample.bookmarks if level == 2]
    assert len(begin) == len(sample.entries)
    openings = {page for level, _, page in sample.bookmarks if level == 0}
    last = next(page for _, name, page in sample.bookmarks if name == "Persons")
    seen = 0
    for number in range(sample.first, last):
        here = [entry for entry, page in zip(sample.entries, begin, strict=True) if page == number]
        before = [entry for entry, page in zip(sample.entries, begin, strict=True) if page < number]
        is_right = (number - sample.first) % 2 == 0
        wanted = (
            (here[-1] if is_right and here else before[-1] if is_right or not here else here[0])
            if (here or before)
            else None
        )
        head = texts[number].split("\n")[0]
        if number in openings or not texts[number].strip():
            assert not re.search(r"\d{4}", head.replace(str(number), "")) or number in openings
            continue
        assert wanted is not None
        assert date_of(wanted) in head, (number, head)
        assert str(number - sample.first + 1) in head.replace(date_of(wanted), ""), "and the page has its number"
        seen += 1
    assert seen > 20


def test_each_page_of_an_index_really_names_who_is_looked_for(sample: Sample, tmp_path: Path) -> None:
    texts = pages(sample.pdf, tmp_path)
    forms: dict[str, set[str]] = {}
    for document_ in sample.documents:
        for name in document_.getroot().iterfind(".//tei:text//*[@ref]", NAMESPACES):
            for reference in str(name.get("ref")).split():
                # Between readings and notes only words are looked for: each form's longest one.
                words = re.findall(r"\w+", "".join(str(text) for text in name.itertext()))
                forms.setdefault(reference.partition("#")[2], set()).add(max(words, key=len))
    index_pages = [page for _, name, page in sample.bookmarks if name in ("Persons", "Places")]
    index = " ".join(" ".join(texts[index_pages[0] :]).split())
    index = re.sub(r"(\d)[-\u2010] (?=\d)", r"\1", index)
    looked = 0
    for item in (*sample.tree["persons"], *sample.tree["places"]):
        if "see" in item:
            continue
        dates = f" ({item['dates']})" if item["dates"] else ""
        listed = re.search(rf"(?<!\w){re.escape(item['name'] + dates)}, ((?:\d+n?(?:–\d+)?(?:, )?)+)", index)
        assert listed is not None, item["name"]
        for run in listed[1].strip(" ,").split(", "):
            noted = run.endswith("n")
            first, _, last = run.rstrip("n").partition("–")
            for page in range(int(first), int(last or first) + 1):
                at = sample.first + page - 1
                text, following = texts[at], texts[at + 1][:400]
                if noted:
                    text = text[len(text) // 3 :]
                # A name may begin at the foot of a page and end on the next.
                found = any(squeeze(form) in squeeze(text) for form in forms[item["id"]])
                assert found or any(squeeze(form) in squeeze(text + following) for form in forms[item["id"]]), (
                    item,
                    page,
                )
                looked += 1
    assert looked > 150


def call_and_note(number: int, long: int) -> str:
    return f"Call{number}x<note>Nota{number}x {'more ' * long}</note>"


def test_no_note_is_on_another_page_than_its_call(tmp_path: Path) -> None:
    chance, number, entries = random.Random(1), 0, []
    for day in range(1, 29):
        body: list[str] = []
        for _ in range(chance.randint(1, 5)):
            words = ["word " * chance.randint(1, 40)]
            # Where a heading has a note and the line after it as well, the typesetter may part them.
            if body and chance.random() < 0.7:
                number += 1
                words.insert(chance.randint(0, 1), call_and_note(number, chance.randint(0, 30)))
            body.append(
                chance.choice(["<p>{}</p>", "<note><p>{}</p></note>", "<lg><l>{}</l></lg>"]).format(" ".join(words))
            )
        number += 1
        entries.append(document("".join(body), f"1939-01-{day:02}", f"Day {call_and_note(number, 9)}"))
    texts = pages(book(*entries), tmp_path)
    called = {one: page for page, text in enumerate(texts) for one in re.findall(r"Call(\d+)x", text)}
    noted = {one: page for page, text in enumerate(texts) for one in re.findall(r"Nota(\d+)x", text)}
    assert len(noted) > 60
    assert len(texts) > 15
    assert noted.keys() == called.keys()
    assert {one: page for one, page in noted.items() if called[one] != page} == {}


def test_no_heading_is_left_alone_at_the_foot_of_a_page(tmp_path: Path) -> None:
    chance = random.Random(2)
    entries = [
        document(f"<p>{'word ' * chance.randint(1, 150)}</p>", f"1939-{month:02}-{day:02}", f"Heading of {month}/{day}")
        for month in range(1, 8)
        for day in range(1, 10)
    ]
    texts = [text for text in type_areas(book(*entries), tmp_path) if "word word" in text]
    assert len(texts) > 15
    for text in texts:
        assert text.strip().split("\n")[-1].startswith("word"), text


def test_a_name_that_stands_in_a_note_alone_has_an_n(tmp_path: Path) -> None:
    named = '<persName ref="#quillfeather">Quillfeather</persName>'
    entries = [
        document(f"<p>He came.<note>With {named}.</note></p>" + "<p>word</p>" * 60, "1939-03-01"),
        document(f"<p>{named}</p>" + "<p>word</p>" * 60 + f"<p>{named}<note>{named}</note></p>", "1939-03-02"),
        document("<p>word</p>" * 80 + f"<p>Late.<note>{named}</note></p>", "1939-03-03"),
    ]
    text = pages(book(*entries), tmp_path, "-layout")
    index = next(page for page in text if "(1876–1951)" in page)
    numbers = re.findall(r"\d+n?", index.partition("1951)")[2].partition("\n\n")[0])
    assert numbers[0] == "1n"
    assert numbers[-1].endswith("n")
    assert not any(number.endswith("n") for number in numbers[1:-1]), "in the text and in a note is in the text"


def test_notes_may_count_anew_on_each_page(tmp_path: Path) -> None:
    words = "word " * 60
    body = "".join(f"<p>Here<note type='author'>His {n}.</note> {words}<note>Note {n}.</note></p>" for n in range(30))
    edition = replace(EDITION, print=PrintSettings(notes="page"))
    texts = pages(typeset(book_tree([document(body)], edition, [])), tmp_path)
    having = [text for text in texts if "Note " in text]
    assert len(having) > 3
    for text in having:
        counted = re.findall(r"^(\d+|[a-z])\s?(Note|His) \d+\.", text, re.MULTILINE)
        editors = [mark for mark, word in counted if word == "Note"]
        writers = [mark for mark, word in counted if word == "His"]
        assert editors == [str(n + 1) for n in range(len(editors))], text
        assert writers == [chr(ord("a") + n) for n in range(len(writers))], text
        assert len(editors) > 1


def test_two_versions_stand_level_on_facing_pages(tmp_path: Path) -> None:
    def body(word: str, long: int) -> str:
        note = f"<note>Of {word}.</note>"
        return "".join(f"<p>{word}{n}x {'word ' * (long * n % 90)}{note if n == 2 else ''}</p>" for n in range(5))

    days = range(1, 15)
    own = [document(body(f"Right{day}y", 31), f"1939-03-{day:02}") for day in days]
    opposite = [document(body(f"Left{day}y", 43), f"1939-03-{day:02}") for day in days[3:]]
    edition = replace(EDITION, print=PrintSettings(facing="original"))
    made = typeset(book_tree(own, edition, [], facing=opposite))
    assert complaints(made) == []
    places = words_with_places(made, tmp_path)
    for day in days[3:]:
        for n in range(5):
            (left, top), (right, other_top) = places[f"Left{day}y{n}x"], places[f"Right{day}y{n}x"]
            assert right == left + 1
            assert top == pytest.approx(other_top, abs=0.5)
            assert left % 2 == places["Right1y0x"][0] % 2 ^ 1, "originals are on left pages"
            assert top < 595, "nothing runs over the foot of the page"
    text = "".join(pages(made, tmp_path))
    for version, first in (("Left", 4), ("Right", 1)):
        for number, day in enumerate(range(first, 15), 1):
            assert f"{number}Of {version}{day}y." in text, "each version counts its own notes"


def words_with_places(pdf: bytes, folder: Path) -> dict[str, tuple[int, float]]:
    """The page and the distance from its top at which each word stands first."""
    if shutil.which("pdftotext") is None:
        pytest.skip("needs pdftotext, of Debian's package poppler-utils")
    (folder / "book.pdf").write_bytes(pdf)
    told = subprocess.run(["pdftotext", "-bbox", folder / "book.pdf", "-"], check=True, capture_output=True).stdout
    places: dict[str, tuple[int, float]] = {}
    for number, page in enumerate(told.decode().split("<page ")[1:]):
        for top, word in re.findall(r'yMin="([\d.]+)"[^>]*>([^<]*)</word>', page):
            places.setdefault(word, (number, float(top)))
    return places


def test_crop_marks_are_outside_the_trimmed_page() -> None:
    edition = replace(EDITION, print=PrintSettings(crop_marks=True))
    register = [parse_xml(REGISTER.encode(), "register.xml")]
    made = typeset(book_tree([fixture()], edition, register))
    assert complaints(made) == []
    (plain,) = {(page.mediabox.width, page.mediabox.height) for page in PdfReader(io.BytesIO(book(fixture()))).pages}
    for page in PdfReader(io.BytesIO(made)).pages:
        assert (page.trimbox.width, page.trimbox.height) == pytest.approx(plain, abs=0.01)
        assert page.mediabox.width > page.trimbox.width + 40


def test_the_book_ends_with_a_colophon(sample: Sample, tmp_path: Path) -> None:
    assert pages(sample.pdf, tmp_path)[-1].strip() == "Set in Libertinus Serif with TEI Toolkit."


# What a machine finds -------------------------------------------------------------------------------------------------


def test_headings_notes_and_lists_have_tags(sample: Sample) -> None:
    kinds: dict[str, int] = {}
    for element in structure(sample.reader):
        kinds[element["/S"]] = kinds.get(element["/S"], 0) + 1
    notes = sum(1 for entry in sample.entries for _ in notes_in(entry))
    assert notes > 10
    assert kinds["/Note"] >= notes, "what wants room for a line's notes is an empty one"
    assert kinds["/H3"] == len(sample.entries)
    assert kinds["/H2"] == len(sample.tree["divisions"])
    assert kinds["/P"] > 2 * len(sample.entries)
    assert kinds["/TOC"] >= 1


def notes_in(node: Any) -> Any:
    if isinstance(node, dict):
        if node.get("t") == "note" or (node.get("t") == "reading" and node["note"]):
            yield node
        node = [value for value in node.values() if isinstance(value, list)]
    if isinstance(node, list):
        for one in node:
            yield from notes_in(one)


def test_passages_in_another_language_say_so() -> None:
    made = document_pdf(document('<p>He said <foreign xml:lang="de">Feierabend</foreign>.</p>'))
    contents = PdfReader(io.BytesIO(made)).pages[0].get_contents()
    assert contents is not None
    assert re.search(rb"/Lang ?\(de\)", contents.get_data())


def test_metadata_are_those_of_the_edition(sample: Sample) -> None:
    told = sample.reader.metadata
    assert told is not None
    assert told.title == "The Sarnovo Diary"
    assert told.author == "Pavel Lvovich Arsenin-Toll"
    assert str(sample.reader.root_object["/Lang"]) == "en"


def test_a_judge_that_is_not_the_typesetter_has_no_complaint(sample: Sample) -> None:
    assert complaints(sample.pdf) == []


def test_a_single_entry_has_no_complaint_either() -> None:
    assert complaints(document_pdf(fixture())) == []


def links(writer: PdfWriter) -> list[Any]:
    return [one.get_object() for page in writer.pages for one in cast(Any, page).get("/Annots", [])]


def resources(page: Any) -> dict[str, Any]:
    return cast(dict[str, Any], page["/Resources"].get("/Font", {}))


def font_descriptors(writer: PdfWriter) -> list[Any]:
    fonts = [font.get_object() for page in writer.pages for font in resources(page).values()]
    return [font["/DescendantFonts"][0].get_object()["/FontDescriptor"] for font in fonts]


def pages_of(writer: PdfWriter) -> list[Any]:
    return list(writer.pages)


def catalog(writer: PdfWriter) -> list[Any]:
    return [writer.root_object]


SPOILT: dict[str, tuple[Callable[[PdfWriter], Any], Callable[[Any], Any]]] = {
    "6.2: ": (catalog, lambda root: root["/MarkInfo"].update({NameObject("/Marked"): BooleanObject(False)})),
    "7.2: ": (catalog, lambda root: root.pop("/Lang")),
    "7.1: readers": (catalog, lambda root: root.pop("/ViewerPreferences")),
    "7.1: it has no tags": (catalog, lambda root: root.pop("/StructTreeRoot")),
    "6.2.3": (catalog, lambda root: root.pop("/OutputIntents")),
    "7.17": (catalog, lambda root: root.pop("/Outlines")),
    "6.6.2: ": (catalog, lambda root: root.pop("/Metadata")),
    "7.18.5": (links, lambda link: link.update({NameObject("/Contents"): TextStringObject("")})),
    "7.18.1": (links, lambda link: link.pop("/StructParent", None)),
    "6.2.11.4": (font_descriptors, lambda descriptor: [descriptor.pop(f"/FontFile{n}", None) for n in ("", "2", "3")]),
    "7.9": (lambda writer: list(structure(writer)), lambda element: element.pop("/ID", None)),
    "7.1: it is in no tree": (pages_of, lambda page: page.pop("/StructParents", None)),
    "7.4.2": (
        lambda writer: [one for one in structure(writer) if one["/S"] == "/H2"],
        lambda heading: heading.update({NameObject("/S"): NameObject("/H6")}),
    ),
}


@pytest.mark.parametrize("clause", SPOILT)
def test_the_judge_sees_what_is_wrong(clause: str) -> None:
    writer = PdfWriter(clone_from=io.BytesIO(book(fixture())))
    where, spoil = SPOILT[clause]
    for one in where(writer):
        spoil(one)
    spoilt = io.BytesIO()
    writer.write(spoilt)
    assert [one for one in complaints(spoilt.getvalue()) if clause in one]


def test_content_that_is_not_tagged_is_seen() -> None:
    writer = PdfWriter(clone_from=io.BytesIO(document_pdf(fixture())))
    page: Any = writer.pages[0]
    stream = page.get_contents()
    stream.set_data(stream.get_data() + b"\n0 0 10 10 re f\n")
    page[NameObject("/Contents")] = stream
    spoilt = io.BytesIO()
    writer.write(spoilt)
    assert [one for one in complaints(spoilt.getvalue()) if "neither tagged nor an artifact" in one]


def test_a_judge_of_accessible_files_has_no_complaint(sample: Sample, tmp_path: Path) -> None:
    book_file, spoilt_file = tmp_path / "book.pdf", tmp_path / "spoilt.pdf"
    book_file.write_bytes(sample.pdf)
    assert not pdfua.validate(str(book_file)).findings
    writer = PdfWriter(clone_from=io.BytesIO(sample.pdf))
    del writer.root_object["/Lang"]
    writer.write(spoilt_file)
    assert pdfua.validate(str(spoilt_file)).findings


@pytest.mark.parametrize("flavour", ["2a", "ua1"])
def test_verapdf_has_no_complaint(flavour: str, sample: Sample, tmp_path: Path) -> None:
    if shutil.which("verapdf") is None:
        pytest.skip("needs veraPDF, which neither Debian nor PyPI has; pdf_rules.py asks what it can meanwhile")
    (tmp_path / "book.pdf").write_bytes(sample.pdf)
    command = ["verapdf", "--flavour", flavour, "--format", "xml", str(tmp_path / "book.pdf")]
    done = subprocess.run(command, capture_output=True, check=False)
    report = etree.fromstring(done.stdout)
    assert report.xpath("//validationReport/@isCompliant") == ["true"], done.stdout.decode()[:3000]
