"""What helps a reader of an entry: cards at names, notes in the margin, the text as it is written, turning by finger,
plain text, and a clean page from the printer."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from reader import change, look, sample_edition, site_files
from test_site import BROWSER, needs_browser

from tei_toolkit.publish.disk import write_file

NOTED, NAMED = "1939-04-10", "1938-10-01"


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    return sample_edition(tmp_path / "edition", NOTED, NAMED, "1939-02-03")


@needs_browser
def test_a_card_says_who_is_named(edition: Path, tmp_path: Path) -> None:
    script = """
    const name = one("a[data-card='card-ostrander']"), card = document.getElementById(name.dataset.card);
    const point = (kind, type) => name.dispatchEvent(new PointerEvent(kind, {bubbles: true, pointerType: type}));
    const open = () => card.matches(':popover-open');
    seen.before = card.checkVisibility();
    point('pointerover', 'touch'); await new Promise(go => setTimeout(go, 400)); seen.touched = open();
    point('pointerover', 'mouse'); seen.soon = open(); await until(open); seen.rested = open();
    seen.words = card.innerText; seen.link = card.querySelector('a').getAttribute('href');
    const box = card.getBoundingClientRect();
    seen.within = box.left >= 0 && box.right <= innerWidth && box.bottom <= innerHeight;
    document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape', bubbles: true})); seen.escaped = open();
    const touch = new PointerEvent('click', {bubbles: true, cancelable: true, pointerType: 'touch'});
    name.dispatchEvent(touch); seen.first = [open(), touch.defaultPrevented];
    """
    seen = look(site_files(edition), tmp_path, f"entries/{NAMED}.html", script)
    assert (seen["before"], seen["touched"], seen["soon"], seen["rested"]) == (False, False, False, True)
    name, life, role, named = (line for line in seen["words"].splitlines() if line)
    assert (name, life) == ("Ostrander, Madame Clothilde", "1868–1949")
    assert role.startswith("Hostess of the musical Thursdays")
    assert named == "named in one entry · Register"
    assert seen["link"] == "../persons/ostrander.html"
    assert seen["within"] is True
    assert seen["escaped"] is False
    assert seen["first"] == [True, True]


def test_a_card_counts_the_entries_of_the_whole_edition(edition: Path) -> None:
    change(edition / "tei" / "translation" / f"{NOTED}.xml", "</p>", '<persName ref="#ostrander">O.</persName></p>')
    page: Any = html.fromstring(site_files(edition)[f"entries/{NAMED}.html"])
    (named,) = page.xpath("//*[@id='card-ostrander']/p[@class='card-named']")
    assert named.text_content() == "named in 2 entries · Register"


@needs_browser
def test_notes_stand_at_their_number_in_the_margin_and_at_the_end_elsewhere(edition: Path, tmp_path: Path) -> None:
    place = edition / "tei" / "translation" / f"{NOTED}.xml"
    notes = "".join(f"A{n}.<note>A longer note, the {n}th of some that stand in one line.</note>" for n in range(5))
    change(place, r"</p>\s*</div>", f"{notes}</p></div>")
    script = """
    const notes = all('.notes li'), boxes = notes.map(note => note.getBoundingClientRect());
    const text = one('.text').getBoundingClientRect();
    seen.beside = boxes.every(box => box.left > text.right);
    seen.level = Math.abs(boxes[0].top - one('.text .note-number').getBoundingClientRect().top) < 40;
    seen.apart = boxes.every((box, at) => !at || box.top >= boxes[at - 1].bottom);
    seen.clear = one('.about-entry').getBoundingClientRect().top > boxes.at(-1).bottom;
    seen.fits = document.documentElement.scrollWidth <= innerWidth;
    """
    files = site_files(edition)
    wide = look(files, tmp_path, f"entries/{NOTED}.html", script)
    assert wide == {"problems": [], "beside": True, "level": True, "apart": True, "clear": True, "fits": True}
    narrow = look(files, tmp_path / "narrow", f"entries/{NOTED}.html", script, "--window-size=800,900")
    assert (narrow["beside"], narrow["level"], narrow["fits"]) == (False, False, True)


@needs_browser
def test_the_text_can_be_read_as_it_is_written(edition: Path, tmp_path: Path) -> None:
    source = (
        "<p><expan>L<ex>loyd</ex> G<ex>eorge</ex></expan> <choice><sic>recieved</sic><corr>received</corr></choice> "
        'me <supplied resp="#editor">gladly</supplied>.</p></div>'
    )
    change(edition / "tei" / "translation" / f"{NAMED}.xml", r"(?<=</head>).*</div>(?=\s*</body>)", source)
    script = """
    const words = () => one('.text .p').innerText.trim();
    const button = all('.panes button').at(-1);
    seen.name = button.textContent; seen.read = words();
    button.click(); seen.written = words(); seen.pressed = button.getAttribute('aria-pressed');
    seen.corrected = getComputedStyle(one('.choice'), '::before').content;
    one('.expan').click(); seen.opened = words();
    button.click(); seen.again = words();
    seen.stored = localStorage.getItem('diplomatic');
    """
    seen = look(site_files(edition), tmp_path, f"entries/{NAMED}.html", script)
    assert seen["name"] == "As written"
    assert seen["read"] == seen["again"] == "Lloyd George received me gladly."
    assert re.sub(" +", " ", seen["written"]) == "L G me ."
    assert (seen["pressed"], seen["corrected"]) == ("true", '"recieved"')
    assert seen["opened"].startswith("Lloyd George")
    assert seen["stored"] == "false"


@needs_browser
def test_a_finger_turns_to_the_next_entry(edition: Path, tmp_path: Path) -> None:
    script = """
    const text = one('.text'), touch = (x, y) => new Touch({identifier: 1, target: text, clientX: x, clientY: y});
    const draw = (x, y) => {
      text.dispatchEvent(new TouchEvent('touchstart', {bubbles: true, touches: [touch(300, 300)]}));
      text.dispatchEvent(new TouchEvent('touchend', {bubbles: true, changedTouches: [touch(300 + x, 300 + y)]}));
    };
    const asked = [];
    one('.versions').addEventListener('swipe', event => { asked.push(event.detail); event.preventDefault(); });
    draw(-120, 10); draw(120, 10); draw(-120, 90); draw(-40, 0); seen.asked = asked;
    """
    seen = look(site_files(edition), tmp_path, "entries/1939-02-03.html", script)
    assert seen["asked"] == [1, -1]


@needs_browser
def test_the_finger_follows_the_link(edition: Path, tmp_path: Path) -> None:
    """The page that is reached has not the test's script, so it cannot have been told that it was seen."""
    files = site_files(edition)
    script = """
    const text = one('.text'), touch = x => new Touch({identifier: 1, target: text, clientX: x, clientY: 300});
    for (const link of all('nav a[rel=next]')) link.href = '#reached';
    text.dispatchEvent(new TouchEvent('touchstart', {bubbles: true, touches: [touch(300)]}));
    text.dispatchEvent(new TouchEvent('touchend', {bubbles: true, changedTouches: [touch(150)]}));
    await until(() => location.hash); seen.hash = location.hash;
    """
    assert look(files, tmp_path, f"entries/{NAMED}.html", script)["hash"] == "#reached"


