"""The edition as a whole: each rule with an edition that has the fault, and with one that only seems to have it."""

from __future__ import annotations

import datetime
import pickle
import random
import shutil
import tarfile
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import ROOT, shared
from test_cli import tei
from tiny_edition import (
    CONFIGURATION,
    DAYS,
    PERSONS,
    PLACES,
    TEXTS,
    Files,
    document,
    entry,
    path_of,
    place_in,
    register,
    tiny_edition,
    whole,
    written,
)

from tei_toolkit.edition_kinds import EDITION_KINDS
from tei_toolkit.findings import Severity
from tei_toolkit.publish.edition_check import edition_findings, view_of, with_edition_findings
from tei_toolkit.validate import validate
from tei_toolkit.validate.edition import findings_of_edition

SAMPLE = ROOT / "editions" / "sarnovo-diary"
FRIDAY, SATURDAY, SUNDAY, MONDAY = (path_of(day) for day in DAYS[:4])
PERSONS_XML, PLACES_XML = "register/persons.xml", "register/places.xml"

Change = Callable[[Files], None]


def changed(path: str, old: str, new: str) -> Change:
    """The edition with something in a file replaced."""

    def change(files: Files) -> None:
        assert old in files[path]
        files[path] = files[path].replace(old, new, 1)

    return change


def with_text(number: int, text: str) -> Change:
    return changed(path_of(DAYS[number]), TEXTS[number], text)


def with_file(path: str, content: str) -> Change:
    return lambda files: files.update({path: content})


def without(path: str) -> Change:
    def change(files: Files) -> None:
        del files[path]

    return change


def both(*changes: Change) -> Change:
    def change(files: Files) -> None:
        for one in changes:
            one(files)

    return change


def more_days(number: int, *left_out: int) -> Change:
    """Entries on each of so many days after the tiny edition's, but for some."""
    days = [DAYS[-1] + datetime.timedelta(days=after + 1) for after in range(number) if after not in left_out]
    return lambda files: files.update({path_of(day): whole(entry(day, "<p>Rain.</p>")) for day in days})


def pages(*numbers: str) -> Change:
    """A text of many pages after those of the tiny edition; without images, which are not the matter here."""
    breaks = "".join(f'<p><pb n="{n}"/>Text.</p>' for n in numbers)
    return both(
        changed("edition.toml", 'images = "images/page-{n}.jpg"', ""),
        lambda files: files.update({path_of(DAYS[-1]): whole(entry(DAYS[-1], f"<p>Text.</p>{breaks}"))}),
    )


def person(id_: str, inside: str) -> Change:
    """One more in the register, named in the Friday's entry."""
    return both(
        changed(PERSONS_XML, "</listPerson>", f'<person xml:id="{id_}">{inside}</person>\n</listPerson>'),
        changed(FRIDAY, "<p>", f'<p><persName ref="#{id_}">X</persName> '),
    )


def scheme(pattern: str, replacement: str) -> str:
    return (
        f'<encodingDesc><listPrefixDef><prefixDef ident="reg" matchPattern="{pattern}" replacementPattern="{replacement}">'
        "<p>The register.</p></prefixDef></listPrefixDef></encodingDesc>"
    )


def named_by(header: str, ref: str) -> Change:
    """The Friday's entry with a header and a name."""
    text = f'<p><pb n="11"/><persName ref="{ref}">Thorne</persName></p>'
    return with_file(FRIDAY, whole(entry(DAYS[0], text), header))


def versions(paragraphs: dict[str, str], *others: str) -> Change:
    """A second version of the text: some entries with these paragraphs, the others as they are."""

    def change(files: Files) -> None:
        files["edition.toml"] = files["edition.toml"].replace(
            "[register]", '[[texts]]\nid = "copy"\ntitle = "Copy"\nlanguage = "en"\nsources = []\n\n[register]'
        )
        for day, text in zip(DAYS, TEXTS, strict=True):
            if day.isoformat() not in others:
                files[f"tei/copy/{day}.xml"] = whole(entry(day, paragraphs.get(day.isoformat(), text)))

    return change


