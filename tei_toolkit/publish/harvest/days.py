"""Days, months and years in the words of the interface."""

from __future__ import annotations

import re


def day_in_words(date: str, words: dict[str, str]) -> str:
    """``1939-02-03`` → 3 February 1939, ``1939-02`` → February 1939; any other date as it is.

    ``words`` is a table of ``xslt/html/words``. A day is named without its weekday.
    """
    year, _, rest = date.partition("-")
    month, _, day = rest.partition("-")
    if not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])(-\d\d)?", date):
        return date
    pattern = re.sub(r"\[weekday\],?\s*|,?\s*\[weekday\]", "", words["date-day"]) if day else words["date-month"]
    said = {
        "day": words.get(f"day-{day.lstrip('0')}", day.lstrip("0")),
        "month": words[f"month-{int(month)}"],
        "name": words[f"month-name-{int(month)}"],
        "year": year,
    }
    return re.sub(r"\[(\w+)\]", lambda part: said[part.group(1)], pattern)
