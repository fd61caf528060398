"""What ``edition.toml`` says, as data. Reading the file itself is the caller's work."""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from tei_toolkit.design_settings import KEYS as DESIGN_KEYS
from tei_toolkit.design_settings import DesignSettings, parse_design
from tei_toolkit.errors import UnreadableInput
from tei_toolkit.findings import CATALOGUE, UNREADABLE, Grades, Severity
from tei_toolkit.front_pages import FrontPage, parse_pages
from tei_toolkit.print_settings import PrintSettings, parse_print
from tei_toolkit.toml_lines import lines_of_keys
from tei_toolkit.toml_values import complain_of_unknown, list_of, near, string_of, strings_of, table_of, tables_of

CALENDARS = ("gregorian", "julian")
LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
"""The shape of a BCP 47 tag, as XML Schema's ``language`` has it."""

_SWITCHES = ("search", "entry_pdfs")
_SERVER = re.compile(r"https?://[\w.-]+(?::\d+)?(?:/[\w.~%/-]*)?")
OUTPUTS = ("site", "pdf", "epub", "latex", "docx", "icml")
"""What an edition can be built as."""

STYLE_ELEMENTS = frozenset((
    "ab", "abbr", "add", "addName", "affiliation", "bibl", "byline", "closer", "corr", "country", "damage", "date",
    "dateline", "del", "district", "email", "emph", "eventName", "expan", "foreign", "forename", "fw", "geogName",
    "gloss", "head", "hi", "idno", "l", "label", "measure", "mentioned", "name", "note", "num", "opener", "orgName",
    "orig", "p", "persName", "placeName", "q", "quote", "ref", "reg", "region", "restore", "roleName", "rs", "said",
    "salute", "seg", "settlement", "sic", "signed", "soCalled", "supplied", "surname", "surplus", "term", "time",
    "title", "trailer", "unclear",
))  # fmt: skip
"""What a style of words or paragraphs can mean: elements of the schema that hold words and need nothing else."""


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who is responsible for the edition; ``id`` is what ``@resp`` points to."""

    id: str
    name: str
    role: str
    sort: str = ""
    """The name as bibliographies sort it, ``Family, Given``, where the last word is not the family's."""


@dataclass(frozen=True, slots=True)
class Text:
    """One version of the diary's text: a transcription, a translation."""

    id: str
    title: str
    language: str
    """BCP 47 tag, such as ``en`` or ``de-AT``."""
    sources: tuple[str, ...]
    """Paths of the transcripts, relative to the edition folder, in order."""
    start: datetime.date | None = None
    """No entry is older than this; where headings give no year, it is inferred from here."""
    calendar: str = "gregorian"
    """The calendar of the dates as they are written: ``gregorian`` or ``julian``."""
    profile: str = ""
    """How to read HTML captures: the name of a profile, or the path of a TOML file."""
    track_changes: bool = False
    """Whether insertions and deletions that a word processor tracked are kept as such."""
    images: str | None = None
    """Page images, as a path or address in which ``{n}`` stands for the page number."""
    image_size: tuple[int, int] | None = None
    """Width and height in pixels of images that are elsewhere, where all have the same."""


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition's configuration; each field is a key of the table ``[edition]`` unless it says otherwise."""

    title: str
    subtitle: str = ""
    author: str = ""
    author_ref: str = ""
    """The author in the register, such as ``#maisky``."""
    publisher: str = ""
    place: str = ""
    date: str = ""
    """The edition's own date, which goes into every output: no clock is read."""
    language: str = "en"
    """Language of the interface."""
    licence: str = ""
    """Address of the licence."""
    address: str = ""
    """Where the site will be found, an absolute address that ends with ``/``; empty if it is not known."""
    about: str = ""
    """A Markdown file for the page about the edition."""
    principles: str = ""
    """A Markdown file with the editorial principles."""
    search: bool = True
    """Whether the site can be searched."""
    entry_pdfs: bool = False
    """Whether each entry can be taken from its page as a PDF."""
    outputs: tuple[str, ...] = ()
    """What ``tei build`` makes, of ``OUTPUTS``; the usual ones if it is empty."""
    people: tuple[Person, ...] = ()
    """The tables ``[[people]]``."""
    iiif: tuple[str, ...] = ()
    """``iiif`` of the table ``[images]``: the beginnings of addresses on image servers that pages may ask."""
    texts: tuple[Text, ...] = ()
    """The tables ``[[texts]]``; the first is what readers see first."""
    registers: tuple[str, ...] = field(default=())
    """``files`` of the table ``[register]``."""
    abbreviations: str = ""
    """``abbreviations`` of that table: a TOML file of abbreviations and what they stand for."""
    styles: Mapping[str, str] = field(default_factory=dict)
    """The table ``[styles]``: named styles of a word processor, and the TEI elements that they mean."""
    pages: tuple[FrontPage, ...] = ()
    """The tables ``[[pages]]``."""
    print: PrintSettings = field(default_factory=PrintSettings)
    """The table ``[print]``: the page of the book and its type."""
    design: DesignSettings = field(default_factory=DesignSettings)
    """The table ``[design]``: the looks of the site."""
    grades: Grades = field(default_factory=dict)
    """The table ``[findings]``: the severities that codes have in this edition; None for ``off``."""


