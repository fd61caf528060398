"""Adding to the register's files: which file, which id, and never the same person twice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from tei_toolkit.cli.sources import read_edition
from tei_toolkit.errors import WrongUsage
from tei_toolkit.files import read_bytes
from tei_toolkit.publish.disk import write_file
from tei_toolkit.register import Register, join, parse_register
from tei_toolkit.register.folding import fold
from tei_toolkit.register.write import NewItem, add_item, has_list, person_of, skeleton, slug

_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_ID = re.compile(r"[^\W\d][\w.-]*")


def new_item(name: str, place: bool, surname: str, forename: str, title: str) -> NewItem:
    """What the command was given, as a person or place; raises :class:`WrongUsage` if that is no name."""
    if place and (surname or forename or title):
        raise WrongUsage("a place has a NAME, but no --surname, --forename or --title.")
    if forename and not (name or surname):
        name, forename = forename, ""
    if name and (surname or forename):
        raise WrongUsage("give either a NAME or --surname and --forename, not both.")
    name = " ".join(name.split())
    _check_text(name)
    new = NewItem(name, place=True) if place else person_of(name) if name else NewItem("", surname, forename)
    if not any(character.isalpha() for character in new.full_name):
        raise WrongUsage('give a name, such as "Vane, Lady Honoria".')
    return replace(new, title=title or new.title)


def add_to_register(
    new: NewItem, registers: Sequence[Path], identifier: str = "", *, in_edition: bool
) -> tuple[str, Path]:
    """Add to the first file that has a list for it (in an edition among the edition's), or make one.

    Returns the id and the file. Raises :class:`WrongUsage` in one sentence if somebody of that name is there already.
    """
    _check(new, identifier)
    if not registers and not in_edition:
        raise WrongUsage("name the register: --register FILE.")
    title = ""
    named = tuple(registers)
    if in_edition and not registers:
        edition = read_edition()
        named, title = tuple(Path(name) for name in edition.registers), edition.title
    files = {path: read_bytes(path) for path in named if path.exists()}
    register = join(parse_register(data, path.name) for path, data in files.items())
    _refuse_known(new, register)
    taken = {found.decode(errors="replace") for data in files.values()
             for found in re.findall(rb"""xml:id\s*=\s*["'](.*?)["']""", data)}  # fmt: skip
    if identifier in taken:
        raise WrongUsage(f"--id {identifier}: the register has this id already; give another.")
    identifier = identifier or slug(new, taken)
    path, data = _file(new, files, named, title)
    write_file(path.resolve(), add_item(data, str(path), new, identifier))
    if path not in named:
        click.echo(f'Put files = ["{path.as_posix()}"] under [register] in edition.toml, so that it is read.')
    return identifier, path


def _file(new: NewItem, files: dict[Path, bytes], named: Sequence[Path], title: str) -> tuple[Path, bytes]:
    for path, data in files.items():
        if has_list(data, new.place):
            return path, data
    what = "places" if new.place else "persons"
    missing = [path for path in named if path not in files]
    fitting = [path for path in missing if what[:5] in path.stem] or missing
    if not fitting and files:
        return next(iter(files.items()))
    path = fitting[0] if fitting else Path("register") / f"{what}.xml"
    return path, read_bytes(path) if path.exists() else skeleton(f"{title or 'Register'}: {what}", new.place)


def _check(new: NewItem, identifier: str) -> None:
    if identifier and not _ID.fullmatch(identifier):
        raise WrongUsage(f"--id {identifier}: an id is made of letters, digits, hyphens and points, a letter first.")
    for what, value in (("--birth", new.birth), ("--death", new.death)):
        if value and not _DATE.fullmatch(value):
            raise WrongUsage(f"{what} {value}: give a year, a month or a day, such as 1879, 1879-10 or 1879-10-02.")
    length = min(len(new.birth), len(new.death))
    if length and new.death[:length] < new.birth[:length]:
        raise WrongUsage(f"--death {new.death} is before --birth {new.birth}.")
    if new.place and new.occupation:
        raise WrongUsage("a place has no --occupation.")
    for text in (new.full_name, new.occupation, *new.forms):
        _check_text(text)


def _check_text(text: str) -> None:
    if not text.isprintable():
        raise WrongUsage(f"{text!r} holds a control character, which XML cannot.")


def _refuse_known(new: NewItem, register: Register) -> None:
    """The same name, unless both births are known and differ: then they are two."""
    kind = "placeName" if new.place else "persName"
    names = {fold(" ".join(part for part in parts if part)).lower()
             for parts in ((new.full_name,), (new.forename, new.link, new.surname or new.name))}  # fmt: skip
    for named in register.named:
        theirs = {fold(name.text).lower() for name in named.names}
        theirs |= {fold(" ".join([*name.forenames, *filter(None, [name.link]), name.surname])).lower()
                   for name in named.names if name.surname and name.forenames}  # fmt: skip
        others = new.birth and named.born and new.birth[:4] != named.born[:4]
        if named.kind == kind and names & theirs and not others:
            raise WrongUsage(
                f"the register has {named.label} [{named.id}] already; if this is another, give both a birth."
            )
