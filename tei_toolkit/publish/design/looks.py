"""The looks of a site as ``[design]`` has them: what is appended to the style sheet, the files it needs, the logo."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from tei_toolkit.design_settings import DesignSettings
from tei_toolkit.errors import UnreadableInput
from tei_toolkit.files import read_bytes
from tei_toolkit.findings import Finding
from tei_toolkit.publish.design.font_file import FontFile, font_file
from tei_toolkit.publish.design.own_style import own_style
from tei_toolkit.publish.design.palette import LEAST, chosen, pairs, palette
from tei_toolkit.publish.design.svg_size import svg_size
from tei_toolkit.publish.edition_files import CONFIGURATION
from tei_toolkit.publish.image_size import image_size
from tei_toolkit.resources import resource

_OWN = "own"
"""The folder in ``assets`` of what an edition brings along."""
_SANS = "sans"
_FAMILIES = {
    "alegreya": "var(--shipped-font)",
    "alegreya-sans": '"Alegreya Sans", var(--shipped-font)',
    "serif": 'ui-serif, "Iowan Old Style", "Palatino Linotype", Palatino, "URW Palladio L", Georgia, serif',
    "sans-serif": "ui-sans-serif, system-ui, sans-serif",
}


@dataclass(frozen=True, slots=True)
class Logo:
    """The logo: its address from the top of the site, what it shows in words, its size where that is known."""

    href: str
    alt: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Looks:
    """What an edition's design adds to its site."""

    css: bytes
    """What follows our style sheet, in the same file."""
    files: dict[str, bytes]
    """By their paths in ``assets``."""
    logo: Logo | None
    first_fonts: tuple[str, ...]
    """The fonts that every page needs at once, as addresses from the top of the site."""
    findings: tuple[Finding, ...]


def looks_of(folder: Path, design: DesignSettings) -> Looks:
    """The looks of the edition in ``folder``; nothing where it says nothing.

    Raises :class:`UnreadableInput` with all that is wrong with its files at once, each with the line that names them.
    """
    bench = _Bench(folder, design)
    css = [*_colours(design), *_fonts(bench)]
    if design.stylesheet:
        css.append(bench.style())
    logo = bench.logo() if design.logo else None
    if bench.complaints:
        raise UnreadableInput(f"{folder / CONFIGURATION}: " + "; ".join(bench.complaints) + ".")
    return Looks("\n".join(css).encode(), bench.files, logo, _first_fonts(design), tuple(_too_pale(folder, design)))


class _Bench:
    """The files that the design takes along, and what is wrong with them."""

    def __init__(self, folder: Path, design: DesignSettings) -> None:
        self.design = design
        self.files: dict[str, bytes] = {}
        self.complaints: list[str] = []
        self._folder = folder

    def take(self, path: str, key: str) -> tuple[str, bytes]:
        """A file of the edition that ``key`` names: its address in the style sheet and its bytes, none if it is bad."""
        data = self._read(path, key)
        inside = f"{_OWN}/{PurePosixPath(path).as_posix()}"
        if data is None:
            return "", b""
        self.files[inside] = data
        return quote(inside), data

    def font(self, key: str) -> tuple[str, FontFile]:
        """The font file that ``key`` names, and its address."""
        address, data = self.take(getattr(self.design, key), key)
        found = font_file(data)
        if address and found is None:
            self.complain(key, f"names {getattr(self.design, key)}, which is no font (WOFF2, WOFF, TrueType, OpenType)")
        return address, found or FontFile("woff2", variable=False)

    def style(self) -> str:
        """The edition's own style sheet."""
        data = self._read(self.design.stylesheet, "stylesheet") or b""
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            self.complain("stylesheet", f"names {self.design.stylesheet}, which is not in UTF-8")
            return ""
        return own_style(
            text, self.design.stylesheet, lambda path: self.take(path, "stylesheet")[0], self.complaints
        )  # fmt: skip

    def logo(self) -> Logo | None:
        """The logo, if its file is one."""
        address, data = self.take(self.design.logo, "logo")
        if not address:
            return None
        size = svg_size(data) if self.design.logo.lower().endswith(".svg") else image_size(data)
        if size is None:
            self.complain("logo", f"names {self.design.logo}, which is no image that we can read the size of")
            return None
        return Logo(f"assets/{address}", self.design.logo_alt, *size)

    def complain(self, key: str, wrong: str) -> None:
        """Say what is wrong with a key of the table."""
        line = self.design.lines.get(f"design.{key}")
        self.complaints.append(f"{f'line {line}: ' if line else ''}[design] {key} {wrong}")

    def _read(self, path: str, key: str) -> bytes | None:
        place = PurePosixPath(path)
        if place.is_absolute() or ".." in place.parts or not re.fullmatch(r"[^\\:\0]+", path):
            self.complain(key, f"names {path}, which must be a file in the edition's folder")
        elif not (self._folder / place).is_file():
            self.complain(key, f"names {path}, but there is no such file in the edition's folder")
        else:
            return read_bytes(self._folder / place)
        return None


