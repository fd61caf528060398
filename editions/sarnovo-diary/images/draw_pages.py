"""Draw the pages of the notebook: one JPEG for every ``Page N`` line of the Russian transcription.

    python draw_pages.py ../sources/diary-ru.txt MarckScript-Regular.ttf

Needs Pillow (11.2 or newer) and a font with Cyrillic letters. The pictures of this edition were drawn with
Marck Script (SIL Open Font License), which is not part of the edition. Same source, same font and same Pillow
give the same pictures: all chance comes from a generator seeded with the page number.

The editors' brackets are undone on the way: what they expanded is written short again (``К[уиллфезер]``
becomes ``К.``), what they could not read is a scribble, and what is lost is a blot.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter, ImageFont

SIZE = (1000, 1400)
SCALE = 2  # everything is drawn twice as large and then reduced, which softens the edges
LINE_HEIGHT = 45
FIRST_LINE = 150
LINES = 27
LEFT, RIGHT = 126, 938
INDENT = 44
FONT_SIZE = 36

TABLE = (52, 45, 40)
PAPER = (243, 234, 213)
RULE = (176, 193, 204)
MARGIN = (206, 140, 132)
INKS = ((31, 38, 74), (38, 42, 70), (27, 34, 62), (44, 44, 66))
PENCIL = (116, 112, 108)

ILLEGIBLE = "\ue000"
LOST = "\ue001"

PAGE_LINE = re.compile(r"Page (\d+)")
MONTH = "янв|февр|март|апр|ма[йя]|июн|июл|авг|сент|окт|нояб|дек"
HEADING = re.compile(rf"(?:[А-Я][а-я]+, )?\d{{1,2}} (?:{MONTH})[а-я]*\.?(?: \d{{4}} г\.)?|\d{{1,2}}/\d{{1,2}}")


@dataclass(frozen=True)
class Line:
    """One written line: its words, and how it stands on the page."""

    words: tuple[str, ...]
    heading: bool = False
    indented: bool = False


class OverfullError(Exception):
    """A page of the source has more text than fits on a sheet."""


def as_written(text: str) -> str:
    """Undo the editors' brackets: what stood on the paper itself."""
    text = text.replace("[нрзб.]", ILLEGIBLE).replace("[…]", LOST)
    text = re.sub(r"(?<=\w)\[[^\]]*\]", ".", text)
    return text.replace("..", ".")


def pages(source: str) -> Iterator[tuple[int, list[str]]]:
    """Number and paragraphs of every page; a blank line is kept as an empty paragraph."""
    number, paragraphs = 0, list[str]()
    for line in source.splitlines():
        if found := PAGE_LINE.fullmatch(line):
            if number:
                yield number, paragraphs
            number, paragraphs = int(found[1]), []
        elif number:
            paragraphs.append(as_written(line))
    if number:
        yield number, paragraphs


def lay_out(paragraphs: list[str], font: ImageFont.FreeTypeFont) -> list[Line]:
    """Break paragraphs into lines; one free line above each heading that is not the page's first line."""
    lines: list[Line] = []
    for paragraph in paragraphs:
        if not paragraph:
            continue
        if HEADING.fullmatch(paragraph):
            if lines:
                lines.append(Line(()))
            lines.append(Line((paragraph,), heading=True))
            continue
        # What begins with a small letter at the top of a page goes on from the page before.
        indented = bool(lines) or not paragraph[0].islower()
        lines += _break_paragraph(paragraph, indented, font)
    return lines


def _break_paragraph(paragraph: str, indented: bool, font: ImageFont.FreeTypeFont) -> Iterator[Line]:
    words: list[str] = []
    for word in paragraph.split(" "):
        room = (RIGHT - LEFT - (INDENT if indented else 0)) * SCALE
        if words and _width([*words, word], font) > room:
            yield Line(tuple(words), indented=indented)
            words, indented = [], False
        words.append(word)
    yield Line(tuple(words), indented=indented)


def _width(words: list[str], font: ImageFont.FreeTypeFont) -> float:
    space = font.getlength(" ")
    return sum(_word_width(word, font) + space for word in words) - space


def _word_width(word: str, font: ImageFont.FreeTypeFont) -> float:
    return font.getlength(word.replace(ILLEGIBLE, "неясно").replace(LOST, "пятно"))


