"""What the header of somebody else's TEI says of the document: TEI Guidelines, chapter 2."""

from __future__ import annotations

from lxml import etree

from tei_toolkit.parsing import tei

_FILE = f"{tei('teiHeader')}/{tei('fileDesc')}"
_TITLES = f"{_FILE}/{tei('titleStmt')}"
_PUBLICATION = f"{_FILE}/{tei('publicationStmt')}"
_SOURCE = f"{_FILE}/{tei('sourceDesc')}"


def header_details(root: etree._Element) -> dict[str, str]:
    """Title, author, editors, publisher, licence with its address, and the source: each in one line.

    Of several titles or authors it is the first; of editors all.
    """
    details = {
        "title": _first(root, f"{_TITLES}/{tei('title')}"),
        "author": _first(root, f"{_TITLES}/{tei('author')}"),
        "editors": "; ".join(filter(None, map(_words, root.iterfind(f"{_TITLES}/{tei('editor')}")))),
        "publisher": _first(root, f"{_PUBLICATION}/{tei('publisher')}"),
        "licence": _first(root, f"{_PUBLICATION}/{tei('availability')}"),
        "source": "; ".join(filter(None, map(_words, root.iterfind(f"{_SOURCE}/*")))),
    }
    licence = root.find(f"{_PUBLICATION}/{tei('availability')}/{tei('licence')}")
    if licence is not None and licence.get("target"):
        details["licence_address"] = str(licence.get("target"))
    # Each entry has its own title; that of the file is the work's.
    details["volume"] = details["title"]
    return {key: value for key, value in details.items() if value}


def _first(root: etree._Element, path: str) -> str:
    return next(filter(None, map(_words, root.iterfind(path))), "")


def _words(element: etree._Element) -> str:
    """The text of an element, with a blank between its parts."""
    return " ".join(" ".join(map(str, element.itertext(etree.Element))).split())
