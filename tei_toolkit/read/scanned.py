"""Pages that were transcribed from images, line by line, whatever format they came in: how they become a text.

A region is a paragraph, and each of its lines begins with ``<lb facs="#…"/>``, which points to its outline on the
page's image (TEI Guidelines, chapter 12). A paragraph goes on in the next region, and over the page, where it ends in
the middle of a word or sentence.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tei_toolkit.errors import NotConserved, UnreadableInput
from tei_toolkit.model import LINE_BREAK, NOTE_BEGINS, NOTE_ENDS, OBJECT, PARAGRAPH, SourceText, Surface, Zone
from tei_toolkit.read.addresses import address
from tei_toolkit.read.builder import Attributes, Builder
from tei_toolkit.read.region_types import HEADINGS, NOTES, RUNNING

_TAKEN_UP = "¬\u00ad"
"""Signs that only say that a word goes on; others (``-``, ``⸗``) stay as letters of the text."""
_HYPHENS = "-⸗=‐"
_SENTENCE_ENDS = ".!?…:;»”’\"')"
_LONGEST_HEADING = 45
_SHORT = 0.6
_OUTLINE = re.compile(r"-?\d+(?:\.\d+)?,-?\d+(?:\.\d+)?(?: -?\d+(?:\.\d+)?,-?\d+(?:\.\d+)?){2,}")
_SIGNS = (OBJECT, LINE_BREAK, PARAGRAPH, NOTE_BEGINS, NOTE_ENDS)


class Tag(NamedTuple):
    """A statement about ``[start, end)`` of a line: an element with its attributes; an abbreviation's expansion; the
    words of a note, which stands at one place; whether it goes on from line to line."""

    start: int
    end: int
    element: str
    attributes: Attributes = ()
    expansion: str = ""
    note: str = ""
    continued: bool = False


class Unsaid(NamedTuple):
    """What a file says of its text and TEI was not given: a sentence on it, and what it is."""

    message: str
    value: str


class Line(NamedTuple):
    """A line of writing; ``points`` is its outline, ``hyphenated`` says that its last word goes on for certain."""

    text: str
    points: str = ""
    tags: tuple[Tag, ...] = ()
    hyphenated: bool = False


class Region(NamedTuple):
    """A stretch of a page: what it is, in the words of PAGE XML, its outline and its lines."""

    kind: str
    points: str
    lines: tuple[Line, ...]


class Page(NamedTuple):
    """A page: its image and that image's size in pixels, its number if it has one, its regions in reading order."""

    image: str
    width: int
    height: int
    number: str
    regions: tuple[Region, ...]
    beside: str = ""
    """Words of the file that are on no page."""


def outline(points: str) -> str:
    """An outline as TEI has it: three points or more of two numbers each; empty if it is none."""
    return points if _OUTLINE.fullmatch(points) else ""


def source_of(name: str, pages: Sequence[Page], unsaid: Sequence[Unsaid] = ()) -> SourceText:
    """The pages as one source; ``unsaid`` is what TEI was not given.

    Raises :class:`UnreadableInput` if there is no page, and :class:`NotConserved` if not every letter was written.
    """
    if not pages:
        raise UnreadableInput(f"{name}: there are no pages in it.")
    writer = _Writer(name)
    for number, page in enumerate(pages, 1):
        writer.page(number, page, next(filter(None, map(_first_text, pages[number:])), ""))
    for message, value in dict.fromkeys(unsaid):
        writer.builder.notice("READ-01", message, value=value)
    source = writer.builder.finish(surfaces=tuple(writer.surfaces))
    lines = [line for page in pages for region in page.regions for line in region.lines]
    there = Counter("".join(line.text + "".join(tag.note for tag in line.tags) for line in lines))
    there.update("".join(page.beside for page in pages))
    here = Counter(source.text)
    for count in (there, here):
        for character in [one for one in count if one.isspace() or one in _SIGNS]:
            del count[character]
    if there != here:
        raise NotConserved(f"{name}: not every letter of these pages was written; nothing was. Please report this.")
    return source


