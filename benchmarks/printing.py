"""How long a volume of a thousand pages takes to set, beside WeasyPrint and LaTeX in the same run.

``python benchmarks/printing.py [ENTRIES] [--write]`` makes a book of the first entries of a published diary, test data
beside the project (4,000 entries are a thousand pages), gives every second entry a note, and sets it as we do, by
WeasyPrint from HTML (where it is installed, or in the environment whose Python ``WEASYPRINT`` names) and by LaTeX: our
own file with reledmac, and a plain one. All have the same trim size, fonts of the same size, footnotes, running heads
with dates, a table of contents and an index. Each runs in a process of its own, and its time (of the processors) and
its most memory are those of that process. ``--write`` puts the table into ``docs/speed.md``.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from html import escape
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from lxml import etree
from schnitzler import CORPUS, documents, make_edition

from tei_toolkit.parsing import TEI
from tei_toolkit.publish.collect import collect, read_entry
from tei_toolkit.transform.book import Tree, book_tree
from tei_toolkit.transform.volumes import volume

DOCS = Path(__file__).parent.parent / "docs" / "speed.md"
ENTRIES = 4000
_OURS = "import json, sys; from tei_toolkit.transform.pdf import typeset; " + (
    "open(sys.argv[2], 'wb').write(typeset(json.load(open(sys.argv[1]))))"
)
_WEASYPRINT = "import sys, weasyprint; weasyprint.HTML(sys.argv[1]).write_pdf(sys.argv[2], pdf_tags=True)"
_CSS = """@page { size: 156mm 234mm; margin: 23mm 24mm 25mm 20mm; @footnote { border-top: 0.4pt solid } }
@page :left { margin: 23mm 20mm 25mm 24mm; @top-left { content: counter(page) }
  @top-center { content: string(day, first) } }