def several_dead(count: int, died: str) -> Change:
    """Somebody who died then, named in the first entries."""
    changes = [changed(path_of(day), "<p>", '<p><persName ref="#old">Old</persName> ') for day in DAYS[:count]]
    inside = f'<person xml:id="old"><persName>Old Moore</persName><death when="{died}"/></person>\n</listPerson>'
    return both(changed(PERSONS_XML, "</listPerson>", inside), *changes)


NOTES = document('<text><body><div type="notes">\n<note xml:id="n1">On Thorne.</note>\n</div></body></text>')
HEAD_OF_FRIDAY = '<date when="1939-02-03">Friday, 3 February 1939</date>'

FAULTS: dict[str, tuple[str, Change, str, str, str]] = {
    "a name that nobody bears": (
        "REF-02", changed(FRIDAY, "#thorne", "#thorn"), FRIDAY, 'ref="#thorn"', "Did you mean “#thorne”?"),
    "a reference without its sharp": (
        "REF-02", changed(FRIDAY, "#thorne", "thorne"), FRIDAY, 'ref="thorne"', "the # is missing"),
    "a sharp and no id": ("REF-02", changed(FRIDAY, "#thorne", "#"), FRIDAY, 'ref="#"', "is a # without an id"),
    "a file that is not there": (
        "REF-02", changed(path_of(DAYS[4]), "1939-02-03.xml#", "1939-02-30.xml#"), path_of(DAYS[4]), "target=",
        "1939-02-30.xml has no such id, or is not there"),
    "an id that a file has not": (
        "REF-02", changed(path_of(DAYS[4]), "#e1939", "#f1939"), path_of(DAYS[4]), "target=", "has no such id"),
    "somebody responsible who is nobody": (
        "REF-02", changed(FRIDAY, "#editor", "#editr"), FRIDAY, 'resp="#editr"', "neither this document nor a register"),
    "a partner that is none": (
        "REF-02", changed(FRIDAY, "<p>", '<p corresp="#p7">'), FRIDAY, 'corresp="#p7"', "@corresp of <p>"),
    "a surface that is none": (
        "REF-02", changed(FRIDAY, '<pb n="11"', '<pb n="11" facs="#s11"'), FRIDAY, 'facs="#s11"', "@facs of <pb>"),
    "a speaker who is nobody": (
        "REF-02", with_text(1, '<p>“N.” <said who="#nobody">“Yes”</said> <pb n="12"/>'
                               '<placeName ref="#sarnovo">S.</placeName></p>'),
        SATURDAY, 'who="#nobody"', "@who of <said>"),
    "a scheme that leads nowhere": (
        "REF-02", named_by(scheme("(.+)", "register/persons.xml#$1"), "reg:thorn"), FRIDAY, 'ref="reg:thorn"',
        "what its prefix stands for is not in the edition"),
    "a register that is missing": (
        "REF-03", both(changed("edition.toml", 'files = ["register/persons.xml", "register/places.xml"]', ""),
                       without(PERSONS_XML), without(PLACES_XML), changed(path_of(DAYS[5]), "register/persons.xml", ""),
                       changed(SATURDAY, ' ref="#sarnovo"', "")),
        FRIDAY, 'ref="#thorne"', "edition.toml names no register"),
    "a prefix that nobody explains": (
        "REF-04", named_by("", "#thorne gnd:118540238"), FRIDAY, 'ref="#thorne gnd', "“gnd:” is used once"),
    "two entries of one id": (
        "ID-02", with_file("tei/1939-02-03-2.xml", whole(entry(DAYS[0], "<p>Again.</p>", "Evening", ""))),
        "tei/1939-02-03-2.xml",
        'xml:id="e1939-02-03"', f"is that of an entry in {FRIDAY} already"),
    "an id in two files": (
        "ID-03", both(changed(FRIDAY, "Met ", "".join(f'<seg xml:id="p{n}">Met</seg> ' for n in range(30))),
                     changed(SATURDAY, "<p>", '<p xml:id="p1">')),
        SATURDAY, 'xml:id="p1"', f"The xml:id “p1” stands in {FRIDAY} too"),
    "an id in two registers": (
        "REG-01", changed(PLACES_XML, 'xml:id="sarnovo"', 'xml:id="sarnovo"/><place xml:id="butler"'), PLACES_XML,
        'xml:id="butler"', "is that of a <person> in register/persons.xml already"),
    "somebody whom nobody names": (
        "REG-03", changed(SUNDAY, ' ref="#butler"', ""), PERSONS_XML, 'xml:id="butler"',
        "Horace Butler [butler] is named nowhere"),
    "a death before the birth": (
        "REG-05", changed(PERSONS_XML, '<death when="1951"/>', '<death when="1851"/>'), PERSONS_XML,
        '<person xml:id="thorne"', "died in 1851 but was born in 1880"),
    "a number of two persons": (
        "REG-07", person("x", '<persName>Y</persName><idno>https://d-nb.info/gnd/118540238</idno>'), PERSONS_XML,
        "<idno>https", "has the GND number 118540238, which is that of Horace Butler [butler] too"),
    "a name of two persons": (
        "REG-08", person("x", "<persName>Horace Butler</persName>"), PERSONS_XML, '<person xml:id="x"',
        "has the name of Horace Butler [butler]"),
    "somebody who is not born yet": (
        "REG-09", changed(PERSONS_XML, '<birth when="1880"/>', '<birth when="1939-02-05"/>'), FRIDAY, 'ref="#thorne"',
        "The entry of 1939-02-03 names Edmund Thorne (1939–1951) [thorne], who was born in 1939-02-05."),
    "somebody who is dead, and everywhere": (
        "REG-10", several_dead(5, "1937"), FRIDAY, 'ref="#old"', "named in 5 entries, from 1939-02-03 on, but died in 1937"),
    "a file out of order": (
        "DATE-01", both(*(with_file(f"tei/{n:02}.xml", content) for n, content in enumerate(
            whole(entry(datetime.date(1939, 1, day), "<p>Rain.</p>", "", f"1939-01-{day:02}", f"x{n}"))
            for n, day in enumerate((1, 2, 3, 20, 4, 5, 6, 7, 8))))),
        "tei/03.xml", "when=", "The entry of 1939-01-20 stands between that of 1939-01-03 and that of 1939-01-04."),
    "an entry out of order in its file": (
        "DATE-01", with_file("tei/1939-03.xml", whole("\n".join(
            entry(datetime.date(1939, 3, day), "<p>Rain.</p>") for day in (1, 4, 2, 3)))),
        "tei/1939-03.xml", 'when="1939-03-04"', "The entry of 1939-03-04 stands between"),
    "the wrong weekday": (
        "DATE-02", changed(FRIDAY, "Friday, 3", "Thursday, 3"), FRIDAY, "<head>",
        "“Thursday, 3 February 1939” says Thursday, but 1939-02-03 was a Friday."),
    "a day that there is not": (
        "DATE-03", with_file("tei/zz.xml", whole(entry(DAYS[0], "<p>Rain.</p>", "31 April", "", "zz"))), "tei/zz.xml",
        "<head>", "“31 April” names day 31 of month 4, which there is not."),
    "a day that is missing": (
        "DATE-05", more_days(40, 10, 20, 21), path_of(DAYS[-1] + datetime.timedelta(days=12)), 'when="',
        "In 1939 3 days have no entry, though those around have: 1939-02-20, 1939-03-02 to 1939-03-03."),
    "a heading and its value": (
        "DATE-06", changed(FRIDAY, "Friday, 3 February 1939", "13 February"), FRIDAY, "<head>",
        "“13 February” is written, but the value is 1939-02-03."),
    "a file and its heading": (
        "DATE-06", lambda files: files.update({"tei/1939-02-23.xml": files.pop(FRIDAY).replace("", "")}
                                              | {path_of(DAYS[4]): whole(entry(DAYS[4], "<p>Rain.</p>"))}),
        "tei/1939-02-23.xml", "<div", "The file name says 1939-02-23, but the heading 1939-02-03."),
    "a date and its value": (
        "DATE-06", changed(SATURDAY, "<p>", '<p>On <date when="1939-01-02">2 February</date> '), SATURDAY,
        'when="1939-01-02"', "“2 February” is written"),
    "a page twice": (
        "PAGE-01", both(changed(MONDAY, 'n="13"', 'n="12"'), without("images/page-13.jpg")), MONDAY, 'n="12"',
        f"Page 12 begins here, but in {SATURDAY} already."),
    "a page left out": (
        "PAGE-02", pages("15", "16", "17", "19", "20", "21"), path_of(DAYS[-1]), 'n="19"', "page 18 begins nowhere"),
    "a page with a wrong number": (
        "PAGE-02", pages("15", "61", "17", "18", "19", "20", "21"), path_of(DAYS[-1]), 'n="61"',
        "Page 61 stands between 15 and 17."),
    "a leaf left out": (
        "PAGE-02", pages("1r", "1v", "2r", "2v", "3r", "3v", "5r"), path_of(DAYS[-1]), 'n="5r"', "Page 5r follows page 3v"),
    "an image that is missing": (
        "IMAGE-01", without("images/page-12.jpg"), SATURDAY, 'n="12"', "images/page-12.jpg is not there"),
    "a drawing that is missing": (
        "IMAGE-01", changed(FRIDAY, "Met ", '<figure><graphic url="../images/hat.jpg"/></figure>'), FRIDAY,
        'url="../images/hat.jpg"', "There is no image ../images/hat.jpg"),
    "all images missing": (
        "IMAGE-01", both(*(without(f"images/page-{n}.jpg") for n in range(11, 15))), "edition.toml", "",
        "None of the 4 pages of Diary has an image"),
    "an image too many in the folder": (
        "IMAGE-02", with_file("images/page-15.jpg", ""), "edition.toml", "", "images/page-15.jpg"),
    "an image twice": (
        "IMAGE-03", changed(FRIDAY, "<text>", "<facsimile><graphic url='https://example.org/1.jpg'/>"
                                              "<graphic  url='https://example.org/1.jpg'/></facsimile><text>"),
        FRIDAY, "url='https://example.org/1.jpg'/></f", "1.jpg stands here for the second time"),
    "an image too many in an entry": (
        "IMAGE-03", both(
            changed(FRIDAY, "<text>", "<facsimile><graphic url='https://x.org/1.jpg'/>"
                                      "<graphic  url='https://x.org/2.jpg'/></facsimile><text>"),
            changed(SATURDAY, "<text>", "<facsimile><graphic url='https://x.org/1.jpg'/></facsimile><text>")),
        FRIDAY, "url='https://x.org/2.jpg'", f"the next entry, {SATURDAY}, begins on 1.jpg already"),
    "a note that belongs to nothing": (
        "NOTE-01", with_file("tei_notes.xml", NOTES), "tei_notes.xml", "<note", "Nothing in the text leads to the note “n1”"),
    "a name without one": (
        "EMPTY-01", changed(FRIDAY, "Met ", '<persName ref="#thorne"> </persName>'), FRIDAY, '<persName ref="#thorne"> ',
        "There is nothing in this <persName>."),
    "a paragraph without a word": ("EMPTY-01", changed(FRIDAY, "<p>", "<p/><p>"), FRIDAY, "<p/>", "this <p>"),
    "a heading without a word": (
        "EMPTY-01", changed(FRIDAY, HEAD_OF_FRIDAY, ""), FRIDAY, "<head>", "There is nothing in this <head>."),
    "straight quotation marks": (
        "QUOTE-01", both(changed(FRIDAY, "Met ", '"Met" '), *(changed(path_of(day), "<p>", "<p>“A” “B” “C” ")
                                                              for day in DAYS)),
        FRIDAY, '"Met', "There are 2 straight quotation marks in this file; elsewhere Diary has “ ”."),
    "a straight apostrophe": (
        "QUOTE-01", both(changed(FRIDAY, "Met ", "Met, didn't we, "), *(changed(path_of(day), "<p>", "<p>I’d we’d you’d ")
                                                                        for day in DAYS)),
        FRIDAY, "'t we", "There is a straight apostrophe in this file"),
    "quotation marks of another kind": (
        "QUOTE-02", both(changed(FRIDAY, "Met ", "«Met» "), *(changed(path_of(day), "<p>", "<p>“A” “B” “C” ")
                                                              for day in DAYS)),
        FRIDAY, "«Met", "Quotation marks « » stand in this file once; elsewhere Diary has “ ”."),
    "an entry without a partner": (
        "PAIR-01", versions({}, "1939-02-05"), SUNDAY, 'xml:id="e1939', "The entry e1939-02-05 of Diary has no partner in Copy."),
    "a paragraph more": (
        "PAIR-02", versions({"1939-02-05": "<p>One.</p><p>Two.</p>"}), "tei/copy/1939-02-05.xml", 'xml:id="e1939-02-05"',
        "has 2 paragraphs in Copy, but 1 in Diary"),
    "a paragraph without a partner": (
        "PAIR-03", versions({"1939-02-05": f'<p corresp="../../{SUNDAY}#e1939-02-05">One.</p>'}),
        SUNDAY, "<p><persName", "This paragraph has no partner in Copy."),
}  # fmt: skip

