"""Elements of the XML syntax, as the compact syntax is translated into them; each knows the line it was written on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from lxml import etree

from tei_toolkit.validate.relaxng.compact_tokens import Token
from tei_toolkit.validate.relaxng.syntax import RELAXNG


def make(
    kind: str,
    token: Token,
    children: Iterable[etree._Element] = (),
    attributes: Mapping[str, str] | None = None,
    text: str | None = None,
    prefixes: Mapping[str, str] | None = None,
) -> etree._Element:
    """An element of RELAX NG that begins at a token; ``prefixes`` are declared for it and all below it."""
    # The stubs of lxml know neither the key None, for the default namespace, nor that a line can be set.
    namespaces: Any = {**(prefixes or {}), None: RELAXNG}
    made: Any = etree.Element(f"{{{RELAXNG}}}{kind}", dict(attributes or {}), nsmap=namespaces)
    made.sourceline = token.line
    made.text = text
    made.extend(children)
    element: etree._Element = made
    return element


def ns_attribute(uri: str | None) -> dict[str, str]:
    """The attribute that says a namespace; none if it is inherited."""
    return {} if uri is None else {"ns": uri}
