"""The conversion whole: a transcript's bytes become TEI documents, a line for each stage."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tei_toolkit.batches import beside, in_batches
from tei_toolkit.collector import collector_at_rest
from tei_toolkit.edition import Edition
from tei_toolkit.encode.documents import Documents
from tei_toolkit.encode.entries import Encoded, Encoder
from tei_toolkit.encode.header import Circumstances
from tei_toolkit.findings import Finding
from tei_toolkit.mark import Marked, mark
from tei_toolkit.mark.abbreviations import NO_ABBREVIATIONS, Abbreviations
from tei_toolkit.mark.format_marks import format_marks
from tei_toolkit.mark.habits import habits_of
from tei_toolkit.mark.names import name_marks, names_of, undecided_names
from tei_toolkit.mark.page_breaks import with_pages
from tei_toolkit.model import ContentsItem, Entry, Mark, SourceText, Span, Undecided
from tei_toolkit.read import read_source
from tei_toolkit.read.readers import NO_WISHES, Received, Wishes
from tei_toolkit.register import Register
from tei_toolkit.register.decisions import NO_DECISIONS, Decisions
from tei_toolkit.register.evidence import Evidence
from tei_toolkit.register.experience import NO_EXPERIENCE, Experience
from tei_toolkit.register.matching import Matcher
from tei_toolkit.register.vocabulary import Vocabulary
from tei_toolkit.segment import guess_language, segment

SCHEMA = "tei_diary"
_NAMED = 5
"""So many undecided names a finding gives."""


@dataclass(frozen=True, slots=True)
class Converted:
    """What became of one source."""

    source: SourceText
    language: str
    entries: tuple[Entry, ...]
    marks: tuple[Mark, ...]
    """Those that became elements, in the order of the source."""
    documents: dict[str, bytes]
    """File name → TEI; one for each entry, or one for the whole source."""
    contents: tuple[ContentsItem, ...]
    findings: tuple[Finding, ...]
    undecided: tuple[Undecided, ...] = ()
    """Names that several persons or places bear, where the evidence was not enough for a tag."""


@collector_at_rest()
def convert(
    data: bytes | Received,
    name: str,
    *,
    language: str | None = None,
    start: datetime.date | None = None,
    calendar: str = "gregorian",
    register: Register | None = None,
    experience: Experience = NO_EXPERIENCE,
    decisions: Decisions = NO_DECISIONS,
    abbreviations: Abbreviations = NO_ABBREVIATIONS,
    edition: Edition | None = None,
    whole: bool = False,
    wishes: Wishes = NO_WISHES,
    schema: str = SCHEMA,
    taken: Iterable[str] = (),
    jobs: int = 1,
) -> Converted:
    """Convert one source.

    ``data`` are the bytes of a file in any format that there is a reader for (:mod:`tei_toolkit.read`); or what was
    received, where that is a folder of files. ``name`` is the file's name, as messages and the header give it;
    ``language`` a BCP 47 tag (if None, what the source says, or else guessed from the headings); ``start`` a day
    before which no entry lies; ``calendar`` that of the dates as they are written; ``experience`` what editors
    tagged in the edition's TEI, ``decisions`` what they ruled in reviews; ``abbreviations`` those that it lists;
    ``wishes`` what readers are asked for, such as the encoding of text which is not UTF-8; ``schema`` the address
    that ``<?xml-model?>`` gives, without ``.rng`` and ``.sch``; ``taken`` ids of entries that other sources of the same
    text have already; ``jobs`` how many processes work at once, which changes nothing of what comes out.

    Raises :class:`~tei_toolkit.errors.UnreadableInput` if the source can't be read, and
    :class:`~tei_toolkit.errors.NotConserved` if the documents would not hold every character of it.
    """
    name = "".join(character if character.isprintable() else "\ufffd" for character in name)
    source = read_source(Received(name, data) if isinstance(data, bytes) else replace(data, name=name), wishes)
    language = language or source.details.get("language") or guess_language(source)
    with beside(lambda: segment(source, language, start, calendar), jobs) as segmenting:
        vocabulary = Vocabulary("\n".join(source.text[span.start : span.end] for span in source.document()))
        habits = habits_of(source, vocabulary.small)
        more_forms = [*experience.learned_forms(), *decisions.forms()]
        matcher = Matcher(register or Register(), vocabulary, language, more_forms)
        segmented = segmenting()
    entries = _with_free_ids(segmented.entries, taken)

    given = format_marks(source, entries)

    def mark_some(numbers: range) -> list[Marked]:
        return [
            mark(source, entries[number], habits, matcher, language, calendar, abbreviations, given[number])
            for number in numbers
        ]

    marked = in_batches(mark_some, len(entries), jobs)
    entries = tuple(with_pages((one.entry, one.marks) for one in marked))
    marked = [replace(one, entry=entry) for one, entry in zip(marked, entries, strict=True)]
    noticed = [finding for one in marked for finding in one.findings]
    encoder = Encoder(source, Documents(Circumstances(source, language, calendar, edition), schema), whole)
    names = [names_of(one.entry, one.names) for one in marked]
    done = _decide_and_encode(source, marked, Evidence(names, matcher, experience, decisions), encoder, jobs)
    encoded = [one for one, _ in done]
    undecided = tuple(name for _, left in done for name in left)
    # The names are most of what a conversion holds; a whole document wants room.
    marked.clear()
    if whole:
        documents = {f"{_stem(name)}.xml": encoder.join(entries, encoded)}
    else:
        documents = {f"{_file_name(entry.id)}.xml": one.document for entry, one in zip(entries, encoded, strict=True)}
    findings = (
        *source.findings,
        *segmented.findings,
        *noticed,
        *(_crossing(source, lost) for one in encoded for lost in one.dropped),
        *_shared_names(source, undecided),
    )
    marks = tuple(mark for one in encoded for mark in one.marks)
    return Converted(source, language, entries, marks, documents, segmented.contents, findings, undecided)


def _decide_and_encode(
    source: SourceText, marked: Sequence[Marked], evidence: Evidence, encoder: Encoder, jobs: int
) -> list[tuple[Encoded, list[Undecided]]]:
    """Each entry's markup, and the names in it that stay undecided."""
    entries = [one.entry for one in marked]

    def some(numbers: range) -> list[tuple[Encoded, list[Undecided]]]:
        marks: list[tuple[Entry, list[Mark]]] = []
        undecided: list[list[Undecided]] = []
        for number in numbers:
            one, decided = marked[number], evidence.decide_entry(number)
            marks.append((one.entry, [*one.marks, *name_marks(one.names, decided)]))
            undecided.append(undecided_names(source, one.entry, one.names, decided))
        return list(zip(encoder.encode(marks, _stretch(source, entries, numbers)), undecided, strict=True))

    return in_batches(some, len(entries), jobs)