SEEMING: dict[str, Change] = {
    "a scheme that leads to the register": named_by(scheme("(.+)", "register/persons.xml#$1"), "reg:thorne"),
    "a scheme that leads to the web": named_by(scheme("(.+)", "https://example.org/$1"), "reg:1 #thorne"),
    "a path from the document": changed(FRIDAY, "#thorne", "../register/persons.xml#thorne"),
    "a file of the edition that is no TEI": both(
        changed(SATURDAY, "Sarnovo<", "Sarnovo<"), with_file("letter.pdf", ""), changed(
            path_of(DAYS[4]), "https://example.org/", "../letter.pdf")),
    "an entry by its file without an ending": changed(path_of(DAYS[4]), "1939-02-03.xml#e1939-02-03", "1939-02-03"),
    "somebody responsible who stands in the register": changed(FRIDAY, "#editor", "#butler"),
    "a person in the document itself": both(
        changed(FRIDAY, "</teiHeader>", '<profileDesc><particDesc><listPerson><person xml:id="cook">'
                "<persName>the cook</persName></person></listPerson></particDesc></profileDesc></teiHeader>"),
        changed(FRIDAY, "#thorne", "#cook")),
    "a list of notes each for itself": both(*(changed(path_of(day), "<p>", '<p xml:id="p1">') for day in DAYS)),
    "two of one name with their years": person("x", '<persName>Edmund Thorne</persName><birth when="1911"/>'),
    "two of one surname": both(person("x", "<persName>Butler</persName>"), person("y", "<persName>Butler</persName>")),
    "the same digits of two authorities": person("x", '<persName>Y</persName><idno type="viaf">118540238</idno>'),
    "a number that is none of an authority": both(
        person("x", '<persName>Y</persName><idno type="page">7</idno>'),
        person("z", '<persName>Z</persName><idno type="page">7</idno>')),
    "the day of a birth": changed(PERSONS_XML, '<birth when="1880"/>', '<birth when="1939-02"/>'),
    "the long dead": several_dead(5, "1837"),
    "the dead, once": several_dead(4, "1937"),
    "two entries of a day": with_file("tei/1939-02-03-2.xml", whole(entry(DAYS[0], "<p>R.</p>", id_="e1939-02-03-2"))),
    "a heading in the old style": changed(FRIDAY, "Friday, 3 February 1939", "21 January 1939"),
    "a heading in both styles": changed(FRIDAY, "Friday, 3 February 1939", "21 January (3 February) 1939"),
    "a heading with another date in it": changed(FRIDAY, "</head>", ", on my letter of 1 February</head>"),
    "a slip that the editor has put right": changed(FRIDAY, "3 February 1939", "31 February 1939"),
    "a date in words": changed(SATURDAY, "<p>", '<p><date when="1939-02-03">Yesterday</date> '),
    "a span of days": changed(SATURDAY, "<p>", '<p><date when="1939-02-03">3–5 February</date> '),
    "a diary with pauses": both(without("images/page-14.jpg"), *(without(path_of(day)) for day in (DAYS[2], DAYS[5])),
                                changed(PERSONS_XML, '<person xml:id="butler"><persName>Horace Butler</persName>'
                                        '<idno type="gnd">118540238</idno></person>', "")),
    "a volume that begins anew": pages("15", "16", "17", "18", "1", "2", "3", "4"),
    "pages of an excerpt": pages("20", "31", "47", "48", "90", "104"),
    "pages of another edition": changed(SATURDAY, '<pb n="12"/>', '<pb n="12"/><pb n="12" ed="1950"/>'),
    "images on the web": changed("edition.toml", "images/page-{n}.jpg", "https://example.org/{n}.jpg"),
    "a page that another entry shares": both(
        changed(FRIDAY, "<text>", "<facsimile><graphic url='https://x.org/1.jpg'/></facsimile><text>"),
        changed(SATURDAY, "<text>", "<facsimile><graphic url='https://x.org/1.jpg'/></facsimile><text>")),
    "a note that the text names": both(
        with_file("notes.xml", NOTES), changed(FRIDAY, "Met ", '<ref target="../notes.xml#n1">Met</ref> ')),
    "a note that names the text": with_file("notes.xml", NOTES.replace('xml:id="n1"', f'target="{FRIDAY}#e1939-02-03"')),
    "a milestone in a paragraph": with_text(3, '<p>Rain. I didn’t go. “So”.</p><p><pb n="13"/></p>'),
    "nothing in a date": changed(FRIDAY, "Met ", '<date when="1939-02-03"/>Met '),
    "straight signs throughout": both(*(lambda files, path=path_of(day): files.update(
        {path: files[path].replace("“", '"').replace("”", '"').replace("’", "&apos;")}) for day in DAYS)),
    "a quotation within a quotation": both(*(changed(path_of(day), "<p>", "<p>“A «B» C” “D” “E” ") for day in DAYS)),
    "a version of a part": versions({}, *(day.isoformat() for day in DAYS[:3])),
    "partners by corresp": versions(
        {"1939-02-05": f'<p corresp="../../{SUNDAY}#p1">One.</p><p corresp="../../{SUNDAY}#p1">Two.</p>'}),
}  # fmt: skip
# A partner has an id to be pointed to.
SEEMING["partners by corresp"] = both(SEEMING["partners by corresp"], changed(SUNDAY, "<p>", '<p xml:id="p1">'))


