"""The page of an entry, with what is taken from it: references, its plain text, the TEI itself, what is found of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import quote

from tei_toolkit.errors import StylesheetError
from tei_toolkit.findings import Finding
from tei_toolkit.publish.entries import PagedEntry, together
from tei_toolkit.publish.entry_pdf import pdf_name
from tei_toolkit.publish.harvest.panel import citing, references
from tei_toolkit.publish.harvest.record import entry_record
from tei_toolkit.publish.page_images import PageImage
from tei_toolkit.publish.plain_text import plain_texts, text_name
from tei_toolkit.publish.press import Press
from tei_toolkit.publish.search.records import records_file, search_records
from tei_toolkit.publish.target import Needs, Target, reads
from tei_toolkit.saxon import Document


class Neighbour(NamedTuple):
    """The entry before or after, as the page leads to it."""

    href: str
    label: str
    date: str


class Named(NamedTuple):
    """Someone or something that an entry names, as its page leads to them: what xslt/html/entry.xsl says."""

    href: str
    kind: str
    count: int  # type: ignore[assignment] # a tuple's own method gives way
    """How many entries of the edition do."""

    def __repr__(self) -> str:
        # By which pages are told apart: there are many, and that of a NamedTuple takes much longer.
        return tuple.__repr__(self)


@dataclass(frozen=True, slots=True)
class EntryPage(Target):
    """One page for all versions of an entry."""

    stylesheets = ("html/entry", "text/text")

    entry: PagedEntry = reads("its TEI")
    images: dict[str, tuple[PageImage, ...]] = reads("the page images of the text")
    previous: Neighbour | None = reads("the entry before it")
    next: Neighbour | None = reads("the entry after it")
    links: dict[str, str] = reads("the entry that it refers to by")
    register: dict[str, str] = reads("the register’s entry")
    """The digests of the persons, places and subjects that it names."""
    named: dict[str, Named] = reads("how often the edition names")

    @property
    def name(self) -> str:
        """The path of the page without its ending."""
        return f"site/entries/{self.entry.page}"

    @property
    def needs(self) -> Needs:
        """Its TEI, and whom it names."""
        return Needs({version.path: version.digest for version in self.entry.versions.values()}, self.register)

    def make(self, press: Press) -> dict[str, bytes]:
        """All files; the TEI where a file holds this entry alone."""
        sources = {text: press.read(version.path, version.digest) for text, version in self.entry.versions.items()}
        document, documents = self._documents(press, sources)
        record = entry_record(press.edition, press.shared.author, self.entry, press.words)
        written = references(record)
        page: dict[str, Any] = {
            "title": self.entry.label,
            "date": self.entry.first.date,
            "versions": [self._version(press, text) for text in sources],
            "links": self.links,
            "subjects": [id_ for id_ in self.entry.subjects if id_ in self.named],
            "named": {id_: named._asdict() for id_, named in self.named.items()},
            "cite": citing(record, self.entry.page, press.words, written),
        }
        neighbours = {"previous": self.previous, "next": self.next}
        page |= {side: one._asdict() for side, one in neighbours.items() if one is not None}
        html = press.render("entry", document, page, "../", press.in_register(self.register))
        files = {f"{self.name}.html": html}
        files |= {f"{self.name}{ending}": text.encode() for ending, text in written.items()}
        files |= plain_texts(press, self.entry, documents)
        if "search" in press.shared.pages:
            kinds = {id_: named.kind for id_, named in self.named.items()}
            files[records_file(self.entry)] = search_records(self.entry, html, kinds)
        alone = {text: version for text, version in self.entry.versions.items() if version.alone}
        return files | {f"site/{version.path}": sources[text] for text, version in alone.items()}

    def stopped(self, error: StylesheetError) -> Finding:
        """The entry has no page then, and its neighbours lead past it."""
        message = f"The stylesheet stopped, so this entry has no page: {error}".rstrip(".") + "."
        hint = "add a rule for the element to xslt/html/entry.xsl of the edition"
        return Finding("XSLT-01", message, self.entry.first.path, value=self.entry.id, hint=hint)

    def _documents(self, press: Press, sources: Mapping[str, bytes]) -> tuple[Document, Mapping[str, Document]]:
        """That of the page, and those of the versions by the ids of their texts."""
        if len(sources) == 1:
            ((text, source),) = sources.items()
            one = press.pages("entry").prepare(press.document(self.entry.first, source))
            return one, {text: one}
        versions = {text: press.entry(version) for text, version in self.entry.versions.items()}
        return together(list(versions.values())), versions

    def _version(self, press: Press, text_id: str) -> dict[str, Any]:
        text = press.shared.texts[text_id]
        return {
            "id": text.id,
            "title": text.title,
            "language": text.language,
            "tei": f"../{self.entry.versions[text_id].path}",
            "text": quote(text_name(self.entry, text_id)),
            **({"pdf": quote(pdf_name(self.entry, text_id))} if press.edition.entry_pdfs else {}),
            "images": [_image(image) for image in self.images[text_id]],
        }


def _image(image: PageImage) -> dict[str, Any]:
    href = f"../{image.address}" if image.path else image.address
    service = {"service": image.service} if image.service else {}
    return {"n": image.n, "href": href, "local": bool(image.path), **service}
