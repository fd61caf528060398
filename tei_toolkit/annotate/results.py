"""What annotation gives back."""

from __future__ import annotations

from dataclasses import dataclass

from tei_toolkit.findings import Finding
from tei_toolkit.model import Candidate


@dataclass(frozen=True, slots=True)
class Inserted:
    """A pair of tags that was put round ``[start, end)`` of a file: characters of the file as it was, its byte
    order mark not counted. ``line`` and ``column`` of ``start`` count from 1."""

    start: int
    end: int
    line: int
    column: int
    entry: str
    element: str
    attributes: tuple[tuple[str, str], ...]
    text: str
    """What is read there."""
    evidence: str


@dataclass(frozen=True, slots=True)
class Open:
    """A name that several bear, where the evidence was not enough for a tag; places as for :class:`Inserted`."""

    start: int
    line: int
    column: int
    entry: str
    text: str
    candidates: tuple[Candidate, ...]
    evidence: str


@dataclass(frozen=True, slots=True)
class Annotated:
    """What became of one file."""

    name: str
    data: bytes
    """The file with the tags; the very bytes that were given if there were none to insert."""
    marks: tuple[Inserted, ...] = ()
    undecided: tuple[Open, ...] = ()
    findings: tuple[Finding, ...] = ()
