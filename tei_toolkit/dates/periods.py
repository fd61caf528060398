"""Dates that name no day: months and years alone, decades, centuries, seasons, and feast days.

Each function takes a reader and a token to begin with, and gives a phrase (its offsets still 0) and the token
after it. A number alone is a date only where the words round it say so.
"""

from __future__ import annotations

from dataclasses import replace

from tei_toolkit.dates.feasts import fixed
from tei_toolkit.dates.parts import DatePhrase, Parts
from tei_toolkit.dates.reader import Found, Reader

_LATEST_CENTURY = 21
_LONGEST_RANGE = 150
"""Years: ``1500–1900`` is hardly a range of years."""
_CLOSES = frozenset(".,;:)!?”’\"'»]―—–…")
_ROMAN_NUMBERS = {"i": 1, "v": 5, "x": 10}
_ORDINAL_ENDINGS = ("ème", "eme", "e", "er", "re", "th", "st", "nd", "rd")


def month_alone(reader: Reader, at: int, licensed: bool = False) -> Found:
    """``in March``, ``seit Mai``, ``в марте``: a month without a year, after a word that says a time."""
    found = reader.month(at)
    if found is None or not (licensed or reader.words.month.before(reader.tokens, at)):
        return None
    tokens, (month, after) = reader.tokens, found
    if len(tokens.word(at)) < 3 or tokens.word(after).isdecimal():
        return None
    if reader.words.halt.before(tokens, at):
        return None
    return DatePhrase(0, 0, Parts(None, month)), after


def year_alone(reader: Reader, at: int, licensed: bool = False) -> Found:
    """``in 1325``, ``1905 г.``, ``1914–18``, ``(1561)``, ``Bacon, 1561.``"""
    tokens = reader.tokens
    if not tokens.word(at).isdecimal() or not reader.is_free(at):
        return None
    found = reader.year(at)
    if found is None:
        return _early_year(reader, at)
    year, after = found
    if _is_halted(reader, at):
        return None
    told = _is_no_count(reader, after) if licensed else _year_is_told(reader, at, after)
    end = _end_of_years(reader, year, after, told or _is_between_brackets(reader, at))
    if end:
        return DatePhrase(0, 0, Parts(year=year), Parts(year=end[0])), end[1]
    if reader.goes_on(after) or _counts_up_to(reader, after) or (tokens.touches(after) and tokens.is_word(after)):
        return None
    if told:
        return DatePhrase(0, 0, Parts(year=year)), after
    if _stands_apart(reader, at, after):
        return DatePhrase(0, 0, Parts(year=year), bare=True), after
    return None


def _counts_up_to(reader: Reader, after: int) -> bool:
    """Whether a number is the lower end of a range that is not of years: from 1200 to 1500 men."""
    then = reader.until(after)
    return (
        then is not None
        and reader.number(then) is not None
        and reader.words.after.at(reader.tokens, then + 1) is not None
    )


def _early_year(reader: Reader, at: int) -> Found:
    """``in 529 on the site``: a year of three digits needs a word before it and one after it that take no noun."""
    tokens, words = reader.tokens, reader.words
    year = reader.number(at)
    if year is None or len(tokens.word(at)) != 3 or not words.year.before(tokens, at) or reader.goes_on(at + 1):
        return None
    following = tokens.word(at + 1)
    doubtful = words.and_.at(tokens, at + 1) or words.of.at(tokens, at + 1) or words.until.at(tokens, at + 1)
    if words.code == "en" and tokens.word(at - 1) not in ("in", "year", "."):
        return None
    if (following in _CLOSES and following) or (words.follow.at(tokens, at + 1) and not doubtful):
        return DatePhrase(0, 0, Parts(year=year), bare=True), at + 1
    return None


def _is_halted(reader: Reader, at: int) -> bool:
    before = at - 1 if reader.tokens.word(at - 1) == "." else at
    return reader.words.halt.before(reader.tokens, before) is not None


def _year_is_told(reader: Reader, at: int, after: int) -> bool:
    words, tokens = reader.words, reader.tokens
    if words.year_word.at(tokens, after):
        return True
    if words.certain_year.before(tokens, at) and not words.after.at(tokens, after):
        return True
    if not (words.year.before(tokens, at) or words.from_.before(tokens, at) or words.between.before(tokens, at)):
        return False
    return _follows_freely(reader, after)


