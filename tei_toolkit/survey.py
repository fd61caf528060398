"""What a conversion shows of the register: who is named how often, which names are undecided, what is wrong with it.

A survey looks at conversions that were made in memory; it writes nothing and knows nothing of files.
"""

from __future__ import annotations

import bisect
import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from typing import NamedTuple

from tei_toolkit.findings import Finding
from tei_toolkit.mark.reading import BOUNDARY, ReadingCopy, reading_copy
from tei_toolkit.model import Entry, Span, Undecided
from tei_toolkit.pipeline import Converted
from tei_toolkit.register import Named, Register
from tei_toolkit.register.capitals import stem
from tei_toolkit.register.decisions import Decisions
from tei_toolkit.register.folding import fold
from tei_toolkit.register.matching import Matcher
from tei_toolkit.register.suggest import Suggester, Suggestion
from tei_toolkit.register.taggers import Tagger, with_tagger
from tei_toolkit.register.vocabulary import Vocabulary

_NAMING = ("persName", "placeName")
_MOST_REASONS = 4
_CONTEXT = 60


class Naming(NamedTuple):
    """How often a person or place is named: surely, probably; ``first`` is the day of the first time."""

    named: Named
    sure: int
    probable: int
    first: datetime.date | None


class Bearer(NamedTuple):
    """Who may be meant by a form: how likely on average, and the reasons given most."""

    id: str
    score: float
    reasons: tuple[str, ...]


class Ambiguity(NamedTuple):
    """A form with the same candidates at one or several places."""

    form: str
    kind: str
    bearers: tuple[Bearer, ...]
    places: tuple[Undecided, ...]


class UnknownPlace(NamedTuple):
    """A name of nobody in the register at ``[start, end)`` of the source."""

    entry: str
    date: datetime.date | None
    start: int
    end: int
    name: str
    """Without titles."""
    words: str
    kind: str
    score: float
    context: str


class Unknown(NamedTuple):
    """A name of nobody in the register, with its spellings and cases."""

    name: str
    kind: str
    first: datetime.date | None
    places: tuple[UnknownPlace, ...]


def namings(register: Register, converted: Iterable[Converted]) -> list[Naming]:
    """How often each person and place of the register is named, those named most first."""
    sure: Counter[str] = Counter()
    probable: Counter[str] = Counter()
    first: dict[str, datetime.date] = {}
    for one in converted:
        for identifier, medium, day in _tagged(one):
            (probable if medium else sure)[identifier] += 1
            if day and (identifier not in first or day < first[identifier]):
                first[identifier] = day
    found = [Naming(named, sure[named.id], probable[named.id], first.get(named.id)) for named in _once(register)]
    return sorted(found, key=lambda one: -(one.sure + one.probable))


def _tagged(converted: Converted) -> Iterator[tuple[str, bool, datetime.date | None]]:
    """The id, doubt and day of each name that was tagged."""
    entries = iter(converted.entries)
    entry = next(entries, None)
    for mark in converted.marks:
        if mark.element not in _NAMING:
            continue
        while entry and mark.start >= entry.span.end:
            entry = next(entries, None)
        attributes = dict(mark.attributes)
        day = entry.dating.start if entry and entry.dating else None
        yield attributes["ref"].removeprefix("#"), "cert" in attributes, day


def _once(register: Register) -> list[Named]:
    """Everybody, but of those that share an id the first only."""
    return list({named.id: named for named in reversed(register.named)}.values())[::-1]


def ambiguities(undecided: Iterable[Undecided]) -> list[Ambiguity]:
    """Undecided names together by form and candidates, those that occur most first."""
    groups: dict[tuple[str, str, frozenset[str]], list[Undecided]] = defaultdict(list)
    for one in undecided:
        groups[one.form, one.kind, frozenset(candidate.id for candidate in one.candidates)].append(one)
    found = [Ambiguity(form, kind, _bearers(places), tuple(places)) for (form, kind, _), places in groups.items()]
    return sorted(found, key=lambda one: (-len(one.places), one.form))


