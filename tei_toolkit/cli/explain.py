"""``tei explain``: what a finding means and how to cure it."""

from __future__ import annotations

import shutil
import textwrap
from difflib import get_close_matches

import click

from tei_toolkit.cli.options import common_options
from tei_toolkit.errors import WrongUsage
from tei_toolkit.findings import CATALOGUE


@click.command("explain")
@click.argument("code", required=False)
@common_options
def command(code: str | None) -> None:
    """Say what the finding CODE means, with an example and a cure; without CODE, list them all."""
    if code is None:
        for kind in sorted(CATALOGUE.values(), key=lambda kind: kind.code):
            click.echo(_wrapped(f"{kind.code:9}{kind.severity:9}{kind.meaning}", 18))
        return
    found = CATALOGUE.get(code.upper())
    if found is None:
        near = get_close_matches(code.upper(), CATALOGUE, 1, 0.5)
        hint = f"did you mean {near[0]}?" if near else "tei explain, without a code, lists them all."
        raise WrongUsage(f"{code}: there is no finding of this code; {hint}")
    click.echo(click.style(f"{found.code} ({found.severity})", bold=True))
    click.echo(_wrapped(found.meaning, 0))
    click.echo(f"\nExample:  {found.example}")
    click.echo(_wrapped(f"Cure:     {found.cure}", 10))


def _wrapped(text: str, indent: int) -> str:
    width = min(shutil.get_terminal_size().columns, 100)
    return textwrap.fill(text, width, subsequent_indent=" " * indent, break_long_words=False, break_on_hyphens=False)
