"""How likely a word with a capital is a name, by what its source does with it elsewhere.

Where nouns are small, a capital within a sentence is nearly proof, and what the source also writes small is no name.
Where nouns have capitals (German), names are told by what stands before them: a noun has an article, a possessive
or the like every second time, a name hardly ever; by compounds, inflected forms and endings of nouns; and by
company, since names stand beside names.
"""

from __future__ import annotations

import bisect
import functools
import math
import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from typing import NamedTuple

from tei_toolkit.dates.words import calendar_words
from tei_toolkit.register.titles import title_of
from tei_toolkit.register.vocabulary import Vocabulary, is_function_word

_WORD = re.compile(r"[^\W\d_]+(?:['’](?=[^\W\d_a-zß-ÿ])[^\W\d_]+|-[^\W\d_]+)*")
_OPENING = frozenset('.!?:…\x00"“”„‚‘»«‹›')
_DETERMINERS = re.compile(
    r"(?:d(?:er|ie|as|en|em|es)|(?:k?ein|mein|dein|sein|unser|ihr|euer|eur)(?:e[rsnm]?)?|im|am|zum|zur|beim|vom|ins|ans"
    r"|aufs|fürs|übers|durchs|dies(?:e[rsnm]?)?|jed(?:e[rsnm])?|jen(?:e[rsnm])?|all(?:e[rsnm]?)?|viel(?:e[rsnm]?)?"
    r"|wenig(?:e[rsnm]?)?|manch(?:e[rsnm]?)?|etwas|zwei|drei|einig(?:e[rsnm]?)?|welch(?:e[rsnm]?)?)"
)
_ADJECTIVE = re.compile(r"\w{3,}(?:isch|lich|ig|los|end|bar|sam|haft|st|t)?e[nrsm]?")
_NOUN_ENDINGS = re.compile(
    r".{2,}(?:ung|heit|keit|schaft|tion|sion|tät|ismus|keiten|heiten|ungen|schaften|tionen)|.{4,}(?:nis|tum|ment|enz|anz)"
)
_ENDINGS = re.compile(
    r".{2,}(?:ung|heit|keit|schaft|tion|sion|tät|ismus|nis|tum|ment|enz|anz|ling|keiten|heiten|ungen|schaften|tionen|chen)"
)
_ENDINGS = re.compile(
    r"(?:ого|ому|ыми?|ими?|ых|их|ому?|ой|ый|ий|ая|яя|ую|юю|ою|ею|ем|ом|ами|ями|ах|ях|ам|ям|[аеёийоуъыьэюя])$"
)
_OPENING_WORD = re.compile(
    r".+(?:л|ла|ло|ли|лся|лась|лось|лись|ть|ться|о|ое|ые|ие|ая|ом|ем|ами)(?<=[а-я])|.+(?:ed|ing|ly)(?<=[a-z])"
)
"""Verbs, adverbs and the like, with which a sentence begins."""
_PLURALS = ("e", "en", "er", "n")
_ARTICLES = frozenset("a an my his her some any many several two three no un une des quelques".split())
_WANTING_ARTICLE = frozenset("in bei an auf neben gegen über hinter durch".split())
"""After these a noun has its article, but for a few turns of phrase; a name has none."""
_NEVER = frozenset(
    "nein ja ach ah oh o gott god goodness vm nm vorm nachm abd abds haus hause tisch bord jahren mittag"
    " abend nachmittag vormittag gestern heute morgen dann nachts abends trotzdem später niemand jemand"
    " yes nobody somebody everybody everyone someone nothing something today yesterday tomorrow now then there here"
    " still perhaps tonight afterwards"
    " да нет вчера сегодня завтра потом затем теперь тогда никто ничего все всё всю утром днем днём вечером ночью после"
    " hier demain aujourd oui non rien".split()
)
"""Words with which sentences begin, or without an article, in diaries; a short source does not tell them from names."""
_SHORT = 4
_NEARLY_ALWAYS = 0.8
_ADJECTIVAL = 0.1
"""From this share on, of a word's places, between an indefinite article and a small word it is an adjective."""
_ENOUGH = 12


class Token(NamedTuple):
    """A word at ``[start, end)`` of a text."""

    start: int
    end: int
    word: str
    opens: bool
    """Whether a sentence or a speech begins with it, where any word has a capital."""
    before: str
    """The word before it in the same sentence, if nothing but a blank comes between."""

    @property
    def capital(self) -> bool:
        """Whether it is written as names are: ``Toll``, ``d’Orsay``."""
        return self.word[0].isupper() or ("'" in self.word or "’" in self.word)


def tokens_of(text: str, abbreviations: Container[str] = ()) -> Iterator[Token]:
    """The words of a text. After initials, titles and ``abbreviations`` (without it) a full stop ends no sentence."""
    before, stop = "", 0
    for match in _WORD.finditer(text):
        gap = text[stop : match.start()]
        word = match.group()
        short = gap.strip() == "." and (len(before) == 1 or before in abbreviations or title_of(before) is not None)
        opens = not short and (stop == 0 or any(mark in _OPENING for mark in gap))
        yield Token(match.start(), match.end(), word, opens, before if gap == " " or (short and before) else "")
        before, stop = word, match.end()


def abbreviations_of(vocabulary: Vocabulary) -> frozenset[str]:
    """Short words with a capital that nearly always have a full stop, without it."""
    return frozenset(
        word
        for written, count in vocabulary.abbreviations.items()
        if len(word := written.rstrip(".")) <= _SHORT and count >= _NEARLY_ALWAYS * vocabulary.capital[word]
    )


