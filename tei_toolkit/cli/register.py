"""``tei register``: who is known, who is named, what is undecided and what is wrong."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

import click

from tei_toolkit.cli.options import common_options, voice
from tei_toolkit.cli.register_files import add_to_register, new_item
from tei_toolkit.cli.review import Review, read_key, read_line
from tei_toolkit.cli.sources import (
    DECISIONS,
    EDITION,
    Knowledge,
    convert_all,
    knowledge_of,
    read_edition,
    tasks_of,
    tasks_of_edition,
)
from tei_toolkit.edition import CALENDARS
from tei_toolkit.errors import WrongUsage
from tei_toolkit.files import read_bytes
from tei_toolkit.findings import Finding, has_errors
from tei_toolkit.model import Undecided
from tei_toolkit.pipeline import Converted
from tei_toolkit.publish.disk import write_file
from tei_toolkit.register import Named
from tei_toolkit.register.taggers import Tagger, tagger_named
from tei_toolkit.register.write import NewItem, person_of
from tei_toolkit.report import undecided_data
from tei_toolkit.reporting.json_report import finding_data
from tei_toolkit.survey import Ambiguity, Naming, Unknown, UnknownPlace, ambiguities, check, namings, unknown

R = TypeVar("R")
_AROUND = 35
_KINDS = {"persName": "person", "placeName": "place", "": "?"}


@dataclass(frozen=True, slots=True)
class _Given:
    """What a command was told to look at; without sources, the edition in this folder."""

    sources: tuple[Path, ...]
    registers: tuple[Path, ...]
    decided: tuple[Path, ...]
    decisions: Path | None
    language: str | None
    start: str | None
    calendar: str | None

    @property
    def decisions_file(self) -> Path:
        """The file of the decisions, there or not."""
        return self.decisions or DECISIONS

    @property
    def register_files(self) -> tuple[Path, ...]:
        """The files of the register."""
        if self.registers or self.sources:
            return self.registers
        return tuple(Path(name) for name in read_edition().registers)


@dataclass(frozen=True, slots=True)
class _Looked:
    """What was found when the sources were converted in memory."""

    known: Knowledge
    converted: tuple[Converted, ...]
    findings: tuple[Finding, ...]
    """About TEI files that could not be learned from."""


def _survey_options(function: Callable[..., R]) -> Callable[..., R]:
    @click.argument("sources", nargs=-1, type=click.Path(path_type=Path), metavar="[SOURCE]...")
    @click.option("--register", "registers", multiple=True, type=click.Path(path_type=Path), metavar="FILE",
                  help="TEI file with listPerson or listPlace; may be given several times.")  # fmt: skip
    @click.option("--decided", multiple=True, type=click.Path(path_type=Path), metavar="TEI",
                  help="TEI file or folder in which editors tagged names, to learn from.")  # fmt: skip
    @click.option("--decisions", type=click.Path(path_type=Path), metavar="FILE",
                  help="What was decided in tei register review [in an edition: register/decisions.toml].")  # fmt: skip
    @click.option("--language", metavar="TAG", help="Language of the SOURCE, such as en or de-AT.")
    @click.option("--start", metavar="DATE", help="No entry is older than this: 1939, 1939-02 or 1939-02-03.")
    @click.option("--calendar", type=click.Choice(CALENDARS), help="Calendar of the dates as they are written.")
    @common_options
    @functools.wraps(function)
    def wrapped(
        *,
        sources: tuple[Path, ...],
        registers: tuple[Path, ...],
        decided: tuple[Path, ...],
        decisions: Path | None,
        language: str | None,
        start: str | None,
        calendar: str | None,
        **arguments: Any,
    ) -> R:
        if not sources and (language or start or calendar):
            raise WrongUsage("in an edition, edition.toml says the language, start and calendar of each text.")
        return function(_Given(sources, registers, decided, decisions, language, start, calendar), **arguments)

    return wrapped


_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@click.group("register")
def command() -> None:
    """The people and places of an edition: who is named, who is undecided, who is unknown.

    Without SOURCE, in a folder with an edition.toml, these commands look at all sources of the edition. They
    convert them in memory, and write nothing that they don't say.
    """


@command.command("list")
@_json
@_survey_options
def list_named(given: _Given, as_json: bool) -> int:
    """List persons and places with how often they are named, and when first."""
    looked = _look(given)
    found = namings(looked.known.register, looked.converted)
    if as_json:
        _print_json([_naming_data(one) for one in found])
    elif found:
        rows = [("named", "probably", "first", "kind", "id", "name")]
        rows += [
            (str(one.sure), str(one.probable), one.first.isoformat() if one.first else "", _KINDS[one.named.kind],
             one.named.id, one.named.label)
            for one in found
        ]  # fmt: skip
        click.echo(_aligned(rows, right=2))
    else:
        voice().say("The register has no persons or places yet; tei register add NAME adds one.")
    return _finish(looked.findings)


@command.command("ambiguous")
@_json
@_survey_options
def list_ambiguous(given: _Given, as_json: bool) -> int:
    """List the names that several may bear and nobody has decided, one line for each form and who may be meant."""
    looked = _look(given)
    found = ambiguities(name for one in looked.converted for name in one.undecided)
    if as_json:
        _print_json([_ambiguity_data(one) for one in found])
    elif found:
        labels = {named.id: named.label for named in looked.known.register.named}
        for one in found:
            click.echo(_ambiguity_line(one, labels))
    else:
        voice().say("Nothing is undecided.")
    return _finish(looked.findings)


@command.command("check")
@_json
@_survey_options
def check_register(given: _Given, as_json: bool) -> int:
    """Say what is wrong with the register, and what may be; exit code 1 if there is an error."""
    looked = _look(given)
    file = given.decisions_file.as_posix()
    lines = _lines(given.register_files)
    found = [*looked.findings, *check(looked.known.register, looked.converted, looked.known.decisions, file, lines)]
    if as_json:
        _print_json([finding_data(finding) for finding in found])
    else:
        for finding in found:
            click.echo(str(finding))
        if not found:
            voice().say("Nothing is wrong with the register.")
    return 1 if has_errors(found) else 0


@command.command("unknown")
@_json
@click.option("--tagger", "tagger_name", metavar="NAME",
              help="Ask a tagger too: spacy (English), spacy:MODEL, natasha (Russian); see the extras ner-en, ner-ru."
              )  # fmt: skip
@click.option("--least", default=1, show_default=True, type=click.IntRange(1), metavar="N",
              help="Only names that occur so often.")  # fmt: skip
@_survey_options
def list_unknown(given: _Given, as_json: bool, tagger_name: str | None, least: int) -> int:
    """List what may be names, but of nobody in the register. These are suggestions; nothing is tagged by them."""
    helper = tagger_named(tagger_name) if tagger_name else None
    looked = _look(given)
    found = _unknown(looked, helper, least)
    if as_json:
        _print_json([_unknown_data(one) for one in found])
    elif found:
        rows = [("times", "first", "kind", "name", "context")]
        rows += [
            (str(len(one.places)), one.first.isoformat() if one.first else "", _KINDS[one.kind], one.name,
             _short(one.places[0]))
            for one in found
        ]  # fmt: skip
        click.echo(_aligned(rows, right=1))
    else:
        voice().say("No unknown names were found.")
    return _finish(looked.findings)


@command.command("review")
@click.option("--unknown", "with_unknown", is_flag=True, help="Ask of names too that the register does not have.")
@_survey_options
def review(given: _Given, with_unknown: bool) -> int:
    """Decide undecided names, a key each; every later run obeys.

    What is decided is written at once to register/decisions.toml (or to the file of --decisions).
    """
    if given.sources and not given.decisions:
        raise WrongUsage("name the file for what is decided: --decisions FILE.")
    looked = _look(_with_new_decisions(given))
    file = given.decisions_file
    found = ambiguities(name for one in looked.converted for name in one.undecided)
    if with_unknown:
        found += [_asked(one) for one in _unknown(looked)]

    def add(name: str, form: str, place: bool) -> str:
        new = NewItem(name, place=True) if place else person_of(name)
        identifier, path = add_to_register(replace(new, forms=(form,)), given.registers, in_edition=not given.sources)
        click.echo(f"Added {identifier} to {path}.")
        return identifier

    done = Review(
        looked.known.register, looked.known.decisions, found, lambda new: _save(file, new), read_key, read_line, add
    ).run()
    click.echo(f"{done.decided} decided, {done.left} left. Every later run obeys {file}.")
    return _finish(looked.findings)


@command.command("add")
@click.argument("name", required=False, default="")
@click.option("--place", is_flag=True, help="Add a place instead of a person.")
@click.option("--surname", default="", metavar="NAME")
@click.option("--forename", default="", metavar="NAMES")
@click.option("--title", default="", metavar="TITLE", help="Such as Lord or Dr.")
@click.option("--sex", type=click.Choice(["M", "F"]))
@click.option("--birth", default="", metavar="DATE", help="A year, month or day: 1879, 1879-10 or 1879-10-02.")
@click.option("--death", default="", metavar="DATE")
@click.option("--occupation", default="", metavar="WORDS", help="Such as Archivist.")
@click.option("--form", "forms", multiple=True, metavar="FORM", help="A form as in the text; may be repeated.")
@click.option("--id", "identifier", default="", help="The xml:id [default: from the name].")
@click.option("--register", "registers", multiple=True, type=click.Path(path_type=Path), metavar="FILE",
              help="The register file [default: the edition's]; made if it is not there.")  # fmt: skip
@common_options
def add_name(
    name: str,
    place: bool,
    surname: str,
    forename: str,
    title: str,
    sex: str | None,
    birth: str,
    death: str,
    occupation: str,
    forms: tuple[str, ...],
    identifier: str,
    registers: tuple[Path, ...],
) -> int:
    """Add a person or place to the register: NAME such as "Vane, Lady Honoria", or its parts as options.

    The file keeps its own bytes; the new element is put at the end of its list.
    """
    new = new_item(name, place, surname, forename, title)
    new = replace(new, sex=sex or "", birth=birth, death=death, occupation=occupation, forms=forms)
    identifier, path = add_to_register(new, registers, identifier, in_edition=EDITION.exists())
    voice().say(f"Added {new.full_name} to {path} as {identifier}.")
    return 0


def _unknown(looked: _Looked, helper: Tagger | None = None, least: int = 1) -> list[Unknown]:
    found = unknown(looked.known.register, looked.converted, looked.known.decisions, helper)
    return [one for one in found if len(one.places) >= least]


def _asked(one: Unknown) -> Ambiguity:
    """An unknown name as a question of the review: once, at its first place."""
    place = one.places[0]
    at = _without_title(place)
    question = Undecided(place.entry, place.date, place.start, place.end, one.name, one.kind, (), place.context, at)
    return Ambiguity(one.name, one.kind, (), (question,))


def _without_title(place: UnknownPlace) -> int:
    """Where the name itself stands in the context, as far as it can be found there."""
    return max(place.context.find(place.name, max(place.context.find(place.words), 0)), 0)


def _short(place: UnknownPlace) -> str:
    """Some words round the name, in one line."""
    at = max(place.context.find(place.words), 0)
    start = max(0, at - _AROUND)
    return f"…{place.context[start : at + len(place.words) + _AROUND]}…"


def _with_new_decisions(given: _Given) -> _Given:
    """A file of decisions that isn't there yet is no error where it is about to be written."""
    return given if given.decisions is None or given.decisions.exists() else replace(given, decisions=None)


