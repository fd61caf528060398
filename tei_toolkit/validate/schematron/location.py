"""From the path that XPath gives a node to the node in the tree of lxml."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from lxml import etree

_STEP = re.compile(
    r"/(?:(?P<kind>text|comment|processing-instruction)\((?P<target>[^)]*)\)(?:\[(?P<place>\d+)\])?"
    r"|(?P<attribute>@)?(?:Q\{(?P<namespace>[^}]*)\})?(?P<name>[^\[\]/()@]+)(?:\[(?P<number>\d+)\])?)"
)


def locate(tree: etree._ElementTree, path: str) -> tuple[etree._Element, str]:
    """The node of a path such as ``/Q{…}TEI[1]/Q{…}text[1]/@Q{}n`` (XPath Functions 3.1, 14.8): an element, a comment
    or a processing instruction, and of text the element round it; of an attribute also the local name. The root if
    the path leads nowhere."""
    node: etree._Element | None = None
    for step in _STEP.finditer(path):
        if step["attribute"]:
            return (tree.getroot() if node is None else node), step["name"]
        if step["kind"] == "text":
            break
        found = _child(tree, node, step)
        if found is None:
            break
        node = found
    return (tree.getroot() if node is None else node), ""


def _child(tree: etree._ElementTree, node: etree._Element | None, step: re.Match[str]) -> etree._Element | None:
    if step["kind"]:
        nodes = _nodes(tree, node, step["kind"], step["target"])
        return next(islice(nodes, int(step["place"] or 1) - 1, None), None)
    if node is None:
        return tree.getroot()
    name = f"{{{step['namespace']}}}{step['name']}" if step["namespace"] else step["name"]
    return next(islice(node.iterchildren(name), int(step["number"] or 1) - 1, None), None)


def _nodes(tree: etree._ElementTree, node: etree._Element | None, kind: str, target: str) -> Iterator[etree._Element]:
    """The comments or processing instructions in a node, or beside the root."""
    wanted = etree.Comment if kind == "comment" else etree.PI
    if node is not None:
        among: Iterable[etree._Element] = node.iterchildren(wanted)
    else:
        root = tree.getroot()
        before = list(root.itersiblings(wanted, preceding=True))
        among = [*reversed(before), *root.itersiblings(wanted)]
    yield from (one for one in among if not target or getattr(one, "target", "") == target.strip("'\""))
