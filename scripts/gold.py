"""The development cases: published diaries with human encoding, beside the project (``../shared/gold``).

A case is read, marked and decided here stage by stage, so that names can be scored by their offsets, with
other weights or with decisions that editors have made. None of the texts is part of the project.
"""

from __future__ import annotations

import bisect
import datetime
import json
import random
import xml.sax.saxutils
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from lxml import etree

from tei_toolkit.mark import mark
from tei_toolkit.mark.habits import habits_of
from tei_toolkit.mark.names import FoundName, names_of
from tei_toolkit.model import Entry, Span
from tei_toolkit.read import read_source
from tei_toolkit.read.readers import Received
from tei_toolkit.register import Register, parse_register
from tei_toolkit.register.contest import Decision
from tei_toolkit.register.evidence import NamesOfEntry, decide
from tei_toolkit.register.experience import NO_EXPERIENCE, Experience, learn
from tei_toolkit.register.matching import Matcher
from tei_toolkit.register.vocabulary import Vocabulary
from tei_toolkit.register.weights import WEIGHTS, Weights
from tei_toolkit.segment import segment

GOLD = Path(__file__).parent.parent.parent / "shared" / "gold"
REGISTERS = {"variants": "register_variants.xml", "plain": "register.xml"}
KINDS = ("persName", "placeName")


def cases() -> list[Path]:
    """The development cases that have answers."""
    return sorted(path.parent for path in GOLD.glob("cases/*/gold.json"))


class GoldName(NamedTuple):
    """A name that the human editors tagged."""

    start: int
    end: int
    ids: frozenset[str]


@dataclass(frozen=True)
class Case:
    """A case, marked, with its answers for names (those that hold a capital letter)."""

    name: str
    register: Register
    language: str
    text: str
    entries: tuple[Entry, ...]
    found: tuple[tuple[FoundName, ...], ...]
    named: tuple[NamesOfEntry, ...]
    matcher: Matcher
    answers: dict[str, list[GoldName]]
    neutral: dict[str, list[Span]]


def load(folder: Path, register: str, experience: Experience = NO_EXPERIENCE) -> Case:
    """Read and mark a case with one of its two registers."""
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    known = parse_register((folder / REGISTERS[register]).read_bytes(), REGISTERS[register])
    source = read_source(Received("source.txt", (folder / "source.txt").read_bytes()))
    start = datetime.date(int(meta["first_year"]), 1, 1)
    entries = segment(source, meta["lang"], start).entries
    vocabulary = Vocabulary(source.text)
    habits = habits_of(source, vocabulary.small)
    matcher = Matcher(known, vocabulary, meta["lang"], experience.learned_forms())
    marked = [mark(source, entry, habits, matcher, meta["lang"]) for entry in entries]
    return Case(
        folder.name,
        known,
        meta["lang"],
        source.text,
        tuple(one.entry for one in marked),
        tuple(tuple(one.names) for one in marked),
        tuple(names_of(one.entry, one.names) for one in marked),
        matcher,
        {kind: _answers(gold, source.text, kind) for kind in KINDS},
        {kind: [Span(i["start"], i["end"]) for i in gold["ignore"] if i["cat"] == kind] for kind in KINDS},
    )


def _answers(gold: Any, text: str, kind: str) -> list[GoldName]:
    names = []
    for span in gold["spans"]:
        if span["cat"] == kind and any(letter.isupper() for letter in text[span["start"] : span["end"]]):
            value = span.get("value") or []
            names.append(GoldName(span["start"], span["end"], frozenset([value] if isinstance(value, str) else value)))
    return sorted(names)


class Judged(NamedTuple):
    """A name that was tagged, and what the answers say: ``right``, ``wrong`` or ``spurious``."""

    verdict: str
    decision: Decision
    name: FoundName
    entry: int


