"""How long Schematron takes: TEI's own rules over a published diary, as a ratio to a bare SaxonC that copies it.

``python benchmarks/schematron.py`` takes the 16,423 entries of ``benchmarks/validation.py``, every tenth with
``--sample``; ``--write`` puts the table into ``docs/speed.md``. Both sides are one process, run in turn.
"""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path

from saxonche import PySaxonProcessor
from validation import CORPUS, ROOT, SHARED, ours, run, unpack

RULES = SHARED / "oracle" / "tei_all.sch"
BEGIN, END = "<!-- schematron: made by benchmarks/schematron.py -->", "<!-- end of schematron -->"
COPY = """<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
<xsl:mode on-no-match="shallow-copy"/></xsl:stylesheet>"""
RUNS = 2


def copy(folder: Path) -> None:
    """Read every file with SaxonC and write it into a string, as little as a transformation can do."""
    saxon = PySaxonProcessor(license=False)
    executable = saxon.new_xslt30_processor().compile_stylesheet(stylesheet_text=COPY)
    for path in sorted(folder.glob("*.xml")):
        executable.transform_to_string(xdm_node=saxon.parse_xml(xml_text=path.read_text(encoding="utf-8")))


def measure(folder: Path, step: int) -> str:
    """The table in Markdown."""
    corpus = folder / "corpus"
    count = len(unpack(corpus, step))
    rules = len(re.findall(r"<(?:\w+:)?rule\b", RULES.read_text(encoding="utf-8")))
    warm = folder / "cache"
    command = ours("--rules", RULES, corpus)
    bare, checked = [], []
    for _ in range(RUNS):
        bare.append(run([sys.executable, __file__, "--copy", corpus], folder))
        checked.append(run(command, warm))
    least, most = min(bare), min(checked)
    return f"""| | seconds | ms a document | ratio | goal | memory |
| --- | --- | --- | --- | --- | --- |
| SaxonC copies {count:,} files | {least.seconds:.1f} | {1000 * least.seconds / count:.2f} | 1 | | {least.memory} MB |
| `tei validate --rules tei_all.sch`, {rules} rules | {most.seconds:.1f} | {1000 * most.seconds / count:.2f} \
| {most.seconds / least.seconds:.2f} | ≤ 1.5 | {most.memory} MB |
"""


def main() -> None:
    """Print the table, or write it."""
    if "--copy" in sys.argv:
        copy(Path(sys.argv[-1]))
        return
    for needed in (CORPUS, RULES):
        if not needed.exists():
            sys.exit(f"needs the test data {needed.name}, which is not part of the project")
    with tempfile.TemporaryDirectory() as name:
        made = measure(Path(name), 10 if "--sample" in sys.argv else 1)
    print(made)
    if "--write" in sys.argv:
        page = ROOT / "docs" / "speed.md"
        text = page.read_text(encoding="utf-8")
        page.write_text(re.sub(f"{BEGIN}.*{END}", f"{BEGIN}\n\n{made}\n{END}", text, flags=re.DOTALL), encoding="utf-8")


if __name__ == "__main__":
    main()
