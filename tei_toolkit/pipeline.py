"""The conversion whole: a transcript's bytes become TEI documents, a line for each stage."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tei_toolkit.edition import Edition
from tei_toolkit.encode.conservation import prove
from tei_toolkit.encode.documents import entry_document, whole_document
from tei_toolkit.encode.header import Circumstances
from tei_toolkit.encode.nesting import resolve_crossings
from tei_toolkit.findings import Finding
from tei_toolkit.mark import Marked, mark
from tei_toolkit.mark.habits import habits_of
from tei_toolkit.model import ContentsItem, Entry, Mark, SourceText
from tei_toolkit.read import read_source
from tei_toolkit.register import Register
from tei_toolkit.register.matching import Matcher
from tei_toolkit.segment import guess_language, segment

SCHEMA = "tei_diary.rng"


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


def convert(
    data: bytes,
    name: str,
    *,
    language: str | None = None,
    start: datetime.date | None = None,
    calendar: str = "gregorian",
    register: Register | None = None,
    edition: Edition | None = None,
    whole: bool = False,
    encoding: str | None = None,
    schema: str = SCHEMA,
    taken: Iterable[str] = (),
) -> Converted:
    """Convert one source.

    ``name`` is the file's name, as messages and the header give it; ``language`` a BCP 47 tag (guessed from
    the headings if None); ``start`` a day before which no entry lies; ``calendar`` that of the dates as they
    are written; ``schema`` the address that ``<?xml-model?>`` gives; ``taken`` ids of entries that other
    sources of the same text have already.

    Raises :class:`~tei_toolkit.errors.UnreadableInput` if the source can't be read, and
    :class:`~tei_toolkit.errors.NotConserved` if the documents would not hold every character of it.
    """
    name = "".join(character if character.isprintable() else "\ufffd" for character in name)
    source = read_source(data, name, encoding)
    language = language or guess_language(source)
    segmented = segment(source, language, start, calendar)
    entries = _with_free_ids(segmented.entries, taken)
    habits = habits_of(source)
    matcher = Matcher(register or Register(), lambda word: habits.words[word] > 0)
    marked = [mark(source, entry, habits, matcher, language, calendar) for entry in entries]
    nested = [(one.entry, *resolve_crossings(one.marks)) for one in marked]
    circumstances = Circumstances(source, language, calendar, edition)
    if whole:
        parts = [(entry, kept) for entry, kept, _ in nested]
        documents = {f"{_stem(name)}.xml": whole_document(parts, circumstances, schema)}
    else:
        documents = {
            f"{_file_name(entry.id)}.xml": entry_document(entry, kept, circumstances, schema)
            for entry, kept, _ in nested
        }
    marks = tuple(one for _, kept, _ in nested for one in kept)
    prove(source, marks, documents.values())
    findings = (
        *source.findings,
        *segmented.findings,
        *(finding for one in marked for finding in one.findings),
        *(_crossing(source, lost) for _, _, dropped in nested for lost in dropped),
        *_shared_names(source, marked),
    )
    return Converted(source, language, entries, marks, documents, segmented.contents, findings)


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
        base = re.sub(r"^(e\d{4}-\d\d-\d\d|[a-z]+)-\d+$", r"\1", entry.id)
        identifier, number = entry.id, 2
        while identifier in used:
            identifier, number = f"{base}-{number}", number + 1
        used.add(identifier)
        renamed.append(replace(entry, id=identifier))
    return tuple(renamed)


def _crossing(source: SourceText, lost: Mark) -> Finding:
    value = source.text[lost.start : lost.end].split("\n")[0][:40]
    message = f"The {lost.element} ‘{value}’ crosses another mark and was left unmarked."
    return Finding("MARK-02", message, source.name, *source.place(lost.start), value=value)


def _shared_names(source: SourceText, marked: Sequence[Marked]) -> list[Finding]:
    """One finding for each form that several persons or places bear."""
    total: Counter[tuple[str, tuple[str, ...]]] = Counter()
    for one in marked:
        total += one.shared_names
    return [
        Finding(
            "NAME-01", f"‘{form}’ ({times}×) may be {' or '.join(bearers)}; it was not tagged.", source.name, value=form
        )
        for (form, bearers), times in sorted(total.items())
    ]
