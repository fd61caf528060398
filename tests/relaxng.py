"""What the tests of the RELAX NG engine share: reading a schema, and the verdict on a document."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tei_toolkit.errors import UnreadableInput
from tei_toolkit.parsing import parse_xml
from tei_toolkit.validate.relaxng.grammar import read_grammar
from tei_toolkit.validate.relaxng.match import Matcher

RELAXNG = "http://relaxng.org/ns/structure/1.0"
XSD = "http://www.w3.org/2001/XMLSchema-datatypes"


def rng(schema: str) -> str:
    """A schema in XML with its namespaces declared on its first element."""
    return re.sub(r"^<(\w+)", rf'<\1 xmlns="{RELAXNG}" xmlns:p="urn:p"', schema)


def read(schema: str, name: str = "t.rng") -> Matcher:
    return Matcher(read_grammar(schema.encode(), name))


def accepts(schema: Matcher, document: str) -> bool:
    return schema.faults(parse_xml(document.encode(), "d.xml").getroot()) == []


def check(schema: Matcher, good: str, bad: str) -> None:
    """Hold documents, one a line, against a schema."""
    assert [document for document in good.split("\n") if document.strip() and not accepts(schema, document)] == []
    assert [document for document in bad.split("\n") if document.strip() and accepts(schema, document)] == []


def refused(schema: str, sentence: str, name: str = "t.rng") -> None:
    """Expect a schema to be incorrect, with one sentence that begins with its place."""
    with pytest.raises(UnreadableInput) as error:
        read(schema, name)
    assert sentence in str(error.value)
    assert str(error.value).startswith(f"{name}:")
    assert "\n" not in str(error.value)


def written(folder: Path, files: dict[str, str]) -> str:
    """Write the files of a schema; returns the path of the first."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return str(folder / next(iter(files)))


def read_file(path: str) -> Matcher:
    return Matcher(read_grammar(Path(path).read_bytes(), path))
