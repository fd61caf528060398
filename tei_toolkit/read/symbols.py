"""Characters of fonts of symbols, which have pictures at private codes (U+F020 to U+F0FF), as Unicode has them.

The font Symbol is as Unicode's own table of Adobe's encoding has it; of Wingdings, those signs that Unicode has as the
same picture, arrows and ticks whatever their weight.
"""

from __future__ import annotations

import re
from contextlib import suppress

_PRIVATE = 0xF000
"""Where fonts of symbols have their codes."""
_PRIVATE_SIGN = re.compile("[\uf020-\uf0ff]")


def _run(first: int, signs: str) -> dict[int, str]:
    return dict(enumerate(signs, first))


_SYMBOL = (
    {code: chr(code) for code in b" !#%&()+,./0123456789:;<=>?[]_{|}"}
    | dict(zip(b"\"$'*-@\\^~", "∀∃∋∗−≅∴⊥∼", strict=True))
    | _run(0x41, "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ")
    | _run(0x61, "αβχδεφγηιϕκλμνοπθρστυϖωξψζ")
    | _run(0xA0, "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…")
    | _run(0xBF, "↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊⟨®©™∑")
    | _run(0xF1, "⟩∫")
)
_WINGDINGS = (
    {0x20: " ", 0x36: "⌛", 0x7A: "⌘", 0xE8: "➔"}
    | _run(0x22, "✂✁👓")
    | _run(0x28, "☎✆")
    | _run(0x2C, "📪📫📬📭")
    | _run(0x3E, "✇✍")
    | _run(0x43, "👍👎☜☞☝☟🖐☺😐☹💣")
    | _run(0x51, "✈☼")
    | {0x4F: "🏳", 0x54: "❄", 0x56: "✞", 0x6C: "●", 0x6E: "■", 0x6F: "□"}
    | _run(0x58, "✠✡☪☯🕉☸♈♉♊♋♌♍♎♏♐♑♒♓")
    | _run(0x71, "❑❒")
    | _run(0x75, "◆❖")
    | _run(0x81, "➀➁➂➃➄➅➆➇➈➉")
    | _run(0x8C, "➊➋➌➍➎➏➐➑➒➓")
    | _run(0x9E, "·•")
    | _run(0xAA, "✦★✶✴✹✵")
    | {0xA7: "▪", 0xA8: "◻"}
    | _run(0xDF, "←→↑↓↖↗↙↘")
    | _run(0xEF, "⇦⇨⇧⇩")
    | _run(0xFB, "✘✔☒☑")
)
_FONTS = {"Symbol": _SYMBOL, "Wingdings": _WINGDINGS}


def _known(number: int, font: str) -> str | None:
    return _FONTS.get(font, {}).get(number - _PRIVATE if number >= _PRIVATE else number)


def character(code: str, font: str) -> tuple[str, bool]:
    """The character with a hexadecimal code in a font, and whether it is that for certain. Of a font that is not known
    here, it is what Unicode has at the code."""
    number = 0
    with suppress(ValueError):
        number = int(code, 16)
    known = _known(number, font)
    if known is not None:
        return known, True
    return chr(number) if 0x20 < number < 0xD800 or 0xE000 <= number < 0xFFFE else "\ufffd", False


def with_characters(text: str, font: str) -> tuple[str, str]:
    """Text of a font with Unicode's characters in place of private ones; and those that stay, not being known."""
    if not _PRIVATE_SIGN.search(text):
        return text, ""
    text = _PRIVATE_SIGN.sub(lambda sign: _known(ord(sign[0]), font) or sign[0], text)
    return text, "".join(_PRIVATE_SIGN.findall(text))
