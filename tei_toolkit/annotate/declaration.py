"""The one thing that annotation says in a header: who ``#tei-toolkit`` is, which the inserted tags name.

It is the ``<respStmt>`` that conversion writes, put behind what the first ``<titleStmt>`` holds: every TEI
document has one, and all may end with a ``<respStmt>`` (TEI Guidelines, 2.2.1). Without it ``@resp`` would
lead nowhere.
"""

from __future__ import annotations

import re

from lxml import etree

from tei_toolkit.annotate.tokens import ATTRIBUTES, NO_MARKUP, end_of_doctype
from tei_toolkit.parsing import XML_ID, local_name, tei

IDENTIFIER = "tei-toolkit"
_OPENING = re.compile(
    rf"{NO_MARKUP}|<(?P<tag>(?P<prefix>(?:[^\s/>!?:]+:)?)titleStmt)(?=[\s/>])(?P<rest>{ATTRIBUTES})>", re.DOTALL
)
_LINE = re.compile(r"(?:\r\n|\r|\n)[ \t]*\Z")


def declaration(text: str, root: etree._Element) -> tuple[int, str] | None:
    """Where and what to insert so that ``#tei-toolkit`` is declared: an offset into the file's text, and the
    element. None if an element has that id already, or if the document has no ``titleStmt`` (it is a fragment
    of another, in which the header is)."""
    number = -1
    found = False
    for element in root.iter(etree.Element):
        if element.get(XML_ID) == IDENTIFIER:
            return None
        if not found and local_name(element) == "titleStmt":
            number += 1
            found = element.tag == tei("titleStmt")
    if not found:
        return None
    opening = [match for match in _OPENING.finditer(text, end_of_doctype(text)) if match["tag"]][number]
    if opening["rest"].endswith("/"):
        return None
    closing = re.compile(rf"{NO_MARKUP}|(?P<end></{re.escape(opening['tag'])}\s*>)", re.DOTALL)
    end = next(match.start() for match in closing.finditer(text, opening.end()) if match["end"])
    content = text[opening.end() : end]
    line = _LINE.search(content[: len(content) - len(content.lstrip())])
    prefix = opening["prefix"]
    statement = (
        f'<{prefix}respStmt xml:id="{IDENTIFIER}"><{prefix}resp>Automatic markup of dates and names</{prefix}resp>'
        f"<{prefix}name>TEI Toolkit</{prefix}name></{prefix}respStmt>"
    )
    return opening.end() + len(content.rstrip()), (line.group() if line else "") + statement
