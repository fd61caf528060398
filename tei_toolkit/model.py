"""The words that all stages of the conversion speak: source text, entry, mark.

All offsets are code points into :attr:`SourceText.text`, the end exclusive. Nothing here is ever changed:
a stage takes values and gives new ones.
"""

from __future__ import annotations

import bisect
import datetime
import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from tei_toolkit.findings import Finding


class Span(NamedTuple):
    """A stretch of the source text, ``[start, end)``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Furniture:
    """A stretch of a source that is not the document: navigation, a log-in form, a contents list."""

    span: Span
    what: str


@dataclass(frozen=True, slots=True)
class ContentsItem:
    """A line of the contents list that a captured page carries; segmentation gives it a date."""

    text: str
    line: int
    date: datetime.date | None = None


class Mark(NamedTuple):
    """A stand-off statement about ``[start, end)``: this is a ``<date when="…">``.

    ``consumed`` are the stretches whose characters the element stands for (the brackets of a note, the
    words ``Page 451`` of a page break) and which are therefore not repeated in the element's text.
    ``evidence`` says in a few words why the mark was made.
    """

    start: int
    end: int
    element: str
    attributes: tuple[tuple[str, str], ...] = ()
    consumed: tuple[Span, ...] = ()
    evidence: str = ""
    expansion: str = ""
    """What an abbreviation stands for: it is offered beside the source's own word (TEI's ``choice``)."""
    expanded_by: str = ""
    """``@resp`` of the expansion; empty where the source itself has it."""


@dataclass(frozen=True, slots=True)
class Dating:
    """When an entry was written: a day, or the first and last day of a range."""

    start: datetime.date
    end: datetime.date | None = None
    written: str = ""
    """ISO date in the calendar of the manuscript, where that is not the Gregorian one."""


OWN_MARKUP = "the source’s own markup"
"""The evidence of marks that were TEI in the source: they stay, nested as they are, whatever is found beside."""

OBJECT, LINE_BREAK, PARAGRAPH = "\ufffc", "\u2028", "\u2029"
"""In the text of a format that has more than characters, these stand for what has none, so that all that a mark
speaks of has a place: a page break or an anchor, a line's end within a paragraph, a paragraph's end within a note."""
NOTE_BEGINS, NOTE_ENDS = "\ufffa", "\ufffb"
"""Round the text of a footnote, endnote or comment, which stands where it is anchored."""


BLOCKS = frozenset((
    "div", "p", "head", "ab", "quote", "list", "item", "label", "table", "row", "cell", "lg", "l", "sp", "speaker",
    "figure", "floatingText", "opener", "closer", "salute", "signed", "dateline", "byline", "trailer", "postscript",
    "argument", "epigraph", "listBibl", "fw", "body", "front", "back", "group",
))  # fmt: skip
"""TEI elements that have lines of their own; all others stand within a line."""


class Zone(NamedTuple):
    """A stretch of a page image: ``id``, what it is (``region``, ``line``), its outline as TEI's ``@points``."""

    id: str
    kind: str
    points: str


class Surface(NamedTuple):
    """A page image, as TEI's ``surface`` has it; sizes in pixels, 0 where they are not known."""

    id: str
    image: str
    width: int = 0
    height: int = 0
    zones: tuple[Zone, ...] = ()


class FormatHeading(NamedTuple):
    """A line that the format itself calls a heading; the highest level is 1."""

    span: Span
    level: int


