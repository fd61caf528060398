"""A book as a tree of data, which every kind of print is made from: PDF, LaTeX, Word, InDesign."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any, TypeAlias

from lxml import etree

from tei_toolkit.edition import Edition
from tei_toolkit.parsing import NAMESPACES
from tei_toolkit.print_settings import PrintSettings
from tei_toolkit.resources import resource
from tei_toolkit.saxon import Stylesheets
from tei_toolkit.transform.book_index import index_of, references, words_of
from tei_toolkit.transform.book_notes import number_notes

Tree: TypeAlias = dict[str, Any]
"""What JSON can say of an entry or a book; xslt/book/entry.xsl and book.typ say what is in it."""


def stylesheets() -> Stylesheets:
    """The stylesheets of :func:`entry_tree` and :func:`prose_tree`, compiled."""
    return Stylesheets({name: resource("xslt", "book", f"{name}.xsl") for name in ("entry", "prose")})


def entry_tree(document: etree._ElementTree, sheets: Stylesheets) -> Tree:
    """One TEI document as the tree that xslt/book/entry.xsl describes.

    Raises :class:`StylesheetError` if the document has an element for which there is no rule.
    """
    tree: Tree = json.loads(sheets.transform("entry", document))
    return tree


def prose_tree(document: etree._ElementTree, sheets: Stylesheets) -> Tree:
    """Prose in XHTML, such as the editorial principles, as the tree that xslt/book/prose.xsl describes."""
    tree: Tree = json.loads(sheets.transform("prose", document))
    return tree


def book_tree(
    entries: Sequence[etree._ElementTree],
    edition: Edition,
    registers: Sequence[etree._ElementTree],
    prose: Sequence[etree._ElementTree] = (),
    abbreviations: Mapping[str, str] | None = None,
    facing: Sequence[etree._ElementTree] = (),
) -> Tree:
    """An edition's entries, in the order in which they are given, as one volume.

    ``prose`` is what stands before the diary, each in XHTML, ``abbreviations`` those that the edition lists with
    what they stand for, ``facing`` the entries of another version, which stand opposite those with the same id. The
    indexes have the persons, organisations and places of the registers that the entries
    refer to by ``@ref``; a reference that no register knows is left out of them. Raises :class:`StylesheetError`.
    """
    sheets = stylesheets()
    divisions = _divisions([entry_tree(document, sheets) for document in entries])
    others = {tree["id"]: tree for tree in (entry_tree(document, sheets) for document in facing) if tree["id"]}
    for division in divisions:
        for entry in division["entries"]:
            if entry["id"] in others:
                entry["facing"] = others[entry["id"]]
    number_notes(divisions, edition.print.notes)
    referred = set(references(divisions))
    return {
        "kind": "book",
        "language": _language(edition.language),
        "title": edition.title,
        "subtitle": edition.subtitle,
        "author": edition.author,
        "publisher": edition.publisher,
        "place": edition.place,
        "date": edition.date,
        "licence": edition.licence,
        "people": [{"name": person.name, "role": person.role} for person in edition.people],
        "print": asdict(edition.print),
        "prose": [prose_tree(document, sheets) for document in prose],
        "abbreviations": [{"form": form, "means": means} for form, means in sorted((abbreviations or {}).items())],
        "divisions": divisions,
        "persons": index_of(registers, ("person", "org"), referred),
        "places": index_of(registers, ("place",), referred),
    }


def document_typst_json(document: etree._ElementTree) -> bytes:
    """One document as the tree from which it is set, as JSON in UTF-8. Raises :class:`StylesheetError`."""
    text = json.dumps(document_tree(document), ensure_ascii=False, indent=1)
    return (text + "\n").encode("utf-8")


def document_tree(
    document: etree._ElementTree,
    paper: PrintSettings = PrintSettings(),  # noqa: B008 - frozen
    sheets: Stylesheets | None = None,
) -> Tree:
    """One document as a tree without title pages and index, to be printed as ``paper`` says.

    ``sheets`` are :func:`stylesheets`, for those who want many. Raises :class:`StylesheetError`.
    """
    entry = entry_tree(document, sheets or stylesheets())
    divisions = _divisions([entry])
    number_notes(divisions, paper.notes)
    return {
        "kind": "document",
        "language": entry["language"] or "en",
        "title": entry["title"] or "Untitled",
        "author": _header(document, "titleStmt/tei:author"),
        "book": _header(document, "titleStmt/tei:title[@level='m']"),
        "date": _header(document, "publicationStmt/tei:date"),
        "print": asdict(paper),
        "divisions": divisions,
    }


def made_at(date: str) -> datetime.datetime:
    """The moment at which a book says it was made: the edition's date, since no clock is read."""
    numbers = re.match(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", date)
    year, month, day = (int(number or 1) for number in numbers.groups()) if numbers else (1970, 1, 1)
    try:
        return datetime.datetime(year, month, day, tzinfo=datetime.UTC)
    except ValueError:
        return datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)


def _header(document: etree._ElementTree, path: str) -> str:
    found = document.getroot().find(f"tei:teiHeader/tei:fileDesc/tei:{path}", NAMESPACES)
    return "" if found is None else words_of(found)


def _language(tag: str) -> str:
    """The language of a BCP 47 tag as the typesetter knows it: ISO 639, two or three letters."""
    first = tag.split("-")[0].lower()
    return first if re.fullmatch("[a-z]{2,3}", first) else "en"


def _divisions(trees: Sequence[Tree]) -> list[Tree]:
    """Runs of entries of one month; a year or a month that is not known is 0."""
    divisions: list[Tree] = []
    for tree in trees:
        year, month = (*(int(part) for part in tree["date"].split("-") if part), 0, 0)[:2]
        if not divisions or (divisions[-1]["year"], divisions[-1]["month"]) != (year, month):
            divisions.append({"year": year, "month": month, "entries": []})
        divisions[-1]["entries"].append(tree)
    return divisions
