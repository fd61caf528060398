"""Where the test data that is not ours lies, and what every test of the conversion shares."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from tei_toolkit.parsing import NAMESPACES
from tei_toolkit.pipeline import Converted, convert
from tei_toolkit.register import Register

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"


def shared(*parts: str) -> Path:
    """A file of the common test data, which CI has; the test skips where it is absent."""
    path = SHARED.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"needs the test data shared/{'/'.join(parts)}, which is not part of the project")
    return path


@pytest.fixture
def to_tei() -> Callable[..., etree._Element]:
    """Convert a transcript, as text, to the ``body`` of one TEI document."""

    def make(text: str, **options: object) -> etree._Element:
        done = conversion(text, **options)
        body = etree.fromstring(next(iter(done.documents.values()))).find(".//tei:body", NAMESPACES)
        assert body is not None
        return body

    return make


def conversion(text: str, start: str = "1939-01-01", register: Register | None = None, **options: object) -> Converted:
    """Convert a transcript, as text, to one document."""
    day = datetime.date.fromisoformat(start) if start else None
    return convert(
        text.encode(), "diary.txt", start=day, register=register, whole=True, language=str(options.get("language", "en")),
        calendar=str(options.get("calendar", "gregorian")),
    )  # fmt: skip


def markup(element: etree._Element) -> str:
    """An element as it would be typed, without namespace declarations and our own ``resp``."""
    text = etree.tostring(element, encoding="unicode", with_tail=False)
    for noise in (' xmlns="http://www.tei-c.org/ns/1.0"', ' resp="#tei-toolkit"', ' resp="#editor"'):
        text = text.replace(noise, "")
    return text
