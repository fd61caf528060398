"""The book of an edition: one volume with the text that readers see first, in the formats that are asked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from tei_toolkit.errors import StylesheetError
from tei_toolkit.files import read_bytes
from tei_toolkit.findings import Finding
from tei_toolkit.mark.abbreviations import parse_abbreviations
from tei_toolkit.publish.collect import Collected
from tei_toolkit.publish.markdown import render_markdown
from tei_toolkit.transform.book import book_tree
from tei_toolkit.transform.volumes import Format, volume


@dataclass(frozen=True, slots=True)
class Volumes:
    """The files of a book by their formats, and what was noticed while making them."""

    files: dict[Format, bytes]
    findings: tuple[Finding, ...]


def make_volumes(collected: Collected, forms: Iterable[Format]) -> Volumes:
    """The book in each of the formats; one that cannot be made is a finding, and the others are made.

    An edition overrides single rules of a format by a stylesheet ``xslt/FORMAT/book.xsl`` that imports ours.
    """
    files: dict[Format, bytes] = {}
    findings: list[Finding] = []
    entries = [entry.tree for entry in collected.texts[0].entries]
    registers = [] if collected.register is None else [collected.register]
    try:
        tree = book_tree(entries, collected.edition, registers, _prose(collected), _abbreviations(collected))
    except StylesheetError as error:
        return Volumes(files, (_failed(collected, "The book was not made", error),))
    for form in forms:
        own = collected.folder / "xslt" / form / "book.xsl"
        try:
            files[form] = volume(tree, form, own if own.is_file() and form != "pdf" else None)
        except StylesheetError as error:
            findings.append(_failed(collected, f"The book was not made as {form}", error))
    return Volumes(files, tuple(findings))


def _prose(collected: Collected) -> list[etree._ElementTree]:
    """The editorial principles."""
    name = collected.edition.principles
    if not name:
        return []
    return [render_markdown(read_bytes(collected.folder / name).decode("utf-8", "replace"), name)]


def _abbreviations(collected: Collected) -> dict[str, str]:
    name = collected.edition.abbreviations
    return dict(parse_abbreviations(read_bytes(collected.folder / name), name).expansions) if name else {}


def _failed(collected: Collected, what: str, error: StylesheetError) -> Finding:
    return Finding("XSLT-01", f"{what}: {error}", str(collected.folder / "edition.toml"))
