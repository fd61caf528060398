"""Each entry as plain text, for those who count words, quote or compute."""

from __future__ import annotations

from collections.abc import Iterable

from tei_toolkit.errors import StylesheetError
from tei_toolkit.publish.entries import PagedEntry
from tei_toolkit.resources import resource
from tei_toolkit.saxon import Stylesheets


def text_name(entry: PagedEntry, version: str) -> str:
    """The file of a version beside its page: ``1939-02-03.txt``, and ``1939-02-03.ID.txt`` for all but the first."""
    first = next(iter(entry.versions))
    return f"{entry.page}.txt" if version == first else f"{entry.page}.{version}.txt"


def plain_texts(entries: Iterable[PagedEntry]) -> dict[str, bytes]:
    """The text of every version of every entry, UTF-8, by the path of its file in the site.

    A text on which the stylesheet stops is left out; its page says so already.
    """
    sheets = Stylesheets({"text": resource("xslt", "text", "text.xsl")})
    made = {}
    for entry in entries:
        for version, found in entry.versions.items():
            try:
                text = sheets.transform("text", found.tree)
            except StylesheetError:
                continue
            made[f"entries/{text_name(entry, version)}"] = text.encode("utf-8")
    return made
