"""The one way in which the toolkit parses XML.

Everything that arrives as XML (TEI, registers, schemas) goes through :func:`parse_xml`: no external
entities, no DTD, no network, no entity expansion, libxml2's limits on depth and size left on.
"""

from __future__ import annotations

import functools
import re
from typing import Any

from lxml import etree

from tei_toolkit.errors import UnreadableInput
from tei_toolkit.findings import Finding

TEI = "http://www.tei-c.org/ns/1.0"
XML = "http://www.w3.org/XML/1998/namespace"
XML_ID = f"{{{XML}}}id"
XML_LANG = f"{{{XML}}}lang"
NAMESPACES = {"tei": TEI}

_IN_UTF_8 = re.compile(
    rb"(?:\xef\xbb\xbf)?(?!<\?xml[^>]*encoding\s*=\s*[\"'](?!utf-8[\"']|us-ascii[\"']))\s*<[^\0]", re.IGNORECASE
)


def tei(name: str) -> str:
    """The lxml name of a TEI element: ``tei("p")`` is ``{http://www.tei-c.org/ns/1.0}p``."""
    return f"{{{TEI}}}{name}"


def local_name(element: etree._Element) -> str:
    """The name of an element without its namespace; empty for comments and processing instructions."""
    return element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""


class UnsafeXml(UnreadableInput):
    """XML that cannot be parsed, or must not be. It carries the same as a finding, for validation."""

    def __init__(self, finding: Finding) -> None:
        place = ":".join(str(part) for part in (finding.file, finding.line, finding.column) if part)
        super().__init__(f"{place}: {finding.message}{' ' + finding.hint if finding.hint else ''}")
        self.finding = finding


class _Nothing(etree.Resolver):
    """Whatever a document points to outside itself is empty: a DTD's address is no reason to refuse it."""

    # The stubs of lxml know this method only without its arguments' names.
    def resolve(self, *address: Any) -> Any:
        answer: Any = self.resolve_string
        return answer("", address[-1])


@functools.cache
def _parser() -> etree.XMLParser:
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, collect_ids=False
    )
    parser.resolvers.add(_Nothing())
    return parser


def parse_xml(data: bytes, name: str, *, leave_entities: bool = False) -> etree._ElementTree:
    """Parse untrusted XML.

    ``data`` is the whole file, ``name`` what messages call it. Duplicate ``xml:id``s do not stop the
    parser (they are a finding of validation, with both places). With ``leave_entities`` a document may
    declare and use entities: references stay references in the tree, and are never read or replaced.

    Raises :class:`UnsafeXml` if the bytes are not well-formed, or, else, declare or use entities.
    """
    try:
        root = etree.fromstring(data, _parser())
    except etree.XMLSyntaxError as error:
        line, column = error.position
        if b"<!ENTITY" in data and (not leave_entities or "amplification" in error.msg):
            raise UnsafeXml(_entity_finding(name, line, "")) from None
        raise UnsafeXml(
            Finding("XML-01", f"This is not well-formed XML: {_plain(error.msg)}.", name, line, max(column, 0))
        ) from None
    tree = root.getroottree()
    if not leave_entities:
        _refuse_entities(tree, name)
    return tree


def is_plain(data: bytes) -> bool:
    """Whether what a well-formed document says can be found in its bytes: they are UTF-8, and no document type says
    more."""
    return _IN_UTF_8.match(data) is not None and b"<!DOCTYPE" not in data


def _plain(message: str) -> str:
    """libxml2's message without its own account of line and column, which we give ourselves."""
    return " ".join(message.split(", line ")[0].split()).rstrip(".")


def _refuse_entities(tree: etree._ElementTree, name: str) -> None:
    dtd: Any = tree.docinfo.internalDTD
    if dtd is None:  # where nothing is declared, nothing can be used
        return
    declared = next(iter(dtd.iterentities()), None)
    used: Any = next(tree.getroot().iter(etree.Entity), None)
    if declared is None and used is None:
        return
    line = (used.sourceline or 1) if used is not None else 1
    what = declared.name if declared is not None else str(getattr(used, "name", ""))
    raise UnsafeXml(_entity_finding(name, line, what))


def _entity_finding(name: str, line: int, entity: str) -> Finding:
    which = f"the entity ‘{entity}’" if entity else "entities"
    return Finding(
        "XML-02",
        f"The document uses or declares {which}, which is not read for safety.",
        name,
        line,
        value=entity,
        hint="Write the character itself and remove the declaration.",
    )
