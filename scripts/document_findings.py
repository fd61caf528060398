"""Write ``docs/findings.md`` from the catalogue of findings: ``python scripts/document_findings.py``."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from tei_toolkit.findings import CATALOGUE, Kind

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "findings.md"

FAMILIES = {
    "ALLOW": "Exceptions in the text",
    "BASE": "The baseline",
    "DATE": "Dates",
    "EMPTY": "Empty elements",
    "FILE": "Files",
    "FONT": "Fonts of the book",
    "ID": "Ids",
    "IMAGE": "Page images",
    "KEPT": "Files that were left alone",
    "READ": "Reading documents",
    "MARK": "Brackets and marks",
    "META": "The header",
    "NAME": "Persons and places",
    "NOTE": "Notes",
    "PAGE": "Page numbers",
    "PAIR": "Versions side by side",
    "QUOTE": "Quotation marks",
    "REF": "References",
    "REG": "The register",
    "TEI": "The schema",
    "XML": "XML",
    "XSLT": "Stylesheets",
}

HEAD = """# Findings

What the commands notice in the data, by code. `tei explain CODE` says the same in the terminal. This page is made from
the catalogue in `tei_toolkit/findings.py` by `scripts/document_findings.py`.

An **error** makes a command exit with 1; a **warning** is probably wrong, or undecidable without an editor; an **info**
is worth knowing. A file that cannot be read at all, or a wrong option, is not a finding: the command says so in one
sentence and exits with 2.

An edition may grade them otherwise, and a text may say where one is right as it is: see
[formats, baselines, exceptions](validation.md#formats-baselines-exceptions), which also has what is printed as text,
JSON, SARIF, JUnit XML and for GitHub.
"""


def findings_page() -> str:
    """The text of ``docs/findings.md``."""
    kinds = sorted(CATALOGUE.values(), key=lambda kind: kind.code)
    parts = [HEAD]
    for family, members in groupby(kinds, key=lambda kind: kind.code.split("-")[0]):
        parts.append(f"\n## {FAMILIES.get(family, family)}\n")
        parts += [_section(kind) for kind in members]
    return "".join(parts)


def _section(kind: Kind) -> str:
    fence = "``" if "`" in kind.example else "`"
    return (
        f"\n### {kind.code}\n\n*{kind.severity}* · {_plain(kind.meaning)}\n\n"
        f"Example: {fence}{kind.example}{fence}\n\nCure: {_plain(kind.cure)}\n"
    )


def _plain(text: str) -> str:
    """Text in which Markdown shows a < or & as it is."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


if __name__ == "__main__":
    TARGET.write_text(findings_page(), encoding="utf-8")
