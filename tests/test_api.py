"""The verbs as Python functions."""

from __future__ import annotations

import subprocess
import sys

import pytest


@pytest.mark.parametrize(
    "first", ["", "import tei_toolkit.transform.html, tei_toolkit.validate.relaxng, tei_toolkit.publish.build"]
)
def test_the_verbs_are_functions_whatever_was_imported_before(first: str) -> None:
    code = f"""
{first}
import tei_toolkit
for verb in ("convert", "validate", "transform", "build", "transform", "validate"):
    assert type(getattr(tei_toolkit, verb)).__name__ == "function", verb
from tei_toolkit import build, convert, transform, validate
assert callable(transform) and callable(validate)
"""
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_help_does_not_wait_for_the_engines() -> None:
    code = "import sys, tei_toolkit.cli; print(sorted({'lxml', 'saxonche', 'typst', 'elementpath'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_diary_in_three_lines() -> None:
    from tei_toolkit import convert

    done = convert(b"3 February 1939\nIt rained.\n", "diary.txt", language="en")
    assert list(done.documents) == ["1939-02-03.xml"]
    assert done.findings == ()
