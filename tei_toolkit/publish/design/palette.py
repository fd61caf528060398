"""All colours of a page, made of the few that an edition chooses so that everything on it can be read.

The contrast of two colours is that of WCAG 2.2, "contrast ratio" and "relative luminance".
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace

from tei_toolkit.design_settings import Colours

LEAST = 4.5
"""The contrast that text needs (WCAG 2.2, success criterion 1.4.3, level AA)."""
_EASY = 5.5
"""What the second ink is made to have on the paper, so that it can be read on tinted paper too."""
OURS = {
    "light": Colours(paper="#fcfaf5", ink="#26221c", accent="#8a3324"),
    "dark": Colours(paper="#191714", ink="#ddd6c8", accent="#e09a7d"),
}
"""The colours of xslt/html/assets/site.css where the edition says nothing."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two colours that stand on one another, as the editor wrote them or as ours."""

    scheme: str
    letters: str
    """``ink`` or ``accent``."""
    ratio: float


def contrast(one: str, other: str) -> float:
    """From 1 (the same) to 21 (black on white); the order does not matter."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def chosen(colours: dict[str, Colours]) -> dict[str, Colours]:
    """The colours of both schemes: the edition's, else ours; an accent for light alone is made lighter for dark."""
    full = {}
    for scheme, ours in OURS.items():
        own = {key: colour for key, colour in asdict(colours[scheme]).items() if colour}
        full[scheme] = replace(ours, **own)
    if colours["light"].accent and not colours["dark"].accent:
        dark = full["dark"]
        accent = _palest(colours["light"].accent, "#ffffff", _tinted(dark), _EASY)
        full["dark"] = Colours(dark.paper, dark.ink, accent)
    return full


def pairs(colours: dict[str, Colours]) -> list[Pair]:
    """The contrast of each kind of letters with its paper."""
    return [
        Pair(scheme, letters, contrast(getattr(some, letters), some.paper))
        for scheme, some in colours.items()
        for letters in ("ink", "accent")
    ]


def palette(colours: Colours) -> dict[str, str]:
    """The custom properties of a scheme, without their hyphens: each colour of a page by its name."""
    paper, ink, accent = colours.paper, colours.ink, colours.accent
    tinted = _tinted(colours)
    second = _palest(paper, ink, paper, _EASY)
    shares = [share / 100 for share in range(24, 3, -1)]
    marks = [mixed(paper, accent, share) for share in shares]
    return {
        "paper": paper,
        "paper-2": tinted,
        "ink": ink,
        "ink-2": second,
        "ink-3": _palest(paper, ink, tinted, LEAST),
        "line": mixed(paper, ink, 0.14),
        "accent": accent,
        "mark": next((mark for mark in marks if contrast(mark, second) >= LEAST), marks[-1]),
    }


def mixed(one: str, other: str, share: float) -> str:
    """A colour between two: ``share`` of the other, the rest of the first."""
    parts = zip(_parts(one), _parts(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in parts)


def _tinted(colours: Colours) -> str:
    return mixed(colours.paper, colours.ink, 0.05)


def _palest(from_: str, towards: str, paper: str, least: float) -> str:
    """The nearest to the first colour on the way to the second that can be read on a paper; else the second."""
    steps = (mixed(from_, towards, share / 100) for share in range(101))
    return next((colour for colour in steps if contrast(colour, paper) >= least), towards)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(part / 255) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def _parts(colour: str) -> tuple[int, int, int]:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return red, green, blue
