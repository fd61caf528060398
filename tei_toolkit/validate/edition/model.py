"""The words of this package: what a survey of a document keeps, and what a rule notices.

All of it is small and can be pickled: an edition may have many thousands of documents, and they may be surveyed
in other processes. An element is known by its number: how many elements of its document begin before it. From
that its line and column are found again, for the few of which something is to be said (``placing``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple


class Pointer(NamedTuple):
    """A reference that leads out of its document, or to a person or place in it."""

    at: int
    """The number of the element that has it."""
    kind: str
    """The element as a message names it: ``persName``, ``rs type="work"``."""
    attribute: str
    target: str
    """One pointer, as it is written."""
    entry: int
    """The number of the entry it stands in, among those of the document; -1 if it stands in none."""
    resolved: bool = False
    """Whether it leads to a person or place of the same document."""

    @property
    def identifier(self) -> str:
        """The id that it leads to: of ``persons.xml#thorne`` and ``reg:thorne`` thorne."""
        return re.split("[#:]", self.target)[-1]


class Claim(NamedTuple):
    """A day that something says an entry is of: its heading, its header, its id, its file's name."""

    at: int
    attribute: str
    source: str
    """What says it, as a message names it."""
    day: str
    """``1939-02-03``"""


class Words(NamedTuple):
    """Words that may say a day: a heading, a title, the content of a ``date``."""

    at: int
    text: str
    language: str
    """The nearest ``xml:lang``; empty if there is none."""


class Dated(NamedTuple):
    """A ``date`` with a whole day as its value, and the words of it."""

    words: Words
    day: str


class Paragraph(NamedTuple):
    """A paragraph of an entry, with what it says of its partner in another version."""

    at: int
    id: str
    corresp: str


class Entry(NamedTuple):
    """One entry of the diary."""

    at: int
    id: str
    claims: tuple[Claim, ...]
    earliest: str
    """The day by which it is put in order, or the first it may be of; perhaps partial, empty if none is known."""
    headings: tuple[Words, ...]
    paragraphs: tuple[Paragraph, ...]

    @property
    def day(self) -> str:
        """The whole day it is of, ``1939-02-03``; empty if it is not known, or what says it is not agreed."""
        days = {claim.day for claim in self.claims}
        return days.pop() if len(days) == 1 else ""


class Page(NamedTuple):
    """A page break."""

    at: int
    n: str
    edition: str
    """``@ed`` or ``@edRef``: the pages of each have a sequence of their own."""


class Image(NamedTuple):
    """An image that a document names: ``graphic/@url``, ``@facs`` of a page break."""

    at: int
    attribute: str
    address: str


class Authority(NamedTuple):
    """A number of an authority file in a register's entry."""

    at: int
    authority: str
    """Which file: ``gnd``, ``viaf``, ``wikidata``."""
    number: str


class Item(NamedTuple):
    """An entry of a register: a person, an organisation, a place."""

    at: int
    kind: str
    id: str
    authorities: tuple[Authority, ...]


class Scheme(NamedTuple):
    """A ``prefixDef``: how pointers like ``gnd:118540238`` are to be read."""

    ident: str
    match: str
    replacement: str


class Count(NamedTuple):
    """How often a sign stands in a document's text, and the number of the first element in which it does."""

    sign: str
    times: int
    at: int


class Empty(NamedTuple):
    """An element that should hold something and does not."""

    at: int
    name: str


class LooseNote(NamedTuple):
    """A note that does not stand where it belongs to, has no ``@target``, and to which its document does not point."""

    at: int
    id: str


@dataclass(frozen=True, slots=True)
class Survey:
    """What the rules of an edition need to know of one document."""

    path: str
    """Relative to the edition folder, with ``/``."""
    language: str = ""
    base: str = ""
    """``xml:base`` of the document."""
    ids: tuple[tuple[str, int], ...] = ()
    """Every ``xml:id`` with the number of its element, but those of the header."""
    header_ids: tuple[str, ...] = ()
    pointers: tuple[Pointer, ...] = ()
    schemes: tuple[Scheme, ...] = ()
    entries: tuple[Entry, ...] = ()
    dates: tuple[Dated, ...] = ()
    pages: tuple[Page, ...] = ()
    book: str = ""
    """The volume or transcript that the pages are of, as the header says."""
    begins: str = ""
    """The page on which the document begins, as its header says."""
    images: tuple[Image, ...] = ()
    items: tuple[Item, ...] = ()
    signs: tuple[Count, ...] = ()
    """Quotation marks and apostrophes."""
    openers: tuple[Count, ...] = ()
    """The signs that open quotations which are in no other."""
    empty: tuple[Empty, ...] = ()
    loose_notes: tuple[LooseNote, ...] = ()


class Noticed(NamedTuple):
    """A finding whose line and column are not known yet."""

    code: str
    path: str
    at: int
    message: str
    value: str = ""
    hint: str = ""
    attribute: str = ""
    """The attribute at fault, by its local name; empty: the element itself."""
    sign: str = ""
    """A sign at fault: the first such in the text from the element on."""
    meant: str = ""
    """What ``value`` should be in the attribute, where that is beyond doubt."""
