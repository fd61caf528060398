"""Names that the register does not have: runs of words with a capital, judged against their own source.

A suggestion is for an editor's eyes; nothing is ever tagged by it. Works on the reading copy, where brackets and
page labels don't interrupt.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tei_toolkit.register import Register
from tei_toolkit.register.capitals import Capitals, Token, stem, tokens_of
from tei_toolkit.register.titles import is_particle, title_of
from tei_toolkit.register.vocabulary import Vocabulary, is_function_word

PERSON, PLACE, UNSURE = "persName", "placeName", ""
_LEAST = 0.5
_PATRONYMIC = re.compile(r".{2,}(?:[оеё]вич|[оеё]вн|ичн)(?:а|у|ем|е|ы|ой|ою)?")
_PLACE_WORDS = re.compile(
    r"street|road|square|park|place|house|hall|castle|lake|river|mount|mountains?|hotel|hôtel|bay|bridge|hill|island|isle"
    r"|terrace|lane|church|abbey|college|gardens|rue|lac|mont|lago|.*(?:stra[sß]+e|gasse|platz|berg|burg|dorf|bach|hof)"
    r"|улиц\w*|площад\w*|озер\w*|гор\w|.*ск(?:а|у|е|ом)?"
)
_LINKS = frozenset("of von v van de du des del della di da la le les l' d' ter ten af av dos фон де ван".split())
"""Particles that join what stands on either side; ``den`` and ``zum`` mostly begin something else."""
_WHERE = frozenset("in at near into through inside in nach aus dans en à из в во под около до".split())
_WITH = frozenset("mit bei with avec chez von по у с со by and".split())


class Suggestion(NamedTuple):
    """What may be a name at ``[start, end)`` of a text, titles included."""

    start: int
    end: int
    name: str
    """Without titles."""
    kind: str
    """``persName``, ``placeName``, or empty where nothing tells."""
    score: float


class Suggester:
    """Looks for names in the reading copies of one source, which are all its ``texts``."""

    def __init__(self, texts: Sequence[str], vocabulary: Vocabulary, language: str, register: Register) -> None:
        forenames = {forename for named in register.named for forename in named.forenames if len(forename) > 2}
        self._forenames = forenames | {stem(forename) for forename in forenames}
        self._capitals = Capitals(texts, vocabulary, language, self._forenames)
        self._where: Counter[str] = Counter()
        self._with: Counter[str] = Counter()
        self._titled: Counter[str] = Counter()
        for text in texts:
            for token in tokens_of(text, self._capitals.abbreviations):
                if token.capital and token.before:
                    key = stem(token.word)
                    self._where[key] += token.before.lower() in _WHERE
                    self._with[key] += token.before.lower() in _WITH
                    self._titled[key] += token.before[0].isupper() and title_of(token.before) is not None

    def suggest(self, text: str, taken: Iterable[tuple[int, int]] = ()) -> list[Suggestion]:
        """The names of one text, in order; none that touches what is ``taken``."""
        found = []
        for run in self._runs(text, sorted(taken)):
            suggestion = self._judge(text, run)
            if suggestion:
                found.append(suggestion)
        return found

    def _runs(self, text: str, taken: Sequence[tuple[int, int]]) -> list[list[Token]]:
        """Neighbouring words with a capital, with the particles between them; titles may be small."""
        tokens = list(tokens_of(text, self._capitals.abbreviations))
        runs: list[list[Token]] = [[]]
        for number, token in enumerate(tokens):
            following = tokens[number + 1] if number + 1 < len(tokens) else None
            if any(start < token.end and token.start < end for start, end in taken):
                runs.append([])
                continue
            if runs[-1] and not self._joins(text, runs[-1][-1], token):
                runs.append([])
            run = runs[-1]
            if token.capital or _is_small_title(token, following) or (run and _is_link(text, run, token, following)):
                run.append(token)
            else:
                runs.append([])
        return [run for run in runs if run]

    def _joins(self, text: str, last: Token, token: Token) -> bool:
        gap = text[last.end : token.start]
        short = len(last.word) == 1 or title_of(last.word) is not None or last.word in self._capitals.abbreviations
        return gap == " " or (gap in (". ", ".") and short)

    def _judge(self, text: str, run: Sequence[Token]) -> Suggestion | None:
        titles, names = _titles_first(run)
        names = self._trimmed(names, bool(titles))
        if not names:
            return None
        first = titles[0] if titles else names[0]
        score = self._score(text, names, bool(titles))
        if score < _LEAST:
            return None
        name = " ".join(text[names[0].start : names[-1].end].split())
        return Suggestion(first.start, names[-1].end, name, self._kind(names, titles), round(score, 2))

    def _trimmed(self, names: list[Token], titled: bool) -> list[Token]:
        """Without a first word that has its capital of the sentence, and words that are no part of names."""
        while names and not titled and self._is_beginning(names):
            names = names[1:]
        while (
            names
            and (names[-1].word[0].islower() or is_function_word(names[-1].word))
            and not _PATRONYMIC.fullmatch(names[-1].word)
        ):
            names = names[:-1]
        if self._capitals.nouns_have_capitals and not titled:
            while names and self._capitals.likelihood(names[0].word) < _LEAST and not _is_initial(names[0]):
                names = names[1:]
            while (
                names
                and self._capitals.likelihood(names[-1].word) < _LEAST
                and not (len(names) > 1 and _is_initial(names[-1]))
            ):
                names = names[:-1]
        return names

    def _is_beginning(self, names: Sequence[Token]) -> bool:
        first = names[0]
        if first.word[0].islower() or is_function_word(first.word):
            return True
        return first.opens and not _is_initial(first) and self._capitals.likelihood(first.word) < _LEAST

    def _score(self, text: str, names: Sequence[Token], titled: bool) -> float:
        if titled or any(_PATRONYMIC.fullmatch(one.word) for one in names[1:]):
            return 0.95
        best = max(self._capitals.likelihood(one.word) for one in names)
        if len(names) == 1 and _is_initial(names[0]):
            return 0.0
        initials = sum(_is_initial(one) and text[one.end : one.end + 1] == "." for one in names[:-1])
        return max(best, 0.8) if initials and not self._capitals.nouns_have_capitals else best

    def _kind(self, names: Sequence[Token], titles: Sequence[Token]) -> str:
        if titles or any(_PATRONYMIC.fullmatch(one.word) for one in names[1:]) or names[0].word in self._forenames:
            return PERSON
        if any(_PLACE_WORDS.fullmatch(one.word.lower()) for one in names):
            return PLACE
        if len(names) > 1 and _is_initial(names[0]):
            return PERSON
        keys = [stem(one.word) for one in names]
        if sum(self._titled[key] for key in keys):
            return PERSON
        where, beside = self._where[keys[0]], self._with[keys[0]]
        return PLACE if where > beside else PERSON if beside > where else UNSURE


def _is_initial(token: Token) -> bool:
    return len(token.word) == 1 and token.word.isupper()


def _titles_first(run: Sequence[Token]) -> tuple[list[Token], list[Token]]:
    """The titles (with the particles after them) that a run begins with, and the rest."""
    at = 0
    while at < len(run) and (title_of(run[at].word) or (at and is_particle(run[at].word.lower()))):
        at += 1
    while at and at == len(run) and (title := title_of(run[at - 1].word)) and title.kin:
        at -= 1
    return list(run[:at]), list(run[at:])


def _is_small_title(token: Token, following: Token | None) -> bool:
    """Russian titles are small: г-н Балансье, лорд Куиллфезер."""
    return bool(following and following.capital and token.word[0] > "\u03ff" and title_of(token.word))


def _is_link(text: str, run: Sequence[Token], token: Token, following: Token | None) -> bool:
    if following is None or token.word not in _LINKS or text[token.end : following.start] != " ":
        return False
    if token.word == "of":
        return title_of(run[-1].word) is not None
    return following.capital or following.word in _LINKS
