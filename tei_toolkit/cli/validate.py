"""``tei validate``: what is wrong with TEI files."""

from __future__ import annotations

import json
from collections import Counter
from itertools import groupby
from pathlib import Path

import click

from tei_toolkit.cli.options import common_options, voice
from tei_toolkit.cli.paths import xml_files
from tei_toolkit.findings import Finding, Severity, has_errors
from tei_toolkit.publish.edition_check import with_edition_findings
from tei_toolkit.read.files import read_bytes
from tei_toolkit.report import finding_data
from tei_toolkit.validate import load_schema, validate
from tei_toolkit.validate.position import source_text

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
_BEFORE, _WIDTH = 50, 100


@click.command("validate")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH...")
@click.option("--schema", "schemas", multiple=True, type=click.Path(path_type=Path), metavar="FILE",
              help="A .rng, .rnc or .xsd file in place of our schema; may be given several times.")  # fmt: skip
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
              help="How findings are written.")  # fmt: skip
@common_options
def command(paths: tuple[Path, ...], schemas: tuple[Path, ...], form: str) -> int:
    """Say what is wrong with TEI files.

    PATH is a file, or a folder of which all .xml files are read, but for those in folders called build.
    Files of an edition (with an edition.toml above them) are also held against each other and its registers.
    """
    loaded = [load_schema(read_bytes(path), str(path)) for path in schemas]
    files = xml_files(paths)
    documents = {str(path): read_bytes(path) for path in files}
    findings = with_edition_findings(validate(documents.items(), loaded), files)
    if form == "json":
        click.echo(_json(findings, len(documents)))
    else:
        for file, of_file in groupby(findings, key=lambda finding: finding.file):
            _print(list(of_file), documents.get(file, b""))
        voice().say(_count(findings, len(documents)))
    return 1 if has_errors(findings) else 0


def _json(findings: list[Finding], files: int) -> str:
    data = {"files": files, "findings": [finding_data(finding) for finding in findings]}
    return json.dumps(data, ensure_ascii=False, indent=1)


def _print(findings: list[Finding], data: bytes) -> None:
    """A file's findings, each with the line of the source that it is about."""
    lines = (source_text(data) or "").split("\n")
    for finding in findings:
        place = ":".join(str(part) for part in (finding.file, finding.line, finding.column) if part)
        level = click.style(str(finding.severity), fg=_COLOURS[finding.severity], bold=True)
        hint = f" ({finding.hint})" if finding.hint else ""
        click.echo(f"{click.style(place, bold=True)}: {level} {finding.code}: {finding.message}{hint}")
        if finding.column and finding.line <= len(lines):
            text, caret = _excerpt(lines[finding.line - 1], finding.column)
            click.echo(f"    {text}\n    {click.style(caret, fg='green', bold=True)}")


def _excerpt(line: str, column: int) -> tuple[str, str]:
    """What stands round a column, on one line of a terminal, and a caret to go below it."""
    start = 0 if len(line) <= _WIDTH or column <= _BEFORE else column - _BEFORE
    shown = line[start : start + _WIDTH].expandtabs(1)
    indent = 0 if start else len(shown) - len(shown.lstrip())
    indent = min(indent, column - 1)
    before = "…" if start else ""
    after = "…" if start + _WIDTH < len(line) else ""
    return f"{before}{shown[indent:]}{after}", " " * (len(before) + column - 1 - start - indent) + "^"


def _count(findings: list[Finding], files: int) -> str:
    counts = Counter(finding.severity for finding in findings)
    said = [_many(counts[severity], severity) for severity in Severity if counts[severity]] or ["nothing wrong"]
    return f"{_many(files, 'file')}: {', '.join(said)}."


def _many(number: int, thing: str) -> str:
    if thing == Severity.INFO:
        return f"{number} for information"
    return f"{number} {thing}{'' if number == 1 else 's'}"
