"""Finding the register's name forms in a text, with the titles and genitives round them.

What is found is not yet decided: a match has all the bearers that its form may mean (see ``evidence``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from tei_toolkit.register import Named, Register
from tei_toolkit.register.folding import fold, plain
from tei_toolkit.register.forms import Form, Kind, forms_of
from tei_toolkit.register.spellings import further_forms
from tei_toolkit.register.titles import is_particle, title_of
from tei_toolkit.register.vocabulary import Vocabulary, context, is_function_word

_SUFFIXES = {
    "de": re.compile(r"['’]?s(?:che[nrsm]?)?(?!\w)|ens(?!\w)|['’](?!\w)|(?:e?n)(?!\w)"),
    "en": re.compile(r"['’]s(?!\w)|s['’]?(?!\w)|['’](?!\w)"),
    "": re.compile(r"['’]s?(?!\w)"),
}
_BEFORE = " (\x00\n"
_AFTER = " .,;:!?)\x00\n"
_NO_TITLE_ENDS_SO = ",;!?)"
_OPENS = '.!?:…\x00"“”„»«‹›(—–'
_CAPITALISED = re.compile(r"(?=[^\W\d_])(?!\d)[^\W\d_]+\.?")
_DASHES = re.compile(r"--|[—–]")
_ALONE = ("", "")
_MOST_TITLES = 4


class Option(NamedTuple):
    """A bearer that a form may mean (its number in :attr:`Matcher.bearers`), and how the form names it."""

    bearer: int
    kind: Kind
    exact: bool
    """Whether the register has the form letter by letter, not in another spelling."""


class Match(NamedTuple):
    """A form at ``[start, end)`` of a text, its title included and an English genitive not."""

    start: int
    end: int
    form: str
    """As it stands there, without title and genitive."""
    sexes: str
    """Those that titles before it say: empty, ``M``, ``F`` or ``MF``."""
    ranks: tuple[int, ...]
    """Of those titles (see ``titles``)."""
    suffix: str
    opens: bool
    """Whether it stands at the beginning of a sentence, where any word has a capital."""
    before: str
    """The word before it, in small letters; empty where a sentence or a clause begins."""
    beside: tuple[str, str]
    """The words with a capital that precede and follow it at once: it may be a part of their name."""


class Matcher:
    """All forms of a register, ready to be looked for in many texts of one source.

    ``vocabulary`` is what the source's words are: it says which forms are common words, and gives the
    abbreviations and spellings that this source has for names of the register.
    """

    def __init__(
        self,
        register: Register,
        vocabulary: Vocabulary | None = None,
        language: str = "",
        more: Iterable[tuple[str, str]] = (),
    ) -> None:
        self.bearers: Sequence[Named] = register.named
        self.vocabulary = vocabulary or Vocabulary()
        self._suffixes = _SUFFIXES.get(language.split("-")[0].lower(), _SUFFIXES[""])
        self.nouns_have_capitals = self._suffixes is _SUFFIXES["de"]
        spellings: dict[str, dict[str, dict[int, Kind]]] = {}
        for form, bearer in self._all_forms(more):
            if form.kind is Kind.FULL or self._usable(form.text):
                kinds = spellings.setdefault(fold(form.text), {}).setdefault(plain(form.text), {})
                kinds[bearer] = _together(form.kind, kinds.get(bearer, form.kind))
        self._spellings = spellings
        self.tokens = {word for form in spellings for word in form.split()}
        self._forms = list(spellings)
        self._automaton = AhoCorasick(self._forms) if self._forms else None
        self._options: dict[str, tuple[Option, ...]] = {}

    def _all_forms(self, more: Iterable[tuple[str, str]]) -> Iterable[tuple[Form, int]]:
        numbers = {named.id: number for number, named in enumerate(self.bearers)}
        forms = [(form, number) for number, named in enumerate(self.bearers) for form in forms_of(named)]
        forms += [(Form(text, Kind.LISTED), numbers[identifier]) for text, identifier in more if identifier in numbers]
        return [*forms, *further_forms(self.vocabulary, self.bearers, forms, not self.nouns_have_capitals)]

    def _usable(self, text: str) -> bool:
        """Whether a form can be a name at all: some word of it has a capital and is neither a title alone
        (those of kinship are names) nor a pronoun, article and the like."""
        return any(
            word[:1].isupper()
            and not is_function_word(word.strip(".'"))
            and not ((title := title_of(word)) and not title.kin)
            for word in text.split()
        )

    def _options_of(self, raw: str) -> tuple[Option, ...]:
        spellings = self._spellings[fold(raw)]
        exact = spellings.get(plain(raw), {})
        kinds: dict[int, Kind] = {}
        for bearers in spellings.values():
            for bearer, kind in bearers.items():
                kinds[bearer] = min(kind, kinds.get(bearer, kind))
        return tuple(Option(bearer, exact.get(bearer, kind), bearer in exact) for bearer, kind in sorted(kinds.items()))

    def options(self, form: str) -> tuple[Option, ...]:
        """Those who bear a form that was found, in just this spelling or in another."""
        known = self._options.get(form)
        if known is None:
            known = self._options[form] = self._options_of(form)
        return known

    def find(self, text: str) -> list[Match]:
        """The forms that stand as whole words, in order; of those that overlap, the longest."""
        if self._automaton is None:
            return []
        hits: list[tuple[int, int, int, str]] = []
        size = len(text)
        for number, start, end in self._automaton.find_matches_as_indexes(fold(text), overlapping=True):
            # Most stand between blanks and marks of punctuation.
            alone = (not start or text[start - 1] in _BEFORE) and (end == size or text[end] in _AFTER)
            suffix = "" if alone else self._ends(text, start, end)
            if suffix is not None:
                hits.append((start, end, number, suffix))
        return [self._match(text, *hit) for hit in _longest(hits)]

    def _ends(self, text: str, start: int, end: int) -> str | None:
        """The genitive after a form that stands as a word; None if it is only a part of one."""
        before = text[start - 1] if start else " "
        if before.isalnum() or (before == "-" and start > 1 and text[start - 2].isalnum()):
            return None
        if before in "'’" and start > 1 and text[start - 2].isupper():
            return None
        after = text[end : end + 1]
        if not after or not (after.isalnum() or after in "'’-"):
            return ""
        if after == "-":
            within = text[end + 1 : end + 2].isalnum()
            return ("-" if self.nouns_have_capitals else None) if within else ""
        if text[end - 1] == ".":
            return "s" if text[end : end + 1] == "s" and not text[end + 1 : end + 2].isalnum() else None
        match = self._suffixes.match(text, end)
        if match is not None:
            return match.group()
        return "" if after in "'’" else None

    def _may_be_name(self, word: str) -> bool:
        """Whether a word beside a name has a capital, and not only because a sentence begins with it."""
        if not word[:1].isupper() or not (word[-1].isalpha() or word[-1] == "."):
            return False
        bare = word.rstrip(".").lower()
        return not (bare in self.vocabulary.small or is_function_word(bare))

    def _match(self, text: str, start: int, end: int, number: int, suffix: str) -> Match:
        raw = text[start:end]
        begin, sexes, ranks = _titles_before(text, start)
        kin = title_of(raw)
        if kin and kin.kin and not sexes:
            sexes = kin.sex
        last = text[max(0, begin - 20) : begin].rsplit(" ", 2)[-2:]
        before = last[0] if len(last) == 2 and not last[1] else ""
        opens = not before or before[-1] in _OPENS
        before = _DASHES.split(before)[-1] if not opens and "-" in before else before
        precedes = before if begin == start and not opens and self._may_be_name(before) else ""
        follows = ""
        if not suffix and text[end : end + 1] == " " and text[end + 1 : end + 2].isupper():
            word = _CAPITALISED.match(text, end + 1)
            follows = word.group() if word and self._may_be_name(word.group()) else ""
        beside = (precedes, follows) if precedes or follows else _ALONE
        stop = end + len(suffix) if self.nouns_have_capitals and suffix not in ("-", "'", "’") else end
        return Match(begin, stop, raw, sexes, ranks, suffix, opens, context(before) if before else "", beside)


def _together(first: Kind, second: Kind) -> Kind:
    """The kind of a form that has two: what is listed as well as derived is as good as the main name."""
    if {first, second} == {Kind.LISTED, Kind.FULL}:
        return Kind.MAIN
    return min(first, second)


def _longest(hits: list[tuple[int, int, int, str]]) -> list[tuple[int, int, int, str]]:
    """Of hits that overlap, the longest; in order."""
    kept: list[tuple[int, int, int, str]] = []
    cluster: list[tuple[int, int, int, str]] = []
    reach = -1
    for hit in sorted(hits):
        if hit[0] >= reach and cluster:
            kept += _of_cluster(cluster)
            cluster = []
        cluster.append(hit)
        reach = max(reach, hit[1]) if len(cluster) > 1 else hit[1]
    return kept + _of_cluster(cluster)


def _of_cluster(cluster: list[tuple[int, int, int, str]]) -> list[tuple[int, int, int, str]]:
    if len(cluster) < 2:
        return cluster
    kept: list[tuple[int, int, int, str]] = []
    for hit in sorted(cluster, key=lambda hit: (hit[0] - hit[1], hit[0])):
        if all(hit[1] <= other[0] or other[1] <= hit[0] for other in kept):
            kept.append(hit)
    return sorted(kept)


def _titles_before(text: str, start: int) -> tuple[int, str, tuple[int, ...]]:
    """Where the titles before ``start`` begin, the sexes they say, and their ranks."""
    if start < 2 or text[start - 2] in _NO_TITLE_ENDS_SO:
        return start, "", ()
    begin, at = start, start
    sexes: set[str] = set()
    ranks: list[int] = []
    for _ in range(_MOST_TITLES):
        if at < 2:
            break
        end = at - 1 if text[at - 1] == " " else at
        if end == at and text[at - 1] != ".":
            break
        token_start = max(text.rfind(" ", max(0, end - 16), end), text.rfind("\x00", max(0, end - 16), end)) + 1
        token = text[token_start:end].lstrip('([„“"‚»«')
        title = title_of(token) if token and (token[0].isupper() or token[0] > "\u03ff") else None
        if title:
            begin = end - len(token)
            sexes.update(title.sex)
            ranks.append(title.rank)
        elif not token or not is_particle(token):
            break
        at = end - len(token)
    return begin, "".join(sorted(sexes)), tuple(ranks)