def _follows_freely(reader: Reader, after: int) -> bool:
    """Whether what stands after a bare number can't be the thing that it counts."""
    tokens, words = reader.tokens, reader.words
    word = tokens.word(after)
    if not word or word in _CLOSES or word in "-/":
        return True
    if words.after.at(tokens, after):
        return False
    if words.follow.at(tokens, after) or words.and_.at(tokens, after) or words.until.at(tokens, after):
        return True
    return words.code == "en" and tokens.is_capital(after)


def _is_no_count(reader: Reader, after: int) -> bool:
    """Whether a number after ``about`` may be a year: ``c. 1730``, not ``about 1200 people``, ``etwa 300 Mann``."""
    words, tokens = reader.words, reader.tokens
    noun = words.code == "de" and tokens.is_capital(after) and not words.follow.at(tokens, after)
    return not noun and not words.after.at(tokens, after)


def _is_between_brackets(reader: Reader, at: int) -> bool:
    return reader.tokens.word(at - 1) in ("(", "[", "*", "†")


def _stands_apart(reader: Reader, at: int, after: int) -> bool:
    """``(1561)``, ``Lord Bacon, 1561.``: alone in brackets, or between a name and the end of the sentence."""
    tokens = reader.tokens
    before, following = tokens.word(at - 1), tokens.word(after)
    if before == "(":
        return following == ")"
    if before in ("*", "†"):
        return True
    if before != "," or not tokens.is_capital(at - 2):
        return False
    ends = after == tokens.count or tokens.text[tokens.ends[at] :].lstrip(" .;")[:1] in ("\x00", "")
    return ends or (following == "." and tokens.is_capital(after + 1)) or following in (";", ")")


def _end_of_years(reader: Reader, year: int, after: int, told: bool) -> tuple[int, int] | None:
    """The later year of ``1914–1918``, ``1914–18``, ``from 1889 to 1891``, ``1914/15``."""
    tokens = reader.tokens
    then = reader.until(after, or_and=told) or (
        after + 1 if tokens.word(after) == "/" and tokens.touches(after) else None
    )
    if then is None:
        return None
    if tokens.word(then).isdecimal() and not reader.goes_on(then + 1):
        written = tokens.word(then)
        other = int(written)
        close = tokens.touches(then) and tokens.touches(after)
        if len(written) == 2 and told and close:
            other += year - year % 100
        elif len(written) != 4 or (not told and tokens.word(after) == "/") or not (told or close):
            return None
        if year < other <= year + _LONGEST_RANGE and not reader.words.after.at(tokens, then + 1):
            return other, then + 1
    return None


def decade(reader: Reader, at: int) -> Found:
    """``the 1880s``, ``in den 80er Jahren``, ``the eighties``, ``в 80-х годах``."""
    tokens, words = reader.tokens, reader.words
    named = words.decades.at(tokens, at)
    if named:
        if words.personal.before(tokens, at) or (
            words.decade_before.entries and not words.decade_before.before(tokens, at)
        ):
            return None
        return DatePhrase(0, 0, Parts(), years=(named[0], named[0] + 9)), named[1]
    apostrophe = tokens.word(at) in ("'", "’", "‘")
    number = at + 1 if apostrophe else at
    word = tokens.word(number)
    if not word.isdecimal() or len(word) not in (2, 4) or word[-1] != "0" or not (apostrophe or reader.is_free(at)):
        return None
    suffix = words.decade.at(tokens, number + 1)
    first = int(word)
    if suffix is None or not tokens.touches(number + 1) or (len(word) == 4 and not reader.year(number)):
        return None
    if len(word) == 2 and words.code == "en" and not apostrophe:
        return None
    if words.personal.before(tokens, at):
        return None
    return DatePhrase(0, 0, Parts(), years=(first, first + 9)), suffix[1]


def century(reader: Reader, at: int) -> Found:
    """``the 17th century``, ``XVIIe siècle``, ``siglo XVII``, ``the 18th dynasty``."""
    tokens, words = reader.tokens, reader.words
    before = words.century.at(tokens, at)
    if before:
        number = _roman(tokens.word(before[1])) if tokens.is_capital(before[1]) else None
        return (_century(number), before[1] + 1) if number and number <= _LATEST_CENTURY else None
    numbered = _ordinal(reader, at)
    if numbered is None:
        return None
    number, after = numbered
    after = reader.skip(after, ".", close=True)
    named = words.century.at(tokens, after)
    if named and number <= _LATEST_CENTURY:
        return _century(number), named[1]
    dynasty = words.dynasty.at(tokens, after)
    if dynasty and number in DYNASTIES:
        return DatePhrase(0, 0, Parts(), years=DYNASTIES[number]), dynasty[1]
    return None


