"""XSLT 3.0 through SaxonC: the only file that imports saxonche.

Stylesheets are ours or the edition's owner's and are trusted; documents and registers are not. So the
stylesheets are compiled from their files first, then all access (files, network, external functions) is
closed for the processor's life, and documents are handed over as text that the hardened parser has seen.
"""

from __future__ import annotations

import functools
import json
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from lxml import etree
from saxonche import PySaxonApiError, PySaxonProcessor, PyXdmValue, PyXslt30Processor

from tei_toolkit.errors import NotCompiled, StylesheetError
from tei_toolkit.resources import resource

_FEATURE = "http://saxon.sf.net/feature/"
_PARSER = f"{_FEATURE}parserProperty?uri=http%3A%2F%2Fwww.oracle.com%2Fxml%2Fjaxp%2Fproperties%2F"
_LIMITS = ("maxElementDepth", "elementAttributeLimit", "maxXMLNameLimit")
"""Saxon's parser stops at a depth of 100, at 200 attributes; ours has its own limits, and has seen the document."""


@dataclass(frozen=True, slots=True)
class CheckedXml:
    """A document as text that the hardened parser has read: well-formed, without entities, in no DTD's hands."""

    text: str


Prepared: TypeAlias = PyXdmValue
"""A document or parameter made ready by :meth:`Stylesheets.prepare`, for those stylesheets alone."""
Document: TypeAlias = etree._ElementTree | CheckedXml | Prepared
Parameter: TypeAlias = str | Document | Mapping[str, Any] | list[Any]
"""A string, a document, what JSON can say (which becomes a map or an array), or one of these prepared."""


_used_by: set[int] = set()


def is_in_use() -> bool:
    """Whether this process has used SaxonC. One that has should not be parted into several: they may crash."""
    return os.getpid() in _used_by


def read_part(*parts: str) -> bytes:
    """A file that lies with our stylesheets, such as a table of words or a style sheet: below ``xslt/``."""
    return resource("xslt", *parts).read_bytes()


class Stylesheets:
    """Several compiled stylesheets in one closed processor.

    ``files`` gives each a name; one may be a text in place of a path. A stylesheet of an edition imports ours as
    ``tei-toolkit:xslt/…``, wherever we are installed (xslt/common/catalog.xml says how). With ``read_files`` they
    may read files by ``doc()`` while they run, but nothing over a network. Raises :class:`StylesheetError` with
    every compile error, each with file, line and column. An instance belongs to one process and one thread.
    """

    def __init__(self, files: Mapping[str, Path | str], *, read_files: bool = False) -> None:
        _used_by.add(os.getpid())
        self._saxon = PySaxonProcessor(license=False)
        self._saxon.set_catalog_files([str(resource("xslt", "common", "catalog.xml"))])
        for limit in _LIMITS:
            self._saxon.set_configuration_property(_PARSER + limit, "0")
        self._xpath = self._saxon.new_xpath_processor()
        self._xpath.set_caching(True)
        xslt: PyXslt30Processor = self._saxon.new_xslt30_processor()
        self._compiled = {}
        for name, source in files.items():
            called = name if isinstance(source, str) else source.name
            try:
                with _silent():
                    self._compiled[name] = (
                        xslt.compile_stylesheet(stylesheet_text=source)
                        if isinstance(source, str)
                        else xslt.compile_stylesheet(stylesheet_file=str(source))
                    )
            except PySaxonApiError as error:
                raise NotCompiled(f"{called} does not compile: {error.args[0]}") from None
        self._saxon.set_configuration_property(_FEATURE + "allowedProtocols", "file" if read_files else "none")
        self._saxon.set_configuration_property(_FEATURE + "allow-external-functions", "false")

    def prepare(self, value: Parameter) -> Prepared:
        """A parameter made ready once for many transformations, such as a register."""
        if isinstance(value, PyXdmValue):
            return value
        if isinstance(value, str):
            return self._saxon.make_string_value(value)
        if isinstance(value, CheckedXml):
            return self._saxon.parse_xml(xml_text=value.text)
        if isinstance(value, etree._ElementTree):
            return self._saxon.parse_xml(xml_text=_written(value))
        # SaxonC's own parse_json keeps the escapes of JSON as they are: \\n would stay two characters.
        self._xpath.set_parameter("json", self._saxon.make_string_value(json.dumps(value, ensure_ascii=False)))
        return self._xpath.evaluate("parse-json($json)")

    def read(self, document: etree._ElementTree, address: str) -> Prepared:
        """A document made ready, with the address by which it was found."""
        builder = self._saxon.new_document_builder()
        builder.set_base_uri(address)
        return builder.parse_xml(xml_text=_written(document))

    def transform(
        self,
        name: str,
        document: Document | None,
        parameters: Mapping[str, Parameter] | None = None,
    ) -> str:
        """Apply the stylesheet ``name`` to a parsed document; returns the serialised principal result.

        Without a document the stylesheet begins at ``xsl:initial-template``. ``parameters`` are global
        parameters, ``{namespace}name`` if they have one. Raises :class:`StylesheetError` with the stylesheet's own
        message if it stops.
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


def _written(document: etree._ElementTree) -> str:
    """A document without its DTD, which has done all it may when the hardened parser has read it."""
    if document.docinfo.internalDTD is None:
        return etree.tostring(document, encoding="unicode")
    root = document.getroot()
    nodes = [*reversed(list(root.itersiblings(preceding=True))), root, *root.itersiblings()]
    return "".join(etree.tostring(node, encoding="unicode", with_tail=False) for node in nodes)


def _first_sentence(message: str) -> str:
    """What went wrong, without the stack of templates that Saxon appends."""
    return " ".join(re.split(r"\n\s*(?:In template|In function|invoked by|Matches both)", message)[0].split())


@contextmanager
def _silent() -> Iterator[None]:
    """Saxon writes its stack to the process's standard error besides raising; one sentence is enough."""
    kept = os.dup(2)
    try:
        os.dup2(_nowhere(), 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


@functools.cache
def _nowhere() -> int:
    return os.open(os.devnull, os.O_WRONLY)
