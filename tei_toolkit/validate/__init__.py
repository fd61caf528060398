"""Validation: TEI documents in, findings out. Bad data is a finding, never an exception.

A document is parsed (XML-01, XML-02), must be TEI (XML-03) unless a schema is given that says what it must be, is
held against the schemas (TEI-…), and the ids and inner references of TEI are looked at (ID-…, REF-…).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from lxml import etree

from tei_toolkit.findings import Finding
from tei_toolkit.parsing import TEI, UnsafeXml, local_name, parse_xml
from tei_toolkit.validate.position import Places
from tei_toolkit.validate.references import reference_findings
from tei_toolkit.validate.schemas import Schema, load_schema, our_schema

__all__ = ["Schema", "load_schema", "validate"]


def validate(documents: Iterable[tuple[str, bytes]], schemas: Sequence[Schema] = ()) -> list[Finding]:
    """Say what is wrong with TEI documents.

    ``documents`` are pairs of what messages call a file and its bytes; ``schemas`` what they are held
    against, by :func:`load_schema`, in place of the toolkit's own; with schemas of their own, documents may be
    other XML than TEI. The findings come in the order of the documents, and of the places within each.
    """
    return [finding for name, data in documents for finding in _document(name, data, schemas)]


def _document(name: str, data: bytes, schemas: Sequence[Schema]) -> list[Finding]:
    try:
        tree = parse_xml(data, name)
    except UnsafeXml as error:
        return [_malformed(error.finding)]
    places = Places(data, tree)
    is_tei = str(tree.getroot().tag).startswith(f"{{{TEI}}}")
    if not is_tei and not schemas:
        return [_no_tei(tree, name, places)]
    found = [finding for schema in schemas or (our_schema(),) for finding in schema.findings(tree, name, places)]
    if is_tei:
        found += reference_findings(tree, name, places)
    return sorted(dict.fromkeys(found), key=lambda finding: (finding.line, finding.column))


def _malformed(finding: Finding) -> Finding:
    if finding.code != "XML-01":
        return finding
    from tei_toolkit.validate.messages import say_malformed  # and with it what explains grammars, for this rare case

    message, hint = say_malformed(finding.message)
    return replace(finding, message=message, hint=hint or finding.hint)


def _no_tei(tree: etree._ElementTree, name: str, places: Places) -> Finding:
    root = tree.getroot()
    line, column = places.of(root)
    written = local_name(root)
    hint = f'Write <TEI xmlns="{TEI}">.' if written == "TEI" else "Check that this is the right file."
    message = f"This is not a TEI document: it begins with <{written}>, outside TEI’s namespace."
    return Finding("XML-03", message, name, line, column, written, hint)
