"""Documents held against a Schematron schema: findings, and the report in SVRL (ISO/IEC 19757-3, annex D)."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from lxml import etree

from tei_toolkit.errors import StylesheetError, UnreadableInput
from tei_toolkit.findings import Finding
from tei_toolkit.parsing import XML_LANG, parse_xml
from tei_toolkit.validate.position import Places
from tei_toolkit.validate.schematron.checking import DEFAULT, check_schema
from tei_toolkit.validate.schematron.compiling import Program
from tei_toolkit.validate.schematron.location import locate
from tei_toolkit.validate.schematron.reading import RUN, SchemaSource, read_schema

SVRL = "http://purl.oclc.org/dsdl/svrl"
_ASSERTIONS = (f"{{{SVRL}}}failed-assert", f"{{{SVRL}}}successful-report")
_ERROR = f"{{{RUN}}}error"
_DOCUMENT = f"{{{RUN}}}document"
_WARNINGS = re.compile(r"warn|nonfatal|non-fatal|caution", re.IGNORECASE)
_INFORMATION = re.compile(r"info|hint|note|log|debug|trivial", re.IGNORECASE)


class Schematron:
    """A Schematron schema that documents are held against. ``name`` is its path."""

    def __init__(self, source: SchemaSource, name: str, phase: str = DEFAULT) -> None:
        self.name = name
        check_schema(source.root, phase)
        self._program = Program(source, phase)

    def check(self) -> None:
        """Raises :class:`UnreadableInput` if an expression of the schema is wrong."""
        self._program.check()

    def findings(self, tree: etree._ElementTree, name: str, places: Places) -> list[Finding]:
        """What is wrong with the document called ``name``, in its order."""
        return _said(self._run(tree, name, svrl=False), tree, name, places)

    def reported(self, tree: etree._ElementTree, name: str, places: Places) -> tuple[list[Finding], bytes]:
        """The findings, and the report as an XML file in UTF-8. Rules that could not be tried are not in that."""
        report = self._run(tree, name, svrl=True)
        found = _said(report, tree, name, places)
        for error in list(report.iter(_ERROR)):
            parent = error.getparent()
            assert parent is not None
            parent.remove(error)
        for one in report.iter(*_ASSERTIONS):
            one.attrib.pop(_DOCUMENT, "")
        etree.cleanup_namespaces(report)
        return found, etree.tostring(report, encoding="UTF-8", xml_declaration=True) + b"\n"

    def _run(self, tree: etree._ElementTree, name: str, *, svrl: bool) -> etree._Element:
        told = {f"{{{RUN}}}svrl": "1"} if svrl else {}
        address = f"file://{quote(os.path.abspath(name))}"  # noqa: PTH100 - of many files, and Path takes its time
        for careful in (False, True):
            sheets = self._program.stylesheets(careful=careful)
            try:
                document = sheets.read(tree, address)
                return etree.fromstring(sheets.transform("schematron", document, told).encode("utf-8"))
            except StylesheetError as error:
                if careful:
                    raise UnreadableInput(f"{name}: the rules cannot be run: {error}.") from None
        raise AssertionError("one of the two has returned")


def load(data: bytes, name: str, phase: str = DEFAULT) -> Schematron:
    """Read a schema; ``name`` is its path. Raises :class:`UnreadableInput` with one sentence, with file and line."""
    source = read_schema(data, name)
    if source is None:
        raise UnreadableInput(f"{name}: there is no Schematron in this schema.")
    return Schematron(source, name, phase)


def _said(report: etree._Element, tree: etree._ElementTree, name: str, places: Places) -> list[Finding]:
    found = []
    for one in report.iter(*_ASSERTIONS, _ERROR):
        of = _other_document(one, tree, name, places)
        found.append(_broken(one, *of) if one.tag == _ERROR else _finding(one, *of))
    return found


def _other_document(
    one: etree._Element, tree: etree._ElementTree, name: str, places: Places
) -> tuple[etree._ElementTree, str, Places]:
    """The document that a finding is in: a pattern may be about others."""
    address = one.get(_DOCUMENT, "")
    path = unquote(urlsplit(address).path)
    if not address or Path(name).absolute() == Path(path):
        return tree, name, places
    try:
        data = Path(path).read_bytes()
        other = parse_xml(data, path)
    except (OSError, UnreadableInput):
        return tree, name, places
    return other, path, Places(data, other)


def _finding(one: etree._Element, tree: etree._ElementTree, name: str, places: Places) -> Finding:
    line, column = places.of(*locate(tree, one.get("location", "")))
    message = _words(one.find(f"{{{SVRL}}}text")) or f"This is against the rule {one.get('test', '')}."
    hints = " ".join(_diagnostics(one))
    return Finding(_code(one), message, name, line, column, hint=hints)


def _broken(one: etree._Element, tree: etree._ElementTree, name: str, places: Places) -> Finding:
    line, column = places.of(*locate(tree, one.get("location", "")))
    said = " ".join(one.get("said", "").split()).rstrip(".")
    message = f"The rule “{one.get('test', '')}” ({one.get('at', '')}) could not be tried here: {said}."
    return Finding("SCH-04", message, name, line, column)


def _code(one: etree._Element) -> str:
    """The severity that a schema gives: @severity, else @role, else it is an error."""
    said = one.get("severity") or one.get("role") or ""
    if _WARNINGS.search(said):
        return "SCH-02"
    return "SCH-03" if _INFORMATION.search(said) else "SCH-01"


def _diagnostics(one: etree._Element) -> Iterator[str]:
    """What the diagnostics say: those without a language or in English; if there are none, in any."""
    texts = [text for text in one.iterfind(f"{{{SVRL}}}diagnostic-reference/{{{SVRL}}}text")]
    wanted = [text for text in texts if (text.get(XML_LANG) or "en").split("-")[0] == "en"]
    yield from (_words(text) for text in wanted or texts)


def _words(element: etree._Element | None) -> str:
    return "" if element is None else " ".join("".join(str(text) for text in element.itertext()).split())
