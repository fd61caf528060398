"""The proof of the first law: every character of the source is accounted for, and none was added.

The proof reads the finished bytes, not the tree that they were made of. What marks consumed is taken out of
the source, furniture too; what is left, without white space, must be the text of the TEI, letter by letter.
And each mark that consumed something must be there as an element with its attributes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lxml import etree

from tei_toolkit.errors import NotConserved
from tei_toolkit.model import Mark, SourceText, Span
from tei_toolkit.parsing import local_name, parse_xml, tei


def prove(source: SourceText, marks: Sequence[Mark], documents: Iterable[bytes]) -> None:
    """Raise :class:`NotConserved` unless ``documents`` hold the source's document, whole and in order.

    ``marks`` are those that became elements, in the order of the source.
    """
    consuming = [mark for mark in marks if mark.consumed]
    expected = _remaining(source, [part for mark in consuming for part in mark.consumed])
    texts: list[str] = []
    elements: list[tuple[str, frozenset[tuple[str, str]]]] = []
    for data in documents:
        body = parse_xml(data, source.name).getroot().find(tei("text"))
        assert body is not None
        texts.append("".join(str(piece) for piece in body.itertext()))
        elements += [(local_name(item), _attributes(item)) for item in body.iter(etree.Element)]
    found = "".join("".join(texts).split())
    if found != expected:
        raise NotConserved(_first_difference(source.name, expected, found))
    _prove_elements(source, consuming, elements)


def _remaining(source: SourceText, consumed: Iterable[Span]) -> str:
    """The document's characters without white space and without what marks consumed."""
    taken = bytearray(len(source.text))
    for span in consumed:
        taken[span.start : span.end] = b"\x01" * (span.end - span.start)
    pieces = []
    for span in source.document():
        pieces += [
            character
            for at, character in enumerate(source.text[span.start : span.end], span.start)
            if not taken[at] and not character.isspace()
        ]
    return "".join(pieces)


def _attributes(item: etree._Element) -> frozenset[tuple[str, str]]:
    return frozenset((str(key), str(value)) for key, value in item.attrib.items())


def _prove_elements(
    source: SourceText, consuming: Sequence[Mark], elements: Sequence[tuple[str, frozenset[tuple[str, str]]]]
) -> None:
    """Each consuming mark must be found among the elements, in order."""
    at = 0
    for mark in sorted(consuming, key=lambda mark: (mark.start, -mark.end)):
        wanted = frozenset(mark.attributes)
        while at < len(elements) and not (elements[at][0] == mark.element and wanted <= elements[at][1]):
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
