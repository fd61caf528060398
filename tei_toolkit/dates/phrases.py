"""Finding date phrases in text: ``3 February``, ``Thursday, 9 Feb. 1939``, ``17 (30) августа 1914``, ``last Tuesday``.

A phrase is what is written, not yet what it means: its parts may lack a year, a month, even a day.
``resolve`` makes values of them. One cheap pass finds the anchors, digits and words of dates; the grammar is tried
only round them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tei_toolkit.dates import periods, relative
from tei_toolkit.dates.grammar import Grammar
from tei_toolkit.dates.lexicon import Lexicon, lexicon
from tei_toolkit.dates.numeric import is_month_first
from tei_toolkit.dates.parts import DatePhrase, Parts, Step
from tei_toolkit.dates.reader import Found, Reader
from tei_toolkit.dates.tokens import Tokens, folded

__all__ = ["DatePhrase", "Parts", "Step", "find_dates"]

_BEFORE = 36
_AFTER = 64
"""Characters round an anchor that are looked at; no date phrase is longer."""


def find_dates(
    text: str,
    language: str,
    *,
    month_before_day: bool | None = None,
    heading: bool = False,
    taken: Sequence[tuple[int, int]] = (),
) -> list[DatePhrase]:
    """All date phrases of a text, in order, not overlapping; of two that overlap the one that begins first counts.

    Offsets count characters of ``text``, ends exclusive. ``language`` is a BCP 47 tag; with one that the tables
    lack (``und``) only names of months that mean the same in every language count. ``month_before_day`` is the
    order of dates in numbers; None: what the text itself proves, else the habit of the language's region
    (``en-US``). ``heading``: a weekday with a number, or two numbers, are a date by themselves, and nothing
    counts that is reckoned from another day. ``taken`` are stretches in which no phrase is looked for, in order.
    """
    words = lexicon(language)
    lower = folded(text)
    found: list[DatePhrase] = []
    done = 0
    skipped = list(reversed(taken))
    order = month_before_day
    for _, start, end in words.automaton.find_matches_as_indexes(lower):
        while skipped and start >= skipped[-1][0]:
            done = max(done, skipped.pop()[1])
        if start < done or not _stands_alone(lower, start, end):
            continue
        if order is None:
            order = is_month_first(text, language)
        if lower[start].isdecimal():
            number_end = _end_of_number(lower, start)
            phrase = None
            if words.could_be_date(lower, start, number_end, heading):
                phrase = _phrase_round(text, lower, words, done, start, order, heading)
            # The other digits of this number say no more.
            done = max(done, number_end)
        elif words.is_idle(lower, start, end):
            continue
        else:
            phrase = _phrase_round(text, lower, words, done, start, order, heading)
        if phrase:
            found.append(phrase)
            done = phrase.end
    return found


def _stands_alone(lower: str, start: int, end: int) -> bool:
    """Whether an anchor is a word of its own, not ``sommer`` in ``Sommerfrische``; a number may have an ending."""
    if lower[start].isdecimal():
        return True
    after = lower[end] if end < len(lower) else " "
    if after.isalnum():
        return False
    return start == 0 or not lower[start - 1].isalpha()


def _end_of_number(lower: str, start: int) -> int:
    while start < len(lower) and lower[start].isdecimal():
        start += 1
    return start


def _phrase_round(
    text: str, lower: str, words: Lexicon, done: int, anchor: int, month_before_day: bool, heading: bool
) -> DatePhrase | None:
    """The phrase that holds the anchor, if there is one; it begins no earlier than ``done``."""
    begin, end = _window(lower, anchor)
    tokens = Tokens(text, lower, begin, end)
    reader = Grammar(tokens, words, month_before_day, heading)
    starts, ends, openers = tokens.starts, tokens.ends, words.openers
    for at, word in enumerate(tokens.words):
        start = starts[at]
        if start > anchor:
            return None
        if start < done or not (word in openers or word.isdecimal() or word[0] in "ivx"):
            continue
        found = read_at(reader, at)
        if found and ends[found[1] - 1] > anchor:
            return found[0]._replace(start=start, end=ends[found[1] - 1])
    return None


def _window(lower: str, anchor: int) -> tuple[int, int]:
    """The stretch round an anchor, in its own paragraph, cut between words."""
    begin = max(anchor - _BEFORE, 0)
    boundary = lower.rfind("\x00", begin, anchor)
    if boundary >= 0:
        begin = boundary + 1
    elif begin:
        space = lower.find(" ", begin, anchor)
        begin = space + 1 if space >= 0 else anchor
    end = min(anchor + _AFTER, len(lower))
    boundary = lower.find("\x00", anchor, end)
    if boundary >= 0:
        end = boundary
    elif end < len(lower):
        space = lower.rfind(" ", anchor, end)
        end = space if space > anchor else end
    return begin, end


def read_at(reader: Grammar, at: int) -> Found:
    """The longest phrase that begins with a token, in its setting: ``c.``, ``early``, the calendar it is in."""
    tokens, words = reader.tokens, reader.words
    if "setting" in words.openers.get(tokens.words[at], ()):
        about = words.about.at(tokens, at)
        if about:
            found = _plain(reader, about[1], licensed=True)
            allowed = found and found[0].first.year and not found[0].bare
            return (found[0]._replace(about=True), found[1]) if found and allowed else None
        part = words.parts.at(tokens, at)
        if part:
            found = _plain(reader, reader.skip_of(reader.skip_the(reader.skip(part[1], "-–"))), licensed=True)
            return (found[0]._replace(part=part[0]), found[1]) if found and _has_parts(found[0]) else None
    found = _plain(reader, at)
    return _with_style(reader, found) if found else None


def _has_parts(phrase: DatePhrase) -> bool:
    """Whether what a phrase names has a beginning, a middle and an end: a month, a year, a century."""
    return not (
        phrase.first.day or phrase.last or phrase.feast or phrase.bare or phrase.step or phrase.weekday is not None
    )


def _plain(reader: Grammar, at: int, licensed: bool = False) -> Found:
    word = reader.tokens.word(at)
    if word.isdecimal():
        found = reader.date(at) or periods.decade(reader, at) or periods.century(reader, at)
        if found or reader.heading:
            return found
        return relative.day_alone(reader, at) or periods.year_alone(reader, at, licensed)
    best: Found = None
    kinds = reader.words.openers.get(word, _CENTURY)
    for kind, read in _HEADING_PRODUCTIONS if reader.heading else _PRODUCTIONS:
        if kind in kinds:
            one = read(reader, at)
            if one and (best is None or one[1] > best[1]):
                best = one
    if best is None and licensed and not reader.heading:
        return periods.month_alone(reader, at, licensed)
    return best


_CENTURY = frozenset(("century",))
"""What a word may begin that is in no table: the Roman number of a century."""
_HEADING_PRODUCTIONS: tuple[tuple[str, Callable[[Grammar, int], Found]], ...] = (
    ("date", Grammar.date),
    ("feast", periods.feast),
)
_PRODUCTIONS = (
    *_HEADING_PRODUCTIONS,
    ("season", periods.season),
    ("decade", periods.decade),
    ("century", periods.century),
    ("day", relative.day_word),
    ("directed", relative.directed),
    ("weekday", relative.weekday_told),
    ("month", periods.month_alone),
)


def _with_style(reader: Reader, found: tuple[DatePhrase, int]) -> Found:
    """With the calendar that is written beside the date: ``3 February 1701 O.S.``"""
    phrase, after = found
    if phrase.first.day is None or phrase.new_style:
        return found
    for skipped in (after, reader.skip(after, ","), _after_year_word(reader, after)):
        style = reader.words.styles.at(reader.tokens, skipped)
        if style:
            return phrase._replace(style=style[0]), style[1]
    return found


def _after_year_word(reader: Reader, after: int) -> int:
    named = reader.words.year_word.at(reader.tokens, after)
    return named[1] if named else after
