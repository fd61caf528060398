"""Characters that a PDF cannot show, and where in an edition they stand."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Literal

from lxml import etree

from tei_toolkit.errors import StylesheetError
from tei_toolkit.findings import Finding
from tei_toolkit.parsing import tei

Fault = Literal["FONT-01", "FONT-02"]

_QUOTED = r'`"((?:[^"\\]|\\.)+?)"`'
_SAID: dict[Fault, re.Pattern[str]] = {
    "FONT-01": re.compile(rf"the text {_QUOTED} could not be displayed"),
    "FONT-02": re.compile(rf"contains the (?:disallowed )?codepoint {_QUOTED}"),
}
"""What the typesetter says of each: it asks every font that it has, in turn, so nobody knows better than it does."""
_SENTENCES: dict[Fault, str] = {
    "FONT-01": "The book’s fonts have no glyph for {}, so the PDF cannot be set.",
    "FONT-02": "The PDF may not contain {}, which has no meaning that all programs share.",
}
_HINTS: dict[Fault, str] = {
    "FONT-01": "put a font that has it into the folder fonts/ of the edition",
    "FONT-02": "write the character that Unicode has for it, or leave it out",
}
_SHOWN = 5


class Unprintable(StylesheetError):
    """A PDF cannot be set because of some characters; its text says which."""

    def __init__(self, code: Fault, characters: Sequence[str]) -> None:
        self.code: Fault = code
        self.characters = tuple(characters)
        self.finding: Finding | None = None
        """The same with the places where they stand, once someone has looked for them."""
        super().__init__(_sentence(code, [_called(char) for char in characters]))


def unprintable(diagnostic: str) -> Unprintable | None:
    """What the typesetter's diagnostic says of characters, if it says anything of them."""
    for code, said in _SAID.items():
        if found := said.findall(diagnostic):
            return Unprintable(code, list(dict.fromkeys("".join(_unescaped(text) for text in found))))
    return None


def glyph_finding(error: Unprintable, documents: Iterable[tuple[str, str, etree._ElementTree]], other: str) -> Finding:
    """The finding that names each character and the entry in which it stands first.

    ``documents`` are the file, the heading and the document of each entry, in order; the finding's place is that of
    the first character. Characters of no entry stand in what else the book has: its titles, the principles, the
    registers; ``other`` is then the file that is named.
    """
    wanted = list(error.characters)
    places: dict[str, tuple[str, str, int]] = {}
    for file, heading, document in documents:
        for char in [char for char in wanted if char not in places]:
            if (line := _line_of(char, document)) is not None:
                places[char] = file, heading, line
        if len(places) == len(wanted):
            break
    where = {char: f"in the entry “{heading}”" for char, (_, heading, _) in places.items()}
    names = [f"{_called(char)} {where.get(char, 'outside its entries')}" for char in wanted]
    file, _, line = next((places[char] for char in wanted if char in places), (other, "", 0))
    value = "".join(wanted)
    return Finding(error.code, _sentence(error.code, names), file, line, value=value, hint=_HINTS[error.code])


def _sentence(code: Fault, names: Sequence[str]) -> str:
    more = len(names) - _SHOWN
    return _SENTENCES[code].format(", ".join(names[:_SHOWN]) + (f" and {more:,} more" if more > 0 else ""))


def _called(char: str) -> str:
    """``‘ꙋ’ (U+A64B CYRILLIC SMALL LETTER MONOGRAPH UK)``."""
    name = unicodedata.name(char, "")
    return f"‘{char}’ (U+{ord(char):04X}{' ' + name if name else ''})"


def _unescaped(text: str) -> str:
    """The text of a message of Typst's, which writes characters that cannot be seen as ``\\u{e000}``."""
    text = re.sub(r"\\u\{([0-9a-f]+)\}", lambda match: chr(int(match[1], 16)), text)
    return re.sub(r"\\(.)", r"\1", text)


def _line_of(char: str, document: etree._ElementTree) -> int | None:
    """The line on which a character first stands in a document's text; 0 if only in an attribute; None if nowhere."""
    text = document.getroot().find(tei("text"))
    if text is None:
        return None
    line = 0
    for event, node in etree.iterwalk(text, events=("start", "end", "comment", "pi")):
        if event == "start":
            line = node.sourceline or line
        piece = (node.text if event == "start" else node.tail if node is not text else "") or ""
        if char in piece:
            return line + piece[: piece.index(char)].count("\n")
        line += piece.count("\n")
    written = any(char in value for node in text.iter() if isinstance(node.tag, str) for value in node.attrib.values())
    return 0 if written else None
