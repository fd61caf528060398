"""Titles, ranks and ways of address, in many languages (``titles.toml``)."""

from __future__ import annotations

import functools
import importlib.resources
import tomllib
from typing import NamedTuple


class Title(NamedTuple):
    """A rank: equal numbers are spellings of one rank; ``sex`` is ``M``, ``F`` or empty."""

    rank: int
    sex: str
    kin: bool
    """Whether it is a word of kinship, which names somebody even alone (Granny)."""


class _Titles(NamedTuple):
    words: dict[str, Title]
    stems: dict[str, Title]
    particles: frozenset[str]


_SECTIONS = {"kinsman": "M", "kinswoman": "F", "kin": "", "male": "M", "female": "F", "either": ""}


@functools.cache
def _titles() -> _Titles:
    path = importlib.resources.files("tei_toolkit.register").joinpath("titles.toml")
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    words: dict[str, Title] = {}
    stems: dict[str, Title] = {}
    rank = 0
    for section, sex in _SECTIONS.items():
        for line in data[section]["ranks"]:
            rank += 1
            for word in line.lower().split():
                table = stems if word.endswith("*") else words
                table.setdefault(word.rstrip("*"), Title(rank, sex, section.startswith("kin")))
    return _Titles(words, stems, frozenset(data["particles"]["words"].split()))


@functools.lru_cache(maxsize=65536)
def title_of(word: str) -> Title | None:
    """The rank that a word names (``Mrs.``, ``Grafen``), or None; its full stop and capitals do not count."""
    titles = _titles()
    bare = word.rstrip(".:").lower()
    found = titles.words.get(bare)
    if found is None and titles.stems:
        found = next((title for stem, title in titles.stems.items() if bare.startswith(stem)), None)
    return found


def is_particle(word: str) -> bool:
    """Whether a word stands between title or forename and surname: ``von``, ``de``, ``d'``, ``of``."""
    return word.rstrip(".").replace("’", "'") in _titles().particles
