"""Dates that are reckoned from another: ``yesterday``, ``last Tuesday``, ``next week``, ``on the 5th``.

Each function takes a reader and a token to begin with, and gives a phrase (its offsets still 0) and the token
after it. ``today`` is not read: every diary means the day of its entry, and a tag would say nothing.
"""

from __future__ import annotations

from dataclasses import replace

from tei_toolkit.dates.parts import DatePhrase, Parts, Step
from tei_toolkit.dates.periods import feast
from tei_toolkit.dates.reader import Found, Reader

_LOOK_BACK = 8
"""Tokens: so far before a weekday a verb of the future counts."""
_SENTENCE_END = frozenset(".!?;:—―")


def day_word(reader: Reader, at: int) -> Found:
    """``yesterday``, ``vorgestern``, ``завтра``; and ``the next day``, reckoned from the date named before."""
    tokens, words = reader.tokens, reader.words
    following, found = words.next_days.at(tokens, at), words.days.at(tokens, at)
    if following and (found is None or following[1] > found[1]):
        return DatePhrase(0, 0, Parts(), step=Step("day", following[0], after_phrase=True)), following[1]
    if found is None or words.not_relative.before(tokens, at):
        return None
    # German Morgen is the morning, morgen tomorrow.
    if tokens.word(at) == "morgen" and tokens.is_capital(at):
        return None
    return DatePhrase(0, 0, Parts(), step=Step("day", found[0])), found[1]


def directed(reader: Reader, at: int) -> Found:
    """``last month``, ``next Tuesday``, ``last May``, ``vorigen Sommer``; and ``le mois dernier``, ``Tuesday last``."""
    tokens, words = reader.tokens, reader.words
    direction = words.directions.at(tokens, at)
    if direction:
        by, after = direction
        if reader.words.plural.before(tokens, at):
            return None
        return _what(reader, after, by)
    target = _what(reader, at, None)
    if target is None:
        return None
    direction = words.directions.at(tokens, target[1])
    after_only = words.code in ("fr", "it", "es", "pt", "en")
    if direction is None or not after_only or direction[0] == 0:
        return None
    if words.code == "en" and (target[0].step and target[0].step.unit in ("week", "month", "year")):
        return None
    assert target[0].step
    return target[0]._replace(step=replace(target[0].step, by=direction[0])), direction[1]


def _what(reader: Reader, at: int, by: int | None) -> Found:
    """The unit, weekday, month, season or feast that a direction is said of."""
    tokens, words = reader.tokens, reader.words
    unit = words.units.at(tokens, at)
    if unit:
        if tokens.word(unit[1]) in ("'", "’") and by == 0:
            return None
        return DatePhrase(0, 0, Parts(), step=Step(unit[0], by or 0)), unit[1]
    weekday = reader.weekday(at)
    if weekday:
        if by == 0 or reader.words.months.at(tokens, weekday[1]) or tokens.word(weekday[1]).isdecimal():
            return None
        return DatePhrase(0, 0, Parts(), weekday=weekday[0], step=Step("weekday", by or 0)), weekday[1]
    month = reader.month(at)
    if month:
        if tokens.word(month[1]).isdecimal():
            return None
        return DatePhrase(0, 0, Parts(None, month[0]), step=Step("date", by or 0)), month[1]
    season = words.seasons.at(tokens, at)
    if season:
        return DatePhrase(0, 0, Parts(), season=season[0], step=Step("date", by or 0)), season[1]
    named = feast(reader, at) if by else None
    if named and named[0].first.year is None:
        return named[0]._replace(step=Step("date", by or 0)), named[1]
    return None


def weekday_told(reader: Reader, at: int) -> Found:
    """``till Tuesday``, ``since Friday``, ``on the Saturday``, ``is to be sung Tuesday``: only where the words
    before it say on which side of the entry it lies."""
    found = reader.weekday(at)
    if found is None:
        return None
    tokens, words = reader.tokens, reader.words
    weekday, after = found
    if words.months.at(tokens, after) or tokens.word(after).isdecimal() or reader.is_compound(after):
        return None
    by: int | None = None
    if words.on_the.before(tokens, at):
        by = 0
    elif words.since.before(tokens, at):
        by = -1
    elif words.till.before(tokens, at) or _is_coming(reader, at):
        by = 1
    if by is None or tokens.ends[found[1] - 1] - tokens.starts[at] < 4:
        return None
    return DatePhrase(0, 0, Parts(), weekday=weekday, step=Step("weekday", by)), after


def _is_coming(reader: Reader, at: int) -> bool:
    """Whether a verb before it, in the same sentence, is of the future."""
    tokens = reader.tokens
    if reader.words.halt.before(tokens, at):
        return False
    for before in range(at, max(at - _LOOK_BACK, 0), -1):
        if tokens.word(before - 1) in _SENTENCE_END:
            return False
        if reader.words.coming.before(tokens, before):
            return True
    return False


def day_alone(reader: Reader, at: int) -> Found:
    """``on the 5th``, ``am 15.``, ``до 5-го``: a day of the month, after a word that says a time and before none
    that it could count."""
    tokens, words = reader.tokens, reader.words
    if not tokens.word(at).isdecimal() or not reader.is_free(at):
        return None
    found = reader.day(at)
    if found is None or found[0] > 31:
        return None
    day, after = found
    told = words.day_word.at(tokens, after)
    if told and reader.has_suffix(at):
        return DatePhrase(0, 0, Parts(day), bare=True), told[1]
    if not words.day.before(tokens, at):
        return None
    dotted = words.code == "de" and tokens.word(after) == "." and tokens.touches(after)
    if not (reader.has_suffix(at) or dotted):
        return None
    then = after + 1 if dotted else after
    if reader.goes_on(then) or words.after.at(tokens, then) or words.century.at(tokens, then):
        return None
    word = tokens.word(then)
    if words.and_.at(tokens, then) and reader.day(then + 1):
        # “the 6th and 12th dynasties”
        return None
    if (
        not word
        or word in ".,;:)!?—–―"
        or (words.follow.at(tokens, then) and not tokens.is_capital(then))
        or word == "i"
    ):
        return DatePhrase(0, 0, Parts(day), bare=True), then
    return None
