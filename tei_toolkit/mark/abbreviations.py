"""Abbreviations that the edition lists, with what they stand for.

TEI Guidelines, chapter 3.6.5: ``<choice><abbr>Hr.</abbr><expan>Herr</expan></choice>``. The source's word is
the text; the expansion is the edition's.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping

from ahocorasick_rs import AhoCorasick, MatchKind

from tei_toolkit.errors import UnreadableInput
from tei_toolkit.mark.reading import ReadingCopy
from tei_toolkit.model import Mark


class Abbreviations:
    """A list of abbreviations, ready to be looked for in many texts; capitals count."""

    def __init__(self, expansions: Mapping[str, str] | None = None) -> None:
        self.expansions = dict(expansions or {})
        self._forms = sorted(self.expansions)
        self._automaton = AhoCorasick(self._forms, matchkind=MatchKind.Standard) if self._forms else None

    def marks(self, copy: ReadingCopy) -> list[Mark]:
        """The abbreviations of a text that stand as whole words, in order; of those that overlap, the longest."""
        if self._automaton is None:
            return []
        hits = [
            (start, -end, self._forms[number])
            for number, start, end in self._automaton.find_matches_as_indexes(copy.text, overlapping=True)
            if _whole(copy.text, start, end)
        ]
        marks: list[Mark] = []
        taken = 0
        for start, end, form in sorted(hits):
            if start >= taken:
                taken = -end
                span = copy.source_span(start, taken)
                evidence = "the edition’s list of abbreviations"
                marks.append(Mark(*span, "abbr", (), (), evidence, self.expansions[form], "#tei-toolkit"))
        return marks


def _whole(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isalnum() and text[start].isalnum()) and not (after.isalnum() and text[end - 1].isalnum())


def parse_abbreviations(data: bytes, name: str) -> Abbreviations:
    """Read a list: a TOML file with a line ``"Hr." = "Herr"`` for each abbreviation.

    Raises :class:`UnreadableInput` with one sentence if it is anything else.
    """
    try:
        table = tomllib.loads(data.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UnreadableInput(f"{name}: this is not TOML in UTF-8: {error}") from None
    for form, expansion in table.items():
        if not isinstance(expansion, str) or not expansion.strip() or not form.strip():
            raise UnreadableInput(f'{name}: {form!r} needs what it stands for in quotes, as in "Hr." = "Herr".')
    return Abbreviations(table)


NO_ABBREVIATIONS = Abbreviations()
