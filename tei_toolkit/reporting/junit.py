"""JUnit XML, in the form that Jenkins' xUnit plugin demands (its junit-10.xsd) and GitLab shows.

A file is a test suite, an error in it a test that failed; a file without errors is a test that passed. Warnings and
information fail nothing, so they are what the suite printed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from xml.sax.saxutils import escape, quoteattr

from tei_toolkit.findings import Finding, Severity
from tei_toolkit.reporting.addresses import path_of
from tei_toolkit.reporting.characters import visible
from tei_toolkit.reporting.checked import Checked, Noticed


def written(files: Iterable[Checked]) -> Iterator[str]:
    """The report, a suite for each file."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="tei validate">\n'
    for checked in files:
        yield _suite(checked)
    yield "</testsuites>\n"


def _suite(checked: Checked) -> str:
    path = path_of(checked.file)
    name = _quoted(path)
    # Jenkins takes what stands before the last full stop for a package.
    in_class = _quoted(".".join(PurePosixPath(path).with_suffix("").parts))
    errors = [one for one in checked.noticed if one.finding.severity is Severity.ERROR]
    others = [str(one.finding) for one in checked.noticed if one.finding.severity is not Severity.ERROR]
    cases = list(_failures(errors, in_class)) or [f"  <testcase name={name} classname={in_class}/>\n"]
    printed = "\n".join(escape(visible(line)) for line in others)
    return (
        f'<testsuite name={name} file={name} tests="{len(cases)}" failures="{len(errors)}" errors="0" skipped="0">\n'
        f"{''.join(cases)}{f'  <system-out>{printed}</system-out>{chr(10)}' if others else ''}</testsuite>\n"
    )


def _failures(errors: Iterable[Noticed], in_class: str) -> Iterator[str]:
    """A test for each error, named by what is wrong: where it stands changes with every line that is put in."""
    names = Counter[str]()
    for noticed in errors:
        finding = noticed.finding
        name = f"{finding.code}: {finding.message}"
        names[name] += 1
        number = f" ({names[name]})" if names[name] > 1 else ""
        yield (
            f"  <testcase name={_quoted(name + number)} classname={in_class}>\n"
            f'    <failure type="{finding.code}" message={_quoted(_sentence(finding))}>'
            f"{escape(visible(str(finding)))}{escape(_source(noticed))}</failure>\n  </testcase>\n"
        )


def _sentence(finding: Finding) -> str:
    place = ":".join(str(part) for part in (finding.line, finding.column) if part)
    return f"{place}: {finding.message}" if place else finding.message


def _source(noticed: Noticed) -> str:
    text, at = noticed.excerpt
    return f"\n{visible(text)}\n{' ' * at}^" if text else ""


def _quoted(text: str) -> str:
    return quoteattr(visible(text))
