"""The least that the pages of an edition can take: SaxonC alone parses what it is given and transforms it.

``bare_saxon.py EDITION PROCESSES`` makes all the pages that a build makes, as ``pages_told.py`` has written them down;
``bare_saxon.py EDITION PROCESSES entry`` those of the entries alone. Nothing is read besides, and nothing is written.
"""

from __future__ import annotations

import json
import multiprocessing
import sys
from pathlib import Path
from typing import Any

from saxonche import PySaxonProcessor

XSLT = Path(__file__).parent.parent / "xslt"
PARSED = ("document", "register")


TOGETHER = 16
"""So many in a row are one process's: the lines of an entry's page and of its plain text take turns."""


def transform_all(told: Path, only: str, number: int, processes: int) -> None:
    """Parse and transform this process's share; of one kind of page, if that is named."""
    saxon = PySaxonProcessor(license=False)
    xpath = saxon.new_xpath_processor()
    xpath.set_caching(True)

    def value(data: str) -> Any:
        xpath.set_parameter("json", saxon.make_string_value(data))
        return xpath.evaluate("parse-json($json)")

    sheets: dict[str, Any] = {}
    with told.open(encoding="utf-8") as lines:
        common = {name: value(data) for name, data in json.loads(next(lines)).items()}
        chosen = (line for line in lines if line.startswith(f'{{"sheet": "{only}'))
        for count, line in enumerate(chosen):
            if count // TOGETHER % processes != number:
                continue
            one = json.loads(line)
            kind = one["sheet"]
            if kind not in sheets:
                place = XSLT / ("text" if kind == "text" else "html") / f"{kind}.xsl"
                sheets[kind] = saxon.new_xslt30_processor().compile_stylesheet(stylesheet_file=str(place))
            sheet = sheets[kind]
            sheet.clear_parameters()
            if "page" in one:
                parameters = {**common, "page": value(one["page"]), "root": saxon.make_string_value(one["root"])}
                if "register" in one:
                    parameters["register"] = saxon.parse_xml(xml_text=one["register"])
                for name, given in parameters.items():
                    sheet.set_parameter(name, given)
            if "document" in one:
                sheet.transform_to_string(xdm_node=saxon.parse_xml(xml_text=one["document"]))
            else:
                sheet.call_template_returning_string(None)


def main() -> None:
    """Share the pages among processes."""
    told, processes, only = Path(sys.argv[1], "build", "told.jsonl"), int(sys.argv[2]), "".join(sys.argv[3:])
    fork = multiprocessing.get_context("fork")
    workers = [fork.Process(target=transform_all, args=(told, only, n, processes)) for n in range(processes)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    sys.exit(any(worker.exitcode for worker in workers))


if __name__ == "__main__":
    main()
