"""A book as a tree of data, which every kind of print is made from: PDF, LaTeX, Word, InDesign."""

from __future__ import annotations

import datetime
import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

from lxml import etree

from tei_toolkit.edition import Edition
from tei_toolkit.parsing import NAMESPACES, XML_ID, tei
from tei_toolkit.resources import resource
from tei_toolkit.saxon import Stylesheets

Tree: TypeAlias = dict[str, Any]
"""What JSON can say of an entry or a book; xslt/book/entry.xsl and book.typ say what is in it."""


def stylesheets() -> Stylesheets:
    """The stylesheets of :func:`entry_tree`, compiled."""
    return Stylesheets({"book": resource("xslt", "book", "entry.xsl")})


def entry_tree(document: etree._ElementTree, sheets: Stylesheets) -> Tree:
    """One TEI document as the tree that xslt/book/entry.xsl describes.

    Raises :class:`StylesheetError` if the document has an element for which there is no rule.
    """
    tree: Tree = json.loads(sheets.transform("book", document))
    return tree


def book_tree(entries: Sequence[etree._ElementTree], edition: Edition, registers: Sequence[etree._ElementTree]) -> Tree:
    """An edition's entries, in the order in which they are given, as one volume.

    The index has the persons, organisations and places of the registers that the entries refer to by
    ``@ref``; a reference that no register knows is left out of it. Raises :class:`StylesheetError`.
    """
    sheets = stylesheets()
    trees = [entry_tree(document, sheets) for document in entries]
    referred = set(_references(trees))
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
        "divisions": _divisions(trees),
        "persons": _index(registers, ("person", "org"), referred),
        "places": _index(registers, ("place",), referred),
    }


def document_typst_json(document: etree._ElementTree) -> bytes:
    """One document as the tree from which it is set, as JSON in UTF-8. Raises :class:`StylesheetError`."""
    text = json.dumps(document_tree(document), ensure_ascii=False, indent=1)
    return (text + "\n").encode("utf-8")


def document_tree(document: etree._ElementTree) -> Tree:
    """One document as a tree without title pages and index. Raises :class:`StylesheetError`."""
    entry = entry_tree(document, stylesheets())
    return {
        "kind": "document",
        "language": entry["language"] or "en",
        "title": entry["title"] or "Untitled",
        "author": _header(document, "titleStmt/tei:author"),
        "book": _header(document, "titleStmt/tei:title[@level='m']"),
        "date": _header(document, "publicationStmt/tei:date"),
        "divisions": _divisions([entry]),
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
    return "" if found is None else _words(found)


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


def _references(node: Any) -> Iterator[str]:
    """The ids that the names anywhere in a tree refer to."""
    if isinstance(node, dict):
        yield from node.get("refs", ())
        node = [node.get(key, ()) for key in ("before", "head", "of")]
    if isinstance(node, list | tuple):
        for inner in node:
            yield from _references(inner)


def _index(registers: Sequence[etree._ElementTree], kinds: tuple[str, ...], referred: set[str]) -> list[dict[str, str]]:
    """The entries of an index without their pages, which only the typesetter knows."""
    found: dict[str, etree._Element] = {}
    for register in registers:
        for item in register.getroot().iter(*(tei(kind) for kind in kinds)):
            found.setdefault(item.get(XML_ID, ""), item)
    items = [
        {"id": id_, "name": _main_name(item), "dates": _life(item)} for id_, item in found.items() if id_ in referred
    ]
    return sorted(items, key=lambda item: (_sort_key(item["name"]), item["id"]))


def _main_name(item: etree._Element) -> str:
    """The name by which an index knows someone: the surname first where the register tells it apart."""
    names = [child for child in item if child.tag in (tei("persName"), tei("orgName"), tei("placeName"))]
    main = next((name for name in names if name.get("type") == "main"), names[0] if names else None)
    if main is None:
        return item.get(XML_ID, "")
    surname = main.find("tei:surname", NAMESPACES)
    if surname is None:
        return _words(main)
    others = " ".join(_words(part) for part in main if part is not surname and isinstance(part.tag, str))
    return f"{_words(surname)}, {others}" if others else _words(surname)


def _life(item: etree._Element) -> str:
    """Life dates as ``1876–1951``, open where one is not known."""
    birth, death = (_year(item.find(f"tei:{event}", NAMESPACES)) for event in ("birth", "death"))
    return f"{birth}–{death}" if birth or death else ""


def _year(event: etree._Element | None) -> str:
    if event is None:
        return ""
    values = (event.get(name) for name in ("when", "notBefore", "notAfter"))
    found = re.match(r"\d{4}", next((value for value in values if value), "") or _words(event))
    return found[0] if found else ""


def _sort_key(name: str) -> str:
    """Letters without their accents and cases; the same in every locale."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in letters if letter.isalnum() or letter in " ,").replace(",", " ")


def _words(element: etree._Element) -> str:
    return " ".join("".join(str(text) for text in element.itertext()).split())
