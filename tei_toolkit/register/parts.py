"""The parts of a person's name: forenames, particle, surname, titles.

TEI Guidelines, chapter 14.2.1 (``surname``, ``forename``, ``roleName``, ``addName``, ``genName``,
``nameLink``). Registers often have less: a comma, or a bare string, or titles and particles among the
forenames (``<forename>Madame de</forename>``); what they mean is read off here.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from lxml import etree

from tei_toolkit.parsing import XML_LANG, local_name
from tei_toolkit.register.titles import is_particle, title_of

_NUMERAL = re.compile(r"[IVX]+\.?|\d+(?:st|nd|rd|th|d)")
_BRACKETS = re.compile(r"\s*\([^)]*\)")


class Name(NamedTuple):
    """One name of a person or place as a register gives it."""

    text: str
    """As it is written there."""
    surname: str = ""
    """Without particle: ``Sacken``."""
    forenames: tuple[str, ...] = ()
    link: str = ""
    """The particle before the surname: ``von``."""
    titles: tuple[str, ...] = ()
    numeral: str = ""
    """Of rulers: ``II``."""
    added: tuple[str, ...] = ()
    """Names that stand for the person by themselves: pen names, nicknames, a territorial title."""
    language: str = ""
    readable: bool = True
    """Whether ``text`` is how a sentence would have it, not turned round as lists do (``Davis, Theodore``)."""
    guessed: bool = False
    """Whether the parts were read off a bare string, not given by TEI's elements."""

    @property
    def structured(self) -> bool:
        """Whether the surname is known."""
        return bool(self.surname)


def plain_text(element: etree._Element) -> str:
    """The text of an element with white space folded."""
    return " ".join("".join(str(piece) for piece in element.itertext()).split())


def name_of(element: etree._Element) -> Name:
    """Read a ``<persName>``: by its parts where TEI gives them, else by what its words are."""
    text = plain_text(element)
    language = element.get(XML_LANG, "")
    parts: dict[str, list[str]] = {}
    for child in element.iterdescendants():
        parts.setdefault(local_name(child), []).append(plain_text(child))
    if "surname" not in parts:
        if "forename" in parts or "genName" in parts:
            words = [*parts.get("forename", []), *parts.get("genName", [])]
            return _bare(" ".join(words), language)._replace(text=text, titles=tuple(parts.get("roleName", [])))
        return _bare(text, language)._replace(guessed=True)
    married = [plain_text(child) for child in element.iterdescendants("{*}surname") if child.get("type") != "maiden"]
    surname = " ".join(married or parts["surname"])
    given = _given(" ".join(parts.get("forename", [])))
    surname, numeral = _regnal(surname, given)
    first = next((local_name(child) for child in element if local_name(child) in ("surname", "forename")), "")
    readable = not (first == "surname" and "forename" in parts)
    link = " ".join(parts.get("nameLink", [])) or given.link
    maiden = [name for name in parts["surname"] if name != surname]
    return Name(
        text,
        surname,
        given.forenames,
        link,
        (*parts.get("roleName", []), *given.titles),
        numeral or " ".join(parts.get("genName", [])),
        (*parts.get("addName", []), *given.added, *maiden),
        language,
        readable,
    )


class _Given(NamedTuple):
    """What stands where a forename should."""

    forenames: tuple[str, ...]
    link: str
    titles: tuple[str, ...]
    added: tuple[str, ...]


def _given(written: str) -> _Given:
    """Take apart ``Friedrich Rudolf Graf von``, ``Madame de``, ``Giulio (Kardinal)``."""
    inside = re.findall(r"\(([^)]*)\)", written)
    words = [word for word in re.split(r"[\s,]+", _BRACKETS.sub("", written)) if word]
    titles = [word for word in words if title_of(word)]
    titles += [word for bracket in inside for word in bracket.split() if title_of(word)]
    forenames: list[str] = []
    link: list[str] = []
    for word in words:
        if is_particle(word):
            link.append(word)
        elif not title_of(word) and word[0].isupper() and not link:
            forenames.append(word)
    return _Given(tuple(forenames), " ".join(link), tuple(titles), ())


def _regnal(surname: str, given: _Given) -> tuple[str, str]:
    """``Ludwig XV.`` is a name and a numeral."""
    words = surname.split()
    if len(words) > 1 and _NUMERAL.fullmatch(words[-1]):
        return " ".join(words[:-1]), words[-1].rstrip(".")
    return surname, ""


def _bare(text: str, language: str) -> Name:
    """A name that is one string."""
    plain = _BRACKETS.sub("", text).strip()
    if "," in plain:
        left, right = (part.strip() for part in plain.split(",", 1))
        words = right.split()
        if words and title_of(words[0]) and any(word[0].isupper() and not title_of(word) for word in words[1:]):
            # Henry St. John, Lord Bolingbroke
            first = _bare(left, language)
            return first._replace(text=text, added=(*first.added, left, right), readable=False)
        given = _given(right)
        surname, numeral = _regnal(left, given)
        return Name(text, surname, given.forenames, given.link, given.titles, numeral, (), language, False)
    words = plain.split()
    if not words or not words[0][0].isupper():
        return Name(text, language=language)
    before = _run(words, title_of)
    if before < len(words) and before:
        rest = _natural(words[before:])
        return rest._replace(text=text, titles=tuple(words[:before]), language=language)
    after = _run(words[::-1], lambda word: title_of(word) or is_particle(word))
    if after and after < len(words):
        # Chester Greville Mr; Newcastle Duke of
        head, tail = words[: len(words) - after], words[len(words) - after :]
        added = (" ".join([*tail, *head]),) if is_particle(tail[-1]) else ()
        titles = tuple(word for word in tail if title_of(word))
        return Name(text, head[0], tuple(head[1:]), "", titles, "", added, language, False)
    return _natural(words)._replace(text=text, language=language)


def _natural(words: list[str]) -> Name:
    """Forenames, particle, surname in the order of speech; a numeral makes a ruler's name."""
    text = " ".join(words)
    if len(words) > 1 and _NUMERAL.fullmatch(words[-1]):
        return Name(text, " ".join(words[:-1]), numeral=words[-1].rstrip("."))
    particles = [number for number, word in enumerate(words) if is_particle(word)]
    if particles and 0 < particles[0] < len(words) - 1:
        last = particles[-1]
        return Name(text, " ".join(words[last + 1 :]), tuple(words[: particles[0]]),
                    " ".join(words[particles[0] : last + 1]))  # fmt: skip
    if len(words) == 1 or len(words) > 4:
        return Name(text, text if len(words) == 1 else "")
    return Name(text, words[-1], tuple(words[:-1]))


def _run(words: list[str], test: object) -> int:
    assert callable(test)
    count = 0
    while count < len(words) and test(words[count]):
        count += 1
    return count
