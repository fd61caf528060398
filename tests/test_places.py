"""Where a finding points to: to the very tag, attribute or text, whatever stands before it on its line, however the
file is encoded, and however its lines end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei_toolkit.reporting.checked import checked
from tei_toolkit.reporting.text import in_full
from tei_toolkit.validate import validate
from tei_toolkit.validate.position import source_text

HEADER = (
    '<teiHeader><fileDesc><titleStmt><title>Diary</title><respStmt xml:id="editor"><resp>edited by</resp>'
    "<name>A. Nonymous</name></respStmt></titleStmt><publicationStmt><p>None.</p></publicationStmt>"
    "<sourceDesc><p>None.</p></sourceDesc></fileDesc></teiHeader>"
)
FAULTS = {
    "element": ("<persname>Thorne</persname>", "<persname>Thorne", "TEI-02"),
    "element of several lines": ("<persname\n\tn='1'\n>Thorne</persname>", "<persname", "TEI-02"),
    "element out of place": ("<hi><div><p>x</p></div></hi>", "<div><p>", "TEI-01"),
    "element that is not complete": ("<list/>", "<list/>", "TEI-05"),
    "element that lacks an attribute": ("<graphic/>", "<graphic/>", "TEI-05"),
    "attribute": ("<name wen='1923'>x</name>", "wen='1923'>x", "TEI-03"),
    "attribute on a line of its own": ("<name\n\ttype='日記 > 2'\n\twen='1923'>x</name>", "wen='1923'>x", "TEI-03"),
    "value": ('<date cert="low" when="28.2.1923">x</date>', 'when="28.2.1923">', "TEI-04"),
    "reference": ('<name n="&lt;" resp="#editr">x</name>', 'resp="#editr"', "REF-01"),
    "text at the beginning": ("<list> <!-- no --> words<item>x</item></list>", "words<item>", "TEI-06"),
    "text after a child": ("<list><item>x</item>\n <?x y?>words</list>", "words</list>", "TEI-06"),
    "text after an empty child": ("<list><item/>words</list>", "words</list>", "TEI-06"),
    "text in an empty element": ("<lb>words</lb>", "words</lb>", "TEI-06"),
}
BEFORE = ("", "\t", "\t \t", "日記を書く。", "e\u0301te\u0301 ", "𝔄𝔅 ", "<!-- <persname> > -->", "<?x <lb> ?>",
          "<![CDATA[<lb> & ]]>", "&#x65E5;&amp;", "\n\n\t", '<hi rend="a > b">ä</hi>', "<lb/>")  # fmt: skip
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-be")
LINE_ENDS = ("\n", "\r\n", "\r")


def document(before: str, fault: str) -> str:
    return (
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0">\n{HEADER}\n<text><body><div type="entry" xml:id="e1">\n'
        f"\t<p>{before}{fault} and on.</p></div></body></text></TEI>\n"
    )


def saved(text: str, encoding: str, line_end: str) -> bytes:
    declared = "utf-16" if encoding == "utf-16-be" else encoding.removesuffix("-sig")
    lines = f'<?xml version="1.0" encoding="{declared}"?>\n{text}'.replace("\n", line_end)
    return (b"\xfe\xff" if encoding == "utf-16-be" else b"") + lines.encode(encoding)


@pytest.mark.parametrize(("fault", "pointed", "code"), FAULTS.values(), ids=FAULTS)
@given(
    before=st.lists(st.sampled_from(BEFORE), max_size=4).map("".join),
    encoding=st.sampled_from(ENCODINGS),
    line_end=st.sampled_from(LINE_ENDS),
)
def test_a_finding_points_to_what_it_is_about(
    fault: str, pointed: str, code: str, before: str, encoding: str, line_end: str
) -> None:
    data = saved(document(before, fault), encoding, line_end)
    (found,) = [one for one in validate([("a.xml", data)]) if one.code == code]
    lines = (source_text(data) or "").split("\n")
    assert lines[found.line - 1][found.column - 1 :].startswith(pointed)


@pytest.mark.parametrize("line_end", LINE_ENDS)
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_the_caret_stands_below_it(encoding: str, line_end: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("click.style", lambda text, **_: text)
    fault, *_ = FAULTS["value"]
    data = saved(document("\t日記 e\u0301 ", fault), encoding, line_end)
    report = "".join(in_full([checked("a.xml", validate([("a.xml", data)]), data)]))
    assert report.splitlines()[1:] == [  # each of the two signs is as wide as two letters
        '    <p> 日記 e\u0301 <date cert="low" when="28.2.1923">x</date> and on.</p></div></body></text></TEI>',
        "    " + " " * len('<p> ____ e <date cert="low" ') + "^",
    ]


@pytest.mark.parametrize("line_end", LINE_ENDS)
@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("before", ["", "\t", "日記。", "𝔄 ", "é"])
def test_what_is_not_xml_has_a_place_too(before: str, encoding: str, line_end: str) -> None:
    data = saved(document(before, "Vane & Thorne"), encoding, line_end)
    (found,) = validate([("a.xml", data)])
    line = (source_text(data) or "").split("\n")[found.line - 1]
    assert "&" in line[found.column - 3 : found.column]
