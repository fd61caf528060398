"""Marking: stand-off statements about one entry's text. Nothing here changes the text.

Entries are independent of each other, given the :class:`~tei_toolkit.mark.habits.Habits` of their source,
so they can be marked in any order or in parallel.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tei_toolkit.findings import Finding
from tei_toolkit.mark.abbreviations import NO_ABBREVIATIONS, Abbreviations
from tei_toolkit.mark.brackets import bracket_marks, pair_brackets
from tei_toolkit.mark.format_marks import NO_FORMAT_MARKS, FormatMarks, between
from tei_toolkit.mark.habits import Habits
from tei_toolkit.mark.names import FoundName, find_names
from tei_toolkit.mark.page_breaks import page_breaks
from tei_toolkit.mark.paragraphs import paragraph_marks
from tei_toolkit.mark.reading import reading_copy
from tei_toolkit.mark.running_dates import BY_PROGRAM, date_marks
from tei_toolkit.model import BLOCKS, OWN_MARKUP, Dating, Entry, Mark, SourceText, Span
from tei_toolkit.register.matching import Matcher


@dataclass(frozen=True, slots=True)
class Marked:
    """An entry with its marks, what was noticed, and the names that are still to be decided."""

    entry: Entry
    marks: tuple[Mark, ...]
    findings: tuple[Finding, ...]
    names: tuple[FoundName, ...]


def mark(
    source: SourceText,
    entry: Entry,
    habits: Habits,
    matcher: Matcher,
    language: str,
    style: str = "gregorian",
    abbreviations: Abbreviations = NO_ABBREVIATIONS,
    given: FormatMarks = NO_FORMAT_MARKS,
) -> Marked:
    """Find everything in an entry that TEI has an element for; ``given`` is what its format has marked already.

    Findings: MARK-01 (a bracket without a partner), DATE-02 and DATE-03 (dates in running text).
    """
    text = source.text
    pages = [page for page in page_breaks(text, entry.span, habits) if not _touches(page, given.own)]
    if pages:
        given = given.without_labels(text, pages)
    pages += [page for page in given.marks if page.element == "pb"]
    own = Span(_text_start(entry), entry.span.end)
    pairs, single = pair_brackets(text, own, [*(Span(page.start, page.end) for page in pages), *given.own],
                                  given.rooms())  # fmt: skip
    brackets = bracket_marks(text, own, pairs)
    head = [one for one in _head_marks(entry) if not any(_same(one, other) for other in given.marks)]
    body = Span(_body_start(entry), entry.span.end)
    below = [one for one in (*pages, *brackets) if one.start >= body.start]
    blocks = [
        block for region in between(body, given.blocks)
        for block in paragraph_marks(text, region, _within(below, region), habits)
    ]  # fmt: skip
    pages = [page for page in pages if page not in given.marks]
    copy = reading_copy(text, own, [*pages, *brackets, *head, *blocks, *given.marks])
    near = entry.dating.start if entry.dating else entry.between[0] or entry.between[1]
    taken = [entry.heading.date] if entry.heading and entry.heading.date else []
    taken += given.named
    dates, problems = date_marks(copy, language, near, style, taken, month_before_day=habits.month_before_day)
    names = find_names(copy, matcher, [*taken, *(Span(one.start, one.end) for one in dates)])
    findings = [
        _finding(source, at, "MARK-01", "This square bracket has no partner.", text[at : at + 20]) for at in single
    ]
    findings += [_finding(source, at, code, sentence, text[at : at + 20]) for at, code, sentence in problems]
    marks = (*given.marks, *pages, *brackets, *head, *blocks, *dates, *abbreviations.marks(copy))
    return Marked(entry, marks, tuple(findings), tuple(names))


def _touches(mark: Mark, spans: Sequence[Span]) -> bool:
    return any(span.start < mark.end and mark.start < span.end for span in spans)


def _same(mark: Mark, other: Mark) -> bool:
    """Whether the format has the same element there, or, in the source's own markup, another than a heading."""
    same = mark.element == other.element or (mark.element == "head" and _is_own_line(other))
    return same and other.start < mark.end and mark.start < other.end


def _is_own_line(mark: Mark) -> bool:
    return mark.evidence == OWN_MARKUP and mark.element in BLOCKS and mark.element != "div"


def _within(marks: Sequence[Mark], region: Span) -> Sequence[Mark]:
    return [mark for mark in marks if region.start <= mark.start and mark.end <= region.end]


def _finding(source: SourceText, at: int, code: str, sentence: str, value: str) -> Finding:
    return Finding(code, sentence, source.name, *source.place(at), value=value.split("\n")[0])


def _head_marks(entry: Entry) -> list[Mark]:
    """The heading and its date; a date that the text runs on from is marked, but is no heading."""
    heading = entry.heading
    marks = [
        Mark(division.span.start, division.span.end, "head", (), (), f"a line that opens a {division.kind}")
        for division in entry.divisions
    ]
    if heading is None:
        return marks
    if not heading.run_in:
        marks.append(Mark(heading.span.start, heading.span.end, "head", (), (), "a heading"))
    if heading.date is not None and entry.dating is not None:
        attributes = (*_dating_attributes(entry.dating), BY_PROGRAM)
        marks.append(Mark(*heading.date, "date", attributes, (), "the date of the heading"))
    return marks


def _dating_attributes(dating: Dating) -> tuple[tuple[str, str], ...]:
    if dating.end is not None:
        attributes = [("from", dating.start.isoformat()), ("to", dating.end.isoformat())]
    else:
        attributes = [("when", dating.start.isoformat())]
    if dating.written:
        attributes += [("when-custom", dating.written), ("datingMethod", "#julian")]
    return tuple(attributes)


def _body_start(entry: Entry) -> int:
    """Where paragraphs begin: below the heading, or at a date that the text runs on from."""
    if entry.heading is None:
        return entry.divisions[-1].span.end if entry.divisions else entry.span.start
    return entry.heading.span.start if entry.heading.run_in else entry.heading.span.end


def _text_start(entry: Entry) -> int:
    return entry.heading.span.start if entry.heading else _body_start(entry)
