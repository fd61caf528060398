"""What ``edition.toml`` says of the looks of the site: the table ``[design]``."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

SHIPPED_FONTS = ("alegreya", "alegreya-sans")
"""The typefaces that come with the toolkit."""
SYSTEM_FONTS = ("serif", "sans-serif")
"""The reader's own typefaces, of which nothing is fetched."""
FONT_KEYS = ("text_font", "text_font_italic", "interface_font")
_COLOURS = ("paper", "ink", "accent")
_COLOUR = re.compile(r"#(?:[0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})")
_FONT_FILE = re.compile(r".+\.(?:woff2|woff|ttf|otf)", re.IGNORECASE)
_LOGO_FILE = re.compile(r".+\.(?:svg|png|jpe?g|webp|gif)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of the light or the dark page, ``#rrggbb``; empty where the edition leaves ours."""

    paper: str = ""
    ink: str = ""
    accent: str = ""


@dataclass(frozen=True, slots=True)
class DesignSettings:
    """The looks of the site. Files are named by their paths in the edition's folder."""

    light: Colours = Colours()
    """The table ``[design.light]``."""
    dark: Colours = Colours()
    """The table ``[design.dark]``."""
    text_font: str = ""
    """Of the diary: a font file, or one of ``SHIPPED_FONTS`` or ``SYSTEM_FONTS``."""
    text_font_italic: str = ""
    """The italic that belongs to a font file."""
    interface_font: str = ""
    """Of buttons, navigation and lists; without it, that of the diary."""
    logo: str = ""
    logo_alt: str = ""
    """What the logo shows, in words; nothing if it only says the title again."""
    stylesheet: str = ""
    """A CSS file that is appended to ours."""
    lines: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)
    """Where each key stands in ``edition.toml``; this is none of the design, so that moving a line changes nothing."""


def parse_design(table: Mapping[str, Any], lines: Mapping[str, int], complaints: list[str]) -> DesignSettings:
    """Read the table ``[design]``; what is wrong with it is added to ``complaints``, in one sentence each.

    ``lines`` are those of the keys, by their full names such as ``design.light.paper``.
    """
    complain = _Complaints(lines, complaints)
    light, dark = (_colours(table.get(scheme, {}), scheme, complain) for scheme in ("light", "dark"))
    texts = {key: _text(table[key], key, complain) for key in _TEXTS if key in table}
    if texts.get("logo") and "logo_alt" not in table:
        complain("logo", 'needs a logo_alt beside it that says what it shows ("" if that is the title alone)')
    if texts.get("logo_alt") and not texts.get("logo"):
        complain("logo_alt", "describes a logo, but none is named")
    if texts.get("text_font_italic") and not _FONT_FILE.fullmatch(texts.get("text_font", "")):
        complain("text_font_italic", "goes with a font file as text_font; the shipped typefaces have their own italic")
    own_lines = {key: at for key, at in lines.items() if key.startswith("design.")}
    return DesignSettings(light, dark, **texts, lines=own_lines)


class _Complaints:
    """What is wrong with a key of the table, with its line."""

    def __init__(self, lines: Mapping[str, int], complaints: list[str]) -> None:
        self._lines, self._complaints = lines, complaints

    def __call__(self, key: str, wrong: str) -> None:
        line = self._lines.get(f"design.{key}")
        table, _, name = f"design.{key}".rpartition(".")
        self._complaints.append(f"{f'line {line}: ' if line else ''}[{table}] {name} {wrong}")


def _colours(table: Any, scheme: str, complain: _Complaints) -> Colours:
    if not isinstance(table, Mapping):
        complain(scheme, f"must be a table [design.{scheme}] of colours")
        return Colours()
    found: dict[str, str] = {}
    for key, value in table.items():
        if key not in _COLOURS:
            complain(f"{scheme}.{key}", f"is no colour of ours; there are {', '.join(_COLOURS)}")
        elif not isinstance(value, str) or not _COLOUR.fullmatch(value):
            complain(f"{scheme}.{key}", f'must be a colour such as "#8a3324", not {value!r}')
        else:
            found[key] = _six_digits(value)
    return Colours(**found)


def _six_digits(colour: str) -> str:
    digits = colour[1:].lower()
    return f"#{digits}" if len(digits) == 6 else "#" + "".join(2 * digit for digit in digits)


def _font(value: str) -> str:
    known = value.lower() in (*SHIPPED_FONTS, *SYSTEM_FONTS)
    return "" if known or _FONT_FILE.fullmatch(value) else (
        f"must be a font file (.woff2, .woff, .ttf, .otf) or one of {', '.join((*SHIPPED_FONTS, *SYSTEM_FONTS))},"
        f" not {value!r}"
    )  # fmt: skip


def _file(kind: re.Pattern[str], wanted: str, value: str) -> str:
    return "" if kind.fullmatch(value) else f"must be {wanted}, not {value!r}"


_TEXTS: Mapping[str, Callable[[str], str]] = {
    "text_font": _font,
    "text_font_italic": lambda value: _file(_FONT_FILE, "a font file (.woff2, .woff, .ttf, .otf)", value),
    "interface_font": _font,
    "logo": lambda value: _file(_LOGO_FILE, "an image (.svg, .png, .jpg, .webp, .gif)", value),
    "logo_alt": lambda _: "",
    "stylesheet": lambda value: _file(re.compile(r".+\.css"), "a file that ends with .css", value),
}
"""What is wrong with the value of a key; nothing if it is good."""
KEYS = (*_TEXTS, "light", "dark")


def _text(value: Any, key: str, complain: _Complaints) -> str:
    wrong = _TEXTS[key](value) if isinstance(value, str) else f"must be text in quotes, not {value!r}"
    if wrong:
        complain(key, wrong)
        return ""
    return value.lower() if key in FONT_KEYS and value.lower() in (*SHIPPED_FONTS, *SYSTEM_FONTS) else str(value)
