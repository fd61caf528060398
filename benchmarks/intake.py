"""How long a Word document of a thousand pages takes, as a ratio to parsing its ``document.xml`` with lxml.

``python benchmarks/intake.py`` writes the document itself: 5,000 entries of five paragraphs, with italics and notes.
"""

from __future__ import annotations

import datetime
import resource
import sys
import time
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from lxml import etree

from tei_toolkit.pipeline import convert
from tei_toolkit.read import docx
from tei_toolkit.read.readers import NO_WISHES, Received

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from word import paragraph, run, word

_ENTRIES = 5000
_SENTENCE = "It rained on the quay, and nobody of the legation came to see me that day; so I wrote this. "


def document() -> bytes:
    """Some 1,000 pages."""
    pieces, notes = [], []
    for number in range(_ENTRIES):
        day = datetime.date(1900, 1, 1) + datetime.timedelta(number)
        pieces.append(paragraph(f"{day.day} {day:%B} {day.year}"))
        note = f'<w:r><w:footnoteReference w:id="{number + 2}"/></w:r>'
        pieces.append(paragraph(run(_SENTENCE) + run("He came late. ", "<w:i/>") + note + run(_SENTENCE)))
        pieces += [paragraph(_SENTENCE * 2)] * 3
        notes.append(f'<w:footnote w:id="{number + 2}">{paragraph("A note.")}</w:footnote>')
    return word("".join(pieces), footnotes="".join(notes))


def seconds(work: Callable[[], object]) -> float:
    """The shortest of three runs."""
    taken = []
    for _ in range(3):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return min(taken)


def main() -> None:
    """Print the times."""
    data = document()
    xml = zipfile.ZipFile(BytesIO(data)).read("word/document.xml")
    floor = seconds(lambda: etree.fromstring(xml, etree.XMLParser(huge_tree=True)))
    reading = seconds(lambda: docx.read(Received("a.docx", data), NO_WISHES))
    whole = seconds(lambda: convert(data, "a.docx", language="en"))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{len(xml) / 1e6:.1f} MB of document.xml: lxml parses it in {floor:.2f} s")
    print(f"reading     {reading:.2f} s, ratio {reading / floor:.1f}")
    print(f"conversion  {whole:.2f} s, ratio {whole / floor:.1f}; peak {peak} MB")


if __name__ == "__main__":
    main()
