"""The ``teiHeader``: what the document is, where it comes from, and who did what.

TEI Guidelines, chapter 2. The header says nothing that was not in the source's details, the edition's
configuration, or done by the toolkit itself.
"""

from __future__ import annotations

import datetime
import operator
from collections.abc import Sequence
from dataclasses import dataclass

from tei_toolkit import __version__
from tei_toolkit.dates.words import language_name
from tei_toolkit.edition import Edition
from tei_toolkit.encode.element import Element, Markup
from tei_toolkit.model import Entry, Mark, SourceText


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What all documents of one source have in common."""

    source: SourceText
    language: str
    style: str = "gregorian"
    edition: Edition | None = None


class Headers:
    """Makes the headers of one source's documents; what they have in common is made once."""

    def __init__(self, circumstances: Circumstances) -> None:
        source, edition = circumstances.source, circumstances.edition
        self._circumstances = circumstances
        self._whole_work = [_made(one, 4) for one in _whole_work(source, edition)]
        self._publication = _made(_publication(edition), 3)
        self._transcript = [_made(one, 4) for one in _transcript(source)]
        self._encoding = _made(_encoding(), 2)
        self._language = _made(_language(circumstances.language), 3)
        self._calendar = _made(_julian_calendar(), 3)
        self._revision = _made(_revision(edition), 2)

    def header(self, title: str, entries: Sequence[Entry], marks: Sequence[Mark]) -> str:
        """The header of a document that holds ``entries``, whose page breaks are among ``marks``, indented
        as it stands in the document."""
        julian = self._circumstances.style == "julian" or any(one.dating and one.dating.written for one in entries)
        file = _element(
            "fileDesc",
            _element("titleStmt", _element("title", title, level="a"), *self._whole_work),
            self._publication,
            _element("sourceDesc", _printed(self._circumstances.source, entries[0], marks), *self._transcript),
        )
        profile = _element(
            "profileDesc",
            _element("creation", _element("date", **_creation(entries))),
            self._language,
            self._calendar if julian else None,
        )
        return _element("teiHeader", file, self._encoding, profile, self._revision).in_block(1)


def _element(name: str, *content: Element | str | None, **attributes: str) -> Element:
    """An element with children and text; ``None`` is left out; ``xml_id`` is spelt so."""
    made = Element(name, tuple(("xml:id" if key == "xml_id" else key, value) for key, value in attributes.items()))
    for item in content:
        if isinstance(item, Element | Markup):
            made.add(item)
        elif item is not None:
            made.texts[-1] += item
    return made


def _made(element: Element, level: int) -> Markup:
    return Markup(element.in_block(level))


def _whole_work(source: SourceText, edition: Edition | None) -> list[Element]:
    """What the title statement says below the document's own title."""
    volume = edition.title if edition else source.details.get("volume", "")
    author = edition.author if edition else source.details.get("author", "")
    statement = []
    if volume:
        statement.append(_element("title", volume, level="m"))
    if author:
        ref = edition.author_ref if edition else ""
        statement.append(_element("author", author, **({"ref": ref} if ref else {})))
    people = edition.people if edition else ()
    statement += [_responsible(person.id, person.role, person.name) for person in people]
    known = {person.id for person in people}
    statement += [
        _responsible(identifier, "Comments and changes in the source", name)
        for identifier, name in source.people.items()
        if identifier not in known
    ]
    if not any(person.id == "editor" for person in people):
        statement.append(_responsible("editor", "Editing of the source", "the editor of the source"))
    statement.append(_responsible("tei-toolkit", "Conversion and automatic markup", "TEI Toolkit"))
    return statement


def _responsible(identifier: str, role: str, name: str) -> Element:
    return _element("respStmt", _element("resp", role), _element("name", name), xml_id=identifier)


