"""What styles and numbering say in a Word document (ECMA-376, part 1, sections 17.7 and 17.9)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from tei_toolkit.parsing import local_name
from tei_toolkit.read.lists import letters, roman

_ON = ("", "1", "true", "on")
_RENDS = {
    "b": "bold", "i": "italic", "u": "underline", "strike": "strike", "dstrike": "strike", "smallCaps": "smallcaps",
    "caps": "allcaps",
}  # fmt: skip
_POSITIONS = {"superscript": "sup", "subscript": "sub"}
_DEEPEST = 9
_HEADING_NAME = re.compile(r"heading (\d)", re.IGNORECASE)


class Look(NamedTuple):
    """How words look: TEI's ``@rend`` values, whether they are hidden, their language; and their style's name."""

    rend: tuple[str, ...] = ()
    hidden: bool = False
    language: str = ""
    style: str = ""


class ParagraphStyle(NamedTuple):
    """A paragraph's style: its name, the level of heading that it is (0: none), its place on the line, its list."""

    name: str = ""
    level: int = 0
    align: str = ""
    number: str = ""
    depth: int = 0
    """Its level in the list's numbering, from 0."""


def properties(element: etree._Element | None) -> Iterator[tuple[str, str, etree._Element]]:
    """The properties in a ``pPr`` or ``rPr``: name, value, element."""
    for one in element if element is not None else ():
        if isinstance(one.tag, str):
            space = one.tag[: one.tag.rfind("}") + 1]
            yield local_name(one), one.get(f"{space}val", ""), one


class Styles:
    """The styles of a document, each resolved once along what it is based on."""

    def __init__(self, root: etree._Element | None, space: str) -> None:
        self._w = f"{{{space}}}"
        found = root.iterfind(f"{self._w}style") if root is not None else iter(())
        self._styles = {style.get(f"{self._w}styleId", ""): style for style in found}
        self._paragraphs: dict[str, ParagraphStyle] = {}
        self._looks: dict[str, Look] = {}
        self.default = next(
            (key for key, style in self._styles.items()
             if style.get(f"{self._w}type") == "paragraph" and style.get(f"{self._w}default") in _ON[1:]), "",
        )  # fmt: skip
        languages = root.find(f"{self._w}docDefaults//{self._w}lang") if root is not None else None
        self.language = languages.get(f"{self._w}val", "") if languages is not None else ""

    def name(self, identifier: str) -> str:
        """A style's name as the word processor shows it."""
        style = self._styles.get(identifier)
        named = style.find(f"{self._w}name") if style is not None else None
        return named.get(f"{self._w}val", identifier) if named is not None else identifier

    def _chain(self, identifier: str) -> list[etree._Element]:
        """A style and those that it is based on, the farthest first."""
        chain: list[etree._Element] = []
        while identifier in self._styles and self._styles[identifier] not in chain:
            chain.append(self._styles[identifier])
            based = chain[-1].find(f"{self._w}basedOn")
            identifier = based.get(f"{self._w}val", "") if based is not None else ""
        return chain[::-1]

    def paragraph(self, identifier: str) -> ParagraphStyle:
        """What a paragraph style says."""
        known = self._paragraphs.get(identifier)
        if known is None:
            known = ParagraphStyle(self.name(identifier))
            for style in self._chain(identifier):
                known = self.with_properties(known, style.find(f"{self._w}pPr"))
            heading = _HEADING_NAME.fullmatch(known.name)
            if heading and not known.level:
                known = known._replace(level=int(heading[1]))
            self._paragraphs[identifier] = known
        return known

    def with_properties(self, style: ParagraphStyle, element: etree._Element | None) -> ParagraphStyle:
        """The style with what a ``pPr`` says besides."""
        for name, value, one in properties(element):
            if name == "outlineLvl" and value.isdecimal():
                style = style._replace(level=int(value) + 1 if int(value) < _DEEPEST else 0)
            elif name == "jc":
                style = style._replace(align={"end": "right"}.get(value, value))
            elif name == "numPr":
                inner = {key: number for key, number, _ in properties(one)}
                depth = inner.get("ilvl", "")
                style = style._replace(
                    number=inner.get("numId", style.number), depth=int(depth) if depth.isdecimal() else style.depth
                )
        return style

    def look(self, element: etree._Element | None) -> Look:
        """How a run looks whose properties these are: its character style, and what it says itself."""
        look = Look()
        style = element.find(f"{self._w}rStyle") if element is not None else None
        if style is not None:
            look = self._character(style.get(f"{self._w}val", ""))
        return self._with(look, element)

    def _character(self, identifier: str) -> Look:
        known = self._looks.get(identifier)
        if known is None:
            known = Look(style=self.name(identifier))
            for style in self._chain(identifier):
                known = self._with(known, style.find(f"{self._w}rPr"))
            self._looks[identifier] = known
        return known

    def _with(self, look: Look, element: etree._Element | None) -> Look:
        if element is None:
            return look
        rend = dict.fromkeys(look.rend)
        hidden, language = look.hidden, look.language
        for name, value, _ in properties(element):
            if name in _RENDS:
                on = value in _ON or (name == "u" and value != "none")
                if on:
                    rend[_RENDS[name]] = None
                else:
                    rend.pop(_RENDS[name], None)
            elif name == "vertAlign":
                rend = {key: None for key in rend if key not in _POSITIONS.values()}
                if value in _POSITIONS:
                    rend[_POSITIONS[value]] = None
            elif name == "vanish":
                hidden = value in _ON
            elif name == "lang":
                language = value
        return Look(tuple(rend), hidden, language, look.style)


