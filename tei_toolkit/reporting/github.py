"""Annotations of GitHub Actions: commands in the log, which GitHub shows beside the lines of a pull request."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tei_toolkit.findings import Finding, Severity
from tei_toolkit.reporting.addresses import path_of
from tei_toolkit.reporting.characters import encodable
from tei_toolkit.reporting.checked import Checked

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def written(files: Iterable[Checked]) -> Iterator[str]:
    """A line for each finding."""
    for checked in files:
        for noticed in checked.noticed:
            yield _command(noticed.finding)


def _command(finding: Finding) -> str:
    properties = {"file": path_of(finding.file), "line": finding.line, "col": finding.column, "title": finding.code}
    named = ",".join(f"{key}={_escaped_property(str(value))}" for key, value in properties.items() if value)
    words = f"{finding.message} {finding.hint}".rstrip()
    return f"::{_COMMANDS[finding.severity]} {named}::{_escaped(words)}\n"


def _escaped(text: str) -> str:
    return encodable(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escaped_property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
