"""Every mention of a person or a place, in its context: the sentence around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from tei_toolkit.parsing import NAMESPACES, tei
from tei_toolkit.publish.reading import text_around

_NAMING = tuple(tei(name) for name in ("persName", "placeName", "orgName", "name", "rs"))
"""The elements that name someone or something by reference to a register."""
_LENGTH = 160
"""Characters on either side; a longer sentence is cut at a word."""
_CAPITALS = "A-ZÄÖÜÉÈÀÂÊÎÔÇÆØÅŁŚŽŠČА-ЯЁ"
_SENTENCE_END = re.compile(
    rf"(?<=[^\W\d_{_CAPITALS}]{{2}}[.!?…])[’”“\"»)]*\s+(?=[\W_]*[{_CAPITALS}])"
    rf"|(?<=\d{{4}}[.!?…])[’”“\"»)]*\s+(?=[\W_]*[{_CAPITALS}])"
)
"""Not after ``Dr.`` or ``M.``: the word before the stop ends in two small letters; nor in ``no. 31``."""


class Sentence(NamedTuple):
    """The sentence in which someone or something is named."""

    before: str
    name: str
    """As it is written."""
    after: str


def sentences_of(tree: etree._ElementTree) -> dict[str, list[Sentence]]:
    """Where a document names those to whom it refers: their ids, in the order in which they are first named."""
    found: dict[str, list[Sentence]] = {}
    for id_, name in _names(tree):
        sentence = Sentence(*_sentence(*text_around(name)))
        told = found.setdefault(id_, [])
        # A sentence that names someone twice stands here once.
        if not told or _whole(told[-1]) != _whole(sentence):
            told.append(sentence)
    return found


def _names(tree: etree._ElementTree) -> Iterator[tuple[str, etree._Element]]:
    for text in tree.getroot().iterfind("tei:text", NAMESPACES):
        for name in text.iter(*_NAMING):
            for ref in name.get("ref", "").split():
                if id_ := ref.partition("#")[2]:
                    yield id_, name


def _whole(sentence: Sentence) -> str:
    return "".join(sentence).strip("… ")


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