def draw_page(number: int, lines: list[Line], font: ImageFont.FreeTypeFont) -> Image.Image:
    """The whole picture of one page: sheet, rules, writing, on a dark table."""
    if len(lines) > LINES:
        raise OverfullError(f"page {number} needs {len(lines)} lines; a sheet has {LINES}")
    chance = random.Random(number)
    sheet = _paper(chance)
    _rule(sheet)
    _write(sheet, lines, font, chance)
    _number(sheet, number, font, chance)
    return _on_table(sheet, chance)


def _paper(chance: random.Random) -> Image.Image:
    """Cream paper with soft clouds, a little foxing, and the shadow of the binding."""
    width, height = (side * SCALE for side in SIZE)
    clouds = Image.frombytes("L", (14, 20), chance.randbytes(280))
    clouds = clouds.resize((width, height), Image.Resampling.BICUBIC)
    darker = tuple(round(tone * 0.93) for tone in PAPER)
    sheet = Image.composite(Image.new("RGB", (width, height), PAPER), Image.new("RGB", (width, height), darker), clouds)
    foxing = Image.new("L", sheet.size)
    spots = ImageDraw.Draw(foxing)
    for _ in range(22):
        x, y = chance.randrange(width), chance.randrange(height)
        radius = chance.choice((3, 4, 5, 9))
        spots.ellipse((x - radius, y - radius, x + radius, y + radius), fill=chance.randrange(25, 70))
    sheet.paste((176, 132, 84), mask=foxing.filter(ImageFilter.GaussianBlur(4)))
    shadow = Image.new("L", (width, 1))
    depth = 70 * SCALE
    shadow.putdata([round(120 * max(0.0, 1 - x / depth) ** 2) for x in range(width)])
    sheet.paste((92, 74, 56), mask=shadow.resize(sheet.size))
    return sheet


def _rule(sheet: Image.Image) -> None:
    draw = ImageDraw.Draw(sheet)
    for line in range(-1, LINES):
        y = (FIRST_LINE + line * LINE_HEIGHT) * SCALE
        draw.line((0, y, sheet.width, y), fill=RULE, width=SCALE)
    x = (LEFT - 26) * SCALE
    draw.line((x, 0, x, sheet.height), fill=MARGIN, width=SCALE)


def _write(sheet: Image.Image, lines: list[Line], font: ImageFont.FreeTypeFont, chance: random.Random) -> None:
    """Write word by word: the hand wanders a little, the pen runs dry and is dipped again."""
    ink, wet = chance.choice(INKS), 1.0
    drift = 0.0
    for index, line in enumerate(lines):
        baseline = (FIRST_LINE + index * LINE_HEIGHT - 5) * SCALE
        slope = chance.uniform(-0.0035, 0.0015)
        drift = 0.6 * drift + chance.uniform(-3, 3)
        x = LEFT * SCALE + drift + chance.uniform(-3, 3) + (INDENT * SCALE if line.indented else 0)
        if line.heading:
            x += 150 * SCALE
        start = x
        for word in line.words:
            y = baseline + slope * (x - start) + chance.uniform(-2.2, 2.2)
            _write_word(sheet, word, (x, y), font, ink, wet, chance)
            x += _word_width(word, font) + font.getlength(" ") * chance.uniform(0.82, 1.08)
            wet -= chance.uniform(0.01, 0.03)
            if wet < 0.62:
                ink, wet = chance.choice(INKS), 1.0
        if line.heading:
            _underline(sheet, start, x, baseline + 15, ink, chance)


def _write_word(
    sheet: Image.Image,
    word: str,
    place: tuple[float, float],
    font: ImageFont.FreeTypeFont,
    ink: tuple[int, int, int],
    wet: float,
    chance: random.Random,
) -> None:
    pad = 40
    width = round(_word_width(word, font)) + 2 * pad
    height = 4 * LINE_HEIGHT
    mask = Image.new("L", (width, height))
    baseline = height // 2 + 20
    draw = ImageDraw.Draw(mask)
    if ILLEGIBLE in word:
        _scribble(draw, pad, baseline, width - 2 * pad, chance)
    elif LOST in word:
        _blot(draw, pad, baseline, width - 2 * pad, chance)
        mask = mask.filter(ImageFilter.GaussianBlur(2.5))
    else:
        # A pen just dipped writes broader.
        breadth = 1.1 * max(0.0, wet - 0.6) + chance.uniform(0, 0.12)
        draw.text((pad, baseline), word, font=font, fill=255, anchor="ls", stroke_width=breadth)
    mask = mask.rotate(chance.uniform(-0.9, 0.9), Image.Resampling.BICUBIC, center=(pad, baseline))
    mask = mask.point([round(value * (0.55 + 0.45 * wet)) for value in range(256)])
    sheet.paste(ink, (round(place[0]) - pad, round(place[1]) - baseline), mask)


