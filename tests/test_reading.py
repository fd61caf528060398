"""Reading an entry in a real browser: panes, the page image, and how the looks of the source are shown."""

from __future__ import annotations

import gzip
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from test_site import browse, needs_browser

from tei_toolkit.publish.collect import collect
from tei_toolkit.publish.site import make_site
from tei_toolkit.transform.html import LANGUAGES, read_words

SAMPLE = Path(__file__).parent.parent / "editions" / "sarnovo-diary"
ENTRY = "entries/1939-02-03.html"
Read = Callable[..., dict[str, Any]]


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return make_site(collect(SAMPLE)).files


@pytest.fixture
def read(files: dict[str, bytes], tmp_path: Path) -> Read:
    """Open the entry, run a script that fills ``seen``, and give what it saw."""

    def run(script: str, *flags: str) -> dict[str, Any]:
        for name, data in files.items():
            (tmp_path / "site" / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / "site" / name).write_bytes(data)
        text = files[ENTRY].decode("utf-8").replace("script-src 'self'", "script-src 'self' 'unsafe-inline'")
        probe = (
            "<script>addEventListener('load', async () => { const seen = {};"
            "const all = (wanted) => [...document.querySelectorAll(wanted)];"
            f"{script}; document.body.dataset.seen = JSON.stringify(seen); }})</script>"
        )
        place = tmp_path / "site" / ENTRY
        place.write_text(text.replace("</body>", probe + "</body>"), encoding="utf-8")
        seen = json.loads(str(browse(tmp_path, place.as_uri(), *flags).body.get("data-seen")))
        assert isinstance(seen, dict)
        return seen

    return run


@needs_browser
def test_each_pane_is_put_away_and_the_choice_is_remembered(read: Read) -> None:
    seen = read(
        """
        const [translation, transcription, image] = all('.panes button');
        const shown = () => all('.versions > *').map(pane => pane.checkVisibility());
        seen.names = [translation, transcription, image].map(button => button.textContent);
        seen.first = shown();
        translation.click(); seen.one = shown();
        transcription.click(); seen.neverNone = shown();
        image.click(); seen.withImage = shown();
        seen.pressed = [translation, transcription, image].map(button => button.getAttribute('aria-pressed'));
        seen.stored = JSON.parse(localStorage.getItem('panes'));
        """
    )
    assert seen["names"] == ["Translation", "Transcription", "Page image"]
    assert seen["first"] == [True, True, False]
    assert seen["one"] == seen["neverNone"] == [False, True, False]
    assert seen["withImage"] == [False, True, True]
    assert seen["pressed"] == ["false", "true", "true"]
    assert seen["stored"] == {"translation": False, "image": True}


@needs_browser
def test_what_was_remembered_is_shown_again(read: Read) -> None:
    script = "seen.shown = all('.versions > *').map(p => p.checkVisibility()); all('.panes button')[1].click()"
    assert read(script)["shown"] == [True, True, False]
    assert read(script)["shown"] == [True, False, False]


@needs_browser
def test_a_page_number_opens_the_image_which_is_enlarged_turned_and_moved(read: Read) -> None:
    seen = read(
        """
        const stage = document.querySelector('.stage'), picture = stage.querySelector('img');
        const sheet = stage.querySelector('.sheet');
        const press = key => stage.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true, cancelable: true}));
        document.querySelector('a.pb').click();
        seen.shown = stage.checkVisibility(); seen.page = picture.alt;
        seen.here = location.pathname.split('/').pop();
        press('+'); press('r'); press('ArrowLeft'); seen.keys = sheet.style.transform;
        press('0'); seen.again = sheet.style.transform;
        all('[data-act]:not([data-act=reset])').forEach(button => button.click()); seen.buttons = sheet.style.transform;
        const wheel = new WheelEvent('wheel', {deltaY: -1, ctrlKey: true, cancelable: true});
        stage.dispatchEvent(wheel);
        seen.wheel = [sheet.style.transform.split(') ').slice(1).join(') '), wheel.defaultPrevented];
        for (let tries = 0; tries < 40 && !picture.naturalWidth; tries++)
          await new Promise(done => setTimeout(done, 50));
        seen.wide = picture.naturalWidth;
        """
    )
    assert (seen["shown"], seen["page"], seen["here"]) == (True, "Page image 44", "1939-02-03.html")
    assert seen["keys"] == "translate(60px, 0px) rotate(90deg) scale(1.25)"
    assert seen["again"] == "translate(0px, 0px) rotate(0deg) scale(1)"
    assert seen["buttons"] == "translate(0px, 0px) rotate(90deg) scale(1.25)"
    assert seen["wheel"] == ["rotate(90deg) scale(1.5625)", True]
    assert seen["wide"] > 0


