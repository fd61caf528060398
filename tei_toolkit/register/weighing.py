"""What a way of naming tells by itself: its form, the titles before it, the words beside it."""

from __future__ import annotations

import functools
import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from tei_toolkit.register import Named
from tei_toolkit.register.forms import Kind
from tei_toolkit.register.matching import Match, Matcher, Option
from tei_toolkit.register.titles import title_of
from tei_toolkit.register.vocabulary import MOST_COMPOUNDS
from tei_toolkit.register.weights import Weights

_GENITIVE = re.compile(r"['’]?s|['’]|['’]?(?:ens|n|sche[nrs]?)")
_ALONE = ("", "")
_ENOUGH = 40
"""So many names and nouns must have been seen before the words that precede them tell anything."""
_MOST_OF_ONE_WORD = 6
_MOST_ODDS = 4.0
_SELDOM = 5


class Weighed(NamedTuple):
    """The bearers that one way of naming may mean, their weights, and that of nobody in the register."""

    bearers: tuple[int, ...]
    weights: tuple[float, ...]
    kinds: tuple[Kind, ...]
    nobody: float
    firm: bool
    """Whether the form stands there as it should, so that a decision can be sure."""
    form: str


class Weighing:
    """Weighs the matches of one source; equal ones are the same object."""

    def __init__(self, matcher: Matcher, matches: Sequence[Match], weights: Weights) -> None:
        self._matcher = matcher
        self._bearers = matcher.bearers
        self._weights = weights
        self._ranks: dict[int, frozenset[int]] = {}
        self._noun_odds = _noun_odds(matches, matcher) if matcher.nouns_have_capitals else {}
        self._known: dict[tuple[object, ...], Weighed] = {}
        self._plain: dict[str, tuple[float, ...]] = {}

    def weigh(self, match: Match) -> Weighed:
        """The bearers of a match with their weights."""
        beside = _ALONE if " " in match.form else match.beside
        key = (match.form, match.sexes, match.ranks, match.suffix, match.opens, beside)
        known = self._known.get(key)
        if known is None:
            options = self._matcher.options(match.form)
            known = self._known[key] = Weighed(
                tuple(option.bearer for option in options),
                self._weights_of(match, options),
                tuple(option.kind for option in options),
                self._nobody(match, min(option.kind for option in options)),
                not (self._has_other_ending(match) or (beside != _ALONE and not match.ranks)),
                match.form,
            )
        return known

    def _weights_of(self, match: Match, options: Sequence[Option]) -> tuple[float, ...]:
        """The weights of all bearers; most names stand without title and alone, and are weighed once."""
        plain = not (match.sexes or match.ranks or (match.beside != _ALONE and " " not in match.form))
        known = self._plain.get(match.form) if plain else None
        if known is None:
            known = self._against_each_other(match, options, [self._weight(match, option) for option in options])
            if plain:
                self._plain[match.form] = known
        return known

    def _against_each_other(self, match: Match, options: Sequence[Option], weights: list[float]) -> tuple[float, ...]:
        """What is a forename for most of its bearers is so for those, too, whom the register knows by nothing
        else, and for one who has it for a surname; those whom it knows in full come before them."""
        forename = [match.form in self._bearers[option.bearer].forenames for option in options]
        if not any(forename) or match.ranks:
            return tuple(weights)
        surname = sum(option.kind == Kind.SURNAME for option in options)
        for spot, option in enumerate(options):
            turned = option.kind == Kind.SURNAME and sum(forename) > surname
            if turned or self._obscure(self._bearers[option.bearer]):
                weights[spot] *= self._weights.obscure
        return tuple(weights)

    @staticmethod
    def _obscure(named: Named) -> bool:
        return named.kind == "persName" and all(" " not in name.text for name in named.names)

    def _weight(self, match: Match, option: Option) -> float:
        weights, named = self._weights, self._bearers[option.bearer]
        weight = weights.tells[option.kind] * (1.0 if option.exact else weights.inexact)
        if option.kind == Kind.MAIN and named.kind == "persName" and " " not in match.form:
            weight *= weights.main_of_one_word
        if option.kind == Kind.LISTED:
            weight *= weights.inflected ** _inflected(match.form, named)
        if named.kind == "placeName":
            weight *= weights.titled_place if match.ranks else 1.0
            return weight * (weights.place_otherwise if option.kind > Kind.FULL else 1.0)
        if option.kind == Kind.FORENAME and all(name.guessed for name in named.names):
            weight *= weights.guessed_parts
        return weight * self._title_fits(match, option, named) * self._beside_fits(match, named)

    def _title_fits(self, match: Match, option: Option, named: Named) -> float:
        """A title of the other sex speaks against a person, one that the register gives speaks for."""
        weights = self._weights
        if match.sexes in ("M", "F") and named.sex and named.sex != match.sexes:
            return weights.wrong_sex
        if not match.ranks:
            bare = named.sex == "F" and option.kind in (Kind.SURNAME, Kind.LISTED)
            bare = bare and any(name.surname == match.form and not name.guessed for name in named.names)
            return weights.female_surname if bare else 1.0
        if any(rank in self._own_ranks(option.bearer) for rank in match.ranks):
            return weights.own_title
        return 1.0 if named.sex == match.sexes else weights.other_title

    def _own_ranks(self, bearer: int) -> frozenset[int]:
        if bearer not in self._ranks:
            names = self._bearers[bearer].names
            words = [word for name in names for word in (*" ".join(name.titles).split(), *name.text.split()[:2])]
            self._ranks[bearer] = frozenset(title.rank for word in words if (title := title_of(word)))
        return self._ranks[bearer]

    def _beside_fits(self, match: Match, named: Named) -> float:
        """A forename before a surname must be the person's (it may be cut short), and so the other way round."""
        before, after = match.beside
        if not (before or after) or " " in match.form:
            return 1.0
        if before and any(one.startswith(before[:3]) for name in named.names for one in name.forenames):
            return self._weights.fits_beside
        if after and any(name.surname and name.surname.startswith(after[:3].rstrip(".")) for name in named.names):
            return self._weights.fits_beside
        return self._weights.differs_beside

    def _has_other_ending(self, match: Match) -> bool:
        """Whether the form has the ending of a plural, or of another noun."""
        return match.suffix in (("n", "en") if self._matcher.nouns_have_capitals else ("s", "s'", "s’"))

    def _nobody(self, match: Match, kind: Kind) -> float:
        """How likely a form is no name of the register: because it is a common word, or part of another name."""
        weights = self._weights
        weight = weights.nobody[kind]
        if self._has_other_ending(match):
            weight *= weights.plural_nobody
        if match.ranks:
            return weight * weights.titled_nobody
        words = match.form.split()
        share = self._matcher.vocabulary.commonness
        common = min((share(word.strip(".'’")) for word in words if word[:1].isupper()), default=0.0)
        weight *= 1.0 + common * (weights.common_opening_nobody if match.opens else weights.common_nobody)
        if len(words) == 1:
            if self._matcher.nouns_have_capitals:
                weight *= self._like_a_noun(match)
            if any(match.beside):
                weight *= weights.joined_nobody
        return weight

    def _like_a_noun(self, match: Match) -> float:
        """Where nouns have capitals, how much more likely a form is a noun; a place keeps company with both."""
        weights = self._weights
        compounds = self._matcher.vocabulary.compounds(match.form)
        if self._bearers[self._matcher.options(match.form)[0].bearer].kind == "placeName":
            # A place has a few (Praterfahrt), a noun many.
            return weights.noun_place * (weights.noun_of_compounds if compounds == MOST_COMPOUNDS else 1.0)
        factor = weights.noun_nobody * self._noun_odds.get(match.form, 1.0) ** weights.noun_odds
        factor *= 1.0 + weights.compound_nobody * compounds
        return float(factor * (weights.kin_nobody if title_of(match.form) else 1.0))


