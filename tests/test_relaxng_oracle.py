"""Our verdicts beside jing's: on generated schemas, correct and incorrect, and documents for them."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from generate_schemas import Schemas
from relaxng import accepts, read

from tei_toolkit.errors import UnreadableInput

pytestmark = pytest.mark.skipif(shutil.which("jing") is None, reason="needs jing, the oracle of this test")
KNOWN = re.compile(r"inside the <except> of <data>|inside <attribute>|refers to itself")
"""What jing does not see in the <except> of a <data>: references to elements and to itself (7.1.4, 4.19)."""


def ours(schema: str, documents: list[str]) -> tuple[str, list[bool]]:
    """What is wrong with a schema, or the verdicts."""
    try:
        grammar = read(schema)
    except UnreadableInput as error:
        return str(error), []
    return "", [accepts(grammar, document) for document in documents]


def theirs(schema: str, documents: list[str], folder: Path) -> tuple[bool, list[bool]]:
    """Whether jing takes the schema, and its verdicts."""
    (folder / "s.rng").write_text(schema, encoding="utf-8")
    for number, document in enumerate(documents):
        (folder / f"{number:02}.xml").write_text(document, encoding="utf-8")
    files = [str(folder / f"{number:02}.xml") for number in range(len(documents))]
    said = subprocess.run(["jing", str(folder / "s.rng"), *files], capture_output=True, text=True, check=False).stdout
    if re.search(r"s\.rng:\d+:\d+: (?:fatal )?error", said):
        return False, []
    wrong = set(re.findall(r"(\d\d)\.xml:\d+:\d+: error", said))
    return True, [f"{number:02}" not in wrong for number in range(len(documents))]


@pytest.mark.parametrize("seed", range(30))
def test_verdicts_on_generated_schemas(seed: int, tmp_path: Path) -> None:
    made = Schemas(seed)
    # A schema that we take, and one that we do not; documents for both.
    taken = refused = ""
    while not (taken and refused):
        schema = made.schema()
        if ours(schema, [])[0]:
            refused = schema
        else:
            taken = schema
    for schema in (taken, refused):
        documents = [made.document() for _ in range(6)] + [made.walk(schema) for _ in range(12)]
        wrong, verdicts = ours(schema, documents)
        correct, expected = theirs(schema, documents, tmp_path)
        if correct and KNOWN.search(wrong) and "<except>" in schema:
            continue
        assert (wrong == "", verdicts) == (correct, expected), (schema, wrong)
