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
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from gold import GOLD, KINDS, REGISTERS, Case, Result, cases, half_decided, judge, load

from tei_toolkit.mark.abbreviations import NO_ABBREVIATIONS, Abbreviations
from tei_toolkit.pipeline import convert
from tei_toolkit.register import parse_register

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "docs" / "accuracy.md"
PAGE = ROOT / "scripts" / "accuracy.md"
CATEGORIES = (
    ("entry", "overlap"), ("entry", "value"), ("date", "value"), ("pb", "value"), ("note", "overlap"), ("p", "exact"),
)  # fmt: skip
NAMED = ("andrews-1", "mitford-1", "reuss-1740", "schnitzler-1896", "tolstoy-1851")
BANDS = (0.5, 0.6, 0.7, 0.8, 0.9, 1.01)


def score(case: Path, register: str = "plain", abbreviations: Abbreviations = NO_ABBREVIATIONS) -> dict[str, Any]:
    """Convert a case and score the result with the scorer that comes with the cases."""
    meta = json.loads((case / "meta.json").read_text(encoding="utf-8"))
    done = convert(
        (case / "source.txt").read_bytes(),
        "source.txt",
        language=meta["lang"],
        start=datetime.date(int(meta["first_year"]), 1, 1),
        register=parse_register((case / REGISTERS[register]).read_bytes(), REGISTERS[register]),
        abbreviations=abbreviations,
        whole=True,
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "out.xml"
        path.write_bytes(done.documents["source.xml"])
        command = [sys.executable, str(GOLD / "score.py"), str(case), str(path), "--json"]
        result: dict[str, Any] = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    return result


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table in Markdown."""
    lines = [f"| {' | '.join(columns)} |", "|" + " --- |" * len(columns)]
    lines += [f"| {' | '.join(str(cell) for cell in row)} |" for row in rows]
    return "\n".join(lines)


def structure(results: dict[str, dict[str, Any]]) -> str:
    """Entries, dates of headings, page breaks, notes, paragraphs, conservation."""
    rows = []
    for name, result in results.items():
        cells = [name]
        for category, measure in CATEGORIES:
            found = result["categories"].get(category)
            known = found and not found.get("unscored") and found[measure]
            cells.append(f"{found[measure][2]:.3f}" if known else "–")
        rows.append([*cells, result["missing"], result["added"]])
    columns = ("case", "entries (F1)", "their dates", "heading dates", "page breaks", "notes (F1)", "paragraphs (F1)")
    return table((*columns, "missing", "added"), rows)


def running_dates(results: dict[str, dict[str, Any]]) -> str:
    """Dates in running text, where the gold has any."""
    rows = []
    for name, result in results.items():
        inline = result["categories"].get("date", {}).get("inline", {})
        if inline.get("gold"):
            rows.append((name, inline["gold"], inline["found"], inline["value_ok"], inline["other"]))
    return table(("case", "dates that the editors tagged", "found", "value right", "others found"), rows)


def names(loaded: dict[tuple[str, str], Case]) -> str:
    """Persons and places, by both registers."""
    rows = []
    for (name, register), case in loaded.items():
        official = score(GOLD / "cases" / name, register)["categories"]
        for kind in KINDS:
            found = official.get(f"{kind}*") or official.get(kind)
            if not found or found.get("unscored") or not found["value"]:
                continue
            precision, right = judge(case, kind).of_those_without_cert()
            cells = [f"{number:.3f}" for number in (*found["value"], precision, right)]
            rows.append((name, register, "persons" if kind == "persName" else "places", found["value_gold"], *cells))
    return table(("case", "register", "", "in the gold", "P", "R", "F1", "without `@cert`: P", "reference right"), rows)


def calibration(loaded: dict[tuple[str, str], Case]) -> str:
    """What share of the references is right, by the probability that they were given."""
    counts: dict[str, Counter[str]] = {}
    for (name, _), case in loaded.items():
        if name in ("reuss-1740", "tolstoy-1851"):
            continue
        for kind in KINDS:
            for one in judge(case, kind).judged:
                if one.decision.sure:
                    label = "no `@cert`"
                else:
                    top = next(high for high in BANDS[1:] if one.decision.share < high)
                    label = f'`cert="medium"`, {BANDS[BANDS.index(top) - 1]:.1f}–{min(top, 1.0):.1f}'
                counts.setdefault(label, Counter())[one.verdict] += 1
    rows = []
    for label in sorted(counts, reverse=True):
        right, wrong, spurious = (counts[label][verdict] for verdict in ("right", "wrong", "spurious"))
        tagged = right + wrong
        rows.append((label, tagged + spurious, f"{right / max(tagged, 1):.3f}", f"{right / (tagged + spurious):.3f}"))
    return table(("given as", "names", "right, of those that the editors tagged", "right, of all"), rows)


def learning(loaded: dict[tuple[str, str], Case]) -> str:
    """What is gained by half of the entries being decided."""
    rows = []
    for (name, register), case in loaded.items():
        if name == "tolstoy-1851":
            continue
        experience, rest = half_decided(case)
        taught = load(GOLD / "cases" / name, register, experience)
        for kind in KINDS:
            if case.answers[kind]:
                before, after = (
                    judge(case, kind, only=rest).f1,
                    judge(taught, kind, experience=experience, only=rest).f1,
                )
                what = "persons" if kind == "persName" else "places"
                rows.append((name, register, what, f"{before:.3f}", f"{after:.3f}", f"{after - before:+.3f}"))
    return table(("case", "register", "", "F1 untaught", "F1 taught", "gain"), rows)


def abbreviations() -> str:
    """Abbreviations by a list: the edition's whole list, and the list of its first half on the second."""
    case = GOLD / "cases" / "reuss-1740"
    gold = json.loads((case / "gold.json").read_text(encoding="utf-8"))
    text = (case / "source.txt").read_text(encoding="utf-8")
    spans = [span for span in gold["spans"] if span["cat"] == "abbr" and span.get("value")]
    expansions: dict[str, Counter[str]] = {}
    for span in spans:
        form = " ".join(text[span["start"] : span["end"]].split())
        expansions.setdefault(form, Counter())[span["value"]] += 1
    whole = {form: counts.most_common(1)[0][0] for form, counts in expansions.items()}
    found = score(case, "plain", Abbreviations(whole))["categories"]["abbr"]
    cells = [f"{number:.3f}" for number in (*found["overlap"], found["value"][2])]
    return table(("case", "abbreviations", "forms in the list", "P", "R", "F1", "expansion right (F1)"),
                 [("reuss-1740", found["gold"], len(whole), *cells)])  # fmt: skip


def errors(loaded: dict[tuple[str, str], Case]) -> str:
    """The fifty commonest errors by kind."""
    counts: Counter[tuple[str, str, str, str]] = Counter()
    for (name, register), case in loaded.items():
        if register == "variants" and name not in ("reuss-1740", "tolstoy-1851"):
            for kind in KINDS:
                what = "person" if kind == "persName" else "place"
                for error, needed in errors_of(case, judge(case, kind)):
                    counts[name, what, error, needed] += 1
    rows = [(times, *row) for row, times in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:50]]
    return table(("times", "case", "", "error", "what would be needed"), rows)