class Numbering:
    """The numbers of list paragraphs, counted along the document."""

    def __init__(self, root: etree._Element | None, space: str) -> None:
        self._w = f"{{{space}}}"
        self._levels: dict[tuple[str, int], tuple[int, str, str]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        if root is None:
            return
        abstract = {one.get(f"{self._w}abstractNumId"): one for one in root.iterfind(f"{self._w}abstractNum")}
        for number in root.iterfind(f"{self._w}num"):
            identifier = number.get(f"{self._w}numId", "")
            of = number.find(f"{self._w}abstractNumId")
            found = abstract.get(of.get(f"{self._w}val")) if of is not None else None
            overrides = number.iterfind(f"{self._w}lvlOverride/{self._w}lvl")
            for level in (*(found.iterfind(f"{self._w}lvl") if found is not None else ()), *overrides):
                self._add(identifier, level)
            for override in number.iterfind(f"{self._w}lvlOverride"):
                self._restart(identifier, override)

    def _add(self, identifier: str, level: etree._Element) -> None:
        said = {key: value for key, value, _ in properties(level)}
        start = int(said["start"]) if said.get("start", "").isdecimal() else 1
        depth = level.get(f"{self._w}ilvl", "0")
        if depth.isdecimal():
            self._levels[identifier, int(depth)] = (start, said.get("numFmt", "decimal"), said.get("lvlText", ""))

    def _restart(self, identifier: str, override: etree._Element) -> None:
        start = override.find(f"{self._w}startOverride")
        depth = override.get(f"{self._w}ilvl", "0")
        if start is not None and depth.isdecimal() and (identifier, int(depth)) in self._levels:
            value = start.get(f"{self._w}val", "1")
            _, form, text = self._levels[identifier, int(depth)]
            self._levels[identifier, int(depth)] = (int(value) if value.isdecimal() else 1, form, text)

    def next(self, identifier: str, depth: int) -> tuple[str, bool]:
        """The next number of a list as it is shown, and whether the list is numbered (else it has bullets)."""
        counts = self._counts.setdefault(identifier, {})
        start, form, text = self._levels.get((identifier, depth), (1, "decimal", f"%{depth + 1}."))
        counts[depth] = counts.get(depth, start - 1) + 1
        for deeper in [key for key in counts if key > depth]:
            del counts[deeper]
        if form in ("bullet", "none"):
            return "", False

        def shown(match: re.Match[str]) -> str:
            level = int(match[1]) - 1
            own = self._levels.get((identifier, level), (1, "decimal", ""))
            return _written(counts.get(level, own[0]), own[1])

        return re.sub(r"%([1-9])", shown, text), True


def _written(number: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter"):
        written = letters(number)
    elif form in ("lowerRoman", "upperRoman"):
        written = roman(number)
    else:
        return f"{number:02d}" if form == "decimalZero" else str(number)
    return written.upper() if form.startswith("upper") else written
