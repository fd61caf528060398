"""Write the table of ``docs/validation.md``: what is said of mistakes that editors make, here and elsewhere.

``make validation-table`` puts each mistake of ``tests/seeded_mistakes.py`` by itself into an entry and gives it to
libxml2 (through lxml, with our schema), to jing (with TEI All, whose path is the only argument) and to us.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from lxml import etree

from tei_toolkit.findings import Finding
from tei_toolkit.resources import resource
from tei_toolkit.validate import validate

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from seeded_mistakes import MISTAKES  # noqa: E402

TARGET = ROOT / "docs" / "validation.md"
TEI_ALL = ROOT.parent / "shared" / "oracle" / "tei_all.rng"
BEGINS, ENDS = "<!-- made by make validation-table -->", "<!-- end -->"
_FILE = "entry.xml"
_LONG = 220
_SAYS_NOTHING = "–"


def of_lxml(data: bytes, schema: etree.RelaxNG) -> str:
    """What libxml2 says: the parser, or else its RELAX NG engine."""
    try:
        tree = etree.fromstring(data).getroottree()
    except etree.XMLSyntaxError as error:
        return f"{error.position[0]}: {error.msg}"
    schema.validate(tree)
    return "; ".join(f"{error.line}: {error.message}" for error in schema.error_log)


def of_jing(data: bytes, schema: Path) -> str:
    """What jing says, without the path."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / _FILE).write_bytes(data)
        command = ["jing", str(schema), str(Path(folder) / _FILE)]
        said = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    return "; ".join(re.sub(r"^.*?entry\.xml:", "", line) for line in said.splitlines())


def of_ours(found: list[Finding]) -> str:
    """What we say: the first finding, as a terminal shows it."""
    if not found:
        return ""
    more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
    return f"{str(found[0]).removeprefix(f'{_FILE}:')}{more}"


def _names(fix: str, said: str) -> str:
    """A cell: what was said, and whether it names the cure."""
    shown = " ".join(said.split())
    length = len(shown)
    shown = shown if length <= _LONG else f"{shown[:_LONG]}… ({length:,} characters)"
    shown = shown.replace("&", "&amp;").replace("<", "&lt;").replace("|", "\\|").replace("*", "\\*")
    return f"{'**✓** ' if fix in said else ''}{shown or _SAYS_NOTHING}"


def main() -> None:
    """Put the table into the page."""
    tei_all = Path(sys.argv[1]) if len(sys.argv) > 1 else TEI_ALL
    libxml2 = etree.RelaxNG(etree.parse(str(resource("schema", "tei_diary.rng"))))
    rows = []
    count = dict.fromkeys(("lxml", "jing", "ours"), 0)
    for what, mistake in MISTAKES.items():
        data = mistake.document()
        found = validate([(_FILE, data)])
        said = {"lxml": of_lxml(data, libxml2), "jing": of_jing(data, tei_all), "ours": of_ours(found)}
        for who, words in said.items():
            count[who] += mistake.fix in words
        rows.append(f"| {what} | {' | '.join(_names(mistake.fix, words) for words in said.values())} |")
    named = ", ".join(f"{who} {number}" for who, number in count.items())
    head = f"Of {len(MISTAKES)} mistakes, the cure is named (✓) by: {named}.\n\n| mistake | lxml | jing | ours |"
    table = "\n".join([head, "| --- | --- | --- | --- |", *rows])
    page = TARGET.read_text(encoding="utf-8")
    before, _, rest = page.partition(BEGINS)
    after = rest.partition(ENDS)[2]
    TARGET.write_text(f"{before}{BEGINS}\n\n{table}\n\n{ENDS}{after}", encoding="utf-8")
    print(named)


if __name__ == "__main__":
    main()
