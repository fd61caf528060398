"""Write the table of month and weekday names from CLDR, as the package babel has it.

Run by maintainers: ``python scripts/make_calendar_words.py``. The result is committed, so that babel is not
needed at run time.
"""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from pathlib import Path

from babel import Locale
from babel.dates import get_day_names, get_month_names

# The languages of the diaries we know of, and their neighbours.
LANGUAGES = (
    "af be bg br bs ca cs cy da de el en es et eu fi fo fr ga gd gl he hr hu hy is it ka la lb lt lv mk mt"
    " nb nl nn pl pt rm ro ru sk sl sq sr sv tr uk yi"
).split()
TERRITORIES = {"de": ["AT", "CH"], "en": ["GB", "US"], "fr": ["CH", "CA"], "it": ["CH"], "sr": [], "pt": ["PT"]}
TARGET = Path(__file__).parent.parent / "tei_toolkit" / "dates" / "calendar_words.json"


def names(language: str) -> dict[str, str | list[list[str]]]:
    """The language's English name, the twelve months and the seven weekdays (from Monday), each with all its
    forms, longest first."""
    months: list[set[str]] = [set() for _ in range(12)]
    days: list[set[str]] = [set() for _ in range(7)]
    for tag in [language, *(f"{language}_{territory}" for territory in TERRITORIES.get(language, []))]:
        locale = Locale.parse(tag)
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for number, name in get_month_names(width, context, locale).items():
                    months[number - 1].add(name.rstrip("."))
                for number, name in get_day_names(width, context, locale).items():
                    days[number].add(name.rstrip("."))
    english = Locale.parse(language).get_display_name("en") or language
    script = _script("".join(form for forms in (*months, *days) for form in forms))
    return {
        "name": english,
        "months": [_own(forms, script) for forms in months],
        "weekdays": [_own(forms, script) for forms in days],
    }


def _own(forms: set[str], script: str) -> list[str]:
    """Without CLDR's fallbacks (M01, names of a neighbouring language in another script) and numbers, which
    are no names."""
    kept = {unicodedata.normalize("NFC", form) for form in forms if form.replace(" ", "").replace("-", "").isalpha()}
    return sorted((form for form in kept if _script(form) == script), key=lambda form: (-len(form), form))


def _script(text: str) -> str:
    """LATIN, CYRILLIC, …: the script of most letters. One name alone can't tell, since babel lets the names
    of a language that was loaded before stand in for missing ones."""
    return Counter(unicodedata.name(letter).split()[0] for letter in text if letter.isalpha()).most_common(1)[0][0]


def main() -> None:
    """Write the table, one language a line so that a diff can be read."""
    lines = []
    for language in LANGUAGES:
        found = names(language)
        if all(found["months"]):
            lines.append(f"{json.dumps(language)}: {json.dumps(found, ensure_ascii=False)}")
    TARGET.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
    print(f"{len(lines)} languages in {TARGET.name}")


if __name__ == "__main__":
    main()
