"""Where the test data that is not ours lies, and what every test of the conversion shares."""

from __future__ import annotations

import datetime
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from browser import Browser, Site, Tab, chromium, serving
from every_page import every_page
from lxml import etree

from tei_toolkit.mark.abbreviations import NO_ABBREVIATIONS, Abbreviations
from tei_toolkit.parsing import NAMESPACES
from tei_toolkit.pipeline import Converted, convert
from tei_toolkit.register import Register

if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
    # Started by ``make test &`` it would hand on that no interruption is heard; but some tests interrupt.
    signal.signal(signal.SIGINT, signal.default_int_handler)

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"


def shared(*parts: str) -> Path:
    """A file of the common test data, which CI has; the test skips where it is absent."""
    path = SHARED.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"needs the test data shared/{'/'.join(parts)}, which is not part of the project")
    return path


@pytest.fixture(scope="session", autouse=True)
def _cache_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What the tests learn of schemas is no business of the user's cache."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """One browser for all tests that open pages."""
    with chromium(tmp_path_factory.mktemp("chromium")) as started:
        yield started


@pytest.fixture(scope="session")
def every(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A page of every kind, on a plain file server below a path."""
    with serving(every_page(), tmp_path_factory.mktemp("server"), "/a/b/") as served:
        yield served


@pytest.fixture
def tab(browser: Browser) -> Iterator[Tab]:
    """A page of the browser, with nothing remembered."""
    with browser.tab() as opened:
        yield opened


@pytest.fixture
def to_tei() -> Callable[[str], etree._Element]:
    """Convert a transcript, as text, to the ``body`` of one TEI document."""

    def make(text: str) -> etree._Element:
        done = conversion(text)
        body = etree.fromstring(next(iter(done.documents.values()))).find(".//tei:body", NAMESPACES)
        assert body is not None
        return body

    return make


def conversion(
    text: str, register: Register | None = None, abbreviations: Abbreviations = NO_ABBREVIATIONS
) -> Converted:
    """Convert an English transcript of 1939, as text, to one document."""
    return convert(
        text.encode(),
        "diary.txt",
        start=datetime.date(1939, 1, 1),
        register=register,
        abbreviations=abbreviations,
        whole=True,
        language="en",
    )


def markup(element: etree._Element) -> str:
    """An element as it would be typed, without namespace declarations and our own ``resp``."""
    text = etree.tostring(element, encoding="unicode", with_tail=False)
    for noise in (' xmlns="http://www.tei-c.org/ns/1.0"', ' resp="#tei-toolkit"', ' resp="#editor"'):
        text = text.replace(noise, "")
    return text
