"""``tei validate --fix``: what is beyond doubt is put right, and no other byte is touched."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_cli import tei

from tei_toolkit.validate import validate
from tei_toolkit.validate.repair import repair

HEADER = (
    '<teiHeader><fileDesc><titleStmt><title>Diary</title><respStmt xml:id="editor"><resp>edited by</resp>'
    "<name>A. Nonymous</name></respStmt></titleStmt><publicationStmt><p>None.</p></publicationStmt>"
    "<sourceDesc><p>None.</p></sourceDesc></fileDesc></teiHeader>"
)
REPAIRED = {
    '<persname ref="#editor">Thorne</persname>': '<persName ref="#editor">Thorne</persName>',
    '<persname\n\tref="#editor"\n>Thorne</persname\n>': '<persName\n\tref="#editor"\n>Thorne</persName\n>',
    '<persname ref="#editor"/>': '<persName ref="#editor"/>',
    "<uncler>a <uncler>b</uncler></uncler>": "<unclear>a <unclear>b</unclear></unclear>",
    '<date When="1923-02-28">28 Feb.</date>': '<date when="1923-02-28">28 Feb.</date>',
    "<date When='28.2.1923'>28 Feb.</date>": "<date when='1923-02-28'>28 Feb.</date>",
    '<date when = "28.2.1923">x</date>': '<date when = "1923-02-28">x</date>',
    '<date when="1923-2-28" cert="low">x</date>': '<date when="1923-02-28" cert="low">x</date>',
    '<date when="28 February 1923">x</date>': '<date when="1923-02-28">x</date>',
    '<name resp="#Editor">x</name>': '<name resp="#editor">x</name>',
    '<name resp="#editor editor">x</name>': '<name resp="#editor #editor">x</name>',
    '<seg id="s1">x</seg>': '<seg xml:id="s1">x</seg>',
}
LEFT = (
    '<date when="3/4/1923">x</date>',  # 3 April or 4 March
    '<date when="1923-02-30">x</date>',
    '<date when="sometime">x</date>',
    '<date When="1923" when="1924">x</date>',  # which of the two?
    '<zzz when="28.2.1923">x</zzz>',
    '<note type="editoral" resp="#editor">x</note>',
    '<?tei-toolkit allow TEI-04 "so it stands there"?><date when="28.2.1923">x</date>',
    "<!-- <persname>x</persname> --> &amp; &#x2014; <![CDATA[<persname>]]>  \t.",
    "Ünï — «слово»",
)
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-be", "koi8-r", "iso-8859-5")


def document(pieces: list[str], encoding: str = "utf-8", line_end: str = "\n") -> bytes:
    declared = "utf-16" if encoding == "utf-16-be" else encoding.removesuffix("-sig")
    text = (
        f'<?xml version="1.0" encoding="{declared}"?>\n<!-- kept as it is -->\n<TEI xmlns="http://www.tei-c.org/ns/1.0">\n'
        f'{HEADER}\n<text><body><div type="entry" xml:id="e1">\n  <p>{" ".join(pieces)}</p></div></body></text></TEI>\n'
    ).replace("\n", line_end)
    if encoding.startswith("utf"):
        return (b"\xfe\xff" if encoding == "utf-16-be" else b"") + text.encode(encoding)
    return text.encode(encoding, "xmlcharrefreplace")


def fixed(data: bytes) -> bytes:
    """As the command does it: until nothing more is repaired."""
    for _ in range(5):
        data, done = repair(data, validate([("x.xml", data)]))
        if not done:
            break
    return data


@pytest.mark.parametrize(("wrong", "right"), REPAIRED.items())
def test_what_is_beyond_doubt_is_repaired(wrong: str, right: str) -> None:
    assert fixed(document([wrong])) == document([right])


@pytest.mark.parametrize("piece", LEFT)
def test_what_is_not_is_left(piece: str) -> None:
    assert fixed(document([piece])) == document([piece])


@settings(deadline=None)
@given(
    st.lists(st.sampled_from([*REPAIRED.items(), *((piece, piece) for piece in LEFT)]), max_size=8, unique=True),
    st.sampled_from(ENCODINGS),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_no_other_byte_is_touched(pieces: list[tuple[str, str]], encoding: str, line_end: str) -> None:
    names = [name for name, _ in pieces]
    if len([name for name in names if "xml:id" in name or " id=" in name]) > 1:
        return
    after = fixed(document(names, encoding, line_end))
    assert after == document([right for _, right in pieces], encoding, line_end)
    assert fixed(after) == after


def test_a_file_that_cannot_be_read_is_left() -> None:
    for data in (b"", b"<TEI", b'<?xml version="1.0" encoding="nonesuch"?><a/>', b"<a>\xff</a>"):
        assert repair(data, validate([("x.xml", data)])) == (data, [])


def test_the_command_repairs_and_says_what_remains(tmp_path: Path) -> None:
    wrong, right = (
        document([piece, LEFT[0]])
        for piece in next((wrong, right) for wrong, right in REPAIRED.items() if "When='" in wrong)
    )
    file, fine = tmp_path / "a.xml", tmp_path / "b.xml"
    file.write_bytes(wrong)
    fine.write_bytes(document(["x"]))
    time = fine.stat().st_mtime_ns
    done = tei("validate", "--fix", "--format", "github", ".", cwd=tmp_path)
    assert file.read_bytes() == right
    assert (done.returncode, done.stdout.count("::")) == (1, 2)
    assert "3/4/1923" in done.stdout
    assert [line.split(": ", 1)[1] for line in done.stderr.splitlines()] == [
        "repaired TEI-03: @When → @when",
        "repaired TEI-04: “28.2.1923” → “1923-02-28”",
    ]
    assert fine.stat().st_mtime_ns == time
    again = tei("validate", "--fix", "--quiet", ".", cwd=tmp_path)
    assert (again.returncode, again.stderr, file.read_bytes()) == (1, "", right)


def test_what_an_edition_does_not_want_to_hear_of_is_not_repaired(tmp_path: Path) -> None:
    (tmp_path / "edition.toml").write_text('[edition]\ntitle = "T"\n[findings]\nTEI-04 = "off"\n', encoding="utf-8")
    file = tmp_path / "a.xml"
    data = document(['<date when="28.2.1923">x</date>'])
    file.write_bytes(data)
    assert tei("validate", "--fix", file).returncode == 0
    assert file.read_bytes() == data
