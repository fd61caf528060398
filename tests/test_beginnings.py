"""On which page an entry begins: also where no label stands at its heading."""

from __future__ import annotations

import pytest
from lxml import etree

from tei_toolkit import convert
from tei_toolkit.parsing import NAMESPACES

SOURCE = """Page 12

3 February 1939
Rain. Called on Lord Halifax.

4 February 1939
More rain; the harbour

Page 13

is shut.

5 February 1939
Fog.

Page 14

6 February 1939
Sun at last.
"""


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [("03", "12", "12"), ("04", "12", "13"), ("05", "13", "13"), ("06", "14", "14")],
)
def test_an_entry_names_the_pages_on_which_it_stands(day: str, first: str, last: str) -> None:
    done = convert(SOURCE.encode(), "diary.txt")
    header = etree.fromstring(done.documents[f"1939-02-{day}.xml"]).find("tei:teiHeader", NAMESPACES)
    assert header is not None
    (scope,) = header.iterfind(".//tei:biblScope[@unit='page']", NAMESPACES)
    assert (scope.get("from"), scope.get("to")) == (first, last)


def test_the_document_of_a_whole_source_names_all_of_them() -> None:
    done = convert(SOURCE.encode(), "diary.txt", whole=True)
    (scope,) = etree.fromstring(done.documents["diary.xml"]).iterfind(".//tei:biblScope[@unit='page']", NAMESPACES)
    assert (scope.get("from"), scope.get("to")) == ("12", "14")


def test_without_labels_no_page_is_named() -> None:
    done = convert(b"3 February 1939\nRain.\n\n4 February 1939\nFog.\n", "diary.txt")
    assert all(b"biblScope" not in document for document in done.documents.values())
