"""``tei explain``: what a finding means and how to cure it."""

from __future__ import annotations

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
            click.echo(f"{kind.code:8} {kind.severity:8} {kind.meaning}")
        return
    found = CATALOGUE.get(code.upper())
    if found is None:
        near = get_close_matches(code.upper(), CATALOGUE, 1, 0.5)
        hint = f"did you mean {near[0]}?" if near else "tei explain, without a code, lists them all."
        raise WrongUsage(f"{code}: there is no finding of this code; {hint}")
    click.echo(click.style(f"{found.code} ({found.severity})", bold=True))
    click.echo(found.meaning)
    click.echo(f"\nExample: {found.example}")
    click.echo(f"Cure: {found.cure}")
