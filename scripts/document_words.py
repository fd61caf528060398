"""Write ``docs/words.md`` from the tables of words of the interface: ``python scripts/document_words.py``."""

from __future__ import annotations

from pathlib import Path

from tei_toolkit.resources import resource
from tei_toolkit.transform.html import LANGUAGES, read_words

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "words.md"

HEAD = """# The words of the interface

Buttons, headings and labels speak English, German, French or Russian, as `language` in `[edition]` says. An edition
adds a language, or changes single words of one of these, by a table of its own: `words/pl.xml` for `language = "pl"`.

```xml
<words xml:lang="pl">
  <word key="contents">Spis treści</word>
  <word key="date-day">[weekday], [day] [month] [year]</word>
</words>
```

What stands in it goes over our word of the same key; `words/de-AT.xml` goes over `words/de.xml`, and that over ours. A
word that no table has is shown in English, and the build names it (`SITE-03`); so it does with keys that no page shows
and with parts in brackets that nothing fills in. For a language written from right to left the pages run from right to
left.

Words that depend on a number have a form for each that the language tells apart, by Unicode's CLDR: `zero`, `one`,
`two`, `few`, and `many` for every other (`unit-page-few`); a form that is missing is that of `many`. `named-often` may
have such forms too (`named-often-one` for 21 in Russian), and days of the month names of their own (`day-1` is *1er*
in French). `reason-…` is shown for the `@reason` of a gap; there may be more than these. `cite-stop` says whether a
comma stands within the quotation marks of a title (`within`, in English) or behind them (`behind`).

This page is made from `xslt/html/words` by `scripts/document_words.py`. All keys, to be copied:

```xml
"""


def main() -> None:
    """Write the page."""
    TARGET.write_text(words_page(), encoding="utf-8")


def words_page() -> str:
    """The page as it should be: the English table to be copied, then all languages side by side."""
    table = resource("xslt", "html", "words", "en.xml").read_text(encoding="utf-8")
    body = table[table.index("<words") :].rstrip()
    words = {language: read_words(language) for language in sorted(LANGUAGES)}
    keys = dict.fromkeys(key for some in words.values() for key in some)
    rows = [f"| `{key}` | " + " | ".join(_cell(some.get(key, "")) for some in words.values()) + " |" for key in keys]
    head = [f"| key | {' | '.join(words)} |", f"| --- |{' --- |' * len(words)}"]
    return HEAD + body + "\n```\n\nAnd as we have them:\n\n" + "\n".join([*head, *rows]) + "\n"


def _cell(word: str) -> str:
    """A word in a cell of a table; white space at its ends, and what does not break, can be seen."""
    shown = word.replace("|", "\\|").replace("\u202f", "\u00a0")
    return f"`{shown}`" if shown != shown.strip() else shown


if __name__ == "__main__":
    main()