def _colours(design: DesignSettings) -> Iterator[str]:
    """Those of light and dark; who asks for more contrast, or prints, is given ours."""
    schemes = {"light": design.light, "dark": design.dark}
    if not any((one.paper, one.ink, one.accent) != ("", "", "") for one in schemes.values()):
        return
    full = chosen(schemes)
    light, dark = palette(full["light"]), palette(full["dark"])
    lines = [f"    --{name}: light-dark({light[name]}, {dark[name]});" for name in light]
    yield "@media screen and (not (prefers-contrast: more)) {\n  :root {"
    yield from lines
    yield "  }\n}"


def _fonts(bench: _Bench) -> Iterator[str]:
    design = bench.design
    for part, font in (("text", design.text_font), ("interface", design.interface_font)):
        family = f"Edition {part.title()}"
        if font and font not in _FAMILIES:
            yield _face(family, "normal", *bench.font(f"{part}_font"))
        if font:
            families = _FAMILIES.get(font, f'"{family}", var(--shipped-font)')
            yield f":root {{ --{part}-font: {families}; }}"
    if design.text_font_italic:
        yield _face("Edition Text", "italic", *bench.font("text_font_italic"))
    if "alegreya-sans" in (design.text_font, design.interface_font):
        yield _sans(bench)


def _first_fonts(design: DesignSettings) -> tuple[str, ...]:
    """That of the text; of ours the letters without which, and figures, there is no page."""
    if design.text_font in ("", "alegreya"):
        return ("assets/fonts/alegreya-latin-400-normal.woff2",)
    return () if design.text_font in _FAMILIES else (f"assets/{quote(f'{_OWN}/{design.text_font}')}",)


def _sans(bench: _Bench) -> str:
    folder = resource("xslt", "html", "assets", _SANS)
    files = {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
    css = files.pop("sans.css").decode()
    bench.files |= {f"{_SANS}/{name}": data for name, data in files.items()}
    return css


def _face(family: str, style: str, address: str, font: FontFile) -> str:
    # A font that varies has every weight; of one that does not, the browser makes the bold.
    weight = "1 1000" if font.variable else "400"
    return (
        f'@font-face {{ font-family: "{family}"; font-style: {style}; font-weight: {weight}; font-display: swap;'
        f' src: url("{address}") format("{font.format}"); }}'
    )


def _too_pale(folder: Path, design: DesignSettings) -> Iterator[Finding]:
    """What cannot be read, where the edition chose one of the two colours."""
    schemes = {"light": design.light, "dark": design.dark}
    full = chosen(schemes)
    for pair in pairs(full):
        own, colours = schemes[pair.scheme], full[pair.scheme]
        named = [key for key in (pair.letters, "paper") if getattr(own, key)]
        if not named or pair.ratio >= LEAST:
            continue
        letters, paper = getattr(colours, pair.letters), colours.paper
        message = (
            f"In [design.{pair.scheme}] the {pair.letters} {letters} has a contrast of {_ratio(pair.ratio)} to 1 on the"
            f" paper {paper}; text needs {LEAST} to 1."
        )
        line = design.lines.get(f"design.{pair.scheme}.{named[0]}", 0)
        hint = f"make the {pair.letters} {'darker' if pair.scheme == 'light' else 'lighter'}"
        yield Finding("SITE-02", message, str(folder / CONFIGURATION), line, value=letters, hint=hint)


def _ratio(ratio: float) -> str:
    """Cut off, not rounded: 4.49 is no 4.5."""
    return f"{int(ratio * 100) / 100:.2f}"
