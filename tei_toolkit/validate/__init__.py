"""Validation: TEI documents in, findings out. Bad data is a finding, never an exception.

A document is parsed (XML-01, XML-02), must be TEI (XML-03), is held against the schemas (TEI-…, SCH-…), and
its ids and inner references are looked at (ID-…, REF-…). What its text allows is left out (ALLOW-…).
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence

from lxml import etree

from tei_toolkit.edition_kinds import EDITION_CODES
from tei_toolkit.findings import CATALOGUE, Finding
from tei_toolkit.parsing import TEI, UnsafeXml, local_name, parse_xml
from tei_toolkit.validate.allowances import allow, misunderstood
from tei_toolkit.validate.limits import MOST_BYTES, MOST_FINDINGS, MOST_TAGS
from tei_toolkit.validate.position import Places
from tei_toolkit.validate.references import reference_findings
from tei_toolkit.validate.schemas import Schema, load_rules, load_schema, our_schemas

__all__ = ["Schema", "load_rules", "load_schema", "unless_allowed", "validate"]

_FAMILIES = ("XML", "TEI", "SCH", "ID", "REF")
_OF_DOCUMENTS = frozenset(code for code in CATALOGUE if code.split("-")[0] in _FAMILIES) - EDITION_CODES
"""What is looked for in each document by itself."""


def validate(documents: Iterable[tuple[str, bytes]], schemas: Sequence[Schema] = ()) -> list[Finding]:
    """Say what is wrong with TEI documents.

    ``documents`` are pairs of what messages call a file and its bytes; ``schemas`` what they are held against, by
    :func:`load_schema` and :func:`load_rules`, in place of the toolkit's own; with schemas of their own, documents
    may be other XML than TEI. The findings come in the order of the documents, and of the places within each.
    """
    return [finding for name, data in documents for finding in _document(name, data, schemas)]


def unless_allowed(found: Sequence[Finding], name: str, data: bytes, codes: Container[str]) -> list[Finding]:
    """What remains of findings that rules over several documents had in this one, when those are left out that its
    text allows. ``codes`` are those that were looked for: what is allowed in vain is a finding again.
    """
    try:
        tree = parse_xml(data, name)
    except UnsafeXml:
        return list(found)
    return allow(found, tree, name, Places(data, tree), codes)


def _document(name: str, data: bytes, schemas: Sequence[Schema]) -> list[Finding]:
    if len(data) > MOST_BYTES or (len(data) > MOST_TAGS and data.count(b"<") > MOST_TAGS):
        return [_too_large(name, len(data))]
    try:
        tree = parse_xml(data, name)
    except UnsafeXml as error:
        return [_malformed(error.finding, data)]
    places = Places(data, tree)
    found = _of_tree(tree, name, places, schemas)
    found = [*allow(found, tree, name, places, _OF_DOCUMENTS), *misunderstood(tree, name, places)]
    found = sorted(dict.fromkeys(found), key=lambda finding: (finding.line, finding.column))
    return found if len(found) <= MOST_FINDINGS else [*found[:MOST_FINDINGS], _too_many(name)]


def _of_tree(tree: etree._ElementTree, name: str, places: Places, schemas: Sequence[Schema]) -> list[Finding]:
    is_tei = str(tree.getroot().tag).startswith(f"{{{TEI}}}")
    if not is_tei and not schemas:
        return [_no_tei(tree, name, places)]
    found = [finding for schema in schemas or our_schemas() for finding in schema.findings(tree, name, places)]
    return [*found, *reference_findings(tree, name, places)] if is_tei else found


def _too_large(name: str, size: int) -> Finding:
    what = f"more than {MOST_BYTES // 2**20} MB" if size > MOST_BYTES else f"more than {MOST_TAGS:,} tags"
    return Finding("FILE-02", f"The file has {what}, so it was not read.", name, hint="Split it.")


def _too_many(name: str) -> Finding:
    message = f"More is wrong with this file than the {MOST_FINDINGS:,} findings that are listed."
    return Finding("FILE-03", message, name, hint="Correct what comes first; much of the rest may go with it.")


def _malformed(finding: Finding, data: bytes) -> Finding:
    if finding.code != "XML-01":
        return finding
    from tei_toolkit.validate.malformed import say_malformed  # and with it all its words, for this rare case

    return say_malformed(finding, data)


def _no_tei(tree: etree._ElementTree, name: str, places: Places) -> Finding:
    root = tree.getroot()
    line, column = places.of(root)
    written = local_name(root)
    hint = f'Write <TEI xmlns="{TEI}">.' if written == "TEI" else "Check that this is the right file."
    message = f"This is not a TEI document: it begins with <{written}>, outside TEI’s namespace."
    return Finding("XML-03", message, name, line, column, written, hint)
