"""A real Chromium, driven over its DevTools protocol: pages are opened, clicked and typed into as a reader would.

Time is the clock's, not virtual: workers and WebAssembly finish when they finish, and a test waits for what it
waits for.
"""

from __future__ import annotations

import base64
import itertools
import json
import shutil
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from websockets.sync.client import ClientConnection, connect

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
needs_browser = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here to open the pages in")
PATIENCE = 30.0
"""Seconds after which something that should happen has not happened."""
KEYS = {
    "Enter": 13, "Tab": 9, "Escape": 27, " ": 32, "ArrowLeft": 37, "ArrowRight": 39, "ArrowDown": 40, "ArrowUp": 38,
}  # fmt: skip
_WRITTEN = {"Enter": "\r", " ": " "}


class Tab:
    """One page of a browser, whose storage is its own."""

    def __init__(self, socket: ClientConnection, session: str, numbers: Iterator[int]) -> None:
        self._socket, self._session, self._numbers = socket, session, numbers
        self.told: list[dict[str, Any]] = []
        """What the browser told of the page beside its answers, from the domains that are enabled."""
        for domain in ("Page", "Runtime"):
            self.send(f"{domain}.enable")

    def send(self, method: str, **parameters: Any) -> dict[str, Any]:
        """One command of the protocol, and its result."""
        return send(self._socket, next(self._numbers), method, parameters, self._session, self.told)

    def open(self, address: str) -> None:
        """Go to a page and wait until it has loaded."""
        before = self.run("performance.timeOrigin")
        if "loaderId" not in self.send("Page.navigate", url=address):
            # Another place of the page that is here already: that would only be scrolled to.
            self.send("Page.reload")
        self.until(f"document.readyState === 'complete' && performance.timeOrigin !== {before}")

    def run(self, script: str) -> Any:
        """What an expression, or a promise, gives in the page."""
        done = self.send("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True, userGesture=True)
        if "exceptionDetails" in done:
            raise AssertionError(done["exceptionDetails"].get("exception", done["exceptionDetails"]))
        return done["result"].get("value")

    def until(self, condition: str) -> Any:
        """Wait until an expression is true in the page; give its value."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                value = self.run(f"(() => {{ try {{ return {condition} }} catch {{ return null }} }})()")
            except AssertionError as error:
                # The page is just giving way to another.
                if "navigated or closed" not in str(error):
                    raise
                value = None
            # An element comes as an empty object.
            if value or value == {}:
                return value
            time.sleep(0.01)
        raise AssertionError(f"{condition} did not become true: {self.run('document.body.innerText.slice(0, 2000)')}")

    def texts(self, selector: str) -> list[str]:
        """The words of every element that a CSS selector finds, as a reader sees them."""
        found = self.run(f"[...document.querySelectorAll({json.dumps(selector)})].map(one => one.innerText.trim())")
        return [str(text) for text in found]

    def click(self, selector: str) -> None:
        """A click of the mouse in the middle of an element."""
        at = self.run(
            f"(() => {{ const one = document.querySelector({json.dumps(selector)});"
            " one.scrollIntoView({block: 'center', behavior: 'instant'}); const box = one.getBoundingClientRect();"
            " return {x: box.x + box.width / 2, y: box.y + box.height / 2}; })()"
        )
        for kind in ("mousePressed", "mouseReleased"):
            self.send("Input.dispatchMouseEvent", type=kind, button="left", clickCount=1, **at)

    def type(self, text: str) -> None:
        """Type into what has the focus."""
        for letter in text:
            self.send("Input.dispatchKeyEvent", type="char", text=letter)

    def press(self, key: str) -> None:
        """Press a key: one of ``KEYS``."""
        text = {"text": _WRITTEN[key]} if key in _WRITTEN else {}
        code = {"key": key, "code": "Space" if key == " " else key, "windowsVirtualKeyCode": KEYS[key]}
        self.send("Input.dispatchKeyEvent", type="keyDown", **code, **text)
        self.send("Input.dispatchKeyEvent", type="keyUp", **code)

    def resize(self, width: int, height: int = 900) -> None:
        """The size of the screen in CSS pixels."""
        self.send("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    def scheme(self, light_or_dark: str) -> None:
        """What the reader's system prefers."""
        self.prefer({"prefers-color-scheme": light_or_dark})

    def prefer(self, features: Mapping[str, str]) -> None:
        """What the reader's system asks for, by the names of CSS media features."""
        told = [{"name": name, "value": value} for name, value in features.items()]
        self.send("Emulation.setEmulatedMedia", features=told)

    def without_scripts(self) -> None:
        """From the next page on, no page's script runs."""
        self.send("Emulation.setScriptExecutionDisabled", value=True)

    def printed(self) -> bytes:
        """The page as a printer gets it: a PDF."""
        return base64.b64decode(self.send("Page.printToPDF", printBackground=True)["data"])

    def picture(self, place: Path, whole: bool = False) -> None:
        """A screenshot as PNG, of the whole page or of what is seen of it."""
        done = self.send("Page.captureScreenshot", format="png", captureBeyondViewport=whole)
        place.write_bytes(base64.b64decode(done["data"]))


def send(
    socket: ClientConnection,
    number: int,
    method: str,
    parameters: Mapping[str, Any],
    session: str = "",
    told: list[dict[str, Any]] | None = None,
) -> dict[str, Any]:
    """One command and its answer; what the browser tells of the same page besides is put into ``told``."""
    message = {"id": number, "method": method, "params": parameters, **({"sessionId": session} if session else {})}
    socket.send(json.dumps(message))
    while True:
        answer = json.loads(socket.recv(timeout=PATIENCE))
        if told is not None and "method" in answer and answer.get("sessionId") == session:
            told.append(answer)
        if answer.get("id") == number:
            if "error" in answer:
                raise AssertionError(f"{method}: {answer['error']}")
            result: dict[str, Any] = answer["result"]
            return result


class Browser:
    """A Chromium without a window."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._numbers = itertools.count(1)

    @contextmanager
    def tab(self, width: int = 1200) -> Iterator[Tab]:
        """A page in a context of its own, that is closed again."""
        context = self._send("Target.createBrowserContext")["browserContextId"]
        target = self._send("Target.createTarget", url="about:blank", browserContextId=context)["targetId"]
        session = self._send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        tab = Tab(self._socket, session, self._numbers)
        tab.resize(width)
        yield tab
        self._send("Target.disposeBrowserContext", browserContextId=context)

    def _send(self, method: str, **parameters: Any) -> dict[str, Any]:
        return send(self._socket, next(self._numbers), method, parameters)


@contextmanager
def chromium(profile: Path) -> Iterator[Browser]:
    """Start Chromium with an empty profile; end it afterwards."""
    assert CHROMIUM is not None
    command = [
        CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--remote-debugging-port=0", f"--user-data-dir={profile}",
        "about:blank",
    ]  # fmt: skip
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        # No pings: their thread would draw from the random numbers of whatever test runs meanwhile.
        with connect(_address(profile / "DevToolsActivePort"), max_size=None, ping_interval=None) as socket:
            yield Browser(socket)
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _address(file: Path) -> str:
    """Where the browser listens, which it writes to a file of two lines."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
        if len(lines) == 2:
            return f"ws://127.0.0.1:{lines[0]}{lines[1]}"
        time.sleep(0.05)
    raise AssertionError("Chromium did not start")


class Site:
    """A site on a plain file server."""

    def __init__(self) -> None:
        self.address = ""
        """Where it is, with a slash at its end."""
        self.asked: list[str] = []
        """The files that were asked for, by their paths in the site."""


@contextmanager
def listening(handler: Callable[..., BaseHTTPRequestHandler]) -> Iterator[str]:
    """Answer requests at some port of this machine; gives the address of the server, without a slash at its end."""
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        # How often it looks whether it shall end, in seconds: whoever ends it waits so long.
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def serving(files: Mapping[str, bytes], top: Path, under: str = "/under/diary/") -> Iterator[Site]:
    """Serve a site that lies below some path."""
    for name, data in files.items():
        place = top / under.strip("/") / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    site = Site()

    class Handler(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            site.asked.append(unquote(urlsplit(self.path).path).removeprefix(under))

    with listening(partial(Handler, directory=str(top))) as address:
        site.address = address + under
        yield site
