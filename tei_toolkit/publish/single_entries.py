"""A document with one entry alone: a file may hold a whole source."""

from __future__ import annotations

import copy

from lxml import etree

from tei_toolkit.findings import Finding
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

    A file without entry divs is one entry; a document with one is given as it is.
    """
    if len(entry_divs(tree)) < 2:
        return tree
    single = copy.deepcopy(tree)
    divs = entry_divs(single)
    for other in divs[:number] + divs[number + 1 :]:
        _remove_with_page_breaks(other)
    return single


def entry_divs(tree: etree._ElementTree) -> list[etree._Element]:
    """The divisions that are entries, in order."""
    return [div for div in tree.getroot().iter(tei("div")) if div.get("type") == "entry"]


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
