"""The search in a real browser: the site lies under a sub-path of a plain file server."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from test_site import browse, needs_browser

from tei_toolkit.publish.collect import collect
from tei_toolkit.publish.search import can_search
from tei_toolkit.publish.site import make_site

SAMPLE = Path(__file__).parent.parent / "editions" / "sarnovo-diary"
pytestmark = pytest.mark.skipif(not can_search(), reason="Pagefind is not installed")


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """A test has nothing to say of requests."""


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return make_site(collect(SAMPLE)).files


@pytest.fixture(scope="module")
def address(files: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    top = tmp_path_factory.mktemp("server")
    for name, data in files.items():
        place = top / "under" / "diary" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(top)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/under/diary/"
    server.shutdown()
    server.server_close()


def searched(address: str, tmp_path: Path, **wanted: str) -> Any:
    return browse(tmp_path, f"{address}search.html?{urlencode(wanted)}", "--virtual-time-budget=20000")


def results(page: Any) -> list[str]:
    return [str(link.get("href")) for link in page.xpath("//ol[@class='results']//h2/a")]


def count(page: Any) -> int:
    said = page.xpath("string(//p[@class='found'])")
    return int(said.rpartition(" ")[2]) if said.startswith("Entries") else 0


@needs_browser
def test_words_are_found_and_the_page_is_told_what_to_mark(address: str, tmp_path: Path) -> None:
    page = searched(address, tmp_path, q="harbour")
    assert count(page) > 0
    assert all(link.startswith(f"{address}entries/") and link.endswith("?highlight=harbour") for link in results(page))
    assert page.xpath("//ol[@class='results']//mark")


@needs_browser
def test_a_facet_and_a_range_of_months_narrow_and_dates_sort(address: str, tmp_path: Path) -> None:
    wanted = {"from": "1939-02", "to": "1939-03", "sort": "desc"}
    found = [link.rpartition("/")[2][:7] for link in results(searched(address, tmp_path, **wanted))]
    assert found
    assert set(found) <= {"1939-02", "1939-03"}
    assert found == sorted(found, reverse=True)
    everyone = count(searched(address, tmp_path, year="1939"))
    russian = count(searched(address, tmp_path, year="1939", version="Transcription"))
    assert 0 < russian < everyone


@needs_browser
def test_persons_and_places_can_be_chosen(address: str, tmp_path: Path) -> None:
    page = searched(address, tmp_path)
    for facet in ("person", "place", "year", "version", "from", "to"):
        choices = page.xpath(f"//select[@name='{facet}']/option/@value")
        assert len(choices) > 2, facet
    person = page.xpath("//select[@name='person']/option/@value")[1]
    assert count(searched(address, tmp_path, person=person)) > 0


@needs_browser
def test_russian_words_are_found_too_and_nothing_is_said_in_words(address: str, tmp_path: Path) -> None:
    assert count(searched(address, tmp_path, q="спросил")) > 0
    assert "Nothing was found" in searched(address, tmp_path, q="zzzqqq").text_content()


def test_only_the_search_page_may_run_webassembly(files: dict[str, bytes]) -> None:
    allowed = {name for name, data in files.items() if name.endswith(".html") and b"wasm-unsafe-eval" in data}
    assert allowed == {"search.html"}


@pytest.mark.xfail(reason="Pagefind 1.5.2 writes its filters in another order each time")
def test_the_same_edition_has_the_same_index(files: dict[str, bytes]) -> None:
    again = make_site(collect(SAMPLE)).files
    changed = [name for name in files if again.get(name) != files[name]]
    assert json.dumps(changed) == "[]"
    assert again.keys() == files.keys()
