"""Adding a person or place to a register file: its own bytes stay as they are, and one item is put in."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Container
from dataclasses import dataclass
from xml.sax.saxutils import escape

from lxml import etree

from tei_toolkit.errors import UnreadableInput
from tei_toolkit.parsing import parse_xml
from tei_toolkit.register.parts import name_of
from tei_toolkit.register.titles import is_particle, title_of

_HIDDEN = re.compile(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>", re.DOTALL)
_ROMAN = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяѣіѳѵґєїў",
        "a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya e i f i g ye yi u".split(),
        strict=True,
    )
) | {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
_SKELETON = """\
<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0">
  <teiHeader>
    <fileDesc>
      <titleStmt>
        <title>{title}</title>
      </titleStmt>
      <publicationStmt>
        <p>Register of the edition.</p>
      </publicationStmt>
      <sourceDesc>
        <p>Compiled for the edition.</p>
      </sourceDesc>
    </fileDesc>
  </teiHeader>
  <standOff>
    <{list}>
    </{list}>
  </standOff>
</TEI>
"""


@dataclass(frozen=True, slots=True)
class NewItem:
    """A person or place that is to be added; ``name`` is what a place, or somebody of one name, is called."""

    name: str = ""
    surname: str = ""
    forename: str = ""
    link: str = ""
    """The particle before the surname: ``von``."""
    title: str = ""
    sex: str = ""
    birth: str = ""
    death: str = ""
    occupation: str = ""
    forms: tuple[str, ...] = ()
    place: bool = False

    @property
    def full_name(self) -> str:
        """The name as a sentence has it, with title."""
        parts = (self.title, self.forename, self.link, self.surname) if self.surname else (self.title, self.name)
        return " ".join(part for part in parts if part)

    @property
    def list_name(self) -> str:
        """The TEI element that it goes into."""
        return "listPlace" if self.place else "listPerson"


def person_of(name: str) -> NewItem:
    """A person by a bare name: ``Quillfeather, Lord Augustine``, ``Ottokar von Wetterling``, ``Gyldenbæk``."""
    name = " ".join(name.split())
    left, comma, right = name.partition(", ")
    if comma and title_of(right.split()[0]):
        words = right.split()
        titles = list(itertools.takewhile(title_of, words))
        link = list(itertools.takewhile(is_particle, words[: len(titles) - 1 : -1]))[::-1]
        forenames = words[len(titles) : len(words) - len(link)]
        return NewItem("", left, " ".join(forenames), " ".join(link), " ".join(titles))
    element = etree.Element("persName")
    element.text = name
    read = name_of(element)
    if not read.surname or read.numeral or not (read.forenames or read.titles or read.link):
        return NewItem(name)
    return NewItem("", read.surname, " ".join(read.forenames), read.link, " ".join(read.titles))


def slug(item: NewItem, taken: Container[str]) -> str:
    """An ``xml:id`` from the surname, or with the forename where that is taken, or with a number."""
    short = _ascii(item.surname or item.name) or ("place" if item.place else "person")
    long = _ascii(f"{item.surname} {item.forename}") if item.surname and item.forename else short
    for candidate in (short, long):
        if candidate not in taken:
            return candidate
    number = 2
    while f"{long}-{number}" in taken:
        number += 1
    return f"{long}-{number}"


def _ascii(text: str) -> str:
    letters = "".join(_ROMAN.get(letter, letter) for letter in unicodedata.normalize("NFC", text).lower())
    bare = unicodedata.normalize("NFKD", letters.replace("_", "")).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", bare.replace("'", "")).strip("-")
    return f"n-{words}" if words[:1].isdigit() else words


def skeleton(title: str, place: bool) -> bytes:
    """A register file without anybody in it."""
    return _SKELETON.format(title=escape(title), list=NewItem(place=place).list_name).encode()


def has_list(data: bytes, place: bool) -> bool:
    """Whether a register file has a list for persons (or places)."""
    return re.search(rb"<(?:[\w.-]+:)?" + NewItem(place=place).list_name.encode() + rb"[\s/>]", _seen(data)) is not None


def add_item(data: bytes, name: str, item: NewItem, identifier: str) -> bytes:
    """The register file with the item as the last of its list. All other bytes stay.

    Raises :class:`UnreadableInput` with one sentence if the file (``name``) is no XML, or has neither a list for
    it nor a ``standOff``.
    """
    tree = parse_xml(data, name)
    encoding = tree.docinfo.encoding or "UTF-8"
    if "UTF-16" in encoding.upper() or "UTF-32" in encoding.upper():
        raise UnreadableInput(f"{name}: the file is in {encoding}; save it as UTF-8, then add to it.")
    newline = "\r\n" if b"\r\n" in data else "\n"
    at, stop, before, prefix, indent, after = _spot(data, item.list_name, name)
    lines = [indent + line for line in _lines(item, identifier, prefix)]
    text = before.replace("\n", newline) + newline.join(lines) + newline + after
    new = data[:at] + text.encode(encoding, "xmlcharrefreplace") + data[stop:]
    parse_xml(new, name)
    return new


def _spot(data: bytes, list_name: str, name: str) -> tuple[int, int, str, str, str, str]:
    """What is replaced, what comes before the item, the elements' prefix, the item's indentation, what follows."""
    seen = _seen(data)
    closing = list(re.finditer(rb"([ \t]*)</((?:[\w.-]+:)?)" + list_name.encode() + rb"\s*>", seen))
    if closing:
        spot = closing[-1]
        base = _indentation(data, spot.start(2) - 2)
        on_own_line = base is not None
        prefix = spot.group(2).decode()
        tag = b"<" + spot.group(2) + (b"place" if list_name == "listPlace" else b"person")
        items = list(re.finditer(rb"^([ \t]*)" + re.escape(tag) + rb"[\s>]", seen[: spot.start()], re.MULTILINE))
        indent = items[-1].group(1).decode() if items else (base or "") + "  "
        if on_own_line:
            at = spot.start()
            return at, at, "", prefix, indent, ""
        at = spot.start(2) - 2
        return at, at, "\n", prefix, indent, base or ""
    empty = re.search(rb"<((?:[\w.-]+:)?)" + list_name.encode() + rb"((?:\s[^>]*)?)/>", seen)
    if empty:
        base = _indentation(data, empty.start()) or ""
        prefix = empty.group(1).decode()
        start = f"<{prefix}{list_name}{empty.group(2).decode().rstrip()}>\n"
        return empty.start(), empty.end(), start, prefix, base + "  ", f"{base}</{prefix}{list_name}>"
    stand_off = list(re.finditer(rb"</((?:[\w.-]+:)?)standOff\s*>", seen))
    if not stand_off:
        raise UnreadableInput(
            f"{name}: this file has neither <{list_name}> nor <standOff>, so nothing can be added to it."
        )
    spot = stand_off[-1]
    own = _indentation(data, spot.start())
    base, prefix = (own or "") + "  ", spot.group(1).decode()
    at = spot.start() - len(own or "")
    lead = "" if own is not None else "\n"
    return at, at, f"{lead}{base}<{prefix}{list_name}>\n", prefix, base + "  ", f"{base}</{prefix}{list_name}>\n"


def _seen(data: bytes) -> bytes:
    """The bytes with comments and the like blanked out, of the same length."""
    return _HIDDEN.sub(lambda match: re.sub(rb"[^\r\n]", b" ", match.group()), data)


def _indentation(data: bytes, at: int) -> str | None:
    """The blanks before a tag that begins its line; None if it doesn't."""
    start = data.rfind(b"\n", 0, at) + 1
    blanks = data[start:at]
    return blanks.decode() if not blanks.strip(b" \t") else None


