"""A plain Schematron, to bear witness in tests: rules with contexts, variables, assertions and reports, nothing else.

Each pattern becomes a mode of a stylesheet and each rule a template, the earlier before the later; what is said
comes out as lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple
from xml.sax.saxutils import quoteattr

from lxml import etree
from saxonche import PySaxonProcessor

_SCH = "{http://purl.oclc.org/dsdl/schematron}"


class Said(NamedTuple):
    """What a rule says of a node: where (a path), how grave it is, by which pattern, and in which words."""

    file: str
    path: str
    role: str
    pattern: str
    words: str


def said(schema: bytes, documents: Iterable[tuple[str, bytes]]) -> list[Said]:
    """What the rules of a schema, which are XPath 2.0, say of documents."""
    found = []
    with PySaxonProcessor(license=False) as processor:
        transformer = processor.new_xslt30_processor()
        executable = transformer.compile_stylesheet(stylesheet_text="".join(_stylesheet(etree.fromstring(schema))))
        for name, data in documents:
            executable.set_global_context_item(xdm_item=processor.parse_xml(xml_text=data.decode()))
            lines = executable.call_template_returning_string("said") or ""
            found += [Said(name, *line.split("\t")) for line in lines.splitlines()]
    return found


def _stylesheet(schema: etree._Element) -> Iterator[str]:
    names = " ".join(f"xmlns:{one.get('prefix')}={quoteattr(str(one.get('uri')))}" for one in schema.iter(f"{_SCH}ns"))
    patterns = list(schema.iter(f"{_SCH}pattern"))
    yield f'<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" {names}>'
    yield '<xsl:output method="text"/><xsl:template name="said">'
    for number, _ in enumerate(patterns):
        yield f'<xsl:apply-templates select="//(* | @*)" mode="p{number}"/>'
    yield "</xsl:template>"
    for number, pattern in enumerate(patterns):
        yield f'<xsl:template match="node() | @*" mode="p{number}" priority="-1"/>'
        for place, rule in enumerate(pattern.iter(f"{_SCH}rule")):
            yield f'<xsl:template match={_quoted(rule, "context")} mode="p{number}" priority="{1000 - place}">'
            for item in rule.iterchildren(f"{_SCH}let", f"{_SCH}assert", f"{_SCH}report"):
                yield from _item(item, str(pattern.get("id")))
            yield "</xsl:template>"
    yield "</xsl:stylesheet>"


def _item(item: etree._Element, pattern: str) -> Iterator[str]:
    if item.tag == f"{_SCH}let":
        yield f"<xsl:variable name={_quoted(item, 'name')} select={_quoted(item, 'value')}/>"
        return
    test = str(item.get("test"))
    yield f"<xsl:if test={quoteattr(test if item.tag == f'{_SCH}report' else f'not({test})')}>"
    yield f'<xsl:value-of select="path()"/><xsl:text>\t{item.get("role", "error")}\t{pattern}\t</xsl:text>'
    yield f'<xsl:variable name="words"><xsl:text>{_escaped(item.text)}</xsl:text>'
    for inner in item:
        if inner.tag == f"{_SCH}value-of":
            yield f"<xsl:value-of select={_quoted(inner, 'select')}/>"
        elif inner.tag == f"{_SCH}name":
            yield "<xsl:value-of select=" + quoteattr(f"name({inner.get('path', '.')})") + "/>"
        yield f"<xsl:text>{_escaped(inner.tail)}</xsl:text>"
    yield '</xsl:variable><xsl:value-of select="normalize-space($words)"/><xsl:text>&#10;</xsl:text></xsl:if>'


def _quoted(element: etree._Element, attribute: str) -> str:
    return quoteattr(str(element.get(attribute)))


def _escaped(text: str | None) -> str:
    return (text or "").replace("&", "&amp;").replace("<", "&lt;")
