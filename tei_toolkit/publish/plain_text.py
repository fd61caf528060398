"""Each entry as plain text, for those who count words, quote or compute."""

from __future__ import annotations

from collections.abc import Mapping

from tei_toolkit.errors import StylesheetError
from tei_toolkit.publish.entries import PagedEntry
from tei_toolkit.publish.press import Press
from tei_toolkit.saxon import Document


def text_name(entry: PagedEntry, version: str) -> str:
    """The file of a version beside its page: ``1939-02-03.txt``, and ``1939-02-03.ID.txt`` for all but the first."""
    first = next(iter(entry.versions))
    return f"{entry.page}.txt" if version == first else f"{entry.page}.{version}.txt"


def plain_texts(press: Press, entry: PagedEntry, documents: Mapping[str, Document]) -> dict[str, bytes]:
    """The text of every version of an entry, UTF-8, by the path of its file; ``documents`` are those of the versions.

    A text on which the stylesheet stops is left out; its page says so already.
    """
    made = {}
    for version, document in documents.items():
        try:
            text = press.pages("entry").text(document)
        except StylesheetError:
            continue
        made[f"site/entries/{text_name(entry, version)}"] = text.encode("utf-8")
    return made
