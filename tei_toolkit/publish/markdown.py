"""Prose pages from Markdown, safely: raw HTML stays text, and links lead only where links may."""

from __future__ import annotations

from lxml import etree
from markdown_it import MarkdownIt

from tei_toolkit.parsing import parse_xml

XHTML = "http://www.w3.org/1999/xhtml"


def render_markdown(text: str, name: str) -> etree._ElementTree:
    """CommonMark with tables as an XHTML ``div``; ``name`` is what messages call the text.

    Raw HTML is off (it appears as it is written) and markdown-it refuses javascript: and the like in links.
    Pictures are off too, since a page of the site fetches nothing that the edition does not hold.
    """
    parser = MarkdownIt("commonmark", {"html": False, "xhtmlOut": True}).enable("table").disable("image")
    return parse_xml(f'<div xmlns="{XHTML}">{parser.render(text)}</div>'.encode(), name)