def _bearers(places: Sequence[Undecided]) -> tuple[Bearer, ...]:
    scores: Counter[str] = Counter()
    reasons: dict[str, Counter[str]] = defaultdict(Counter)
    for place in places:
        for candidate in place.candidates:
            scores[candidate.id] += candidate.score  # type: ignore[assignment]
            reasons[candidate.id].update(candidate.reasons)
    return tuple(
        Bearer(identifier, round(score / len(places), 2),
               tuple(reason for reason, _ in reasons[identifier].most_common(_MOST_REASONS)))
        for identifier, score in scores.most_common()
    )  # fmt: skip


def unknown(
    register: Register, converted: Iterable[Converted], decisions: Decisions, tagger: Tagger | None = None
) -> list[Unknown]:
    """What may be names, but of nobody in the register; those that occur most first.

    Left out is what an editor ruled to be never a name. ``tagger`` looks for names besides our own rule.
    """
    languages: dict[str, list[Converted]] = defaultdict(list)
    for one in converted:
        languages[one.language.split("-")[0].lower()].append(one)
    groups: dict[str, list[UnknownPlace]] = defaultdict(list)
    for several in languages.values():
        for place in _unknown_of(several, register, tagger):
            ruling = decisions.ruling(place.name, place.entry)
            if not (ruling and ruling.never):
                groups[_group(place.name)].append(place)
    found = [
        Unknown(
            Counter(place.name for place in places).most_common(1)[0][0],
            Counter(place.kind for place in places).most_common(1)[0][0],
            min((place.date for place in places if place.date), default=None),
            tuple(places),
        )
        for places in groups.values()
    ]
    return sorted(found, key=lambda one: (-len(one.places), one.name))


def _group(name: str) -> str:
    """What spellings and cases of a name have in common."""
    return fold(" ".join(stem(word) for word in name.split()))


def _unknown_of(several: Sequence[Converted], register: Register, tagger: Tagger | None) -> Iterator[UnknownPlace]:
    """What may be names in sources of one language, which say together what a small word is."""
    copies = [[_copy(one, entry) for entry in one.entries] for one in several]
    texts = [copy.text for some in copies for copy in some]
    suggester = Suggester(texts, Vocabulary("\n".join(texts)), several[0].language, register)
    for one, some in zip(several, copies, strict=True):
        known = [(mark.start, mark.end) for mark in one.marks if mark.element in ("date", *_NAMING)]
        known = sorted([*known, *((name.start, name.end) for name in one.undecided)])
        for entry, copy in zip(one.entries, some, strict=True):
            low = bisect.bisect_left(known, (entry.span.start, 0))
            high = bisect.bisect_left(known, (entry.span.end, 0))
            taken = [(_in_copy(copy, start), _in_copy(copy, end)) for start, end in known[low:high]]
            found = suggester.suggest(copy.text, taken)
            if tagger:
                found = with_tagger(found, tagger.suggest(copy.text), copy.text, taken)
            yield from _placed(found, entry, copy)


def _placed(found: Iterable[Suggestion], entry: Entry, copy: ReadingCopy) -> Iterator[UnknownPlace]:
    day = entry.dating.start if entry.dating else None
    for one in found:
        start, end = copy.source_span(one.start, one.end)
        around = copy.text[max(0, one.start - _CONTEXT) : one.end + _CONTEXT].replace(BOUNDARY, " / ")
        around, words = " ".join(around.split()), copy.text[one.start : one.end]
        yield UnknownPlace(entry.id, day, start, end, one.name, words, one.kind, one.score, around)


