"""Every document that the schema allows can be turned into a page, a text, and the tree of a book."""

from __future__ import annotations

import pytest
from generate_documents import Walker
from lxml import etree

from tei_toolkit.resources import resource
from tei_toolkit.transform import Target, transform


@pytest.mark.parametrize("to", ["html", "text", "typst"])
def test_any_valid_document_is_transformed(to: Target) -> None:
    walker = Walker(resource("schema", "tei_diary.rng").read_bytes(), seed=7)
    for _ in range(40):
        assert transform(etree.ElementTree(etree.fromstring(walker.document())), to)
