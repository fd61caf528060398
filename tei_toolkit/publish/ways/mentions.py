"""Every mention of a person or a place, in its context: the sentence around it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from tei_toolkit.parsing import NAMESPACES, tei
from tei_toolkit.publish.collect import CollectedEntry
from tei_toolkit.publish.entries import NAMING, PagedEntry
from tei_toolkit.publish.reading import text_around

_LENGTH = 160
"""Characters on either side; a longer sentence is cut at a word."""
_SENTENCE_END = re.compile(r"(?<=[^\W\d_]{3}[.!?…])[’”\"»)]*\s+|(?<=\d{4}[.!?…])[’”\"»)]*\s+")
"""Not after ``Dr.`` or ``M.``: a word before the stop has at least three letters."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Where someone or something is named, in the first version of the entry that does so."""

    entry: PagedEntry
    version: str
    before: str
    name: str
    """As it is written."""
    after: str


def mentions_by_id(entries: Iterable[PagedEntry]) -> dict[str, list[Mention]]:
    """All mentions in the order of the entries, by the ids that they refer to."""
    found: dict[str, list[Mention]] = {}
    for entry in entries:
        told: set[str] = set()
        for version, text in entry.versions.items():
            here: dict[str, list[Mention]] = {}
            for id_, name in _names(text):
                if id_ not in told:
                    mention = Mention(entry, version, *_sentence(*text_around(name)))
                    # A sentence that names someone twice stands here once.
                    if not _is_same_sentence(here.get(id_, []), mention):
                        here.setdefault(id_, []).append(mention)
            for id_, mentions in here.items():
                found.setdefault(id_, []).extend(mentions)
            told |= here.keys()
    return found


def _names(version: CollectedEntry) -> Iterator[tuple[str, etree._Element]]:
    for text in version.tree.getroot().iterfind("tei:text", NAMESPACES):
        for name in text.iter(*(tei(kind) for kind in NAMING)):
            for ref in name.get("ref", "").split():
                if id_ := ref.partition("#")[2]:
                    yield id_, name


def _is_same_sentence(mentions: list[Mention], new: Mention) -> bool:
    return bool(mentions) and _whole(mentions[-1]) == _whole(new)


def _whole(mention: Mention) -> str:
    return (mention.before + mention.name + mention.after).strip("… ")


def _sentence(before: str, name: str, after: str) -> tuple[str, str, str]:
    ends = list(_SENTENCE_END.finditer(before))
    before = before[ends[-1].end() :] if ends else before
    end = _SENTENCE_END.search(after)
    after = after[: end.start()] if end else after
    if len(before) > _LENGTH:
        before = "… " + before[-_LENGTH:].partition(" ")[2]
    if len(after) > _LENGTH:
        after = after[:_LENGTH].rpartition(" ")[0].rstrip(",;:– ") + " …"
    return before, name, after
