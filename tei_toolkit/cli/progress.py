"""Progress on a terminal: a line on standard error that is rubbed out before anything else is said."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

import click

_Item = TypeVar("_Item")
_SECONDS = 0.1
"""Between two sayings: a terminal is slow."""
_SECONDS_IN_LOGS = 10.0


class Progress:
    """How many of ``total`` ``things`` are done; silent where standard error is no terminal, or if ``quiet``."""

    def __init__(self, total: int, things: str, quiet: bool = False) -> None:
        self._total = total
        self._things = things
        self._shown = sys.stderr.isatty() and total > 1 and not quiet
        self._said = -_SECONDS
        self._on_line = False

    def over(self, items: Iterable[_Item]) -> Iterator[_Item]:
        """The items, counted as they go by."""
        for number, item in enumerate(items, 1):
            now = time.monotonic()
            if self._shown and now - self._said >= _SECONDS:
                click.echo(f"\r{number:,} of {self._total:,} {self._things}", nl=False, err=True)
                self._said, self._on_line = now, True
            yield item
        self.rub_out()

    def rub_out(self) -> None:
        """Leave the line empty, for what is printed next."""
        if self._on_line:
            click.echo("\r\x1b[K", nl=False, err=True, color=True)
            self._on_line = False


class Pace:
    """How many of ``total`` things are done, how many a second, and how long the rest will take.

    On a terminal a line that is rewritten, elsewhere a line now and then; silent if ``quiet``, or where it takes no
    longer than a line is worth.
    """

    def __init__(self, total: int, what: str, quiet: bool = False) -> None:
        self._total, self._what = total, what
        self._begun = time.monotonic()
        self._is_terminal = sys.stderr.isatty()
        self._every = _SECONDS if self._is_terminal else _SECONDS_IN_LOGS
        self._said = self._begun + (_SECONDS if self._is_terminal else 0)
        self._done = 0
        self._shown = not quiet
        self._on_line = False

    def one_done(self) -> None:
        """One more is done."""
        self._done += 1
        now = time.monotonic()
        if self._shown and self._done == self._total and self._on_line:
            click.echo("\r\x1b[K", nl=False, err=True, color=True)
        elif self._shown and now - self._said >= self._every:
            rate = self._done / (now - self._begun)
            rest = (self._total - self._done) / rate
            line = f"{self._done:,} of {self._total:,} {self._what}, {rate:,.0f} a second, {_duration(rest)} to go"
            click.echo(f"\r\x1b[K{line}" if self._is_terminal else line, nl=not self._is_terminal, err=True, color=True)
            self._said, self._on_line = now, self._is_terminal


def _duration(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 100 else f"{seconds / 60:.0f} min"
