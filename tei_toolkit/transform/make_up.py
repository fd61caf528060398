"""Making up the pages of a book: how much room a line needs for what is to stay with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from tei_toolkit.transform.book import Tree
from tei_toolkit.transform.galley import PARTS, Spots, has_calls, is_call, is_run, parts_of

_WHOLE = 4
"""Notes of so many lines are not parted."""
_BEGIN = 2
"""Lines of longer notes that stand on the page of their call."""
_BELOW_HEADING = 12.0
"""Points between a heading and the line that follows it."""
_UNPARTED = {"line", "lines", "subhead"}
"""Blocks that stand on one page; so do items and tables that say that they are ``whole``."""
_MOST = 0.8
"""Of the type area, that is asked for below a line."""
_CHARACTERS = 45
"""That a line of a note has at least."""


class Galley(NamedTuple):
    """What the typesetter says of the galley and of the page, in points."""

    spots: Sequence[float]
    """How far down each spot stands."""
    height: float
    """Of the type area."""
    pitch: float
    """From one line of the text to the next."""
    note_pitch: float
    note_gap: float
    """Between two notes."""


class _Note(NamedTuple):
    start: int
    """Its first spot; -1 if it has none."""
    lines: int
    marked: bool
    """Whether its mark is known."""


class _Spot(NamedTuple):
    id: int
    place: float
    """How far down its galley it stands, in points."""
    note: _Note | None


_Line = list[_Spot]


class _MadeUp(Spots):
    """Puts into entries what their lines want.

    That is ``room`` (points: below the line in which it stands) where there must be some, and ``whole`` in notes that
    no page break parts. A note that is carried leaves its ``call`` where it stood, and stands itself, ``carried``,
    farther on.
    """

    def __init__(self) -> None:
        super().__init__()
        self.rooms: dict[int, float] = {}
        """By spots."""
        self.whole: set[int] = set()
        """Notes, by their first spots."""
        self.carried: dict[int, int] = {}
        """To which spots notes are carried, by their first spots."""
        self._waiting: dict[int, Tree] = {}

    def spot(self) -> list[Any]:
        here = self.count
        self.count += 1
        nodes = [{"t": "room", "points": self.rooms[here]}] if here in self.rooms else []
        return [*nodes, self._waiting.pop(here)] if here in self._waiting else nodes

    def end(self) -> list[Any]:
        return self.spot()

    def note(self, node: Tree) -> Tree:
        if node["t"] != "note":
            return node
        start = self.count
        self.count += 2
        if start not in self.carried:
            return node | {"whole": start in self.whole}
        name = {"id": f"carried-{start}"}
        self._waiting[self.carried[start]] = node | {"t": "carried"} | name
        return {"t": "call", "mark": node["mark"]} | name

    def keep(self, group: list[_Line], galley: Galley, parted: bool) -> None:
        """Let the lines of a group stand on one page with the beginnings of their notes."""
        notes = _notes(group)
        if not notes or (len(notes) == 1 and len(group) == 1):
            return
        heights = [_height(note.lines, galley) for note in notes]
        first, last = group[0][0], group[-1][0]
        if notes[-1].lines > _WHOLE:
            # A note that may go on on the next page is to take no room from the lines that are to stay on this one.
            if not parted or _notes(group[-1:]):
                heights[-1] = _height(_BEGIN, galley)
            elif notes[-1].marked:
                heights[-1] = _height(_BEGIN, galley)
                self.carried[notes[-1].start] = last.id
        below = last.place - first.place if parted else 0
        self.rooms[first.id] = min(below + sum(heights) - galley.note_gap + 1, galley.height * _MOST)


def made_up(tree: Tree, entries: Sequence[Tree], galley: Galley) -> Tree:
    """A tree with the room that its lines need; ``entries`` are those of its galley."""
    made = _MadeUp()
    for entry in entries:
        runs = [(part, run) for part in PARTS for run in _runs(entry[part], part == "head", galley)]
        for part, (unparted, lines) in runs:
            made.whole |= {note.start for note in _notes(lines) if note.lines <= _WHOLE}
            if part == "head":
                made.rooms[lines[0][0].id] = _below_heading(entry, lines, galley)
            else:
                for group in [lines] if unparted else _together(lines):
                    made.keep(group, galley, not unparted)
    divisions = [
        division | {"entries": [one if "facing" in one else made.entry(one) for one in division["entries"]]}
        for division in tree["divisions"]
    ]
    return tree | {"divisions": divisions}


def _runs(content: list[Any], unparted: bool, galley: Galley) -> Iterator[tuple[bool, list[_Line]]]:
    """The lines of each run of words that calls notes, and whether they stand in a block that no page break parts."""
    for part in parts_of(content):
        if is_run(part):
            yield unparted, _lines(part, galley)
        elif has_calls(part):
            node = part[0]
            yield from _runs(node["of"], unparted or node["t"] in _UNPARTED or node.get("whole", False), galley)


def _lines(run: list[Any], galley: Galley) -> list[_Line]:
    """The spots of a run of words, line by line."""
    spots: list[_Spot] = []
    _collect(run, spots, galley)
    lines = [[spots[0]]]
    for spot in spots[1:]:
        if spot.place - lines[-1][-1].place > 4:
            lines.append([])
        lines[-1].append(spot)
    return lines


def _collect(node: Any, spots: list[_Spot], galley: Galley) -> None:
    if isinstance(node, list):
        for one in node:
            _collect(one, spots, galley)
    elif isinstance(node, dict) and node["t"] == "spot":
        spots.append(_Spot(node["id"], galley.spots[node["id"]], None))
    elif is_call(node):
        spots[-1] = spots[-1]._replace(note=_note(node, galley))
    elif isinstance(node, dict):
        _collect(node.get("of", []), spots, galley)


def _note(node: Tree, galley: Galley) -> _Note:
    if node["t"] == "reading":
        return _Note(-1, 1 + sum(map(len, node["written"])) // _CHARACTERS, False)
    start, end = node["of"][0]["id"], node["of"][-2]["id"]
    return _Note(start, 1 + round((galley.spots[end] - galley.spots[start]) / galley.note_pitch), "mark" in node)


def _notes(lines: list[_Line]) -> list[_Note]:
    return [spot.note for line in lines for spot in line if spot.note is not None]


def _together(lines: list[_Line]) -> list[list[_Line]]:
    """Lines in groups that no page break parts: the first two of a paragraph, the last two, each other by itself."""
    if len(lines) <= 3:
        return [lines]
    return [lines[:2], *([line] for line in lines[2:-2]), lines[-2:]]


def _below_heading(entry: Tree, lines: list[_Line], galley: Galley) -> float:
    """The room for the notes of a heading, for the lines that must follow it, and for their notes."""
    room = _BELOW_HEADING + 3 * galley.pitch + sum(_height(note.lines, galley) for note in _notes(lines))
    first = entry["of"][0] if entry["of"] else ""
    if has_calls(first):
        _, following = next(_runs([first], False, galley))
        room += sum(_height(note.lines, galley) for note in _notes(_together(following)[0]))
    return min(room, galley.height * _MOST)


def _height(lines: int, galley: Galley) -> float:
    return lines * galley.note_pitch + galley.note_gap + 1.5
