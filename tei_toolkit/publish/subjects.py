"""Subjects: the categories of the registers' taxonomies, and what stands under them.

TEI Guidelines, chapter 2.3.7 (``taxonomy``, ``category``), 2.4.3 (``textClass``) and 18.3 (``interp``, ``@ana``). An
entry stands under a subject as a whole by ``catRef`` or a ``term`` among the keywords of its header, by ``@ana`` of
its division, or because a register says so, whose ``interp`` leads from the subject to the entry.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Iterator, Sequence

from lxml import etree

from tei_toolkit.parsing import NAMESPACES, XML_ID, tei

BROADER = "broader"
"""The attribute that says of a category in the joined register, where none holds another, which one held it."""
_WORDS = "="
"""Before a keyword that points to no category."""


def subjects_of(tree: etree._ElementTree) -> tuple[str, ...]:
    """The subjects of the entry that stands alone in a document: ids, or a keyword's words after ``=``."""
    root = tree.getroot()
    found: list[str] = []
    for reference in root.iterfind("tei:teiHeader/tei:profileDesc/tei:textClass/tei:catRef", NAMESPACES):
        found += ids_in(reference.get("target", ""))
    for term in root.iterfind("tei:teiHeader/tei:profileDesc/tei:textClass/tei:keywords//tei:term", NAMESPACES):
        words = " ".join("".join(map(str, term.itertext())).split())
        found += list(ids_in(term.get("ref", ""))) or ([_WORDS + words] if words else [])
    for text in root.iterfind("tei:text", NAMESPACES):
        for div in (text, *text.iter(tei("div"))):
            found += ids_in(div.get("ana", ""))
    return tuple(dict.fromkeys(found))


def ids_in(pointers: str) -> Iterator[str]:
    """The ids to which an attribute points: of ``subjects.xml#gold #snow`` gold and snow."""
    return (id_ for pointer in pointers.split() if (id_ := pointer.partition("#")[2]))


def categories(register: etree._ElementTree) -> Iterator[etree._Element]:
    """The categories of a register in order, none of which holds another."""
    for category in register.getroot().iter(tei("category")):
        if category.get(XML_ID):
            alone = copy.deepcopy(category)
            for narrower in alone.findall("tei:category", NAMESPACES):
                alone.remove(narrower)
            above = (one.get(XML_ID, "") for one in category.iterancestors(tei("category")))
            if broader := next((id_ for id_ in above if id_), ""):
                alone.set(BROADER, broader)
            yield alone


def entries_of_subjects(register: etree._ElementTree) -> Iterator[tuple[str, str]]:
    """What a register says of entries: id of the entry, id of the subject."""
    for said in register.getroot().iterfind("tei:standOff//tei:interp", NAMESPACES):
        for entry in ids_in(said.get("inst", "")):
            for subject in ids_in(said.get("ana", "")):
                yield entry, subject


class Keywords:
    """The subjects that keywords mean: the category of that name, or else a subject of their own.

    A keyword that every entry has, and no category (“diary entry”), tells none from another and means no subject.
    """

    def __init__(self, register: etree._Element, of_entries: Sequence[Iterable[str]]) -> None:
        """``register`` is the joined one, to which new subjects are added; ``of_entries`` what :func:`subjects_of`
        found in each entry."""
        self._register = register
        self._by_name = {_folded(subject_name(one)): one.get(XML_ID, "") for one in register.iter(tei("category"))}
        self._ids = {str(item.get(XML_ID)) for item in register}
        everywhere = set.intersection(*map(set, of_entries)) if len(of_entries) > 1 else set()
        self._empty = {one for one in everywhere if one[0] == _WORDS and _folded(one[1:]) not in self._by_name}

    def ids(self, subjects: Iterable[str]) -> tuple[str, ...]:
        """What :func:`subjects_of` found, as ids alone."""
        telling = (one for one in subjects if one not in self._empty)
        return tuple(dict.fromkeys(one if one[0] != _WORDS else self._id(one[1:]) for one in telling))

    def _id(self, words: str) -> str:
        name = _folded(words)
        if name not in self._by_name:
            plain = "subject-" + (re.sub(r"[\W_]+", "-", name).strip("-") or "other")
            number = next(n for n in range(1, len(self._ids) + 2) if _numbered(plain, n) not in self._ids)
            self._by_name[name] = id_ = _numbered(plain, number)
            self._ids.add(id_)
            category = etree.SubElement(self._register, tei("category"), {XML_ID: id_})
            etree.SubElement(category, tei("catDesc")).text = words
        return self._by_name[name]


def subject_name(category: etree._Element) -> str:
    """What a category is called: the ``term`` in its first description, or else the words of that.

    The rule is that of ``html:register-name``.
    """
    description = category.find("tei:catDesc", NAMESPACES)
    if description is None:
        return category.get(XML_ID, "")
    term = description.find("tei:term", NAMESPACES)
    named = copy.deepcopy(description if term is None else term)
    for other in [*named.iter(tei("idno")), *named.iter(tei("gloss"))]:
        other.text = None
    return " ".join("".join(map(str, named.itertext())).split()) or category.get(XML_ID, "")


def _numbered(name: str, number: int) -> str:
    return name if number == 1 else f"{name}-{number}"


def _folded(words: str) -> str:
    return words.casefold()