def _lines(item: NewItem, identifier: str, prefix: str) -> list[str]:
    kind, name = ("place", "placeName") if item.place else ("person", "persName")
    sex = f' sex="{item.sex}"' if item.sex else ""
    lines = [f'<{prefix}{kind} xml:id="{identifier}"{sex}>', "  " + _name(item, prefix, name)]
    lines += [
        f'  <{prefix}{name} type="variant">{escape(form)}</{prefix}{name}>'
        for form in dict.fromkeys(item.forms)
        if form != item.full_name
    ]
    lines += [f'  <{prefix}birth when="{item.birth}"/>'] if item.birth else []
    lines += [f'  <{prefix}death when="{item.death}"/>'] if item.death else []
    lines += [f"  <{prefix}occupation>{escape(item.occupation)}</{prefix}occupation>"] if item.occupation else []
    return [*lines, f"</{prefix}{kind}>"]


def _name(item: NewItem, prefix: str, name: str) -> str:
    if item.surname:
        parts = (
            ("roleName", item.title),
            ("forename", item.forename),
            ("nameLink", item.link),
            ("surname", item.surname),
        )
    else:
        parts = (("roleName", item.title), ("", item.name))  # type: ignore[assignment]
    inside = " ".join(
        f"<{prefix}{tag}>{escape(text)}</{prefix}{tag}>" if tag else escape(text) for tag, text in parts if text
    )
    return f'<{prefix}{name} type="main">{inside}</{prefix}{name}>'
