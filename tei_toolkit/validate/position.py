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
from typing import Any
from xml.parsers import expat

from lxml import etree

from tei_toolkit.parsing import is_plain

_DECLARED = re.compile(rb"""\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))

_IN_TAG = re.compile(r"""\s(?P<name>[^\s=<>"']+)\s*=|(?P<end>>)|"[^"]*"|'[^']*'""")
_NO_TEXT = re.compile(r"(?:\s+|<!--.*?-->|<\?.*?\?>)*", re.DOTALL)


class Places:
    """The places of a document's elements, comments and processing instructions.

    ``data`` is the source that ``tree`` was parsed from.
    """

    def __init__(self, data: bytes, tree: etree._ElementTree) -> None:
        self.data = data
        self._tree = tree
        self._text = ""
        self._line_starts: list[int] = []
        self._starts: dict[etree._Element, tuple[int, int]] = {}
        self._ends: dict[etree._Element, tuple[int, int]] = {}
        self._known = False
        self._last_tag: tuple[tuple[int, int], dict[str, int]] = (0, 0), {}

    @functools.cached_property
    def are_plain(self) -> bool:
        """Whether what the document says can be found in its bytes; see :func:`~tei_toolkit.parsing.is_plain`."""
        return is_plain(self.data)

    def of(self, element: etree._Element, attribute: str = "") -> tuple[int, int]:
        """The line and column at which an element, or one of its attributes, begins.

        ``attribute`` is a name as it is written, or a local name. Column 0 where the source can't be gone through in
        this way (an encoding that Python does not know).
        """
        if not self._known:
            self._known = True
            self._read()
        if element not in self._starts:
            return getattr(element, "sourceline", 0) or 0, 0
        line, column = self._starts[element]
        return self._attribute(line, column, attribute) if attribute else (line, column)

    def of_text(self, element: etree._Element, after: etree._Element | None) -> tuple[int, int]:
        """The line and column at which the text begins that stands in an element at its beginning, or after one of
        its children; of the element where that can't be known."""
        place = self.of(element)
        tag = self._ends.get(after, (0, 0)) if after is not None else place
        if not tag[1]:
            return place
        at = self._line_starts[tag[0] - 1] + tag[1] - 1
        if after is None or self._ends[after] != self._behind(after):
            at = next((found.end() for found in _IN_TAG.finditer(self._text, at) if found["end"]), at)
        return self._line_and_column(_NO_TEXT.match(self._text, at).end())  # type: ignore[union-attr]

    def of_end(self, element: etree._Element) -> tuple[int, int]:
        """The line and column of an element's end tag; zeros if it has none, being written empty, and where that can't
        be known."""
        self.of(element)
        end = self._ends.get(element, (0, 0))
        return (0, 0) if not end[1] or end == self._behind(element) else end

    def _behind(self, element: etree._Element) -> tuple[int, int]:
        """The place behind an element's start tag, where expat sees the end of one that is written empty."""
        line, column = self._starts[element]
        tags = _IN_TAG.finditer(self._text, self._line_starts[line - 1] + column - 1)
        end = next((found.end() for found in tags if found["end"]), 0)
        return self._line_and_column(end) if self._text[end - 2 : end] == "/>" else (0, 0)

    def _line_and_column(self, offset: int) -> tuple[int, int]:
        line = bisect.bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def _read(self) -> None:
        text = source_text(self.data)
        if text is None:
            return
        starts: list[tuple[int, int]] = []
        open_tags: list[int] = []
        ends: dict[int, tuple[int, int]] = {}
        asides: list[tuple[int, int]] = []
        parser = expat.ParserCreate(encoding="utf-8")

        def note(tag: str, attributes: dict[str, str]) -> None:
            open_tags.append(len(starts))
            starts.append((parser.CurrentLineNumber, parser.CurrentColumnNumber + 1))

        def note_end(tag: str) -> None:
            ends[open_tags.pop()] = parser.CurrentLineNumber, parser.CurrentColumnNumber + 1

        def note_aside(*_: str) -> None:
            asides.append((parser.CurrentLineNumber, parser.CurrentColumnNumber + 1))

        parser.StartElementHandler = note
        parser.EndElementHandler = note_end
        parser.ProcessingInstructionHandler = parser.CommentHandler = note_aside
        try:
            parser.Parse(text.encode("utf-8"), True)
        except expat.ExpatError:
            return
        self._text = text
        self._line_starts = list(accumulate((len(one) + 1 for one in text.split("\n")), initial=0))
        # Both parsers meet the same tags in the same order.
        elements = list(self._tree.getroot().iter(etree.Element))
        self._starts = dict(zip(elements, starts, strict=False))
        self._ends = {element: ends[number] for number, element in enumerate(elements) if number in ends}
        self._starts.update(zip(_around(self._tree, etree.PI, etree.Comment), asides, strict=False))

    def _attribute(self, line: int, column: int, name: str) -> tuple[int, int]:
        """Look for an attribute in the start tag that begins here; the tag may go over several lines."""
        if self._last_tag[0] != (line, column):
            self._last_tag = (line, column), self._attributes(self._line_starts[line - 1] + column)
        at = self._last_tag[1].get(name)
        if at is None:
            return line, column
        return self._line_and_column(at)

    def _attributes(self, start: int) -> dict[str, int]:
        """The offset of each attribute in the start tag of which the name begins here: by its name as it is
        written, and by its local name."""
        offsets: dict[str, int] = {}
        for found in _IN_TAG.finditer(self._text, start):
            if found.group("end"):
                break
            if found.group("name"):
                name = found.group("name")
                offsets[name] = found.start("name")
                offsets.setdefault(name.rsplit(":", 1)[-1], found.start("name"))
        return offsets


def instructions_of(tree: etree._ElementTree) -> Iterator[etree._Element]:
    """The processing instructions of a document in its order, those before and after its root among them."""
    yield from _around(tree, etree.PI)


def _around(tree: etree._ElementTree, *kinds: Any) -> Iterator[etree._Element]:
    root = tree.getroot()
    yield from reversed(list(root.itersiblings(*kinds, preceding=True)))
    yield from root.iter(*kinds)
    yield from root.itersiblings(*kinds)


def source_text(data: bytes) -> str | None:
    """The text of an XML file, with line ends as XML counts them; None if its encoding is not known or not
    kept to."""
    try:
        return data.decode(encoding_of(data)).replace("\r\n", "\n").replace("\r", "\n")
    except (LookupError, UnicodeDecodeError):
        return None


def encoding_of(data: bytes) -> str:
    """The encoding of an XML file by its byte order mark or declaration, as Python calls it; it may be unknown."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return name
    declared = _DECLARED.match(data)
    return declared.group(1).decode() if declared else "utf-8"
