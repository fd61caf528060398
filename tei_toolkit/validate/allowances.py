"""Exceptions in the text: ``<?tei-toolkit allow TEI-04 "the printed edition has it so"?>``.

Such a processing instruction allows findings of the codes that it names in the element that follows it, and in all
that is in that element; before the root, in the whole document. It must give a reason, and it must be needed.
"""

from __future__ import annotations

import math
import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import NamedTuple

from lxml import etree

from tei_toolkit.findings import CATALOGUE, UNREADABLE, Finding
from tei_toolkit.validate.position import Places, instructions_of

TARGET = "tei-toolkit"
_BEGINNING = f"<?{TARGET}".encode()
_FORM = '<?tei-toolkit allow TEI-04 "why it is right as it is"?>'
_ALLOW = re.compile(r"allow\s+(?P<codes>[^\s\"'“„«]+(?:[\s,]+[^\s\"'“„«]+)*)(?P<reason>.*)", re.DOTALL)
_REASON = re.compile(r"""\s*["'“„«].*\w.*["'”“»]\s*""", re.DOTALL)
_Place = tuple[float, float]
_END = (math.inf, 0.0)


@dataclass(frozen=True, slots=True)
class _Allowance:
    """What an instruction allows: findings of ``codes`` from the place ``start`` to ``end`` (line and column;
    ``end`` is outside)."""

    codes: tuple[str, ...]
    by: etree._Element
    start: _Place
    end: _Place

    def covers(self, finding: Finding) -> bool:
        return finding.code in self.codes and self.start <= (finding.line, finding.column) < self.end


class _Complaint(NamedTuple):
    """What is wrong with an instruction: a sentence, the value that is at fault, and a hint."""

    message: str
    value: str
    hint: str = f"Write {_FORM}."


def allow(
    found: Sequence[Finding], tree: etree._ElementTree, name: str, places: Places, codes: Container[str]
) -> list[Finding]:
    """What remains of the findings ``found`` in a document when those that its text allows are left out.

    ``codes`` are those that were looked for: an instruction for one of them that allows nothing is ALLOW-02.
    """
    allowances = list(_allowances(tree, places))
    remaining = [finding for finding in found if not any(one.covers(finding) for one in allowances)]
    for allowance in allowances:
        covered = {finding.code for finding in found if allowance.covers(finding)}
        for code in allowance.codes:
            if code in codes and code not in covered:
                remaining.append(_needless(code, allowance, name, places))
    return remaining


def misunderstood(tree: etree._ElementTree, name: str, places: Places) -> Iterator[Finding]:
    """ALLOW-01 for each instruction that is addressed to the toolkit and says nothing that it understands."""
    for instruction in _ours(tree, places):
        said = _understand(instruction)
        if isinstance(said, _Complaint):
            yield Finding("ALLOW-01", said.message, name, *places.of(instruction), said.value, said.hint)


def _ours(tree: etree._ElementTree, places: Places) -> Iterator[etree._Element]:
    if places.are_plain and _BEGINNING not in places.data:
        return iter(())  # as in most documents: to look through a tree takes longer
    return (one for one in instructions_of(tree) if getattr(one, "target", "") == TARGET)


def _understand(instruction: etree._Element) -> tuple[str, ...] | _Complaint:
    """The codes that an instruction allows, or what is wrong with it."""
    text = (instruction.text or "").strip()
    said = _ALLOW.fullmatch(text)
    if not said:
        return _Complaint("This instruction to the toolkit is not understood.", text)
    codes = tuple(said["codes"].replace(",", " ").split())
    for code in codes:
        if code not in CATALOGUE:
            near = get_close_matches(code.upper(), CATALOGUE, 1)
            hint = f"Did you mean {near[0]}?" if near else "tei explain lists all findings."
            return _Complaint(f"There is no finding {code} to allow.", code, hint)
        if code in UNREADABLE or code.startswith("ALLOW-"):
            return _Complaint(f"{code} cannot be allowed.", code, "Correct what it is about.")
    if not _REASON.fullmatch(said["reason"]):
        return _Complaint(f"No reason is given why {' and '.join(codes)} should be right here.", text)
    return codes


def _allowances(tree: etree._ElementTree, places: Places) -> Iterator[_Allowance]:
    for instruction in _ours(tree, places):
        codes = _understand(instruction)
        if not isinstance(codes, _Complaint):
            yield _Allowance(codes, instruction, *_extent(instruction, places))


def _extent(instruction: etree._Element, places: Places) -> tuple[_Place, _Place]:
    """From where to where an instruction allows findings: the element that follows it; nowhere if there is none."""
    element = next(instruction.itersiblings(etree.Element), None)
    if element is None:
        return _END, _END
    if element.getparent() is None:
        return (0, 0), _END
    after = _after(element)
    return places.of(element), _END if after is None else places.of(after)


def _after(element: etree._Element) -> etree._Element | None:
    """The first element that begins after the end of this one."""
    inside: etree._Element | None = element
    while inside is not None:
        following = next(inside.itersiblings(etree.Element), None)
        if following is not None:
            return following
        inside = inside.getparent()
    return None


def _needless(code: str, allowance: _Allowance, name: str, places: Places) -> Finding:
    message = f"{code} is allowed here, but the element that follows has no such finding."
    if allowance.start == _END:
        message = f"{code} is allowed here, but no element follows that could have it."
    return Finding("ALLOW-02", message, name, *places.of(allowance.by), code, "Take the instruction away.")
