"""Measure the converter on the development cases and write ``docs/accuracy.md``.

``python scripts/accuracy.py`` (``make accuracy``). The cases and their scorer are test data beside the
project (``../shared/gold``); none of it is part of it.
"""

from __future__ import annotations

import datetime
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tei_toolkit.pipeline import convert
from tei_toolkit.register import parse_register

ROOT = Path(__file__).parent.parent
GOLD = ROOT.parent / "shared" / "gold"
TARGET = ROOT / "docs" / "accuracy.md"
HEAD = """# How accurate the conversion is

Published diaries with human encoding were stripped back to plain text, converted with `tei convert --whole
--register register.xml --language … --start …`, and compared with what the human editors had marked. In the
*plain* cases the headings are plain dates (`3 February`); in the *native* ones they are the edition's own
(`1/1`, `Saturday 2` under `January 1819`, `den 16 ejusd.`, `Shepherds HotelCairo - Egypt. Dec. 12, 1889.`).

This page is written by `make accuracy`. F1 is the harmonic mean of precision and recall; *value* counts a
mark only where its date or page number is right as well. *Missing* and *added* are characters of the text.

"""
COLUMNS = (
    "case", "entries (F1)", "their dates (value F1)", "heading dates (value F1)", "page breaks (value F1)",
    "notes (F1)", "paragraphs (F1)", "persons (value F1)", "places (value F1)", "missing", "added",
)  # fmt: skip
TAIL = """
Persons and places are matched by exact forms of `register.xml` only, in this release: no inflected forms, no
titles that the register lacks, and nothing is guessed between two people of one name.

What falls short, and why:

- *Paragraphs*: nothing in a transcript says whether a paragraph goes on after a page break that stands at
  the end of a sentence. The converter goes by the habit of the text (how many sentences end a paragraph).
- *Notes*: a single word in brackets (`came [to]`) is taken for a supplied word, which the gold calls a note.
- *Native headings*: an entry headed by a feast day alone (`Christmas, 1889.`) is not found; nor is the one
  that has no heading at all.
"""
CATEGORIES = (
    ("entry", "overlap"), ("entry", "value"), ("date", "value"), ("pb", "value"), ("note", "overlap"),
    ("p", "exact"), ("persName", "value"), ("placeName", "value"),
)  # fmt: skip


def cases() -> list[Path]:
    """The development cases that have answers."""
    return sorted(path.parent for path in GOLD.glob("cases/*/gold.json"))


def score(case: Path) -> dict[str, Any]:
    """Convert a case and score the result."""
    meta = json.loads((case / "meta.json").read_text(encoding="utf-8"))
    done = convert(
        (case / "source.txt").read_bytes(),
        "source.txt",
        language=meta["lang"],
        start=datetime.date(int(meta["first_year"]), 1, 1),
        register=parse_register((case / "register.xml").read_bytes(), "register.xml"),
        whole=True,
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "out.xml"
        path.write_bytes(done.documents["source.xml"])
        command = [sys.executable, str(GOLD / "score.py"), str(case), str(path), "--json"]
        result: dict[str, Any] = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    return result


def row(case: Path) -> str:
    """One line of the table."""
    result = score(case)
    cells = []
    for category, measure in CATEGORIES:
        found = result["categories"].get(category)
        known = found and not found.get("unscored") and found[measure]
        cells.append(f"{found[measure][2]:.3f}" if known else "–")
    return f"| {case.name} | {' | '.join(cells)} | {result['missing']} | {result['added']} |"


def main() -> None:
    """Write the page."""
    rows = [row(case) for case in cases()]
    head = [f"| {' | '.join(COLUMNS)} |", "|" + " --- |" * len(COLUMNS)]
    TARGET.write_text(HEAD + "\n".join([*head, *rows]) + "\n" + TAIL, encoding="utf-8")
    print("\n".join(rows))


if __name__ == "__main__":
    main()
