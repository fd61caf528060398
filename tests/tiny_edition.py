"""A tiny edition without a fault, into which tests put one: seven days of a diary, a register, page images."""

from __future__ import annotations

import calendar
import datetime
from pathlib import Path

NAMESPACE = "http://www.tei-c.org/ns/1.0"
CONFIGURATION = """[edition]
title = "The Tiny Diary"
author_ref = "#diarist"

[[texts]]
id = "diary"
title = "Diary"
language = "en"
sources = []
images = "images/page-{n}.jpg"

[register]
files = ["register/persons.xml", "register/places.xml"]
"""
FIRST = datetime.date(1939, 2, 3)
DAYS = [FIRST + datetime.timedelta(days=number) for number in range(7)]

Files = dict[str, str]


def document(body: str, header: str = "", language: str = "en") -> str:
    """A TEI document as short as it can be."""
    return (
        f'<TEI xmlns="{NAMESPACE}" xml:lang="{language}">\n<teiHeader><fileDesc><titleStmt><title>Tiny</title>'
        '<respStmt xml:id="editor"><resp>Editor</resp><name>I. Farthingwell</name></respStmt></titleStmt>'
        "<publicationStmt><publisher>Us</publisher></publicationStmt><sourceDesc><bibl>Paper.</bibl></sourceDesc>"
        f"</fileDesc>{header}"
        f"</teiHeader>\n{body}\n</TEI>\n"
    )


def entry(day: datetime.date, text: str, heading: str | None = None, when: str | None = None, id_: str = "") -> str:
    """An entry with a heading: ``Friday, 3 February 1939``, unless another is given."""
    if heading is None:
        heading = f"{calendar.day_name[day.weekday()]}, {day.day} {calendar.month_name[day.month]} {day.year}"
    value = day.isoformat() if when is None else when
    dated = f'<date when="{value}">{heading}</date>' if value else heading
    return f'<div type="entry" xml:id="{id_ or f"e{day.isoformat()}"}">\n<head>{dated}</head>\n{text}\n</div>'


def whole(entries: str, header: str = "", language: str = "en") -> str:
    """A document with one entry or several."""
    return document(f"<text><body>\n{entries}\n</body></text>", header, language)


def register(items: str) -> str:
    """A register."""
    return document(f"<standOff>\n{items}\n</standOff>")


PERSONS = """<listPerson>
<person xml:id="diarist"><persName>Pavel Arsenin</persName></person>
<person xml:id="thorne"><persName>Edmund Thorne</persName><birth when="1880"/><death when="1951"/></person>
<person xml:id="butler"><persName>Horace Butler</persName><idno type="gnd">118540238</idno></person>
</listPerson>"""
PLACES = '<listPlace>\n<place xml:id="sarnovo"><placeName>Sarnovo</placeName></place>\n</listPlace>'
TEXTS = [
    '<p><pb n="11"/>Met <persName ref="#thorne" resp="#editor">Thorne</persName>.</p>',
    '<p>From <placeName ref="#sarnovo">Sarnovo</placeName> “nothing”. <pb n="12"/>We don’t know.</p>',
    '<p><persName ref="#butler">Butler</persName> said “so”.</p>',
    '<p>Rain.<note place="bottom">All day, “they say”.</note> <pb n="13"/>I didn’t go.</p>',
    '<p>See <ref target="1939-02-03.xml#e1939-02-03">Friday</ref>, and <ref target="https://example.org/">it</ref>.</p>',
    '<p>“Thunder”, said <persName ref="register/persons.xml#thorne">T.</persName>. “It isn’t”, I. <pb n="14"/></p>',
    '<p>“Well”, he said, “it’s over.” “It’s not”, I said, “but it’ll be.” He didn’t answer. “Let’s”, I said, “go”.</p>',
]  # fmt: skip


def tiny_edition() -> Files:
    """The files of the edition, by their paths."""
    files = {"edition.toml": CONFIGURATION, "register/persons.xml": register(PERSONS)}
    files["register/places.xml"] = register(PLACES)
    files |= {f"images/page-{n}.jpg": "" for n in range(11, 15)}
    files |= {path_of(day): whole(entry(day, text)) for day, text in zip(DAYS, TEXTS, strict=True)}
    return files


def path_of(day: datetime.date) -> str:
    """The file of a day."""
    return f"tei/{day.isoformat()}.xml"


def written(files: Files, folder: Path) -> Path:
    """The folder, with the files in it."""
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(content, encoding="utf-8")
    return folder


def place_in(content: str, marked: str) -> tuple[int, int]:
    """Line and column at which something stands in a file."""
    before = content[: content.index(marked)]
    return before.count("\n") + 1, len(before) - before.rfind("\n")
