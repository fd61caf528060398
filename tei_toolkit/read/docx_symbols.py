"""Characters that a Word document gives by their code in a font (``w:sym``; ECMA-376, part 1, section 17.3.3.30)."""

from __future__ import annotations

from contextlib import suppress

_PRIVATE = 0xF000
"""Where fonts of symbols have their codes."""
_SYMBOLS = (
    dict(zip(b"\"$'@\\^", "∀∃∋≅∴⊥", strict=True))
    | dict(zip(range(0x61, 0x7B), "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True))
    | dict(zip(range(0x41, 0x5B), "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", strict=True))
    | dict(zip(range(0xA2, 0xBD), "′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…", strict=True))
    | {0xD6: "√", 0xDE: "⇒"}
)
"""The characters of the font Symbol, by their code."""


def character(code: str, font: str) -> tuple[str, bool]:
    """The character with a hexadecimal code in a font, and whether it is that for certain: of the font Symbol; of
    others, it is what Unicode has at the code."""
    number = 0
    with suppress(ValueError):
        number = int(code, 16)
    known = _SYMBOLS.get(number - _PRIVATE if number >= _PRIVATE else number) if font == "Symbol" else None
    if known is not None:
        return known, True
    return chr(number) if 0x20 < number < 0xD800 or 0xE000 <= number < 0xFFFE else "\ufffd", False
