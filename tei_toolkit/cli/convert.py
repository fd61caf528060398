"""``tei convert``: transcripts to TEI."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from tei_toolkit.cli.options import common_options, voice
from tei_toolkit.cli.sources import Task, convert_all, knowledge_of, read_profile, tasks_of, tasks_of_edition
from tei_toolkit.edition import CALENDARS
from tei_toolkit.errors import WrongUsage
from tei_toolkit.findings import Finding, has_errors
from tei_toolkit.pipeline import SCHEMA, Converted
from tei_toolkit.publish.disk import write_file
from tei_toolkit.publish.tei_files import write_documents
from tei_toolkit.read import readers
from tei_toolkit.read.readers import Wishes
from tei_toolkit.report import report, table
from tei_toolkit.resources import resource


def _list_formats(context: click.Context, _parameter: click.Parameter, asked: bool) -> None:
    if asked:
        for reader in readers():
            click.echo(reader.title)
        context.exit()


@click.command("convert")
@click.argument("sources", nargs=-1, type=click.Path(path_type=Path), metavar="[SOURCE]...")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Folder for the TEI files [default: tei].")
@click.option("--register", "registers", multiple=True, type=click.Path(path_type=Path), metavar="FILE",
              help="TEI file with listPerson or listPlace; may be given several times.")  # fmt: skip
@click.option("--decided", multiple=True, type=click.Path(path_type=Path), metavar="TEI",
              help="TEI file or folder in which editors tagged names, to learn from; may be given several times"
                   " [in an edition: its tei/].")  # fmt: skip
@click.option("--decisions", "decisions_file", type=click.Path(path_type=Path), metavar="FILE",
              help="What was decided in tei register review [in an edition: register/decisions.toml].")  # fmt: skip
@click.option("--abbreviations", "abbreviations_file", type=click.Path(path_type=Path), metavar="FILE",
              help='TOML file with a line "Hr." = "Herr" for each abbreviation.')  # fmt: skip
@click.option(
    "--language", metavar="TAG", help="Language of the text, such as en or de-AT [default: from its headings]."
)
@click.option("--start", metavar="DATE", help="No entry is older than this: 1939, 1939-02 or 1939-02-03.")
@click.option("--calendar", type=click.Choice(CALENDARS), help="Calendar of the dates as they are written.")
@click.option("--encoding", metavar="NAME", help="Encoding of the sources, where it is not UTF-8.")
@click.option("--track-changes", is_flag=True,
              help="Keep what was inserted and deleted in a word processor as <add> and <del>.")  # fmt: skip
@click.option("--profile", default="", metavar="NAME|FILE.toml", help="How to read captured HTML pages.")
@click.option("--list-formats", is_flag=True, is_eager=True, expose_value=False, callback=_list_formats,
              help="List the formats that can be read, and exit.")  # fmt: skip
@click.option("--whole", is_flag=True, help="One TEI file for each source, instead of one for each entry.")
@click.option("--jobs", type=click.IntRange(1), default=1, metavar="N",
              help="Work with N processes at once; for sources of many thousand entries.")  # fmt: skip
@click.option("--report", "report_file", type=click.Path(path_type=Path), metavar="FILE.json",
              help="Write every mark with its evidence as JSON.")  # fmt: skip
@common_options
def command(
    sources: tuple[Path, ...],
    output: Path | None,
    registers: tuple[Path, ...],
    decided: tuple[Path, ...],
    decisions_file: Path | None,
    abbreviations_file: Path | None,
    language: str | None,
    start: str | None,
    calendar: str | None,
    encoding: str | None,
    track_changes: bool,
    profile: str,
    whole: bool,
    jobs: int,
    report_file: Path | None,
) -> int:
    """Convert transcripts to TEI.

    SOURCE is a file in one of the formats of --list-formats, or a folder of page files. Without SOURCE, in a
    folder with an edition.toml, all sources of the edition are converted as it says. A TEI file that has been
    edited since it was converted is never overwritten.
    """
    lists = [path for path in (decisions_file, abbreviations_file) if path]
    read = {path.resolve() for path in (*sources, *registers, *decided, *lists)}
    if report_file and report_file.resolve() in read:
        raise WrongUsage(f"--report {report_file}: this is one of the files to be read; name another.")
    if sources:
        tasks = tasks_of(sources, output or Path("tei"), language, start, calendar)
    elif language or start or calendar:
        raise WrongUsage("in an edition, edition.toml says the language, start and calendar of each text.")
    else:
        tasks = tasks_of_edition(output)
    tasks = [replace(task, wishes=_asked_for(task.wishes, encoding, track_changes, profile)) for task in tasks]
    known = knowledge_of(not sources, registers, decided, decisions_file, abbreviations_file)
    findings: list[Finding] = []
    converted: list[tuple[Task, Converted]] = []
    for task, done, about_tei in convert_all(tasks, known, whole, jobs):
        findings += about_tei
        converted.append((task, done))
    return _finish(converted, findings, report_file)


def _asked_for(wishes: Wishes, encoding: str | None, track_changes: bool, profile: str) -> Wishes:
    """What the edition wishes, and what the options add or say otherwise."""
    return replace(
        wishes,
        encoding=encoding or wishes.encoding,
        track_changes=track_changes or wishes.track_changes,
        profile=read_profile(profile) or wishes.profile,
    )


def _finish(converted: Sequence[tuple[Task, Converted]], findings: list[Finding], report_file: Path | None) -> int:
    _refuse_two_in_one(converted)
    if report_file:
        data = [report(done) for _, done in converted]
        write_file(report_file, (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode())
    files = []
    for task, done in converted:
        said, noticed = _write(task, done)
        files.append(said)
        findings += noticed
    voice().say(table([done for _, done in converted]))
    for said in files:
        voice().say(said)
    for finding in findings:
        click.echo(str(finding), err=True)
    return 1 if has_errors(findings) else 0


def _refuse_two_in_one(converted: Sequence[tuple[Task, Converted]]) -> None:
    """Two sources of one name, converted whole, would become one file."""
    sources: dict[Path, Path] = {}
    for task, done in converted:
        for name in done.documents:
            other = sources.setdefault(task.folder / name, task.source)
            if other != task.source:
                raise WrongUsage(
                    f"{other} and {task.source} would both become {task.folder / name}; rename one of them."
                )


def _write(task: Task, done: Converted) -> tuple[str, list[Finding]]:
    """Write what one source became: what happened to the files, in a line; and what was noticed, with the files
    that were left to their editor."""
    files = write_documents(task.folder, done.documents, task.source.as_posix())
    for ending in (".rng", ".sch"):
        schema = resource("schema", SCHEMA + ending).read_bytes()
        write_file((task.folder / (task.schema + ending)).resolve(), schema)
    changed = f"{len(files.written)} written, {len(files.unchanged)} unchanged"
    removed = f", {len(files.removed)} removed ({', '.join(files.removed)})" if files.removed else ""
    edited = f", {len(files.kept)} edited and kept" if files.kept else ""
    kept = [_kept(str(task.folder / name), name in files.diverged) for name in files.kept]
    return f"{task.source} → {task.folder}: {changed}{removed}{edited}.", [*done.findings, *kept]


def _kept(path: str, diverged: bool) -> Finding:
    if diverged:
        message = "This file has been edited, but its source now has another text for it, which was not written."
        return Finding("KEPT-02", message, path, hint="Bring the new text in by hand, or rename the file.")
    message = "This file has been edited since it was converted, so it was left as it is."
    return Finding("KEPT-01", message, path, hint="Delete it to have it converted anew.")
