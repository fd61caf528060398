"""Where something that a grammar does not accept at its place could stand: what an editor is told beside the fault."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from tei_toolkit.parsing import XML
from tei_toolkit.validate.relaxng.derive import Derivatives
from tei_toolkit.validate.relaxng.patterns import ElementContent, Grammar, NameClass, Pattern

_TRIED = 8
"""So many different places among the siblings are tried."""


@dataclass(frozen=True, slots=True)
class Placement:
    """Where an element could stand.

    ``before`` is the sibling in front of which it could, ``already`` the one that has taken the only place, ``above``
    the nearest element round it that may hold it, ``within`` the elements that could stand here and may hold it, and
    ``holders`` all that may hold it: the local names, sorted.
    """

    before: etree._Element | None = None
    already: etree._Element | None = None
    above: etree._Element | None = None
    within: tuple[str, ...] = ()
    holders: tuple[str, ...] = ()


NOWHERE = Placement()


class Placing:
    """Finds places by a grammar."""

    def __init__(self, grammar: Grammar, derive: Derivatives) -> None:
        self._grammar, self._derive = grammar, derive
        self._placed: dict[tuple[etree._Element | None, tuple[str, str], Pattern], Placement] = {}
        self._bare: dict[Pattern, Pattern] = {}
        self._parts: dict[tuple[Pattern, str], frozenset[tuple[str, str]]] = {}
        self._holders: dict[str, dict[tuple[str, str], tuple[str, ...]]] = {}

    def of(self, child: etree._Element, begin: Pattern, here: Pattern) -> Placement:
        """Where a child could stand that its parent does not take after ``here``; the parent's content is ``begin``.

        What is said of one holds for all of its name that come after the same: they are not sought again.
        """
        key = (child.getparent(), name_of(child), here)
        if key not in self._placed:
            self._placed[key] = self._sought(child, begin, here)
        return self._placed[key]

    def forget(self) -> None:
        """Another document comes."""
        self._placed.clear()

    def _sought(self, child: etree._Element, begin: Pattern, here: Pattern) -> Placement:
        name = name_of(child)
        holders = self._holding("element").get(name, ())
        parent = child.getparent()
        if parent is None or not holders:
            return Placement(holders=holders)
        if name_of(parent)[1] in holders:
            before, already = self._among_siblings(parent, child, begin)
            if before is not None or already is not None:
                return Placement(before, already, holders=holders)
        above = next((one for one in parent.iterancestors(etree.Element) if name_of(one)[1] in holders), None)
        return Placement(above=above, within=self._within(name, here), holders=holders)

    def with_attribute(self, namespace: str, local: str) -> tuple[str, ...]:
        """The elements that may have an attribute: their local names, sorted."""
        return self._holding("attribute").get((namespace, local), ())

    def _among_siblings(
        self, parent: etree._Element, child: etree._Element, begin: Pattern
    ) -> tuple[etree._Element | None, etree._Element | None]:
        """The sibling before which a child could stand, or the one of its name that is there already."""
        siblings: list[tuple[etree._Element, Pattern]] = []
        pattern = begin
        for sibling in parent.iterchildren(etree.Element):
            if sibling is child:
                break
            siblings.append((sibling, pattern))
            pattern = self._after(pattern, sibling)
        tried: set[Pattern] = set()
        for number in reversed(range(len(siblings))):
            start = siblings[number][1]
            if start in tried or len(tried) > _TRIED:
                continue
            tried.add(start)
            if self._fits(child, start, [sibling for sibling, _ in siblings[number:]]):
                return siblings[number][0], None
        name = name_of(child)
        return None, next((sibling for sibling, _ in siblings if name_of(sibling) == name), None)

    def _fits(self, child: etree._Element, start: Pattern, following: list[etree._Element]) -> bool:
        """Whether an element may stand before others that fit without it."""
        if not self._derive.open(start, *name_of(child)):
            return False
        pattern = self._after(start, child)
        for sibling in following:
            opened = self._derive.open(pattern, *name_of(sibling))
            if not opened:
                return False
            pattern = self._after(pattern, sibling)
        return True

    def _after(self, pattern: Pattern, element: etree._Element) -> Pattern:
        pairs = self._derive.open(pattern, *name_of(element))
        return self._grammar.patterns.choice(rest for _, rest in pairs) if pairs else pattern

    def _within(self, name: tuple[str, str], here: Pattern) -> tuple[str, ...]:
        """The elements that may come here and may begin with an element of this name."""
        found = []
        for one in sorted(self._derive.first_elements(here)):
            contents = [self._without_attributes(content) for content, _ in self._derive.open(here, *one)]
            if any(self._derive.open(content, *name) for content in contents):
                found.append(one[1])
        return tuple(found)

    def _without_attributes(self, content: Pattern) -> Pattern:
        if content not in self._bare:
            self._bare[content] = self._derive.without_attributes(content)
        return self._bare[content]

    def _holding(self, kind: str) -> dict[tuple[str, str], tuple[str, ...]]:
        """For each element or attribute, the elements that may hold it."""
        if kind not in self._holders:
            found: dict[tuple[str, str], set[str]] = {}
            for local, patterns in self._grammar.elements.items():
                for pattern in patterns:
                    assert isinstance(pattern.value, ElementContent)
                    for name in self._named(pattern.value.pattern(), kind):
                        found.setdefault(name, set()).add(local)
            self._holders[kind] = {name: tuple(sorted(holders - {""})) for name, holders in found.items()}
        return self._holders[kind]

    def _named(self, pattern: Pattern, kind: str) -> frozenset[tuple[str, str]]:
        """The names of all elements or attributes that a content speaks of."""
        key = (pattern, kind)
        if key not in self._parts:
            self._parts[key] = frozenset(self._names(pattern, kind))
        return self._parts[key]

    def _names(self, pattern: Pattern, kind: str) -> Iterator[tuple[str, str]]:
        if pattern.kind in ("element", "attribute"):
            names = pattern.value.names if isinstance(pattern.value, ElementContent) else pattern.value
            if pattern.kind == kind and isinstance(names, NameClass):
                yield from names.names()
            return
        parts = pattern.options if pattern.kind == "choice" else (pattern.left, pattern.right)
        for part in parts:
            if part is not None:
                yield from self._named(part, kind)


def name_of(element: etree._Element) -> tuple[str, str]:
    """An element's namespace (empty if it is in none) and local name."""
    name = etree.QName(element)
    return name.namespace or "", name.localname


def written_attribute(name: tuple[str, str]) -> str:
    """An attribute's name with the prefix that XML's own attributes have."""
    return f"xml:{name[1]}" if name[0] == XML else name[1]
