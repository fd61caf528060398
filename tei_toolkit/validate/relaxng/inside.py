"""What a pattern spells out, for who explains it: values, datatypes, attributes that must be there."""

from __future__ import annotations

from tei_toolkit.validate.relaxng.datatypes import Datatype
from tei_toolkit.validate.relaxng.patterns import NameClass, Pattern


def values(pattern: Pattern) -> tuple[str, ...]:
    """The values that a pattern of a value spells out."""
    if pattern.kind == "value":
        assert isinstance(pattern.value, tuple)
        return (str(pattern.value[1]),)
    if pattern.kind == "data":
        return ()
    return tuple(dict.fromkeys(value for part in _parts(pattern) for value in values(part)))


def datatypes(pattern: Pattern) -> tuple[str, ...]:
    """The names of the datatypes that it may be of."""
    if pattern.kind == "data":
        assert isinstance(pattern.value, Datatype)
        return (pattern.value.name,)
    return tuple(dict.fromkeys(name for part in _parts(pattern) for name in datatypes(part)))


def required_attributes(pattern: Pattern) -> frozenset[tuple[str, str]]:
    """The attributes of which one at least must be there."""
    if pattern.kind == "attribute":
        assert isinstance(pattern.value, NameClass)
        return frozenset(pattern.value.names())
    if pattern.kind in ("group", "interleave", "oneOrMore"):
        return frozenset().union(*(required_attributes(part) for part in _parts(pattern)))
    if pattern.kind == "choice" and not any(option.nullable for option in pattern.options):
        options = [required_attributes(option) for option in pattern.options]
        return frozenset().union(*options) if all(options) else frozenset()
    return frozenset()


def _parts(pattern: Pattern) -> tuple[Pattern, ...]:
    if pattern.kind == "choice":
        return pattern.options
    return tuple(part for part in (pattern.left, pattern.right) if part is not None)
