"""The work of ``tei validate --fix``: repairs are written, until there is nothing more to repair."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import click

from tei_toolkit.cli.options import voice
from tei_toolkit.files import read_bytes
from tei_toolkit.findings import Finding
from tei_toolkit.publish.disk import write_file
from tei_toolkit.reporting.checked import Checked
from tei_toolkit.validate.repair import repair

_ROUNDS = 5
"""A name that is right lets its attributes be looked at, and these their values."""


def repair_files(files: Sequence[Path], check: Callable[[Sequence[Path]], Iterator[Checked]]) -> None:
    """Write into files what is beyond doubt of that which ``check`` finds in them, and say each repair.

    Findings that a file allows or its edition does not want are left alone. Raises :class:`ToolkitError` with one
    sentence if a file cannot be written.
    """
    remaining = list(files)
    for _ in range(_ROUNDS):
        remaining = [Path(checked.file) for checked in check(remaining) if _repaired(checked)]
        if not remaining:
            return


def _repaired(checked: Checked) -> bool:
    wanted = [noticed.finding for noticed in checked.noticed if noticed.finding.repair]
    if not wanted:
        return False
    path = Path(checked.file)
    data, done = repair(read_bytes(path), wanted)
    written = bool(done) and write_file(path, data)
    for finding in done if written else ():
        _say(finding)
    return written


def _say(finding: Finding) -> None:
    """On standard error, since what remains may be meant for a program."""
    if finding.repair and not voice().quiet:
        before, after = _ways[finding.repair.what]
        was, becomes = (f"{before}{name}{after}" for name in (finding.repair.was, finding.repair.becomes))
        click.echo(
            f"{finding.file}:{finding.line}:{finding.column}: repaired {finding.code}: {was} → {becomes}", err=True
        )


_ways = {"element": ("<", ">"), "attribute": ("@", ""), "value": ("“", "”")}
