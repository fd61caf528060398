"""Pagefind, which makes the index: asked through the service that its program offers on standard input and output.

The service is told of the records one by one, in our order, so that the index does not follow the order in which a disk
happens to list files. Each message is JSON in base64 with a comma behind it; each has one answer.
"""

from __future__ import annotations

import base64
import importlib.util
import json
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import IO, Any

from tei_toolkit.errors import ToolkitError
from tei_toolkit.publish.search.order import in_order
from tei_toolkit.publish.search.records import SearchRecord

_BINARY = "pagefind_bin"
_SCRIPTS = ("pagefind.js", "pagefind-worker.js")
"""Of the programs that come with the index, only these are used: the search page is our own."""


def can_search() -> bool:
    """Whether Pagefind is installed; without it a site has no search page."""
    return importlib.util.find_spec(_BINARY) is not None


def search_index(records: Iterable[SearchRecord], language: str) -> dict[str, bytes]:
    """The files of the index, by their paths below the folder ``pagefind``.

    ``language`` is that of most of the text, a BCP 47 tag: words are brought to their stems by its rules. Raises
    :class:`ToolkitError` if Pagefind cannot be run or stops.
    """
    with _start() as service:
        assert service.stdin is not None
        assert service.stdout is not None
        settings = {"force_language": language.lower()}
        index = _ask(service, {"type": "NewIndex", "config": settings})["index_id"]
        for record in records:
            _ask(service, {"type": "AddRecord", "index_id": index, "language": language, **_said_of(record)})
        made = _ask(service, {"type": "GetFiles", "index_id": index})["files"]
        service.stdin.close()
    files = in_order({file["path"]: base64.b64decode(file["content"]) for file in made})
    return {path: data for path, data in files.items() if _is_used(path, files["pagefind-entry.json"])}


def _said_of(record: SearchRecord) -> dict[str, Any]:
    return {
        "url": record.url,
        "content": record.text,
        "meta": {"title": record.title, "version": record.version, "part": record.part},
        "filters": {name: list(values) for name, values in record.facets.items() if values},
        "sort": {"date": record.date} if record.date else {},
    }


def _is_used(path: str, entry: bytes) -> bool:
    """The index itself, and the two scripts and the one program for its language that read it."""
    if path.startswith("wasm."):
        languages: Mapping[str, Mapping[str, str]] = json.loads(entry)["languages"]
        return path.split(".")[1] in {language["wasm"] or "unknown" for language in languages.values()}
    return "/" in path or path in _SCRIPTS or path.endswith((".pf_meta", "pagefind-entry.json"))


def _start() -> subprocess.Popen[bytes]:
    spec = importlib.util.find_spec(_BINARY)
    if spec is None or spec.origin is None:
        raise ToolkitError("Pagefind, which makes the search, is not installed: pip install pagefind-bin.")
    programs = [path for path in Path(spec.origin).parent.glob("pagefind*") if path.is_file()]
    if not programs:
        raise ToolkitError("Pagefind is installed without its program: pip install --force-reinstall pagefind-bin.")
    try:
        return subprocess.Popen([programs[0], "--service"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    except OSError as error:
        raise ToolkitError(f"{programs[0]}: Pagefind cannot be run: {error.strerror or error}.") from None


def _ask(service: subprocess.Popen[bytes], payload: Mapping[str, Any]) -> dict[str, Any]:
    assert service.stdin is not None
    assert service.stdout is not None
    message = json.dumps({"message_id": 0, "payload": payload}).encode("utf-8")
    try:
        service.stdin.write(base64.b64encode(message) + b",")
        service.stdin.flush()
    except OSError:
        raise ToolkitError("Pagefind stopped while it made the search.") from None
    answer: dict[str, Any] = json.loads(base64.b64decode(_answer(service.stdout)))["payload"]
    if answer["type"] == "Error":
        raise ToolkitError(f"Pagefind stopped while it made the search: {answer['message']}.")
    return answer


def _answer(stream: IO[bytes]) -> bytes:
    """All up to the comma: nothing follows it, since nothing else was asked."""
    pieces: list[bytes] = []
    while not (pieces and pieces[-1].endswith(b",")):
        piece = stream.read1(1 << 20)  # type: ignore[attr-defined]
        if not piece:
            raise ToolkitError("Pagefind stopped while it made the search.")
        pieces.append(piece)
    return b"".join(pieces)[:-1]