def test_every_version_is_there_as_plain_text(edition: Path) -> None:
    files = site_files(edition)
    page: Any = html.fromstring(files["entries/1939-02-03.html"])
    offered = page.xpath("//p[@class='downloads']/a/@href")
    assert [name for name in offered if name.endswith(".txt")] == ["1939-02-03.txt", "1939-02-03.transcription.txt"]
    assert files["entries/1939-02-03.txt"].decode().startswith("3 February\n\nGradobitov’s answer")
    assert "Обедал с Торном." in files["entries/1939-02-03.transcription.txt"].decode()


@needs_browser
@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="no pdftotext here to read what was printed")
def test_a_printed_page_has_the_text_and_its_notes_and_nothing_to_click(edition: Path, tmp_path: Path) -> None:
    assert BROWSER is not None
    for name, data in site_files(edition).items():
        write_file(tmp_path / "site" / name, data)
    address, printed = (tmp_path / "site" / "entries" / f"{NOTED}.html").as_uri(), tmp_path / "page.pdf"
    command = [BROWSER, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'browser'}",
               "--virtual-time-budget=3000", "--no-pdf-header-footer",
               f"--print-to-pdf={printed}", address]  # fmt: skip
    subprocess.run(command, capture_output=True, timeout=120, check=True)
    text = subprocess.run(["pdftotext", "-layout", printed, "-"], capture_output=True, text=True, check=True).stdout
    page: Any = html.fromstring((tmp_path / "site" / "entries" / f"{NOTED}.html").read_bytes())
    (note,) = page.xpath("//section[@class='notes']//li | //ol[@class='sources']/li")
    start = " ".join(note.text_content().split())[:20]
    assert " ".join(text.split()).count(start) == 1
    for furniture in ("Contents", "Page by page", "As written", "named in", "Plain text", "BibTeX", "Previous"):
        assert furniture not in text, furniture
