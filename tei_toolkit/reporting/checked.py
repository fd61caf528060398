"""What reports are made of: a file that was checked, what was noticed in it, and the source round each place."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tei_toolkit.findings import Finding
from tei_toolkit.validate.position import source_text

_BEFORE, _WIDTH = 50, 100
_CONTEXT = 40


class Excerpt(NamedTuple):
    """What stands round a place on one line of the source, short enough for a terminal; ``at`` is the offset of
    the place in ``text``. Empty where a finding has no place."""

    text: str = ""
    at: int = 0


class Noticed(NamedTuple):
    """A finding, and the source that it is about."""

    finding: Finding
    excerpt: Excerpt = Excerpt()

    @property
    def fingerprint(self) -> str:
        """What remains the same when other lines of the file change: made of the code, the value at fault, and
        what stands round it, without white space."""
        text, at = self.excerpt
        context = "".join(text[max(0, at - _CONTEXT) : at + _CONTEXT].replace("…", "").split())
        parts = "\0".join((self.finding.code, self.finding.value, context))
        return hashlib.sha256(parts.encode("utf-8", "replace")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that was looked at, as messages call it, and what was noticed in it, in its order."""

    file: str
    noticed: tuple[Noticed, ...] = ()


def checked(file: str, findings: Sequence[Finding], data: bytes) -> Checked:
    """What is reported of a file: its findings with their excerpts from ``data``, its bytes."""
    lines = (source_text(data) or "").split("\n") if findings else []
    return Checked(file, tuple(Noticed(finding, _excerpt(finding, lines)) for finding in findings))


def _excerpt(finding: Finding, lines: Sequence[str]) -> Excerpt:
    if not finding.column or finding.line > len(lines):
        return Excerpt()
    line, place = lines[finding.line - 1], finding.column - 1
    start = 0 if len(line) <= _WIDTH or place < _BEFORE else place - _BEFORE
    shown = line[start : start + _WIDTH]
    indent = 0 if start else min(len(shown) - len(shown.lstrip()), place)
    before = "…" if start else ""
    after = "…" if start + _WIDTH < len(line) else ""
    return Excerpt(f"{before}{shown[indent:]}{after}", len(before) + place - start - indent)
