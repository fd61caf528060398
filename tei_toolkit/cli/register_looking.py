"""What the commands of ``tei register`` look at: the sources that are named, or those of the edition."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

import click

from tei_toolkit.cli.options import common_options
from tei_toolkit.cli.sources import (
    DECISIONS,
    Knowledge,
    convert_all,
    knowledge_of,
    read_edition,
    tasks_of,
    tasks_of_edition,
)
from tei_toolkit.edition import CALENDARS
from tei_toolkit.errors import WrongUsage
from tei_toolkit.findings import Finding
from tei_toolkit.pipeline import Converted

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Given:
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
class Looked:
    """What was found when the sources were converted in memory."""

    known: Knowledge
    converted: tuple[Converted, ...]
    findings: tuple[Finding, ...]
    """About TEI files that could not be learned from."""


def survey_options(function: Callable[..., R]) -> Callable[..., R]:
    """The options that say what is looked at; the command gets them as :class:`Given`."""

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
        return function(Given(sources, registers, decided, decisions, language, start, calendar), **arguments)

    return wrapped


def with_new_decisions(given: Given) -> Given:
    """A file of decisions that isn't there yet is no error where it is about to be written."""
    return given if given.decisions is None or given.decisions.exists() else replace(given, decisions=None)


def look(given: Given) -> Looked:
    """Convert the sources in memory. Raises :class:`UnreadableInput` if one cannot be read."""
    if given.sources:
        tasks = tasks_of(given.sources, Path("tei"), given.language, given.start, given.calendar)
    else:
        tasks = tasks_of_edition()
    known = knowledge_of(not given.sources, given.registers, given.decided, given.decisions)
    converted, findings = [], []
    for _, done, about_tei in convert_all(tasks, known):
        converted.append(done)
        findings += about_tei
    return Looked(known, tuple(converted), tuple(findings))
