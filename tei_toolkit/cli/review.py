"""The review: undecided names one after the other, a key each. What is decided is saved at once."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import click

from tei_toolkit.errors import ToolkitError
from tei_toolkit.model import Candidate, Undecided
from tei_toolkit.register import Named, Register
from tei_toolkit.register.decisions import Decisions
from tei_toolkit.survey import Ambiguity

_WIDTH = 78
_MOST = 9
_HELP = """\
  1–9    this one is meant
  x      none of these: the name of somebody else, or never a name
  n, p   a person (a place) that the register lacks: asks for the name and adds
         it; this can't be undone here
  l      later, as does the space bar: leave it undecided, and go on
  u      undo the last decision, and go back to it
  q      quit; everything decided so far is saved
After a decision: h for this entry only, e for everywhere in this form."""


class Reviewed(NamedTuple):
    """How a review went: names decided, and left undecided."""

    decided: int
    left: int


@dataclass(frozen=True, slots=True)
class _Question:
    """A name at one place."""

    place: Undecided
    times: int
    """How often the form stands undecided with these candidates."""


@dataclass(frozen=True, slots=True)
class _Step:
    """What undo goes back to."""

    at: int
    decisions: Decisions


def read_key() -> str:
    """One key; from a pipe, one character that is no line end. Empty at the end of the input."""
    if sys.stdin.isatty():
        return click.getchar()
    while (key := sys.stdin.read(1)) in ("\n", "\r"):
        pass
    return key


def read_line(question: str, default: str) -> str:
    """A line of text; empty at the end of the input."""
    if sys.stdin.isatty():
        return str(click.prompt(question, default=default)).strip()
    click.echo(f"{question} [{default}]:")
    line = sys.stdin.readline()
    return line.strip() or (default if line else "")


class Review:
    """Walks through names that are undecided, and those that nobody in the register has.

    ``save`` is given the text of the decisions whenever it changes; ``key`` reads a key, ``line`` a line (after a
    question, with what an empty one means); ``add`` adds a person or (True) a place to the register: its name, the
    form in the text; it gives the id.
    """

    def __init__(
        self,
        register: Register,
        decisions: Decisions,
        ambiguous: Sequence[Ambiguity],
        save: Callable[[str], None],
        key: Callable[[], str],
        line: Callable[[str, str], str],
        add: Callable[[str, str, bool], str],
    ) -> None:
        self._named = {named.id: named for named in register.named}
        self._decisions = decisions
        self._questions = [_Question(place, len(one.places)) for one in ambiguous for place in one.places]
        self._save = save
        self._key = key
        self._line = line
        self._add = add
        self._added: set[int] = set()
        self._steps: list[_Step] = []

    def run(self) -> Reviewed:
        """Ask until all is asked or the editor quits."""
        at = 0
        while at < len(self._questions) or self._steps:
            if at >= len(self._questions):
                click.echo("\nAll is asked: u undo the last decision, other keys: done")
                if self._key() != "u":
                    break
                at = self._undo(at)
            candidates = self._open(at)
            if candidates is None:
                at += 1
                continue
            self._show(at, candidates)
            step = self._ask(at, candidates)
            if step is None:
                break
            at = step
        left = sum(self._open(number) is not None for number in range(len(self._questions)))
        return Reviewed(len(self._questions) - left, left)

    def _open(self, at: int) -> list[Candidate] | None:
        """Who may still be meant by a name; None if it has been decided."""
        place = self._questions[at].place
        ruling = self._decisions.ruling(place.form, place.entry)
        if at in self._added or (ruling and (ruling.id or ruling.never)):
            return None
        if ruling is None or not place.candidates:
            return list(place.candidates[:_MOST])
        return [one for one in place.candidates if one.id not in ruling.excluded][:_MOST] or None

    def _ask(self, at: int, candidates: Sequence[Candidate]) -> int | None:
        """One answer; the question to go on with, or None to quit."""
        while True:
            key = self._key()
            if key in ("", "q", "Q", "\x03", "\x04"):
                return None
            if key in (" ", "l"):
                return at + 1
            if key == "u":
                return self._undo(at)
            if self._answer(key, at, candidates):
                return at + 1
            click.echo(_HELP if key == "?" else self._keys(candidates))

    def _answer(self, key: str, at: int, candidates: Sequence[Candidate]) -> bool:
        """Whether the key, and what was asked after it, decided the name."""
        if key.isdecimal() and 1 <= int(key) <= len(candidates):
            return self._decide(at, "is", candidates[int(key) - 1].id)
        if key == "x":
            return self._refuse(at, candidates)
        if key in ("n", "p"):
            return self._new(at, candidates, key == "p")
        return False

    def _new(self, at: int, candidates: Sequence[Candidate], is_place: bool) -> bool:
        """Add somebody to the register; where others may be meant too, ask where it is this one."""
        form = self._questions[at].place.form
        what = "Name of the place" if is_place else "Name, such as Thorne, Ambrose"
        name = self._line(what, form)
        if not name:
            return False
        try:
            identifier = self._add(name, form, is_place)
        except ToolkitError as error:
            click.echo(f"{error}")
            return False
        if candidates:
            return self._decide(at, "is", identifier)
        self._added.add(at)
        return True

    def _undo(self, at: int) -> int:
        if not self._steps:
            click.echo("Nothing to undo.")
            return at
        step = self._steps.pop()
        self._take(step.decisions)
        return step.at

    def _refuse(self, at: int, candidates: Sequence[Candidate]) -> bool:
        if not candidates:
            return self._decide(at, "never")
        click.echo("None of these: s somebody else's name, w never a name, other keys: back")
        key = self._key()
        if key == "s":
            return self._decide(at, "not", *(one.id for one in candidates))
        return key == "w" and self._decide(at, "never")

    def _decide(self, at: int, what: str, *identifiers: str) -> bool:
        """Ask where it holds, and keep it."""
        place = self._questions[at].place
        who = f" {what} {', '.join(identifiers)}" if identifiers else " is never a name"
        click.echo(f"‘{place.form}’{who}: h here, e everywhere, other keys: back")
        key = self._key()
        if key not in ("h", "e"):
            return False
        entry = place.entry if key == "h" else ""
        self._steps.append(_Step(at, self._decisions))
        if what == "is":
            new = self._decisions.with_(place.form, entry, id=identifiers[0])
        elif what == "not":
            new = self._decisions.with_(place.form, entry, excluded=identifiers)
        else:
            new = self._decisions.with_(place.form, entry, never=True)
        self._take(new)
        return True

    def _take(self, decisions: Decisions) -> None:
        self._decisions = decisions
        self._save(decisions.to_toml())

    # What it looks like --------------------------------------------------------------------------------------

    def _show(self, at: int, candidates: Sequence[Candidate]) -> None:
        question = self._questions[at]
        place = question.place
        again = f", {question.times} times like this" if question.times > 1 else ""
        click.echo()
        click.echo(f"{at + 1} of {len(self._questions)}: ‘{place.form}’ in {place.entry}{again}")
        click.echo(highlighted(place))
        for number, candidate in enumerate(candidates, 1):
            click.echo(self._candidate(number, candidate, place))
        click.echo(self._keys(candidates))

    def _candidate(self, number: int, candidate: Candidate, place: Undecided) -> str:
        named = self._named.get(candidate.id)
        who = named.label if named else candidate.id
        role = _role(named, place) if named else ""
        words = f"{who} [{candidate.id}]{', ' + role if role else ''}; {candidate.score:.0%}: "
        return textwrap.fill(
            words + ", ".join(candidate.reasons), _WIDTH, initial_indent=f"  {number}  ", subsequent_indent="     "
        )

    def _keys(self, candidates: Sequence[Candidate]) -> str:
        new = "n new  p place  l later  u undo  q quit  ? help]"
        if not candidates:
            return f"[x no name  {new}"
        return f"[{'1' if len(candidates) == 1 else f'1–{len(candidates)}'} this one  x none  {new}"


def highlighted(place: Undecided) -> str:
    """The context in lines that fit, the name between asterisks and, on a terminal, bold."""
    before, after = place.context[: place.at], place.context[place.at :]
    name = " ".join(place.form.split())
    shown = after[: len(name)] if after.startswith(name) else after.split(" ", 1)[0]
    rest = after[len(shown) :]
    # A name of several words stays in one line and is coloured after the text was broken into lines.
    joined = shown.replace(" ", "\x1f")
    text = textwrap.fill(
        f"…{before}*{joined}*{rest}…", _WIDTH, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False
    )
    return text.replace(f"*{joined}*", f"*{click.style(shown, bold=True)}*")


def _role(named: Named, place: Undecided) -> str:
    """What the person was on that day, else the first role."""
    day = place.date.isoformat() if place.date else ""
    then = [
        role
        for role in named.roles
        if day and not ((role.start and day[: len(role.start)] < role.start)
                        or (role.end and day[: len(role.end)] > role.end))
    ]  # fmt: skip
    roles = then or list(named.roles)
    return roles[0].words if roles else ""
