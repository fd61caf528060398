"""Reading: encodings, and telling a captured page's furniture from its document."""

from __future__ import annotations

import pytest

from tei_toolkit.errors import UnreadableInput, WrongUsage
from tei_toolkit.model import SourceText
from tei_toolkit.read import read_source
from tei_toolkit.read.readers import Received, Wishes

PAGE = """The Archive
  • Search
  • Browse
Next Document > < Previous DocumentReturn3 February
Table of Contents
The Diary of Nobody: Volume 3
  • 31 December
  • 3 February
  • Conversation on 18 March 1940
< Previous document Next document >
3 February
View:
By Nobody, Nemo
The Diary of Nobody: Volume 2
Translation Transcription
Translation
/ 2
  • Translation
  • Cite
3 February
It rained.


Page 7

It snowed.
Transcription
/ 0
  • Cite

Document Details
Document Title3 February
AuthorNobody, Nemo
RecipientN/A
Date1939 Feb 3
AOC VolumeThe Diary of Nobody: Volume 2
Tags
  • Contact
"""


def read(data: bytes, name: str, encoding: str | None = None) -> SourceText:
    return read_source(Received(name, data), Wishes(encoding))


def test_the_document_is_told_from_the_page() -> None:
    source = read(PAGE.encode(), "page.txt")
    (span,) = source.document()
    assert source.text[span.start : span.end] == "3 February\nIt rained.\n\n\nPage 7\n\nIt snowed.\n"


def test_every_character_of_the_page_is_document_or_listed_as_furniture() -> None:
    source = read(PAGE.encode(), "page.txt")
    spans = sorted([*source.document(), *(piece.span for piece in source.furniture)])
    assert "".join(source.text[span.start : span.end] for span in spans) == PAGE
    assert all(piece.what for piece in source.furniture)


def test_details_and_contents_become_data() -> None:
    source = read(PAGE.encode(), "page.txt")
    assert source.details == {
        "title": "3 February",
        "author": "Nobody, Nemo",
        "date": "1939 Feb 3",
        "volume": "The Diary of Nobody: Volume 2",
        "volume_title": "The Diary of Nobody",
        "volume_number": "2",
    }
    assert [item.text for item in source.contents] == ["31 December", "3 February", "Conversation on 18 March 1940"]


def test_contradicting_volumes_are_reported() -> None:
    (finding,) = read(PAGE.encode(), "page.txt").findings
    assert (finding.code, finding.line) == ("META-01", 6)
    assert "volume 2" in finding.message
    assert "volume 3" in finding.message


def test_a_second_text_on_the_page_is_not_lost_in_silence() -> None:
    page = PAGE.replace("/ 0\n  • Cite\n", "/ 2\n  • Cite\n3 февраля\nШёл дождь.\n").replace("Volume 3", "Volume 2")
    (finding,) = read(page.encode(), "page.txt").findings
    assert "transcription" in finding.message


def test_a_page_without_a_text_is_refused() -> None:
    empty = PAGE.replace("3 February\nIt rained.\n\n\nPage 7\n\nIt snowed.\n", "")
    with pytest.raises(UnreadableInput, match="none of its panels holds a text"):
        read(empty.encode(), "page.txt")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_says_the_encoding_and_is_no_text(encoding: str) -> None:
    assert read("Grüße, привет".encode(encoding), "a.txt").text == "Grüße, привет"


def test_line_ends_are_folded() -> None:
    assert read(b"one\r\ntwo\rthree\n", "a.txt").text == "one\ntwo\nthree\n"


def test_other_encodings_by_name_only() -> None:
    data = "Дневник посла".encode("cp1251")
    assert read(data, "a.txt", "cp1251").text == "Дневник посла"
    with pytest.raises(UnreadableInput, match=r"a\.txt:1: this is not UTF-8; .*--encoding cp1251 would read"):
        read(data * 20, "a.txt")


def test_an_unknown_encoding() -> None:
    with pytest.raises(WrongUsage, match="no encoding called 'klingon'"):
        read(b"text", "a.txt", "klingon")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", r"^a\.txt: the file is empty\.$"),
        (b" \n\n ", "nothing but white space"),
        (b"%PDF-1.7 ...", "this is a PDF"),
        (b"PK\x03\x04...", "this is an archive"),
        (b"line\nsaid B\x00utler", r"^a\.txt:2:7: the character U\+0000 cannot stand in XML"),
        ("Schöne Grüße aus Genf, später mehr".encode("latin-1"), r"^a\.txt:1: this is not UTF-8; "),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(UnreadableInput, match=sentence):
        read(data, "a.txt")
