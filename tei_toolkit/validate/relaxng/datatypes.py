"""Datatypes of values: RELAX NG's own library (the specification's section 6.2.9), XML Schema's
(https://relaxng.org/xsd-20010907.html), and that of DTD compatibility, which has ids only.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tei_toolkit.errors import UnreadableInput
from tei_toolkit.validate.relaxng.names import collapse, is_ncname, tokens
from tei_toolkit.validate.relaxng.xsd_facets import Facet, facet
from tei_toolkit.validate.relaxng.xsd_types import TYPES, XsdType

XSD = "http://www.w3.org/2001/XMLSchema-datatypes"
COMPATIBILITY = "http://relaxng.org/ns/compatibility/datatypes/1.0"

_ID_TYPES = ("ID", "IDREF", "IDREFS")
_IN_CONTEXT = ("QName", "NOTATION")


class InContext(str):
    """A text with the namespaces that are declared where it stands, for datatypes whose values hold prefixes.

    ``namespaces`` has the default namespace under None.
    """

    __slots__ = ("_key", "namespaces")
    _key: tuple[str, frozenset[tuple[str | None, str]]]
    namespaces: Mapping[str | None, str]

    def __new__(cls, text: str, namespaces: Mapping[str | None, str]) -> InContext:
        """Make a text of which equality means: the same text, in the same namespaces."""
        made = super().__new__(cls, text)
        made.namespaces = namespaces
        made._key = (str(text), frozenset(namespaces.items()))
        return made

    def __eq__(self, other: object) -> bool:
        return isinstance(other, InContext) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)

    def with_text(self, text: str) -> InContext:
        """Another text at the same place."""
        return InContext(text, self.namespaces)


@dataclass(frozen=True, slots=True)
class Datatype:
    """A datatype with its facets (a RELAX NG ``param`` each); ``library`` is empty for RELAX NG's own."""

    library: str
    name: str
    facets: tuple[tuple[str, str], ...] = ()

    def complaint(self) -> str:
        """What is wrong with the datatype, as a sentence; empty if nothing is."""
        try:
            _rules(self)
        except UnreadableInput as error:
            return str(error)
        return ""

    def allows(self, value: str) -> bool:
        """Whether a value, as it is written, belongs to the datatype."""
        return _rules(self).allows(value)

    def check(self) -> Callable[[str], bool]:
        """The same as a function, for many values."""
        return _rules(self).allows

    def equal(self, value: str, other: str) -> bool:
        """Whether two written values are the same value of the datatype."""
        return _rules(self).equal(value, other)

    @property
    def needs_context(self) -> bool:
        """Whether values mean something only with the namespaces of their place (:class:`InContext`)."""
        return self.library == XSD and self.name in _IN_CONTEXT

    @property
    def id_type(self) -> str:
        """``ID``, ``IDREF`` or ``IDREFS`` if the values are such (DTD compatibility, section 4); else empty."""
        return self.name if self.library in (XSD, COMPATIBILITY) and self.name in _ID_TYPES else ""


@dataclass(frozen=True, slots=True)
class _Rules:
    allows: Callable[[str], bool]
    equal: Callable[[str, str], bool]


@functools.cache
def _rules(datatype: Datatype) -> _Rules:
    library = _LIBRARIES.get(datatype.library)
    if library is None:
        raise UnreadableInput(f"the datatype library ‘{datatype.library}’ is not known.")
    return library(datatype)


def _own(datatype: Datatype) -> _Rules:
    if datatype.name not in _OWN:
        raise UnreadableInput(f'RELAX NG itself has no datatype ‘{datatype.name}’; is datatypeLibrary="{XSD}" missing?')
    if datatype.facets:
        raise UnreadableInput(f"the datatype ‘{datatype.name}’ takes no parameters.")
    return _OWN[datatype.name]


def _same_tokens(value: str, other: str) -> bool:
    return collapse(value) == collapse(other)


_OWN = {
    "string": _Rules(lambda value: True, lambda value, other: value == other),
    "token": _Rules(lambda value: True, _same_tokens),
}


def _compatible(datatype: Datatype) -> _Rules:
    if datatype.name not in _ID_TYPES or datatype.facets:
        raise UnreadableInput("the library of DTD compatibility has ID, IDREF and IDREFS only, without parameters.")
    if datatype.name == "IDREFS":
        return _Rules(lambda value: bool(tokens(value)) and all(map(is_ncname, tokens(value))), _same_tokens)
    return _Rules(lambda value: is_ncname(collapse(value)), _same_tokens)


def _xsd(datatype: Datatype) -> _Rules:
    kind = TYPES.get(datatype.name)
    if kind is None:
        raise UnreadableInput(f"XML Schema has no datatype ‘{datatype.name}’.")
    facets = _facets(datatype, kind)

    def normalised(written: str) -> str:
        text = kind.normalise(written)
        return written.with_text(text) if isinstance(written, InContext) else text

    normalise = normalised if datatype.needs_context else kind.normalise
    value_of = kind.value

    def allows(written: str) -> bool:
        text = normalise(written)
        try:
            value = value_of(text)
        except ValueError:
            return False
        return not facets or all(holds(text, value) for holds in facets)

    def equal(written: str, other: str) -> bool:
        try:
            return bool(value_of(normalise(written)) == value_of(normalise(other)))
        except ValueError:
            return False

    return _Rules(allows, equal)


def _facets(datatype: Datatype, kind: XsdType) -> list[Facet]:
    seen: set[str] = set()
    for name, _ in datatype.facets:
        if name in seen and name != "pattern":
            raise UnreadableInput(f"the parameter ‘{name}’ may be given once only.")
        seen.add(name)
    return [facet(datatype.name, kind, name, text) for name, text in datatype.facets]


_LIBRARIES: Mapping[str, Callable[[Datatype], _Rules]] = {"": _own, XSD: _xsd, COMPATIBILITY: _compatible}