def _copy(converted: Converted, entry: Entry) -> ReadingCopy:
    """What a reader reads of an entry, without the lines above its heading."""
    span = Span(entry.heading.span.start, entry.span.end) if entry.heading else entry.span
    low = bisect.bisect_left(converted.marks, entry.span.start, key=lambda mark: mark.start)
    high = bisect.bisect_left(converted.marks, entry.span.end, key=lambda mark: mark.start)
    return reading_copy(converted.source.text, span, converted.marks[low:high])


def _in_copy(copy: ReadingCopy, at: int) -> int:
    """Where an offset of the source stands in the copy; of what the copy leaves out, where it was left out."""
    piece = max(bisect.bisect_right(copy.sources, at) - 1, 0)
    end = copy.starts[piece + 1] if piece + 1 < len(copy.starts) else len(copy.text)
    return min(copy.starts[piece] + max(at - copy.sources[piece], 0), end)


def check(
    register: Register,
    converted: Iterable[Converted],
    decisions: Decisions,
    decisions_file: str,
    lines: Mapping[str, tuple[str, int]],
) -> list[Finding]:
    """What is wrong with the register, or worth a look; see REG-01 to REG-06 in the catalogue.

    ``decisions_file`` is what messages call the decisions; ``lines`` says where ids stand: file and line.
    """
    about_register = [
        *_duplicates(register),
        *_shared_forms(register),
        *_without_form(register),
        *_lifetimes(register),
        *_never_named(register, converted),
    ]
    placed = []
    for identifier, finding in about_register:
        file, line = lines.get(identifier, ("", 0))
        placed.append(replace(finding, file=file, line=line))
    return [*placed, *_unknown_decided(register, decisions, decisions_file)]


def _duplicates(register: Register) -> Iterator[tuple[str, Finding]]:
    for identifier, times in Counter(named.id for named in register.named).items():
        if times > 1:
            message = f"The id {identifier} stands {times} times in the register."
            yield identifier, Finding("REG-01", message, value=identifier)


def _shared_forms(register: Register) -> Iterator[tuple[str, Finding]]:
    bearers: dict[str, list[Named]] = defaultdict(list)
    written: dict[str, str] = {}
    for named in _once(register):
        for form in named.forms:
            if named not in bearers[fold(form)]:
                bearers[fold(form)].append(named)
                written.setdefault(fold(form), form)
    for key, several in bearers.items():
        if len(several) > 1:
            who = " and ".join(f"{named.label} [{named.id}]" for named in several)
            message = f"‘{written[key]}’ is listed for {who}."
            yield several[0].id, Finding("REG-02", message, value=written[key])


def _without_form(register: Register) -> Iterator[tuple[str, Finding]]:
    for named in _once(register):
        if not Matcher(Register((named,))).tokens:
            forms = ", ".join(f"‘{form}’" for form in named.forms) or "no name"
            yield named.id, Finding("REG-04", f"By {forms} {named.id} can be found nowhere.", value=named.id)


def _lifetimes(register: Register) -> Iterator[tuple[str, Finding]]:
    for named in _once(register):
        length = min(len(named.born), len(named.died))
        if length and named.died[:length] < named.born[:length]:
            message = f"{named.label} [{named.id}] died in {named.died} but was born in {named.born}."
            yield named.id, Finding("REG-05", message, value=named.id)


def _unknown_decided(register: Register, decisions: Decisions, file: str) -> Iterator[Finding]:
    known = [named.id for named in register.named]
    for block in decisions.blocks:
        for identifier in block.ids:
            if identifier not in known:
                message = f"The decision of ‘{block.form}’ names {identifier}, whom the register does not have."
                near = get_close_matches(identifier, known, 1)
                hint = f"did you mean {near[0]}?" if near else ""
                yield Finding("REG-06", message, file, value=identifier, hint=hint)


def _never_named(register: Register, converted: Iterable[Converted]) -> Iterator[tuple[str, Finding]]:
    for one in namings(register, converted):
        if not one.sure + one.probable:
            message = f"{one.named.label} [{one.named.id}] is named nowhere."
            yield one.named.id, Finding("REG-03", message, value=one.named.id)