class _Writer:
    """Writes pages, and collects what is known of their images."""

    def __init__(self, name: str) -> None:
        self.builder = Builder(name, "so in the page file")
        self.surfaces: list[Surface] = []
        self._last = ""
        """The line of running text that was written last, where its paragraph may go on."""

    def page(self, number: int, page: Page, afterwards: str) -> None:
        """A page with all its regions; ``afterwards`` is the running text's first line on the pages after it."""
        self.builder.aside(page.beside, "what stands round the pages")
        identifier = f"p{number}"
        zones: list[Zone] = []
        first = _first_text(page) or afterwards
        goes_on = bool(first) and _goes_on(self._last, first)
        if not goes_on:
            self.builder.end_line()
        numbered: Attributes = (("n", page.number),) if page.number else ()
        broken: Attributes = (("break", "no"),) if goes_on and _in_word(self._last, first, False) else ()
        self.builder.empty("pb", (*numbered, ("facs", f"#{identifier}"), *broken))
        if not goes_on:
            self.builder.end_line()
        for place, region in enumerate(page.regions, 1):
            zone = f"{identifier}-r{place}"
            if region.points:
                zones.append(Zone(zone, "region", region.points))
            zones += [
                Zone(f"{zone}-l{row}", "line", line.points) for row, line in enumerate(region.lines, 1) if line.points
            ]
            self._region(region, zone, _first_text(page._replace(regions=page.regions[place:])) or afterwards)
        self.surfaces.append(Surface(identifier, address(page.image), page.width, page.height, tuple(zones)))

    def _region(self, region: Region, zone: str, afterwards: str) -> None:
        if not any(line.text.strip() for line in region.lines):
            return
        if region.kind in RUNNING:
            if not _goes_on(self._last, afterwards):
                self.builder.end_line()
            with self.builder.element("fw", (("type", RUNNING[region.kind]), *_facs(region.points, zone))):
                self._lines(region, zone, whole=True)
        elif region.kind in NOTES:
            with self.builder.note((("place", NOTES[region.kind]), *_facs(region.points, zone))):
                self._lines(region, zone, whole=True)
        else:
            if not _goes_on(self._last, region.lines[0].text):
                self.builder.end_line()
            start = self.builder.here
            self._lines(region, zone, whole=False)
            if region.kind in HEADINGS:
                self.builder.heading(start, 1)
                self.builder.end_line()
                self._last = ""

    def _lines(self, region: Region, zone: str, whole: bool) -> None:
        """The lines of a region; in running text a line that may be a heading stands alone."""
        before = "" if whole else self._last
        alone = set() if whole else set(_headings(region.lines))
        hyphenated = False
        opened: list[Tag] = []
        for number, line in enumerate(region.lines):
            if number in alone or number - 1 in alone:
                self.builder.end_line()
                before = ""
            facs = _facs(line.points, f"{zone}-l{number + 1}")
            if self.builder.begins_line or (number == 0 and whole):
                self.builder.empty("lb", facs)
            else:
                in_word = _in_word(before, line.text, hyphenated)
                taken = before[-1] if before[-1:] in _TAKEN_UP and before else ""
                self.builder.line_break((*facs, ("break", "no")) if in_word or taken else facs, taken)
            following = number + 1 < len(region.lines) and number + 1 not in alone and number not in alone
            held = line.text[-1:] in _TAKEN_UP and line.text != "" and (following or not whole)
            self._tagged(line, len(line.text) - held, opened)
            carried = _carried(opened, region.lines[number + 1] if following else None)
            for _ in opened[len(carried) :]:
                self.builder.close()
            opened = carried
            before, hyphenated = line.text, line.hyphenated
            if held and not following:
                # The paragraph may go on elsewhere; the sign stays a letter here.
                self.builder.write(line.text[-1])
                before = line.text[:-1] + "-"
        if not whole:
            self._last = before

    def _tagged(self, line: Line, end: int, opened: list[Tag]) -> None:
        """A line with its tags, which nest; what crosses another is left out, with a finding.

        ``opened`` are those that came from the line before, and then those that reach the end of this one.
        """
        at = 0
        carried = list(opened)
        for tag in sorted(line.tags, key=lambda tag: (tag.start, -tag.end)):
            if tag in carried:
                carried.remove(tag)
                continue
            tag = tag._replace(start=min(max(tag.start, 0), end), end=min(tag.end, end))
            while opened and opened[-1].end <= tag.start:
                at = self._close(line.text, at, opened)
            if opened and tag.end > opened[-1].end:
                message = f"The tag {tag.element} crosses another and was left out."
                self.builder.notice("READ-01", message, value=line.text[tag.start : tag.end])
                continue
            self.builder.write(line.text[at : tag.start])
            at = tag.start
            if tag.note:
                with self.builder.note(tag.attributes):
                    self.builder.write(tag.note)
            elif tag.start == tag.end:
                self.builder.empty(tag.element, tag.attributes)
            else:
                self.builder.open(tag.element, tag.attributes, expansion=tag.expansion)
                opened.append(tag)
        while opened and opened[-1].end < end:
            at = self._close(line.text, at, opened)
        self.builder.write(line.text[at:end])

    def _close(self, text: str, at: int, opened: list[Tag]) -> int:
        end = opened.pop().end
        self.builder.write(text[at:end])
        self.builder.close()
        return max(at, end)


def _carried(opened: Sequence[Tag], following: Line | None) -> list[Tag]:
    """Of the tags that reach the end of a line, those that go on in the next, as they stand there: outer ones first."""
    carried: list[Tag] = []
    if following is None:
        return carried
    for tag in opened:
        blanks = len(following.text) - len(following.text.lstrip())
        goes_on = (
            one for one in following.tags if one.continued and one.element == tag.element and one.start <= blanks
        )
        partner = next(goes_on, None) if tag.continued else None
        if partner is None or (carried and partner.end > carried[-1].end) or partner in carried:
            break
        carried.append(partner)
    return carried


def _first_text(page: Page) -> str:
    """The first line of a page's running text."""
    return next((region.lines[0].text for region in page.regions if _is_text(region) and region.lines), "")


def _facs(points: str, zone: str) -> Attributes:
    return (("facs", f"#{zone}"),) if points else ()


def _is_text(region: Region) -> bool:
    return region.kind not in RUNNING and region.kind not in NOTES


def _goes_on(before: str, after: str) -> bool:
    """Whether a paragraph that ends so far with ``before`` goes on with ``after``."""
    before, after = before.rstrip(), after.lstrip()
    return bool(before and after) and after[0].islower() and before[-1] not in _SENTENCE_ENDS


def _in_word(before: str, after: str, certain: bool) -> bool:
    """Whether a word goes on from one line to the next."""
    before, after = before.rstrip(), after.lstrip()
    return certain or (before[-1:] in _HYPHENS and len(before) > 1 and before[-2].isalpha() and after[:1].islower())


def _headings(lines: Sequence[Line]) -> Iterator[int]:
    """The numbers of lines that may be dates above a text: with a figure, at the beginning or after a full stop, and
    much shorter than the next."""
    for number, (line, following) in enumerate(itertools.pairwise(lines)):
        text = line.text.strip()
        after_end = number == 0 or lines[number - 1].text.rstrip()[-1:] in _SENTENCE_ENDS
        is_short = len(text) <= min(_LONGEST_HEADING, len(following.text) * _SHORT)
        if after_end and is_short and any(map(str.isdigit, text)):
            yield number
