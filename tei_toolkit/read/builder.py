"""Writing a source text and what its format says of it, side by side.

A reader of a format walks through a document and calls a :class:`Builder`: text is written, elements are opened and
closed round it, blocks end their line. Out comes a :class:`~tei_toolkit.model.SourceText` whose every character
stands for something that the document has.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from tei_toolkit.findings import Finding
from tei_toolkit.model import (
    BLOCKS,
    LINE_BREAK,
    NOTE_BEGINS,
    NOTE_ENDS,
    OBJECT,
    OWN_MARKUP,
    PARAGRAPH,
    ContentsItem,
    FormatHeading,
    Furniture,
    GivenEntry,
    Mark,
    SourceText,
    Span,
    Surface,
)

Attributes = tuple[tuple[str, str], ...]

_LOOKS = ("hi", "foreign", "ref")
"""What says something of words only: round a page break or a note alone there is none."""
_CHANGES = ("add", "del")
"""What says something of words and notes."""
_LINE_ENDS = str.maketrans("\n\r", "  ")


@dataclass(slots=True)
class _Open:
    element: str
    attributes: Attributes
    start: int
    evidence: str
    expansion: str = ""
    consumed: list[Span] = field(default_factory=list)


class Builder:
    """Collects a source; ``evidence`` says in reports why its marks were made (``bold in the document``)."""

    def __init__(self, name: str, evidence: str) -> None:
        self.name = name
        self._evidence = evidence
        self._pieces: list[str] = []
        self._size = 0
        self._worded = 0
        """Where the last words end; those of notes are none of the text's."""
        self._noted = 0
        """Where the last note ends."""
        self._line = 1
        self._line_ended = False
        self._blank = False
        self._open: list[_Open] = []
        self._notes = 0
        self._marks: list[Mark] = []
        self._headings: list[FormatHeading] = []
        self._given: list[GivenEntry] = []
        self._asides: list[tuple[str, str]] = []
        self._findings: list[Finding] = []

    @property
    def here(self) -> int:
        """The offset at which the next character will stand."""
        return self._size + self._line_ended + self._blank

    @property
    def end(self) -> int:
        """The offset after the last character."""
        return self._size

    @property
    def begins_line(self) -> bool:
        """Whether nothing has been written in this line (in a note: in this paragraph)."""
        return not self._pieces or self._line_ended or self._pieces[-1][-1] in ("\n", PARAGRAPH, NOTE_BEGINS)

    def write(self, text: str) -> None:
        """Append characters of the document; line ends among them are blanks (see :meth:`end_line`)."""
        begins_note = bool(self._pieces) and self._pieces[-1] == NOTE_BEGINS
        self._append((text.lstrip(" \t") if begins_note else text).translate(_LINE_ENDS))
        if text:
            self._worded = self._size

    def _append(self, text: str) -> None:
        if not text:
            return
        if self._line_ended:
            ends = "\n\n" if self._blank else "\n"
            self._line_ended = self._blank = False
            self._append(PARAGRAPH if self._notes else ends)
        self._pieces.append(text)
        self._size += len(text)
        self._line += text.count("\n")

    def end_line(self) -> None:
        """End a paragraph or another block; inline elements that are open go on in the next line.

        Several line ends in a row are one.
        """
        if self.begins_line:
            return
        with self._inline_interrupted():
            self._line_ended = True

    @contextmanager
    def _inline_interrupted(self) -> Iterator[None]:
        """The inline elements that are open end before what is done meanwhile, and go on after it."""
        inline = []
        while self._open and self._open[-1].element not in BLOCKS and self._open[-1].element != "note":
            inline.append(self._open[-1])
            self.close()
        yield
        for one in reversed(inline):
            self.open(one.element, one.attributes, one.evidence)

    def blank_line(self) -> None:
        """An empty paragraph, which says in a diary where an entry begins."""
        self.end_line()
        self._blank = self._line_ended and not self._notes

    def open(self, element: str, attributes: Attributes = (), evidence: str = "", expansion: str = "") -> None:
        """Begin an element here; ``expansion`` is what an abbreviation stands for."""
        self._open.append(_Open(element, attributes, self.here, evidence or self._evidence, expansion))

    def close(self) -> None:
        """End the element that was opened last; if there is nothing in it, it is as if it had never been."""
        one = self._open.pop()
        if self._last_in(one) > one.start:
            self._marks.append(
                Mark(
                    one.start, self._size, one.element, one.attributes, tuple(one.consumed), one.evidence, one.expansion
                )
            )

    def _last_in(self, one: _Open) -> int:
        """The end of what an element is opened for: words, a change also of notes, all others of anything."""
        if one.evidence == OWN_MARKUP or one.element not in (*_LOOKS, *_CHANGES):
            return self._size
        return self._worded if one.element in _LOOKS else max(self._worded, self._noted)

    @contextmanager
    def element(self, element: str, attributes: Attributes = (), evidence: str = "") -> Iterator[None]:
        """An element round what is written meanwhile."""
        self.open(element, attributes, evidence)
        yield
        self.close()

    @contextmanager
    def block(self, element: str, attributes: Attributes = (), evidence: str = "") -> Iterator[None]:
        """The same for a block, which has lines of its own."""
        self.open_block(element, attributes, evidence)
        yield
        self.close_block()

    @contextmanager
    def paragraph(self, element: str, attributes: Attributes = ()) -> Iterator[None]:
        """A paragraph that is this element, or all of whose words are it if it stands within lines."""
        if element in BLOCKS:
            with self.block(element, attributes):
                yield
        else:
            with self.block("p", attributes), self.element(element):
                yield

    def open_block(self, element: str, attributes: Attributes = (), evidence: str = "") -> None:
        """Begin a block in a line of its own; inline elements that are open go on within it."""
        self.end_line()
        with self._inline_interrupted():
            self.open(element, attributes, evidence)

    def close_block(self) -> None:
        """End the block that was opened last; inline elements that are open go on after it."""
        with self._inline_interrupted():
            self.close()
        self.end_line()

    def stand_for(self, text: str, element: str, attributes: Attributes = (), evidence: str = "") -> None:
        """An empty element that stands for ``text`` (``¬``, a page label): it does not repeat it."""
        start = self.here
        self._append(text)
        consumed = (Span(start, self._size),)
        self._marks.append(Mark(start, self._size, element, attributes, consumed, evidence or self._evidence))

    def empty(self, element: str, attributes: Attributes = (), evidence: str = "") -> None:
        """An element without text, such as a page break or an anchor."""
        self.stand_for(OBJECT, element, attributes, evidence)

    def line_break(self, attributes: Attributes = (), hyphen: str = "", evidence: str = "") -> None:
        """A line's end within a paragraph; ``hyphen`` is a sign that stands for it and for nothing else."""
        self.stand_for(hyphen + LINE_BREAK, "lb", attributes, evidence)

    @contextmanager
    def note(self, attributes: Attributes, evidence: str = "") -> Iterator[None]:
        """A note with the text that is written meanwhile, anchored here; line ends part its paragraphs."""
        start = self.here
        self._append(NOTE_BEGINS)
        self._open.append(_Open("note", attributes, start, evidence or self._evidence, "", [Span(start, start + 1)]))
        self._notes += 1
        worded, self._worded = self._worded, 0
        yield
        self._worded = worded
        self._line_ended = self._blank = False
        self._notes -= 1
        end = self._size
        self._append(NOTE_ENDS)
        self._noted = self._size
        self._open[-1].consumed.append(Span(end, end + 1))
        self.close()

    def heading(self, start: int, level: int) -> None:
        """The format calls what was written since ``start`` a heading; each of its lines is one."""
        if self._size <= start:
            return
        at = start
        for line in self._since(start).split("\n"):
            if line:
                self._headings.append(FormatHeading(Span(at, at + len(line)), level))
            at += len(line) + 1

    def _since(self, start: int) -> str:
        """What was written since an offset at which something was begun."""
        pieces: list[str] = []
        at = self._size
        for piece in reversed(self._pieces):
            if at <= start:
                break
            pieces.append(piece)
            at -= len(piece)
        return "".join(reversed(pieces))[max(start - at, 0) :]

    def given(self, entry: GivenEntry) -> None:
        """The source itself delimits this entry."""
        self._given.append(entry)

    def aside(self, text: str, what: str) -> None:
        """Text of the document that is not the document's text: running heads, deleted words. It is kept as
        furniture; ``what`` says what it is."""
        if text.strip():
            self._asides.append((text.translate(_LINE_ENDS), what))

    def notice(self, code: str, message: str, value: str = "", hint: str = "") -> None:
        """A finding at the place where the text stands now."""
        # Counted while writing, so that a document of ten thousand pictures takes no longer than its text does.
        line = self._line + self._line_ended
        self._findings.append(Finding(code, message, self.name, line, value=value, hint=hint))

    def finish(
        self,
        details: Mapping[str, str] | None = None,
        people: Mapping[str, str] | None = None,
        surfaces: tuple[Surface, ...] = (),
        contents: tuple[ContentsItem, ...] = (),
    ) -> SourceText:
        """All that was collected."""
        while self._open:
            self.close()
        self._line_ended = self._blank = False
        furniture: list[Furniture] = []
        for text, what in self._asides:
            start = self._size
            self._append(f"\n{text}")
            if furniture and furniture[-1].what == what:
                start = furniture.pop().span.start
            furniture.append(Furniture(Span(start, self._size), what))
        # Those that open together close the inner first: the outer is the one that was closed last.
        order = sorted(range(len(self._marks)), key=lambda n: (self._marks[n].start, -self._marks[n].end, -n))
        return SourceText(
            self.name,
            "".join(self._pieces),
            tuple(furniture),
            details or {},
            contents,
            tuple(self._findings),
            tuple(self._marks[number] for number in order),
            tuple(self._headings),
            tuple(self._given),
            people or {},
            surfaces,
        )
