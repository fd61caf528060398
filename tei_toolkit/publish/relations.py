"""How the items of the registers point to one another: relations, places of birth, residences."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator

from lxml import etree

from tei_toolkit.parsing import XML_ID, tei
from tei_toolkit.publish.subjects import ids_in

_ENDS = ("active", "passive", "mutual")


def relations(register: etree._ElementTree) -> Iterator[etree._Element]:
    """The relations that a register states (TEI Guidelines, chapter 14.3.2.3)."""
    return register.getroot().iter(tei("relation"))


def told_of_both(register: etree._Element, stated: Iterable[etree._Element]) -> None:
    """Put a copy of each relation into every item of the joined register that it joins."""
    items = {item.get(XML_ID, ""): item for item in register}
    for relation in stated:
        ends = (id_ for end in _ENDS for id_ in ids_in(relation.get(end, "")))
        for id_ in dict.fromkeys(ends):
            if id_ in items:
                items[id_].append(copy.deepcopy(relation))


def pointed_to(item: etree._Element) -> list[str]:
    """The ids to which the register points from an item, each once; not its own."""
    attributes = (element.get(name, "") for element in item.iter() for name in ("ref", *_ENDS))
    return [
        id_ for id_ in dict.fromkeys(id_ for value in attributes for id_ in ids_in(value)) if id_ != item.get(XML_ID)
    ]
