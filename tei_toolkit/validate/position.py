"""Where an element or attribute stands in the source: line and column, both from 1.

lxml knows the line on which a start tag ends, and no column. Here the source is gone through once more, but
only when the first place is asked for: a file without findings costs nothing.
"""

from __future__ import annotations

import bisect
import codecs
import functools
import re
from collections.abc import Iterator
from itertools import accumulate
from xml.parsers import expat

from lxml import etree

from tei_toolkit.parsing import is_plain

_DECLARED = re.compile(rb"""\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))

_IN_TAG = re.compile(r"""\s(?P<name>[^\s=<>"']+)\s*=|(?P<end>>)|"[^"]*"|'[^']*'""")


class Places:
    """The places of a document's elements and processing instructions.

    ``data`` is the source that ``tree`` was parsed from.
    """

    def __init__(self, data: bytes, tree: etree._ElementTree) -> None:
        self.data = data
        self._tree = tree
        self._text = ""
        self._line_starts: list[int] = []
        self._starts: dict[etree._Element, tuple[int, int]] = {}
        self._known = False
        self._last_tag: tuple[tuple[int, int], dict[str, int]] = (0, 0), {}

    @functools.cached_property
    def are_plain(self) -> bool:
        """Whether what the document says can be found in its bytes; see :func:`~tei_toolkit.parsing.is_plain`."""
        return is_plain(self.data)

    def of(self, element: etree._Element, attribute: str = "") -> tuple[int, int]:
        """The line and column at which an element, or one of its attributes, begins.

        ``attribute`` is a local name. Column 0 where the source can't be gone through in this way (an
        encoding that Python does not know).
        """
        if not self._known:
            self._known = True
            self._read()
        if element not in self._starts:
            return getattr(element, "sourceline", 0) or 0, 0
        line, column = self._starts[element]
        return self._attribute(line, column, attribute) if attribute else (line, column)

    def _read(self) -> None:
        text = source_text(self.data)
        if text is None:
            return
        starts: list[tuple[int, int]] = []
        instructions: list[tuple[int, int]] = []
        parser = expat.ParserCreate(encoding="utf-8")

        def note(tag: str, attributes: dict[str, str]) -> None:
            starts.append((parser.CurrentLineNumber, parser.CurrentColumnNumber + 1))

        def note_instruction(target: str, data: str) -> None:
            instructions.append((parser.CurrentLineNumber, parser.CurrentColumnNumber + 1))

        parser.StartElementHandler = note
        parser.ProcessingInstructionHandler = note_instruction
        try:
            parser.Parse(text.encode("utf-8"), True)
        except expat.ExpatError:
            return
        self._text = text
        self._line_starts = list(accumulate((len(one) + 1 for one in text.split("\n")), initial=0))
        # Both parsers meet the same tags in the same order.
        self._starts = dict(zip(self._tree.getroot().iter(etree.Element), starts, strict=False))
        self._starts.update(zip(instructions_of(self._tree), instructions, strict=False))

    def _attribute(self, line: int, column: int, name: str) -> tuple[int, int]:
        """Look for an attribute in the start tag that begins here; the tag may go over several lines."""
        if self._last_tag[0] != (line, column):
            self._last_tag = (line, column), self._attributes(self._line_starts[line - 1] + column)
        at = self._last_tag[1].get(name)
        if at is None:
            return line, column
        line = bisect.bisect_right(self._line_starts, at)
        return line, at - self._line_starts[line - 1] + 1

    def _attributes(self, start: int) -> dict[str, int]:
        """The offset of each attribute, by its local name, in the start tag of which the name begins here."""
        offsets: dict[str, int] = {}
        for found in _IN_TAG.finditer(self._text, start):
            if found.group("end"):
                break
            if found.group("name"):
                offsets.setdefault(found.group("name").rsplit(":", 1)[-1], found.start("name"))
        return offsets


def instructions_of(tree: etree._ElementTree) -> Iterator[etree._Element]:
    """The processing instructions of a document in its order, those before and after its root among them."""
    root = tree.getroot()
    yield from reversed(list(root.itersiblings(etree.PI, preceding=True)))
    yield from root.iter(etree.PI)
    yield from root.itersiblings(etree.PI)


def source_text(data: bytes) -> str | None:
    """The text of an XML file, with line ends as XML counts them; None if its encoding is not known or not
    kept to."""
    encoding = next((name for bom, name in _BOMS if data.startswith(bom)), None)
    if encoding is None:
        declared = _DECLARED.match(data)
        encoding = declared.group(1).decode() if declared else "utf-8"
    try:
        return data.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
    except (LookupError, UnicodeDecodeError):
        return None