@needs_browser
def test_a_paragraph_shows_its_counterpart(read: Read) -> None:
    seen = read(
        """
        const [first] = all('.version')[0].querySelectorAll('.p[id]');
        first.dispatchEvent(new PointerEvent('pointerover', {bubbles: true}));
        seen.same = all('.p.same').map(p => [p.id, p.closest('.version').lang]);
        """
    )
    assert seen["same"] == [["transcription-p1", "ru"]]


def test_without_a_script_nothing_needs_it(files: dict[str, bytes]) -> None:
    page: Any = html.fromstring(files[ENTRY])
    assert page.xpath("//*[@class='viewer'][@hidden]")
    assert page.xpath("//button/ancestor-or-self::*[@class='panes by-script']")
    assert not page.xpath("//*[@class='panes']")
    assert page.xpath("//a[@class='pb']/@href") == ["../images/notebook-44.jpg"]


def test_one_style_sheet_and_one_script(files: dict[str, bytes]) -> None:
    for name in (name for name in files if name.endswith(".html")):
        page: Any = html.fromstring(files[name])
        assert len(page.xpath("//link[@rel='stylesheet']")) == 1, name
        own = {"assets/search.js"} if name == "search.html" else set()
        scripts = {script.removeprefix("../") for script in page.xpath("//script/@src")}
        assert scripts == {"assets/site.js"} | own, name


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ('<p>a <hi rend="strike bold">b</hi></p>', '<s class="b">b</s>'),
        ('<p>a <hi rend="allcaps">b</hi></p>', '<span class="allcaps">b</span>'),
        ('<p>a <hi rend="italic">b</hi></p>', "<em>b</em>"),
        ('<p>a<lb/>b<lb break="no"/>c<lb rend="hard"/>d</p>', "a bc<br>d"),
        ('<p>a<pb rend="hard"/>b</p>', "a b"),
        ('<p>a<fw type="header">The Diary</fw>b</p>', "ab"),
        ('<list><item n="4.">a</item></list>', '<ol><li value="4">a</li></ol>'),
        ('<list><item n="iv)">a</item></list>', '<ul><li data-n="iv)">a</li></ul>'),
        ('<table><row><cell cols="2" rows="x">a</cell></row></table>', '<td colspan="2">a</td>'),
        ("<table><row><cell>a</cell></row></table>", 'class="wide" role="group" tabindex="0"'),
    ],
)
def test_how_the_source_looked_is_shown(source: str, shown: str, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(SAMPLE, tmp_path / "edition", ignore=shutil.ignore_patterns("build")))
    for path in (folder / "tei").rglob("*.xml"):
        if path.stem != "1938-09-14":
            path.unlink()
    place = folder / "tei" / "translation" / "1938-09-14.xml"
    text = place.read_text(encoding="utf-8")
    start, end = re.search(r"<p[ >]", text[text.index("<body") :]), text.rindex("</div>")
    assert start
    at = text.index("<body") + start.start()
    place.write_text(text[:at] + source + text[end:], encoding="utf-8")
    assert shown in make_site(collect(folder)).files["entries/1938-09-14.html"].decode("utf-8")


def test_every_language_of_the_interface_has_every_word() -> None:
    english = read_words("en")
    for language in LANGUAGES:
        words = read_words(language)
        # A language may have forms that others lack, such as one for 21, or for the first of the month.
        assert set(english) <= set(words), language
        assert all(re.fullmatch(r"named-often-one|day-1", key) for key in set(words) - set(english)), language
        assert all(words.values()), language


def test_an_entry_page_is_small(files: dict[str, bytes]) -> None:
    fonts = [data for name, data in files.items() if re.search(r"latin-400-(normal|italic)\.woff2$", name)]
    text = b"".join(files[name] for name in (ENTRY, "assets/site.css", "assets/site.js"))
    assert len(fonts) == 2
    assert len(gzip.compress(text)) < 60_000
