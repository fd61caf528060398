"""What stands beside the text of a Word document: footnotes, endnotes, comments (ECMA-376, part 1, sections 17.11 and
17.13.4), and who made them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from tei_toolkit.parsing import local_name
from tei_toolkit.read.builder import Attributes
from tei_toolkit.read.docx_package import Package
from tei_toolkit.read.makers import Makers, moment

_KINDS = (("footnotes", "footnote"), ("endnotes", "endnote"), ("comments", "comment"))


class Comment(NamedTuple):
    """A comment: its paragraphs, the attributes of its note, when it was made (as TEI's ``@when``, or empty)."""

    content: etree._Element
    attributes: Attributes
    when: str


class Notes:
    """The notes of a document, each of which is taken once, by the reference in the text that it is anchored at."""

    def __init__(self, package: Package) -> None:
        self._w = f"{{{package.space}}}"
        self._left: dict[str, dict[str, etree._Element]] = {}
        self._ranges: set[str] = set()
        self._makers = Makers()
        for part, kind in _KINDS:
            root = package.part(part)
            found = root if root is not None else ()
            self._left[kind] = {self._value(one, "id"): one for one in found if local_name(one) == kind}

    @property
    def people(self) -> dict[str, str]:
        """Who made comments and changes: id → name."""
        return self._makers.people

    def _value(self, element: etree._Element, name: str) -> str:
        return element.get(f"{self._w}{name}", "")

    def take(self, kind: str, identifier: str) -> etree._Element | None:
        """A ``footnote`` or ``endnote``, if it is there and was not taken."""
        return self._left[kind].pop(identifier, None)

    def begin_range(self, identifier: str) -> str:
        """The words begin of which a comment speaks; returns the ``xml:id`` of the place, which it has once."""
        if identifier in self._ranges:
            return ""
        self._ranges.add(identifier)
        return f"comment-{identifier}"

    def take_comment(self, identifier: str) -> Comment | None:
        """A comment, if it is there and was not taken."""
        comment = self._left["comment"].pop(identifier, None)
        if comment is None:
            return None
        target = (("target", f"#comment-{identifier}"),) if identifier in self._ranges else ()
        resp = self._makers.of_comment(self._value(comment, "author"))
        attributes = (("type", "editorial"), ("subtype", "comment"), *resp, *target)
        return Comment(comment, attributes, moment(self._value(comment, "date")))

    def responsible(self, element: etree._Element) -> Attributes:
        """``@resp`` for who made a comment or change."""
        return self._makers.responsible(self._value(element, "author"))

    def unanchored(self) -> Iterator[tuple[str, str]]:
        """The words of notes that no reference in the text points to, and what they are."""
        for kind, notes in self._left.items():
            for note in notes.values():
                words = "".join(one.text or "" for one in note.iter("{*}t", "{*}delText"))
                yield words, f"a {kind} that nothing in the text refers to"
