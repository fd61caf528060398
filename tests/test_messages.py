"""Messages that teach: every seeded mistake is found, and what is said names the cure."""

from __future__ import annotations

import pytest
from seeded_mistakes import MISTAKES, Mistake

from tei_toolkit.validate import validate


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES)
def test_the_cure_is_named(mistake: Mistake) -> None:
    found = validate([("entry.xml", mistake.document())])
    assert found
    assert mistake.fix in f"{found[0].message} {found[0].hint}", list(map(str, found))