def _scribble(draw: ImageDraw.ImageDraw, x: float, baseline: float, width: float, chance: random.Random) -> None:
    """A word written too fast to be read."""
    steps = 26
    points = [
        (x + width * step / steps + chance.uniform(-4, 4), baseline - chance.choice((2, 4, 18, 24, 30)))
        for step in range(steps + 1)
    ]
    draw.line(points, fill=255, width=4, joint="curve")
    draw.line((points[-1], (points[-1][0] + 14, baseline - 4)), fill=255, width=3)


def _blot(draw: ImageDraw.ImageDraw, x: float, baseline: float, width: float, chance: random.Random) -> None:
    """A drop of ink that has taken a word with it."""
    for _ in range(34):
        cx = x + width * min(1.0, max(0.0, chance.gauss(0.5, 0.2)))
        cy = baseline - 18 + chance.gauss(0, 9)
        radius = chance.choice((3, 6, 12, 18, 22))
        draw.ellipse((cx - radius, cy - radius, cx + radius, cy + radius), fill=255)


def _underline(
    sheet: Image.Image, start: float, end: float, y: float, ink: tuple[int, int, int], chance: random.Random
) -> None:
    points, x = [], start - 12
    while x < end:
        points.append((x, y + chance.uniform(-1.5, 1.5)))
        x += 60
    ImageDraw.Draw(sheet).line(points, fill=ink, width=3, joint="curve")


def _number(sheet: Image.Image, number: int, font: ImageFont.FreeTypeFont, chance: random.Random) -> None:
    """The page number in pencil, top right."""
    x, y = (RIGHT - 6 + chance.randint(-8, 8)) * SCALE, 84 * SCALE
    ImageDraw.Draw(sheet).text((x, y), str(number), font=font, fill=PENCIL, anchor="rs")


def _on_table(sheet: Image.Image, chance: random.Random) -> Image.Image:
    """Lay the sheet a little askew on a dark table, reduce it, and give it a grain."""
    mask = Image.new("L", sheet.size)
    edge = 14 * SCALE
    box = (-60, edge, sheet.width - edge, sheet.height - edge)
    ImageDraw.Draw(mask).rounded_rectangle(box, radius=22, fill=255)
    angle = chance.uniform(-0.45, 0.45)
    mask = mask.rotate(angle, Image.Resampling.BICUBIC)
    sheet = sheet.rotate(angle, Image.Resampling.BICUBIC, fillcolor=PAPER)
    picture = Image.new("RGB", sheet.size, TABLE)
    picture.paste((24, 20, 18), (6, 8), mask.filter(ImageFilter.GaussianBlur(9)))
    picture.paste(sheet, mask=mask)
    picture = picture.resize(SIZE, Image.Resampling.LANCZOS)
    grain = Image.frombytes("L", SIZE, chance.randbytes(SIZE[0] * SIZE[1]))
    grain = grain.filter(ImageFilter.GaussianBlur(1.6)).convert("RGB")
    return Image.blend(picture, grain, 0.012)


def main() -> None:
    """Draw every page of the source into the folder of this script."""
    parser = argparse.ArgumentParser(description="Draw the notebook pages of the Russian transcription.")
    parser.add_argument("source", type=Path, help="the transcription, with its 'Page N' lines")
    parser.add_argument("font", type=Path, help="a handwriting font with Cyrillic letters (.ttf or .otf)")
    here = Path(__file__).parent
    parser.add_argument("-o", "--output", type=Path, default=here, help="folder for the pictures")
    options = parser.parse_args()
    font = ImageFont.truetype(str(options.font), FONT_SIZE * SCALE)
    for number, paragraphs in pages(options.source.read_text(encoding="utf-8")):
        picture = draw_page(number, lay_out(paragraphs, font), font)
        picture.save(options.output / f"notebook-{number}.jpg", quality=41, optimize=True, progressive=True)


if __name__ == "__main__":
    main()
