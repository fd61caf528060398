"""Text, for a person: a line for each finding, and below it the source with a caret."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import click

from tei_toolkit.findings import Finding, Severity
from tei_toolkit.reporting.characters import columns, visible
from tei_toolkit.reporting.checked import Checked, Excerpt, Noticed

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
_SHOWN = 10
"""How often the same finding is shown; further ones are counted."""
_NAMED = 3
"""Of how many of those that are only counted the places are named."""


@dataclass(slots=True)
class _Kind:
    """Findings that say the same: how many there were, and where those stand that were not shown."""

    first: Finding
    count: int = 0
    files: int = 0
    last_file: str = ""
    places: list[str] = field(default_factory=list)

    def leave_out(self, finding: Finding) -> None:
        self.files += finding.file != self.last_file
        self.last_file = finding.file
        if len(self.places) < _NAMED:
            self.places.append(_place(finding))


def in_full(files: Iterable[Checked]) -> Iterator[str]:
    """Every finding, grouped by file."""
    gap = ""
    for checked in files:
        if checked.noticed:
            yield gap + "".join(_said(one) for one in checked.noticed)
            gap = "\n"


def folded(files: Iterable[Checked]) -> Iterator[str]:
    """The same, but of findings that say the same only the first ten; at the end how many more there are."""
    kinds: dict[tuple[str, str], _Kind] = {}
    yield from in_full(_without_repeated(files, kinds))
    repeated = [kind for kind in kinds.values() if kind.count > _SHOWN]
    if repeated:
        yield "\n" + "".join(_rest(kind) for kind in repeated)


def _without_repeated(files: Iterable[Checked], kinds: dict[tuple[str, str], _Kind]) -> Iterator[Checked]:
    for checked in files:
        shown = []
        for one in checked.noticed:
            kind = kinds.setdefault((one.finding.code, one.finding.message), _Kind(one.finding))
            kind.count += 1
            if kind.count <= _SHOWN:
                shown.append(one)
            else:
                kind.leave_out(one.finding)
        yield Checked(checked.file, tuple(shown))


def _rest(kind: _Kind) -> str:
    finding, more = kind.first, kind.count - _SHOWN
    where = f"in {kind.files} file{'' if kind.files == 1 else 's'}"
    named = ", ".join(map(visible, kind.places)) + (", …" if more > len(kind.places) else "")
    count = click.style(f"{more} more", bold=True)
    return f"{count} {where}: {_level(finding)} {finding.code}: {visible(finding.message)}\n    {named}\n"


def _said(noticed: Noticed) -> str:
    finding = noticed.finding
    hint = f" ({finding.hint})" if finding.hint else ""
    place = click.style(visible(_place(finding)), bold=True)
    line = f"{place}: {_level(finding)} {finding.code}: {visible(finding.message + hint)}\n"
    return line + _pointed(noticed.excerpt) if noticed.excerpt.text else line


def _place(finding: Finding) -> str:
    return ":".join(str(part) for part in (finding.file, finding.line, finding.column) if part)


def _level(finding: Finding) -> str:
    return click.style(str(finding.severity), fg=_COLOURS[finding.severity], bold=True)


def _pointed(excerpt: Excerpt) -> str:
    text = visible(excerpt.text.replace("\t", " "))
    caret = click.style("^", fg="green", bold=True)
    return f"    {text}\n    {' ' * columns(text[: excerpt.at])}{caret}\n"
