"""XML Schema (XSD), through the package xmlschema, in our words where we have some."""

from __future__ import annotations

import re
import warnings
from itertools import islice
from pathlib import Path
from typing import Any

import xmlschema
from lxml import etree

from tei_toolkit.errors import UnreadableInput
from tei_toolkit.findings import Finding
from tei_toolkit.parsing import local_name, parse_xml
from tei_toolkit.validate.limits import MOST_FINDINGS
from tei_toolkit.validate.position import Places

_SENTENCES = (
    ("TEI-03", r"'(?P<attribute>[^']+)' attribute not allowed", "<{element}> may not have the attribute @{attribute}."),
    ("TEI-04", r"attribute (?P<attribute>\S+)='(?P<value>.*?)': ", "@{attribute} of <{element}> may not be “{value}”."),
    ("TEI-04", r"[Ii]nvalid \w+ string '(?P<value>[^']*)'", "In <{element}>: “{value}” is not of the form wanted."),
    ("TEI-04", r"value (?:has to|must|doesn't)|invalid value", "The value of <{element}> is not of the form wanted."),
    ("TEI-05", r"missing required attribute '(?P<attribute>[^']+)'", "<{element}> needs @{attribute}."),
    ("TEI-05", r"not complete\. Tag '(?:\w+:)?(?P<wanted>[^']+)'", "<{element}> is not complete: it needs <{wanted}>."),
    ("TEI-05", r"is not complete", "<{element}> is not complete."),
    ("TEI-06", r"character data", "Text may not stand directly in <{element}>."),
    ("TEI-01", r"Unexpected child with tag '(?P<value>[^']+)'", "<{value}> is not allowed here inside <{element}>."),
)
_NAMESPACE = re.compile(r"\{[^}]*\}")


class XmlSchema:
    """An XSD that documents are held against."""

    def __init__(self, schema: Any) -> None:
        self._schema = schema

    def findings(self, tree: etree._ElementTree, name: str, places: Places) -> list[Finding]:
        """What is wrong with the document called ``name``, in its order."""
        errors = islice(self._schema.iter_errors(tree), MOST_FINDINGS + 1)
        return [_finding(error, tree, name, places) for error in errors]


def load(data: bytes, name: str) -> XmlSchema:
    """Read an XSD. ``name`` is its path: the files that it includes or imports must lie in the same folder or
    below it, and are read by xmlschema; nothing else is, and nothing is fetched.

    Raises :class:`UnreadableInput` in one sentence if it is none, or does not hold together.
    """
    parse_xml(data, name)
    folder = f"{Path(name).resolve().parent}/"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return XmlSchema(xmlschema.XMLSchema(data, base_url=folder, allow="sandbox", defuse="always"))
    except (xmlschema.XMLSchemaException, OSError, ValueError, RecursionError) as error:
        raise UnreadableInput(f"{name}: this cannot be used as an XSD: {_reason(error)}.") from None


def _finding(error: Any, tree: etree._ElementTree, name: str, places: Places) -> Finding:
    holder = error.elem if isinstance(error.elem, etree._Element) else tree.getroot()
    code, message, parts = _said(_reason(error), local_name(holder))
    child = getattr(error, "invalid_child", None)
    pointed = child if isinstance(child, etree._Element) else holder
    line, column = places.of(pointed, parts.get("attribute", "") if code != "TEI-05" else "")
    return Finding(code, message, name, line, column, parts.get("value") or parts.get("attribute", ""))


def _said(reason: str, element: str) -> tuple[str, str, dict[str, str]]:
    for code, pattern, sentence in _SENTENCES:
        found = re.search(pattern, reason)
        if found:
            parts = found.groupdict()
            return code, sentence.format(element=element, **parts), parts
    return "TEI-01", f"<{element}> does not fit the schema: {reason}.", {}


def _reason(error: Any) -> str:
    """What xmlschema says, without namespaces, as the end of a sentence."""
    said = getattr(error, "reason", None) or getattr(error, "message", None) or error
    return " ".join(_NAMESPACE.sub("", str(said)).split()).rstrip(".")
