"""The reading edition: every file of the site, as relative path → bytes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from tei_toolkit.edition import Edition
from tei_toolkit.errors import StylesheetError
from tei_toolkit.files import read_bytes
from tei_toolkit.findings import Finding
from tei_toolkit.publish.collect import Collected
from tei_toolkit.publish.design.looks import Looks, looks_of
from tei_toolkit.publish.entries import (
    PagedEntry,
    cross_references,
    incipit,
    is_only_a_date,
    named_ids,
    paged_entries,
    together,
)
from tei_toolkit.publish.harvest.changes import is_date
from tei_toolkit.publish.harvest.files import ARCHIVE, FEED, WHOLE, harvest_files
from tei_toolkit.publish.harvest.panel import FORMATS, citing
from tei_toolkit.publish.harvest.record import Record, edition_record, entry_record
from tei_toolkit.publish.interface import interface_of
from tei_toolkit.publish.markdown import render_markdown
from tei_toolkit.publish.named import KINDS, register_items
from tei_toolkit.publish.page_images import PageImage, page_images
from tei_toolkit.publish.plain_text import plain_texts, text_name
from tei_toolkit.publish.search.page import search_files
from tei_toolkit.publish.search.pagefind import can_search
from tei_toolkit.publish.ways.contents import contents_pages
from tei_toolkit.publish.ways.days import day_pages, is_day
from tei_toolkit.publish.ways.places_map import places_with_coordinates
from tei_toolkit.publish.ways.registers import register_pages
from tei_toolkit.resources import resource
from tei_toolkit.transform.html import STYLESHEETS, SitePages


@dataclass(frozen=True, slots=True)
class Site:
    """The files of a site, and what was noticed while making them."""

    files: dict[str, bytes]
    findings: tuple[Finding, ...]


def make_site(collected: Collected) -> Site:
    """Every page of the reading edition with what it needs, ready to be written.

    An entry on which the stylesheet stops is left out and reported. Raises :class:`StylesheetError` if a
    stylesheet does not compile or stops on another page, :class:`UnreadableInput` if a file is missing.
    """
    looks = looks_of(collected.folder, collected.edition.design)
    interface = interface_of(collected.folder, collected.edition.language)
    words = interface.words
    told = _told(collected, looks, interface.language)
    pages = SitePages(told, collected.register, _own_stylesheets(collected.folder), words)
    entries = paged_entries(collected)
    records = {entry.id: entry_record(collected, entry, words) for entry in entries}
    files, findings = _entry_pages(collected, entries, pages, records, words)
    if findings:
        # Its neighbours lead to an entry that has no page, so they are made once more without it.
        entries = paged_entries(collected, without={finding.value for finding in findings})
        files, _ = _entry_pages(collected, entries, pages, records, words)
    whole = edition_record(collected)
    contents = _contents(collected, entries)
    first = contents | _whole(whole, words)
    files.update(contents_pages(first, pages))
    files.update(day_pages(contents["entries"], pages))
    files.update(register_pages(collected, entries, pages))
    files.update(_prose_pages(collected, pages))
    files.update(_assets(looks))
    if can_search():
        files.update(search_files(collected, entries, pages, files))
    else:
        findings.append(_without_search(collected.folder))
    files.update(_downloads(collected, entries))
    files.update(plain_texts(entries))
    files.update(harvest_files(collected, entries, records, whole, files))
    return Site(files, (*looks.findings, *interface.findings, *findings))


def _told(collected: Collected, looks: Looks, language: str) -> dict[str, Any]:
    """What every page is told of the edition; an empty value is left out, so that the page leaves it out."""
    edition = collected.edition
    told = {
        "title": edition.title,
        "subtitle": edition.subtitle,
        "author": edition.author,
        "publisher": edition.publisher,
        "place": edition.place,
        "date": edition.date,
        "licence": edition.licence,
        "language": language,
        "feed": FEED if edition.address and is_date(edition.date) else "",
    }
    named = {item.id: item.address for item in register_items(collected.register)}
    logo = {"logo": asdict(looks.logo)} if looks.logo else {}
    said = {key: value for key, value in told.items() if value}
    return {**said, **logo, "fonts": list(looks.first_fonts), "pages": _page_names(collected), "named": named}


def _page_names(collected: Collected) -> list[str]:
    kinds = _register_kinds(collected)
    prose = [name for name, file in _prose(collected.edition) if file]
    search = ["search"] if can_search() else []
    dated = any(is_day(entry.date) for text in collected.texts for entry in text.entries)
    on_map = ["map"] if places_with_coordinates(collected.register) else []
    registers = [*(kind for kind in KINDS if kind in kinds), *on_map]
    return ["index", *(["calendar"] if dated else []), *registers, *prose, *search]


def _register_kinds(collected: Collected) -> set[str]:
    return {item.kind for item in register_items(collected.register)}


def _prose(edition: Edition) -> Iterable[tuple[str, str]]:
    return (("about", edition.about), ("principles", edition.principles))


def _own_stylesheets(folder: Path) -> dict[str, Path]:
    """The edition's stylesheets that override single rules of ours: each imports the one of its name."""
    own = {name: folder / "xslt" / "html" / f"{name}.xsl" for name in STYLESHEETS}
    return {name: path for name, path in own.items() if path.is_file()}


