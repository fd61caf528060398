"""The lines of a document, each with what the segmenter wants to know of its surroundings."""

from __future__ import annotations

from dataclasses import dataclass

from tei_toolkit.model import SourceText
from tei_toolkit.pages import bare_numbers_run_on, page_alone


@dataclass(frozen=True, slots=True)
class Line:
    """A line with text: no blank line, no page label."""

    start: int
    end: int
    text: str
    opens_block: bool
    """Nothing, a blank line or a page label stands before it."""
    closes_block: bool
    """The same after it."""
    after_page: bool
    """A page label stands between it and the line before."""
    gap_start: int
    """Where the blank lines and page labels before it begin: the end of the line with text before."""


def document_lines(source: SourceText) -> list[Line]:
    """All lines with text of a source's document, in order."""
    found: list[tuple[int, int, bool, bool, int]] = []
    breaks = after_page = True
    previous_end = 0
    bare_pages = bare_numbers_run_on("\n".join(source.text[span.start : span.end] for span in source.document()))
    for span in source.document():
        previous_end = max(previous_end, span.start)
        start = span.start
        while start < span.end:
            stop = source.text.find("\n", start, span.end)
            end = span.end if stop < 0 else stop
            text = source.text[start:end]
            page = page_alone(text, bare_pages) is not None
            if page or not text.strip():
                breaks, after_page = True, after_page or page
            else:
                found.append((start, end, breaks, after_page, previous_end))
                breaks = after_page = False
                previous_end = end
            start = end + 1
        breaks = True
    closes = [*(line[2] for line in found[1:]), True][: len(found)]
    return [
        Line(start, end, source.text[start:end], opens, closed, paged, gap)
        for (start, end, opens, paged, gap), closed in zip(found, closes, strict=True)
    ]