@page :right { @top-center { content: string(day, last) } @top-right { content: counter(page) } }
body { font: 10.5pt/1.25 'Libertinus Serif', 'Linux Libertine O', serif; text-align: justify; hyphens: auto }
h1 { break-before: page } h3 { string-set: day content(text); font-style: italic } h1, h2, h3 { font-weight: normal }
p { margin: 0; text-indent: 1.2em; orphans: 2; widows: 2 }
.note { float: footnote; font-size: 8.5pt; text-indent: 0 } .index { columns: 2; font-size: 9pt }
.toc a::after { content: leader('.') target-counter(attr(href), page) }
.index a::after { content: target-counter(attr(href), page) ' ' }"""


class Measured(NamedTuple):
    """Seconds of the processors (who else works on the machine does not matter then), megabytes and pages."""

    seconds: float
    memory: int
    pages: int


def measured(command: list[str], folder: Path, pdf: str, runs: int = 1) -> Measured:
    """Run a command as often as it takes to have all page numbers, and look at the PDF that it leaves."""
    seconds, memory = 0.0, 0
    for _ in range(runs):
        process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        if os.waitstatus_to_exitcode(status):
            sys.exit(f"{' '.join(command)} failed; see {folder}")
        seconds += usage.ru_utime + usage.ru_stime
        memory = max(memory, usage.ru_maxrss // 1024)
    told = subprocess.run(["pdfinfo", folder / pdf], capture_output=True, text=True, check=True).stdout
    pages = re.search(r"Pages: +(\d+)", told)
    assert pages is not None
    return Measured(seconds, memory, int(pages[1]))


def annotated(document: etree._ElementTree) -> etree._ElementTree:
    """A document with a note at the end of its first paragraph: the words with which that begins."""
    paragraph = document.getroot().find(f".//{{{TEI}}}text//{{{TEI}}}p")
    if paragraph is not None:
        words = " ".join(str(text) for text in paragraph.itertext()).split()
        note = etree.SubElement(paragraph, f"{{{TEI}}}note")
        note.text = " ".join(words[:25])
    return document


def the_book(folder: Path, entries: int) -> Tree:
    """The tree of a book with so many entries of the diary."""
    corpus, edition = folder / "corpus", folder / "edition"
    corpus.mkdir(parents=True)
    for name, data in islice(documents(CORPUS), entries):
        (corpus / name).write_bytes(data)
    make_edition(edition, entries, corpus)
    collected = collect(edition)
    read = [read_entry(edition, entry) for entry in collected.texts[0].entries]
    read = [annotated(one) if number % 2 else one for number, one in enumerate(read)]
    registers = [] if collected.register is None else [collected.register]
    return book_tree(read, collected.edition, registers)


# The same book for others ---------------------------------------------------------------------------------------------


def html(tree: Tree) -> str:
    """The book for WeasyPrint."""
    body, contents, places = [], [], {}  # type: list[str], list[str], dict[str, list[str]]
    for division in tree["divisions"]:
        id_ = f"m{division['year']}-{division['month']}"
        contents.append(f'<p><a href="#{id_}">{division["year"]}, {division["month"]}</a></p>')
        body.append(f'<h2 id="{id_}">{division["month"]} {division["year"]}</h2>')
        for entry in division["entries"]:
            body.append(f"<h3>{''.join(html_of(entry['head'], places))}</h3>{''.join(html_of(entry['of'], places))}")
    index = []
    for kind in ("persons", "places"):
        named = [item for item in tree[kind] if "see" not in item and item["id"] in places]
        index += [f"<p>{escape(i['name'])} {''.join(f'<a href=#{n}></a>' for n in places[i['id']])}</p>" for i in named]
    return (
        f"<html lang=de><title>Tagebuch</title><style>{_CSS}</style><h1>Inhalt</h1><div class=toc>{''.join(contents)}"
        f"</div><h1>Tagebuch</h1>{''.join(body)}<h1>Register</h1><div class=index>{''.join(index)}</div></html>"
    )


def html_of(node: Any, places: dict[str, list[str]]) -> Iterator[str]:
    """A piece of the book's tree; ``places`` gets the ids of the names in it."""
    if isinstance(node, str):
        yield escape(node)
    elif isinstance(node, list):
        for one in node:
            yield from html_of(one, places)
    elif node["t"] == "name":
        number = f"n{sum(map(len, places.values()))}-{len(places)}"
        for reference in node["refs"]:
            places.setdefault(reference, []).append(number)
        yield from (f"<a id={number}>", *html_of(node["of"], places), "</a>")
    else:
        before, after = {
            "p": ("<p>", "</p>"), "note": ("<span class=note>", "</span>"), "hi": ("<em>", "</em>"),
        }.get(node["t"], ("", ""))  # fmt: skip
        yield from (before, *html_of(node.get("of", []), places), after)


_PLAIN = r"""\documentclass[10pt,twoside]{book}
\usepackage[paperwidth=156mm,paperheight=234mm,inner=20mm,outer=24mm,top=23mm,bottom=25mm]{geometry}
\usepackage{fontspec}\setmainfont{Linux Libertine O}
\usepackage[ngerman,provide=*]{babel}\usepackage{fancyhdr}\pagestyle{fancy}\fancyhf{}\fancyhead[LE,RO]{\thepage}
\fancyhead[CE]{\rightmark}\fancyhead[CO]{\leftmark}\usepackage{makeidx}\makeindex\usepackage[hidelinks]{hyperref}
\begin{document}\tableofcontents\chapter*{Tagebuch}
"""
_TEX = str.maketrans({char: f"\\{char}" for char in "#$%&_{}"} | {"\\": r"\textbackslash{}", "~": " ", "^": " "})


