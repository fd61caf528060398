"""``tei annotate``: dates and names in TEI that exists."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import click

from tei_toolkit.annotate import Annotated, Inserted, annotate
from tei_toolkit.cli.options import common_options, voice
from tei_toolkit.cli.paths import xml_files
from tei_toolkit.cli.sources import DECISIONS, read_decisions
from tei_toolkit.edition import CALENDARS, LANGUAGE_TAG, parse_edition
from tei_toolkit.errors import WrongUsage
from tei_toolkit.files import read_bytes
from tei_toolkit.findings import Finding, has_errors
from tei_toolkit.publish.disk import write_file
from tei_toolkit.publish.tei_files import remember_changes
from tei_toolkit.register import join, parse_register
from tei_toolkit.register.decisions import NO_DECISIONS
from tei_toolkit.reporting.json_report import finding_data

EDITION = Path("edition.toml")
_COUNTED = (
    ("date", "date", "dates"),
    ("persName", "person", "persons"),
    ("placeName", "place", "places"),
)


@dataclass(frozen=True, slots=True)
class _Task:
    """Files that are annotated together, and how."""

    files: tuple[Path, ...]
    language: str | None
    calendar: str


@click.command("annotate")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[TEI]...")
@click.option("--register", "registers", multiple=True, type=click.Path(path_type=Path), metavar="FILE",
              help="TEI file with listPerson or listPlace; may be given several times.")  # fmt: skip
@click.option("--language", metavar="TAG",
              help="Language of texts that do not say theirs, such as en or de-AT [default: en].")  # fmt: skip
@click.option("--calendar", type=click.Choice(CALENDARS), help="Calendar of the dates as they are written.")
@click.option("--dry-run", is_flag=True, help="Say what would be inserted and where; write nothing.")
@click.option("--report", "report_file", type=click.Path(path_type=Path), metavar="FILE.json",
              help="Write every mark with its evidence as JSON.")  # fmt: skip
@common_options
def command(
    paths: tuple[Path, ...],
    registers: tuple[Path, ...],
    language: str | None,
    calendar: str | None,
    dry_run: bool,
    report_file: Path | None,
) -> int:
    """Mark dates and names in TEI files that exist, by inserting tags.

    TEI is a file, or a folder with all .xml files below it. Without TEI, in a folder with an edition.toml, all
    TEI of the edition is annotated with its registers. Nothing is changed but that tags are put in: existing
    names and dates, comments, entities and line ends stay as they are.
    """
    if language is not None and not LANGUAGE_TAG.fullmatch(language):
        raise WrongUsage(f"--language {language}: give a language tag such as en, ru or de-AT.")
    if paths:
        tasks = [_Task(tuple(xml_files(paths)), language, calendar or "gregorian")]
    else:
        if language or calendar:
            raise WrongUsage("in an edition, edition.toml says the language and calendar of each text.")
        tasks, of_edition = _edition()
        registers = registers or of_edition
    files = [file for task in tasks for file in task.files]
    if report_file and report_file.resolve() in {path.resolve() for path in (*files, *registers)}:
        raise WrongUsage(f"--report {report_file}: this is one of the files to be read; name another.")
    register = join(parse_register(read_bytes(path), path.name) for path in registers)
    decisions = read_decisions(DECISIONS) if not paths and DECISIONS.exists() else NO_DECISIONS
    data = {file: read_bytes(file) for file in files}
    done: dict[Path, Annotated] = {}
    for task in tasks:
        documents = ((str(file), data[file]) for file in task.files)
        results = annotate(
            documents, register=register, language=task.language, calendar=task.calendar, decisions=decisions
        )
        done.update(zip(task.files, results, strict=True))
    if report_file:
        write_file(report_file, (json.dumps(_report(done), ensure_ascii=False, indent=1) + "\n").encode())
    if dry_run:
        _show(done)
    else:
        _write(done, data)
    voice().say(_summary(done, data, dry_run))
    findings = [finding for file, one in done.items() for finding in one.findings if _matters(finding, file, paths)]
    for finding in findings:
        click.echo(str(finding), err=True)
    return 1 if has_errors(findings) else 0


def _edition() -> tuple[list[_Task], tuple[Path, ...]]:
    """The files of each text of the edition, in its language and calendar; and the edition's registers."""
    if not EDITION.exists():
        raise WrongUsage("name a TEI file, or go to a folder with an edition.toml; see tei annotate --help.")
    edition = parse_edition(read_bytes(EDITION))
    tasks = []
    for number, text in enumerate(edition.texts):
        own = Path("tei") / text.id
        folder = own if own.is_dir() or number else Path("tei")
        if folder.is_dir():
            files = tuple(sorted(folder.glob("*.xml")))
            tasks.append(_Task(files, text.language, text.calendar))
    if not any(task.files for task in tasks):
        raise WrongUsage("no TEI files are in tei/ yet; run tei convert in the edition's folder first.")
    return tasks, tuple(Path(name) for name in edition.registers)


def _matters(finding: Finding, file: Path, named: Iterable[Path]) -> bool:
    """That a file is no TEI matters only if it was named; in a folder there may be others."""
    return finding.code != "XML-03" or file in named


def _write(done: Mapping[Path, Annotated], data: Mapping[Path, bytes]) -> None:
    changed: dict[Path, dict[str, tuple[bytes, bytes]]] = {}
    for file, one in done.items():
        if one.data != data[file]:
            voice().detail(f"{file}: {_counts([one])}.")
            write_file(file.resolve(), one.data)
            changed.setdefault(file.parent, {})[file.name] = (data[file], one.data)
    for folder, changes in changed.items():
        remember_changes(folder, changes)


def _show(done: Mapping[Path, Annotated]) -> None:
    for file, one in done.items():
        for mark in one.marks:
            attributes = "".join(f' {key}="{value}"' for key, value in mark.attributes)
            tagged = f"<{mark.element}{attributes}>{mark.text}</{mark.element}>"
            voice().say(f"{file}:{mark.line}:{mark.column}: {tagged}")


def _summary(done: Mapping[Path, Annotated], data: Mapping[Path, bytes], dry_run: bool) -> str:
    changed = sum(one.data != data[file] for file, one in done.items())
    undecided = sum(len(one.undecided) for one in done.values())
    files = "1 file" if len(done) == 1 else f"{len(done)} files"
    left = f"; {undecided} undecided" if undecided else ""
    return f"{files}, {changed} {'to be changed' if dry_run else 'changed'}: {_counts(done.values())}{left}."


def _counts(done: Iterable[Annotated]) -> str:
    counts = Counter(mark.element for one in done for mark in one.marks)
    said = [f"{counts[name]} {one if counts[name] == 1 else many}" for name, one, many in _COUNTED if counts[name]]
    return ", ".join(said) or "nothing to mark"


def _report(done: Mapping[Path, Annotated]) -> list[dict[str, Any]]:
    """What was done, for machines: docs/annotate.md says what each key means."""
    return [
        {
            "file": file.as_posix(),
            "marks": [_mark(mark) for mark in one.marks],
            "undecided": [asdict(name) for name in one.undecided],
            "findings": [finding_data(finding) for finding in one.findings],
        }
        for file, one in done.items()
    ]


def _mark(mark: Inserted) -> dict[str, Any]:
    return {**asdict(mark), "attributes": dict(mark.attributes)}
