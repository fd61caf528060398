"""Versions side by side: which paragraphs belong together, one page at a time, and lines on the image."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from lxml import html
from reader import change, look, sample_edition, site_files
from test_site import needs_browser

ENTRY = "entries/1939-02-03.html"
PAGES = "document.querySelectorAll('.panes button')[3].click();"
SHOWN = """
const leaf = (at) => all('.version')[at].querySelector('.leaf').innerText.replace(/\\s+/g, ' ').trim();
const label = () => one('.leaf-turns output').textContent;
const turn = (at) => all('.leaf-turns button')[at].click();
"""


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    return sample_edition(tmp_path / "edition", "1939-02-03", "1939-02-09")


def rows(data: bytes) -> list[list[list[str]]]:
    """For each version its rows, for each row the numbers of its paragraphs."""
    page: Any = html.fromstring(data)
    return [
        [[p.get("data-row") for p in row.xpath("p")] for row in version.xpath(".//div[@class='row']")]
        for version in page.xpath("//article")
    ]


def said(data: bytes) -> str:
    page: Any = html.fromstring(data)
    return str(page.xpath("string(//p[@class='aligned-how'])"))


def test_paragraphs_of_equal_number_go_by_order(edition: Path) -> None:
    data = site_files(edition)[ENTRY]
    assert rows(data) == [[[], ["1"], ["2"], ["3"]]] * 2
    assert said(data) == "The paragraphs stand side by side by their order; the versions have equally many."


def test_other_numbers_are_said_and_nothing_is_guessed(edition: Path) -> None:
    change(edition / "tei" / "transcription" / "1939-02-03.xml", r"<p>Обедал.*?</p>", "")
    data = site_files(edition)[ENTRY]
    assert rows(data) == [[], []]
    assert b"data-row" not in data
    assert said(data).startswith("The versions have different numbers of paragraphs")


def test_editors_can_say_which_paragraphs_belong_together(edition: Path) -> None:
    """Two paragraphs of the transcription are one of the translation, and one of this has no counterpart."""
    place = edition / "tei" / "transcription" / "1939-02-03.xml"
    change(place, "<p>Ответ", '<p corresp="../translation/1939-02-03.xml#p1">Ответ')
    change(place, "<p><date when", '<p corresp="../translation/1939-02-03.xml#p1"><date when')
    change(edition / "tei" / "translation" / "1939-02-03.xml", "<p><persName", '<p xml:id="p1"><persName')
    change(edition / "tei" / "translation" / "1939-02-03.xml", "<p>Dined", '<p corresp="x.xml#last">Dined')
    change(place, "<p>Обедал", '<p xml:id="last">Обедал')
    data = site_files(edition)[ENTRY]
    assert rows(data) == [[[], ["1"], ["2"], ["3"]], [[], ["1", "1"], [], ["3"]]]
    assert said(data) == "The editors marked which paragraphs belong together."


def test_a_note_between_paragraphs_shifts_nothing(edition: Path) -> None:
    place = edition / "tei" / "translation" / "1939-02-03.xml"
    change(place, "<p>Dined", '<note type="editorial" resp="#editor"><p>Aside.</p></note><p>Dined')
    assert rows(site_files(edition)[ENTRY])[0] == [[], ["1"], ["2"], ["3"]]


@needs_browser
def test_rows_are_level_on_a_wide_screen_and_follow_each_other_on_a_narrow_one(edition: Path, tmp_path: Path) -> None:
    script = """
    const tops = (at) => all('.row > .p', all('.version')[at]).map(p => Math.round(p.getBoundingClientRect().top));
    seen.tops = [tops(0), tops(1)];
    all('.panes button')[2].click(); seen.withImage = [tops(0), tops(1)];
    seen.image = one('.viewer').getBoundingClientRect().left > all('.version .row')[5].getBoundingClientRect().right;
    all('.panes button')[0].click(); seen.one = all('.version').map(one => one.checkVisibility());
    """
    files = site_files(edition)
    wide = look(files, tmp_path, ENTRY, script)
    assert wide["tops"][0] == wide["tops"][1]
    assert wide["withImage"][0] == wide["withImage"][1] != wide["tops"][0]
    assert wide["image"] is True
    narrow = look(files, tmp_path / "narrow", ENTRY, script, "--window-size=700,900")["tops"]
    assert narrow[0][-1] < narrow[1][0]


@needs_browser
def test_one_page_at_a_time_with_the_parallel_text(edition: Path, tmp_path: Path) -> None:
    script = (
        SHOWN
        + PAGES
        + """
    seen.first = [label(), leaf(0), leaf(1)]; seen.ends = all('.leaf-turns button').map(b => b.disabled);
    turn(1); seen.second = [label(), leaf(0), leaf(1)];
    seen.image = one('.stage img').alt;
    seen.hidden = all('.text:not(.leaf)').map(text => text.checkVisibility());
    const ids = all('[id]').map(e => e.id); seen.doubled = ids.length - new Set(ids).size;
    document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'ArrowLeft', bubbles: true, cancelable: true}));
    seen.back = label(); seen.here = location.pathname.split('/').pop();
    location.hash = '#p3'; await until(() => label().includes('2/2')); seen.linked = label();
    document.querySelectorAll('.panes button')[3].click(); seen.whole = all('.leaf').length;
    """
    )
    seen = look(site_files(edition), tmp_path, ENTRY, script)
    label, translation, transcription = seen["first"]
    assert label == "Page 43 (1/2)"
    assert transcription.startswith("3 февраля Ответ Градобитова")
    assert transcription.endswith("о судах, которые не при-")
    assert translation.startswith("3 February Gradobitov")
    assert "Dined" not in translation
    assert seen["ends"] == [True, False]
    label, translation, transcription = seen["second"]
    assert label == "Page 44 (2/2)"
    assert transcription.startswith("шли. «Для тех")
    assert translation.startswith("3 February was the day")
    assert translation.endswith("the trout.")
    assert seen["image"] == "Page image 44"
    assert seen["hidden"] == [False, False]
    assert seen["doubled"] == 0
    assert (seen["back"], seen["here"]) == ("Page 43 (1/2)", "1939-02-03.html")
    assert seen["linked"] == "Page 44 (2/2)"
    assert seen["whole"] == 0


@needs_browser
def test_pages_that_bear_the_same_number_stand_side_by_side(edition: Path, tmp_path: Path) -> None:
    change(edition / "tei" / "translation" / "1939-02-03.xml", '<pb n="113"/>', '<pb n="44"/>')
    script = SHOWN + PAGES + "turn(1); seen.page = [leaf(0), leaf(1)];"
    translation, transcription = look(site_files(edition), tmp_path, ENTRY, script)["page"]
    assert translation.startswith("through. I asked")
    assert transcription.startswith("шли.")


@needs_browser
def test_lines_are_shown_on_the_image(edition: Path, tmp_path: Path) -> None:
    place = edition / "tei" / "transcription" / "1939-02-03.xml"
    facsimile = (
        '<facsimile><surface xml:id="s" ulx="0" uly="0" lrx="200" lry="400"><zone xml:id="l1" points="20,40 120,40 '
        '120,80 20,80"/><zone xml:id="l2" ulx="20" uly="80" lrx="120" lry="120"/></surface></facsimile><text>'
    )
    change(place, "<text>", facsimile)
    change(place, "<p>Обедал с Торном. Он", '<p><lb facs="#l1"/>Обедал с Торном. <lb facs="#l2"/>Он')
    files = site_files(edition)
    page: Any = html.fromstring(files[ENTRY])
    assert page.xpath("//span[@class='lb']/@data-zone") == ["10 10 50 10", "10 20 50 10"]
    script = """
    all('.panes button')[2].click(); await until(() => one('.stage img').naturalWidth);
    const line = one('.lb').closest('.p'), zone = one('.zone'), box = line.getBoundingClientRect();
    const at = (x, y) => line.dispatchEvent(new PointerEvent('pointerover', {bubbles: true, clientX: x, clientY: y}));
    line.scrollIntoView({behavior: 'instant'});
    const point = () => line.getBoundingClientRect();
    at(point().left + 40, point().top + 5); seen.first = parseFloat(zone.style.top);
    at(point().left + 5, point().bottom - 5); seen.last = parseFloat(zone.style.top); seen.shown = !zone.hidden;
    const picture = one('.stage img').getBoundingClientRect(); seen.high = picture.height;
    """
    seen = look(files, tmp_path, ENTRY, script)
    assert seen["shown"] is True
    assert 0 < seen["first"] < seen["last"] < seen["high"] * 0.3


def test_points_that_are_no_numbers_show_nothing(edition: Path) -> None:
    place = edition / "tei" / "transcription" / "1939-02-03.xml"
    change(place, "<text>", '<facsimile><surface><zone xml:id="l1" points="a,b 1"/></surface></facsimile><text>')
    change(place, "<p>Обедал", '<p facs="#l1"><lb facs="#l1"/>Обедал')
    assert b"data-zone" not in site_files(edition)[ENTRY]
