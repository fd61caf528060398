"""The least that the pages of an edition can take: SaxonC alone parses each file and transforms it.

``python benchmarks/bare_saxon.py EDITION PROCESSES`` does this with our stylesheet of the entries' pages, told the
same as in a build of one of its entries; nothing is read besides, and nothing is written.
"""

from __future__ import annotations

import json
import multiprocessing
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from lxml.etree import ParserError

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))


def transform_all(files: list[str], told: dict[str, Any], register: str) -> int:
    """Parse and transform files in this process; how many characters came of it."""
    from saxonche import PySaxonProcessor

    saxon = PySaxonProcessor(license=False)
    xpath = saxon.new_xpath_processor()

    def value(data: Any) -> Any:
        xpath.set_parameter("json", saxon.make_string_value(json.dumps(data)))
        return xpath.evaluate("parse-json($json)")

    sheet = saxon.new_xslt30_processor().compile_stylesheet(stylesheet_file=str(ROOT / "xslt" / "html" / "entry.xsl"))
    for name, data in told.items():
        sheet.set_parameter(name, value(data))
    sheet.set_parameter("root", saxon.make_string_value("../"))
    sheet.set_parameter("register", saxon.parse_xml(xml_file_name=register))
    return sum(len(sheet.transform_to_string(xdm_node=saxon.parse_xml(xml_file_name=file))) for file in files)


def told_in(folder: Path) -> dict[str, Any]:
    """What the page of the first entry is told in a build."""
    from tei_toolkit.publish.collect import collect
    from tei_toolkit.publish.entry_page import EntryPage
    from tei_toolkit.publish.press import Press
    from tei_toolkit.publish.site import site_shared, site_targets

    class Listening(Press):
        """A press that prints nothing and keeps what it was to print."""

        def render(self, kind: str, document: Any, page: Any, root: str = "", register: Any = None) -> bytes:
            self.page = page
            return b""

    collected = collect(folder)
    press = Listening(folder, site_shared(collected), collected.register)
    first = next(one for one in site_targets(collected, press.shared) if isinstance(one, EntryPage))
    with suppress(ParserError):  # what is found on no page is asked for after the page
        first.make(press)
    named = {item.id: {"href": item.address, "kind": item.kind, "count": 1} for item in press.items}
    return {"site": press.told, "words": press.words, "page": {**press.page, "named": named}}


def main() -> None:
    """Share the files of the edition among processes."""
    folder, processes = Path(sys.argv[1]), int(sys.argv[2])
    files = sorted(str(path) for path in (folder / "tei").glob("*.xml"))
    told_file = folder / "build" / "told.json"
    if not told_file.exists():
        told_file.parent.mkdir(exist_ok=True)
        told_file.write_text(json.dumps(told_in(folder)), encoding="utf-8")
    told = json.loads(told_file.read_text(encoding="utf-8"))
    fork = multiprocessing.get_context("fork")
    register = str(folder / "register" / "names.xml")
    shares = [files[number::processes] for number in range(processes)]
    workers = [fork.Process(target=transform_all, args=(share, told, register)) for share in shares]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()


if __name__ == "__main__":
    main()
