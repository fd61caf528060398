"""What is to be converted, and what is known about it: a command's arguments, or what ``edition.toml`` says."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tei_toolkit.cli.options import voice
from tei_toolkit.cli.paths import xml_files
from tei_toolkit.edition import LANGUAGE_TAG, Edition, parse_edition
from tei_toolkit.errors import WrongUsage
from tei_toolkit.files import read_bytes
from tei_toolkit.findings import Finding
from tei_toolkit.mark.abbreviations import NO_ABBREVIATIONS, Abbreviations, parse_abbreviations
from tei_toolkit.parsing import UnsafeXml, parse_xml
from tei_toolkit.pipeline import SCHEMA, Converted, convert
from tei_toolkit.publish.tei_files import ids_of_others
from tei_toolkit.read.files import receive
from tei_toolkit.read.readers import NO_WISHES, Wishes
from tei_toolkit.register import Register, join, parse_register
from tei_toolkit.register.decisions import NO_DECISIONS, Decisions, parse_decisions
from tei_toolkit.register.experience import NO_EXPERIENCE, Experience, learn

EDITION = Path("edition.toml")
DECISIONS = Path("register/decisions.toml")


@dataclass(frozen=True, slots=True)
class Task:
    """One source and how it is to be converted."""

    source: Path
    folder: Path
    schema: str
    language: str | None
    start: datetime.date | None
    calendar: str
    edition: Edition | None
    wishes: Wishes = NO_WISHES


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The register, and what editors decided of its names."""

    register: Register
    decisions: Decisions = NO_DECISIONS
    decided: Experience | None = None
    """What the TEI files given by ``--decided`` teach; None: each text's own folder teaches."""
    abbreviations: Abbreviations = NO_ABBREVIATIONS


def read_edition() -> Edition:
    """The edition in this folder; raises :class:`WrongUsage` if there is none."""
    if not EDITION.exists():
        raise WrongUsage("name a SOURCE, or go to a folder with an edition.toml; see --help.")
    return parse_edition(read_bytes(EDITION))


def tasks_of_edition(output: Path | None = None) -> list[Task]:
    """All sources of the edition, each text in a folder of its own where there are several."""
    edition = read_edition()
    base = output or Path("tei")
    several = len(edition.texts) > 1
    return [
        Task(Path(source), base / text.id if several else base, f"../{SCHEMA}" if several else SCHEMA,
             text.language, text.start, text.calendar, edition,
             Wishes(None, text.track_changes, edition.styles, read_profile(text.profile)))
        for text in edition.texts
        for source in text.sources
    ]  # fmt: skip


def tasks_of(
    sources: Iterable[Path],
    folder: Path,
    language: str | None,
    start: str | None,
    calendar: str | None,
    wishes: Wishes = NO_WISHES,
) -> list[Task]:
    """The sources that a command was given, with its options."""
    if language is not None and not LANGUAGE_TAG.fullmatch(language):
        raise WrongUsage(f"--language {language}: give a language tag such as en, ru or de-AT.")
    day = parse_start(start) if start else None
    return [Task(source, folder, SCHEMA, language, day, calendar or "gregorian", None, wishes) for source in sources]


def read_profile(named: str) -> str:
    """A profile for HTML captures: the text of the TOML file, or the name of one of ours."""
    if not named.endswith(".toml"):
        return named
    try:
        return read_bytes(Path(named)).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise WrongUsage(f"{named}: this profile is not TOML in UTF-8.") from None


def read_register(files: Iterable[Path]) -> Register:
    """Several register files as one register."""
    return join(parse_register(read_bytes(path), path.name) for path in files)


def knowledge_of(
    in_edition: bool,
    registers: Iterable[Path] = (),
    decided: Iterable[Path] = (),
    decisions: Path | None = None,
    abbreviations: Path | None = None,
) -> Knowledge:
    """What is known: what the files say that were named; in an edition, for what was not named, its own registers
    and abbreviations, and its ``register/decisions.toml``, if that is there."""
    registers, decided = tuple(registers), tuple(decided)
    if in_edition:
        registers = registers or tuple(Path(name) for name in read_edition().registers)
        decisions = decisions or (DECISIONS if DECISIONS.exists() else None)
        listed = read_edition().abbreviations
        abbreviations = abbreviations or (Path(listed) if listed else None)
    return Knowledge(
        read_register(registers),
        read_decisions(decisions) if decisions else NO_DECISIONS,
        learn_from(decided) if decided else None,
        parse_abbreviations(read_bytes(abbreviations), abbreviations.as_posix()) if abbreviations else NO_ABBREVIATIONS,
    )


def read_decisions(path: Path) -> Decisions:
    """The decisions of a file."""
    return parse_decisions(read_bytes(path), path.as_posix())


def learn_from(paths: Iterable[Path]) -> Experience:
    """What editors tagged in these files and folders; raises if one of them is no XML that can be read."""
    return learn(parse_xml(read_bytes(path), str(path)) for path in xml_files(paths))


def learn_from_folder(folder: Path) -> tuple[Experience, list[Finding]]:
    """What editors tagged in a text's own folder; of a file that can't be read, a finding."""
    findings, trees = [], []
    for path in sorted(folder.glob("*.xml")) if folder.is_dir() else ():
        try:
            trees.append(parse_xml(read_bytes(path), str(path)))
        except UnsafeXml as error:
            findings.append(error.finding)
    return (learn(trees) if trees else NO_EXPERIENCE), findings


def convert_all(
    tasks: Iterable[Task], known: Knowledge, whole: bool = False, jobs: int = 1
) -> Iterator[tuple[Task, Converted, list[Finding]]]:
    """Convert in memory, task by task, with the findings about the TEI that was learned from.

    An entry never has an id that another source of the same text has already.
    """
    learned: dict[Path, Experience] = {}
    taken: dict[Path, list[str]] = {}
    for task in tasks:
        findings: list[Finding] = []
        experience = known.decided
        if experience is None and task.edition is not None:
            if task.folder not in learned:
                learned[task.folder], findings = learn_from_folder(task.folder)
            experience = learned[task.folder]
        voice().detail(f"Reading {task.source}.")
        others = [] if whole else ids_of_others(task.folder, task.source.as_posix())
        done = convert(
            receive(task.source),
            task.source.name,
            language=task.language,
            start=task.start,
            calendar=task.calendar,
            register=known.register,
            experience=experience or NO_EXPERIENCE,
            decisions=known.decisions,
            abbreviations=known.abbreviations,
            jobs=jobs,
            edition=task.edition,
            whole=whole,
            wishes=task.wishes,
            schema=task.schema,
            taken=[*taken.get(task.folder, ()), *others],
        )
        taken.setdefault(task.folder, []).extend(entry.id for entry in done.entries)
        yield task, done, findings


def parse_start(written: str) -> datetime.date:
    """The day that ``--start`` means."""
    match = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", written)
    try:
        if match:
            year, month, day = (int(part) if part else 1 for part in match.groups())
            return datetime.date(year, month, day)
    except ValueError:
        pass
    raise WrongUsage(f"--start {written}: give a day, a month or a year, such as 1939-02-03, 1939-02 or 1939.")
