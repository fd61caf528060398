"""What every command shares: how much it says."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import click

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Voice:
    """What a command says about its work, on standard output; findings and errors go to standard error."""

    quiet: bool = False
    verbose: bool = False

    def say(self, text: str) -> None:
        """Say something that --quiet suppresses."""
        if not self.quiet:
            click.echo(text)

    def detail(self, text: str) -> None:
        """Say something that only --verbose wants."""
        if self.verbose:
            click.echo(text)


def common_options(function: Callable[..., R]) -> Callable[..., R]:
    """Add --quiet and --verbose to a command; its context's ``obj`` becomes a :class:`Voice`."""

    @click.option("-q", "--quiet", is_flag=True, help="Say nothing but findings and errors.")
    @click.option("-v", "--verbose", is_flag=True, help="Say what is being done.")
    @functools.wraps(function)
    def wrapped(*, quiet: bool, verbose: bool, **arguments: Any) -> R:
        click.get_current_context().obj = Voice(quiet, verbose)
        return function(**arguments)

    return wrapped


def voice() -> Voice:
    """The current command's voice."""
    found = click.get_current_context().obj
    return found if isinstance(found, Voice) else Voice()
