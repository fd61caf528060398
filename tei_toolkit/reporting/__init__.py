"""How findings are written: for a person in a terminal, and for the machines that read them.

Each format is a function of the files that were checked, one after another; what it gives are the pieces of the
report, to be written as they come. No format waits for all files, so that memory does not grow with their number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from tei_toolkit.reporting import github, json_report, junit, sarif, text
from tei_toolkit.reporting.checked import Checked

Format = Callable[[Iterable[Checked]], Iterator[str]]

FORMATS: Mapping[str, Format] = {
    "text": text.folded,
    "json": json_report.written,
    "sarif": sarif.written,
    "junit": junit.written,
    "github": github.written,
}
