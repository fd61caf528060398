"""The forms of names and addresses in schemas: NCName and QName (https://www.w3.org/TR/xml-names/), URI references
(RFC 2396, as XLink 5.4 has them: what a URI may not hold is escaped first), and what XML counts as white space.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable

SPACE = " \t\n\r"
"""White space in XML. Python's own ``strip`` and ``split`` take away more, no-break spaces for one; in ASCII, only
what XML does not have."""

_START = (
    "A-Z_a-z\xc0-\xd6\xd8-\xf6\xf8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f\u2c00-\u2fef"
    "\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_MORE = _START + r"\-.0-9\xb7\u0300-\u036f\u203f\u2040"
NCNAME = f"[{_START}][{_MORE}]*"
"""The regular expression of an NCName, to be built into others."""
NMTOKEN = f"[{_MORE}:]+"
NAME = f"[{_START}:][{_MORE}:]*"

_SIMPLE = re.compile(r"[A-Za-z_][A-Za-z0-9_.\-]*")
"""Names of every sort, most of those that are."""
_TOKENS = re.compile(f"[^{SPACE}]+")

_PLAIN = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.\-]*:[^:%#\[\]])?[^:%#\[\]]*(?:#[^%#\[\]]*)?")
"""URI references in which nothing has to be looked at."""
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")
_BRACKETS = re.compile(r"(?:[^/?#\[\]]*//(?:[^/?#\[\]]*@)?\[[0-9A-Fa-f:.]+\])?[^\[\]]*")
_BAD_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")


def whole(expression: str, flags: int = 0) -> Callable[[str], re.Match[str] | None]:
    """How a whole text matches a regular expression. It is compiled when it is first needed: some hold all the
    characters of names, which takes as long as to validate many a document."""
    compiled = functools.cache(lambda: re.compile(expression, flags))
    return lambda text: compiled().fullmatch(text)


_NCNAME, _QNAME, _NMTOKEN, _NAME = map(whole, (NCNAME, f"(?:{NCNAME}:)?{NCNAME}", NMTOKEN, NAME))


def is_ncname(text: str) -> bool:
    """Whether a text is a name without colon."""
    return (_SIMPLE.fullmatch(text) or _NCNAME(text)) is not None


def is_qname(text: str) -> bool:
    """Whether a text is a name with or without a prefix."""
    return (_SIMPLE.fullmatch(text) or _QNAME(text)) is not None


def is_name(text: str) -> bool:
    """Whether a text is a name, colons being letters."""
    return (_SIMPLE.fullmatch(text) or _NAME(text)) is not None


def is_nmtoken(text: str) -> bool:
    """Whether a text is made of what names are made of."""
    return (_SIMPLE.fullmatch(text) or _NMTOKEN(text)) is not None


def tokens(text: str) -> list[str]:
    """The parts of a text between white space."""
    return text.split() if text.isascii() else _TOKENS.findall(text)


def collapse(text: str) -> str:
    """A text without white space at its ends, and with one blank for each other run of it."""
    return " ".join(text.split() if text.isascii() else _TOKENS.findall(text))


def is_uri_reference(text: str) -> bool:
    """Whether a text is a URI reference once what a URI may not hold is escaped: percent signs must escape, there
    is one fragment at most, brackets are for the numbers of a host, and what stands before a first colon must be a
    scheme, with something behind it."""
    if _PLAIN.fullmatch(text):
        return True
    if _BAD_ESCAPE.search(text) or text.count("#") > 1 or not _BRACKETS.fullmatch(text):
        return False
    if ":" not in re.split("[/?#]", text, maxsplit=1)[0]:
        return True
    scheme = _SCHEME.match(text)
    return scheme is not None and text[scheme.end() :].partition("#")[0] != ""


def is_absolute_uri(text: str) -> bool:
    """Whether a text is a URI with a scheme and without a fragment, as a ``datatypeLibrary`` must be."""
    return _SCHEME.match(text) is not None and "#" not in text and is_uri_reference(text)
