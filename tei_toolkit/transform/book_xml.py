"""The tree of a book as XML, which the stylesheets of LaTeX, Word and InDesign read.

Each node becomes an element named by its kind, with its content in it; what else it says becomes attributes. So
``{"t": "hi", "look": "bold", "of": ["never"]}`` is ``<hi look="bold">never</hi>``, without a namespace.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lxml import etree

from tei_toolkit.transform.book import Tree

_PARTS = ("before", "head", "of")
_BETWEEN = {"refs": " ", "written": " | "}
"""What stands between the values of an attribute that has several."""


def book_xml(tree: Tree) -> etree._ElementTree:
    """A tree of :func:`tei_toolkit.transform.book.book_tree` or of one document.

    The root is ``book`` or ``document``, whose ``notes`` says where notes begin to count anew; in it are
    ``responsible`` (name, role), ``prose`` (title) with its nodes, ``abbreviation`` (form, means), ``division`` (year,
    month) with its ``entry`` elements, ``persons`` and ``places`` with their ``item`` elements (id, name, dates). An
    entry has ``pages``, ``before``, ``head`` and ``of``, whose nodes xslt/book/entry.xsl describes. Lists become
    attributes.
    """
    root = etree.Element(tree["kind"], _attributes(tree) | {"notes": tree["print"]["notes"]})
    for person in tree.get("people", ()):
        etree.SubElement(root, "responsible", _attributes(person))
    for prose in tree.get("prose", ()):
        _fill(etree.SubElement(root, "prose", _attributes(prose)), prose["of"])
    for abbreviation in tree.get("abbreviations", ()):
        etree.SubElement(root, "abbreviation", _attributes(abbreviation))
    for division in tree["divisions"]:
        element = etree.SubElement(root, "division", _attributes(division))
        for entry in division["entries"]:
            _entry(element, entry)
    for kind in ("persons", "places"):
        index = etree.SubElement(root, kind)
        for item in tree.get(kind, ()):
            etree.SubElement(index, "item", _attributes(item))
    return root.getroottree()


def _entry(division: etree._Element, tree: Tree) -> None:
    entry = etree.SubElement(division, "entry", _attributes(tree))
    pages = [{"t": "page", "n": number, "word": False} for number in tree["pages"]]
    _fill(etree.SubElement(entry, "pages"), pages)
    for part in _PARTS:
        _fill(etree.SubElement(entry, part), tree[part])


def _fill(element: etree._Element, content: Iterable[Any]) -> None:
    last: etree._Element | None = None
    for node in content:
        if isinstance(node, str):
            if last is None:
                element.text = (element.text or "") + node
            else:
                last.tail = (last.tail or "") + node
            continue
        last = etree.SubElement(element, node["t"], _attributes(node))
        _fill(last, node.get("of", ()))


def _attributes(node: Tree) -> dict[str, str]:
    """What a node says besides its kind and content."""
    said = {}
    for key, value in node.items():
        if isinstance(value, bool):
            said[key] = "true" if value else "false"
        elif isinstance(value, str | int) and key not in ("t", "kind"):
            said[key] = str(value)
        elif key in _BETWEEN:
            said[key] = _BETWEEN[key].join(value)
    return said
