"""Addresses as TEI's attributes have them (``xs:anyURI``; RFC 3986, and 3987 for letters beyond ASCII)."""

from __future__ import annotations

import re

_FOLLOWED = re.compile(r"(?:https?|mailto):\S+", re.IGNORECASE)
_IN_NO_ADDRESS = re.compile(r'[\s\x00-\x1f\x7f<>"{}|\\^`]|%(?![0-9A-Fa-f]{2})|^:')


def address(written: str) -> str:
    """What is written, with all that no address holds as percent signs have it: ``page%201.jpg``."""
    head, mark, fragment = written.partition("#")
    return _escaped(head) + mark + _escaped(fragment.replace("#", "%23"))


def _escaped(text: str) -> str:
    return _IN_NO_ADDRESS.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), text)


def link(written: str) -> str:
    """The address of a link that readers may follow (of the web, or for mail); empty if it is another."""
    return address(written) if _FOLLOWED.fullmatch(written) else ""