def parse_edition(data: bytes, name: str = "edition.toml") -> Edition:
    """Read the bytes of an ``edition.toml``.

    Raises :class:`UnreadableInput` with everything that is wrong with it at once, in one sentence each.
    """
    try:
        text = data.decode("utf-8")
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UnreadableInput(f"{name}: this is not TOML in UTF-8: {error}") from None
    complaints: list[str] = []
    head = table_of(table, "edition", complaints)
    people = tuple(
        _person(entry, f"[[people]] {n}", complaints)
        for n, entry in enumerate(tables_of(table, "people", complaints), 1)
    )
    texts = tuple(_text(entry, n, complaints) for n, entry in enumerate(tables_of(table, "texts", complaints), 1))
    register = table_of(table, "register", complaints)
    styles = _styles(table_of(table, "styles", complaints), complaints)
    grades = _grades(table_of(table, "findings", complaints), complaints)
    printed = table_of(table, "print", complaints)
    complain_of_unknown(printed, tuple(one.name for one in fields(PrintSettings)), "[print]", complaints)
    settings = parse_print(printed, complaints)
    if settings.facing and settings.facing not in (ids := [text.id for text in texts[1:]]):
        complaints.append(f"[print] facing: {settings.facing!r} is no text but the first{near(settings.facing, ids)}")
    looks = table_of(table, "design", complaints)
    complain_of_unknown(looks, DESIGN_KEYS, "[design]", complaints)
    design = parse_design(looks, lines_of_keys(text) if looks else {}, complaints)
    servers = _servers(table_of(table, "images", complaints), complaints)
    tables = ("edition", "people", "texts", "register", "images", "styles", "print", "design", "findings",
              "pages")  # fmt: skip
    complain_of_unknown(table, tables, "the file", complaints)
    complain_of_unknown(register, ("files", "abbreviations"), "[register]", complaints)
    keys = ("title", "subtitle", "author", "author_ref", "publisher", "place", "date", "language",
            "licence", "address", "about", "principles")  # fmt: skip
    complain_of_unknown(head, (*keys, "outputs", *_SWITCHES), "[edition]", complaints)
    outputs = tuple(list_of(head, "outputs", "[edition]", complaints))
    complaints += [f"[edition] outputs: {one!r} is none{near(one, OUTPUTS)}" for one in outputs if one not in OUTPUTS]
    switches = {key: head[key] for key in _SWITCHES if key in head}
    complaints += [
        f"[edition] {key} is true or false" for key, value in switches.items() if not isinstance(value, bool)
    ]
    values = {key: string_of(head[key], f"[edition] {key}", complaints) for key in keys if key in head}
    if not values.get("title"):
        complaints.append("[edition] needs a title")
    values["address"] = _address(values.get("address", ""), complaints)
    pages = parse_pages(tables_of(table, "pages", complaints), complaints)
    files = tuple(list_of(register, "files", "[register]", complaints))
    abbreviations = string_of(register.get("abbreviations", ""), "[register] abbreviations", complaints)
    if complaints:
        raise UnreadableInput(f"{name}: " + "; ".join(complaints) + ".")
    return Edition(**values, search=switches.get("search", True), entry_pdfs=switches.get("entry_pdfs", False),
                   outputs=outputs, people=people, iiif=servers, texts=texts, registers=files,
                   abbreviations=abbreviations, styles=styles, print=settings, design=design, grades=grades,
                   pages=pages)  # fmt: skip


def _person(entry: Mapping[str, Any], where: str, complaints: list[str]) -> Person:
    sort = string_of(entry.get("sort", ""), f"{where} sort", complaints)
    return Person(**strings_of(entry, ("id", "name", "role"), where, complaints), sort=sort)