def made(change: Change, folder: Path) -> Files:
    files = tiny_edition()
    change(files)
    if "tei/copy/1939-02-03.xml" in files:
        # Where there are two versions the first lies beside the second, in the folder itself.
        files["edition.toml"] = files["edition.toml"].replace("images/page", "https://example.org/page")
    written(files, folder)
    return files


def test_the_tiny_edition_has_no_fault(tmp_path: Path) -> None:
    assert [str(finding) for finding in edition_findings(written(tiny_edition(), tmp_path))] == []


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_found_where_it_is(name: str, tmp_path: Path) -> None:
    code, change, path, marked, said = FAULTS[name]
    files = made(change, tmp_path)
    (finding,) = edition_findings(tmp_path)
    assert (finding.code, finding.file) == (code, path), str(finding)
    assert said in f"{finding.message} {finding.hint}", str(finding)
    place = place_in(files[path], marked) if marked else (0, 0)
    assert (finding.line, finding.column) == place, str(finding)


@pytest.mark.parametrize("name", SEEMING)
def test_what_only_seems_a_fault_is_none(name: str, tmp_path: Path) -> None:
    made(SEEMING[name], tmp_path)
    assert [str(finding) for finding in edition_findings(tmp_path)] == []


def test_each_code_has_its_fault() -> None:
    codes = {code for code, *_ in EDITION_KINDS} | {"DATE-01", "DATE-02", "DATE-03", "REG-01", "REG-03", "REG-05"}
    assert {code for code, *_ in FAULTS.values()} == codes


