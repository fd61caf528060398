"""The notes of an HTML page: texts that stand elsewhere in it, to which links in the document point."""

from __future__ import annotations

import re
from typing import NamedTuple

from lxml import etree

from tei_toolkit.read.builder import Attributes
from tei_toolkit.read.html_profile import Profile
from tei_toolkit.read.html_text import words

_SIGN = re.compile(r"[\[(]?(?:\d{1,4}|[a-z]|[ivxlc]{1,6}|[*†‡§¶]{1,3})[\])]?\.?", re.IGNORECASE)
"""What points to a note: its number or sign."""
_BACK = re.compile(r"[\[(]?\w{0,6}[\])]?\.?|\W{1,3}")
_HOLDS_A_NOTE = ("li", "p", "dd", "aside")
_AUTHOR = re.compile(r'mso-comment-author:\s*["\']?([^"\';]+)')


class Note(NamedTuple):
    """The element that holds a note's words, and the attributes that the note has in TEI."""

    element: etree._Element
    attributes: Attributes


class Notes:
    """The notes of a page: those that the profile finds, and whatever a number in the text points to that points back.

    Each is taken once, by the first link to it.
    """

    def __init__(self, root: etree._Element, profile: Profile) -> None:
        self.people: dict[str, str] = {}
        """Who made comments: id → name."""
        found = [one for one in profile.find(root, profile.notes) if isinstance(one, etree._Element)]
        self._by_id: dict[str, etree._Element] = {}
        for element in found:
            for one in (element, *element.iter("a")):
                self._name(one, element)
        self._find_linked(root)
        self.elements = set(found) | set(self._by_id.values())
        self._taken: set[etree._Element] = set()

    def _name(self, named: etree._Element, note: etree._Element) -> None:
        for name in (named.get("id"), named.get("name")):
            if name:
                self._by_id.setdefault(name, note)

    def _find_linked(self, root: etree._Element) -> None:
        """Notes that no profile knows: a number links to a paragraph, and the paragraph back to the number."""
        known = set(self._by_id.values())
        places = {name: one for one in root.iter("*") for name in (one.get("id"), one.get("name")) if name}
        for anchor in root.iter("a"):
            address = anchor.get("href", "")
            target = places.get(address[1:]) if address.startswith("#") else None
            if target is None or address[1:] in self._by_id or not _SIGN.fullmatch(words(anchor)):
                continue
            if any(one in known for one in anchor.iterancestors()):
                continue  # A note's own link, to the text.
            block = next((one for one in (target, *target.iterancestors()) if one.tag in _HOLDS_A_NOTE), None)
            if block is None or block in anchor.iterancestors():
                continue
            own = {f"#{name}" for one in (anchor, *_small_round(anchor)) for name in (one.get("id"), one.get("name"))
                   if name}  # fmt: skip
            if any(one.get("href") in own and _BACK.fullmatch(words(one)) for one in block.iter("a")):
                self._by_id[address[1:]] = block
                known.add(block)

    def take(self, address: str) -> Note | None:
        """The note to which a link points, if it is one and was not taken."""
        element = self._by_id.get(address[1:]) if address.startswith("#") else None
        if element is None or element in self._taken:
            return None
        self._taken.add(element)
        return Note(element, self._attributes(element))

    def _attributes(self, note: etree._Element) -> Attributes:
        if "msocomtxt" in note.get("class", ""):
            return (("type", "editorial"), ("subtype", "comment"), ("resp", self._responsible(note)))
        end = note.get("role") == "doc-endnote" or re.match(r"_?edn|sdendnote", note.get("id", ""))
        return (("place", "end" if end else "bottom"),)

    def _responsible(self, comment: etree._Element) -> str:
        said = (_AUTHOR.search(one.get("style", "")) for one in comment.iter("span"))
        author = next((" ".join(one[1].split()) for one in said if one), "")
        if not author:
            return "#editor"
        identifier = "w-" + (re.sub(r"[^\w.-]+", "-", author.lower()).strip("-.") or "author")
        self.people[identifier] = author
        return f"#{identifier}"

    def links_back(self, note: Note) -> set[etree._Element]:
        """The links in a note that lead back to its anchor: their words are its number, which is generated."""
        return {
            one for one in note.element.iter("a")
            if one.get("href", "").startswith("#") and one.get("href", "")[1:] not in self._by_id
            and _BACK.fullmatch(words(one))
        }  # fmt: skip


def _small_round(anchor: etree._Element) -> list[etree._Element]:
    """What is round a link and has no more words than it: ``<sup id="r1"><a href="#n1">``."""
    found = []
    for one in anchor.iterancestors("sup", "span"):
        if words(one) != words(anchor):
            break
        found.append(one)
    return found
