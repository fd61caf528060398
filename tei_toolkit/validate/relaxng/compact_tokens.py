"""The words of RELAX NG's compact syntax (https://relaxng.org/compact-20021121.html, appendix A.2): from the bytes of
a schema to its tokens.
"""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate

from tei_toolkit.errors import UnreadableInput
from tei_toolkit.validate.relaxng.names import NCNAME

KEYWORDS = frozenset(
    "attribute default datatypes div element empty external grammar include inherit list mixed namespace notAllowed "
    "parent start string text token".split()
)

_LINE_END = "\uffff"
"""Stands for the end of a line, which is not the same as a line feed written as \\x{A}; itself it is no character
of XML."""
_TOKEN = re.compile(
    rf"""(?P<space>[ \t\n{_LINE_END}]+|\#(?!\#)[^\n{_LINE_END}]*)
    |(?P<documentation>\#\#[^\n{_LINE_END}]*(?:[\n{_LINE_END}][ \t]*\#\#[^\n{_LINE_END}]*)*)
    |(?P<literal>\"\"\"(?:\"?\"?[^\"])*\"\"\"|'''(?:'?'?[^'])*'''
        |\"[^\"{_LINE_END}]*\"|'[^'{_LINE_END}]*')
    |(?P<quoted>\\{NCNAME})
    |(?P<prefixed>{NCNAME}:{NCNAME})
    |(?P<namespace>{NCNAME}:\*)
    |(?P<name>{NCNAME})
    |(?P<symbol>\|=|&=|>>|[={{}}()\[\],&|?*+~-])""",
    re.VERBOSE,
)
_ESCAPE = re.compile(r"\\x+\{(?:(?P<code>[0-9A-Fa-f]+)\})?")
_NO_CHARACTER = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a schema.

    ``kind`` is ``name`` (``text`` is the identifier), ``keyword``, ``prefixed`` (a name with its prefix),
    ``namespace`` (``p:*``; ``text`` is the prefix), ``literal`` (``text`` is its value), ``documentation``,
    ``symbol``, or ``end``. Line and column count from 1.
    """

    kind: str
    text: str
    line: int
    column: int


class Tokens:
    """The tokens of a schema, taken one after the other; ``name`` is what messages call its file.

    Raises :class:`UnreadableInput` with file, line and column at what is no token.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self._name = name
        self._tokens = list(_Scanner(data, name).tokens())
        self.position = 0

    @property
    def next(self) -> Token:
        """The token that would be taken."""
        return self._tokens[self.position]

    @property
    def after_next(self) -> Token:
        """The token behind that."""
        return self._tokens[min(self.position + 1, len(self._tokens) - 1)]

    def take(self) -> Token:
        """The next token, which is then behind us."""
        token = self.next
        if token.kind != "end":
            self.position += 1
        return token

    def at(self, *texts: str) -> bool:
        """Whether the next token is one of these symbols or keywords."""
        return self.next.kind in ("symbol", "keyword") and self.next.text in texts

    def found(self, *texts: str) -> Token | None:
        """The next token, taken, if it is one of these symbols or keywords."""
        return self.take() if self.at(*texts) else None

    def expect(self, text: str) -> Token:
        """Take a symbol or keyword that must come here."""
        if not self.at(text):
            raise self.unexpected(f"‘{text}’")
        return self.take()

    def identifier(self, wanted: str, keywords: bool = False) -> Token:
        """Take a name that must come here; keywords count only where they can't be meant as such."""
        if self.next.kind != "name" and not (keywords and self.next.kind == "keyword"):
            raise self.unexpected(wanted)
        return self.take()

    def literal(self, wanted: str) -> str:
        """Take a text in quotation marks, or several joined by ~."""
        if self.next.kind != "literal":
            raise self.unexpected(wanted)
        text = self.take().text
        return text + self.literal("a text in quotation marks") if self.found("~") else text

    def unexpected(self, wanted: str) -> UnreadableInput:
        """The error that something else than the next token is wanted."""
        token = self.next
        there = "the schema ends" if token.kind == "end" else f"‘{token.text}’ stands"
        return self.wrong(token, f"{there} where {wanted} is wanted.")

    def wrong(self, token: Token, sentence: str) -> UnreadableInput:
        """The error of a schema that is wrong at a token."""
        return UnreadableInput(f"{self._name}:{token.line}:{token.column}: {sentence}")


class _Scanner:
    def __init__(self, data: bytes, name: str) -> None:
        self._name = name
        written = _decoded(data, name)
        self._line_starts = list(accumulate((len(line) + 1 for line in written.split("\n")), initial=0))
        self._escaped_ends: list[int] = []
        self._removed: list[int] = []
        self._text = self._interpreted(written)

    def _interpreted(self, written: str) -> str:
        """The text with its escapes replaced, and line ends told from line feeds."""
        pieces: list[str] = []
        end = length = removed = 0
        for found in _ESCAPE.finditer(written):
            before = written[end : found.start()].replace("\n", _LINE_END)
            length += len(before) + 1
            removed += len(found.group()) - 1
            pieces += [before, self._character(found)]
            self._escaped_ends.append(length)
            self._removed.append(removed)
            end = found.end()
        text = "".join((*pieces, written[end:].replace("\n", _LINE_END)))
        alien = _NO_CHARACTER.search(text.replace(_LINE_END, "\n"))
        if alien:
            raise self._wrong(alien.start(), f"the character U+{ord(alien.group()):04X} may not stand in a schema.")
        return text

    def _character(self, found: re.Match[str]) -> str:
        code = int(found["code"] or "0", 16)
        if code > 0x10FFFF or _NO_CHARACTER.match(chr(code)):
            line, column = self._line_and_column(found.start())
            raise UnreadableInput(f"{self._name}:{line}:{column}: {found.group()} is no character of XML.")
        return chr(code)

    def tokens(self) -> list[Token]:
        made: list[Token] = []
        at = 0
        while at < len(self._text):
            found = _TOKEN.match(self._text, at)
            if found is None:
                shown = self._text[at].replace(_LINE_END, " ")
                hint = ": the quotation mark is never closed" if shown in "\"'" else ""
                raise self._wrong(at, f"‘{shown}’ can’t stand here{hint}.")
            if found.lastgroup != "space":
                made.append(self._token(str(found.lastgroup), found.group(), at))
            at = found.end()
        return [*made, Token("end", "", *self._place(len(self._text)))]

    def _token(self, kind: str, text: str, at: int) -> Token:
        place = self._place(at)
        if kind == "literal":
            quotes = 3 if text[:3] in ('"""', "'''") and len(text) > 5 else 1
            text = text[quotes:-quotes].replace(_LINE_END, "\n")
        elif kind == "quoted":
            kind, text = "name", text[1:]
        elif kind == "namespace":
            text = text[:-2]
        elif kind == "name" and text in KEYWORDS:
            kind = "keyword"
        return Token(kind, text, *place)

    def _place(self, at: int) -> tuple[int, int]:
        """Line and column of an offset in the text with its escapes replaced."""
        before = bisect_right(self._escaped_ends, at)
        return self._line_and_column(at + (self._removed[before - 1] if before else 0))

    def _line_and_column(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def _wrong(self, at: int, sentence: str) -> UnreadableInput:
        line, column = self._place(at)
        return UnreadableInput(f"{self._name}:{line}:{column}: {sentence}")


def _decoded(data: bytes, name: str) -> str:
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = data.decode("utf-16" if wide else "utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError:
        raise UnreadableInput(f"{name}: this is not written in {'UTF-16' if wide else 'UTF-8'}; save it so.") from None
    return text.replace("\r\n", "\n").replace("\r", "\n")
