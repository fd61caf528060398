"""The rules of an ODD (its ``constraintSpec`` elements) as a Schematron schema.

TEI's own rules come with the elements that an ODD takes from TEI, in TEI's words. They are not taken over: our
ODD says them again where they matter, and a test holds that it does. So this needs the ODD alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml import etree

_TEI = "{http://www.tei-c.org/ns/1.0}"
_SCH = "{http://purl.oclc.org/dsdl/schematron}"


def rules(odds: Iterable[bytes], notice: str) -> bytes:
    """A pattern for each constraint of the ODDs, of the same name and in the same order. One that a later ODD has
    too is the later one's. ``notice`` stands at the head.

    The query language is XPath 2.0 (binding ``xslt2``), as in TEI's own rules.
    """
    schema = etree.fromstring(f'<schema xmlns="{_SCH[1:-1]}" queryBinding="xslt2"/>')
    etree.SubElement(schema, f"{_SCH}title").text = "Rules for diaries"
    etree.SubElement(schema, f"{_SCH}ns", {"prefix": "tei", "uri": _TEI[1:-1]})
    parser = etree.XMLParser(remove_comments=True, remove_pis=True)
    constraints = {
        str(constraint.get("ident")): constraint
        for odd in odds
        for constraint in etree.fromstring(odd, parser).iterfind(f".//{_TEI}constraintSpec[@scheme='schematron']")
    }
    for name, constraint in constraints.items():
        pattern = etree.SubElement(schema, f"{_SCH}pattern", {"id": name})
        etree.SubElement(pattern, f"{_SCH}title").text = constraint.findtext(f"{_TEI}desc")
        pattern.extend(constraint.iterfind(f"{_TEI}constraint/{_SCH}*"))
    for element in schema.iter(etree.Element):
        _fold(element)
    etree.cleanup_namespaces(schema)
    etree.indent(schema)
    written = etree.tostring(schema, encoding="UTF-8")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<!--{notice}-->\n'.encode() + written + b"\n"


def _fold(element: etree._Element) -> None:
    """Tests and messages in one line each, whatever lines the ODD has."""
    for name, value in element.attrib.items():
        element.set(name, " ".join(str(value).split()))
    element.text = re.sub(r"\s+", " ", element.text or "") or None
    for child in element:
        child.tail = re.sub(r"\s+", " ", child.tail or "") or None