def _publication(edition: Edition | None) -> Element:
    if edition is None or not edition.publisher:
        return _element("publicationStmt", _element("p", "Unpublished working file."))
    return _element(
        "publicationStmt",
        _element("publisher", edition.publisher),
        _element("pubPlace", edition.place) if edition.place else None,
        _element("date", edition.date) if edition.date else None,
        _element("availability", _element("licence", edition.licence, target=edition.licence))
        if edition.licence
        else None,
    )


def _printed(source: SourceText, first: Entry, marks: Sequence[Mark]) -> Element | None:
    """What the transcript was made from, as far as its details and its page numbers say: the page on which the first
    entry begins, and those that follow."""
    details = source.details
    breaks = (mark for mark in sorted(marks, key=_start) if mark.element == "pb" and mark.start >= first.begin)
    pages = [n for n in (first.page, *(dict(mark.attributes).get("n", "") for mark in breaks)) if n]
    scope = None
    if pages:
        written = pages[0] if pages[0] == pages[-1] else f"{pages[0]}–{pages[-1]}"
        scope = _element("biblScope", written, unit="page", **{"from": pages[0], "to": pages[-1]})
    volume = details.get("volume_number")
    printed = _element(
        "bibl",
        _element("title", details["volume_title"], level="m") if "volume_title" in details else None,
        _element("biblScope", volume, unit="volume") if volume else None,
        scope,
        _element("idno", details["identifier"], type="archive") if "identifier" in details else None,
    )
    return printed if printed.children else None


_start = operator.attrgetter("start")


def _transcript(source: SourceText) -> list[Element]:
    """The file, and what else its details say."""
    details = source.details
    notes = [f"{key}: {details[key]}" for key in ("recipient", "repository", "description", "source") if key in details]
    licence = details.get("licence", "")
    address = {"target": details["licence_address"]} if "licence_address" in details else {}
    file = _element(
        "bibl",
        *(_element("editor", name) for name in details.get("editors", "").split("; ") if name),
        _element("publisher", details["publisher"]) if "publisher" in details else None,
        _element("availability", _element("licence", licence, **address)) if licence else None,
        _element("idno", source.name, type="filename"),
        type="transcript",
    )
    return [file, *(_element("bibl", note) for note in notes)]


def _encoding() -> Element:
    application = _element("application", _element("label", "TEI Toolkit"), ident="tei-toolkit", version=__version__)
    correction = _element("p", "The text is that of the transcript, letter by letter; nothing was corrected.")
    interpretation = _element(
        "p",
        'Dates and names that carry resp="#tei-toolkit" were marked by program, with cert where it was not sure.'
        " What the source has in square brackets is attributed to its editor.",
    )
    return _element(
        "encodingDesc",
        _element("appInfo", application),
        _element("editorialDecl", _element("correction", correction), _element("interpretation", interpretation)),
    )


def _language(language: str) -> Element:
    return _element("langUsage", _element("language", language_name(language), ident=language))


def _julian_calendar() -> Element:
    julian = _element("calendar", _element("p", "The Julian calendar, as the source dates."), xml_id="julian")
    return _element("calendarDesc", julian)


def _creation(entries: Sequence[Entry]) -> dict[str, str]:
    """When the text was written, as far as the entries say."""
    days = [entry.dating.start for entry in entries if entry.dating]
    days += [entry.dating.end for entry in entries if entry.dating and entry.dating.end]
    if days and min(days) == max(days):
        return {"when": days[0].isoformat()}
    if days:
        return {"from": min(days).isoformat(), "to": max(days).isoformat()}
    after = [entry.between[0] for entry in entries if entry.between[0]]
    before = [entry.between[1] for entry in entries if entry.between[1]]
    earliest = {"notBefore": min(after).isoformat()} if after else {}
    return earliest | ({"notAfter": max(before).isoformat()} if before else {})


def _revision(edition: Edition | None) -> Element:
    when = {}
    if edition and edition.date:
        try:
            when = {"when": datetime.date.fromisoformat(edition.date).isoformat()}
        except ValueError:
            when = {"when": edition.date} if edition.date.isdigit() else {}
    return _element("revisionDesc", _element("change", "Converted from a transcript.", who="#tei-toolkit", **when))
