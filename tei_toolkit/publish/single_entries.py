"""A document with one entry alone: a file may hold a whole source."""

from __future__ import annotations

import copy
from collections.abc import Iterable

from lxml import etree

from tei_toolkit.findings import Finding
from tei_toolkit.page_scope import page_scope
from tei_toolkit.parsing import TEI, tei


def no_tei(tree: etree._ElementTree, path: str) -> Finding | None:
    """The finding if a document is not one of TEI's."""
    root = etree.QName(tree.getroot())
    if root.namespace == TEI:
        return None
    message = f"The outermost element is {root.localname}, which is not one of TEI’s."
    return Finding("XML-03", message, path, 1, value=root.localname)


def single_entry(tree: etree._ElementTree, number: int) -> etree._ElementTree:
    """A document with the entry ``number`` and no other: a file may hold a whole source.

    A file without entry divs is one entry; a document with one is given as it is. Where the header names the
    pages of the whole, here it names the entry's.
    """
    if len(entry_divs(tree)) < 2:
        return tree
    single = copy.deepcopy(tree)
    divs = entry_divs(single)
    _name_pages(single, divs[number])
    for other in divs[:number] + divs[number + 1 :]:
        _remove_with_page_breaks(other)
    return single


def entry_divs(tree: etree._ElementTree) -> list[etree._Element]:
    """The divisions that are entries, in order."""
    return [div for div in tree.getroot().iter(tei("div")) if div.get("type") == "entry"]


def _name_pages(tree: etree._ElementTree, div: etree._Element) -> None:
    """Have the header name the pages of one entry, where it names those of the whole as the page breaks count them."""
    along = list(tree.getroot().iter(tei("pb"), tei("div")))
    header = tree.getroot().find(tei("teiHeader"))
    for scope in header.iter(tei("biblScope")) if header is not None else ():
        first, last = page_scope([scope])
        if first and last in _numbers(along):
            begin = next(reversed(_numbers(along[: along.index(div)])), first)
            end = next(reversed(_numbers(div.iter(tei("pb")))), begin)
            scope.attrib.update({"from": begin, "to": end})
            scope[:], scope.text = [], begin if begin == end else f"{begin}–{end}"
            return


def _numbers(elements: Iterable[etree._Element]) -> list[str]:
    """The numbers of the pages that begin among elements, in order."""
    return [n for element in elements if element.tag == tei("pb") and (n := element.get("n", ""))]


def _remove_with_page_breaks(div: etree._Element) -> None:
    """Remove an entry together with the page breaks before it, which are its own."""
    parent = div.getparent()
    assert parent is not None
    before = div.getprevious()
    while before is not None and before.tag == tei("pb"):
        earlier = before.getprevious()
        parent.remove(before)
        before = earlier
    parent.remove(div)
