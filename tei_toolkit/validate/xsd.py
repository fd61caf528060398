"""XML Schema (XSD), through the package xmlschema. The whole schema has to be in one file."""

from __future__ import annotations

import warnings
from typing import Any

import xmlschema
from lxml import etree

from tei_toolkit.errors import UnreadableInput
from tei_toolkit.findings import Finding
from tei_toolkit.parsing import local_name, parse_xml
from tei_toolkit.validate.position import Places


class XmlSchema:
    """An XSD that documents are held against."""

    def __init__(self, schema: Any) -> None:
        self._schema = schema

    def findings(self, tree: etree._ElementTree, name: str, places: Places) -> list[Finding]:
        """What is wrong with the document called ``name``, in its order."""
        return [_finding(error, tree, name, places) for error in self._schema.iter_errors(tree)]


def load(data: bytes, name: str) -> XmlSchema:
    """Read an XSD; nothing is fetched, from the network or from other files.

    Raises :class:`UnreadableInput` in one sentence if it is none, or is not complete in itself.
    """
    parse_xml(data, name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return XmlSchema(xmlschema.XMLSchema(data, allow="none", defuse="always", use_meta=False))
    except (xmlschema.XMLSchemaException, OSError, ValueError, RecursionError) as error:
        reason = _reason(error)
        raise UnreadableInput(f"{name}: this cannot be used as an XSD that stands alone: {reason}.") from None


def _finding(error: Any, tree: etree._ElementTree, name: str, places: Places) -> Finding:
    element = error.elem if isinstance(error.elem, etree._Element) else tree.getroot()
    line, column = places.of(element)
    tag = getattr(error, "invalid_tag", None)
    value = str(tag).rsplit("}", 1)[-1] if tag else ""
    reason = _reason(error)
    code = "TEI-01" if tag or isinstance(error, xmlschema.XMLSchemaChildrenValidationError) else "TEI-04"
    return Finding(code, f"<{local_name(element)}> does not fit the schema: {reason}.", name, line, column, value)


def _reason(error: Any) -> str:
    """What xmlschema says, as the end of a sentence."""
    said = getattr(error, "reason", None) or getattr(error, "message", None) or error
    return " ".join(str(said).split()).rstrip(".")
