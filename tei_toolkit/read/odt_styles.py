"""What styles say in an OpenDocument text (OASIS ODF 1.3, part 3, sections 16 and 20)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from lxml import etree

STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0"
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
_SVG = "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
_BOLD = ("bold", "600", "700", "800", "900")


class Look(NamedTuple):
    """How words look and paragraphs stand: TEI's ``@rend`` values, language, alignment, breaks, heading level, font."""

    rend: tuple[str, ...] = ()
    language: str = ""
    hidden: bool = False
    align: str = ""
    break_before: bool = False
    break_after: bool = False
    level: int = 0
    font: str = ""
    """The font's name in the document (see :meth:`Styles.font`)."""


class Styles:
    """The styles of a document, each resolved once along its parents."""

    def __init__(self, *roots: etree._Element) -> None:
        self._styles: dict[tuple[str, str], etree._Element] = {}
        self._looks: dict[tuple[str, str], Look] = {}
        self._lists: dict[str, dict[int, etree._Element]] = {}
        self._fonts: dict[str, str] = {}
        self.language = ""
        for root in roots:
            for face in root.iter(f"{{{STYLE}}}font-face"):
                self._fonts[face.get(f"{{{STYLE}}}name", "")] = face.get(f"{{{_SVG}}}font-family", "").strip("'\"")
            for style in root.iter(f"{{{STYLE}}}style"):
                key = style.get(f"{{{STYLE}}}family", ""), style.get(f"{{{STYLE}}}name", "")
                self._styles[key] = style
            for style in root.iter(f"{{{TEXT}}}list-style"):
                levels = {int(one.get(f"{{{TEXT}}}level", "1")): one for one in style if isinstance(one.tag, str)}
                self._lists[style.get(f"{{{STYLE}}}name", "")] = levels
            for default in root.iter(f"{{{STYLE}}}default-style"):
                if default.get(f"{{{STYLE}}}family") == "paragraph":
                    self.language = _with(Look(), default).language or self.language

    def _chain(self, family: str, name: str) -> Iterator[etree._Element]:
        """A style and its parents."""
        seen: set[str] = set()
        while name and name not in seen and (family, name) in self._styles:
            seen.add(name)
            yield self._styles[family, name]
            name = self._styles[family, name].get(f"{{{STYLE}}}parent-style-name", "")

    def names(self, family: str, name: str) -> list[str]:
        """The names of a style and its parents as the word processor shows them, that of the style first."""
        return [style.get(f"{{{STYLE}}}display-name") or style.get(f"{{{STYLE}}}name", "").replace("_20_", " ")
                for style in self._chain(family, name)]  # fmt: skip

    def look(self, family: str, name: str) -> Look:
        """What a style says, with what its parents say."""
        known = self._looks.get((family, name))
        if known is None:
            known = Look()
            for style in reversed(list(self._chain(family, name))):
                known = _with(known, style)
            self._looks[family, name] = known
        return known

    def font(self, name: str) -> str:
        """The family of a font by its name in the document."""
        return self._fonts.get(name) or name

    def list_level(self, name: str, depth: int) -> etree._Element | None:
        """How a list style numbers a level (the outermost is 1)."""
        return self._lists.get(name, {}).get(depth)


def _with(look: Look, style: etree._Element) -> Look:
    level = style.get(f"{{{STYLE}}}default-outline-level", "")
    if level.isdecimal():
        look = look._replace(level=int(level))
    for properties in style:
        if not isinstance(properties.tag, str):
            continue
        said = {str(key).rsplit("}", 1)[-1]: str(value) for key, value in properties.attrib.items()}
        if properties.tag.endswith("text-properties"):
            look = _words(look, said)
        elif properties.tag.endswith("paragraph-properties"):
            look = _paragraph(look, said)
    return look


_TURNED: Mapping[str, tuple[str, Callable[[str], bool]]] = {
    "font-weight": ("bold", lambda said: said in _BOLD),
    "font-style": ("italic", lambda said: said in ("italic", "oblique")),
    "text-underline-style": ("underline", lambda said: said != "none"),
    "text-line-through-style": ("strike", lambda said: said != "none"),
    "font-variant": ("smallcaps", lambda said: said == "small-caps"),
    "text-transform": ("allcaps", lambda said: said == "uppercase"),
}
"""Which properties turn which look on or off."""


def _words(look: Look, said: Mapping[str, str]) -> Look:
    rend = dict.fromkeys(look.rend)

    def turn(name: str, on: bool) -> None:
        if on:
            rend[name] = None
        else:
            rend.pop(name, None)

    for key, (name, is_on) in _TURNED.items():
        if key in said:
            turn(name, is_on(said[key]))
    if "text-position" in said:
        position = said["text-position"].split()[0]
        turn("sup", position == "super" or (position[:1].isdigit() and not position.startswith("0")))
        turn("sub", position == "sub" or position.startswith("-"))
    language = look.language
    if said.get("language", "none") != "none":
        country = said.get("country", "none")
        language = said["language"] + (f"-{country}" if country != "none" else "")
    hidden = said["display"] == "none" if "display" in said else look.hidden
    font = said.get("font-name") or said.get("font-family", "").strip("'\"") or look.font
    return look._replace(rend=tuple(rend), language=language, hidden=hidden, font=font)


def _paragraph(look: Look, said: Mapping[str, str]) -> Look:
    align = {"end": "right", "right": "right", "center": "center"}.get(said.get("text-align", ""), "")
    return look._replace(
        align=align if "text-align" in said else look.align,
        break_before=said.get("break-before", "page" if look.break_before else "") == "page",
        break_after=said.get("break-after", "page" if look.break_after else "") == "page",
    )
