"""RELAX NG patterns, hash-consed: equal patterns are one object, so that what is computed for a pattern can
be remembered for all documents.

The constructors apply the simplifications of the specification's section 4.20 and of Clark's derivative
algorithm (https://relaxng.org/jclark/derivative.html); choices are flat sets.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final


class NameClass:
    """Which names an element or attribute pattern takes."""

    __slots__ = ()

    def contains(self, namespace: str, local: str) -> bool:
        """Whether a name belongs to the class."""
        raise NotImplementedError

    def names(self) -> tuple[tuple[str, str], ...]:
        """The names that the class spells out."""
        return ()


@dataclass(frozen=True, slots=True)
class Name(NameClass):
    """One name."""

    namespace: str
    local: str

    def contains(self, namespace: str, local: str) -> bool:
        """See :class:`NameClass`."""
        return self.local == local and self.namespace == namespace

    def names(self) -> tuple[tuple[str, str], ...]:
        """See :class:`NameClass`."""
        return ((self.namespace, self.local),)


@dataclass(frozen=True, slots=True)
class AnyName(NameClass):
    """Every name, or every name of ``namespace``, but for those of ``excepted``."""

    namespace: str | None = None
    excepted: NameClass | None = None

    def contains(self, namespace: str, local: str) -> bool:
        """See :class:`NameClass`."""
        if self.namespace is not None and self.namespace != namespace:
            return False
        return self.excepted is None or not self.excepted.contains(namespace, local)


@dataclass(frozen=True, slots=True)
class NameChoice(NameClass):
    """Any of several name classes."""

    options: tuple[NameClass, ...]

    def contains(self, namespace: str, local: str) -> bool:
        """See :class:`NameClass`."""
        return any(option.contains(namespace, local) for option in self.options)

    def names(self) -> tuple[tuple[str, str], ...]:
        """See :class:`NameClass`."""
        return tuple(name for option in self.options for name in option.names())


class Pattern:
    """A pattern; made by :class:`Patterns` only, and compared by identity."""

    __slots__ = ("kind", "left", "nullable", "number", "right", "value")

    def __init__(
        self, kind: str, left: Pattern | None, right: Pattern | None, value: object, nullable: bool, number: int
    ) -> None:
        self.kind: Final = kind
        self.left = left
        self.right = right
        self.value = value
        self.nullable: Final = nullable
        self.number: Final = number
        """In the order of making, so that sets of patterns can be gone through in a fixed order."""

    @property
    def options(self) -> tuple[Pattern, ...]:
        """The alternatives of a choice; the pattern itself for any other."""
        return self.value if self.kind == "choice" else (self,)  # type: ignore[return-value]

    def __repr__(self) -> str:
        parts = [str(part) for part in (self.left, self.right, self.value) if part is not None]
        return f"{self.kind}({', '.join(parts)})" if self.kind != "element" else f"element#{self.number}"


@dataclass(slots=True)
class ElementContent:
    """What an element pattern holds: its name class, and its content, set once the grammar is read."""

    names: NameClass
    content: Callable[[], Pattern]
    _made: Pattern | None = field(default=None)

    def pattern(self) -> Pattern:
        """The content pattern (read when first asked for: grammars are recursive)."""
        if self._made is None:
            self._made = self.content()
        return self._made


class Patterns:
    """The pool in which patterns are made."""

    def __init__(self) -> None:
        self._pool: dict[tuple[object, ...], Pattern] = {}
        self.empty = self._make("empty", nullable=True)
        self.not_allowed = self._make("notAllowed")
        self.text = self._make("text", nullable=True)

    def _make(
        self,
        kind: str,
        left: Pattern | None = None,
        right: Pattern | None = None,
        value: object = None,
        nullable: bool = False,
        key: object = None,
    ) -> Pattern:
        identity = (kind, id(left), id(right), value if key is None else key)
        found = self._pool.get(identity)
        if found is None:
            found = self._pool[identity] = Pattern(kind, left, right, value, nullable, len(self._pool))
        return found

    def choice(self, options: Iterable[Pattern]) -> Pattern:
        """Any of the options."""
        flat = {one.number: one for option in options for one in option.options if one is not self.not_allowed}
        if any(one.nullable and one is not self.empty for one in flat.values()):
            flat.pop(self.empty.number, None)
        if not flat:
            return self.not_allowed
        members = tuple(flat[number] for number in sorted(flat))
        if len(members) == 1:
            return members[0]
        nullable = any(one.nullable for one in members)
        return self._make("choice", value=members, nullable=nullable, key=tuple(sorted(flat)))

    def group(self, left: Pattern, right: Pattern) -> Pattern:
        """One after the other."""
        return self._pair("group", left, right)

    def interleave(self, left: Pattern, right: Pattern) -> Pattern:
        """Both, mingled; the order of the two says nothing."""
        if left.number > right.number:
            left, right = right, left
        return self._pair("interleave", left, right)

    def _pair(self, kind: str, left: Pattern, right: Pattern) -> Pattern:
        if left is self.not_allowed or right is self.not_allowed:
            return self.not_allowed
        if left is self.empty:
            return right
        if right is self.empty:
            return left
        return self._make(kind, left, right, nullable=left.nullable and right.nullable)

    def one_or_more(self, inner: Pattern) -> Pattern:
        """The pattern at least once."""
        if inner in (self.empty, self.not_allowed, self.text) or inner.kind == "oneOrMore":
            return inner
        return self._make("oneOrMore", inner, nullable=inner.nullable)

    def optional(self, inner: Pattern) -> Pattern:
        """The pattern, or nothing."""
        return self.choice((inner, self.empty))

    def list_of(self, inner: Pattern) -> Pattern:
        """A list of tokens."""
        return self.not_allowed if inner is self.not_allowed else self._make("list", inner)

    def data(self, datatype: object, excepted: Pattern | None) -> Pattern:
        """A value of a datatype, but none that ``excepted`` matches."""
        return self._make("data", excepted, value=datatype)

    def one_value(self, datatype: object, text: str) -> Pattern:
        """One value of a datatype."""
        return self._make("value", value=(datatype, text))

    def attribute(self, names: NameClass, inner: Pattern) -> Pattern:
        """An attribute."""
        return self.not_allowed if inner is self.not_allowed else self._make("attribute", inner, value=names)

    def element(self, content: ElementContent) -> Pattern:
        """An element; each element pattern of a grammar is one of its own."""
        return self._make("element", value=content, key=id(content))


IdTypes = dict[tuple[str, str], str]
"""From an element's and an attribute's name, as lxml writes them, to ``ID``, ``IDREF`` or ``IDREFS``."""


@dataclass(frozen=True, slots=True)
class Grammar:
    """A grammar read: where documents begin, and every element pattern, by local name ('' for other names)."""

    start: Pattern
    patterns: Patterns
    elements: dict[str, list[Pattern]]
    attributes: frozenset[str]
    files: tuple[str, ...] = ()
    """The absolute paths of all files that the schema consists of, the first one first."""
    needs_context: bool = False
    """Whether values are compared by the namespaces of their place (QNames)."""
    ids: IdTypes = field(default_factory=dict)
    """Which attributes hold ids, or refer to some."""