def plain_latex(tree: Tree) -> str:
    """The book in LaTeX that does no more than it must: no line numbers, no two series of notes."""
    names = {item["id"]: item["name"] for kind in ("persons", "places") for item in tree[kind] if "see" not in item}
    parts = [_PLAIN]
    for division in tree["divisions"]:
        title = f"{division['month']} {division['year']}"
        parts.append(f"\\section*{{{title}}}\\addcontentsline{{toc}}{{section}}{{{title}}}\n")
        for entry in division["entries"]:
            day = "".join(latex_of(entry["head"], names))
            parts.append(f"\\subsection*{{{day}}}\\markboth{{{day}}}{{{day}}}\n{''.join(latex_of(entry['of'], names))}")
    return "".join((*parts, "\\printindex\\end{document}\n"))


def latex_of(node: Any, names: dict[str, str]) -> Iterator[str]:
    """A piece of the book's tree."""
    if isinstance(node, str):
        yield node.translate(_TEX)
        return
    if isinstance(node, list):
        for one in node:
            yield from latex_of(one, names)
        return
    if node["t"] == "name":
        for known in (names[one].translate(_TEX) for one in node["refs"] if one in names):
            yield "\\index{" + re.sub('[!@|"]', " ", known) + "}"
    before, after = {"p": ("", "\n\n"), "note": ("\\footnote{", "}"), "hi": ("\\emph{", "}")}.get(node["t"], ("", ""))
    yield from (before, *latex_of(node.get("of", []), names), after)


# Measuring ------------------------------------------------------------------------------------------------------------


def rows(folder: Path, entries: int) -> Iterator[tuple[str, Measured]]:
    """Each way of setting the book, with what it took; the first is ours."""
    start = time.perf_counter()
    tree = the_book(folder, entries)
    print(f"the tree of the book took {time.perf_counter() - start:.1f} s", file=sys.stderr)
    (folder / "tree.json").write_text(json.dumps(tree, ensure_ascii=False), "utf-8")
    (folder / "book.html").write_text(html(tree), "utf-8")
    (folder / "reledmac.tex").write_bytes(volume(tree, "latex"))
    (folder / "plain.tex").write_text(plain_latex(tree), "utf-8")
    yield "TEI Toolkit (Typst)", measured([sys.executable, "-c", _OURS, "tree.json", "ours.pdf"], folder, "ours.pdf")
    python = os.environ.get("WEASYPRINT", sys.executable)
    if subprocess.run([python, "-c", "import weasyprint"], capture_output=True, check=False).returncode == 0:
        yield (
            "WeasyPrint",
            measured([python, "-c", _WEASYPRINT, "book.html", "weasyprint.pdf"], folder, "weasyprint.pdf"),
        )
    for name, called in (("plain", "a plain file"), ("reledmac", "our file with reledmac")):
        if shutil.which("lualatex") is not None:
            command = ["lualatex", "-interaction=nonstopmode", f"{name}.tex"]
            yield f"LuaLaTeX, {called}, two runs", measured(command, folder, f"{name}.pdf", 2)


def table(entries: int) -> str:
    """The table of ``docs/speed.md``."""
    lines = [
        "| | pages | seconds | ratio to ours | a page, in ms | most memory |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    ours = None
    with tempfile.TemporaryDirectory() as folder:
        for name, one in rows(Path(folder), entries):
            ours = ours or one
            each = 1000 * one.seconds / one.pages
            lines.append(
                f"| {name} | {one.pages:,} | {one.seconds:.1f} | {one.seconds / ours.seconds:.1f} | {each:.1f}"
                f" | {one.memory:,} MB |"
            )
            print(lines[-1], flush=True)
    return "\n".join(lines)


def main() -> None:
    """Measure, print, and write if that is wanted."""
    numbers = [int(one) for one in sys.argv[1:] if one.isdecimal()]
    made = table(numbers[0] if numbers else ENTRIES)
    if "--write" in sys.argv:
        text = DOCS.read_text(encoding="utf-8")
        begin, end = "<!-- printing: made by benchmarks/printing.py -->\n\n", "\n\n<!-- end of printing -->"
        head, rest = text.split(begin)
        DOCS.write_text(f"{head}{begin}{made}{end}{rest.partition(end)[2]}", encoding="utf-8")


if __name__ == "__main__":
    main()
