"""The quick way through a document. The same tag, written in the same letters, always leads from one state of a grammar
to the same other; so the way through most documents is a look-up for each of their tags.

Documents of one making have whole lines in common, so that the way through a stretch of lines is remembered, too.

The automaton only ever says that a document is valid. What it does not accept, or does not look at (see :mod:`tags`;
content that two patterns with different contents could take), is left to the matcher, which says what is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from tei_toolkit.validate.relaxng.states import NOWHERE, VALUE, Move, Place, State, Values, Wanted
from tei_toolkit.validate.relaxng.tags import (
    Namespaces,
    Shape,
    are_looked_at,
    declared,
    is_declaration,
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
    from tei_toolkit.validate.relaxng.grammar import Grammar
    from tei_toolkit.validate.relaxng.patterns import Pattern

INSIDE, AFTER, TEXT, FILLED = "inside", "after", "text", "filled"
_END, _COMMENT, _INSTRUCTION = b"/!?"
_MOST = 150_000
"""So many steps are remembered, and so many stretches; after that all are forgotten, to keep memory bounded."""
_LONG = 150
"""Longer stretches are not remembered: they hold text that hardly comes again."""


class Automaton:
    """The states of one grammar that documents have led to."""

    def __init__(self, grammar: Callable[[], Grammar]) -> None:
        self._grammar = grammar
        self._derive: Derivatives | None = None
        self._known: dict[tuple[Pattern, Namespaces], State] = {}
        self._values: dict[Pattern, Values] = {}
        """Those that match a pattern."""
        self.states: list[State] = []
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
                move = state.moves[tag] if tag in state.moves else self._learn(state, tag)
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
        self._state(None, self._grammar().start, ())

    def _learn(self, state: State, written: bytes) -> Move:
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
        if known_as not in state.shapes:
            state.shapes[known_as] = self._open(state, written, shape, values)
        wanted, move = state.shapes[known_as]
        for number, known in wanted:
            if not known[values[number]]:
                return None
        return move

    def _open(self, state: State, written: bytes, shape: Shape, values: list[bytes]) -> tuple[Wanted, Move]:
        """What the values of a tag's attributes must be, and where such a tag leads."""
        step = self._step(state, shape, values)
        if step is None:
            return (), None
        patterns, content, namespaces, rest, outer = step
        wanted = tuple((number, self._values_of(pattern)) for number, pattern in patterns)
        after = self._state((state, written, AFTER), rest, outer)
        inside = self._state((state, written, INSIDE), content, namespaces)
        if shape[-1] != b"/":
            return wanted, (inside, after)
        return wanted, (None, after) if inside.complete else None

    def _step(
        self, state: State, shape: Shape, values: list[bytes]
    ) -> tuple[list[tuple[int, Pattern]], Pattern, Namespaces, Pattern, Namespaces] | None:
        """Which values must match what, what the element may hold, and what may follow it, with the namespaces there;
        None if there is no such way, or more than one."""
        derive = self._derivatives()
        pattern, outer = self._meaning(state)
        namespaces = declared(outer, shape, values)
        pairs = derive.open(pattern, *qualified(namespaces, shape[0]))
        if len(pairs) != 1:
            return None
        content, rest = pairs[0]
        wanted = []
        for number, name in enumerate(shape[1 : len(values) + 1]):
            if is_declaration(name):
                continue
            pairs = derive.attribute(content, *qualified_attribute(namespaces, name))
            if len(pairs) != 1:
                return None
            value, content = pairs[0]
            if derive.looks_at_values(value) or not value.nullable:
                wanted.append((number, value))
        content = derive.close_attributes(content)
        return None if content is derive.patterns.not_allowed else (wanted, content, namespaces, rest, outer)

    def _values_of(self, pattern: Pattern) -> Values:
        if pattern not in self._values:
            from tei_toolkit.validate.relaxng.checks import check_of

            self._values[pattern] = Values(check_of(pattern, self._derivatives()))
        return self._values[pattern]

    def _value(self, state: State, text: bytes) -> State | None:
        """The state after the whole text of an element that must be a value."""
        pattern, namespaces = self._meaning(state)
        if b"&" in text or b"\r" in text or not self._derivatives().matches(pattern, text.decode()):
            return None
        return self._state((state, b"", FILLED), self._derivatives().patterns.empty, namespaces)

    def _state(self, origin: tuple[State, bytes, str] | None, pattern: Pattern, namespaces: Namespaces) -> State:
        known = self._known.get((pattern, namespaces))
        if known is None:
            known = self._known[pattern, namespaces] = State(origin, (pattern, namespaces))
            self.states.append(known)
            derive = self._derivatives()
            if derive.looks_at_values(pattern):
                known.complete, known.text = derive.matches(pattern, ""), VALUE
            else:
                after = derive.text(pattern, "")
                known.complete = pattern.nullable
                if after is not derive.patterns.not_allowed:
                    known.text = known if after is pattern else self._state((known, b"", TEXT), after, namespaces)
        return known

    def _meaning(self, state: State) -> tuple[Pattern, Namespaces]:
        """The pattern and the namespaces of a state; of one that was remembered, by the way that led to it."""
        if state.meaning is None:
            derive = self._derivatives()
            if state.origin is None:
                state.meaning = self._grammar().start, ()
            else:
                before, written, way = state.origin
                pattern, namespaces = self._meaning(before)
                if way == TEXT:
                    state.meaning = derive.text(pattern, ""), namespaces
                elif way == FILLED:
                    state.meaning = derive.patterns.empty, namespaces
                else:
                    step = self._step(before, *read_tag(written))
                    assert step is not None
                    _, content, inner, rest, outer = step
                    state.meaning = (content, inner) if way == INSIDE else (rest, outer)
            self._known.setdefault(state.meaning, state)
        return state.meaning

    def _derivatives(self) -> Derivatives:
        if self._derive is None:
            from tei_toolkit.validate.relaxng.derive import Derivatives

            self._derive = Derivatives(self._grammar().patterns)
            for state in self.states:
                self._meaning(state)
        return self._derive
