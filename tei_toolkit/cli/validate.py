"""``tei validate``: what is wrong with TEI files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tei_toolkit.cli.checking import check_files, documents, find_in_editions
from tei_toolkit.cli.options import common_options, voice
from tei_toolkit.cli.progress import Progress
from tei_toolkit.cli.repairing import repair_files
from tei_toolkit.cli.schemas import asked_for, with_reports
from tei_toolkit.errors import WrongUsage
from tei_toolkit.files import read_bytes
from tei_toolkit.findings import Finding, Severity
from tei_toolkit.reporting import FORMATS, Format
from tei_toolkit.reporting.checked import Checked, Noticed
from tei_toolkit.reporting.text import in_full

if TYPE_CHECKING:
    from tei_toolkit.reporting.baseline import Baseline

_NAMED = 3


@click.command("validate")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH...")
@click.option("--schema", "schemas", multiple=True, type=click.Path(path_type=Path), metavar="FILE",
              help="A .rng, .rnc, .xsd or .sch file in place of our schema; may be given several times.")  # fmt: skip
@click.option("--rules", multiple=True, type=click.Path(path_type=Path), metavar="FILE",
              help="The Schematron rules of a .sch, .rng or .odd file, likewise in place of ours.")  # fmt: skip
@click.option("--phase", metavar="NAME", help="The phase of the rules: its id, or #ALL.")
@click.option("--svrl", type=click.Path(path_type=Path), metavar="DIR",
              help="Write what the rules report of each file to DIR, in SVRL.")  # fmt: skip
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text", show_default=True,
              help="How findings are written.")  # fmt: skip
@click.option("--fix", is_flag=True, help="Put right in the files what is beyond doubt, and say what remains.")
@click.option("--baseline", "baseline_file", type=click.Path(path_type=Path), metavar="FILE",
              help="Say only what is not in FILE, which --write-baseline wrote.")  # fmt: skip
@click.option("--write-baseline", "new_baseline", type=click.Path(path_type=Path), metavar="FILE",
              help="Write all that is found now to FILE, as what is known.")  # fmt: skip
@click.option("--jobs", type=click.IntRange(1), default=1, metavar="N", help="Work with N processes at once.")
@common_options
def command(
    paths: tuple[Path, ...],
    schemas: tuple[Path, ...],
    rules: tuple[Path, ...],
    phase: str | None,
    svrl: Path | None,
    form: str,
    fix: bool,
    baseline_file: Path | None,
    new_baseline: Path | None,
    jobs: int,
) -> int:
    """Say what is wrong with TEI files.

    PATH is a file, or a folder of which all .xml files are read, but for those in folders called build. They are held
    against our schema and rules, unless --schema or --rules is given. Files of an edition (with an edition.toml above
    them) are then also held against each other and its registers. What edition.toml says of how bad a finding is holds
    always. As text, findings that say the same are counted after the tenth; --verbose shows all.
    """
    files = documents(paths)
    loaded = asked_for(schemas, rules, phase)
    if svrl:
        loaded = with_reports(loaded, files, svrl)

    def check(some: Sequence[Path]) -> Iterator[Checked]:
        of_editions = {} if schemas or rules else find_in_editions(some, jobs)
        return check_files(some, loaded, of_editions, jobs)

    if fix:
        repair_files(files, check)
    progress = Progress(len(files), "files", voice().quiet)
    results = progress.over(check(files))
    if new_baseline:
        if baseline_file:
            raise WrongUsage("--write-baseline takes all that is found; leave --baseline out.")
        return _write_baseline(new_baseline, results)
    return _report(results, form, baseline_file, progress)


def _report(results: Iterator[Checked], form: str, baseline_file: Path | None, progress: Progress) -> int:
    tally = _Tally()
    if baseline_file:
        baseline = _read_baseline(baseline_file)
        results = _with_stale(baseline.without_known(results), baseline, baseline_file)
    write: Format = in_full if form == "text" and voice().verbose else FORMATS[form]
    for piece in write(tally.counting(results)):
        progress.rub_out()
        click.echo(piece, nl=False)
    if form == "text":
        known = f" {_many(baseline.met, 'finding')} known from {baseline_file}." if baseline_file else ""
        voice().say(f"{tally.sentence()}{known}")
    return 1 if tally.counts[Severity.ERROR] else 0


def _read_baseline(path: Path) -> Baseline:
    from tei_toolkit.reporting.baseline import Baseline, read_baseline

    return Baseline(read_baseline(read_bytes(path), str(path)), path.parent)


def _write_baseline(path: Path, results: Iterable[Checked]) -> int:
    from tei_toolkit.publish.disk import write_file
    from tei_toolkit.reporting.baseline import write_baseline

    data, count = write_baseline(results, path.parent)
    write_file(path, data)
    voice().say(f"{_many(count, 'finding')} written to {path}.")
    return 0


def _with_stale(results: Iterable[Checked], baseline: Baseline, path: Path) -> Iterator[Checked]:
    """The files, and after them the baseline, if it lists what is no longer there: in the files that were looked at,
    and in those that are gone."""
    yield from results
    gone = {
        key: count
        for key, count in baseline.unmet().items()
        if key.file in baseline.looked_at or not (path.parent / key.file).exists()
    }
    if gone:
        named = ", ".join(f"{key.code} in {key.file}" for key in sorted(gone)[:_NAMED])
        count = _many(sum(gone.values()), "finding")
        more = ", …" if len(gone) > _NAMED else ""
        message = f"Of what this baseline lists, {count} can no longer be found: {named}{more}."
        yield Checked(str(path), (Noticed(Finding("BASE-01", message, str(path), hint="Write it anew.")),))


class _Tally:
    """How many files and findings there were."""

    def __init__(self) -> None:
        self.files = 0
        self.counts = Counter[Severity]()

    def counting(self, results: Iterable[Checked]) -> Iterator[Checked]:
        for checked in results:
            self.files += 1
            self.counts.update(noticed.finding.severity for noticed in checked.noticed)
            yield checked

    def sentence(self) -> str:
        said = [_many(self.counts[severity], severity) for severity in Severity if self.counts[severity]]
        return f"{_many(self.files, 'file')}: {', '.join(said) or 'nothing wrong'}."


def _many(number: int, thing: str) -> str:
    if thing == Severity.INFO:
        return f"{number} for information"
    return f"{number:,} {thing}{'' if number == 1 else 's'}"
