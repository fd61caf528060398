"""What the format of a source says of it besides characters, brought to its entries: headings, blocks, inline marks."""

from __future__ import annotations

import bisect
import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from tei_toolkit.model import BLOCKS, OWN_MARKUP, Entry, Mark, SourceText, Span

_NAMED = frozenset(("persName", "placeName", "orgName", "geogName", "name", "rs", "date", "time", "author", "title"))
_LINE_ENDS = re.compile(r"[^\S\n]*(?:\n|\Z)")
_ROOMS = BLOCKS - {"div"} | {"note", "fw"}
_STAND_ALONE = (
    "note", "fw", "milestone", "cb", "figure", "listPerson", "listPlace", "listOrg", "listBibl", "listEvent",
)  # fmt: skip


class FormatMarks(NamedTuple):
    """The marks of one entry that come from its source's format."""

    marks: tuple[Mark, ...] = ()
    blocks: tuple[Span, ...] = ()
    """Stretches whose paragraphs the format itself has marked; in order, none within another."""
    own: tuple[Span, ...] = ()
    """Of these, what was TEI already: no signs of transcripts (brackets, page labels) are read there."""
    named: tuple[Span, ...] = ()
    """What is a name or a date in the source's own markup already."""

    def rooms(self) -> Callable[[int], int]:
        """Which room an offset is in: the innermost block or note, or what stands between two blocks."""
        edges = list(_rooms([one for one in self.marks if one.element in _ROOMS]))
        starts = [start for start, _ in edges]
        return lambda at: edges[found - 1][1] if (found := bisect.bisect_right(starts, at)) else 0

    def without_labels(self, text: str, pages: Sequence[Mark]) -> FormatMarks:
        """The same without what only says how the words look that ``pages`` stand for."""
        labels = _outermost([Span(page.start, page.end) for page in pages])
        kept = (one for one in self.marks if one.consumed or one.element in BLOCKS or _has_text(text, one, labels))
        return self._replace(marks=tuple(kept))


NO_FORMAT_MARKS = FormatMarks()


def format_marks(source: SourceText, entries: Sequence[Entry]) -> list[FormatMarks]:
    """The marks of each entry. What reaches over the end of an entry or of its heading is cut there."""
    if not source.marks and not source.headings:
        return [NO_FORMAT_MARKS] * len(entries)
    pieces: list[list[Mark]] = [[] for _ in entries]
    cuts = sorted({cut for entry in entries for cut in _cuts(entry)})
    starts = [entry.span.start for entry in entries]
    for mark in source.marks:
        for piece in _at(cuts, mark):
            number = bisect.bisect_right(starts, piece.start) - 1
            if number >= 0 and piece.start < entries[number].span.end:
                pieces[number].append(piece)
    pieces = _within_their_entry(pieces)
    headings: list[list[Mark]] = [[] for _ in entries]
    for span, _level in source.headings:
        number = bisect.bisect_right(starts, span.start) - 1
        if number >= 0 and span.start >= _body_start(entries[number]):
            headings[number].append(Mark(*span, "p", (("rend", "heading"),), (), "a heading of the document"))
    return [
        _of_entry(source.text, entry, marks, inner)
        for entry, marks, inner in zip(entries, pieces, headings, strict=True)
    ]


def _within_their_entry(pieces: Sequence[Sequence[Mark]]) -> list[list[Mark]]:
    """The marks without what points into another entry: a comment on words of two days stands where it is called."""
    anchors = [{_said(mark, "xml:id") for mark in marks if mark.element == "anchor"} for marks in pieces]
    every = set[str]().union(*anchors)
    return [
        [_without_target(mark) if _said(mark, "target").removeprefix("#") in every - own else mark for mark in marks]
        for marks, own in zip(pieces, anchors, strict=True)
    ]


def _said(mark: Mark, name: str) -> str:
    return dict(mark.attributes).get(name, "")


def _without_target(mark: Mark) -> Mark:
    return mark._replace(attributes=tuple(one for one in mark.attributes if one[0] != "target"))


def _cuts(entry: Entry) -> Iterator[int]:
    """Where an entry's parts begin and end."""
    yield from entry.span
    for division in entry.divisions:
        yield from division.span
    if entry.heading:
        yield entry.heading.span.start
        if not entry.heading.run_in:
            yield entry.heading.span.end


def _at(cuts: Sequence[int], mark: Mark) -> Iterator[Mark]:
    """A mark, in as many pieces as it has cuts within it."""
    first = bisect.bisect_right(cuts, mark.start)
    last = bisect.bisect_left(cuts, mark.end)
    if first == last:
        yield mark
        return
    edges = [mark.start, *cuts[first:last], mark.end]
    for start, end in itertools.pairwise(edges):
        consumed = tuple(span for span in mark.consumed if start <= span.start and span.end <= end)
        yield mark._replace(start=start, end=end, consumed=consumed)


