"""The parts of a Word document and how they point to each other (ECMA-376, parts 1 and 2)."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from lxml import etree

from tei_toolkit.errors import UnreadableInput
from tei_toolkit.parsing import local_name, parse_xml
from tei_toolkit.read.archive import Archive

_MAIN = "officeDocument"
_CORE = "core-properties"
_DETAILS = {"title": "title", "creator": "author", "description": "description"}


class Package:
    """The parts of a document, by the kind of relationship that the main part has to them."""

    def __init__(self, data: bytes, name: str) -> None:
        self._archive = Archive(data, name)
        self._name = name
        top = {kind: target for _, kind, target, _ in self._relations("")}
        main = top.get(_MAIN, "word/document.xml")
        if main not in self._archive:
            raise UnreadableInput(f"{name}: this archive has no Word document in it; was it saved as .docx?")
        self.main = self._parse(main)
        self.space = etree.QName(self.main).namespace or ""
        self._parts: dict[str, list[str]] = {}
        self._targets: dict[str, str] = {}
        for identifier, kind, target, external in self._relations(main):
            if external:
                self._targets[identifier] = target
            elif target in self._archive:
                self._parts.setdefault(kind, []).append(target)
        self._core = top.get(_CORE, "")

    def _parse(self, path: str) -> etree._Element:
        return parse_xml(self._archive.read(path), f"{self._name} ({path})").getroot()

    def _relations(self, part: str) -> Iterator[tuple[str, str, str, bool]]:
        """The relationships of a part: id, kind, target, and whether it lies outside the document."""
        folder, file = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{file}.rels")
        if path not in self._archive:
            return
        for relation in self._parse(path):
            if not isinstance(relation.tag, str):
                continue
            target, external = relation.get("Target", ""), relation.get("TargetMode") == "External"
            if not external:
                target = posixpath.normpath(posixpath.join(folder, target)) if target[:1] != "/" else target[1:]
            yield relation.get("Id", ""), relation.get("Type", "").rsplit("/", 1)[-1], target, external

    def parts(self, kind: str) -> list[etree._Element]:
        """The root elements of all parts of a kind, such as ``footnotes`` or ``header``."""
        return [self._parse(path) for path in self._parts.get(kind, ())]

    def part(self, kind: str) -> etree._Element | None:
        """The first of them."""
        return next(iter(self.parts(kind)), None)

    def target(self, identifier: str) -> str:
        """The address outside the document that a relationship names; empty if there is none."""
        return self._targets.get(identifier, "")

    def details(self) -> dict[str, str]:
        """Title and author, if the document's properties have them."""
        if self._core not in self._archive:
            return {}
        found = {}
        for element in self._parse(self._core):
            key = _DETAILS.get(local_name(element))
            if key and (element.text or "").strip():
                found[key] = " ".join((element.text or "").split())
        return found