class GivenEntry(NamedTuple):
    """An entry as the source itself delimits it (a ``div`` of TEI): its stretch, its heading (a whole line, or
    None), and what else it says: the day, and attributes of the ``div``."""

    span: Span
    heading: Span | None = None
    day: Dating | None = None
    attributes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SourceText:
    """One source as it was read, and what the format itself said about it."""

    name: str
    """What messages call the file."""
    text: str
    """Every character of the file, line ends as LF."""
    furniture: tuple[Furniture, ...] = ()
    """In order, not overlapping; all that is not furniture is the document."""
    details: Mapping[str, str] = field(default_factory=dict)
    """The document's details: title, author, volume, date, … ."""
    contents: tuple[ContentsItem, ...] = ()
    findings: tuple[Finding, ...] = ()
    marks: tuple[Mark, ...] = ()
    """What the format carried besides characters: notes, italics, tables, page breaks. They nest, in the order
    in which their elements open."""
    headings: tuple[FormatHeading, ...] = ()
    given: tuple[GivenEntry, ...] = ()
    people: Mapping[str, str] = field(default_factory=dict)
    """Who is responsible for notes and changes of the format: id → name."""
    surfaces: tuple[Surface, ...] = ()

    def document(self) -> tuple[Span, ...]:
        """The stretches that are the document, in order."""
        spans, at = [], 0
        for piece in self.furniture:
            spans.append(Span(at, piece.span.start))
            at = piece.span.end
        spans.append(Span(at, len(self.text)))
        return tuple(span for span in spans if span.start < span.end)

    def shown(self) -> str:
        """The text as headings are looked for in it: with blanks in place of notes and running heads, and of what
        stands for something without characters. It is as long as :attr:`text`."""
        return _shown(self.text, self.marks) if self.marks else self.text

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both from 1."""
        starts = _line_starts(self.text)
        line = bisect.bisect_right(starts, offset)
        return line, offset - starts[line - 1] + 1


_BESIDE = ("note", "fw")
"""What stands beside the text."""


@functools.lru_cache(maxsize=2)
def _shown(text: str, marks: tuple[Mark, ...]) -> str:
    pieces, at = [], 0
    hidden = [span for mark in marks
              for span in ([Span(mark.start, mark.end)] if mark.element in _BESIDE else mark.consumed)]  # fmt: skip
    for start, end in sorted(hidden):
        start = max(start, at)
        if start < end:
            pieces += [text[at:start], " " * (end - start)]
            at = end
    return "".join([*pieces, text[at:]])


@functools.lru_cache(maxsize=4)
def _line_starts(text: str) -> list[int]:
    return [0, *(match.end() for match in re.finditer("\n", text))]


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands at the head of an entry.

    ``span`` is the heading's line, or, where the text runs on in the same line, the line as far as the date.
    """

    span: Span
    date: Span | None
    run_in: bool = False


@dataclass(frozen=True, slots=True)
class Division:
    """A line that opens a year or a month (``1896``, ``January 1819``)."""

    span: Span
    kind: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the diary: a stretch of the source with its heading and date.

    ``span`` reaches from the end of the entry before it to its own end; it begins with ``divisions`` and
    page breaks that stand before the heading.
    """

    id: str
    span: Span
    heading: Heading | None
    dating: Dating | None
    divisions: tuple[Division, ...] = ()
    between: tuple[datetime.date | None, datetime.date | None] = (None, None)
    """For an entry without a date: the dates of its neighbours."""
    attributes: tuple[tuple[str, str], ...] = ()
    """What the source itself says of the entry, as attributes of its ``div``."""
    page: str = ""
    """The page on which it begins, as its last label before the heading says; empty if none does."""

    @property
    def begin(self) -> int:
        """Where the entry's div begins: at its heading."""
        if self.heading is not None:
            return self.heading.span.start
        return self.divisions[-1].span.end if self.divisions else self.span.start


class Candidate(NamedTuple):
    """A person or place that a name may mean, and the reasons for and against, in words for editors."""

    id: str
    score: float
    """How likely, between 0 and 1; those of one name add up to 1 or less."""
    reasons: tuple[str, ...] = ()


class Undecided(NamedTuple):
    """A name form that several persons or places bear, where the evidence was not enough for a tag.

    ``start`` and ``end`` are offsets into the source text (for a TEI file: into its reading text); ``form``
    is the name as it stands there; ``entry`` the entry's id, ``date`` its day; ``context`` some words round
    the name, of which ``context[at:at + len(form)]`` is the name.
    """

    entry: str
    date: datetime.date | None
    start: int
    end: int
    form: str
    kind: str
    candidates: tuple[Candidate, ...]
    context: str = ""
    at: int = 0
