"""Markdown, and text that is lightly marked in its way: headings, notes, quotations, lists, tables.

Our own scanner, since no parser says where each character went, and all of them take ``1939. It was cold.`` for a list.
The signs of the markup are kept as furniture, so that every character of the file is accounted for.
"""

from __future__ import annotations

import functools
import itertools
import re
import statistics
import tomllib
from collections import Counter

from tei_toolkit.dates.words import calendar_words, known_languages
from tei_toolkit.errors import NotConserved
from tei_toolkit.model import LINE_BREAK, NOTE_BEGINS, NOTE_ENDS, OBJECT, PARAGRAPH, SourceText
from tei_toolkit.read.builder import Builder
from tei_toolkit.read.decode import decode
from tei_toolkit.read.markdown_lines import Lines
from tei_toolkit.read.readers import Received, Wishes

_SUFFIXES = (".md", ".markdown", ".mkd")
_FRONT = re.compile(r"\A(?P<fence>---|\+\+\+)[ \t]*\n(?P<inside>.*?\n)(?P=fence)[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"(?P<key>[A-Za-z][\w -]*?)[ \t]*:[ \t]*(?P<value>.*)")
_KEYS = ("title", "author", "date", "volume", "identifier", "description", "repository", "recipient", "language")
_HEADING = re.compile(r" {0,3}(?P<signs>#{1,6})[ \t]+(?P<text>.*?)(?P<after>[ \t]+#+)?[ \t]*$")
_UNDERLINE = re.compile(r" {0,3}(=+|-{3,})[ \t]*$")
_RULE = re.compile(r" {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$")
_FENCE = re.compile(r" {0,3}(```+|~~~+)")
_QUOTE = re.compile(r" {0,3}> ?")
_DEFINITION = re.compile(r"\[\^(?P<name>[^\]\s]{1,60})\]:[ \t]*(?P<text>.*)")
_CONTINUED = re.compile(r"(?: {4}|\t)")
_BULLET = re.compile(r" {0,3}(?P<sign>[-*+])[ \t]+(?=\S)")
_NUMBER = re.compile(r" {0,3}(?P<number>\d{1,3})(?P<sign>[.)])[ \t]+(?=\S)")
_CELLS = re.compile(
    r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+\|?[ \t]*$|[ \t]*\|[ \t]*:?-+:?[ \t]*\|[ \t]*$"
)
_DEEPEST = 8
_NARROW, _WIDE = 40, 110
_FULL = 0.6


def looks_like(received: Received) -> bool:
    """A file of that name; or text with a front matter, and a heading or note after it."""
    if received.suffix in _SUFFIXES:
        return True
    text = received.data[:65_536].decode("utf-8", "ignore").replace("\r\n", "\n")
    front = _FRONT.match(text)
    return front is not None and re.search(r"^(?:#{1,6} |\[\^)", text[front.end() :], re.MULTILINE) is not None


def read(received: Received, wishes: Wishes) -> SourceText:
    """Read Markdown; raises :class:`~tei_toolkit.errors.UnreadableInput` as reading plain text does."""
    text = decode(received.data, received.name, wishes.encoding)
    walk = _Walk(received.name)
    front = _FRONT.match(text)
    details = walk.front_matter(front) if front else {}
    body = text[front.end() :] if front else text
    walk.document(body)
    source = walk.builder.finish(details)
    _prove(received.name, text, source)
    return source


def _prove(name: str, text: str, source: SourceText) -> None:
    signs = dict.fromkeys(map(ord, (OBJECT, LINE_BREAK, PARAGRAPH, NOTE_BEGINS, NOTE_ENDS)))
    here, there = (Counter("".join(one.translate(signs).split())) for one in (source.text, text))
    if here != there:
        raise NotConserved(
            f"{name}: not every character of this Markdown was read; nothing was written. Please report."
        )


@functools.cache
def _month() -> re.Pattern[str]:
    names = "|".join(calendar_words(language).month_pattern() for language in known_languages())
    return re.compile(rf"\W*(?:{names})(?!\w)", re.IGNORECASE)


class _Walk:
    """Goes through the blocks of a text and writes them."""

    def __init__(self, name: str) -> None:
        self.builder = Builder(name, "so in the Markdown")
        self._notes: dict[str, str] = {}
        self._lines = Lines(self.builder, self._notes, self._note)
        self._width = 0

    def front_matter(self, front: re.Match[str]) -> dict[str, str]:
        """What the lines at the beginning say of the document; they are kept as furniture."""
        self.builder.aside(front.group(), "front matter")
        said: dict[str, str] = {}
        if front["fence"] == "+++":
            try:
                said = {key: str(value) for key, value in tomllib.loads(front["inside"]).items()}
            except tomllib.TOMLDecodeError as error:
                self.builder.notice("READ-01", f"The front matter is not TOML: {error}.")
        else:
            for line in front["inside"].split("\n"):
                if field := _FIELD.match(line):
                    said[field["key"].lower()] = field["value"].strip().strip("\"'")
        for key in said.keys() - set(_KEYS):
            self.builder.notice("READ-01", f"The front matter's {key} has no place in the header.", value=key)
        return {key: value for key, value in said.items() if key in _KEYS and value}

    def document(self, text: str) -> None:
        """The whole text after its front matter."""
        lines = self._without_definitions(text.split("\n"))
        self._width = _width(lines)
        self._blocks(lines, 0)
        for name, note in self._notes.items():
            self.builder.notice("READ-02", f"No place in the text refers to the note [^{name}].", value=note[:40])
            self.builder.aside(note, "a note that nothing in the text refers to")
        self.builder.aside(" ".join(filter(str.strip, self._lines.signs)), "signs of the markup")

    def _sign(self, text: str) -> None:
        self._lines.signs.append(text)

    def _without_definitions(self, lines: list[str]) -> list[str]:
        """The lines without the texts of notes, which are kept for where they are anchored."""
        left: list[str] = []
        number = 0
        while number < len(lines):
            found = _DEFINITION.match(lines[number])
            number += 1
            if not found or found["name"] in self._notes:
                left.append(lines[number - 1])
                continue
            note = [found["text"]]
            while number < len(lines) and (
                _CONTINUED.match(lines[number])
                or (not lines[number].strip() and number + 1 < len(lines) and _CONTINUED.match(lines[number + 1]))
            ):
                note.append(_CONTINUED.sub("", lines[number], count=1))
                number += 1
            self._sign(f"[^{found['name']}]:")
            self._notes[found["name"]] = "\n".join(note)
        return left

    def _note(self, text: str) -> None:
        """The text of a note; of several paragraphs, each is one."""
        paragraphs = [" ".join(one.split()) for one in re.split(r"\n[ \t]*\n", text) if one.strip()]
        for paragraph in paragraphs:
            if len(paragraphs) > 1:
                with self.builder.block("p"):
                    self._lines.write(paragraph)
            else:
                self._lines.write(paragraph)

    # Blocks ------------------------------------------------------------------------------------------------------

    def _blocks(self, lines: list[str], depth: int) -> None:
        number = 0
        while number < len(lines):
            number = self._block(lines, number, depth)

    def _block(self, lines: list[str], number: int, depth: int) -> int:
        """Write the block that begins at a line; the number of the line after it."""
        line = lines[number]
        following = lines[number + 1] if number + 1 < len(lines) else ""
        if not line.strip():
            return number + 1
        if heading := _HEADING.match(line):
            self._sign(heading["signs"] + (heading["after"] or ""))
            self._heading(heading["text"], len(heading["signs"]))
            return number + 1
        if _RULE.match(line):
            self._rule(line)
            return number + 1
        if _UNDERLINE.match(following) and not _QUOTE.match(line) and not _BULLET.match(line) and "|" not in line:
            self._sign(following)
            self._heading(line.strip(), 1 if "=" in following else 2)
            return number + 2
        if fence := _FENCE.match(line):
            return self._fenced(lines, number, fence[1])
        if _QUOTE.match(line) and depth < _DEEPEST:
            return self._quote(lines, number, depth)
        if "|" in line and _CELLS.match(following):
            return self._table(lines, number)
        end = self._end_of_list(lines, number)
        if end > number + 1:
            self._list(lines[number:end])
            return end
        return self._paragraph(lines, number, depth)

    def _heading(self, text: str, level: int) -> None:
        self.builder.end_line()
        start = self.builder.here
        self._lines.write(text)
        self.builder.heading(start, level)
        self.builder.end_line()

    def _rule(self, line: str) -> None:
        self._sign(line)
        self.builder.end_line()
        self.builder.empty("milestone", (("unit", "section"), ("rend", "rule")))
        self.builder.end_line()

    def _fenced(self, lines: list[str], number: int, fence: str) -> int:
        """Text that is kept as it is, line by line."""
        self._sign(lines[number])
        number += 1
        while number < len(lines) and not lines[number].strip().startswith(fence):
            self.builder.write(lines[number])
            self.builder.end_line()
            number += 1
        if number < len(lines):
            self._sign(lines[number])
        return number + 1

    def _quote(self, lines: list[str], number: int, depth: int) -> int:
        inside: list[str] = []
        while number < len(lines) and (sign := _QUOTE.match(lines[number])):
            self._sign(sign.group())
            inside.append(lines[number][sign.end() :])
            number += 1
        with self.builder.block("quote"):
            self._blocks(inside, depth + 1)
        return number

    def _table(self, lines: list[str], number: int) -> int:
        first = number
        with self.builder.block("table"):
            while number < len(lines) and "|" in lines[number]:
                if number == first + 1:
                    self._sign(lines[number])
                else:
                    self._row(lines[number], head=number == first)
                number += 1
        return number

    def _row(self, line: str, head: bool) -> None:
        cells = re.split(r"(?<!\\)\|", line.strip().removeprefix("|").removesuffix("|"))
        self._sign("|" * (line.count("|") - sum(cell.count("|") for cell in cells)))
        with self.builder.block("row", (("role", "label"),) if head else ()):
            for cell in cells:
                with self.builder.block("cell"):
                    self._lines.write(cell.strip())

    def _end_of_list(self, lines: list[str], number: int) -> int:
        """Where a list ends that begins here: lines with bullets, or numbers that count up from 1 and are no days of
        a month; a single such line is none."""
        expected = 1
        while number < len(lines):
            counted = _NUMBER.match(lines[number])
            if counted and expected:
                if int(counted["number"]) != expected or _month().match(lines[number], counted.end()):
                    break
                expected += 1
            elif _BULLET.match(lines[number]) and not _RULE.match(lines[number]) and expected <= 1:
                expected = 0
            else:
                break
            number += 1
        return number

    def _list(self, lines: list[str]) -> None:
        numbered = _NUMBER.match(lines[0]) is not None
        with self.builder.block("list", (("rend", "numbered" if numbered else "bulleted"),)):
            for line in lines:
                sign = _NUMBER.match(line) or _BULLET.match(line)
                assert sign is not None
                label = sign.group().strip()
                self._sign(label)
                with self.builder.block("item", (("n", label),) if numbered else ()):
                    self._lines.write(line[sign.end() :].strip())

    def _paragraph(self, lines: list[str], number: int, depth: int) -> int:
        """A line, with those that go on where lines are wrapped."""
        pieces = [lines[number]]
        while number + 1 < len(lines) and self._goes_on(lines, number):
            number += 1
            pieces.append(lines[number])
        last = len(pieces) - 1
        text = "".join(
            f"{piece.lstrip()}\n"
            if at < last and (piece.endswith("  ") or piece.endswith("\\"))
            else f"{piece.strip()} "
            for at, piece in enumerate(pieces)
        ).rstrip()
        if depth:
            with self.builder.block("p"):
                self._lines.write(text)
        else:
            self._lines.write(text)
            self.builder.end_line()
        return number + 1

    def _goes_on(self, lines: list[str], number: int) -> bool:
        line, following = lines[number], lines[number + 1]
        if not following.strip() or any(one.match(following) for one in (_HEADING, _RULE, _FENCE, _QUOTE)):
            return False
        if line.endswith("  ") or line.endswith("\\"):
            return True
        return bool(self._width) and len(line) >= self._width * _FULL


def _width(lines: list[str]) -> int:
    """The width at which the lines of a text are broken; 0 where they are not."""
    lengths = [len(line.rstrip()) for line, after in itertools.pairwise(lines) if line.strip() and after.strip()]
    if len(lengths) < 3:
        return 0
    width = round(statistics.quantiles(lengths, n=20)[-1])
    near = sum(width * _FULL <= length <= width * 1.1 for length in lengths)
    return width if _NARROW <= width <= _WIDE and near / len(lengths) >= _FULL else 0
