"""The words of one source, counted: with a small letter, with a capital, as abbreviations, side by side."""

from __future__ import annotations

import bisect
import functools
import itertools
import re
from collections import Counter
from collections.abc import Container

_WORD = re.compile(r"[^\W\d_]+(?:\.(?!\.))?")
MOST_COMPOUNDS = 6
_AS_GOOD_AS_A_NAME = 2
"""Words up to this length are no nouns to learn from."""
_FUNCTION_WORDS = frozenset(
    "i he she it we you they me him her us them his my our your their who whom which what this that these those the a"
    " an and or but not no of in on at to for with from by as if is was are were be been had has have do did all"
    " ich er sie es wir ihr du mich mir ihm ihn uns euch ihnen mein dein sein unser der die das ein eine und oder aber"
    " nicht von mit bei auf an aus zu für ist war sind waren hat haben man"
    " je il elle nous vous ils elles le la les un une des et ou mais ne pas de du au aux est"
    " я он она оно мы вы они меня мне его ему её ей нас нам их им мой и или но не в на с к у о от за по до из".split()
)


def is_function_word(word: str) -> bool:
    """Whether a word is an article, a pronoun and the like, in the languages known here."""
    return word.lower() in _FUNCTION_WORDS


def context(before: str) -> str:
    """What a word that stands before another tells: itself in small letters, or the punctuation after it."""
    return before.lower() if before[-1].isalnum() else before[-1]


class Vocabulary:
    """What is counted is counted when it is first asked for: without a register nothing is."""

    def __init__(self, text: str = "") -> None:
        self._text = text

    @functools.cached_property
    def _tokens(self) -> list[str]:
        return self._text.split()

    @functools.cached_property
    def _counts(self) -> tuple[Counter[str], Counter[str], Counter[str]]:
        small: Counter[str] = Counter()
        capital: Counter[str] = Counter()
        abbreviations: Counter[str] = Counter()
        for token, count in Counter(self._tokens).items():
            for written in _WORD.findall(token):
                word = written.rstrip(".")
                if word[0].isupper():
                    capital[word] += count
                    if word is not written:
                        abbreviations[written] += count
                else:
                    small[word] += count
        return small, capital, abbreviations

    @property
    def small(self) -> Counter[str]:
        """Words with a small letter."""
        return self._counts[0]

    @property
    def capital(self) -> Counter[str]:
        """Words with a capital, without the full stop of abbreviations."""
        return self._counts[1]

    @property
    def abbreviations(self) -> Counter[str]:
        """Words with a capital that a full stop follows, with it."""
        return self._counts[2]

    @functools.cached_property
    def pairs(self) -> Counter[tuple[str, str]]:
        """Neighbours of which the second has a capital, with their punctuation."""
        tokens = self._tokens
        return Counter([(first, second) for first, second in itertools.pairwise(tokens) if second[0].isupper()])

    @functools.cached_property
    def _sorted(self) -> list[str]:
        return sorted({word.lower() for word in (*self.small, *self.capital)})

    def commonness(self, word: str) -> float:
        """Of a word's occurrences, the share with a small letter: near 0 for names, where nouns are small."""
        small = self.small[word.lower()]
        return small / (small + self.capital[word]) if small else 0.0

    def compounds(self, word: str) -> int:
        """How many longer words of the source begin with this one, at most a few: Haus has Hausherr."""
        word = word.lower()
        found = 0
        for at in range(bisect.bisect_left(self._sorted, word), len(self._sorted)):
            longer = self._sorted[at]
            if not longer.startswith(word) or found == MOST_COMPOUNDS:
                break
            found += len(longer) > len(word) + 2
        return found

    def before_nouns(self, names: Container[str]) -> Counter[str]:
        """The words that stand before capitalised words which are not ``names``, in small letters; where a
        punctuation mark comes between, the mark."""
        found: Counter[str] = Counter()
        for (before, noun), count in self.pairs.items():
            noun = noun.rstrip(".,;:!?)“”\"’'»")
            if len(noun) > _AS_GOOD_AS_A_NAME and noun not in names and before[-1] not in ".!?":
                found[context(before)] += count
        return found
