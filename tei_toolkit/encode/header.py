"""The ``teiHeader``: what the document is, where it comes from, and who did what.

TEI Guidelines, chapter 2. The header says nothing that was not in the source's details, the edition's
configuration, or done by the toolkit itself.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from tei_toolkit import __version__
from tei_toolkit.dates.words import language_name
from tei_toolkit.edition import Edition
from tei_toolkit.model import Entry, Mark, SourceText
from tei_toolkit.parsing import XML_ID, tei


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What all documents of one source have in common."""

    source: SourceText
    language: str
    style: str = "gregorian"
    edition: Edition | None = None


def element(name: str, *content: etree._Element | str | None, **attributes: str) -> etree._Element:
    """A TEI element with children and text; ``None`` is left out; ``xml_id`` and ``from_`` are spelt so."""
    made = etree.Element(tei(name))
    for key, value in attributes.items():
        made.set(XML_ID if key == "xml_id" else key.rstrip("_"), value)
    for item in content:
        if item is None:
            continue
        if isinstance(item, str):
            if len(made):
                made[-1].tail = (made[-1].tail or "") + item
            else:
                made.text = (made.text or "") + item
        else:
            made.append(item)
    return made


def header(title: str, circumstances: Circumstances, entries: Sequence[Entry], marks: Sequence[Mark]) -> etree._Element:
    """The header of a document that holds ``entries``, whose page breaks are among ``marks``."""
    return element(
        "teiHeader",
        element(
            "fileDesc",
            _title_statement(title, circumstances),
            _publication(circumstances.edition),
            _source(circumstances, marks),
        ),
        _encoding(),
        _profile(circumstances, entries),
        _revision(circumstances),
    )


def _title_statement(title: str, circumstances: Circumstances) -> etree._Element:
    edition, details = circumstances.edition, circumstances.source.details
    volume = edition.title if edition else details.get("volume", "")
    author = edition.author if edition else details.get("author", "")
    statement = element("titleStmt", element("title", title, level="a"))
    if volume:
        statement.append(element("title", volume, level="m"))
    if author:
        ref = edition.author_ref if edition else ""
        statement.append(element("author", author, **({"ref": ref} if ref else {})))
    people = edition.people if edition else ()
    for person in people:
        statement.append(
            element("respStmt", element("resp", person.role), element("name", person.name), xml_id=person.id)
        )
    if not any(person.id == "editor" for person in people):
        statement.append(
            element(
                "respStmt",
                element("resp", "Editing of the source"),
                element("name", "the editor of the source"),
                xml_id="editor",
            )
        )
    statement.append(
        element(
            "respStmt",
            element("resp", "Conversion and automatic markup"),
            element("name", "TEI Toolkit"),
            xml_id="tei-toolkit",
        )
    )
    return statement


def _publication(edition: Edition | None) -> etree._Element:
    if edition is None or not edition.publisher:
        return element("publicationStmt", element("p", "Unpublished working file."))
    statement = element("publicationStmt", element("publisher", edition.publisher))
    if edition.place:
        statement.append(element("pubPlace", edition.place))
    if edition.date:
        statement.append(element("date", edition.date))
    if edition.licence:
        statement.append(element("availability", element("licence", edition.licence, target=edition.licence)))
    return statement


def _source(circumstances: Circumstances, marks: Sequence[Mark]) -> etree._Element:
    details = circumstances.source.details
    pages = [dict(mark.attributes)["n"] for mark in sorted(marks, key=_start) if mark.element == "pb"]
    scope = None
    if pages:
        written = pages[0] if pages[0] == pages[-1] else f"{pages[0]}–{pages[-1]}"
        scope = element("biblScope", written, unit="page", **{"from": pages[0], "to": pages[-1]})
    volume = details.get("volume_number")
    printed = element(
        "bibl",
        element("title", details["volume_title"], level="m") if "volume_title" in details else None,
        element("biblScope", volume, unit="volume") if volume else None,
        scope,
        element("idno", details["identifier"], type="archive") if "identifier" in details else None,
    )
    transcript = element("bibl", element("idno", circumstances.source.name, type="filename"), type="transcript")
    notes = [f"{key}: {details[key]}" for key in ("recipient", "repository", "description") if key in details]
    listed = [printed] if len(printed) else []
    return element("sourceDesc", *listed, transcript, *(element("bibl", note) for note in notes))


def _start(mark: Mark) -> int:
    return mark.start


def _encoding() -> etree._Element:
    application = element("application", element("label", "TEI Toolkit"), ident="tei-toolkit", version=__version__)
    return element(
        "encodingDesc",
        element("appInfo", application),
        element(
            "editorialDecl",
            element(
                "correction",
                element("p", "The text is that of the transcript, letter by letter; nothing was corrected."),
            ),
            element(
                "interpretation",
                element(
                    "p",
                    'Dates and names that carry resp="#tei-toolkit" were marked by program, with cert where it was'
                    " not sure. What the source has in square brackets is attributed to its editor.",
                ),
            ),
        ),
    )


def _profile(circumstances: Circumstances, entries: Sequence[Entry]) -> etree._Element:
    language = circumstances.language
    profile = element(
        "profileDesc",
        element("creation", element("date", **_creation(entries))),
        element("langUsage", element("language", language_name(language), ident=language)),
    )
    if circumstances.style == "julian" or any(entry.dating and entry.dating.written for entry in entries):
        julian = element("calendar", element("p", "The Julian calendar, as the source dates."), xml_id="julian")
        profile.append(element("calendarDesc", julian))
    return profile


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


def _revision(circumstances: Circumstances) -> etree._Element:
    edition = circumstances.edition
    when = {}
    if edition and edition.date:
        try:
            when = {"when": datetime.date.fromisoformat(edition.date).isoformat()}
        except ValueError:
            when = {"when": edition.date} if edition.date.isdigit() else {}
    return element("revisionDesc", element("change", "Converted from a transcript.", who="#tei-toolkit", **when))
