"""Building an edition: its site and its book, written to the folder ``build`` whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tei_toolkit.errors import StylesheetError
from tei_toolkit.findings import Finding
from tei_toolkit.publish.collect import Collected, collect
from tei_toolkit.publish.disk import replace_folder, write_file
from tei_toolkit.publish.site import make_site

OUTPUTS = frozenset({"site", "pdf"})


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What was made, whether or not its bytes are new, and what was noticed."""

    written: tuple[Path, ...]
    findings: tuple[Finding, ...]


def build(folder: Path, only: frozenset[str] = OUTPUTS) -> BuildResult:
    """Build the outputs ``only`` of the edition in ``folder``: ``build/site`` and ``build/NAME.pdf``.

    Raises :class:`ToolkitError` where it cannot go on; what an earlier build made is then still there.
    """
    collected = collect(folder)
    findings = list(collected.findings)
    written: list[Path] = []
    if "site" in only:
        site = make_site(collected)
        findings += site.findings
        replace_folder(folder / "build" / "site", site.files)
        written.append(folder / "build" / "site")
    if "pdf" in only:
        place = folder / "build" / f"{folder.resolve().name}.pdf"
        try:
            write_file(place, _book(collected))
            written.append(place)
        except StylesheetError as error:
            message = f"The book was not set: {error}"
            findings.append(Finding("XSLT-01", message, str(folder / "edition.toml")))
    return BuildResult(tuple(written), tuple(findings))


def _book(collected: Collected) -> bytes:
    """The text that readers see first, as one volume."""
    # Only those who want a book wait for the typesetter.
    from tei_toolkit.transform.book import book_tree
    from tei_toolkit.transform.pdf import typeset

    entries = [entry.tree for entry in collected.texts[0].entries]
    registers = [] if collected.register is None else [collected.register]
    return typeset(book_tree(entries, collected.edition, registers))
