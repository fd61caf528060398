"""A part of an edition as one volume: tei transform EDITION --to pdf --from DATE --until DATE."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pypdf import PdfReader
from test_cli import tei
from tiny_edition import tiny_edition, written

from tei_toolkit.errors import WrongUsage
from tei_toolkit.publish.excerpt import excerpt


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    return written(tiny_edition(), tmp_path / "tiny")


def days_in(text: str) -> list[int]:
    return sorted({int(day) for day in re.findall(r"day, (\d+) February 1939", text)})


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        ("1939-02-04", "1939-02-06", [4, 5, 6]),
        ("1939-02-08", "", [8, 9]),
        ("", "1939-02-04", [3, 4]),
        ("1939-02", "1939", [3, 4, 5, 6, 7, 8, 9]),
    ],
)
def test_the_entries_of_some_days_are_one_volume(first: str, last: str, days: list[int], tiny: Path) -> None:
    assert days_in(excerpt(tiny, "latex", first, last).decode()) == days


def test_the_book_has_the_index_of_its_own_pages(tiny: Path) -> None:
    made = excerpt(tiny, "latex", "1939-02-05", "1939-02-05").decode()
    assert "Butler" in made.partition("\\backmatter")[0]
    assert "Thorne" not in made


def test_the_command_writes_the_pdf(tiny: Path, tmp_path: Path) -> None:
    done = tei(
        "transform", tiny, "--to", "pdf", "--from", "1939-02-04", "--until", "1939-02-06", "-o", tmp_path / "a.pdf"
    )
    assert done.returncode == 0, done.stderr
    text = "".join(page.extract_text() for page in PdfReader(tmp_path / "a.pdf").pages)
    assert days_in(text) == [4, 5, 6]
    assert "1939-02-04 – 1939-02-06" in text


@pytest.mark.parametrize(("first", "last"), [("1940", ""), ("1939-02-05", "1939-02-04"), ("February", "")])
def test_days_without_entries_are_one_sentence(first: str, last: str, tiny: Path) -> None:
    with pytest.raises(WrongUsage, match=r"no entry is of a day|is no day"):
        excerpt(tiny, "pdf", first, last)


def test_a_range_of_a_single_file_is_wrong_usage(tiny: Path) -> None:
    done = tei("transform", next((tiny / "tei").iterdir()), "--to", "pdf", "--from", "1939")
    assert done.returncode == 2
    assert "name its folder" in done.stderr
