"""What a page is told so that its thing can be cited: lines to read, references to take, tags for other programs."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from tei_toolkit.publish.harvest.bibtex import bibtex
from tei_toolkit.publish.harvest.citation import bibliography, note
from tei_toolkit.publish.harvest.csl import csl_json
from tei_toolkit.publish.harvest.record import Record
from tei_toolkit.publish.harvest.ris import ris
from tei_toolkit.publish.harvest.tags import coins, highwire, json_ld

FORMATS = (("BibTeX", ".bib", bibtex), ("RIS", ".ris", ris), ("CSL-JSON", ".csl.json", csl_json))
"""The forms of references: what each is called, the ending of its files, and what writes it."""


WHOLE = "edition"
"""The name of the files of references to the edition as a whole."""
ARCHIVE = "tei.zip"


def references(record: Record) -> dict[str, str]:
    """References to one thing: the ending of the file → the text."""
    return {ending: write([record]) for _, ending, write in FORMATS}


def citing(record: Record, name: str, words: dict[str, str], written: dict[str, str]) -> dict[str, Any]:
    """The values of ``page.cite`` in xslt/html/modules/citing.xsl; ``name`` is that of the files of references, which
    are ``written``."""
    lines = (("cite-bibliography", bibliography(record, words)), ("cite-note", note(record, words)))
    return {
        "lines": [{"label": words[key], "before": c.before, "book": c.book, "after": c.after} for key, c in lines],
        "formats": [
            {"name": form, "text": written[ending], "href": f"{quote(name)}{ending}"} for form, ending, _ in FORMATS
        ],
        "tags": [{"name": tag, "content": content} for tag, content in highwire(record)],
        "coins": coins(record),
        "described": json_ld(record),
    }
