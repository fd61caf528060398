"""Building an edition: its site, and its book in several formats, each written to ``build`` whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tei_toolkit.findings import Finding
from tei_toolkit.publish.collect import collect
from tei_toolkit.publish.disk import replace_folder, write_file
from tei_toolkit.publish.site import make_site
from tei_toolkit.publish.volumes import make_volumes
from tei_toolkit.transform.volumes import FORMATS, SUFFIXES

USUAL = frozenset({"site", "pdf", "epub"})
"""What is built where neither the editor nor the edition says what."""


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What was made, whether or not its bytes are new, and what was noticed."""

    written: tuple[Path, ...]
    findings: tuple[Finding, ...]


def build(folder: Path, only: frozenset[str] = frozenset()) -> BuildResult:
    """Build the outputs ``only`` of the edition in ``folder``: ``build/site``, ``build/NAME.pdf`` …

    Without ``only``, those that ``edition.toml`` names as ``outputs``, or else the usual ones.

    Raises :class:`ToolkitError` where it cannot go on; what an earlier build made is then still there.
    """
    collected = collect(folder)
    only = only or frozenset(collected.edition.outputs) or USUAL
    findings = list(collected.findings)
    written: list[Path] = []
    if "site" in only:
        site = make_site(collected)
        findings += site.findings
        replace_folder(folder / "build" / "site", site.files)
        written.append(folder / "build" / "site")
    if forms := [form for form in FORMATS if form in only]:
        volumes = make_volumes(collected, forms)
        findings += volumes.findings
        for form, data in volumes.files.items():
            place = folder / "build" / f"{folder.resolve().name}{SUFFIXES[form]}"
            write_file(place, data)
            written.append(place)
    return BuildResult(tuple(written), tuple(findings))
