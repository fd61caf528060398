"""What a page says of itself to reference managers and search engines: Highwire tags, COinS and JSON-LD."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any
from urllib.parse import quote, urlencode

from tei_toolkit.publish.harvest.names import Name
from tei_toolkit.publish.harvest.record import Record

_quoted = lru_cache(quote)
"""What is said of the edition is the same in all its entries."""


def highwire(record: Record) -> list[tuple[str, str]]:
    """The ``citation_`` tags, in order, as Google Scholar and Zotero read them; names are ``Family, Given``."""
    tags = [
        ("citation_title", record.title),
        *(("citation_author", name.inverted) for name in record.authors),
        ("citation_publication_date", record.year),
        ("citation_book_title", record.container),
        *(("citation_editor", name.inverted) for name in record.editors),
        ("citation_publisher", record.publisher),
        ("citation_firstpage", record.pages[0] if record.pages else ""),
        ("citation_lastpage", record.pages[-1] if record.pages else ""),
        ("citation_language", record.language),
        ("citation_public_url", record.address),
    ]
    return [(name, folded) for name, value in tags if (folded := " ".join(value.split()))]


def coins(record: Record) -> str:
    """A ContextObject as OpenURL's key/encoded-value pairs (Z39.88-2004, format ``book``), for ``span.Z3988``."""
    first = record.authors[0] if record.authors else Name()
    is_entry = record.kind == "entry"
    pairs = [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", "info:ofi/fmt:kev:mtx:book"),
        ("rft.genre", "bookitem" if is_entry else "book"),
        ("rft.atitle", record.title if is_entry else ""),
        ("rft.btitle", record.container if is_entry else record.title),
        ("rft.aulast", " ".join(filter(None, ("" if first.is_dropped else first.particle, first.family)))),
        ("rft.aufirst", " ".join(filter(None, (first.given, first.particle if first.is_dropped else "")))),
        ("rft.aucorp", first.whole),
        *(("rft.au", name.direct) for name in record.authors[1:]),
        ("rft.date", record.year),
        ("rft.place", record.place),
        ("rft.pub", record.publisher),
        ("rft.spage", record.pages[0] if record.pages else ""),
        ("rft.epage", record.pages[-1] if record.pages else ""),
        ("rft_id", record.address),
    ]
    return urlencode([(key, value) for key, value in pairs if value], quote_via=_quoted)


def json_ld(record: Record) -> str:
    """schema.org's description, safe inside a ``script`` element: no ``<`` stands in it."""
    described = {"@context": "https://schema.org", **_described(record)}
    return json.dumps(described, ensure_ascii=False).replace("<", "\\u003c")


def _described(record: Record) -> dict[str, Any]:
    book = {"@type": "Book", "name": record.container} if record.kind == "entry" else {}
    described = {
        "@type": "CreativeWork" if record.kind == "entry" else "Book",
        "@id": record.address,
        "url": record.address,
        "name": record.title,
        "author": [_agent(name) for name in record.authors],
        "editor": [_agent(name) for name in record.editors],
        "translator": [_agent(name) for name in record.translators],
        "dateCreated": record.written,
        "datePublished": record.year,
        "inLanguage": record.language,
        "isPartOf": book,
        "pagination": "–".join(record.pages),
        "publisher": {"@type": "Organization", "name": record.publisher} if record.publisher else {},
        "license": record.licence,
    }
    return {key: value for key, value in described.items() if value}


def _agent(name: Name) -> dict[str, str]:
    if name.whole:
        return {"@type": "Organization", "name": name.whole}
    agent = {"@type": "Person", "name": name.direct, "givenName": name.given, "familyName": name.family}
    return {key: value for key, value in agent.items() if value}