def stem(word: str) -> str:
    """What the cases of a Russian name have in common; any other word itself."""
    return _ENDINGS.sub("", word) if "Ѐ" <= word[-1] <= "ӿ" and len(word) > 3 else word


class Capitals:
    """What the texts of one source do with the words that they write with a capital.

    ``known`` are words that are names without question, such as the register's forenames.
    """

    def __init__(self, texts: Iterable[str], vocabulary: Vocabulary, language: str, known: Container[str] = ()) -> None:
        self._vocabulary = vocabulary
        self.nouns_have_capitals = language.split("-")[0].lower() == "de"
        self._known = known
        words = calendar_words(language)
        self._calendar = {*words.months, *words.weekdays}
        self.abbreviations = abbreviations_of(vocabulary)
        self._within: Counter[str] = Counter()
        self._all: Counter[str] = Counter()
        self._following: Counter[str] = Counter()
        self._determined: Counter[str] = Counter()
        self._described: Counter[str] = Counter()
        self._attributive: Counter[str] = Counter()
        self._without_article: Counter[str] = Counter()
        self._titled: Counter[str] = Counter()
        self._beside: dict[str, Counter[str]] = {}
        for text in texts:
            self._count(text)

    def _count(self, text: str) -> None:
        tokens = list(tokens_of(text, self.abbreviations))
        for number, token in enumerate(tokens):
            if not token.capital:
                continue
            key = stem(token.word)
            self._all[key] += 1
            self._within[key] += not token.opens
            if token.before and not token.opens:
                self._look_before(key, token.before)
                after = tokens[number + 1] if number + 1 < len(tokens) else None
                if after and after.before == token.word and after.word[0].islower():
                    determined = token.before.lower() in _ARTICLES
                    self._attributive[key] += determined and not is_function_word(after.word)
            last = tokens[number - 1] if number else None
            if last and last.capital and text[last.end : token.start] in (" ", ", ", " u. ", ". "):
                self._beside.setdefault(key, Counter())[stem(last.word)] += 1
                self._beside.setdefault(stem(last.word), Counter())[key] += 1

    def _look_before(self, key: str, before: str) -> None:
        self._following[key] += 1
        self._without_article[key] += before.lower() in _WANTING_ARTICLE
        self._determined[key] += bool(_DETERMINERS.fullmatch(before.lower()))
        self._described[key] += before[0].islower() and bool(_ADJECTIVE.fullmatch(before))
        self._titled[key] += before[0].isupper() and title_of(before) is not None

    @functools.cached_property
    def _small_words(self) -> list[str]:
        return sorted(self._vocabulary.small)

    def _related(self, word: str) -> bool:
        """Whether the source has a small word with the same beginning: Dined has dinner."""
        root = word.lower()[: max(4, len(word) - 3)]
        at = bisect.bisect_left(self._small_words, root)
        return at < len(self._small_words) and self._small_words[at].startswith(root)

    @functools.cache  # noqa: B019 - one for each source, and gone with it
    def likelihood(self, word: str) -> float:
        """How likely the word is a name, between 0 and 1."""
        bare = word.lower()
        if word in self._known or stem(word) in self._known:
            return 0.99
        if is_function_word(bare) or bare in _NEVER or (len(word) > 3 and word.isupper()):
            return 0.0
        if bare in self._calendar and not self.nouns_have_capitals:
            return 0.0
        title = title_of(word)
        if title and not title.kin:
            return 0.0
        return self._among_nouns(word) if self.nouns_have_capitals else self._among_small(word)

    def _among_small(self, word: str) -> float:
        key = stem(word)
        small = self._vocabulary.small[word.lower()]
        within = self._within[key]
        if within:
            as_adjective = self._attributive[key] / within
            return within / (within + 2 * small) if as_adjective < _ADJECTIVAL else 0.2
        if small or self._related(word) or _OPENING_WORD.fullmatch(word):
            return 0.0
        return 0.6 if len(word) > 2 else 0.0

    def _among_nouns(self, word: str) -> float:
        weight = self._alone(word)
        beside = self._beside.get(word)
        if beside and abs(weight) < 3:
            sure = sum(count for other, count in beside.items() if self._alone(other) > 0.5 or other in self._known)
            weight += 2.5 * sure / sum(beside.values()) - 0.5
        return 1 / (1 + math.exp(-weight))

    @functools.cache  # noqa: B019
    def _alone(self, word: str) -> float:
        """The logarithm of the odds, without the company."""
        title = title_of(word)
        if is_function_word(word) or word.lower() in _NEVER or (title and not (title.kin or self._titled[word])):
            return -5.0
        vocabulary, count, following = self._vocabulary, self._all[word], self._following[word]
        # As many as a dozen places speak for themselves; more say the same again.
        scale = min(1.0, _ENOUGH / following) if following else 0.0
        determined, described = self._determined[word] * scale, self._described[word] * scale
        weight = -0.9 + 0.44 * (following * scale - determined) - 1.7 * determined - 0.4 * described
        weight += 3.0 * min(self._titled[word], 2)
        weight += 1.0 * min(self._without_article[word], 2)
        weight -= 1.5 if self._within[word] < 0.25 * count else 0.0
        weight -= 3.0 if vocabulary.small[word.lower()] else 0.0
        weight -= 4.0 if _NOUN_ENDINGS.fullmatch(word) else 0.0
        weight -= 0.6 * min(vocabulary.compounds(word), 3)
        weight -= 1.0 * min(sum(vocabulary.capital[word + ending] > 0 for ending in _PLURALS), 2)
        weight += 0.7 * (vocabulary.capital[word + "s"] > 0)
        return weight - (1.0 if len(word) < 4 and word not in self.abbreviations else 0.0)
