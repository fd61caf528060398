"""An edition of the first entries of a published diary, to measure with: ``python benchmarks/schnitzler.py N FOLDER``.

The diary (Arthur Schnitzler, Tagebuch, 16,423 entries) is test data beside the project. Its entries are files with a
day each; here every one gets a heading with its date, as our editions have, and all persons and places that are
referred to make a register.
"""

from __future__ import annotations

import re
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

SHARED = Path(__file__).parent.parent.parent / "shared"
CORPUS = SHARED / "corpora" / "schnitzler-editions.tar.xz"
CONFIGURATION = """[edition]
title = "Tagebuch"
author = "Arthur Schnitzler"
publisher = "Verlag der Österreichischen Akademie der Wissenschaften"
place = "Wien"
date = "2024"
language = "de"
search = {search}
{address}
[[texts]]
id = "diary"
title = "Tagebuch"
language = "de"
sources = []

[register]
files = ["register/names.xml"]
"""
_DIV = re.compile(rb'<div type="diary-day" xml:id="entry__([\d-]+)">')
_TITLE = re.compile(rb'<title type="main">([^<]*)</title>')
_NAME = re.compile(r'<rs type="(person|place)"[^>]* ref="#(\w+)"[^>]*>(.*?)</rs>', re.DOTALL)


def documents(corpus: Path) -> Iterator[tuple[str, bytes]]:
    """The files of the corpus, from its archive or from a folder, in the order of their days."""
    if corpus.is_dir():
        for path in sorted(corpus.glob("*.xml")):
            yield path.name, path.read_bytes()
        return
    with tarfile.open(corpus) as archive:
        members = sorted((m for m in archive if m.name.endswith(".xml")), key=lambda m: m.name)
        for member in members:
            file = archive.extractfile(member)
            assert file is not None
            yield Path(member.name).name, file.read()


def make_edition(folder: Path, count: int, corpus: Path = CORPUS, address: str = "", search: bool = True) -> None:
    """Write an edition of ``count`` entries, from the whole of the diary's years, into an empty folder."""
    every = list(documents(corpus))
    chosen = [every[number * len(every) // count] for number in range(count)]
    names: dict[str, tuple[str, str]] = {}
    for place in ("tei", "register"):
        (folder / place).mkdir(parents=True, exist_ok=True)
    for name, data in chosen:
        title = _TITLE.search(data)
        day = name.removeprefix("entry__").removesuffix(".xml").encode()
        words = title.group(1) if title else b""
        head = rb'<div type="entry" xml:id="e' + day + rb'"><head><date when="\1">' + words + b"</date></head>"
        text = _DIV.sub(head, data)
        for kind, id_, said in _NAME.findall(text.decode("utf-8")):
            names.setdefault(id_, (kind, " ".join(re.sub("<[^>]*>", " ", said).split())))
        (folder / "tei" / name.replace("entry__", "")).write_bytes(text)
    said = f'address = "{address}"' if address else ""
    (folder / "edition.toml").write_text(
        CONFIGURATION.format(address=said, search=str(search).lower()), encoding="utf-8"
    )
    (folder / "register" / "names.xml").write_text(_register(names), encoding="utf-8")


def _register(names: dict[str, tuple[str, str]]) -> str:
    def items(wanted: str, element: str) -> str:
        return "\n".join(
            f'<{wanted} xml:id="{id_}"><{element}>{said if "&" in said else escape(said)}</{element}></{wanted}>'
            for id_, (kind, said) in sorted(names.items())
            if kind == wanted
        )

    return (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff>\n'
        f"<listPerson>\n{items('person', 'persName')}\n</listPerson>\n"
        f"<listPlace>\n{items('place', 'placeName')}\n</listPlace>\n</standOff></TEI>\n"
    )


if __name__ == "__main__":
    make_edition(Path(sys.argv[2]), int(sys.argv[1]), Path(sys.argv[3]) if len(sys.argv) > 3 else CORPUS)
