"""How one source writes names of the register that the register writes otherwise: ``Hirschf.`` for
Hirschfeld, ``Franckreich`` for Frankreich, ``Dora F.`` for Dora Fournier."""

from __future__ import annotations

import bisect
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from tei_toolkit.register import Named
from tei_toolkit.register.folding import fold
from tei_toolkit.register.forms import Form, Kind
from tei_toolkit.register.titles import title_of
from tei_toolkit.register.vocabulary import Vocabulary

_PAIR = re.compile(r"\W*([^\W\d_]+\.?)\x00([^\W\d_]{1,7}\.(?:-[^\W\d_]{1,4}\.)*|[^\W\d_])[^\w.'’]*")
_VOWELS = re.compile(r"[aeiouyäöü]", re.IGNORECASE)
_OLD = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"(?<=[aou])e", ""), (r"th", "t"), (r"ph", "f"), (r"c?k|c(?=[aou]|\b)|qu?", "k"), (r"ß|sz", "s"),
        (r"tz", "z"), (r"dt\b", "t"), (r"[yj]|ie", "i"), (r"w|v", "v"), (r"x|chs", "ks"), (r"(.)\1+", r"\1"),
        (r"h(?![aeiou])", ""),
    )
)  # fmt: skip
_SHORTEST_KEY = 5
_LONG = 6
_SHORTEST_ABBREVIATION = 3
_ALSO_A_WORD = 0.1
"""An abbreviation stands nearly always with its full stop; otherwise it is a word that ends sentences."""


def further_forms(
    vocabulary: Vocabulary, bearers: Sequence[Named], forms: Sequence[tuple[Form, int]], loosely: bool
) -> Iterator[tuple[Form, int]]:
    """The spellings and abbreviations that a source has for names of the register, each with the number of
    its bearer.

    ``loosely`` lets one letter differ; not for languages whose nouns have capitals, where every name has
    some noun near to it.
    """
    tokens: dict[str, list[tuple[Form, int]]] = defaultdict(list)
    for form, bearer in forms:
        if " " not in form.text and form.kind <= Kind.FORENAME and form.kind != Kind.INITIALS:
            tokens[form.text].append((form, bearer))
    yield from _abbreviated(vocabulary, tokens)
    yield from _respelt(vocabulary, forms, loosely)
    yield from _cut_short(vocabulary, bearers)


def _abbreviated(vocabulary: Vocabulary, tokens: dict[str, list[tuple[Form, int]]]) -> Iterator[tuple[Form, int]]:
    """``Hirschf.`` and ``Strdb.``, unless the source has a longer word for it that is no name."""
    in_order = sorted(tokens)
    in_text: dict[str, list[str]] = defaultdict(list)
    for token in in_order:
        if vocabulary.capital[token]:
            in_text[token[0]].append(token)
    words = _beginnings(vocabulary, tokens)
    for abbreviation, count in sorted(vocabulary.abbreviations.items()):
        bare = abbreviation[:-1]
        if not _is_abbreviation(vocabulary, bare, count) or bare in tokens or words[bare] > count:
            continue
        meant = _longer(in_order, bare)
        if not _VOWELS.search(bare[1:]):
            meant += [token for token in in_text[bare[0]] if not token.startswith(bare) and _contracts(bare, token)]
        for token in meant:
            for form, bearer in tokens[token]:
                if form.kind == Kind.FORENAME or (form.kind <= Kind.PLACE_SHORT and vocabulary.capital[token]):
                    yield Form(abbreviation, Kind.ABBREVIATED), bearer


def _is_abbreviation(vocabulary: Vocabulary, bare: str, count: int) -> bool:
    if len(bare) < _SHORTEST_ABBREVIATION or title_of(bare) or vocabulary.small[bare.lower()]:
        return False
    return vocabulary.capital[bare] - count <= _ALSO_A_WORD * count


def _beginnings(vocabulary: Vocabulary, tokens: dict[str, list[tuple[Form, int]]]) -> dict[str, int]:
    """Of each beginning of the words that are no names, how often the commonest word with it occurs."""
    words: dict[str, int] = defaultdict(int)
    for word, count in vocabulary.capital.items():
        if word not in tokens:
            for length in range(_SHORTEST_ABBREVIATION, min(len(word), 9)):
                words[word[:length]] = max(words[word[:length]], count)
    return words


def _longer(in_order: Sequence[str], bare: str) -> list[str]:
    """The tokens that begin so and are longer by two letters at least."""
    found = []
    for at in range(bisect.bisect_left(in_order, bare), len(in_order)):
        if not in_order[at].startswith(bare):
            break
        if len(in_order[at]) > len(bare) + 1:
            found.append(in_order[at])
    return found


