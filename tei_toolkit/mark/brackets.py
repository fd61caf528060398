"""Square brackets: what the source's editor added, and what each pair says.

| written | read as |
| --- | --- |
| ``B[utler]``, ``A[nglo]-S[oviet]`` | an expansion |
| ``[…]``, ``[2 words illegible]``, ``[torn]`` | a gap |
| ``late [?]``, ``definately [sic]`` | a doubt, an oddity; the sign itself is kept as a note |
| ``break [with the Western powers] altogether`` | supplied words |
| ``[He did not.]`` | a note |
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from tei_toolkit.model import Mark, Span

EDITOR = ("resp", "#editor")
_BRACKET = re.compile(r"[\[\]]")
_ELLIPSIS = re.compile(r"^[\s.…·–—-]+$")
_COUNTED = re.compile(
    r"^(?:(?P<count>\d+|one|two|three|four|five|ein|zwei|drei|un|deux|trois|одно|два|три)\s+)?"
    r"(?P<unit>words?|lines?|letters?|pages?|lea(?:f|ves)|Wort|Wörter|Worte|Zeilen?|Seiten?|mots?|lignes?|pages?"
    r"|слов[оа]?|строк[аи]?|страниц[аы]?)?\s*"
    r"(?P<reason>illegible|illeg\.?|unreadable|unleserlich|unlesbar|illisible|нрзб\.?|неразборчиво|не\s?разобрано"
    r"|torn(?:\s+(?:off|away|out))?|missing|lost|cut\s+(?:off|out|away)|damaged|blotted|crossed\s+out|abgerissen|fehlt|fehlen"
    r"|verloren|manque|déchiré|утрачено|вырвано|оторвано|omitted|blank)\.?$",
    re.IGNORECASE,
)
_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "ein": 1, "zwei": 2, "drei": 3,
    "un": 1, "deux": 2, "trois": 3, "одно": 1, "два": 2, "три": 3,
}  # fmt: skip
_UNITS = (
    ("word", ("word", "wort", "wört", "mot", "слов")),
    ("line", ("line", "zeile", "ligne", "строк")),
    ("letter", ("letter",)),
    ("page", ("page", "seite", "страниц")),
    ("leaf", ("lea",)),
)
_REASONS = (
    ("illegible", ("illeg", "unread", "unles", "illis", "нрзб", "неразб", "не")),
    ("torn", ("torn", "cut", "abger", "déch", "выр", "отор")),
    ("lost", ("miss", "lost", "fehl", "verl", "manq", "утр")),
    ("damage", ("damag", "blot")),
    ("deleted", ("crossed",)),
    ("omitted", ("omit",)),
    ("blank", ("blank",)),
)
_SIGNS = {"?": "unclear", "sic": "sic", "sic!": "sic", "!": "sic"}
_WORD_BEFORE = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*(?=[\s\u00a0]*$)")
_REFERENCE = re.compile(
    r"^(?:see|cf\.?|i\.e\.|e\.g\.|viz\.?|vgl\.?|s\.|siehe|voir|см\.|ср\.|т\.\s?е\.|d\.\s?h\.|recte)\b", re.I
)
_MOST_SUPPLIED = 4
_DEEPEST = 8
"""Brackets within brackets: what goes deeper is no editor's, and is left as text."""


def pair_brackets(
    text: str, span: Span, masked: Sequence[Span], room_of: Callable[[int], int] = lambda _at: 0
) -> tuple[list[Span], list[int]]:
    """The bracket pairs of an entry, outer before inner, and the offsets of brackets without a partner.

    ``masked`` (page labels) are passed over. A bracket pairs with the nearest that fits, so one that is lost
    can swallow what follows only up to a closing bracket that is alone as well; and only with one of the same room
    (the same cell, the same note), as ``room_of`` numbers them.
    """
    if text.find("[", *span) < 0 and text.find("]", *span) < 0:
        return [], []
    hidden = {offset for part in masked for offset in range(part.start, part.end)}
    pairs, single = [], []
    waiting: dict[int, list[int]] = {}
    for match in _BRACKET.finditer(text, *span):
        at = match.start()
        if at in hidden:
            continue
        opened = waiting.setdefault(room_of(at), [])
        if match.group() == "[":
            opened.append(at)
        elif opened:
            pairs.append(Span(opened.pop(), at + 1))
        else:
            single.append(at)
    kept, deep = _not_too_deep(sorted(pairs))
    left = [at for opened in waiting.values() for at in opened]
    return kept, sorted([*single, *left, *(end for pair in deep for end in (pair.start, pair.end - 1))])


def _not_too_deep(pairs: Sequence[Span]) -> tuple[list[Span], list[Span]]:
    """The pairs within at most so many others, and those that lie deeper."""
    kept: list[Span] = []
    deep: list[Span] = []
    round_it: list[Span] = []
    for pair in pairs:
        while round_it and round_it[-1].end <= pair.start:
            round_it.pop()
        if len(round_it) < _DEEPEST:
            kept.append(pair)
            round_it.append(pair)
        else:
            deep.append(pair)
    return kept, deep


def bracket_marks(text: str, span: Span, pairs: Sequence[Span]) -> list[Mark]:
    """What each pair says; see the module's table."""
    marks: list[Mark] = []
    attached = {pair.start: pair for pair in pairs if _attached(text, span, pair)}
    done = span.start
    for pair in pairs:
        if pair.start not in attached:
            marks += _alone(text, span, pair)
        elif pair.start >= done:
            word = _expanded_word(text, span, pair.start, attached)
            done = word[0].end
            marks += word
    return marks


