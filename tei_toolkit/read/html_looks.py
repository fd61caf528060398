"""What the elements of HTML within a paragraph mean in TEI, and what their styles (CSS) say of how words look."""

from __future__ import annotations

import re
from typing import NamedTuple

from lxml import etree

from tei_toolkit.read.builder import Attributes

_LOOKS = {"em": "italic", "i": "italic", "cite": "italic", "b": "bold", "strong": "bold", "u": "underline",
          "s": "strike", "strike": "strike", "sup": "sup", "sub": "sub"}  # fmt: skip
_STYLES = (
    ("italic", re.compile(r"font-style\s*:\s*(?:italic|oblique)")),
    ("bold", re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)")),
    ("underline", re.compile(r"text-decoration(?:-line)?\s*:[^;]*underline")),
    ("strike", re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through")),
    ("sup", re.compile(r"vertical-align\s*:\s*super")),
    ("sub", re.compile(r"vertical-align\s*:\s*sub(?!\w)|vertical-align\s*:\s*sub\s*;")),
    ("smallcaps", re.compile(r"font-variant(?:-caps)?\s*:\s*small-caps")),
)
_ELEMENTS = {"del": "del", "ins": "add", "q": "q"}
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-list\s*:\s*Ignore", re.IGNORECASE)
_ALIGNED = re.compile(r"text-align\s*:\s*(right|end|center)")
_PAGE_BEGINS = re.compile(r"(?:page-)?break-before\s*:\s*(?:always|page|left|right)")
_PAGE_ENDS = re.compile(r"(?:page-)?break-after\s*:\s*(?:always|page|left|right)")


class Meaning(NamedTuple):
    """An element of TEI, and what an abbreviation stands for."""

    element: str
    attributes: Attributes = ()
    expansion: str = ""


def meanings(element: etree._Element) -> list[Meaning]:
    """What an element within a paragraph means; the outermost first."""
    found: list[Meaning] = []
    tag, style = str(element.tag), element.get("style", "")
    if tag in _ELEMENTS:
        found.append(Meaning(_ELEMENTS[tag]))
    language = element.get("lang", "") or element.get("{http://www.w3.org/XML/1998/namespace}lang", "")
    if _LANGUAGE.fullmatch(language):
        found.append(Meaning("foreign", (("xml:lang", language),)))
    looks = [_LOOKS[tag]] if tag in _LOOKS else []
    looks += [look for look, said in _STYLES if look not in looks and said.search(style)]
    if looks:
        found.append(Meaning("hi", (("rend", " ".join(looks)),)))
    if tag in ("abbr", "acronym"):
        found.append(Meaning("abbr", (), " ".join(element.get("title", "").split())))
    return found


def is_hidden(element: etree._Element) -> bool:
    """Whether browsers don't show it, or Word made it of a list's numbering."""
    return "hidden" in element.attrib or _HIDDEN.search(element.get("style", "")) is not None


def aligned(element: etree._Element) -> str:
    """``right`` or ``center``, if a paragraph stands so."""
    said = _ALIGNED.search(element.get("style", ""))
    value = said[1] if said else element.get("align", "").lower() or ("center" if element.tag == "center" else "")
    return {"right": "right", "end": "right", "center": "center"}.get(value, "")


def begins_page(element: etree._Element) -> bool:
    """Whether its style wants a new page before it."""
    return _PAGE_BEGINS.search(element.get("style", "")) is not None


def ends_page(element: etree._Element) -> bool:
    """The same after it."""
    return _PAGE_ENDS.search(element.get("style", "")) is not None