def _century(number: int) -> DatePhrase:
    return DatePhrase(0, 0, Parts(), years=(number * 100 - 99, number * 100))


def _ordinal(reader: Reader, at: int) -> tuple[int, int] | None:
    tokens = reader.tokens
    day = reader.day(at)
    if day:
        if tokens.word(at).isdecimal() and not reader.is_free(at):
            return None
        return day
    if not tokens.is_capital(at):
        return None
    word = tokens.word(at)
    stems = (word.removesuffix(ending) for ending in ("", *_ORDINAL_ENDINGS) if word.endswith(ending))
    number = next((found for stem in stems if (found := _roman(stem))), None)
    return (number, reader.after_suffix(at)) if number else None


def _roman(word: str) -> int | None:
    if not word or not set(word) <= set(_ROMAN_NUMBERS):
        return None
    values = [_ROMAN_NUMBERS[letter] for letter in word]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < following else value for value, following in pairs)


def season(reader: Reader, at: int) -> Found:
    """``spring 1939``, ``im Herbst 1912``, ``winter 1914/15``, ``l'été de 1890``."""
    found = reader.words.seasons.at(reader.tokens, at)
    if found is None:
        return None
    number, after = found
    then = reader.skip_of(reader.skip(after, ","))
    then = _after_in_year(reader, then)
    year = reader.year(then)
    if year is None:
        return None
    last = _end_of_years(reader, year[0], year[1], told=True)
    if number == 4 and last and last[0] == year[0] + 1 and reader.tokens.word(year[1]) in "/–-":
        return DatePhrase(0, 0, Parts(year=year[0]), Parts(year=last[0]), season=number), last[1]
    return DatePhrase(0, 0, Parts(year=year[0]), season=number), year[1]


def _after_in_year(reader: Reader, at: int) -> int:
    """The token after ``des Jahres``, ``of the year``, ``roku``, before a year."""
    found = reader.words.year.at(reader.tokens, at)
    if found and reader.year(found[1]):
        return found[1]
    return at


def feast(reader: Reader, at: int) -> Found:
    """``Lady Day``, ``Ostermontag 1939``, ``на Пасху``."""
    tokens, words = reader.tokens, reader.words
    found = words.feasts.at(tokens, at)
    if found is None or reader.is_compound(found[1]):
        return None
    (rule, doubtful), after = found
    if words.months_capital and not (tokens.is_capital(at) or (words.code == "en" and tokens.is_capital(after - 1))):
        return None
    year, short, end = reader.year_after(after)
    if year is None and short is None and not reader.heading:
        if words.halt.before(tokens, at) or (doubtful and not words.feast_licences.before(tokens, at)):
            return None
        if words.code == "en" and not _follows_freely_small(reader, after):
            return None
        if doubtful and words.code not in ("de", "en") and tokens.is_capital(after):
            # Noël Coward
            return None
    day = fixed(rule)
    parts = replace(day, year=year) if day and not rule.startswith("julian") else Parts(year=year)
    return DatePhrase(0, 0, parts, feast=rule, short_year=short), end


def _follows_freely_small(reader: Reader, after: int) -> bool:
    """Whether no small word follows that the feast would describe: a Christmas tree."""
    tokens, words = reader.tokens, reader.words
    word = tokens.word(after)
    if not tokens.is_word(after) or tokens.is_capital(after) or word in ("last", "next"):
        return True
    return words.follow.at(tokens, after) is not None


DYNASTIES = {
    1: (-3150, -2890), 2: (-2890, -2686), 3: (-2686, -2613), 4: (-2613, -2494), 5: (-2494, -2345), 6: (-2345, -2181),
    7: (-2181, -2160), 8: (-2181, -2160), 9: (-2160, -2130), 10: (-2130, -2040), 11: (-2134, -1991),
    12: (-1991, -1802), 13: (-1803, -1649), 14: (-1705, -1690), 15: (-1674, -1535), 16: (-1660, -1600),
    17: (-1580, -1550), 18: (-1549, -1292), 19: (-1292, -1189), 20: (-1189, -1077), 21: (-1077, -943),
    22: (-943, -716), 23: (-837, -728), 24: (-732, -720), 25: (-744, -656), 26: (-664, -525), 27: (-525, -404),
    28: (-404, -398), 29: (-398, -380), 30: (-380, -343), 31: (-343, -332),
}  # fmt: skip
"""The dynasties of Egypt, which travellers date by, in the conventional chronology; years before Christ negative,
as TEI writes them (``-0056`` is 56 BC)."""
