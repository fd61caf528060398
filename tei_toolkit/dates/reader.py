"""What single tokens say: a day, a month, a weekday, a year, and the small words between them.

Each method takes the token to begin with and gives a value and the token after it, or None.
"""

from __future__ import annotations

from tei_toolkit.dates.lexicon import SUFFIXES, Lexicon
from tei_toolkit.dates.parts import DatePhrase
from tei_toolkit.dates.tokens import Tokens

Found = tuple[DatePhrase, int] | None
"""A phrase, its offsets still 0, and the token after it."""
_LATEST_YEAR = 2099
_EARLIEST_YEAR = 1000
_LATEST_HOUR = 12
CLOSES = frozenset(".,;:)!?”’\"'»]―—–…")
"""Signs that end what stands before them."""


class Reader:
    """Reads what tokens say, in one language.

    ``month_before_day``: the order of ``3/4``; ``heading``: whether a weekday and a number, or two numbers, are a
    date by themselves, as they are at the head of an entry and nowhere else.
    """

    def __init__(self, tokens: Tokens, words: Lexicon, month_before_day: bool = False, heading: bool = False) -> None:
        self.tokens = tokens
        self.words = words
        self.month_before_day = month_before_day
        self.heading = heading

    def number(self, at: int) -> int | None:
        """A number that is not part of a longer one (``1.5``, ``£3``, ``N1342/57``)."""
        word = self.tokens.word(at)
        return int(word) if word.isdecimal() and len(word) <= 4 else None

    def is_free(self, at: int) -> bool:
        """Whether a token does not continue a number, a fraction, a sum or a word."""
        tokens = self.tokens
        start = tokens.starts[at]
        before = tokens.text[start - 1] if start else " "
        if before.isspace() or before in "([„“\"'‘’»«›‹—–―,;:*\x00†":
            return not (before in ",:" and start > 1 and tokens.text[start - 2].isdecimal())
        return not (before.isalnum() or before in "/.£$€#§№_%+=-")

    def goes_on(self, at: int) -> bool:
        """Whether what stands here continues a row of numbers."""
        tokens = self.tokens
        if not tokens.touches(at):
            return False
        word = tokens.word(at)
        return word.isdecimal() or (word in "/.-:," and tokens.touches(at + 1) and tokens.word(at + 1).isdecimal())

    def is_compound(self, at: int) -> bool:
        """Whether a hyphen joins a word to the one before it: ``Christmas-tree``, not ``Christmas--then``."""
        tokens = self.tokens
        return tokens.word(at) == "-" and tokens.touches(at) and tokens.touches(at + 1) and tokens.word(at + 1) != "-"

    def day(self, at: int) -> tuple[int, int] | None:
        """``3``, ``3rd``, ``8-го``, ``third``. Up to 39, so that 32 March is seen, and reported as no day."""
        tokens = self.tokens
        word = tokens.word(at)
        if not word.isdecimal():
            return self.words.ordinals.at(tokens, at)
        if len(word) > 2 or not 1 <= int(word) <= 39:
            return None
        return int(word), self.after_suffix(at)

    def after_suffix(self, at: int) -> int:
        """The token after a number and the letters that make it an ordinal."""
        tokens = self.tokens
        after = at + 1
        if tokens.word(after) == "-" and tokens.touches(after) and tokens.word(after + 1) in SUFFIXES:
            return after + 2
        if tokens.word(after) in SUFFIXES and tokens.starts[after] - tokens.ends[at] <= 1:
            # “5 d” and “3 o” are ordinals only if nothing parts them.
            return after + 1 if tokens.touches(after) or len(tokens.word(after)) > 1 else after
        return after

    def has_suffix(self, at: int) -> bool:
        """Whether a day is written as an ordinal: with letters, or as a word."""
        return not self.tokens.word(at).isdecimal() or self.after_suffix(at) > at + 1

    def month(self, at: int) -> tuple[int, int] | None:
        """A month's name, with the full stop of an abbreviation."""
        found = self.words.months.at(self.tokens, at)
        if found is None:
            return None
        if self.words.months_capital and not self._may_begin_name(at):
            return None
        return found[0], self.skip(found[1], ".:", close=True)

    def _may_begin_name(self, at: int) -> bool:
        return (
            self.tokens.is_capital(at) or self.tokens.word(at)[0].isdecimal() or self.tokens.word(at) in ("an", "dhen")
        )

    def roman_month(self, at: int) -> tuple[int, int] | None:
        """``II`` in ``3.II.1939``: only between the signs that part numbers."""
        tokens = self.tokens
        number = self.words.roman.get(tokens.word(at))
        if number is None or not (tokens.is_capital(at) or tokens.word(at) == "i"):
            return None
        return (number, at + 1) if tokens.is_capital(at) else None

    def weekday(self, at: int) -> tuple[int, int] | None:
        """A weekday's name, with the full stop of an abbreviation."""
        found = self.words.weekdays.at(self.tokens, at)
        if found is None or (self.words.weekdays_capital and not self.tokens.is_capital(at)):
            return None
        return found[0], self.skip(found[1], ".:", close=True)

    def weekday_before(self, at: int) -> bool:
        """Whether a weekday stands before a token, with or without a comma."""
        at = at - 1 if self.tokens.word(at - 1) in (",", ".") else at
        return self.words.weekdays.before(self.tokens, at) is not None

    def year(self, at: int) -> tuple[int, int] | None:
        """A year of four digits."""
        word = self.tokens.word(at)
        if len(word) == 4 and word.isdecimal() and _EARLIEST_YEAR <= int(word) <= _LATEST_YEAR:
            return int(word), at + 1
        return None

    def year_after(self, at: int) -> tuple[int | None, int | None, int]:
        """The year after a day or month, if there is one: of four digits, or of two (``’39``); the token after it."""
        tokens = self.tokens
        then = self.skip_of(self.skip(at, ",."))
        year = self.year(then)
        if year:
            other = self._year_from_january(year[0], year[1])
            return (year[0] + 1, None, other) if other else (year[0], None, year[1])
        if (
            tokens.word(then) in ("'", "’", "‘")
            and len(tokens.word(then + 1)) == 2
            and tokens.word(then + 1).isdecimal()
        ):
            return None, int(tokens.word(then + 1)), then + 2
        if self.is_short_year(then) and then - at <= 1:
            return None, int(tokens.word(then)), then + 1
        return None, None, at

    def _year_from_january(self, year: int, at: int) -> int | None:
        """The token after ``1701/2``: where the year began in March, its last months were written with both."""
        tokens = self.tokens
        if tokens.word(at) != "/" or not (tokens.touches(at) and tokens.touches(at + 1)):
            return None
        other = tokens.word(at + 1)
        return at + 2 if other.isdecimal() and str(year + 1).endswith(other) else None

    def is_short_year(self, at: int) -> bool:
        """Whether a number of two digits after a date can be nothing but a year: too high for an hour, and nothing
        after it that it could count (``18/2 89.``)."""
        tokens = self.tokens
        word = tokens.word(at)
        if (
            len(word) != 2
            or not word.isdecimal()
            or int(word) <= _LATEST_HOUR
            or tokens.touches(at)
            or tokens.word(at - 1) == ","
        ):
            return False
        return tokens.word(at + 1) in CLOSES and not self.goes_on(at + 1)

    def skip(self, at: int, signs: str, close: bool = False) -> int:
        """The token after one of the signs, if one stands here; ``close``: without a space before it."""
        word = self.tokens.word(at)
        if word and word in signs and (not close or self.tokens.touches(at)):
            return at + 1
        return at

    def skip_of(self, at: int) -> int:
        """The token after ``of``, ``de``, ``des``."""
        found = self.words.of.at(self.tokens, at)
        return found[1] if found else at

    def skip_the(self, at: int) -> int:
        """The token after ``the``, ``den``, ``le``."""
        found = self.words.the.at(self.tokens, at)
        return found[1] if found else at

    def until(self, at: int, or_and: bool = True) -> int | None:
        """The token after what stands between the ends of a range."""
        found = self.words.until.at(self.tokens, at) or (self.words.and_.at(self.tokens, at) if or_and else None)
        return found[1] if found else None
