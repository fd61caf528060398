"""How long annotation takes, and that it changes nothing but tags: over every file of a published diary.

``python benchmarks/annotation.py`` annotates all 16,423 files of the test data beside the project
(``../shared/corpora``), every tenth with ``--sample``; ``--untagged`` takes the editors' own tags of names and
dates away first, so that there is more to do. It prints the time for each file: of all, and of all but the marking
(the search for dates and names itself). Then it holds each file against the laws: it parses; without the
inserted tags it is the file that it was, byte by byte; and a second run changes nothing. It exits with 1 if one
is broken.
"""

from __future__ import annotations

import re
import resource
import sys
import tarfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from unittest import mock

from lxml import etree

from tei_toolkit.annotate import Annotated, annotate
from tei_toolkit.mark.names import find_names
from tei_toolkit.mark.running_dates import date_marks
from tei_toolkit.register import Register, parse_register
from tei_toolkit.register.evidence import decide
from tei_toolkit.register.experience import learn
from tei_toolkit.register.matching import Matcher
from tei_toolkit.register.vocabulary import Vocabulary

SHARED = Path(__file__).parent.parent.parent / "shared"
CORPUS = SHARED / "corpora" / "schnitzler-editions.tar.xz"
REGISTER = SHARED / "gold" / "cases" / "schnitzler-1896" / "register.xml"
OWN = re.compile(
    rb"<(?P<end>/)?(?P<name>persName|placeName|date)(?=[\s>])(?P<rest>[^>]*)>"
    rb'|\s*<respStmt xml:id="tei-toolkit">.*?</respStmt>'
)
EDITORS = re.compile(rb"""<(?:rs|date|persName|placeName)(?:\s[^>]*)?>|</(?:rs|date|persName|placeName)>""")


MARKING: tuple[tuple[str, Callable[..., object]], ...] = (
    ("entries", date_marks), ("names", find_names), ("names", decide), ("names", learn), ("names", Matcher),
    ("names", Vocabulary),
)  # fmt: skip


def stripped(data: bytes) -> bytes:
    """A file without the toolkit's tags, found by a pattern and a stack and nothing of the toolkit's own."""
    out: list[bytes] = []
    open_tags: list[bool] = []
    at = 0
    for match in OWN.finditer(data):
        if match["name"] is None:
            ours = True
        elif match["end"]:
            ours = open_tags.pop()
        else:
            ours = b'resp="#tei-toolkit"' in match["rest"]
            if not match["rest"].endswith(b"/"):
                open_tags.append(ours)
        if ours:
            out.append(data[at : match.start()])
            at = match.end()
    return b"".join([*out, data[at:]])


def corpus(step: int, untagged: bool) -> Iterator[tuple[str, bytes]]:
    """Every so many files of the corpus, in the order of their names."""
    files = {}
    with tarfile.open(CORPUS) as archive:
        for number, member in enumerate(member for member in archive if member.name.endswith(".xml")):
            content = archive.extractfile(member)
            if content is not None and number % step == 0:
                files[Path(member.name).name] = content.read()
    for name in sorted(files):
        data = files.pop(name)
        head, body, rest = data.partition(b"<body>") if untagged else (data, b"", b"")
        yield name, head + body + EDITORS.sub(b"", rest) if untagged else data


def timed(work: Callable[..., object], spent: list[float]) -> Callable[..., object]:
    """The same function, which adds the seconds it takes to ``spent``."""

    def wrapped(*arguments: object) -> object:
        start = time.perf_counter()
        try:
            return work(*arguments)
        finally:
            spent.append(time.perf_counter() - start)

    return wrapped


def run(documents: list[tuple[str, bytes]], register: Register) -> tuple[list[Annotated], float, float]:
    """Annotate; the seconds that it took, and those of the marking."""
    marking: list[float] = []
    start = time.perf_counter()
    with ExitStack() as stack:
        for stage, work in MARKING:
            stack.enter_context(mock.patch(f"tei_toolkit.annotate.{stage}.{work.__name__}", timed(work, marking)))
        done = annotate(documents, register=register, language="de")
    return done, time.perf_counter() - start, sum(marking)


def main() -> int:
    """Print what was found; returns the exit code."""
    for needed in (CORPUS, REGISTER):
        if not needed.exists():
            sys.exit(f"needs the test data {needed.name}, which is not part of the project")
    documents = list(corpus(10 if "--sample" in sys.argv else 1, "--untagged" in sys.argv))
    register = parse_register(REGISTER.read_bytes(), REGISTER.name)
    done, seconds, marking = run(documents, register)
    files, marks = len(documents), sum(len(one.marks) for one in done)
    changed = sum(one.data != data for one, (_, data) in zip(done, documents, strict=True))
    findings = sum(len(one.findings) for one in done)
    undecided = sum(len(one.undecided) for one in done)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{files} files, {sum(len(data) for _, data in documents) / 1e6:.0f} MB: {marks} marks in {changed} files,"
        f" {undecided} undecided, {findings} findings; {seconds:.0f} s, {1000 * seconds / files:.2f} ms a file,"
        f" of which {1000 * (seconds - marking) / files:.2f} ms is not marking; peak {memory} MB"
    )
    broken = []
    for one, (name, data) in zip(done, documents, strict=True):
        etree.fromstring(one.data)
        if stripped(one.data) != data:
            broken.append(f"{name}: something besides tags has changed")
    again, _, _ = run([(one.name, one.data) for one in done], register)
    pairs = zip(done, again, strict=True)
    broken += [f"{one.name}: a second run changes it" for one, two in pairs if one.data != two.data]
    print(
        "\n".join(broken[:20]) or "every file parses; without the tags it is what it was; a second run changes nothing"
    )
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
