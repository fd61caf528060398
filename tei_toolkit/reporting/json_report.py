"""JSON: one object, as ``schema/findings.schema.json`` describes it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from tei_toolkit.findings import Finding, Severity
from tei_toolkit.reporting.characters import encodable
from tei_toolkit.reporting.checked import Checked


def finding_data(finding: Finding) -> dict[str, Any]:
    """A finding as JSON has it."""
    return {
        "code": finding.code,
        "severity": str(finding.severity),
        "file": finding.file,
        "line": finding.line,
        "column": finding.column,
        "message": finding.message,
        "value": finding.value,
        "hint": finding.hint,
    }


def written(files: Iterable[Checked]) -> Iterator[str]:
    """The report: the findings, each on a line of its own, and how many there were."""
    number = 0
    counts = Counter[Severity]()
    yield '{\n "findings": ['
    for checked in files:
        number += 1
        for noticed in checked.noticed:
            yield ",\n  " if counts else "\n  "
            data = {**finding_data(noticed.finding), "fingerprint": noticed.fingerprint}
            yield encodable(json.dumps(data, ensure_ascii=False))
            counts[noticed.finding.severity] += 1
    said = {"files": number, **{_plural(severity): counts[severity] for severity in Severity}}
    yield ("\n " if counts else "") + "],\n " + json.dumps(said)[1:-1].replace(", ", ",\n ") + "\n}\n"


def _plural(severity: Severity) -> str:
    return "info" if severity is Severity.INFO else f"{severity}s"
