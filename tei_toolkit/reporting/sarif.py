"""SARIF 2.1.0 (OASIS, Static Analysis Results Interchange Format), which GitHub and many editors read."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from tei_toolkit import __version__
from tei_toolkit.findings import CATALOGUE, Finding, Kind, Severity
from tei_toolkit.reporting.addresses import address_of
from tei_toolkit.reporting.characters import encodable
from tei_toolkit.reporting.checked import Checked, Noticed

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_INDEX = {code: number for number, code in enumerate(sorted(CATALOGUE))}


def written(files: Iterable[Checked]) -> Iterator[str]:
    """The log: one run, with the whole catalogue as its rules."""
    rules = [_rule(CATALOGUE[code]) for code in _INDEX]
    driver = {"name": "TEI Toolkit", "semanticVersion": __version__, "rules": rules}
    yield f'{{"$schema": "{_SCHEMA}",\n"version": "2.1.0",\n"runs": [{{"tool": {{"driver": {_dumped(driver)}}},\n'
    yield '"columnKind": "unicodeCodePoints",\n"results": ['
    gap = "\n"
    for checked in files:
        for result in _results(checked):
            yield gap + _dumped(result)
            gap = ",\n"
    yield "\n]}]}\n"


def _rule(kind: Kind) -> dict[str, Any]:
    words = f"{kind.meaning}\n\nExample: {kind.example}\n\nCure: {kind.cure}"
    fence = "``" if "`" in kind.example else "`"
    marked = f"{_plain(kind.meaning)}\n\n**Example:** {fence}{kind.example}{fence}\n\n**Cure:** {_plain(kind.cure)}"
    return {
        "id": kind.code,
        "shortDescription": {"text": kind.meaning},
        "fullDescription": {"text": f"{kind.meaning} {kind.cure}"},
        "help": {"text": words, "markdown": marked},
        "defaultConfiguration": {"level": _LEVELS[kind.severity]},
    }


def _plain(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _results(checked: Checked) -> Iterator[dict[str, Any]]:
    """The results of a file. Those with one fingerprint are told apart by their number."""
    repeated = Counter[str]()
    for noticed in checked.noticed:
        repeated[noticed.fingerprint] += 1
        yield _result(noticed, repeated[noticed.fingerprint])


def _result(noticed: Noticed, number: int) -> dict[str, Any]:
    finding = noticed.finding
    place: dict[str, Any] = {"artifactLocation": {"uri": address_of(finding.file)}}
    if finding.line:
        place["region"] = _region(finding)
    return {
        "ruleId": finding.code,
        "ruleIndex": _INDEX[finding.code],
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{finding.message} {finding.hint}".rstrip()},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"teiToolkitContext/v1": f"{noticed.fingerprint}:{number}"},
        "properties": {"value": finding.value},
    }


def _region(finding: Finding) -> dict[str, int]:
    region = {"startLine": finding.line}
    return {**region, "startColumn": finding.column} if finding.column else region


def _dumped(data: dict[str, Any]) -> str:
    return encodable(json.dumps(data, ensure_ascii=False))
