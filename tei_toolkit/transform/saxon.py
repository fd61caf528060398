"""XSLT 3.0 through SaxonC: the only file that imports saxonche.

Stylesheets are ours or the edition's owner's and are trusted; documents and registers are not. So the
stylesheets are compiled from their files first, then all access (files, network, external functions) is
closed for the processor's life, and documents are handed over as text that the hardened parser has seen.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeAlias

from lxml import etree
from saxonche import PySaxonApiError, PySaxonProcessor, PyXdmValue, PyXslt30Processor

from tei_toolkit.errors import StylesheetError
from tei_toolkit.resources import resource

_FEATURE = "http://saxon.sf.net/feature/"

Parameter: TypeAlias = str | etree._ElementTree | Mapping[str, Any] | list[Any] | PyXdmValue
"""A string, a document, what JSON can say (which becomes a map or an array), or one of these prepared."""


def read_part(*parts: str) -> bytes:
    """A file that lies with our stylesheets, such as a table of words or a style sheet: below ``xslt/``."""
    return resource("xslt", *parts).read_bytes()


class Stylesheets:
    """Several compiled stylesheets in one closed processor.

    ``files`` gives each a name. A stylesheet of an edition imports ours as ``tei-toolkit:xslt/…``, wherever
    we are installed (xslt/common/catalog.xml says how). Raises :class:`StylesheetError` with every compile
    error, each with file, line and column. An instance belongs to one process and one thread.
    """

    def __init__(self, files: Mapping[str, Path]) -> None:
        self._saxon = PySaxonProcessor(license=False)
        self._saxon.set_catalog_files([str(resource("xslt", "common", "catalog.xml"))])
        self._xpath = self._saxon.new_xpath_processor()
        xslt: PyXslt30Processor = self._saxon.new_xslt30_processor()
        self._compiled = {}
        for name, path in files.items():
            try:
                self._compiled[name] = xslt.compile_stylesheet(stylesheet_file=str(path))
            except PySaxonApiError as error:
                raise StylesheetError(f"{path.name} does not compile: {error.args[0]}") from None
        self._saxon.set_configuration_property(_FEATURE + "allowedProtocols", "none")
        self._saxon.set_configuration_property(_FEATURE + "allow-external-functions", "false")

    def prepare(self, value: Parameter) -> PyXdmValue:
        """A parameter made ready once for many transformations, such as a register."""
        if isinstance(value, PyXdmValue):
            return value
        if isinstance(value, str):
            return self._saxon.make_string_value(value)
        if isinstance(value, etree._ElementTree):
            return self._saxon.parse_xml(xml_text=etree.tostring(value, encoding="unicode"))
        # SaxonC's own parse_json keeps the escapes of JSON as they are: \\n would stay two characters.
        self._xpath.set_parameter("json", self._saxon.make_string_value(json.dumps(value, ensure_ascii=False)))
        return self._xpath.evaluate("parse-json($json)")

    def transform(
        self,
        name: str,
        document: etree._ElementTree | None,
        parameters: Mapping[str, Parameter] | None = None,
    ) -> str:
        """Apply the stylesheet ``name`` to a parsed document; returns the serialised principal result.

        Without a document the stylesheet begins at ``xsl:initial-template``. ``parameters`` are global
        parameters without a namespace. Raises :class:`StylesheetError` with the stylesheet's own message
        if it stops.
        """
        executable = self._compiled[name]
        executable.set_save_xsl_message(True)
        executable.clear_xsl_messages()
        executable.clear_parameters()
        for key, value in (parameters or {}).items():
            executable.set_parameter(key, self.prepare(value))
        try:
            with _silent():
                if document is None:
                    return str(executable.call_template_returning_string(None))
                return str(executable.transform_to_string(xdm_node=self.prepare(document)))
        except PySaxonApiError as error:
            raise StylesheetError(f"{name}: {_first_sentence(str(error.args[0]))}") from None


def _first_sentence(message: str) -> str:
    """What went wrong, without the stack of templates that Saxon appends."""
    return " ".join(re.split(r"\n\s*(?:In template|In function|invoked by|Matches both)", message)[0].split())


@contextmanager
def _silent() -> Iterator[None]:
    """Saxon writes its stack to the process's standard error besides raising; one sentence is enough."""
    kept = os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)
