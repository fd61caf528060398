"""What can be found: a record for each version of each entry, and one for its notes.

The words are those that stand on the entry's page, so that what an edition's own stylesheet leaves out is not found
either. The stylesheet says by ``data-search`` what a part of the page is: ``diary``, ``notes``, or ``none`` of what is
searched; what is within it is the same until it says something else.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from urllib.parse import quote

from lxml import etree

from tei_toolkit.parsing import local_name
from tei_toolkit.publish.entries import PagedEntry
from tei_toolkit.publish.named import PERSONS

DIARY, NOTES = "diary", "notes"
_DATE = re.compile(r"\d{4}-\d\d(-\d\d)?")
_IN_LINE = frozenset(
    ("a", "abbr", "b", "bdi", "button", "del", "em", "i", "ins", "mark", "q", "s", "small", "span", "strong", "sub",
     "sup", "time", "u", "cite")
)  # fmt: skip
"""What does not end a word."""


@dataclass(frozen=True, slots=True)
class SearchRecord:
    """A text that is found as one."""

    url: str
    """The page from the top of the site, with version and part behind it: to Pagefind, one address is one record."""
    title: str
    text: str
    version: str
    """The id of the text of which this is an entry."""
    part: str
    """``diary`` or ``notes``."""
    date: str
    """The day or month; empty if none is known."""
    facets: Mapping[str, Sequence[str]]
    """What the choice can be narrowed by: name of the facet → values of this record."""


def records_file(entry: PagedEntry) -> str:
    """Where the records of an entry lie until the index is made of them: below ``build``, beside the site."""
    return f"search/{entry.page}.json"


def search_records(entry: PagedEntry, page: bytes, kinds: Mapping[str, str]) -> bytes:
    """The records of an entry, of which this is the page, as JSON.

    ``kinds`` says of each id that it names whether it stands among the ``persons`` or the ``places``.
    """
    records = _records(entry, etree.fromstring(page, etree.HTMLParser(encoding="utf-8")), kinds)
    return json.dumps([astuple(record) for record in records], ensure_ascii=False).encode("utf-8")


def read_records(data: bytes) -> Iterator[SearchRecord]:
    """What :func:`search_records` wrote."""
    return (SearchRecord(*record) for record in json.loads(data))


def _records(entry: PagedEntry, page: etree._Element, kinds: Mapping[str, str]) -> Iterator[SearchRecord]:
    heading = page.find(".//h1")
    title = "" if heading is None else " ".join("".join(map(str, heading.itertext())).split())
    date = entry.first.date if _DATE.fullmatch(entry.first.date) else ""
    named: dict[str, list[str]] = {"person": [], "place": []}
    for id_ in entry.names:
        if id_ in kinds:
            named["person" if kinds[id_] == PERSONS else "place"].append(id_)
    leads = True
    articles = page.iterfind(".//article[@data-search]")
    for version, article in zip(entry.versions, articles, strict=False):
        for part, text in _parts(article).items():
            facets = {
                "version": (version,),
                "part": (part,),
                "year": (date[:4],) if date else (),
                "month": (date[5:7],) if date else (),
                "day": (date[8:10],) if date[8:10] else (),
                "person": tuple(named["person"]),
                "place": tuple(named["place"]),
                # One record of each entry, for those who choose without words.
                "leads": ("yes",) if leads else (),
            }
            leads = False
            yield SearchRecord(f"{entry.href}?in={quote(version)}+{part}", title, text, version, part, date, facets)


def _parts(article: etree._Element) -> dict[str, str]:
    """The words of the diary and of the notes, where there are any."""
    found: dict[str, list[str]] = {DIARY: [], NOTES: []}
    saying = article.iterfind(".//*[@data-search]")
    _gather(article, "none", found, {above for one in saying for above in (one, *one.iterancestors())})
    texts = {part: " ".join("".join(words).split()) for part, words in found.items()}
    return {part: text for part, text in texts.items() if text}


def _gather(
    element: etree._Element, part: str, found: dict[str, list[str]], parting: Collection[etree._Element]
) -> None:
    """Add the words within an element; those in ``parting`` have something in them that says what it is."""
    part = element.get("data-search", part)
    name = local_name(element)
    if part not in found and element not in parting:
        return
    words = found.get(part, [])
    edge = "" if name in _IN_LINE else " "
    words.append(edge)
    # A button in the text is the number of a note.
    if name != "button":
        words.append(element.text or "")
        for child in element:
            if local_name(child):
                _gather(child, part, found, parting)
            words.append(child.tail or "")
    words.append(edge)
