"""Schemas: ours, and those of other makers. Each kind of file has a loader in the table ``LOADERS``."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from pathlib import PurePath
from typing import TYPE_CHECKING, Protocol

from lxml import etree

from tei_toolkit.errors import UnreadableInput
from tei_toolkit.findings import Finding
from tei_toolkit.resources import resource
from tei_toolkit.validate import rng
from tei_toolkit.validate.position import Places

if TYPE_CHECKING:
    from tei_toolkit.validate.schematron.running import Schematron


class Schema(Protocol):
    """Something that a document is held against."""

    def findings(self, tree: etree._ElementTree, name: str, places: Places) -> list[Finding]:
        """What is wrong with the document called ``name``, in its order."""


Loader = Callable[[bytes, str], Schema]


def _xsd(data: bytes, name: str) -> Schema:
    from tei_toolkit.validate import xsd  # it brings xmlschema, which takes longer to load than many a document

    return xsd.load(data, name)


def load_rules(data: bytes, name: str, phase: str = "#DEFAULT") -> Schematron:
    """Make a schema of the Schematron rules of a file: a ``.sch``, or a RELAX NG schema or an ODD that has some in it.

    ``phase`` is the id of one of its phases, ``#ALL``, or ``#DEFAULT`` for the one that it prefers itself. Raises
    :class:`UnreadableInput` with one sentence, with file and line, if it can't be used.
    """
    from tei_toolkit.validate.schematron import running  # it brings SaxonC

    rules = running.load(data, name, phase)
    rules.check()
    return rules


LOADERS: Mapping[str, Loader] = {
    ".rng": rng.load, ".rnc": rng.load, ".xsd": _xsd, ".sch": load_rules, ".odd": load_rules,
}  # fmt: skip
_REFUSED = {
    ".dtd": "DTDs are not read; give the schema's .rng file",
}


def load_schema(data: bytes, name: str) -> Schema:
    """Make a schema of the bytes of its file; ``name`` says by its ending of which kind it is.

    Raises :class:`UnreadableInput` with one sentence if it is of no kind that is read, or can't be used.
    """
    ending = PurePath(name).suffix.lower()
    if ending in LOADERS:
        return LOADERS[ending](data, name)
    reason = _REFUSED.get(ending, f"a schema's name ends in {' or '.join(LOADERS)}, and this one does not")
    raise UnreadableInput(f"{name}: {reason}.")


@functools.cache
def our_schemas() -> tuple[Schema, ...]:
    """What comes with the toolkit, loaded once: the grammar ``schema/tei_diary.rng``, the rules ``tei_diary.sch``."""
    return tuple(
        load_schema(resource("schema", name).read_bytes(), name) for name in ("tei_diary.rng", "tei_diary.sch")
    )
