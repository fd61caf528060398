"""The preview: pages of the last build at once, news of the next, and nothing for strangers."""

from __future__ import annotations

import http.client
import json
import re
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser import Tab, needs_browser
from test_build import OWN, change, day_of, put, tei
from tiny_edition import tiny_edition

from tei_toolkit.publish.build import build


class Preview:
    """A running ``tei serve``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.process = tei("serve", "--port", "0", cwd=folder)
        assert self.process.stdout is not None
        found = re.search(r"http://127\.0\.0\.1:(\d+)/", self.process.stdout.readline())
        assert found
        self.port = int(found[1])

    def get(self, path: str, host: str = "") -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("GET", path, headers={"Host": host or f"127.0.0.1:{self.port}"})
        answer = connection.getresponse()
        text = answer.read().decode("utf-8", "replace")
        connection.close()
        return answer.status, text

    def news(self) -> Iterator[dict[str, Any]]:
        """What a browser hears."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request("GET", "/.tei/events", headers={"Host": f"localhost:{self.port}"})
        answer = connection.getresponse()
        assert answer.getheader("Content-Type") == "text/event-stream"
        try:
            while line := answer.readline():
                if line.startswith(b"data: "):
                    yield json.loads(line.removeprefix(b"data: "))
        finally:
            connection.close()

    def end(self) -> None:
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.communicate(timeout=30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.communicate()
            raise


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "tiny"
    for name, text in tiny_edition().items():
        put(folder / name, text)
    return folder


@pytest.fixture
def preview(folder: Path) -> Iterator[Preview]:
    build(folder, frozenset({"site"}))
    running = Preview(folder)
    yield running
    running.end()


def after_a_build(news: Iterator[dict[str, Any]], number: int) -> dict[str, Any]:
    return next(one for one in news if not one["building"] and one["number"] >= number)


def test_what_was_built_before_is_shown_at_once(preview: Preview) -> None:
    status, page = preview.get("/")
    assert status == 200
    assert "The Tiny Diary" in page
    assert "content=\"connect-src 'self'; default-src" in page
    assert "/.tei/overlay.js" in page
    assert "/.tei/" not in (preview.folder / "build" / "site" / "index.html").read_text(encoding="utf-8")
    assert preview.get("/entries/1939-02-03.html")[0] == 200
    assert preview.get("/.tei/overlay.js")[0] == 200
    assert preview.get("/no.html")[0] == 404


@pytest.mark.parametrize(
    "path", ["/../edition.toml", "/%2e%2e/edition.toml", "/..%2f..%2fedition.toml", "//etc/passwd"]
)
def test_no_path_leads_out_of_the_site(preview: Preview, path: str) -> None:
    assert preview.get(path)[0] == 404


@pytest.mark.parametrize("host", ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1.evil.example:{port}"])
def test_a_page_that_calls_us_by_another_name_gets_nothing(preview: Preview, host: str) -> None:
    status, text = preview.get("/", host.format(port=preview.port))
    assert (status, "Tiny" in text) == (403, False)


def test_a_change_is_built_and_told(preview: Preview) -> None:
    news = preview.news()
    first = after_a_build(news, 1)
    assert (first["made"], first["error"]) == ([], "")
    change(day_of(preview.folder, "1939-02-05"), "</p>", " A word more.</p>")
    second = after_a_build(news, first["number"] + 1)
    assert {name for name in second["made"] if name.startswith("entries/1")} == {"entries/1939-02-05"}
    assert "A word more." in preview.get("/entries/1939-02-05.html")[1]
    # A fault in one entry, with its file; then one that stops everything; then none.
    change(day_of(preview.folder, "1939-02-06"), "<p>", "<p><castList/>")
    third = after_a_build(news, second["number"] + 1)
    assert [("1939-02-06.xml" in one, "castList" in one) for one in third["findings"]] == [(True, True)]
    put(preview.folder / "xslt" / "html" / "entry.xsl", OWN)
    fourth = after_a_build(news, third["number"] + 1)
    assert "does not compile" in fourth["error"]
    assert preview.get("/entries/1939-02-05.html")[0] == 200
    (preview.folder / "xslt" / "html" / "entry.xsl").unlink()
    change(day_of(preview.folder, "1939-02-06"), "<castList/>", "")
    fifth = next(one for one in news if not one["building"] and not one["error"] and not one["findings"])
    assert fifth["number"] > fourth["number"]
    news.close()  # type: ignore[attr-defined]


def test_what_validation_finds_is_told_after_the_build(preview: Preview) -> None:
    news = preview.news()
    first = after_a_build(news, 1)
    change(day_of(preview.folder, "1939-02-05"), "</p>", ' <persName ref="#nobody">N.</persName></p>')
    told = next(one for one in news if any("nobody" in each["text"] for each in one["judged"]))
    assert told["number"] > first["number"]
    (finding,) = [each for each in told["judged"] if "nobody" in each["text"]]
    assert finding["severity"] == "error"
    assert "1939-02-05.xml:" in finding["text"]
    change(day_of(preview.folder, "1939-02-05"), ' <persName ref="#nobody">N.</persName>', "")
    assert next(one for one in news if not any("nobody" in each["text"] for each in one["judged"]))
    news.close()  # type: ignore[attr-defined]


@needs_browser
def test_a_browser_shows_the_change_what_went_wrong_and_what_validation_finds(preview: Preview, tab: Tab) -> None:
    tab.open(f"http://127.0.0.1:{preview.port}/entries/1939-02-05.html")
    change(day_of(preview.folder, "1939-02-05"), "</p>", ' Anew <persName ref="#nobody">N.</persName></p>')
    tab.until("document.querySelector('main').textContent.includes('Anew')")
    tab.until("document.querySelector('.tei-judged')?.textContent.includes('nobody')")
    assert tab.run("document.querySelector('.tei-judged summary').textContent").startswith("Validation: 1 error")
    put(preview.folder / "xslt" / "html" / "entry.xsl", OWN)
    tab.until("document.querySelector('.tei-preview.stopped .error')?.textContent.includes('does not compile')")


def test_an_edition_that_was_never_built_is_built_and_then_shown(folder: Path) -> None:
    running = Preview(folder)
    try:
        status, page = running.get("/")
        assert status in (200, 404)
        assert "/.tei/overlay.js" in page
        assert "entries/1939-02-03" in after_a_build(running.news(), 1)["made"]
        assert "The Tiny Diary" in running.get("/")[1]
    finally:
        begun = time.monotonic()
        running.end()
        assert time.monotonic() - begun < 20


def test_a_port_that_is_taken_is_one_sentence(preview: Preview) -> None:
    second = tei("serve", "--port", str(preview.port), cwd=preview.folder)
    _, error = second.communicate(timeout=30)
    assert second.returncode == 2
    assert re.fullmatch(rf"tei: Port {preview.port} cannot be used: [^\n]+ with --port\.\n", error)
