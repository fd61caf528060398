"""The server of the preview: the files of the site, with a script that hears of new builds.

It listens on this machine alone, and answers only who calls it by this machine's name: a page from elsewhere whose
name is made to mean this machine (DNS rebinding) gets nothing.
"""

from __future__ import annotations

import json
import mimetypes
import re
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tei_toolkit.errors import ToolkitError
from tei_toolkit.preview.state import State

HOST = "127.0.0.1"
_OWN = "/.tei/"
_PARTS = Path(__file__).parent
_ADDED = (
    f'<link rel="stylesheet" href="{_OWN}overlay.css"><script src="{_OWN}overlay.js" data-build="{{}}" defer></script>'
)
_POLICY = re.compile(r"(http-equiv=\"Content-Security-Policy\" content=\")(?![^\"]*connect-src)")
_NOT_YET = (
    '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>tei serve</title></head>'
    "<body><main><h1>This page is not there.</h1><p>It may be there when the edition is built.</p></main></body></html>"
)
_HEARTBEAT = 15.0
"""Seconds of silence after which a browser is told that there are no news, so that one that left is noticed."""


def make_server(folder: Path, port: int, state: State) -> ThreadingHTTPServer:
    """A server for the site of the edition in ``folder``; port 0 takes one that is free.

    Raises :class:`ToolkitError` if the port is taken.
    """
    try:
        server = _Server((HOST, port), partial(_Handler, site=folder / "build" / "site", state=state))
    except OSError as error:
        raise ToolkitError(
            f"Port {port} cannot be used: {error.strerror or error}; name another with --port."
        ) from None
    return server


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, *arguments: object, site: Path, state: State) -> None:
        self._site, self._state = site, state
        super().__init__(*arguments)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        if not self._is_ours():
            self._answer(HTTPStatus.FORBIDDEN, b"This server speaks to this machine alone.", "text/plain")
            return
        path = unquote(urlsplit(self.path).path)
        if path == f"{_OWN}events":
            self._tell_news()
        elif path in (f"{_OWN}overlay.js", f"{_OWN}overlay.css"):
            self._send(_PARTS / path.rpartition("/")[2])
        else:
            self._send_page(path)

    def _is_ours(self) -> bool:
        name, _, port = self.headers.get("Host", "").rpartition(":")
        assert isinstance(self.server, _Server)
        return name in (HOST, "localhost") and port == str(self.server.server_port)

    def _send_page(self, path: str) -> None:
        # Looked at before the page is read: a build that ends between them shows the page twice rather than not at all.
        number = self._state.news.number
        wanted = self._site / (path.lstrip("/") or "index.html")
        if wanted.is_dir():
            wanted /= "index.html"
        inside = "\0" not in path and wanted.resolve().is_relative_to(self._site.resolve())
        if not inside or not wanted.is_file():
            self._answer(HTTPStatus.NOT_FOUND, _with_overlay(_NOT_YET, number).encode(), "text/html; charset=utf-8")
        elif wanted.suffix == ".html":
            text = _with_overlay(wanted.read_text(encoding="utf-8"), number)
            self._answer(HTTPStatus.OK, text.encode(), "text/html; charset=utf-8")
        else:
            self._send(wanted)

    def _send(self, path: Path) -> None:
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        self._answer(HTTPStatus.OK, path.read_bytes(), f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)

    def _answer(self, status: HTTPStatus, data: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        self.wfile.write(data)

    def _tell_news(self) -> None:
        """Server-sent events (HTML Living Standard, 9.2) until the browser leaves."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        news = self._state.news
        told = f"data: {json.dumps(news.as_json())}\n\n"
        try:
            while True:
                self.wfile.write(told.encode())
                self.wfile.flush()
                later = self._state.next(news, _HEARTBEAT)
                news = later or news
                told = f"data: {json.dumps(later.as_json())}\n\n" if later else ": no news\n\n"
        except OSError:
            return

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: what the preview says is of the edition, not of files fetched."""


def _with_overlay(page: str, number: int) -> str:
    """A page that hears of builds after the one of that number; its policy lets it listen."""
    page = _POLICY.sub(r"\1connect-src 'self'; ", page, count=1)
    return page.replace("</head>", f"{_ADDED.format(number)}</head>", 1)
