"""The schemas that ``tei validate`` is asked for, and the reports that Schematron gives of documents."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
from lxml import etree

from tei_toolkit.cli.options import voice
from tei_toolkit.errors import WrongUsage
from tei_toolkit.files import read_bytes
from tei_toolkit.findings import Finding
from tei_toolkit.publish.disk import write_file
from tei_toolkit.resources import resource
from tei_toolkit.validate import Schema, load_rules, load_schema
from tei_toolkit.validate.position import Places
from tei_toolkit.validate.schemas import our_schemas

if TYPE_CHECKING:
    from tei_toolkit.validate.schematron.running import Schematron

_RULES = (".sch", ".odd")
_EMBEDDED = re.compile(rb"<(?:\w+:)?(?:assert|report)\s[^>]*?\btest\s*=")


def asked_for(schemas: Sequence[Path], rules: Sequence[Path], phase: str | None) -> list[Schema]:
    """The schemas of files, and the rules of others; ours if there are none of either.

    Raises :class:`UnreadableInput` with one sentence for one that can't be used, :class:`WrongUsage` for a phase of
    none.
    """
    loaded = list(_loaded(schemas, rules, phase or "#DEFAULT"))
    if loaded:
        if phase and not any(_is_of_rules(path) for path in schemas) and not rules:
            raise WrongUsage("--phase is of Schematron rules: name the file of them with --rules.")
        return loaded
    if not phase:
        return list(our_schemas())
    own = resource("schema", "tei_diary.sch")
    return [our_schemas()[0], load_rules(own.read_bytes(), own.name, phase)]


def _loaded(schemas: Sequence[Path], rules: Sequence[Path], phase: str) -> Iterator[Schema]:
    for path in schemas:
        data = read_bytes(path)
        if _is_of_rules(path):
            yield load_rules(data, str(path), phase)
            continue
        yield load_schema(data, str(path))
        if path not in rules and _EMBEDDED.search(data):
            _remark(f"{path} has Schematron rules in it as well: --rules {path} runs them.")
    for path in rules:
        yield load_rules(read_bytes(path), str(path), phase)


def _remark(sentence: str) -> None:
    """Beside what is found, which a program may read."""
    if not voice().quiet:
        click.echo(f"tei: {sentence}", err=True)


def _is_of_rules(path: Path) -> bool:
    return path.suffix.lower() in _RULES


class WithReport:
    """Schematron rules that write a report on each document in SVRL, besides what they find."""

    def __init__(self, rules: Schematron, folder: Path, base: Path, ending: str) -> None:
        self._rules, self._folder, self._base, self._ending = rules, folder, base, ending

    def findings(self, tree: etree._ElementTree, name: str, places: Places) -> list[Finding]:
        """What is wrong with the document called ``name``, once the report is written."""
        found, report = self._rules.reported(tree, name, places)
        relative = Path(name).absolute().relative_to(self._base)
        write_file(self._folder / relative.with_name(f"{relative.name}{self._ending}"), report)
        return found


def with_reports(schemas: Sequence[Schema], files: Sequence[Path], folder: Path) -> list[Schema]:
    """The schemas, of which those that are rules write reports into ``folder``: ``1839-02-03.xml.svrl``, in folders
    like the documents'. Where there are several files of rules, a report has also the name of its own.

    Raises :class:`WrongUsage` if there are none.
    """
    from tei_toolkit.validate.schematron.running import Schematron

    rules = [schema for schema in schemas if isinstance(schema, Schematron)]
    if not rules:
        raise WrongUsage("--svrl is of Schematron rules: name the file of them with --rules.")
    base = Path(os.path.commonpath([file.absolute().parent for file in files]))
    several = len(rules) > 1
    return [
        WithReport(schema, folder, base, f".{Path(schema.name).stem}.svrl" if several else ".svrl")
        if isinstance(schema, Schematron)
        else schema
        for schema in schemas
    ]