def _contracts(bare: str, name: str) -> bool:
    """Whether the letters of ``bare`` stand in the name in their order: ``Strdb`` of Strindberg."""
    if len(name) <= len(bare) + 1:
        return False
    letters = iter(name[1:].lower())
    return all(letter in letters for letter in bare[1:].lower())


def _respelt(vocabulary: Vocabulary, forms: Iterable[tuple[Form, int]], loosely: bool) -> Iterator[tuple[Form, int]]:
    """``Franckreich``, ``Rameses II``: words that are near to one of the register's and to no other word."""
    containing: dict[str, list[tuple[Form, int]]] = defaultdict(list)
    for form, bearer in forms:
        if form.kind <= Kind.PLACE_SHORT:
            for token in form.text.split():
                if len(token) >= _SHORTEST_KEY:
                    containing[token].append((form, bearer))
    for word, token in _near_words(vocabulary, containing, loosely):
        for form, bearer in containing[token]:
            yield Form(form.text.replace(token, word), Kind.RESPELT), bearer


def _near_words(vocabulary: Vocabulary, tokens: Iterable[str], loosely: bool) -> Iterator[tuple[str, str]]:
    """The source's words that no name of the register has, each with the tokens of names that it is near to."""
    folded: set[str] = set()
    keys: dict[str, set[str]] = defaultdict(set)
    for token in tokens:
        folded.add(fold(token))
        for key in _keys(token, loosely):
            keys[key].add(token)
    for word in sorted(vocabulary.capital):
        if len(word) < _SHORTEST_KEY or fold(word) in folded or vocabulary.small[word.lower()]:
            continue
        for token in sorted(set().union(*(keys.get(key, ()) for key in _keys(word, loosely)))):
            # Nubia and Nubian are no spellings of one name.
            if not (token.startswith(word) or word.startswith(token)):
                yield word, token


def _keys(word: str, loosely: bool) -> set[str]:
    """Words that share a key are spellings of each other; loosely, those that differ by a letter."""
    key = spelling_key(word)
    if not loosely or len(word) < _LONG:
        return {key}
    folded = fold(word.lower())
    return {key, folded, *(folded[:at] + folded[at + 1 :] for at in range(1, len(folded)))}


def spelling_key(word: str) -> str:
    """What the spellings of a name have in common: ``Franckreich`` and ``Frankreich``, ``Peterssen``."""
    key = fold(word.lower())
    for pattern, replacement in _OLD:
        key = pattern.sub(replacement, key)
    return key


def _cut_short(vocabulary: Vocabulary, bearers: Sequence[Named]) -> Iterator[tuple[Form, int]]:
    """``Mz. Rh.``, ``Gust. Schw.``, ``Dora F.``, ``Mrs. D.``: title, forename and surname, cut short."""
    whole: dict[tuple[str, str], list[tuple[int, str, str]]] = defaultdict(list)
    initials: dict[str, dict[int, str]] = defaultdict(dict)
    for number, named in enumerate(bearers):
        for name in named.names:
            if name.structured and name.forenames:
                whole[name.forenames[0][0], name.surname[0]].append((number, name.forenames[0], name.surname))
            if name.structured and not name.guessed and vocabulary.capital[name.surname.split(" ")[-1]]:
                initials[name.surname[0]][number] = named.sex
    for first, last in sorted(
        {match.groups() for pair in vocabulary.pairs if (match := _PAIR.fullmatch("\x00".join(pair)))}
    ):
        title = title_of(first)
        if title and title.sex and len(last.rstrip(".")) == 1:
            # Those of that sex whose surname the source has.
            bearing = (number for number, sex in initials[last[0]].items() if sex in (title.sex, ""))
            yield from ((Form(f"{first} {last}", Kind.INITIALS), number) for number in bearing)
        kind = Kind.FORENAME_INITIAL if len(first.rstrip(".")) > 1 else Kind.INITIALS
        for number, forename, surname in whole.get((first[0], last[0]), ()):
            if _same_or_cut(first, forename) and _cut_surname(last, surname):
                yield Form(f"{first} {last}", kind), number


def _same_or_cut(written: str, forename: str) -> bool:
    return written == forename or (written.endswith(".") and forename.startswith(written[:-1]))


def _cut_surname(written: str, surname: str) -> bool:
    """Whether ``Rh.``, ``B.-H.`` may stand for a surname, which the register itself may cut short (``R.``)."""
    parts, names = written.split("-"), surname.split("-")
    if len(parts) > len(names):
        return False
    for part, name in zip(parts, names, strict=False):
        bare = part.rstrip(".")
        cut = name.rstrip("s").rstrip(".") if "." in name else name
        if bare == name:
            return False
        known = name.startswith(bare) or ("." in name and bare.startswith(cut))
        if not known and (_VOWELS.search(bare[1:]) or not _contracts(bare, name)):
            return False
    return True
