"""hOCR, the HTML in which Tesseract and others give what they recognised (the hOCR specification, 1.2)."""

from __future__ import annotations

import re
from collections.abc import Iterator

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
_PAGE = re.compile(rb"class\s*=\s*[\"']ocr_page")


def looks_like(received: Received) -> bool:
    """Whether it is HTML with pages of hOCR."""
    return _PAGE.search(received.data[:262_144]) is not None


def read(received: Received, _wishes: Wishes) -> SourceText:
    """Read the pages; raises :class:`UnreadableInput` if it can't be parsed."""
    return source_of(received.name, list(pages(received.data, received.name)))


def pages(data: bytes, name: str) -> Iterator[Page]:
    """The pages of a file."""
    parser = html.HTMLParser(no_network=True, huge_tree=False, encoding="utf-8")
    try:
        root = html.document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableInput(f"{name}: this hOCR cannot be read: {error}.") from None
    for page in root.iter():
        if "ocr_page" not in _classes(page):
            continue
        title = page.get("title", "")
        box, image = _BOX.search(title), _IMAGE.search(title)
        width, height = (int(box[3]), int(box[4])) if box else (0, 0)
        yield Page(image[1] if image else "", width, height, "", tuple(_regions(page)))


def _classes(element: etree._Element) -> list[str]:
    return str(element.get("class", "")).split() if isinstance(element.tag, str) else []


def _regions(page: etree._Element) -> Iterator[Region]:
    """The paragraphs of a page; lines outside of any are one by one."""
    done: set[etree._Element] = set()
    for element in page.iter():
        classes = _classes(element)
        if "ocr_par" in classes:
            lines = [one for one in element.iter() if any(kind in _LINES for kind in _classes(one))]
            done.update(lines)
            kind = next((_KINDS[one] for line in lines for one in _classes(line) if one in _KINDS), "paragraph")
            yield Region(kind, _points(element), tuple(map(_line, lines)))
        elif element not in done and any(kind in _LINES for kind in classes):
            kind = next((_KINDS[one] for one in classes if one in _KINDS), "paragraph")
            yield Region(kind, "", (_line(element),))


def _points(element: etree._Element) -> str:
    box = _BOX.search(element.get("title", ""))
    if box is None:
        return ""
    left, top, right, bottom = box.groups()
    return f"{left},{top} {right},{top} {right},{bottom} {left},{bottom}"


def _line(line: etree._Element) -> Line:
    text, tags = "", []
    for word in (one for one in line.iter() if "ocrx_word" in _classes(one)):
        content = " ".join("".join(map(str, word.itertext())).split())
        sure = _SURE.search(word.get("title", ""))
        text += " " if text and content else ""
        if sure and int(sure[1]) < LEAST_CONFIDENCE * 100 and content:
            tags.append(Tag(len(text), len(text) + len(content), "unclear", (("cert", "low"),)))
        text += content
    if not text:
        text = " ".join("".join(map(str, line.itertext())).split())
    return Line(text, _points(line), tuple(tags))