def _save(file: Path, text: str) -> None:
    write_file(file, text.encode())


def _look(given: _Given) -> _Looked:
    if given.sources:
        tasks = tasks_of(given.sources, Path("tei"), given.language, given.start, given.calendar)
    else:
        tasks = tasks_of_edition()
    known = knowledge_of(not given.sources, given.registers, given.decided, given.decisions)
    converted, findings = [], []
    for _, done, about_tei in convert_all(tasks, known):
        converted.append(done)
        findings += about_tei
    return _Looked(known, tuple(converted), tuple(findings))


def _lines(files: Sequence[Path]) -> dict[str, tuple[str, int]]:
    """Where each id stands in the register's files; of several places the last."""
    return {
        match.group(2).decode(errors="replace"): (path.as_posix(), number)
        for path in files
        for number, line in enumerate(read_bytes(path).splitlines(), 1)
        for match in re.finditer(rb"""xml:id\s*=\s*(["'])(.*?)\1""", line)
    }


def _finish(findings: Sequence[Finding]) -> int:
    for finding in findings:
        click.echo(str(finding), err=True)
    return 1 if has_errors(findings) else 0


# What it looks like ------------------------------------------------------------------------------------------


def _aligned(rows: Sequence[Sequence[str]], right: int) -> str:
    """Rows as columns, of which the first ``right`` are numbers."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if number < right else cell.ljust(width)
            for number, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )


def _ambiguity_line(one: Ambiguity, labels: dict[str, str]) -> str:
    who = "; ".join(
        f"{labels.get(bearer.id, bearer.id)} [{bearer.id}] {bearer.score:.0%}: {', '.join(bearer.reasons)}"
        for bearer in one.bearers
    )
    place = one.places[0]
    return f"{len(one.places)}× ‘{one.form}’: {who}. {place.date or place.entry}: “…{place.context}…”"


def _naming_data(one: Naming) -> dict[str, Any]:
    named: Named = one.named
    return {
        "id": named.id,
        "kind": _KINDS[named.kind],
        "name": named.names[0].text if named.names else "",
        "born": named.born,
        "died": named.died,
        "named": one.sure,
        "probably": one.probable,
        "first": one.first.isoformat() if one.first else None,
    }


def _ambiguity_data(one: Ambiguity) -> dict[str, Any]:
    return {
        "form": one.form,
        "kind": _KINDS.get(one.kind, one.kind),
        "count": len(one.places),
        "candidates": [
            {"id": bearer.id, "score": bearer.score, "reasons": list(bearer.reasons)} for bearer in one.bearers
        ],
        "places": [undecided_data(place) for place in one.places],
    }


def _unknown_data(one: Unknown) -> dict[str, Any]:
    return {
        "name": one.name,
        "kind": _KINDS[one.kind].replace("?", "unknown"),
        "count": len(one.places),
        "first": one.first.isoformat() if one.first else None,
        "places": [{**place._asdict(), "date": place.date.isoformat() if place.date else None} for place in one.places],
    }


def _print_json(data: Any) -> None:
    click.echo(json.dumps(data, ensure_ascii=False, indent=1))
