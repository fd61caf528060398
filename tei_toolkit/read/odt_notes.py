"""What OpenDocument says beside the text: comments, and who changed what (ODF 1.3, part 3, sections 5.5 and 14.1)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from tei_toolkit.parsing import local_name
from tei_toolkit.read.builder import Attributes
from tei_toolkit.read.makers import Makers, moment
from tei_toolkit.read.odt_styles import TEXT

OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_MADE = ("creator", "date", "date-string", "creator-initials", "sender-initials")
_SECONDS = len("YYYY-MM-DDThh:mm:ss")


class Comment(NamedTuple):
    """A comment: its paragraphs, the attributes of its note, when it was made (as TEI's ``@when``, or empty)."""

    content: etree._Element
    attributes: Attributes
    when: str


class Notes:
    """The comments and changed regions of a document, each of which is taken once."""

    def __init__(self, body: etree._Element) -> None:
        self._makers = Makers()
        self.unsaid: Counter[str] = Counter()
        """Text that says who wrote when: it became attributes."""
        self._regions = {one.get(f"{{{TEXT}}}id", ""): one for one in body.iter(f"{{{TEXT}}}changed-region")}
        self._ranges = {_name(one) for one in body.iter(f"{{{OFFICE}}}annotation-end")}
        self._begun: dict[str, etree._Element] = {}

    @property
    def people(self) -> dict[str, str]:
        """Who made comments and changes: id → name."""
        return self._makers.people

    def begin_range(self, comment: etree._Element) -> str:
        """The words begin of which a comment speaks, if it speaks of some: the ``xml:id`` of the place, or empty."""
        name = _name(comment)
        if not name or name not in self._ranges:
            return ""
        self._begun[name] = comment
        return _anchor(name)

    def end_range(self, end: etree._Element) -> Comment | None:
        """The comment whose words end here, if they began."""
        name = _name(end)
        comment = self._begun.pop(name, None)
        return None if comment is None else self.comment(comment, _anchor(name))

    def without_end(self) -> Iterator[Comment]:
        """Comments whose words began and don't end."""
        for name in list(self._begun):
            yield self.comment(self._begun.pop(name), _anchor(name))

    def comment(self, comment: etree._Element, anchor: str = "") -> Comment:
        """A comment as a note, which points to its anchor."""
        author = when = ""
        for child in comment:
            name = local_name(child)
            if name in _MADE:
                said = "".join(map(str, child.itertext(etree.Element)))
                self.unsaid.update(said)
                author, when = (said, when) if name == "creator" else (author, said if name == "date" else when)
        target = (("target", f"#{anchor}"),) if anchor else ()
        attributes = (("type", "editorial"), ("subtype", "comment"), *self._makers.of_comment(author), *target)
        return Comment(comment, attributes, moment(when)[:_SECONDS])

    def who_changed(self, identifier: str) -> Attributes:
        """``@resp`` for the change with this id."""
        region = self._regions.get(identifier)
        return () if region is None else self._makers.responsible(region.findtext(".//{*}creator") or "")

    def take_deletion(self, identifier: str) -> tuple[etree._Element, Attributes] | None:
        """What was deleted at a point of the text, and by whom."""
        region = self._regions.pop(identifier, None)
        deletion = region.find(f"{{{TEXT}}}deletion") if region is not None else None
        return None if deletion is None else (deletion, self._responsible(deletion))

    def deletions_left(self) -> Iterator[str]:
        """The words of deletions that were not taken; and what is said of changes, which is no text, is counted."""
        for region in self._regions.values():
            for deletion in region.iter(f"{{{TEXT}}}deletion"):
                self._responsible(deletion)
                yield " ".join(str(piece) for one in deletion if local_name(one) != "change-info"
                               for piece in one.itertext(etree.Element))  # fmt: skip
            for kind in ("insertion", "format-change"):
                for change in region.iter(f"{{{TEXT}}}{kind}"):
                    self._responsible(change)

    def _responsible(self, change: etree._Element) -> Attributes:
        author = ""
        for info in change.iterchildren(f"{{{OFFICE}}}change-info"):
            self.unsaid.update("".join(map(str, info.itertext(etree.Element))))
            author = info.findtext("{*}creator") or ""
        return self._makers.responsible(author)


def _name(element: etree._Element) -> str:
    return element.get(f"{{{OFFICE}}}name", "")


def _anchor(name: str) -> str:
    """The id of what a comment speaks of."""
    return "comment-" + re.sub(r"[^\w.-]", "-", name)