def test_headings_in_other_languages(tmp_path: Path) -> None:
    written_days = {
        "de": "Donnerstag, 3. Februar 1939",
        "ru": "Четверг, 3 февраля 1939 г.",
        "fr": "Jeudi 3 février 1939",
    }
    for language, heading in written_days.items():
        files = tiny_edition() | {FRIDAY: whole(entry(DAYS[0], TEXTS[0], heading), language=language)}
        (finding,) = edition_findings(written(files, tmp_path))
        assert (finding.code, finding.value) == ("DATE-02", heading)


def test_weekdays_of_a_diary_in_the_old_style_are_on_its_own_calendar(tmp_path: Path) -> None:
    """Some editions leave @when in the Julian calendar; then so are the weekdays of all headings."""
    days = [datetime.date(1905, 3, day) for day in range(6, 12)]
    files = {"edition.toml": CONFIGURATION.replace('images = "images/page-{n}.jpg"', "").split("[register]")[0]}
    for number, day in enumerate(days):
        weekday = (day + datetime.timedelta(days=13)).strftime("%A") if number != 2 else "Friday"
        files[path_of(day)] = whole(entry(day, "<p>Rain.</p>", f"{weekday}, {day.day} March"))
    (finding,) = edition_findings(written(files, tmp_path))
    assert (finding.code, finding.file) == ("DATE-02", path_of(days[2]))


