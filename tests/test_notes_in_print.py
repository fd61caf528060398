"""Every note begins on the page of its call, and no line of a paragraph stands alone: pages read back by pdftotext."""

from __future__ import annotations

import itertools
import random
import re
import subprocess
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from test_book import book, document, pages
from test_printed_book import SAMPLE, Sample

from tei_toolkit.transform.pdf import typeset

WORDS = ("word", "little", "considerable", "a", "through", "evening")
BLOCKS = (
    *["<p>{}</p>"] * 6,
    "<note><p>{}</p></note>",
    "<lg><l>{}</l></lg>",
    "<list><item>{}</item><item>{}</item></list>",
    "<p>{}<list><item>{}</item><item>{}</item></list>{}</p>",
    "<q><p>{}</p></q>",
)


class HardBook:
    """A diary whose every note says its number and whose every word says its paragraph."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.notes = self.paragraphs = 0
        self.entries = [self.entry(day) for day in range(1, 29)]

    def words(self, number: int, of: str = "") -> list[str]:
        return [self.chance.choice(WORDS) + of for _ in range(number)]

    def call(self, of: str, longest: int = 0) -> str:
        self.notes += 1
        longest = longest or self.chance.choice([8] * 6 + [60] * 4 + [150])
        series = self.chance.choice(("author", "editor", "editor"))
        words = " ".join(self.words(self.chance.randint(longest // 5, longest)))
        return f'Call{self.notes}x{of}<note type="{series}">Nota{self.notes}x {words}</note>'

    def text(self, longest: int) -> str:
        """Words with calls in them: at the beginning, at the end, two side by side, anywhere."""
        self.paragraphs += 1
        of = f"P{self.paragraphs}q"
        words = self.words(self.chance.randint(3, longest), of)
        if longest == 140 and self.chance.random() < 0.05:
            # A note that no page holds, alone in the middle of a long paragraph.
            return " ".join([*self.words(60, of), self.call(of, 900), *self.words(60, of)])
        for _ in range(self.chance.choice((0, 1, 1, 2, 3, 5))):
            place = self.chance.choice((0, len(words), self.chance.randint(0, len(words))))
            words.insert(place, self.call(of))
        return " ".join(words)

    def entry(self, day: int) -> etree._ElementTree:
        body = []
        for _ in range(self.chance.randint(1, 5)):
            block = self.chance.choice(BLOCKS)
            longest = 30 if "l>" in block or "item" in block else 140
            body.append(block.format(*(self.text(longest) for _ in range(block.count("{}")))))
        head = f"Day {self.call('', 20)}" if self.chance.random() < 0.5 else f"Day {day}"
        return document("".join(body), f"1939-01-{day:02}", head)


def lines_of_paragraphs(folder: Path) -> dict[str, dict[int, int]]:
    """How many lines each paragraph of the hard book has on each page."""
    told = subprocess.run(["pdftotext", "-bbox", folder / "book.pdf", "-"], check=True, capture_output=True).stdout
    feet: dict[str, dict[int, list[float]]] = {}
    for number, page in enumerate(told.decode().split("<page ")[1:]):
        for foot, word in re.findall(r'yMax="([\d.]+)"[^>]*>([^<]*)</word>', page):
            for paragraph in re.findall(r"P(\d+)q", word):
                feet.setdefault(paragraph, {}).setdefault(number, []).append(float(foot))
    return {paragraph: {page: lines(on[page]) for page in on} for paragraph, on in feet.items()}


def lines(feet: list[float]) -> int:
    """How many lines stand on so many feet, which may differ a little within a line."""
    return 1 + sum(b - a > 6 for a, b in pairwise(sorted(feet)))


def notes_in_place(texts: list[str], folder: Path) -> int:
    """How many notes there are, all of which begin on the pages of their calls; and no line stands alone."""
    called = {one: page for page, text in enumerate(texts) for one in re.findall(r"Call(\d+)x", text)}
    noted = {one: page for page, text in enumerate(texts) for one in re.findall(r"Nota(\d+)x", text)}
    assert called.keys() == noted.keys()
    assert {one: (page, noted[one]) for one, page in called.items() if noted[one] != page} == {}
    parted = {one: on for one, on in lines_of_paragraphs(folder).items() if len(on) > 1 and sum(on.values()) >= 4}
    assert len(parted) > 5
    assert {one: on for one, on in parted.items() if min(on.values()) < 2} == {}
    return len(noted)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_notes_begin_on_the_pages_of_their_calls(seed: int, tmp_path: Path) -> None:
    hard = HardBook(seed)
    assert notes_in_place(pages(book(*hard.entries), tmp_path), tmp_path) == hard.notes > 80


def numbered(node: Any, count: Iterator[int], of: str = "") -> Any:
    """Content of an entry whose notes and calls say their numbers, and whose words say their paragraphs."""
    if isinstance(node, str):
        return re.sub(r"\w+", rf"\g<0>{of}", node)
    if isinstance(node, list):
        return [numbered(one, count, of) for one in node]
    if node["t"] == "note":
        number = next(count)
        return {
            "t": "hi",
            "look": "italic",
            "of": [f"Call{number}x{of}", node | {"of": [f"Nota{number}x ", *node["of"]]}],
        }
    of = f"P{next(count)}q" if node["t"] == "p" else of
    return node | {"of": numbered(node["of"], count, of)} if "of" in node else node


def test_notes_of_the_sample_edition_begin_on_the_pages_of_their_calls(tmp_path: Path) -> None:
    if not SAMPLE.exists():
        pytest.skip("needs the sample edition, which is not in this installation")
    tree, count = Sample().tree, itertools.count()
    for division in tree["divisions"]:
        for entry in division["entries"]:
            entry.update({part: numbered(entry[part], count) for part in ("before", "head", "of")})
    assert notes_in_place(pages(typeset(tree), tmp_path), tmp_path) > 10


@pytest.mark.parametrize(
    "block",
    [
        "<list><item>{} Call1x<note>Nota1x last.</note></item></list>",
        "<list><item><list>{}</list> Call1x<note>Nota1x last.</note></item></list>",
        "<table><row><cell>{} Call1x<note>Nota1x last.</note></cell></row></table>",
    ],
)
def test_what_is_longer_than_a_page_goes_on_on_the_next(block: str, tmp_path: Path) -> None:
    words = [f"Word{n}x" for n in range(1_200)]
    inside = "".join(f"<item>{word}</item>" for word in words) if "><list>" in block else " ".join(words)
    texts = pages(book(document(block.format(inside), "1939-01-01", "Day 1")), tmp_path)
    # Not in their order: pdftotext takes lists and tables for columns.
    assert sorted(re.findall(r"Word\d+x", " ".join(texts))) == sorted(words)
    assert re.findall(r"Nota1x", " ".join(texts))