@dataclass(frozen=True)
class Result:
    """The names of one kind in one case: those tagged, judged, and those that were missed."""

    judged: tuple[Judged, ...]
    missed: tuple[GoldName, ...]
    gold: int

    @property
    def right(self) -> int:
        """How many have the reference of the human editors."""
        return sum(one.verdict == "right" for one in self.judged)

    @property
    def precision(self) -> float:
        """Of the names tagged, the share with the right reference."""
        return self.right / max(len(self.judged), 1)

    @property
    def recall(self) -> float:
        """Of the names to be tagged, the share."""
        return self.right / max(self.gold, 1)

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def of_those_without_cert(self) -> tuple[float, float]:
        """Precision, and the share of right references among the names that the human editors tagged too."""
        sure = [one for one in self.judged if one.decision.sure]
        right = sum(one.verdict == "right" for one in sure)
        tagged = sum(one.verdict != "spurious" for one in sure)
        return right / max(len(sure), 1), right / max(tagged, 1)


def judge(
    case: Case,
    kind: str,
    weights: Weights = WEIGHTS,
    experience: Experience = NO_EXPERIENCE,
    only: Iterable[int] | None = None,
) -> Result:
    """Decide the names of a case and compare; ``only`` the entries with these numbers."""
    decisions = decide(case.named, case.matcher, experience, weights=weights)
    numbers = set(range(len(case.entries)) if only is None else only)
    gold = case.answers[kind]
    inside = [name for name in gold if _entry_of(case, name.start) in numbers]
    starts = [name.start for name in gold]
    used: set[int] = set()
    judged = []
    for number in sorted(numbers):
        for name, decision in zip(case.found[number], decisions[number], strict=True):
            if decision.id is None or decision.kind != kind:
                continue
            last = bisect.bisect_left(starts, name.span.end)
            hit = next(
                (n for n in range(max(0, last - 4), last) if gold[n].end > name.span.start and n not in used), None
            )
            if hit is None:
                if not any(zone.start < name.span.end and name.span.start < zone.end for zone in case.neutral[kind]):
                    judged.append(Judged("spurious", decision, name, number))
                continue
            used.add(hit)
            if gold[hit].ids:
                verdict = "right" if decision.id in gold[hit].ids else "wrong"
                judged.append(Judged(verdict, decision, name, number))
    missed = tuple(name for n, name in enumerate(gold) if name.ids and n not in used and name in inside)
    return Result(tuple(judged), missed, sum(bool(name.ids) for name in inside))


def _entry_of(case: Case, offset: int) -> int:
    return bisect.bisect_right([entry.span.start for entry in case.entries], offset) - 1


def half_decided(case: Case, seed: int = 1) -> tuple[Experience, list[int]]:
    """What there is to learn from a random half of the entries as the human editors tagged them; and the
    numbers of the others."""
    numbers = list(range(len(case.entries)))
    random.Random(seed).shuffle(numbers)
    half, rest = numbers[: len(numbers) // 2], numbers[len(numbers) // 2 :]
    return learn([_as_tei(case, case.entries[number]) for number in sorted(half)]), sorted(rest)


def _as_tei(case: Case, entry: Entry) -> etree._ElementTree:
    names = sorted((*name, kind) for kind in KINDS for name in case.answers[kind])
    pieces, at = [], entry.span.start
    for start, end, ids, kind in names:
        if at <= start and end <= entry.span.end:
            pieces.append(xml.sax.saxutils.escape(case.text[at:start]))
            reference = " ".join(f"#{one}" for one in sorted(ids))
            name = xml.sax.saxutils.escape(case.text[start:end])
            pieces.append(f"<{kind} ref={xml.sax.saxutils.quoteattr(reference)}>{name}</{kind}>")
            at = end
    pieces.append(xml.sax.saxutils.escape(case.text[at : entry.span.end]))
    body = f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>{"".join(pieces)}</p></body></text></TEI>'
    return etree.fromstring(body).getroottree()
