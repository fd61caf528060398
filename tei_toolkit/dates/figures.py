"""Dates that are written in figures: ``1939-02-09``, ``3.2.1939``, ``3/2``, ``3.II.39``.

Two numbers alone are a date only where the words before them say so, or at the head of an entry.
"""

from __future__ import annotations

from tei_toolkit.dates.parts import DatePhrase, Parts
from tei_toolkit.dates.reader import Found, Reader


def iso(reader: Reader, at: int) -> Found:
    """``1939-02-09``."""
    tokens = reader.tokens
    piece = tokens.words[at : at + 5]
    if [len(word) for word in piece] != [4, 1, 2, 1, 2] or piece[1] != "-" or piece[3] != "-":
        return None
    close = all(tokens.touches(number) for number in range(at + 1, at + 5))
    following = tokens.word(at + 5)
    if not close or not (piece[2] + piece[4]).isdecimal() or (tokens.touches(at + 5) and following in ("-", "/")):
        return None
    month = int(piece[2])
    if not 1 <= month <= 12 or reader.year(at) is None:
        return None
    return DatePhrase(0, 0, Parts(int(piece[4]), month, int(piece[0]))), at + 5


def numeric(reader: Reader, at: int) -> Found:
    """``3.2.1939``, ``3/2``, ``3. II. 39``: the order of the edition, unless a number above 12 tells it."""
    tokens = reader.tokens
    first, sign = reader.number(at), tokens.word(at + 1)
    if first is None or len(tokens.word(at)) > 2 or sign not in ("/", ".", "-") or not tokens.touches(at + 1):
        return None
    roman = reader.roman_month(at + 2)
    second = roman[0] if roman else reader.number(at + 2)
    if second is None or len(tokens.word(at + 2)) > 4 or (len(tokens.word(at + 2)) > 2 and not roman):
        return None
    day, month = first, second
    if sign == "/" and not roman and (second > 12 or (reader.month_before_day and first <= 12)):
        day, month = second, first
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return None
    after = at + 3
    if tokens.word(after) == sign and tokens.touches(after):
        year = reader.year(after + 1)
        if year and not reader.goes_on(year[1]):
            return DatePhrase(0, 0, Parts(day, month, year[0])), year[1]
        short = tokens.word(after + 1)
        if (
            len(short) == 2
            and short.isdecimal()
            and not reader.goes_on(after + 2)
            and _is_short_date(reader, after + 1, at)
        ):
            return DatePhrase(0, 0, Parts(day, month), short_year=int(short)), after + 2
    year = reader.year(after) if not tokens.touches(after) else None
    if year and sign == "/":
        return DatePhrase(0, 0, Parts(day, month, year[0])), year[1]
    if sign == "/" and reader.is_short_year(after):
        return DatePhrase(0, 0, Parts(day, month), short_year=int(tokens.word(after))), after + 1
    return _numeric_without_year(reader, at, day, month, sign, roman is not None)


def _is_short_date(reader: Reader, at: int, first: int) -> bool:
    """Whether a last number of two digits is a year: not in ``3.10.06 kg``, ``10.30.15``."""
    return not reader.words.after.at(reader.tokens, at + 1) and not reader.words.halt.before(reader.tokens, first)


def _numeric_without_year(reader: Reader, at: int, day: int, month: int, sign: str, roman: bool) -> Found:
    tokens = reader.tokens
    after = at + 3
    if sign == "." and (tokens.word(after) == "." and tokens.touches(after)):
        after += 1
    elif sign == "." and not roman:
        return None
    if sign == "-" or reader.goes_on(after) or reader.words.after.at(tokens, after):
        return None
    if not reader.heading:
        before = reader.words.before_number.before(tokens, at) or reader.weekday_before(at)
        opens = at == 0 and sign == "/" and _opens_paragraph(reader) and (day > 12 or roman)
        if not (before or opens):
            return None
    return DatePhrase(0, 0, Parts(day, month)), after


def _opens_paragraph(reader: Reader) -> bool:
    before = reader.tokens.text[: reader.tokens.starts[0]].rstrip(" ")
    return not before or before[-1] in "\x00\n"
