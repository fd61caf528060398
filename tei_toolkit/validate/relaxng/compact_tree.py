"""Elements of the XML syntax, as the compact syntax is translated into them; each knows the line it was written on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lxml import etree

from tei_toolkit.validate.relaxng.compact_tokens import Token
from tei_toolkit.validate.relaxng.syntax import RELAXNG


def make(
    kind: str,
    token: Token,
    children: Iterable[etree._Element] = (),
    attributes: Mapping[str, str] | None = None,
    text: str | None = None,
) -> etree._Element:
    """An element of RELAX NG that begins at a token."""
    made = etree.Element(f"{{{RELAXNG}}}{kind}", attributes or {}, nsmap={None: RELAXNG})
    made.sourceline = token.line
    made.text = text
    made.extend(children)
    return made


def ns_attribute(uri: str | None) -> dict[str, str]:
    """The attribute that says a namespace; none if it is inherited."""
    return {} if uri is None else {"ns": uri}
