"""Repairs: what findings say beyond doubt is put right in the file's own bytes, and nothing else is touched."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple
from xml.sax.saxutils import escape

from lxml import etree

from tei_toolkit.findings import Finding
from tei_toolkit.parsing import UnsafeXml, parse_xml
from tei_toolkit.validate.position import Places, encoding_of

_MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_VALUE = re.compile(r"""[^\s=]+\s*=\s*(["'])(?P<value>.*?)\1""", re.DOTALL)
_PREFIX = r"(?:[^\s:=<>/\"']+:)?"


class _Edit(NamedTuple):
    """Characters of the source, [start, end), that become others."""

    start: int
    end: int
    text: str


def repair(data: bytes, findings: Iterable[Finding]) -> tuple[bytes, list[Finding]]:
    """Make the repairs of findings in a document.

    ``data`` are the bytes that ``findings`` are about. Returns the new bytes, which outside the names and values that
    were repaired are the old ones, and the findings that were dealt with. A repair is not made if it would make the
    document unreadable (as by an attribute that is there already) or change its text, or if the place of a finding
    does not hold what the finding says.
    """
    wanted = [finding for finding in findings if finding.repair]
    mark = next((one for one in _MARKS if data.startswith(one)), b"")
    encoding = _MARKS.get(mark) or encoding_of(data)
    try:
        source = data[len(mark) :].decode(encoding)
        tree = parse_xml(data, "")
        if not wanted or source.encode(encoding) != data[len(mark) :]:
            return data, []
    except (LookupError, UnicodeError, UnsafeXml):
        return data, []
    text = _text(tree)

    def made(edits: Iterable[_Edit]) -> bytes | None:
        """The document with edits; None if that is no longer the same document."""
        new = mark + _edited(source, edits).encode(encoding, "xmlcharrefreplace")
        try:
            return new if _text(parse_xml(new, "")) == text else None
        except UnsafeXml:
            return None

    edits = _edits(source, Places(data, tree), tree, wanted)
    done = {finding: edits[finding] for finding in wanted if finding in edits}
    new = made(edit for ones in done.values() for edit in ones)
    if new is None:  # one of them cannot be made: which?
        done, tried, new = {}, done, data
        for finding, ones in tried.items():
            with_this = made(edit for others in (*done.values(), ones) for edit in others)
            if with_this is not None:
                done[finding], new = ones, with_this
    return new, list(done)


def _text(tree: etree._ElementTree) -> str:
    return "".join(map(str, tree.getroot().itertext()))


def _edited(source: str, edits: Iterable[_Edit]) -> str:
    pieces, at = [], 0
    for edit in sorted(set(edits)):
        if edit.start >= at:
            pieces += [source[at : edit.start], edit.text]
            at = edit.end
    return "".join([*pieces, source[at:]])


def _edits(
    source: str, places: Places, tree: etree._ElementTree, findings: Sequence[Finding]
) -> dict[Finding, list[_Edit]]:
    """What is to be written for each finding; nothing for one whose place holds something else."""
    starts = list(accumulate((len(line) for line in _LINE.findall(source)), initial=0))
    by_place = {places.of(element): element for element in tree.getroot().iter(etree.Element)}

    def offset(place: tuple[int, int]) -> int:
        return starts[place[0] - 1] + place[1] - 1

    found = {}
    for finding in findings:
        asked, place = finding.repair, (finding.line, finding.column)
        if asked is None or not finding.column or finding.line >= len(starts):
            continue
        if asked.what == "value":
            edits = list(_value(source, offset(place), asked.was, asked.becomes))
        elif asked.what == "attribute":
            edits = list(_name(source, offset(place), asked.was, asked.becomes))
        elif place in by_place:
            end = places.of_end(by_place[place])
            tags = [offset(place) + len("<"), *([offset(end) + len("</")] if end[1] else [])]
            edits = [edit for tag in tags for edit in _name(source, tag, asked.was, asked.becomes)]
            edits = edits if len(edits) == len(tags) else []
        else:
            edits = []
        if edits:
            found[finding] = edits
    return found


def _name(source: str, at: int, was: str, becomes: str) -> Iterator[_Edit]:
    """A name in a tag, whatever its prefix."""
    written = re.compile(rf"(?P<prefix>{_PREFIX}){re.escape(was)}(?=[\s/>=])").match(source, at)
    if written:
        yield _Edit(at if ":" in becomes else at + len(written["prefix"]), written.end(), becomes)


def _value(source: str, at: int, was: str, becomes: str) -> Iterator[_Edit]:
    """The value of the attribute that begins here, or that part of it, between blanks, which is meant."""
    attribute = _VALUE.match(source, at)
    if not attribute:
        return
    start, end = attribute.span("value")
    text = escape(becomes, {'"': "&quot;", "'": "&apos;"})
    if attribute["value"] == was:
        yield _Edit(start, end, text)
        return
    part = re.compile(rf"(?<!\S){re.escape(was)}(?![^\s\"'])").search(source, start, end)
    if part:
        yield _Edit(*part.span(), text)
