"""A page of every kind that a site has: from the sample edition, and some that only a large edition has."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from tei_toolkit.publish.collect import collect
from tei_toolkit.publish.site import make_site

SAMPLE = Path(__file__).parent.parent / "editions" / "sarnovo-diary"
ENTRY = "entries/1939-02-03.html"
"""Two versions side by side, with the image of their page."""
NOTED = "entries/1939-04-10.html"
"""One version, with a note."""
ANNOTATED = "entries/1938-10-01.html"
"""Page breaks, an editor's note, names, expansions."""
CONTENTS = "index.html"
ORDINARY = (
    CONTENTS, ENTRY, NOTED, ANNOTATED, "persons.html", "places.html", "persons/quillfeather.html",
    "places/geneva.html", "calendar.html", "calendar/1939.html", "on-this-day.html", "days/02-14.html", "map.html",
    "search.html", "about.html", "principles.html",
)  # fmt: skip
LARGE = tuple(
    f"large/{name}"
    for name in (
        "index.html", "contents/1939.html", "persons.html", "persons-by-letter/P.html", "persons/quillfeather.html",
        "persons/quillfeather/1939.html",
    )
)  # fmt: skip
"""What is split because there is so much of it."""
PAGES = ORDINARY + LARGE


@cache
def every_page() -> dict[str, bytes]:
    """The files of the sample edition's site; below ``large/`` those of one whose lists are split."""
    with pytest.MonkeyPatch.context() as less:
        ordinary = make_site(collect(SAMPLE)).files
        less.setattr("tei_toolkit.publish.ways.contents.SIZE", 10)
        less.setattr("tei_toolkit.publish.ways.registers.LIST_SIZE", 10)
        less.setattr("tei_toolkit.publish.ways.named_pages.MENTIONS_SIZE", 3)
        large = make_site(collect(SAMPLE)).files
    return ordinary | {f"large/{name}": data for name, data in large.items()}


def laid_out(folder: Path) -> Path:
    """The site in a folder of the disk."""
    for name, data in every_page().items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    return folder
