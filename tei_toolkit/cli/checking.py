"""The work of ``tei validate``: files are read, checked in several processes, and graded as their edition says."""

from __future__ import annotations

import functools
import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from tei_toolkit.batches import as_ready
from tei_toolkit.cli.paths import xml_files
from tei_toolkit.edition_kinds import EDITION_CODES
from tei_toolkit.errors import UnreadableInput
from tei_toolkit.files import read_bytes
from tei_toolkit.findings import Finding, Grades, regrade
from tei_toolkit.publish.edition_files import CONFIGURATION, in_editions
from tei_toolkit.reporting.checked import Checked, checked
from tei_toolkit.validate import Schema, unless_allowed, validate
from tei_toolkit.validate.limits import MOST_BYTES


def documents(paths: Sequence[Path]) -> list[Path]:
    """The files that are meant; raises :class:`UnreadableInput` for a path that is neither file nor folder."""
    for path in paths:
        _refuse_what_is_no_file(path)
    return xml_files(paths)


def _refuse_what_is_no_file(path: Path) -> None:
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        raise UnreadableInput(f"{path}: there is no such file; check the path.") from None
    except OSError as error:
        raise UnreadableInput(f"{path}: the file cannot be read: {error.strerror}.") from None
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        # A pipe could keep us waiting for ever.
        raise UnreadableInput(f"{path}: this is neither a file nor a folder; save what it gives in a file.")


def check_files(
    files: Sequence[Path], schemas: Sequence[Schema], of_editions: Mapping[str, list[Finding]], jobs: int
) -> Iterator[Checked]:
    """What is found in each file, in their order, graded as the edition says that it belongs to: what ``schemas``
    say, which are loaded before the processes part, and what :func:`find_in_editions` has said.

    Raises :class:`UnreadableInput` if an ``edition.toml`` cannot be used.
    """
    grades = [_grades_of(os.path.dirname(path)) for path in files]  # noqa: PTH120 - there are many
    yield from as_ready(
        lambda number: _check(files[number], schemas, of_editions.get(str(files[number])), grades[number]),
        len(files),
        jobs,
    )
    for name in of_editions.keys() - {
        str(path) for path in files
    }:  # edition.toml, where all of the edition is looked at
        found = regrade(of_editions[name], _grades_of(os.path.dirname(name)))  # noqa: PTH120
        if found:
            yield checked(name, found, read_bytes(Path(name)))


def find_in_editions(files: Sequence[Path], jobs: int) -> Mapping[str, list[Finding]]:
    """What is wrong with the editions that files belong to, by file; empty where they belong to none."""
    if not in_editions(files):
        return {}
    from tei_toolkit.publish.edition_check import findings_of_editions  # all the rules of editions come with it

    return findings_of_editions(files, jobs)


def _check(path: Path, schemas: Sequence[Schema], of_edition: list[Finding] | None, grades: Grades) -> Checked:
    try:
        data = read_bytes(path, MOST_BYTES + 1)
    except UnreadableInput as error:
        reason = str(error).removeprefix(f"{path}: ")
        return checked(str(path), [Finding("FILE-01", reason[:1].upper() + reason[1:], str(path))], b"")
    found = validate([(str(path), data)], schemas)
    if of_edition is not None:
        from tei_toolkit.publish.edition_check import together

        found = together(found, unless_allowed(of_edition, str(path), data, EDITION_CODES))
    return checked(str(path), regrade(found, grades), data)


@functools.cache
def _grades_of(folder: str) -> Grades:
    return _grades_in(Path(folder).absolute())


@functools.cache
def _grades_in(folder: Path) -> Grades:
    """How findings in a folder are graded: as the edition says whose ``edition.toml`` is in it, or next above."""
    configuration = folder / CONFIGURATION
    if configuration.is_file():
        from tei_toolkit.edition import parse_edition

        return parse_edition(read_bytes(configuration), str(configuration)).grades
    return _grades_in(folder.parent) if folder.parent != folder else {}
