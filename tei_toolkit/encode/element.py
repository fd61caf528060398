"""TEI elements on their way to being text: written in order, serialised once, without a tree in between.

What comes out is what libxml2 would write: attributes in double quotes, elements without content closed in
their own tag. Line ends and indents stand only where an element holds nothing but elements.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator

INDENTED = frozenset(
    "TEI teiHeader text body div note fileDesc titleStmt publicationStmt sourceDesc encodingDesc appInfo"
    " editorialDecl correction interpretation profileDesc calendarDesc calendar revisionDesc availability"
    " langUsage respStmt application creation list table row lg facsimile surface".split()
)
"""Elements whose children stand on lines of their own; a note only if it consists of paragraphs."""


class Markup(str):
    """XML that is serialised already."""

    __slots__ = ()


class Element:
    """An element with its content so far: ``texts[n]`` stands before ``children[n]``, the last after them all."""

    __slots__ = ("attributes", "children", "last", "name", "texts")

    def __init__(self, name: str, attributes: tuple[tuple[str, str], ...] = ()) -> None:
        self.name = name
        self.attributes = attributes
        self.last = ""
        """The name of the last child."""
        self.texts = [""]
        self.children: list[Element | str] = []

    def open(self, name: str, attributes: tuple[tuple[str, str], ...] = ()) -> Element:
        """A new last child, to be written into."""
        child = Element(name, attributes)
        self.children.append(child)
        self.texts.append("")
        self.last = name
        return child

    def close(self) -> None:
        """The last child is complete: where it stands in running text, it becomes text itself."""
        child = self.children[-1]
        if isinstance(child, Element) and (child.name not in INDENTED or self.name not in INDENTED):
            self.children[-1] = child.in_line()

    def add(self, child: Element | str) -> None:
        """Append a complete child, or one that is serialised already."""
        self.children.append(child)
        self.texts.append("")
        self.last = child.name if isinstance(child, Element) else ""

    def in_line(self) -> str:
        """The element as it stands in running text."""
        start = tag(self.name, self.attributes)
        if not self.children:
            return f"<{start}>{escaped(self.texts[0])}</{self.name}>" if self.texts[0] else f"<{start}/>"
        pieces = [f"<{start}>", escaped(self.texts[0])]
        for child, text in zip(self.children, self.texts[1:], strict=True):
            pieces.append(child if isinstance(child, str) else child.in_line())
            pieces.append(escaped(text))
        pieces.append(f"</{self.name}>")
        return "".join(pieces)

    def in_block(self, level: int) -> str:
        """The element as it stands on lines of its own, ``level`` steps to the right."""
        return "".join(self.pieces(level))

    def pieces(self, level: int) -> Iterator[str]:
        """The same in pieces: the start tag, the children, the end tag; or one, where there is running text."""
        if not self._holds_blocks():
            yield self.in_line()
            return
        end = "\n" + "  " * level
        yield f"<{tag(self.name, self.attributes)}>"
        for child in self.children:
            yield f"{end}  {child if isinstance(child, str) else child.in_block(level + 1)}"
        yield f"{end}</{self.name}>"

    def _holds_blocks(self) -> bool:
        if self.name not in INDENTED or not self.children or any(not text.isspace() for text in self.texts if text):
            return False
        first = self.children[0]
        return self.name != "note" or (isinstance(first, str) and first.startswith(("<p>", "<p/>")))


def escaped(text: str) -> str:
    """Text as it stands in XML."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


@functools.lru_cache(maxsize=4096)
def tag(name: str, attributes: tuple[tuple[str, str], ...]) -> str:
    """What stands between the angle brackets of a start tag."""
    return "".join([name, *(f' {key}="{quoted(value)}"' for key, value in attributes)])


def quoted(value: str) -> str:
    """A value as it stands in an attribute, between double quotes."""
    return escaped(value).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")
