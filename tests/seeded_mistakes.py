"""Mistakes that editors make, each put by itself into the fixture of an entry.

The table of ``docs/validation.md`` is made of them by ``make validation-table``.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

ENTRY = (Path(__file__).parent / "fixtures" / "entry.xml").read_text(encoding="utf-8")

_NAME = '<persName ref="#quillfeather" resp="#tei-toolkit">Quillfeather</persName>'
_DATE = 'when="1939-01-27"'


class Mistake(NamedTuple):
    """``wrong`` stands where the entry has ``right``; a message teaches if it names ``fix``."""

    right: str
    wrong: str
    fix: str
    encoding: str = "utf-8"
    """In which the file is saved, whatever it says."""

    def document(self) -> bytes:
        """The entry with the mistake in it."""
        assert self.right in ENTRY
        return ENTRY.replace(self.right, self.wrong, 1).encode(self.encoding)


MISTAKES = {
    "element in the wrong case": Mistake(_NAME, "<persname>Quillfeather</persname>", "<persName>"),
    "element misspelt": Mistake("<unclear>late</unclear>", "<uncler>late</uncler>", "<unclear>"),
    "element of HTML": Mistake("<unclear>late</unclear>", "<em>late</em>", "<emph>"),
    "element of TEI that our schema leaves out": Mistake(_NAME, "<w>Quillfeather</w>", "<seg>"),
    "attribute misspelt": Mistake('ref="#quillfeather"', 'reff="#quillfeather"', "@ref"),
    "attribute in the wrong case": Mistake("notBefore=", "notbefore=", "@notBefore"),
    "attribute of another element": Mistake("<p>Visited", '<p when="1939-02-03">Visited', "<date>"),
    "attribute without its prefix": Mistake("<p>Visited", '<p id="p1">Visited', "@xml:id"),
    "attribute missing": Mistake(' version="0.1.0"', "", 'version="'),
    "element in the wrong place": Mistake(
        "<p>Visited", "<titleStmt><title>A</title></titleStmt><p>Visited", "<fileDesc>"
    ),
    "paragraph in a paragraph": Mistake("<p>Visited", "<p><p>Within.</p>Visited", "<div>"),
    "children out of order": Mistake(
        '<head><date when="1939-02-03" resp="#tei-toolkit">3 February</date></head>\n        <p>Visited',
        "<p>Rain.</p><head>3 February</head><p>Visited", "<head>",
    ),
    "child missing": Mistake('<respStmt xml:id="editor"><resp>Editor</resp>', '<respStmt xml:id="editor">', "<resp>"),
    "element empty that must hold something": Mistake("<langUsage>", "<langUsage/><langUsage>", "<language>"),
    "text where only elements may stand": Mistake("<p>Visited", "Rain all day. <p>Visited", "<p>"),
    "text in an element that is empty": Mistake('<pb n="127"/>', '<pb n="127">127</pb>', "<pb/>"),
    "German date": Mistake(_DATE, 'when="27.1.1939"', "1939-01-27"),
    "date without noughts": Mistake(_DATE, 'when="1939-1-27"', "1939-01-27"),
    "date with slashes": Mistake(_DATE, 'when="27/1/1939"', "1939-01-27"),
    "date in words": Mistake(_DATE, 'when="27 January 1939"', "1939-01-27"),
    "date with a Roman month": Mistake(_DATE, 'when="27.I.1939"', "1939-01-27"),
    "span of time in @when": Mistake(_DATE, 'when="1939-01/1939-03"', 'from="1939-01" to="1939-03"'),
    "day and month exchanged": Mistake(_DATE, 'when="1939-27-01"', "1939-01-27"),
    "value that is not of its list": Mistake('type="editorial"', 'type="editoral"', "“editorial”"),
    "number in words": Mistake('quantity="2"', 'quantity="two"', "such as 2"),
    "language with an underscore": Mistake(' xml:lang="en"', ' xml:lang="en_GB"', "en-GB"),
    "id that begins with a digit": Mistake('xml:id="e1939-02-03"', 'xml:id="1939-02-03"', "id-1939-02-03"),
    "id with a blank": Mistake('xml:id="e1939-02-03"', 'xml:id="e1939 02 03"', "e1939-02-03"),
    "id twice": Mistake('xml:id="e1939-02-03"', 'xml:id="editor"', "editor-2"),
    "reference to nobody": Mistake('resp="#editor"', 'resp="#editr"', "#editor"),
    "reference without its #": Mistake('resp="#editor"', 'resp="editor"', "#editor"),
    "blank in an address": Mistake(
        '<pb n="127"/>',
        '<pb n="127"/><figure><graphic url="page 127.jpg"/><figDesc>A page.</figDesc></figure>',
        "page%20127.jpg",
    ),
    "tag not closed": Mistake("</supplied>", "", "</supplied>"),
    "tags that cross": Mistake(
        "<unclear>late</unclear>", "<unclear><hi>late</unclear></hi>", "</hi>"),
    "entity of HTML": Mistake("Geneva</placeName>", "Gen&egrave;ve</placeName>", "è"),
    "ampersand by itself": Mistake("<p>Visited", "<p>Vane & Thorne visited", "&amp;"),
    "less-than sign by itself": Mistake("<p>Visited", "<p>It was < 5 degrees. Visited", "&lt;"),
    "attribute without quotation marks": Mistake('break="no"', "break=no", 'break="no"'),
    "attribute twice": Mistake('unit="word"', 'unit="word" unit="words"', "@unit"),
    "two root elements": Mistake("</TEI>", "</TEI>\n<TEI/>", "<teiCorpus>"),
    "no namespace": Mistake(' xmlns="http://www.tei-c.org/ns/1.0"', "", 'xmlns="http://www.tei-c.org/ns/1.0"'),
    "namespace misspelt": Mistake("http://www.tei-c.org/ns/1.0", "http://www.tei-c.org/ns/1.0/", "http://www.tei-c.org/ns/1.0"),
    "element outside the namespace": Mistake("<unclear>late", '<unclear xmlns="">late', "http://www.tei-c.org/ns/1.0"),
    "prefix not declared": Mistake("<unclear>late</unclear>", "<tei:unclear>late</tei:unclear>", "xmlns:tei"),
    "another encoding than it says": Mistake("Geneva</placeName>", "Genève</placeName>", "UTF-8", "cp1252"),
}  # fmt: skip
