"""The grammar of days: what the tokens from one of them on say, if they are a date.

Each production takes the token to begin with and gives a phrase, its offsets still 0, and the token after it; the
longest one counts. One grammar serves headings and running text. What has no day of the calendar in it
(centuries, seasons, feasts, ``last Tuesday``) is in ``periods`` and ``relative``.
"""

from __future__ import annotations

from dataclasses import replace

from tei_toolkit.dates.figures import iso, numeric
from tei_toolkit.dates.parts import DatePhrase, Parts
from tei_toolkit.dates.reader import Found, Reader

_LAST_DAY = 31
_APOSTROPHES = ("'", "’", "‘")
_DUAL_DAYS = range(10, 14)
"""By how many days the two calendars differ, from 1582 to 2100."""


class Grammar(Reader):
    """A reader of whole dates."""

    def date(self, at: int) -> Found:
        """A date with a day, or a month, or a year that needs no licence."""
        tokens = self.tokens
        if tokens.word(at).isdecimal():
            if not self.is_free(at):
                return None
            if len(tokens.word(at)) > 2:
                return iso(self, at) or self.year_first(at)
            return self._longest(numeric(self, at), self.day_first(at))
        return self._longest(self.weekday_first(at), self.month_first(at), self.day_first(at))

    def _longest(self, *found: Found) -> Found:
        best: Found = None
        for one in found:
            if one and (best is None or one[1] > best[1]):
                best = one
        return best

    def weekday_first(self, at: int) -> Found:
        """``Thursday, 9 Feb. 1939``, ``Monday the 15th``."""
        named = self.weekday(at)
        if named is None:
            return None
        weekday, after = named
        after = self.skip(after, ",–-(—")
        number = self.skip_the(after)
        tokens = self.tokens
        found: Found = None
        if tokens.word(number).isdecimal():
            found = self._longest(iso(self, number), numeric(self, number), self.day_first(number))
        else:
            found = self._longest(self.day_first(number), self.month_first(number))
        if found and found[0].first.month is None and found[0].relation is None:
            found = None
        if found is None:
            found = self._bare_day(number, is_told=number > after)
        return (found[0]._replace(weekday=weekday), found[1]) if found else None

    def _bare_day(self, at: int, is_told: bool) -> Found:
        """The day that a weekday is followed by."""
        day = self.day(at)
        tokens = self.tokens
        if day is None or not (self.heading or is_told or self.has_suffix(at)) or day[0] > 31:
            return None
        if not tokens.word(at).isdecimal() and not self.heading and not is_told:
            return None
        after = self.skip(day[1], ".", close=True) if self.words.code == "de" or self.heading else day[1]
        if self.words.after.at(tokens, after) or (tokens.word(after) in "/:.-" and self.goes_on(after)):
            return None
        year, short, after = self.year_after(after) if self.heading else (None, None, after)
        return DatePhrase(0, 0, Parts(day[0], None, year), short_year=short), after

    def day_first(self, at: int) -> Found:
        """``3 February``, ``3rd of Feb. 1939``, ``3–5 May``, ``17 (30) August 1914``, ``the 4th inst.``."""
        tokens = self.tokens
        found = self.day(at)
        if found is None:
            return None
        day, after = found
        related = self.words.relations.at(tokens, self.skip(after, "."))
        if related and (len(related[0]) > 0):
            return self._with_relation(day, related)
        dual = self._dual_day(day, after)
        if dual:
            return dual
        month = self._month_of(after)
        if month:
            if self._is_forbidden(at):
                return None
            return self._from_day_and_month(Parts(day, month[0]), month[1])
        return self._days_of_one_month(day, after)

    def _with_relation(self, day: int, related: tuple[str, int]) -> Found:
        if day > 31:
            return None
        return DatePhrase(0, 0, Parts(day), relation=related[0]), self.skip(related[1], ".", close=True)

    def _is_forbidden(self, at: int) -> bool:
        """``No. 3 May …``, ``at 4 May came``: the number belongs to what stands before it."""
        tokens = self.tokens
        if self.words.time.before(tokens, at) and tokens.word(at).isdecimal() and not self.has_suffix(at):
            return tokens.word(at + 1) != "." and self.words.code == "en"
        before = at - 1 if tokens.word(at - 1) == "." else at
        halt = self.words.halt.before(tokens, before)
        return halt is not None and not (len(tokens.word(before - 1)) == 1 and before == at)

    def _month_of(self, after: int) -> tuple[int, int] | None:
        """The month after a day: its name, or a Roman number before a year or after a full stop."""
        tokens = self.tokens
        then = self.skip(after, ".:") if tokens.word(after) in (".", ":") else after
        month = self.month(then) or self.month(self.skip_of(then))
        if month and then > after and self.words.month_first and len(tokens.word(month[1])) <= 2 and self.day(month[1]):
            # “at half past 3. May 4 was fine”: the number ends a sentence.
            return None
        if month:
            return month
        roman = self.roman_month(then)
        if roman and self.year(self.skip(roman[1], "./")):
            return roman[0], self.skip(roman[1], "./")
        return None

    def _dual_day(self, day: int, after: int) -> Found:
        """``17 (30) August 1914``, ``4/17 March 1917``."""
        tokens = self.tokens
        after = self.skip(after, ".", close=True)
        sign = tokens.word(after)
        if sign not in ("(", "/"):
            return None
        other = self.day(after + 1)
        if other is None:
            return None
        then = other[1]
        if sign == "(":
            if tokens.word(then) != ")":
                return None
            then += 1
        month = self._month_of(then)
        if month is None:
            return None
        year, short, end = self.year_after(month[1])
        return dual(Parts(day, month[0], year), Parts(other[0], month[0], year), short), end

    def _days_of_one_month(self, day: int, after: int) -> Found:
        """``3–5 May 1939``, ``3. und 4. Mai``, ``le 3 et le 4 mai``."""
        then = self.until(self.skip(after, ".", close=True))
        if then is None:
            return None
        other = self.day(self.skip_the(then))
        if other is None:
            return None
        month = self._month_of(other[1])
        if month is None:
            return None
        year, short, end = self.year_after(month[1])
        first, last = later(Parts(day, month[0], year), Parts(other[0], month[0], year))
        return DatePhrase(0, 0, first, last, short_year=short), end

    def _from_day_and_month(self, parts: Parts, after: int) -> Found:
        """After a day and its month: a second day of a dual date, the year, the other end of a range."""
        tokens = self.tokens
        if tokens.word(after) in ("(", "/") and tokens.word(after):
            other = self.day(after + 1)
            month = self._month_of(other[1]) if other else None
            if other and month:
                end = self.skip(month[1], ")") if tokens.word(after) == "(" else month[1]
                year, short, end = self.year_after(end)
                return dual(replace(parts, year=year), Parts(other[0], month[0], year), short), end
        year, short, end = self.year_after(after)
        parts = replace(parts, year=year)
        then = self.until(end, or_and=False)
        other = self.day(self.skip_the(then)) if then is not None else None
        month = self._month_of(other[1]) if other else None
        if other and month:
            last_year, short, end = self.year_after(month[1])
            first, last = later(replace(parts, year=year or last_year), Parts(other[0], month[0], last_year or year))
            return DatePhrase(0, 0, first, last, short_year=short), end
        return DatePhrase(0, 0, parts, short_year=short), end

    def month_first(self, at: int) -> Found:
        """``March 14th, 1939``, ``May 3–5``, ``August 1914``, ``March–May 1940``."""
        found = self.month(at)
        if found is None:
            return None
        month, after = found
        day = self._day_after_month(at, month, after)
        if day:
            return day
        year, short, end = self.year_after(after)
        if year and not self.words.after.at(self.tokens, end):
            return DatePhrase(0, 0, Parts(None, month, year)), end
        if short is not None and (short > _LAST_DAY or self.tokens.word(end - 2) in _APOSTROPHES):
            return DatePhrase(0, 0, Parts(None, month), short_year=short), end
        then = self.until(after)
        other = self.month(then) if then is not None else None
        year, short, end = self.year_after(other[1]) if other else (None, None, after)
        if other and year:
            first_year = year - 1 if other[0] < month else year
            return DatePhrase(0, 0, Parts(None, month, first_year), Parts(None, other[0], year)), end
        return None

    def _day_after_month(self, at: int, month: int, after: int) -> Found:
        tokens = self.tokens
        if not self.words.month_first and not (self.words.code == "und" and tokens.is_capital(at)):
            return None
        number = self.skip_the(self.skip(after, ","))
        day = self.day(number)
        if day is None or (self.goes_on(day[1]) and tokens.word(day[1]) not in ("-", "/")):
            return None
        if tokens.word(number).isdecimal() and not self.has_suffix(number) and self.words.after.at(tokens, day[1]):
            return None
        if self.words.halt.before(tokens, at) or self.words.halt.before(tokens, at - 1):
            return None
        parts = Parts(day[0], month)
        then = self.until(day[1], or_and=False)
        other = self.day(self.skip_the(then)) if then is not None else None
        if other and self.month(self.skip_of(self.skip(other[1], "."))) is None:
            year, short, end = self.year_after(other[1])
            first, last = later(replace(parts, year=year), Parts(other[0], month, year))
            return DatePhrase(0, 0, first, last, short_year=short), end
        year, short, end = self.year_after(day[1])
        far = self.until(end, or_and=False)
        second = self.month(far) if far is not None else None
        other = self.day(self.skip_the(second[1])) if second else None
        if second and other:
            last_year, short, end = self.year_after(other[1])
            first, last = later(Parts(day[0], month, year or last_year), Parts(other[0], second[0], last_year or year))
            return DatePhrase(0, 0, first, last, short_year=short), end
        return DatePhrase(0, 0, replace(parts, year=year), short_year=short), end

    def year_first(self, at: int) -> Found:
        """``1939. február 9``, ``1889, Dec. 12``."""
        year = self.year(at)
        if year is None:
            return None
        month = self.month(self.skip(self.skip(year[1], ".,"), ","))
        day = self.day(month[1]) if month else None
        if month is None or day is None or self.goes_on(day[1]):
            return None
        if self.month(self.skip_of(day[1])):
            return None
        return DatePhrase(0, 0, Parts(day[0], month[0], year[0])), day[1]


def dual(first: Parts, other: Parts, short: int | None) -> DatePhrase:
    """One day in two calendars if they are as far apart as these, else a range."""
    first, other = later(first, other)
    apart = (other.day or 0) - (first.day or 0)
    if any(apart + length in _DUAL_DAYS for length in (0, 28, 29, 30, 31)):
        return DatePhrase(0, 0, first, new_style=other, short_year=short)
    return DatePhrase(0, 0, first, other, short_year=short)


def later(first: Parts, other: Parts) -> tuple[Parts, Parts]:
    """Two days of which the second comes after the first: ``26 (8) August`` ends in September, and of
    ``31 December (13 January) 1917`` only the second is in that year."""
    if first.day and other.day and first.month and first.month == other.month and other.day < first.day:
        month = first.month % 12 + 1
        other = replace(other, month=month, year=other.year + (month == 1) if other.year else None)
    elif first.month and other.month and other.month < first.month and first.year and first.year == other.year:
        first = replace(first, year=first.year - 1)
    return first, other
