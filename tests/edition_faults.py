"""Faults of editions, one at a time, and what only seems a fault: changes to the tiny edition."""

from __future__ import annotations

import datetime

from edition_changes import (
    FRIDAY,
    MONDAY,
    PERSONS_XML,
    PLACES_XML,
    SATURDAY,
    SUNDAY,
    Change,
    both,
    changed,
    in_german,
    more_days,
    named_by,
    pages,
    person,
    scheme,
    several_dead,
    straightened,
    versions,
    with_file,
    with_text,
    without,
)
from tiny_edition import DAYS, document, entry, path_of, whole

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
        "REF-02", changed(FRIDAY, "#editor", "#editr"), FRIDAY, 'resp="#editr"',
        "neither this document nor a register has that id"),
    "a partner that is none": (
        "REF-02", changed(FRIDAY, "<p>", '<p corresp="#p7">'), FRIDAY, 'corresp="#p7"', "@corresp of <p>"),
    "an id of another file": (
        "REF-02", both(changed(SATURDAY, "<p>", '<p xml:id="p1">'), changed(FRIDAY, "<p>", '<p corresp="#p1">')),
        FRIDAY, 'corresp="#p1"', "That id stands in another file: write “1939-02-04.xml#p1”."),
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
        "REG-10", several_dead(5, "1937"), FRIDAY, 'ref="#old"',
        "named in 5 entries, from 1939-02-03 on, but died in 1937"),
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
        "PAGE-02", pages("1r", "1v", "2r", "2v", "3r", "3v", "5r"), path_of(DAYS[-1]), 'n="5r"',
        "Page 5r follows page 3v"),
    "an image that is missing": (
        "IMAGE-01", without("images/page-12.jpg"), SATURDAY, 'n="12"', "images/page-12.jpg is not there"),
    "a drawing that is missing": (
        "IMAGE-01", changed(FRIDAY, "Met ", '<figure><graphic url="../images/hat.jpg"/></figure>'), FRIDAY,
        'url="../images/hat.jpg"', "There is no image ../images/hat.jpg"),
    "a page's own image missing": (
        "IMAGE-01", changed(FRIDAY, '<pb n="11"', '<pb n="11" facs="../images/p11.png"'), FRIDAY, "facs=",
        "There is no image ../images/p11.png in the edition."),
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
        "NOTE-01", with_file("tei_notes.xml", NOTES), "tei_notes.xml", "<note",
        "Nothing in the text leads to the note “n1”"),
    "a name without one": (
        "EMPTY-01", changed(FRIDAY, "Met ", '<persName ref="#thorne"> </persName>'), FRIDAY,
        '<persName ref="#thorne"> ', "There is nothing in this <persName>."),
    "a paragraph without a word": ("EMPTY-01", changed(FRIDAY, "<p>", "<p/><p>"), FRIDAY, "<p/>", "this <p>"),
    "a paragraph with a comment": (
        "EMPTY-01", changed(FRIDAY, "<p>", "<p><!-- to do --></p><p>"), FRIDAY, "<p><!--", "this <p>"),
    "a heading without a word": (
        "EMPTY-01", changed(FRIDAY, HEAD_OF_FRIDAY, ""), FRIDAY, "<head>", "There is nothing in this <head>."),
    "straight quotation marks": (
        "QUOTE-01", both(changed(FRIDAY, "Met ", '"Met" '), *(changed(path_of(day), "<p>", "<p>“A” “B” “C” ")
                                                              for day in DAYS)),
        FRIDAY, '"Met', "There are 2 straight quotation marks in this file; elsewhere Diary has “ ”."),
    "a straight apostrophe": (
        "QUOTE-01", both(changed(FRIDAY, "Met ", "Met, didn't we, "),
                         *(changed(path_of(day), "<p>", "<p>I’d we’d you’d ") for day in DAYS)),
        FRIDAY, "'t we", "There is a straight apostrophe in this file"),
    "quotation marks of another kind": (
        "QUOTE-02", both(changed(FRIDAY, "Met ", "«Met» "), *(changed(path_of(day), "<p>", "<p>“A” “B” “C” ")
                                                              for day in DAYS)),
        FRIDAY, "«Met", "Quotation marks « » stand in this file once; elsewhere Diary has “ ”."),
    "an entry without a partner": (
        "PAIR-01", versions({}, "1939-02-05"), SUNDAY, 'xml:id="e1939',
        "The entry e1939-02-05 of Diary has no partner in Copy."),
    "a paragraph more": (
        "PAIR-02", versions({"1939-02-05": "<p>One.</p><p>Two.</p>"}), "tei/copy/1939-02-05.xml",
        'xml:id="e1939-02-05"', "has 2 paragraphs in Copy, but 1 in Diary"),
    "a paragraph without a partner": (
        "PAIR-03", versions({"1939-02-05": f'<p corresp="../../{SUNDAY}#e1939-02-05">One.</p>'}),
        SUNDAY, "<p><persName", "This paragraph has no partner in Copy."),
}  # fmt: skip

SEEMING: dict[str, Change] = {
    "a scheme that leads to the register": named_by(scheme("(.+)", "register/persons.xml#$1"), "reg:thorne"),
    "a scheme that leads to the web": named_by(scheme("(.+)", "https://example.org/$1"), "reg:1 #thorne"),
    "a scheme that could take for ever": named_by(scheme("(a+)+b", "persons.xml#$1"), "#thorne reg:" + "a" * 60),
    "a path out of the edition": changed(path_of(DAYS[4]), "1939-02-03.xml#e1939-02-03", "../../other/letters.xml#l1"),
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
    "a note that names the text": with_file(
        "notes.xml", NOTES.replace('xml:id="n1"', f'target="{FRIDAY}#e1939-02-03"')),
    "a milestone in a paragraph": with_text(3, '<p>Rain. I didn’t go. “So”.</p><p><pb n="13"/></p>'),
    "a page's number in the library": changed(FRIDAY, '<pb n="11"', '<pb n="11" facs="0011"'),
    "nothing in a date": changed(FRIDAY, "Met ", '<date when="1939-02-03"/>Met '),
    "straight signs throughout": both(*map(straightened, map(path_of, DAYS))),
    "a quotation within a quotation": both(*(changed(path_of(day), "<p>", "<p>“A «B» C” “D” “E” ") for day in DAYS)),
    "a quotation that goes over paragraphs": both(
        *map(in_german, map(path_of, DAYS)), changed(FRIDAY, "</p>", " „All</p><p>this.“ „No.“</p>")),
    "a version of a part": versions({}, *(day.isoformat() for day in DAYS[:3])),
    "partners by corresp": versions(
        {"1939-02-05": f'<p corresp="../../{SUNDAY}#p1">One.</p><p corresp="../../{SUNDAY}#p1">Two.</p>'}),
}  # fmt: skip
# A partner has an id to be pointed to.
SEEMING["partners by corresp"] = both(SEEMING["partners by corresp"], changed(SUNDAY, "<p>", '<p xml:id="p1">'))