def _stretch(source: SourceText, entries: Sequence[Entry], numbers: range) -> Span:
    """What some consecutive entries must conserve: as far as the next one, and the edges of the source too."""
    start = entries[numbers.start].span.start if numbers.start else 0
    stop = entries[numbers.stop].span.start if numbers.stop < len(entries) else len(source.text)
    return Span(start, stop)


def _file_name(identifier: str) -> str:
    """``1939-02-03`` for ``e1939-02-03``: only a date needs a letter before it to be an id."""
    return re.sub(r"^e(?=\d)", "", identifier)


def _stem(name: str) -> str:
    return name.rsplit(".", 1)[0]


def _with_free_ids(entries: Sequence[Entry], taken: Iterable[str]) -> tuple[Entry, ...]:
    """The entries, each with an id that no other entry of the text has."""
    used = set(taken)
    renamed = []
    for entry in entries:
        identifier, number = entry.id, 2
        while identifier in used:
            identifier, number = f"{_without_number(entry.id)}-{number}", number + 1
        used.add(identifier)
        renamed.append(entry if identifier == entry.id else replace(entry, id=identifier))
    return tuple(renamed)


def _without_number(identifier: str) -> str:
    return re.sub(r"^(e\d{4}-\d\d-\d\d|[a-z]+)-\d+$", r"\1", identifier)


def _crossing(source: SourceText, lost: Mark) -> Finding:
    value = source.text[lost.start : lost.end].split("\n")[0][:40]
    message = f"The {lost.element} ‘{value}’ crosses another mark and was left unmarked."
    return Finding("MARK-02", message, source.name, *source.place(lost.start), value=value)


def _shared_names(source: SourceText, undecided: Sequence[Undecided]) -> list[Finding]:
    """One finding for all names that were left to an editor, with those that occur most."""
    if not undecided:
        return []
    forms = Counter(one.form for one in undecided)
    often = ", ".join(f"‘{form}’ ({count}×)" for form, count in sorted(forms.items(), key=_most_first)[:_NAMED])
    more = f" and {len(forms) - _NAMED} more" if len(forms) > _NAMED else ""
    message = f"Undecided names were left untagged, since several bear them: {often}{more}."
    return [Finding("NAME-01", message, source.name, hint="See tei register ambiguous.")]


def _most_first(item: tuple[str, int]) -> tuple[int, str]:
    return -item[1], item[0]
