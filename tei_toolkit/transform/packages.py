"""Zipped formats (EPUB, Word) from the parts that a stylesheet makes; the same parts give the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from lxml import etree

from tei_toolkit.parsing import parse_xml

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest moment that a zip can tell, for every part: no clock is read."""


def parts_of(made: str, name: str) -> dict[str, bytes]:
    """The parts that a stylesheet put one after another: ``<parts><part name="…">one element</part>…</parts>``.

    ``name`` is what a message calls the stylesheet's output. Each part becomes an XML document in UTF-8.
    """
    root = parse_xml(made.encode("utf-8"), name).getroot()
    parts = {}
    for part in root:
        (element,) = part
        element.tail = None
        etree.cleanup_namespaces(element)
        parts[str(part.get("name"))] = etree.tostring(element, encoding="UTF-8", xml_declaration=True)
    return parts


def zipped(parts: Mapping[str, bytes], first: str = "") -> bytes:
    """A zip of the parts in the order of their names; ``first`` comes before all others, uncompressed, as EPUB asks."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in sorted(parts, key=lambda name: (name != first, name)):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_STORED if name == first else zipfile.ZIP_DEFLATED
            archive.writestr(entry, parts[name])
    return buffer.getvalue()