def _inflected(form: str, named: Named) -> int:
    """How many genitives of a listed form the register lists as well: it is in use for this bearer."""
    rests = (name.text[len(form) :] for name in named.names if name.text.startswith(form))
    return sum(1 for rest in rests if _GENITIVE.fullmatch(rest))


def _noun_odds(matches: Sequence[Match], matcher: Matcher) -> Mapping[str, float]:
    """How much more each form of one word keeps the company of nouns than that of names.

    What stands before a name is learned from the names of this source that are beyond doubt (of several
    words, or with a title), what stands before a noun from its capitalised words that are no names.
    """
    before_names: Counter[str] = Counter()
    before_forms: dict[str, Counter[str]] = defaultdict(Counter)
    for match in matches:
        if match.opens:
            continue
        if " " in match.form or match.ranks:
            before_names[match.before] += 1
        else:
            before_forms[match.form][match.before] += 1
    before_nouns = matcher.vocabulary.before_nouns(matcher.tokens)
    if sum(before_names.values()) < _ENOUGH or sum(before_nouns.values()) < _ENOUGH:
        return {}
    speaks_for_nouns = _log_odds(before_nouns, before_names)
    odds = {}
    for form, words in before_forms.items():
        score = sum(min(count, _MOST_OF_ONE_WORD) * speaks_for_nouns(word) for word, count in words.items())
        odds[form] = math.exp(min(max(score, -_MOST_ODDS), _MOST_ODDS))
    return odds


def _log_odds(nouns: Counter[str], names: Counter[str]) -> Callable[[str], float]:
    """How much more likely a word stands before nouns than before names; of a rare one its ending tells."""

    def feature(word: str) -> str:
        return word if nouns[word] + names[word] >= _SELDOM else f"-{word[-2:]}"

    counts = Counter[str](), Counter[str]()
    for words, count in zip((nouns, names), counts, strict=True):
        for word, times in words.items():
            count[feature(word)] += times
    of_nouns, of_names = sum(counts[0].values()), sum(counts[1].values())

    @functools.cache
    def odds(word: str) -> float:
        key = feature(word)
        common = (counts[0][key] + counts[1][key]) / (of_nouns + of_names)
        if not common:
            return 0.0
        as_noun = (counts[0][key] + _SELDOM * common) / (of_nouns + _SELDOM)
        return math.log(as_noun / ((counts[1][key] + _SELDOM * common) / (of_names + _SELDOM)))

    return odds
