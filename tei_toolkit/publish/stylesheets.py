"""A stylesheet with everything that it includes or imports, as one digest."""

from __future__ import annotations

import hashlib
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree

from tei_toolkit.files import read_bytes
from tei_toolkit.parsing import UnsafeXml, parse_xml
from tei_toolkit.resources import resource

_XSL = "http://www.w3.org/1999/XSL/Transform"
_OURS = "tei-toolkit:xslt/"


def stylesheet_digest(path: Path) -> str:
    """The digest of the bytes of a stylesheet and of all that it takes in, wherever they lie."""
    found: dict[Path, bytes] = {}
    _gather(path.resolve(), found)
    digest = hashlib.blake2b(digest_size=16)
    for data in found.values():
        digest.update(hashlib.blake2b(data, digest_size=16).digest())
    return digest.hexdigest()


def _gather(path: Path, found: dict[Path, bytes]) -> None:
    """The files in the order in which they are taken in; one that is not there stops the compiler, not us."""
    if path in found or not path.is_file():
        return
    found[path] = read_bytes(path)
    try:
        root = parse_xml(found[path], str(path)).getroot()
    except UnsafeXml:
        return
    for element in root.iterchildren(f"{{{_XSL}}}include", f"{{{_XSL}}}import"):
        _gather(_place(element, path), found)


def _place(element: etree._Element, beside: Path) -> Path:
    href = element.get("href", "")
    if href.startswith(_OURS):
        return resource("xslt", *href.removeprefix(_OURS).split("/")).resolve()
    return (beside.parent / unquote(urlsplit(href).path)).resolve()
