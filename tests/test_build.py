"""A build makes what is stale and nothing else; however it came about, its bytes are those of a clean build."""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tiny_edition import tiny_edition

from tei_toolkit.errors import StylesheetError, ToolkitError, WrongUsage
from tei_toolkit.publish.build import BuildResult, build, why
from tei_toolkit.publish.collect import collect
from tei_toolkit.publish.site import make_site

SITE = frozenset({"site"})
DAYS = [f"1939-02-{day:02}" for day in range(3, 10)]
LONG_AGO = 1_700_000_000


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A tiny edition with an address, so that it has everything that a site can have."""
    folder = tmp_path / "tiny"
    for name, text in tiny_edition().items():
        put(folder / name, text)
    toml = folder / "edition.toml"
    put(toml, toml.read_text(encoding="utf-8").replace("[edition]\n", '[edition]\naddress = "https://tiny.example/"\n'))
    return folder


def put(path: Path, text: str) -> None:
    """Write a file as if it had been there for long, as files of an edition are."""
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.stat().st_mtime if path.exists() else LONG_AGO
    path.write_text(text, encoding="utf-8")
    os.utime(path, (before + 1, before + 1))


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    put(path, text.replace(old, new))


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def clean(folder: Path) -> dict[str, bytes]:
    """The site as it is made at once, without a store and without a disk."""
    return make_site(collect(folder)).files


def pages(result: BuildResult) -> set[str]:
    """The entries whose pages were made."""
    return {name.rpartition("/")[2] for name, _ in result.made if name.startswith("site/entries/1")}


def day_of(folder: Path, day: str) -> Path:
    return folder / "tei" / "diary" / f"{day}.xml" if (folder / "tei" / "diary").is_dir() else folder / f"tei/{day}.xml"


# ---- What is made, and what is not ----


def test_the_first_build_makes_everything_and_the_second_nothing(tiny: Path) -> None:
    first = build(tiny, SITE)
    assert pages(first) == set(DAYS)
    assert tree(tiny / "build" / "site") == clean(tiny)
    second = build(tiny, SITE)
    assert (second.made, second.changed, second.removed) == ((), 0, 0)
    assert second.kept == len(first.made)
    assert second.written == first.written == (tiny / "build" / "site",)


def test_what_was_only_touched_is_not_made_again(tiny: Path) -> None:
    build(tiny, SITE)
    for path in (day_of(tiny, DAYS[2]), tiny / "edition.toml"):
        put(path, path.read_text(encoding="utf-8"))
    assert build(tiny, SITE).made == ()


def test_words_in_an_entry_change_its_page_alone(tiny: Path) -> None:
    build(tiny, SITE)
    change(day_of(tiny, DAYS[2]), "</p>", " And more.</p>")
    before = tree(tiny / "build" / "site")
    result = build(tiny, SITE)
    assert pages(result) == {DAYS[2]}
    after = tree(tiny / "build" / "site")
    assert after == clean(tiny)
    changed = {path for path in before if before[path] != after.get(path) and not path.startswith("pagefind/")}
    assert changed == {
        f"entries/{DAYS[2]}.html", f"entries/{DAYS[2]}.txt", f"tei/{DAYS[2]}.xml", "tei.zip", "index.html",
        "calendar/1939.html", f"days/{DAYS[2][5:]}.html", "persons/butler.html",
    }  # fmt: skip
    assert before.keys() != after.keys(), "the index is of other words, so it has other names"


def test_a_heading_changes_the_pages_beside_it(tiny: Path) -> None:
    build(tiny, SITE)
    change(day_of(tiny, DAYS[2]), "</date></head>", "</date>, evening</head>")
    assert pages(build(tiny, SITE)) == set(DAYS[1:4])
    assert tree(tiny / "build" / "site") == clean(tiny)


def test_a_name_in_the_register_changes_the_pages_that_name_its_bearer(tiny: Path) -> None:
    build(tiny, SITE)
    register = tiny / "register" / "persons.xml"
    named = re.findall(r'<person xml:id="([^"]+)"', register.read_text(encoding="utf-8"))
    naming = {
        id_: {day for day in DAYS if re.search(rf'ref="[^"]*#{id_}\b', day_of(tiny, day).read_text(encoding="utf-8"))}
        for id_ in named
    }
    id_, days = next((id_, days) for id_, days in naming.items() if 0 < len(days) < len(DAYS))
    text = register.read_text(encoding="utf-8")
    put(register, re.sub(rf'(xml:id="{id_}".*?<persName[^>]*>)', r"\1Baron ", text, count=1, flags=re.DOTALL))
    assert pages(build(tiny, SITE)) == days
    assert tree(tiny / "build" / "site") == clean(tiny)


def test_an_entry_that_is_gone_takes_its_files_along(tiny: Path) -> None:
    build(tiny, SITE)
    day_of(tiny, DAYS[3]).unlink()
    result = build(tiny, SITE)
    assert {DAYS[2], DAYS[4]} <= pages(result)
    assert result.removed >= 5
    assert not list((tiny / "build" / "site").rglob(f"{DAYS[3]}*"))
    assert tree(tiny / "build" / "site") == clean(tiny)


def test_the_configuration_changes_everything_but_only_where_it_matters(tiny: Path) -> None:
    build(tiny, SITE)
    put(tiny / "edition.toml", (tiny / "edition.toml").read_text(encoding="utf-8") + "\n# A remark.\n")
    assert build(tiny, SITE).made == ()
    change(tiny / "edition.toml", "The Tiny Diary", "The Small Diary")
    assert pages(build(tiny, SITE)) == set(DAYS)
    assert tree(tiny / "build" / "site") == clean(tiny)


OWN = """<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.tei-c.org/ns/1.0">
  <xsl:import href="tei-toolkit:xslt/html/entry.xsl"/>
  <xsl:include href="rules/names.xsl"/>
