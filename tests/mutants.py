"""Documents with something wrong in them, or at least something changed: each is made of a good one by a few changes
drawn by lot. The same seed makes the same documents.

Midnight is never written 24:00:00: XML Schema allows it since its second edition of 2004, jing does not.
"""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Iterator, Sequence

from lxml import etree

TEI = "http://www.tei-c.org/ns/1.0"
_SPACES = ("", TEI, "http://www.w3.org/1999/xhtml", "http://www.tei-c.org/ns/Examples", "urn:nobody")
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_ATTRIBUTES = (
    "when", "from", "to", "notBefore", "n", "type", "subtype", "ref", "target", "corresp", "who", "resp", "cert",
    "rend", "rendition", "style", "place", "unit", "quantity", "extent", "reason", "cols", "rows", "role", "level",
    "url", "width", "key", "calendar", "evidence", "ulx", "points", "org", "part", "break", "status", "hand", "facs",
    "version", "ident", "mimeType", "scope", "dur", "sortKey", "full", "wen", "N", "xmlid",
    _XML_ID, "{http://www.w3.org/XML/1998/namespace}lang", "{http://www.w3.org/XML/1998/namespace}space",
    "{http://www.w3.org/XML/1998/namespace}base", f"{{{TEI}}}n", "{urn:nobody}n",
)  # fmt: skip
_VALUES = (
    "", " ", "1939-02-03", "28.2.1923", "1939-02-30", "1939-2-3", "1939", "--02-03", "0000-01-01", "-0044-03-15",
    "1939-02-03T07:30:00Z", "07:30:00", "1", "-1", "+1", "1.5", "1e3", "INF", "yes", "true", "1 2", "a b",
    "#a", "# a", "#a#b", "http://example.org/a b", "http://[::1", "%zz", "a:", ":a", "x", "X1", "1x", "p\u00e4r",
    "\u0434\u0430", "high", "medium", "unknown", "inline", "en", "de-AT", "en_GB", "12345678901", "preserve",
    "\u00a0", "a\u00a0b", "\u2003", "M", "\u00a7", "a,b", "0,0 10,10 20", "2.5cm", "50%", "P1D", "text/xml",
)  # fmt: skip
_TEXTS = (" word ", " \n\t ", "\u00a0", "1939-02-03", "x", "")
_NAMES = (
    "p", "div", "head", "note", "persName", "persname", "date", "lb", "pb", "ab", "seg", "list", "item", "title",
    "bibl", "quote", "table", "row", "cell", "figure", "graphic", "choice", "sic", "corr", "gap", "egXML", "TEI", "foo",
)  # fmt: skip


def mutants(documents: Sequence[bytes], count: int, seed: int, kinds: str = "all") -> Iterator[bytes]:
    """So many changed documents, as UTF-8; ``kinds`` of changes are ``all``, or those of ``values``."""
    chance = random.Random(seed)
    roots = [etree.fromstring(document) for document in documents]
    for _ in range(count):
        root = copy.deepcopy(chance.choice(roots))
        for _ in range(chance.choice((1, 1, 1, 2, 3))):
            chance.choice(_CHANGES[kinds])(root, chance)
        yield etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _any(root: etree._Element, chance: random.Random) -> etree._Element:
    return chance.choice(list(root.iter(etree.Element)))


def _inner(root: etree._Element, chance: random.Random) -> tuple[etree._Element, etree._Element]:
    """Any element but the root, and its parent; if there is but the root, one is made."""
    one = _any(root, chance)
    parent = one.getparent()
    if parent is None:
        parent, one = one, one[0] if len(one) and isinstance(one[0].tag, str) else etree.SubElement(one, "p")
    return one, parent


def _rename(root: etree._Element, chance: random.Random) -> None:
    one, _ = _inner(root, chance)
    one.tag = chance.choice((f"{{{TEI}}}{chance.choice(_NAMES)}", str(_any(root, chance).tag)))


def _misspell(root: etree._Element, chance: random.Random) -> None:
    one, _ = _inner(root, chance)
    name = etree.QName(one)
    changed = chance.choice((name.localname.lower(), name.localname.title(), name.localname[:-1] or "x"))
    one.tag = f"{{{name.namespace}}}{changed}" if name.namespace else changed


