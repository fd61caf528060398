"""The quick way through a document. The same tag, written in the same letters, always leads from one state of a grammar
to the same other; so the way through most documents is a look-up for each of their tags.

Documents of one making have whole lines in common, so that the way through a stretch of lines is remembered, too.

The automaton only ever says that a document is valid. What it does not accept, or does not look at (see :mod:`tags`;
content that two patterns with different contents could take), is left to the matcher, which says what is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from tei_toolkit.validate.relaxng.states import NOWHERE, VALUE, Move, Place, State, Values, Wanted
from tei_toolkit.validate.relaxng.tags import (
    Namespaces,
    are_looked_at,
    declared,
    is_declaration,
    names_in,
    qualified,
    qualified_attribute,
    read_tag,
    stretches,
    tags,
    tags_of_stretch,
    with_declarations,
)

if TYPE_CHECKING:  # a document whose every step is remembered needs none of them
    from tei_toolkit.validate.relaxng.derive import Derivatives
    from tei_toolkit.validate.relaxng.patterns import Grammar, Pattern

_END, _COMMENT, _INSTRUCTION = b"/!?"
_MOST = 150_000
"""So many steps are remembered, and so many stretches; after that all are forgotten, to keep memory bounded."""
_LONG = 150
"""Longer stretches are not remembered: they hold text that hardly comes again."""


class Automaton:
    """The states of one grammar that documents have led to.

    ``states`` are those that are known already; their meanings are there once ``grammar`` was called.
    """

    def __init__(self, grammar: Callable[[], Grammar], states: Sequence[State] = ()) -> None:
        self._grammar = grammar
        self._derive: Derivatives | None = None
        self._known: dict[tuple[Pattern, Namespaces], State] = {}
        self._values: dict[Pattern, Values] = {}
        """Those that match a pattern."""
        self.states = list(states)
        """In the order in which they were reached; the first is that before the root."""
        self._outside = Place(NOWHERE, None)
        self._remembered = 0
        self.learnt = 0
        """How many steps were found out (rather than remembered) so far."""

    def accepts(self, data: bytes) -> bool:
        """Whether a well-formed document is known to be valid. If not, it may be valid all the same."""
        if not are_looked_at(data):
            return False
        if not self.states:
            self._begin()
        place = start = self._outside.within(self.states[0])
        for stretch in stretches(data):
            following = place.ways.get(stretch)
            if following is None:
                written = tags_of_stretch(stretch)
                if written is None:
                    return self._way(start, tags(data)) is not None
                following = self._way(place, written)
                if following is None:
                    return False
                self._remember(place, stretch, following)
            place = following
        return True

    def _way(self, place: Place, written: Iterable[tuple[bytes, bytes]]) -> Place | None:  # noqa: C901 - the inner loop
        """Where tags and the texts after them lead; None if the way is not open, or not known."""
        assert place.outer is not None
        state, outer, stack = place.state, place.outer, list[State]()
        for tag, text in written:
            first = tag[0]
            if first == _END:
                if not state.complete:
                    return None
                if stack:
                    state = stack.pop()
                else:
                    assert outer.outer is not None
                    state, outer = outer.state, outer.outer
            elif first != _COMMENT and first != _INSTRUCTION:
                move = state.moves.get(tag) or self._learn(state, tag)
                if move is None:
                    return None
                inside, after = move
                if inside is None:
                    state = after
                else:
                    stack.append(after)
                    state = inside
            if text and (state.text is VALUE or not text.isspace()):
                following = state.text if state.text is not VALUE else self._value(state, text)
                if following is None:
                    return None
                state = following
        for after in stack:
            outer = outer.within(after)
        return outer.within(state)

    def _remember(self, place: Place, stretch: bytes, following: Place) -> None:
        if len(stretch) > _LONG:
            return
        self._remembered += 1
        if self._remembered % _MOST == 0:
            self._outside = Place(NOWHERE, None)
        place.ways[stretch] = following

    def _begin(self) -> None:
        self._state(self._grammar().start, ())

    def _learn(self, state: State, written: bytes) -> Move:
        if written in state.moves:
            return None
        self.learnt += 1
        if self.learnt % _MOST == 0:
            for one in self.states:
                one.moves.clear()
            for known in self._values.values():
                known.clear()
        found = state.moves[written] = self._move(state, written)
        return found

    def _move(self, state: State, written: bytes) -> Move:
        shape, values = read_tag(written)
        known_as = with_declarations(shape, values) if b"xmlns" in written else shape
        known_to = state.shapes.get(known_as)
        if known_to is None:
            known_to = state.shapes[known_as] = self._open(state, names_in(shape), values)
        wanted, move = known_to
        for number, known in wanted:
            if not known[values[number]]:
                return None
        return move

    def _open(self, state: State, names: list[bytes], values: list[bytes]) -> tuple[Wanted, Move]:
        """Which values must be among which, for a tag with attributes of these names (see :func:`names_in`), and where
        such a tag leads; nowhere if there is no such way, or more than one."""
        derive = self._derivatives()
        assert state.meaning is not None
        pattern, outer = state.meaning
        element, *attributes = names
        namespaces = declared(outer, attributes, values)
        pairs = derive.open(pattern, *qualified(namespaces, element))
        if len(pairs) != 1:
            return (), None
        content, rest = pairs[0]
        wanted = []
        for number, name in enumerate(attributes[: len(values)]):
            if is_declaration(name):
                continue
            pairs = derive.attribute(content, *qualified_attribute(namespaces, name))
            if len(pairs) != 1:
                return (), None
            value, content = pairs[0]
            if derive.looks_at_values(value) or not value.nullable:
                wanted.append((number, self._values_of(value)))
        content = derive.close_attributes(content)
        if content is derive.patterns.not_allowed:
            return (), None
        after, inside = self._state(rest, outer), self._state(content, namespaces)
        if attributes[len(values) :] != [b"/"]:
            return tuple(wanted), (inside, after)
        return tuple(wanted), (None, after) if inside.complete else None

    def _values_of(self, pattern: Pattern) -> Values:
        if pattern not in self._values:
            from tei_toolkit.validate.relaxng.checks import check_of

            self._values[pattern] = Values(check_of(pattern, self._derivatives()))
        return self._values[pattern]

    def _value(self, state: State, text: bytes) -> State | None:
        """The state after the whole text of an element that must be a value."""
        derive = self._derivatives()
        assert state.meaning is not None
        pattern, namespaces = state.meaning
        if b"&" in text or b"\r" in text or not derive.matches(pattern, text.decode()):
            return None
        return self._state(derive.patterns.empty, namespaces)

    def _state(self, pattern: Pattern, namespaces: Namespaces) -> State:
        derive = self._derivatives()
        known = self._known.get((pattern, namespaces))
        if known is None:
            known = self._known[pattern, namespaces] = State((pattern, namespaces))
            self.states.append(known)
            if derive.looks_at_values(pattern):
                known.complete, known.text = derive.matches(pattern, ""), VALUE
            else:
                after = derive.text(pattern, "")
                known.complete = pattern.nullable
                if after is not derive.patterns.not_allowed:
                    known.text = known if after is pattern else self._state(after, namespaces)
        return known

    def _derivatives(self) -> Derivatives:
        if self._derive is None:
            from tei_toolkit.validate.relaxng.derive import Derivatives

            self._derive = Derivatives(self._grammar().patterns)
            self._known = {state.meaning: state for state in self.states if state.meaning is not None}
        return self._derive
