"""Markdown, and text that is lightly marked in its way: headings, notes, quotations, lists, tables.

Our own scanner, since no parser says where each character went, and all of them take ``1939. It was cold.`` for a list.
The signs of the markup are kept as furniture, so that every character of the file is accounted for.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from tei_toolkit.errors import NotConserved
from tei_toolkit.model import LINE_BREAK, NOTE_BEGINS, NOTE_ENDS, OBJECT, PARAGRAPH, SourceText
from tei_toolkit.read.builder import Builder
from tei_toolkit.read.decode import decode
from tei_toolkit.read.markdown_front import FrontMatter, front_matter
from tei_toolkit.read.markdown_lines import Lines, without_comments
from tei_toolkit.read.markdown_lists import Item, list_items, unindented
from tei_toolkit.read.markdown_wrapping import Wrapping
from tei_toolkit.read.readers import Received, Wishes

SUFFIXES = (".md", ".markdown", ".mkd")
_HEADING = re.compile(r" {0,3}(?P<signs>#{1,6})[ \t]+(?P<text>\S.*)")
_UNDERLINE = re.compile(r" {0,3}(=+|-{3,})[ \t]*$")
_RULE = re.compile(r" {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$")
_FENCE = re.compile(r" {0,3}(```+|~~~+)")
_QUOTE = re.compile(r" {0,3}> ?")
_DEFINITION = re.compile(r"\[\^(?P<name>[^\]\s]{1,60})\]:[ \t]*(?P<text>.*)")
_CONTINUED = re.compile(r"(?: {4}|\t)")
_BULLET = re.compile(r" {0,3}(?P<sign>[-*+])[ \t]+(?=\S)")
_CELLS = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+\|?$|\|[ \t]*:?-+:?[ \t]*\|$")
_MARKED = re.compile(r"^(?:#{1,6} |\[\^)", re.MULTILINE)
_DEEPEST = 8
_LONGEST_TITLE = 100


def looks_like(received: Received) -> bool:
    """A file of that name; or text with a front matter, and a heading or note after it."""
    if received.suffix in SUFFIXES:
        return True
    text = received.data[:65_536].decode("utf-8", "ignore").replace("\r\n", "\n").replace("\r", "\n")
    front = front_matter(text)
    return front is not None and _MARKED.search(text, front.end) is not None


def read(received: Received, wishes: Wishes) -> SourceText:
    """Read Markdown; raises :class:`~tei_toolkit.errors.UnreadableInput` as reading plain text does."""
    text = decode(received.data, received.name, wishes.encoding)
    walk = _Walk(received.name)
    front = front_matter(text)
    if front:
        walk.front_matter(text, front)
    walk.document(text[front.end :] if front else text)
    source = walk.builder.finish(front.details if front else {})
    _prove(received.name, text, walk.meant, source)
    return source


def _prove(name: str, text: str, meant: str, source: SourceText) -> None:
    """The characters of the file, and those that its entities mean, are those of the text."""
    signs = dict.fromkeys(map(ord, (OBJECT, LINE_BREAK, PARAGRAPH, NOTE_BEGINS, NOTE_ENDS)))
    here, there = (Counter("".join(one.translate(signs).split())) for one in (source.text, text + meant))
    if here != there:
        raise NotConserved(
            f"{name}: not every character of this Markdown was read; nothing was written. Please report."
        )


class _Walk:
    """Goes through the blocks of a text and writes them."""

    def __init__(self, name: str) -> None:
        self.builder = Builder(name, "so in the Markdown")
        self._notes: dict[str, str] = {}
        self._lines = Lines(self.builder, self._notes, self._note)
        self._wrapping = Wrapping(())

    @property
    def meant(self) -> str:
        """What entities stand for in the text."""
        return "".join(self._lines.meant)

    def front_matter(self, text: str, front: FrontMatter) -> None:
        """What the lines at the beginning say of the document; they are kept as furniture."""
        self.builder.aside(text[: front.end], "front matter")
        for problem, value in front.unknown:
            self.builder.notice("READ-01", problem, value)

    def document(self, text: str) -> None:
        """The whole text after its front matter."""
        text, comments = without_comments(text)
        if comments:
            self.builder.notice("READ-02", "What stands in comments was left out of the text.", comments[0][:60])
        for comment in comments:
            self.builder.aside(comment, "comments")
        lines = text.split("\n")
        self._wrapping = Wrapping(lines)
        lines = self._without_definitions(lines)
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
                or self._goes_on(lines, number - 1)
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
            text = heading["text"].rstrip()
            bare = text.rstrip("#")
            text = bare.rstrip() if bare[-1:] in ("", " ", "\t") else text
            self._sign(heading["signs"] + "#" * (heading["text"].count("#") - text.count("#")))
            self._heading(text, len(heading["signs"]))
            return number + 1
        if _RULE.match(line):
            self._rule(line)
            return number + 1
        if _UNDERLINE.match(following) and self._is_title(lines, number):
            self._sign(following)
            self._heading(line.strip(), 1 if "=" in following else 2)
            return number + 2
        if fence := _FENCE.match(line):
            closed = next((at for at in range(number + 1, len(lines)) if lines[at].strip().startswith(fence[1])), 0)
            if closed:
                return self._fenced(lines, number, closed)
        if _QUOTE.match(line) and depth < _DEEPEST:
            return self._quote(lines, number, depth)
        if _is_table(line, following):
            return self._table(lines, number)
        items, end = list_items(lines, number)
        if len(items) > 1:
            self._list(items, depth)
            return end
        return self._paragraph(lines, number, depth)

    def _is_title(self, lines: list[str], number: int) -> bool:
        """Whether a line with hyphens below it is a heading: one that is short, and stands by itself. Else they are
        a rule below a paragraph."""
        line, above = lines[number], lines[number - 1] if number else ""
        if len(line) > _LONGEST_TITLE or _QUOTE.match(line) or _BULLET.match(line) or "|" in line:
            return False
        return not above.strip() or any(one.match(above) for one in (_HEADING, _UNDERLINE, _RULE))

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

    def _fenced(self, lines: list[str], number: int, closed: int) -> int:
        """Text that is kept as it is, line by line."""
        self._sign(lines[number])
        for line in lines[number + 1 : closed]:
            self.builder.write(line)
            self.builder.end_line()
        self._sign(lines[closed])
        return closed + 1

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

    def _list(self, items: Sequence[Item], depth: int) -> None:
        numbered = items[0].numbered
        with self.builder.block("list", (("rend", "numbered" if numbered else "bulleted"),)):
            for item in items:
                self._sign(item.sign)
                with self.builder.block("item", (("n", item.sign),) if numbered else ()):
                    self._item(item, depth)

    def _item(self, item: Item, depth: int) -> None:
        """The text of an item, with the lists within it."""
        lines = unindented(item.below)
        text = [item.text]
        number = 0
        while number < len(lines):
            inner, end = list_items(lines, number) if depth < _DEEPEST else ([], number)
            if inner:
                self._lines.write(" ".join(text))
                text = []
                self._list(inner, depth + 1)
                number = end
            else:
                text.append(lines[number].strip())
                number += 1
        self._lines.write(" ".join(text))

    def _paragraph(self, lines: list[str], number: int, depth: int) -> int:
        """A line, with those that go on where lines are wrapped."""
        pieces = [lines[number].strip()]
        while self._goes_on(lines, number):
            if lines[number].endswith("  "):
                pieces[-1] += "  \n"
            else:
                pieces[-1] += "\n" if lines[number].endswith("\\") else " "
            number += 1
            pieces.append(lines[number].strip())
        if depth:
            with self.builder.block("p"):
                self._lines.write("".join(pieces))
        else:
            self._lines.write("".join(pieces))
            self.builder.end_line()
        return number + 1

    def _goes_on(self, lines: list[str], number: int) -> bool:
        """Whether the paragraph of a line goes on in the next."""
        following, after = [*lines[number + 1 : number + 3], "", ""][:2]
        if not self._wrapping.goes_on(lines[number], following):
            return False
        if any(one.match(following) for one in (_HEADING, _RULE, _FENCE, _QUOTE, _DEFINITION)):
            return False
        return not _is_table(following, after) and len(list_items(lines, number + 1)[0]) <= 1


def _is_table(line: str, following: str) -> bool:
    return "|" in line and _CELLS.match(following.strip()) is not None