def _of_entry(text: str, entry: Entry, pieces: Sequence[Mark], headings: Sequence[Mark]) -> FormatMarks:
    heads = [division.span for division in entry.divisions]
    if entry.heading and not entry.heading.run_in:
        heads.append(entry.heading.span)
    marks: list[Mark] = []
    blocks: list[Span] = []
    note_end = inline_end = 0
    for mark in filter(None, (_within_line(text, one) for one in pieces)):
        in_note = mark.start < note_end
        if mark.element == "note":
            note_end = max(note_end, mark.end)
        is_block = mark.element in BLOCKS and not in_note and not _within_paragraph(text, mark)
        alone = mark.element in _STAND_ALONE and mark.start >= inline_end and _fills_lines(text, mark)
        if mark.element not in BLOCKS and mark.element != "note":
            inline_end = max(inline_end, mark.end)
        if is_block and not _stays(text, mark, heads):
            continue
        marks.append(mark)
        if (is_block and mark.element != "div") or alone:
            blocks.append(Span(mark.start, mark.end))
    for mark in headings:
        if not any(block.start < mark.end and mark.start < block.end for block in blocks):
            blocks.append(Span(mark.start, mark.end))
            marks.append(mark)
    named = [Span(mark.start, mark.end) for mark in marks if mark.element in _NAMED]
    own = [Span(mark.start, mark.end) for mark in marks if mark.evidence == OWN_MARKUP]
    return FormatMarks(tuple(marks), _outermost(blocks), _outermost(own), tuple(named))


def _within_paragraph(text: str, mark: Mark) -> bool:
    """Whether it is a running head between two pages on which one paragraph goes on, be it within a word."""
    return mark.element == "fw" and mark.evidence != OWN_MARKUP and not _fills_lines(text, mark)


def _stays(text: str, mark: Mark, heads: Sequence[Span]) -> bool:
    """Whether a block is one in its entry: not where a heading stands, nor if, having been cut, it is no more than the
    blanks between two lines."""
    if not text[mark.start : mark.end].strip(" \t\n"):
        return False
    return mark.evidence == OWN_MARKUP or not any(head.start <= mark.start < head.end for head in heads)


def _within_line(text: str, mark: Mark) -> Mark | None:
    """An inline mark without blanks at the edges of its line, which are in no paragraph; None if there is no more."""
    if mark.consumed or mark.element in BLOCKS or mark.evidence == OWN_MARKUP:
        return mark
    start, end = mark.start, mark.end
    if text[end - 1].isspace() and _LINE_ENDS.match(text, end):
        end = start + len(text[start:end].rstrip())
    if text[start].isspace() and _begins_line(text, start):
        start = end - len(text[start:end].lstrip())
    return mark._replace(start=start, end=end) if start < end else None


def _begins_line(text: str, at: int) -> bool:
    """Whether only blanks stand before it in its line."""
    while at and text[at - 1] != "\n" and text[at - 1].isspace():
        at -= 1
    return at == 0 or text[at - 1] == "\n"


def _fills_lines(text: str, mark: Mark) -> bool:
    return text[mark.start - 1 : mark.start] in ("", "\n") and text[mark.end : mark.end + 1] in ("", "\n")


def _outermost(spans: Sequence[Span]) -> tuple[Span, ...]:
    outer: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if not outer or span.start >= outer[-1].end:
            outer.append(span)
    return tuple(outer)


def _rooms(marks: Sequence[Mark]) -> Iterator[tuple[int, int]]:
    """Where a room begins, and its number; what goes on after a note is the room before it."""
    opened: list[tuple[Mark, int]] = []
    number = outside = 0
    for mark in [*marks, None]:
        while opened and (mark is None or opened[-1][0].end <= mark.start):
            closed, _ = opened.pop()
            if not opened and closed.element in BLOCKS:
                number += 1
                outside = number
            yield closed.end, opened[-1][1] if opened else outside
        if mark is not None:
            number += 1
            opened.append((mark, number))
            yield mark.start, number


def _has_text(text: str, mark: Mark, labels: Sequence[Span]) -> bool:
    """Whether there is more in it than page labels."""
    first = bisect.bisect_right(labels, (mark.start, len(text)))
    last = bisect.bisect_left(labels, (mark.end,))
    inside = labels[max(first - 1, 0) : last]
    return any(text[start:end].strip() for start, end in between(Span(mark.start, mark.end), inside))


def _body_start(entry: Entry) -> int:
    if entry.heading is not None:
        return entry.heading.span.end if not entry.heading.run_in else entry.heading.span.start
    return entry.divisions[-1].span.end if entry.divisions else entry.span.start


def between(region: Span, blocks: Sequence[Span]) -> Iterator[Span]:
    """What is left of a region beside the blocks, in order."""
    at = region.start
    for block in blocks:
        if block.start > at:
            yield Span(at, min(block.start, region.end))
        at = max(at, block.end)
    if at < region.end:
        yield Span(at, region.end)
