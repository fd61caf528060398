"""What the pages of an edition are made of, without making one: ``pages_told.py EDITION``.

For every transformation of a build of its site there is a line of JSON in ``build/told.jsonl``: the ``sheet``, its
``document``, the ``page`` (JSON in a string), the ``root``, and what the page may know of the ``register``. The first
line has what all are told: ``site`` and ``words``. So others can do the very same work.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from lxml import etree

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tei_toolkit.publish.collect import collect  # noqa: E402
from tei_toolkit.publish.press import Press  # noqa: E402
from tei_toolkit.publish.site import site_shared, site_targets  # noqa: E402

TOLD = Path("build", "told.jsonl")


class ListeningPages:
    """In the place of a stylesheet: keeps what it is told."""

    def __init__(self, kind: str) -> None:
        self._kind = kind
        self.heard: list[dict[str, str]] = []

    def prepare(self, document: Any) -> Any:
        """The document as it is."""
        return document

    def text(self, document: Any) -> str:
        """An entry as plain text."""
        self.heard.append({"sheet": "text", "document": _written(document)})
        return ""

    def render(self, document: Any, page: Mapping[str, Any], root: str = "", register: Any = None) -> bytes:
        """A page."""
        told = {"sheet": self._kind, "root": root, "page": json.dumps(page, ensure_ascii=False)}
        read = {"document": document, "register": register}
        self.heard.append(told | {name: _written(one) for name, one in read.items() if one is not None})
        return b"<html/>"


class ListeningPress(Press):
    """A press that prints nothing."""

    def pages(self, kind: str) -> Any:
        """What stands in the place of a stylesheet."""
        return self.once(f"listening to {kind}", lambda: ListeningPages(kind))


def told_in(folder: Path) -> Iterator[dict[str, Any]]:
    """The lines, in the order in which a build makes the pages."""
    collected = collect(folder)
    press = ListeningPress(folder, site_shared(collected), collected.register)
    yield {"site": json.dumps(press.told), "words": json.dumps(press.words)}
    for target in site_targets(collected, press.shared):
        if not target.stylesheets:
            continue
        target.fetch(collected.facts)
        target.make(press)
        for kind in {sheet.rpartition("/")[2] for sheet in target.stylesheets}:
            heard = press.pages(kind).heard
            yield from heard
            heard.clear()


def _written(document: Any) -> str:
    if isinstance(document, etree._ElementTree):
        return etree.tostring(document, encoding="unicode")
    return str(document.text)


def main() -> None:
    """Write the lines."""
    folder = Path(sys.argv[1])
    (folder / TOLD).parent.mkdir(exist_ok=True)
    with (folder / TOLD).open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(one, ensure_ascii=False) + "\n" for one in told_in(folder))


if __name__ == "__main__":
    main()
