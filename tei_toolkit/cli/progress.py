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