def test_a_register_of_works_that_is_missing_is_said_once(tmp_path: Path) -> None:
    works = "".join(f'<rs type="work" ref="#w{n}">Work</rs>' for n in range(30))
    made(changed(FRIDAY, "Met ", works), tmp_path)
    (finding,) = edition_findings(tmp_path)
    assert finding.code == "REF-03"
    assert finding.message.startswith('<rs type="work"> points to 30 ids (30 references), and no register has them')


def test_a_register_for_several_editions_is_said_once(tmp_path: Path) -> None:
    others = "".join(f'<person xml:id="p{n}"><persName>Somebody</persName></person>' for n in range(40))
    made(changed(PERSONS_XML, "</listPerson>", f"{others}</listPerson>"), tmp_path)
    (finding,) = edition_findings(tmp_path)
    assert (finding.code, finding.message[:16]) == ("REG-03", "40 of 43 entries")


def test_the_sample_edition_has_neither_errors_nor_warnings() -> None:
    found = edition_findings(SAMPLE)
    assert [str(finding) for finding in found if finding.severity is not Severity.INFO] == []
    assert Counter(finding.code for finding in found) == {"REG-03": 1, "PAIR-02": 2}


@pytest.mark.parametrize("name", FAULTS)
def test_the_order_of_the_files_does_not_matter(name: str, tmp_path: Path) -> None:
    made(FAULTS[name][1], tmp_path)
    view = view_of(tmp_path)
    chance = random.Random(name)

    def read(path: str) -> bytes:
        return (tmp_path / path).read_bytes()

    expected = findings_of_edition(view, read)
    for _ in range(3):
        texts = tuple((text, tuple(chance.sample(documents, len(documents)))) for text, documents in view.texts)
        registers = tuple(chance.sample(view.registers, len(view.registers)))
        assert findings_of_edition(replace(view, texts=texts, registers=registers), read) == expected


