"""A captured page of a diary archive: the text that a browser shows for one document.

Round the document stand menus, dialogues, a contents list and a table of details. A panel (``Translation``,
``Transcription``) begins with its name and the number of its pages (``/ 2``), then a bulleted menu, then
the document; the details follow the panels.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tei_toolkit.errors import UnreadableInput
from tei_toolkit.findings import Finding
from tei_toolkit.model import ContentsItem, Furniture, SourceText, Span

_DETAILS = "Document Details"
_CONTENTS = "Table of Contents"
_LABELS = {
    "Document Title": "title",
    "Author": "author",
    "Recipient": "recipient",
    "Repository": "repository",
    "ID #": "identifier",
    "Description": "description",
    "Date": "date",
    "AOC Volume": "volume",
}
_PANEL = re.compile(r"^(Translation|Transcription)[ \t]*\n/ (-?\d+)[ \t]*\n", re.MULTILINE)
_BULLET = re.compile(r"^[ \t]*•[ \t]*(.*)$")
_NOTHING = "N/A"
_VOLUME = re.compile(r"^(.*?)[:,]?\s+Volume\s+(\w+)\s*$")


class _Line(NamedTuple):
    start: int
    end: int
    text: str


def looks_like(text: str) -> bool:
    """Whether the text has a document panel and a table of details after it."""
    panel = _PANEL.search(text)
    return panel is not None and text.find(f"\n{_DETAILS}\n", panel.end()) > 0


def read(text: str, name: str) -> SourceText:
    """Tell the document from the page's furniture.

    The details become ``details`` (keys of ``_LABELS`` and ``volume_number``), the contents list
    ``contents``. Raises :class:`UnreadableInput` if no panel holds a text.
    """
    panels = _panels(text)
    full = [(label, span) for label, span in panels if text[span.start : span.end].strip()]
    if not full:
        raise UnreadableInput(f"{name}: this is a captured archive page, but none of its panels holds a text.")
    (label, body), others = full[0], full[1:]
    details = _details(text)
    contents, volume, volume_line = _contents(text)
    findings = [
        Finding(
            "META-01",
            f"The page also holds the {other.lower()}, which was left out; this document is the {label.lower()}.",
            name,
            text.count("\n", 0, span.start) + 1,
        )
        for other, span in others
    ]
    details |= _volume(details.get("volume", ""))
    listed = _volume(volume)
    if listed and "volume_number" in details and listed["volume_number"] != details["volume_number"]:
        findings.append(
            Finding(
                "META-01",
                f"The document's details name volume {details['volume_number']},"
                f" the contents list volume {listed['volume_number']}.",
                name,
                volume_line,
                value=volume,
                hint="Look the document up in the archive; the header has the details’ volume.",
            )
        )
    furniture = (
        Furniture(Span(0, body.start), "the page before the document: navigation, dialogues, contents list"),
        Furniture(Span(body.end, len(text)), "the page after the document: other panels, details, footer"),
    )
    return SourceText(name, text, furniture, details, contents, tuple(findings))


def _panels(text: str) -> list[tuple[str, Span]]:
    """Each panel's name and the span of what stands after its menu."""
    found = list(_PANEL.finditer(text))
    end_of_panels = text.find(f"\n{_DETAILS}\n", found[0].end()) + 1
    panels = []
    for number, panel in enumerate(found):
        end = found[number + 1].start() if number + 1 < len(found) else end_of_panels
        start = panel.end()
        for line in _lines(text, start, end):
            if not _BULLET.match(line.text):
                break
            start = min(line.end + 1, end)
        panels.append((panel.group(1), Span(start, end)))
    return panels


def _lines(text: str, start: int = 0, end: int | None = None) -> Iterator[_Line]:
    end = len(text) if end is None else end
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        yield _Line(start, stop, text[start:stop])
        start = stop + 1


def _details(text: str) -> dict[str, str]:
    details = {}
    for line in _lines(text, text.rfind(f"\n{_DETAILS}\n") + len(_DETAILS) + 2):
        for label, key in _LABELS.items():
            value = line.text.removeprefix(label).strip(" \t:")
            if line.text.startswith(label) and key not in details and value != _NOTHING:
                details[key] = value
    return details


def _contents(text: str) -> tuple[tuple[ContentsItem, ...], str, int]:
    """The contents list, the volume title above it, and that title's line."""
    items: list[ContentsItem] = []
    volume, volume_line, inside = "", 0, False
    for number, line in enumerate(_lines(text), 1):
        bullet = _BULLET.match(line.text)
        if line.text.strip() == _CONTENTS:
            inside = True
        elif inside and not bullet and not items and line.text.strip():
            volume, volume_line = line.text.strip(), number
        elif inside and bullet:
            items.append(ContentsItem(bullet.group(1).strip(), number))
        elif inside and items:
            break
    return tuple(items), volume, volume_line


def _volume(title: str) -> dict[str, str]:
    """A volume's title and number: ``The Complete Diaries: Volume 2``."""
    match = _VOLUME.match(title)
    return {"volume_title": match.group(1), "volume_number": match.group(2)} if match else {}
