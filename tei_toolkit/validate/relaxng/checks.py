"""Patterns of whole values as functions. What a derivative would say of a value, most patterns say at once: a datatype,
a choice of some, a list of them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tei_toolkit.validate.relaxng.datatypes import Datatype
from tei_toolkit.validate.relaxng.names import SPACE, tokens

if TYPE_CHECKING:
    from tei_toolkit.validate.relaxng.derive import Derivatives
    from tei_toolkit.validate.relaxng.patterns import Pattern

Check = Callable[[str], bool]


def check_of(pattern: Pattern, derive: Derivatives) -> Check:
    """Whether a value, which stands by itself, fits a pattern: the same as ``derive.matches``."""
    simple = _simple(pattern)
    if simple is None:
        return lambda value: derive.matches(pattern, value)
    if pattern.nullable:
        return lambda value: not value.strip(SPACE) or simple(value)
    return simple


def _simple(pattern: Pattern) -> Check | None:
    """The check of a value that is not blank; None where only derivatives will do."""
    if pattern.kind == "text":
        return lambda value: True
    if pattern.kind == "list":
        return _list(pattern.left)
    return _single(pattern)


def _single(pattern: Pattern) -> Check | None:
    if pattern.kind == "empty":
        return lambda value: False
    if pattern.kind == "data" and pattern.left is None and isinstance(pattern.value, Datatype):
        return pattern.value.check()
    if pattern.kind == "value" and isinstance(pattern.value, tuple):
        datatype, wanted = pattern.value
        return lambda value: bool(datatype.equal(value, wanted))
    if pattern.kind == "choice":
        return _any([_simple(option) for option in pattern.options])
    return None


def _any(options: list[Check | None]) -> Check | None:
    known = [option for option in options if option is not None]

    def fits(value: str) -> bool:
        for option in known:  # noqa: SIM110 - any() would take twice the time
            if option(value):
                return True
        return False

    return fits if len(known) == len(options) else None


def _list(inside: Pattern | None) -> Check | None:
    """Of a list of as many values as one likes, each of which fits the same."""
    if inside is None or inside.kind != "oneOrMore" or inside.nullable or inside.left is None:
        return None
    each = _single(inside.left)
    return None if each is None else lambda value: bool(found := tokens(value)) and all(map(each, found))