def _address(address: str, complaints: list[str]) -> str:
    """The address of the site with a slash at its end; nothing may follow the path."""
    if address and not re.fullmatch(r"https?://[^\s/?#\\{}<>\"]+(?:/[^\s?#\\{}<>\"]*)?", address):
        complaints.append(f'[edition] address must be like "https://diary.example/", not {address!r}')
    return f"{address.rstrip('/')}/" if address else ""


def _text(entry: Mapping[str, Any], number: int, complaints: list[str]) -> Text:
    where = f"[[texts]] {number}"
    keys = ("id", "title", "language", "sources", "start", "calendar", "images", "image_size", "profile",
            "track_changes")  # fmt: skip
    complain_of_unknown(entry, keys, where, complaints)
    if not isinstance(entry.get("track_changes", False), bool):
        complaints.append(f"{where}: track_changes is true or false")
    known = {key: entry[key] for key in ("id", "title", "language") if key in entry}
    if not re.fullmatch(r"[A-Za-z_][\w-]*", str(entry.get("id", "text"))):
        complaints.append(f"{where}: id is the name of a folder, of letters, digits and hyphens, not {entry['id']!r}")
    start = entry.get("start")
    if isinstance(start, datetime.datetime) or not isinstance(start, str | datetime.date | None):
        complaints.append(f'{where}: start must be a day such as "1939-02-03", not {start!r}')
    if isinstance(start, str):
        try:
            start = datetime.date.fromisoformat(start)
        except ValueError:
            complaints.append(f"{where}: start must be a day such as 1939-02-03, not {start!r}")
            start = None
    if not LANGUAGE_TAG.fullmatch(str(entry.get("language", "en"))):
        complaints.append(f"{where}: language must be a tag such as en or de-AT, not {entry['language']!r}")
    calendar = str(entry.get("calendar", "gregorian"))
    if calendar not in CALENDARS:
        complaints.append(f"{where}: calendar must be gregorian or julian, not {calendar!r}")
    images = entry.get("images")
    return Text(
        **strings_of(known, ("id", "title", "language"), where, complaints),
        sources=tuple(list_of(entry, "sources", where, complaints)),
        start=start if isinstance(start, datetime.date) and not isinstance(start, datetime.datetime) else None,
        calendar=calendar,
        profile=string_of(entry.get("profile", ""), f"{where} profile", complaints),
        track_changes=entry.get("track_changes") is True,
        images=None if images is None else string_of(images, f"{where} images", complaints),
        image_size=_image_size(entry.get("image_size"), where, complaints),
    )


def _servers(table: Mapping[str, Any], complaints: list[str]) -> tuple[str, ...]:
    complain_of_unknown(table, ("iiif",), "[images]", complaints)
    servers = list_of(table, "iiif", "[images]", complaints)
    wanted = 'an address such as "https://images.example/iiif/"'
    complaints += [f"[images] iiif must hold {wanted}, not {one!r}" for one in servers if not _SERVER.fullmatch(one)]
    return tuple(f"{one.rstrip('/')}/" for one in servers)


def _image_size(value: Any, where: str, complaints: list[str]) -> tuple[int, int] | None:
    if value is None:
        return None
    if isinstance(value, list) and len(value) == 2 and all(type(side) is int and side > 0 for side in value):
        return value[0], value[1]
    complaints.append(f"{where}: image_size is width and height in pixels, such as [2000, 3000], not {value!r}")
    return None


def _styles(table: Mapping[str, Any], complaints: list[str]) -> dict[str, str]:
    for style, element in table.items():
        if not isinstance(element, str):
            complaints.append(f"[styles] {style!r} needs the name of a TEI element in quotes, such as persName")
        elif element not in STYLE_ELEMENTS:
            complaints.append(f"[styles] {style!r}: a style cannot mean {element!r}{near(element, STYLE_ELEMENTS)}")
    return {style: str(element) for style, element in table.items()}


def _grades(table: Mapping[str, Any], complaints: list[str]) -> dict[str, Severity | None]:
    """What the edition says of each code; a file that can't be read is an error in every edition."""
    complain_of_unknown(table, tuple(CATALOGUE), "[findings]", complaints)
    grades: dict[str, Severity | None] = {}
    for code, word in table.items():
        if word not in (*Severity, "off"):
            complaints.append(f"[findings] {code} must be {', '.join(Severity)} or off, not {word!r}")
        elif code in UNREADABLE and word != Severity.ERROR:
            complaints.append(f"[findings] {code} is always an error, since nothing else can be said of such a file")
        else:
            grades[code] = None if word == "off" else Severity(word)
    return grades
