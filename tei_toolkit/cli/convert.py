"""``tei convert``: transcripts to TEI."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from tei_toolkit.cli.options import common_options, voice
from tei_toolkit.edition import CALENDARS, LANGUAGE_TAG, Edition, parse_edition
from tei_toolkit.errors import WrongUsage
from tei_toolkit.findings import Finding, has_errors
from tei_toolkit.pipeline import SCHEMA, Converted, convert
from tei_toolkit.publish.disk import write_file
from tei_toolkit.publish.tei_files import ids_of_others, write_documents
from tei_toolkit.read.files import read_bytes
from tei_toolkit.register import Register, join, parse_register
from tei_toolkit.report import report, summary
from tei_toolkit.resources import resource

EDITION = Path("edition.toml")


@dataclass(frozen=True, slots=True)
class _Task:
    """One source and how it is to be converted."""

    source: Path
    folder: Path
    schema: str
    language: str | None
    start: datetime.date | None
    calendar: str
    edition: Edition | None


@click.command("convert")
@click.argument("sources", nargs=-1, type=click.Path(path_type=Path), metavar="[SOURCE]...")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Folder for the TEI files [default: tei].")
@click.option("--register", "registers", multiple=True, type=click.Path(path_type=Path), metavar="FILE",
              help="TEI file with listPerson or listPlace; may be given several times.")  # fmt: skip
@click.option(
    "--language", metavar="TAG", help="Language of the text, such as en or de-AT [default: from its headings]."
)
@click.option("--start", metavar="DATE", help="No entry is older than this: 1939, 1939-02 or 1939-02-03.")
@click.option("--calendar", type=click.Choice(CALENDARS), help="Calendar of the dates as they are written.")
@click.option("--encoding", metavar="NAME", help="Encoding of the sources, where it is not UTF-8.")
@click.option("--whole", is_flag=True, help="One TEI file for each source, instead of one for each entry.")
@click.option("--report", "report_file", type=click.Path(path_type=Path), metavar="FILE.json",
              help="Write every mark with its evidence as JSON.")  # fmt: skip
@common_options
def command(
    sources: tuple[Path, ...],
    output: Path | None,
    registers: tuple[Path, ...],
    language: str | None,
    start: str | None,
    calendar: str | None,
    encoding: str | None,
    whole: bool,
    report_file: Path | None,
) -> int:
    """Convert transcripts to TEI.

    SOURCE is plain text or a captured archive page. Without SOURCE, in a folder with an edition.toml, all
    sources of the edition are converted as it says. A TEI file that has been edited since it was converted
    is never overwritten.
    """
    day = _day(start) if start else None
    if language is not None and not LANGUAGE_TAG.fullmatch(language):
        raise WrongUsage(f"--language {language}: give a language tag such as en, ru or de-AT.")
    if report_file and report_file.resolve() in {path.resolve() for path in (*sources, *registers)}:
        raise WrongUsage(f"--report {report_file}: this is one of the files to be read; name another.")
    if sources:
        folder = output or Path("tei")
        tasks = [_Task(source, folder, SCHEMA, language, day, calendar or "gregorian", None) for source in sources]
    else:
        if language or start or calendar:
            raise WrongUsage("in an edition, edition.toml says the language, start and calendar of each text.")
        tasks = list(_of_edition(output))
        registers = registers or tuple(Path(name) for name in _edition().registers)
    register = join(parse_register(read_bytes(path), path.name) for path in registers)
    converted: list[tuple[_Task, Converted]] = []
    for task in tasks:
        taken = [entry.id for other, done in converted if other.folder == task.folder for entry in done.entries]
        taken += [] if whole else ids_of_others(task.folder, task.source.as_posix())
        voice().detail(f"Reading {task.source}.")
        converted.append((task, _convert(task, register, encoding, whole, taken)))
    _refuse_two_in_one(converted)
    if report_file:
        data = [report(done) for _, done in converted]
        write_file(report_file, (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode())
    findings = [finding for task, done in converted for finding in _write(task, done)]
    for finding in findings:
        click.echo(str(finding), err=True)
    return 1 if has_errors(findings) else 0


def _convert(task: _Task, register: Register, encoding: str | None, whole: bool, taken: list[str]) -> Converted:
    return convert(
        read_bytes(task.source),
        task.source.name,
        language=task.language,
        start=task.start,
        calendar=task.calendar,
        register=register,
        edition=task.edition,
        whole=whole,
        encoding=encoding,
        schema=task.schema,
        taken=taken,
    )


def _refuse_two_in_one(converted: Sequence[tuple[_Task, Converted]]) -> None:
    """Two sources of one name, converted whole, would become one file."""
    sources: dict[Path, Path] = {}
    for task, done in converted:
        for name in done.documents:
            other = sources.setdefault(task.folder / name, task.source)
            if other != task.source:
                raise WrongUsage(
                    f"{other} and {task.source} would both become {task.folder / name}; rename one of them."
                )


def _write(task: _Task, done: Converted) -> list[Finding]:
    """Write what one source became; what was noticed, and the files that were left to their editor."""
    schema = resource("schema", SCHEMA).read_bytes()
    files = write_documents(task.folder, done.documents, task.source.as_posix())
    write_file((task.folder / task.schema).resolve(), schema)
    voice().say(summary(done))
    changed = f"{len(files.written)} written, {len(files.unchanged)} unchanged"
    removed = f", {len(files.removed)} removed ({', '.join(files.removed)})" if files.removed else ""
    voice().say(f"  {task.folder}: {changed}{removed}.")
    kept = [_kept(str(task.folder / name), name in files.diverged) for name in files.kept]
    return [*done.findings, *kept]


def _kept(path: str, diverged: bool) -> Finding:
    if diverged:
        message = "This file has been edited, but its source now has another text for it, which was not written."
        return Finding("KEPT-02", message, path, hint="Bring the new text in by hand, or rename the file.")
    message = "This file has been edited since it was converted, so it was left as it is."
    return Finding("KEPT-01", message, path, hint="Delete it to have it converted anew.")


def _of_edition(output: Path | None) -> Iterator[_Task]:
    """All sources of the edition in this folder, each text in a folder of its own where there are several."""
    edition = _edition()
    base = output or Path("tei")
    several = len(edition.texts) > 1
    for text in edition.texts:
        folder = base / text.id if several else base
        schema = f"../{SCHEMA}" if several else SCHEMA
        for source in text.sources:
            yield _Task(Path(source), folder, schema, text.language, text.start, text.calendar, edition)


def _edition() -> Edition:
    if not EDITION.exists():
        raise WrongUsage("name a SOURCE, or go to a folder with an edition.toml; see tei convert --help.")
    return parse_edition(read_bytes(EDITION))


def _day(written: str) -> datetime.date:
    match = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", written)
    try:
        if match:
            year, month, day = (int(part) if part else 1 for part in match.groups())
            return datetime.date(year, month, day)
    except ValueError:
        pass
    raise WrongUsage(f"--start {written}: give a day, a month or a year, such as 1939-02-03, 1939-02 or 1939.")
