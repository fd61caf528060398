"""How findings are written: for a person in a terminal, and for the machines that read them.

Each format is a function of the files that were checked, one after another; what it gives are the pieces of the
report, to be written as they come. No format waits for all files, so that memory does not grow with their number.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Iterator, Mapping

from tei_toolkit.reporting import text
from tei_toolkit.reporting.checked import Checked

Format = Callable[[Iterable[Checked]], Iterator[str]]


def _of(module: str) -> Format:
    """A format whose module is loaded when a report is written in it: a report has one format only."""

    def write(files: Iterable[Checked]) -> Iterator[str]:
        written: Format = importlib.import_module(f"tei_toolkit.reporting.{module}").written
        return written(files)

    return write


FORMATS: Mapping[str, Format] = {
    "text": text.folded,
    "json": _of("json_report"),
    "sarif": _of("sarif"),
    "junit": _of("junit"),
    "github": _of("github"),
}
