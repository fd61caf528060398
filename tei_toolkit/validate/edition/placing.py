"""From what was noticed to findings: the line and column of each, from the bytes of the documents that have any."""

from __future__ import annotations

import bisect
import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from itertools import accumulate

from lxml import etree

from tei_toolkit.findings import Finding, Repair
from tei_toolkit.parsing import parse_xml
from tei_toolkit.validate.edition.model import Noticed
from tei_toolkit.validate.position import Places, source_text

_MARKUP = r"<!--.*?-->|<\?.*?\?>|<!\[CDATA\[|<(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>"


def place(noticed: Iterable[Noticed], read: Callable[[str], bytes]) -> list[Finding]:
    """The findings, by file and place. ``read`` gives the bytes of a path; each is asked for once."""
    of_document: dict[str, list[Noticed]] = defaultdict(list)
    for one in noticed:
        of_document[one.path].append(one)
    return [finding for path in sorted(of_document) for finding in _of_document(path, of_document[path], read)]


def _of_document(path: str, noticed: list[Noticed], read: Callable[[str], bytes]) -> list[Finding]:
    if all(one.at < 0 for one in noticed):
        return [Finding(one.code, one.message, path, value=one.value, hint=one.hint) for one in noticed]
    data = read(path)
    tree = parse_xml(data, path)
    places, elements = Places(data, tree), list(tree.getroot().iter(etree.Element))
    found = []
    for one in noticed:
        line, column = places.of(elements[one.at], one.attribute)
        if one.sign:
            line, column = _of_sign(one.sign, data, line, column)
        repair = Repair("value", one.value, one.meant) if one.meant else None
        found.append(Finding(one.code, one.message, path, line, column, one.value, one.hint, repair=repair))
    return sorted(dict.fromkeys(found), key=lambda finding: (finding.line, finding.column, finding.code, finding.value))


def _of_sign(sign: str, data: bytes, line: int, column: int) -> tuple[int, int]:
    """The first such sign in the text after a place; the place itself if it is written otherwise (``&quot;``)."""
    text = source_text(data)
    if text is None or not column:
        return line, column
    starts = list(accumulate((len(one) + 1 for one in text.split("\n")), initial=0))
    begin = starts[line - 1] + column - 1
    for found in re.compile(f"{_MARKUP}|({re.escape(sign)})", re.DOTALL).finditer(text, begin):
        if found.group(1):
            line = bisect.bisect_right(starts, found.start())
            return line, found.start() - starts[line - 1] + 1
    return line, column