</xsl:stylesheet>"""
RULE = """<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <xsl:template match="supplied" mode="html:text" xmlns:html="urn:tei-toolkit:html"><u>SIGN</u></xsl:template>
</xsl:stylesheet>"""


def test_a_stylesheet_with_what_it_includes_changes_its_own_kind_of_page(tiny: Path) -> None:
    build(tiny, SITE)
    put(tiny / "xslt" / "html" / "entry.xsl", OWN)
    put(tiny / "xslt" / "html" / "rules" / "names.xsl", RULE)
    result = build(tiny, SITE)
    assert {name for name, _ in result.made} == {f"site/entries/{day}" for day in DAYS}
    put(tiny / "xslt" / "html" / "rules" / "names.xsl", RULE.replace("SIGN", "OTHER"))
    assert pages(build(tiny, SITE)) == set(DAYS)
    put(tiny / "xslt" / "html" / "prose.xsl", OWN.replace("entry.xsl", "prose.xsl").replace("include", "variable"))
    assert "site/index" not in {name for name, _ in build(tiny, SITE).made}


def test_a_stylesheet_that_does_not_compile_is_one_sentence_and_the_site_stays(tiny: Path) -> None:
    build(tiny, SITE)
    before = tree(tiny / "build" / "site")
    put(tiny / "xslt" / "html" / "entry.xsl", OWN)
    with pytest.raises(StylesheetError, match="does not compile"):
        build(tiny, SITE)
    assert tree(tiny / "build" / "site") == before


def test_an_entry_that_fails_is_not_tried_again_before_it_can_go_otherwise(tiny: Path) -> None:
    build(tiny, SITE)
    change(day_of(tiny, DAYS[4]), "<p>", "<p><castList/>")
    first = build(tiny, SITE)
    assert [(finding.code, finding.file) for finding in first.findings] == [("XSLT-01", str(day_of(tiny, DAYS[4])))]
    assert {DAYS[3], DAYS[5]} <= pages(first)
    assert tree(tiny / "build" / "site") == clean(tiny)
    assert build(tiny, SITE).findings == first.findings
    change(day_of(tiny, DAYS[0]), "</p>", " And more.</p>")
    second = build(tiny, SITE)
    assert (pages(second), second.findings) == ({DAYS[0]}, first.findings)
    change(day_of(tiny, DAYS[4]), "<castList/>", "")
    third = build(tiny, SITE)
    assert (third.findings, pages(third)) == ((), set(DAYS[3:6]))
    assert tree(tiny / "build" / "site") == clean(tiny)


def test_the_book_and_the_site_are_kept_apart(tiny: Path) -> None:
    both = frozenset({"site", "latex"})
    assert build(tiny, both).written == (tiny / "build" / "site", tiny / "build" / "tiny.tex")
    change(day_of(tiny, DAYS[2]), "</p>", " And more.</p>")
    assert build(tiny, SITE).written == (tiny / "build" / "site",)
    assert "And more" not in (tiny / "build" / "tiny.tex").read_text(encoding="utf-8")
    assert [name for name, _ in build(tiny, both).made] == ["book.latex"]
    assert "And more" in (tiny / "build" / "tiny.tex").read_text(encoding="utf-8")


# ---- What happens to what was built ----


@pytest.mark.parametrize(
    "spoil",
    [
        lambda site: (site / "entries" / f"{DAYS[1]}.html").unlink(),
        lambda site: (site / "entries" / f"{DAYS[1]}.html").rename(site / "other.html"),
        lambda site: (site / "old.html").write_bytes(b"from another age"),
        lambda site: shutil.rmtree(site / "entries"),
        lambda site: shutil.rmtree(site),
        lambda site: shutil.rmtree(site.parent / ".graph"),
        lambda site: (site.parent / ".graph" / "store.sqlite").write_bytes(b"no database at all, but many letters"),
        lambda site: (site / "entries").rename(site / "tei" / "entries"),
    ],
)
def test_what_was_done_to_the_site_is_undone(tiny: Path, spoil: Callable[[Path], object]) -> None:
    build(tiny, SITE)
    spoil(tiny / "build" / "site")
    build(tiny, SITE)
    assert tree(tiny / "build" / "site") == clean(tiny)
    assert build(tiny, SITE).made == ()


# ---- Any number of processes, any history ----


def test_any_number_of_processes_makes_the_same_bytes(tiny: Path, tmp_path: Path) -> None:
    found = []
    for jobs in (1, 2, 5):
        folder = Path(shutil.copytree(tiny, tmp_path / str(jobs) / "tiny"))
        change(day_of(folder, DAYS[4]), "<p>", "<p><castList/>")
        process = tei("build", "--jobs", str(jobs), "--only", "site,latex", "--verbose", cwd=folder)
        _, error = process.communicate(timeout=120)
        assert process.returncode == 1
        assert len(error.splitlines()) == 2
        found.append(tree(folder / "build" / "site"))
    assert found[0] == found[1] == found[2] == clean(folder)


@pytest.mark.parametrize("seed", range(4))
def test_whatever_was_changed_the_site_is_that_of_a_clean_build(tiny: Path, seed: int) -> None:
    dice = random.Random(seed)
    texts = {name: text for name, text in tiny_edition().items() if name.startswith("tei/")}
    changes: list[Callable[[str], object]] = [
        lambda name: (tiny / name).unlink(missing_ok=True),
        lambda name: put(tiny / name, texts[name]),
        lambda name: put(tiny / name, texts[name].replace("</p>", " More.</p>", 1)),
        lambda name: put(tiny / name, texts[name].replace("<p>", "<p><castList/>", 1)),
        lambda name: put(tiny / name, texts[name].replace('xml:id="e1939', 'xml:id="f1939', 1)),
        lambda name: put(tiny / name, texts[name].replace("</date></head>", "</date>, late</head>", 1)),
        lambda name: put(tiny / name, "<TEI>"),
    ]
    for _ in range(6):
        for _ in range(dice.randint(1, 3)):
            dice.choice(changes)(dice.choice(sorted(texts)))
        result = build(tiny, SITE)
        whole = make_site(collect(tiny))
        assert tree(tiny / "build" / "site") == whole.files
        expected = collect(tiny).findings + whole.findings
        assert sorted(map(str, result.findings)) == sorted(map(str, expected))


# ---- Why ----


def test_it_says_why_a_page_would_be_built_anew(tiny: Path) -> None:
    assert why(tiny, "index.html") == "site/index would be built: it has not been built yet."
    build(tiny, SITE)
    assert "is up to date" in why(tiny, f"entries/{DAYS[2]}.html")
    change(day_of(tiny, DAYS[1]), "</date></head>", "</date>, evening</head>")
    expected = f"site/entries/{DAYS[2]} would be built anew: changed: the entry before it."
    for name in (DAYS[2], f"entries/{DAYS[2]}.html", f"e{DAYS[2]}", f"build/site/entries/{DAYS[2]}.bib"):
        assert why(tiny, name) == expected
    assert "changed: its TEI" in why(tiny, DAYS[1])
    assert "changed: what edition.toml says" not in why(tiny, "index.html")
    day_of(tiny, DAYS[6]).unlink()
    assert "would be deleted" in why(tiny, DAYS[6])
    assert "gone: the entry after it" in why(tiny, DAYS[5]) or "changed: the entry after it" in why(tiny, DAYS[5])
    with pytest.raises(WrongUsage, match="no such page"):
        why(tiny, "nothing.html")


# ---- A disk that refuses ----


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_folder_that_cannot_be_written_is_one_sentence(tiny: Path) -> None:
    build(tiny, SITE)
    before = tree(tiny / "build" / "site")
    change(day_of(tiny, DAYS[1]), "</p>", " More.</p>")
    (tiny / "build" / "site" / "entries").chmod(0o500)
    try:
        with pytest.raises(ToolkitError, match="cannot be written"):
            build(tiny, SITE)
    finally:
        (tiny / "build" / "site" / "entries").chmod(0o700)
    assert tree(tiny / "build" / "site").keys() == before.keys()
    build(tiny, SITE)
    assert tree(tiny / "build" / "site") == clean(tiny)


def tei(*arguments: str | Path, cwd: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", "from tei_toolkit.cli import main; main()", *map(str, arguments)]
    environment = {"PYTHONPATH": str(Path(__file__).parent.parent), "PATH": "", "PYTHONUTF8": "1"}
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=cwd, env=environment, stdout=pipe, stderr=pipe, text=True, encoding="utf-8")


def test_two_builds_at_once_do_not_meddle(tiny: Path) -> None:
    both = [tei("build", "--only", "site", "--jobs", "2", cwd=tiny) for _ in range(2)]
    said = [process.communicate(timeout=120) for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert sum("Another build of this edition is running" in error for _, error in said) <= 1
    assert tree(tiny / "build" / "site") == clean(tiny)


def test_the_second_build_says_that_it_waits(tiny: Path) -> None:
    from tei_toolkit.publish.graph.lock import locked

    with locked(tiny / "build" / ".graph" / "lock", lambda: None):
        second = tei("build", "--only", "site", cwd=tiny)
        assert second.stderr is not None
        assert "Another build of this edition is running" in second.stderr.readline()
        assert not (tiny / "build" / "site").exists()
    _, error = second.communicate(timeout=120)
    assert (second.returncode, error) == (0, "")
    assert tree(tiny / "build" / "site") == clean(tiny)