def _entry_pages(
    collected: Collected,
    entries: list[PagedEntry],
    pages: SitePages,
    records: Mapping[str, Record],
    words: dict[str, str],
) -> tuple[dict[str, bytes], list[Finding]]:
    files: dict[str, bytes] = {}
    findings = []
    by_id = {entry.id: entry for entry in entries}
    named = Counter(id_ for entry in entries for id_ in named_ids(entry))
    for number, entry in enumerate(entries):
        page: dict[str, Any] = {
            "title": entry.first.heading or entry.id,
            "date": entry.first.date,
            "versions": [_version(collected, entry, text) for text in entry.versions],
            "links": cross_references(entry, by_id),
            "named": {id_: named[id_] for id_ in named_ids(entry)},
            "cite": citing(records[entry.id], entry.page, words),
        }
        if number > 0:
            page["previous"] = _neighbour(entries[number - 1])
        if number + 1 < len(entries):
            page["next"] = _neighbour(entries[number + 1])
        try:
            files[f"entries/{entry.page}.html"] = pages.render("entry", together(entry), page, root="../")
        except StylesheetError as error:
            findings.append(_failed(collected.folder, entry, error))
    return files, findings


def _failed(folder: Path, entry: PagedEntry, error: StylesheetError) -> Finding:
    message = f"The stylesheet stopped, so this entry has no page: {error}".rstrip(".") + "."
    hint = "add a rule for the element to xslt/html/entry.xsl of the edition"
    return Finding("XSLT-01", message, str(folder / entry.first.path), value=entry.id, hint=hint)


def _without_search(folder: Path) -> Finding:
    message = "Pagefind is not installed, so the site has no search."
    return Finding("SITE-01", message, str(folder / "edition.toml"), hint="pip install pagefind-bin")


def _neighbour(entry: PagedEntry) -> dict[str, str]:
    return {
        "href": entry.href.removeprefix("entries/"),
        "label": entry.first.heading or entry.id,
        "date": entry.first.date,
    }


def _version(collected: Collected, entry: PagedEntry, text_id: str) -> dict[str, Any]:
    text = next(text.text for text in collected.texts if text.text.id == text_id)
    version = entry.versions[text_id]
    return {
        "id": text.id,
        "title": text.title,
        "language": text.language,
        "tei": f"../{version.path}",
        "text": quote(text_name(entry, text_id)),
        "images": [_image(image) for image in page_images(collected.folder, text, version.tree)],
    }


def _image(image: PageImage) -> dict[str, Any]:
    href = f"../{image.address}" if image.path else image.address
    return {"n": image.n, "href": href, "local": bool(image.path)}


def _contents(collected: Collected, entries: list[PagedEntry]) -> dict[str, Any]:
    people: dict[str, list[str]] = {}
    for person in collected.edition.people:
        people.setdefault(person.role, []).append(person.name)
    return {
        "people": [{"role": role, "names": names} for role, names in people.items()],
        "entries": [
            {
                "date": entry.first.date,
                "place": entry.first.order[0],
                "label": "" if is_only_a_date(entry.first) else entry.first.heading or entry.id,
                "incipit": incipit(entry.first),
                "href": entry.href,
                "language": _language_of(collected, entry),
            }
            for entry in entries
        ],
    }


def _whole(record: Record, words: dict[str, str]) -> dict[str, Any]:
    """How the first page lets the edition be cited and taken away."""
    files = [(f"{words['references']}{words['colon']}{form}", f"entries{ending}") for form, ending, _ in FORMATS]
    taken = [*files, (words["whole-tei"], ARCHIVE)]
    return {"cite": citing(record, WHOLE, words), "whole": [{"name": name, "href": href} for name, href in taken]}


def _language_of(collected: Collected, entry: PagedEntry) -> str:
    first = next(iter(entry.versions))
    return next(text.text.language for text in collected.texts if text.text.id == first)


def _prose_pages(collected: Collected, pages: SitePages) -> dict[str, bytes]:
    made = {}
    for kind, file in _prose(collected.edition):
        if file:
            text = read_bytes(collected.folder / file).decode("utf-8", "replace")
            made[f"{kind}.html"] = pages.render("prose", render_markdown(text, file), {"kind": kind})
    return made


def _assets(looks: Looks) -> dict[str, bytes]:
    """Fonts, and one style sheet and one script: each is put together from files by idea, to be fetched at once."""
    folder = resource("xslt", "html", "assets")
    styles = [folder / "fonts.css", folder / "site.css", *sorted((folder / "style").glob("*.css"))]
    scripts = [folder / "site.js", *sorted((folder / "script").glob("*.js"))]
    files = {f"fonts/{path.name}": path.read_bytes() for path in sorted((folder / "fonts").iterdir())} | looks.files
    files |= {"site.css": b"\n".join(filter(None, (_joined(styles), looks.css))), "site.js": _joined(scripts)}
    return {f"assets/{path}": data for path, data in files.items()}


def _joined(paths: Iterable[Path]) -> bytes:
    return b"\n".join(path.read_bytes() for path in paths)


def _downloads(collected: Collected, entries: list[PagedEntry]) -> Mapping[str, bytes]:
    """The TEI itself, the schema that it names, and the page images, at the same paths as in the edition folder."""
    wanted: dict[str, None] = {}
    texts = {text.text.id: text.text for text in collected.texts}
    for entry in entries:
        for text_id, version in entry.versions.items():
            wanted[version.path] = None
            for image in page_images(collected.folder, texts[text_id], version.tree):
                if image.path:
                    wanted[image.path] = None
    schemas = {f"tei/{name}": resource("schema", name).read_bytes() for name in ("tei_diary.rng", "tei_diary.sch")}
    return schemas | {path: read_bytes(collected.folder / path) for path in wanted}