def test_several_processes_find_the_same(tmp_path: Path) -> None:
    made(both(more_days(150, 20), changed(FRIDAY, "#thorne", "#thorn")), tmp_path)
    alone = edition_findings(tmp_path)
    assert {finding.code for finding in alone} == {"DATE-05", "REF-02"}
    assert edition_findings(tmp_path, jobs=2) == alone


def test_a_survey_is_small_and_can_be_sent() -> None:
    for document_ in view_of(SAMPLE).documents:
        sent = pickle.dumps(document_)
        assert pickle.loads(sent) == document_
        assert len(sent) < (SAMPLE / document_.path).stat().st_size


def test_files_that_are_no_tei_are_left_to_the_check_of_documents(tmp_path: Path) -> None:
    made(both(with_file("tei/broken.xml", "<TEI"), with_file("tei/other.xml", "<html/>"),
              with_file("register/places.xml", "<listPlace"), changed(SATURDAY, ' ref="#sarnovo"', "")), tmp_path)  # fmt: skip
    assert edition_findings(tmp_path) == []


def test_an_edition_supersedes_what_a_single_document_knows(tmp_path: Path) -> None:
    """Somebody who is responsible may stand in the register; a document by itself cannot know."""
    made(both(changed(FRIDAY, "#editor", "#butler"), changed(SATURDAY, "<p>", '<p resp="#nobody">')), tmp_path)
    paths = [tmp_path / FRIDAY, tmp_path / SATURDAY]
    alone = [one for one in validate((str(path), path.read_bytes()) for path in paths) if one.code == "REF-01"]
    assert len(alone) == 2
    (finding,) = with_edition_findings(alone, paths)
    assert (finding.code, finding.file, finding.value) == ("REF-02", str(tmp_path / SATURDAY), "#nobody")


