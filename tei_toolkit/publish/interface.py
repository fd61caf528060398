"""The words of the interface in an edition's language: ours, and over them those of its own folder ``words``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from lxml import etree

from tei_toolkit.edition import LANGUAGE_TAG
from tei_toolkit.errors import UnreadableInput
from tei_toolkit.files import read_bytes
from tei_toolkit.findings import Finding
from tei_toolkit.parsing import parse_xml
from tei_toolkit.publish.edition_files import CONFIGURATION
from tei_toolkit.transform.html import LANGUAGES, interface_language, read_words

FOLDER = "words"
_MAY_BE = re.compile(r"(?:unit-[\w-]+|named-often)-(?:zero|one|two|few|many)|reason-.+|day-(?:[1-9]|[12]\d|3[01])")
"""Words that a language may have beyond those of every other: forms of numbers, reasons of gaps, days' names."""
_PART = re.compile(r"\[(\w+)\]")
_SHOWN = 12
"""So many missing words are named; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Interface:
    """The language in which the interface speaks, its words, and what is wrong with the edition's own."""

    language: str
    words: dict[str, str]
    findings: tuple[Finding, ...] = ()


def interface_of(folder: Path, tag: str) -> Interface:
    """The interface of the edition in ``folder``, whose ``language`` is a BCP 47 tag such as ``pl`` or ``de-AT``.

    ``words/pl.xml`` adds a language or changes words of one of ours; ``words/de-AT.xml`` goes over ``words/de.xml``. A
    word that no table has is English, and a finding. Raises :class:`UnreadableInput` if a table is not XML as ours are.
    """
    base = tag.split("-")[0].lower()
    names = dict.fromkeys((base, tag)) if LANGUAGE_TAG.fullmatch(tag) else ()
    own = [path for name in names if (path := folder / FOLDER / f"{name}.xml").is_file()]
    if not own:
        unknown = () if base in LANGUAGES else (_no_words(folder, tag),)
        return Interface(interface_language(tag), read_words(interface_language(tag)), unknown)
    english = read_words("en")
    words = dict(read_words(base)) if base in LANGUAGES else {}
    findings: list[Finding] = []
    for path in own:
        table = _table(path)
        findings += _strange(path, table, english)
        words |= {key: word.text or "" for key, word in table.items()}
    if missing := [key for key in english if not words.get(key)]:
        findings.append(_missing(own[-1], missing))
    language = tag if own[-1].stem == tag else base
    known = {key: word for key, word in words.items() if word and (key in english or _MAY_BE.fullmatch(key))}
    return Interface(language, english | known, tuple(findings))


def _table(path: Path) -> dict[str, etree._Element]:
    root = parse_xml(read_bytes(path), str(path)).getroot()
    if root.tag != "words":
        raise UnreadableInput(
            f"{path}: the outermost element must be <words>, as in the tables of docs/words.md, not <{root.tag}>."
        )
    return {word.get("key", ""): word for word in root.iterfind("word")}


def _strange(path: Path, table: Mapping[str, etree._Element], english: Mapping[str, str]) -> Iterator[Finding]:
    """Keys that nothing shows, and parts in brackets that nothing fills in."""
    for key, word in table.items():
        line = word.sourceline if isinstance(word.sourceline, int) else 0
        if key not in english and not _MAY_BE.fullmatch(key):
            near = get_close_matches(key, english, 1)
            hint = f"did you mean {near[0]}?" if near else "docs/words.md has all keys"
            yield Finding(
                "SITE-03", f"No page shows a word with the key {key!r}.", str(path), line, value=key, hint=hint
            )
        parts = _PART.findall(english.get(key, "[count]"))
        for part in _PART.findall(word.text or ""):
            if part not in parts:
                filled = ", ".join(f"[{one}]" for one in parts) or "nothing"
                message = f"In the word {key!r} nothing is put for [{part}]; filled in there is {filled}."
                yield Finding("SITE-03", message, str(path), line, value=f"[{part}]")


def _no_words(folder: Path, tag: str) -> Finding:
    message = f"The interface has no words in the language {tag!r}, so it speaks English."
    hint = f"add {FOLDER}/{tag.split('-')[0].lower()}.xml; there are {', '.join(sorted(LANGUAGES))}"
    return Finding("SITE-03", message, str(folder / CONFIGURATION), value=tag, hint=hint)


def _missing(path: Path, keys: list[str]) -> Finding:
    named = ", ".join(keys[:_SHOWN]) + (f" and {len(keys) - _SHOWN} more" if len(keys) > _SHOWN else "")
    count = "1 word is" if len(keys) == 1 else f"{len(keys)} words are"
    message = f"{count} missing and shown in English: {named}."
    return Finding("SITE-03", message, str(path), hint=f"add <word key={keys[0]!r}>…</word> and so on")
