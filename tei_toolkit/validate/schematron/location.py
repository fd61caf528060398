"""From the path that XPath gives a node to the node in the tree that places are known of."""

from __future__ import annotations

import re

from lxml import etree

_STEP = re.compile(
    r"/(?:(?P<attribute>@)?(?:Q\{(?P<namespace>[^}]*)\})?(?P<name>[^\[\]/()@]+)(?:\[(?P<number>\d+)\])?"
    r"|(?P<kind>text|comment|processing-instruction)\((?P<target>[^)]*)\)(?:\[(?P<place>\d+)\])?)"
)


def locate(tree: etree._ElementTree, path: str) -> tuple[etree._Element, str]:
    """The element of a path such as ``/Q{…}TEI[1]/Q{…}text[1]/@Q{}n`` (XPath Functions 3.1, 14.8), and the local
    name of the attribute; of any other node the element round it. The root if the path leads nowhere."""
    element: etree._Element | None = None
    for step in _STEP.finditer(path):
        if step["attribute"]:
            return (tree.getroot() if element is None else element), step["name"]
        if step["kind"]:
            break
        wanted = f"{{{step['namespace']}}}{step['name']}" if step["namespace"] else step["name"]
        found = tree.getroot() if element is None else _child(element, wanted, int(step["number"] or 1))
        if found is None:
            break
        element = found
    return (tree.getroot() if element is None else element), ""


def _child(element: etree._Element, name: str, number: int) -> etree._Element | None:
    for count, child in enumerate(element.iterchildren(name), 1):
        if count == number:
            return child
    return None
