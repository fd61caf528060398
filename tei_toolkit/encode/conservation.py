"""The proof of the first law: every character of the source is accounted for, and none was added.

The proof reads the finished bytes, not what they were made of. What marks consumed is taken out of the
source, furniture too; what is left, without white space, must be the text of the TEI, letter by letter. And
each mark that consumed something must be there as an element with its attributes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from typing import NamedTuple

from lxml import etree

from tei_toolkit.errors import NotConserved
from tei_toolkit.model import Mark, SourceText, Span
from tei_toolkit.parsing import XML, local_name, parse_xml, tei

WHITE_SPACE = (
    "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
"""What :meth:`str.isspace` calls so. To take them out one by one is faster than to split long texts at them."""


def prove(source: SourceText, span: Span, marks: Sequence[Mark], documents: Iterable[bytes]) -> None:
    """Raise :class:`NotConserved` unless ``documents`` hold what the source has in ``span``, whole and in order.

    ``marks`` are those that became elements, in the order of the source.
    """
    consuming = [mark for mark in marks if mark.consumed]
    wanted = [tei(name) for name in {mark.element for mark in consuming}]
    by = {mark.expanded_by for mark in marks if mark.expansion}
    made = iter([bool(mark.expansion) for mark in marks if mark.expansion or _expanded_by(mark) in by])
    read = [_read(data, source.name, wanted, by, made) for data in documents]
    elements = [element for one in read for element in one.elements]
    expansions = [expansion for one in read for expansion in one.expansions]
    found = "".join(_letters(one.text) for one in read)
    expected = _letters(_remaining(source, span, [part for mark in consuming for part in mark.consumed]))
    if found != expected:
        raise NotConserved(_first_difference(source.name, expected, found))
    _prove_elements(source, consuming, elements)
    if expansions != [mark.expansion for mark in marks if mark.expansion]:
        raise NotConserved(
            f"{source.name}: the expansions of abbreviations would not be those of the list; nothing was written."
            " Please report this."
        )


class _Read(NamedTuple):
    """What a finished document holds: its text, the elements that were asked for, its expansions."""

    text: str
    elements: list[tuple[str, set[tuple[str, str]]]]
    expansions: list[str]


def _expanded_by(mark: Mark) -> str | None:
    """Who made an expansion that is the source's own text, as in TEI that this program wrote before; None if the mark
    is no expansion."""
    return dict(mark.attributes).get("resp", "") if mark.element == "expan" else None


def _read(data: bytes, name: str, wanted: Sequence[str], by: Set[str], made: Iterator[bool]) -> _Read:
    body = parse_xml(data, name).getroot().find(tei("text"))
    assert body is not None
    expansions = _take_expansions(body, by, made)
    text = etree.tostring(body, method="text", encoding="unicode", with_tail=False)
    elements = [(local_name(item), _attributes(item)) for item in body.iter(*wanted)] if wanted else []
    return _Read(text, elements, expansions)


def _take_expansions(body: etree._Element, by: Set[str], made: Iterator[bool]) -> list[str]:
    """The texts that stand beside an abbreviation, which are the edition's and not the source's: taken out.

    ``by`` are those who made some; ``made`` says of each expansion in order whether it was made in this conversion.
    """
    found = []
    for expansion in body.iter(tei("expan")):
        if expansion.get("resp", "") in by and next(made, True):
            found.append(expansion.text or "")
            expansion.text = None
    return found


def _letters(text: str) -> str:
    """A text without its white space."""
    for blank in WHITE_SPACE:
        if blank in text:
            text = text.replace(blank, "")
    return text


def _remaining(source: SourceText, span: Span, consumed: Iterable[Span]) -> str:
    """A stretch of the source without furniture and what marks consumed."""
    taken = [*consumed, *(piece.span for piece in source.furniture)]
    pieces = []
    at = span.start
    for start, end in sorted(taken):
        pieces.append(source.text[at : min(start, span.end)])
        at = max(at, end)
    pieces.append(source.text[at : span.end])
    return "".join(pieces)


def _attributes(item: etree._Element) -> set[tuple[str, str]]:
    return {(str(key).replace(f"{{{XML}}}", "xml:"), str(value)) for key, value in item.items()}


def _prove_elements(
    source: SourceText, consuming: Sequence[Mark], elements: Sequence[tuple[str, set[tuple[str, str]]]]
) -> None:
    """Each consuming mark must be found among the elements, in order."""
    at = 0
    for mark in sorted(consuming, key=lambda mark: (mark.start, -mark.end)):
        attributes = set(mark.attributes)
        while at < len(elements) and not (elements[at][0] == mark.element and attributes <= elements[at][1]):
            at += 1
        if at == len(elements):
            line, column = source.place(mark.start)
            raise NotConserved(
                f"{source.name}:{line}:{column}: ‘{source.text[mark.start : mark.end][:40]}’ should have become"
                f" a <{mark.element}>, but there is none; nothing was written. Please report this."
            )
        at += 1


def _first_difference(name: str, expected: str, found: str) -> str:
    at = next(
        (n for n, (a, b) in enumerate(zip(expected, found, strict=False)) if a != b), min(len(expected), len(found))
    )
    return (
        f"{name}: the conversion would not have conserved the text: after ‘{expected[max(0, at - 30) : at]}’ the source"
        f" has ‘{expected[at : at + 30]}’, the TEI ‘{found[at : at + 30]}’; nothing was written. Please report this."
    )
