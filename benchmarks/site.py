"""Time, memory and size of a site of many entries: Schnitzler's diary, or as much of it as is asked for.

``python benchmarks/site.py FOLDER [COUNT [SITE]]``: the folder has the diary's TEI, a file a day. The edition that is
built of them lies in a temporary folder, the site there too or in SITE; its register is made of the names in the texts,
each called as it is first written.
"""

from __future__ import annotations

import re
import resource
import sys
import tempfile
import time
from pathlib import Path
from xml.sax.saxutils import escape

from tei_toolkit.publish.collect import collect
from tei_toolkit.publish.disk import replace_folder
from tei_toolkit.publish.site import make_site

NAME = re.compile(r'<rs type="(person|place)"[^>]*? ref="#([\w-]+)"[^>]*>(.*?)</rs>', re.DOTALL)
CONFIGURATION = """[edition]
title = "Tagebuch"
author = "Arthur Schnitzler"
language = "de"
[[texts]]
id = "diary"
title = "Tagebuch"
language = "de"
sources = []
[register]
files = ["register.xml"]
"""


def main() -> None:
    """Build, and print what it took."""
    folder = Path(sys.argv[1])
    count = int(sys.argv[2]) if len(sys.argv) > 2 else None
    with tempfile.TemporaryDirectory() as name:
        edition = Path(name) / "edition"
        entries, persons, places = make_edition(folder, edition, count)
        started = time.perf_counter()
        collected = collect(edition)
        site = make_site(collected)
        made = time.perf_counter()
        replace_folder(Path(sys.argv[3]) if len(sys.argv) > 3 else edition / "build" / "site", site.files)
        written = time.perf_counter()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    index = [len(data) for path, data in site.files.items() if path.startswith("pagefind/")]
    pages = [len(data) for path, data in site.files.items() if path.endswith(".html")]
    print(f"{entries} entries, {persons} persons, {places} places: {len(pages)} pages, {len(site.files)} files")
    print(f"made in {made - started:.1f} s, written in {written - made:.1f} s, at most {memory:.0f} MB of memory")
    print(f"index {sum(index) / 1e6:.1f} MB in {len(index)} files; largest page {max(pages) / 1e3:.0f} kB")


def make_edition(folder: Path, edition: Path, count: int | None) -> tuple[int, int, int]:
    """An edition of so many days, taken evenly from the whole; how many entries, persons and places it has."""
    files = sorted(folder.glob("entry__*.xml"))
    (edition / "tei").mkdir(parents=True)
    found: dict[str, dict[str, str]] = {"person": {}, "place": {}}
    chosen = files[:: max(1, len(files) // (count or len(files)))][:count]
    for file in chosen:
        day = file.stem.removeprefix("entry__")
        text = file.read_text(encoding="utf-8")
        for kind, id_, name in NAME.findall(text):
            found[kind].setdefault(id_, " ".join(re.sub(r"<[^>]*>", "", name).split()) or id_)
        head = f'<div type="entry" xml:id="e{day}"><head><date when="{day}">{day}</date></head>'
        (edition / "tei" / f"{day}.xml").write_text(
            re.sub(r'<div type="diary-day"[^>]*>', head, text, count=1), encoding="utf-8"
        )
    (edition / "register.xml").write_text(_register(found), encoding="utf-8")
    (edition / "edition.toml").write_text(CONFIGURATION, encoding="utf-8")
    return len(chosen), len(found["person"]), len(found["place"])


def _register(found: dict[str, dict[str, str]]) -> str:
    items = [
        f'<{kind} xml:id="{id_}"><{element}>{escape(name)}</{element}></{kind}>'
        for kind, element in (("person", "persName"), ("place", "placeName"))
        for id_, name in found[kind].items()
        if kind == "person" or id_ not in found["person"]
    ]
    return f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><standOff>{"".join(items)}</standOff></TEI>'


if __name__ == "__main__":
    main()
