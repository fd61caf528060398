"""``tei build``: an edition's site and book."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from tei_toolkit.cli.options import common_options, voice
from tei_toolkit.cli.progress import Pace
from tei_toolkit.edition import OUTPUTS
from tei_toolkit.errors import WrongUsage
from tei_toolkit.findings import has_errors
from tei_toolkit.publish.build import BuildResult, Watcher, build, why

_SLOWEST = 5


@click.command()
@click.argument("edition", type=click.Path(path_type=Path), default=Path())
@click.option("--only", metavar="LIST", help=f"Outputs to build, with commas between them: {','.join(OUTPUTS)}.")
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="Processes that share the work (all processors).")
@click.option("--search/--no-search", default=True, help="Without it, the site’s search is left as it is.")
@click.option("--explain", metavar="PAGE", help="Build nothing; say why this page or file would be built anew.")
@click.option("--json", "as_json", is_flag=True, help="Say what was done and noticed as JSON.")
@common_options
def command(edition: Path, only: str | None, jobs: int | None, search: bool, explain: str | None, as_json: bool) -> int:
    """Build the edition in the folder EDITION (by default this one) into its folder build/.

    Without --only it builds what edition.toml names as outputs, or else the site, the PDF and the EPUB. What has
    not changed since the last build is not built again.
    """
    if explain is not None:
        click.echo(why(edition, explain))
        return 0
    result = build(edition, _outputs(only), jobs=jobs or os.cpu_count() or 1, search=search, watcher=_Teller())
    if as_json:
        click.echo(json.dumps(_data(result), ensure_ascii=False, indent=1))
        return int(has_errors(result.findings))
    for finding in result.findings:
        click.echo(str(finding), err=True)
    for path in result.written:
        voice().say(f"Built {path}")
    voice().say(_summary(result))
    for line in _details(result):
        voice().detail(line)
    return int(has_errors(result.findings))


class _Teller(Watcher):
    """Says on a terminal how a build goes on."""

    def __init__(self) -> None:
        self._quiet = voice().quiet

    def waits(self) -> None:
        click.echo("Another build of this edition is running; this one begins when that has ended.", err=True)

    def counts(self, what: str, total: int) -> Callable[[], None]:
        return Pace(total, what, self._quiet).one_done


def _summary(result: BuildResult) -> str:
    """``61 pages and lists made, 26 kept; 430 files changed, 2 deleted; 3.1 seconds``."""
    seconds = sum(result.seconds.values())
    return (
        f"{len(result.made):,} pages and lists made, {result.kept:,} kept; {result.changed:,} files changed,"
        f" {result.removed:,} deleted; {seconds:.1f} seconds"
    )


def _details(result: BuildResult) -> list[str]:
    stages = ", ".join(f"{stage} {seconds:.2f} s" for stage, seconds in result.seconds.items())
    slowest = sorted(result.made, key=lambda one: -one[1])[:_SLOWEST]
    return [stages, *(f"{name} took {1000 * seconds:.0f} ms" for name, seconds in slowest)]


def _data(result: BuildResult) -> dict[str, Any]:
    said = ("code", "severity", "file", "line", "column", "message", "hint")
    return {
        "written": [path.as_posix() for path in result.written],
        "findings": [{name: getattr(finding, name) for name in said} for finding in result.findings],
        "made": [name for name, _ in result.made],
        "kept": result.kept,
        "changed": result.changed,
        "removed": result.removed,
        "seconds": result.seconds,
    }


def _outputs(only: str | None) -> frozenset[str]:
    if only is None:
        return frozenset()
    wanted = frozenset(part.strip() for part in only.split(",") if part.strip())
    if not wanted or not wanted <= frozenset(OUTPUTS):
        raise WrongUsage(f"--only {only}: name one or more of {', '.join(OUTPUTS)}.")
    return wanted
