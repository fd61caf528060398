"""The simple form of a schema (the specification's section 5): what is left of RELAX NG's many elements when
section 4 has been applied. Every part knows where in which file it was written, for the errors of section 7.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tei_toolkit.errors import UnreadableInput
from tei_toolkit.validate.relaxng.datatypes import Datatype
from tei_toolkit.validate.relaxng.patterns import NameClass


@dataclass(slots=True, eq=False)
class Node:
    """A pattern.

    ``kind`` is one of ``element``, ``attribute``, ``choice``, ``group``, ``interleave``, ``oneOrMore``, ``list``,
    ``data``, ``value``, ``text``, ``empty``, ``notAllowed``, and, until references are expanded, ``ref``.
    Choice, group and interleave have as many parts as were written; the part of ``data`` is its exception.
    """

    kind: str
    place: str
    """``file:line``."""
    parts: tuple[Node, ...] = ()
    names: NameClass | None = None
    """Of an element or an attribute."""
    datatype: Datatype | None = None
    """Of ``data`` and ``value``."""
    value: str = ""
    definition: Definition | None = None
    """What a ``ref`` refers to."""


@dataclass(slots=True, eq=False)
class Definition:
    """All definitions of one name in one grammar, combined; a grammar's ``start`` is that of the name ''."""

    name: str
    node: Node


def reachable_elements(start: Node) -> Iterator[Node]:
    """Every element that a document may hold, each once, the first ones first."""
    seen: set[Node] = set()
    waiting = [start]
    while waiting:
        node = waiting.pop()
        if node in seen:
            continue
        seen.add(node)
        if node.kind == "element":
            yield node
        waiting.extend(reversed(node.parts))


def wrong(place: str, sentence: str) -> UnreadableInput:
    """The error of a schema that is not correct."""
    return UnreadableInput(f"{place}: {sentence}")
