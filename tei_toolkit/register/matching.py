"""Finding the register's name forms in a text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick

from tei_toolkit.register import Register

_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Match:
    """A form of ``candidates`` (ids, sorted) at ``[start, end)``; several when they share the form."""

    start: int
    end: int
    form: str
    kind: str
    candidates: tuple[str, ...]


class Matcher:
    """All forms of a register, ready to be looked for in many texts.

    ``is_word`` says of a form's lower-case spelling whether the source has it as a common word; such a
    form (Will, March) alone is no name.
    """

    def __init__(self, register: Register, is_word: Callable[[str], bool] = lambda _: False) -> None:
        self._bearers: dict[str, dict[str, set[str]]] = {}
        for named in register.named:
            for form in named.forms:
                if _usable(form, is_word):
                    self._bearers.setdefault(form, {}).setdefault(named.kind, set()).add(named.id)
        self._forms = sorted(self._bearers)
        self._automaton = AhoCorasick(self._forms) if self._forms else None

    def find(self, text: str) -> list[Match]:
        """The forms that stand as whole words, in order; of two that overlap, the longer."""
        if self._automaton is None:
            return []
        hits = [
            (start, end, form)
            for form, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True)
            if _whole_word(text, start, end)
        ]
        matches: list[Match] = []
        taken = 0
        for start, end, form in sorted(hits, key=lambda hit: (hit[0], -hit[1])):
            if start >= taken:
                matches += self._match(start, end, self._forms[form])
                taken = end
        return matches

    def _match(self, start: int, end: int, form: str) -> list[Match]:
        bearers = self._bearers[form]
        if len(bearers) > 1:
            everyone = tuple(sorted(set().union(*bearers.values())))
            return [Match(start, end, form, "name", everyone)]
        return [Match(start, end, form, kind, tuple(sorted(ids))) for kind, ids in bearers.items()]


def _usable(form: str, is_word: Callable[[str], bool]) -> bool:
    if len(form) < _SHORTEST or not any(character.isupper() for character in form):
        return False
    return " " in form or not is_word(form.lower())


def _whole_word(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isalnum() or before == "-") and not after.isalnum()
