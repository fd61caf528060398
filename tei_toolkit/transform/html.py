"""HTML pages through ``xslt/html``: the pages of a site, and single documents that stand alone."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree

from tei_toolkit.parsing import XML_LANG, parse_xml
from tei_toolkit.resources import resource
from tei_toolkit.saxon import Document, Parameter, Prepared, Stylesheets, read_part

LANGUAGES = ("en", "ru", "de", "fr")
"""The languages in which the interface speaks: one table of words each, in ``xslt/html/words``."""

STYLESHEETS = ("entry", "contents", "calendar", "on-this-day", "register", "named", "map", "prose", "search")
"""The kinds of page, each with a stylesheet of its own that an edition may override."""

_TEXT = "text"


def interface_language(tag: str) -> str:
    """The language of the interface for a BCP 47 tag: its first part where we speak it, else English."""
    first = tag.lower().split("-")[0]
    return first if first in LANGUAGES else "en"


@cache
def read_words(language: str) -> dict[str, str]:
    """The words of the interface in one of ``LANGUAGES``: key → word."""
    table = parse_xml(read_part("html", "words", f"{language}.xml"), f"words/{language}.xml")
    return {str(word.get("key")): word.text or "" for word in table.getroot().iterfind("word")}


class SitePages:
    """The stylesheet of one kind of page, compiled once, with what all its pages are told.

    ``site`` is what xslt/html/modules/interface.xsl describes, ``kind`` one of ``STYLESHEETS``, ``own`` the
    edition's own stylesheet that overrides ours. Raises :class:`StylesheetError` if it does not compile.
    """

    def __init__(self, site: Mapping[str, Any], kind: str, own: Path | None = None) -> None:
        self._kind = kind
        # What a page shows is also taken from it as plain text, so both are made of a document that is parsed once.
        text = {_TEXT: resource("xslt", "text", "text.xsl")} if kind == "entry" else {}
        self._stylesheets = Stylesheets({kind: own or resource("xslt", "html", f"{kind}.xsl"), **text})
        common: dict[str, Parameter] = {"site": site, "words": read_words(site["language"])}
        self._common: dict[str, Parameter] = {name: self._stylesheets.prepare(value) for name, value in common.items()}

    def prepare(self, document: Document) -> Prepared:
        """A document made ready for several calls."""
        return self._stylesheets.prepare(document)

    def text(self, document: Document) -> str:
        """The document of an entry as plain text, by xslt/text. Raises :class:`StylesheetError`."""
        return self._stylesheets.transform(_TEXT, document)

    def render(
        self,
        document: Document | None,
        page: Mapping[str, Any],
        root: str = "",
        register: Document | None = None,
    ) -> bytes:
        """One page as UTF-8.

        The stylesheet says what ``page`` holds; ``root`` is the way from the page to the top of the site;
        ``register`` the persons and places that it may speak of. Raises :class:`StylesheetError` if the stylesheet
        stops on the document.
        """
        parameters: dict[str, Parameter] = {**self._common, "page": page, "root": root}
        if register is not None:
            parameters["register"] = register
        return self._stylesheets.transform(self._kind, document, parameters).encode("utf-8")


def single_page(
    document: etree._ElementTree, stylesheet: Path | None = None, parameters: Mapping[str, str] | None = None
) -> bytes:
    """One document as one page that stands alone: the style sheet is in it, nothing is fetched.

    ``stylesheet`` takes the place of our ``entry.xsl``; ``parameters`` are its own. The interface speaks the
    document's language where it can. Raises :class:`StylesheetError`.
    """
    language = interface_language(document.getroot().get(XML_LANG, "en"))
    style = read_part("html", "assets", "site.css").decode("utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    sheets = Stylesheets({"entry": stylesheet or resource("xslt", "html", "entry.xsl")})
    told: dict[str, Parameter] = {
        "site": {"language": language},
        "words": read_words(language),
        "css": style,
        "css-hash": f"sha256-{digest}",
        **(parameters or {}),
    }
    return sheets.transform("entry", document, told).encode("utf-8")
