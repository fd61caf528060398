"""Subjects, events and works: who says what an entry is about, and how readers find it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from tiny_edition import DAYS, path_of, tiny_edition, written

from tei_toolkit.publish.build import build
from tei_toolkit.publish.collect import collect
from tei_toolkit.publish.search.pagefind import can_search
from tei_toolkit.publish.site import make_site

TAXONOMY = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>Subjects</title></titleStmt>
<publicationStmt><publisher>Us</publisher></publicationStmt><sourceDesc><p>None.</p></sourceDesc></fileDesc>
<encodingDesc><classDecl><taxonomy>
<category xml:id="weather"><catDesc><term>Weather</term>: <gloss>what falls.</gloss></catDesc>
<category xml:id="rain"><catDesc>Rain</catDesc></category>
<category xml:id="thunder"><catDesc>Thunder <idno type="gnd">4185112-4</idno></catDesc></category></category>
<category xml:id="talk"><catDesc>Talk</catDesc></category>
</taxonomy></classDecl></encodingDesc></teiHeader>
<standOff><listEvent><event xml:id="congress" when="1815-06-09"><label>The Congress</label></event></listEvent>
<listBibl><bibl xml:id="memoirs"><author>A. Nonymous</author>, <title>Memoirs</title></bibl></listBibl>
<interpGrp><interp ana="#thunder" inst="tei/1939-02-08.xml#e1939-02-08"/></interpGrp></standOff></TEI>"""
RAIN = '<profileDesc><textClass><catRef target="../subjects.xml#rain"/></textClass></profileDesc>'
KEYWORDS = (
    "<profileDesc><textClass><keywords><term>talk</term><term>Old Friends</term>"
    '<term ref="#rain">wet</term></keywords></textClass></profileDesc>'
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The tiny edition with a register of subjects, under which entries stand in each way that there is."""
    files = tiny_edition()
    files["subjects.xml"] = TAXONOMY
    toml = files["edition.toml"].replace('places.xml"]', 'places.xml", "subjects.xml"]')
    files["edition.toml"] = toml.replace("[edition]\n", '[edition]\naddress = "https://tiny.example/"\n')

    def put(day: int, old: str, new: str) -> None:
        assert old in files[path_of(DAYS[day])]
        files[path_of(DAYS[day])] = files[path_of(DAYS[day])].replace(old, new)

    put(3, "</fileDesc>", f"</fileDesc>{RAIN}")
    put(4, "</fileDesc>", f"</fileDesc>{KEYWORDS}")
    put(2, " said “so”", ' <seg ana="#talk">said “so” of <term ref="#rain">rain</term></seg>')
    put(0, "Met ", 'After <rs ref="#congress">it</rs> I read <title ref="#memoirs">Memoirs</title>. Met ')
    return written(files, tmp_path / "tiny")


@pytest.fixture
def files(folder: Path) -> dict[str, bytes]:
    return make_site(collect(folder)).files


def page(files: dict[str, bytes], name: str) -> Any:
    return html.document_fromstring(files[name].decode("utf-8"))


def words(element: Any) -> str:
    return " ".join(element.text_content().split())


def test_subjects_stand_below_those_of_which_they_are_parts(files: dict[str, bytes]) -> None:
    listed = page(files, "subjects.html")
    (top,) = listed.xpath("//main/ul")
    assert [words(li.find("a")) for li in top] == ["Weather", "Talk", "Old Friends"]
    assert [words(li) for li in top[0].xpath("ul/li")] == ["Rain 3", "Thunder 1"]
    assert words(top[0].xpath("span")[0]) == "4", "an entry of a part counts for the whole"
    assert words(top[0].xpath("p")[0]) == "what falls."


def test_a_subject_has_every_entry_and_every_passage(files: dict[str, bytes]) -> None:
    rain = page(files, "subjects/rain.html")
    assert [words(li) for li in rain.xpath("//section[@class='mentions']//li")] == [
        "5 February 1939 Butler said “so” of rain.",
        "6 February 1939 Rain. I didn’t go.",
        "7 February 1939 See Friday, and it.",
    ]
    assert [words(mark) for mark in rain.xpath("//mark")] == ["rain"]
    assert [words(p) for p in rain.xpath("//p[@class='around']")] == ["Part of Weather"]
    assert [words(p) for p in page(files, "subjects/weather.html").xpath("//p[@class='around']")] == [
        "In particular Rain · Thunder"
    ]
    talk = page(files, "subjects/talk.html")
    assert [words(mark) for mark in talk.xpath("//mark")] == ["said “so” of rain"]
    assert len(talk.xpath("//section[@class='mentions']//li")) == 2, "a keyword of that name is that subject"
    assert b"e1939-02-07" not in files["subjects/thunder.html"]
    assert "8 February" in words(page(files, "subjects/thunder.html"))


def test_a_keyword_that_every_entry_has_is_no_subject(folder: Path) -> None:
    common = "<term>Diary entry</term><term>talk</term></keywords></textClass></profileDesc>"
    for file in (folder / "tei").glob("*.xml"):
        text = file.read_text("utf-8")
        if KEYWORDS in text:
            text = text.replace("</keywords></textClass></profileDesc>", common)
        elif RAIN not in text:
            text = text.replace("</fileDesc>", f"</fileDesc><profileDesc><textClass><keywords>{common}")
        else:
            text = text.replace("</textClass></profileDesc>", f"<keywords>{common}")
        file.write_text(text, encoding="utf-8")
    listed = page(make_site(collect(folder)).files, "subjects.html").xpath("//ul//a/text()")
    assert "Diary entry" not in listed
    assert {"Talk", "Old Friends"} <= set(listed)  # a category of the register stays, and what only some entries have


def test_an_entry_says_what_it_is_about(files: dict[str, bytes]) -> None:
    def said(day: int) -> list[tuple[str, str]]:
        found = page(files, f"entries/{DAYS[day].isoformat()}.html")
        return [(words(a), a.get("href")) for a in found.xpath("//p[@class='subjects-of-entry']/a")]

    assert said(4) == [
        ("Talk", "../subjects/talk.html"),
        ("Old Friends", "../subjects/subject-old-friends.html"),
        ("Rain", "../subjects/rain.html"),
    ]
    assert said(5) == [("Thunder", "../subjects/thunder.html")]
    assert said(2) == []
    (term,) = page(files, f"entries/{DAYS[2].isoformat()}.html").xpath("//a[@class='name category']")
    assert (words(term), term.get("data-card")) == ("rain", "card-rain")


def test_events_and_works_have_their_pages(files: dict[str, bytes]) -> None:
    congress = page(files, "events/congress.html")
    assert (words(congress.find(".//h1")), words(congress.xpath("//p[@class='life']")[0])) == ("The Congress", "1815")
    assert words(page(files, "works/memoirs.html").find(".//h1")) == "Memoirs"
    leads = [a.get("href") for a in page(files, "index.html").xpath("//header//nav/a")]
    assert leads[2:7] == ["persons.html", "places.html", "subjects.html", "events.html", "works.html"]
    assert "https://tiny.example/subjects/rain.html" in files["sitemap.xml"].decode()


def test_an_authority_number_of_a_subject_is_in_the_beacon(files: dict[str, bytes]) -> None:
    assert "4185112-4|1|https://tiny.example/subjects/thunder.html" in files["beacon-gnd.txt"].decode()


@pytest.mark.skipif(not can_search(), reason="needs Pagefind")
def test_the_search_can_be_narrowed_to_a_subject(files: dict[str, bytes]) -> None:
    assert json.loads(files["search/subject.json"]) == [
        ["subject-old-friends", "Old Friends"], ["rain", "Rain"], ["talk", "Talk"], ["thunder", "Thunder"],
    ]  # fmt: skip
    assert page(files, "search.html").xpath("//input[@name='subject']")


def made(folder: Path) -> set[str]:
    names = {name for name, _ in build(folder, frozenset({"site"})).made}
    return {name for name in names if name.startswith(("site/subjects", "site/entries/1"))}


def change(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new), encoding="utf-8")


def test_a_change_of_a_subject_makes_its_pages_and_no_others(folder: Path) -> None:
    build(folder, frozenset({"site"}))
    change(folder, "subjects.xml", "<catDesc>Rain</catDesc>", "<catDesc>Rain and snow</catDesc>")
    days = {f"site/entries/{DAYS[day].isoformat()}" for day in (2, 3, 4)}
    # Its own page, that of the broader one which names it, and the list.
    assert made(folder) == {"site/subjects", "site/subjects/rain", "site/subjects/weather", *days}
    change(folder, "subjects.xml", 'ana="#thunder"', 'ana="#talk"')
    assert made(folder) == {
        "site/subjects", "site/subjects/thunder", "site/subjects/talk",
        f"site/entries/{DAYS[4].isoformat()}", f"site/entries/{DAYS[2].isoformat()}",
        f"site/entries/{DAYS[5].isoformat()}",
    }  # fmt: skip
    site = folder / "build" / "site"
    tree = {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}
    assert tree == make_site(collect(folder)).files


PERSON = """<person xml:id="thorne"><persName>Edmund Thorne</persName>
<birth when="1880-05-01"><placeName ref="#sarnovo">Sarnovo</placeName></birth><death notBefore="1951" notAfter="1953"/>
<occupation from="1911" to="1950">Banker</occupation><affiliation ref="#sarnovo"/>
<event when="1930-02-03"><label>Ruin</label><desc>and what followed</desc></event>
<idno type="GND">118540238</idno><idno type="URI">https://viaf.org/viaf/17</idno><idno type="shelf">7</idno></person>"""


def test_someones_page_says_what_the_register_does(tmp_path: Path) -> None:
    edition = tiny_edition()
    old = '<person xml:id="thorne"><persName>Edmund Thorne</persName><birth when="1880"/><death when="1951"/></person>'
    persons = edition["register/persons.xml"]
    assert old in persons
    relations = '<listRelation><relation name="cousin" mutual="#thorne #butler"/>'
    relations += '<relation name="teacher" active="#diarist" passive="#thorne"/></listRelation></listPerson>'
    edition["register/persons.xml"] = persons.replace(old, PERSON).replace("</listPerson>", relations)
    folder = written(edition, tmp_path)
    thorne = page(make_site(collect(folder)).files, "persons/thorne.html")
    assert [words(one) for one in thorne.xpath("//dl/*")] == [
        "Born", "1 May 1880, Sarnovo", "Died", "between 1951 and 1953", "Occupation", "Banker (1911 – 1950)",
        "Affiliation", "Sarnovo", "Events", "Ruin: and what followed (3 February 1930)",
        "Relations", "cousin: Horace Butler", "teacher: Pavel Arsenin",
    ]  # fmt: skip
    assert [(words(a), a.get("href")) for a in thorne.xpath("//dl//a")] == [
        ("Sarnovo", "../places/sarnovo.html"), ("Sarnovo", "../places/sarnovo.html"),
        ("Horace Butler", "../persons/butler.html"), ("Pavel Arsenin", "../persons/diarist.html"),
    ]  # fmt: skip
    assert [(words(one), one.get("href")) for one in thorne.xpath("//p[@class='authorities']/*")] == [
        ("GND", "https://d-nb.info/gnd/118540238"), ("VIAF", "https://viaf.org/viaf/17"), ("shelf 7", None),
    ]  # fmt: skip
    diarist = page(make_site(collect(folder)).files, "persons/diarist.html")
    assert [words(one) for one in diarist.xpath("//dl/dd")] == ["teacher → Edmund Thorne (1880–1951)"]