def _ends(pair: Span) -> tuple[Span, Span]:
    return Span(pair.start, pair.start + 1), Span(pair.end - 1, pair.end)


def _attached(text: str, span: Span, pair: Span) -> bool:
    """The pair goes on with a word: small letters inside, a letter right before it."""
    inside = text[pair.start + 1 : pair.end - 1]
    if not inside or not all(character.isalpha() or character in "-’'." for character in inside):
        return False
    if inside.lower() in _SIGNS or _COUNTED.match(inside) or _ELLIPSIS.match(inside):
        return False
    return pair.start > span.start and text[pair.start - 1].isalpha() and not inside[0].isupper()


def _expanded_word(text: str, span: Span, start: int, ends: Mapping[int, Span]) -> list[Mark]:
    """The expansion of a whole word or of initials, all its pairs at once: ``A[nglo]-S[oviet]``, ``L[loyd]
    G[eorge]``. ``start`` is that of its first pair, ``ends`` are all pairs within words, by their start."""
    while start > span.start and text[start - 1].isalpha():
        start -= 1
    inside, at = [], start
    while at < span.end:
        if at in ends:
            inside.append(ends[at])
            at = ends[at].end
        elif text[at].isalpha() or (text[at] == "-" and _another_follows(text, span, at + 1, ends)):
            at += 1
        elif text[at] == " " and text[at - 1] == "]" and text[at + 1 : at + 2].isupper() and at + 2 in ends:
            at += 1
        else:
            break
    marks = [Mark(start, at, "expan", (), (), "letters in brackets within a word")]
    return marks + [Mark(one.start, one.end, "ex", (), _ends(one), "letters in brackets") for one in inside]


def _another_follows(text: str, span: Span, at: int, ends: Mapping[int, Span]) -> bool:
    while at < span.end and text[at].isalpha():
        at += 1
    return at in ends


def _alone(text: str, span: Span, pair: Span) -> list[Mark]:
    inside = text[pair.start + 1 : pair.end - 1].strip()
    if not inside:
        return [Mark(pair.start, pair.end, "gap", (("reason", "unspecified"),), (pair,), "empty brackets")]
    if _ELLIPSIS.match(inside):
        return [Mark(pair.start, pair.end, "gap", (("reason", "ellipsis"),), (pair,), "dots in brackets")]
    counted = _COUNTED.match(inside)
    if counted:
        return _counted_gap(pair, counted)
    if inside.lower() in _SIGNS:
        return _sign(text, span, pair, _SIGNS[inside.lower()])
    if _is_supplied(text, span, pair, inside):
        return [Mark(pair.start, pair.end, "supplied", (EDITOR,), _ends(pair), "a few words in brackets")]
    note = (("type", "editorial"), EDITOR)
    return [Mark(pair.start, pair.end, "note", note, _ends(pair), "a sentence in brackets")]


def _counted_gap(pair: Span, counted: re.Match[str]) -> list[Mark]:
    """A gap that says why, and perhaps how much; the editor's words stay, as its description."""
    attributes = [("reason", _first(_REASONS, counted.group("reason"), "illegible"))]
    unit = counted.group("unit")
    if unit:
        number = (counted.group("count") or "").lower()
        quantity = _NUMBERS.get(number) or (int(number) if number.isdigit() else None)
        attributes.append(("unit", _first(_UNITS, unit, "word")))
        attributes.append(("quantity", str(quantity)) if quantity else ("extent", "unknown"))
    return [
        Mark(pair.start, pair.end, "gap", tuple(attributes), _ends(pair), "a gap described in brackets"),
        Mark(pair.start + 1, pair.end - 1, "desc", (), (), "its description"),
    ]


def _first(table: tuple[tuple[str, tuple[str, ...]], ...], written: str, otherwise: str) -> str:
    written = written.lower()
    return next((name for name, beginnings in table if written.startswith(beginnings)), otherwise)


def _sign(text: str, span: Span, pair: Span, element: str) -> list[Mark]:
    """``[?]`` and ``[sic]`` speak of the word before them; the sign itself stays as a note."""
    sign = (("type", "editorial"), ("subtype", "sign"), EDITOR)
    marks = [Mark(pair.start, pair.end, "note", sign, _ends(pair), "an editor's sign in brackets")]
    word = _WORD_BEFORE.search(text, max(span.start, pair.start - 80), pair.start)
    if word and "\n" not in text[word.end() : pair.start]:
        marks.append(Mark(word.start(), word.end(), element, (), (), "the word before an editor's sign"))
    return marks


def _is_supplied(text: str, span: Span, pair: Span, inside: str) -> bool:
    """Words that the sentence goes on with, rather than a sentence about it."""
    words = inside.split()
    if "\n" in text[pair.start : pair.end]:
        return False
    if any(character.isdigit() for character in inside) or _REFERENCE.match(inside):
        return text[pair.start - 1 : pair.start].isalnum() and inside.isalnum()
    if inside[-1] in ".!?…" and len(words) > 1:
        return False
    if inside[0].islower():
        return len(words) <= _MOST_SUPPLIED
    goes_on = text[pair.end : pair.end + 2].lstrip()[:1]
    return len(words) == 1 and inside[0].isalpha() and (goes_on.isalpha() or goes_on == ",")
