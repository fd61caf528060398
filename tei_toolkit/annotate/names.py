"""The one place where annotation asks whom the names in its texts mean."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from lxml import etree

from tei_toolkit.mark.names import find_names, name_marks
from tei_toolkit.mark.reading import BOUNDARY, ReadingCopy
from tei_toolkit.model import Mark, Span
from tei_toolkit.register import Register
from tei_toolkit.register.contest import Decision
from tei_toolkit.register.decisions import NO_DECISIONS, Decisions
from tei_toolkit.register.evidence import NamesOfEntry, decide
from tei_toolkit.register.experience import learn
from tei_toolkit.register.matching import Match, Matcher
from tei_toolkit.register.vocabulary import Vocabulary


class EntryTexts(NamedTuple):
    """What one entry says in one language."""

    entry: str
    date: datetime.date | None
    language: str
    copy: ReadingCopy
    taken: tuple[Span, ...]
    """Stretches of the copy that are dates."""


class NamesFound(NamedTuple):
    """What was found in an entry: marks, and names between whose bearers there was no deciding."""

    marks: tuple[Mark, ...]
    undecided: tuple[tuple[Match, Decision], ...]


def names_in(
    entries: Sequence[EntryTexts],
    register: Register,
    decided: Iterable[etree._ElementTree],
    decisions: Decisions = NO_DECISIONS,
) -> list[NamesFound]:
    """The names in all entries of a run, for each entry; offsets are those of its copy.

    The entries are in the order of the text. What is written in one language is decided together.
    ``decided`` are the documents in which editors have tagged names by hand, ``decisions`` what they ruled in a
    review.
    """
    found = [NamesFound((), ())] * len(entries)
    if not register.named:
        return found
    experience = learn(decided)
    more_forms = [*experience.learned_forms(), *decisions.forms()]
    languages: dict[str, list[int]] = defaultdict(list)
    for number, entry in enumerate(entries):
        languages[entry.language.split("-")[0].lower()].append(number)
    for language, numbers in languages.items():
        vocabulary = Vocabulary(BOUNDARY.join(entries[number].copy.text for number in numbers))
        matcher = Matcher(register, vocabulary, language, more_forms)
        names = [find_names(entries[number].copy, matcher, entries[number].taken) for number in numbers]
        asked = [
            NamesOfEntry(entries[number].entry, entries[number].date, [name.match for name in of_entry])
            for number, of_entry in zip(numbers, names, strict=True)
        ]
        for number, of_entry, meant in zip(numbers, names, decide(asked, matcher, experience, decisions), strict=True):
            pairs = zip(of_entry, meant, strict=True)
            undecided = [(name.match, one) for name, one in pairs if one.id is None and one.candidates]
            found[number] = NamesFound(tuple(name_marks(of_entry, meant)), tuple(undecided))
    return found