def _other_namespace(root: etree._Element, chance: random.Random) -> None:
    one, _ = _inner(root, chance)
    space, local = chance.choice(_SPACES), etree.QName(one).localname
    one.tag = f"{{{space}}}{local}" if space else local


def _drop(root: etree._Element, chance: random.Random) -> None:
    one, parent = _inner(root, chance)
    parent.remove(one)


def _unwrap(root: etree._Element, chance: random.Random) -> None:
    one, parent = _inner(root, chance)
    at = parent.index(one)
    parent[at : at + 1] = list(one)


def _wrap(root: etree._Element, chance: random.Random) -> None:
    one, parent = _inner(root, chance)
    around = etree.Element(f"{{{TEI}}}{chance.choice(_NAMES)}")
    parent.replace(one, around)
    around.append(one)


def _move(root: etree._Element, chance: random.Random) -> None:
    one, _ = _inner(root, chance)
    inside = set(one.iter())
    other = chance.choice([each for each in root.iter(etree.Element) if each not in inside])
    other.insert(chance.randint(0, len(other)), one)


def _copy(root: etree._Element, chance: random.Random) -> None:
    one, _ = _inner(root, chance)
    other = _any(root, chance)
    other.insert(chance.randint(0, len(other)), copy.deepcopy(one))


def _swap(root: etree._Element, chance: random.Random) -> None:
    _, parent = _inner(root, chance)
    children = list(parent)
    chance.shuffle(children)
    parent[:] = children


def _new_element(root: etree._Element, chance: random.Random) -> None:
    other = _any(root, chance)
    made = etree.Element(f"{{{chance.choice((TEI, TEI, _SPACES[3]))}}}{chance.choice(_NAMES)}")
    made.text = chance.choice(_TEXTS)
    other.insert(chance.randint(0, len(other)), made)


def _drop_attribute(root: etree._Element, chance: random.Random) -> None:
    bearers = [one for one in root.iter(etree.Element) if one.attrib]
    if bearers:
        one = chance.choice(bearers)
        del one.attrib[chance.choice(sorted(map(str, one.attrib)))]


def _new_attribute(root: etree._Element, chance: random.Random) -> None:
    _any(root, chance).set(chance.choice(_ATTRIBUTES), chance.choice(_VALUES))


def _change_value(root: etree._Element, chance: random.Random) -> None:
    bearers = [one for one in root.iter(etree.Element) if one.attrib]
    if bearers:
        one = chance.choice(bearers)
        name = chance.choice(sorted(map(str, one.attrib)))
        old = str(one.attrib[name])
        one.set(name, chance.choice((*_VALUES, f"{old} ", f"{old} {old}", f" {old}", old.upper())))


def _same_id(root: etree._Element, chance: random.Random) -> None:
    bearers = [one for one in root.iter(etree.Element) if _XML_ID in one.attrib]
    _any(root, chance).set(_XML_ID, str(chance.choice(bearers).get(_XML_ID)) if bearers else "a")


def _text(root: etree._Element, chance: random.Random) -> None:
    one, _ = _inner(root, chance)
    if chance.random() < 0.5:
        one.text = chance.choice(_TEXTS) + (one.text or "") * chance.randint(0, 1)
    else:
        one.tail = (one.tail or "") + chance.choice(_TEXTS)


def _comment(root: etree._Element, chance: random.Random) -> None:
    other = _any(root, chance)
    made = chance.choice((etree.Comment(" <p> "), etree.ProcessingInstruction("x", "y")))
    made.tail = chance.choice(_TEXTS)
    other.insert(chance.randint(0, len(other)), made)


_OF_VALUES: tuple[Callable[[etree._Element, random.Random], None], ...] = (
    _new_attribute, _change_value, _change_value, _change_value, _same_id, _text,
)  # fmt: skip
_CHANGES = {
    "values": _OF_VALUES,
    "all": (
        *_OF_VALUES, _rename, _misspell, _other_namespace, _drop, _unwrap, _wrap, _move, _copy, _swap, _new_element,
        _drop_attribute, _new_attribute, _text, _comment,
    ),
}  # fmt: skip
