"""The numbers of lists in an OpenDocument text (ODF 1.3, part 3, sections 5.3.3 and 16.30)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from tei_toolkit.parsing import XML_ID, local_name
from tei_toolkit.read.lists import letters, roman
from tei_toolkit.read.odt_styles import STYLE, TEXT, Styles

_PLACE = re.compile(r"%(\d{1,2})%")


@dataclass(eq=False, slots=True)
class Series:
    """Numbers that run on, be it over several lists: the last one of each level (the outermost is 1)."""

    style: str
    last: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The numbers of items, counted along the document."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._series: dict[str, Series] = {}
        self._latest: Series | None = None

    def series(self, element: etree._Element) -> Series:
        """The series of an outermost list: that of the list which it continues, or a new one."""
        style = element.get(f"{{{TEXT}}}style-name", "")
        series = self._series.get(element.get(f"{{{TEXT}}}continue-list", ""))
        goes_on = element.get(f"{{{TEXT}}}continue-numbering") == "true"
        if series is None and goes_on and self._latest is not None and self._latest.style == style:
            series = self._latest
        self._latest = series or Series(style)
        if identifier := element.get(XML_ID) or element.get(f"{{{TEXT}}}id"):
            self._series[identifier] = self._latest
        return self._latest

    def numbered(self, style: str, depth: int) -> bool:
        """Whether a list style has numbers at a depth (else bullets, or nothing)."""
        level = self._styles.list_level(style, depth)
        return level is not None and local_name(level) == "list-level-style-number" and bool(_form(level))

    def next(self, series: Series, style: str, depth: int, item: etree._Element) -> str:
        """The number of an item as it is shown; empty if it has none."""
        given = item.get(f"{{{TEXT}}}start-value", "")
        before = series.last.get(depth, self._start(style, depth) - 1)
        series.last[depth] = int(given) if given.isdecimal() else before + 1
        for deeper in [one for one in series.last if one > depth]:
            del series.last[deeper]
        return self._shown(series, style, depth) if self.numbered(style, depth) else ""

    def _start(self, style: str, depth: int) -> int:
        level = self._styles.list_level(style, depth)
        start = level.get(f"{{{TEXT}}}start-value", "1") if level is not None else "1"
        return int(start) if start.isdecimal() else 1

    def _shown(self, series: Series, style: str, depth: int) -> str:
        own = self._styles.list_level(style, depth)
        if own is None:
            return ""
        for key, pattern in own.attrib.items():
            if str(key).endswith("}num-list-format"):
                return _PLACE.sub(lambda place: self._written(series, style, int(place[1])), str(pattern))
        levels = own.get(f"{{{TEXT}}}display-levels", "1")
        first = depth - int(levels) + 1 if levels.isdecimal() else depth
        numbers = [self._written(series, style, one) for one in range(max(first, 1), depth + 1)]
        return (
            own.get(f"{{{STYLE}}}num-prefix", "")
            + ".".join(filter(None, numbers))
            + own.get(f"{{{STYLE}}}num-suffix", "")
        )

    def _written(self, series: Series, style: str, depth: int) -> str:
        level = self._styles.list_level(style, depth)
        if level is None:
            return ""
        number, form = series.last.get(depth, self._start(style, depth)), _form(level)
        written = str(number) if form else ""
        if form in ("a", "A"):
            written = letters(number, repeated=level.get(f"{{{STYLE}}}num-letter-sync") == "true")
        elif form in ("i", "I"):
            written = roman(number)
        return written.upper() if form.isupper() else written


def _form(level: etree._Element) -> str:
    return level.get(f"{{{STYLE}}}num-format", "1" if local_name(level) == "list-level-style-number" else "")
