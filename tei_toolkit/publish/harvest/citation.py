"""A reference as people write it: The Chicago Manual of Style, 17th edition, notes and bibliography (chapter 14).

The words between the parts, and the quotation marks, are those of the page's language.
"""

from __future__ import annotations

from dataclasses import dataclass

from tei_toolkit.publish.harvest.days import day_in_words
from tei_toolkit.publish.harvest.names import Name
from tei_toolkit.publish.harvest.record import Record


@dataclass(frozen=True, slots=True)
class Citation:
    """A line in three pieces, of which the middle one, a book's title, is set in italics."""

    before: str
    book: str
    after: str

    @property
    def plain(self) -> str:
        """The line without italics."""
        return self.before + self.book + self.after


def note(record: Record, words: dict[str, str]) -> Citation:
    """``Pavel Arsenin-Toll, “3 February 1939,” in Diary, edited by I. Farthingwell (Geneva: Press, 2026), 113.``"""
    author = f"{_people(record.authors, words)}, " if record.authors else ""
    imprint = _imprint(record)
    tail = "".join(f", {part}" for part in _hands(record, words)) + (f" ({imprint})" if imprint else "")
    ends = [*_pages(record), *([record.address] if record.address else [])]
    after = _stopped(tail + "".join(f", {end}" for end in ends))
    if record.kind == "edition":
        return Citation(author, record.title, after)
    day = "" if record.is_dated else day_in_words(record.written, words)
    return Citation(author + _quoted(record.title, ",", words) + (f" {day}," if day else "") + f" {words['in']} ",
                    record.container, after)  # fmt: skip


def bibliography(record: Record, words: dict[str, str]) -> Citation:
    """``Arsenin-Toll, Pavel. “3 February 1939.” In Diary, edited by I. Farthingwell, 113. Geneva: Press, 2026.``"""
    leading = [record.authors[0].inverted, *(name.direct for name in record.authors[1:])] if record.authors else []
    author = f"{_stopped(_joined(leading, words))} " if leading else ""
    hands = _hands(record, words)
    if record.kind == "edition":
        middle = "".join(f" {_stopped(hand[:1].upper() + hand[1:])}" for hand in hands)
        middle = f"{'' if _ends(record.title) else '.'}{middle}"
    else:
        middle = _stopped("".join(f", {part}" for part in [*hands, *_pages(record)]) or "")
    ends = [end for end in (_imprint(record), record.address) if end]
    after = middle + "".join(f" {_stopped(end)}" for end in ends)
    if record.kind == "edition":
        return Citation(author, record.title, after)
    day = "" if record.is_dated else day_in_words(record.written, words)
    within = words["in"][:1].upper() + words["in"][1:]
    before = author + _quoted(record.title, ".", words) + (f" {_stopped(day)}" if day else "") + f" {within} "
    return Citation(before, record.container, after)


def _quoted(title: str, stop: str, words: dict[str, str]) -> str:
    """A title in quotation marks with the stop behind it, within the marks in English; marks in it take turns."""
    inner = title.replace(words["cite-open"].strip(), words["cite-inner-open"])
    inner = inner.replace(words["cite-close"].strip(), words["cite-inner-close"])
    if words["cite-stop"] == "within":
        closing = ("" if _ends(inner) else stop) + words["cite-close"]
    else:
        closing = words["cite-close"] + stop
    return words["cite-open"] + inner + closing


def _hands(record: Record, words: dict[str, str]) -> list[str]:
    roles = (("cite-edited", record.editors), ("cite-translated", record.translators))
    return [f"{words[role]} {_people(names, words)}" for role, names in roles if names]


def _people(names: tuple[Name, ...], words: dict[str, str]) -> str:
    return _joined([name.direct for name in names], words)


def _joined(names: list[str], words: dict[str, str]) -> str:
    if len(names) < 2:
        return "".join(names)
    comma = "," if words["cite-stop"] == "within" and (len(names) > 2 or "," in names[0]) else ""
    return f"{', '.join(names[:-1])}{comma} {words['and']} {names[-1]}"


def _imprint(record: Record) -> str:
    house = ": ".join(part for part in (record.place, record.publisher) if part)
    return ", ".join(part for part in (house, record.issued) if part)


def _pages(record: Record) -> list[str]:
    return ["–".join(record.pages)] if record.pages else []


def _ends(text: str) -> bool:
    return text.rstrip("”’“»").endswith((".", "!", "?", "…"))


def _stopped(text: str) -> str:
    return text if text.endswith(".") else f"{text}."
