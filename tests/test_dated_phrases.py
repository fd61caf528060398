"""The dated phrases of ``fixtures/dated_phrases.toml``, each in its sentence: what is found, and its attributes."""

from __future__ import annotations

import datetime
import re
import tomllib
from pathlib import Path
from typing import NamedTuple

import pytest
from lxml import etree

from tei_toolkit.dates.edtf import from_tei, to_tei
from tei_toolkit.dates.lexicon import lexicon
from tei_toolkit.dates.phrases import find_dates
from tei_toolkit.dates.resolve import resolve
from tei_toolkit.resources import resource
from tei_toolkit.validate import load_schema, validate

_FIXTURE = Path(__file__).parent / "fixtures" / "dated_phrases.toml"
_ENTRY = Path(__file__).parent / "fixtures" / "entry.xml"


class Sentence(NamedTuple):
    """A sentence, and the dates in it: what is written, and TEI's attributes or the code of a finding."""

    text: str
    language: str
    near: datetime.date
    calendar: str
    dates: tuple[tuple[str, str], ...]


def _sentences() -> list[Sentence]:
    found = []
    for entry in tomllib.loads(_FIXTURE.read_text(encoding="utf-8"))["entry"]:
        common = (entry["language"], entry["near"], entry.get("calendar", "gregorian"))
        for text, *values in entry["dates"]:
            dates = tuple(zip(re.findall(r"\{(.*?)\}", text), values, strict=True))
            found.append(Sentence(re.sub("[{}]", "", text), *common, dates))
        found.extend(Sentence(text, *common, ()) for text in entry["none"])
    return found


SENTENCES = _sentences()


def read(sentence: Sentence) -> tuple[tuple[str, str], ...]:
    """The dates that are found in a sentence, as the fixture writes them."""
    found = []
    for phrase in find_dates(sentence.text, sentence.language):
        reading = resolve(phrase, sentence.near, sentence.calendar, week_begins=lexicon(sentence.language).week_begins)
        value = reading.problem[0] if reading.problem else " ".join(f"{key}={val}" for key, val in reading.attributes)
        if value:
            found.append((sentence.text[phrase.start : phrase.end], value))
    return tuple(found)


def _without_points(dates: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    return tuple((phrase.strip(" .,:;"), value) for phrase, value in dates)


@pytest.mark.parametrize("sentence", SENTENCES, ids=[f"{s.language}-{s.text[:40]}" for s in SENTENCES])
def test_the_dates_of_a_sentence_are_found_and_read(sentence: Sentence) -> None:
    assert _without_points(read(sentence)) == _without_points(sentence.dates)


def _attributes() -> list[dict[str, str]]:
    """The attributes of all dates of the fixture."""
    values = [value for sentence in SENTENCES for _, value in sentence.dates if "=" in value]
    return [dict(pair.split("=", 1) for pair in value.split()) for value in values]


def test_every_value_is_valid_by_the_schema() -> None:
    document = etree.parse(_ENTRY)
    paragraph = next(document.iter("{*}p"))
    for attributes in _attributes():
        etree.SubElement(paragraph, "{http://www.tei-c.org/ns/1.0}date", attributes)
    schema = resource("schema", "tei_diary.rng")
    found = validate([("entry.xml", etree.tostring(document))], [load_schema(schema.read_bytes(), schema.name)])
    assert [str(finding) for finding in found if finding.code not in ("REF-01", "ID-01")] == []


def test_every_value_has_an_edtf_unless_it_is_an_unsure_choice() -> None:
    for attributes in _attributes():
        if not ("cert" in attributes and "notBefore" in attributes):
            said = {name: attributes[name] for name in attributes if "ustom" not in name and name != "datingMethod"}
            assert dict(to_tei(from_tei(said))) == said


def test_the_fixture_is_large_and_in_many_languages() -> None:
    assert sum(len(sentence.dates) for sentence in SENTENCES) >= 300
    assert sum(not sentence.dates for sentence in SENTENCES) >= 60
    assert len({sentence.language[:2] for sentence in SENTENCES}) >= 8
