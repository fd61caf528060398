"""hOCR, the HTML in which Tesseract and others give what they recognised (the hOCR specification, 1.2)."""

from __future__ import annotations

import itertools
import operator
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lxml import etree, html

from tei_toolkit.errors import UnreadableInput
from tei_toolkit.model import SourceText
from tei_toolkit.read.page_xml import LEAST_CONFIDENCE
from tei_toolkit.read.readers import Received, Wishes
from tei_toolkit.read.scanned import Line, Page, Region, Tag, source_of

_BOX = re.compile(r"\bbbox\s+(\d+)\s+(\d+)\s+(\d+)\s+(\d+)")
_IMAGE = re.compile(r"\bimage\s+[\"']([^\"']+)")
_SURE = re.compile(r"\bx_wconf\s+(\d+)")
_LINES = ("ocr_line", "ocr_textfloat", "ocr_caption", "ocrx_line", "ocr_header", "ocr_footer")
_KINDS = {"ocr_header": "header", "ocr_footer": "footer"}
_NO_TEXT = ("head", "script", "style", "template")
_PAGE = re.compile(rb"class\s*=\s*[\"']ocr_page")


def looks_like(received: Received) -> bool:
    """Whether it is HTML with pages of hOCR."""
    return _PAGE.search(received.data[:262_144]) is not None


def read(received: Received, _wishes: Wishes) -> SourceText:
    """Read the pages; raises :class:`UnreadableInput` if it can't be parsed."""
    return source_of(received.name, list(pages(received.data, received.name)))


def pages(data: bytes, name: str) -> Iterator[Page]:
    """The pages of a file; what stands in none of them comes with the first."""
    parser = html.HTMLParser(no_network=True, huge_tree=False, encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableInput(f"{name}: this hOCR cannot be read: {error}.") from None
    found: dict[etree._Element | None, list[_Piece]] = {None: []}
    for element in root.iter():
        if "ocr_page" in _classes(element) and not any("ocr_page" in _classes(one) for one in element.iterancestors()):
            found[element] = []
    for piece in _pieces(root, _Piece("")):
        found[piece.page].append(piece)
    beside = _joined(found.pop(None))
    for page, pieces in found.items():
        assert page is not None
        title = page.get("title", "")
        box, image = _BOX.search(title), _IMAGE.search(title)
        width, height = (int(box[3]), int(box[4])) if box else (0, 0)
        yield Page(image[1] if image else "", width, height, "", tuple(_regions(pieces)), beside)
        beside = ""


class _Piece(NamedTuple):
    """A piece of text, and the outermost elements of each kind in which it stands."""

    text: str
    page: etree._Element | None = None
    paragraph: etree._Element | None = None
    line: etree._Element | None = None
    word: etree._Element | None = None


def _pieces(element: etree._Element, around: _Piece) -> Iterator[_Piece]:
    """All text of an element in order; ``around`` says where the element stands."""
    if element.tag in _NO_TEXT:
        return
    classes = _classes(element)
    if around.page is None and "ocr_page" in classes:
        around = around._replace(page=element)
    if around.paragraph is None and "ocr_par" in classes:
        around = around._replace(paragraph=element)
    if around.line is None and any(one in _LINES for one in classes):
        around = around._replace(line=element)
    if around.word is None and "ocrx_word" in classes:
        around = around._replace(word=element)
    yield around._replace(text=element.text or "")
    for child in element:
        yield from _pieces(child, around)
        yield around._replace(text=child.tail or "")


def _classes(element: etree._Element) -> list[str]:
    return str(element.get("class", "")).split() if isinstance(element.tag, str) else []


def _joined(pieces: Iterable[_Piece]) -> str:
    return " ".join("".join(piece.text for piece in pieces).split())


def _regions(pieces: Iterable[_Piece]) -> Iterator[Region]:
    """The paragraphs of a page, running heads apart; lines outside of any are one by one."""
    for (paragraph, kind, _), inside in itertools.groupby(pieces, _region_of):
        lines = [_line(line, list(some)) for line, some in itertools.groupby(inside, operator.attrgetter("line"))]
        lines = [line for line in lines if line.text]
        if lines:
            yield Region(kind, _points(paragraph), tuple(lines))


def _region_of(piece: _Piece) -> tuple[etree._Element | None, str, etree._Element | None]:
    classes = _classes(piece.line) if piece.line is not None else []
    kind = next((_KINDS[one] for one in classes if one in _KINDS), "paragraph")
    return piece.paragraph, kind, piece.line if piece.paragraph is None else None


def _points(element: etree._Element | None) -> str:
    box = _BOX.search(element.get("title", "")) if element is not None else None
    if box is None:
        return ""
    left, top, right, bottom = box.groups()
    return f"{left},{top} {right},{top} {right},{bottom} {left},{bottom}"


def _line(line: etree._Element | None, pieces: Iterable[_Piece]) -> Line:
    text, tags = "", []
    for word, inside in itertools.groupby(pieces, operator.attrgetter("word")):
        content = _joined(inside)
        text += " " if text and content else ""
        sure = _SURE.search(word.get("title", "")) if word is not None else None
        if sure and int(sure[1]) < LEAST_CONFIDENCE * 100 and content:
            tags.append(Tag(len(text), len(text) + len(content), "unclear", (("cert", "low"),)))
        text += content
    return Line(text, _points(line), tuple(tags))
