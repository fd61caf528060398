"""What an automaton is made of: the states that documents can be in, and the ways from one to another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from tei_toolkit.validate.relaxng.tags import Namespaces, Shape, read_value

if TYPE_CHECKING:
    from tei_toolkit.validate.relaxng.checks import Check
    from tei_toolkit.validate.relaxng.patterns import Pattern


class Values(dict[bytes, bool]):
    """Whether values of attributes, as they are written, pass a check; each is looked at once."""

    def __init__(self, check: Check) -> None:
        super().__init__()
        self._check = check

    def __missing__(self, written: bytes) -> bool:
        fits = self[written] = self._check(read_value(written))
        return fits


Wanted: TypeAlias = tuple[tuple[int, Values], ...]
"""Which of a tag's values must be among which."""
Move: TypeAlias = "tuple[State | None, State] | None"
"""The states inside an element (None if it ends with its tag) and after it; None if the way is not open, or not
known."""


class State:
    """Where a document can be in a grammar: before what may come next, in the scope of some namespaces."""

    __slots__ = ("complete", "meaning", "moves", "shapes", "text")

    def __init__(self, meaning: tuple[Pattern, Namespaces] | None = None) -> None:
        self.meaning = meaning
        """What may come, and the namespaces; None as long as the grammar is not read."""
        self.moves: dict[bytes, Move] = {}
        """By start tag, as it is written."""
        self.shapes: dict[Shape, tuple[Wanted, Move]] = {}
        """By a start tag without its values, but for the namespaces that it declares."""
        self.complete = False
        """Whether the element may end here."""
        self.text: State | None = None
        """The state after text; ``VALUE`` if that depends on what the text says; None if there may be none."""


VALUE: Final = State()
"""In place of a state after text: it depends on what the text says."""


NOWHERE: Final = State()


class Place:
    """A state in the midst of a document: with those in which it goes on when the open elements end."""

    __slots__ = ("_inner", "outer", "state", "ways")

    def __init__(self, state: State, outer: Place | None) -> None:
        self.state = state
        self.outer = outer
        """The place after the element that is open here; None outside of the document."""
        self.ways: dict[bytes, Place] = {}
        """To where stretches of documents lead from here."""
        self._inner: dict[State, Place] = {}

    def within(self, state: State) -> Place:
        """A state within an element after which this place comes."""
        if state not in self._inner:
            self._inner[state] = Place(state, self)
        return self._inner[state]
