"""What editors have decided already in this edition's TEI: whom they tagged by which form, and what they
passed over.

Names that the toolkit tagged itself (``@resp="#tei-toolkit"``) teach nothing; as soon as an editor confirms
one by taking that attribute away, it does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from tei_toolkit.parsing import local_name, tei
from tei_toolkit.register.matching import Matcher

_NAMES = frozenset(("persName", "placeName", "rs", "name", "orgName", "geogName", "settlement", "country", "region"))
_BLOCKS = frozenset(("p", "head", "ab", "l", "item", "div", "note"))
_BY_PROGRAM = "#tei-toolkit"
_NOTHING: Counter[str] = Counter()


@dataclass(frozen=True)
class Experience:
    """How often each form was tagged as whom, and the texts round those names."""

    forms: Mapping[str, Counter[str]] = field(default_factory=dict)
    persons: Mapping[str, int] = field(default_factory=dict)
    texts: tuple[str, ...] = ()

    def times(self, identifier: str) -> int:
        """How often editors tagged this person or place."""
        return self.persons.get(identifier, 0)

    def tagged(self, form: str) -> Counter[str]:
        """How often editors tagged this form as whom."""
        return self.forms.get(form, _NOTHING)

    def learned_forms(self) -> Iterator[tuple[str, str]]:
        """Each form and whom it was tagged as, for the matcher."""
        for form, counts in self.forms.items():
            for identifier in counts:
                yield form, identifier

    def passed_over(self, matcher: Matcher) -> Counter[str]:
        """How often editors left each form untagged."""
        return Counter(match.form for text in self.texts for match in matcher.find(text))


NO_EXPERIENCE = Experience()


def learn(documents: Iterable[etree._ElementTree]) -> Experience:
    """Read the decisions off TEI documents; one without a name tagged by an editor says nothing."""
    forms: dict[str, Counter[str]] = {}
    persons: Counter[str] = Counter()
    texts = []
    for document in documents:
        pieces: list[str] = []
        tagged = False
        for text in document.getroot().iter(tei("text")):
            tagged = _read(text, pieces, forms, persons) or tagged
        if tagged:
            texts.append("".join(pieces))
    return Experience(forms, dict(persons), tuple(texts))


def _read(element: etree._Element, pieces: list[str], forms: dict[str, Counter[str]], persons: Counter[str]) -> bool:
    """Collect the text outside names, and the names; whether an editor tagged any."""
    name = local_name(element) if isinstance(element.tag, str) else ""
    found = False
    if name in _NAMES:
        reference = element.get("ref", element.get("key", ""))
        if reference and element.get("resp") != _BY_PROGRAM:
            form = " ".join("".join(str(piece) for piece in element.itertext()).split())
            for identifier in reference.split():
                forms.setdefault(form, Counter())[identifier.rsplit("#", 1)[-1]] += 1
                persons[identifier.rsplit("#", 1)[-1]] += 1
            found = True
        pieces.append("\x00")
    elif name and name != "choice":
        pieces.append(element.text or "")
        for child in element:
            found = _read(child, pieces, forms, persons) or found
        pieces.append("\x00" if name in _BLOCKS else "")
    pieces.append(element.tail or "")
    return found