def errors_of(case: Case, result: Result) -> Iterable[tuple[str, str]]:
    """Each error's kind in words, and what would be needed."""
    for one in result.judged:
        how = one.decision.evidence.split(";")[0].replace(" with a title", "")
        if one.verdict == "wrong":
            yield f"another bearer: {how}", "an editor’s decision, or dates and offices in the register"
        elif one.verdict == "spurious":
            yield f"tagged, but not by the editors: {how}", "one entry in which an editor leaves it untagged"
    reached = {number: entry for number, entry in enumerate(case.found)}
    starts = sorted(name.span.start for names in reached.values() for name in names)
    for missed in result.missed:
        text = case.text[missed.start : missed.end]
        known = any(missed.start <= start < missed.end for start in starts)
        yield (
            f"missed: {shape(text)}, {'undecided' if known else 'no form of the register'}",
            ("an editor’s decision" if known else "this form in the register"),
        )


def shape(text: str) -> str:
    """What a name looks like."""
    words = text.split()
    if all(len(word.strip(".")) <= 1 for word in words):
        return "initials"
    if words[-1].endswith("."):
        return "an abbreviation"
    if not words[0][0].isupper():
        return "a description"
    return "one word" if len(words) == 1 else "several words"


def main() -> None:
    """Write the page."""
    results = {case.name: score(case) for case in cases()}
    loaded = {(name, register): load(GOLD / "cases" / name, register) for name in NAMED for register in REGISTERS}
    page = PAGE.read_text(encoding="utf-8")
    for key, made in (
        ("structure", structure(results)),
        ("dates", running_dates(results)),
        ("names", names(loaded)),
        ("calibration", calibration(loaded)),
        ("learning", learning(loaded)),
        ("abbreviations", abbreviations()),
        ("errors", errors(loaded)),
    ):
        page = page.replace(f"{{{key}}}", made)
        print(made)
    TARGET.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
