"""Which of the right names was probably meant by a wrong one."""

from __future__ import annotations

from collections.abc import Iterable

_LETTERS_FOR_A_SLIP = 3
"""So many letters of a name excuse one slip; of a shorter one nothing is left to know it by."""
_SLIPS = 2
_BEYOND = 99


def candidates(written: str, names: Iterable[str]) -> tuple[str, ...]:
    """The names from which a written one differs least, if it differs by little: by capitals alone, else by one slip
    or two (a letter wrong, missing, too many, or two exchanged). Sorted; several where they are equally near.
    """
    folded = written.casefold()
    allowed = min(_SLIPS, len(folded) // _LETTERS_FOR_A_SLIP)
    by_slips: dict[int, list[str]] = {}
    for name in dict.fromkeys(names):
        slips = _slips(folded, name.casefold(), allowed)
        if slips <= allowed:
            by_slips.setdefault(slips, []).append(name)
    return tuple(sorted(by_slips[min(by_slips)])) if by_slips else ()


def nearest(written: str, names: Iterable[str]) -> str:
    """The first of :func:`candidates`; empty if there is none."""
    return next(iter(candidates(written, names)), "")


def _slips(one: str, other: str, most: int) -> int:
    """How many slips are between two words (optimal string alignment); more than ``most`` is ``_BEYOND``."""
    if one == other:
        return 0
    if abs(len(one) - len(other)) > most:
        return _BEYOND
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        earlier, before, row = before, row, [at]
        for to, wanted in enumerate(other, 1):
            slips = min(before[to] + 1, row[to - 1] + 1, before[to - 1] + (letter != wanted))
            if earlier and to > 1 and letter == other[to - 2] and one[at - 2] == wanted:
                slips = min(slips, earlier[to - 2] + 1)
            row.append(slips)
        if min(row) > most:
            return _BEYOND
    return row[-1]
