"""``tei register``: who is known, who is named, what is undecided and what is wrong."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from tei_toolkit.cli.options import common_options, voice
from tei_toolkit.cli.register_files import add_to_register, new_item
from tei_toolkit.cli.register_looking import Given, Looked, look, survey_options, with_new_decisions
from tei_toolkit.cli.register_output import (
    KINDS,
    aligned,
    ambiguity_data,
    ambiguity_line,
    naming_data,
    print_json,
    short,
    unknown_data,
)
from tei_toolkit.cli.review import Review, read_key, read_line
from tei_toolkit.cli.sources import EDITION
from tei_toolkit.errors import WrongUsage
from tei_toolkit.files import read_bytes
from tei_toolkit.findings import Finding, has_errors
from tei_toolkit.model import Undecided
from tei_toolkit.publish.disk import write_file
from tei_toolkit.register.taggers import Tagger, tagger_named
from tei_toolkit.register.write import NewItem, person_of
from tei_toolkit.reporting.json_report import finding_data
from tei_toolkit.survey import Ambiguity, Unknown, UnknownPlace, ambiguities, check, namings, unknown

_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@click.group("register")
def command() -> None:
    """The people and places of an edition: who is named, who is undecided, who is unknown.

    Without SOURCE, in a folder with an edition.toml, these commands look at all sources of the edition. They
    convert them in memory, and write nothing that they don't say.
    """


@command.command("list")
@_json
@survey_options
def list_named(given: Given, as_json: bool) -> int:
    """List persons and places with how often they are named, and when first."""
    looked = look(given)
    found = namings(looked.known.register, looked.converted)
    if as_json:
        print_json([naming_data(one) for one in found])
    elif found:
        rows = [("named", "probably", "first", "kind", "id", "name")]
        rows += [
            (str(one.sure), str(one.probable), one.first.isoformat() if one.first else "", KINDS[one.named.kind],
             one.named.id, one.named.label)
            for one in found
        ]  # fmt: skip
        click.echo(aligned(rows, right=2))
    else:
        voice().say("The register has no persons or places yet; tei register add NAME adds one.")
    return _finish(looked.findings)


@command.command("ambiguous")
@_json
@survey_options
def list_ambiguous(given: Given, as_json: bool) -> int:
    """List the names that several may bear and nobody has decided, one line for each form and who may be meant."""
    looked = look(given)
    found = ambiguities(name for one in looked.converted for name in one.undecided)
    if as_json:
        print_json([ambiguity_data(one) for one in found])
    elif found:
        labels = {named.id: named.label for named in looked.known.register.named}
        for one in found:
            click.echo(ambiguity_line(one, labels))
    else:
        voice().say("Nothing is undecided.")
    return _finish(looked.findings)


@command.command("check")
@_json
@survey_options
def check_register(given: Given, as_json: bool) -> int:
    """Say what is wrong with the register, and what may be; exit code 1 if there is an error."""
    looked = look(given)
    file = given.decisions_file.as_posix()
    lines = _lines(given.register_files)
    found = [*looked.findings, *check(looked.known.register, looked.converted, looked.known.decisions, file, lines)]
    if as_json:
        print_json([finding_data(finding) for finding in found])
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
@survey_options
def list_unknown(given: Given, as_json: bool, tagger_name: str | None, least: int) -> int:
    """List what may be names, but of nobody in the register. These are suggestions; nothing is tagged by them."""
    helper = tagger_named(tagger_name) if tagger_name else None
    looked = look(given)
    found = _unknown(looked, helper, least)
    if as_json:
        print_json([unknown_data(one) for one in found])
    elif found:
        rows = [("times", "first", "kind", "name", "context")]
        rows += [
            (str(len(one.places)), one.first.isoformat() if one.first else "", KINDS[one.kind], one.name,
             short(one.places[0]))
            for one in found
        ]  # fmt: skip
        click.echo(aligned(rows, right=1))
    else:
        voice().say("No unknown names were found.")
    return _finish(looked.findings)


@command.command("review")
@click.option("--unknown", "with_unknown", is_flag=True, help="Ask of names too that the register does not have.")
@survey_options
def review(given: Given, with_unknown: bool) -> int:
    """Decide undecided names, a key each; every later run obeys.

    What is decided is written at once to register/decisions.toml (or to the file of --decisions).
    """
    if given.sources and not given.decisions:
        raise WrongUsage("name the file for what is decided: --decisions FILE.")
    looked = look(with_new_decisions(given))
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


def _unknown(looked: Looked, helper: Tagger | None = None, least: int = 1) -> list[Unknown]:
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


def _save(file: Path, text: str) -> None:
    write_file(file, text.encode())


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
