"""The text of an HTML page, piece by piece: what a reader must account for. Scripts and styles are no text."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

NO_TEXT = frozenset(("script", "style", "template", "noscript", "head", "iframe", "svg", "math", "object"))


def texts(root: etree._Element) -> Iterator[tuple[etree._Element, bool, str]]:
    """All text of an element but that of scripts and the like: each piece with the element in which, or (True) after
    which it stands."""
    outside = 0
    for action, element in etree.iterwalk(root, events=("start", "end")):
        scripted = element.tag in NO_TEXT
        if action == "start":
            outside += scripted
            if not outside and element.text:
                yield element, False, element.text
        else:
            outside -= scripted
            if not outside and element is not root and element.tail:
                yield element, True, element.tail


def words(element: etree._Element) -> str:
    """The same in one line."""
    return " ".join("".join(text for _, _, text in texts(element)).split())
