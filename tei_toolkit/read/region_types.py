"""What regions of a page are called: by PAGE XML, and by the vocabulary that eScriptorium's users share (SegmOnto)."""

from __future__ import annotations

import re

RUNNING = {"header": "header", "footer": "footer", "page-number": "pageNum", "catch-word": "catch",
           "signature-mark": "sig"}  # fmt: skip
"""Types that are no running text, with TEI's ``fw/@type``."""
NOTES = {"marginalia": "margin", "footnote": "bottom", "footnote-continued": "bottom", "endnote": "end"}
"""Types that are notes, with TEI's ``note/@place``."""
HEADINGS = ("heading", "header-title", "caption-title")
_SAME = {"margin": "marginalia", "margintext": "marginalia", "numbering": "page-number", "runningtitle": "header",
         "quiremarks": "signature-mark", "title": "heading"}  # fmt: skip
_BEFORE_SUBTYPE = re.compile(r"[^:#]*")
_FILLING = re.compile(r"[\s_-]|(?:zone|line)$")


def region_type(label: str) -> str:
    """A label in the words of PAGE XML: ``MarginTextZone:note#2`` and ``Margin`` are ``marginalia``.

    A label that is neither's is returned as it stands; a region of such a type is running text.
    """
    written = _BEFORE_SUBTYPE.match(label)
    name = _FILLING.sub("", written[0].strip().lower()) if written else ""
    return _SAME.get(name, name if name in HEADINGS else label)
