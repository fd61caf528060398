"""``tei build``: an edition's site and book."""

from __future__ import annotations

from pathlib import Path

import click

from tei_toolkit.cli.options import common_options, voice
from tei_toolkit.edition import OUTPUTS
from tei_toolkit.errors import WrongUsage
from tei_toolkit.findings import has_errors
from tei_toolkit.publish.build import build


@click.command()
@click.argument("edition", type=click.Path(path_type=Path), default=Path())
@click.option("--only", metavar="LIST", help=f"Outputs to build, with commas between them: {','.join(OUTPUTS)}.")
@common_options
def command(edition: Path, only: str | None) -> int:
    """Build the edition in the folder EDITION (by default this one) into its folder build/.

    Without --only it builds what edition.toml names as outputs, or else the site, the PDF and the EPUB.
    """
    result = build(edition, _outputs(only))
    for finding in result.findings:
        click.echo(str(finding), err=True)
    for path in result.written:
        voice().say(f"Built {path}")
    return int(has_errors(result.findings))


def _outputs(only: str | None) -> frozenset[str]:
    if only is None:
        return frozenset()
    wanted = frozenset(part.strip() for part in only.split(",") if part.strip())
    if not wanted or not wanted <= frozenset(OUTPUTS):
        raise WrongUsage(f"--only {only}: name one or more of {', '.join(OUTPUTS)}.")
    return wanted
