"""The page of an entry, with what is taken from it: references, and the TEI itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from tei_toolkit.errors import StylesheetError
from tei_toolkit.findings import Finding
from tei_toolkit.publish.entries import PagedEntry, together
from tei_toolkit.publish.harvest.panel import citing, references
from tei_toolkit.publish.harvest.record import entry_record
from tei_toolkit.publish.page_images import PageImage
from tei_toolkit.publish.press import Press
from tei_toolkit.publish.target import Target, reads
from tei_toolkit.saxon import Document


class Neighbour(NamedTuple):
    """The entry before or after, as the page leads to it."""

    href: str
    label: str
    date: str


@dataclass(frozen=True, slots=True)
class EntryPage(Target):
    """One page for all versions of an entry."""

    stylesheet = "entry"

    entry: PagedEntry = reads("its TEI")
    images: dict[str, tuple[PageImage, ...]] = reads("the page images of the text")
    previous: Neighbour | None = reads("the entry before it")
    next: Neighbour | None = reads("the entry after it")
    links: dict[str, str] = reads("the entry that it refers to by")
    register: dict[str, str] = reads("the register’s entry")
    """The digests of the persons and places that it names."""

    @property
    def name(self) -> str:
        """The path of the page without its ending."""
        return f"site/entries/{self.entry.page}"

    def make(self, press: Press) -> dict[str, bytes]:
        """The page, the references to it, and its TEI where a file holds this entry alone."""
        sources = {text: press.read(version.path, version.digest) for text, version in self.entry.versions.items()}
        record = entry_record(press.edition, press.shared.author, self.entry, press.words)
        written = references(record)
        page: dict[str, Any] = {
            "title": self.entry.label,
            "date": self.entry.first.date,
            "versions": [self._version(press, text) for text in sources],
            "links": self.links,
            "cite": citing(record, self.entry.page, press.words, written),
        }
        neighbours = {"previous": self.previous, "next": self.next}
        page |= {side: one._asdict() for side, one in neighbours.items() if one is not None}
        document = self._document(press, sources)
        files = {f"{self.name}.html": press.render("entry", document, page, "../", press.in_register(self.register))}
        files |= {f"{self.name}{ending}": text.encode() for ending, text in written.items()}
        alone = {text: version for text, version in self.entry.versions.items() if version.alone}
        return files | {f"site/{version.path}": sources[text] for text, version in alone.items()}

    def stopped(self, error: StylesheetError) -> Finding:
        """The entry has no page then, and its neighbours lead past it."""
        message = f"The stylesheet stopped, so this entry has no page: {error}".rstrip(".") + "."
        hint = "add a rule for the element to xslt/html/entry.xsl of the edition"
        return Finding("XSLT-01", message, self.entry.first.path, value=self.entry.id, hint=hint)

    def _document(self, press: Press, sources: dict[str, bytes]) -> Document:
        """The one version, or all of them together."""
        if len(sources) == 1:
            return press.document(self.entry.first, *sources.values())
        return together([press.entry(version) for version in self.entry.versions.values()])

    def _version(self, press: Press, text_id: str) -> dict[str, Any]:
        text = press.shared.texts[text_id]
        return {
            "id": text.id,
            "title": text.title,
            "language": text.language,
            "tei": f"../{self.entry.versions[text_id].path}",
            "images": [_image(image) for image in self.images[text_id]],
        }


def _image(image: PageImage) -> dict[str, Any]:
    href = f"../{image.address}" if image.path else image.address
    return {"n": image.n, "href": href, "local": bool(image.path)}
