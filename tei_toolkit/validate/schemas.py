"""Schemas: ours, and those of other makers. Each kind of file has a loader in the table ``LOADERS``."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from pathlib import PurePath
from typing import Protocol

from lxml import etree

from tei_toolkit.errors import UnreadableInput
from tei_toolkit.findings import Finding
from tei_toolkit.resources import resource
from tei_toolkit.validate import rng
from tei_toolkit.validate.position import Places


class Schema(Protocol):
    """Something that a document is held against."""

    def findings(self, tree: etree._ElementTree, name: str, places: Places) -> list[Finding]:
        """What is wrong with the document called ``name``, in its order."""


Loader = Callable[[bytes, str], Schema]


def _xsd(data: bytes, name: str) -> Schema:
    from tei_toolkit.validate import xsd  # it brings xmlschema, which takes longer to load than many a document

    return xsd.load(data, name)


def _schematron(data: bytes, name: str) -> Schema:
    from tei_toolkit.validate.schematron import running  # it brings SaxonC

    schema = running.load(data, name)
    schema.check()
    return schema


LOADERS: Mapping[str, Loader] = {
    ".rng": rng.load, ".rnc": rng.load, ".xsd": _xsd, ".sch": _schematron, ".odd": _schematron,
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
def our_schema() -> Schema:
    """The schema that comes with the toolkit (``schema/tei_diary.rng``), loaded once."""
    return rng.load(resource("schema", "tei_diary.rng").read_bytes(), "tei_diary.rng")