def test_of_one_file_only_its_own_findings_are_told(tmp_path: Path) -> None:
    made(both(changed(FRIDAY, "#thorne", "#thorn"), changed(SATURDAY, "#sarnovo", "#sarnow")), tmp_path)
    assert [one.value for one in with_edition_findings([], [tmp_path / FRIDAY])] == ["#thorn"]


def test_the_command_checks_the_edition(tmp_path: Path) -> None:
    shutil.copytree(SAMPLE, tmp_path / "edition", ignore=shutil.ignore_patterns("build"))
    page = tmp_path / "edition" / "tei" / "translation" / "1939-02-03.xml"
    text = page.read_text(encoding="utf-8").replace("#gradobitov", "#gradobitow")
    page.write_text(text, encoding="utf-8")
    line, column = place_in(text, 'ref="#gradobitow"')
    (tmp_path / "edition" / "images" / "notebook-99.jpg").write_bytes(b"")
    done = tei("validate", "edition", cwd=tmp_path)
    assert done.returncode == 1
    assert f"{Path('edition/tei/translation/1939-02-03.xml')}:{line}:{column}: error REF-02" in done.stdout
    assert f"{Path('edition/edition.toml')}: info IMAGE-02" in done.stdout
    assert "images/notebook-99.jpg" in done.stdout
    done = tei("validate", page.name, cwd=page.parent)
    assert done.stdout.count("REF-02") == done.stdout.count(" error ") == 1


def test_a_wrong_edition_toml_is_one_sentence(tmp_path: Path) -> None:
    files = tiny_edition() | {"edition.toml": "[edition]\n"}
    done = tei("validate", written(files, tmp_path) / FRIDAY)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.endswith("edition.toml: [edition] needs a title.\n")


def test_real_entries_give_no_false_alarms(tmp_path: Path) -> None:
    """Some hundred entries of a published diary: what is found was looked at, and is so."""
    archive = shared("corpora", "schnitzler-editions.tar.xz")
    unpack(archive, tmp_path / "tei", lambda name: "1912-0" in name or "1891-06" in name)
    (tmp_path / "edition.toml").write_text(
        '[edition]\ntitle = "Tagebuch"\n[[texts]]\nid = "text"\ntitle = "Tagebuch"\nlanguage = "de"\nsources = []\n',
        encoding="utf-8",
    )
    found = edition_findings(tmp_path)
    assert len(list((tmp_path / "tei").iterdir())) > 200
    (weekday,) = [finding for finding in found if finding.code == "DATE-02"]
    assert "Dienstag, 17. Juni 1891" in weekday.message
    assert len([finding for finding in found if finding.code not in ("REF-03", "DATE-02")]) <= 6


def unpack(archive: Path, folder: Path, wanted: Callable[[str], bool]) -> None:
    folder.mkdir()
    with tarfile.open(archive) as tar:
        for member in tar:
            content = tar.extractfile(member) if wanted(member.name) else None
            if content:
                (folder / Path(member.name).name).write_bytes(content.read())
