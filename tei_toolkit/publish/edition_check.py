"""An edition folder checked as a whole: its files read and surveyed, the rules of ``validate.edition`` followed."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from tei_toolkit.batches import in_batches
from tei_toolkit.edition import Edition
from tei_toolkit.errors import UnreadableInput
from tei_toolkit.files import read_bytes
from tei_toolkit.findings import Finding
from tei_toolkit.publish.edition_files import (
    CONFIGURATION,
    edition_folder_of,
    every_file,
    files_of_texts,
    read_edition_of,
)
from tei_toolkit.register import join, parse_register
from tei_toolkit.validate.edition import EditionView, Survey, findings_of_edition, survey

_SUPERSEDED = "REF-01"
"""What a document does not hold may stand in a register, so that REF-02 says it of an edition's documents."""


def edition_findings(folder: Path, jobs: int = 1) -> list[Finding]:
    """What is wrong with an edition as a whole, by file and place; files are named relative to ``folder``.

    Documents that can't be parsed are left out: the check of single documents reports them. ``jobs`` is the number
    of processes. Raises :class:`UnreadableInput` if the folder has no ``edition.toml``, or a wrong one.
    """
    return _findings(view_of(folder, jobs), folder)


def _findings(view: EditionView, folder: Path) -> list[Finding]:
    return findings_of_edition(view, lambda path: read_bytes(folder / path))


def view_of(folder: Path, jobs: int = 1) -> EditionView:
    """An edition folder as its rules see it."""
    edition = read_edition_of(folder)
    files = every_file(folder)
    # A register may lie outside the folder, where several editions share it.
    outside = [name for name in _registers(folder, edition) if name not in files]
    paths = [*sorted(path for path in files if path.endswith(".xml")), *outside]

    def survey_some(numbers: range) -> list[Survey | None]:
        return [_surveyed(folder, paths[number]) for number in numbers]

    surveys = {one.path: one for one in in_batches(survey_some, len(paths), jobs) if one is not None}
    texts = [
        (text, tuple(surveys.pop(path) for path in _relative(found, folder) if path in surveys))
        for text, found in files_of_texts(folder, edition)
    ]
    registers = [surveys.pop(path) for path in _registers(folder, edition) if path in surveys]
    named = join(parse_register(read_bytes(folder / one.path), one.path) for one in registers)
    return EditionView(edition, tuple(texts), tuple(registers), tuple(surveys.values()), named, files)


def _surveyed(folder: Path, path: str) -> Survey | None:
    """The survey of a file; None also if it can't be read, which is said where it is checked by itself."""
    try:
        return survey(path, read_bytes(folder / path))
    except UnreadableInput:
        return None


def findings_of_editions(paths: Sequence[Path], jobs: int = 1) -> dict[str, list[Finding]]:
    """What is wrong with the editions that documents belong to, by the documents as ``paths`` call them.

    Of each edition all files are looked at, and what is said of others than these is left out. Every document that was
    looked at has a list, be it empty; ``edition.toml`` has one where the whole edition was given.
    """
    given: dict[Path, dict[str, str]] = defaultdict(dict)
    for path in paths:
        folder = edition_folder_of(path)
        if folder is not None:
            given[folder][path.resolve().relative_to(folder).as_posix()] = str(path)
    of_file: dict[str, list[Finding]] = {}
    for folder, names in given.items():
        view = view_of(folder, jobs)
        if all(inside in names or inside not in view.files for inside in view.by_path):
            names[CONFIGURATION] = _configuration(names)
        of_file |= {name: [] for inside, name in names.items() if inside in view.by_path or inside == CONFIGURATION}
        for finding in _findings(view, folder):
            if name := names.get(finding.file):
                of_file[name].append(replace(finding, file=name))
    return of_file


def together(of_document: Iterable[Finding], of_edition: Iterable[Finding]) -> list[Finding]:
    """What a document's own check and that of its edition found in it, in its order."""
    own = [finding for finding in of_document if finding.code != _SUPERSEDED]
    return sorted([*own, *of_edition], key=lambda finding: (finding.line, finding.column))


def with_edition_findings(findings: Iterable[Finding], paths: Sequence[Path], jobs: int = 1) -> list[Finding]:
    """The findings of single documents together with those of the editions that they belong to, file by file.

    ``paths`` are the documents, as the findings name them.
    """
    of_file: dict[str, list[Finding]] = {str(path): [] for path in paths}
    for finding in findings:
        of_file.setdefault(finding.file, []).append(finding)
    for name, of_edition in findings_of_editions(paths, jobs).items():
        of_file[name] = together(of_file.get(name, ()), of_edition)
    return [finding for several in of_file.values() for finding in several]


def _registers(folder: Path, edition: Edition) -> list[str]:
    """The registers, each once; raises :class:`UnreadableInput` for one that is not there."""
    for name in edition.registers:
        if not (folder / name).is_file():
            raise UnreadableInput(f"{folder / name}: edition.toml names this register, but there is no such file.")
    return list(dict.fromkeys(posixpath.normpath(name) for name in edition.registers))


def _relative(paths: Iterable[Path], folder: Path) -> list[str]:
    """Paths within the folder, relative to it."""
    return [path.relative_to(folder).as_posix() for path in paths]


def _configuration(names: dict[str, str]) -> str:
    """What ``edition.toml`` is called beside the files that were given."""
    relative, name = next(iter(names.items()))
    above = [Path(name), *Path(name).parents]
    depth = len(Path(relative).parts)
    return str(above[depth] / CONFIGURATION) if depth < len(above) else CONFIGURATION
